// The texts of SQL by which administrators keep their agency. What an agency may touch, row security checks again.

import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Official, Position, Unit, UnitKind } from "./agency.ts";

export type Profile = {
  name: string;
  shortName: string;
  zone: "WIB" | "WITA" | "WIT";
  address: string;
  phone: string;
  email: string;
};

export const updateAgency = (tx: Tx, id: string, row: Profile) =>
  tx.run(sql`update agencies.agency set name = ${row.name}, short_name = ${row.shortName}, zone = ${row.zone},
    address = ${row.address}, phone = ${row.phone}, email = ${row.email} where id = ${id}`);

export const updateCrest = (tx: Tx, id: string, crest: string | null) =>
  tx.run(sql`update agencies.agency set crest = ${crest} where id = ${id}`);

const UNIT = sql`u.agency_id as agency, u.id, u.key, u.parent, u.kind, u.name, u.short_name as "shortName", u.region, u.lineage`;

/** Whether the installation has any agency: the first page of an empty one tells how to begin. */
export const anyAgency = async (tx: Tx): Promise<boolean> =>
  (await tx.maybe(sql`select from agencies.agency limit 1`)) !== undefined;

/** Every unit of an agency, the closed too: for resolving names and paths. */
export const allUnits = (tx: Tx, agency: string) =>
  tx.many<Unit & { closedOn: string | null }>(
    sql`select ${UNIT}, u.closed_on as "closedOn" from agencies.unit u where u.agency_id = ${agency} order by cardinality(u.lineage), u.sort, u.name`,
  );

export type ListedUnit = Unit & { closedOn: string | null; below: number; positions: number; above: string | null };
type ListOf = { words: string[]; parent: string | null; closed: boolean; after: [string, string]; limit: number };

/** Units by name: those below one, or in all the agency those whose names hold each word. */
export const listUnits = (tx: Tx, agency: string, { words, parent, closed, after, limit }: ListOf) =>
  tx.many<ListedUnit>(sql`
    select ${UNIT}, u.closed_on as "closedOn", p.name as above,
           (select count(*)::int from agencies.unit b where b.agency_id = u.agency_id and b.parent = u.id and b.closed_on is null) as below,
           (select count(*)::int from agencies.position c where c.agency_id = u.agency_id and c.unit_id = u.id and c.closed_on is null) as positions
      from agencies.unit u left join agencies.unit p on p.agency_id = u.agency_id and p.id = u.parent
     where u.agency_id = ${agency} and (u.closed_on is not null) = ${closed} and (u.name, u.id::text) > (${after[0]}, ${after[1]})
       and ${words.length > 0 ? sql`(select bool_and(lower(u.name || ' ' || u.short_name) like word) from unnest(${words.map(likeWord)}::text[]) word)` : closed ? sql`true` : sql`u.parent is not distinct from ${parent}`}
     order by u.name, u.id::text limit ${limit}`);

export const insertUnit = (
  tx: Tx,
  row: {
    agency: string;
    id: string;
    parent: string | null;
    kind: UnitKind;
    name: string;
    shortName: string;
    region: string | null;
  },
) =>
  tx.run(sql`insert into agencies.unit (agency_id, id, parent, kind, name, short_name, region)
    values (${row.agency}, ${row.id}, ${row.parent}, ${row.kind}, ${row.name}, ${row.shortName}, ${row.region})`);

export const updateUnit = (
  tx: Tx,
  row: {
    agency: string;
    id: string;
    parent: string | null;
    kind: UnitKind;
    name: string;
    shortName: string;
    region: string | null;
  },
) =>
  tx.run(sql`update agencies.unit set parent = ${row.parent}, kind = ${row.kind}, name = ${row.name},
    short_name = ${row.shortName}, region = ${row.region} where agency_id = ${row.agency} and id = ${row.id} and closed_on is null`);

/** Closes a unit under which nothing stands open; 0 when something does. */
export const closeUnitRow = (tx: Tx, { agency, id, day }: { agency: string; id: string; day: string }) =>
  tx.run(sql`update agencies.unit u set closed_on = ${day} where agency_id = ${agency} and id = ${id} and closed_on is null
    and not exists (select from agencies.unit b where b.agency_id = u.agency_id and b.parent = u.id and b.closed_on is null)
    and not exists (select from agencies.position p where p.agency_id = u.agency_id and p.unit_id = u.id and p.closed_on is null)`);

