// Every text of SQL about services, versions and offerings.

import type { Tx } from "../../kernel/db/database.ts";
import { type Sql, sql } from "../../kernel/db/sql.ts";
import type { Bilingual } from "../../kernel/words/words.ts";
import type { ParameterValues } from "./definition/model.ts";

/** Closed: offered no more; its cases run to their end. */
export type Status = "open" | "paused" | "closed";

/** Which unit, or which position in it, plays a role of the process. A head is found by the unit on the day. */
export type RoleHolder = { agency: string; unit: string; position: string | null };

/** The head of a letter, as documents take it. */
export type Letterhead = {
  government?: string;
  name: string;
  address?: string;
  phone?: string;
  email?: string;
  website?: string;
  crest?: string;
};

/** An agency offering a version with its own parameters and officers. `own` is what it set; `parameters` has the defaults too. */
export type Offering = {
  agencyId: string;
  id: string;
  serviceId: string;
  serviceKey: string;
  versionId: string;
  unitId: string;
  own: ParameterValues;
  parameters: ParameterValues;
  roles: Record<string, RoleHolder>;
  letterhead: Letterhead;
  status: Status;
  /** Why it is paused or closed, as applicants read it, and the last day of a pause that ends by itself. */
  statusReason: string;
  pausedUntil: string | null;
  slug: string;
  agencySlug: string;
  agencyName: string;
  unitName: string;
  /** Code of the region it serves. */
  region: string | null;
};

export const OFFERING = sql`o.agency_id as "agencyId", o.id, o.service_id as "serviceId", s.key as "serviceKey", o.version_id as "versionId",
  o.unit_id as "unitId", o.own, o.parameters, o.roles, o.letterhead, o.status,
  o.status_reason as "statusReason", o.paused_until as "pausedUntil", o.slug, o.agency_slug as "agencySlug",
  o.agency_name as "agencyName", o.unit_name as "unitName", o.region`;

/** One offering, open or paused; one query. */
export const offeringById = (tx: Tx, agency: string, id: string) =>
  tx.maybe<Offering>(sql`select ${OFFERING} from services.offering o join services.service s on s.id = o.service_id
    where o.agency_id = ${agency} and o.id = ${id}`);

/** The offering of a service at an address of the catalogue: also a paused or closed one, for who comes by an old link. */
export const offeringBySlug = (tx: Tx, serviceKey: string, slug: string) =>
  tx.maybe<Offering>(sql`select ${OFFERING} from services.offering o join services.service s on s.id = o.service_id
    where s.key = ${serviceKey} and o.slug = ${slug}`);

export type PageOf = { after?: string; limit?: number };

/** The open offerings of a service in the order of their slugs, after one slug. */
export const offeringsOf = (tx: Tx, serviceKey: string, { after = "", limit = 100 }: PageOf = {}) =>
  tx.many<Offering>(sql`select ${OFFERING} from services.offering o join services.service s on s.id = o.service_id
    where s.key = ${serviceKey} and o.status = 'open' and o.slug > ${after} order by o.slug limit ${limit}`);

/** Open offerings by service and slug; of one agency, of one service, or all. */
export const openOfferings = (
  tx: Tx,
  {
    agency,
    service,
    after,
    limit = 100,
  }: { agency?: string; service?: string; after?: [string, string]; limit?: number } = {},
) =>
  tx.many<Offering>(sql`select ${OFFERING} from services.offering o join services.service s on s.id = o.service_id
    where o.status = 'open' and ${agency ? sql`o.agency_id = ${agency}` : sql`true`}
      and ${service ? sql`s.key = ${service}` : sql`true`}
      and ${after ? sql`(s.key, o.slug) > (${after[0]}, ${after[1]})` : sql`true`}
    order by s.key, o.slug limit ${limit}`);

export type ServiceRow = {
  id: string;
  key: string;
  ownerAgency: string | null;
  versionId: string;
  number: number;
  publishedAt: Date;
};

/** A service with its newest version. */
export const serviceByKey = (tx: Tx, key: string) =>
  tx.maybe<ServiceRow>(sql`select s.id, s.key, s.owner_agency as "ownerAgency", v.id as "versionId", v.number, v.published_at as "publishedAt"
    from services.service s join services.version v on v.service_id = s.id
   where s.key = ${key} order by v.number desc limit 1`);

/** The services that carry a right over personal data and are offered somewhere, in the order of the law's articles. */
export const dataRights = (tx: Tx) =>
  tx.many<{ key: string; right: string; name: Required<Bilingual>; summary: Required<Bilingual> }>(
    sql`select key, data_right as right, name, summary from services.entry where data_right is not null and offerings > 0
      order by array_position(array['correction', 'access', 'deletion', 'withdrawal', 'objection', 'restriction', 'portability'], data_right), key`,
  );

