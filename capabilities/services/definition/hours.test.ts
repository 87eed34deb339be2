// A promise in hours runs day and night: "3 × 24 jam" of UU 27/2022 is over at the same minute three days later, whatever the day.

import assert from "node:assert/strict";
import { test } from "node:test";
import { builtInCalendar, type Calendar, due, startClock } from "../../../kernel/calendar/index.ts";
import { translator } from "../../../kernel/words/words.ts";
import { spanText } from "../facts.ts";
import { words } from "../words.ts";
import { promiseOf, taskTime } from "./clock-rules.ts";

const calendar = builtInCalendar("nasional") as Calendar;
const promise = promiseOf({ service: { promise: { amount: 72, unit: "hours" } } as never }, {});

for (const [what, from, until] of [
  ["over a weekend", "2026-11-20T16:30:00+07:00", "2026-11-23T16:30:00+07:00"],
  ["from a Saturday night", "2026-11-21T23:59:00+07:00", "2026-11-24T23:59:00+07:00"],
  ["over Christmas and its joint leave", "2026-12-24T10:00:00+07:00", "2026-12-27T10:00:00+07:00"],
  ["over the turn of the year", "2026-12-30T07:15:00+07:00", "2027-01-02T07:15:00+07:00"],
  ["within a working week", "2026-11-23T09:00:00+07:00", "2026-11-26T09:00:00+07:00"],
] as const)
  test(`72 hours ${what}`, () => {
    const at = new Date(from);
    assert.deepEqual(promise, { hours: 72 });
    assert.equal(due(calendar, startClock(promise, at), at).toISOString(), new Date(until).toISOString());
  });

test("a task may have hours of its own, by number or by parameter", () => {
  const of = (hours: string) => taskTime({ attributes: { hours } }, { parameters: { jam: 24 } });
  assert.deepEqual(of("4"), { hours: 4 });
  assert.deepEqual(of("parameters.jam"), { hours: 24 });
  assert.equal(of("parameters.unknown"), undefined);
  assert.equal(of("-1"), undefined);
});

test("whole days of hours are said as the law writes them", () => {
  const [id, en] = [translator("id", words), translator("en", words)];
  assert.equal(spanText(id, 72, "hours"), "3 × 24 jam");
  assert.equal(spanText(en, 72, "hours"), "3 × 24 hours");
  assert.equal(spanText(id, 24, "hours"), "1 × 24 jam");
  assert.equal(spanText(id, 40, "hours"), "40 jam");
  assert.equal(spanText(id, 1, "hours"), "1 jam");
});
