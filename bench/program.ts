// The whole program as an operator starts it, in a process of its own, on a data folder that the benchmark made and removes.

import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

export type Program = {
  port: number;
  /** From the command to the first whole page, in milliseconds. */
  startedIn: number;
  /** The process that serves; the launcher in front of it only waits. */
  pid: number;
  launcher: number;
  stop(): Promise<void>;
};

const root = fileURLToPath(new URL("..", import.meta.url));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts it and waits for its first page. */
export async function startProgram(
  folder: string,
  settings: Record<string, string> = {},
  profile?: string,
): Promise<Program> {
  const port = await freePort();
  const began = performance.now();
  // For a profile the launcher is left out, as the flags are for the program alone.
  const [command, args] = profile
    ? [
        process.execPath,
        ["--cpu-prof", `--cpu-prof-dir=${profile}`, "--import", "./kernel/runtime/register.js", "app/cli.ts"],
      ]
    : ["node", ["bin/pendopo.js"]];
  const child: ChildProcess = spawn(command, [...args, "start", "--demo"], {
    cwd: root,
    // The log is written as in production, to where nobody reads it.
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, PENDOPO_DATA: folder, PORT: String(port), ...settings },
  });
  let ended = false;
  const end = new Promise<void>((resolve) =>
    child.once("exit", () => {
      ended = true;
      resolve();
    }),
  );
  for (;;) {
    if (ended) throw new Error("the program ended before its first page");
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
    if (answer?.ok && (await answer.text()).includes("</html>")) break;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const startedIn = performance.now() - began;
  const launcher = child.pid as number;
  return {
    port,
    startedIn,
    launcher,
    pid: childrenOf(launcher)[0] ?? launcher,
    stop: async () => {
      child.kill("SIGTERM");
      await end;
    },
  };
}

const statOf = (pid: number): string[] | undefined => {
  try {
    // The name may hold spaces and brackets, so the fields are counted from behind it.
    return readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
  } catch {
    return undefined;
  }
};

export const childrenOf = (parent: number): number[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => Number(statOf(pid)?.[1]) === parent);

const TICKS = 100; // USER_HZ, the same on every Linux since 2.6.

/** Seconds of processor time that a process has used. */
export const processorSeconds = (pid: number): number => {
  const stat = statOf(pid);
  return stat ? (Number(stat[11]) + Number(stat[12])) / TICKS : 0;
};

/** Resident memory of a process in bytes: now, and at its highest. */
export function memoryOf(pid: number): { now: number; highest: number } {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const kilobytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
  return { now: kilobytes("VmRSS") * 1024, highest: kilobytes("VmHWM") * 1024 };
}

/** Who used how many cores while something ran: the program, PostgreSQL with all its processes, and others by name. */
export function watchProcessors(who: Record<string, () => number[]>): () => Record<string, number> {
  const began = performance.now();
  const used = () =>
    Object.fromEntries(
      Object.entries(who).map(([name, pids]) => [name, new Map(pids().map((pid) => [pid, processorSeconds(pid)]))]),
    );
  const before = used();
  return () => {
    const seconds = (performance.now() - began) / 1000;
    return Object.fromEntries(
      Object.entries(used()).map(([name, after]) => [
        name,
        [...after].reduce((all, [pid, value]) => all + value - (before[name]?.get(pid) ?? 0), 0) / seconds,
      ]),
    );
  };
}
