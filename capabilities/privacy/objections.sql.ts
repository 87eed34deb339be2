// Every SQL text of an objection to a look.

import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import { readKeyset, writeCursor } from "../../kernel/web/api.ts";

const PAGE = 25;

/** The line of the record as the person read it. */
export type StoredLook = { at: string; act: string; purpose: string; who: string; tracking: string };

export type ObjectionRow = {
  agency_id: string;
  id: string;
  person_id: string;
  entry_id: string;
  look: StoredLook;
  body: Buffer;
  at: Date;
  due_at: Date;
  answer: Buffer | null;
  answered_at: Date | null;
  answered_label: string | null;
};

const COLUMNS = sql`agency_id, id, person_id, entry_id, look, body, at, due_at, answer, answered_at, answered_label`;

export const insertObjection = (
  tx: Tx,
  row: Pick<ObjectionRow, "agency_id" | "id" | "person_id" | "entry_id" | "look" | "body" | "due_at">,
) =>
  tx.run(sql`insert into privacy.objection (agency_id, id, person_id, entry_id, look, body, at, due_at)
    values (${row.agency_id}, ${row.id}, ${row.person_id}, ${row.entry_id}, ${JSON.stringify(row.look)}, ${row.body}, ${tx.now}, ${row.due_at})
    on conflict on constraint objection_once do nothing`);

export const objectionsOf = (tx: Tx, person: string) =>
  tx.many<ObjectionRow>(
    sql`select ${COLUMNS} from privacy.objection where person_id = ${person} order by at desc limit 100`,
  );

/** Those of the officer's agency: the unanswered first by due time, then the answered, newest first. */
export async function objectionsTo(tx: Tx, agency: string, answered: boolean, cursor?: string) {
  const after = readKeyset(cursor);
  const rows = await tx.many<ObjectionRow>(
    answered
      ? sql`select ${COLUMNS} from privacy.objection where agency_id = ${agency} and answered_at is not null
          and ${after ? sql`(answered_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
          order by answered_at desc, id desc limit ${PAGE + 1}`
      : sql`select ${COLUMNS} from privacy.objection where agency_id = ${agency} and answered_at is null
          and ${after ? sql`(due_at, id) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
          order by due_at, id limit ${PAGE + 1}`,
  );
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  const place = last && (answered ? last.answered_at : last.due_at);
  return {
    rows: shown,
    next: rows.length > PAGE && last && place ? writeCursor([place.toISOString(), last.id]) : undefined,
  };
}

export const objectionById = (tx: Tx, id: string) =>
  tx.maybe<ObjectionRow>(sql`select ${COLUMNS} from privacy.objection where id = ${id}`);

export const answerObjectionRow = (
  tx: Tx,
  row: Pick<ObjectionRow, "agency_id" | "id">,
  answer: { text: Buffer; by: string; label: string },
) =>
  tx.run(sql`update privacy.objection set answer = ${answer.text}, answered_at = ${tx.now}, answered_by = ${answer.by}, answered_label = ${answer.label}
    where agency_id = ${row.agency_id} and id = ${row.id} and answered_at is null`);
