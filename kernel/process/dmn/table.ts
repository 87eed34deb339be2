import { builtins } from "../feel/builtins.ts";
import { type Run, run, type Scope } from "../feel/evaluate.ts";
import { runUnaryTests } from "../feel/membership.ts";
import type { Node } from "../feel/syntax.ts";
import { readTemporal } from "../feel/times.ts";
import { coerceTo, conforms, typeNamed } from "../feel/types.ts";
import { equals, type FeelContext, kindOf, setEntry, textOf } from "../feel/values.ts";
import type { Boxed, TableOutput, TableRule } from "./model.ts";

export type Table = Boxed & { box: "table" };

/** What a table gave, which rules it took, and what was wrong, if anything. */
export type TableAnswer = { value: unknown; rules: string[]; problem?: string };

/** Decides by a table. All of its faults end in null. */
export function decide(table: Table, scope: Scope, on: Run): TableAnswer {
  const inputs: unknown[] = [];
  for (const input of table.inputs) {
    const value = input.node ? asTyped(run(input.node, scope, on), input.type, on) : null;
    if (value !== null && input.values?.node && !runUnaryTests(input.values.node, value, scope, on))
      return { value: null, rules: [], problem: `"${input.label}" may not be ${textOf(value, true)}` };
    inputs.push(value);
  }
  const matched: TableRule[] = [];
  for (const rule of table.rules) {
    on.spend(1);
    if (!rule.tests.every((test, index) => test.node && runUnaryTests(test.node, inputs[index] ?? null, scope, on)))
      continue;
    matched.push(rule);
    if (table.policy === "FIRST") break;
  }
  const answer = matched.length ? choose(table, matched, scope, on) : { value: fallback(table, scope, on), rules: [] };
  return answer;
}

/** A text in a column of dates is a date: models that declare no inputs get texts from JSON. */
function asTyped(value: unknown, type: string | undefined, on: Run): unknown {
  if (typeof value !== "string" || !type) return value;
  const known = typeNamed(type, on.types);
  if (known?.is !== "kind" || ["string", "number", "boolean"].includes(known.kind)) return value;
  const read = readTemporal(value);
  return read && conforms(read, known) ? read : value;
}

function fallback(table: Table, scope: Scope, on: Run): unknown {
  if (table.outputs.some((output) => output.fallback?.node)) {
    const values = table.outputs.map((output) =>
      output.fallback?.node ? coerceTo(run(output.fallback.node, scope, on), output.type, on.types) : null,
    );
    return assemble(table, values);
  }
  if (table.policy !== "COLLECT") return null;
  return table.aggregation === "COUNT" ? 0 : table.aggregation ? null : [];
}

function choose(table: Table, matched: TableRule[], scope: Scope, on: Run): TableAnswer {
  const rows = matched.map((rule) => ({ rule, values: valuesOf(rule, table, scope, on) }));
  const ids = matched.map(({ id }) => id);
  const [first] = rows;
  const single = (row: typeof first): TableAnswer =>
    row ? { value: assemble(table, row.values), rules: [row.rule.id] } : { value: null, rules: [] };
  switch (table.policy) {
    case "UNIQUE":
      if (rows.length === 1) return single(first);
      return { value: null, rules: ids, problem: `more than one rule applies: ${ids.join(", ")}` };
    case "FIRST":
      return single(first);
    case "ANY":
      if (rows.every(({ values }) => equals(values, first?.values ?? []) === true))
        return { ...single(first), rules: ids };
      return { value: null, rules: ids, problem: `rules that all apply differ in their result: ${ids.join(", ")}` };
    case "PRIORITY":
      return single(byPriority(table, rows, on)[0]);
    case "OUTPUT ORDER": {
      const sorted = byPriority(table, rows, on);
      return { value: sorted.map(({ values }) => assemble(table, values)), rules: sorted.map(({ rule }) => rule.id) };
    }
    case "RULE ORDER":
      return { value: rows.map(({ values }) => assemble(table, values)), rules: ids };
    case "COLLECT":
      return {
        value: collect(
          table,
          rows.map(({ values }) => values),
          on,
        ),
        rules: ids,
      };
  }
}

function valuesOf(rule: TableRule, table: Table, scope: Scope, on: Run): unknown[] {
  return table.outputs.map((output, index) => {
    const node = rule.results[index]?.node;
    const value = node ? coerceTo(run(node, scope, on), output.type, on.types) : null;
    if (value !== null && output.values?.node && !runUnaryTests(output.values.node, value, scope, on))
      on.report(`the result ${textOf(value, true)} of rule "${rule.id}" is not among the allowed ones`);
    return value;
  });
}

function assemble(table: Table, values: unknown[]): unknown {
  if (table.outputs.length === 1) return values[0] ?? null;
  const made: FeelContext = {};
  table.outputs.forEach((output, index) => {
    setEntry(made, output.name, values[index] ?? null);
  });
  return made;
}

function collect(table: Table, rows: unknown[][], on: Run): unknown {
  const { aggregation } = table;
  if (!aggregation) return rows.map((values) => assemble(table, values));
  if (aggregation === "COUNT") return rows.length;
  const fold = builtins.get(aggregation.toLowerCase());
  const columns = table.outputs.map((_, index) => rows.map((values) => values[index] ?? null));
  return assemble(
    table,
    columns.map((column) => fold?.open?.([column], undefined, on) ?? null),
  );
}

/** Rows by the place of their results in the outputs' lists of values, the first output counting most. */
function byPriority<Row extends { values: unknown[] }>(table: Table, rows: Row[], on: Run): Row[] {
  const orders = table.outputs.map((output) => listed(output, on));
  const place = (row: Row, index: number): number => {
    const order = orders[index];
    if (!order) return 0;
    const at = order.findIndex((value) => equals(value, row.values[index] ?? null) === true);
    return at < 0 ? order.length : at;
  };
  // A stable sort: rules of equal priority keep the order of the table.
  return rows.toSorted((a, b) => {
    for (let index = 0; index < orders.length; index++) {
      const step = place(a, index) - place(b, index);
      if (step !== 0) return step;
    }
    return 0;
  });
}

/** The values that an output lists, in their order; they may stand in a type's allowed values instead of the column. */
function listed(output: TableOutput, on: Run): unknown[] | undefined {
  const type = output.type ? typeNamed(output.type, on.types) : undefined;
  const node: Node | undefined = output.values?.node ?? (type?.is === "checked" ? type.values : undefined);
  if (node?.kind !== "tests") return undefined;
  return node.tests.flatMap((test) => {
    const value = run(test, { names: {}, outer: undefined }, on);
    return kindOf(value) === "list" ? (value as unknown[]) : [value];
  });
}
