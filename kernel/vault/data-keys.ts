// The keys under the master key, as the database keeps them: read and unwrapped at the start and whenever they change, made and
// announced when one is to follow another. All of it on the owner's connection; no role of requests may read a key.

import { randomBytes } from "node:crypto";
import pg from "pg";
import { Refused } from "../errors.ts";
import { newId } from "../ids.ts";
import { fingerprint, proofOf, sameSecret } from "./cipher.ts";
import type { KeyHolder } from "./holder.ts";
import { type Keys, wrongAnswer, wrongHolder } from "./root.ts";

export type Purpose = "data" | "index" | "file";
export type DataKey = {
  id: string;
  purpose: Purpose;
  key: Buffer;
  /** Milliseconds from now until it is written with; below nought when it is. */
  writesIn: number;
  /** Nothing in the database is sealed by it any more. */
  isRetired: boolean;
};

const TURN = 736504;

/** Works on one connection of the owner's, in one transaction, while nobody else changes keys. */
export async function inTurn<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query(`begin; select pg_advisory_xact_lock(${TURN})`);
    const result = await work(client);
    await client.query("commit");
    return result;
  } finally {
    // An ended connection rolls back what was not committed.
    await client.end().catch(() => {});
  }
}

/** The first opening on a database: checks that these keys belong to it, and makes what is missing. */
export async function settleKeys(client: pg.Client, keys: Keys): Promise<void> {
  const { holder, identity, root, record } = keys;
  await takeOver(client, keys);
  const { rows: standing } = await client.query<{ id: string; purpose: string; mine: boolean }>(
    `select k.id, k.purpose, exists (select from kernel.data_key_wrap w where w.key_id = k.id and w.holder = $1) as mine from kernel.data_key k`,
    [identity],
  );
  if (standing.some((row) => !row.mine)) throw wrongHolder(holder);
  for (const purpose of ["data", "index", "file"] as const)
    if (!standing.some((row) => row.purpose === purpose)) await addKey(client, keys, purpose, 0);
  const known = standing.find((row) => row.purpose === "root");
  if (known && known.id !== record?.id) throw new Refused("key.two-roots");
  if (!known && record) {
    await insertKey(client, { id: record.id, purpose: "root", key: root, seconds: 0 });
    for (const [name, wrapped] of Object.entries(record.wraps))
      await insertWrap(client, { id: record.id, holder: name, wrapped: Buffer.from(wrapped, "hex") });
  }
}

/** Keys as the first version kept them, wrapped by the one key file there was. */
async function takeOver(client: pg.Client, { holder, identity, root }: Keys): Promise<void> {
  const { rows } = await client.query<{ id: string; wrapped: Buffer }>(
    "select id, wrapped from kernel.data_key where wrapped is not null",
  );
  if (rows.length === 0) return;
  const {
    rows: [check],
  } = await client.query("select value from kernel.setting where name = 'key-check'");
  if (holder.kind !== "file" || check?.value !== fingerprint(root)) throw wrongHolder(holder);
  for (const { id, wrapped } of rows) {
    await client.query("update kernel.data_key set wrapped = null, proof = $2 where id = $1", [
      id,
      proofOf(await holder.unwrap(wrapped, id), id),
    ]);
    await insertWrap(client, { id, holder: identity, wrapped });
  }
}

/** Every key of the vault, unwrapped. @throws Refused when the holder cannot, or gives something else than was wrapped. */
export async function readKeys(client: pg.Client, { holder, identity }: Keys): Promise<DataKey[]> {
  const { rows } = await client.query<{
    id: string;
    purpose: Purpose;
    wrapped: Buffer | null;
    proof: Buffer;
    writes_in: number;
    is_retired: boolean;
  }>(
    `select k.id, k.purpose, w.wrapped, k.proof, extract(epoch from k.writes_from - clock_timestamp())::float8 * 1000 as writes_in, k.retired_at is not null as is_retired
       from kernel.data_key k left join kernel.data_key_wrap w on w.key_id = k.id and w.holder = $1
      where k.purpose <> 'root' order by k.created_at, k.id`,
    [identity],
  );
  return Promise.all(
    rows.map(async (row) => {
      if (!row.wrapped) throw wrongHolder(holder);
      const key = await holder.unwrap(row.wrapped, row.id);
      if (!sameSecret(proofOf(key, row.id), row.proof)) throw wrongAnswer(holder);
      return { id: row.id, purpose: row.purpose, key, writesIn: row.writes_in, isRetired: row.is_retired };
    }),
  );
}

/** Makes a key and announces it: nodes write with it after so many seconds, when all of them have read it. */
export async function addKey(client: pg.Client, keys: Keys, purpose: Purpose, seconds: number): Promise<string> {
  const id = newId();
  const key = randomBytes(32);
  const { rows } = await client.query<{ holder: string }>("select distinct holder from kernel.data_key_wrap");
  // A key that only one of two holders could open would shut out the nodes that still come with the other.
  if (rows.some((row) => row.holder !== keys.identity)) throw new Refused("key.change-under-way");
  await insertKey(client, { id, purpose, key, seconds });
  await insertWrap(client, { id, holder: keys.identity, wrapped: await keys.holder.wrap(key, id) });
  await tellNodes(client);
  return id;
}

/** Wraps every key for another holder as well, after looking that it gives back what it was given. */
export async function wrapForAnother(client: pg.Client, keys: Keys, next: KeyHolder): Promise<number> {
  const holder = await next.identity();
  const { rows } = await client.query<{ id: string; wrapped: Buffer; proof: Buffer }>(
    "select k.id, w.wrapped, k.proof from kernel.data_key k join kernel.data_key_wrap w on w.key_id = k.id and w.holder = $1",
    [keys.identity],
  );
  for (const { id, wrapped, proof } of rows) {
    const again = await next.wrap(await keys.holder.unwrap(wrapped, id), id);
    if (!sameSecret(proofOf(await next.unwrap(again, id), id), proof)) throw wrongAnswer(next);
    await insertWrap(client, { id, holder, wrapped: again });
  }
  return rows.length;
}

/** Wakes every node: it reads the keys again within seconds. */
export const tellNodes = (client: pg.Client): Promise<unknown> =>
  client.query(`insert into kernel.setting (name, value) values ('key-generation', '1')
    on conflict (name) do update set value = to_jsonb((kernel.setting.value #>> '{}')::bigint + 1)`);

const insertKey = (
  client: pg.Client,
  { id, purpose, key, seconds }: { id: string; purpose: Purpose | "root"; key: Buffer; seconds: number },
) =>
  client.query(
    "insert into kernel.data_key (id, purpose, proof, created_at, writes_from) values ($1, $2, $3, clock_timestamp(), clock_timestamp() + make_interval(secs => $4))",
    [id, purpose, proofOf(key, id), seconds],
  );

export const insertWrap = (
  client: pg.Client,
  { id, holder, wrapped }: { id: string; holder: string; wrapped: Buffer },
) =>
  client.query(
    "insert into kernel.data_key_wrap (key_id, holder, wrapped) values ($1, $2, $3) on conflict (key_id, holder) do update set wrapped = excluded.wrapped",
    [id, holder, wrapped],
  );
