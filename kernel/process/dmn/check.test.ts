import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decisionCheck } from "./check.ts";
import { evaluateDecision } from "./evaluate.ts";
import { decision, definitions, input, literal, model, table } from "./specimens.ts";

const check = async (specimen: Parameters<typeof table>[0], types: Record<string, string> = {}, more = "") => {
  const inputs = specimen.inputs.map((name) => input(name, types[name])).join("");
  const xml = definitions(
    more +
      inputs +
      decision(
        "d",
        table(specimen),
        specimen.inputs.map((one) => `#${one}`),
      ),
  );
  const { problems } = await decisionCheck(xml);
  return problems.map(({ code, message, element }) => `${code} ${element}: ${message}`);
};

test("a combination that no rule covers is named", async () => {
  const told = await check({
    policy: "UNIQUE",
    inputs: ["risiko", "luas"],
    outputs: ["o"],
    rules: [
      ['"rendah"', "-", "1"],
      ['"tinggi"', "< 100", "2"],
      ['"tinggi"', "> 100", "3"],
    ],
  });
  assert.equal(told.length, 2);
  assert.match(told[0] ?? "", /table\.gap table: no rule covers risiko: "tinggi", luas: 100$/);
  assert.match(told[1] ?? "", /any other text/);
});

test("the values that a type allows are all that must be covered", async () => {
  const more = `<itemDefinition name="tRisiko"><typeRef>string</typeRef><allowedValues><text>"rendah", "tinggi"</text></allowedValues></itemDefinition>`;
  const specimen = {
    policy: "UNIQUE",
    inputs: ["risiko"],
    outputs: ["o"],
    rules: [
      ['"rendah"', "1"],
      ['"tinggi"', "2"],
    ] as string[][],
  };
  assert.deepEqual(await check(specimen, { risiko: "tRisiko" }, more), []);
});

test("booleans and days are covered when each value is, and days have nothing between them", async () => {
  assert.deepEqual(
    await check({
      policy: "UNIQUE",
      inputs: ["ada"],
      outputs: ["o"],
      rules: [
        ["true", "1"],
        ["false", "2"],
      ],
    }),
    [],
  );
  assert.deepEqual(
    await check({
      policy: "UNIQUE",
      inputs: ["mulai"],
      outputs: ["o"],
      rules: [
        ['<= date("2026-01-31")', "1"],
        ['>= date("2026-02-01")', "2"],
      ],
    }),
    [],
  );
});

test("rules that overlap are named where only one may apply, and where both do and differ", async () => {
  const rules = [
    ["< 10", "1"],
    ["[5..20)", "2"],
    [">= 20", "3"],
  ] as string[][];
  const one = { inputs: ["n"], outputs: ["o"], rules };
  assert.match(
    (await check({ ...one, policy: "UNIQUE" })).join(),
    /table\.overlap r1: rules "r1" and "r2" both apply to n: 5/,
  );
  assert.match((await check({ ...one, policy: "ANY" })).join(), /table\.overlap/);
  assert.deepEqual(await check({ ...one, policy: "PRIORITY" }), []);
  assert.deepEqual(await check({ ...one, policy: "ANY", rules: rules.map(([cell]) => [cell ?? "", "1"]) }), []);
});

test("a rule that an earlier one always takes, or that nothing meets, can never apply", async () => {
  const told = await check({
    policy: "FIRST",
    inputs: ["n"],
    outputs: ["o"],
    rules: [
      ["-", "1"],
      ["> 5", "2"],
    ],
  });
  assert.match(told.join(), /table\.dead-rule r2/);
  assert.match(
    (await check({ policy: "COLLECT", inputs: ["n"], outputs: ["o"], rules: [["[5..1]", "1"]] })).join(),
    /dead-rule r1/,
  );
});

test("a column of conditions is said to be unchecked, never guessed at", async () => {
  const told = await check({ policy: "UNIQUE", inputs: ["n"], outputs: ["o"], rules: [["? > 5 and ? < 7", "1"]] });
  assert.match(told.join(), /table\.unchecked/);
  assert.equal(told.length, 1);
});

test("names that nothing gives are told with the decision that uses them", async () => {
  const { ok, problems } = await decisionCheck(definitions(input("a") + decision("d", literal("a + b + c.d"), ["#a"])));
  assert.equal(ok, false);
  assert.deepEqual(
    problems.map(({ message }) => message),
    ['"b" is not given to "d"', '"c" is not given to "d"'],
  );
});

test("what the check says of random tables is what deciding shows", async () => {
  const rule = fc.record({
    low: fc.integer({ min: 0, max: 6 }),
    span: fc.integer({ min: 0, max: 4 }),
    flag: fc.constantFrom("true", "false", "-"),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(rule, { minLength: 1, maxLength: 5 }), async (rules) => {
      const specimen = {
        policy: "UNIQUE",
        inputs: ["n", "f"],
        outputs: ["o"],
        rules: rules.map(({ low, span, flag }, index) => [`[${low}..${low + span}]`, flag, String(index)]),
      };
      const xml = definitions(input("n") + input("f") + decision("d", table(specimen), ["#n", "#f"]));
      const { problems } = await decisionCheck(xml);
      const made = await model(xml);
      let [gap, overlap] = [false, false];
      for (const f of [true, false]) {
        for (let n = -1; n <= 11; n += 0.5) {
          const answer = evaluateDecision(made, "d", { n, f });
          if (answer.problems.some(({ severity }) => severity === "error")) overlap = true;
          else if (answer.value === null) gap = true;
        }
      }
      assert.equal(
        problems.some(({ code }) => code === "table.gap"),
        gap,
      );
      assert.equal(
        problems.some(({ code }) => code === "table.overlap"),
        overlap,
      );
    }),
    { numRuns: 60 },
  );
});
