import { builtinNames } from "../feel/builtins.ts";
import { normalName } from "../feel/names.ts";
import { parseExpression, parseUnaryTests } from "../feel/parse.ts";
import { FeelSyntaxError, type Node } from "../feel/syntax.ts";
import type { FeelType } from "../feel/types.ts";
import { readBoxed } from "./boxed.ts";
import { type DecisionModel, type DecisionProblem, type Drg, nameSeenBy, type Text } from "./model.ts";
import { checkRequirements, leansOn } from "./requirements.ts";
import { readTypes } from "./types.ts";
import { child, childrenOf, type Element, readXml, XmlFault } from "./xml.ts";

export type ReadOptions = {
  /** Finds the text of an imported model; without it, imports are refused by name. */
  importModel?: (wanted: {
    namespace: string;
    location: string | undefined;
    name: string;
  }) => Promise<string | undefined>;
  /** Gives the model although single expressions are at fault; they are then in `model.faults`, and give null. */
  lenient?: boolean;
};

export type ReadAnswer = { ok: true; model: DecisionModel } | { ok: false; problems: DecisionProblem[] };

/**
 * Reads a DMN file of any edition from 1.1 on, whoever's tool wrote it. Gives the model, or every fault that was found;
 * warnings (an empty cell, say) stay with the model, in `faults`.
 * Never throws on what is in the file.
 */
export async function readDecisions(xml: string, options: ReadOptions = {}): Promise<ReadAnswer> {
  try {
    const made = await readModel(xml, options, []);
    const { model, problems } = made;
    const grave = model.faults.some(({ severity }) => severity !== "warning");
    if (problems.length || (grave && !options.lenient)) return { ok: false, problems: [...problems, ...model.faults] };
    return { ok: true, model };
  } catch (fault) {
    if (!(fault instanceof XmlFault)) throw fault;
    return { ok: false, problems: [{ code: fault.code, message: fault.message }] };
  }
}

/** What the readers of the parts need: names, types, FEEL, and a place to say what is wrong. */
export type Compile = {
  imported: Map<string, FeelType>;
  fault(element: Element, code: string, message: string, severity?: "warning"): void;
  name(element: Element): string;
  typeName(element: Element, reference: string | undefined): string | undefined;
  expression(element: Element, text: string, names: string[]): Text;
  tests(element: Element, text: string, names: string[]): Text;
};

type Made = { model: DecisionModel; problems: DecisionProblem[] };

async function readModel(xml: string, options: ReadOptions, chain: string[]): Promise<Made> {
  const root = readXml(xml);
  const namespace = root.attributes.namespace ?? "";
  const problems: DecisionProblem[] = [];
  const model: DecisionModel = {
    name: normalName(root.attributes.name ?? ""),
    namespace,
    elements: new Map(),
    types: new Map(),
    imports: new Map([[namespace, new Map()]]),
    faults: [],
  };
  const imports = await readImports(root, options, [...chain, namespace], problems);
  const importNames = new Map([...imports].map(([name, { model: other }]) => [other.namespace, name]));
  model.imports.set(namespace, importNames);
  const importedTypes = new Map<string, FeelType>();
  for (const [name, { model: other }] of imports) {
    adopt(model, name, other);
    for (const [type, value] of other.types.get(other.namespace) ?? [])
      importedTypes.set(name ? `${name}.${type}` : type, value);
  }

  const compile = compiler(root, model, importNames, importedTypes);
  model.types.set(namespace, readTypes(root, compile));
  for (const element of root.children) {
    const drg = readDrg(element, compile, namespace);
    if (!drg) continue;
    if (model.elements.has(drg.id)) {
      problems.push({
        element: drg.id,
        code: "dmn.same-id",
        message: `the id "${drg.id}" is given twice`,
        line: element.line,
      });
    } else model.elements.set(drg.id, drg);
  }
  readLogic(root, compile, model);
  problems.push(...checkRequirements(model));
  if (chain.length === 0 && model.elements.size === 0)
    problems.push({ code: "dmn.empty", message: "the file has no decision" });
  return { model, problems };
}

