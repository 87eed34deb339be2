// Bringing what is kept under the newest key, while everybody works on: row by row in the order of the primary key, some hundred
// rows a transaction. A row that somebody changed in between is theirs: what they wrote is under the newest key already. How far
// it has come is written in the same transaction, so whoever is stopped, by kill -9 too, goes on from there.

import pg from "pg";
import { isDuplicate } from "../db/database.ts";
import { Refused } from "../errors.ts";
import type { Blinded, Bytes, Sealed } from "./bytes.ts";
import { type OpenVault, sealedBy } from "./vault.ts";

/** Something to go over: a table, and what makes a kept value new; undefined when it is new already. */
type Walk = {
  keyId: string;
  table: string;
  key: readonly string[];
  columns: readonly string[];
  /** What else of a row a place names. */
  named: readonly string[];
  renew: (kept: Buffer, column: string, row: Record<string, string>) => Buffer | undefined;
  /** A condition, for counting what is still old. */
  isOld: (column: string) => string;
};
export type Progress = { table: string; seen: number; changed: number };

const TURN = 736505;

/** The name under which a column comes as text, beside itself as bytes. */
const textOf = (column: string) => `${column} as text`;

/** Quotes `schema.table` of the registry, which the program wrote, not a user. */
const quoted = (table: string) =>
  table
    .split(".")
    .map((part) => `"${part}"`)
    .join(".");

/**
 * Goes on with the change of keys, if one is under way, for so many batches, and says whether anything is left to do. Only one
 * process does so at a time; another is told `busy`.
 */
export async function reseal(
  ownerUrl: string,
  vault: OpenVault,
  bytes: Required<Bytes>,
  options: { batches?: number; size?: number; tell?: (progress: Progress) => void } = {},
): Promise<"done" | "more" | "busy"> {
  const { batches = Number.POSITIVE_INFINITY, size = 500, tell = () => {} } = options;
  const client = new pg.Client({ connectionString: ownerUrl });
  client.on("error", () => {});
  await client.connect();
  try {
    // Asked without waiting: most of the time no key is being changed, and then this is all that happens.
    const pending = await oldKeys(client, vault);
    if (pending.length === 0) return "done";
    const { rows } = await client.query(`select pg_try_advisory_lock(${TURN}) as mine`);
    if (!rows[0].mine) return "busy";
    let left = batches;
    for (const walk of walksOf(vault, bytes, pending)) {
      for (let over = false; !over; left--) {
        if (left <= 0) return "more";
        over = await step(client, walk, size, tell);
      }
    }
    return (await retire(client, vault, bytes, pending)) ? "done" : "more";
  } finally {
    await client.end().catch(() => {});
  }
}

type Purpose = "data" | "index";
type Old = { id: string; purpose: Purpose };

/** Keys that were followed by another and under which something may still lie. */
async function oldKeys(client: pg.Client, vault: OpenVault): Promise<Old[]> {
  const { rows } = await client.query<Old>(
    "select id, purpose from kernel.data_key where purpose in ('data', 'index') and retired_at is null and writes_from <= clock_timestamp() order by created_at, id",
  );
  return rows.filter((row) => row.id !== vault.current(row.purpose).id);
}

function walksOf(vault: OpenVault, bytes: Required<Bytes>, pending: Old[]): Walk[] {
  const walks: Walk[] = [];
  const data = vault.current("data").id;
  const head = data.replaceAll("-", "");
  if (pending.some((each) => each.purpose === "data"))
    walks.push(
      ...bytes.sealed.map((each) => ({
        keyId: data,
        table: each.table,
        key: each.key,
        columns: Object.keys(each.columns),
        named: Object.values(each.columns).flatMap((place) =>
          [...place.matchAll(/\{(\w+)\}/g)].map((at) => at[1] as string),
        ),
        renew: (kept: Buffer, column: string, row: Record<string, string>) => {
          if (sealedBy(kept) === data) return undefined;
          const place = placeOf(each, column, row);
          return vault.seal(vault.open(kept, place), place);
        },
        isOld: (column: string) => `substring("${column}" from 2 for 16) <> '\\x${head}'::bytea`,
      })),
    );
  const generation = vault.indexGeneration;
  if (pending.some((each) => each.purpose === "index"))
    walks.push(
      ...bytes.blinded.map((each: Blinded) => ({
        keyId: vault.current("index").id,
        table: each.table,
        key: each.key,
        columns: each.columns,
        named: [],
        renew: (kept: Buffer) => vault.reblind(kept),
        isOld: (column: string) =>
          `(octet_length("${column}") = 24 or get_byte("${column}", 24) < ${generation}) and "${column}" is not null`,
      })),
    );
  return walks;
}

/** The place of a row's column; bytes stand in it as plain hexadecimal digits. */
const placeOf = (sealed: Sealed, column: string, row: Record<string, string>): string =>
  (sealed.columns[column] as string).replace(/\{(\w+)\}/g, (_, name: string) =>
    (row[textOf(name)] ?? "").replace(/^\\x/, ""),
  );

