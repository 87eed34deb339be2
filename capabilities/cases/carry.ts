// From a step of the engine to rows: the one place where what the engine decided becomes tasks, timers, notices, jobs and history,
// all in the caller's transaction.

import { due as dueOf, dueAt, pause, resume, startClock, stop } from "../../kernel/calendar/index.ts";
import type { Actor } from "../../kernel/actor.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { Defect } from "../../kernel/errors.ts";
import { announce, type Hall, listened } from "../../kernel/hall.ts";
import { enqueue } from "../../kernel/jobs/jobs.ts";
import { evaluate } from "../../kernel/process/feel.ts";
import { advance, type Effect, type Event, joinState, splitState, type Started, type Step, start } from "../../kernel/process/index.ts";
import { amountOf } from "../services/index.ts";
import { APPLICATION_FORM } from "../services/index.ts";
import { type CaseRow, type Personal, promised, readClock, type TaskRow, writeClock } from "./case.ts";
import { clearTimer, clearTimers, endTask, insertCase, insertEvent, insertParty, insertTask, setTimer, updateCase } from "./cases.sql.ts";
import { openDocument } from "./documents.sql.ts";
import { behind, type Ground } from "./ground.ts";
import { hashEvent } from "./history.ts";
import { notify } from "./notices.ts";

/** What is known around a step. */
export type Deed = {
  kind: string;
  actor: Actor;
  /** As it stands in the history: title and name of an official, "" for the applicant and for the program. */
  label: string;
  /** What the history says besides; open facts only. */
  data?: Record<string, unknown>;
  /** The task that this completes. */
  task?: TaskRow;
};

export type Carried = { row: CaseRow; step: Step; opened: TaskRow[] };

/** Begins a case: the first step, its rows, the first line of its history. */
export function begin(tx: Tx, hall: Hall, ground: Ground, row: Omit<CaseRow, "state" | "variables" | "events" | "head">, variables: Record<string, unknown>, personal: Personal, deed: Deed): Carried {
  const entry: Started = { type: "started", variables };
  const step = start(ground.version.definition.process, variables, tx.now, { decide: ground.version.decide });
  return carry(tx, hall, ground, { ...row, state: {} as never, variables: {}, events: 0, head: Buffer.alloc(32) }, [], personal, entry, step, deed);
}

/** Takes an event into a locked case. A refusal by the engine is given back, with nothing written. */
export function take(tx: Tx, hall: Hall, ground: Ground, row: CaseRow, open: TaskRow[], personal: Personal, event: Event, deed: Deed): Carried {
  const state = joinState(row.state, row.variables);
  const step = advance(ground.version.definition.process, state, event, tx.now, { decide: ground.version.decide });
  if (step.refused) return { row, step, opened: [] };
  return carry(tx, hall, ground, row, open, personal, event, step, deed);
}

