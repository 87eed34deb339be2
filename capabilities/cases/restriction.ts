// Processing restricted at a person's request (UU 27/2022 art. 11, 41): their cases go on as the law allows, and their personal data
// stay closed to officials until the data protection officer gives leave for one case, or the person ends the restriction.

import type { Actor } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import { ensure, forbidden } from "../../kernel/errors.ts";
import { openEmergencyOf } from "./emergency.sql.ts";

/** Whether the personal data of a case are closed to officials now, until somebody gives leave. */
export const isRestricted = async (tx: Tx, of: { agency: string; case: string }): Promise<boolean> =>
  (await tx.one<{ closed: boolean }>(sql`select cases.is_restricted(${of.agency}, ${of.case}, ${tx.now}) as closed`))
    .closed;

/**
 * Refuses an official who would open personal data of a person that had them restricted. It yields to an emergency (UU 27/2022
 * art. 20 (2) d: the vital interest of the person), which is on record with its reason, told to the person, and reviewed.
 */
export async function ensureOpen(tx: Tx, actor: Actor, of: { agency: string; case: string }): Promise<void> {
  if (actor.kind !== "official" || !(await isRestricted(tx, of))) return;
  const emergency = actor.account ? await openEmergencyOf(tx, actor.account, of.case) : undefined;
  ensure(emergency, forbidden("cases.restricted"));
}

/** Restricts a person's data from now on. For workers, when the right was granted; a second time changes nothing. */
export const restrict = (tx: Tx, person: string, tracking: string): Promise<number> =>
  tx.run(sql`insert into cases.restriction (id, person_id, since, tracking) values (${tx.id()}, ${person}, ${tx.now}, ${tracking})
    on conflict do nothing`);

export const restrictionOf = (tx: Tx, person: string) =>
  tx.maybe<{ id: string; since: Date; tracking: string }>(
    sql`select id, since, tracking from cases.restriction where person_id = ${person} and ended_at is null`,
  );

/** The person themselves ends it. */
export async function endRestriction(tx: Tx, actor: Actor): Promise<void> {
  const ended = await tx.run(
    sql`update cases.restriction set ended_at = ${tx.now} where person_id = ${actor.person} and ended_at is null`,
  );
  if (ended > 0) record(tx, actor, { act: "restriction.ended", subject: actor.person });
}
