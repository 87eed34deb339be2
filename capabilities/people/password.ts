// Passwords: argon2id at 19 MiB and two passes (OWASP's floor), about 12 ms a check, on a bounded number of threads.

import { hash, verify } from "@node-rs/argon2";
import { type Fault, refuse } from "../../kernel/errors.ts";

// Algorithm 2 is argon2id.
const OPTIONS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** A hash of nobody's password: checked when the number is unknown, so that the time tells nothing. */
const NOBODYS = await hash("no such account", OPTIONS);

// A flood of sign-ins waits in line instead of taking every core from those who work; the line itself is bounded.
const AT_ONCE = 2;
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

// The most used passwords that are long enough to pass the length rule; the next issue brings the offline list of leaks.
const COMMON = new Set([
  "1234567890",
  "0123456789",
  "12345678910",
  "password123",
  "passwordku",
  "indonesia1",
  "indonesia123",
  "qwertyuiop",
  "katasandi123",
  "katasandiku",
  "sayangku123",
  "bismillah1",
  "bismillah123",
  "alhamdulillah",
  "1q2w3e4r5t",
  "qwerty12345",
  "1111111111",
  "0000000000",
  "admin12345",
]);

/** What is wrong with a new password, to be said at its field. */
export function passwordFault(password: string, numbers: string[]): Fault | undefined {
  const field = "password";
  if (password === "") return { field, key: "people.password.empty" };
  if ([...password].length < 10)
    return { field, key: "people.password.short", params: { length: [...password].length } };
  if (password.length > 200) return { field, key: "people.password.long" };
  const plain = password.toLowerCase();
  if (COMMON.has(plain) || new Set(plain).size < 4 || numbers.some((number) => number !== "" && plain.includes(number)))
    return { field, key: "people.password.common" };
  return undefined;
}
