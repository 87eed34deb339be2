// How long a service really takes and how often it is asked for: told by whoever keeps the cases, shown beside the promise.

import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";

/** The median of an offering's last finished cases, in the unit of its promise, and over how many. */
export type Figures = { median: number; sample: number };

/** Below this many cases a median would tell of persons rather than of an office. */
export const LEAST_SAMPLE = 5;

export const figuresOf = (tx: Tx, offering: { agencyId: string; id: string }) =>
  tx.maybe<Figures>(sql`select median, sample from services.figure
    where agency_id = ${offering.agencyId} and offering_id = ${offering.id} and sample >= ${LEAST_SAMPLE}`);

/** Open offerings after a key, with when their figures were last told: what the keeper of the cases goes through. */
export const offeringsToTell = (tx: Tx, after: [string, string] | undefined, limit: number) =>
  tx.many<{ agencyId: string; id: string; serviceId: string; toldAt: Date | null }>(sql`
    select o.agency_id as "agencyId", o.id, o.service_id as "serviceId", f.told_at as "toldAt"
      from services.offering o left join services.figure f on f.agency_id = o.agency_id and f.offering_id = o.id
     where ${after ? sql`(o.agency_id, o.id) > (${after[0]}::uuid, ${after[1]}::uuid)` : sql`true`}
     order by o.agency_id, o.id limit ${limit}`);

/** Takes the figures of one offering. `recent` is how many cases it had in the last ninety days. Workers only. */
export async function tellFigures(
  tx: Tx,
  offering: { agencyId: string; id: string; serviceId: string },
  told: Figures & { recent: number },
): Promise<void> {
  await tx.run(sql`insert into services.figure (agency_id, offering_id, service_id, median, sample, recent, told_at)
    values (${offering.agencyId}, ${offering.id}, ${offering.serviceId}, ${Math.round(told.median * 10) / 10}, ${told.sample}, ${told.recent}, ${tx.now})
    on conflict (agency_id, offering_id) do update set median = excluded.median, sample = excluded.sample, recent = excluded.recent, told_at = excluded.told_at`);
  await tx.run(sql`update services.entry set uses = (select coalesce(sum(recent), 0) from services.figure where service_id = ${offering.serviceId})
    where service_id = ${offering.serviceId}`);
}
