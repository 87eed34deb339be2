// Proving again who one is, in the middle of a session: before acts that a borrowed telephone must not be enough for.

import { ensure, faulty, refuse } from "../../kernel/errors.ts";
import type { Ask } from "../../kernel/web/ask.ts";
import { factorCounts } from "./factors.sql.ts";
import { type Party, provePasskey } from "./passkey.ts";
import { checkPassword } from "./password.ts";
import { ownCredential } from "./people.sql.ts";
import { CODE_TRIES, takeCode } from "./second-factor.ts";
import { renewSession, type Session } from "./session.ts";
import { throttle } from "./throttle.ts";

/** With the password, and a code where the account has a second factor. The session goes on under a new token. */
export async function proveByPassword(ask: Ask, given: { password: string; code: string }): Promise<Session> {
  const { actor, hall } = ask;
  const account = actor.account as string;
  const [factors, known] = await ask.read((tx) => Promise.all([factorCounts(tx, account), ownCredential(tx, account)]));
  const asksCode = factors.totp || (actor.kind === "official" && actor.proof?.second === true);
  const faults = [
    ...(given.password === "" ? [{ field: "password", key: "people.password.empty" }] : []),
    ...(asksCode && given.code === "" ? [{ field: "code", key: "people.code-needed" }] : []),
  ];
  if (faults.length > 0) throw faulty(faults);
  await throttle(hall.db, hall.vault, `again:${account}`, ask.ip);
  ensure(await checkPassword(known.password_hash ?? undefined, given.password), refuse("people.again-refused"));
  if (asksCode) await throttle(hall.db, hall.vault, `code:${account}`, ask.ip, CODE_TRIES);
  return ask.transact(async (tx) => {
    if (asksCode) ensure(await takeCode(tx, hall.vault, account, given.code), refuse("people.again-refused"));
    return renewSession(tx, actor, asksCode ? "password-code" : "password", asksCode);
  });
}

/** With a passkey of this very account. */
export async function proveByPasskey(
  ask: Ask,
  party: Party,
  given: { sealed: string; answer: string },
): Promise<Session> {
  const { actor, hall } = ask;
  await throttle(hall.db, hall.vault, `again:${actor.account}`, ask.ip);
  const proven = await provePasskey(ask, party, { use: "step-up", ...given });
  ensure(proven.account === actor.account, refuse("people.passkey-refused"));
  return ask.transact(async (tx) => {
    await proven.finish(tx);
    return renewSession(tx, actor, "passkey", true);
  });
}
