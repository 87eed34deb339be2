// Documents of a case, from the order to make one until it is out of force.

import { randomBytes } from "node:crypto";
import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import { Defect } from "../../kernel/errors.ts";
import { enqueue } from "../../kernel/jobs/jobs.ts";
import type { CaseRow } from "./case.ts";
import type { Ground } from "./ground.ts";
import { checkCharacter } from "./tracking.ts";

export type DocumentRow = {
  agency_id: string;
  id: string;
  case_id: string;
  key: string;
  title: { id: string; en: string };
  number: string;
  status: "making" | "issued" | "replaced" | "revoked" | "destroyed";
  code: string;
  store_id: string | null;
  size: number | null;
  issued_at: Date | null;
  valid_until: string | null;
  signer: { name: string; title: string } | null;
  ended_why: string | null;
  fault: string | null;
};

const COLUMNS = sql`agency_id, id, case_id, key, title, number, status, code, store_id, size, issued_at, valid_until, signer, ended_why, fault`;

/** A code for the verification page: 60 random bits and a check character, in the letters of tracking numbers. */
export function newCode(): string {
  const text = [...randomBytes(12)].map((byte) => "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[byte & 31]).join("");
  return text + checkCharacter(text);
}

/** Orders a document in the caller's transaction; the worker makes, seals and numbers it. `invoke` is the engine's waiting service task. */
export function openDocument(tx: Tx, ground: Ground, row: CaseRow, key: string, invoke: string | null): void {
  const rule = ground.service.documents.find((each) => each.key === key);
  if (!rule) throw new Defect(`the service has no document "${key}"`);
  const id = tx.id();
  tx.later(sql`insert into cases.document (agency_id, id, case_id, key, title, code)
    values (${row.agency_id}, ${id}, ${row.id}, ${key}, ${JSON.stringify(rule.name)}, ${newCode()})`);
  enqueue(tx, "case.issue", { agency: row.agency_id, case: row.id, document: id, invoke }, { key: `issue:${id}` });
}

export const documentsOf = (tx: Tx, agency: string, id: string) =>
  tx.many<DocumentRow>(
    sql`select ${COLUMNS} from cases.document where agency_id = ${agency} and case_id = ${id} order by id`,
  );

export const documentById = (tx: Tx, agency: string, id: string) =>
  tx.maybe<DocumentRow>(sql`select ${COLUMNS} from cases.document where agency_id = ${agency} and id = ${id}`);

/** The next number of a series; the row stays locked until the letter is issued, so that no number is left out. */
export const takeSerial = async (tx: Tx, agency: string, series: string, year: number) =>
  (
    await tx.one<{
      last: number;
    }>(sql`insert into cases.serial (agency_id, series, year, last) values (${agency}, ${series}, ${year}, 1)
    on conflict (agency_id, series, year) do update set last = cases.serial.last + 1 returning last`)
  ).last;

/** Marks it issued; an earlier document of the same kind on the case is thereby replaced. */
export async function markIssued(
  tx: Tx,
  row: Pick<DocumentRow, "agency_id" | "id" | "case_id" | "key">,
  made: {
    number: string;
    store: string;
    digest: Buffer;
    size: number;
    until: string | null;
    signer: unknown;
    holder: Buffer;
  },
): Promise<void> {
  tx.later(sql`update cases.document set status = 'replaced', replaced_by = ${row.id}, ended_at = ${tx.now}
    where agency_id = ${row.agency_id} and case_id = ${row.case_id} and key = ${row.key} and status = 'issued' and id <> ${row.id}`);
  tx.later(sql`update cases.document set status = 'issued', number = ${made.number}, store_id = ${made.store}, digest = ${made.digest}, size = ${made.size},
      issued_at = ${tx.now}, valid_until = ${made.until}, signer = ${JSON.stringify(made.signer)}, holder = ${made.holder}, fault = null
    where agency_id = ${row.agency_id} and id = ${row.id}`);
}
