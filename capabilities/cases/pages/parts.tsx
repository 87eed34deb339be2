// Small parts that several pages of a case share: its clock, its state, its path.

import { formatDateTime, formatLongDate, leftText, readClock as readingOf } from "../../../kernel/calendar/index.ts";
import type { ClockProps, LineMapData } from "../../../kernel/web/components/index.ts";
import { Notice, Tag } from "../../../kernel/web/components/index.ts";
import { type Bilingual, pick, type Words } from "../../../kernel/words/words.ts";
import { readClock } from "../case.ts";
import type { CaseSummary } from "../lists.sql.ts";
import type { CaseView } from "../view.ts";

type Clocked = Pick<CaseSummary, "clock" | "calendar" | "now" | "due" | "finishedAt">;

/** What the clock component shows of a case. */
export function clockOf(t: Words, of: Clocked): ClockProps {
  if (!of.clock) return { t, state: "running", says: t("cases.clock-not-started") };
  const reading = readingOf(of.calendar, readClock(of.clock), of.now);
  const plain = "hours" in of.clock.promise || "calendarDays" in of.clock.promise;
  const days = Math.abs(reading.daysLeft);
  const minutes = Math.abs(reading.remaining);
  const left =
    days > 0 && !plain
      ? { days }
      : plain && days > 0
        ? { days }
        : minutes >= 60
          ? { hours: Math.floor(minutes / 60) }
          : { minutes: Math.round(minutes) };
  // Hours run day and night and end at an hour: the words say so, and never "working hours".
  const hours = "hours" in of.clock.promise;
  const due = (hours ? formatDateTime : formatLongDate)(reading.due, of.calendar.zone, t.locale);
  if (of.finishedAt)
    return { t, state: "finished", says: t(reading.late ? "cases.finished-late" : "cases.finished-in-time"), due };
  const state = reading.state === "stopped" ? "finished" : reading.state;
  if (hours && (state === "running" || state === "warned" || state === "breached")) {
    const length = leftText(t, readClock(of.clock), reading);
    return {
      t,
      state,
      says: t(state === "breached" ? "cases.hours-late" : "cases.hours-left", { length }),
      due,
      used: reading.fraction,
    };
  }
  return { t, state, left, due, used: reading.fraction };
}

export function statusTag(t: Words, of: { status: CaseSummary["status"]; outcomeName?: Bilingual; isPaused: boolean }) {
  const kind =
    of.status === "granted" ? "well" : of.status === "running" ? "act" : of.status === "failed" ? "need" : "calm";
  return (
    <Tag kind={kind}>
      {of.status !== "running" && of.outcomeName ? pick(of.outcomeName, t.locale) : t(`cases.status.${of.status}`)}
    </Tag>
  );
}

/** Says that the personal data of the case are gone; nothing while they are there. */
export const Erased = ({ t, view }: { t: Words; view: Pick<CaseView, "erasedAt" | "calendar"> }) =>
  view.erasedAt ? (
    <Notice t={t} title={t("cases.erased", { day: formatLongDate(view.erasedAt, view.calendar.zone, t.locale) })} />
  ) : null;

export type { LineMapData };
