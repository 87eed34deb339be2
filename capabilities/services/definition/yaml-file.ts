import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { z } from "zod";
import { type Faults, meant } from "./faults.ts";

/** Where a value stands: the file (a part stands in its own) and `line:column`. */
export type Place = { file: string; place: string };
/** A YAML file as plain values, with the place of each by its path (`pages.0.fields.2.label`). */
export type YamlFile = { value: unknown; at: (path: readonly PropertyKey[]) => Place };

const MOST_NODES = 60_000;
const DEEPEST = 60;

/**
 * Reads YAML, telling every fault of syntax with its line. A list item `- use: parts/name` is replaced by the items of that shared
 * part (`library/parts/name.yaml`, in the same list: `fields` or `pages`), so that one block of questions is written once.
 */
export function readYaml(
  file: string,
  text: string,
  faults: Faults,
  part: (name: string) => string | undefined,
): YamlFile {
  const places = new Map<string, Place>();
  const nothing: YamlFile = { value: undefined, at: () => ({ file, place: "1:1" }) };
  let count = 0;

  const open = (name: string, source: string) => {
    const lines = new LineCounter();
    try {
      const document = parseDocument(source, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
      for (const { message, pos } of document.errors) {
        const { line, col } = lines.linePos(pos[0]);
        faults.add({ file: name, place: `${line}:${col}` }, "yaml.syntax", { reason: message.split("\n")[0]! });
      }
      return document.errors.length > 0 ? undefined : { document, lines };
    } catch {
      // The parser recurses, so thousands of open brackets end it.
      faults.add({ file: name, place: "1:1" }, "yaml.too-large");
      return undefined;
    }
  };

  const read = (name: string, source: string, within: string | undefined): unknown => {
    const opened = open(name, source);
    if (!opened) return undefined;
    const { document, lines } = opened;
    const placeOf = (node: Node | null | undefined): Place => {
      const { line, col } = lines.linePos(node?.range?.[0] ?? 0);
      return { file: name, place: `${line}:${col}` };
    };
    const plain = (node: Node | null, path: string, depth: number): unknown => {
      if (++count > MOST_NODES || depth > DEEPEST) throw new RangeError("yaml.too-large");
      if (!places.has(path)) places.set(path, placeOf(node));
      if (isAlias(node)) return plain(node.resolve(document) ?? null, path, depth + 1);
      if (isScalar(node)) return node.value;
      if (isSeq(node)) {
        const items: unknown[] = [];
        for (const item of node.items) {
          const used = isMap(item) && item.items.length === 1 ? item.get("use") : undefined;
          if (typeof used === "string" && path !== "")
            items.push(...include(used, placeOf(item as Node), path, items.length));
          else items.push(plain(item as Node, `${path}.${items.length}`, depth + 1));
        }
        return items;
      }
      if (!isMap(node)) return undefined;
      const record: Record<string, unknown> = {};
      for (const pair of node.items) {
        const key = isScalar(pair.key) ? String(pair.key.value) : "?";
        places.set(`${path}.${key}`, placeOf(pair.key as Node));
        // Defined, not assigned: a key `__proto__` stays a key.
        const value = plain(pair.value as Node | null, `${path}.${key}`, depth + 1);
        Object.defineProperty(record, key, { value, enumerable: true, writable: true, configurable: true });
      }
      return record;
    };
    const include = (used: string, at: Place, path: string, first: number): unknown[] => {
      const wanted = /^parts\/[a-z0-9][a-z0-9-]*$/.test(used) ? part(`${used}.yaml`) : undefined;
      if (within !== undefined) faults.add(at, "yaml.part-nested", { name: within });
      else if (wanted === undefined) faults.add(at, "yaml.part-missing", { name: used });
      if (within !== undefined || wanted === undefined) return [];
      const what = path.split(".").at(-1)!;
      const inner = readYaml(`${used}.yaml`, wanted, faults, () => undefined);
      const list = (inner.value as Record<string, unknown> | undefined)?.[what];
      if (!Array.isArray(list)) {
        faults.add(at, "yaml.part-shape", { name: used, what });
        return [];
      }
      const paths: string[] = [];
      gatherPaths(list, "", paths);
      for (const one of paths) {
        const [index, ...rest] = one.slice(1).split(".");
        const target = `${path}.${first + Number(index)}${rest.length > 0 ? `.${rest.join(".")}` : ""}`;
        places.set(target, inner.at([what, ...one.slice(1).split(".")]));
      }
      return list;
    };
    return plain(document.contents as Node | null, "", 0);
  };

  try {
    const value = read(file, text, undefined);
    return { value, at: (path) => nearestPlace(places, path.map(String)) ?? { file, place: "1:1" } };
  } catch {
    faults.add({ file, place: "1:1" }, "yaml.too-large");
    return nothing;
  }
}

/** The place of a path, or of the nearest thing around it that was written. */
function nearestPlace(places: Map<string, Place>, path: string[]): Place | undefined {
  for (let length = path.length; length >= 0; length--) {
    const place = places.get(length === 0 ? "" : `.${path.slice(0, length).join(".")}`);
    if (place) return place;
  }
  return undefined;
}

function gatherPaths(value: unknown, path: string, into: string[]): void {
  if (path !== "") into.push(path);
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) gatherPaths(inner, `${path}.${key}`, into);
}

