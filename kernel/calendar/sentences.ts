// What a clock says in words: the first thing people see of it, before any drawing.

import type { Words } from "../words/words.ts";
import type { Calendar, Hours } from "./calendar.ts";
import type { Clock, Reading } from "./clock.ts";
import { formatDateTime, formatTime, formatTimeOfDay, wallClock, weekdayName } from "./format.ts";
import { hoursOn } from "./table.ts";
import { nextOpening } from "./working-time.ts";

/** "3 hari kerja", "1 working day". */
export const workingDaysText = (t: Words, n: number): string => count(t, "calendar.working-day", n);

/** A length in minutes as hours and minutes. @example lengthText(t, 450) // "7 jam 30 menit" */
export function lengthText(t: Words, minutes: number): string {
  const seconds = Math.round(Math.abs(minutes) * 60);
  const [hours, mins, secs] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  const parts = [
    hours > 0 ? count(t, "calendar.hour", hours) : "",
    mins > 0 ? count(t, "calendar.minute", mins) : "",
    // Seconds matter only where there is nothing larger to say.
    seconds < 60 ? count(t, "calendar.second", secs) : "",
  ];
  return parts.filter(Boolean).join(" ");
}

/**
 * The clock at `now`, in one sentence without a capital or full stop, to stand in a line of a page.
 * @example clockText(t, calendar, clock, readClock(calendar, clock, now), now)
 * // "sisa 3 hari kerja, paling lambat Rabu, 25 November 2026 pukul 16.00 WIB"
 */
export function clockText(t: Words, calendar: Calendar, clock: Clock, reading: Reading, now: Date): string {
  const dueText = formatDateTime(reading.due, calendar.zone, t.locale);
  const length = leftText(t, clock, reading);
  switch (reading.state) {
    case "stopped":
      return t(reading.late ? "calendar.stopped-late" : "calendar.stopped-in-time", { due: dueText });
    case "breached":
      return t("calendar.late", { length, due: dueText });
    case "paused":
      return t("calendar.paused", { length, due: dueText });
    default:
      if (reading.remaining <= 0) return t("calendar.due-now", { due: dueText });
      return wallClock(now, calendar.zone).day === wallClock(reading.due, calendar.zone).day
        ? t("calendar.left-today", { length, time: formatTime(reading.due, calendar.zone, t.locale) })
        : t("calendar.left", { length, due: dueText });
  }
}

/** How much is left, or how late: in days as long as there are any, then in hours and minutes. */
export function leftText(t: Words, clock: Clock, reading: Reading): string {
  const days = Math.abs(reading.daysLeft);
  const plain = "hours" in clock.promise || "calendarDays" in clock.promise;
  const inHours = "hours" in clock.promise && Math.abs(reading.remaining) <= 72 * 60;
  if (days > 0 && !inHours) return count(t, plain ? "calendar.day" : "calendar.working-day", days);
  const length = lengthText(t, reading.remaining);
  return plain ? length : t("calendar.working-length", { length });
}

/**
 * The hours of an ordinary week, runs of like days in one line; days off are left out.
 * @example weekLines(t, calendar) // [{ days: "Senin–Kamis", hours: "07.30–12.00, 13.00–16.00" }, { days: "Jumat", … }]
 */
export function weekLines(t: Words, calendar: Calendar): { days: string; hours: string }[] {
  const lines: { first: number; last: number; hours: string }[] = [];
  for (const [weekday, intervals] of calendar.week.entries()) {
    const hours = hoursText(t, intervals);
    const before = lines.at(-1);
    if (before && before.last === weekday - 1 && before.hours === hours) before.last = weekday;
    else if (hours !== "") lines.push({ first: weekday, last: weekday, hours });
  }
  const name = (weekday: number) => weekdayName(weekday, t.locale);
  return lines.map(({ first, last, hours }) => ({
    days: first === last ? name(first) : `${name(first)}–${name(last)}`,
    hours,
  }));
}

/** "07.30–12.00, 13.00–16.00"; empty for a day off. */
export const hoursText = (t: Words, hours: Hours): string =>
  hours.map(({ start, end }) => `${formatTimeOfDay(start, t.locale)}–${formatTimeOfDay(end, t.locale)}`).join(", ");

/** Whether the office is open now and until when, or when it opens: a sentence without full stop. */
export function openText(t: Words, calendar: Calendar, now: Date): string {
  const opening = nextOpening(calendar, now);
  if (opening.getTime() > now.getTime()) {
    const sameDay = wallClock(opening, calendar.zone).day === wallClock(now, calendar.zone).day;
    return sameDay
      ? t("calendar.opens-today", { time: formatTime(opening, calendar.zone, t.locale) })
      : t("calendar.opens", { when: formatDateTime(opening, calendar.zone, t.locale) });
  }
  const { day, time } = wallClock(now, calendar.zone);
  const { end } = hoursOn(calendar, day).find((interval) => time < interval.end)!;
  return t("calendar.open-until", { time: `${formatTimeOfDay(end, t.locale)} ${calendar.zone.label}` });
}

const count = (t: Words, key: string, n: number): string => t(n === 1 ? key : `${key}s`, { n });
