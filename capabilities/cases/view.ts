// Everything that a page about one case shows, in one question to the database; what the asker may not see is not in the answer.

import type { Calendar } from "../../kernel/calendar/index.ts";
import { formatLongDate } from "../../kernel/calendar/index.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { type Sql, sql } from "../../kernel/db/sql.ts";
import type { Hall } from "../../kernel/hall.ts";
import { joinState, progress } from "../../kernel/process/index.ts";
import type { LineMapData } from "../../kernel/web/components/index.ts";
import { type Locale, pick, type Words } from "../../kernel/words/words.ts";
import { type LoadedVersion, serviceMap } from "../services/index.ts";
import type { CaseRow, TaskRow } from "./case.ts";
import { actorPlace } from "./for-whom.ts";
import { type Ground, groundOf } from "./ground.ts";
import type { NoticeBody } from "./notices.ts";
import { noticePlace } from "./notices.ts";

export type ViewTask = Omit<TaskRow, "applicant" | "filer" | "of_organization"> & {
  unit: string | null;
  claimedName: string | null;
};
export type ViewEvent = {
  number: number;
  at: Date;
  kind: string;
  label: string;
  /** Who acted for the applicant; null when nobody did. */
  actorName: string | null;
  actorKind: string;
  unit: string | null;
  data: Record<string, unknown>;
};
export type ViewComment = {
  id: string;
  at: Date;
  inside: boolean;
  fromApplicant: boolean;
  label: string;
  actorName: string | null;
  text: string;
};
export type ViewDocument = {
  id: string;
  key: string;
  title: { id: string; en: string };
  number: string;
  status: string;
  code: string;
  size: number | null;
  issuedAt: Date | null;
  validUntil: string | null;
  fault: string | null;
};
export type ViewNotice = {
  id: string;
  at: Date;
  key: string;
  to: string;
  unit: string | null;
  body: NoticeBody;
  mail: "waiting" | "sent" | "failed" | "none" | null;
};
export type ViewFile = { id: string; field: string; name: string; type: string; size: number; hasThumbnail: boolean };

export type CaseView = {
  row: CaseRow;
  ground: Ground;
  calendar: Calendar;
  now: Date;
  /** When its personal data were emptied; null while it holds them. */
  erasedAt: Date | null;
  tasks: ViewTask[];
  events: ViewEvent[];
  comments: ViewComment[];
  documents: ViewDocument[];
  notices: ViewNotice[];
  files: ViewFile[];
  /** Whether it is the asking official's own affair: then colleagues work on it. */
  ownAffair: boolean;
  /** Names of the units that roles stand for. */
  units: Record<string, string>;
};

type Json<T> = { [K in keyof T]: T[K] extends Date ? string : T[K] extends Date | null ? string | null : T[K] };

const list = (query: Sql): Sql => sql`(select coalesce(json_agg(row_to_json(x)), '[]') from (${query}) x)`;

const NOTHING = sql`'[]'::json`;

/**
 * The case and all around it, or undefined when it is not there or not the asker's to see. `brief` leaves out what only a page
 * shows (history, talk, papers, letters): an act on a task needs the case, its tasks and its files.
 */
