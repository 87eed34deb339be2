// The auditors' search: always one agency, always a period, so that the index over time carries it.

import type { Tx } from "../../kernel/db/database.ts";
import { join, type Sql, sql } from "../../kernel/db/sql.ts";
import type { Search } from "./examine.ts";

export type EntryRow = {
  id: string;
  at: Date;
  actor: string | null;
  subject: string | null;
  position: string | null;
  act: string;
  target: string;
  detail: Record<string, unknown>;
  purpose: string | null;
  seal: number | null;
  on_behalf: string | null;
  mandate: string | null;
  program: string | null;
};

/** The condition of a search; days are those of the agency's zone. */
export function conditionOf(agency: string, search: Search, zone: string): Sql {
  const start = (day: string) => sql`(${day}::date::timestamp at time zone ${zone})`;
  const conditions: Sql[] = [
    sql`agency_id = ${agency}`,
    sql`at >= ${start(search.from)}`,
    sql`at < (${search.until}::date + 1)::timestamp at time zone ${zone}`,
  ];
  if (search.act) conditions.push(sql`act = ${search.act}`);
  if (search.position) conditions.push(sql`position = ${search.position}`);
  if (search.account) conditions.push(sql`actor = ${search.account}`);
  if (search.subject) conditions.push(sql`subject = ${search.subject}`);
  if (search.target) conditions.push(sql`(target = ${search.target} or detail->>'tracking' = ${search.target})`);
  if (search.way === "behalf") conditions.push(sql`on_behalf is not null`);
  if (search.way === "program") conditions.push(sql`program is not null`);
  // A line with a purpose is a look or a hand-over: the same rule by which the person finds it among "who looked at my data".
  if (search.way === "look") conditions.push(sql`purpose is not null`);
  return join(conditions, " and ");
}

/** Entries, the newest first; `after` is the last one of the page before. */
export const entriesOf = (tx: Tx, condition: Sql, after: readonly [at: string, id: string] | undefined, most: number) =>
  tx.many<EntryRow>(
    sql`select id, at, actor, subject, position, act, target, detail, purpose, seal, on_behalf, mandate, program from kernel.audit_entry
         where ${condition} and ${after ? sql`(at, id) < (${after[0]}, ${after[1]})` : sql`true`} order by at desc, id desc limit ${most}`,
  );
