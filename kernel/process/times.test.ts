import assert from "node:assert/strict";
import { test } from "node:test";
import { addDuration, parseCycle, parseDuration, parseMoment } from "./times.ts";

test("durations are read as ISO 8601 writes them, and nothing else is", () => {
  const day = 86_400_000;
  for (const [text, months, ms] of [
    ["P3D", 0, 3 * day],
    ["P2W", 0, 14 * day],
    ["PT1H30M", 0, 5_400_000],
    ["PT0.5S", 0, 500],
    ["PT0,25S", 0, 250],
    ["P1Y2M3DT4H", 14, 3 * day + 14_400_000],
    ["-P1D", 0, -day],
  ] as const) {
    assert.deepEqual(parseDuration(text), { months, ms }, text);
  }
  for (const text of ["P", "PT", "3D", "P3X", "P1H", "PT1D", "P-1D", "P1.5D", "", "R3/PT1H"])
    assert.equal(parseDuration(text), undefined, text);
});

test("a month is a calendar month; from the 31st it ends on the last day", () => {
  const add = (from: string, duration: string, times = 1) =>
    addDuration(new Date(from), parseDuration(duration)!, times)?.toISOString();
  assert.equal(add("2026-01-31T05:00:00Z", "P1M"), "2026-02-28T05:00:00.000Z");
  assert.equal(add("2024-02-29T00:00:00Z", "P1Y"), "2025-02-28T00:00:00.000Z");
  assert.equal(add("2026-11-30T00:00:00Z", "P1M", 3), "2027-02-28T00:00:00.000Z");
  assert.equal(add("2026-01-31T00:00:00Z", "P1M2D"), "2026-03-02T00:00:00.000Z");
  assert.equal(add("2026-11-22T00:00:00Z", "P999999999Y"), undefined);
});

test("moments have a zone, or are UTC; days that no calendar has are refused", () => {
  assert.equal(parseMoment("2026-11-22T08:00:00+07:00")?.toISOString(), "2026-11-22T01:00:00.000Z");
  assert.equal(parseMoment("2026-11-22T08:00")?.toISOString(), "2026-11-22T08:00:00.000Z");
  assert.equal(parseMoment("2026-11-22")?.toISOString(), "2026-11-22T00:00:00.000Z");
  for (const text of ["2026-02-29", "2026-13-01", "2026-00-10", "2026-11-22T25:00:00Z", "22-11-2026", "tomorrow"])
    assert.equal(parseMoment(text), undefined, text);
});

test("cycles say how often, from when, how far apart, until when", () => {
  assert.deepEqual(parseCycle("R3/PT10H"), { times: 3, every: { months: 0, ms: 36_000_000 } });
  assert.deepEqual(parseCycle("R/2026-01-01T00:00:00Z/P1D"), {
    start: new Date("2026-01-01T00:00:00Z"),
    every: { months: 0, ms: 86_400_000 },
  });
  assert.deepEqual(parseCycle("R5/P1D/2026-12-31"), {
    times: 5,
    every: { months: 0, ms: 86_400_000 },
    until: new Date("2026-12-31T00:00:00Z"),
  });
  for (const text of ["R3", "PT1H", "R/PT0S", "R3/PT1H/PT1H", "R-1/PT1H", "R3/2026-01-01"])
    assert.equal(parseCycle(text), undefined, text);
});
