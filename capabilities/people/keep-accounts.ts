// What administrators do with the accounts of their agency's officials, and the way back for whoever lost every key. Nobody is
// talked into opening an account: a second official confirms, or a day passes in which its holder hears of it and can stop it.

import type { Actor } from "../../kernel/actor.ts";
import { INSTALLATION, record } from "../../kernel/audit/audit.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { ensure, forbidden, notFound, refuse } from "../../kernel/errors.ts";
import type { Hall } from "../../kernel/hall.ts";
import { administered } from "../agencies/index.ts";
import {
  askWayBackRow,
  confirmWayBackRow,
  holdAccountRow,
  stopWayBackRow,
  takeWayBackRow,
  wayBackById,
} from "./accounts.sql.ts";
import { inviteOfficials, type Slip } from "./invite-official.ts";
import { issueRecovery } from "./issue-recovery.ts";
import { tellHolder } from "./tell-holder.ts";

export const WAIT_HOURS = 24;

const ACTS = { lock: "account.locked", unlock: "account.unlocked", "end-sessions": "account.sessions-ended" } as const;

/** Locks or opens the account of an official, or ends its sessions. One's own account is another administrator's to lock. */
export async function holdAccount(tx: Tx, actor: Actor, official: string, what: keyof typeof ACTS): Promise<void> {
  administered(actor);
  ensure(await holdAccountRow(tx, official, what), () => notFound("people.accounts.not-yours"));
  record(tx, actor, { act: ACTS[what], target: official });
}

/** Asks for a way back into an account; its holder is told at once. `whose` is a person or an official. */
export async function askWayBack(tx: Tx, hall: Pick<Hall, "vault">, actor: Actor, whose: string): Promise<string> {
  const id = await askWayBackRow(tx, { whose, ready: new Date(tx.now.getTime() + WAIT_HOURS * 3_600_000) });
  ensure(id !== null, () => forbidden("people.way-back.not-yours"));
  const way = await wayBackById(tx, id);
  ensure(way, () => notFound());
  record(tx, actor, {
    act: "way-back.asked",
    target: way.account,
    ...(way.kind === "resident" ? { subject: whose } : {}),
  });
  tellHolder(tx, hall, way.account, "people.mail.way-back");
  return id;
}

/** A second official says that they looked at the papers too. @throws Refused when it is the one who asked. */
export async function confirmWayBack(tx: Tx, actor: Actor, id: string): Promise<void> {
  const way = await wayBackById(tx, id);
  ensure(way, () => notFound());
  ensure(way.askedBy !== actor.account, refuse("people.way-back.second"));
  ensure(await confirmWayBackRow(tx, id), () => forbidden("people.way-back.not-yours"));
  record(tx, actor, { act: "way-back.confirmed", target: way.account });
}

/** Gives the code that ends the wait: an invitation for an official, a counter's code for a resident. */
export async function takeWayBack(
  tx: Tx,
  hall: Hall,
  actor: Actor,
  id: string,
): Promise<{ slip: Slip } | { code: string }> {
  const way = await wayBackById(tx, id);
  ensure(way, () => notFound());
  ensure(way.readyAt <= tx.now, refuse("people.way-back.early"));
  const taken = await takeWayBackRow(tx, id);
  ensure(taken, () => forbidden("people.way-back.not-yours"));
  record(tx, actor, { act: "way-back.taken", target: way.account, ...(taken.person ? { subject: taken.person } : {}) });
  if (taken.official) {
    const [slip] = await inviteOfficials(tx, hall, actor, [taken.official]);
    ensure(slip, () => notFound());
    return { slip };
  }
  return { code: await issueRecovery(tx, actor, taken.person as string) };
}

/** The holder stops what was asked for their account. */
export async function stopWayBack(tx: Tx, actor: Actor): Promise<void> {
  ensure(await stopWayBackRow(tx, actor.account as string), () => notFound());
  record(tx, actor, { agency: INSTALLATION, act: "way-back.stopped", target: actor.account });
}
