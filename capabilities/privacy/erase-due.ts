// The round that empties what the calendar releases: finished cases whose schedule is over and that nothing holds, and words of mail that
// has long been sent. A batch at a time, each case in a transaction of its own.

import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Hall } from "../../kernel/hall.ts";
import { describeError } from "../../kernel/telemetry.ts";
import { emptyMail, eraseCase } from "../cases/index.ts";
import { loadVersion, type Service } from "../services/index.ts";
import { type Judged, judge } from "./retention.sql.ts";
import { scheduleOf } from "./retention.ts";

const BATCH = 200;
/** Days for which the words of a sent message stay readable, for a question about it. The number is ours. */
export const MAIL_DAYS = 90;

/** Empties what is due, version by version of the services, so that only cases whose time can be over are read. Gives how many. */
export async function eraseDue(hall: Hall): Promise<number> {
  let erased = 0;
  const versions = await hall.db.read(worker, (tx) => tx.many<{ id: string }>(sql`select id from services.version`));
  for (const { id } of versions) erased += await eraseOfVersion(hall, id);
  await forgetMail(hall);
  return erased;
}

async function eraseOfVersion(hall: Hall, version: string): Promise<number> {
  const { retention } = await hall.db.read(worker, async (tx) => (await loadVersion(tx, version)).definition.service);
  if (retention.disposal !== "destroy") return 0;
  const before = new Date(hall.time.now().getTime() - atLeastDays(retention) * 86_400_000);
  let erased = 0;
  let after: [Date, string] | undefined;
  for (;;) {
    const batch = await hall.db.read(worker, (tx) => judge(tx, { version, before, after, limit: BATCH }));
    for (const each of batch) if (each.verdict.erase && (await eraseOne(hall, each))) erased++;
    const last = batch.at(-1)?.row;
    if (batch.length < BATCH || !last?.finished_at) return erased;
    after = [last.finished_at, last.id];
  }
}

/** Days that surely pass before the schedule is over; what an offering sets is not counted, and judged case by case. */
const atLeastDays = (retention: Service["retention"]): number => {
  const fixed = (span: Service["retention"]["active"]) =>
    typeof span.amount === "number" ? span : { ...span, amount: 0 };
  const { months, days } = scheduleOf(
    { ...retention, active: fixed(retention.active), inactive: fixed(retention.inactive) },
    {},
  );
  return Math.max(0, months * 28 + days - 1);
};

async function eraseOne(hall: Hall, { row }: Judged): Promise<boolean> {
  const { agency_id: agency, id } = row;
  try {
    return await hall.db.transact(worker, async (tx) => {
      // Judged again in the transaction: a hold may have come since the list was read.
      const [now] = await judge(tx, { agency, case: id, limit: 1 });
      return (
        now?.verdict.erase === true && eraseCase(tx, hall, { agency, id, why: "retention", basis: now.schedule.basis })
      );
    });
  } catch (error) {
    hall.log.error({ case: id, ...describeError(error) }, "a case could not be emptied");
    return false;
  }
}

const forgetMail = (hall: Hall): Promise<number> =>
  hall.db.transact(worker, async (tx) => {
    const before = new Date(tx.now.getTime() - MAIL_DAYS * 86_400_000);
    const sent = await tx.many<{ id: string }>(
      sql`select id from kernel.mail where status in ('sent', 'none', 'failed') and created_at < ${before} and length(body) > 64 order by created_at limit 500`,
    );
    for (const { id } of sent) emptyMail(tx, hall, id);
    return sent.length;
  });
