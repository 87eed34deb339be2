// Second factors come and go: always by somebody who just proved who they are, always told to the holder.

import { INSTALLATION, record } from "../../kernel/audit/audit.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { ensure, faulty, notFound, refuse } from "../../kernel/errors.ts";
import type { Ask } from "../../kernel/web/ask.ts";
import { dropPasskey, dropTotp, factorCounts, keepTotp } from "./factors.sql.ts";
import { cleanCode } from "./issue-recovery.ts";
import { CODE_TRIES, renewRecoveryCodes, totpPlace } from "./second-factor.ts";
import { tellHolder } from "./tell-holder.ts";
import { throttle } from "./throttle.ts";
import { stepOf } from "./totp.ts";

/** Keeps the secret of an authenticator application, once a code of it shows that it is really there. */
export async function keepApplication(ask: Ask, secret: string, typed: string): Promise<void> {
  const { actor, hall } = ask;
  const account = actor.account as string;
  await throttle(hall.db, hall.vault, `code:${account}`, ask.ip, CODE_TRIES);
  await ask.transact(async (tx) => {
    const step = stepOf(secret, cleanCode(typed), tx.now);
    ensure(step, faulty([{ field: "code", key: "people.totp.code-wrong" }]));
    await keepTotp(tx, { account, secret: hall.vault.seal(secret, totpPlace(account)), step });
    record(tx, actor, { agency: INSTALLATION, act: "totp.added", target: account });
    tellHolder(tx, hall, account, "people.mail.totp-added");
  });
}

export const removeApplication = (ask: Ask): Promise<void> =>
  ask.transact(async (tx) => {
    const account = ask.actor.account as string;
    const { passkeys } = await factorCounts(tx, account);
    keepOne(ask, passkeys);
    if ((await dropTotp(tx, account)) === 0) return;
    record(tx, ask.actor, { agency: INSTALLATION, act: "totp.removed", target: account });
    tellHolder(tx, ask.hall, account, "people.mail.totp-removed");
  });

export const removePasskey = (ask: Ask, id: string): Promise<void> =>
  ask.transact(async (tx) => {
    const account = ask.actor.account as string;
    ensure(await dropPasskey(tx, account, id), notFound());
    const left = await factorCounts(tx, account);
    keepOne(ask, left.passkeys + (left.totp ? 1 : 0));
    // Who made the account with a passkey alone keeps a way in.
    ensure(left.password || left.passkeys > 0, refuse("people.factor.last-way"));
    record(tx, ask.actor, { agency: INSTALLATION, act: "passkey.removed", target: account });
    tellHolder(tx, ask.hall, account, "people.mail.passkey-removed");
  });

/** An official may change the second factor, never be without. */
const keepOne = (ask: Ask, left: number): void =>
  ensure(ask.actor.kind !== "official" || left > 0, refuse("people.factor.last"));

/** Ten new codes; the older ones are worth nothing from then on. */
export async function newCodes(ask: Ask, tx: Tx): Promise<string[]> {
  const account = ask.actor.account as string;
  const codes = await renewRecoveryCodes(tx, ask.hall.vault, account);
  record(tx, ask.actor, { agency: INSTALLATION, act: "recovery-codes.made", target: account });
  tellHolder(tx, ask.hall, account, "people.mail.codes-made");
  return codes;
}
