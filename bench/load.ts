// Sending load from another process, and what its answers say.

import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Done, Job } from "./load-worker.ts";

export type Load = { pid: number; send(job: Job): Promise<Done>; stop(): void };

export function openLoad(): Load {
  const child: ChildProcess = fork(fileURLToPath(new URL("load-worker.ts", import.meta.url)), {
    serialization: "advanced",
  });
  return {
    pid: child.pid as number,
    send: async (job) => {
      const answer = await new Promise<{ done?: Done; error?: string }>((resolve) => {
        child.once("message", resolve);
        child.send(job);
      });
      if (!answer.done) throw new Error(answer.error);
      if (answer.done.trouble) throw new Error(`an answer of the load was not good:\n${answer.done.trouble}`);
      return answer.done;
    },
    stop: () => child.kill(),
  };
}

/** The value below which a share of them lies. */
export function share(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => share(values, 0.5);

export const perSecond = (done: Pick<Done, "times" | "seconds">): number => done.times.length / done.seconds;

type Head = { session?: string; visit?: string };

const cookies = ({ session, visit }: Head): string => {
  const all = [session ? `pendopo=${session}` : "", visit ? `pendopo_kunjungan=${visit}` : ""].filter(Boolean);
  return all.length > 0 ? `cookie: ${all.join("; ")}\r\n` : "";
};

/** A page's request, as a browser asks for it: packed. */
export const getRequest = (path: string, head: Head = {}): string =>
  `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: text/html\r\naccept-encoding: gzip, deflate, br\r\n${cookies(head)}\r\n`;

/** A form as a browser posts it. */
export function postRequest(path: string, fields: Record<string, string>, head: Head): string {
  const body = new URLSearchParams(fields).toString();
  return `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nsec-fetch-site: same-origin\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: ${Buffer.byteLength(body)}\r\n${cookies(head)}\r\n${body}`;
}
