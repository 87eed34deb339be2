import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { dueAt, type Pause } from "./clock.ts";
import { isoWithOffset } from "./format.ts";
import { builtInCalendar, makeCalendar, nationalHolidays } from "./make-calendar.ts";
import { type SlowCalendar, slowAdd, slowDue, slowOpenMinutes } from "./slow-model.specimens.ts";
import { addWorkingTime, isOpen, nextOpening, workdaysBetween, workingTimeBetween } from "./working-time.ts";

const nasional = builtInCalendar("nasional")!;
const at = (local: string) => new Date(`${local}+07:00`);
const said = (time: Date) => isoWithOffset(time, nasional.zone).slice(0, 16);

const ordinaryDay: [string, string][] = [
  ["07:30", "12:00"],
  ["13:00", "16:00"],
];
const slow: SlowCalendar = {
  zone: 7,
  hours: { 1: ordinaryDay, 2: ordinaryDay, 3: ordinaryDay, 4: ordinaryDay, 5: ordinaryDay },
  off: new Set(nationalHolidays.map(({ date }) => date)),
};

/** A crooked office: short Friday, open Saturday morning, holidays of its own, in the east. */
const crooked = makeCalendar({
  zone: "WIT",
  hours: { "mon-thu": "08:00-12:00, 13:00-15:45", fri: ["07:15-11:20"], sat: "08:00-11:00" },
  holidays: [
    "2026-02-17",
    { date: "2026-03-18", to: "2026-03-24", kind: "cuti_bersama" },
    { date: "2026-07-01", kind: "local" },
  ],
});
const crookedSlow: SlowCalendar = {
  zone: 9,
  hours: {
    ...Object.fromEntries(
      [1, 2, 3, 4].map((day) => [
        day,
        [
          ["08:00", "12:00"],
          ["13:00", "15:45"],
        ],
      ]),
    ),
    5: [["07:15", "11:20"]],
    6: [["08:00", "11:00"]],
  },
  off: new Set(["2026-02-17", "2026-07-01", ...[18, 19, 20, 21, 22, 23, 24].map((day) => `2026-03-${day}`)]),
};

const minuteBetween = (from: string, to: string) =>
  fc
    .integer({ min: Date.parse(from) / 60_000, max: Date.parse(to) / 60_000 })
    .map((minute) => new Date(minute * 60_000));
const threeYears = minuteBetween("2024-01-01T00:00Z", "2026-12-01T00:00Z");

// Worked out by hand from the joint decrees: who receives when, and by when the answer is due.
const golden: [what: string, from: string, workingDays: number, due: string][] = [
  ["an ordinary week", "2026-11-16T09:00", 3, "2026-11-19T16:00"],
  ["over a weekend", "2026-11-20T10:00", 3, "2026-11-25T16:00"],
  ["in the last minute", "2026-11-20T16:00", 1, "2026-11-23T16:00"],
  ["a minute too late", "2026-11-20T16:01", 1, "2026-11-24T16:00"],
  ["before opening", "2026-11-20T05:00", 1, "2026-11-23T16:00"],
  ["on a Saturday", "2026-11-21T10:00", 1, "2026-11-24T16:00"],
  ["none: the end of the same day", "2026-11-20T10:00", 0, "2026-11-20T16:00"],
  ["none, received on a Sunday", "2026-11-22T10:00", 0, "2026-11-23T16:00"],
  ["Idul Fitri 2024: 8 to 15 April off", "2024-04-05T10:00", 1, "2024-04-16T16:00"],
  ["Idul Fitri 2024, the Saturday inside", "2024-04-13T10:00", 1, "2024-04-17T16:00"],
  ["Idul Fitri 2024, five days", "2024-04-04T15:00", 5, "2024-04-19T16:00"],
  ["Nyepi 2024: Monday and Tuesday off", "2024-03-08T10:00", 2, "2024-03-14T16:00"],
  ["Nyepi and Idul Fitri 2025: 28 March to 7 April off", "2025-03-27T10:00", 1, "2025-04-08T16:00"],
  ["Idul Fitri 2025, received during it", "2025-04-02T10:00", 3, "2025-04-11T16:00"],
  ["18 August 2025, added within the year", "2025-08-15T10:00", 1, "2025-08-19T16:00"],
  ["Nyepi and Idul Fitri 2026: 18 to 24 March off", "2026-03-17T15:00", 1, "2026-03-25T16:00"],
  ["Idul Fitri 2026, ten days", "2026-03-12T08:00", 10, "2026-04-02T16:00"],
  ["Kenaikan 2026: Thursday and Friday off", "2026-05-13T10:00", 1, "2026-05-18T16:00"],
  ["Idul Adha, Waisak, Pancasila 2026", "2026-05-26T11:00", 3, "2026-06-03T16:00"],
  ["the year's end of 2024", "2024-12-24T10:00", 4, "2025-01-02T16:00"],
  ["the year's end of 2025", "2025-12-24T15:59", 3, "2025-12-31T16:00"],
  ["into 2026", "2025-12-24T16:30", 3, "2026-01-02T16:00"],
  ["Christmas 2026", "2026-12-23T10:00", 1, "2026-12-28T16:00"],
  ["Imlek 2026 after joint leave", "2026-02-13T10:00", 1, "2026-02-18T16:00"],
  ["sixty days, for a complaint that needs examination", "2026-01-05T08:00", 60, "2026-04-10T16:00"],
];
for (const [what, from, workingDays, due] of golden) {
  test(`due time: ${what}`, () => {
    assert.equal(said(dueAt(nasional, at(from), workingDays).at), due);
    assert.equal(said(slowDue(slow, at(from), workingDays)), due, "the slow model disagrees with the hand");
  });
}