export async function viewCase(
  tx: Tx,
  hall: Pick<Hall, "vault">,
  tracking: string,
  { brief = false }: { brief?: boolean } = {},
): Promise<CaseView | undefined> {
  const shown = (query: Sql): Sql => (brief ? NOTHING : list(query));
  const found = await tx.maybe<
    CaseRow & {
      erased_at: Date | null;
      own_affair: boolean;
      tasks: Json<ViewTask>[];
      event_list: Json<ViewEvent>[];
      comments: (Json<Omit<ViewComment, "text">> & { body: string })[];
      documents: Json<ViewDocument>[];
      notices: (Json<Omit<ViewNotice, "body">> & { body: string })[];
      files: (Omit<ViewFile, "name"> & { name: string })[];
      units: { id: string; name: string }[];
    }
  >(sql`select c.agency_id, c.id, c.tracking, c.offering_id, c.service_id, c.version_id, c.unit_id, c.applicant_id, c.region, c.status, c.outcome,
      c.state, c.variables, c.personal, c.correction, c.clock, c.due_at, c.is_paused, c.is_late, c.open_tasks, c.submitted_at, c.finished_at, c.revision, c.events, c.head, c.filed_by, c.filed_mandate,
      c.erased_at, cases.is_own_affair(c.agency_id, c.id, '{}') as own_affair,
      ${list(sql`select t.agency_id, t.case_id, t.id, t.key, t.element, t.role, t.unit_id, t.position_id, t.form, t.act, t.status, t.claimed_by, t.claimed_at, t.opened_at,
          t.due_at, t.done_at, t.done_by, t.done_position, t.done_label, t.service_id, t.tracking, t.priority, u.name as unit, o.name as "claimedName"
        from cases.task t left join agencies.unit u on u.id = t.unit_id left join agencies.official o on o.id = t.claimed_by
        where t.agency_id = c.agency_id and t.case_id = c.id order by t.opened_at, t.id limit 200`)} as tasks,
      ${shown(sql`select e.number, e.at, e.kind, e.label, e.actor_kind as "actorKind", encode(e.actor_name, 'base64') as "actorName", u.name as unit, e.data from cases.event e left join agencies.unit u on u.id = e.unit_id
        where e.agency_id = c.agency_id and e.case_id = c.id and e.at >= c.submitted_at - interval '1 day' order by e.number desc limit 200`)} as event_list,
      ${shown(sql`select m.id, m.at, m.is_inside as inside, m.from_applicant as "fromApplicant", m.label, encode(m.body, 'base64') as body, encode(m.actor_name, 'base64') as "actorName" from cases.comment m
        where m.agency_id = c.agency_id and m.case_id = c.id order by m.id limit 300`)} as comments,
      ${shown(sql`select d.id, d.key, d.title, d.number, d.status, d.code, d.size, d.issued_at as "issuedAt", d.valid_until as "validUntil", d.fault from cases.document d
        where d.agency_id = c.agency_id and d.case_id = c.id order by d.id`)} as documents,
      ${shown(sql`select n.id, n.at, n.key, n.to_role as "to", u.name as unit, encode(n.body, 'base64') as body, f.status as mail from cases.notice n
        left join agencies.unit u on u.id = n.unit_id left join lateral kernel.mail_fate(array[n.id]) f on true
        where n.agency_id = c.agency_id and n.case_id = c.id order by n.id limit 200`)} as notices,
      ${list(sql`select f.id, f.field, encode(f.name, 'base64') as name, f.type, f.size, f.thumbnail is not null as "hasThumbnail" from cases.attachment f
        where f.agency_id = c.agency_id and f.case_id = c.id order by f.sent_at, f.id limit 300`)} as files,
      ${shown(sql`select distinct u.id, u.name from services.offering o cross join lateral jsonb_each(o.roles) r join agencies.unit u on u.id = (r.value ->> 'unit')::uuid
        where o.agency_id = c.agency_id and o.id = c.offering_id`)} as units
    from cases.case c where c.tracking = ${tracking}`);
  if (!found) return undefined;
  const ground = await groundOf(tx, found);
  const { erased_at, own_affair, tasks, event_list, comments, documents, notices, files, units, ...row } = found;
  const date = (text: string | null): Date | null => (text ? new Date(text) : null);
  const open = (text: string, place: string) => hall.vault.open(Buffer.from(text, "base64"), place);
  return {
    row,
    ground,
    calendar: ground.calendar,
    now: tx.now,
    erasedAt: erased_at,
    ownAffair: own_affair,
    units: Object.fromEntries(units.map((unit) => [unit.id, unit.name])),
    tasks: tasks.map((task) => ({
      ...task,
      claimed_at: date(task.claimed_at),
      opened_at: new Date(task.opened_at),
      due_at: new Date(task.due_at),
      done_at: date(task.done_at),
    })),
    events: event_list.map((event) => ({
      ...event,
      at: new Date(event.at),
      actorName: event.actorName && open(event.actorName, actorPlace(row.id, event.number)),
    })),
    // Of an emptied case nothing that was said is left to show.
    comments: (erased_at ? [] : comments).map(({ body, ...comment }) => ({
      ...comment,
      at: new Date(comment.at),
      text: open(body, `cases.comment:body:${comment.id}`),
      actorName: comment.actorName && open(comment.actorName, `cases.comment:actor:${comment.id}`),
    })),
    documents: documents.map((document) => ({ ...document, issuedAt: date(document.issuedAt) })),
    notices: (erased_at ? [] : notices).map(({ body, ...notice }) => ({
      ...notice,
      at: new Date(notice.at),
      body: JSON.parse(open(body, noticePlace(notice.id))),
    })),
    files: files.map((file) => ({ ...file, name: open(file.name, `cases.attachment:name:${file.id}`) })),
  };
}

