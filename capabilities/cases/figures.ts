// How long requests really take: counted by their own clocks, pauses left out, and told to the catalogue.

import { fraction } from "../../kernel/calendar/index.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Hall } from "../../kernel/hall.ts";
import { calendarOf } from "../agencies/index.ts";
import { offeringsToTell, tellFigures } from "../services/index.ts";
import { readClock, type StoredClock } from "./case.ts";

const LAST = 50;
const BATCH = 200;

type Offered = { agencyId: string; id: string; serviceId: string; toldAt: Date | null };

/** Goes through all offerings; those in which nothing finished since the last time cost one look into an index. */
export async function tellAllFigures(hall: Pick<Hall, "db">): Promise<void> {
  let after: [string, string] | undefined;
  for (;;) {
    const batch = await hall.db.read(worker, (tx) => offeringsToTell(tx, after, BATCH));
    for (const offering of batch) await hall.db.transact(worker, (tx) => tellOne(tx, offering));
    const last = batch.at(-1);
    if (!last || batch.length < BATCH) return;
    after = [last.agencyId, last.id];
  }
}

async function tellOne(tx: Tx, offering: Offered): Promise<void> {
  const since = new Date(tx.now.getTime() - 90 * 86_400_000);
  const rows = await tx.many<{ clock: StoredClock; finishedAt: Date }>(sql`
    select clock, finished_at as "finishedAt" from cases.case
     where agency_id = ${offering.agencyId} and offering_id = ${offering.id} and finished_at is not null and clock is not null
     order by finished_at desc limit ${LAST}`);
  const [newest] = rows;
  if (!newest || (offering.toldAt && newest.finishedAt < offering.toldAt)) return;
  const calendar = await calendarOf(tx, offering.agencyId);
  const taken = rows.map(({ clock, finishedAt }) => {
    const read = readClock(clock);
    const [promised] = Object.values(read.promise) as [number];
    return fraction(calendar, read, read.stoppedAt ?? finishedAt) * promised;
  });
  const { recent } = await tx.one<{ recent: number }>(sql`select count(*) as recent from (select from cases.case
    where agency_id = ${offering.agencyId} and offering_id = ${offering.id} and finished_at > ${since} limit 100000) lately`);
  await tellFigures(tx, offering, { median: medianOf(taken), sample: taken.length, recent });
}

/** The middle one of some numbers, or between the two in the middle. */
export function medianOf(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1
    ? sorted[Math.floor(middle)]!
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
