// The nouns of a case. Pure.

import type { Clock, Promised } from "../../kernel/calendar/index.ts";
import type { State } from "../../kernel/process/index.ts";
import type { Answers } from "../services/index.ts";

export type CaseStatus = "running" | "granted" | "refused" | "withdrawn" | "lapsed" | "closed" | "failed";

/** The clock as stored: dates as text. `silenceFrom` is where the clock of silence began, when the definition has one. */
export type StoredClock = {
  startedAt: string;
  promise: Promised;
  pauses: [string, string?][];
  stoppedAt?: string;
  warnAt?: number;
  silenceFrom?: string;
};

/** What the applicant was asked to put right: fields of the application, and the reason in the official's words. */
export type Correction = { fields: string[]; note: string; by: string; at: string };

export type CaseRow = {
  agency_id: string;
  id: string;
  tracking: string;
  offering_id: string;
  service_id: string;
  version_id: string;
  unit_id: string;
  applicant_id: string;
  /** Where the affair lies, by the code of the region; null where nothing says so. */
  region: string | null;
  status: CaseStatus;
  outcome: string | null;
  state: Omit<State, "variables">;
  variables: Record<string, unknown>;
  personal: Buffer;
  correction: Correction | null;
  clock: StoredClock | null;
  due_at: Date | null;
  is_paused: boolean;
  is_late: boolean;
  open_tasks: number;
  submitted_at: Date;
  /** The account that sent it, and the mandate when it did so for another. */
  filed_by: string | null;
  filed_mandate: string | null;
  finished_at: Date | null;
  revision: number;
  events: number;
  head: Buffer;
};

export type TaskRow = {
  agency_id: string;
  case_id: string;
  id: string;
  key: string;
  element: string;
  role: string;
  unit_id: string | null;
  position_id: string | null;
  form: string | null;
  act: string;
  status: "open" | "done" | "cancelled";
  claimed_by: string | null;
  claimed_at: Date | null;
  opened_at: Date;
  due_at: Date;
  done_at: Date | null;
  done_by: string | null;
  done_position: string | null;
  done_label: string | null;
  service_id: string;
  tracking: string;
  applicant: Buffer;
  /** Who filed for the applicant, sealed; null when they filed themselves. */
  filer: Buffer | null;
  /** Whether the applicant is an organization, whose name is public and shown whole. */
  of_organization: boolean;
  priority: number;
};

/** What is encrypted of a case: who asks, as known at the time of sending, and the personal answers. */
export type Personal = {
  applicant: {
    name: string;
    nik: string;
    email: string;
    phone: string;
    /** Only of organizations. */
    kind?: "organization";
    nib?: string;
    npwp?: string;
  };
  /** Who sent it for the applicant, and by what right; left out when they sent it themselves. */
  filer?: { name: string; as: string };
  answers: Answers;
};

export const readClock = (stored: StoredClock): Clock => ({
  startedAt: new Date(stored.startedAt),
  promise: stored.promise,
  pauses: stored.pauses.map(([from, to]) =>
    to ? ([new Date(from), new Date(to)] as const) : ([new Date(from)] as const),
  ),
  ...(stored.stoppedAt ? { stoppedAt: new Date(stored.stoppedAt) } : {}),
  ...(stored.warnAt === undefined ? {} : { warnAt: stored.warnAt }),
});

export const writeClock = (clock: Clock, silenceFrom?: string): StoredClock => ({
  startedAt: clock.startedAt.toISOString(),
  promise: clock.promise,
  pauses: clock.pauses.map(([from, to]) => (to ? [from.toISOString(), to.toISOString()] : [from.toISOString()])),
  ...(clock.stoppedAt ? { stoppedAt: clock.stoppedAt.toISOString() } : {}),
  ...(clock.warnAt === undefined ? {} : { warnAt: clock.warnAt }),
  ...(silenceFrom ? { silenceFrom } : {}),
});

/** The end of a length of validity, as a calendar day. Months and years keep the day, or take the month's last. */
export function validUntil(day: string, amount: number, unit: string): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  if (unit === "years" || unit === "months") {
    const months = (unit === "years" ? 12 : 1) * amount + month - 1;
    const last = new Date(Date.UTC(year, months + 1, 0)).getUTCDate();
    const end = new Date(Date.UTC(year, months, Math.min(date, last)));
    return new Date(end.getTime() - 86_400_000).toISOString().slice(0, 10);
  }
  return new Date(Date.UTC(year, month - 1, date + amount - 1)).toISOString().slice(0, 10);
}
