// Lists: one's own requests, the worklist, the cases of a unit, and the figures of a dashboard. Paged by key; each is a fixed number of queries.

import type { Calendar } from "../../kernel/calendar/index.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { type Sql, sql } from "../../kernel/db/sql.ts";
import { readKeyset, writeCursor } from "../../kernel/web/api.ts";
import type { Bilingual } from "../../kernel/words/words.ts";
import { calendarsOf } from "../agencies/index.ts";
import { type LoadedVersion, loadVersion } from "../services/index.ts";
import type { CaseStatus, StoredClock } from "./case.ts";

const PAGE = 25;

export type CaseSummary = {
  agencyId: string;
  id: string;
  tracking: string;
  serviceKey: string;
  service: Bilingual;
  outcomeName?: Bilingual;
  agency: string;
  status: CaseStatus;
  outcome: string | null;
  clock: StoredClock | null;
  due: Date | null;
  isPaused: boolean;
  isLate: boolean;
  submittedAt: Date;
  finishedAt: Date | null;
  needsYou: boolean;
  calendar: Calendar;
  now: Date;
};

type Row = {
  agency_id: string;
  id: string;
  tracking: string;
  version_id: string;
  status: CaseStatus;
  outcome: string | null;
  clock: StoredClock | null;
  due_at: Date | null;
  is_paused: boolean;
  is_late: boolean;
  submitted_at: Date;
  finished_at: Date | null;
  needs_you: boolean;
  agency: string;
};

async function summaries(tx: Tx, rows: readonly Row[]): Promise<CaseSummary[]> {
  const calendars = await calendarsOf(
    tx,
    rows.map((row) => row.agency_id),
  );
  return Promise.all(rows.map((row) => summary(tx, row, calendars.get(row.agency_id) as Calendar)));
}

async function summary(tx: Tx, row: Row, calendar: Calendar): Promise<CaseSummary> {
  const version = await loadVersion(tx, row.version_id);
  const { service } = version.definition;
  return {
    agencyId: row.agency_id,
    id: row.id,
    tracking: row.tracking,
    serviceKey: service.key,
    service: service.shortName ?? service.name,
    outcomeName: service.outcomes.find((each) => each.key === row.outcome)?.name,
    agency: row.agency,
    status: row.status,
    outcome: row.outcome,
    clock: row.clock,
    due: row.due_at,
    isPaused: row.is_paused,
    isLate: row.is_late,
    submittedAt: row.submitted_at,
    finishedAt: row.finished_at,
    needsYou: row.needs_you,
    calendar,
    now: tx.now,
  };
}

const ROW = sql`c.agency_id, c.id, c.tracking, c.version_id, c.status, c.outcome, c.clock, c.due_at, c.is_paused, c.is_late, c.submitted_at, c.finished_at, a.name as agency`;

