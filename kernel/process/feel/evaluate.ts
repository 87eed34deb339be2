import { calculate, negate } from "./arithmetic.ts";
import { builtins } from "./builtins.ts";
import { parts } from "./parts.ts";
import { RunawayExpression } from "./runaway.ts";
import type { Comparison, Loop, Node } from "./syntax.ts";
import { FeelDate, readTemporal } from "./times.ts";
import { coerceTo, isInstance, type TypeLookup, typeByForm, typeText } from "./types.ts";
import {
  compare,
  equals,
  type FeelContext,
  FeelFunction,
  FeelRange,
  getEntry,
  kindOf,
  setEntry,
  textOf,
  within,
} from "./values.ts";

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

/** Whether the input of a decision table's column meets its cell. */
export function runUnaryTests(node: Node, input: unknown, scope: Scope, on: Run): boolean {
  if (node.kind === "any") return true;
  const inner: Scope = { names: { "?": input }, outer: scope };
  return node.kind === "tests" && unaryTests(node, input, inner, on);
}

function unaryTests(node: Node & { kind: "tests" }, input: unknown, scope: Scope, on: Run): boolean {
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

function comparison(op: Comparison, a: unknown, b: unknown): boolean | null {
  if (op === "=" || op === "!=") {
    const same = equals(a, b);
    return same === null ? null : same === (op === "=");
  }
  const step = compare(a, b);
  if (step === null) return null;
  return op === "<" ? step < 0 : op === "<=" ? step <= 0 : op === ">" ? step > 0 : step >= 0;
}

function between(node: Node & { kind: "between" }, scope: Scope, on: Run): boolean | null {
  const value = run(node.of, scope, on);
  const low = comparison(">=", value, run(node.low, scope, on));
  const high = comparison("<=", value, run(node.high, scope, on));
  return low === null || high === null ? null : low && high;
}

function isIn(value: unknown, tests: Node[], scope: Scope, on: Run): boolean | null {
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

function iterate(node: Node & { kind: "for" }, scope: Scope, on: Run): unknown {
  const given: unknown[] = [];
  const names: FeelContext = { partial: given };
  const done = turns(node.loops, 0, { names, outer: scope }, on, (inner) => {
    given.push(run(node.give, inner, on));
    return true;
  });
  return done ? given : null;
}

/** Walks the loops, the last one fastest. Gives false when something to loop over is no list. */
function turns(loops: Loop[], index: number, scope: Scope, on: Run, turn: (scope: Scope) => boolean): boolean {
  const loop = loops[index];
  if (!loop) return turn(scope);
  const values = loop.to ? counted(run(loop.in, scope, on), run(loop.to, scope, on)) : walked(run(loop.in, scope, on));
  if (!values) {
    on.report(`"${loop.name}" has nothing to run over`);
    return false;
  }
  for (const value of values) {
    on.spend(1);
    const names: FeelContext = {};
    setEntry(names, loop.name, value);
    if (!turns(loops, index + 1, { names, outer: scope }, on, turn)) return false;
  }
  return true;
}

function walked(value: unknown): Iterable<unknown> | undefined {
  if (Array.isArray(value)) return value;
  if (value === null) return undefined;
  if (!(value instanceof FeelRange)) return [value];
  const { low, high, lowIn, highIn } = value;
  const all = counted(low, high);
  if (!all) return undefined;
  return pick(all, (item) => (lowIn || equals(item, low) !== true) && (highIn || equals(item, high) !== true));
}

function* pick<T>(all: Iterable<T>, keep: (item: T) => boolean): Generator<T> {
  for (const item of all) if (keep(item)) yield item;
}

function counted(from: unknown, to: unknown): Iterable<unknown> | undefined {
  if (typeof from === "number" && typeof to === "number" && Number.isInteger(from) && Number.isInteger(to))
    return upOrDown(from, to, (n) => n);
  if (from instanceof FeelDate && to instanceof FeelDate)
    return upOrDown(from.days, to.days, (days) =>
      calculate("+", from, readTemporal(`${days < from.days ? "-" : ""}P${Math.abs(days - from.days)}D`)),
    );
  return undefined;
}

function* upOrDown<T>(from: number, to: number, make: (n: number) => T): Generator<T> {
  const step = from <= to ? 1 : -1;
  for (let n = from; step > 0 ? n <= to : n >= to; n += step) yield make(n);
}

function quantify(node: Node & { kind: "quantified" }, scope: Scope, on: Run): boolean | null {
  let unknown = false;
  let decided = false;
  const done = turns(node.loops, 0, scope, on, (inner) => {
    const result = run(node.test, inner, on);
    decided ||= result === !node.every;
    unknown ||= typeof result !== "boolean";
    return true;
  });
  if (!done) return null;
  return decided ? !node.every : unknown ? null : node.every;
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
