import type { Tx } from "../../kernel/db/database.ts";
import { join, sql } from "../../kernel/db/sql.ts";
import type { Region } from "./region.ts";

const COLUMNS = sql`code, kind, name, parent, label`;

export const regionRow = (tx: Tx, code: string) =>
  tx.maybe<Region>(sql`select ${COLUMNS} from agencies.region where code = ${code}`);

/** The regions right below one, or the provinces; those that are current, by code. */
export const regionsBelow = (tx: Tx, parent: string | null) =>
  tx.many<Region>(
    sql`select ${COLUMNS} from agencies.region where parent is not distinct from ${parent} and is_current order by code`,
  );

/** A region and those above it, the province first. The codes of those above are the beginnings of its own. */
export const regionLine = (tx: Tx, codes: string[]) =>
  tx.many<Region>(sql`select ${COLUMNS} from agencies.region where code = any(${codes}) order by code`);

export type RegionSearch = { kinds: readonly string[]; within: string | null; limit: number };

/** Nobody says "kabupaten" who types a name: it counts as little as the article of a word. */
const BARE_NAME = sql`regexp_replace(lower(name), '^(kabupaten|kota)( adm[.]?| administrasi)? ', '')`;

/** The regions whose code begins so, the shortest codes first. */
export const regionsByCode = (tx: Tx, { code, kinds, within, limit }: RegionSearch & { code: string }) =>
  tx.many<Region>(sql`
    select ${COLUMNS} from agencies.region
     where starts_with(code, ${code}) and is_current and kind = any(${kinds}) and (${within}::text is null or starts_with(code, ${within}::text))
     order by length(code), code limit ${limit}`);

/**
 * Every word must be in the label ("opas indah pangkal"); where the name itself holds the first word, it comes first, then the
 * greater regions. Without such a hit the nearest spelling is offered: "pangkalpinang" finds Pangkal Pinang.
 */
export async function searchRegionRows(
  tx: Tx,
  { words, kinds, within, limit }: RegionSearch & { words: string[] },
): Promise<Region[]> {
  const among = sql`is_current and kind = any(${kinds}) and (${within}::text is null or starts_with(code, ${within}::text))`;
  const all = words.join(" ");
  const each = join(
    words.map((word) => sql`lower(label) like ${`%${escapeLike(word)}%`}`),
    " and ",
  );
  const found = await tx.many<Region>(sql`
    select ${COLUMNS} from agencies.region
     where ${each} and ${among}
     order by ${BARE_NAME} = ${all} desc, starts_with(${BARE_NAME}, ${words[0]}) desc, position(${words[0]} in lower(name)) = 0,
              length(code), similarity(lower(name), ${all}) desc, code
     limit ${limit}`);
  if (found.length > 0) return found;
  // People write "Pangkalpinang" where the list has "Pangkal Pinang": once more without blanks, before guessing by sound.
  const unspaced = join(
    words.map((word) => sql`replace(lower(label), ' ', '') like ${`%${escapeLike(word)}%`}`),
    " and ",
  );
  const run = await tx.many<Region>(sql`
    select ${COLUMNS} from agencies.region where ${unspaced} and ${among} order by length(code), code limit ${limit}`);
  if (run.length > 0) return run;
  return tx.many<Region>(sql`
    select ${COLUMNS} from agencies.region
     where ${all} <% lower(label) and ${among}
     order by position(${words.join("")} in replace(lower(name), ' ', '')) = 0, similarity(lower(name), ${all}) desc, length(code), code
     limit ${limit}`);
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, "\\$&");

export const datasetVersion = (tx: Tx, name: string) =>
  tx.maybe<{ version: string }>(sql`select version from agencies.dataset where name = ${name}`);

export const noteDataset = (tx: Tx, row: { name: string; version: string; rows: number; licence: string }) =>
  tx.run(sql`
    insert into agencies.dataset (name, version, row_count, licence, at)
    values (${row.name}, ${row.version}, ${row.rows}, ${row.licence}, ${tx.now})
    on conflict (name) do update set version = excluded.version, row_count = excluded.row_count, licence = excluded.licence, at = excluded.at`);
