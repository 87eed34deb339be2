// What is still awaited is never emptied, whatever the schedule says: a table of cases, and a thousand at random.

import assert from "node:assert/strict";
import { test } from "node:test";
import { type Facts, type Schedule, scheduleEnds, scheduleOf, verdict } from "./retention.ts";

const rule: Schedule = { months: 36, days: 0, disposal: "destroy", basis: "Jadwal retensi arsip" };
const over: Facts = {
  status: "granted",
  finishedOn: "2023-03-15",
  schedule: rule,
  making: false,
  endless: false,
  inForceUntil: null,
  rightRunning: false,
  objectionOpen: false,
  held: false,
};
const DAY = "2026-11-23";

for (const [what, facts, expected] of [
  ["a finished case whose schedule is over", {}, "erase"],
  ["a case that ended yesterday", { finishedOn: "2026-11-22" }, "retention 2029-11-22"],
  ["the last day of the schedule", { finishedOn: "2023-11-23" }, "retention 2026-11-23"],
  ["the day after", { finishedOn: "2023-11-22" }, "erase"],
  ["a running case, however old", { status: "running", finishedOn: null }, "running"],
  ["a document that is being made", { making: true }, "making"],
  ["a document without an end", { endless: true }, "document-in-force"],
  ["a document that ends later", { inForceUntil: "2027-01-31" }, "document-in-force 2027-01-31"],
  ["a document on its last day", { inForceUntil: DAY }, "document-in-force 2026-11-23"],
  ["a document that ended", { inForceUntil: "2026-11-22" }, "erase"],
  ["a right that is being exercised", { rightRunning: true }, "right-running"],
  ["an objection without an answer", { objectionOpen: true }, "objection-open"],
  ["a legal hold", { held: true }, "hold"],
  ["what is kept for good", { schedule: { ...rule, disposal: "keep" as const } }, "kept-for-good"],
  ["what is looked at again", { schedule: { ...rule, disposal: "review" as const } }, "to-be-reviewed"],
] as const)
  test(what, () => {
    const said = verdict({ ...over, ...facts } as Facts, DAY);
    assert.equal(said.erase ? "erase" : [said.because, said.until].filter(Boolean).join(" "), expected);
  });

test("at a person's request only what nobody decided leaves before its schedule", () => {
  const fresh = { ...over, finishedOn: "2026-11-20" };
  assert.equal(verdict({ ...fresh, status: "withdrawn" }, DAY, { asked: true }).erase, true);
  assert.equal(verdict({ ...fresh, status: "withdrawn" }, DAY).erase, false);
  assert.equal(verdict(fresh, DAY, { asked: true }).erase, false);
  assert.equal(verdict({ ...fresh, status: "lapsed", held: true }, DAY, { asked: true }).erase, false);
});

test("29 February ends on the last day of February", () => {
  assert.equal(scheduleEnds("2024-02-29", rule), "2027-02-28");
});

test("a thousand cases at random: nothing that is awaited is emptied", () => {
  let seed = 20261123;
  const next = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  const pick = <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)] as T;
  const dayOf = () =>
    new Date(Date.UTC(2016, 0, 1) + Math.floor(next() * 5000) * 86_400_000).toISOString().slice(0, 10);
  let erased = 0;
  for (let i = 0; i < 1000; i++) {
    const facts: Facts = {
      status: pick(["running", "granted", "refused", "withdrawn", "lapsed", "closed", "failed"]),
      finishedOn: next() < 0.9 ? dayOf() : null,
      schedule: {
        ...rule,
        months: Math.floor(next() * 60),
        disposal: pick(["destroy", "destroy", "keep", "review"]),
      },
      making: next() < 0.15,
      endless: next() < 0.15,
      inForceUntil: next() < 0.4 ? dayOf() : null,
      rightRunning: next() < 0.15,
      objectionOpen: next() < 0.15,
      held: next() < 0.15,
    };
    for (const asked of [false, true]) {
      if (!verdict(facts, DAY, { asked }).erase) continue;
      erased++;
      assert.ok(facts.finishedOn !== null && facts.status !== "running");
      assert.ok(!facts.making && !facts.endless && !facts.rightRunning && !facts.objectionOpen && !facts.held);
      assert.ok(facts.inForceUntil === null || facts.inForceUntil < DAY);
      if (!asked) {
        assert.equal(facts.schedule.disposal, "destroy");
        assert.ok(scheduleEnds(facts.finishedOn, facts.schedule) < DAY);
      }
    }
  }
  assert.ok(erased > 20, `${erased} were emptied, so the test looked at something`);
});

test("a service's schedule takes what its offering sets, and an amount that nobody set erases nothing", () => {
  const years = (amount: number | { parameter: string }) => ({ amount, unit: "years" as const });
  const own = { active: years(1), inactive: years({ parameter: "tahun" }), disposal: "destroy" as const, basis: "JRA" };
  assert.deepEqual(scheduleOf(own, { tahun: 4 }), { months: 60, days: 0, disposal: "destroy", basis: "JRA" });
  assert.equal(scheduleOf(own, {}).disposal, "review");
});
