// From a step of the engine to rows: the one place where what the engine decided becomes tasks, timers, notices, jobs and history,
// all in the caller's transaction.

import type { Actor } from "../../kernel/actor.ts";
import {
  dueAt,
  due as dueOf,
  formatDateTime,
  type Promised,
  pause,
  resume,
  startClock,
  stop,
} from "../../kernel/calendar/index.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { Defect } from "../../kernel/errors.ts";
import { announce, type Hall, listened } from "../../kernel/hall.ts";
import { enqueue } from "../../kernel/jobs/jobs.ts";
import {
  advance,
  type Effect,
  type Event,
  joinState,
  type Started,
  type Step,
  splitState,
  start,
} from "../../kernel/process/index.ts";
import { APPLICATION_FORM, clockStarts, pausesClock, promiseOf, silenceOf, taskTime } from "../services/index.ts";
import { type CaseRow, type Personal, readClock, type TaskRow, writeClock } from "./case.ts";
import {
  clearTimers,
  endTask,
  insertCase,
  insertEvent,
  insertParties,
  insertTask,
  turnTimers,
  updateCase,
} from "./cases.sql.ts";
import { openDocument } from "./documents.sql.ts";
import { actorName, behalfOf } from "./for-whom.ts";
import { behind, type Ground } from "./ground.ts";
import { hashEvent } from "./history.ts";
import { notify } from "./notices.ts";
import { recordStep } from "./record-step.ts";

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

const EVENTS = new Set(["start", "end", "throw", "catch", "boundary"]);

export type Carried = { row: CaseRow; step: Step; opened: TaskRow[] };

/** Begins a case: the first step, its rows, the first line of its history. */
export function begin(
  tx: Tx,
  hall: Hall,
  ground: Ground,
  row: Omit<CaseRow, "state" | "variables" | "events" | "head">,
  variables: Record<string, unknown>,
  personal: Personal,
  deed: Deed,
): Carried {
  const entry: Started = { type: "started", variables };
  const step = start(ground.version.definition.process, variables, tx.now, { decide: ground.version.decide });
  return carry(
    tx,
    hall,
    ground,
    { ...row, state: {} as never, variables: {}, events: 0, head: Buffer.alloc(32) },
    [],
    personal,
    entry,
    step,
    deed,
  );
}

/** Takes an event into a locked case. A refusal by the engine is given back, with nothing written. */
export function take(
  tx: Tx,
  hall: Hall,
  ground: Ground,
  row: CaseRow,
  open: TaskRow[],
  personal: Personal,
  event: Event,
  deed: Deed,
): Carried {
  const state = joinState(row.state, row.variables);
  const step = advance(ground.version.definition.process, state, event, tx.now, { decide: ground.version.decide });
  if (step.refused) return { row, step, opened: [] };
  return carry(tx, hall, ground, row, open, personal, event, step, deed);
}

