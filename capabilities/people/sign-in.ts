// Signing in and out: throttled by number and by address, with one answer to every kind of "no".

import { ensure, refuse } from "../../kernel/errors.ts";
import type { Hall } from "../../kernel/hall.ts";
import type { Vault } from "../../kernel/vault/vault.ts";
import { checkPassword } from "./password.ts";
import { credentialOf } from "./people.sql.ts";
import { openSession, type Session } from "./session.ts";
import { throttle } from "./throttle.ts";

/** The blind index by which a login is found; residents by NIK, officials by NIP. */
export const loginOf = (vault: Vault, kind: "resident" | "official", number: string): Buffer =>
  vault.blind(kind === "resident" ? "login:nik" : "login:nip", number);

/** Checks number and password and opens a session. @throws Refused `people.refused` or `people.throttled`. */
export async function signIn(
  hall: Pick<Hall, "db" | "vault">,
  given: { kind: "resident" | "official"; number: string; password: string; address: string; agent: string },
): Promise<Session> {
  const { db, vault } = hall;
  await throttle(db, vault, given.number, given.address);
  const known = await db.read({ role: "app" }, (tx) => credentialOf(tx, loginOf(vault, given.kind, given.number)));
  const right = await checkPassword(known?.password_hash ?? undefined, given.password);
  ensure(right && known && !known.disabled && known.kind === given.kind, refuse("people.refused"));
  return db.transact({ role: "app", account: known.account }, (tx) =>
    openSession(tx, known.account, known.kind, given.agent, { second: known.kind === "official" }),
  );
}
