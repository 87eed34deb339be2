// When personal data of a case may be emptied, and what holds them back. Pure: the same facts give the same verdict, for the round that
// comes by itself, for a person's request, and for the report that an officer reads beforehand.

import { amountOf, type ParameterValues, type Service } from "../services/index.ts";

/** How long after its end a case is kept, in whole months and days, and what comes then. */
export type Schedule = { months: number; days: number; disposal: "destroy" | "keep" | "review"; basis: string };

/** A service's own schedule, with what its offering sets. An amount that nobody set is no schedule: then it is looked at, not erased. */
export function scheduleOf(
  { active, inactive, disposal, basis }: Service["retention"],
  parameters: ParameterValues,
): Schedule {
  const schedule: Schedule = { months: 0, days: 0, disposal, basis };
  for (const span of [active, inactive]) {
    const amount = amountOf(span.amount, parameters);
    const isSet = typeof span.amount === "number" || Number(parameters[span.amount.parameter]) > 0;
    if (!isSet || !Number.isFinite(amount)) return { ...schedule, disposal: "review" };
    if (span.unit === "years") schedule.months += amount * 12;
    else if (span.unit === "months") schedule.months += amount;
    else if (span.unit === "hours") schedule.days += Math.ceil(amount / 24);
    // Office time is shorter than the calendar's: counted in days of the calendar, twice over, it never ends too soon.
    else schedule.days += span.unit === "calendar-days" ? amount : Math.ceil(amount) * 2;
  }
  return schedule;
}

export type Facts = {
  status: string;
  finishedOn: string | null;
  schedule: Schedule;
  /** A document is still being made. */
  making: boolean;
  /** An issued document without an end, and the last day of those that end. */
  endless: boolean;
  inForceUntil: string | null;
  /** Another case runs in which the person exercises a right over these data. */
  rightRunning: boolean;
  /** An objection to a look at this case waits for its answer. */
  objectionOpen: boolean;
  /** A legal hold lies on it. */
  held: boolean;
};

export const REASONS = [
  "running",
  "making",
  "hold",
  "right-running",
  "objection-open",
  "document-in-force",
  "kept-for-good",
  "to-be-reviewed",
  "retention",
] as const;
export type Reason = (typeof REASONS)[number];

/** Erase it now, or keep it: why, and until which day where that is known. */
export type Verdict = { erase: true } | { erase: false; because: Reason; until?: string };

/** A case that ended without anybody's decision is no record of one: at a person's request it need not wait for the schedule. */
const UNDECIDED = new Set(["withdrawn", "lapsed"]);

/** The last day of the schedule, on the calendar: the 31st plus a month is the last day of that month. */
export function scheduleEnds(finishedOn: string, { months, days }: Pick<Schedule, "months" | "days">): string {
  const [year, month, day] = finishedOn.split("-").map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const end = Date.UTC(year, month - 1 + months, Math.min(day, last)) + days * 86_400_000;
  return new Date(end).toISOString().slice(0, 10);
}

/** What is to be done with the personal data of a case on a day. `asked` when the person wishes it, not the calendar. */
export function verdict(facts: Facts, day: string, { asked = false }: { asked?: boolean } = {}): Verdict {
  const keep = (because: Reason, until?: string): Verdict => ({ erase: false, because, ...(until ? { until } : {}) });
  if (facts.status === "running" || facts.finishedOn === null) return keep("running");
  if (facts.making) return keep("making");
  if (facts.held) return keep("hold");
  if (facts.rightRunning) return keep("right-running");
  if (facts.objectionOpen) return keep("objection-open");
  if (facts.endless) return keep("document-in-force");
  if (facts.inForceUntil !== null && facts.inForceUntil >= day) return keep("document-in-force", facts.inForceUntil);
  if (asked && UNDECIDED.has(facts.status)) return { erase: true };
  if (facts.schedule.disposal === "keep") return keep("kept-for-good");
  const ends = scheduleEnds(facts.finishedOn, facts.schedule);
  if (ends >= day) return keep("retention", ends);
  return facts.schedule.disposal === "review" ? keep("to-be-reviewed") : { erase: true };
}
