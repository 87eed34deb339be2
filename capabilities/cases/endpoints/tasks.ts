// Tasks for programs: what waits, and the acts on it. Who finishes second is told so by 409.

import { z } from "zod";
import type { Tx } from "../../../kernel/db/database.ts";
import { notFound, Refused } from "../../../kernel/errors.ts";
import { endpoint, listOf, paging } from "../../../kernel/web/api.ts";
import type { Ask } from "../../../kernel/web/ask.ts";
import { once } from "../../../kernel/web/once.ts";
import { holdersInUnit, holdersOf } from "../../agencies/index.ts";
import { jsonSchema } from "../../services/index.ts";
import { worklist } from "../lists.sql.ts";
import { shownName } from "../shown-name.ts";
import { today } from "../today.ts";
import type { CaseView, ViewTask } from "../view.ts";
import { claimTask, completeTask, formOf, handOver, isMine, releaseTask } from "../work.ts";
import { CaseParams, caseOf, Task, tasksAnswer } from "./cases.ts";
import { FileQuery, receive } from "./files.ts";
import {
  AnswersGiven,
  Bilingual,
  FileAnswer,
  idIn,
  isOwn,
  iso,
  linksOf,
  pointing,
  Status,
  Time,
  trackingFrom,
} from "./shapes.ts";

const TaskParams = CaseParams.extend({ task: z.string().max(60) });

const WorkAnswer = z.object({
  id: z.uuid(),
  tracking: z.string(),
  element: z.string(),
  name: Bilingual,
  service: z.object({ key: z.string(), name: Bilingual }),
  agency: z.string(),
  unit: z.string(),
  applicant: z.string().describe("Shortened."),
  claimedBy: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  openedAt: Time,
  dueAt: Time,
  caseDueAt: Time.nullable(),
  late: z.boolean(),
  links: z.object({ self: z.string(), page: z.string() }),
});

/** A task that the asker may see; the applicant sees only what waits, or waited, for them. */
async function taskOf(
  ask: Ask,
  params: { tracking: string; task: string },
): Promise<{ view: CaseView; task: ViewTask }> {
  const view = await caseOf(ask, params.tracking);
  const id = idIn(params.task);
  const task = view.tasks.find((each) => each.id === id);
  if (!task || (ask.actor.kind === "resident" && task.unit_id !== null)) throw notFound();
  return { view, task };
}

/** An act without an answer of its own, done once under its key. */
const act =
  (name: string, work: (tx: Tx, ask: Ask, tracking: string, task: string, body: { to?: string }) => Promise<void>) =>
  async (
    ask: Ask,
    { params, body, key }: { params: { tracking: string; task: string }; body: object; key: string },
  ) => {
    const { view, task } = await taskOf(ask, params);
    await ask.transact((tx) =>
      once(tx, key, [name, task.id, body], async () => {
        await work(tx, ask, view.row.tracking, task.id, body);
        return null;
      }),
    );
    const after = await caseOf(ask, params.tracking);
    return tasksAnswer(ask, after).find((each) => each.id === task.id);
  };

