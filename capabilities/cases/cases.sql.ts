// Every SQL text of a case.

import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { CaseRow, TaskRow } from "./case.ts";
import type { EventRow } from "./history.ts";

const CASE = sql`c.agency_id, c.id, c.tracking, c.offering_id, c.service_id, c.version_id, c.unit_id, c.applicant_id, c.region, c.status, c.outcome,
  c.state, c.variables, c.personal, c.correction, c.clock, c.due_at, c.is_paused, c.is_late, c.open_tasks, c.submitted_at, c.finished_at,
  c.revision, c.events, c.head, c.filed_by, c.filed_mandate`;
const TASK = sql`agency_id, case_id, id, key, element, role, unit_id, position_id, form, act, status, claimed_by, claimed_at, opened_at, due_at,
  done_at, done_by, done_position, done_label, service_id, tracking, applicant, filer, of_organization, priority`;

/** A case by its ids, kept from others until the transaction ends. Undefined when it is not there or not the asker's. */
export const lockCase = (tx: Tx, agency: string, id: string) =>
  tx.maybe<CaseRow>(sql`select ${CASE} from cases.case c where c.agency_id = ${agency} and c.id = ${id} for update`);

/** The same, unless somebody else holds it now. */
export const lockCaseIfFree = (tx: Tx, agency: string, id: string) =>
  tx.maybe<CaseRow>(
    sql`select ${CASE} from cases.case c where c.agency_id = ${agency} and c.id = ${id} for update skip locked`,
  );

export const lockByTracking = (tx: Tx, tracking: string) =>
  tx.maybe<CaseRow>(sql`select ${CASE} from cases.case c where c.tracking = ${tracking} for update`);

export const openTasksOf = (tx: Tx, agency: string, id: string) =>
  tx.many<TaskRow>(
    sql`select ${TASK} from cases.task where agency_id = ${agency} and case_id = ${id} and status = 'open' order by opened_at, id`,
  );

/** Who did the steps of a case that are done. */
export const doneTasksOf = (tx: Tx, agency: string, id: string) =>
  tx.many<Pick<TaskRow, "element" | "done_by">>(
    sql`select element, done_by from cases.task where agency_id = ${agency} and case_id = ${id} and status = 'done' and done_by is not null`,
  );

export const insertCase = (tx: Tx, row: CaseRow) =>
  tx.later(sql`insert into cases.case (agency_id, id, tracking, offering_id, service_id, version_id, unit_id, applicant_id, region, status, outcome, state,
      variables, personal, correction, clock, due_at, is_paused, is_late, open_tasks, submitted_at, finished_at, revision, events, head, filed_by, filed_mandate)
    values (${row.agency_id}, ${row.id}, ${row.tracking}, ${row.offering_id}, ${row.service_id}, ${row.version_id}, ${row.unit_id}, ${row.applicant_id}, ${row.region},
      ${row.status}, ${row.outcome}, ${JSON.stringify(row.state)}, ${JSON.stringify(row.variables)}, ${row.personal}, ${json(row.correction)},
      ${json(row.clock)}, ${row.due_at}, ${row.is_paused}, ${row.is_late}, ${row.open_tasks}, ${row.submitted_at}, ${row.finished_at},
      ${row.revision}, ${row.events}, ${row.head}, ${row.filed_by}, ${row.filed_mandate})`);

export const updateCase = (tx: Tx, row: CaseRow) =>
  tx.later(sql`update cases.case set status = ${row.status}, outcome = ${row.outcome}, state = ${JSON.stringify(row.state)},
      variables = ${JSON.stringify(row.variables)}, personal = ${row.personal}, correction = ${json(row.correction)}, clock = ${json(row.clock)},
      due_at = ${row.due_at}, is_paused = ${row.is_paused}, is_late = ${row.is_late}, open_tasks = ${row.open_tasks}, finished_at = ${row.finished_at},
      revision = ${row.revision}, events = ${row.events}, head = ${row.head}
    where agency_id = ${row.agency_id} and id = ${row.id}`);

