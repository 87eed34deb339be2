import { invoke, type Run, run, type Scope } from "../feel/evaluate.ts";
import { coerceTo } from "../feel/types.ts";
import { type FeelContext, FeelFunction, FeelRange, kindOf, setEntry } from "../feel/values.ts";
import type { Boxed } from "./model.ts";
import { decide, type TableAnswer } from "./table.ts";

/** What boxes need of the evaluation around them. */
export type Boxes = {
  on: Run;
  /** Told of each table that decided, for the trace. */
  tableAnswered(answer: TableAnswer, id: string): void;
};

/** Evaluates a boxed expression in the names of a scope, and fits the value to the type that the box was given. */
export function runBoxed(boxed: Boxed | undefined, scope: Scope, to: Boxes): unknown {
  if (!boxed) return null;
  const value = evaluateBox(boxed, scope, to);
  // A table's type is what one rule gives in some tools and the whole list in others; the decision's own type settles it.
  if (boxed.box === "table") return value;
  return coerceTo(value, boxed.type, to.on.types);
}

function evaluateBox(boxed: Boxed, scope: Scope, to: Boxes): unknown {
  const { on } = to;
  switch (boxed.box) {
    case "literal":
      return boxed.node ? run(boxed.node, scope, on) : null;
    case "table": {
      const answer = decide(boxed, scope, on);
      to.tableAnswered(answer, boxed.id);
      return answer.value;
    }
    case "context":
      return contextValue(boxed, scope, to);
    case "relation":
      return boxed.rows.map((row) => {
        const made: FeelContext = {};
        boxed.columns.forEach(({ name, type }, index) => {
          setEntry(made, name, coerceTo(runBoxed(row[index], scope, to), type, on.types));
        });
        return made;
      });
    case "list":
      return boxed.items.map((item) => runBoxed(item, scope, to));
    case "function":
      return new FeelFunction(boxed.params, (args) => {
        const names: FeelContext = {};
        boxed.params.forEach(({ name }, index) => {
          setEntry(names, name, args[index] ?? null);
        });
        return runBoxed(boxed.body, { names, outer: scope }, to);
      });
    case "invocation":
      return invocation(boxed, scope, to);
    case "conditional":
      return runBoxed(boxed.test, scope, to) === true ? runBoxed(boxed.yes, scope, to) : runBoxed(boxed.no, scope, to);
    case "filter":
      return filtered(boxed, scope, to);
    default:
      return iterated(boxed, scope, to);
  }
}

function contextValue(boxed: Boxed & { box: "context" }, scope: Scope, to: Boxes): unknown {
  const made: FeelContext = {};
  const inner: Scope = { names: made, outer: scope };
  for (const { name, type, value } of boxed.entries) {
    const given = coerceTo(runBoxed(value, inner, to), type, to.on.types);
    // The entry without a name is the result of the whole.
    if (name === undefined) return given;
    setEntry(made, name, given);
  }
  return made;
}

function invocation(boxed: Boxed & { box: "invocation" }, scope: Scope, to: Boxes): unknown {
  const fn = runBoxed(boxed.fn, scope, to);
  if (!(fn instanceof FeelFunction)) return to.on.report("what is invoked is not a function");
  const values = boxed.bindings.map(({ value }) => runBoxed(value, scope, to));
  return invoke(
    fn,
    values,
    boxed.bindings.map(({ name }) => name),
    to.on,
  );
}

function filtered(boxed: Boxed & { box: "filter" }, scope: Scope, to: Boxes): unknown {
  const over = runBoxed(boxed.over, scope, to);
  if (over === null) return null;
  const list = Array.isArray(over) ? over : [over];
  to.on.spend(list.length);
  return list.filter((item) => {
    const named: Scope = { names: { item }, outer: scope };
    const inner = kindOf(item) === "context" ? { names: item as object, outer: named } : named;
    return runBoxed(boxed.match, inner, to) === true;
  });
}

function iterated(boxed: Boxed & { box: "for" | "some" | "every" }, scope: Scope, to: Boxes): unknown {
  const over = runBoxed(boxed.over, scope, to);
  const list =
    over instanceof FeelRange ? counted(over, to.on) : Array.isArray(over) ? over : over === null ? null : [over];
  if (!list) return to.on.report(`"${boxed.name}" has nothing to run over`);
  const partial: unknown[] = [];
  for (const item of list) {
    to.on.spend(1);
    const names: FeelContext = boxed.box === "for" ? { partial } : {};
    setEntry(names, boxed.name, item);
    partial.push(runBoxed(boxed.give, { names, outer: scope }, to));
  }
  if (boxed.box === "for") return partial;
  const deciding = boxed.box === "some";
  if (partial.includes(deciding)) return deciding;
  return partial.every((value) => typeof value === "boolean") ? !deciding : null;
}

/** The whole numbers of a range, as `for` in FEEL itself counts them. */
function counted(range: FeelRange, on: Run): unknown[] | null {
  const { low, high } = range;
  if (!Number.isInteger(low) || !Number.isInteger(high)) return null;
  const [from, to] = [(low as number) + (range.lowIn ? 0 : 1), (high as number) - (range.highIn ? 0 : 1)];
  on.spend(Math.max(0, to - from));
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
