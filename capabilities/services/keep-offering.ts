// Offering by an agency itself: with its parameters, its units, its people; opened, paused and closed with a reason that is told.

import { type Actor, mayAct } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import { ensure, type Fault, faulty, forbidden, notFound } from "../../kernel/errors.ts";
import { announce, type Hall, type Reaction } from "../../kernel/hall.ts";
import { administered, headOf } from "../agencies/index.ts";
import { type Offer, refreshCatalogue, writeOffering } from "./offer.ts";
import { type Offering, offeringById, type Status } from "./services.sql.ts";

/** Offers a service in the actor's agency, or changes how it is offered; the newest version is taken. A pause stays a pause. */
export async function keepOffering(tx: Tx, actor: Actor, offer: Omit<Offer, "agency" | "status">): Promise<Offering> {
  const agency = administered(actor);
  const known = await tx.maybe<Pick<Offering, "status" | "statusReason" | "pausedUntil">>(sql`
    select o.status, o.status_reason as "statusReason", o.paused_until as "pausedUntil"
      from services.offering o join services.service s on s.id = o.service_id
     where o.agency_id = ${agency} and s.key = ${offer.service} and o.unit_id = ${offer.unit}`);
  const made = await writeOffering(tx, actor, { ...offer, agency, ...known });
  announce(tx, "catalogue.stale", { agency, offering: made.id });
  return made;
}

/** Whether the actor may pause and open it: an administrator, or who heads the answering unit on that day, Plt. and Plh. too. */
export async function mayKeep(tx: Tx, actor: Actor, offering: Offering, day: string): Promise<boolean> {
  if (actor.kind !== "official" || actor.agency !== offering.agencyId) return false;
  if (mayAct(actor, "administer")) return true;
  return actor.official !== undefined && (await headOf(tx, offering.unitId, day))?.official === actor.official;
}

export type Change = { status: Status; reason: string; until: string | null };

/** Opens, pauses or closes an offering. Applicants read why, and until when; their cases under way go on. */
export async function changeStatus(
  tx: Tx,
  actor: Actor,
  { id, day }: { id: string; day: string },
  { status, reason, until }: Change,
): Promise<void> {
  const offering = actor.agency ? await offeringById(tx, actor.agency, id) : undefined;
  ensure(offering, () => notFound());
  ensure(await mayKeep(tx, actor, offering, day), () => forbidden("services.not-keeper"));
  // Closing takes a service from the agency's offer for good: that is not a head's alone.
  ensure(status !== "closed" || mayAct(actor, "administer"), () => forbidden("services.not-keeper"));
  const faults: Fault[] = [];
  if (status !== "open" && reason === "") faults.push({ field: "alasan", key: "services.reason-missing" });
  if (reason.length > 500) faults.push({ field: "alasan", key: "services.reason-long" });
  if (status === "paused" && until !== null && until < day)
    faults.push({ field: "sampai", key: "services.until-past" });
  if (faults.length > 0) throw faulty(faults);
  await tx.run(sql`update services.offering set status = ${status}, status_reason = ${status === "open" ? "" : reason},
    paused_until = ${status === "paused" ? until : null} where agency_id = ${offering.agencyId} and id = ${id}`);
  record(tx, actor, { act: `service.${status === "open" ? "opened" : status}`, target: id, detail: { until } });
  announce(tx, "catalogue.stale", { agency: offering.agencyId, offering: id });
}

/** Hears `catalogue.stale`: the catalogue is the worker's to write. */
export const refresh: Reaction = (hall, { data }) =>
  hall.db.transact(worker, (tx) => refreshCatalogue(tx, String(data.agency), String(data.offering)));

/** Opens what was paused until yesterday. */
export const reopen = (hall: Hall) =>
  hall.db.transact(worker, async (tx) => {
    const today = new Date(tx.now.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
    const rows = await tx.many<{ agency: string; id: string }>(sql`
      update services.offering set status = 'open', status_reason = '', paused_until = null
       where status = 'paused' and paused_until < ${today} returning agency_id as agency, id`);
    for (const { agency, id } of rows) {
      record(tx, { kind: "worker", units: [], positions: [] }, { agency, act: "service.opened", target: id });
      await refreshCatalogue(tx, agency, id);
    }
  });
