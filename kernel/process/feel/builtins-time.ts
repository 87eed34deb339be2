import { builtin } from "./builtin.ts";
import { daysOf } from "./days.ts";
import type { Run } from "./evaluate.ts";
import {
  dateTimeAt,
  FeelDate,
  FeelDateTime,
  FeelTime,
  MonthsDuration,
  makeDate,
  makeTime,
  readDate,
  readDateTime,
  readDuration,
  readTime,
  startOf,
  type TimeDuration,
} from "./times.ts";
import { equals, kindOf } from "./values.ts";
import { zoneOfOffset } from "./zones.ts";

const second = 1_000_000_000n;

function timeFrom([hour, minute, sec, offset]: [number, number, number, (TimeDuration | null)?]): FeelTime | null {
  const whole = Math.floor(sec);
  const nanos = Math.round((sec - whole) * 1e9);
  if (!offset) return makeTime(hour, minute, whole, nanos, null);
  const seconds = Number(offset.value / second);
  return Math.abs(seconds) > 18 * 3600 ? null : makeTime(hour, minute, whole, nanos, zoneOfOffset(seconds));
}

function dateTimeFrom([from]: [string]): FeelDateTime | null {
  const date = readDate(from);
  return date ? startOf(date, null) : readDateTime(from);
}

const dateOf = (value: FeelDate | FeelDateTime): FeelDate => (value instanceof FeelDate ? value : value.date);

/** Whole months from one day to another, cut off toward none. */
function monthsBetween([a, b]: [FeelDate | FeelDateTime, FeelDate | FeelDateTime]): MonthsDuration {
  const [from, to] = [dateOf(a), dateOf(b)];
  let months = to.year * 12 + to.month - (from.year * 12 + from.month);
  const rest = to.day - from.day;
  if (months > 0 && rest < 0) months--;
  else if (months < 0 && rest > 0) months++;
  return new MonthsDuration(months);
}

const dayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const monthNames = "January February March April May June July August September October November December".split(" ");

const weekday = (days: number): number => (((days + 3) % 7) + 7) % 7;

/** The ISO week of a day: the week of the year that its Thursday falls in. */
function weekOfYear(date: FeelDate): number {
  const thursday = date.days - weekday(date.days) + 3;
  let year = date.year;
  if (thursday < daysOf(year, 1, 1)) year--;
  else if (thursday >= daysOf(year + 1, 1, 1)) year++;
  return Math.floor((thursday - daysOf(year, 1, 1)) / 7) + 1;
}

const ofDay = (body: (date: FeelDate) => unknown) =>
  builtin(["date: date|date and time", ([date]: [FeelDate | FeelDateTime]) => body(dateOf(date))]);

function now(on: Run): FeelDateTime | null {
  if (!on.now) return on.report("the time is not known here") as null;
  return dateTimeAt(BigInt(on.now.getTime()) * 1_000_000n, on.zone);
}

/** Whether two values are the same in every part: times in different zones are not, though they name one moment. */
function same([a, b]: [unknown, unknown]): boolean {
  if (kindOf(a) !== kindOf(b)) return false;
  if (a instanceof FeelTime || a instanceof FeelDateTime) return String(a) === String(b);
  return equals(a, b) === true;
}

export const timeBuiltins = {
  date: builtin(
    ["from: string", ([from]: [string]) => readDate(from)],
    ["from: date", ([from]: [FeelDate]) => from],
    ["from: date and time", ([from]: [FeelDateTime]) => from.date],
    [
      "year: number, month: number, day: number",
      ([year, month, day]: [number, number, number]) => makeDate(year, month, day),
    ],
  ),
  time: builtin(
    ["from: string", ([from]: [string]) => readTime(from)],
    ["from: time", ([from]: [FeelTime]) => from],
    ["from: date", () => new FeelTime(0, 0, "Z")],
    ["from: date and time", ([from]: [FeelDateTime]) => from.time],
    ["hour: number, minute: number, second: number, offset?: days and time duration|null", timeFrom],
  ),
  "date and time": builtin(
    ["from: string", dateTimeFrom],
    ["from: date", ([from]: [FeelDate]) => startOf(from, "Z")],
    ["from: date and time", ([from]: [FeelDateTime]) => from],
    ["date: date, time: time", ([date, time]: [FeelDate, FeelTime]) => new FeelDateTime(date, time)],
    ["date: date and time, time: time", ([date, time]: [FeelDateTime, FeelTime]) => new FeelDateTime(date.date, time)],
  ),
  duration: builtin(
    ["from: string", ([from]: [string]) => readDuration(from)],
    ["from: duration", ([from]: [unknown]) => from],
  ),
  "years and months duration": builtin(["from: date|date and time, to: date|date and time", monthsBetween]),
  is: builtin(["value1: any, value2: any", same]),
  now: builtin(["", (_: unknown[], on) => now(on)]),
  today: builtin(["", (_: unknown[], on) => now(on)?.date ?? null]),
  "day of week": ofDay((date) => dayNames[weekday(date.days)]),
  "day of year": ofDay((date) => date.days - daysOf(date.year, 1, 1) + 1),
  "month of year": ofDay((date) => monthNames[date.month - 1]),
  "week of year": ofDay(weekOfYear),
  // Not of the standard, but written by several makers' tools.
  "last day of month": ofDay((date) => {
    const next = date.month === 12 ? daysOf(date.year + 1, 1, 1) : daysOf(date.year, date.month + 1, 1);
    return makeDate(date.year, date.month, next - daysOf(date.year, date.month, 1));
  }),
};
