// What answers point to outside themselves: files that were sent, and places. Both are looked up before they are believed.

import type { Actor } from "../../kernel/actor.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import { isUuid } from "../../kernel/ids.ts";
import type { FieldFault } from "../services/index.ts";

const REGION = /^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/;

/** Every text and every file id in a value, however deep. */
function walk(value: unknown, field: string, found: { texts: Set<string>; files: Map<string, string> }): void {
  if (typeof value === "string") found.texts.add(value);
  else if (Array.isArray(value)) {
    for (const each of value) {
      if (typeof each === "object" && each !== null && "id" in each && "size" in each)
        found.files.set(String(each.id), field);
      else walk(each, field, found);
    }
  } else if (typeof value === "object" && value !== null)
    for (const each of Object.values(value)) walk(each, field, found);
}

function gather(answers: Record<string, unknown>) {
  const found = { texts: new Set<string>(), files: new Map<string, string>() };
  for (const [field, value] of Object.entries(answers)) walk(value, field, found);
  return found;
}

/** Says of region codes whether they are real ones; one query for all that stand in the answers, none when there are none. */
export async function knownRegions(tx: Tx, answers: Record<string, unknown>): Promise<(code: string) => boolean> {
  const codes = [...gather(answers).texts].filter((text) => REGION.test(text));
  if (codes.length === 0) return () => false;
  const rows = await tx.many<{ code: string }>(sql`select code from agencies.region where code = any(${codes})`);
  const known = new Set(rows.map((row) => row.code));
  return (code) => known.has(code);
}

/** The files that answers name: each must have been sent by this account and hang on no case yet (or on this one). */
export async function filesOf(
  tx: Tx,
  actor: Actor,
  answers: Record<string, unknown>,
  caseId?: string,
): Promise<{ ids: string[]; unknown: FieldFault[] }> {
  const { files } = gather(answers);
  if (files.size === 0) return { ids: [], unknown: [] };
  const ids = [...files.keys()].filter(isUuid);
  const rows = await tx.many<{ id: string }>(sql`select id from cases.attachment
    where id = any(${ids}) and ((account_id = ${actor.account} and case_id is null) or case_id = ${caseId ?? null})`);
  const known = new Set(rows.map((row) => row.id));
  const unknown = [...files]
    .filter(([id]) => !known.has(id))
    .map(
      ([, field]): FieldFault => ({
        field,
        key: "cases.file-unknown",
        message: {
          id: "Berkas ini tidak ditemukan. Kirim sekali lagi.",
          en: "This file was not found. Send it once more.",
        },
      }),
    );
  return { ids: [...known], unknown };
}