/** Which unit a role stands for here, in words. */
export const roleName = (view: Pick<CaseView, "ground" | "units">, t: Words, role: string): string => {
  const declared = view.ground.service.roles.find((each) => each.key === role);
  const unit = view.ground.offering.roles[role]?.unit;
  return (unit && view.units[unit]) || (declared ? pick(declared.name, t.locale) : role);
};

const taskMaps = new WeakMap<object, Map<string, LineMapData>>();

/** The small map of a worklist's row: the usual way up to an open task. What lies on the way to it is done, or it would not be open. */
export function taskMap(version: LoadedVersion, element: string, locale: Locale): LineMapData | undefined {
  const known = taskMaps.get(version.definition) ?? new Map<string, LineMapData>();
  taskMaps.set(version.definition, known);
  const key = `${element}/${locale}`;
  const found = known.get(key);
  if (found) return found;
  const map = serviceMap(version.definition, { locale });
  if (!map.stations.some((station) => station.id === element)) return undefined;
  const done = new Set<string>();
  for (const waiting = [element]; waiting.length > 0; ) {
    const at = waiting.pop();
    for (const link of map.links)
      if (link.to === at && !done.has(link.from)) {
        done.add(link.from);
        waiting.push(link.from);
      }
  }
  const made = {
    ...map,
    stations: map.stations.map((station) => ({
      ...station,
      state:
        station.id === element ? ("current" as const) : done.has(station.id) ? ("done" as const) : ("ahead" as const),
    })),
  };
  known.set(key, made);
  return made;
}

/** The case's path as a line map: the usual way, with what was passed, where it stands, and what was promised. */
export function caseMap(view: CaseView, t: Words, reader: "applicant" | "official"): LineMapData {
  const { row, ground, tasks, calendar } = view;
  const { definition } = ground.version;
  const map = serviceMap(definition, {
    locale: t.locale,
    parameters: ground.parameters,
    roleName: (role) => roleName(view, t, role),
  });
  const marks = progress(definition.process, joinState(row.state, row.variables));
  const latest = new Map(tasks.map((task) => [task.element, task]));
  const applicantTask = tasks.find((task) => task.status === "open" && task.unit_id === null);
  const stations = map.stations.map((station): LineMapData["stations"][number] => {
    const task = latest.get(station.id);
    const mark = marks[station.id];
    const state =
      task?.status === "open"
        ? "current"
        : mark === "done" && task?.status !== "cancelled"
          ? "done"
          : row.finished_at
            ? "skipped"
            : "ahead";
    return {
      ...station,
      who:
        state === "current" ? (task?.claimedName && reader === "official" ? task.claimedName : undefined) : undefined,
      state,
      ...(state === "done" && task?.done_at ? { when: formatLongDate(task.done_at, calendar.zone, t.locale) } : {}),
      ...(state === "current" && task
        ? { promised: formatLongDate(task.due_at, calendar.zone, t.locale), late: task.due_at < view.now }
        : {}),
    };
  });
  // The applicant's own turn is a station of its own while it lasts: a round of correction is not part of the usual way.
  if (applicantTask && !stations.some((station) => station.id === applicantTask.element)) {
    const node = definition.process.nodes.find((each) => each.id === applicantTask.element);
    const lastDone = stations.findLastIndex((station) => station.state === "done");
    const at = lastDone + 1;
    stations.splice(at, 0, {
      id: applicantTask.element,
      name: pick({ id: node?.name ?? applicantTask.element, en: node?.attributes.en }, t.locale),
      line: applicantTask.role,
      state: "current",
      yours: reader === "applicant",
      promised: formatLongDate(applicantTask.due_at, calendar.zone, t.locale),
    });
    const before = stations[at - 1];
    if (!map.lines.some((line) => line.id === applicantTask.role))
      map.lines.unshift({ id: applicantTask.role, name: roleName(view, t, applicantTask.role) });
    const after = map.links.filter((link) => link.from === before?.id);
    if (before) map.links.push({ from: before.id, to: applicantTask.element });
    for (const link of after) map.links.push({ from: applicantTask.element, to: link.to });
    for (const link of after) map.links.splice(map.links.indexOf(link), 1);
  }
  // The end that was reached takes the place of the hoped-for one.
  const outcome = ground.service.outcomes.find((each) => each.key === row.outcome);
  if (row.finished_at && outcome) {
    const last = stations.at(-1);
    if (last?.end) {
      last.name = pick(outcome.name, t.locale);
      last.state = "done";
      last.end = outcome.kind === "granted" ? "well" : "refused";
      last.when = formatLongDate(row.finished_at, calendar.zone, t.locale);
    }
  }
  return { ...map, stations };
}
