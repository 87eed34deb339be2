// The record: every act leaves a row that is only ever added. Rows are sealed in order, in batches, one chain an agency, by the
// worker (seal.ts); so writing costs one row, and any later change, removal or reordering shows at a place that can be named.

import type { Actor } from "../actor.ts";
import type { Tx } from "../db/database.ts";
import { sql } from "../db/sql.ts";

/** The agency of what belongs to the installation itself. */
export const INSTALLATION = "00000000-0000-0000-0000-000000000000";

export type Entry = {
  agency?: string;
  act: string;
  target?: string;
  /** Whose data or affair it is. */
  subject?: string;
  detail?: Record<string, unknown>;
  /** Why personal data were looked at, in words that the person will read. */
  purpose?: string;
};

/** Records an act in the caller's transaction: no act without its record, no record without its act. Never put personal data in `detail`. */
export function record(tx: Tx, actor: Actor, entry: Entry): void {
  tx.later(sql`insert into kernel.audit_entry (agency_id, id, at, actor, subject, position, act, target, detail, purpose, on_behalf, mandate, program)
    values (${entry.agency ?? actor.agency ?? INSTALLATION}, ${tx.id()}, ${tx.now}, ${actor.account ?? null}, ${entry.subject ?? null},
            ${actor.position ?? null}, ${entry.act}, ${entry.target ?? ""}, ${JSON.stringify(entry.detail ?? {})}, ${entry.purpose ?? null},
            ${actor.behalf?.subject ?? null}, ${actor.behalf?.mandate ?? null}, ${actor.program?.id ?? null})`);
}

/** JSON with its keys in order, so that the same value has one text. */
export function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, canonical(inner)]),
  );
}
