import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Right } from "../../kernel/authority.ts";
import { limitsOf } from "../../kernel/db/scope.ts";
import { type Asked, may } from "./may.ts";
import { type CaseAct, caseActs, conflictOf, DUTIES_APART, type PermittedAct } from "./permission.ts";
import { rightsOf, type StandingRight } from "./rights.ts";

const [UNIT, OTHER, SERVICE, ELSE] = ["unit-a", "unit-b", "service-a", "service-b"];
const right = (more: Partial<StandingRight> = {}): Right =>
  rightsOf([
    { acts: { work: "permission-1" }, units: [UNIT], services: null, regions: null, ceiling: null, ...more },
  ])[0] as Right;
const asked = (more: Partial<Asked> = {}): Asked => ({
  act: "work",
  unit: UNIT,
  service: SERVICE,
  region: "19.71.02",
  ...more,
});

test("the rule, by examples", () => {
  const table: [string, Right[], Asked, string][] = [
    ["the act in the unit", [right()], asked(), "permission-1"],
    ["work includes sight, by the same permission", [right()], asked({ act: "see" }), "permission-1"],
    ["sight does not include work", [right({ acts: { see: "p" } })], asked(), "act"],
    ["work does not include decisions", [right()], asked({ act: "decide" }), "act"],
    ["another unit", [right()], asked({ unit: OTHER }), "unit"],
    ["another service", [right({ services: [ELSE] })], asked(), "service"],
    ["the service itself", [right({ services: [ELSE, SERVICE] })], asked(), "permission-1"],
    ["a territory above", [right({ regions: ["19.71"] })], asked(), "permission-1"],
    ["a territory beside whose code begins alike", [right({ regions: ["19.7"] })], asked(), "territory"],
    ["no place is in no territory", [right({ regions: ["19.71"] })], asked({ region: null }), "territory"],
    ["no place, no territory asked for", [right()], asked({ region: null }), "permission-1"],
    ["under the ceiling", [right({ acts: { decide: "p" }, ceiling: 5 })], asked({ act: "decide", amount: 5 }), "p"],
    ["above it", [right({ acts: { decide: "p" }, ceiling: 5 })], asked({ act: "decide", amount: 6 }), "ceiling"],
    ["the nearest lack is told", [right({ units: [OTHER] }), right({ services: [ELSE] })], asked(), "service"],
    ["one of several", [right({ services: [ELSE] }), right({ acts: { work: "p2" } })], asked(), "p2"],
    ["nothing at all", [], asked(), "unit"],
  ];
  for (const [name, rights, question, answer] of table) {
    const verdict = may(rights, question);
    assert.equal(verdict.permitted ? verdict.by : verdict.lacks, answer, name);
  }
  assert.deepEqual(may(undefined, asked()), { permitted: false, lacks: "unit" });
});

// Small worlds, so that rights and questions meet often.
const units = fc.subarray(["u1", "u2", "u3"], { minLength: 1 });
const some = (values: string[]) => fc.option(fc.subarray(values, { minLength: 1 }), { nil: null });
const acts = fc
  .subarray([...caseActs], { minLength: 1 })
  .map((chosen) => Object.fromEntries(chosen.map((act) => [act, `p-${act}`])));
const rows = fc.array(
  fc.record({
    acts,
    units,
    services: some(["s1", "s2"]),
    regions: some(["19", "19.71", "19.71.02", "19.01"]),
    ceiling: fc.option(fc.integer({ min: 0, max: 9 }), { nil: null }),
  }),
  { maxLength: 4 },
);
const question = fc.record({
  act: fc.constantFrom<CaseAct>(...caseActs),
  unit: fc.constantFrom("u1", "u2", "u3"),
  service: fc.constantFrom("s1", "s2"),
  region: fc.constantFrom("19", "19.71.02", "19.71.02.1001", "19.01.01", null),
  amount: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }),
});