export const insertEvent = (tx: Tx, row: EventRow) =>
  tx.later(sql`insert into cases.event (agency_id, case_id, number, at, kind, actor, actor_kind, label, unit_id, data, entry, trace, previous, hash, actor_name)
    values (${row.agency_id}, ${row.case_id}, ${row.number}, ${row.at}, ${row.kind}, ${row.actor}, ${row.actor_kind}, ${row.label}, ${row.unit_id},
      ${JSON.stringify(row.data)}, ${json(row.entry)}, ${row.trace}, ${row.previous}, ${row.hash}, ${row.actor_name ?? null})`);

export const insertTask = (tx: Tx, row: TaskRow) =>
  tx.later(sql`insert into cases.task (agency_id, case_id, id, key, element, role, unit_id, position_id, form, act, opened_at, due_at, service_id, tracking, applicant, filer, of_organization, priority)
    values (${row.agency_id}, ${row.case_id}, ${row.id}, ${row.key}, ${row.element}, ${row.role}, ${row.unit_id}, ${row.position_id}, ${row.form}, ${row.act},
      ${row.opened_at}, ${row.due_at}, ${row.service_id}, ${row.tracking}, ${row.applicant}, ${row.filer}, ${row.of_organization}, ${row.priority})`);

/** Units that work on a case from now on; those that did already stay as they are. One statement for all. */
export const insertParties = (tx: Tx, agency: string, id: string, units: readonly string[]) => {
  if (units.length > 0)
    tx.later(sql`insert into cases.party (agency_id, case_id, unit_id, since)
      select ${agency}::uuid, ${id}::uuid, unit, ${tx.now}::timestamptz from unnest(${units}::uuid[]) unit on conflict do nothing`);
};

export const endTask = (
  tx: Tx,
  row: TaskRow,
  end: {
    status: "done" | "cancelled";
    by: string | null;
    position: string | null;
    label: string | null;
    /** Of an applicant's task: the account that did it, and its mandate. */
    account: string | null;
    mandate: string | null;
  },
) =>
  tx.later(sql`update cases.task set status = ${end.status}, done_at = ${tx.now}, done_by = ${end.by}, done_position = ${end.position}, done_label = ${end.label},
      done_account = ${end.account}, done_mandate = ${end.mandate}
    where agency_id = ${row.agency_id} and case_id = ${row.case_id} and id = ${row.id} and status = 'open'`);

export const setTimer = (tx: Tx, agency: string, id: string, key: string, at: Date) =>
  tx.later(sql`insert into cases.timer (agency_id, case_id, key, due_at) values (${agency}, ${id}, ${key}, ${at})
    on conflict (agency_id, case_id, key) do update set due_at = excluded.due_at`);

/** Sets and clears several timers of a case with one statement each: undefined clears. */
export function turnTimers(tx: Tx, agency: string, id: string, timers: ReadonlyMap<string, Date | undefined>): void {
  const cleared = [...timers].filter(([, at]) => at === undefined).map(([key]) => key);
  const set = [...timers].filter((each): each is [string, Date] => each[1] !== undefined);
  if (cleared.length > 0)
    tx.later(
      sql`delete from cases.timer where agency_id = ${agency} and case_id = ${id} and key = any(${cleared}::text[])`,
    );
  if (set.length > 0)
    tx.later(sql`insert into cases.timer (agency_id, case_id, key, due_at)
      select ${agency}::uuid, ${id}::uuid, t.key, t.due_at
        from unnest(${set.map(([key]) => key)}::text[], ${set.map(([, at]) => at)}::timestamptz[]) t (key, due_at)
      on conflict (agency_id, case_id, key) do update set due_at = excluded.due_at`);
}

export const clearTimer = (tx: Tx, agency: string, id: string, key: string) =>
  tx.later(sql`delete from cases.timer where agency_id = ${agency} and case_id = ${id} and key = ${key}`);

export const clearTimers = (tx: Tx, agency: string, id: string) =>
  tx.later(sql`delete from cases.timer where agency_id = ${agency} and case_id = ${id}`);

export const setClaim = (tx: Tx, task: TaskRow, official: string | null) =>
  tx.run(sql`update cases.task set claimed_by = ${official}, claimed_at = ${official ? tx.now : null}
    where agency_id = ${task.agency_id} and case_id = ${task.case_id} and id = ${task.id} and status = 'open'`);

const json = (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value));
