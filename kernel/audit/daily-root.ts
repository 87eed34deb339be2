// The root of a day: one signed statement over all chains of the installation, bound to the statement of the day before. Whoever
// keeps a copy can tell later whether anything of that day, or before it, was changed or cut off.

import type { Database, Tx } from "../db/database.ts";
import { worker } from "../db/scope.ts";
import { sql } from "../db/sql.ts";
import { requestTimestamp } from "../documents/index.ts";
import { type RecordSigner, recordSigner } from "../seals/record-signer.ts";
import type { Vault } from "../vault/vault.ts";
import { leafHash, pathOf, sha256, treeLevels, treeRoot } from "./merkle.ts";
import { type ChainFacts, chainText, NOTHING, type Statement } from "./texts.ts";

/** The installation's day is that of Jakarta. */
const JAKARTA = 7 * 3_600_000;
const DAY = 86_400_000;
const dayAt = (moment: number): string => new Date(moment + JAKARTA).toISOString().slice(0, 10);

export type ChainRow = {
  agency_id: string;
  root: number;
  first: number;
  last: number;
  entries: number;
  hash: Buffer;
  seals: Buffer;
};

/** What a row says of its chain. */
export const factsOf = (row: Omit<ChainRow, "root">): ChainFacts => ({
  agency: row.agency_id,
  first: row.first,
  last: row.last,
  entries: row.entries,
  hash: row.hash.toString("hex"),
  seals: row.seals.toString("hex"),
});

/** Closes the day that has ended, once, on whichever node comes first. Gives the number of the root, or nothing. */
export async function closeDay(hall: { db: Database; vault: Vault; url: string }): Promise<number | undefined> {
  const now = hall.db.time.now();
  const midnight = new Date(Math.floor((now.getTime() + JAKARTA) / DAY) * DAY - JAKARTA);
  const day = dayAt(midnight.getTime() - 1);
  const isDue = await hall.db.read(worker, (tx) =>
    tx.maybe(sql`select from kernel.audit_chain where since < ${midnight} and seals > 0
      and not exists (select from kernel.audit_root where day >= ${day}) limit 1`),
  );
  if (!isDue) return undefined;
  const signer = await recordSigner(hall);
  return hall.db.transact(worker, (tx) => makeRoot(tx, signer, day, hall.url));
}

async function makeRoot(tx: Tx, signer: RecordSigner, day: string, url: string): Promise<number | undefined> {
  if (!(await tx.one<{ mine: boolean }>(sql`select pg_try_advisory_xact_lock(736506) as mine`)).mine) return undefined;
  const before = await tx.maybe<{ number: number; day: string; statement: string }>(
    sql`select number, day, statement from kernel.audit_root order by number desc limit 1`,
  );
  if (before && before.day >= day) return undefined;
  const number = (before?.number ?? 0) + 1;
  const chains = await chainsNow(tx);
  const levels = treeLevels(Buffer.concat(chains.map((chain) => leafHash(chainText(factsOf(chain))))));
  const statement: Statement = {
    pendopo: "akar-harian/1",
    installation: url,
    number,
    day,
    made: tx.now.toISOString(),
    chains: chains.length,
    entries: chains.reduce((sum, chain) => sum + chain.entries, 0),
    root: treeRoot(levels[0] as Buffer).toString("hex"),
    previous: before ? sha256(before.statement).toString("hex") : NOTHING,
  };
  const text = JSON.stringify(statement);
  await tx.run(sql`insert into kernel.audit_root (number, day, statement, signature, certificates, made_at)
    values (${number}, ${day}, ${text}, ${signer.sign(text)}, ${signer.certificates.map((each) => Buffer.from(each))}, ${tx.now})`);
  chains.forEach((chain, place) => {
    if (!chain.grown) return;
    tx.later(sql`insert into kernel.audit_root_chain (agency_id, root, first, last, entries, hash, seals, place, path)
      values (${chain.agency_id}, ${number}, ${chain.first}, ${chain.last}, ${chain.entries}, ${chain.hash}, ${chain.seals}, ${place}, ${Buffer.concat(pathOf(levels, place))})`);
  });
  return number;
}

/** Every chain as it stands, in order of the agencies' ids: as the last root knew it, or as it has grown since. */
async function chainsNow(tx: Tx): Promise<(Omit<ChainRow, "root"> & { grown: boolean })[]> {
  const tips = await tx.many<{ agency_id: string; seals: number; entries: number; hash: Buffer }>(
    sql`select agency_id, seals, entries, hash from kernel.audit_chain where seals > 0 order by agency_id`,
  );
  const known = new Map(
    (
      await tx.many<ChainRow>(
        sql`select distinct on (agency_id) agency_id, root, first, last, entries, hash, seals from kernel.audit_root_chain order by agency_id, root desc`,
      )
    ).map((row) => [row.agency_id, row]),
  );
  const chains: (Omit<ChainRow, "root"> & { grown: boolean })[] = [];
  for (const tip of tips) {
    const last = known.get(tip.agency_id);
    if (last && last.last >= tip.seals) {
      chains.push({ ...last, grown: false });
      continue;
    }
    const first = (last?.last ?? 0) + 1;
    const hashes = await tx.many<{ hash: Buffer }>(
      sql`select hash from kernel.audit_seal where agency_id = ${tip.agency_id} and number between ${first} and ${tip.seals} order by number`,
    );
    const seals = treeRoot(Buffer.concat(hashes.map((row) => row.hash)));
    chains.push({
      agency_id: tip.agency_id,
      first,
      last: tip.seals,
      entries: tip.entries,
      hash: tip.hash,
      seals,
      grown: true,
    });
  }
  return chains;
}

/** Asks the time-stamping authority about every root that has no stamp yet; what is not answered today is asked again. */
export async function stampRoots(hall: { db: Database; tsa?: string }): Promise<number> {
  if (!hall.tsa) return 0;
  const ask = requestTimestamp(hall.tsa);
  const bare = await hall.db.read(worker, (tx) =>
    tx.many<{ number: number; statement: string }>(
      sql`select number, statement from kernel.audit_root r where not exists (select from kernel.audit_stamp s where s.root = r.number) order by number limit 100`,
    ),
  );
  for (const { number, statement } of bare) {
    const token = await ask(sha256(statement));
    await hall.db.transact(worker, (tx) =>
      tx.run(
        sql`insert into kernel.audit_stamp (root, token, at) values (${number}, ${Buffer.from(token)}, ${tx.now}) on conflict do nothing`,
      ),
    );
  }
  return bare.length;
}
