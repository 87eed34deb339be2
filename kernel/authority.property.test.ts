// A right held through another is never wider than either: the rule on which mandates and permissions rest.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { covers, type Extent, meet, type Question, UNBOUND, within } from "./authority.ts";

const some = (values: string[]) =>
  fc.oneof(fc.constant("all" as const), fc.uniqueArray(fc.constantFrom(...values), { maxLength: 4 }));
const day = fc.constantFrom("2026-01-01", "2026-06-30", "2026-11-23", "2027-01-01");
const extent: fc.Arbitrary<Extent> = fc.record({
  services: some(["higiene", "domisili", "kkpr"]),
  acts: some(["see", "apply", "decide", "sign"]),
  ceiling: fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 5 })),
  regions: some(["19", "19.71", "19.71.03", "19.02", "19.7"]),
  from: day,
  until: fc.oneof(fc.constant(null), day),
});
const question: fc.Arbitrary<Question> = fc.record(
  {
    act: fc.constantFrom("see", "apply", "decide", "sign"),
    service: fc.constantFrom("higiene", "domisili", "kkpr"),
    amount: fc.integer({ min: 0, max: 6 }),
    region: fc.constantFrom("19", "19.71", "19.71.03", "19.71.03.1001", "19.02", "19.7", "32.73"),
    day,
  },
  { requiredKeys: ["act", "day"] },
);

test("what two rights meet in answers yes exactly where both do", () => {
  fc.assert(
    fc.property(extent, extent, question, (a, b, asked) => {
      assert.equal(covers(meet(a, b), asked), covers(a, asked) && covers(b, asked));
    }),
    { numRuns: 3000 },
  );
});

test("what two rights meet in lies within each of them", () => {
  fc.assert(
    fc.property(extent, extent, (a, b) => within(meet(a, b), a) && within(meet(a, b), b)),
    { numRuns: 3000 },
  );
});

test("what lies within a right says yes nowhere that it does not", () => {
  fc.assert(
    fc.property(extent, extent, question, (a, b, asked) => !within(a, b) || !covers(a, asked) || covers(b, asked)),
    { numRuns: 3000 },
  );
});

test("a person's own affairs have no bounds", () => {
  fc.assert(fc.property(question, (asked) => covers(UNBOUND, asked)));
});
