// A case for programs: where it stands, its clock, its tasks, its history; and what its applicant may say to it.

import { z } from "zod";
import { notFound } from "../../../kernel/errors.ts";
import { endpoint, listOf, paging } from "../../../kernel/web/api.ts";
import { type Ask, scopeFor } from "../../../kernel/web/ask.ts";
import { fieldsOf, isPersonal } from "../../services/index.ts";
import { myCases, unitCases } from "../lists.sql.ts";
import { maskName } from "../mask-name.ts";
import { eventText } from "../pages/case.tsx";
import { whoActed } from "../pages/who-acted.ts";
import { recordLook } from "../record-look.ts";
import { shownName } from "../shown-name.ts";
import { addComment, withdrawCase } from "../talk.ts";
import { trackedCase } from "../tracked.ts";
import { type CaseView, caseMap, viewCase } from "../view.ts";
import { openPersonal } from "../work.ts";
import {
  Bilingual,
  Clock,
  clockAnswer,
  isOwn,
  iso,
  linksOf,
  Status,
  Summary,
  summaryAnswer,
  Time,
  Tracking,
  trackingFrom,
} from "./shapes.ts";

export const CaseParams = z.object({ tracking: Tracking });

const Station = z.object({
  element: z.string(),
  name: z.string(),
  line: z.string().describe("Who works there."),
  state: z.enum(["done", "current", "ahead", "skipped"]),
  late: z.boolean(),
  when: z.string().nullable().describe("The day it was done, in words."),
  promised: z.string().nullable().describe("The day by which it will be, in words."),
});

export const Task = z.object({
  id: z.uuid(),
  element: z.string(),
  name: z.string(),
  act: z.string(),
  unit: z.object({ id: z.uuid(), name: z.string() }).nullable().describe("Null when it waits for the applicant."),
  status: z.enum(["open", "done", "cancelled"]),
  hasForm: z.boolean(),
  claimedBy: z.object({ id: z.uuid(), name: z.string() }).nullable().describe("Officials only."),
  doneBy: z.string().nullable().describe("Officials only."),
  openedAt: Time,
  dueAt: Time,
  doneAt: Time.nullable(),
});

const Detail = z.object({
  tracking: z.string(),
  service: z.object({ key: z.string(), name: Bilingual, version: z.string() }),
  agency: z.object({ id: z.uuid(), name: z.string() }),
  unit: z.object({ id: z.uuid(), name: z.string() }),
  status: Status,
  outcome: z.object({ key: z.string(), name: Bilingual.nullable() }).nullable(),
  submittedAt: Time,
  finishedAt: Time.nullable(),
  clock: Clock,
  path: z.array(Station),
  applicant: z
    .object({ name: z.string() })
    .describe("Shortened for officials; POST /cases/{tracking}/personal-data shows it whole."),
  filedBy: z
    .object({
      name: z.string(),
      as: z.string().describe("personal, representative, guardian or assisted."),
      mandate: z.uuid().nullable(),
    })
    .nullable()
    .describe("Who sent it for the applicant; null when they did so themselves."),
  answers: z
    .record(z.string(), z.unknown())
    .describe("All for the applicant; for officials those that are not personal."),
  tasks: z.array(Task),
  links: z.object({ self: z.string(), page: z.string() }),
});

const Event = z.object({
  number: z.number().int(),
  at: Time,
  kind: z.string(),
  text: z.string(),
  by: z.string(),
});

const CommentAnswer = z.object({
  id: z.uuid(),
  at: Time,
  inside: z.boolean().describe("Among the offices; never shown to the applicant."),
  fromApplicant: z.boolean(),
  by: z.string(),
  text: z.string(),
});

const FileRow = z.object({
  id: z.uuid(),
  field: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.number().int(),
  links: z.object({ content: z.string() }),
});

/** The case of a path as its applicant or an official sees it; the same answer for one that is not there and one that is not theirs. */
export async function caseOf(ask: Ask, text: string): Promise<CaseView> {
  const tracking = trackingFrom(text);
  const view = await ask.read((tx) => viewCase(tx, ask.hall, tracking));
  if (!view || (ask.actor.kind === "resident" && !isOwn(ask, view.row))) throw notFound("cases.not-found");
  return view;
}

