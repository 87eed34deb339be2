// The record: every act leaves a row that is only ever added. Rows are sealed in order, in batches, one chain an agency, by the
// worker; so writing costs one row, and any later change, removal or reordering breaks the chain at a place that can be named.

import { createHash } from "node:crypto";
import type { Actor } from "../actor.ts";
import type { Database, Tx } from "../db/database.ts";
import { worker } from "../db/scope.ts";
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

type Row = {
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
};

/** The hash of a batch: over the previous hash and each row's canonical text, in order of id. */
export function hashBatch(previous: Uint8Array, number: number, rows: Row[]): Buffer {
  const hash = createHash("sha256").update(previous).update(`\n${number}\n${rows.length}\n`);
  for (const row of rows) {
    hash.update(
      JSON.stringify([
        row.agency_id,
        row.id,
        row.at.toISOString(),
        row.actor,
        row.subject,
        row.position,
        row.act,
        row.target,
        canonical(row.detail),
        row.purpose,
      ]),
    );
    hash.update("\n");
  }
  return hash.digest();
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

const COLUMNS = sql`agency_id, id, at, actor, subject, position, act, target, detail, purpose`;
const GENESIS = Buffer.alloc(32);

/** Seals what is not yet sealed; called by the worker every few seconds. Gives back how many entries were sealed. */
export async function sealAudit(db: Database): Promise<number> {
  const agencies = await db.read(worker, (tx) =>
    tx.many<{ agency_id: string }>(
      sql`select distinct agency_id from kernel.audit_entry where seal is null limit 1000`,
    ),
  );
  let sealed = 0;
  for (const { agency_id } of agencies) {
    sealed += await db.transact(worker, async (tx) => {
      // Two nodes that seal one agency at once would write the same number: the primary key lets one of them win.
      const last = await tx.maybe<{ number: number; hash: Buffer }>(
        sql`select number, hash from kernel.audit_seal where agency_id = ${agency_id} order by number desc limit 1`,
      );
      const rows = await tx.many<Row>(
        sql`select ${COLUMNS} from kernel.audit_entry where agency_id = ${agency_id} and seal is null order by id limit 5000`,
      );
      if (rows.length === 0) return 0;
      const number = (last?.number ?? 0) + 1;
      const hash = hashBatch(last?.hash ?? GENESIS, number, rows);
      tx.later(
        sql`update kernel.audit_entry set seal = ${number} where agency_id = ${agency_id} and id = any(${rows.map((row) => row.id)}) and seal is null`,
      );
      tx.later(sql`insert into kernel.audit_seal (agency_id, number, entries, previous, hash, sealed_at)
        values (${agency_id}, ${number}, ${rows.length}, ${last?.hash ?? GENESIS}, ${hash}, ${tx.now})`);
      return rows.length;
    });
  }
  return sealed;
}

export type ChainFault = {
  agency: string;
  seal?: number;
  what: "hash" | "missing-seal" | "entries" | "previous" | "gap";
};

/** Goes over every chain. `entries` counts what was read; `unsealed` is what came since the last seal. */
export async function verifyAudit(
  db: Database,
  tell: (done: number) => void = () => {},
): Promise<{ entries: number; unsealed: number; seals: number; faults: ChainFault[] }> {
  const faults: ChainFault[] = [];
  let entries = 0;
  let seals = 0;
  const agencies = await db.read(worker, (tx) =>
    tx.many<{ agency_id: string }>(
      sql`select agency_id from kernel.audit_seal union select agency_id from kernel.audit_entry`,
    ),
  );
  for (const { agency_id: agency } of agencies) {
    let previous: Uint8Array = GENESIS;
    let number = 0;
    for (;;) {
      const batch = await db.read(worker, async (tx) => {
        const seal = await tx.maybe<{ number: number; entries: number; previous: Buffer; hash: Buffer }>(
          sql`select number, entries, previous, hash from kernel.audit_seal where agency_id = ${agency} and number > ${number} order by number limit 1`,
        );
        if (!seal) return undefined;
        const rows = await tx.many<Row>(
          sql`select ${COLUMNS} from kernel.audit_entry where agency_id = ${agency} and seal = ${seal.number} order by id`,
        );
        return { seal, rows };
      });
      if (!batch) break;
      const { seal, rows } = batch;
      if (seal.number !== number + 1) faults.push({ agency, seal: number + 1, what: "gap" });
      if (!seal.previous.equals(previous)) faults.push({ agency, seal: seal.number, what: "previous" });
      if (rows.length !== seal.entries) faults.push({ agency, seal: seal.number, what: "entries" });
      else if (!hashBatch(seal.previous, seal.number, rows).equals(seal.hash))
        faults.push({ agency, seal: seal.number, what: "hash" });
      previous = seal.hash;
      number = seal.number;
      entries += rows.length;
      seals++;
      tell(entries);
    }
    const stray = await db.read(worker, (tx) =>
      tx.one<{ count: number }>(
        sql`select count(*) from kernel.audit_entry where agency_id = ${agency} and seal > ${number}`,
      ),
    );
    if (stray.count > 0) faults.push({ agency, seal: number + 1, what: "missing-seal" });
  }
  const { count } = await db.read(worker, (tx) =>
    tx.one<{ count: number }>(sql`select count(*) from kernel.audit_entry where seal is null`),
  );
  return { entries: entries + count, unsealed: count, seals, faults };
}
