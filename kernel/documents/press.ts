// The press: a few typesetting processes, started when first needed, ended when they are late, too large or too old.

import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { Unavailable } from "../errors.ts";
import type { Answer, Job } from "./press-worker.ts";

export type Press = {
  /** Runs one job. Throws `Unavailable("document.typeset-late")` past the deadline and `Unavailable("document.press-died")` otherwise. */
  run(job: Omit<Job, "id">, deadlineMs: number): Promise<Answer>;
  close(): Promise<void>;
};

type Slot = { child: ChildProcess; ready: Promise<void>; jobs: number; settle?: (answer: Answer | Error) => void };

/** After so many documents a process is replaced: whatever the compiler has gathered by then is given back. */
const JOBS_PER_PROCESS = 500;

/**
 * Opens a press. Processes start at the first job and never keep the program alive.
 * @param options.processes how many documents are typeset at once; @param options.memoryMb ends a process that grows past it
 */
export function openPress(options: { processes?: number; memoryMb?: number } = {}): Press {
  const most = options.processes ?? 2;
  const memory = (options.memoryMb ?? 768) * 1024 * 1024;
  const idle: Slot[] = [];
  const waiting: ((slot: Slot) => void)[] = [];
  const all = new Set<Slot>();
  let counter = 0;
  let closed = false;

  const start = (): Slot => {
    // A proxy on the discard port, for every scheme: a template that imports a package gets a refusal, not the network.
    const nowhere = "http://127.0.0.1:9";
    const child = fork(join(import.meta.dirname, "press-worker.ts"), [], {
      serialization: "advanced",
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      execArgv: ["--disable-warning=ExperimentalWarning", "--max-old-space-size=256"],
      env: {
        SystemRoot: process.env.SystemRoot,
        TEMP: process.env.TEMP,
        PENDOPO_PRESS_MEMORY: String(memory),
        HTTP_PROXY: nowhere,
        HTTPS_PROXY: nowhere,
        ALL_PROXY: nowhere,
        http_proxy: nowhere,
        https_proxy: nowhere,
        all_proxy: nowhere,
        NO_PROXY: "",
        // The folders where the compiler would look for packages that someone once downloaded here.
        HOME: "/nonexistent",
        XDG_CACHE_HOME: "/nonexistent/cache",
        XDG_DATA_HOME: "/nonexistent/data",
      },
    });
    let complaint = "";
    child.stderr?.on("data", (text) => {
      complaint = (complaint + text).slice(-2000);
    });
    const slot: Slot = { child, jobs: 0, ready: Promise.resolve() };
    slot.ready = new Promise((resolve, reject) => {
      child.once("message", () => resolve());
      child.once("exit", () => reject(new Unavailable("document.press-died", { cause: complaint })));
    });
    slot.ready.catch(() => {});
    child.on("message", (answer: Answer) => answer.id > 0 && slot.settle?.(answer));
    child.on("error", (cause) => slot.settle?.(new Unavailable("document.press-died", { cause })));
    child.on("exit", () => {
      all.delete(slot);
      slot.settle?.(new Unavailable("document.press-died", { cause: complaint }));
      const at = idle.indexOf(slot);
      if (at >= 0) idle.splice(at, 1);
    });
    all.add(slot);
    hold(slot, false);
    return slot;
  };

  const take = (): Promise<Slot> => {
    const slot = idle.pop() ?? (all.size < most ? start() : undefined);
    return slot ? Promise.resolve(slot) : new Promise((resolve) => waiting.push(resolve));
  };

  const give = (slot: Slot) => {
    const fit = slot.child.connected && slot.jobs < JOBS_PER_PROCESS && !closed;
    if (!fit) {
      slot.child.kill("SIGKILL");
      all.delete(slot);
    }
    const next = waiting.shift();
    if (next) next(fit ? slot : start());
    else if (fit) idle.push(slot);
  };

  return {
    async run(job, deadlineMs) {
      if (closed) throw new Unavailable("document.press-died");
      const slot = await take();
      hold(slot, true);
      let timer: NodeJS.Timeout | undefined;
      try {
        // Starting a process is not the template's doing, so the deadline begins when it is ready.
        await slot.ready;
        const id = ++counter;
        const outcome = await new Promise<Answer | Error>((resolve) => {
          slot.settle = resolve;
          timer = setTimeout(() => {
            resolve(new Unavailable("document.typeset-late"));
            slot.jobs = JOBS_PER_PROCESS;
          }, deadlineMs);
          slot.child.send({ ...job, id } satisfies Job, (error) => {
            if (error) resolve(new Unavailable("document.press-died", { cause: error }));
          });
        });
        if (outcome instanceof Error) throw outcome;
        return outcome;
      } finally {
        clearTimeout(timer);
        slot.settle = undefined;
        slot.jobs += 1;
        hold(slot, false);
        give(slot);
      }
    },
    async close() {
      closed = true;
      for (const slot of all) slot.child.kill("SIGKILL");
    },
  };
}

/** A process at work keeps the program alive; an idle one does not. */
function hold(slot: Slot, busy: boolean) {
  const pipe = slot.child.stderr as unknown as { ref?(): void; unref?(): void } | null;
  const parts = [slot.child, slot.child.channel, pipe];
  for (const part of parts) busy ? part?.ref?.() : part?.unref?.();
}
