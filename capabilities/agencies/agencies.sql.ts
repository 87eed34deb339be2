import type { CalendarData, HolidayKind } from "../../kernel/calendar/index.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Absence, Agency, Holding, Official, Position, Unit } from "./agency.ts";

/** The agency of what holds for all: the joint decrees on holidays. */
export const NATIONAL = "00000000-0000-0000-0000-000000000000";

const AGENCY = sql`a.id, a.key, a.code, a.name, a.short_name as "shortName", a.level, a.region, a.crest is not null as "hasCrest",
  a.address, a.phone, a.email, a.zone, a.calendar`;
const UNIT = sql`u.agency_id as agency, u.id, u.key, u.parent, u.kind, u.name, u.short_name as "shortName", u.region, u.lineage`;
const POSITION = sql`p.agency_id as agency, p.id, p.key, p.unit_id as unit, p.name, p.rank, p.is_head as "isHead", p.may_sign as "maySign",
  p.may_administer as "mayAdminister", p.seats`;
const HOLDING = sql`h.id, h.position_id as position, h.official_id as official, h.kind, h.starts_on as "startsOn", h.ends_on as "endsOn"`;

/** One agency by its id. */
export const agencyById = (tx: Tx, id: string) =>
  tx.maybe<Agency>(sql`select ${AGENCY} from agencies.agency a where a.id = ${id}`);

export type FoundAgency = Agency & { regionLabel: string | null };

/** One agency by its institution code or, as the demo names it, its key; with the place it governs in words. */
export const agencyByCode = (tx: Tx, code: string) =>
  tx.maybe<FoundAgency>(sql`
    select ${AGENCY}, r.label as "regionLabel" from agencies.agency a left join agencies.region r on r.code = a.region
     where a.code = ${code} or a.key = ${code}`);

export const crestOf = (tx: Tx, code: string) =>
  tx.maybe<{ crest: string | null }>(sql`select crest from agencies.agency where code = ${code}`);

export type ListedAgency = Agency & { regionName: string | null; units: number };

/** Agencies in the order of their codes, after one code; those whose name, short name, code or region holds each word. */
export const listAgencies = (tx: Tx, { words, after, limit }: { words: string[]; after: string; limit: number }) =>
  tx.many<ListedAgency>(sql`
    select ${AGENCY}, r.label as "regionName",
           (select count(*)::int from agencies.unit u where u.agency_id = a.id and u.closed_on is null) as units
      from agencies.agency a left join agencies.region r on r.code = a.region
     where a.code > ${after}
       and (select bool_and(lower(concat_ws(' ', a.name, a.short_name, a.code, r.label)) like word) from unnest(${words.map(likeWord)}::text[]) word) is not false
     order by a.code limit ${limit}`);

/** One unit by its id, of whichever agency. */
export const unitById = (tx: Tx, id: string) =>
  tx.maybe<Unit>(sql`select ${UNIT} from agencies.unit u where u.id = ${id}`);

/** The units of an agency that are open, each after the one it stands below. */
export const unitsOf = (tx: Tx, agency: string) =>
  tx.many<Unit>(
    sql`select ${UNIT} from agencies.unit u where u.agency_id = ${agency} and u.closed_on is null order by cardinality(u.lineage), u.sort, u.name`,
  );

export const positionById = (tx: Tx, id: string) =>
  tx.maybe<Position>(sql`select ${POSITION} from agencies.position p where p.id = ${id}`);

export const positionsOf = (tx: Tx, agency: string) =>
  tx.many<Position>(
    sql`select ${POSITION} from agencies.position p where p.agency_id = ${agency} and p.closed_on is null order by p.sort, p.name`,
  );

/** The unit, position and official of a demo, or of an import, by their stable keys. */
export const unitByKey = (tx: Tx, agency: string, key: string) =>
  tx.maybe<Unit>(sql`select ${UNIT} from agencies.unit u where u.agency_id = ${agency} and u.key = ${key}`);
export const positionByKey = (tx: Tx, agency: string, key: string) =>
  tx.maybe<Position>(sql`select ${POSITION} from agencies.position p where p.agency_id = ${agency} and p.key = ${key}`);

