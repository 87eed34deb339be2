// A legal hold on a case, and leave to open a restricted one: both are the data protection officer's, with a reason that stays.

import type { Actor } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import { ensure, type Fault, faulty, forbidden, notFound } from "../../kernel/errors.ts";
import { erasureFacts } from "../cases/index.ts";
import { protectsData } from "./object-to-look.ts";
import { insertHold, liftHoldRow } from "./retention.sql.ts";

const label = (actor: Actor) => `${actor.title}, ${actor.name}`;

/** A case of the officer's agency by its number, finished or not. */
async function caseNumbered(
  tx: Tx,
  actor: Actor,
  typed: string,
): Promise<{ id: string; tracking: string; applicant: string }> {
  const tracking = typed.trim().toUpperCase();
  const found = /^[A-Z0-9-]{6,40}$/.test(tracking)
    ? await tx.maybe<{ id: string }>(sql`select id from cases.numbered(${tracking})`)
    : undefined;
  const [facts] = found ? await erasureFacts(tx, { agency: actor.agency, case: found.id, limit: 1 }) : [];
  if (!facts) throw faulty([{ field: "nomor", key: "privacy.hold.no-case" }]);
  return { id: facts.id, tracking: facts.tracking, applicant: facts.applicant_id };
}

function reasonOf(typed: string): string {
  const reason = typed.trim();
  const faults: Fault[] = reason.length < 10 ? [{ field: "alasan", key: "privacy.hold.say-why" }] : [];
  if (reason.length > 500) faults.push({ field: "alasan", key: "privacy.too-long", params: { most: 500 } });
  if (faults.length > 0) throw faulty(faults);
  return reason;
}

/** Keeps a case from being emptied, whatever its schedule says. */
export async function holdCase(tx: Tx, actor: Actor, given: { tracking: string; reason: string }): Promise<void> {
  ensure(protectsData(actor), forbidden("privacy.not-officer"));
  const found = await caseNumbered(tx, actor, given.tracking);
  const placed = await insertHold(tx, {
    agency: actor.agency as string,
    case: found.id,
    tracking: found.tracking,
    reason: reasonOf(given.reason),
    by: actor.account as string,
    label: label(actor),
  });
  if (placed === 0) throw faulty([{ field: "nomor", key: "privacy.hold.there-already" }]);
  record(tx, actor, { act: "hold.placed", target: found.tracking, subject: found.applicant });
}

/** Lets the schedule take its course again. */
export async function liftHold(tx: Tx, actor: Actor, id: string): Promise<void> {
  ensure(protectsData(actor), forbidden("privacy.not-officer"));
  const lifted = await liftHoldRow(tx, actor.agency as string, id, {
    account: actor.account as string,
    label: label(actor),
  });
  if (!lifted) throw notFound();
  record(tx, actor, { act: "hold.lifted", target: lifted.tracking });
}

/** Days for which leave to open a restricted case lasts. */
export const LEAVE_DAYS = 7;

/** Lets the units of one case open it although its applicant had processing restricted. */
export async function giveLeave(tx: Tx, actor: Actor, given: { tracking: string; reason: string }): Promise<void> {
  ensure(protectsData(actor), forbidden("privacy.not-officer"));
  const found = await caseNumbered(tx, actor, given.tracking);
  const until = new Date(tx.now.getTime() + LEAVE_DAYS * 86_400_000);
  await tx.run(sql`insert into cases.leave (agency_id, id, case_id, tracking, reason, given_at, given_by, given_label, until)
    values (${actor.agency}, ${tx.id()}, ${found.id}, ${found.tracking}, ${reasonOf(given.reason)}, ${tx.now}, ${actor.account}, ${label(actor)}, ${until})`);
  record(tx, actor, { act: "restriction.leave-given", target: found.tracking, subject: found.applicant });
}

export const leavesOf = (tx: Tx, agency: string) =>
  tx.many<{ id: string; tracking: string; reason: string; given_at: Date; given_label: string; until: Date }>(
    sql`select id, tracking, reason, given_at, given_label, until from cases.leave where agency_id = ${agency} order by given_at desc limit 100`,
  );
