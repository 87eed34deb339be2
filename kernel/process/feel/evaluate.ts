import { calculate, negate } from "./arithmetic.ts";
import { builtins } from "./builtins.ts";
import { iterate, quantify } from "./loops.ts";
import { comparison, isIn, unaryTests } from "./membership.ts";
import { parts } from "./parts.ts";
import { RunawayExpression } from "./runaway.ts";
import type { Comparison, Node } from "./syntax.ts";
import { readTemporal } from "./times.ts";
import { coerceTo, isInstance, type TypeLookup, typeByForm, typeText } from "./types.ts";
import { compare, type FeelContext, FeelFunction, FeelRange, getEntry, kindOf, setEntry, textOf } from "./values.ts";

/** The limits of one evaluation, and what went wrong in it. One run is shared by all the expressions of a decision. */
export class Run {
  /** Steps left: one for each call, turn of a loop and item of a list that is made. */
  steps: number;
  depth = 0;
  readonly problems: string[] = [];
  /** What `now()` answers; without it the function gives null, so that a replay gives what the first run gave. */
  readonly now: Date | undefined;
  /** The zone that `now()` and `today()` are shown in. */
  readonly zone: string;
  readonly types: TypeLookup | undefined;

  constructor(options: { now?: Date | undefined; zone?: string; types?: TypeLookup | undefined; steps?: number } = {}) {
    this.steps = options.steps ?? 1_000_000;
    this.now = options.now;
    this.zone = options.zone ?? "Z";
    this.types = options.types;
  }

  spend(steps: number): void {
    this.steps -= steps;
    if (this.steps < 0) throw new RunawayExpression();
  }

  report(problem: string): null {
    if (this.problems.length < 20) this.problems.push(problem);
    return null;
  }
}

/** The names that an expression sees: the nearest first. */
export type Scope = { names: object; outer: Scope | undefined };

const longestText = 1_000_000;
const deepestCalls = 200;

export function run(node: Node, scope: Scope, on: Run): unknown {
  switch (node.kind) {
    case "literal":
      return node.value;
    case "at":
      return readTemporal(node.text) ?? on.report(`@"${node.text}" is not a date, time or duration`);
    case "name":
      return lookUp(node.name, scope, on);
    case "binary":
      return binary(node, scope, on);
    case "unary":
      return negate(run(node.of, scope, on));
    case "path":
      return property(run(node.of, scope, on), node.name, on);
    case "call":
      return call(node, scope, on);
    case "if":
      return run(node.test, scope, on) === true ? run(node.yes, scope, on) : run(node.no, scope, on);
    case "list":
      on.spend(node.items.length);
      return node.items.map((item) => run(item, scope, on));
    case "context":
      return contextOf(node, scope, on);
    case "filter":
      return filter(node, scope, on);
    case "in":
      return isIn(run(node.of, scope, on), node.tests, scope, on);
    case "between":
      return between(node, scope, on);
    case "for":
      return iterate(node, scope, on);
    case "quantified":
      return quantify(node, scope, on);
    case "range":
      return makeRange(node, scope, on);
    case "function":
      return define(node, scope, on);
    case "instance":
      return isInstance(run(node.of, scope, on), typeText(node.type), on.types);
    case "compare":
      return node.op === "=" || node.op === "!="
        ? run(node.to, scope, on)
        : rangeFrom(node.op, run(node.to, scope, on));
    case "tests":
      return unaryTests(node, lookUp("?", scope, on), scope, on);
    case "any":
      return true;
  }
}

function lookUp(name: string, scope: Scope, on: Run): unknown {
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    const value = getEntry(at.names, name);
    if (value !== undefined) return value;
  }
  const builtin = builtins.get(name);
  if (builtin) return builtin;
  if (name === "?" || name === "item") return null;
  return on.report(`there is no "${name}" here`);
}

function property(value: unknown, name: string, on: Run): unknown {
  if (value === null) return null;
  if (Array.isArray(value)) {
    on.spend(value.length);
    return value.map((item) => property(item, name, on));
  }
  if (kindOf(value) === "context") {
    const entry = getEntry(value as object, name);
    return entry === undefined ? on.report(`there is no entry "${name}"`) : entry;
  }
  return partOf(value, name) ?? null;
}

function partOf(value: unknown, name: string): unknown {
  const part = parts[kindOf(value)]?.[name];
  return part ? part(value as never) : null;
}

function binary(node: Node & { kind: "binary" }, scope: Scope, on: Run): unknown {
  const { op } = node;
  if (op === "and" || op === "or") {
    // Three values: what decides the answer decides it, whatever stands on the other side.
    const decides = op === "or";
    const left = run(node.left, scope, on);
    if (left === decides) return decides;
    const right = run(node.right, scope, on);
    if (right === decides) return decides;
    return left === !decides && right === !decides ? !decides : null;
  }
  const left = run(node.left, scope, on);
  const right = run(node.right, scope, on);
  if (op === "=" || op === "!=" || op === "<" || op === "<=" || op === ">" || op === ">=")
    return comparison(op, left, right);
  const result = calculate(op, left, right);
  if (result === null && left !== null && right !== null)
    return on.report(`${kindOf(left)} ${op} ${kindOf(right)} has no value`);
  if (typeof result === "string" && result.length > longestText) throw new RunawayExpression();
  return result;
}

