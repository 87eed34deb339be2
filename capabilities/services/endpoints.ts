// Services for programs: what there is, what each asks for, and who offers it.

import { z } from "zod";
import type { Tx } from "../../kernel/db/database.ts";
import { notFound } from "../../kernel/errors.ts";
import { endpoint, listOf, paging, readCursor, writeCursor } from "../../kernel/web/api.ts";
import { jsonSchema } from "./definition/json-schema.ts";
import { amountOf } from "./definition/parameters.ts";
import { AUDIENCES, LIFE_EVENTS } from "./definition/service-schema.ts";
import { searchServices } from "./search.ts";
import {
  type Offering,
  offeringBySlug,
  offeringsOf,
  openOfferings,
  type ServiceRow,
  serviceByKey,
} from "./services.sql.ts";
import { type LoadedVersion, loadVersion } from "./version.ts";

const Bilingual = z.object({ id: z.string(), en: z.string().optional() });
const Key = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .max(80);
const Amount = z.object({ least: z.number().nullable(), most: z.number().nullable(), unit: z.string() });
const Fee = z
  .object({
    kind: z.enum(["none", "fixed", "decision", "expression"]),
    least: z.number().nullable(),
    most: z.number().nullable(),
  })
  .describe("In whole rupiah; null when it follows from the answers.");

const Summary = z.object({
  key: Key,
  name: Bilingual,
  summary: Bilingual,
  audience: z.array(z.enum(AUDIENCES)),
  lifeEvents: z.array(z.enum(LIFE_EVENTS)),
  promise: Amount,
  offerings: z.number().int().describe("How many offer it."),
  links: z.object({ self: z.string(), page: z.string(), form: z.string() }),
});

const OfferingAnswer = z.object({
  id: z.string().describe("Agency and offering, as POST /cases takes it: two ids with a slash between them."),
  service: Key,
  slug: z.string(),
  agency: z.object({ id: z.uuid(), name: z.string() }),
  unit: z.object({ id: z.uuid(), name: z.string() }),
  region: z.string().nullable(),
  version: z.uuid(),
  parameters: z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])),
  status: z.enum(["open", "paused", "closed"]),
});

const Detail = Summary.extend({
  version: z.object({ id: z.uuid(), number: z.number().int(), label: z.string(), publishedAt: z.iso.datetime() }),
  standard: z
    .record(z.string(), z.unknown())
    .describe("The 14 components of the service standard (UU 25/2009 art. 21)."),
  requirements: z.array(z.object({ text: Bilingual, field: z.string().optional(), when: z.string().optional() })),
  fee: Fee,
  silence: z.unknown().optional(),
  channels: z.array(z.string()),
  outcomes: z.array(z.object({ key: z.string(), kind: z.string(), name: Bilingual })),
  references: z.object({ RAB: z.array(z.string()), RAL: z.array(z.string()), RAD: z.array(z.string()) }),
  places: z.array(OfferingAnswer).describe("The first hundred; the rest through GET /offerings."),
});

const linksOf = (url: string, key: string) => ({
  self: `${url}/api/v1/services/${key}`,
  page: `${url}/layanan/${key}`,
  form: `${url}/api/v1/services/${key}/form`,
});

const offeringAnswer = (offering: Offering): z.infer<typeof OfferingAnswer> => ({
  id: `${offering.agencyId}/${offering.id}`,
  service: offering.serviceKey,
  slug: offering.slug,
  agency: { id: offering.agencyId, name: offering.agencyName },
  unit: { id: offering.unitId, name: offering.unitName },
  region: offering.region,
  version: offering.versionId,
  parameters: offering.parameters,
  status: offering.status,
});

async function newest(tx: Tx, key: string): Promise<{ row: ServiceRow; version: LoadedVersion }> {
  const row = await serviceByKey(tx, key);
  if (!row) throw notFound();
  return { row, version: await loadVersion(tx, row.versionId) };
}

/** Least and most of an amount over some offerings. */
function bounds(values: number[]): { least: number | null; most: number | null } {
  return values.length === 0 ? { least: null, most: null } : { least: Math.min(...values), most: Math.max(...values) };
}