export const officialById = (tx: Tx, id: string) =>
  tx.maybe<Official>(sql`select id, key, name, nip, email from agencies.official where id = ${id}`);
export const officialByNip = (tx: Tx, nip: string) =>
  tx.maybe<Official>(sql`select id, key, name, nip, email from agencies.official where nip = ${nip}`);

export type HeldBy = Holding & { name: string; nip: string | null; email: string | null };

/** Who holds the positions of an agency on a day, with names; those that are away too. */
export const holdingsOn = (tx: Tx, agency: string, day: string) =>
  tx.many<HeldBy>(sql`
    select ${HOLDING}, o.name, o.nip, o.email from agencies.holding h join agencies.official o on o.id = h.official_id
     where h.agency_id = ${agency} and h.starts_on <= ${day} and (h.ends_on is null or h.ends_on >= ${day})
     order by h.kind = 'definitif', o.name`);

export const absencesOn = (tx: Tx, agency: string, day: string) =>
  tx.many<Absence>(sql`select official_id as official, starts_on as "startsOn", ends_on as "endsOn" from agencies.absence
    where agency_id = ${agency} and ${day} between starts_on and ends_on`);

export type HolderRow = HeldBy & { away: boolean; positionName: string; isHead: boolean };

/** Who holds some positions on a day: those of one unit, or one position; and who of them is away. One query. */
export const holderRows = (tx: Tx, { unit, position, day }: { unit?: string; position?: string; day: string }) =>
  tx.many<HolderRow>(sql`
    select ${HOLDING}, o.name, o.nip, o.email, p.name as "positionName", p.is_head as "isHead",
           exists (select from agencies.absence b
                    where b.agency_id = h.agency_id and b.official_id = h.official_id and ${day} between b.starts_on and b.ends_on) as away
      from agencies.position p
      join agencies.holding h on h.agency_id = p.agency_id and h.position_id = p.id
      join agencies.official o on o.id = h.official_id
     where ${unit ? sql`p.unit_id = ${unit} and p.agency_id = (select agency_id from agencies.unit where id = ${unit})` : sql`p.id = ${position}`}
       and h.starts_on <= ${day} and (h.ends_on is null or h.ends_on >= ${day})
     order by p.sort, o.name, h.id`);

/** The marks of the last changes of what an agency's calendar is made of: its own, and the national list's. */
export const calendarVersions = (tx: Tx, agencies: readonly string[]) =>
  tx.many<{ agency: string; version: string }>(sql`
    select a.id as agency, coalesce(string_agg(v.version::text, '/' order by v.agency_id), '') as version
      from unnest(${agencies}::uuid[]) a (id) left join agencies.calendar_version v on v.agency_id in (a.id, ${NATIONAL})
     group by a.id`);

export type CalendarRow = {
  zone: string;
  name: string;
  calendar: CalendarData;
  holidays: { date: string; name: string; kind: string }[];
};

/** All that a calendar is made of. */
export const calendarRow = (tx: Tx, agency: string) =>
  tx.maybe<CalendarRow>(sql`
    select a.zone, a.short_name as name, a.calendar,
           coalesce((select jsonb_agg(jsonb_build_object('date', h.day, 'name', h.name, 'kind', h.kind) order by h.day, h.kind)
                       from agencies.holiday h where h.agency_id in (a.id, ${NATIONAL})), '[]') as holidays
      from agencies.agency a where a.id = ${agency}`);

export type HolidayRow = { day: string; name: string; kind: HolidayKind };

/** The days off of an agency from one day to another, the national ones among them. */
export const holidaysOf = (tx: Tx, agency: string, { from, to }: { from: string; to: string }) =>
  tx.many<HolidayRow>(sql`
    select day, name, kind from agencies.holiday where agency_id in (${agency}, ${NATIONAL}) and day between ${from} and ${to} order by day, kind`);

/** Fills the national list for the first time; a day that is there stays as the administrator left it. */
export const putNationalHolidays = (tx: Tx, days: readonly { date: string; name: string; type: string }[]) =>
  tx.run(sql`
    insert into agencies.holiday (agency_id, day, name, kind)
    select ${NATIONAL}, * from unnest(${days.map(({ date }) => date)}::date[], ${days.map(({ name }) => name)}::text[], ${days.map(({ type }) => type)}::text[])
    on conflict do nothing`);