const pathAnswer = (ask: Ask, view: CaseView, reader: "applicant" | "official"): z.infer<typeof Station>[] => {
  const map = caseMap(view, ask.t, reader);
  const lines = new Map(map.lines.map((line) => [line.id, line.name]));
  return map.stations.map((station) => ({
    element: station.id,
    name: station.name,
    line: lines.get(station.line) ?? station.line,
    state: station.state,
    late: station.late ?? false,
    when: station.when ?? null,
    promised: station.promised ?? null,
  }));
};

export const tasksAnswer = (ask: Ask, view: CaseView): z.infer<typeof Task>[] =>
  view.tasks.map((task) => {
    const node = view.ground.version.definition.process.nodes.find((each) => each.id === task.element);
    const official = ask.actor.kind === "official";
    return {
      id: task.id,
      element: task.element,
      name: (ask.t.locale === "en" ? node?.attributes.en : undefined) ?? node?.name ?? task.element,
      act: task.act,
      unit: task.unit_id === null ? null : { id: task.unit_id, name: task.unit ?? "" },
      status: task.status,
      hasForm: task.form !== null,
      claimedBy: official && task.claimed_by ? { id: task.claimed_by, name: task.claimedName ?? "" } : null,
      doneBy: official ? task.done_label : null,
      openedAt: task.opened_at.toISOString(),
      dueAt: task.due_at.toISOString(),
      doneAt: iso(task.done_at),
    };
  });

const outcomeOf = (view: CaseView) =>
  view.row.outcome === null
    ? null
    : {
        key: view.row.outcome,
        name: view.ground.service.outcomes.find((each) => each.key === view.row.outcome)?.name ?? null,
      };

function detail(ask: Ask, view: CaseView): z.infer<typeof Detail> {
  const { row, ground } = view;
  const own = isOwn(ask, row);
  const personal = openPersonal(ask.hall, row);
  return {
    tracking: row.tracking,
    service: { key: ground.service.key, name: ground.service.name, version: ground.service.version },
    agency: { id: row.agency_id, name: ground.offering.agencyName },
    unit: { id: row.unit_id, name: ground.offering.unitName },
    status: row.status,
    outcome: outcomeOf(view),
    submittedAt: row.submitted_at.toISOString(),
    finishedAt: iso(row.finished_at),
    clock: clockAnswer(row.clock, view.calendar, view.now),
    path: pathAnswer(ask, view, own ? "applicant" : "official"),
    applicant: {
      name: own
        ? personal.applicant.name
        : shownName(personal.applicant.name, personal.applicant.kind === "organization"),
    },
    filedBy: personal.filer
      ? {
          name: own || personal.filer.as === "assisted" ? personal.filer.name : maskName(personal.filer.name),
          as: personal.filer.as,
          mandate: row.filed_mandate,
        }
      : null,
    answers: own ? answersOf(view, personal.answers) : openAnswers(view),
    tasks: tasksAnswer(ask, view),
    links: linksOf(ask.hall.url, row.tracking, !own),
  };
}

/** What the applicant was asked; what officials noted in their own forms is not theirs to read here. */
function answersOf(view: CaseView, personal: Record<string, unknown>): Record<string, unknown> {
  const asked = new Set(fieldsOf(view.ground.version.definition.application).map((field) => field.key));
  return Object.fromEntries(Object.entries({ ...view.row.variables, ...personal }).filter(([key]) => asked.has(key)));
}

function openAnswers(view: CaseView): Record<string, unknown> {
  const fields = Object.values(view.ground.version.definition.forms).flatMap((form) => fieldsOf(form));
  const open = new Set(fields.filter((field) => !isPersonal(field)).map((field) => field.key));
  return Object.fromEntries(Object.entries(view.row.variables).filter(([key]) => open.has(key)));
}

const PublicCase = z.object({
  tracking: z.string(),
  service: z.object({ key: z.string(), name: Bilingual }),
  agency: z.string(),
  unit: z.string(),
  status: Status,
  outcome: z.object({ key: z.string(), name: Bilingual.nullable() }).nullable(),
  submittedAt: Time,
  finishedAt: Time.nullable(),
  clock: Clock,
  path: z.array(Station),
});