/** A person's own requests, newest first. */
export async function myCases(
  tx: Tx,
  person: string,
  cursor?: string,
  most: number = PAGE,
): Promise<{ rows: CaseSummary[]; next?: string }> {
  const after = readKeyset(cursor);
  const rows = await tx.many<Row>(sql`select ${ROW},
      exists (select from cases.task t where t.agency_id = c.agency_id and t.case_id = c.id and t.unit_id is null and t.status = 'open') as needs_you
    from cases.case c join agencies.agency a on a.id = c.agency_id
    where c.applicant_id = ${person} and ${after ? sql`(c.submitted_at, c.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
    order by c.submitted_at desc, c.id desc limit ${most + 1}`);
  const shown = rows.slice(0, most);
  const last = shown.at(-1);
  return {
    rows: await summaries(tx, shown),
    next: rows.length > most && last ? writeCursor([last.submitted_at.toISOString(), last.id]) : undefined,
  };
}

export type WorkRow = {
  agencyId: string;
  id: string;
  taskId: string;
  tracking: string;
  element: string;
  task: Bilingual;
  service: Bilingual;
  unit: string;
  claimedBy: string | null;
  claimedName: string | null;
  openedAt: Date;
  due: Date;
  caseDue: Date | null;
  applicant: Buffer;
  /** Who filed for the applicant, sealed; null when they did so themselves. */
  filer: Buffer | null;
  ofOrganization: boolean;
  agency: string;
  version: LoadedVersion;
  calendar: Calendar;
};

export type WorkFilter = {
  units: readonly string[];
  positions: readonly string[];
  official: string;
  mine?: boolean;
  service?: string;
  late?: boolean;
  search?: string;
  cursor?: string;
  limit?: number;
};

type WorkSql = {
  agency_id: string;
  case_id: string;
  id: string;
  tracking: string;
  element: string;
  version_id: string;
  unit: string;
  claimed_by: string | null;
  claimed_name: string | null;
  opened_at: Date;
  due_at: Date;
  case_due: Date | null;
  applicant: Buffer;
  filer: Buffer | null;
  of_organization: boolean;
  agency: string;
};

/**
 * What waits for an official, over all services, by what is due first. Each unit's own index is read in order and the heads are merged,
 * so the time does not grow with the number of cases.
 */
export async function worklist(tx: Tx, filter: WorkFilter): Promise<{ rows: WorkRow[]; next?: string }> {
  const most = filter.limit ?? PAGE;
  const after = readKeyset(filter.cursor);
  const conditions: Sql[] = [
    sql`t.status = 'open'`,
    sql`(t.position_id is null or t.position_id = any(${filter.positions}))`,
    ...(filter.mine ? [sql`t.claimed_by = ${filter.official}`] : []),
    ...(filter.service ? [sql`t.service_id = ${filter.service}`] : []),
    ...(filter.late ? [sql`t.due_at < ${tx.now}`] : []),
    ...(filter.search ? [sql`t.tracking = ${filter.search}`] : []),
    ...(after ? [sql`(t.due_at, t.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`] : []),
  ];
  const where = conditions.reduce((all, each) => sql`${all} and ${each}`);
  const rows =
    await tx.many<WorkSql>(sql`select w.*, c.version_id, c.due_at as case_due, u.name as unit, o.name as claimed_name, a.short_name as agency
    from (select t.* from unnest(${filter.units}::uuid[]) as mine(unit)
          cross join lateral (select t.agency_id, t.case_id, t.id, t.tracking, t.element, t.unit_id, t.claimed_by, t.opened_at, t.due_at, t.applicant, t.filer, t.of_organization
                                from cases.task t where t.unit_id = mine.unit and ${where} order by t.due_at, t.id limit ${most + 1}) t
          order by t.due_at, t.id limit ${most + 1}) w
    join cases.case c on c.agency_id = w.agency_id and c.id = w.case_id
    join agencies.agency a on a.id = w.agency_id
    left join agencies.unit u on u.id = w.unit_id
    left join agencies.official o on o.id = w.claimed_by
    order by w.due_at, w.id`);
  const shown = rows.slice(0, most);
  const last = shown.at(-1);
  const calendars = await calendarsOf(
    tx,
    shown.map((row) => row.agency_id),
  );
  return {
    rows: await Promise.all(
      shown.map(async (row): Promise<WorkRow> => {
        const version = await loadVersion(tx, row.version_id);
        const calendar = calendars.get(row.agency_id) as Calendar;
        const { service, process } = version.definition;
        const node = process.nodes.find((each) => each.id === row.element);
        return {
          agencyId: row.agency_id,
          id: row.case_id,
          taskId: row.id,
          tracking: row.tracking,
          element: row.element,
          task: { id: node?.name ?? row.element, en: node?.attributes.en },
          service: service.shortName ?? service.name,
          unit: row.unit,
          claimedBy: row.claimed_by,
          claimedName: row.claimed_name,
          openedAt: row.opened_at,
          due: row.due_at,
          caseDue: row.case_due,
          applicant: row.applicant,
          filer: row.filer,
          ofOrganization: row.of_organization,
          agency: row.agency,
          version,
          calendar,
        };
      }),
    ),
    next: rows.length > most && last ? writeCursor([last.due_at.toISOString(), last.id]) : undefined,
  };
}

/** How much waits: all, late, mine. Counted up to a thousand each: beyond that the number no longer helps anybody. */
export const workCounts = (tx: Tx, filter: Pick<WorkFilter, "units" | "positions" | "official">) =>
  tx.one<{ open: number; late: number; mine: number }>(sql`with waiting as materialized (
      select t.due_at, t.claimed_by from unnest(${filter.units}::uuid[]) as mine(unit)
      cross join lateral (select due_at, claimed_by from cases.task where unit_id = mine.unit and status = 'open'
        and (position_id is null or position_id = any(${filter.positions})) order by due_at, id limit 1000) t)
    select count(*) as open, count(*) filter (where due_at < ${tx.now}) as late, count(*) filter (where claimed_by = ${filter.official}) as mine from waiting`);

/**
 * The services of what waits, to choose from. Taken from the same thousand tasks a unit that are counted: asking every offering which
 * units it names would read the whole catalogue of the country for each worklist.
 */
export const workServices = (tx: Tx, units: readonly string[]) =>
  tx.many<{ id: string; name: Bilingual }>(sql`select e.service_id as id, e.name from services.entry e
    where e.service_id in (select t.service_id from unnest(${units}::uuid[]) as mine(unit)
      cross join lateral (select service_id from cases.task where unit_id = mine.unit and status = 'open' order by due_at, id limit 1000) t)
    order by e.name ->> 'id', e.service_id limit 200`);

/** Whether the asker may see the case of that number. */
export const isSeen = async (tx: Tx, tracking: string): Promise<boolean> =>
  (await tx.maybe(sql`select from cases.case where tracking = ${tracking}`)) !== undefined;

export type UnitFilter = {
  unit?: string;
  status?: string;
  late?: boolean;
  service?: string;
  cursor?: string;
  limit?: number;
};

/** Cases that the official's units answer for, newest first. */
export async function unitCases(
  tx: Tx,
  units: readonly string[],
  filter: UnitFilter,
): Promise<{ rows: CaseSummary[]; next?: string }> {
  const most = filter.limit ?? PAGE;
  const after = readKeyset(filter.cursor);
  const wanted = filter.unit ? units.filter((unit) => unit === filter.unit) : units;
  const conditions: Sql[] = [
    sql`true`,
    ...(filter.status ? [sql`c.status = ${filter.status}`] : []),
    ...(filter.late ? [sql`c.status = 'running' and c.due_at < ${tx.now} and not c.is_paused`] : []),
    ...(filter.service ? [sql`c.service_id = ${filter.service}`] : []),
    ...(after ? [sql`(c.submitted_at, c.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`] : []),
  ];
  const where = conditions.reduce((all, each) => sql`${all} and ${each}`);
  const rows = await tx.many<Row>(sql`select ${ROW}, false as needs_you
    from (select c.* from unnest(${wanted}::uuid[]) as mine(unit)
          cross join lateral (select c.* from cases.case c where c.unit_id = mine.unit and ${where} order by c.submitted_at desc, c.id desc limit ${most + 1}) c
          order by c.submitted_at desc, c.id desc limit ${most + 1}) c
    join agencies.agency a on a.id = c.agency_id order by c.submitted_at desc, c.id desc`);
  const shown = rows.slice(0, most);
  const last = shown.at(-1);
  return {
    rows: await summaries(tx, shown),
    next: rows.length > most && last ? writeCursor([last.submitted_at.toISOString(), last.id]) : undefined,
  };
}

export type Figures = {
  running: number;
  late: number;
  paused: number;
  finished: number;
  inTime: number;
  services: {
    serviceId: string;
    versionId: string;
    running: number;
    late: number;
    finished: number;
    inTime: number;
    /** In the unit of the promise, pauses left out; from the offering's own figures. */
    median: number | null;
    promise: unknown;
  }[];
  holders: { unitId: string; unit: string; open: number; late: number; oldest: Date | null }[];
  weeks: { week: string; submitted: number; finished: number; late: number }[];
};

/** What a head looks at: promised against actual over the last ninety days, and where the late ones lie. */
export async function figuresOf(tx: Tx, units: readonly string[]): Promise<Figures> {
  const since = new Date(tx.now.getTime() - 90 * 86_400_000);
  const services = await tx.many<
    Figures["services"][number]
  >(sql`select c.service_id as "serviceId", (array_agg(c.version_id order by c.submitted_at desc))[1] as "versionId",
      count(*) filter (where c.status = 'running') as running,
      count(*) filter (where c.status = 'running' and c.due_at < ${tx.now} and not c.is_paused) as late,
      count(*) filter (where c.finished_at is not null) as finished,
      count(*) filter (where c.finished_at is not null and not c.is_late) as "inTime",
      (select f.median::float8 from services.figure f join services.offering o on o.agency_id = f.agency_id and o.id = f.offering_id
        where f.service_id = c.service_id and o.unit_id = any(${units}) order by f.sample desc limit 1) as median,
      (array_agg(c.clock -> 'promise' order by c.submitted_at desc))[1] as promise
    from cases.case c where c.unit_id = any(${units}) and (c.submitted_at >= ${since} or c.status = 'running') group by c.service_id order by running desc, finished desc`);
  const holders = await tx.many<
    Figures["holders"][number]
  >(sql`select t.unit_id as "unitId", coalesce(u.name, '') as unit, count(*) as open,
      count(*) filter (where t.due_at < ${tx.now}) as late, min(t.due_at) as oldest
    from cases.task t join cases.case c on c.agency_id = t.agency_id and c.id = t.case_id left join agencies.unit u on u.id = t.unit_id
    where t.status = 'open' and c.unit_id = any(${units}) and c.status = 'running' group by t.unit_id, u.name order by late desc, open desc limit 20`);
  const weeks = await tx.many<Figures["weeks"][number]>(sql`select to_char(w.week, 'YYYY-MM-DD') as week,
      count(c.id) filter (where c.submitted_at >= w.week and c.submitted_at < w.week + interval '7 days') as submitted,
      count(c.id) filter (where c.finished_at >= w.week and c.finished_at < w.week + interval '7 days') as finished,
      count(c.id) filter (where c.finished_at >= w.week and c.finished_at < w.week + interval '7 days' and c.is_late) as late
    from generate_series(date_trunc('week', ${since}::timestamptz), date_trunc('week', ${tx.now}::timestamptz), interval '7 days') as w(week)
    left join cases.case c on c.unit_id = any(${units}) and (c.submitted_at >= ${since} or c.finished_at >= ${since})
    group by w.week order by w.week`);
  const sum = (key: "running" | "late" | "finished" | "inTime") => services.reduce((all, each) => all + each[key], 0);
  const paused = await tx.one<{ count: number }>(
    sql`select count(*) from cases.case c where c.unit_id = any(${units}) and c.status = 'running' and c.is_paused`,
  );
  return {
    running: sum("running"),
    late: sum("late"),
    paused: paused.count,
    finished: sum("finished"),
    inTime: sum("inTime"),
    services,
    holders,
    weeks,
  };
}
