// Turns written calendar data into a Calendar that can count, or tells everything that is wrong with it.

import type { z } from "zod";
import { type Fault, faulty } from "../errors.ts";
import type { Calendar, Hours, Week } from "./calendar.ts";
import national from "./data/holidays-2024-2026.json" with { type: "json" };
import { HOUR, MINUTE, yearOf, zoneOf } from "./days.ts";
import { type CalendarData, CalendarSchema } from "./schema.ts";

/**
 * The hours of a calendar that states none: five days of seven and a half hours (Perpres 21/2023: 37.5 hours a week), closing
 * at 16:00, which is when offices take a day's last paper. An agency states its own, with its own Friday.
 */
const day: Hours = [
  { start: 7 * HOUR + 30 * MINUTE, end: 12 * HOUR },
  { start: 13 * HOUR, end: 16 * HOUR },
];
const ordinaryWeek: Week = [day, day, day, day, day, [], []];

const builtIn: Record<string, CalendarData> = {
  nasional: { name: "nasional", zone: "WIB", holidays: national.days },
  "nasional-wita": { name: "nasional-wita", zone: "WITA", holidays: national.days },
  "nasional-wit": { name: "nasional-wit", zone: "WIT", holidays: national.days },
};
const otherNames: Record<string, string> = { national: "nasional", "nasional-wib": "nasional" };
const made = new Map<string, Calendar>();

/** A calendar that ships with the program, or undefined: nasional (also "national"), nasional-wita, nasional-wit. */
export function builtInCalendar(name: string): Calendar | undefined {
  const key = otherNames[name.toLowerCase()] ?? name.toLowerCase();
  const data = Object.hasOwn(builtIn, key) ? builtIn[key] : undefined;
  if (!data) return undefined;
  if (!made.has(key)) made.set(key, makeCalendar(data));
  return made.get(key)!;
}

/** The dates of the joint decrees that ship with the program, for the first filling of an installation's own list. */
export const nationalHolidays: readonly { date: string; name: string; type: string }[] = national.days;

/**
 * Makes a calendar from data in the format of docs/calendar.md.
 * Throws Refused with one fault for each thing that is wrong; a fault's field is the path in the data ("holidays.3.date").
 * @example makeCalendar({ extends: "nasional", zone: "WITA" })
 */
export function makeCalendar(data: CalendarData | unknown): Calendar {
  const read = CalendarSchema.safeParse(data, { reportInput: true });
  if (!read.success) throw faulty(read.error.issues.flatMap((issue) => faultsOf(issue)));
  const { data: written } = read;

  const base = written.extends === undefined ? undefined : builtInCalendar(written.extends);
  if (written.extends !== undefined && !base) {
    throw faulty([{ field: "extends", key: "calendar.unknown-base", params: { value: written.extends } }]);
  }
  const stated = written.hours ? filled(written.hours) : (base?.week ?? ordinaryWeek);
  const ordinary = written.weekdays ? only(written.weekdays.flat(), stated) : stated;
  const extraHours = ordinary.find((hours) => hours.length > 0);
  if (!extraHours) throw faulty([{ field: "hours", key: "calendar.never-open" }]);

  const own = (written.holidays ?? []).flatMap(({ from, to, name, kind }) =>
    Array.from({ length: to - from + 1 }, (_, index) => ({ day: from + index, name, kind })),
  );
  const holidays = [...(base?.holidays ?? []), ...own].sort((a, b) => a.day - b.day);
  // A local holiday alone does not say that the joint decree of its year was read.
  const decreed = own.filter((holiday) => holiday.kind !== "local").map((holiday) => yearOf(holiday.day));
  return {
    name: written.name ?? base?.name ?? "",
    zone: written.zone ?? base?.zone ?? zoneOf("WIB")!,
    week: ordinary,
    holidays,
    specialHours: (written.specialHours ?? []).map(({ from, to, hours, name }) => ({ from, to, week: hours, name })),
    extraDays: (written.extraDays ?? []).map((extra) => ({
      day: extra.date,
      hours: extra.hours && extra.hours.length > 0 ? extra.hours : extraHours,
      name: extra.name,
    })),
    rules: { jointLeaveIsOff: true, dayOfReceipt: 0, afterHours: "next-working-day", ...base?.rules, ...written.rules },
    years: new Set(written.years ?? [...(base?.years ?? []), ...decreed]),
  };
}

const filled = (days: readonly (Hours | undefined)[]): Week => {
  const at = (index: number) => days[index] ?? [];
  return [at(0), at(1), at(2), at(3), at(4), at(5), at(6)];
};

/** The week with these days worked and no other; one that had no hours takes those of the first that has. */
function only(weekdays: readonly number[], week: Week): Week {
  const same = week.find((hours) => hours.length > 0) ?? [];
  return filled(week.map((hours, index) => (weekdays.includes(index) ? (hours.length > 0 ? hours : same) : undefined)));
}

/** One zod issue as faults in our own keys. Of a union, the branch that came furthest says most: its path is the longest. */
function faultsOf(issue: z.core.$ZodIssue, above: PropertyKey[] = []): Fault[] {
  const path = [...above, ...issue.path];
  const field = path.map(String).join(".");
  switch (issue.code) {
    case "custom":
      return [{ field, key: issue.message, params: issue.params }];
    case "unrecognized_keys":
      return issue.keys.map((key) => ({
        field: [...path, key].map(String).join("."),
        key: "calendar.unknown-key",
        params: { value: key },
      }));
    case "invalid_key":
      return issue.issues.flatMap((inner) => faultsOf(inner, path));
    case "invalid_union": {
      const branches = issue.errors.map((errors) => errors.flatMap((inner) => faultsOf(inner, path)));
      const told = branches.filter((faults) => faults.some((fault) => fault.key !== "calendar.wrong-type"));
      const [first] = told.length > 0 ? told.sort((a, b) => depth(b) - depth(a)) : branches;
      return first ?? [{ field, key: "calendar.wrong-type" }];
    }
    default:
      return [
        {
          field,
          key: issue.code === "invalid_type" && issue.input === undefined ? "calendar.missing" : "calendar.wrong-type",
        },
      ];
  }
}

const depth = (faults: Fault[]): number => Math.max(0, ...faults.map((fault) => fault.field.split(".").length));
