// Looking regions up.

import type { Tx } from "../../kernel/db/database.ts";
import { notFound } from "../../kernel/errors.ts";
import { kindOfCode, lineOfCode, type Region, type RegionKind, regionKinds, searchWords } from "./region.ts";
import { regionLine, regionRow, regionsBelow, regionsByCode, searchRegionRows } from "./regions.sql.ts";

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
  // Codes are typed with dots, or without as other systems write them: 1971021001.
  const digits = text.trim().replaceAll(".", "");
  if (/^\d{2,10}$/.test(digits)) {
    const code = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6), digits.slice(6)]
      .filter(Boolean)
      .join(".");
    const found = await regionsByCode(tx, { code, kinds, within: within ?? null, limit });
    if (found.length > 0) return found;
  }
  const words = searchWords(text.slice(0, 200));
  return words.length === 0 ? [] : searchRegionRows(tx, { words, kinds, within: within ?? null, limit });
}