export const endpoints = [
  endpoint({
    method: "GET",
    path: "/services",
    tag: "services",
    access: "public",
    summary: "Search the catalogue",
    description:
      "Services that somebody offers. Words are understood in Indonesian and English, with typing slips; best first. Without words, by name.",
    query: z.object({
      ...paging,
      search: z.string().max(200).optional(),
      audience: z.enum(AUDIENCES).optional(),
      lifeEvent: z.enum(LIFE_EVENTS).optional(),
      agency: z.string().max(80).optional().describe("The agency's part of an address, such as kota-pangkalpinang."),
    }),
    answer: listOf(Summary),
    handler: async (ask, { query }) => {
      const after = readCursor(query.cursor, 3) as [number, string, string] | undefined;
      const { found, next } = await ask.read((tx) =>
        searchServices(tx, {
          text: query.search,
          audience: query.audience,
          lifeEvent: query.lifeEvent,
          agency: query.agency,
          limit: query.limit,
          after: checkAfter(after),
        }),
      );
      return {
        items: found.map((each) => ({
          key: each.key,
          name: each.name,
          summary: each.summary,
          audience: each.audience,
          lifeEvents: each.lifeEvents,
          offerings: each.offerings,
          promise: {
            least: each.promise.least ?? null,
            most: each.promise.most ?? null,
            unit: each.promise.unit ?? "working-days",
          },
          links: linksOf(ask.hall.url, each.key),
        })),
        next: next ? writeCursor(next) : null,
      };
    },
  }),
  endpoint({
    method: "GET",
    path: "/services/{key}",
    tag: "services",
    access: "public",
    summary: "One service: standard, requirements, promise, fee, who offers it",
    params: z.object({ key: Key }),
    answer: Detail,
    handler: async (ask, { params }) => {
      const { row, version, places } = await ask.read(async (tx) => ({
        ...(await newest(tx, params.key)),
        places: await offeringsOf(tx, params.key),
      }));
      const { service } = version.definition;
      const { fee } = service;
      const fees =
        fee.kind === "none"
          ? [0]
          : fee.kind === "fixed"
            ? places.map((place) => amountOf(fee.amount, place.parameters))
            : [];
      return {
        key: service.key,
        name: service.name,
        summary: service.summary,
        audience: service.audience,
        lifeEvents: service.lifeEvents,
        offerings: places.length,
        promise: {
          ...bounds(places.map((place) => amountOf(service.promise.amount, place.parameters))),
          unit: service.promise.unit,
        },
        links: linksOf(ask.hall.url, service.key),
        version: {
          id: version.id,
          number: version.number,
          label: service.version,
          publishedAt: row.publishedAt.toISOString(),
        },
        standard: service.standard,
        requirements: service.standard.requirements,
        fee: { kind: fee.kind, ...bounds(fees) },
        ...(service.silence ? { silence: service.silence } : {}),
        channels: service.channels,
        outcomes: service.outcomes.map(({ key, kind, name }) => ({ key, kind, name })),
        references: service.references,
        places: places.map(offeringAnswer),
      };
    },
  }),
  endpoint({
    method: "GET",
    path: "/services/{key}/form",
    tag: "services",
    access: "public",
    summary: "The application's answers as JSON Schema 2020-12",
    params: z.object({ key: Key }),
    query: z.object({
      place: z
        .string()
        .max(80)
        .optional()
        .describe("The slug of an offering: the form of the version that it runs on."),
    }),
    answer: z.record(z.string(), z.unknown()),
    handler: async (ask, { params, query }) =>
      ask.read(async (tx) => {
        if (query.place === undefined) return jsonSchema((await newest(tx, params.key)).version.definition.application);
        const offering = await offeringBySlug(tx, params.key, query.place);
        if (!offering) throw notFound();
        return jsonSchema((await loadVersion(tx, offering.versionId)).definition.application);
      }),
  }),
  endpoint({
    method: "GET",
    path: "/offerings",
    tag: "services",
    access: "public",
    summary: "Who offers what",
    query: z.object({ ...paging, service: Key.optional(), agency: z.uuid().optional() }),
    answer: listOf(OfferingAnswer),
    handler: async (ask, { query }) => {
      const after = readCursor(query.cursor, 2) as [string, string] | undefined;
      const rows = await ask.read((tx) =>
        openOfferings(tx, {
          agency: query.agency,
          service: query.service,
          after: after && [String(after[0]), String(after[1])],
          limit: query.limit + 1,
        }),
      );
      const items = rows.slice(0, query.limit);
      const last = items.at(-1);
      return {
        items: items.map(offeringAnswer),
        next: rows.length > query.limit && last ? writeCursor([last.serviceKey, last.slug]) : null,
      };
    },
  }),
];

/** A cursor is the client's to change; what it holds is checked like any other input. */
export function checkAfter(after: unknown[] | undefined): [number, string, string] | undefined {
  if (!after) return undefined;
  const read = z.tuple([z.int().min(0).max(1_000_000_000), z.string().max(500), z.uuid()]).safeParse(after);
  if (!read.success) readCursor("!", 0);
  return read.data;
}
