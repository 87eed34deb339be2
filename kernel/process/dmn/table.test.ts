import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { evaluateDecision } from "./evaluate.ts";
import { decision, definitions, input, model, table } from "./specimens.ts";

const decide = async (specimen: Parameters<typeof table>[0], given: Record<string, unknown>) => {
  const inputs = specimen.inputs.map((name) => input(name)).join("");
  const made = await model(
    definitions(
      inputs +
        decision(
          "Hasil",
          table(specimen),
          specimen.inputs.map((one) => `#${one}`),
        ),
    ),
  );
  return evaluateDecision(made, "Hasil", given);
};

const rules = [
  ["< 10", '"kecil"'],
  ["[5..20]", '"sedang"'],
  [">= 15", '"besar"'],
] as [string, string][];
const values = ['"besar","sedang","kecil"'];
const single = { inputs: ["n"], outputs: ["kelas"], rules, values };

test("each hit policy takes its rules", async () => {
  const rows: [string, number, unknown][] = [
    ["UNIQUE", 3, "kecil"],
    ["UNIQUE", 7, null],
    ["FIRST", 7, "kecil"],
    ["PRIORITY", 7, "sedang"],
    ["PRIORITY", 18, "besar"],
    ["ANY", 3, "kecil"],
    ["ANY", 7, null],
    ["RULE ORDER", 7, ["kecil", "sedang"]],
    ["OUTPUT ORDER", 7, ["sedang", "kecil"]],
    ["COLLECT", 18, ["sedang", "besar"]],
    ["COLLECT/COUNT", 18, 2],
  ];
  for (const [policy, n, wanted] of rows)
    assert.deepEqual((await decide({ ...single, policy }, { n })).value, wanted, `${policy} ${n}`);
});

test("two rules where one may apply are an error that names both", async () => {
  const { problems } = await decide({ ...single, policy: "UNIQUE" }, { n: 7 });
  assert.equal(problems[0]?.severity, "error");
  assert.match(problems[0]?.message ?? "", /r1, r2/);
});

test("where no rule applies the default output is given, and without one nothing", async () => {
  const none = { ...single, rules: [["> 100", '"raksasa"']] as [string, string][], values: [] };
  assert.equal((await decide({ ...none, policy: "UNIQUE" }, { n: 1 })).value, null);
  assert.equal((await decide({ ...none, policy: "UNIQUE", fallback: ['"biasa"'] }, { n: 1 })).value, "biasa");
  assert.deepEqual((await decide({ ...none, policy: "COLLECT" }, { n: 1 })).value, []);
  assert.equal((await decide({ ...none, policy: "COLLECT/SUM" }, { n: 1 })).value, null);
});

test("several outputs make a context, and priority counts the first output most", async () => {
  const two = {
    inputs: ["n"],
    outputs: ["kelas", "biaya"],
    values: ['"A","B"', "1, 2, 3"],
    rules: [
      ["-", '"B"', "1"],
      ["-", '"A"', "3"],
      ["-", '"A"', "2"],
    ] as string[][],
  };
  assert.deepEqual((await decide({ ...two, policy: "PRIORITY" }, { n: 1 })).value, { kelas: "A", biaya: 2 });
  assert.deepEqual((await decide({ ...two, policy: "OUTPUT ORDER" }, { n: 1 })).value, [
    { kelas: "A", biaya: 2 },
    { kelas: "A", biaya: 3 },
    { kelas: "B", biaya: 1 },
  ]);
});

test("the trace tells which rules applied", async () => {
  assert.deepEqual((await decide({ ...single, policy: "COLLECT" }, { n: 18 })).trace[0]?.rules, ["r2", "r3"]);
});

/** An independent model of the policies: plain arrays, no FEEL. */
function naive(policy: string, hits: { result: number; rank: number }[]): unknown {
  const results = hits.map(({ result }) => result);
  const [first] = results;
  const ranked = hits.toSorted((a, b) => a.rank - b.rank).map(({ result }) => result);
  switch (policy) {
    case "UNIQUE":
      return results.length === 1 ? first : null;
    case "FIRST":
      return first ?? null;
    case "ANY":
      return results.length && new Set(results).size === 1 ? first : null;
    case "PRIORITY":
      return ranked[0] ?? null;
    case "OUTPUT ORDER":
      return ranked.length ? ranked : null;
    case "RULE ORDER":
      return results.length ? results : null;
    case "COLLECT":
      return results;
    case "COLLECT/COUNT":
      return results.length;
    case "COLLECT/SUM":
      return results.length ? results.reduce((sum, n) => sum + n, 0) : null;
    case "COLLECT/MIN":
      return results.length ? Math.min(...results) : null;
    default:
      return results.length ? Math.max(...results) : null;
  }
}

test("every hit policy agrees with a plain model on random tables", async () => {
  const policy = fc.constantFrom(
    "UNIQUE",
    "FIRST",
    "ANY",
    "PRIORITY",
    "OUTPUT ORDER",
    "RULE ORDER",
    "COLLECT",
    "COLLECT/COUNT",
    "COLLECT/SUM",
    "COLLECT/MIN",
    "COLLECT/MAX",
  );
  const rule = fc.record({
    low: fc.integer({ min: 0, max: 20 }),
    span: fc.integer({ min: 0, max: 12 }),
    result: fc.integer({ min: -3, max: 3 }),
  });
  const order = fc.shuffledSubarray([-3, -2, -1, 0, 1, 2, 3], { minLength: 7 });
  await fc.assert(
    fc.asyncProperty(
      policy,
      fc.array(rule, { maxLength: 6 }),
      order,
      fc.integer({ min: 0, max: 30 }),
      async (how, all, ranks, n) => {
        const specimen = {
          policy: how,
          inputs: ["n"],
          outputs: ["r"],
          values: [ranks.join(", ")],
          rules: all.map(({ low, span, result }) => [`[${low}..${low + span}]`, String(result)]),
        };
        const hits = all
          .filter(({ low, span }) => n >= low && n <= low + span)
          .map(({ result }) => ({ result, rank: ranks.indexOf(result) }));
        assert.deepEqual((await decide(specimen, { n })).value, naive(how, hits));
      },
    ),
    { numRuns: 300 },
  );
});