function carry(tx: Tx, hall: Hall, ground: Ground, before: CaseRow, open: TaskRow[], personal: Personal, entry: Started | Event, step: Step, deed: Deed): Carried {
  const { agency_id: agency, id } = before;
  const isNew = before.events === 0;
  const { control, variables } = splitState(step.state);
  const row: CaseRow = { ...before, state: control, variables, events: before.events + 1, revision: isNew ? before.revision : before.revision + 1 };
  // Where the case stands must be there before its tasks: row security looks at it. The row is completed below and written then.
  const work: (() => void)[] = [];
  const opened: TaskRow[] = [];
  const closed = new Set<string>();
  const told = (key: string | undefined, more: Record<string, string> = {}) =>
    key && work.push(() => notify(tx, hall, ground, row, personal, key, { reason: String(deed.data?.reason ?? ""), ...more }));
  const moment = (on: string, more: Record<string, string> = {}) => {
    for (const notice of ground.service.notices) if (notice.on === on) told(notice.key, more);
  };

  for (const effect of step.effects) {
    switch (effect.kind) {
      case "open-task": {
        const task = taskOf(tx, ground, row, effect, hall, personal);
        opened.push(task);
        work.push(() => insertTask(tx, task));
        if (task.unit_id) work.push(() => insertParty(tx, agency, id, task.unit_id as string));
        if (task.unit_id === null && task.form === APPLICATION_FORM && !isNew) moment("returned", { taskName: effect.name ?? "" });
        told(effect.attributes.notice, { taskName: effect.name ?? "" });
        break;
      }
      case "close-task":
        closed.add(effect.key);
        break;
      case "set-timer": {
        const at = effect.at ? new Date(effect.at) : dueAt(ground.calendar, tx.now, effect.workingDays ?? 0).at;
        work.push(() => setTimer(tx, agency, id, effect.key, at));
        break;
      }
      case "clear-timer":
        work.push(() => clearTimer(tx, agency, id, effect.key));
        break;
      case "invoke":
        if (effect.act === "issue-document") work.push(() => openDocument(tx, ground, row, documentKey(ground, effect.attributes), effect.key));
        else work.push(() => enqueue(tx, "case.invoke", { agency, case: id, key: effect.key }, { key: `invoke:${id}:${effect.key}` }));
        break;
      case "send":
        told(effect.notice);
        break;
      case "escalate":
        moment("late");
        break;
      case "call":
      case "signal":
        break;
      case "finish": {
        const outcome = ground.service.outcomes.find((each) => each.key === effect.outcome);
        row.status = effect.how === "cancelled" ? "withdrawn" : (outcome?.kind ?? (effect.how === "error" ? "failed" : "closed"));
        row.outcome = outcome?.key ?? effect.outcome ?? (effect.how === "cancelled" ? (ground.service.withdrawal?.outcome ?? null) : null);
        row.finished_at = tx.now;
        if (effect.how !== "cancelled") {
          for (const key of outcome?.documents ?? []) work.push(() => openDocument(tx, ground, row, key, null));
          told(outcome?.notice, { outcomeName: outcome?.name.id ?? "" });
          moment("decided", { outcomeName: outcome?.name.id ?? "" });
        } else moment("withdrawn");
        break;
      }
      default:
        break;
    }
  }

  // Tasks that ended in this step, in the database's terms.
  const still = open.filter((task) => !closed.has(task.key));
  for (const task of open.filter((each) => closed.has(each.key))) {
    const mine = deed.task?.key === task.key;
    endTask(tx, task, {
      status: mine ? "done" : "cancelled",
      by: mine ? (deed.actor.official ?? null) : null,
      position: mine ? (deed.actor.position ?? null) : null,
      label: mine ? deed.label : null,
    });
  }
  row.open_tasks = still.length + opened.length;
  const done = row.finished_at !== null;
  turnClock(tx, ground, row, [...still, ...opened], deed, isNew);

  const event = {
    agency_id: agency,
    case_id: id,
    number: row.events,
    at: tx.now,
    kind: deed.kind,
    actor: deed.actor.account ?? null,
    actor_kind: deed.actor.kind,
    label: deed.label,
    unit_id: deed.task?.unit_id ?? deed.actor.unit ?? null,
    data: factsOf(step.effects, deed),
    entry: { at: tx.now.toISOString(), event: JSON.parse(JSON.stringify(entry)) },
    trace: step.trace,
  };
  const hash = hashEvent(before.head, event);
  if (isNew) {
    row.head = hash;
    insertCase(tx, row);
    insertParty(tx, agency, id, row.unit_id);
  } else {
    row.head = hash;
    updateCase(tx, row);
  }
  insertEvent(tx, { ...event, previous: before.head, hash });
  if (isNew) moment("submitted");
  if (deed.task && deed.task.unit_id === null && deed.task.form === APPLICATION_FORM) moment("corrected");
  if (done) clearTimers(tx, agency, id);
  for (const each of work) each();
  const happened = isNew ? "case.submitted" : done ? "case.decided" : "case.moved";
  if (listened(hall.capabilities).has(happened)) announce(tx, happened, { agency, case: id, status: row.status, outcome: row.outcome });
  return { row, step, opened };
}

/** What the history tells of the effects: decisions with their results, trouble with its place. */
function factsOf(effects: Effect[], deed: Deed): Record<string, unknown> {
  const decisions = effects.flatMap((effect) => (effect.kind === "decide" ? [{ decision: effect.decision, value: effect.value }] : []));
  const incidents = effects.flatMap((effect) => (effect.kind === "incident" ? [{ element: effect.element, message: effect.message }] : []));
  return {
    ...deed.data,
    ...(deed.task ? { element: deed.task.element } : {}),
    ...(decisions.length > 0 ? { decisions } : {}),
    ...(incidents.length > 0 ? { incidents } : {}),
  };
}

function taskOf(tx: Tx, ground: Ground, row: CaseRow, effect: Extract<Effect, { kind: "open-task" }>, hall: Hall, personal: Personal): TaskRow {
  const role = effect.lane?.role ?? effect.attributes.role ?? "";
  const who = behind(ground, role);
  const taskId = tx.id();
  return {
    agency_id: row.agency_id,
    case_id: row.id,
    id: taskId,
    key: effect.key,
    element: effect.element,
    role: role || "unit",
    unit_id: who.applicant ? null : who.unit,
    position_id: who.applicant ? null : who.position,
    form: effect.attributes.form ?? null,
    act: effect.attributes.act ?? "complete",
    status: "open",
    claimed_by: null,
    claimed_at: null,
    opened_at: tx.now,
    due_at: taskDue(tx, ground, row, effect.attributes.workingDays),
    done_at: null,
    done_by: null,
    done_position: null,
    done_label: null,
    service_id: row.service_id,
    tracking: row.tracking,
    applicant: hall.vault.seal(personal.applicant.name, `cases.task:applicant:${taskId}`),
    priority: Number(effect.attributes.priority ?? 0) || 0,
  };
}

