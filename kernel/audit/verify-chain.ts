// Goes over the chain of one agency: every entry against its seal, every seal against the one before, and the end against what was
// counted and what daily roots said.

import { type KeyObject, verify as verifyBytes } from "node:crypto";
import type { Database } from "../db/database.ts";
import { worker } from "../db/scope.ts";
import { join, type Sql, sql } from "../db/sql.ts";
import type { ChainRow } from "./daily-root.ts";
import type { RecordFault } from "./faults.ts";
import { leafHash, SIZE, sha256, treeRoot } from "./merkle.ts";
import { FIRST_COLUMNS, type FirstRow, hashFirst, ROW_TEXT } from "./rows.ts";
import { hashesIn, ID_SIZE, idAt, LEAF_SIZE } from "./seal.ts";
import { sealText } from "./texts.ts";

type Seal = {
  number: number;
  format: number;
  entries: number;
  previous: Buffer;
  hash: Buffer;
  root: Buffer | null;
  leaves: Buffer | null;
  signature: Buffer | null;
  certificate: string | null;
  at: string;
};
type Row = { id: string; seal: number; text: string };
type Group = { seals: Seal[]; rows: Row[]; first: Map<number, FirstRow[]> };

export type ChainCheck = {
  agency: string;
  /** What daily roots said of this chain, in their order. */
  roots: readonly (ChainRow & { day: string })[];
  /** Keys that sign the record, by the id of their certificate. */
  keys: ReadonlyMap<string, KeyObject>;
  report(fault: RecordFault): void;
  tell(entries: number): void;
};

const GENESIS = Buffer.alloc(SIZE);
/** So many seals, or so many entries, are read at once. */
const SEALS = 500;
const ENTRIES = 20_000;

/** Gives how many entries and seals were gone over. */
export async function verifyChain(db: Database, check: ChainCheck): Promise<{ entries: number; seals: number }> {
  const { agency, report } = check;
  const told = new Map(check.roots.map((row) => [row.last, row]));
  const covered = check.roots.at(-1)?.last ?? 0;
  const strays: { missing: Map<string, number>; inserted: Map<string, number> } = {
    missing: new Map(),
    inserted: new Map(),
  };
  let previous: Buffer = GENESIS;
  let number = 0;
  let format = 1;
  let entries = 0;
  let counted = 0;
  let seals = 0;
  let day: Buffer[] = [];
  let next: Promise<Group> | undefined = readGroup(db, agency, 0);
  while (next) {
    const group: Group = await next;
    const end = group.seals.at(-1);
    // The next part is on its way while this one is hashed.
    next = end ? readGroup(db, agency, end.number) : undefined;
    next?.catch(() => {});
    let at = 0;
    for (const seal of group.seals) {
      while (at < group.rows.length && (group.rows[at] as Row).seal < seal.number) at++;
      const begin = at;
      while (at < group.rows.length && (group.rows[at] as Row).seal === seal.number) at++;
      if (seal.number !== number + 1)
        report({ agency, seal: number + 1, what: "gap", count: seal.number - number - 1 });
      else if (!seal.previous.equals(previous)) report({ agency, seal: seal.number, what: "previous" });
      checkSeal(check, seal, format, seal.number > covered);
      if (seal.format === 1) {
        const rows = group.first.get(seal.number) ?? [];
        if (
          rows.length !== seal.entries ||
          rows.some((row) => row.later) ||
          !hashFirst(seal.previous, seal.number, rows).equals(seal.hash)
        )
          report({ agency, seal: seal.number, what: "batch" });
        entries += rows.length;
      } else {
        checkRows(check, seal, group.rows.slice(begin, at), strays);
        entries += at - begin;
      }
      day.push(seal.hash);
      const root = told.get(seal.number);
      if (root) {
        if (!root.hash.equals(seal.hash) || !treeRoot(Buffer.concat(day)).equals(root.seals))
          report({ agency, seal: seal.number, day: root.day, what: "rewritten" });
        day = [];
      }
      previous = seal.hash;
      number = seal.number;
      counted += seal.entries;
      format = seal.format;
      seals++;
      check.tell(entries);
    }
  }
  tellStrays(check, strays);
  await checkEnd(db, check, { number, previous, entries: counted, isWhole: seals === number });
  return { entries, seals };
}

/** Seals after a number and their entries, as many as fit; entries of one seal are never parted. */
const readGroup = (db: Database, agency: string, after: number): Promise<Group> =>
  db.read(worker, async (tx) => {
    const seals =
      await tx.many<Seal>(sql`select number, format, entries, previous, hash, root, leaves, signature, certificate,
        to_char(sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
      from (select *, sum(entries) over (order by number) - entries as before
              from (select * from kernel.audit_seal where agency_id = ${agency} and number > ${after} order by number limit ${SEALS}) next) counted
     where before < ${ENTRIES} order by number`);
    const [from, to] = [seals[0]?.number, seals.at(-1)?.number];
    const rows =
      from === undefined
        ? []
        : await tx.many<Row>(sql`select id, seal, ${ROW_TEXT} as text from kernel.audit_entry
            where agency_id = ${agency} and seal between ${from} and ${to} order by seal, id`);
    const old = seals.filter((seal) => seal.format === 1).map((seal) => seal.number);
    const first =
      old.length === 0
        ? []
        : await tx.many<FirstRow & { seal: number }>(sql`select seal, ${FIRST_COLUMNS} from kernel.audit_entry
            where agency_id = ${agency} and seal = any(${old}) order by seal, id`);
    return { seals, rows, first: Map.groupBy(first, (row) => row.seal) };
  });

