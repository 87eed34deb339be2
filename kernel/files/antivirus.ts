// Asks a ClamAV daemon whether a file carries a virus (its INSTREAM command). An installation that names no daemon asks none.

import { existsSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { refuse, Unavailable } from "../errors.ts";

export type Scanner = {
  /** Throws `Refused("file.infected")` when something is found, `Unavailable("file.scanner-down")` when nobody answers. */
  scan(content: Uint8Array | AsyncIterable<Uint8Array>, name: string): Promise<void>;
};

const PART = 64 * 1024;
/** Where Debian's `clamav-daemon` listens, and where others put it. */
const SOCKETS = ["/run/clamav/clamd.ctl", "/run/clamd.scan/clamd.sock", "/var/run/clamav/clamd.ctl"];

/** The scanner that uploads pass: the one of the settings, or the one that this machine runs. Undefined where there is none, or it is "off". */
export function scannerAddress(setting: string | undefined, sockets: readonly string[] = SOCKETS): string | undefined {
  if (setting === "off") return undefined;
  return setting ?? sockets.find((path) => existsSync(path));
}

/** What the daemon calls itself, e.g. "ClamAV 1.4.3/27800/…", whose middle is the number of its signatures. @throws Unavailable */
export async function scannerVersion(address: string, timeoutMs = 5000): Promise<string> {
  const socket = connect(place(address));
  socket.setTimeout(timeoutMs, () => socket.destroy(new Error("no answer in time")));
  try {
    const answered = answerOf(socket);
    socket.write("zVERSION\0");
    const answer = await answered;
    if (!answer.startsWith("ClamAV")) throw new Error(answer.slice(0, 100));
    return answer;
  } catch (cause) {
    throw new Unavailable("file.scanner-down", { cause });
  } finally {
    socket.destroy();
  }
}

/**
 * A scanner at "host:3310", "tcp://host:3310", "/run/clamav/clamd.ctl" or "unix:/run/clamav/clamd.ctl".
 * @param timeoutMs how long a silence may last
 * @example await openScanner("tcp://127.0.0.1:3310").scan(bytes, "ktp.jpg")
 */
export function openScanner(address: string, timeoutMs = 30_000): Scanner {
  const where = place(address);
  return {
    async scan(content, name) {
      const socket = connect(where);
      socket.setTimeout(timeoutMs, () => socket.destroy(new Error("no answer in time")));
      const answered = answerOf(socket);
      // Whoever fails first tells; the other must not become an unhandled rejection.
      answered.catch(() => {});
      let answer: string;
      try {
        await send(socket, content);
        answer = await answered;
      } catch (cause) {
        socket.destroy();
        // The daemon closes early when the file passes its own limit, after saying so.
        answer = await answered.catch(() => "");
        if (!answer) throw new Unavailable("file.scanner-down", { cause });
      }
      if (/ FOUND$/.test(answer))
        throw refuse("file.infected", { name, virus: answer.replace(/^stream: | FOUND$/g, "") });
      if (answer !== "stream: OK") throw new Unavailable("file.scanner-down", { cause: new Error(answer) });
    },
  };
}

function place(address: string): { host: string; port: number } | { path: string } {
  if (address.startsWith("unix:")) return { path: address.slice(5).replace(/^\/\/\//, "/") };
  if (address.startsWith("/")) return { path: address };
  const url = new URL(address.includes("://") ? address : `tcp://${address}`);
  return { host: url.hostname.replace(/^\[|\]$/g, ""), port: Number(url.port || 3310) };
}

async function send(socket: Socket, content: Uint8Array | AsyncIterable<Uint8Array>) {
  await write(socket, Buffer.from("zINSTREAM\0"));
  for await (const whole of content instanceof Uint8Array ? [content] : content)
    for (let at = 0; at < whole.length; at += PART) {
      const part = whole.subarray(at, at + PART);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(part.length);
      await write(socket, Buffer.concat([length, part]));
    }
  await write(socket, Buffer.alloc(4));
}

const write = (socket: Socket, bytes: Buffer) =>
  new Promise<void>((resolve, reject) => socket.write(bytes, (error) => (error ? reject(error) : resolve())));

const answerOf = (socket: Socket) =>
  new Promise<string>((resolve, reject) => {
    let text = "";
    socket.on("data", (part) => {
      text += part.toString("utf8");
      const end = text.indexOf("\0");
      if (end >= 0) {
        resolve(text.slice(0, end).trim());
        socket.end();
      } else if (text.length > 4096) socket.destroy(new Error("an answer without end"));
    });
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("closed without an answer")));
  });
