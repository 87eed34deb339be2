// Runs decision models against test cases in the XML form of the DMN Technology Compatibility Kit, from any folder:
//   node bin/run.js scripts/dmn-tck.ts <folder> [--failures] [--json]
// Each *.dmn is found by the test file's <modelName>; models that it imports are looked for in the same folder.
import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { SaxesParser } from "saxes";
import { evaluateDecision } from "../kernel/process/dmn/evaluate.ts";
import type { DecisionModel } from "../kernel/process/dmn/model.ts";
import { readDecisions } from "../kernel/process/dmn/read.ts";
import { readDate, readDateTime, readDuration, readTime } from "../kernel/process/feel/times.ts";
import { equals, type FeelContext, kindOf, setEntry, textOf } from "../kernel/process/feel/values.ts";

type Tag = { name: string; attributes: Record<string, string>; children: Tag[]; text: string };
type Failure = { test: string; node: string; wanted: string; got: string };

/** The standard's own runner compares numbers so: decimals of 34 digits meet doubles here. */
const tolerance = 1e-8;

function parse(xml: string): Tag {
  const top: Tag = { name: "", attributes: {}, children: [], text: "" };
  const open = [top];
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (fault) => {
    throw fault;
  });
  parser.on("opentag", (tag) => {
    const attributes = Object.fromEntries(Object.values(tag.attributes).map(({ local, value }) => [local, value]));
    const made: Tag = { name: tag.local, attributes, children: [], text: "" };
    open.at(-1)?.children.push(made);
    open.push(made);
  });
  const text = (piece: string) => {
    const tag = open.at(-1);
    if (tag) tag.text += piece;
  };
  parser.on("text", text);
  parser.on("cdata", text);
  parser.on("closetag", () => open.pop());
  parser.write(xml).close();
  return top.children[0] ?? top;
}

const all = (tag: Tag | undefined, name: string): Tag[] => tag?.children.filter((one) => one.name === name) ?? [];
const first = (tag: Tag | undefined, name: string): Tag | undefined => all(tag, name)[0];

const readers: Record<string, (text: string) => unknown> = {
  decimal: Number,
  double: Number,
  float: Number,
  integer: Number,
  int: Number,
  long: Number,
  boolean: (text) => text === "true" || text === "1",
  date: readDate,
  time: readTime,
  dateTime: (text) => readDateTime(text) ?? readDate(text),
  duration: readDuration,
  dayTimeDuration: readDuration,
  yearMonthDuration: readDuration,
};

function expectedValue(tag: Tag | undefined): unknown {
  if (!tag || tag.attributes.nil === "true") return null;
  const list = first(tag, "list");
  if (list) return list.attributes.nil === "true" ? null : all(list, "item").map(expectedValue);
  const components = all(tag, "component");
  if (components.length) {
    const made: FeelContext = {};
    for (const one of components) setEntry(made, one.attributes.name ?? "", expectedValue(one));
    return made;
  }
  const value = first(tag, "value");
  if (!value || value.attributes.nil === "true") return null;
  const type = value.attributes.type?.replace(/^.*:/, "") ?? "string";
  const reader = readers[type];
  return reader ? reader(value.text.trim()) : value.text;
}

function same(wanted: unknown, got: unknown): boolean {
  if (typeof wanted === "number" && typeof got === "number")
    return Math.abs(wanted - got) <= tolerance * Math.max(1, Math.abs(wanted) * 1e-6);
  if (Array.isArray(wanted) && Array.isArray(got))
    return wanted.length === got.length && wanted.every((item, index) => same(item, got[index]));
  if (kindOf(wanted) === "context" && kindOf(got) === "context") {
    const [a, b] = [wanted as FeelContext, got as FeelContext];
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]));
  }
  return equals(wanted, got) === true;
}

async function runFile(file: string): Promise<{ passed: number; failures: Failure[] }> {
  const tests = parse(await readFile(file, "utf8"));
  const folder = dirname(file);
  const name = first(tests, "modelName")?.text.trim() ?? "";
  const models = (await readdir(folder)).filter((one) => one.endsWith(".dmn"));
  const texts = new Map<string, string>();
  for (const one of models) texts.set(one, await readFile(join(folder, one), "utf8"));
  const read = await readDecisions(texts.get(name) ?? "", {
    lenient: true,
    importModel: async ({ namespace }) =>
      [...texts.values()].find((text) => text.includes(`namespace="${namespace}"`) && text !== texts.get(name)),
  });
  const failures: Failure[] = [];
  let passed = 0;
  for (const testCase of all(tests, "testCase")) {
    for (const node of all(testCase, "resultNode")) {
      const wanted = expectedValue(first(node, "expected"));
      const got = read.ok ? answer(read.model, testCase, node) : `not read: ${JSON.stringify(read.problems[0])}`;
      const test = testCase.attributes.id ?? "";
      if (same(wanted, got)) passed++;
      else
        failures.push({ test, node: node.attributes.name ?? "", wanted: textOf(wanted, true), got: textOf(got, true) });
    }
  }
  return { passed, failures };
}

function answer(model: DecisionModel, testCase: Tag, node: Tag): unknown {
  const input: FeelContext = {};
  for (const one of all(testCase, "inputNode")) setEntry(input, one.attributes.name ?? "", expectedValue(one));
  const { invocableName, type } = testCase.attributes;
  const target = (type !== "decision" && invocableName) || node.attributes.name || "";
  return evaluateDecision(model, target, input, { now: new Date() }).value;
}

const folder = process.argv[2];
if (!folder) {
  console.error("Usage: node bin/run.js scripts/dmn-tck.ts <folder> [--failures] [--json]");
  process.exit(2);
}
const files = (await readdir(folder, { recursive: true }))
  .filter((name) => name.endsWith(".xml"))
  .map((name) => join(folder, name))
  .sort();
const levels = new Map<string, { passed: number; failed: number }>();
const everything: (Failure & { file: string })[] = [];
for (const file of files) {
  if (!/<(\w+:)?testCases\b/.test(await readFile(file, "utf8"))) continue;
  const { passed, failures } = await runFile(file);
  const level = /compliance-level-\d/.exec(file)?.[0] ?? "all";
  const sum = levels.get(level) ?? { passed: 0, failed: 0 };
  levels.set(level, { passed: sum.passed + passed, failed: sum.failed + failures.length });
  everything.push(...failures.map((one) => ({ file: relative(folder, file), ...one })));
}
if (process.argv.includes("--json"))
  console.log(JSON.stringify({ levels: Object.fromEntries(levels), failures: everything }));
else {
  for (const { file, test, node, wanted, got } of process.argv.includes("--failures") ? everything : [])
    console.log(`${file} ${test} ${node}: wanted ${wanted}, got ${got}`);
  for (const [level, { passed, failed }] of levels) console.log(`${level}: ${passed} passed, ${failed} failed`);
}
process.exitCode = everything.length ? 1 : 0;
