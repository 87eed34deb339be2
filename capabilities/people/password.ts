// Passwords: argon2id at 19 MiB and two passes (OWASP's floor), about 12 ms a check, on a bounded number of threads.

import { availableParallelism } from "node:os";
import { hash, verify } from "@node-rs/argon2";
import { refuse } from "../../kernel/errors.ts";

// Algorithm 2 is argon2id.
const OPTIONS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** A hash of nobody's password: checked when the number is unknown, so that the time tells nothing. */
const NOBODYS = await hash("no such account", OPTIONS);

// A flood of sign-ins waits in line instead of taking every core from those who work: half of the cores hash, the others answer. The
// line itself is bounded.
const AT_ONCE = Math.max(1, Math.floor(availableParallelism() / 2));
const IN_LINE = 200;
let running = 0;
const line: (() => void)[] = [];
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (line.length >= IN_LINE) throw refuse("people.busy", {}, 503);
    await new Promise<void>((go) => line.push(go));
  }
  running++;
  try {
    return await work();
  } finally {
    running--;
    line.shift()?.();
  }
}

export const hashPassword = (password: string): Promise<string> =>
  inTurn(() => hash(password.normalize("NFKC"), OPTIONS));

/** Whether the password is the one; an unknown account costs the same time. */
export const checkPassword = (known: string | undefined, password: string): Promise<boolean> =>
  inTurn(async () => (await verify(known ?? NOBODYS, password.normalize("NFKC"))) && known !== undefined);
