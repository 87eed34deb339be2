// What the cases hold about one person, opened: for the copy that is theirs by right (UU 27/2022 art. 7, 13). For workers only.

import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Hall } from "../../kernel/hall.ts";
import type { Bilingual } from "../../kernel/words/words.ts";
import { type Answers, displayAnswer, fieldsOf, loadVersion } from "../services/index.ts";
import type { CaseRow } from "./case.ts";
import { regionNames } from "./region-names.ts";
import { openPersonal } from "./work.ts";

export type PersonFile = { id: string; field: string; name: string; type: string; size: number; store: string };

export type PersonCase = {
  tracking: string;
  service: { key: string; name: Bilingual };
  agency: string;
  status: string;
  outcome: string | null;
  submittedAt: Date;
  finishedAt: Date | null;
  applicant: { name: string; nik: string; email: string; phone: string };
  /** What was answered in the application: as stored, and as it is read. */
  answers: { key: string; label: Bilingual; personal: boolean; value: unknown; shown: string }[];
  files: PersonFile[];
  documents: { title: Bilingual; number: string; status: string; issuedAt: Date | null; store: string | null }[];
  messages: { at: Date; by: string; text: string }[];
};

type Row = Pick<
  CaseRow,
  "agency_id" | "id" | "tracking" | "version_id" | "status" | "outcome" | "variables" | "personal"
> & {
  submitted_at: Date;
  finished_at: Date | null;
  agency: string;
};

/** Every case of a person that still holds data of theirs, newest first. Messages within the office are not the person's. */
export async function casesOfPerson(tx: Tx, hall: Pick<Hall, "vault">, person: string): Promise<PersonCase[]> {
  const rows = await tx.many<Row>(
    sql`select c.agency_id, c.id, c.tracking, c.version_id, c.status, c.outcome, c.variables, c.personal, c.submitted_at, c.finished_at, a.name as agency
      from cases.case c join agencies.agency a on a.id = c.agency_id
      where c.applicant_id = ${person} and c.erased_at is null order by c.submitted_at desc limit 1000`,
  );
  const found: PersonCase[] = [];
  for (const row of rows) found.push(await opened(tx, hall, row));
  return found;
}

async function opened(tx: Tx, hall: Pick<Hall, "vault">, row: Row): Promise<PersonCase> {
  const { definition } = await loadVersion(tx, row.version_id);
  const personal = openPersonal(hall, row);
  const all = { ...row.variables, ...personal.answers } as Answers;
  const of = sql`agency_id = ${row.agency_id} and case_id = ${row.id}`;
  const [regionName, files, documents, messages] = await Promise.all([
    regionNames(tx, all),
    tx.many<{ id: string; field: string; name: Buffer; type: string; size: number; store_id: string }>(
      sql`select id, field, name, type, size, store_id from cases.attachment where ${of} order by sent_at, id`,
    ),
    tx.many<{ title: Bilingual; number: string; status: string; issued_at: Date | null; store_id: string | null }>(
      sql`select title, number, status, issued_at, store_id from cases.document where ${of} and status <> 'making' order by id`,
    ),
    tx.many<{ id: string; at: Date; label: string; body: Buffer }>(
      sql`select id, at, label, body from cases.comment where ${of} and not is_inside order by at, id`,
    ),
  ]);
  return {
    tracking: row.tracking,
    service: { key: definition.key, name: definition.service.name },
    agency: row.agency,
    status: row.status,
    outcome: row.outcome,
    submittedAt: row.submitted_at,
    finishedAt: row.finished_at,
    applicant: personal.applicant,
    answers: fieldsOf(definition.application)
      .filter((field) => all[field.key] !== undefined && all[field.key] !== null)
      .map((field) => ({
        key: field.key,
        label: field.label,
        personal: field.personal !== false,
        value: all[field.key],
        shown: displayAnswer(field, all[field.key], { locale: "id", regionName }),
      })),
    files: files.map((file) => ({
      id: file.id,
      field: file.field,
      name: hall.vault.open(file.name, `cases.attachment:name:${file.id}`),
      type: file.type,
      size: file.size,
      store: file.store_id,
    })),
    documents: documents.map(({ title, number, status, issued_at, store_id }) => ({
      title,
      number,
      status,
      issuedAt: issued_at,
      store: store_id,
    })),
    messages: messages.map((message) => ({
      at: message.at,
      by: message.label,
      text: hall.vault.open(message.body, `cases.comment:body:${message.id}`),
    })),
  };
}

/** Applications that were begun and not sent. */
export const draftsOfPerson = (tx: Tx, person: string) =>
  tx.many<{ startedAt: Date; savedAt: Date; agency: string }>(
    sql`select d.started_at as "startedAt", d.saved_at as "savedAt", a.name as agency from cases.draft d
      join agencies.agency a on a.id = d.agency_id where d.person_id = ${person} order by d.saved_at desc limit 200`,
  );
