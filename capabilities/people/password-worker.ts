// Hashes passwords on a thread that yields to all others: where people sign in by the hundred, those who are at work do not wait for it.

import { readlinkSync } from "node:fs";
import { setPriority } from "node:os";
import { basename } from "node:path";
import { parentPort } from "node:worker_threads";
import { hashSync, verifySync } from "@node-rs/argon2";
import { ARGON, type Errand, type Outcome } from "./argon.ts";

/** As the operating system's "nice" counts: 0 is usual, 19 yields most. */
const YIELDING = 10;

try {
  // Linux lets a thread be named like a process; elsewhere there is no such name, and the thread is an ordinary one.
  setPriority(Number(basename(readlinkSync("/proc/thread-self"))), YIELDING);
} catch {
  // Hashing is then as quick as everything else, and no quicker.
}

parentPort?.on("message", ({ known, password }: Errand) => {
  let outcome: Outcome;
  try {
    outcome = { done: known === undefined ? hashSync(password, ARGON) : verifySync(known, password) };
  } catch (error) {
    outcome = { failed: String(error) };
  }
  parentPort?.postMessage(outcome);
});