/** One row, narrowed in some way. */
const narrower = (row: StandingRight, by: number): StandingRight => {
  const steps: StandingRight[] = [
    { ...row, units: (row.units ?? []).slice(1) },
    { ...row, services: row.services ? row.services.slice(0, 1) : ["s1"] },
    { ...row, regions: row.regions ? row.regions.map((code) => `${code}.01`) : ["19.71"] },
    { ...row, ceiling: row.ceiling === null ? 3 : Math.max(0, row.ceiling - 1) },
    { ...row, acts: Object.fromEntries(Object.entries(row.acts).slice(1)) },
  ];
  return steps[by % steps.length] as StandingRight;
};

test("narrowing never widens: whatever the narrowed rights permit, the wider ones did", () => {
  fc.assert(
    fc.property(rows, fc.nat(), fc.nat(), question, (wide, which, how, asks) => {
      fc.pre(wide.length > 0);
      const narrow = wide.map((row, at) => (at === which % wide.length ? narrower(row, how) : row));
      if (may(rightsOf(narrow), asks).permitted) assert.ok(may(rightsOf(wide), asks).permitted);
    }),
    { numRuns: 2000 },
  );
});

test("what the database is told says the same as the rule, of seeing", () => {
  // The rule of cases.within_limits, as SQL has it.
  const within = (limits: ReturnType<typeof limitsOf>, { unit, service, region }: Asked): boolean =>
    !limits?.some((one) => one.units.includes(unit)) ||
    limits.some(
      (one) =>
        one.act === "see" &&
        one.units.includes(unit) &&
        (one.services === null || one.services.includes(service)) &&
        (one.regions === null || one.regions.some((wide) => region === wide || region?.startsWith(`${wide}.`))),
    );
  fc.assert(
    fc.property(rows, question, (given, asks) => {
      const rights = rightsOf(given);
      const all = [...new Set(rights.flatMap((each) => each.units))];
      const sees = { ...asks, act: "see" as const, amount: undefined };
      const told = all.includes(asks.unit) && within(limitsOf(all, rights), sees);
      assert.equal(told, may(rights, sees).permitted);
    }),
    { numRuns: 3000 },
  );
});

test("under any order of grants, appointments and ends, no hand holds two duties that are kept apart", () => {
  const every = [...new Set(DUTIES_APART.flat())];
  const step = fc.oneof(
    fc.record({ grant: fc.constantFrom<PermittedAct>(...every), to: fc.nat(3) }),
    fc.record({ seat: fc.nat(2), on: fc.nat(3) }),
    fc.record({ end: fc.constantFrom<PermittedAct>(...every), at: fc.nat(3) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const permits = Array.from({ length: 4 }, () => new Set<PermittedAct>());
      const seats = Array.from({ length: 4 }, () => new Set<number>());
      const besides = (position: number) =>
        permits.filter((_, at) => at === position || [...(seats[position] ?? [])].some((who) => seats[at]?.has(who)));
      for (const one of steps) {
        if ("grant" in one) {
          const held = besides(one.to).flatMap((set) => [...set]);
          if (!conflictOf(one.grant, held)) permits[one.to]?.add(one.grant);
        } else if ("seat" in one) {
          const held = permits.filter((_, at) => at !== one.on && seats[at]?.has(one.seat)).flatMap((set) => [...set]);
          if (![...(permits[one.on] ?? [])].some((act) => conflictOf(act, held))) seats[one.on]?.add(one.seat);
        } else permits[one.at]?.delete(one.end);
      }
      for (let who = 0; who < 3; who++) {
        const held = permits.filter((_, at) => seats[at]?.has(who)).flatMap((set) => [...set]);
        for (const [a, b] of DUTIES_APART) assert.ok(!(held.includes(a) && held.includes(b)), `${who}: ${a}, ${b}`);
      }
    }),
    { numRuns: 1000 },
  );
});
