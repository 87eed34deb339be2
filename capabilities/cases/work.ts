// The acts of officials on tasks: claim, release, hand over, complete. Each says who may, on what condition, and what follows.

import type { Actor } from "../../kernel/actor.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import { ensure, faulty, forbidden, notFound, Refused, refuse } from "../../kernel/errors.ts";
import type { Hall } from "../../kernel/hall.ts";
import { once } from "../../kernel/web/once.ts";
import { headOf, holdersInUnit, holdersOf } from "../agencies/index.ts";
import {
  type Answers,
  APPLICATION_FORM,
  checkAnswers,
  type Form,
  fieldsOf,
  restrictTo,
  splitPersonal,
  taskResults,
} from "../services/index.ts";
import { take } from "./carry.ts";
import type { CaseRow, Personal, TaskRow } from "./case.ts";
import { doneTasksOf, insertEvent, lockByTracking, openTasksOf, setClaim } from "./cases.sql.ts";
import { behalfOf, ensureReach } from "./for-whom.ts";
import { type Ground, groundOf } from "./ground.ts";
import { hashEvent } from "./history.ts";
import { lockedBy } from "./known.ts";
import { isColleaguesAffair, isOwnAffair } from "./own-affair.ts";
import { recordStep } from "./record-step.ts";
import { filesOf, knownRegions } from "./references.ts";
import { ensureMayDo } from "./rights.ts";
import { today } from "./today.ts";

export const openPersonal = (hall: Pick<Hall, "vault">, row: Pick<CaseRow, "id" | "personal">): Personal =>
  JSON.parse(hall.vault.open(row.personal, `cases.case:personal:${row.id}`));

/** How the actor stands in the history of a case: officials by title and name, also when they help somebody at the desk. */
export const labelOf = (actor: Actor): string => (actor.official ? `${actor.title}, ${actor.name}` : "");

/** Whether the task lies on the actor's desk: their unit's, and, where it is for one position, theirs. */
export const isMine = (actor: Actor, task: Pick<TaskRow, "unit_id" | "position_id">): boolean =>
  actor.kind === "official" &&
  task.unit_id !== null &&
  actor.units.includes(task.unit_id) &&
  (task.position_id === null || actor.positions.includes(task.position_id));

/** A locked case with what stands around it. */
export type Desk = { row: CaseRow; open: TaskRow[]; ground: Ground };

/** The same with what decides who may go on: whose affair it is, and what was done before. */
type WorkDesk = Desk & { own: boolean; done: Pick<TaskRow, "element" | "done_by">[] };

const affairOf = (desk: Desk) => ({ agency: desk.row.agency_id, case: desk.row.id });

const withPast = async (tx: Tx, hall: Pick<Hall, "vault">, actor: Actor, desk: Desk): Promise<WorkDesk> => ({
  ...desk,
  own: await isOwnAffair(tx, hall, actor, affairOf(desk)),
  // Asked only where the service keeps steps apart.
  done: desk.ground.service.separate ? await doneTasksOf(tx, desk.row.agency_id, desk.row.id) : [],
});

/** Takes the case in hand. @throws Refused 404 when it is not there or not the actor's to see. */
export async function takeCase(tx: Tx, tracking: string): Promise<Desk> {
  const row = await lockByTracking(tx, tracking);
  if (!row) throw notFound("cases.not-found");
  const [open, ground] = await Promise.all([openTasksOf(tx, row.agency_id, row.id), groundOf(tx, row)]);
  return { row, open, ground };
}

export function taskOn(desk: Desk, taskId: string): TaskRow {
  const task = desk.open.find((each) => each.id === taskId);
  if (!task) throw new Refused("task.done-already", { status: 409 });
  return task;
}

/** Takes a task onto one's own desk, so that colleagues see that somebody works on it. */
export async function claimTask(
  tx: Tx,
  hall: Pick<Hall, "vault">,
  actor: Actor,
  tracking: string,
  taskId: string,
): Promise<void> {
  const desk = await takeCase(tx, tracking);
  const task = taskOn(desk, taskId);
  ensure(isMine(actor, task), forbidden("task.not-yours"));
  ensureMayDo(actor, await withPast(tx, hall, actor, desk), task);
  if (task.claimed_by === actor.official) return;
  ensure(task.claimed_by === null, refuse("task.claimed", {}, 409));
  await setClaim(tx, task, actor.official as string);
  note(tx, desk, actor, "task.claimed", task);
}

/** Puts a task back for colleagues. */
export async function releaseTask(tx: Tx, actor: Actor, tracking: string, taskId: string): Promise<void> {
  const desk = await takeCase(tx, tracking);
  const task = taskOn(desk, taskId);
  ensure(isMine(actor, task), forbidden("task.not-yours"));
  if (task.claimed_by === null) return;
  ensure(task.claimed_by === actor.official || isHeadOf(actor, task), forbidden("task.claimed"));
  await setClaim(tx, task, null);
  note(tx, desk, actor, "task.released", task);
}

