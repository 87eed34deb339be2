// The form of the demo's data files, one an agency.

import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { agencyLevels, positionRanks, unitKinds } from "../agency.ts";

const key = z.string().regex(/^[a-z0-9-]+$/);
const path = z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/);
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);

const chair = z.strictObject({
  key,
  name: z.string(),
  rank: z.enum(positionRanks),
  head: z.boolean().optional(),
  signs: z.boolean().optional(),
  administers: z.boolean().optional(),
  seats: z.int().min(1).optional(),
  permits: z.array(z.string()).optional(),
});

const plainUnit = z.strictObject({
  key,
  kind: z.enum(unitKinds),
  name: z.string(),
  short: z.string().optional(),
  /** The unit it stands below, where that is not the one it is written under. */
  below: key.optional(),
  headTitle: z.string().optional(),
  positions: z.array(chair).optional(),
});
export type UnitFile = z.infer<typeof plainUnit> & { units?: UnitFile[] };
const unit: z.ZodType<UnitFile> = plainUnit.extend({ units: z.array(z.lazy(() => unit)).optional() });

const agency = z.strictObject({
  key,
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  level: z.enum(agencyLevels),
  region: z.string(),
  address: z.string(),
  phone: z.string().optional(),
  email: z.string().optional(),
  zone: z.enum(["WIB", "WITA", "WIT"]),
  crest: z.enum(["province", "city", "regency"]).optional(),
  /** Another file whose units come first. */
  basedOn: key.optional(),
  calendar: z.record(z.string(), z.unknown()),
  holidays: z.array(z.strictObject({ date: day, name: z.string() })).default([]),
  units: z.array(unit),
  /** Kecamatan by region code, with their kelurahan by the last part of theirs. */
  kecamatan: z
    .array(
      z.strictObject({ region: z.string(), name: z.string(), kelurahan: z.record(z.string(), z.string()).default({}) }),
    )
    .default([]),
  officials: z
    .array(
      z.strictObject({
        holds: z.array(path).min(1),
        name: z.string(),
        sex: z.enum(["male", "female"]),
        born: day.optional(),
        since: day.optional(),
      }),
    )
    .default([]),
  vacant: z.array(path).default([]),
  acting: z
    .array(
      z.strictObject({
        position: path,
        by: path,
        kind: z.enum(["plt", "plh"]),
        fromDay: z.int(),
        days: z.int().min(1).optional(),
      }),
    )
    .default([]),
  absent: z.array(z.strictObject({ holder: path, fromDay: z.int(), days: z.int().min(1) })).default([]),
});
export type AgencyFile = z.infer<typeof agency>;

const read = (name: string): unknown => parse(readFileSync(new URL(`${name}.yaml`, import.meta.url), "utf8"));

/** Reads an agency's file, with the units of the file it is based on. */
export function readAgencyFile(name: string): AgencyFile {
  const file = agency.parse(read(name));
  if (!file.basedOn) return file;
  const base = z.strictObject({ units: z.array(unit) }).parse(read(file.basedOn));
  return { ...file, units: [...base.units, ...file.units] };
}
