// Working time counted exactly: how much lies between two instants, where a count of working days or minutes ends, and when
// an office opens next. Pure; an instant is a Date, a length is in minutes (a fraction is a fraction of a minute, to 1 ms).

import type { Calendar, Hours, Warning } from "./calendar.ts";
import { DAY, MINUTE, yearOf } from "./days.ts";
import { hoursOn, type Year, yearTable, yearTableOf } from "./table.ts";

/**
 * Open office time from one instant to another, in minutes; negative when the second is the earlier.
 * @example workingTimeBetween(nasional, at("2026-11-20T15:00"), at("2026-11-23T08:30")) // 120: Friday's last hour, Monday's first
 */
export const workingTimeBetween = (calendar: Calendar, from: Date, to: Date): number =>
  openBetween(calendar, from.getTime(), to.getTime()) / MINUTE;

/**
 * The earliest instant that lies so many minutes of open office time after `from`; `from` itself for none.
 * A length that ends with the day ends at closing time, not at the next opening. Throws RangeError for less than none.
 */
export const addWorkingTime = (calendar: Calendar, from: Date, minutes: number): Date =>
  new Date(addOpen(calendar, from.getTime(), Math.round(minutes * MINUTE)));

/** Whether the office is open at an instant: from the minute it opens up to, and not at, the minute it closes. */
export function isOpen(calendar: Calendar, at: Date): boolean {
  const { day, time } = localOf(calendar, at.getTime());
  return hoursOn(calendar, day).some(({ start, end }) => start <= time && time < end);
}

/** The given instant when the office is open at it, otherwise the next opening. */
export function nextOpening(calendar: Calendar, at: Date): Date {
  const { day, time } = localOf(calendar, at.getTime());
  const open = hoursOn(calendar, day).find(({ end }) => time < end);
  if (open) return instant(calendar, day, Math.max(time, open.start));
  const next = workdayAfter(calendar, day, 1);
  return instant(calendar, next, hoursOn(calendar, next)[0]!.start);
}

/** Whether a calendar day is worked. */
export const isWorkday = (calendar: Calendar, day: number): boolean => hoursOn(calendar, day).length > 0;

/** How many working days lie after the day of `from`, up to and with the day of `to`; negative the other way round. */
export function workdaysBetween(calendar: Calendar, from: Date, to: Date): number {
  const [a, b] = [localOf(calendar, from.getTime()).day, localOf(calendar, to.getTime()).day];
  return b >= a ? countWorkdays(calendar, a + 1, b + 1) : -countWorkdays(calendar, b + 1, a + 1);
}

/** The end of the office's hours on the n-th working day after receipt, by the calendar's rules; where the count of days ends. */
export function endOfWorkday(calendar: Calendar, received: Date, workingDays: number): Date {
  const { dayOfReceipt, afterHours } = calendar.rules;
  const { day, time } = localOf(calendar, received.getTime());
  // What arrives in the very moment of closing arrived in time, just as what is done in the moment it is due is done in time.
  const inTime = isWorkday(calendar, day) && (afterHours === "same-day" || time <= hoursOn(calendar, day).at(-1)!.end);
  const counted = inTime || afterHours === "same-day" ? day : workdayAfter(calendar, day, 1);
  const steps = Math.max(0, workingDays - (dayOfReceipt === 1 ? 1 : 0));
  // A day off can bear the count's zero only under "same-day"; it cannot bear its end.
  const last =
    steps > 0 || !isWorkday(calendar, counted) ? workdayAfter(calendar, counted, Math.max(1, steps)) : counted;
  return instant(calendar, last, hoursOn(calendar, last).at(-1)!.end);
}