export const reopenUnitRow = (tx: Tx, { agency, id }: { agency: string; id: string }) =>
  tx.run(sql`update agencies.unit u set closed_on = null where agency_id = ${agency} and id = ${id} and closed_on is not null
    and not exists (select from agencies.unit a where a.agency_id = u.agency_id and a.id = u.parent and a.closed_on is not null)`);

export const insertPosition = (tx: Tx, row: Omit<Position, "key" | "mayAdminister">) =>
  tx.run(sql`insert into agencies.position (agency_id, id, unit_id, name, rank, is_head, may_sign, seats)
    values (${row.agency}, ${row.id}, ${row.unit}, ${row.name}, ${row.rank}, ${row.isHead}, ${row.maySign}, ${row.seats})`);

export const updatePosition = (tx: Tx, row: Omit<Position, "key" | "mayAdminister" | "unit">) =>
  tx.run(sql`update agencies.position set name = ${row.name}, rank = ${row.rank}, is_head = ${row.isHead},
    may_sign = ${row.maySign}, seats = ${row.seats} where agency_id = ${row.agency} and id = ${row.id} and closed_on is null`);

/** Closes a position that nobody holds from a day on; 0 when somebody does. */
export const closePositionRow = (tx: Tx, { agency, id, day }: { agency: string; id: string; day: string }) =>
  tx.run(sql`update agencies.position p set closed_on = ${day} where agency_id = ${agency} and id = ${id} and closed_on is null
    and not exists (select from agencies.holding h where h.agency_id = p.agency_id and h.position_id = p.id
                     and (h.ends_on is null or h.ends_on >= ${day}))`);

/** How many hold a position from a day on. */
export const heldSeats = async (tx: Tx, { agency, id, day }: { agency: string; id: string; day: string }) =>
  (
    await tx.one<{ n: number }>(sql`select count(*)::int as n from agencies.holding
      where agency_id = ${agency} and position_id = ${id} and kind = 'definitif' and (ends_on is null or ends_on >= ${day})`)
  ).n;

export const positionsIn = (tx: Tx, agency: string, unit: string) =>
  tx.many<{ id: string; name: string; isHead: boolean; seats: number }>(sql`
    select id, name, is_head as "isHead", seats from agencies.position
     where agency_id = ${agency} and unit_id = ${unit} and closed_on is null order by is_head desc, sort, name`);

export type OfficialKind = "pns" | "pppk" | "elected";
export type KeptOfficial = Official & { kind: OfficialKind; keptBy: string | null; leftOn: string | null };
const OFFICIAL = sql`o.id, o.key, o.name, o.nip, o.email, o.kind, o.kept_by as "keptBy", o.left_on as "leftOn"`;

export type ListedOfficial = KeptOfficial & { holds: string | null };
export type Where = "seated" | "unseated" | "left";

/** The officials that an agency keeps, by name: those in a chair that day, those without one, or those who left. */
export const listOfficials = (
  tx: Tx,
  agency: string,
  {
    words,
    where,
    day,
    after,
    limit,
  }: { words: string[]; where: Where | ""; day: string; after: [string, string]; limit: number },
) =>
  tx.many<ListedOfficial>(sql`
    select ${OFFICIAL}, seat.holds
      from agencies.official o
      left join lateral (
        select string_agg(case h.kind when 'plt' then 'Plt. ' when 'plh' then 'Plh. ' else '' end || p.name || ', ' || u.name, '; ' order by h.kind, p.name) as holds
          from agencies.holding h
          join agencies.position p on p.agency_id = h.agency_id and p.id = h.position_id
          join agencies.unit u on u.agency_id = p.agency_id and u.id = p.unit_id
         where h.official_id = o.id and h.starts_on <= ${day} and (h.ends_on is null or h.ends_on >= ${day})) seat on true
     where o.kept_by = ${agency} and (o.name, o.id::text) > (${after[0]}, ${after[1]})
       and (o.left_on is not null) = ${where === "left"}
       and ${where === "seated" ? sql`seat.holds is not null` : where === "unseated" ? sql`seat.holds is null` : sql`true`}
       and (select bool_and(lower(o.name || ' ' || coalesce(o.nip, '')) like word) from unnest(${words.map(likeWord)}::text[]) word) is not false
     order by o.name, o.id::text limit ${limit}`);

