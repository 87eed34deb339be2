import { builtin } from "./builtin.ts";
import { type FeelContext, getEntry, kindOf, setEntry } from "./values.ts";

const copy = (from: FeelContext): FeelContext => {
  const made: FeelContext = {};
  for (const [key, value] of Object.entries(from)) setEntry(made, key, value);
  return made;
};

function put(context: FeelContext, keys: unknown[], value: unknown): FeelContext | null {
  const [key, ...deeper] = keys;
  if (typeof key !== "string") return null;
  const made = copy(context);
  if (!deeper.length) {
    setEntry(made, key, value);
    return made;
  }
  const below = getEntry(context, key);
  if (kindOf(below) !== "context") return null;
  const changed = put(below as FeelContext, deeper, value);
  if (!changed) return null;
  setEntry(made, key, changed);
  return made;
}

function fromEntries(entries: unknown[]): FeelContext | null {
  const made: FeelContext = {};
  for (const entry of entries) {
    if (kindOf(entry) !== "context") return null;
    const { key, value } = entry as FeelContext;
    if (typeof key !== "string" || value === undefined || Object.hasOwn(made, key)) return null;
    setEntry(made, key, value);
  }
  return made;
}

function merge(contexts: unknown[]): FeelContext | null {
  const made: FeelContext = {};
  for (const context of contexts) {
    if (kindOf(context) !== "context") return null;
    for (const [key, value] of Object.entries(context as FeelContext)) setEntry(made, key, value);
  }
  return made;
}

function valueAt(context: FeelContext, keys: unknown[]): unknown {
  let at: unknown = context;
  for (const key of keys) {
    if (typeof key !== "string" || kindOf(at) !== "context") return null;
    at = getEntry(at as FeelContext, key) ?? null;
  }
  return keys.length ? at : null;
}

export const contextBuiltins = {
  "get value": builtin(
    ["m: context, key: string", ([m, key]: [FeelContext, string]) => getEntry(m, key) ?? null],
    ["context: context, keys: list", ([m, keys]: [FeelContext, unknown[]]) => valueAt(m, keys)],
  ),
  "get entries": builtin([
    "m: context",
    ([m]: [FeelContext]) => Object.entries(m).map(([key, value]) => ({ key, value: value ?? null })),
  ]),
  context: builtin(["entries: list", ([entries]: [unknown[]]) => fromEntries(entries)]),
  "context put": builtin(
    [
      "context: context, key: string, value: any",
      ([m, key, value]: [FeelContext, string, unknown]) => put(m, [key], value),
    ],
    [
      "context: context, keys: list, value: any",
      ([m, keys, value]: [FeelContext, unknown[], unknown]) => (keys.length ? put(m, keys, value) : null),
    ],
  ),
  "context merge": builtin(["contexts: list", ([contexts]: [unknown[]]) => merge(contexts)]),
  // Not of the standard, but written by several makers' tools.
  "is defined": builtin(["value: any", ([value]: [unknown]) => value !== null]),
  "get or else": builtin(["value: any, default: any", ([value, other]: [unknown, unknown]) => value ?? other]),
};