/** A warning for each year from one instant to another whose holidays the calendar does not list. */
export function yearWarnings(calendar: Calendar, from: Date, to: Date): Warning[] {
  const first = yearOf(localOf(calendar, from.getTime()).day);
  const last = yearOf(localOf(calendar, to.getTime()).day);
  const missing = Array.from({ length: last - first + 1 }, (_, index) => first + index).filter(
    (year) => !calendar.years.has(year),
  );
  if (missing.length === 0) return [];
  const years = missing.length === 1 ? String(missing[0]) : `${missing[0]}–${missing.at(-1)}`;
  return [{ key: "calendar.year-not-listed", params: { year: years } }];
}

/** The local day and time of day of an instant. */
export function localOf(calendar: Calendar, at: number): { day: number; time: number } {
  if (!Number.isFinite(at)) throw new RangeError("Not a time");
  const local = at + calendar.zone.offset;
  const day = Math.floor(local / DAY);
  return { day, time: local - day * DAY };
}

/** The instant of a local day and time of day. */
export const instant = (calendar: Calendar, day: number, time: number): Date =>
  new Date(day * DAY + time - calendar.zone.offset);

/** Open milliseconds from one instant to another, by the table: the two partial days, and what lies between. */
export function openBetween(calendar: Calendar, from: number, to: number): number {
  if (to < from) return -openBetween(calendar, to, from);
  const start = place(calendar, from);
  const end = place(calendar, to);
  if (start.year === end.year) return end.open - start.open;
  let sum = total(start.year) - start.open + end.open;
  for (let year = start.year.year + 1; year < end.year.year; year++) sum += total(yearTable(calendar, year));
  return sum;
}

function addOpen(calendar: Calendar, from: number, length: number): number {
  if (!(length >= 0)) throw new RangeError("Working time can be added, not taken away");
  if (length === 0) return from;
  let { year, open } = place(calendar, from);
  let wanted = open + length;
  while (wanted > total(year)) {
    wanted -= total(year);
    year = yearTable(calendar, year.year + 1);
  }
  // The first day whose end reaches what is wanted; days off in between add nothing and are never found.
  let [low, high] = [0, year.hours.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (year.openBefore[middle + 1]! >= wanted) high = middle;
    else low = middle + 1;
  }
  let left = wanted - year.openBefore[low]!;
  for (const { start, end } of year.hours[low]!) {
    if (left <= end - start) return instant(calendar, year.first + low, start + left).getTime();
    left -= end - start;
  }
  throw new Error("The table of a calendar does not add up");
}

const total = (year: Year): number => year.openBefore[year.hours.length]!;

/** The year of an instant, and the open milliseconds of that year before it. */
function place(calendar: Calendar, at: number): { year: Year; open: number } {
  const { day, time } = localOf(calendar, at);
  const year = yearTableOf(calendar, day);
  const index = day - year.first;
  return { year, open: year.openBefore[index]! + openUntil(year.hours[index]!, time) };
}

const openUntil = (hours: Hours, time: number): number => {
  let open = 0;
  for (const { start, end } of hours) open += Math.max(0, Math.min(time, end) - start);
  return open;
};

/** Working days from one day up to, and not with, another. */
function countWorkdays(calendar: Calendar, from: number, to: number): number {
  const [start, end] = [yearTableOf(calendar, from), yearTableOf(calendar, to)];
  if (start === end) return end.workdaysBefore[to - end.first]! - start.workdaysBefore[from - start.first]!;
  let count = start.workdays.length - start.workdaysBefore[from - start.first]! + end.workdaysBefore[to - end.first]!;
  for (let year = start.year + 1; year < end.year; year++) count += yearTable(calendar, year).workdays.length;
  return count;
}

/** The n-th working day after a day, n ≥ 1. */
function workdayAfter(calendar: Calendar, day: number, n: number): number {
  let year = yearTableOf(calendar, day);
  let index = year.workdaysBefore[day - year.first + 1]! + n - 1;
  while (index >= year.workdays.length) {
    index -= year.workdays.length;
    year = yearTable(calendar, year.year + 1);
  }
  return year.workdays[index]!;
}
