import { builtinNames } from "./feel/builtins.ts";
import { Run, run } from "./feel/evaluate.ts";
import { runUnaryTests } from "./feel/membership.ts";
import { isIrregular, normalName } from "./feel/names.ts";
import { parseExpression, parseUnaryTests } from "./feel/parse.ts";
import { FeelSyntaxError, type Node } from "./feel/syntax.ts";
import { fromOutside, kindOf } from "./feel/values.ts";

/** A FEEL context: names to values. Values are JSON values, JavaScript Dates, and FEEL's own dates, times and durations. */
export type Context = Record<string, unknown>;

export type FeelOptions = {
  /** What `now()` and `today()` answer. The engine gives the time of its event, so that a replay answers the same. */
  now?: Date;
  /** The zone of `now()` and `today()`: `Z`, an offset as `+07:00`, or a place as `@Asia/Jakarta`. */
  zone?: string;
};

/**
 * Evaluates a FEEL expression. Never throws and changes nothing: a fault gives `null` and a `problem` that says what
 * was wrong. Dates and times in the value are objects whose `toString()` and JSON are ISO texts.
 * Example: `evaluate("jumlah * 2", { jumlah: 3 })` gives `{ value: 6 }`.
 */
export function evaluate(
  expression: string,
  context: Context,
  options: FeelOptions = {},
): { value: unknown; problem?: string } {
  const on = runOf(options);
  try {
    const node = read(expression, context, "expression");
    const value = run(node, { names: fromOutside(context) as object, outer: undefined }, on);
    return on.problems[0] === undefined ? { value } : { value, problem: on.problems[0] };
  } catch (fault) {
    return { value: null, problem: sentence(fault) };
  }
}

/** Whether a condition holds: true only when the expression gives exactly `true`. */
export const test = (expression: string, context: Context, options: FeelOptions = {}): boolean =>
  evaluate(expression, context, options).value === true;

/** Whether `input` meets the tests of a decision table's cell, as `> 5, [1..3]`; a cell that cannot be read is not met. */
export function unaryTest(expression: string, input: unknown, context: Context, options: FeelOptions = {}): boolean {
  try {
    const node = read(expression, context, "tests");
    return runUnaryTests(
      node,
      fromOutside(input),
      { names: fromOutside(context) as object, outer: undefined },
      runOf(options),
    );
  } catch {
    return false;
  }
}

/**
 * The free names of an expression (those that the context must give; the first part of a path), or where its syntax
 * breaks. Names inside a filter's brackets may be entries of the items, so they are not counted. `known` names are
 * needed only when they hold symbols or keywords, as `laba-rugi`.
 */
export function inspect(expression: string, known: Iterable<string> = []): { names: string[]; problem?: string } {
  try {
    return { names: freeNames(parseExpression(expression, { names: known, builtins: builtinNames })) };
  } catch (fault) {
    return { names: [], problem: sentence(fault) };
  }
}

/** Every name in the tree that nothing in the expression itself gives, each once, in the order of the text. */
export function freeNames(node: Node): string[] {
  const names = new Set<string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (value !== null && typeof value === "object") {
      const part = value as Node;
      if (part.kind === "name" && part.free) names.add(part.name);
      else if (kindOf(value) === "context") Object.values(value).forEach(walk);
    }
  };
  walk(node);
  return [...names];
}

const runOf = (options: FeelOptions): Run =>
  new Run({ now: options.now ?? new Date(), ...(options.zone ? { zone: options.zone } : {}) });

/** What was read before, the oldest dropped first; faults are kept too, since they are asked for as often. */
const trees = new Map<string, Node | FeelSyntaxError>();
const mostTrees = 2000;

function read(expression: string, context: Context, as: "expression" | "tests"): Node {
  // Only names with symbols or keywords change how a text is read, so only they make another tree of it.
  const irregular = Object.keys(context).filter(isIrregular).map(normalName);
  const key = `${as} ${irregular.sort().join("\n")}\n\n${expression}`;
  let tree = trees.get(key);
  if (tree === undefined) {
    tree = parse(expression, irregular, as);
    const oldest = trees.keys().next();
    if (trees.size >= mostTrees && !oldest.done) trees.delete(oldest.value);
    trees.set(key, tree);
  }
  if (tree instanceof FeelSyntaxError) throw tree;
  return tree;
}

function parse(expression: string, names: string[], as: "expression" | "tests"): Node | FeelSyntaxError {
  try {
    const known = { names, builtins: builtinNames };
    return as === "tests" ? parseUnaryTests(expression, known) : parseExpression(expression, known);
  } catch (fault) {
    if (fault instanceof FeelSyntaxError) return fault;
    throw fault;
  }
}

const sentence = (fault: unknown): string => (fault instanceof Error ? fault.message : "the expression failed");