/** One batch of a table; true when the table is at its end. */
async function step(client: pg.Client, walk: Walk, size: number, tell: (progress: Progress) => void): Promise<boolean> {
  const { keyId, table } = walk;
  const types = await typesOf(client, table);
  await client.query("begin; set local pendopo.resealing = 'on'");
  try {
    const { rows: standing } = await client.query<{ reached: string[] | null; seen: string; finished: boolean }>(
      `insert into kernel.resealing (key_id, table_name) values ($1, $2)
         on conflict (key_id, table_name) do update set seen = kernel.resealing.seen
       returning reached, seen, finished_at is not null as finished`,
      [keyId, table],
    );
    const reached = standing[0]?.reached ?? null;
    if (standing[0]?.finished) {
      await client.query("commit");
      return true;
    }
    const keys = walk.key.map((name) => `"${name}"`).join(", ");
    const texts = [...new Set([...walk.key, ...walk.named])];
    const after = walk.key.map((name, i) => `$${i + 1}::${types.get(name)}`).join(", ");
    const { rows } = await client.query(
      `select ${texts.map((name) => `"${name}"::text as "${textOf(name)}"`).join(", ")}, ${walk.columns.map((name) => `"${name}"`).join(", ")}
         from ${quoted(table)} ${reached ? `where (${keys}) > (${after})` : ""} order by ${keys} limit ${size}`,
      reached ?? [],
    );
    const changed = await write(client, walk, types, rows);
    const last = rows.at(-1);
    const over = rows.length < size;
    const { rows: now } = await client.query<{ seen: string; changed: string }>(
      `update kernel.resealing set reached = coalesce($3, reached), seen = seen + $4, changed = changed + $5, finished_at = case when $6 then clock_timestamp() end
        where key_id = $1 and table_name = $2 returning seen, changed`,
      [keyId, table, last ? walk.key.map((name) => last[textOf(name)]) : null, rows.length, changed, over],
    );
    await client.query("commit");
    tell({ table, seen: Number(now[0]?.seen), changed: Number(now[0]?.changed) });
    return over;
  } catch (error) {
    await client.query("rollback").catch(() => {});
    // Two rows whose traces meet only now stood for the same person under two keys: a person must look at them.
    if (isDuplicate(error)) throw new Refused("key.same-trace", { params: { table } });
    throw error;
  }
}

/** Writes what became new, each row only if it still holds what was read. */
async function write(
  client: pg.Client,
  walk: Walk,
  types: Map<string, string>,
  rows: Record<string, string>[],
): Promise<number> {
  let changed = 0;
  for (const column of walk.columns) {
    const renewed = rows.flatMap((row) => {
      const kept = row[column] as unknown as Buffer | null;
      const made = kept ? walk.renew(kept, column, row) : undefined;
      return made ? [{ row, kept, made }] : [];
    });
    if (renewed.length === 0) continue;
    const keyed = walk.key.map((name, i) => `t."${name}" = v.k${i}::${types.get(name)}`).join(" and ");
    const { rowCount } = await client.query(
      `update ${quoted(walk.table)} t set "${column}" = v.made
         from unnest(${walk.key.map((_, i) => `$${i + 3}::text[]`).join(", ")}, $1::bytea[], $2::bytea[]) as v(${walk.key.map((_, i) => `k${i}`).join(", ")}, kept, made)
        where ${keyed} and t."${column}" = v.kept`,
      [
        renewed.map((each) => each.kept),
        renewed.map((each) => each.made),
        ...walk.key.map((name) => renewed.map((each) => each.row[textOf(name)])),
      ],
    );
    changed += rowCount ?? 0;
  }
  return changed;
}

async function typesOf(client: pg.Client, table: string): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; type: string }>(
    "select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped",
    [quoted(table)],
  );
  return new Map(rows.map((row) => [row.name, row.type]));
}

/** How many rows of a registry still lie under an older key. */
export async function countOld(client: pg.Client, vault: OpenVault, bytes: Required<Bytes>, purpose: Purpose) {
  let count = 0;
  for (const walk of walksOf(vault, bytes, [{ id: "", purpose }])) {
    const { rows } = await client.query(
      `select count(*)::int as old from ${quoted(walk.table)} where ${walk.columns.map((name) => `(${walk.isOld(name)})`).join(" or ")}`,
    );
    count += rows[0].old;
  }
  return count;
}

/**
 * After the walk everything is counted once more. Where a straggler wrote under the old key behind it, the walk begins anew;
 * otherwise the old keys are retired: still there to read with, never written with.
 */
async function retire(client: pg.Client, vault: OpenVault, bytes: Required<Bytes>, pending: Old[]): Promise<boolean> {
  let whole = true;
  for (const purpose of ["data", "index"] as const) {
    const old = pending.filter((each) => each.purpose === purpose).map((each) => each.id);
    if (old.length === 0) continue;
    const clean = (await countOld(client, vault, bytes, purpose)) === 0;
    if (clean) {
      await client.query("update kernel.data_key set retired_at = clock_timestamp() where id = any($1)", [old]);
      await client.query(`insert into kernel.setting (name, value) values ('key-generation', '1')
        on conflict (name) do update set value = to_jsonb((kernel.setting.value #>> '{}')::bigint + 1)`);
    } else {
      whole = false;
      await client.query("update kernel.resealing set reached = null, finished_at = null where key_id = $1", [
        vault.current(purpose).id,
      ]);
    }
  }
  return whole;
}
