import type { Aggregation, Boxed, HitPolicy, Param, TableInput, TableOutput, TableRule, Text } from "./model.ts";
import type { Compile } from "./read.ts";
import { child, childrenOf, type Element, textIn } from "./xml.ts";

const boxes = new Set(
  "literalExpression decisionTable context relation list functionDefinition invocation conditional filter for some every".split(
    " ",
  ),
);

/** Reads the boxed expression that stands in an element; `names` are those it can use. */
export function readBoxed(parent: Element, compile: Compile, names: string[]): Boxed | undefined {
  const element = parent.children.find((one) => boxes.has(one.name));
  return element && readBox(element, compile, names);
}

/** Walks a boxed expression and those within it, each piece of FEEL with the names that the boxes around it add. */
export function eachText(boxed: Boxed, names: string[], tell: (text: Text, names: string[], id: string) => void): void {
  const walk = (one: Boxed | undefined, more: string[] = []) => one && eachText(one, [...names, ...more], tell);
  switch (boxed.box) {
    case "literal":
      tell(boxed, names, boxed.id);
      return;
    case "table":
      for (const input of boxed.inputs) tell(input, names, input.id);
      for (const output of boxed.outputs) if (output.fallback) tell(output.fallback, names, output.id);
      for (const rule of boxed.rules) for (const text of [...rule.tests, ...rule.results]) tell(text, names, rule.id);
      return;
    case "context": {
      const local: string[] = [];
      for (const { name, value } of boxed.entries) {
        walk(value, local);
        if (name !== undefined) local.push(name);
      }
      return;
    }
    case "relation":
      for (const row of boxed.rows) for (const cell of row) walk(cell);
      return;
    case "list":
      for (const item of boxed.items) walk(item);
      return;
    case "function":
      walk(
        boxed.body,
        boxed.params.map(({ name }) => name),
      );
      return;
    case "invocation":
      walk(boxed.fn);
      for (const { value } of boxed.bindings) walk(value);
      return;
    case "conditional":
      for (const part of [boxed.test, boxed.yes, boxed.no]) walk(part);
      return;
    case "filter":
      walk(boxed.over);
      return;
    default:
      walk(boxed.over);
      walk(boxed.give, [boxed.name, "partial"]);
  }
}

/** The tables in a boxed expression, however deep. */
export function tablesIn(boxed: Boxed | undefined): (Boxed & { box: "table" })[] {
  if (!boxed) return [];
  switch (boxed.box) {
    case "table":
      return [boxed];
    case "context":
      return boxed.entries.flatMap(({ value }) => tablesIn(value));
    case "relation":
      return boxed.rows.flat().flatMap(tablesIn);
    case "list":
      return boxed.items.flatMap(tablesIn);
    case "function":
      return tablesIn(boxed.body);
    case "invocation":
      return [boxed.fn, ...boxed.bindings.map(({ value }) => value)].flatMap(tablesIn);
    case "conditional":
      return [boxed.test, boxed.yes, boxed.no].flatMap(tablesIn);
    case "filter":
      return [boxed.over, boxed.match].flatMap(tablesIn);
    case "literal":
      return [];
    default:
      return [boxed.over, boxed.give].flatMap(tablesIn);
  }
}

