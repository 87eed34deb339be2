// Reading what a list is compared with, and writing what it brings: a statement a table, however long the list.

import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import { allUnits } from "./administration.sql.ts";
import type { Known, Plan } from "./plan.ts";

const plain = (text: string) => text.normalize("NFKC").toLowerCase().replaceAll(/\s+/g, " ").trim();

/** What an agency has, and whom the list names by number. */
export async function knownOf(tx: Tx, agency: string, { nips, day }: { nips: string[]; day: string }): Promise<Known> {
  const [units, positions, numbered, elected] = await Promise.all([
    allUnits(tx, agency),
    tx.many<Known["positions"][number]>(sql`
      select p.id, p.unit_id as unit, p.name, p.is_head as "isHead", p.seats,
             coalesce((select json_agg(h.official_id) from agencies.holding h
                        where h.agency_id = p.agency_id and h.position_id = p.id and h.kind = 'definitif'
                          and (h.ends_on is null or h.ends_on >= ${day})), '[]') as holders
        from agencies.position p where p.agency_id = ${agency} and p.closed_on is null`),
    tx.many<{ nip: string; id: string; name: string; here: boolean }>(
      sql`select nip, id, name, kept_by is not distinct from ${agency} as here from agencies.official where nip = any(${nips}::text[])`,
    ),
    tx.many<{ id: string; name: string }>(
      sql`select id, name from agencies.official where kept_by = ${agency} and nip is null`,
    ),
  ]);
  return {
    units: units.filter(({ closedOn }) => closedOn === null),
    positions,
    officials: new Map(numbered.map(({ nip, ...one }) => [nip, one])),
    elected: new Map(elected.map(({ id, name }) => [plain(name), id])),
  };
}

/** Writes a plan. `installing`: by the operator, who alone sets which positions administer; pages never do. */
export async function writePlan(tx: Tx, agency: string, plan: Plan, { installing = false } = {}): Promise<void> {
  const rows = (list: readonly object[]) => JSON.stringify(list);
  if (plan.units.length > 0)
    await tx.run(sql`
      insert into agencies.unit (agency_id, id, parent, kind, name, short_name, region, sort)
      select ${agency}, id, parent, kind, name, "shortName", region, place
        from rows from (jsonb_to_recordset(${rows(plan.units)}::jsonb)
             as (id uuid, parent uuid, kind text, name text, "shortName" text, region text)) with ordinality
             as r (id, parent, kind, name, "shortName", region, place)
       order by place`);
  const chairs = sql`from jsonb_to_recordset(${rows(plan.positions)}::jsonb) as r (id uuid, unit uuid, name text, rank text, "isHead" boolean,
           "maySign" boolean, administers boolean, seats int)`;
  if (plan.positions.length > 0)
    await tx.run(
      installing
        ? sql`insert into agencies.position (agency_id, id, unit_id, name, rank, is_head, may_sign, may_administer, seats)
              select ${agency}, id, unit, name, rank, "isHead", "maySign", administers, seats ${chairs}`
        : sql`insert into agencies.position (agency_id, id, unit_id, name, rank, is_head, may_sign, seats)
              select ${agency}, id, unit, name, rank, "isHead", "maySign", seats ${chairs}`,
    );
  if (plan.officials.length > 0)
    await tx.run(sql`
      insert into agencies.official (id, name, nip, email, kind, kept_by)
      select id, name, nip, email, kind, ${agency}
        from jsonb_to_recordset(${rows(plan.officials)}::jsonb) as r (id uuid, name text, nip text, email text, kind text)`);
  if (plan.holdings.length > 0)
    await tx.run(sql`
      insert into agencies.holding (agency_id, id, position_id, official_id, kind, starts_on)
      select ${agency}, id, position, official, 'definitif', "startsOn"
        from jsonb_to_recordset(${rows(plan.holdings)}::jsonb) as r (id uuid, position uuid, official uuid, "startsOn" date)`);
}

export type ImportRow = {
  id: string;
  fileName: string;
  madeAt: Date;
  doneAt: Date | null;
  undoneAt: Date | null;
  plan: Plan;
};
const IMPORT = sql`id, file_name as "fileName", made_at as "madeAt", done_at as "doneAt", undone_at as "undoneAt"`;

export const insertImport = (tx: Tx, row: { agency: string; id: string; fileName: string; by: string; plan: Plan }) =>
  tx.run(sql`insert into agencies.import (agency_id, id, file_name, made_by, made_at, plan)
    values (${row.agency}, ${row.id}, ${row.fileName}, ${row.by}, ${tx.now}, ${JSON.stringify(row.plan)})`);

export const importById = (tx: Tx, agency: string, id: string) =>
  tx.maybe<ImportRow>(sql`select ${IMPORT}, plan from agencies.import where agency_id = ${agency} and id = ${id}`);

export const importsOf = (tx: Tx, agency: string) =>
  tx.many<Omit<ImportRow, "plan"> & { units: number; positions: number; officials: number; holdings: number }>(sql`
    select ${IMPORT}, jsonb_array_length(plan -> 'units') as units, jsonb_array_length(plan -> 'positions') as positions,
           jsonb_array_length(plan -> 'officials') as officials, jsonb_array_length(plan -> 'holdings') as holdings
      from agencies.import where agency_id = ${agency} and done_at is not null order by made_at desc limit 20`);

/** Marks an import as done; 0 when it was before. */
export const markDone = (tx: Tx, agency: string, id: string) =>
  tx.run(
    sql`update agencies.import set done_at = ${tx.now} where agency_id = ${agency} and id = ${id} and done_at is null`,
  );

export const undoImportRow = async (tx: Tx, id: string) =>
  (await tx.one<{ hindrance: string | null }>(sql`select agencies.undo_import(${id}, ${tx.now}) as hindrance`))
    .hindrance;
