import type { Node, TypeNode } from "./syntax.ts";
import { FeelDate, startOf } from "./times.ts";
import { type FeelContext, FeelFunction, FeelRange, getEntry, kindOf } from "./values.ts";

/**
 * Types are carried as text, in FEEL's own spelling: `number`, `list<string>`, `context<a: number>`, `tPerson`.
 * A model's own types are found through a lookup.
 */
export type FeelType =
  | { is: "any" | "null" }
  | { is: "kind"; kind: string }
  | { is: "list" | "range"; of: FeelType }
  | { is: "context"; entries: Map<string, FeelType> }
  | { is: "function"; params?: FeelType[]; gives?: FeelType }
  | { is: "checked"; of: FeelType; allows: (value: unknown) => boolean; values: Node };

export type TypeLookup = (name: string) => FeelType | undefined;

const plain: Record<string, FeelType> = {
  any: { is: "any" },
  null: { is: "null" },
  number: { is: "kind", kind: "number" },
  string: { is: "kind", kind: "string" },
  boolean: { is: "kind", kind: "boolean" },
  date: { is: "kind", kind: "date" },
  time: { is: "kind", kind: "time" },
  "date and time": { is: "kind", kind: "date and time" },
  dateTime: { is: "kind", kind: "date and time" },
  datetime: { is: "kind", kind: "date and time" },
  "years and months duration": { is: "kind", kind: "years and months duration" },
  yearMonthDuration: { is: "kind", kind: "years and months duration" },
  "days and time duration": { is: "kind", kind: "days and time duration" },
  dayTimeDuration: { is: "kind", kind: "days and time duration" },
  duration: { is: "kind", kind: "duration" },
  list: { is: "list", of: { is: "any" } },
  context: { is: "context", entries: new Map() },
  function: { is: "function" },
  range: { is: "range", of: { is: "any" } },
};

/** The type of that name; vendors' spellings (`feel:number`, `xsd:integer`, `Any`, `long`) are understood. */
export function typeNamed(name: string, lookup?: TypeLookup): FeelType | undefined {
  const own = lookup?.(name);
  if (own) return own;
  const bare = name.replace(/^(feel|xsd|xs):/u, "");
  if (Object.hasOwn(plain, bare)) return plain[bare];
  if (bare === "Any" || bare === "Null") return plain[bare.toLowerCase()];
  if (["integer", "int", "long", "double", "float", "decimal", "short"].includes(bare)) return plain.number;
  return lookup?.(bare);
}

const built = new Map<string, TypeNode>();

/** The text that stands for a written type; the text is looked up again when a value is checked. */
export function typeText(node: TypeNode): string {
  if (node.type === "named") return node.name;
  const text = JSON.stringify(node);
  if (built.size > 500) built.clear();
  built.set(text, node);
  return text;
}

function resolve(text: string, lookup?: TypeLookup): FeelType | undefined {
  if (!text.startsWith("{")) return typeNamed(text, lookup);
  return fromNode(built.get(text) ?? (JSON.parse(text) as TypeNode), lookup);
}

function fromNode(node: TypeNode, lookup?: TypeLookup): FeelType | undefined {
  switch (node.type) {
    case "named":
      return typeNamed(node.name, lookup);
    case "list":
    case "range": {
      const of = fromNode(node.of, lookup);
      return of && { is: node.type, of };
    }
    case "context": {
      const entries = new Map<string, FeelType>();
      for (const entry of node.entries) {
        const of = fromNode(entry.of, lookup);
        if (!of) return undefined;
        entries.set(entry.name, of);
      }
      return { is: "context", entries };
    }
    case "function": {
      const params = node.params.map((param) => fromNode(param, lookup));
      const gives = fromNode(node.gives, lookup);
      if (!gives || params.some((param) => !param)) return undefined;
      return { is: "function", params: params as FeelType[], gives };
    }
  }
}

/**
 * `instance of`: null is an instance of Null and of nothing else; an unknown type has no instances. Allowed values do
 * not count here, only the type that they are of.
 */
export function isInstance(value: unknown, type: string, lookup?: TypeLookup): boolean | null {
  const known = resolve(type, lookup);
  if (!known) return null;
  const base = baseOf(known);
  return value === null ? base.is === "null" : conforms(value, base);
}

