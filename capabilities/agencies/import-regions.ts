// Brings in all regions of Indonesia, down to the village, from the package idn-area-data (its data: ODbL 1.0, see NOTICE).

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { Defect } from "../../kernel/errors.ts";
import { kindOfCode, type Region } from "./region.ts";

const DATASET = "idn-area-data";
const BATCH = 12_000;

/** Hears how far it is: a key of words.ts with its numbers. */
type Tell = (key: string, params?: Record<string, number>) => void;

/**
 * Puts the regions in, or renews them; nothing when this version of the list is in already. One transaction: a crash leaves all
 * or nothing, and of two nodes that start at once the second waits and then finds it done. Works as the owner, because filling
 * an empty table is three times as fast before its search index is built than after.
 * Gives back how many regions there are, or undefined when nothing was to do.
 */
export async function importRegions(ownerUrl: string, tell: Tell = () => {}): Promise<number | undefined> {
  const { version, folder } = source();
  const client = new pg.Client({ connectionString: ownerUrl });
  client.on("error", () => {});
  await client.connect();
  const known = async () =>
    (await client.query("select version from agencies.dataset where name = $1", [DATASET])).rows[0]?.version ===
    version;
  try {
    if (await known()) return undefined;
    const regions = readRegions(folder);
    await client.query("begin");
    await client.query("lock table agencies.dataset in share row exclusive mode");
    if (await known()) return undefined;
    const { rowCount } = await client.query("select from agencies.region limit 1");
    await (rowCount === 0 ? fill(client, regions, tell) : renew(client, regions, tell));
    await client.query(
      `insert into agencies.dataset (name, version, row_count, licence, at) values ($1, $2, $3, 'ODbL-1.0', now())
       on conflict (name) do update set version = excluded.version, row_count = excluded.row_count, at = excluded.at`,
      [DATASET, version, regions.length],
    );
    await client.query("commit");
    await client.query("analyze agencies.region");
    return regions.length;
  } finally {
    // Without a commit, the end of the connection takes everything back.
    await client.end().catch(() => {});
  }
}

const INSERT = `insert into agencies.region (code, kind, name, parent, label)
  select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])`;

async function fill(client: pg.Client, regions: Region[], tell: Tell): Promise<void> {
  const { rows } = await client.query<{ indexdef: string }>(
    "select indexdef from pg_indexes where schemaname = 'agencies' and indexname = 'region_label'",
  );
  await client.query("drop index if exists agencies.region_label");
  await put(client, INSERT, regions, tell);
  tell("agencies.told-index");
  await client.query("set local maintenance_work_mem = '128MB'");
  if (rows[0]) await client.query(rows[0].indexdef);
}

/** A region that stands as it is is not touched; one that the new list no longer has is kept, because old papers name it. */
async function renew(client: pg.Client, regions: Region[], tell: Tell): Promise<void> {
  const upsert = `${INSERT} on conflict (code) do update
       set kind = excluded.kind, name = excluded.name, parent = excluded.parent, label = excluded.label, is_current = true
     where (region.kind, region.name, region.parent, region.label, region.is_current)
           is distinct from (excluded.kind, excluded.name, excluded.parent, excluded.label, true)`;
  await put(client, upsert, regions, tell);
  await client.query(
    `update agencies.region set is_current = false
      where is_current and not exists (select from unnest($1::text[]) as listed (code) where listed.code = region.code)`,
    [regions.map(({ code }) => code)],
  );
}

async function put(client: pg.Client, statement: string, regions: Region[], tell: Tell): Promise<void> {
  for (let done = 0; done < regions.length; done += BATCH) {
    const part = regions.slice(done, done + BATCH);
    const column = (key: keyof Region) => part.map((region) => region[key]);
    await client.query(statement, [column("code"), column("kind"), column("name"), column("parent"), column("label")]);
    tell("agencies.told-regions", { done: done + part.length, all: regions.length });
  }
}

/** The package's version and its folder of lists. */
function source(): { version: string; folder: URL } {
  const main = pathToFileURL(createRequire(import.meta.url).resolve(DATASET));
  const { version } = JSON.parse(readFileSync(new URL("../package.json", main), "utf8")) as { version: string };
  return { version, folder: new URL("../data/", main) };
}

/** All regions in the order of their levels, so that each finds the one above it. @throws Defect on a row that fits nowhere. */
export function readRegions(folder: URL = source().folder): Region[] {
  const regions = new Map<string, Region>();
  for (const list of ["provinces", "regencies", "districts", "villages"]) {
    const [, ...rows] = readCsv(readFileSync(new URL(`${list}.csv`, folder), "utf8"));
    for (const row of rows) {
      const code = row[0] ?? "";
      const kind = kindOfCode(code);
      const parent = code.includes(".") ? code.slice(0, code.lastIndexOf(".")) : null;
      const above = parent === null ? undefined : regions.get(parent);
      const name = (row.at(-1) ?? "").trim().replace(/\s+/g, " ");
      if (!kind || !name || (parent !== null && !above))
        throw new Defect(`the list ${list} has a row that fits nowhere: ${row.join(",")}`);
      regions.set(code, { code, kind, name, parent, label: above ? `${name}, ${above.label}` : name });
    }
  }
  return [...regions.values()];
}

/** Rows of comma-separated text, where a field may stand in quotes and double a quote within (RFC 4180), one row a line. */
export const readCsv = (text: string): string[][] =>
  text
    .split(/\r?\n/)
    .filter((line) => line !== "")
    .map((line) =>
      line.includes('"')
        ? [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
            ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "",
          )
        : line.split(","),
    );