const likeWord = (word: string): string => `%${word.replace(/[\\%_]/g, "\\$&")}%`;

export const insertLocalHoliday = (tx: Tx, row: { agency: string; day: string; name: string }) =>
  tx.run(
    sql`insert into agencies.holiday (agency_id, day, name, kind) values (${row.agency}, ${row.day}, ${row.name}, 'local')`,
  );

export const deleteLocalHoliday = (tx: Tx, { agency, day }: { agency: string; day: string }) =>
  tx.run(sql`delete from agencies.holiday where agency_id = ${agency} and day = ${day} and kind = 'local'`);

/** A position that nobody else may seat somebody in until this transaction ends. */
export const lockPosition = (tx: Tx, { agency, id }: { agency: string; id: string }) =>
  tx.maybe<{ seats: number }>(sql`select * from agencies.lock_position(${agency}, ${id})`);

export const holdingsOfPosition = (tx: Tx, { agency, id }: { agency: string; id: string }) =>
  tx.many<Holding>(
    sql`select ${HOLDING} from agencies.holding h where h.agency_id = ${agency} and h.position_id = ${id}`,
  );

export const insertHolding = (tx: Tx, row: Holding & { agency: string; decree: string }) =>
  tx.run(sql`insert into agencies.holding (agency_id, id, position_id, official_id, kind, starts_on, ends_on, decree)
    values (${row.agency}, ${row.id}, ${row.position}, ${row.official}, ${row.kind}, ${row.startsOn}, ${row.endsOn}, ${row.decree})`);

/** Sets the last day of a holding; undefined when there is none, or it would end before it began. */
export const closeHolding = (tx: Tx, { agency, id, lastDay }: { agency: string; id: string; lastDay: string }) =>
  tx.maybe<{ position: string }>(sql`update agencies.holding set ends_on = ${lastDay}
    where agency_id = ${agency} and id = ${id} and starts_on <= ${lastDay} returning position_id as position`);

/** Whether an official holds, held or will hold a position of the agency. */
export const seatedIn = async (tx: Tx, agency: string, official: string): Promise<boolean> =>
  (await tx.maybe(
    sql`select 1 from agencies.holding where agency_id = ${agency} and official_id = ${official} limit 1`,
  )) !== undefined;

export const insertAbsence = (tx: Tx, row: Absence & { agency: string; id: string }) =>
  tx.run(sql`insert into agencies.absence (agency_id, id, official_id, starts_on, ends_on)
    values (${row.agency}, ${row.id}, ${row.official}, ${row.startsOn}, ${row.endsOn})`);

export type HoldingHistory = Holding & { name: string; nip: string | null; decree: string };

/** Who held a position, the newest first. */
export const historyOf = (tx: Tx, { agency, id }: { agency: string; id: string }) =>
  tx.many<HoldingHistory>(sql`
    select ${HOLDING}, o.name, o.nip, h.decree from agencies.holding h join agencies.official o on o.id = h.official_id
     where h.agency_id = ${agency} and h.position_id = ${id} order by h.starts_on desc, h.id desc limit 100`);

type DecreedDay = { date: string; name: string; kind: string };

/** Makes the national list of some years be these days; gives how many rows were added, changed or taken away. */
export async function replaceNationalHolidays(tx: Tx, years: number[], days: readonly DecreedDay[]): Promise<number> {
  const list = sql`select * from unnest(${days.map(({ date }) => date)}::date[], ${days.map(({ name }) => name)}::text[],
    ${days.map(({ kind }) => kind)}::text[]) as listed (day, name, kind)`;
  const gone = await tx.run(sql`
    delete from agencies.holiday where agency_id = ${NATIONAL} and extract(year from day) = any(${years}::int[])
       and day not in (select day from (${list}) listed)`);
  const put = await tx.run(sql`
    insert into agencies.holiday (agency_id, day, name, kind) select ${NATIONAL}::uuid, day, name, kind from (${list}) listed
    on conflict (agency_id, day) do update set name = excluded.name, kind = excluded.kind
     where (holiday.name, holiday.kind) is distinct from (excluded.name, excluded.kind)`);
  return gone + put;
}
