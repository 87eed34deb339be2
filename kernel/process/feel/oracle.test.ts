import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { evaluate as feelin } from "feelin";
import { evaluate } from "../feel.ts";

// feelin is another FEEL, by other people. Where it is known to be right (whole numbers, booleans, lists of one kind; not
// `between` with its ends turned round) the two must agree on expressions that neither of their writers thought of.
const { number, condition, list } = fc.letrec<{ number: string; condition: string; list: string }>((tie) => {
  const n = tie("number");
  const c = tie("condition");
  return {
    number: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.integer({ min: 0, max: 50 }).map(String),
      fc.constantFrom("a", "b"),
      fc.tuple(n, fc.constantFrom("+", "-", "*"), n).map(([x, op, y]) => `(${x} ${op} ${y})`),
      fc.tuple(c, n, n).map(([test, x, y]) => `(if ${test} then ${x} else ${y})`),
      tie("list").map((items) => `count(${items})`),
      tie("list").map((items) => `sum(append(${items}, 1))`),
      tie("list").map((items) => `max(append(${items}, 1))`),
    ),
    condition: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom("true", "false", "null"),
      fc.tuple(n, fc.constantFrom("<", "<=", "=", "!=", ">", ">="), n).map((parts) => `(${parts.join(" ")})`),
      fc.tuple(c, fc.constantFrom("and", "or"), c).map((parts) => `(${parts.join(" ")})`),
      fc.tuple(n, n, n).map(([x, y, z]) => `(${x} in (< ${y}, >= ${z}))`),
      fc.tuple(tie("list"), n).map(([items, x]) => `(some i in ${items} satisfies i > ${x})`),
    ),
    list: fc.oneof(
      { maxDepth: 3 },
      fc.array(n, { maxLength: 4 }).map((items) => `[${items.join(", ")}]`),
      fc.tuple(tie("list"), n).map(([items, x]) => `${items}[item > ${x}]`),
      fc.tuple(tie("list"), n).map(([items, x]) => `(for i in ${items} return i + ${x})`),
      fc.tuple(tie("list"), tie("list")).map(([x, y]) => `concatenate(${x}, ${y})`),
      tie("list").map((items) => `reverse(${items})`),
    ),
  };
});

function answer(expression: string, context: Record<string, unknown>): unknown {
  try {
    return feelin(expression, context).value;
  } catch {
    return undefined;
  }
}

test("our FEEL and another agree where the other is known to be right", () => {
  const context = { a: 3, b: -7 };
  fc.assert(
    fc.property(fc.oneof(number, condition, list), (expression) => {
      const theirs = answer(expression, context);
      // Its reader loses its way in some nested brackets; that says nothing about the value.
      fc.pre(theirs !== undefined);
      const ours = evaluate(expression, context).value;
      assert.deepEqual(JSON.stringify(ours), JSON.stringify(theirs), expression);
    }),
    { numRuns: 400, seed: 20_261_122 },
  );
});