function carry(
  tx: Tx,
  hall: Hall,
  ground: Ground,
  before: CaseRow,
  open: TaskRow[],
  personal: Personal,
  entry: Started | Event,
  step: Step,
  deed: Deed,
): Carried {
  const { agency_id: agency, id } = before;
  const isNew = before.events === 0;
  const { control, variables } = splitState(step.state);
  const row: CaseRow = {
    ...before,
    state: control,
    variables,
    events: before.events + 1,
    revision: isNew ? before.revision : before.revision + 1,
  };
  // Where the case stands must be there before its tasks: row security looks at it. The row is completed below and written then.
  const work: (() => void)[] = [];
  const opened: TaskRow[] = [];
  const closed = new Set<string>();
  // Units and timers are gathered and written with one statement each.
  const parties = new Set<string>(isNew ? [before.unit_id] : []);
  const timers = new Map<string, Date | undefined>();
  const told = (key: string | undefined, more: Record<string, string> = {}) =>
    key &&
    work.push(() => notify(tx, hall, ground, row, personal, key, { reason: String(deed.data?.reason ?? ""), ...more }));
  const moment = (on: string, more: Record<string, string> = {}) => {
    for (const notice of ground.service.notices) if (notice.on === on) told(notice.key, more);
  };

  const about = (task: TaskRow) => ({
    taskName: nameOf(ground, task.element),
    taskDueAt: formatDateTime(task.due_at, ground.calendar.zone, "id"),
  });
  const watched = (element: string | undefined) => {
    const task = open.find((each) => each.element === element);
    return task ? about(task) : {};
  };

  for (const effect of step.effects) {
    switch (effect.kind) {
      case "open-task": {
        const task = taskOf(tx, ground, row, effect, hall, personal);
        opened.push(task);
        work.push(() => insertTask(tx, task));
        if (task.unit_id) parties.add(task.unit_id);
        if (task.unit_id === null && task.form === APPLICATION_FORM && !isNew) moment("returned", about(task));
        told(effect.attributes.notice, about(task));
        break;
      }
      case "close-task":
        closed.add(effect.key);
        break;
      case "set-timer": {
        const at = effect.at ? new Date(effect.at) : dueAt(ground.calendar, tx.now, effect.workingDays ?? 0).at;
        timers.set(effect.key, at);
        break;
      }
      case "clear-timer":
        timers.set(effect.key, undefined);
        break;
      case "invoke":
        if (effect.act === "issue-document")
          work.push(() => openDocument(tx, ground, row, documentKey(ground, effect.attributes), effect.key));
        else
          work.push(() =>
            enqueue(
              tx,
              "case.invoke",
              { agency, case: id, key: effect.key, act: effect.act ?? "", attributes: effect.attributes },
              { key: `invoke:${id}:${effect.key}` },
            ),
          );
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
        row.status =
          effect.how === "cancelled" ? "withdrawn" : (outcome?.kind ?? (effect.how === "error" ? "failed" : "closed"));
        row.outcome =
          outcome?.key ??
          effect.outcome ??
          (effect.how === "cancelled" ? (ground.service.withdrawal?.outcome ?? null) : null);
        row.finished_at = tx.now;
        if (effect.how !== "cancelled") {
          for (const key of outcome?.documents ?? []) work.push(() => openDocument(tx, ground, row, key, null));
          // With a document to come, the good news waits for it: it names the number.
          if (!outcome?.documents.length) told(outcome?.notice);
          moment("decided");
        } else moment("withdrawn");
        break;
      }
      default:
        break;
    }
  }

  // Events that name a notice: timers, ends, thrown events. Tasks and messages told theirs above.
  const { nodes } = ground.version.definition.process;
  for (const element of step.trace) {
    const node = nodes.find((each) => each.id === element);
    if (
      node &&
      EVENTS.has(node.kind) &&
      !step.effects.some((effect) => effect.kind === "send" && effect.element === element)
    )
      told(node.attributes.notice, watched(node.on));
  }

  // Tasks that ended in this step, in the database's terms.
  const still = open.filter((task) => !closed.has(task.key));
  for (const task of open.filter((each) => closed.has(each.key))) {
    const mine = deed.task?.key === task.key;
    endTask(tx, task, {
      status: mine ? "done" : "cancelled",
      by: mine ? (deed.actor.official ?? null) : null,
      position: mine ? (task.position_id ?? deed.actor.position ?? null) : null,
      label: mine ? deed.label : null,
      account: mine && task.unit_id === null ? (deed.actor.account ?? null) : null,
      mandate: mine && task.unit_id === null ? (deed.actor.behalf?.mandate ?? null) : null,
    });
  }
  row.open_tasks = still.length + opened.length;
  const done = row.finished_at !== null;
  turnClock(tx, ground, row, [...still, ...opened], step.trace, isNew, timers);

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
    data: { ...factsOf(step.effects, deed), ...behalfOf(deed.actor) },
    entry: { at: tx.now.toISOString(), event: JSON.parse(JSON.stringify(entry)) },
    trace: step.trace,
  };
  const hash = hashEvent(before.head, event);
  if (isNew) {
    row.head = hash;
    insertCase(tx, row);
  } else {
    row.head = hash;
    updateCase(tx, row);
  }
  insertEvent(tx, { ...event, previous: before.head, hash, actor_name: actorName(hall, deed.actor, id, event.number) });
  recordStep(tx, deed.actor, row, event, hash, deed.task?.element);
  if (isNew) moment("submitted");
  if (deed.task && deed.task.unit_id === null && deed.task.form === APPLICATION_FORM) moment("corrected");
  insertParties(tx, agency, id, [...parties]);
  if (done) clearTimers(tx, agency, id);
  else turnTimers(tx, agency, id, timers);
  for (const each of work) each();
  const happened = isNew ? "case.submitted" : done ? "case.decided" : "case.moved";
  if (listened(hall.capabilities).has(happened))
    announce(tx, happened, { agency, case: id, status: row.status, outcome: row.outcome });
  return { row, step, opened };
}