test("the fast count of due times agrees with the slow one, on any calendar", () => {
  fc.assert(
    fc.property(threeYears, fc.nat(25), (from, n) => {
      assert.deepEqual(dueAt(nasional, from, n).at, slowDue(slow, from, n));
      assert.deepEqual(dueAt(crooked, from, n).at, slowDue(crookedSlow, from, n));
    }),
    { numRuns: 400 },
  );
});

test("working time between and added agree with minutes counted one by one", () => {
  fc.assert(
    fc.property(threeYears, fc.nat(12_000), fc.nat(2_500), (from, span, length) => {
      const to = new Date(from.getTime() + span * 60_000);
      assert.equal(workingTimeBetween(crooked, from, to), slowOpenMinutes(crookedSlow, from, to));
      assert.deepEqual(addWorkingTime(crooked, from, length), slowAdd(crookedSlow, from, length));
    }),
    { numRuns: 60 },
  );
});

test("pauses, overlapping or outside, move the due time as the slow model says", () => {
  const minutes = fc.integer({ min: -3_000, max: 12_000 });
  fc.assert(
    fc.property(
      threeYears,
      fc.nat(6),
      fc.array(fc.tuple(minutes, fc.nat(4_000)), { maxLength: 3 }),
      (from, n, spans) => {
        const pauses = spans.map(([start, length]): [Date, Date] => [
          new Date(from.getTime() + start * 60_000),
          new Date(from.getTime() + (start + length) * 60_000),
        ]);
        assert.deepEqual(dueAt(crooked, from, n, pauses).at, slowDue(crookedSlow, from, n, pauses));
      },
    ),
    { numRuns: 60 },
  );
});

const instants = fc.integer({ min: Date.parse("2023-06-01"), max: Date.parse("2028-06-01") }).map((ms) => new Date(ms));
const lengths = fc.integer({ min: 1, max: 60_000_000 }).map((ms) => ms / 60_000);

test("working time is additive, and taking the way back undoes it", () => {
  fc.assert(
    fc.property(instants, instants, instants, (a, b, c) => {
      const whole = workingTimeBetween(crooked, a, c);
      assert.ok(Math.abs(workingTimeBetween(crooked, a, b) + workingTimeBetween(crooked, b, c) - whole) < 1e-6);
      assert.equal(workingTimeBetween(crooked, c, a), whole === 0 ? workingTimeBetween(crooked, c, a) : -whole);
    }),
  );
});

test("adding twice is adding once; what is added lies between; and the end lies in or at the end of office hours", () => {
  fc.assert(
    fc.property(instants, lengths, lengths, (from, a, b) => {
      const both = addWorkingTime(crooked, from, a + b);
      assert.deepEqual(addWorkingTime(crooked, addWorkingTime(crooked, from, a), b), both);
      assert.equal(Math.round(workingTimeBetween(crooked, from, both) * 60_000), Math.round((a + b) * 60_000));
      assert.ok(isOpen(crooked, new Date(both.getTime() - 1)), "the last millisecond counted is an open one");
    }),
  );
});

test("who comes later is never due earlier, and more days never end earlier", () => {
  fc.assert(
    fc.property(instants, fc.nat(10_000_000), fc.nat(40), (from, later, n) => {
      const due = dueAt(nasional, from, n).at;
      assert.ok(dueAt(nasional, new Date(from.getTime() + later), n).at >= due);
      assert.ok(dueAt(nasional, from, n + 1).at > due);
      assert.ok(due >= from);
    }),
  );
});

test("a due time without pauses is the closing of a working day", () => {
  fc.assert(
    fc.property(instants, fc.nat(40), (from, n) => {
      const due = dueAt(crooked, from, n).at;
      assert.ok(isOpen(crooked, new Date(due.getTime() - 1)) && !isOpen(crooked, due));
    }),
  );
});

test("a pause of no length, or outside office hours, adds nothing", () => {
  const due = dueAt(nasional, at("2026-11-19T10:00"), 3).at;
  const nothing: Pause[] = [
    [at("2026-11-20T10:00"), at("2026-11-20T10:00")],
    [at("2026-11-20T16:00"), at("2026-11-23T07:30")],
    [at("2026-11-20T12:00"), at("2026-11-20T13:00")],
    [at("2026-11-01T08:00"), at("2026-11-19T10:00")],
    [at("2026-11-25T08:00"), at("2026-11-26T10:00")],
  ];
  for (const pause of nothing) assert.deepEqual(dueAt(nasional, at("2026-11-19T10:00"), 3, [pause]).at, due);
});