export const taskEndpoints = [
  endpoint({
    method: "GET",
    path: "/tasks",
    tag: "tasks",
    access: "official",
    summary: "Your worklist over all services, what is due first",
    query: z.object({
      ...paging,
      mine: z.enum(["true", "false"]).optional().describe("Only those you have claimed."),
      late: z.enum(["true", "false"]).optional(),
      service: z.uuid().optional(),
      tracking: z.string().max(20).optional(),
    }),
    answer: listOf(WorkAnswer),
    handler: async (ask, { query }) => {
      const { actor, hall } = ask;
      const list = await ask.read((tx) =>
        worklist(tx, {
          units: actor.units,
          positions: actor.positions,
          official: actor.official as string,
          mine: query.mine === "true",
          late: query.late === "true",
          service: query.service,
          search: query.tracking === undefined ? undefined : trackingFrom(query.tracking),
          cursor: query.cursor,
          limit: query.limit,
        }),
      );
      const now = hall.time.now();
      return {
        items: list.rows.map((row) => ({
          id: row.taskId,
          tracking: row.tracking,
          element: row.element,
          name: row.task,
          service: { key: row.version.key, name: row.service },
          agency: row.agency,
          unit: row.unit,
          applicant: shownName(
            hall.vault.open(row.applicant, `cases.task:applicant:${row.taskId}`),
            row.ofOrganization,
          ),
          claimedBy: row.claimedBy ? { id: row.claimedBy, name: row.claimedName ?? "" } : null,
          openedAt: row.openedAt.toISOString(),
          dueAt: row.due.toISOString(),
          caseDueAt: iso(row.caseDue),
          late: row.due < now,
          links: linksOf(hall.url, row.tracking, true),
        })),
        next: list.next ?? null,
      };
    },
  }),
  endpoint({
    method: "GET",
    path: "/cases/{tracking}/tasks",
    tag: "tasks",
    access: "signed-in",
    machines: true,
    behalf: "see",
    summary: "All tasks of a case",
    params: CaseParams,
    answer: z.object({ items: z.array(Task) }),
    handler: async (ask, { params }) => ({ items: tasksAnswer(ask, await caseOf(ask, params.tracking)) }),
  }),
  endpoint({
    method: "GET",
    path: "/cases/{tracking}/tasks/{task}/form",
    tag: "tasks",
    access: "signed-in",
    behalf: "answer",
    summary: "What the task asks for, as JSON Schema 2020-12",
    description: "For a correction only the questions that were reopened. A task without a form takes no answers.",
    params: TaskParams,
    answer: z.record(z.string(), z.unknown()),
    handler: async (ask, { params }) => {
      const { view, task } = await taskOf(ask, params);
      const form = formOf(view.ground, task, view.row);
      return form
        ? jsonSchema(form)
        : {
            $schema: "https://json-schema.org/draft/2020-12/schema",
            type: "object",
            properties: {},
            additionalProperties: false,
          };
    },
  }),
  endpoint({
    method: "GET",
    path: "/cases/{tracking}/tasks/{task}/colleagues",
    tag: "tasks",
    access: "official",
    summary: "To whom the task may be handed",
    params: TaskParams,
    answer: z.object({ items: z.array(z.object({ id: z.uuid(), name: z.string(), title: z.string() })) }),
    handler: async (ask, { params }) => {
      const { view, task } = await taskOf(ask, params);
      if (task.unit_id === null || !isMine(ask.actor, task)) throw new Refused("task.not-yours", { status: 403 });
      const day = today(view.calendar, view.now);
      const found = await ask.read((tx) =>
        task.position_id ? holdersOf(tx, task.position_id, day) : holdersInUnit(tx, task.unit_id as string, day),
      );
      return { items: found.map(({ official, name, title }) => ({ id: official, name, title })) };
    },
  }),
  endpoint({
    method: "POST",
    path: "/cases/{tracking}/tasks/{task}/claim",
    tag: "tasks",
    access: "official",
    summary: "Take a task onto your desk",
    params: TaskParams,
    answer: Task,
    handler: act("claim", (tx, ask, tracking, task) => claimTask(tx, ask.hall, ask.actor, tracking, task)),
  }),
  endpoint({
    method: "POST",
    path: "/cases/{tracking}/tasks/{task}/release",
    tag: "tasks",
    access: "official",
    summary: "Put a task back for colleagues",
    params: TaskParams,
    answer: Task,
    handler: act("release", (tx, ask, tracking, task) => releaseTask(tx, ask.actor, tracking, task)),
  }),
  endpoint({
    method: "POST",
    path: "/cases/{tracking}/tasks/{task}/handover",
    tag: "tasks",
    access: "official",
    summary: "Hand a task to a colleague of the unit",
    params: TaskParams,
    body: z.strictObject({ to: z.uuid().describe("An official, as GET …/colleagues names them.") }),
    answer: Task,
    handler: act("hand over", (tx, ask, tracking, task, { to }) =>
      handOver(tx, ask.hall, ask.actor, { tracking, task, to: to ?? "" }),
    ),
  }),
  endpoint({
    method: "POST",
    path: "/cases/{tracking}/tasks/{task}/files",
    tag: "tasks",
    access: "signed-in",
    behalf: "answer",
    status: 201,
    summary: "Send a file for a question of the task",
    params: TaskParams,
    query: FileQuery,
    upload: true,
    answer: FileAnswer,
    handler: async (ask, { params, query, body, key }) => {
      const { view, task } = await taskOf(ask, params);
      if (task.status !== "open") throw new Refused("task.done-already", { status: 409 });
      if (task.unit_id === null ? !isOwn(ask, view.row) : !isMine(ask.actor, task))
        throw new Refused("task.not-yours", { status: 403 });
      const form = formOf(view.ground, task, view.row);
      return receive(ask, { agency: view.row.agency_id, draft: null, case: view.row.id }, form, {
        ...query,
        bytes: body as unknown as Uint8Array,
        key,
      });
    },
  }),
  endpoint({
    method: "POST",
    path: "/cases/{tracking}/tasks/{task}/completion",
    tag: "tasks",
    access: "signed-in",
    behalf: "answer",
    summary: "Finish a task; for the applicant, send the correction",
    description:
      "Of two who finish one task the second gets 409. In a correction only the reopened questions may be answered; those left out stay as they are.",
    params: TaskParams,
    body: z.strictObject({
      answers: AnswersGiven.default({}),
      asked: z
        .array(z.string().max(200))
        .max(300)
        .optional()
        .describe("When the task sends the case back: the questions of the application to put right."),
      note: z.string().max(2000).optional().describe("To the applicant, with what was asked."),
    }),
    answer: z.object({ status: Status, outcome: z.string().nullable() }),
    handler: async (ask, { params, body, key }) => {
      // Under a key that was seen the first answer is given again, so whether the task is still open is asked inside only.
      const { view, task } = await taskOf(ask, params);
      return pointing(
        ask.transact((tx) => completeTask(tx, ask.hall, ask.actor, view.row.tracking, task.id, body, key)),
      );
    },
  }),
];
