// The facts behind a verdict, and legal holds.

import { formatDate, zone } from "../../kernel/calendar/index.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Bilingual, Words } from "../../kernel/words/words.ts";
import { type ErasureFacts, erasureFacts } from "../cases/index.ts";
import { loadVersion, offeringById, type ParameterValues } from "../services/index.ts";
import { type Facts, type Schedule, scheduleEnds, scheduleOf, type Verdict, verdict } from "./retention.ts";

const WIB = zone("Asia/Jakarta");

/** The calendar day on which something happened here. */
export const dayOf = (at: Date): string => new Date(at.getTime() + WIB.offset).toISOString().slice(0, 10);

/** One case with what is to become of it. */
export type Judged = {
  row: ErasureFacts;
  service: Bilingual;
  schedule: Schedule;
  /** The day after which it would be emptied, if nothing held it. */
  ends: string | null;
  verdict: Verdict;
};

/** Judges cases: of an agency (finished ones), or all of a person. `apart` is the case of the request itself. */
export async function judge(
  tx: Tx,
  of: Parameters<typeof erasureFacts>[1],
  { asked = false, apart }: { asked?: boolean; apart?: string } = {},
): Promise<Judged[]> {
  const rows = await erasureFacts(tx, of);
  const ids = rows.map((row) => row.id);
  const [held, objected] = await Promise.all([
    tx.many<{ case_id: string }>(
      sql`select case_id from privacy.hold where case_id = any(${ids}::uuid[]) and lifted_at is null`,
    ),
    tx.many<{ tracking: string }>(
      sql`select look ->> 'tracking' as tracking from privacy.objection where answered_at is null
        and look ->> 'tracking' = any(${rows.map((row) => row.tracking)}::text[])`,
    ),
  ]);
  const holds = new Set(held.map((row) => row.case_id));
  const objections = new Set(objected.map((row) => row.tracking));
  const today = dayOf(tx.now);
  const judged: Judged[] = [];
  const known = new Map<string, Promise<ParameterValues>>();
  const parametersOf = (row: ErasureFacts): Promise<ParameterValues> => {
    const found =
      known.get(row.offering_id) ??
      offeringById(tx, row.agency_id, row.offering_id).then((offering) => offering?.parameters ?? {});
    known.set(row.offering_id, found);
    return found;
  };
  for (const row of rows) {
    if (row.id === apart) continue;
    const { service } = (await loadVersion(tx, row.version_id)).definition;
    const schedule = scheduleOf(service.retention, await parametersOf(row));
    const finishedOn = row.finished_at && dayOf(row.finished_at);
    const facts: Facts = {
      status: row.status,
      finishedOn,
      schedule,
      making: row.making,
      endless: row.endless,
      inForceUntil: row.in_force_until,
      rightRunning: row.rights_running.some((id) => id !== apart && id !== row.id),
      objectionOpen: objections.has(row.tracking),
      held: holds.has(row.id),
    };
    judged.push({
      row,
      service: service.shortName ?? service.name,
      schedule,
      ends: finishedOn && scheduleEnds(finishedOn, schedule),
      verdict: verdict(facts, today, { asked }),
    });
  }
  return judged;
}

export const dayText = (day: string, locale: "id" | "en"): string =>
  formatDate(new Date(`${day}T05:00:00Z`), WIB, locale);

export type HoldRow = {
  id: string;
  case_id: string;
  tracking: string;
  reason: string;
  placed_at: Date;
  placed_label: string;
};

export const holdsOf = (tx: Tx, agency: string) =>
  tx.many<HoldRow>(sql`select id, case_id, tracking, reason, placed_at, placed_label from privacy.hold
    where agency_id = ${agency} and lifted_at is null order by placed_at desc limit 200`);

export const insertHold = (
  tx: Tx,
  row: { agency: string; case: string; tracking: string; reason: string; by: string; label: string },
) =>
  tx.run(sql`insert into privacy.hold (agency_id, id, case_id, tracking, reason, placed_at, placed_by, placed_label)
    values (${row.agency}, ${tx.id()}, ${row.case}, ${row.tracking}, ${row.reason}, ${tx.now}, ${row.by}, ${row.label}) on conflict do nothing`);

export const liftHoldRow = (tx: Tx, agency: string, id: string, by: { account: string; label: string }) =>
  tx.maybe<{
    tracking: string;
  }>(sql`update privacy.hold set lifted_at = ${tx.now}, lifted_by = ${by.account}, lifted_label = ${by.label}
    where agency_id = ${agency} and id = ${id} and lifted_at is null returning tracking`);

/** Why a case is kept, as people read it. */
export function keptText(t: Words, { verdict, schedule }: Pick<Judged, "verdict" | "schedule">): string {
  if (verdict.erase) return t("privacy.erase-next");
  const dated = verdict.because === "document-in-force" && verdict.until ? "-until" : "";
  return t(`privacy.keep.${verdict.because}${dated}`, {
    until: verdict.until ? dayText(verdict.until, t.locale) : "",
    basis: schedule.basis,
  });
}
