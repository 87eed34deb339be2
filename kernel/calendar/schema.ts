// The file format of a calendar (docs/calendar.md), read leniently where people write the same thing in several ways, and
// strictly where a slip would move a deadline: an unknown word is a fault, never ignored. All faults are told at once.

import { z } from "zod";
import type { Hours, Interval } from "./calendar.ts";
import { dayOf, FIRST_YEAR, LAST_YEAR, timeOfDay, zoneOf } from "./days.ts";

const kinds: Record<string, HolidayKind> = {
  libur_nasional: "libur_nasional",
  national: "libur_nasional",
  nasional: "libur_nasional",
  cuti_bersama: "cuti_bersama",
  joint_leave: "cuti_bersama",
  libur_daerah: "local",
  libur_lokal: "local",
  daerah: "local",
  lokal: "local",
  local: "local",
};
export type HolidayKind = "libur_nasional" | "cuti_bersama" | "local";

const weekdays: Record<string, number> = {};
for (const names of [
  ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
  ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
  ["senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"],
  ["sen", "sel", "rab", "kam", "jum", "sab", "min"],
  ["1", "2", "3", "4", "5", "6", "7"],
]) {
  for (const [index, name] of names.entries()) weekdays[name] = index;
}
weekdays["jum'at"] = 4;
weekdays.ahad = 6;

type Fail = (key: string, params?: Record<string, string | number>) => never;

/** A zod step that turns one written value into another, or tells what is wrong by a key of words.ts. */
const turned = <In, Out>(from: z.ZodType<In>, turn: (value: In, fail: Fail) => Out) =>
  from.transform((value, context): Out => {
    const failed = Symbol();
    try {
      return turn(value, (key, params = {}) => {
        context.addIssue({ code: "custom", message: key, params });
        throw failed;
      });
    } catch (problem) {
      if (problem === failed) return z.NEVER;
      throw problem;
    }
  });

/** Renames the other spellings of a key, so that the strict object behind it knows one. */
const spelled = <T extends z.ZodType>(aliases: Record<string, string>, schema: T) =>
  z.preprocess((value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, held]) => [aliases[key] ?? key, held]));
  }, schema);

const date = turned(z.string(), (text, fail) => {
  const day = dayOf(text.trim());
  if (day === undefined) return fail("calendar.bad-date", { value: text });
  const year = Number(text.trim().slice(0, 4));
  return year < FIRST_YEAR || year > LAST_YEAR ? fail("calendar.bad-year", { value: text }) : day;
});

const span = spelled({ start: "from", end: "to" }, z.strictObject({ from: z.string(), to: z.string() }));
const interval = z.union([z.string(), span]);

const readInterval = (written: z.infer<typeof interval>, fail: Fail): Interval => {
  const [from, to, ...more] =
    typeof written === "string" ? written.split(/\s*(?:-|–|s\.?\/?d\.?)\s*/) : [written.from, written.to];
  const [start, end] = [timeOfDay(from ?? ""), timeOfDay(to ?? "")];
  const value = typeof written === "string" ? written : `${written.from}-${written.to}`;
  if (start === undefined || end === undefined || more.length > 0) return fail("calendar.bad-interval", { value });
  return start < end ? { start, end } : fail("calendar.interval-backwards", { value });
};

/** The hours of a day: "07:30-12:00, 13:00-16:00", a list of such, a list of {from, to}; null, [] or "closed" for a day off. */
const hours = turned(z.union([z.null(), z.string(), z.array(interval)]), (written, fail): Hours => {
  const closed =
    written === null || (typeof written === "string" && /^\s*(closed|off|tutup|libur)?\s*$/i.test(written));
  const list = closed ? [] : typeof written === "string" ? written.split(",") : (written ?? []);
  const read = list.map((one) => readInterval(typeof one === "string" ? one.trim() : one, fail));
  read.sort((a, b) => a.start - b.start);
  for (const [index, one] of read.entries()) {
    if (index > 0 && one.start < read[index - 1]!.end) fail("calendar.intervals-overlap");
  }
  return read;
});