/** Whether a value is of a type. Null is of every type, as the standard's type conformance has it. */
export function conforms(value: unknown, type: FeelType): boolean {
  if (value === null) return true;
  switch (type.is) {
    case "any":
      return true;
    case "null":
      return false;
    case "kind":
      return type.kind === "duration" ? kindOf(value).endsWith("duration") : kindOf(value) === type.kind;
    case "list":
      return Array.isArray(value) && value.every((item) => conforms(item, type.of));
    case "range":
      return value instanceof FeelRange && conforms(value.low, type.of) && conforms(value.high, type.of);
    case "context":
      return kindOf(value) === "context" && hasEntries(value as FeelContext, type.entries);
    case "function":
      return value instanceof FeelFunction && functionConforms(value, type);
    case "checked":
      return conforms(value, type.of) && type.allows(value);
  }
}

function hasEntries(value: FeelContext, entries: Map<string, FeelType>): boolean {
  for (const [name, type] of entries) {
    const entry = getEntry(value, name);
    if (entry === undefined || !conforms(entry, type)) return false;
  }
  return true;
}

/** A function fits when it takes at least what is given (each parameter as wide) and gives at most what is wanted. */
function functionConforms(fn: FeelFunction, type: FeelType & { is: "function" }): boolean {
  if (type.params) {
    if (type.params.length !== fn.params.length) return false;
    const takes = fn.params.map((param) => (param.type ? resolve(param.type) : undefined) ?? ({ is: "any" } as const));
    if (!type.params.every((given, index) => narrower(given, takes[index] ?? { is: "any" }))) return false;
  }
  // What a function gives is known when its body is written out; otherwise its type does not speak against it.
  return !type.gives || !fn.gives || narrower(fn.gives, type.gives);
}

function narrower(a: FeelType, b: FeelType): boolean {
  const wide = baseOf(b);
  const narrow = baseOf(a);
  if (wide.is === "any" || narrow.is === "null") return true;
  if (narrow.is === "kind" && wide.is === "kind") return narrow.kind === wide.kind;
  if ((narrow.is === "list" || narrow.is === "range") && narrow.is === wide.is) return narrower(narrow.of, wide.of);
  if (narrow.is === "context" && wide.is === "context") {
    return [...wide.entries].every(([name, type]) => narrower(narrow.entries.get(name) ?? { is: "any" }, type));
  }
  return narrow.is === "function" && wide.is === "function";
}

/** The type of what an expression gives, as far as its form alone shows it. */
export function typeByForm(node: Node): FeelType {
  switch (node.kind) {
    case "literal":
      return node.value === null ? { is: "null" } : { is: "kind", kind: kindOf(node.value) };
    case "context":
      return { is: "context", entries: new Map(node.entries.map(({ key, value }) => [key, typeByForm(value)])) };
    case "list": {
      const [first, ...rest] = node.items.map(typeByForm);
      return { is: "list", of: first && rest.every((one) => narrower(one, first)) ? first : { is: "any" } };
    }
    default:
      return { is: "any" };
  }
}

const baseOf = (type: FeelType): FeelType => (type.is === "checked" ? baseOf(type.of) : type);

/**
 * Fits a value to a type by the three implicit conversions of the standard: one value to a list of one, a list of one
 * to its value, a date to midnight UTC. What still does not fit is null.
 */
export function fit(value: unknown, type: FeelType): unknown {
  if (value === null || conforms(value, type)) return value;
  const base = baseOf(type);
  if (base.is === "list" && !Array.isArray(value)) {
    const list = [value];
    return conforms(list, type) ? list : null;
  }
  if (base.is !== "list" && Array.isArray(value) && value.length === 1) return fit(value[0], type);
  if (base.is === "kind" && base.kind === "date and time" && value instanceof FeelDate) {
    const moment = startOf(value, "Z");
    return conforms(moment, type) ? moment : null;
  }
  return null;
}

/** Fits a value to the type of that name; without a type, or with one nobody knows, it stays as it is. */
export function coerceTo(value: unknown, type: string | undefined, lookup?: TypeLookup): unknown {
  const known = type === undefined ? undefined : resolve(type, lookup);
  return known ? fit(value, known) : value;
}
