// Signing in with a number, a password and, where the account asks for it, a code: throttled by number and by address, with one
// answer to every kind of "no".

import type { Tx } from "../../kernel/db/database.ts";
import { ensure, Refused, refuse } from "../../kernel/errors.ts";
import type { Hall } from "../../kernel/hall.ts";
import { underAny, type Vault } from "../../kernel/vault/vault.ts";
import { checkPassword } from "./password.ts";
import { type Credential, credentialOf } from "./people.sql.ts";
import { CODE_TRIES, needsCode, takeCode, wrongCode } from "./second-factor.ts";
import { type AccountKind, idleMinutes, openSession, type Session } from "./session.ts";
import { throttle } from "./throttle.ts";

type Ground = Pick<Hall, "db" | "vault"> & { config?: Hall["config"] };
export type Knock = { kind: AccountKind; number: string; password: string; address: string; agent: string };

/** The blind index by which a login is found; residents by NIK, officials by NIP. */
export const loginOf = (vault: Vault, kind: AccountKind, number: string): Buffer =>
  vault.blind(kind === "resident" ? "login:nik" : "login:nip", number);

/** Every trace under which a login may be kept, for looking. */
export const loginsOf = (vault: Vault, kind: AccountKind, number: string): Buffer[] =>
  vault.blinds(kind === "resident" ? "login:nik" : "login:nip", number);

/** Checks number and password. @throws Refused `people.refused` or `people.throttled`. */
export async function checkLogin(hall: Ground, given: Knock): Promise<Credential> {
  const { db, vault } = hall;
  await throttle(db, vault, given.number, given.address);
  const known = await db.read({ role: "app" }, (tx) =>
    underAny(loginsOf(vault, given.kind, given.number), (login) => credentialOf(tx, login)),
  );
  const right = await checkPassword(known?.password_hash ?? undefined, given.password);
  ensure(right && known && !known.disabled && known.kind === given.kind, refuse("people.refused"));
  return known;
}

/** Opens a session for an account whose password alone is enough, or that has yet to set up a second factor. */
export const enter = (hall: Ground, known: Credential, from: { address: string; agent: string }): Promise<Session> =>
  hall.db.transact({ role: "app", account: known.account }, (tx) =>
    openSession(tx, known.account, known.kind, from.agent, {
      address: from.address,
      idleMinutes: idleMinutes(hall.config, known.kind),
    }),
  );

/** Opens a session once the code is right too. `more` is done in the same transaction. @throws Refused `people.code-wrong`. */
export async function enterWithCode(
  hall: Ground,
  known: { account: string; kind: AccountKind },
  given: { code: string; address: string; agent: string },
  more?: (tx: Tx) => Promise<void>,
): Promise<Session> {
  await throttle(hall.db, hall.vault, `code:${known.account}`, given.address, CODE_TRIES);
  return hall.db.transact({ role: "app", account: known.account }, async (tx) => {
    const taken = await takeCode(tx, hall.vault, known.account, given.code);
    ensure(taken, wrongCode());
    await more?.(tx);
    return openSession(tx, known.account, known.kind, given.agent, {
      second: true,
      how: taken === "totp" ? "password-code" : "password-recovery-code",
      address: given.address,
      idleMinutes: idleMinutes(hall.config, known.kind),
    });
  });
}

/** All in one step, for programs. @throws Refused also `people.code-needed` and, for officials without one, `people.enrol-first`. */
export async function signIn(hall: Ground, given: Knock & { code?: string }): Promise<Session> {
  const known = await checkLogin(hall, given);
  if (!needsCode(known)) {
    ensure(known.kind === "resident", refuse("people.enrol-first", {}, 403));
    return enter(hall, known, given);
  }
  if (!given.code) throw new Refused("people.code-needed", { faults: [{ field: "/code", key: "people.code-needed" }] });
  return enterWithCode(hall, known, { ...given, code: given.code });
}
