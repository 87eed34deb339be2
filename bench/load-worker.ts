// The load: ready-made HTTP/1.1 requests over sockets that stay open. It runs in a process of its own and parses no more of an
// answer than where it ends, so that it takes little of the two cores from those it measures.

import { connect, type Socket } from "node:net";

export type Job = {
  port: number;
  clients: number;
  /** Whole requests, head and body. */
  requests: string[];
  /** Begins again when all were sent; otherwise each is sent once. */
  again: boolean;
  seconds: number;
  /** At most so many. */
  most?: number;
};

export type Done = {
  seconds: number;
  /** Milliseconds of each request, in order of arrival. */
  times: number[];
  statuses: Record<string, number>;
  /** What came back, heads included. */
  bytes: number;
  /** The first answer that was neither good nor a redirect. */
  trouble?: string;
};

const HEAD_END = Buffer.from("\r\n\r\n");
const CHUNKS_END = Buffer.from("\r\n0\r\n\r\n");

/** The length of the answer that the buffer begins with, or undefined while it is not whole. */
function lengthOf(buffer: Buffer): { length: number; status: string } | undefined {
  const head = buffer.indexOf(HEAD_END);
  if (head < 0) return undefined;
  const text = buffer.toString("latin1", 0, head).toLowerCase();
  const status = text.slice(9, 12);
  const declared = /\r\ncontent-length: (\d+)/.exec(text);
  if (declared) return { length: head + 4 + Number(declared[1]), status };
  if (text.includes("transfer-encoding: chunked")) {
    const end = buffer.indexOf(CHUNKS_END, head + 2);
    return end < 0 ? undefined : { length: end + 7, status };
  }
  return { length: head + 4, status };
}

function run(job: Job): Promise<Done> {
  const requests = job.requests.map((text) => Buffer.from(text));
  const done: Done = { seconds: 0, times: [], statuses: {}, bytes: 0 };
  let next = 0;
  const began = performance.now();
  const until = began + job.seconds * 1000;
  const most = job.most ?? (job.again ? Number.POSITIVE_INFINITY : requests.length);
  const client = () =>
    new Promise<void>((resolve, reject) => {
      const socket: Socket = connect(job.port, "127.0.0.1");
      socket.setNoDelay(true);
      let sent = 0;
      let waiting = Buffer.alloc(0);
      const send = () => {
        if (performance.now() >= until || next >= most) {
          socket.end();
          return resolve();
        }
        sent = performance.now();
        socket.write(requests[next++ % requests.length] as Buffer);
      };
      socket.once("connect", send);
      socket.once("error", reject);
      socket.on("data", (part) => {
        waiting = waiting.length === 0 ? part : Buffer.concat([waiting, part]);
        const whole = lengthOf(waiting);
        if (!whole || waiting.length < whole.length) return;
        done.times.push(performance.now() - sent);
        done.statuses[whole.status] = (done.statuses[whole.status] ?? 0) + 1;
        done.bytes += whole.length;
        if (whole.status >= "400") done.trouble ??= waiting.toString("utf8", 0, 4000);
        waiting = waiting.subarray(whole.length);
        send();
      });
    });
  return Promise.all(Array.from({ length: job.clients }, client)).then(() => {
    done.seconds = (performance.now() - began) / 1000;
    return done;
  });
}

process.on("message", async (job: Job) => {
  try {
    process.send?.({ done: await run(job) });
  } catch (error) {
    process.send?.({ error: (error as Error).message });
  }
});