/** Checks a file against its schema; each issue becomes a fault at its line. */
export function checked<S extends z.ZodType>(schema: S, yaml: YamlFile, faults: Faults): z.infer<S> | undefined {
  if (yaml.value === undefined) return undefined;
  const result = schema.safeParse(yaml.value);
  if (result.success) return result.data;
  // A key that is not known is often one that is missing, misspelt.
  const missing = result.error.issues
    .filter((issue) => issue.code === "invalid_type")
    .map((issue) => String(issue.path.at(-1)));
  for (const issue of result.error.issues) tell(issue, [], yaml, faults, missing);
  return undefined;
}

type Issue = z.core.$ZodIssue;

function tell(issue: Issue, above: PropertyKey[], yaml: YamlFile, faults: Faults, missing: string[] = []): void {
  const path = [...above, ...issue.path];
  const named = path.map(String).join(".") || "the file";
  const at = yaml.at(path);
  const value = path.reduce<unknown>(
    (from, key) => (from as Record<PropertyKey, unknown> | undefined)?.[key],
    yaml.value,
  );
  if (issue.code === "unrecognized_keys") {
    for (const key of issue.keys)
      faults.add(yaml.at([...path, key]), "schema.unknown", {
        path: [...path, key].join("."),
        hint: meant(key, missing),
      });
  } else if (value === undefined && issue.code !== "custom") {
    const last = String(path.at(-1));
    if (last === "en" || last === "id")
      faults.add(at, "schema.language", {
        path: path.slice(0, -1).join("."),
        language: last === "id" ? "Indonesian" : "English",
      });
    else faults.add(at, "schema.missing", { path: named });
  } else if (issue.code === "invalid_union") {
    tellUnion(issue, path, yaml, faults, { at, named, value });
  } else if (issue.code === "invalid_type")
    faults.add(at, "schema.type", { path: named, expected: expectedWords(issue.expected) });
  else if (issue.code === "invalid_value") {
    const allowed = issue.values.map(String);
    faults.add(at, "schema.value", {
      path: named,
      reason: `must be one of ${allowed.join(", ")}.${meant(String(value), allowed)}`,
    });
  } else if (issue.code === "invalid_key" || issue.code === "invalid_element")
    for (const inner of issue.issues) tell(inner, path, yaml, faults);
  else faults.add(at, "schema.value", { path: named, reason: issue.message });
}

/** Of the branches of a union the one that got furthest is the one that was meant; when none got anywhere, their kinds are named. */
function tellUnion(
  issue: Extract<Issue, { code: "invalid_union" }>,
  path: PropertyKey[],
  yaml: YamlFile,
  faults: Faults,
  { at, named, value }: { at: Place; named: string; value: unknown },
): void {
  if (issue.discriminator) {
    const allowed = "options" in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
    // The path may or may not end in the discriminating key itself.
    const inside = path.at(-1) === issue.discriminator;
    const kind = inside ? value : (value as Record<string, unknown> | undefined)?.[issue.discriminator];
    const full = inside ? path : [...path, issue.discriminator];
    const reason = kind === undefined ? "is missing." : `${String(kind)} is not known.${meant(String(kind), allowed)}`;
    faults.add(yaml.at(full), "schema.value", { path: full.map(String).join("."), reason });
    return;
  }
  const depth = (issues: Issue[]) =>
    Math.max(0, ...issues.map((one) => one.path.length + (one.code === "unrecognized_keys" ? 0.5 : 0)));
  const wrongKind = (issues: Issue[]) => issues.some((one) => one.path.length === 0 && one.code === "invalid_type");
  const near = issue.errors
    .filter((issues) => !wrongKind(issues))
    .sort((a, b) => a.length - b.length || depth(b) - depth(a));
  if (near[0]) for (const inner of near[0]) tell(inner, path, yaml, faults);
  else {
    const kinds = issue.errors.flatMap((issues) =>
      issues.flatMap((one) => (one.code === "invalid_type" ? [expectedWords(one.expected)] : [])),
    );
    faults.add(at, "schema.type", { path: named, expected: [...new Set(kinds)].join(" or ") });
  }
}

const KINDS: Record<string, string> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a group of keys",
  record: "a group of keys",
};
const expectedWords = (expected: string): string => KINDS[expected] ?? expected;
