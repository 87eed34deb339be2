// The root of a day: one signed statement over all chains of the installation, bound to the statement of the day before. Whoever
// keeps a copy can tell later whether anything of that day, or before it, was changed or cut off.

import type { Database, Tx } from "../db/database.ts";
import { worker } from "../db/scope.ts";
import { sql } from "../db/sql.ts";
import { requestTimestamp } from "../documents/index.ts";
import { type RecordSigner, recordSigner } from "../seals/record-signer.ts";
import type { Vault } from "../vault/vault.ts";
import { leafHash, pathOf, sha256, treeLevels, treeRoot } from "./merkle.ts";
import { type ChainFacts, chainText, dayBefore, endOfDay, NOTHING, type Statement, startOfDay } from "./texts.ts";

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

/**
 * Closes the day that has ended, once, on whichever node comes first; and before it each earlier day whose entries are under no root
 * yet, because no worker ran since. Gives the number of the newest root that was made, or nothing.
 */
export async function closeDay(hall: { db: Database; vault: Vault; url: string }): Promise<number | undefined> {
  const midnight = startOfDay(hall.db.time.now());
  const day = dayBefore(midnight);
  const isDue = await hall.db.read(worker, (tx) =>
    tx.maybe(sql`select from kernel.audit_chain where since < ${midnight} and seals > 0
      and not exists (select from kernel.audit_root where day >= ${day}) limit 1`),
  );
  if (!isDue) return undefined;
  const signer = await recordSigner(hall);
  let newest: number | undefined;
  for (const end of await hall.db.read(worker, (tx) => endsToClose(tx, midnight)))
    newest = (await hall.db.transact(worker, (tx) => makeRoot(tx, signer, end, hall.url))) ?? newest;
  return newest;
}

/** When the days ended that have entries and no root, the oldest first; the day that has just ended is always among them. */
async function endsToClose(tx: Tx, midnight: Date): Promise<Date[]> {
  // What was sealed before this midnight was sealed on its day; only of what was sealed today the entries are asked how old they are.
  const rows = await tx.many<{ newest: Date }>(sql`
    select distinct date_trunc('day', newest at time zone 'Asia/Jakarta') at time zone 'Asia/Jakarta' as newest
      from (select case when s.sealed_at < ${midnight} then s.sealed_at
                   else coalesce((select max(e.at) from kernel.audit_entry e where e.agency_id = s.agency_id and e.seal = s.number), s.sealed_at)
                   end as newest
              from kernel.audit_chain c
              join kernel.audit_seal s on s.agency_id = c.agency_id
               and s.number > coalesce((select max(r.last) from kernel.audit_root_chain r where r.agency_id = c.agency_id), 0)) open
     where newest < ${midnight} and newest >= coalesce((select max(day) + 1 from kernel.audit_root)::timestamp at time zone 'Asia/Jakarta', '-infinity')
     order by 1`);
  const ends = rows.map((row) => endOfDay(row.newest));
  return ends.at(-1)?.getTime() === midnight.getTime() ? ends : [...ends, midnight];
}

async function makeRoot(tx: Tx, signer: RecordSigner, end: Date, url: string): Promise<number | undefined> {
  if (!(await tx.one<{ mine: boolean }>(sql`select pg_try_advisory_xact_lock(736506) as mine`)).mine) return undefined;
  const day = dayBefore(end);
  const before = await tx.maybe<{ number: number; day: string; statement: string }>(
    sql`select number, day, statement from kernel.audit_root order by number desc limit 1`,
  );
  if (before && before.day >= day) return undefined;
  const number = (before?.number ?? 0) + 1;
  const chains = await chainsAt(tx, end);
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

/** Every chain as it stood at the end of a day, in order of the agencies' ids: as the last root knew it, or as it has grown since. */
async function chainsAt(tx: Tx, end: Date): Promise<(Omit<ChainRow, "root"> & { grown: boolean })[]> {
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
    const open = await tx.many<{ number: number; entries: number; hash: Buffer; is_later: boolean }>(sql`
      select number, entries, hash, sealed_at >= ${end} and coalesce((select max(e.at) from kernel.audit_entry e
               where e.agency_id = s.agency_id and e.seal = s.number), s.sealed_at) >= ${end} as is_later
        from kernel.audit_seal s where agency_id = ${tip.agency_id} and number between ${first} and ${tip.seals} order by number`);
    const later = open.findIndex((seal) => seal.is_later);
    const taken = later < 0 ? open : open.slice(0, later);
    const top = taken.at(-1);
    if (!top) {
      if (last) chains.push({ ...last, grown: false });
      continue;
    }
    const seals = treeRoot(Buffer.concat(taken.map((row) => row.hash)));
    const waiting = open.slice(taken.length).reduce((sum, seal) => sum + seal.entries, 0);
    chains.push({
      agency_id: tip.agency_id,
      first,
      last: top.number,
      entries: tip.entries - waiting,
      hash: top.hash,
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