export type VersionRow = {
  id: string;
  serviceId: string;
  key: string;
  number: number;
  hash: string;
  files: Record<string, string>;
};

export const versionRow = (tx: Tx, id: string) =>
  tx.maybe<VersionRow>(sql`select v.id, v.service_id as "serviceId", s.key, v.number, v.hash, v.files
    from services.version v join services.service s on s.id = v.service_id where v.id = ${id}`);

/** Every version, newest first, without its files: for the doctor and the studio. */
export const versions = (tx: Tx) =>
  tx.many<{ id: string; key: string; number: number }>(sql`select v.id, s.key, v.number
    from services.version v join services.service s on s.id = v.service_id order by s.key, v.number desc`);

export type NewVersion = {
  id: string;
  serviceId: string;
  number: number;
  label: string;
  hash: string;
  files: Record<string, string>;
  name: Bilingual;
  summary: Bilingual;
  audience: string[];
  lifeEvents: string[];
  keywords: unknown;
  by: string | null;
};

export const insertVersion = (tx: Tx, row: NewVersion) =>
  tx.run(sql`insert into services.version (id, service_id, number, label, hash, files, name, summary, audience, life_events, keywords, published_at, published_by)
    values (${row.id}, ${row.serviceId}, ${row.number}, ${row.label}, ${row.hash}, ${JSON.stringify(row.files)}, ${JSON.stringify(row.name)},
            ${JSON.stringify(row.summary)}, ${row.audience}, ${row.lifeEvents}, ${JSON.stringify(row.keywords)}, ${tx.now}, ${row.by})`);

export type NewOffering = Omit<Offering, "serviceKey"> & { document: Sql };

/** Writes an offering, or changes the one of the same agency, service and unit; its id and address stay. */
export const saveOffering = (tx: Tx, row: NewOffering) =>
  tx.one<{ id: string; slug: string }>(sql`insert into services.offering
      (agency_id, id, service_id, version_id, unit_id, own, parameters, roles, letterhead, status, status_reason, paused_until, slug, agency_slug, agency_name, unit_name, region, document, offered_at)
    values (${row.agencyId}, ${row.id}, ${row.serviceId}, ${row.versionId}, ${row.unitId}, ${JSON.stringify(row.own)}, ${JSON.stringify(row.parameters)},
            ${JSON.stringify(row.roles)}, ${JSON.stringify(row.letterhead)}, ${row.status}, ${row.statusReason}, ${row.pausedUntil}, ${row.slug}, ${row.agencySlug}, ${row.agencyName},
            ${row.unitName}, ${row.region}, ${row.document}, ${tx.now})
    on conflict (agency_id, service_id, unit_id) do update
       set version_id = excluded.version_id, own = excluded.own, parameters = excluded.parameters, roles = excluded.roles,
           letterhead = excluded.letterhead, status = excluded.status, status_reason = excluded.status_reason,
           paused_until = excluded.paused_until, agency_name = excluded.agency_name,
           unit_name = excluded.unit_name, region = excluded.region, document = excluded.document
    returning id, slug`);

/** Least and most of what is promised or charged at several places; the definition's own amount where nobody offers it. */
export type Bounds = { unit?: string; amount?: number; least?: number | null; most?: number | null };

export type Place = { slug: string; agency: string; unit: string; region: string | null };

/** Where a service is offered, by slug, with how many places there are in all; `text` keeps those whose names hold its words. */
export async function placesOf(
  tx: Tx,
  serviceId: string,
  { text = "", after = "", limit }: { text?: string; after?: string; limit: number },
) {
  const open = sql`o.service_id = ${serviceId} and o.status = 'open'`;
  const [{ count, ...bounds }, places] = await Promise.all([
    tx.one<{ count: number; promise: Bounds; fee: Bounds }>(
      sql`select offerings as count, promise, fee from services.entry where service_id = ${serviceId}`,
    ),
    tx.many<Place>(sql`select o.slug, o.agency_name as agency, o.unit_name as unit, o.region from services.offering o
      where ${open} and o.slug > ${after} and ${text ? sql`(select bool_and(o.agency_name || ' ' || o.unit_name ilike word) from unnest(${likeWords(text)}::text[]) word)` : sql`true`}
      order by o.slug limit ${limit}`),
  ]);
  return { count, bounds, places };
}

const likeWords = (text: string): string[] =>
  text
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 6)
    .map((word) => `%${word.replace(/[\\%_]/g, "\\$&")}%`);
