// Agencies, regions and calendars for programs.

import { z } from "zod";
import { dueAt, isoWithOffset } from "../../kernel/calendar/index.ts";
import { readTime } from "../../kernel/calendar/read-time.ts";
import { faulty, notFound } from "../../kernel/errors.ts";
import { endpoint, listOf, paging, readCursor, writeCursor } from "../../kernel/web/api.ts";
import { holidaysOf, listAgencies } from "./agencies.sql.ts";
import { agencyLevels, unitKinds } from "./agency.ts";
import { calendarOf } from "./calendars.ts";
import { regionKinds, searchWords } from "./region.ts";
import { regionAncestry, regionChildren, searchRegions } from "./regions.ts";
import { findAgency, type UnitView, viewAgency } from "./view.ts";

const Code = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,40}$/)
  .describe("Institution code, such as 5771.");
const RegionCode = z
  .string()
  .regex(/^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/)
  .describe("Dotted code of the Ministry of Home Affairs, such as 19.71.02.1001.");

const AgencyAnswer = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  level: z.enum(agencyLevels),
  region: z.string().nullable(),
  address: z.string(),
  phone: z.string(),
  email: z.string(),
  zone: z.enum(["WIB", "WITA", "WIT"]),
});

const UnitAnswer = z.object({
  id: z.uuid(),
  parent: z.uuid().nullable(),
  kind: z.enum(unitKinds),
  name: z.string(),
  shortName: z.string(),
  region: z.string().nullable(),
  head: z
    .object({
      title: z.string(),
      name: z.string().nullable(),
      vacancy: z.enum(["vacant", "away"]).nullable().describe("Why nobody acts today."),
    })
    .nullable(),
});

const RegionAnswer = z.object({
  code: z.string(),
  kind: z.enum(regionKinds),
  name: z.string(),
  parent: z.string().nullable(),
  label: z.string().describe("The name with those above it."),
});

const bare = (agency: z.infer<typeof AgencyAnswer>) => AgencyAnswer.parse(agency);

export const endpoints = [
  endpoint({
    method: "GET",
    path: "/agencies",
    tag: "agencies",
    access: "public",
    summary: "Agencies, by code",
    query: z.object({ search: z.string().max(200).optional(), ...paging }),
    answer: listOf(AgencyAnswer),
    handler: async (ask, { query: { search = "", cursor, limit } }) => {
      const after = String(readCursor(cursor, 1)?.[0] ?? "");
      const rows = await ask.read((tx) => listAgencies(tx, { words: searchWords(search), after, limit: limit + 1 }));
      const items = rows.slice(0, limit).map(bare);
      return { items, next: rows.length > limit ? writeCursor([items.at(-1)?.code]) : null };
    },
  }),
  endpoint({
    method: "GET",
    path: "/agencies/{code}",
    tag: "agencies",
    access: "public",
    summary: "One agency with its units and who heads them today",
    params: z.object({ code: Code }),
    answer: AgencyAnswer.extend({ units: z.array(UnitAnswer) }),
    handler: async (ask, { params }) => {
      const { agency, units } = await ask.read((tx) => viewAgency(tx, params.code));
      return { ...bare(agency), units: flat(units) };
    },
  }),
  endpoint({
    method: "GET",
    path: "/agencies/{code}/holidays",
    tag: "agencies",
    access: "public",
    summary: "Days off of an agency in a year, national and local",
    params: z.object({ code: Code }),
    query: z.object({ year: z.coerce.number().int().min(1970).max(2199) }),
    answer: z.object({
      listed: z.boolean().describe("Whether the joint decree of this year is in the list."),
      items: z.array(
        z.object({ day: z.iso.date(), name: z.string(), kind: z.enum(["libur_nasional", "cuti_bersama", "local"]) }),
      ),
    }),
    handler: async (ask, { params, query: { year } }) =>
      ask.read(async (tx) => {
        const agency = await findAgency(tx, params.code);
        const calendar = await calendarOf(tx, agency.id);
        return {
          listed: calendar.years.has(year),
          items: await holidaysOf(tx, agency.id, { from: `${year}-01-01`, to: `${year}-12-31` }),
        };
      }),
  }),
  endpoint({
    method: "GET",
    path: "/agencies/{code}/due",
    tag: "agencies",
    access: "public",
    summary: "When so many working days after receipt end, by the agency's calendar",
    params: z.object({ code: Code }),
    query: z.object({
      from: z.string().max(40).describe("ISO 8601; without an offset in the agency's zone."),
      workingDays: z.coerce.number().int().min(0).max(5000),
    }),
    answer: z.object({ due: z.string(), warnings: z.array(z.object({ key: z.string(), text: z.string() })) }),
    handler: async (ask, { params, query: { from, workingDays } }) => {
      const calendar = await ask.read(async (tx) => calendarOf(tx, (await findAgency(tx, params.code)).id));
      const start = readTime(from, calendar.zone);
      if (!(start instanceof Date)) {
        throw faulty([
          { field: "/from", key: start.key, params: { value: start.value, advice: ask.t("clock.advice-time") } },
        ]);
      }
      const { at, warnings } = dueAt(calendar, start, workingDays);
      return {
        due: isoWithOffset(at, calendar.zone),
        warnings: warnings.map(({ key, params: given }) => ({ key, text: ask.t(key, given) })),
      };
    },
  }),
  endpoint({
    method: "GET",
    path: "/regions",
    tag: "regions",
    access: "public",
    summary: "Search of regions by name or code; without a search, the provinces",
    query: z.object({
      search: z.string().max(200).optional(),
      kind: z.enum(regionKinds).optional(),
      within: RegionCode.optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    answer: z.object({ items: z.array(RegionAnswer) }),
    handler: async (ask, { query: { search, kind, within, limit } }) => ({
      items: await ask.read((tx) =>
        search
          ? searchRegions(tx, search, { kinds: kind ? [kind] : regionKinds, within, limit })
          : regionChildren(tx, within),
      ),
    }),
  }),
  endpoint({
    method: "GET",
    path: "/regions/{code}",
    tag: "regions",
    access: "public",
    summary: "One region with those above and those right below it",
    params: z.object({ code: RegionCode }),
    answer: RegionAnswer.extend({
      above: z.array(RegionAnswer).describe("The province first."),
      below: z.array(RegionAnswer),
    }),
    handler: async (ask, { params: { code } }) =>
      ask.read(async (tx) => {
        const line = await regionAncestry(tx, code);
        const region = line.at(-1);
        if (!region) throw notFound("agencies.no-such-region");
        return { ...region, above: line.slice(0, -1), below: await regionChildren(tx, code) };
      }),
  }),
];

const flat = (units: readonly UnitView[]): z.infer<typeof UnitAnswer>[] =>
  units.flatMap(({ id, parent, kind, name, shortName, region, head, below }) => [
    {
      id,
      parent,
      kind,
      name,
      shortName,
      region,
      head: head ? { title: head.title, name: head.name ?? null, vacancy: head.because ?? null } : null,
    },
    ...flat(below),
  ]);
