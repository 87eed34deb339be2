import { type Run, run, type Scope } from "./evaluate.ts";
import type { Comparison, Node } from "./syntax.ts";
import { compare, equals, FeelRange, within } from "./values.ts";

/** Whether the input of a decision table's column meets its cell. */
export function runUnaryTests(node: Node, input: unknown, scope: Scope, on: Run): boolean {
  if (node.kind === "any") return true;
  const inner: Scope = { names: { "?": input }, outer: scope };
  return node.kind === "tests" && unaryTests(node, input, inner, on);
}

/** The tests of a cell, with the input known as `?`. */
export function unaryTests(node: Node & { kind: "tests" }, input: unknown, scope: Scope, on: Run): boolean {
  const met = node.tests.some((test) => testOne(test, input, scope, on) === true);
  return met !== node.negated;
}

const asksInput = new WeakMap<Node, boolean>();

/** Whether the expression itself asks about `?`; then it is a condition, and its own answer counts. */
function mentionsInput(node: Node): boolean {
  let known = asksInput.get(node);
  if (known === undefined) {
    known = JSON.stringify(node, (_, value) => (typeof value === "bigint" ? String(value) : value)).includes(
      '"kind":"name","name":"?"',
    );
    asksInput.set(node, known);
  }
  return known;
}

function testOne(test: Node, input: unknown, scope: Scope, on: Run): boolean | null {
  if (test.kind === "compare") return comparison(test.op, input, run(test.to, scope, on));
  const value = run(test, scope, on);
  if (mentionsInput(test) && test.kind !== "range") return value === true;
  return matches(value, input);
}

/** A value met by an input: equal to it, in it when it is a list or range, or simply true of any input but a boolean. */
function matches(value: unknown, input: unknown): boolean | null {
  if (value instanceof FeelRange) return within(value, input);
  if (Array.isArray(value)) {
    if (equals(value, input) === true) return true;
    return value.some((item) => (item instanceof FeelRange ? within(item, input) : equals(item, input)) === true);
  }
  if (value === true && typeof input !== "boolean") return true;
  return equals(value, input);
}

/** Compares two values; null when they cannot be compared. */
export function comparison(op: Comparison, a: unknown, b: unknown): boolean | null {
  if (op === "=" || op === "!=") {
    const same = equals(a, b);
    return same === null ? null : same === (op === "=");
  }
  const step = compare(a, b);
  if (step === null) return null;
  return op === "<" ? step < 0 : op === "<=" ? step <= 0 : op === ">" ? step > 0 : step >= 0;
}

/** `in`: true when one test is met, null when none is and one could not be told. */
export function isIn(value: unknown, tests: Node[], scope: Scope, on: Run): boolean | null {
  let unknown = false;
  for (const test of tests) {
    const result =
      test.kind === "compare"
        ? comparison(test.op, value, run(test.to, scope, on))
        : inValue(value, run(test, scope, on), test);
    if (result === true) return true;
    unknown ||= result === null;
  }
  return unknown ? null : false;
}

function inValue(value: unknown, test: unknown, node: Node): boolean | null {
  if (test instanceof FeelRange) return value instanceof FeelRange ? equals(value, test) : within(test, value);
  if (!Array.isArray(test))
    return test === null && node.kind !== "literal" ? (value === null ? true : null) : equals(value, test);
  if (equals(value, test) === true) return true;
  return test.some((item) => (item instanceof FeelRange ? within(item, value) : equals(item, value)) === true);
}
