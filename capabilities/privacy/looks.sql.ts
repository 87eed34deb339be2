// Every SQL text about looks at somebody's data. The record itself answers only for the person whose data it is (kernel.audit_entry).

import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import { readKeyset, writeCursor } from "../../kernel/web/api.ts";

const PAGE = 25;

/** One look or hand-over, as the record has it. */
export type LookRow = {
  agencyId: string;
  id: string;
  at: Date;
  act: string;
  purpose: string;
  detail: { who?: string; tracking?: string; kinds?: string[] };
  position: string | null;
  unit: string | null;
  /** The agency of who looked, where a position of it did. */
  agency: string | null;
  objected: string | null;
};

export type LookFilter = { from?: string; to?: string; agency?: string; cursor?: string; limit?: number };

// A line with a purpose is a look or a hand-over; what people do themselves is written without one.
const LOOK = sql`e.agency_id as "agencyId", e.id, e.at, e.act, e.purpose, e.detail, p.name as position, u.name as unit, a.name as agency, o.id as objected
  from kernel.audit_entry e
  left join agencies.position p on p.id = e.position
  left join agencies.unit u on u.agency_id = p.agency_id and u.id = p.unit_id
  left join agencies.agency a on a.id = coalesce(p.agency_id, e.agency_id)
  left join privacy.objection o on o.agency_id = e.agency_id and o.entry_id = e.id`;

/** Looks at a person's data, newest first. Days are the person's own: the whole of both counts. */
export async function looksAt(tx: Tx, person: string, filter: LookFilter): Promise<{ rows: LookRow[]; next?: string }> {
  const after = readKeyset(filter.cursor);
  const limit = filter.limit ?? PAGE;
  const rows = await tx.many<LookRow>(sql`select ${LOOK}
    where e.subject = ${person} and e.purpose is not null and e.actor is distinct from ${tx.scope.account ?? null}::uuid
      and ${filter.from ? sql`e.at >= (${filter.from}::date)::timestamp at time zone 'Asia/Jakarta'` : sql`true`}
      and ${filter.to ? sql`e.at < (${filter.to}::date + 1)::timestamp at time zone 'Asia/Jakarta'` : sql`true`}
      and ${filter.agency ? sql`a.id = ${filter.agency}` : sql`true`}
      and ${after ? sql`(e.at, e.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
    order by e.at desc, e.id desc limit ${limit + 1}`);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown,
    next: rows.length > limit && last ? writeCursor([last.at.toISOString(), last.id]) : undefined,
  };
}

export const lookById = (tx: Tx, person: string, id: string) =>
  tx.maybe<LookRow>(sql`select ${LOOK} where e.subject = ${person} and e.id = ${id} and e.purpose is not null`);

/** Agencies whose people looked, for the filter. */
export const agenciesThatLooked = (tx: Tx, person: string) =>
  tx.many<{ id: string; name: string }>(sql`select distinct a.id, a.name from kernel.audit_entry e
    left join agencies.position p on p.id = e.position
    join agencies.agency a on a.id = coalesce(p.agency_id, e.agency_id)
    where e.subject = ${person} and e.purpose is not null order by a.name limit 100`);

/** What is kept about a person, counted; each number leads to the thing itself. */
export const keptAbout = (tx: Tx, person: string) =>
  tx.one<{ cases: number; running: number; drafts: number; documents: number; objections: number }>(
    sql`select
      (select count(*) from cases.case where applicant_id = ${person})::int as cases,
      (select count(*) from cases.case where applicant_id = ${person} and status = 'running')::int as running,
      (select count(*) from cases.draft where person_id = ${person})::int as drafts,
      (select count(*) from cases.document d join cases.case c on c.agency_id = d.agency_id and c.id = d.case_id
        where c.applicant_id = ${person} and d.status = 'issued')::int as documents,
      (select count(*) from privacy.objection where person_id = ${person})::int as objections`,
  );
