import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { translator } from "../words/words.ts";
import {
  type Clock,
  due,
  elapsed,
  fraction,
  pause,
  readClock,
  remaining,
  resume,
  startClock,
  state,
  stop,
} from "./clock.ts";
import { formatDay, isoWithOffset, localDate } from "./format.ts";
import { builtInCalendar, makeCalendar } from "./make-calendar.ts";
import { clockText, openText, weekLines } from "./sentences.ts";
import { calendarWords } from "./words.ts";

const nasional = builtInCalendar("nasional")!;
const at = (local: string) => new Date(`${local}+07:00`);
const said = (time: Date) => isoWithOffset(time, nasional.zone).slice(0, 19);
const t = translator("id", calendarWords);
const en = translator("en", calendarWords);
const text = (clock: Clock, now: Date, reader = t) =>
  clockText(reader, nasional, clock, readClock(nasional, clock, now), now);

const received = startClock({ workingDays: 3 }, at("2026-11-20T10:00"));

test("a clock says first in words what is left, then by when", () => {
  assert.equal(
    text(received, at("2026-11-20T11:00")),
    "sisa 3 hari kerja, paling lambat Rabu, 25 November 2026 pukul 16.00 WIB",
  );
  assert.equal(
    text(received, at("2026-11-20T11:00"), en),
    "3 working days left, due by Wednesday, 25 November 2026 at 16:00 WIB",
  );
  assert.equal(
    text(received, at("2026-11-24T17:00"), en),
    "1 working day left, due by Wednesday, 25 November 2026 at 16:00 WIB",
  );
  assert.equal(
    text(received, at("2026-11-25T11:30")),
    "sisa 3 jam 30 menit kerja, paling lambat hari ini pukul 16.00 WIB",
  );
  assert.equal(text(received, at("2026-11-25T16:00")), "jatuh tempo sekarang, Rabu, 25 November 2026 pukul 16.00 WIB");
  assert.equal(
    text(received, at("2026-11-27T09:00")),
    "terlambat 2 hari kerja, seharusnya Rabu, 25 November 2026 pukul 16.00 WIB",
  );
  assert.equal(
    text(pause(received, at("2026-11-23T10:00")), at("2026-11-24T10:00")),
    "berhenti sementara; sisa 2 hari kerja. Jika dilanjutkan sekarang, paling lambat Kamis, 26 November 2026 pukul 16.00 WIB",
  );
  assert.equal(
    text(stop(received, at("2026-11-25T16:00")), at("2026-12-01T10:00")),
    "selesai tepat waktu; batasnya Rabu, 25 November 2026 pukul 16.00 WIB",
  );
});

test("running, warned, breached: and the very moment it is due is still in time", () => {
  const states = ["2026-11-20T11:00", "2026-11-25T09:00", "2026-11-25T16:00", "2026-11-25T16:01"].map((local) =>
    state(nasional, received, at(local)),
  );
  assert.deepEqual(states, ["running", "warned", "warned", "breached"]);
  assert.equal(state(nasional, { ...received, warnAt: 0.1 }, at("2026-11-23T09:00")), "warned");
});

test("while it is paused nothing runs out, however long it lasts", () => {
  const paused = pause(received, at("2026-11-24T10:00"));
  for (const local of ["2026-11-24T10:00", "2026-11-30T10:00", "2027-03-01T10:00"]) {
    assert.equal(state(nasional, paused, at(local)), "paused");
    assert.equal(remaining(nasional, paused, at(local)), remaining(nasional, received, at("2026-11-24T10:00")));
    assert.equal(fraction(nasional, paused, at(local)), fraction(nasional, received, at("2026-11-24T10:00")));
  }
});

test("a promise once broken is not mended by a pause", () => {
  const paused = pause(received, at("2026-11-26T09:00"));
  assert.equal(state(nasional, paused, at("2026-11-27T09:00")), "breached");
  assert.equal(
    said(due(nasional, resume(paused, at("2026-11-28T09:00")), at("2026-11-28T09:00"))),
    "2026-11-25T16:00:00",
  );
});

test("pausing or resuming twice, and stopping twice, is done once", () => {
  const paused = pause(pause(received, at("2026-11-23T10:00")), at("2026-11-23T12:00"));
  assert.equal(paused.pauses.length, 1);
  const resumed = resume(resume(paused, at("2026-11-24T10:00")), at("2026-11-25T10:00"));
  assert.deepEqual(resumed.pauses, [[at("2026-11-23T10:00"), at("2026-11-24T10:00")]]);
  const stopped = stop(stop(resumed, at("2026-11-25T10:00")), at("2026-11-26T10:00"));
  assert.deepEqual(stopped.stoppedAt, at("2026-11-25T10:00"));
  assert.equal(pause(stopped, at("2026-11-25T11:00")), stopped);
});

