// What answers point to outside themselves: files that were sent, and places. Both are looked up before they are believed.

import type { Actor } from "../../kernel/actor.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Hall } from "../../kernel/hall.ts";
import { isUuid } from "../../kernel/ids.ts";
import type { FieldFault } from "../services/index.ts";

const REGION = /^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/;

/** A file as answers name it: by its id, with what else is said of it. No other answer has an id. */
const isFile = (value: unknown): boolean => typeof value === "object" && value !== null && Object.hasOwn(value, "id");

/** Every text and every file id in a value, however deep. */
function walk(value: unknown, field: string, found: { texts: Set<string>; files: Map<string, string> }): void {
  if (typeof value === "string") found.texts.add(value);
  else if (Array.isArray(value)) {
    for (const each of value) {
      if (isFile(each)) found.files.set(String((each as { id: unknown }).id), field);
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

type Known = { id: string; name: Buffer; type: string; size: number };

/**
 * The files that answers name: each must have been sent by this account to this agency and hang on no case yet (or on this one).
 * The answers come back with what is known of each file in place of what the sender says of it.
 */
export async function filesOf(
  tx: Tx,
  hall: Pick<Hall, "vault">,
  actor: Actor,
  given: Record<string, unknown>,
  at: { agency: string; case?: string },
): Promise<{ answers: Record<string, unknown>; ids: string[]; unknown: FieldFault[] }> {
  const { files } = gather(given);
  if (files.size === 0) return { answers: given, ids: [], unknown: [] };
  const ids = [...files.keys()].filter(isUuid);
  const rows = await tx.many<Known>(sql`select id, name, type, size from cases.attachment
    where agency_id = ${at.agency} and id = any(${ids})
      and (((account_id = ${actor.account} or person_id = ${actor.person ?? null}) and case_id is null) or case_id = ${at.case ?? null})`);
  const known = new Map(rows.map((row) => [row.id, row]));
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
  return { answers: told(given, known, hall) as Record<string, unknown>, ids: [...known.keys()], unknown };
}

/** Photos are kept as JPEG whatever they came as, and rules look at what they came as: of a photo the sender's word for its type stands. */
const isPhoto = (type: unknown): boolean => /^image\/(jpeg|png|webp)$/.test(String(type));

function told(value: unknown, known: Map<string, Known>, hall: Pick<Hall, "vault">): unknown {
  if (Array.isArray(value)) return value.map((each) => told(each, known, hall));
  if (typeof value !== "object" || value === null) return value;
  const row = isFile(value) ? known.get(String((value as { id: unknown }).id)) : undefined;
  if (!row) return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, told(each, known, hall)]));
  const { type, sha256 } = value as { type?: unknown; sha256?: unknown };
  return {
    id: row.id,
    name: hall.vault.open(row.name, `cases.attachment:name:${row.id}`),
    type: isPhoto(row.type) && isPhoto(type) ? type : row.type,
    size: row.size,
    ...(typeof sha256 === "string" && /^[0-9a-f]{64}$/.test(sha256) ? { sha256 } : {}),
  };
}