test("a pause moves the due time by exactly the working time that was paused", () => {
  const received = at("2026-11-16T09:00"); // three days: due Thursday 19 November, 16:00
  const moved = (from: string, to: string) => said(dueAt(nasional, received, 3, [[at(from), at(to)]]).at);
  assert.equal(moved("2026-11-17T10:00", "2026-11-17T11:30"), "2026-11-20T09:00", "within a day");
  assert.equal(moved("2026-11-17T11:00", "2026-11-17T14:00"), "2026-11-20T09:30", "over lunch: two hours were open");
  assert.equal(
    moved("2026-11-17T10:00", "2026-11-18T10:00"),
    "2026-11-20T16:00",
    "from hour to hour, a whole working day",
  );
  assert.equal(moved("2026-11-19T10:00", "2026-11-23T10:00"), "2026-11-23T16:00", "over a weekend: two working days");
  assert.equal(moved("2026-11-20T08:00", "2026-11-24T08:00"), "2026-11-19T16:00", "begun after the promise was broken");
  const overHoliday = dueAt(nasional, at("2026-03-16T09:00"), 3, [[at("2026-03-17T09:00"), at("2026-03-25T09:00")]]).at;
  assert.equal(said(overHoliday), "2026-03-27T16:00", "Nyepi and Idul Fitri inside the pause count as nothing");
});

test("a pause and a pause within it count once", () => {
  const pauses: Pause[] = [
    [at("2026-11-17T08:00"), at("2026-11-17T15:00")],
    [at("2026-11-17T09:00"), at("2026-11-17T10:00")],
    [at("2026-11-17T14:00"), at("2026-11-18T08:00")],
  ];
  const once = dueAt(nasional, at("2026-11-16T09:00"), 3, [[at("2026-11-17T08:00"), at("2026-11-18T08:00")]]).at;
  assert.deepEqual(dueAt(nasional, at("2026-11-16T09:00"), 3, pauses).at, once);
  assert.deepEqual(dueAt(nasional, at("2026-11-16T09:00"), 3, pauses.toReversed()).at, once);
});

test("an answer that reaches into a year without a list of holidays says so", () => {
  assert.deepEqual(dueAt(nasional, at("2026-12-30T10:00"), 1).warnings, []);
  assert.deepEqual(dueAt(nasional, at("2026-12-30T10:00"), 3).warnings, [
    { key: "calendar.year-not-listed", params: { year: "2027" } },
  ]);
  assert.deepEqual(dueAt(nasional, at("2023-12-29T10:00"), 900).warnings[0]?.params.year, "2023–2027");
});

test("the office opens next in the morning, after lunch, or now", () => {
  const next = (local: string) => said(nextOpening(nasional, at(local)));
  assert.equal(next("2026-11-20T09:00"), "2026-11-20T09:00");
  assert.equal(next("2026-11-20T12:00"), "2026-11-20T13:00");
  assert.equal(next("2026-11-20T06:00"), "2026-11-20T07:30");
  assert.equal(next("2026-11-20T16:00"), "2026-11-23T07:30");
  assert.equal(next("2026-03-17T16:00"), "2026-03-25T07:30");
});

test("working days between two days are counted as receipt counts them", () => {
  assert.equal(workdaysBetween(nasional, at("2026-11-20T10:00"), at("2026-11-25T16:00")), 3);
  assert.equal(workdaysBetween(nasional, at("2026-11-25T16:00"), at("2026-11-20T10:00")), -3);
  assert.equal(workdaysBetween(nasional, at("2025-12-24T10:00"), at("2026-01-05T10:00")), 5);
  assert.equal(workdaysBetween(nasional, at("2026-11-21T10:00"), at("2026-11-22T10:00")), 0);
});

test("less than nothing, and a count past the last year, are errors of the caller", () => {
  assert.throws(() => dueAt(nasional, at("2026-11-20T10:00"), -1), RangeError);
  assert.throws(() => dueAt(nasional, at("2026-11-20T10:00"), 1.5), RangeError);
  assert.throws(() => dueAt(nasional, new Date(Number.NaN), 1), RangeError);
  assert.throws(() => addWorkingTime(nasional, at("2026-11-20T10:00"), -1), RangeError);
  assert.throws(() => dueAt(nasional, at("2026-11-20T10:00"), 90_000), RangeError);
});

test("ten thousand due times take less than a quarter of a second", () => {
  const began = performance.now();
  for (let n = 0; n < 10_000; n++) dueAt(nasional, new Date(Date.parse("2024-01-02") + n * 7_000_000), n % 60);
  assert.ok(performance.now() - began < 250, `${performance.now() - began} ms`);
});
