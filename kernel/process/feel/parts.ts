import {
  type FeelDate,
  type FeelDateTime,
  type FeelTime,
  type MonthsDuration,
  offsetOf,
  type TimeDuration,
} from "./times.ts";
import type { FeelRange, Kind } from "./values.ts";

type Part = (value: never) => unknown;

const weekday = (date: FeelDate): number => ((((date.days + 3) % 7) + 7) % 7) + 1;
const place = (zone: string | null): string | null => (zone?.startsWith("@") ? zone.slice(1) : zone);

/** What can be asked of a value with a dot, by its kind: `d.year`, `t.time offset`, `r.start included`. */
export const parts: Partial<Record<Kind, Record<string, Part>>> = {
  date: {
    year: (d: FeelDate) => d.year,
    month: (d: FeelDate) => d.month,
    day: (d: FeelDate) => d.day,
    weekday,
  },
  time: {
    hour: (t: FeelTime) => t.hour,
    minute: (t: FeelTime) => t.minute,
    second: (t: FeelTime) => t.second,
    "time offset": (t: FeelTime) => offsetOf(t),
    timezone: (t: FeelTime) => place(t.zone),
  },
  "date and time": {
    year: (d: FeelDateTime) => d.date.year,
    month: (d: FeelDateTime) => d.date.month,
    day: (d: FeelDateTime) => d.date.day,
    weekday: (d: FeelDateTime) => weekday(d.date),
    hour: (d: FeelDateTime) => d.time.hour,
    minute: (d: FeelDateTime) => d.time.minute,
    second: (d: FeelDateTime) => d.time.second,
    "time offset": (d: FeelDateTime) => offsetOf(d.time, d.date),
    timezone: (d: FeelDateTime) => place(d.zone),
  },
  "years and months duration": {
    years: (d: MonthsDuration) => Math.trunc(d.value / 12) + 0,
    months: (d: MonthsDuration) => (d.value % 12) + 0,
  },
  "days and time duration": {
    days: (d: TimeDuration) => d.parts.days,
    hours: (d: TimeDuration) => d.parts.hours,
    minutes: (d: TimeDuration) => d.parts.minutes,
    seconds: (d: TimeDuration) => d.parts.seconds,
  },
  range: {
    start: (r: FeelRange) => r.low,
    end: (r: FeelRange) => r.high,
    "start included": (r: FeelRange) => r.lowIn,
    "end included": (r: FeelRange) => r.highIn,
  },
};
