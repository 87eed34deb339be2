// The same command twice is done once: the answer of the first is kept under the sender's key, in the same transaction.

import { createHash } from "node:crypto";
import type { Tx } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { Refused } from "../errors.ts";

/**
 * Does the work unless the sender's key was seen; then gives the first answer again. A second one that arrives while the first
 * is under way waits for it. Without a key, or without an account that it could belong to, the work is simply done.
 * @throws Refused `command.key-reused` when the key came with another content.
 */
export async function once<T>(tx: Tx, key: string, content: unknown, work: () => Promise<T>): Promise<T> {
  const sender = tx.scope.account;
  if (key === "" || sender === undefined) return work();
  const fingerprint = createHash("sha256")
    .update(JSON.stringify(content) ?? "")
    .digest();
  const taken = await tx.run(sql`insert into kernel.command (sender, key, fingerprint, at)
    values (${sender}, ${key.slice(0, 100)}, ${fingerprint}, ${tx.now}) on conflict do nothing`);
  if (taken === 0) {
    const first = await tx.maybe<{ fingerprint: Buffer; answer: T }>(
      sql`select fingerprint, answer from kernel.command where sender = ${sender} and key = ${key.slice(0, 100)}`,
    );
    if (!first?.fingerprint.equals(fingerprint)) throw new Refused("command.key-reused", { status: 422 });
    return first.answer;
  }
  const answer = await work();
  tx.later(
    sql`update kernel.command set answer = ${JSON.stringify(answer ?? null)} where sender = ${sender} and key = ${key.slice(0, 100)}`,
  );
  return answer;
}

/** Whether the sender's form with that key was taken before: then it is shown what became of it, not told that it comes too late. */
export const wasSent = async (tx: Tx, key: string): Promise<boolean> =>
  key !== "" &&
  tx.scope.account !== undefined &&
  (await tx.maybe(
    sql`select from kernel.command where sender = ${tx.scope.account} and key = ${key.slice(0, 100)}`,
  )) !== undefined;
