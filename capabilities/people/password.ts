// Passwords: argon2id at 19 MiB and two passes (OWASP's floor), about 12 ms a check, on a bounded number of threads.

import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { Defect, refuse } from "../../kernel/errors.ts";
import type { Errand, Outcome } from "./argon.ts";

// A flood of sign-ins waits in line instead of taking every core from those who work: half of the cores hash, on threads that
// yield, and the others answer. The line itself is bounded.
const AT_ONCE = Math.max(1, Math.floor(availableParallelism() / 2));
const IN_LINE = 200;
const idle: Worker[] = [];
let running = 0;
const line: (() => void)[] = [];

async function onThread(errand: Errand): Promise<string | boolean> {
  if (running >= AT_ONCE) {
    if (line.length >= IN_LINE) throw refuse("people.busy", {}, 503);
    await new Promise<void>((go) => line.push(go));
  }
  running++;
  const worker = idle.pop() ?? makeWorker();
  try {
    const outcome = await ask(worker, errand);
    if ("failed" in outcome) throw new Defect(`a password could not be hashed: ${outcome.failed}`);
    idle.push(worker);
    return outcome.done;
  } catch (error) {
    void worker.terminate();
    throw error;
  } finally {
    running--;
    line.shift()?.();
  }
}

/** A thread that waits for work does not keep the program from ending. */
function makeWorker(): Worker {
  const worker = new Worker(new URL("password-worker.ts", import.meta.url));
  worker.unref();
  return worker;
}

const ask = (worker: Worker, errand: Errand): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const settle = () => {
      worker.off("message", answered);
      worker.off("error", failed);
      worker.off("exit", ended);
      worker.unref();
    };
    const answered = (outcome: Outcome) => {
      settle();
      resolve(outcome);
    };
    const failed = (error: unknown) => {
      settle();
      reject(error);
    };
    const ended = () => failed(new Defect("the thread that hashes passwords ended"));
    worker.on("message", answered);
    worker.on("error", failed);
    worker.on("exit", ended);
    worker.ref();
    worker.postMessage(errand);
  });

/** A hash of nobody's password: checked when the number is unknown, so that the time tells nothing. */
const NOBODYS = (await onThread({ password: "no such account" })) as string;

export const hashPassword = async (password: string): Promise<string> =>
  (await onThread({ password: password.normalize("NFKC") })) as string;

/** Whether the password is the one; an unknown account costs the same time. */
export const checkPassword = async (known: string | undefined, password: string): Promise<boolean> =>
  ((await onThread({ known: known ?? NOBODYS, password: password.normalize("NFKC") })) as boolean) &&
  known !== undefined;