function checkSeal({ agency, keys, report }: ChainCheck, seal: Seal, before: number, isOpen: boolean): void {
  // Nobody seals in the old way once the new one has begun.
  if (seal.format < before) report({ agency, seal: seal.number, what: "seal" });
  if (seal.format === 1) return;
  const text = sealText({
    agency,
    number: seal.number,
    entries: seal.entries,
    previous: seal.previous.toString("hex"),
    root: (seal.root as Buffer).toString("hex"),
    at: seal.at,
  });
  if (!sha256(text).equals(seal.hash)) {
    report({ agency, seal: seal.number, what: "seal" });
    return;
  }
  // What a signed root covers is bound by the root's signature; the seals since then are bound by their own.
  const key = keys.get(seal.certificate as string);
  if (
    isOpen &&
    !(key && verifyBytes("sha256", Buffer.from(text), { key, dsaEncoding: "ieee-p1363" }, seal.signature as Buffer))
  )
    report({ agency, seal: seal.number, what: "signature" });
}

/** The entries of a seal against its tree. Only where they differ is it worth knowing how. */
function checkRows(
  { agency, report }: ChainCheck,
  seal: Seal,
  rows: readonly Row[],
  strays: { missing: Map<string, number>; inserted: Map<string, number> },
): void {
  const leaves = seal.leaves as Buffer;
  const count = leaves.length / LEAF_SIZE;
  const hashes = rows.map((row) => leafHash(row.text));
  if (count !== seal.entries || !treeRoot(hashesIn(leaves)).equals(seal.root as Buffer))
    // The list of hashes was touched; whether the entries were too, their own tree tells.
    report({ agency, seal: seal.number, what: "seal" });
  const isWhole =
    rows.length === count &&
    hashes.every((hash, i) => hash.equals(leaves.subarray(i * LEAF_SIZE + ID_SIZE, (i + 1) * LEAF_SIZE)));
  if (isWhole) return;
  const sealed = new Map<string, Buffer>();
  for (let i = 0; i < count; i++)
    sealed.set(idAt(leaves, i), leaves.subarray(i * LEAF_SIZE + ID_SIZE, (i + 1) * LEAF_SIZE));
  const altered: Row[] = [];
  rows.forEach((row, i) => {
    const hash = sealed.get(row.id);
    if (!hash) strays.inserted.set(row.id, seal.number);
    else if (!hash.equals(hashes[i] as Buffer)) altered.push(row);
    sealed.delete(row.id);
  });
  for (const id of sealed.keys()) strays.missing.set(id, seal.number);
  tellAltered({ agency, report }, seal, altered);
}

/** Of entries whose content changed: two that carry each other's are told together. */
function tellAltered({ agency, report }: Pick<ChainCheck, "agency" | "report">, seal: Seal, altered: Row[]): void {
  const leaves = seal.leaves as Buffer;
  const sealed = new Map<string, Buffer>();
  for (let i = 0; i < leaves.length / LEAF_SIZE; i++)
    sealed.set(idAt(leaves, i), leaves.subarray(i * LEAF_SIZE + ID_SIZE, (i + 1) * LEAF_SIZE));
  const carries = (row: Row, id: string) => leafHash(row.text.replace(row.id, id)).equals(sealed.get(id) as Buffer);
  const waiting = new Set(altered);
  for (const row of altered) {
    if (!waiting.delete(row)) continue;
    const other = altered.length > 200 ? undefined : [...waiting].find((each) => carries(row, each.id));
    if (other) waiting.delete(other);
    report({ agency, seal: seal.number, id: row.id, other: other?.id, what: other ? "swapped" : "altered" });
  }
}

/** What one seal misses and another has too much was moved. */
function tellStrays(
  { agency, report }: ChainCheck,
  { missing, inserted }: { missing: Map<string, number>; inserted: Map<string, number> },
): void {
  for (const [id, seal] of missing) {
    const stands = inserted.get(id);
    if (stands !== undefined) inserted.delete(id);
    report({
      agency,
      seal,
      id,
      other: stands === undefined ? undefined : String(stands),
      what: stands ? "moved" : "missing",
    });
  }
  for (const [id, seal] of inserted) report({ agency, seal, id, what: "inserted" });
}

/** Whether the end is where it was counted and told to be. */
async function checkEnd(
  db: Database,
  { agency, roots, report }: ChainCheck,
  end: { number: number; previous: Buffer; entries: number; isWhole: boolean },
): Promise<void> {
  const one = <T>(question: Sql) => db.read(worker, (tx) => tx.maybe<T>(question));
  const tip = await one<{ seals: number; entries: number; hash: Buffer }>(
    sql`select seals, entries, hash from kernel.audit_chain where agency_id = ${agency}`,
  );
  const last = roots.at(-1);
  const most = Math.max(tip?.seals ?? 0, last?.last ?? 0);
  if (most > end.number)
    report({
      agency,
      seal: end.number + 1,
      count: most - end.number,
      day: last && last.last > end.number ? last.day : undefined,
      what: "cut",
    });
  const fits = tip?.seals === end.number && tip.entries === end.entries && tip.hash.equals(end.previous);
  if (end.number > 0 && most === end.number && end.isWhole && !fits)
    report({ agency, seal: end.number, what: "counter" });
  const stray = await one<{ count: number }>(
    join(
      [
        sql`select count(*) as count from kernel.audit_entry e where agency_id = ${agency} and seal is not null`,
        sql`not exists (select from kernel.audit_seal s where s.agency_id = e.agency_id and s.number = e.seal) having count(*) > 0`,
      ],
      " and ",
    ),
  );
  if (stray) report({ agency, what: "stray", count: stray.count });
}
