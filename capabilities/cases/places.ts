// Places in forms: a list where the field stays within one region, else a name that is looked up. No script is needed for either.

import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Fault } from "../../kernel/errors.ts";
import { searchRegions } from "../agencies/index.ts";
import type { Cell, Field, Places, Raw } from "../services/index.ts";

const DEPTH: Record<string, number> = { province: 1, regency: 2, district: 3, village: 4 };
const KINDS: Record<string, readonly string[]> = {
  province: ["province"],
  regency: ["regency", "city"],
  district: ["district"],
  village: ["kelurahan", "desa", "desa-adat"],
};
const CODE = /^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/;

type Asked = { control: string; level: string; within?: string };

/** The controls of a page that ask for a place. */
function asked(fields: readonly (Field | Cell)[], agencyRegion: string | null): Asked[] {
  return fields.flatMap((field) => {
    const within =
      "within" in field ? (field.within === "agency" ? (agencyRegion ?? undefined) : field.within) : undefined;
    if (field.type === "region") return [{ control: field.key, level: field.level, within }];
    if (field.type === "address" && field.village)
      return [{ control: `${field.key}.village`, level: "village", within }];
    return [];
  });
}

/**
 * Prepares the places of a page: lists for those within a region, and, for typed names, the code when one place fits, a list to
 * choose from when several do, a fault when none does. Changes `raw`: a code that is typed nowhere shows its name.
 */
export async function preparePlaces(
  tx: Tx,
  fields: readonly (Field | Cell)[],
  raw: Raw,
  agencyRegion: string | null,
  sent: boolean,
): Promise<{ places: Places; faults: Fault[] }> {
  const places: Places = {};
  const faults: Fault[] = [];
  for (const { control, level, within } of asked(fields, agencyRegion)) {
    if (within) {
      places[control] = await listWithin(tx, within, level);
      continue;
    }
    const typed = String(raw[control] ?? "").trim();
    if (typed === "" || CODE.test(typed)) continue;
    if (!sent) continue;
    const found = await searchRegions(tx, typed, { kinds: KINDS[level] as never, limit: 12 });
    const same = found.filter((region) => region.label.toLowerCase() === typed.toLowerCase());
    const fits = same.length > 0 ? same : found;
    if (fits.length === 1) raw[control] = fits[0]?.code;
    else if (fits.length === 0) faults.push({ field: control, key: "services.place.none" });
    else {
      places[control] = [
        { label: typed, options: fits.map((region) => ({ value: region.code, label: region.label })) },
      ];
      faults.push({ field: control, key: "services.place.which" });
    }
  }
  return { places, faults };
}

/** Shows a stored code as its name in a box to type in. */
export async function namePlaces(tx: Tx, fields: readonly (Field | Cell)[], raw: Raw, places: Places): Promise<void> {
  const codes = asked(fields, null).filter(({ control }) => !places[control] && CODE.test(String(raw[control] ?? "")));
  if (codes.length === 0) return;
  const rows = await tx.many<{ code: string; label: string }>(
    sql`select code, label from agencies.region where code = any(${codes.map(({ control }) => raw[control])})`,
  );
  for (const { control } of codes) raw[control] = rows.find((row) => row.code === raw[control])?.label ?? raw[control];
}

/** Regions of one level below a region, grouped by the level above. */
async function listWithin(tx: Tx, within: string, level: string): Promise<Places[string]> {
  const depth = (DEPTH[level] ?? 4) - within.split(".").length;
  if (depth <= 0) return [];
  const rows = await tx.many<{
    code: string;
    name: string;
    above: string;
  }>(sql`select r.code, r.name, coalesce(p.name, '') as above from agencies.region r
    left join agencies.region p on p.code = r.parent
    where r.code like ${`${within}.%`} and r.kind = any(${KINDS[level]}) and r.is_current order by p.code, r.name limit 1500`);
  const groups = new Map<string, { value: string; label: string }[]>();
  for (const row of rows)
    groups.set(row.above, [...(groups.get(row.above) ?? []), { value: row.code, label: row.name }]);
  return [...groups].map(([label, options]) => ({ label, options }));
}