/** Hands a task to a colleague of the unit: by who has it, or by the head. Never to whose own affair it is. */
export async function handOver(
  tx: Tx,
  hall: Pick<Hall, "vault">,
  actor: Actor,
  given: { tracking: string; task: string; to: string },
): Promise<void> {
  const desk = await takeCase(tx, given.tracking);
  const task = taskOn(desk, given.task);
  ensure(isMine(actor, task), forbidden("task.not-yours"));
  ensure(!(await isOwnAffair(tx, hall, actor, affairOf(desk))), forbidden("task.own-affair"));
  ensure(
    task.claimed_by === null || task.claimed_by === actor.official || isHeadOf(actor, task),
    forbidden("task.claimed"),
  );
  const day = today(desk.ground.calendar, tx.now);
  const colleagues = task.position_id
    ? await holdersOf(tx, task.position_id, day)
    : await holdersInUnit(tx, task.unit_id as string, day);
  const colleague = colleagues.find((each) => each.official === given.to);
  ensure(colleague, refuse("task.not-a-colleague"));
  ensure(!(await isColleaguesAffair(tx, colleague.official, affairOf(desk))), refuse("task.colleagues-affair"));
  await setClaim(tx, task, colleague.official);
  note(tx, desk, actor, "task.handed-over", task, { to: colleague.name });
}

const isHeadOf = (actor: Actor, task: TaskRow): boolean =>
  task.unit_id !== null && actor.unit !== task.unit_id && actor.units.includes(task.unit_id);

export type Completion = {
  answers: Record<string, unknown>;
  /** Fields of the application that the applicant shall put right, and why; used when the task sends the case back. */
  asked?: string[];
  note?: string;
};

/**
 * Completes a task: the official's with its form, or the applicant's correction. Sent twice under one key, it is done once;
 * of two officials, the second is told that it is done already.
 */
export const completeTask = (
  tx: Tx,
  hall: Hall,
  actor: Actor,
  tracking: string,
  taskId: string,
  given: Completion,
  key: string,
): Promise<{ status: string; outcome: string | null }> =>
  once(tx, key, ["complete", taskId, given], async () => {
    const desk = await takeCase(tx, tracking);
    const task = taskOn(desk, taskId);
    const mine =
      task.unit_id === null ? actor.kind === "resident" && actor.person === desk.row.applicant_id : isMine(actor, task);
    ensure(mine, forbidden("task.not-yours"));
    if (task.unit_id === null) ensureReach(actor, desk.ground, "answer", tx.now);
    ensure(
      task.unit_id === null || task.claimed_by === null || task.claimed_by === actor.official,
      refuse("task.claimed", {}, 409),
    );
    let label = labelOf(actor);
    const role = desk.ground.service.roles.find((each) => each.key === task.role);
    if (role?.kind === "head" && task.unit_id) {
      // While the head is away, who acts for them decides; the head may read, and not sign past the one who does.
      const acting = await headOf(tx, task.unit_id, today(desk.ground.calendar, tx.now));
      ensure(!acting || acting.official === actor.official, refuse("task.head-acts", { name: acting?.name }, 403));
      if (acting) label = `${acting.title}, ${acting.name}`;
    }
    if (task.unit_id !== null) ensureMayDo(actor, await withPast(tx, hall, actor, desk), task);
    const personal = openPersonal(hall, desk.row);
    const read = await readTask(tx, hall, actor, desk, task, personal, given.answers);
    const row: CaseRow = { ...desk.row };
    if (task.unit_id === null && task.form === APPLICATION_FORM) row.correction = null;
    const known = new Set(fieldsOf(desk.ground.version.definition.application).map((field) => field.key));
    // Asked only where the way leads back to the applicant: elsewhere a list would wait for a correction that never comes.
    const mayAsk = task.unit_id !== null && leadsToCorrection(desk.ground, task.element);
    const asked = mayAsk ? (given.asked ?? []).filter((field) => known.has(field)) : [];
    const note = given.note?.trim().slice(0, 2000) ?? "";
    if (asked.length > 0) row.correction = { fields: asked, note, by: labelOf(actor), at: tx.now.toISOString() };
    if (read.changed) row.personal = hall.vault.seal(JSON.stringify(read.personal), `cases.case:personal:${row.id}`);
    const carried = take(
      tx,
      hall,
      desk.ground,
      row,
      desk.open,
      read.personal,
      { type: "completed", key: task.key, results: read.open },
      {
        kind: task.unit_id === null ? "answered" : "completed",
        actor,
        label,
        task,
        data: { ...(asked.length > 0 ? { asked } : {}), ...(note ? { reason: note } : {}) },
      },
    );
    ensure(!carried.step.refused, refuse("task.done-already", {}, 409));
    // Without saying what is wrong and why, a case is not sent back: the applicant could only guess.
    if (
      task.unit_id !== null &&
      carried.opened.some((each) => each.unit_id === null && each.form === APPLICATION_FORM)
    ) {
      const faults = [
        ...(asked.length === 0 ? [{ field: "_asked", key: "task.say-what" }] : []),
        ...(note === "" ? [{ field: "_note", key: "task.say-why" }] : []),
      ];
      if (faults.length > 0) throw faulty(faults);
    }
    if (read.files.length > 0)
      tx.later(
        sql`update cases.attachment set case_id = ${row.id}, draft_id = null where agency_id = ${row.agency_id} and id = any(${read.files}) and case_id is null`,
      );
    return { status: carried.row.status, outcome: carried.row.outcome };
  });

