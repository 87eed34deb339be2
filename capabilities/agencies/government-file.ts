// A whole government in one YAML file, in the shape of the demo's: the agency, its units with their positions, its officials. Pure.

import { parse, YAMLParseError } from "yaml";
import { z } from "zod";
import { type Fault, faulty } from "../../kernel/errors.ts";
import { agencyLevels, positionRanks, unitKinds } from "./agency.ts";
import type { ListRow } from "./list-rows.ts";

const key = z.string().regex(/^[a-z0-9-]{1,60}$/);
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const name = z.string().trim().min(1).max(200);

const position = z.strictObject({
  key: key.optional(),
  name,
  rank: z.enum(positionRanks).default("pelaksana"),
  head: z.boolean().default(false),
  signs: z.boolean().default(false),
  administers: z.boolean().default(false),
  seats: z.int().min(1).max(10_000).optional(),
});
const plainUnit = z.strictObject({
  key: key.optional(),
  kind: z.enum(unitKinds),
  name,
  short: z.string().max(60).default(""),
  region: z.string().max(20).optional(),
  positions: z.array(position).default([]),
});
type UnitInput = z.input<typeof plainUnit> & { units?: UnitInput[] };
type UnitFile = z.output<typeof plainUnit> & { units: UnitFile[] };
const unit: z.ZodType<UnitFile, UnitInput> = plainUnit.extend({ units: z.array(z.lazy(() => unit)).default([]) });

export const agencyFields = z.strictObject({
  code: z.string().regex(/^[A-Za-z0-9-]{2,40}$/),
  name,
  shortName: z.string().trim().min(1).max(60),
  level: z.enum(agencyLevels),
  region: z.string().max(20).optional(),
  zone: z.enum(["WIB", "WITA", "WIT"]).default("WIB"),
  address: z.string().max(300).default(""),
  phone: z.string().max(60).default(""),
  email: z.string().max(200).default(""),
});
export type AgencyFields = z.output<typeof agencyFields>;

const file = agencyFields.extend({
  calendar: z.record(z.string(), z.unknown()).default({}),
  units: z.array(unit).min(1),
  officials: z
    .array(
      z.strictObject({
        name: z.string().trim().min(1).max(150),
        nip: z.coerce.string().default(""),
        kind: z.enum(["pns", "pppk", "elected"]).optional(),
        email: z.string().default(""),
        /** Positions by "unit key/position key". */
        holds: z.array(z.string()).min(1),
        since: day.optional(),
      }),
    )
    .default([]),
});

export type Government = { agency: AgencyFields & { calendar: Record<string, unknown> }; rows: ListRow[] };

/** Reads a government. @throws Refused with every fault and its place, e.g. "units.2.kind". */
export function readGovernment(text: string): Government {
  let raw: unknown;
  try {
    raw = parse(text);
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw faulty([
      {
        field: `line ${error.linePos?.[0].line ?? "?"}`,
        key: "agencies.file-yaml",
        params: { detail: error.message.split("\n")[0] ?? "" },
      },
    ]);
  }
  const read = file.safeParse(raw);
  if (!read.success)
    throw faulty(
      read.error.issues.map(
        (issue): Fault => ({
          field: issue.path.join(".") || "file",
          key: "agencies.file-value",
          params: { detail: issue.message },
        }),
      ),
    );
  const { units, officials, ...agency } = read.data;
  const rows: ListRow[] = [];
  const faults: Fault[] = [];
  const chairs = new Map<string, ListRow>();
  const empty = { nip: "", name: "", kind: "", email: "", from: "" };
  const walk = (list: UnitFile[], above: string, at: string) => {
    list.forEach((each, i) => {
      const base = {
        line: rows.length + 1,
        unit: each.name,
        above,
        unitKind: each.kind,
        unitShort: each.short,
        region: each.region,
      };
      rows.push({ ...base, ...empty, position: "", rank: "", head: false, signs: false, seats: "" });
      each.positions.forEach((one, k) => {
        const row: ListRow = {
          ...base,
          ...empty,
          line: rows.length + 1,
          position: one.name,
          rank: one.rank,
          head: one.head,
          signs: one.signs,
          administers: one.administers,
          seats: one.seats === undefined ? "" : String(one.seats),
        };
        rows.push(row);
        if (!one.key) return;
        const path = `${each.key ?? ""}/${one.key}`;
        if (chairs.has(path))
          faults.push({ field: `${at}.${i}.positions.${k}`, key: "agencies.file-twice", params: { key: path } });
        chairs.set(path, row);
      });
      walk(each.units, above === "" ? each.name : `${above} / ${each.name}`, `${at}.${i}.units`);
    });
  };
  walk(units, "", "units");
  officials.forEach((one, i) => {
    for (const path of one.holds) {
      const chair = chairs.get(path);
      if (chair)
        rows.push({
          ...chair,
          line: rows.length + 1,
          nip: one.nip,
          name: one.name,
          kind: one.kind ?? "",
          email: one.email,
          from: one.since ?? "",
        });
      else faults.push({ field: `officials.${i}.holds`, key: "agencies.file-chair", params: { key: path } });
    }
  });
  if (faults.length > 0) throw faulty(faults);
  return { agency, rows };
}
