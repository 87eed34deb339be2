// Sealing: what was recorded since the last time is bound together, an agency a chain, a batch a tree. Called by the worker.

import type { Database, Tx } from "../db/database.ts";
import { worker } from "../db/scope.ts";
import { sql } from "../db/sql.ts";
import { type RecordSigner, recordSigner } from "../seals/record-signer.ts";
import type { Vault } from "../vault/vault.ts";
import { leafHash, SIZE, sha256, treeRoot } from "./merkle.ts";
import { ROW_TEXT } from "./rows.ts";
import { endOfDay, momentText, sealText } from "./texts.ts";

const BATCH = 5000;
const GENESIS = Buffer.alloc(SIZE);
/** In `leaves` each entry has its id and its hash. */
export const ID_SIZE = 16;
export const LEAF_SIZE = ID_SIZE + SIZE;

/** Seals what is not yet sealed. Gives back how many entries were sealed. */
export async function sealAudit(hall: { db: Database; vault: Vault }): Promise<number> {
  const { db } = hall;
  const agencies = await db.read(worker, (tx) =>
    tx.many<{ agency_id: string }>(
      sql`select distinct agency_id from kernel.audit_entry where seal is null limit 1000`,
    ),
  );
  if (agencies.length === 0) return 0;
  const signer = await recordSigner(hall);
  let all = 0;
  for (const { agency_id } of agencies)
    for (let isMore = true; isMore; ) {
      const done = await db.transact(worker, (tx) => sealBatch(tx, agency_id, signer));
      all += done.sealed;
      isMore = done.isMore;
    }
  return all;
}

/** Seals entries of one day: what waited for days, because no worker ran, must still go under the root of its own day. */
async function sealBatch(tx: Tx, agency: string, signer: RecordSigner): Promise<{ sealed: number; isMore: boolean }> {
  const { oldest } = await tx.one<{ oldest: Date | null }>(
    sql`select min(at) as oldest from kernel.audit_entry where agency_id = ${agency} and seal is null`,
  );
  if (!oldest) return { sealed: 0, isMore: false };
  const end = endOfDay(oldest);
  tx.later(sql`insert into kernel.audit_chain (agency_id, seals, entries, hash, since) values (${agency}, 0, 0, ${GENESIS}, ${oldest})
    on conflict do nothing`);
  // One node seals a chain at a time; the others pass it by, and find its rows sealed the next time.
  const chain = await tx.maybe<{ seals: number; hash: Buffer }>(
    sql`select seals, hash from kernel.audit_chain where agency_id = ${agency} for update skip locked`,
  );
  if (!chain) return { sealed: 0, isMore: false };
  const rows = await tx.many<{ id: string; text: string }>(
    sql`select id, ${ROW_TEXT} as text from kernel.audit_entry where agency_id = ${agency} and seal is null and at < ${end} order by id limit ${BATCH}`,
  );
  if (rows.length === 0) return { sealed: 0, isMore: false };
  const number = chain.seals + 1;
  const hashes = Buffer.concat(rows.map((row) => leafHash(row.text)));
  const root = treeRoot(hashes);
  const text = sealText({
    agency,
    number,
    entries: rows.length,
    previous: chain.hash.toString("hex"),
    root: root.toString("hex"),
    at: momentText(tx.now),
  });
  const hash = sha256(text);
  tx.later(sql`update kernel.audit_entry set seal = ${number}
    where agency_id = ${agency} and id = any(${rows.map((row) => row.id)}) and seal is null`);
  tx.later(sql`insert into kernel.audit_seal (agency_id, number, entries, previous, hash, sealed_at, format, root, leaves, signature, certificate)
    values (${agency}, ${number}, ${rows.length}, ${chain.hash}, ${hash}, ${tx.now}, 2, ${root}, ${leavesOf(rows, hashes)}, ${signer.sign(text)}, ${signer.id})`);
  tx.later(
    sql`update kernel.audit_chain set seals = ${number}, entries = entries + ${rows.length}, hash = ${hash} where agency_id = ${agency}`,
  );
  return { sealed: rows.length, isMore: rows.length === BATCH || end <= tx.now };
}

function leavesOf(rows: readonly { id: string }[], hashes: Buffer): Buffer {
  const leaves = Buffer.allocUnsafe(rows.length * LEAF_SIZE);
  rows.forEach(({ id }, i) => {
    leaves.write(id.replaceAll("-", ""), i * LEAF_SIZE, "hex");
    hashes.copy(leaves, i * LEAF_SIZE + ID_SIZE, i * SIZE, (i + 1) * SIZE);
  });
  return leaves;
}

/** The hashes alone out of a seal's leaves. */
export function hashesIn(leaves: Buffer): Buffer {
  const count = Math.floor(leaves.length / LEAF_SIZE);
  const hashes = Buffer.allocUnsafe(count * SIZE);
  for (let i = 0; i < count; i++) leaves.copy(hashes, i * SIZE, i * LEAF_SIZE + ID_SIZE, (i + 1) * LEAF_SIZE);
  return hashes;
}

/** The id at a place of a seal's leaves. */
export const idAt = (leaves: Buffer, place: number): string =>
  leaves
    .toString("hex", place * LEAF_SIZE, place * LEAF_SIZE + ID_SIZE)
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
