// The shapes that the API of cases speaks in, and how rows become them.

import { z } from "zod";
import { type Reading, readClock as readingOf } from "../../../kernel/calendar/index.ts";
import { type Fault, notFound, Refused } from "../../../kernel/errors.ts";
import { isUuid } from "../../../kernel/ids.ts";
import type { Ask } from "../../../kernel/web/ask.ts";
import { pointerPart } from "../../../kernel/web/json-body.ts";
import { sentenceOf } from "../../../kernel/words/words.ts";
import { type CaseRow, readClock, type StoredClock } from "../case.ts";
import type { CaseSummary } from "../lists.sql.ts";
import { readTracking } from "../tracking.ts";

export const Bilingual = z.object({ id: z.string(), en: z.string().optional() });
export const Time = z.iso.datetime();
export const Tracking = z
  .string()
  .min(12)
  .max(20)
  .describe("Such as 7K3M-9QXT-2HWC; small letters and spaces are understood.");
export const OfferingId = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  .describe("As GET /offerings gives it: agency and offering, with a slash between them.");
export const AnswersGiven = z
  .record(z.string().max(200), z.unknown())
  .describe("By the keys of the form's JSON Schema; a file by the object that its upload gave.");
export const FaultAnswer = z.object({ pointer: z.string(), key: z.string(), detail: z.string() });
export const FileAnswer = z.object({
  id: z.uuid(),
  name: z.string(),
  type: z.string(),
  size: z.number().int().describe("Bytes."),
  sha256: z.string(),
});
export const Status = z.enum(["running", "granted", "refused", "withdrawn", "lapsed", "closed", "failed"]);

export const Clock = z.object({
  state: z.enum(["not-started", "running", "paused", "warned", "breached", "stopped"]),
  startedAt: Time.nullable(),
  promise: z
    .object({ amount: z.number(), unit: z.enum(["working-days", "calendar-days", "hours", "working-minutes"]) })
    .nullable(),
  dueAt: Time.nullable(),
  remainingMinutes: z.number().nullable().describe("In the promise's own measure of time; negative when late."),
  remainingDays: z.number().int().nullable().describe("Working days, or calendar days where those were promised."),
  elapsedMinutes: z.number().nullable(),
  late: z.boolean(),
  pauses: z.array(z.object({ from: Time, to: Time.nullable() })),
  stoppedAt: Time.nullable(),
});

const UNITS = {
  workingDays: "working-days",
  calendarDays: "calendar-days",
  hours: "hours",
  workingMinutes: "working-minutes",
} as const;

const round = (minutes: number): number => Math.round(minutes * 100) / 100;

/** A clock as it stands now. */
export function clockAnswer(
  stored: StoredClock | null,
  calendar: CaseSummary["calendar"],
  now: Date,
): z.infer<typeof Clock> {
  if (!stored)
    return {
      state: "not-started",
      startedAt: null,
      promise: null,
      dueAt: null,
      remainingMinutes: null,
      remainingDays: null,
      elapsedMinutes: null,
      late: false,
      pauses: [],
      stoppedAt: null,
    };
  const reading: Reading = readingOf(calendar, readClock(stored), now);
  const [unit, amount] = Object.entries(stored.promise)[0] as [keyof typeof UNITS, number];
  return {
    state: reading.state,
    startedAt: stored.startedAt,
    promise: { amount, unit: UNITS[unit] },
    dueAt: reading.due.toISOString(),
    remainingMinutes: round(reading.remaining),
    remainingDays: reading.daysLeft,
    elapsedMinutes: round(reading.elapsed),
    late: reading.late,
    pauses: stored.pauses.map(([from, to]) => ({ from, to: to ?? null })),
    stoppedAt: stored.stoppedAt ?? null,
  };
}

export const Summary = z.object({
  tracking: z.string(),
  service: z.object({ key: z.string(), name: Bilingual }),
  agency: z.string(),
  status: Status,
  outcome: z.object({ key: z.string(), name: Bilingual.nullable() }).nullable(),
  dueAt: Time.nullable(),
  paused: z.boolean(),
  late: z.boolean(),
  needsYou: z.boolean().describe("The applicant is asked for something."),
  submittedAt: Time,
  finishedAt: Time.nullable(),
  links: z.object({ self: z.string(), page: z.string() }),
});

export const summaryAnswer = (url: string, row: CaseSummary, official: boolean): z.infer<typeof Summary> => ({
  tracking: row.tracking,
  service: { key: row.serviceKey, name: row.service },
  agency: row.agency,
  status: row.status,
  outcome: row.outcome === null ? null : { key: row.outcome, name: row.outcomeName ?? null },
  dueAt: iso(row.due),
  paused: row.isPaused,
  late: row.isLate || (row.status === "running" && !row.isPaused && row.due !== null && row.due < row.now),
  needsYou: row.needsYou,
  submittedAt: row.submittedAt.toISOString(),
  finishedAt: iso(row.finishedAt),
  links: linksOf(url, row.tracking, official),
});

export const linksOf = (url: string, tracking: string, official: boolean) => ({
  self: `${url}/api/v1/cases/${tracking}`,
  page: `${url}/${official ? "kerja" : "permohonan"}/${tracking}`,
});

export const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** The number of a path, or the same answer as for a case that is not there. */
export function trackingFrom(text: string): string {
  const tracking = readTracking(text);
  if (!tracking) throw notFound("cases.not-found");
  return tracking;
}

/** An id of a path; anything that is not one is not there. */
export function idIn(text: string): string {
  if (!isUuid(text)) throw notFound();
  return text;
}

export const offeringIn = (text: string): { agency: string; id: string } => {
  const [agency = "", id = ""] = text.split("/");
  return { agency: idIn(agency), id: idIn(id) };
};

export const pointerOf = (field: string): string =>
  `/answers/${field.split(".").map(pointerPart).join("/")}`.replace(/\/$/, "");

export const faultAnswer = (ask: Pick<Ask, "t">, fault: Fault): z.infer<typeof FaultAnswer> => ({
  pointer: pointerOf(fault.field),
  key: fault.key,
  detail: sentenceOf(ask.t, fault),
});

/** Faults of answers, told by their place in the body that was sent. */
export async function pointing<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof Refused) || error.faults.length === 0) throw error;
    throw new Refused(error.key, {
      params: error.params,
      status: error.status,
      faults: error.faults.map((fault) =>
        fault.field.startsWith("/") ? fault : { ...fault, field: pointerOf(fault.field) },
      ),
    });
  }
}

/** Whether the asker is the case's own applicant. */
export const isOwn = (ask: Pick<Ask, "actor">, row: Pick<CaseRow, "applicant_id">): boolean =>
  ask.actor.kind === "resident" && ask.actor.person === row.applicant_id;