function between(node: Node & { kind: "between" }, scope: Scope, on: Run): boolean | null {
  const value = run(node.of, scope, on);
  const low = comparison(">=", value, run(node.low, scope, on));
  const high = comparison("<=", value, run(node.high, scope, on));
  return low === null || high === null ? null : low && high;
}

function contextOf(node: Node & { kind: "context" }, scope: Scope, on: Run): FeelContext {
  const made: FeelContext = {};
  const inner: Scope = { names: made, outer: scope };
  for (const { key, value } of node.entries) setEntry(made, key, run(value, inner, on));
  return made;
}

const conditions = new Set(["in", "between", "quantified", "instance", "tests"]);

/** Whether a filter is a condition by its form, so that it is asked of each item and never taken for an index. */
function isCondition(node: Node): boolean {
  if (node.kind === "binary") return ["and", "or", "=", "!=", "<", "<=", ">", ">="].includes(node.op);
  return conditions.has(node.kind) || (node.kind === "call" && node.fn.kind === "name" && node.fn.name === "not");
}

function filter(node: Node & { kind: "filter" }, scope: Scope, on: Run): unknown {
  const of = run(node.of, scope, on);
  const { by } = node;
  if (of === null) return null;
  const list = Array.isArray(of) ? of : [of];
  on.spend(list.length + 1);
  if (by.kind === "compare") return list.filter((item) => comparison(by.op, item, run(by.to, scope, on)) === true);
  if (!isCondition(by)) {
    const reported = on.problems.length;
    const index = run(by, scope, on);
    if (typeof index === "number") return itemAt(list, index);
    if (typeof index === "boolean" && by.kind === "literal") return index ? list : [];
    on.problems.length = reported;
  }
  return list.filter((item) => run(by, itemScope(item, scope), on) === true);
}

function itemAt(list: unknown[], index: number): unknown {
  if (!Number.isInteger(index) || index === 0) return null;
  return list[index > 0 ? index - 1 : list.length + index] ?? null;
}

/** In a filter the item is `item`, and its entries are names of their own that hide those outside. */
function itemScope(item: unknown, outer: Scope): Scope {
  const named: Scope = { names: { item }, outer };
  return kindOf(item) === "context"
    ? { names: item as object, outer: Object.hasOwn(item as object, "item") ? outer : named }
    : named;
}

function makeRange(node: Node & { kind: "range" }, scope: Scope, on: Run): unknown {
  const low = node.low ? run(node.low, scope, on) : null;
  const high = node.high ? run(node.high, scope, on) : null;
  if (low !== null && high !== null) {
    if (compare(low, high) === null) return on.report(`${kindOf(low)}..${kindOf(high)} is no range`);
  } else if ((low ?? high) === null) return null;
  return new FeelRange(low, high, node.lowIn && low !== null, node.highIn && high !== null);
}

const rangeFrom = (op: Comparison, to: unknown): FeelRange | null =>
  to === null
    ? null
    : op === "<" || op === "<="
      ? new FeelRange(null, to, false, op === "<=")
      : new FeelRange(to, null, op === ">=", false);

function define(node: Node & { kind: "function" }, scope: Scope, on: Run): unknown {
  if (node.external) return on.report("external functions are not called");
  const params = node.params.map(({ name, type }) => (type ? { name, type: typeText(type) } : { name }));
  const made = new FeelFunction(params, (args) => {
    const names: FeelContext = {};
    params.forEach(({ name }, index) => {
      setEntry(names, name, args[index] ?? null);
    });
    return run(node.body, { names, outer: scope }, on);
  });
  const gives = typeByForm(node.body);
  if (gives.is !== "any") made.gives = gives;
  return made;
}

function call(node: Node & { kind: "call" }, scope: Scope, on: Run): unknown {
  const fn = run(node.fn, scope, on);
  const args = node.args.map((arg) => run(arg, scope, on));
  if (!(fn instanceof FeelFunction)) {
    return fn === null ? null : on.report(`${textOf(fn).slice(0, 40)} is not a function`);
  }
  return invoke(fn, args, node.names, on);
}

/** Calls a function with arguments in order, or by name. */
export function invoke(fn: FeelFunction, args: unknown[], names: string[] | undefined, on: Run): unknown {
  on.spend(1);
  if (++on.depth > deepestCalls) throw new RunawayExpression();
  try {
    if (fn.open) return fn.open(args, names, on);
    const inOrder = names ? arrange(fn, args, names) : args;
    if (inOrder?.length !== fn.params.length) return on.report("the arguments do not fit the function");
    return fn.call(inOrder.map((value, index) => coerceTo(value, fn.params[index]?.type, on.types)));
  } finally {
    on.depth--;
  }
}

function arrange(fn: FeelFunction, args: unknown[], names: string[]): unknown[] | undefined {
  if (!names.every((name) => fn.params.some((param) => param.name === name))) return undefined;
  if (names.length !== fn.params.length) return undefined;
  return fn.params.map(({ name }) => args[names.indexOf(name)] ?? null);
}