export const keptOfficial = (tx: Tx, id: string) =>
  tx.maybe<KeptOfficial>(sql`select ${OFFICIAL} from agencies.official o where o.id = ${id}`);

export const keptByNip = (tx: Tx, nip: string) =>
  tx.maybe<KeptOfficial & { keeperName: string | null }>(sql`select ${OFFICIAL}, a.short_name as "keeperName"
    from agencies.official o left join agencies.agency a on a.id = o.kept_by where o.nip = ${nip}`);

type OfficialRow = { id: string; name: string; nip: string | null; email: string | null; kind: OfficialKind };
export const insertOfficial = (tx: Tx, agency: string, row: OfficialRow) =>
  tx.run(sql`insert into agencies.official (id, name, nip, email, kind, kept_by)
    values (${row.id}, ${row.name}, ${row.nip}, ${row.email}, ${row.kind}, ${agency})`);

export const updateOfficial = (tx: Tx, agency: string, row: OfficialRow) =>
  tx.run(sql`update agencies.official set name = ${row.name}, nip = ${row.nip}, email = ${row.email}, kind = ${row.kind}
    where id = ${row.id} and kept_by = ${agency}`);

export const handOverRow = (tx: Tx, agency: string, { id, to }: { id: string; to: string }) =>
  tx.run(sql`update agencies.official set kept_by = ${to} where id = ${id} and kept_by = ${agency}`);

/** Notes that an official left, or is back; 0 while a chair is held. */
export const markLeft = (
  tx: Tx,
  agency: string,
  { id, day, today }: { id: string; day: string | null; today: string },
) =>
  tx.run(sql`update agencies.official o set left_on = ${day} where id = ${id} and kept_by = ${agency}
    and (${day}::date is null or not exists (select from agencies.holding h where h.official_id = o.id and (h.ends_on is null or h.ends_on >= ${today})))`);

/** How many may administer an agency on a day. */
export const administratorsOf = async (tx: Tx, agency: string, day: string) =>
  (
    await tx.one<{ n: number }>(sql`
      select count(distinct h.official_id)::int as n from agencies.holding h
        join agencies.permission p on p.agency_id = h.agency_id and p.position_id = h.position_id and p.act = 'administer'
         and p.starts_on <= ${day} and (p.ends_on is null or p.ends_on >= ${day})
       where h.agency_id = ${agency} and h.starts_on <= ${day} and (h.ends_on is null or h.ends_on >= ${day})`)
  ).n;

/** What an official holds and held in all agencies, the newest first. */
export const holdingsOfOfficial = (tx: Tx, official: string) =>
  tx.many<{
    id: string;
    agency: string;
    agencyName: string;
    position: string;
    positionName: string;
    unitName: string;
    kind: string;
    startsOn: string;
    endsOn: string | null;
  }>(sql`
    select h.id, h.agency_id as agency, a.short_name as "agencyName", p.id as position, p.name as "positionName", u.name as "unitName",
           h.kind, h.starts_on as "startsOn", h.ends_on as "endsOn"
      from agencies.holding h
      join agencies.agency a on a.id = h.agency_id
      join agencies.position p on p.agency_id = h.agency_id and p.id = h.position_id
      join agencies.unit u on u.agency_id = p.agency_id and u.id = p.unit_id
     where h.official_id = ${official} order by h.starts_on desc, h.id limit 100`);

export const positionHeads = (tx: Tx, agency: string, unit: string) =>
  tx.maybe<{ id: string }>(sql`select id from agencies.position
    where agency_id = ${agency} and unit_id = ${unit} and is_head and closed_on is null`);

const likeWord = (word: string): string => `%${word.replace(/[\\%_]/g, "\\$&")}%`;