/** The asked fields as they stand: what is not sent anew stays. */
const pickFields = (form: Form, answers: Answers): Answers =>
  Object.fromEntries(
    form.pages
      .flatMap((page) => page.fields)
      .flatMap(({ key }) => (answers[key] === undefined || answers[key] === null ? [] : [[key, answers[key]]])),
  );

/** Reads what was filled in for a task, against its form. @throws Refused with every fault. */
async function readTask(
  tx: Tx,
  hall: Hall,
  actor: Actor,
  desk: Desk,
  task: TaskRow,
  personal: Personal,
  given: Record<string, unknown>,
) {
  const { row, ground } = desk;
  const form = formOf(ground, task, row);
  if (!form) return { open: {}, personal, changed: false, files: [] as string[] };
  const correcting = task.form === APPLICATION_FORM;
  const before: Answers = { ...(row.variables as Answers), ...personal.answers };
  // What the account settled when it was sent is not the applicant's to write, in a correction as little as before.
  if (correcting) given = { ...pickFields(form, before), ...given, ...lockedBy(form, personal.applicant) };
  const [sent, regionExists] = await Promise.all([
    filesOf(tx, hall, actor, given, { agency: row.agency_id, case: row.id }),
    knownRegions(tx, given),
  ]);
  const { answers, faults } = checkAnswers(form, sent.answers, {
    today: today(ground.calendar, tx.now),
    parameters: ground.parameters,
    demo: hall.config.PENDOPO_DEMO,
    agencyRegion: ground.offering.region ?? undefined,
    regionExists,
    answers: before,
    ...(correcting ? { whole: ground.version.definition.application } : {}),
  });
  faults.push(...sent.unknown);
  if (faults.length > 0) throw faulty(faults);
  const { personal: hidden } = splitPersonal(form, answers);
  const changed = Object.keys(hidden).length > 0;
  const now = changed ? { ...personal, answers: { ...personal.answers, ...hidden } } : personal;
  return { open: taskResults(form, answers), personal: now, changed, files: sent.ids };
}

/** The form of a task: for a correction only the fields that were asked for, with what hangs on them. */
export function formOf(
  ground: Ground,
  task: Pick<TaskRow, "form">,
  row: Pick<CaseRow, "correction">,
): Form | undefined {
  if (!task.form) return undefined;
  const form = ground.version.definition.forms[task.form];
  return task.form === APPLICATION_FORM && form && row.correction ? restrictTo(form, row.correction.fields) : form;
}

/** Whether the next work after this task may be the applicant's correction: then the official says what to put right. */
export function leadsToCorrection(ground: Ground, element: string): boolean {
  const { process } = ground.version.definition;
  const seen = new Set<string>();
  const next = (id: string) => process.flows.filter((flow) => flow.from === id).map((flow) => flow.to);
  const waiting = next(element);
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const node = process.nodes.find((each) => each.id === at);
    if (node?.kind === "user" && node.attributes.form === APPLICATION_FORM) return true;
    if (node && !["user", "manual", "task", "receive", "catch"].includes(node.kind)) waiting.push(...next(at));
  }
  return false;
}

/** A line in the history that changes nothing in the process. */
export function note(
  tx: Tx,
  desk: Pick<Desk, "row">,
  actor: Actor,
  kind: string,
  task?: TaskRow,
  data: Record<string, unknown> = {},
): void {
  const { row } = desk;
  const event = {
    agency_id: row.agency_id,
    case_id: row.id,
    number: row.events + 1,
    at: tx.now,
    kind,
    actor: actor.account ?? null,
    actor_kind: actor.kind,
    label: labelOf(actor),
    unit_id: task?.unit_id ?? actor.unit ?? null,
    data: { ...data, ...(task ? { element: task.element } : {}), ...behalfOf(actor) },
    entry: null,
    trace: [],
  };
  const hash = hashEvent(row.head, event);
  insertEvent(tx, { ...event, previous: row.head, hash });
  recordStep(tx, actor, row, event, hash);
  tx.later(
    sql`update cases.case set events = ${event.number}, head = ${hash} where agency_id = ${row.agency_id} and id = ${row.id}`,
  );
}
