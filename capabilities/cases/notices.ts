// Who is told what: a row on the case with the change, and a letter by mail through the outbox afterwards.

import { formatDateTime } from "../../kernel/calendar/index.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Hall } from "../../kernel/hall.ts";
import { enqueue } from "../../kernel/jobs/jobs.ts";
import { type Bilingual, noticeText } from "../services/index.ts";
import type { CaseRow, Personal } from "./case.ts";
import { behind, type Ground } from "./ground.ts";

/** What a notice says, in both languages, as stored (encrypted). */
export type NoticeBody = { id: { subject: string; body: string }; en: { subject: string; body: string } };

export const noticePlace = (id: string): string => `cases.notice:body:${id}`;

/** Writes one notice on the case, to the applicant or to a unit's role, and queues its mail. */
export function tell(
  tx: Tx,
  hall: Pick<Hall, "vault">,
  row: Pick<CaseRow, "agency_id" | "id">,
  key: string,
  text: (locale: "id" | "en") => { subject: string; body: string },
  to?: { role: string; unit: string },
): void {
  const id = tx.id();
  const body: NoticeBody = { id: text("id"), en: text("en") };
  tx.later(sql`insert into cases.notice (agency_id, case_id, id, at, key, to_role, unit_id, mail_id, body)
    values (${row.agency_id}, ${row.id}, ${id}, ${tx.now}, ${key}, ${to?.role ?? "applicant"}, ${to?.unit ?? null}, ${id},
      ${hall.vault.seal(JSON.stringify(body), noticePlace(id))})`);
  enqueue(tx, "case.mail", { agency: row.agency_id, case: row.id, notice: id }, { key: `case.mail:${id}` });
}

/** Writes the notice to each of its receivers and queues its mail. An unknown key tells nobody: the definition's check refuses such a service. */
export function notify(
  tx: Tx,
  hall: Hall,
  ground: Ground,
  row: CaseRow,
  personal: Personal,
  key: string,
  more: Record<string, string> = {},
): void {
  const notice = ground.service.notices.find((each) => each.key === key);
  if (!notice) return;
  for (const role of notice.to) {
    const who = role === "applicant" ? ({ applicant: true } as const) : behind(ground, role);
    tell(tx, hall, row, key, textFor, who.applicant ? undefined : { role, unit: who.unit });
  }

  function textFor(locale: "id" | "en") {
    const name = (text: Bilingual | undefined) => text?.[locale] ?? "";
    const when = (at: Date | null | undefined) => (at ? formatDateTime(at, ground.calendar.zone, locale) : undefined);
    const outcome = ground.service.outcomes.find((each) => each.key === row.outcome);
    const open = Object.fromEntries(
      Object.entries(row.variables)
        .filter(([, value]) => ["string", "number", "boolean"].includes(typeof value))
        .map(([field, value]) => [field, String(value)]),
    );
    return noticeText(
      notice as NonNullable<typeof notice>,
      {
        ...Object.fromEntries(Object.entries(ground.parameters).map(([field, value]) => [field, String(value)])),
        ...open,
        applicantName: personal.applicant.name,
        serviceName: name(ground.service.name),
        agencyName: ground.offering.agencyName,
        tracking: row.tracking,
        trackingUrl: `${hall.url}/lacak/${row.tracking}`,
        submittedAt: when(row.submitted_at),
        dueAt: when(row.due_at),
        outcomeName: name(outcome?.name),
        ...more,
      },
      locale,
    );
  }
}
