import { calculate } from "./arithmetic.ts";
import { type Run, run, type Scope } from "./evaluate.ts";
import type { Loop, Node } from "./syntax.ts";
import { FeelDate, readTemporal } from "./times.ts";
import { equals, type FeelContext, FeelRange, setEntry } from "./values.ts";

/** `for … return`: what each turn gives, in order; `partial` is what the turns before gave. */
export function iterate(node: Node & { kind: "for" }, scope: Scope, on: Run): unknown {
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

/** `some` and `every`: one turn that decides is enough; otherwise one without an answer leaves it open. */
export function quantify(node: Node & { kind: "quantified" }, scope: Scope, on: Run): boolean | null {
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