/** What the history tells of the effects: decisions with their results, trouble with its place. */
function factsOf(effects: Effect[], deed: Deed): Record<string, unknown> {
  const decisions = effects.flatMap((effect) =>
    effect.kind === "decide" ? [{ decision: effect.decision, value: effect.value }] : [],
  );
  const incidents = effects.flatMap((effect) =>
    effect.kind === "incident" ? [{ element: effect.element, message: effect.message }] : [],
  );
  return {
    ...deed.data,
    ...(deed.task ? { element: deed.task.element } : {}),
    ...(decisions.length > 0 ? { decisions } : {}),
    ...(incidents.length > 0 ? { incidents } : {}),
  };
}

function taskOf(
  tx: Tx,
  ground: Ground,
  row: CaseRow,
  effect: Extract<Effect, { kind: "open-task" }>,
  hall: Hall,
  personal: Personal,
): TaskRow {
  const role = effect.attributes.role ?? effect.lane?.role ?? "";
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
    due_at: taskDue(ground, row, effect.element, tx.now),
    done_at: null,
    done_by: null,
    done_position: null,
    done_label: null,
    service_id: row.service_id,
    tracking: row.tracking,
    applicant: hall.vault.seal(personal.applicant.name, `cases.task:applicant:${taskId}`),
    of_organization: personal.applicant.kind === "organization",
    filer: personal.filer ? hall.vault.seal(personal.filer.name, `cases.task:filer:${taskId}`) : null,
    priority: Number(effect.attributes.priority ?? 0) || 0,
  };
}

/** A task's own time (a number, or FEEL over parameters and data), else the case's promise. */
function taskDue(ground: Ground, row: CaseRow, element: string, now: Date): Date {
  const node = ground.version.definition.process.nodes.find((each) => each.id === element);
  const own = node && taskTime(node, row.variables);
  if (own) return dueOf(ground.calendar, startClock(own, now), now);
  return (
    row.due_at ?? dueOf(ground.calendar, startClock(promiseOf(ground.version.definition, ground.parameters), now), now)
  );
}

const nameOf = (ground: Ground, element: string): string =>
  ground.version.definition.process.nodes.find((each) => each.id === element)?.name ?? "";

/** Starts, pauses, resumes or stops the clock, and sets the timers that hang on it. */
function turnClock(
  tx: Tx,
  ground: Ground,
  row: CaseRow,
  open: TaskRow[],
  trace: readonly string[],
  isNew: boolean,
  timers: Map<string, Date | undefined>,
): void {
  const { definition } = ground.version;
  const { promise, silence } = ground.service;
  const begins = (starts: string) => (starts === "submission" ? isNew : clockStarts(starts, trace));
  let clock = row.clock
    ? readClock(row.clock)
    : begins(promise.starts)
      ? startClock(promiseOf(definition, ground.parameters), tx.now, promise.warnAt)
      : undefined;
  const silenceFrom = row.clock?.silenceFrom ?? (silence && begins(silence.starts) ? tx.now.toISOString() : undefined);
  if (!clock) return;
  const still = open.some((task) => pausesClock(definition, task.element));
  clock = row.finished_at ? stop(clock, tx.now) : still ? pause(clock, tx.now) : resume(clock, tx.now);
  const due = dueOf(ground.calendar, clock, tx.now);
  const stored = writeClock(clock, silenceFrom);
  const turned = JSON.stringify(stored) !== JSON.stringify(row.clock);
  row.clock = stored;
  row.due_at = due;
  row.is_paused = still && !row.finished_at;
  if (row.finished_at) row.is_late = due.getTime() < row.finished_at.getTime();
  if (!turned || row.finished_at) return;
  if (row.is_paused) {
    for (const key of ["@warn", "@late", "@silence"]) timers.set(key, undefined);
    return;
  }
  if (!row.is_late) {
    timers.set("@late", due);
    const warned = warnAt(ground, clock, due, tx.now);
    // A warning that was given is not given again after a pause.
    if (isNew || warned > tx.now) timers.set("@warn", warned);
  }
  const legal = silenceOf(definition, ground.parameters);
  if (legal && silenceFrom) {
    const silent = dueOf(ground.calendar, { ...clock, startedAt: new Date(silenceFrom), promise: legal }, tx.now);
    timers.set("@silence", silent);
  }
}

/** When the warned share of the promise is used up: looked for between now and due, to the minute. */
function warnAt(ground: Ground, clock: ReturnType<typeof readClock>, due: Date, now: Date): Date {
  const share = ground.service.promise.warnAt;
  const scaled = { ...clock, promise: scale(clock.promise, share) };
  const at = dueOf(ground.calendar, scaled, now);
  return at < due ? at : due;
}

function scale(promise: Promised, share: number): Promised {
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
