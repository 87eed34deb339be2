import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parse } from "yaml";
import { Refused } from "../errors.ts";
import { translator } from "../words/words.ts";
import { dueAt } from "./clock.ts";
import { dayOf } from "./days.ts";
import { isoWithOffset } from "./format.ts";
import { builtInCalendar, makeCalendar } from "./make-calendar.ts";
import { hoursOn } from "./table.ts";
import { calendarWords } from "./words.ts";
import { isOpen, workingTimeBetween } from "./working-time.ts";

const openMinutes = (data: unknown, date: string): number =>
  hoursOn(makeCalendar(data), dayOf(date)!).reduce((sum, { start, end }) => sum + (end - start) / 60_000, 0);

function faultsOf(data: unknown): string[] {
  try {
    makeCalendar(data);
  } catch (problem) {
    assert.ok(problem instanceof Refused);
    const t = translator("id", calendarWords);
    for (const fault of problem.faults) assert.ok(t.has(fault.key), `${fault.key} has no sentence`);
    return problem.faults.map(({ field, key }) => `${field} ${key}`);
  }
  return [];
}

test("the national calendar has the days of the joint decrees: 27, 28 and 25", () => {
  const days = builtInCalendar("national")!.holidays;
  const inYear = (year: number) =>
    days.filter(({ day }) => day >= dayOf(`${year}-01-01`)! && day <= dayOf(`${year}-12-31`)!);
  assert.deepEqual(
    [2024, 2025, 2026].map((year) => inYear(year).length),
    [27, 28, 25],
  );
  assert.deepEqual([...builtInCalendar("nasional")!.years], [2024, 2025, 2026]);
});

test("a week without other word has the 37.5 hours of the regulation", () => {
  const nasional = builtInCalendar("nasional")!;
  assert.equal(
    workingTimeBetween(nasional, new Date("2026-11-16T00:00+07:00"), new Date("2026-11-23T00:00+07:00")),
    37.5 * 60,
  );
});

test("a plain list of holidays is a calendar, with ordinary hours in WIB", () => {
  for (const plain of [
    { days: [{ date: "2026-11-24", name: "Libur", type: "libur_nasional" }] },
    ["2026-11-24"],
    { holidays: ["2026-11-24"] },
  ]) {
    const calendar = makeCalendar(plain);
    assert.equal(calendar.zone.label, "WIB");
    assert.deepEqual(hoursOn(calendar, dayOf("2026-11-24")!), []);
    assert.equal(hoursOn(calendar, dayOf("2026-11-25")!).length, 2);
  }
});

test("hours may be written in several ways and mean the same", () => {
  const ways = [
    { mon: "08:00-12:00, 13:00-16:00" },
    { senin: ["08.00-12.00", "13:00–16:00"] },
    {
      Monday: [
        { from: "13:00", to: "16:00" },
        { start: "8:00", end: "12:00" },
      ],
    },
    { "1": ["08:00 - 12:00", "13.00 s.d. 16.00"] },
  ];
  for (const hours of ways) assert.equal(openMinutes({ hours }, "2026-11-23"), 420, JSON.stringify(hours));
});

test("a run of weekdays shares its hours; a day that is not named is off", () => {
  const hours = { "senin-kamis": "08:00-15:00", jumat: "08:00-11:00", sabtu: "tutup" };
  assert.deepEqual(
    ["2026-11-23", "2026-11-26", "2026-11-27", "2026-11-28", "2026-11-29"].map((date) => openMinutes({ hours }, date)),
    [420, 420, 180, 0, 0],
  );
});

test("hours may be one for all days, and the worked days a list", () => {
  const office = { workingHours: { start: "08:00", end: "14:00" }, workingDays: [1, "selasa", "kamis-sabtu", 0] };
  const week = ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-28", "2026-11-29"];
  assert.deepEqual(
    week.map((date) => openMinutes(office, date)),
    [360, 360, 0, 360, 360, 360, 360],
  );
  assert.equal(openMinutes({ weekdays: ["mon-sat"] }, "2026-11-28"), 450, "Saturday like the others");
  assert.deepEqual(faultsOf({ weekdays: ["x"] }), ["weekdays.0 calendar.bad-weekday"]);
  assert.deepEqual(faultsOf({ weekdays: [] }), ["hours calendar.never-open"]);
});

test("a run of days off that is longer than a year is a slip", () => {
  assert.deepEqual(faultsOf([{ date: "2026-01-01", to: "2062-01-05" }]), ["holidays.0 calendar.range-long"]);
});

test("Ramadan shortens the days that are worked, and opens none", () => {
  const ramadan = {
    extends: "nasional",
    specialHours: [{ from: "2026-02-19", to: "2026-03-17", hours: "08:00-14:30", name: "Ramadan" }],
  };
  assert.equal(openMinutes(ramadan, "2026-02-18"), 450);
  assert.equal(openMinutes(ramadan, "2026-02-19"), 390);
  assert.equal(openMinutes(ramadan, "2026-02-21"), 0, "Saturday");
  assert.equal(openMinutes(ramadan, "2026-03-18"), 0, "joint leave");
});

