// No chain of mandates widens rights: over random chains with refused, revoked, lapsed and unagreed links.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { covers, type Extent, type Question, within } from "../../kernel/authority.ts";
import { type Link, LONGEST_CHAIN, reachOf } from "./mandate.ts";

const some = (values: string[]) =>
  fc.oneof(fc.constant("all" as const), fc.uniqueArray(fc.constantFrom(...values), { maxLength: 4 }));
const day = fc.constantFrom("2026-01-01", "2026-06-30", "2026-11-23", "2027-01-01");
const extent: fc.Arbitrary<Extent> = fc.record({
  services: some(["higiene", "domisili", "kkpr"]),
  acts: some(["see", "apply", "withdraw", "mandate"]),
  ceiling: fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 5 })),
  regions: some(["19", "19.71", "19.71.03", "19.02"]),
  from: day,
  until: fc.oneof(fc.constant(null), day),
});
const question: fc.Arbitrary<Question> = fc.record(
  {
    act: fc.constantFrom("see", "apply", "withdraw", "mandate"),
    service: fc.constantFrom("higiene", "domisili", "kkpr"),
    amount: fc.integer({ min: 0, max: 6 }),
    region: fc.constantFrom("19", "19.71", "19.71.03.1001", "19.02", "32.73"),
    day,
  },
  { requiredKeys: ["act", "day"] },
);

/** A mandate as it is kept: what became of it, and how many of those that must agree have agreed. */
type Kept = {
  extent: Extent;
  status: "granted" | "revoked" | "ended" | "refused" | "offered";
  needed: number;
  agreed: number;
  subject: string;
};
const kept: fc.Arbitrary<Kept> = fc.record({
  extent,
  status: fc.oneof(
    { weight: 9, arbitrary: fc.constant("granted" as const) },
    {
      weight: 1,
      arbitrary: fc.constantFrom("revoked" as const, "ended" as const, "refused" as const, "offered" as const),
    },
  ),
  needed: fc.integer({ min: 1, max: 3 }),
  agreed: fc.integer({ min: 1, max: 3 }),
  subject: fc.oneof(
    { weight: 19, arbitrary: fc.constant("Sumiati") },
    { weight: 1, arbitrary: fc.constant("Sulaiman") },
  ),
});
const TODAY = "2026-11-23";
/** As the database says it: granted only once enough have agreed, and only within its days. */
const linkOf = (each: Kept): Link => ({
  subject: each.subject,
  holds:
    each.status === "granted" &&
    each.agreed >= each.needed &&
    each.extent.from <= TODAY &&
    (each.extent.until === null || TODAY <= each.extent.until),
  extent: each.extent,
});
const chains = fc.array(kept, { minLength: 1, maxLength: LONGEST_CHAIN + 1 });

test("what a chain answers with yes, each of its links answers with yes", () => {
  let reached = 0;
  fc.assert(
    fc.property(chains, question, (chain, asked) => {
      const links = chain.map(linkOf);
      const reach = reachOf(links, true);
      if (!reach || !covers(reach, asked)) return;
      reached++;
      for (const link of links) assert.ok(link.holds && covers(link.extent, asked));
    }),
    { numRuns: 20_000 },
  );
  assert.ok(reached > 100, "the property was asked of chains that hold");
});

test("a chain lies within every link of it, and a longer one within a shorter", () => {
  fc.assert(
    fc.property(chains, (chain) => {
      const links = chain.map(linkOf);
      const reach = reachOf(links, true);
      if (!reach) return;
      for (const link of links) assert.ok(within(reach, link.extent));
      const shorter = reachOf(links.slice(1), true);
      if (shorter) assert.ok(within(reach, shorter));
    }),
    { numRuns: 10_000 },
  );
});

test("taking any link away leaves nothing of what hangs below it", () => {
  fc.assert(
    fc.property(chains, fc.nat(), fc.constantFrom("revoked" as const, "ended" as const), (chain, which, how) => {
      const broken = chain.map((each, i) => (i === which % chain.length ? { ...each, status: how } : each));
      assert.equal(reachOf(broken.map(linkOf), true), undefined);
    }),
    { numRuns: 5000 },
  );
});

test("a chain without its beginning, about two people, or too long reaches nothing", () => {
  fc.assert(
    fc.property(chains, (chain) => {
      const links = chain.map(linkOf);
      assert.equal(reachOf(links, false), undefined);
      if (new Set(chain.map((each) => each.subject)).size > 1 || chain.length > LONGEST_CHAIN)
        assert.equal(reachOf(links, true), undefined);
    }),
  );
});
