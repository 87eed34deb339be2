// The counting table of a calendar: a year at a time, made when first asked for and kept, so that a due time costs a look-up
// and a binary search, however long the holiday list.

import type { Calendar, Hours } from "./calendar.ts";
import { dayNumber, FIRST_YEAR, LAST_YEAR, weekdayOf, yearOf } from "./days.ts";

export type Year = {
  readonly year: number;
  /** The day number of 1 January. */
  readonly first: number;
  /** The hours of each day of the year. */
  readonly hours: readonly Hours[];
  /** Open milliseconds from the year's start to the start of each day; one entry more than days, the last is the year's whole. */
  readonly openBefore: Float64Array;
  /** Working days from the year's start to the start of each day, in the same way. */
  readonly workdaysBefore: Int32Array;
  /** The day numbers of the year's working days, in order. */
  readonly workdays: Int32Array;
};

const tables = new WeakMap<Calendar, Map<number, Year>>();

/** A year of a calendar. Throws RangeError beyond the years that are counted: a promise that reaches there is a slip. */
export function yearTable(calendar: Calendar, year: number): Year {
  const years = tables.get(calendar) ?? new Map<number, Year>();
  tables.set(calendar, years);
  const table = years.get(year) ?? build(calendar, year);
  years.set(year, table);
  return table;
}

/** The year a day lies in. */
export const yearTableOf = (calendar: Calendar, day: number): Year => yearTable(calendar, yearOf(day));

/** The hours of one day. */
export function hoursOn(calendar: Calendar, day: number): Hours {
  const table = yearTableOf(calendar, day);
  return table.hours[day - table.first]!;
}

function build(calendar: Calendar, year: number): Year {
  if (year < FIRST_YEAR - 1 || year > LAST_YEAR + 1)
    throw new RangeError(`No working time is counted in the year ${year}`);
  const first = dayNumber(year, 1, 1)!;
  const length = dayNumber(year + 1, 1, 1)! - first;
  const off = new Set<number>();
  for (const holiday of calendar.holidays) {
    if (holiday.kind !== "cuti_bersama" || calendar.rules.jointLeaveIsOff) off.add(holiday.day);
  }
  const extra = new Map(calendar.extraDays.map((one) => [one.day, one.hours]));

  const hours: Hours[] = [];
  const openBefore = new Float64Array(length + 1);
  const workdaysBefore = new Int32Array(length + 1);
  const workdays: number[] = [];
  for (let index = 0; index < length; index++) {
    const day = first + index;
    const today = extra.get(day) ?? (off.has(day) ? [] : ordinaryHours(calendar, day));
    hours.push(today);
    if (today.length > 0) workdays.push(day);
    openBefore[index + 1] = openBefore[index]! + today.reduce((sum, { start, end }) => sum + (end - start), 0);
    workdaysBefore[index + 1] = workdays.length;
  }
  return { year, first, hours, openBefore, workdaysBefore, workdays: Int32Array.from(workdays) };
}

/** The week's hours, or those of a special time that names this weekday; of two special times the one listed last. */
function ordinaryHours(calendar: Calendar, day: number): Hours {
  const weekday = weekdayOf(day);
  const special = calendar.specialHours.findLast(({ from, to, week }) => from <= day && day <= to && week[weekday]);
  return special?.week[weekday] ?? calendar.week[weekday]!;
}