test("a day that was moved is worked, even on a Saturday or a holiday", () => {
  const moved = {
    extends: "nasional",
    extraDays: ["2026-11-28", { date: "2026-12-24", hours: "09:00-12:00", name: "Layanan akhir tahun" }],
  };
  assert.equal(openMinutes(moved, "2026-11-28"), 450);
  assert.equal(openMinutes(moved, "2026-12-24"), 180);
});

test("where joint leave is not off, it is worked; a holiday stays one", () => {
  const firm = { extends: "nasional", rules: { jointLeaveIsOff: false } };
  assert.equal(openMinutes(firm, "2026-12-24"), 450);
  assert.equal(openMinutes(firm, "2026-12-25"), 0);
});

test("an agency's own day is off there and nowhere else, and claims no knowledge of its year", () => {
  const local = { extends: "nasional", holidays: [{ date: "2027-09-17", name: "Hari jadi kota", kind: "local" }] };
  assert.equal(openMinutes(local, "2027-09-17"), 0);
  assert.equal(openMinutes({ extends: "nasional" }, "2027-09-17"), 450);
  assert.ok(!makeCalendar(local).years.has(2027));
});

test("zones: the three of Indonesia by any of their names, or a fixed offset", () => {
  const offset = (zone: string) => makeCalendar({ zone }).zone.offset / 3_600_000;
  assert.deepEqual(
    ["WIB", "Asia/Jakarta", "wita", "Asia/Makassar", "Asia/Jayapura", "+05:30", "UTC-03"].map(offset),
    [7, 7, 8, 8, 9, 5.5, -3],
  );
});

test("a calendar as YAML reads as the same in JSON", () => {
  const yaml = parse(
    "zone: WITA\nhours:\n  mon-fri: 08:00-16:00\nholidays:\n  - {date: 2026-11-24, name: Hari jadi, kind: local}\n",
  );
  assert.ok(!isOpen(makeCalendar(yaml), new Date("2026-11-24T09:00+08:00")));
  assert.ok(isOpen(makeCalendar(yaml), new Date("2026-11-25T08:00+08:00")));
});

test("all faults of a calendar are told at once, each with its place", () => {
  const broken = {
    zone: "Asia/Atlantis",
    hours: { mon: "16:00-08:00", blursday: "08:00-12:00", tue: "25:00-26:00", wed: "08:00-12:00, 11:00-13:00" },
    holidays: [
      { date: "2026-02-30", type: "libur_nasional" },
      { date: "2026-03-01", type: "pesta" },
      { date: "2026-03-02", nama: "x" },
      7,
    ],
    extraDays: [{ date: "01-02-2026" }],
    specialHours: [{ from: "2026-03-01", to: "2026-02-01", hours: "08:00-12:00" }],
    rules: { dayOfReceipt: 2 },
    holliday: [],
  };
  assert.deepEqual(faultsOf(broken).sort(), [
    "extraDays.0.date calendar.bad-date",
    "holidays.0.date calendar.bad-date",
    "holidays.1 calendar.bad-kind",
    "holidays.2.nama calendar.unknown-key",
    "holidays.3 calendar.wrong-type",
    "holliday calendar.unknown-key",
    "hours.blursday calendar.bad-weekday",
    "hours.mon calendar.interval-backwards",
    "hours.tue calendar.bad-interval",
    "hours.wed calendar.intervals-overlap",
    "rules.dayOfReceipt calendar.wrong-type",
    "specialHours.0 calendar.range-backwards",
    "zone calendar.bad-zone",
  ]);
  assert.deepEqual(faultsOf({ hours: {} }), ["hours calendar.never-open"]);
  assert.deepEqual(faultsOf({ extends: "mars" }), ["extends calendar.unknown-base"]);
  assert.deepEqual(faultsOf({ hours: { mon: "08:00-12:00", "mon-fri": "08:00-12:00" } }), [
    "hours calendar.weekday-twice",
  ]);
  for (const nonsense of [null, 3, "x", { holidays: {} }]) assert.ok(faultsOf(nonsense).length > 0);
});

test("the receipt's day may bear the number one, and late receipt may keep its day", () => {
  const from = new Date("2026-11-20T17:00+07:00"); // a Friday, after closing
  const due = (rules: object, n: number) => {
    const calendar = makeCalendar({ extends: "nasional", rules });
    return isoWithOffset(dueAt(calendar, from, n).at, calendar.zone).slice(0, 10);
  };
  assert.equal(due({}, 1), "2026-11-24");
  assert.equal(due({ dayOfReceipt: 1 }, 1), "2026-11-23");
  assert.equal(due({ afterHours: "same-day" }, 1), "2026-11-23");
  assert.equal(due({ afterHours: "same-day", dayOfReceipt: 1 }, 1), "2026-11-20");
});

test("the example of docs/calendar.md is a calendar", () => {
  const page = readFileSync(new URL("../../docs/calendar.md", import.meta.url), "utf8");
  const [, example] = /```yaml\n([\s\S]*?)```/.exec(page)!;
  assert.deepEqual(faultsOf(parse(example!)), []);
  assert.equal(openMinutes(parse(example!), "2026-12-26"), 0);
});