function readBox(element: Element, compile: Compile, names: string[]): Boxed {
  const type = compile.typeName(element, element.attributes.typeRef);
  const base = { id: element.attributes.id ?? "", ...(type === undefined ? {} : { type }) };
  const inside = (where: Element | undefined, more: string[] = []): Boxed =>
    (where && readBoxed(where, compile, [...names, ...more])) ?? missing(where ?? element, compile);
  const within = (name: string, more: string[] = []): Boxed => inside(child(element, name), more);

  switch (element.name) {
    case "literalExpression":
      return { ...base, box: "literal", ...literal(element, compile, names) };
    case "decisionTable":
      return readTable(element, compile, names, base);
    case "context":
      return { ...base, box: "context", entries: contextEntries(element, compile, names) };
    case "relation":
      return readRelation(element, compile, names, base);
    case "list":
      return { ...base, box: "list", items: element.children.filter(isBox).map((one) => readBox(one, compile, names)) };
    case "functionDefinition":
      return readFunction(element, compile, names, base);
    case "invocation":
      return {
        ...base,
        box: "invocation",
        fn: inside({ ...element, children: element.children.filter((one) => one.name !== "binding") }),
        bindings: childrenOf(element, "binding").map((one) => {
          const parameter = child(one, "parameter");
          return { name: parameter ? compile.name(parameter) : "", value: inside(one) };
        }),
      };
    case "conditional":
      return { ...base, box: "conditional", test: within("if"), yes: within("then"), no: within("else") };
    case "filter":
      return { ...base, box: "filter", over: within("in"), match: within("match", ["item"]) };
    default: {
      const box = element.name as "for" | "some" | "every";
      const name = element.attributes.iteratorVariable?.trim() ?? "";
      const give = within(box === "for" ? "return" : "satisfies", [name, "partial"]);
      return { ...base, box, name, over: within("in"), give };
    }
  }
}

const isBox = (element: Element): boolean => boxes.has(element.name);

function missing(element: Element, compile: Compile): Boxed {
  compile.fault(element, "dmn.no-expression", `<${element.name}> has no expression`, "warning");
  return { box: "literal", id: element.attributes.id ?? "", text: "" };
}

function literal(element: Element, compile: Compile, names: string[]): Text {
  const imported = child(element, "importedValues");
  if (imported) compile.fault(element, "import.values", "imported values are not supported");
  const text = textIn(element, "text") ?? "";
  // An expression that nobody wrote yet gives null, and the check tells of it.
  return text ? compile.expression(element, text, names) : { text };
}

function contextEntries(
  element: Element,
  compile: Compile,
  names: string[],
): { name?: string; type?: string; value: Boxed }[] {
  const local: string[] = [];
  return childrenOf(element, "contextEntry").map((entry) => {
    const variable = child(entry, "variable");
    const value = readBoxed(entry, compile, [...names, ...local]) ?? missing(entry, compile);
    if (!variable) return { value };
    const name = compile.name(variable);
    const type = compile.typeName(variable, variable.attributes.typeRef);
    local.push(name);
    return type === undefined ? { name, value } : { name, type, value };
  });
}

type Base = { id: string; type?: string };

function readRelation(element: Element, compile: Compile, names: string[], base: Base): Boxed {
  const columns = childrenOf(element, "column").map((one) => named(one, compile));
  const rows = childrenOf(element, "row").map((row) => {
    const cells = row.children.filter(isBox).map((one) => readBox(one, compile, names));
    if (cells.length !== columns.length)
      compile.fault(row, "relation.row", `the row has ${cells.length} cells for ${columns.length} columns`);
    return cells;
  });
  return { ...base, box: "relation", columns, rows };
}

function named(element: Element, compile: Compile): Param {
  const type = compile.typeName(element, element.attributes.typeRef);
  return type === undefined ? { name: compile.name(element) } : { name: compile.name(element), type };
}

function readFunction(element: Element, compile: Compile, names: string[], base: Base): Boxed {
  const params = childrenOf(element, "formalParameter").map((one) => named(one, compile));
  const kind = (element.attributes.kind ?? "FEEL").toUpperCase();
  const body =
    kind === "FEEL"
      ? (readBoxed(element, compile, [...names, ...params.map(({ name }) => name)]) ?? missing(element, compile))
      : foreign(element, compile, kind);
  return { ...base, box: "function", params, body, kind };
}

/** Functions in Java or PMML are not called; where one is used the answer is null. */
function foreign(element: Element, compile: Compile, kind: string): Boxed {
  compile.fault(element, "function.foreign", `functions of the kind ${kind} are not called`);
  return { box: "literal", id: element.attributes.id ?? "", text: "" };
}