/** The weekdays that a key names: one ("mon", "Senin") or a run ("mon-thu", "senin-kamis"); none when it names no such. */
function weekdaysOf(key: string): number[] {
  const [first, last = first] = key
    .toLowerCase()
    .split(/\s*[-–]\s*/)
    .map((name) => (Object.hasOwn(weekdays, name.trim()) ? weekdays[name.trim()] : undefined));
  if (first === undefined || last === undefined || last < first) return [];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

const weekKey = turned(z.string(), (key, fail) =>
  weekdaysOf(key).length > 0 ? key : fail("calendar.bad-weekday", { value: key }),
);

const ordinaryDays = (same: Hours): (Hours | undefined)[] => [same, same, same, same, same, undefined, undefined];

/** Weekday → hours. Hours alone, or one {from, to}, are those of Monday to Friday. */
const week = z.preprocess(
  (value) => (typeof value === "object" && value !== null && ("from" in value || "start" in value) ? [value] : value),
  z.union([
    turned(hours, ordinaryDays),
    turned(z.record(weekKey, hours), (written, fail): (Hours | undefined)[] => {
      const days: (Hours | undefined)[] = Array(7).fill(undefined);
      for (const [key, opened] of Object.entries(written)) {
        for (const day of weekdaysOf(key)) {
          if (days[day]) return fail("calendar.weekday-twice", { value: key });
          days[day] = opened;
        }
      }
      return days;
    }),
  ]),
);

/** The days that are worked, where hours are the same on all: weekdays by name, run or number (0 and 7 are Sunday). */
const worked = z.array(
  turned(z.union([z.string(), z.int()]), (written, fail): number[] => {
    const days = written === 0 || written === "0" ? [6] : weekdaysOf(String(written));
    return days.length > 0 ? days : fail("calendar.bad-weekday", { value: String(written) });
  }),
);

/** A longer run of days off is a slip in a year. */
const LONGEST_RUN = 400;

const name = z.string().max(200).default("");

const holiday = z.union([
  turned(date, (day) => ({ from: day, to: day, name: "", kind: "libur_nasional" as HolidayKind })),
  turned(
    spelled(
      { type: "kind", from: "date", until: "to" },
      z.strictObject({ date, to: date.optional(), name, kind: z.string().default("libur_nasional") }),
    ),
    (written, fail) => {
      const kind = kinds[written.kind.trim().toLowerCase().replaceAll(/[ -]/g, "_")];
      if (!kind) return fail("calendar.bad-kind", { value: written.kind });
      const to = written.to ?? written.date;
      if (to < written.date) return fail("calendar.range-backwards");
      if (to - written.date > LONGEST_RUN) return fail("calendar.range-long");
      return { from: written.date, to, name: written.name, kind };
    },
  ),
]);

const special = turned(
  spelled({ until: "to", start: "from", end: "to" }, z.strictObject({ from: date, to: date, hours: week, name })),
  (written, fail) => (written.to < written.from ? fail("calendar.range-backwards") : written),
);

const extra = z.union([
  turned(date, (day) => ({ date: day, hours: undefined as Hours | undefined, name: "" })),
  z.strictObject({ date, hours: hours.optional(), name }),
]);

const rules = z.strictObject({
  jointLeaveIsOff: z.boolean().optional(),
  dayOfReceipt: z.union([z.literal(0), z.literal(1)]).optional(),
  afterHours: z.enum(["next-working-day", "same-day"]).optional(),
});

const aliases: Record<string, string> = {
  timezone: "zone",
  timeZone: "zone",
  tz: "zone",
  officeHours: "hours",
  serviceHours: "hours",
  workingHours: "hours",
  days: "holidays",
  ramadan: "specialHours",
  extraWorkingDays: "extraDays",
  workingDays: "weekdays",
  workDays: "weekdays",
};

/** A calendar as it is written in a file or kept in a table. */
export const CalendarSchema = z.preprocess(
  (value) => (Array.isArray(value) ? { holidays: value } : value),
  spelled(
    aliases,
    z.strictObject({
      name: z.string().max(200).optional(),
      extends: z.string().optional(),
      zone: turned(z.string(), (text, fail) => zoneOf(text) ?? fail("calendar.bad-zone", { value: text })).optional(),
      hours: week.optional(),
      weekdays: worked.optional(),
      holidays: z.array(holiday).max(20_000).optional(),
      specialHours: z.array(special).max(1_000).optional(),
      extraDays: z.array(extra).max(5_000).optional(),
      rules: rules.optional(),
      years: z.array(z.int().min(FIRST_YEAR).max(LAST_YEAR)).optional(),
      source: z.string().optional(),
      note: z.string().optional(),
    }),
  ),
);

/** What a caller may write. @example { extends: "nasional", zone: "WITA", holidays: [{ date: "2026-09-28", name: "Hari jadi", kind: "local" }] } */
export type CalendarData = {
  name?: string;
  extends?: string;
  zone?: string;
  hours?: string | string[] | Record<string, string | string[] | null>;
  weekdays?: (string | number)[];
  holidays?: (string | { date: string; to?: string; name?: string; kind?: string; type?: string })[];
  specialHours?: {
    from: string;
    to: string;
    hours: string | string[] | Record<string, string | string[] | null>;
    name?: string;
  }[];
  extraDays?: (string | { date: string; hours?: string | string[]; name?: string })[];
  rules?: { jointLeaveIsOff?: boolean; dayOfReceipt?: 0 | 1; afterHours?: "next-working-day" | "same-day" };
  years?: number[];
  source?: string;
  note?: string;
};
