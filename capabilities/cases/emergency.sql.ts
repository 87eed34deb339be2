import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import { readKeyset, writeCursor } from "../../kernel/web/api.ts";

export type Target = { agency: string; case: string; applicant: string; service: string };

/** The case behind a number, when the asker's agency has to do with it; nothing of its content. */
export const emergencyTarget = (tx: Tx, tracking: string) =>
  tx.maybe<Target>(sql`select agency_id as agency, case_id as case, applicant_id as applicant, service_id as service
    from cases.emergency_target(${tracking})`);

export type EmergencyRow = {
  agency: string;
  case: string;
  id: string;
  tracking: string;
  account: string;
  official: string;
  unit: string;
  unitName: string | null;
  byAgency: string;
  label: string;
  reason: Buffer;
  openedAt: Date;
  until: Date;
  reviewDue: Date;
  verdict: "accepted" | "objected" | null;
  reviewedLabel: string | null;
  reviewedAt: Date | null;
  note: Buffer | null;
};

const ROW = sql`e.agency_id as agency, e.case_id as case, e.id, e.tracking, e.account_id as account, e.official_id as official, e.unit_id as unit,
  u.name as "unitName", e.by_agency as "byAgency", e.label, e.reason, e.opened_at as "openedAt", e.until, e.review_due as "reviewDue", e.verdict,
  e.reviewed_label as "reviewedLabel", e.reviewed_at as "reviewedAt", e.note`;
const FROM = sql`cases.emergency e left join agencies.unit u on u.agency_id = e.by_agency and u.id = e.unit_id`;

export const insertEmergency = (
  tx: Tx,
  row: Omit<EmergencyRow, "unitName" | "verdict" | "reviewedLabel" | "reviewedAt" | "note">,
) =>
  tx.run(sql`insert into cases.emergency (agency_id, case_id, id, tracking, account_id, official_id, unit_id, by_agency, label, reason, opened_at, until, review_due)
    values (${row.agency}, ${row.case}, ${row.id}, ${row.tracking}, ${row.account}, ${row.official}, ${row.unit}, ${row.byAgency}, ${row.label},
            ${row.reason}, ${row.openedAt}, ${row.until}, ${row.reviewDue})`);

/** The asker's own look into a case that is open now. */
export const openEmergencyOf = (tx: Tx, account: string, caseId: string) =>
  tx.maybe<{ id: string; until: Date }>(sql`select id, until from cases.emergency
    where account_id = ${account} and case_id = ${caseId} and until > ${tx.now} order by until desc limit 1`);

/** One's own looks, the newest first. */
export const emergenciesOf = (tx: Tx, account: string) =>
  tx.many<EmergencyRow>(
    sql`select ${ROW} from ${FROM} where e.account_id = ${account} order by e.opened_at desc, e.id desc limit 20`,
  );

const PAGE = 25;

/** The looks of an agency's officials: those that wait for a review by their due time, or those that were reviewed. */
export async function emergenciesIn(
  tx: Tx,
  agency: string,
  { waiting, cursor }: { waiting: boolean; cursor?: string },
): Promise<{ rows: EmergencyRow[]; next?: string }> {
  const after = readKeyset(cursor);
  const rows = await tx.many<EmergencyRow>(sql`select ${ROW} from ${FROM}
    where e.by_agency = ${agency} and (e.verdict is null) = ${waiting}
      and ${after ? sql`(e.opened_at, e.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
    order by e.opened_at desc, e.id desc limit ${PAGE + 1}`);
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  return {
    rows: shown,
    next: rows.length > PAGE && last ? writeCursor([last.openedAt.toISOString(), last.id]) : undefined,
  };
}

export const emergencyById = (tx: Tx, agency: string, id: string) =>
  tx.maybe<EmergencyRow>(sql`select ${ROW} from ${FROM} where e.by_agency = ${agency} and e.id = ${id}`);

/** Gives how many rows were judged: none when somebody else was first. */
export const judgeEmergency = (
  tx: Tx,
  row: Pick<EmergencyRow, "agency" | "case" | "id">,
  judged: { verdict: "accepted" | "objected"; by: string; label: string; note: Buffer },
) =>
  tx.run(sql`update cases.emergency set verdict = ${judged.verdict}, reviewed_by = ${judged.by}, reviewed_label = ${judged.label},
      reviewed_at = ${tx.now}, note = ${judged.note}
    where agency_id = ${row.agency} and case_id = ${row.case} and id = ${row.id} and verdict is null`);

/** Looks whose review is overdue and of which nobody was told yet; the worker's. */
export const overdueEmergencies = (tx: Tx) =>
  tx.many<EmergencyRow>(sql`select ${ROW} from ${FROM}
    where e.verdict is null and e.review_due < ${tx.now} and e.told_late is null order by e.review_due limit 100 for update of e skip locked`);

export const noteToldLate = (tx: Tx, { agency, case: of, id }: Pick<EmergencyRow, "agency" | "case" | "id">) =>
  tx.run(
    sql`update cases.emergency set told_late = ${tx.now} where agency_id = ${agency} and case_id = ${of} and id = ${id}`,
  );