/** A task's own working days (a number, or FEEL over parameters and data), else the case's promise. */
function taskDue(tx: Tx, ground: Ground, row: CaseRow, workingDays: string | undefined): Date {
  if (workingDays !== undefined) {
    const days = Number(workingDays);
    const value = Number.isFinite(days) ? days : evaluate(workingDays, { ...row.variables, parameters: ground.parameters }).value;
    if (typeof value === "number" && value >= 0) return dueAt(ground.calendar, tx.now, Math.floor(value)).at;
  }
  return row.due_at ?? dueOf(ground.calendar, startClock(promiseOf(ground), tx.now), tx.now);
}

export const promiseOf = (ground: Ground) => promised(amountOf(ground.service.promise.amount, ground.parameters), ground.service.promise.unit);

/** Whether the clock stands still while this task is open. */
const pausing = (ground: Ground, task: TaskRow): boolean => {
  const node = ground.version.definition.process.nodes.find((each) => each.id === task.element);
  return ground.service.promise.pauses.includes(task.element) || node?.attributes.pauses !== undefined;
};

/** Starts, pauses, resumes or stops the clock, and sets the timers that hang on it. */
function turnClock(tx: Tx, ground: Ground, row: CaseRow, open: TaskRow[], deed: Deed, isNew: boolean): void {
  const { promise, silence } = ground.service;
  const begins = (starts: string) => (isNew ? starts === "submission" : deed.task?.element === starts);
  let clock = row.clock ? readClock(row.clock) : begins(promise.starts) ? startClock(promiseOf(ground), tx.now, promise.warnAt) : undefined;
  const silenceFrom = row.clock?.silenceFrom ?? (silence && begins(silence.starts) ? tx.now.toISOString() : undefined);
  if (!clock) return;
  const still = open.some((task) => pausing(ground, task));
  clock = row.finished_at ? stop(clock, tx.now) : still ? pause(clock, tx.now) : resume(clock, tx.now);
  const due = dueOf(ground.calendar, clock, tx.now);
  const stored = writeClock(clock, silenceFrom);
  const turned = JSON.stringify(stored) !== JSON.stringify(row.clock);
  row.clock = stored;
  row.due_at = due;
  row.is_paused = still && !row.finished_at;
  if (row.finished_at) row.is_late = due.getTime() < row.finished_at.getTime();
  if (!turned || row.finished_at) return;
  const { agency_id: agency, id } = row;
  if (row.is_paused) {
    for (const key of ["@warn", "@late", "@silence"]) clearTimer(tx, agency, id, key);
    return;
  }
  if (!row.is_late) {
    setTimer(tx, agency, id, "@late", due);
    setTimer(tx, agency, id, "@warn", warnAt(ground, clock, due, tx.now));
  }
  if (silence && silenceFrom) {
    const legal = { ...clock, startedAt: new Date(silenceFrom), promise: promised(amountOf(silence.amount, ground.parameters), silence.unit) };
    setTimer(tx, agency, id, "@silence", dueOf(ground.calendar, legal, tx.now));
  }
}

/** When the warned share of the promise is used up: looked for between now and due, to the minute. */
function warnAt(ground: Ground, clock: ReturnType<typeof readClock>, due: Date, now: Date): Date {
  const share = ground.service.promise.warnAt;
  const scaled = { ...clock, promise: scale(clock.promise, share) };
  const at = dueOf(ground.calendar, scaled, now);
  return at < due ? at : due;
}

function scale(promise: ReturnType<typeof promiseOf>, share: number): ReturnType<typeof promiseOf> {
  if ("workingDays" in promise) return { workingDays: Math.max(0, Math.floor(promise.workingDays * share)) };
  if ("calendarDays" in promise) return { calendarDays: Math.max(0, Math.floor(promise.calendarDays * share)) };
  if ("hours" in promise) return { hours: promise.hours * share };
  return { workingMinutes: promise.workingMinutes * share };
}

function documentKey(ground: Ground, attributes: Record<string, string>): string {
  const key = attributes.document ?? attributes.template ?? ground.service.documents[0]?.key;
  if (!key) throw new Defect("a task issues a document, but the service has none");
  return key;
}
