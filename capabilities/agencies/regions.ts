// Looking regions up, and bringing them in.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { getDistricts, getProvinces, getRegencies, getVillages } from "idn-area-data";
import type { Database, Tx } from "../../kernel/db/database.ts";
import { worker } from "../../kernel/db/scope.ts";
import { Defect, notFound } from "../../kernel/errors.ts";
import { kindOfCode, lineOfCode, type Region, type RegionKind, regionKinds, searchWords } from "./region.ts";
import {
  datasetVersion,
  noteDataset,
  putRegions,
  regionLine,
  regionRow,
  regionsBelow,
  retireRegions,
  searchRegionRows,
} from "./regions.sql.ts";

/** One region by its code, or undefined. */
export const regionByCode = (tx: Tx, code: string): Promise<Region | undefined> =>
  kindOfCode(code) ? regionRow(tx, code) : Promise.resolve(undefined);

/** A region and those above it, the province first. @throws Refused when there is none of that code. */
export async function regionAncestry(tx: Tx, code: string): Promise<Region[]> {
  const line = kindOfCode(code) ? await regionLine(tx, lineOfCode(code)) : [];
  if (line.at(-1)?.code !== code) throw notFound("agencies.no-such-region");
  return line;
}

/** The regions right below one; without a code, the provinces. */
export const regionChildren = (tx: Tx, code?: string): Promise<Region[]> => regionsBelow(tx, code ?? null);

/**
 * Regions whose place words hold what was typed, the nearest first; misspelt words find what they sound like.
 * @example searchRegions(tx, "opas indah pangkal pinang", { kinds: ["kelurahan", "desa"] })
 */
export async function searchRegions(
  tx: Tx,
  text: string,
  { kinds = regionKinds, within, limit = 20 }: { kinds?: readonly RegionKind[]; within?: string; limit?: number } = {},
): Promise<Region[]> {
  const words = searchWords(text.slice(0, 200));
  return words.length === 0 ? [] : searchRegionRows(tx, { words, kinds, within: within ?? null, limit });
}

const DATASET = "idn-area-data";

/**
 * Brings in all regions of Indonesia, down to the village, from the package; nothing when this version is in already.
 * A crash in between leaves either all or nothing. Gives back how many there are, or undefined when nothing was to do.
 */
export async function importRegions(
  db: Database,
  tell: (text: string) => void = () => {},
): Promise<number | undefined> {
  const version = packageVersion();
  const known = await db.read(worker, (tx) => datasetVersion(tx, DATASET));
  if (known?.version === version) return undefined;
  const regions = await readRegions();
  return db.transact(worker, async (tx) => {
    // Two nodes may start at once; the second finds it done, or waits for the first on its rows and then changes nothing.
    if ((await datasetVersion(tx, DATASET))?.version === version) return undefined;
    const whole = Math.ceil(regions.length / BATCH);
    for (let part = 0; part < whole; part++) {
      await putRegions(tx, regions.slice(part * BATCH, (part + 1) * BATCH));
      tell(
        `regions: ${Math.min(regions.length, (part + 1) * BATCH).toLocaleString("en")} of ${regions.length.toLocaleString("en")}`,
      );
    }
    await retireRegions(
      tx,
      regions.map(({ code }) => code),
    );
    await noteDataset(tx, { name: DATASET, version, rows: regions.length, licence: "ODbL-1.0" });
    return regions.length;
  });
}

const BATCH = 12_000;

/** All regions in the order of their levels, so that each finds the one above it. */
export async function readRegions(): Promise<Region[]> {
  const regions = new Map<string, Region>();
  const add = (code: string, name: string, parent: string | null) => {
    const kind = kindOfCode(code);
    const above = parent === null ? undefined : regions.get(parent);
    if (!kind || (parent !== null && !above))
      throw new Defect(`the list of regions has a row that fits nowhere: ${code}`);
    const clean = name.trim().replaceAll(/\s+/g, " ");
    regions.set(code, { code, kind, name: clean, parent, label: above ? `${clean}, ${above.label}` : clean });
  };
  for (const { code, name } of await getProvinces()) add(code, name, null);
  for (const row of await getRegencies()) add(row.code, row.name, row.province_code);
  for (const row of await getDistricts()) add(row.code, row.name, row.regency_code);
  for (const row of await getVillages()) add(row.code, row.name, row.district_code);
  return [...regions.values()];
}

function packageVersion(): string {
  const main = createRequire(import.meta.url).resolve("idn-area-data");
  return (JSON.parse(readFileSync(new URL("../package.json", `file://${main}`), "utf8")) as { version: string })
    .version;
}
