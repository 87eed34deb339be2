// How entries are read for hashing, and the way in which the first seals were taken.

import { createHash } from "node:crypto";
import { sql } from "../db/sql.ts";
import { canonical } from "./audit.ts";

/**
 * An entry's text, made by PostgreSQL as `rowText` makes it of the same cells: so the program need not take rows apart to hash them.
 * Written here and not as a function of the database, which whoever rewrites rows could rewrite too.
 */
export const ROW_TEXT = sql`json_build_array(agency_id, id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), actor, subject,
  position, act, target, detail::text, purpose, on_behalf, mandate, program)::text`;

export type FirstRow = {
  agency_id: string;
  id: string;
  at: Date;
  actor: string | null;
  subject: string | null;
  position: string | null;
  act: string;
  target: string;
  detail: unknown;
  purpose: string | null;
  /** Whether something stands in a column that there was not when seals were taken this way. */
  later: boolean;
};

export const FIRST_COLUMNS = sql`agency_id, id, at, actor, subject, position, act, target, detail, purpose,
  num_nonnulls(on_behalf, mandate, program) > 0 as later`;

/** The hash of a batch in format 1: over the previous hash and each row's text, in order of id. Seals of that time stay as they are. */
export function hashFirst(previous: Uint8Array, number: number, rows: readonly FirstRow[]): Buffer {
  const hash = createHash("sha256").update(previous).update(`\n${number}\n${rows.length}\n`);
  for (const row of rows) {
    const { agency_id, id, at, actor, subject, position, act, target, detail, purpose } = row;
    hash.update(
      JSON.stringify([
        agency_id,
        id,
        at.toISOString(),
        actor,
        subject,
        position,
        act,
        target,
        canonical(detail),
        purpose,
      ]),
    );
    hash.update("\n");
  }
  return hash.digest();
}