async function readImports(
  root: Element,
  options: ReadOptions,
  chain: string[],
  problems: DecisionProblem[],
): Promise<Map<string, Made>> {
  const found = new Map<string, Made>();
  for (const element of childrenOf(root, "import")) {
    const { namespace = "", locationURI: location, importType = "" } = element.attributes;
    const name = normalName(element.attributes.name ?? "");
    const refuse = (code: string, message: string) =>
      problems.push({ element: name || namespace, code, message, line: element.line });
    if (!/spec\/DMN\//.test(importType)) continue;
    if (chain.includes(namespace) || chain.length > 8) {
      refuse("import.circular", `the model imports itself through "${name || namespace}"`);
      continue;
    }
    const xml = await options.importModel?.({ namespace, location, name });
    if (xml === undefined) refuse("import.missing", `the imported model "${name || namespace}" is not at hand`);
    else {
      const made = await readModel(xml, options, chain);
      problems.push(...made.problems);
      found.set(name, made);
    }
  }
  return found;
}

/** Takes over the elements and types of an imported model, with the import's name before theirs. */
function adopt(model: DecisionModel, name: string, other: DecisionModel): void {
  const before = name ? `${name}.` : "";
  for (const drg of other.elements.values()) {
    const id = drg.id.includes("#") ? drg.id : `${other.namespace}#${drg.id}`;
    model.elements.set(id, renamed(drg, id, before + drg.name, other.namespace));
  }
  for (const [home, types] of other.types) model.types.set(home, types);
  for (const [home, names] of other.imports) model.imports.set(home, names);
  model.faults.push(...other.faults);
}

function renamed(drg: Drg, id: string, name: string, namespace: string): Drg {
  const far = (ids: string[]) => ids.map((one) => (one.includes("#") ? one : `${namespace}#${one}`));
  const as = { id, name };
  switch (drg.is) {
    case "input":
      return { ...drg, ...as };
    case "knowledge":
      return { ...drg, ...as, knows: far(drg.knows) };
    case "decision":
      return { ...drg, ...as, knows: far(drg.knows), requires: far(drg.requires) };
    case "service":
      return {
        ...drg,
        ...as,
        outputs: far(drg.outputs),
        encapsulated: far(drg.encapsulated),
        inputDecisions: far(drg.inputDecisions),
        inputs: far(drg.inputs),
      };
  }
}

function compiler(
  root: Element,
  model: DecisionModel,
  importNames: Map<string, string>,
  imported: Map<string, FeelType>,
): Compile {
  const properties = propertyNames(root);
  const fault = (element: Element, code: string, message: string, severity?: "warning") => {
    const { owner: within } = element;
    const place = element.attributes.id || within;
    model.faults.push({
      ...(place ? { element: place } : {}),
      code,
      message,
      line: element.line,
      ...(severity ? { severity } : {}),
      ...(within ? { within } : {}),
    });
  };
  const read = (element: Element, text: string, parse: () => Node): Text => {
    const language = element.attributes.expressionLanguage ?? root.attributes.expressionLanguage;
    if (language && !/feel/i.test(language)) {
      fault(element, "language.unknown", `the expression language "${language}" is not FEEL`);
      return { text };
    }
    try {
      return { text, node: parse() };
    } catch (problem) {
      if (!(problem instanceof FeelSyntaxError)) throw problem;
      fault(element, "feel.syntax", `${problem.message}: ${text.slice(0, 120)}`);
      return { text };
    }
  };
  return {
    imported,
    fault,
    name: (element) => normalName(element.attributes.name ?? ""),
    typeName(element, reference) {
      const name = reference && normalName(reference);
      if (!name) return undefined;
      const colon = /^\{(.*)\}(.+)$/.exec(name) ?? /^([^:\s]+):(.+)$/.exec(name);
      if (!colon) return name;
      const [, prefix = "", local = ""] = colon;
      const uri = element.namespaces[prefix] ?? prefix;
      const imported = importNames.get(uri);
      return imported ? `${imported}.${local}` : local;
    },
    expression: (element, text, names) =>
      read(element, text, () => parseExpression(text, { names, properties, builtins: builtinNames })),
    tests: (element, text, names) =>
      read(element, text, () => parseUnaryTests(text, { names, properties, builtins: builtinNames })),
  };
}

/** The names that may follow a dot anywhere in the model. */
function propertyNames(root: Element): string[] {
  const names = new Set<string>();
  const walk = (element: Element) => {
    const { name } = element.attributes;
    if (name) names.add(normalName(name));
    element.children.forEach(walk);
  };
  walk(root);
  return [...names];
}

const reference = (element: Element, namespace: string): string => {
  const href = element.attributes.href ?? "";
  const hash = href.lastIndexOf("#");
  const before = href.slice(0, Math.max(0, hash));
  const id = href.slice(hash + 1);
  return before && before !== namespace ? `${before}#${id}` : id;
};

/** The element without its logic; the logic is read when the names of all elements are known. */
function readDrg(element: Element, compile: Compile, namespace: string): Drg | undefined {
  const name = compile.name(element);
  const id = element.attributes.id ?? name;
  const variable = child(element, "variable");
  const type = compile.typeName(element, variable?.attributes.typeRef);
  const known = type === undefined ? {} : { type };
  const base = { id, name: name || id, local: name || id, home: namespace, ...known };
  const references = (parent: string, wanted: string): string[] =>
    childrenOf(element, parent).flatMap((one) => childrenOf(one, wanted).map((each) => reference(each, namespace)));
  const direct = (wanted: string): string[] => childrenOf(element, wanted).map((one) => reference(one, namespace));
  switch (element.name) {
    case "inputData":
      return { is: "input", ...base };
    case "decision":
      return {
        is: "decision",
        ...base,
        requires: [
          ...references("informationRequirement", "requiredDecision"),
          ...references("informationRequirement", "requiredInput"),
        ],
        knows: references("knowledgeRequirement", "requiredKnowledge"),
      };
    case "businessKnowledgeModel":
      return { is: "knowledge", ...base, knows: references("knowledgeRequirement", "requiredKnowledge") };
    case "decisionService":
      return {
        is: "service",
        ...base,
        outputs: direct("outputDecision"),
        encapsulated: direct("encapsulatedDecision"),
        inputDecisions: direct("inputDecision"),
        inputs: direct("inputData"),
      };
    default:
      if (element.name === "itemDefinition" && !name) compile.fault(element, "dmn.no-name", "a type has no name");
      return undefined;
  }
}

/** The names that an element's logic can use: those of what it requires. */
function namesFor(model: DecisionModel, drg: Drg): string[] {
  return leansOn(drg).flatMap((id) => {
    const other = model.elements.get(id);
    return other ? [nameSeenBy(model, drg, other)] : [];
  });
}

function readLogic(root: Element, compile: Compile, model: DecisionModel): void {
  for (const element of root.children) {
    const drg = model.elements.get(element.attributes.id ?? compile.name(element));
    if (drg?.is === "decision") {
      const names = namesFor(model, drg);
      const logic = readBoxed(element, compile, names);
      if (logic) drg.logic = logic;
    } else if (drg?.is === "knowledge") {
      const names = namesFor(model, drg);
      const body = child(element, "encapsulatedLogic");
      const logic = body
        ? readBoxed({ ...body, name: "", children: [{ ...body, name: "functionDefinition" }] }, compile, names)
        : undefined;
      if (logic) drg.logic = logic;
    }
  }
}