test("a machine whose time is set back neither lengthens nor shortens a promise", () => {
  const back = resume(pause(received, at("2026-11-23T10:00")), at("2026-11-23T09:00"));
  assert.deepEqual(due(nasional, back, at("2026-11-23T09:00")), due(nasional, received, at("2026-11-23T09:00")));
  assert.equal(elapsed(nasional, received, at("2026-11-19T09:00")), 0);
});

test("three times twenty-four hours run through night and weekend", () => {
  const notice = startClock({ hours: 72 }, at("2026-11-20T21:15"));
  assert.equal(said(due(nasional, notice, at("2026-11-20T21:15"))), "2026-11-23T21:15:00");
  const paused = resume(pause(notice, at("2026-11-21T00:00")), at("2026-11-22T01:30"));
  assert.equal(said(due(nasional, paused, at("2026-11-22T01:30"))), "2026-11-24T22:45:00");
  assert.equal(
    text(notice, at("2026-11-20T21:15")),
    "sisa 72 jam, paling lambat Senin, 23 November 2026 pukul 21.15 WIB",
  );
  assert.equal(
    text(notice, at("2026-11-22T21:15")),
    "sisa 24 jam, paling lambat Senin, 23 November 2026 pukul 21.15 WIB",
  );
  assert.deepEqual(
    readClock(nasional, startClock({ hours: 72 }, at("2027-06-01T08:00")), at("2027-06-01T08:00")).warnings,
    [],
  );
});

test("calendar days end with their last day, holiday or not", () => {
  const term = startClock({ calendarDays: 14 }, at("2026-03-09T15:00"));
  assert.equal(said(due(nasional, term, at("2026-03-09T15:00"))), "2026-03-23T23:59:59");
  assert.equal(readClock(nasional, term, at("2026-03-10T08:00")).daysLeft, 13);
});

test("working minutes run while the office is open", () => {
  const quick = startClock({ workingMinutes: 90 }, at("2026-11-20T15:30"));
  assert.equal(said(due(nasional, quick, at("2026-11-20T15:30"))), "2026-11-23T08:30:00");
  assert.equal(fraction(nasional, quick, at("2026-11-21T12:00")), 30 / 90);
});

const moments = fc.integer({ min: Date.parse("2025-12-01"), max: Date.parse("2026-12-01") }).map((ms) => new Date(ms));
const promises = fc.oneof(
  fc.record({ workingDays: fc.integer({ min: 0, max: 20 }) }),
  fc.record({ calendarDays: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ hours: fc.integer({ min: 1, max: 400 }) }),
  fc.record({ workingMinutes: fc.integer({ min: 1, max: 5_000 }) }),
);

test("what was counted and what is left always make the whole promise, through any pauses", () => {
  fc.assert(
    fc.property(
      promises,
      moments,
      fc.array(fc.nat(2_000_000_000), { maxLength: 6 }),
      fc.nat(3_000_000_000),
      (promise, start, steps, last) => {
        let clock = startClock(promise, start);
        const whole = remaining(nasional, clock, start);
        let now = start;
        for (const [index, step] of steps.entries()) {
          now = new Date(now.getTime() + step);
          if (now > due(nasional, clock, now)) break;
          clock = index % 2 === 0 ? pause(clock, now) : resume(clock, now);
        }
        now = new Date(now.getTime() + last);
        const reading = readClock(nasional, clock, now);
        assert.ok(
          Math.abs(reading.elapsed + reading.remaining - whole) < 1e-6,
          `${reading.elapsed} + ${reading.remaining} ≠ ${whole}`,
        );
        // Where no working time lies between, a moment can be late with nothing yet counted beyond the whole.
        if (reading.state === "breached") assert.ok(reading.remaining <= 0);
        else assert.ok(reading.remaining >= 0);
      },
    ),
    { numRuns: 500 },
  );
});

test("an office says its hours, and whether it is open", () => {
  const office = makeCalendar({
    hours: { "mon-thu": "07:30-12:00, 13:00-16:00", fri: "07:30-11:30", sun: "09:00-10:00" },
  });
  assert.deepEqual(weekLines(t, office), [
    { days: "Senin–Kamis", hours: "07.30–12.00, 13.00–16.00" },
    { days: "Jumat", hours: "07.30–11.30" },
    { days: "Minggu", hours: "09.00–10.00" },
  ]);
  assert.equal(openText(t, office, at("2026-11-23T08:00")), "buka sekarang, sampai pukul 12.00 WIB");
  assert.equal(openText(t, office, at("2026-11-23T12:00")), "sedang tutup, buka lagi hari ini pukul 13.00 WIB");
  assert.equal(
    openText(en, office, at("2026-11-27T11:30")),
    "closed now, opens again Sunday, 29 November 2026 at 09:00 WIB",
  );
});

test("days are days of the office's zone", () => {
  assert.equal(localDate(new Date("2026-11-22T17:00:00Z"), nasional.zone), "2026-11-23");
  assert.equal(formatDay("2026-11-23", "id"), "Senin, 23 November 2026");
});
