// Pendopo as an operator has it: a program at the command line, in a folder of its own.

import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const CLI = fileURLToPath(new URL("../../bin/pendopo.js", import.meta.url));

export type Ended = { code: number | null; out: string; err: string; ms: number };
export type Environment = Record<string, string>;

/** What of this test's environment a program may see: never the settings of the machine that runs the tests. */
const clean = (more: Environment): Environment => ({
  PATH: process.env.PATH ?? "",
  HOME: process.env.HOME ?? "",
  LANG: "C.UTF-8",
  LOG_LEVEL: "silent",
  ...more,
});

/** Runs a command to its end. */
export function pendopo(args: string[], environment: Environment = {}): Promise<Ended> {
  const began = performance.now();
  return collect(
    spawn(process.execPath, [CLI, ...args], { env: clean(environment), stdio: ["ignore", "pipe", "pipe"] }),
    began,
  );
}

function collect(child: ChildProcess, began: number): Promise<Ended> {
  const said = { out: "", err: "" };
  child.stdout?.on("data", (piece) => (said.out += piece));
  child.stderr?.on("data", (piece) => (said.err += piece));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, ...said, ms: performance.now() - began }));
  });
}

/** Starts the server and waits until it says where it is. */
export async function startPendopo(
  args: string[],
  environment: Environment,
): Promise<{ url: string; said: () => string; stop(signal?: NodeJS.Signals): Promise<Ended> }> {
  const child = spawn(process.execPath, [CLI, "start", ...args], {
    env: clean(environment),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = collect(child, performance.now());
  let said = "";
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on("data", (piece) => {
      said += piece;
      const found = /https?:\/\/[\w.:-]+/.exec(said)?.[0];
      if (found) resolve(found);
    });
    ended.then(({ err }) => reject(new Error(`ended before it was ready: ${err}`)), reject);
  });
  return {
    url,
    said: () => said,
    stop: async (signal = "SIGTERM") => {
      const began = performance.now();
      child.kill(signal);
      return { ...(await ended), ms: performance.now() - began };
    },
  };
}

/** A folder for an installation, removed with everything that was made in it. */
export function newFolder(): { folder: string; remove(): Promise<void> } {
  const folder = mkdtempSync(join(tmpdir(), "pendopo-operate-"));
  // Closed to others, it would send root's embedded database to a system folder, which nobody here would tidy.
  chmodSync(folder, 0o755);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

export async function freePort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return String(port);
}