export const caseEndpoints = [
  endpoint({
    method: "GET",
    path: "/tracking/{tracking}",
    tag: "cases",
    lookup: true,
    access: "public",
    summary: "Where a case stands, for whoever has its number",
    description: "Nothing personal: neither who asked nor what was answered.",
    params: CaseParams,
    answer: PublicCase,
    handler: async (ask, { params }) => {
      const tracking = trackingFrom(params.tracking);
      const view = await ask.hall.db.read(scopeFor(ask, { tracking }), (tx) => trackedCase(tx, tracking));
      if (!view) throw notFound("cases.not-found");
      const { row, ground } = view;
      return {
        tracking,
        service: { key: ground.service.key, name: ground.service.name },
        agency: ground.offering.agencyName,
        unit: ground.offering.unitName,
        status: row.status,
        outcome: outcomeOf(view),
        submittedAt: row.submitted_at.toISOString(),
        finishedAt: iso(row.finished_at),
        clock: clockAnswer(row.clock, view.calendar, view.now),
        path: pathAnswer(ask, view, "applicant"),
      };
    },
  }),
  endpoint({
    method: "GET",
    path: "/cases",
    tag: "cases",
    access: "signed-in",
    machines: true,
    behalf: "see",
    summary: "Your cases; for officials, those their units answer for",
    description: "Newest first. Only officials may filter.",
    query: z.object({
      ...paging,
      status: Status.optional(),
      late: z.enum(["true", "false"]).optional(),
      service: z.uuid().optional(),
      unit: z.uuid().optional(),
    }),
    answer: listOf(Summary),
    handler: async (ask, { query }) => {
      const { actor } = ask;
      const found = await ask.read((tx) =>
        actor.kind !== "resident"
          ? unitCases(tx, actor.units, { ...query, late: query.late === "true" })
          : myCases(tx, actor.person as string, query.cursor, query.limit),
      );
      return {
        items: found.rows.map((row) => summaryAnswer(ask.hall.url, row, actor.kind !== "resident")),
        next: found.next ?? null,
      };
    },
  }),
  endpoint({
    method: "GET",
    path: "/cases/{tracking}",
    tag: "cases",
    access: "signed-in",
    machines: true,
    behalf: "see",
    summary: "One case, with its path and clock",
    params: CaseParams,
    answer: Detail,
    handler: async (ask, { params }) => detail(ask, await caseOf(ask, params.tracking)),
  }),
  endpoint({
    method: "GET",
    path: "/cases/{tracking}/clock",
    tag: "cases",
    access: "signed-in",
    machines: true,
    behalf: "see",
    summary: "The promised time: what is used, what is left, when it stood still",
    params: CaseParams,
    answer: Clock,
    handler: async (ask, { params }) => {
      const view = await caseOf(ask, params.tracking);
      return clockAnswer(view.row.clock, view.calendar, view.now);
    },
  }),
  endpoint({
    method: "GET",
    path: "/cases/{tracking}/history",
    tag: "cases",
    access: "signed-in",
    behalf: "see",
    summary: "What happened, newest first",
    description:
      "The last two hundred lines. An applicant sees neither names of officials nor what they said among themselves.",
    params: CaseParams,
    answer: z.object({ items: z.array(Event) }),
    handler: async (ask, { params }) => {
      const view = await caseOf(ask, params.tracking);
      const inside = ask.actor.kind === "official";
      return {
        items: view.events
          .filter((event) => inside || (!event.kind.startsWith("task.") && event.kind !== "comment.inside"))
          .map((event) => ({
            number: event.number,
            at: event.at.toISOString(),
            kind: event.kind,
            text: eventText(view, ask.t, event),
            by:
              event.actorKind === "resident"
                ? whoActed(ask.t, event, inside)
                : event.actorKind === "official"
                  ? inside
                    ? event.label
                    : (event.unit ?? event.label)
                  : ask.t("cases.program"),
          })),
      };
    },
  }),
  endpoint({
    method: "GET",
    path: "/cases/{tracking}/files",
    tag: "cases",
    access: "signed-in",
    behalf: "see",
    summary: "Files that were sent with the case",
    description:
      "For officials without those that answer personal questions; POST /cases/{tracking}/personal-data tells their ids.",
    params: CaseParams,
    answer: z.object({ items: z.array(FileRow) }),
    handler: async (ask, { params }) => {
      const view = await caseOf(ask, params.tracking);
      const fields = Object.values(view.ground.version.definition.forms).flatMap((form) => fieldsOf(form));
      const hidden = new Set(
        ask.actor.kind === "official" ? fields.filter((field) => isPersonal(field)).map((field) => field.key) : [],
      );
      return {
        items: view.files
          .filter((file) => !hidden.has(file.field))
          .map(({ id, field, name, type, size }) => ({
            id,
            field,
            name,
            type,
            size,
            links: { content: `${ask.hall.url}/api/v1/files/${id}` },
          })),
      };
    },
  }),
  endpoint({
    method: "POST",
    path: "/cases/{tracking}/personal-data",
    tag: "cases",
    access: "official",
    summary: "Who asks, and the personal answers",
    description: "Each look is recorded with its purpose, for the person to read.",
    params: CaseParams,
    body: z.strictObject({ purpose: z.string().trim().min(5).max(300) }),
    answer: z.object({
      applicant: z.object({ name: z.string(), nik: z.string(), email: z.string(), phone: z.string() }),
      answers: z.record(z.string(), z.unknown()),
    }),
    handler: async (ask, { params, body }) => {
      const view = await caseOf(ask, params.tracking);
      const { applicant, answers } = openPersonal(ask.hall, view.row);
      await ask.transact(async (tx) =>
        recordLook(tx, ask.actor, {
          act: "personal-data.viewed",
          agency: view.row.agency_id,
          case: view.row.id,
          applicant: view.row.applicant_id,
          tracking: view.row.tracking,
          purpose: `${body.purpose} (${view.ground.service.name.id}, ${view.row.tracking})`,
          kinds: ["identity", "contact", "answers"],
        }),
      );
      const { name, nik, email, phone } = applicant;
      return { applicant: { name, nik, email, phone }, answers };
    },
  }),
  endpoint({
    method: "GET",
    path: "/cases/{tracking}/comments",
    tag: "cases",
    access: "signed-in",
    behalf: "see",
    summary: "What was said on the case",
    params: CaseParams,
    answer: z.object({ items: z.array(CommentAnswer) }),
    handler: async (ask, { params }) => ({
      items: (await caseOf(ask, params.tracking)).comments
        .filter((comment) => ask.actor.kind === "official" || !comment.inside)
        .map((comment) => ({
          id: comment.id,
          at: comment.at.toISOString(),
          inside: comment.inside,
          fromApplicant: comment.fromApplicant,
          by: comment.fromApplicant ? whoActed(ask.t, comment, ask.actor.kind === "official") : comment.label,
          text: comment.text,
        })),
    }),
  }),
  endpoint({
    method: "POST",
    path: "/cases/{tracking}/comments",
    tag: "cases",
    access: "signed-in",
    behalf: "answer",
    status: 201,
    summary: "Write on the case",
    description: "An official's goes to the applicant unless `inside`; an applicant's goes to the offices.",
    params: CaseParams,
    body: z.strictObject({ text: z.string().min(1).max(4000), inside: z.boolean().default(false) }),
    answer: z.object({ id: z.uuid() }),
    handler: async (ask, { params, body, key }) => {
      const { row } = await caseOf(ask, params.tracking);
      return ask.transact((tx) => addComment(tx, ask.hall, ask.actor, row.tracking, body, key));
    },
  }),
  endpoint({
    method: "POST",
    path: "/cases/{tracking}/withdrawal",
    tag: "cases",
    access: "resident",
    behalf: "withdraw",
    summary: "Take the request back",
    params: CaseParams,
    body: z.strictObject({ reason: z.string().max(500).default("") }),
    answer: z.object({ status: Status }),
    handler: async (ask, { params, body, key }) => {
      const { row } = await caseOf(ask, params.tracking);
      return ask.transact((tx) => withdrawCase(tx, ask.hall, ask.actor, row.tracking, body.reason, key));
    },
  }),
];