const policies: Record<string, HitPolicy> = {
  UNIQUE: "UNIQUE",
  FIRST: "FIRST",
  PRIORITY: "PRIORITY",
  ANY: "ANY",
  COLLECT: "COLLECT",
  "RULE ORDER": "RULE ORDER",
  "OUTPUT ORDER": "OUTPUT ORDER",
};

function readTable(element: Element, compile: Compile, names: string[], base: Base): Boxed {
  const said = (element.attributes.hitPolicy ?? "UNIQUE").replace(/_/g, " ").toUpperCase();
  const policy = policies[said];
  if (!policy) compile.fault(element, "table.policy", `the hit policy "${said}" is not known`);
  const how = element.attributes.aggregation?.toUpperCase();
  if (how && !["SUM", "MIN", "MAX", "COUNT"].includes(how))
    compile.fault(element, "table.aggregation", `the aggregation "${how}" is not known`);
  const inputs = childrenOf(element, "input").map((one) => tableInput(one, compile, names));
  const outputs = childrenOf(element, "output").map((one) => tableOutput(one, compile, names));
  if (!outputs.length) compile.fault(element, "table.no-output", "the table has no output");
  if (outputs.length > 1 && outputs.some(({ name }) => !name))
    compile.fault(element, "table.output-name", "each of several outputs needs a name");
  const rules = childrenOf(element, "rule").map((one, index) => tableRule(one, index, inputs, outputs, compile, names));
  const aggregation = policy === "COLLECT" && how ? { aggregation: how as Aggregation } : {};
  return { ...base, box: "table", policy: policy ?? "UNIQUE", ...aggregation, inputs, outputs, rules };
}

function tests(element: Element | undefined, compile: Compile, names: string[]): Text | undefined {
  const text = element && textIn(element, "text");
  return element && text ? compile.tests(element, text, names) : undefined;
}

function tableInput(element: Element, compile: Compile, names: string[]): TableInput {
  const expression = child(element, "inputExpression");
  const text = (expression && textIn(expression, "text")) ?? "";
  // Some tools write no expression; the label then names the input.
  const written = text || (element.attributes.label ?? "");
  const type = expression && compile.typeName(expression, expression.attributes.typeRef);
  const made = expression && written ? compile.expression(expression, written, names) : { text: written };
  if (!made.text) compile.fault(element, "table.no-input", "an input has no expression");
  return {
    ...made,
    id: element.attributes.id ?? "",
    label: element.attributes.label ?? made.text,
    ...(type === undefined ? {} : { type }),
    values: tests(child(element, "inputValues"), compile, names),
  };
}

function tableOutput(element: Element, compile: Compile, names: string[]): TableOutput {
  const type = compile.typeName(element, element.attributes.typeRef);
  const fallback = child(element, "defaultOutputEntry");
  const text = fallback && textIn(fallback, "text");
  return {
    id: element.attributes.id ?? "",
    name: compile.name(element),
    ...(type === undefined ? {} : { type }),
    values: tests(child(element, "outputValues"), compile, names),
    fallback: fallback && text ? compile.expression(fallback, text, names) : undefined,
  };
}

function tableRule(
  element: Element,
  index: number,
  inputs: TableInput[],
  outputs: TableOutput[],
  compile: Compile,
  names: string[],
): TableRule {
  const given = childrenOf(element, "inputEntry");
  const results = childrenOf(element, "outputEntry");
  const id = element.attributes.id ?? `rule ${index + 1}`;
  if (given.length !== inputs.length || results.length !== outputs.length)
    compile.fault(
      element,
      "table.rule",
      `rule ${index + 1} has ${given.length} tests and ${results.length} results for ${inputs.length} inputs and ${outputs.length} outputs`,
    );
  return {
    id,
    // A cell that is left empty asks nothing.
    tests: given.map((one) => compile.tests(one, textIn(one, "text") || "-", names)),
    results: results.map((one) => {
      const text = textIn(one, "text");
      return text && text !== "-" ? compile.expression(one, text, names) : { text: text ?? "" };
    }),
  };
}
