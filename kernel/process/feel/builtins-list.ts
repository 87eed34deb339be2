import { builtin } from "./builtin.ts";
import { divide, tidy } from "./decimals.ts";
import { invoke, type Run } from "./evaluate.ts";
import { RunawayExpression } from "./runaway.ts";
import { compare, equals, type FeelFunction } from "./values.ts";

const largestList = 1_000_000;

const numbers = (list: unknown[]): number[] | null =>
  list.every((item) => typeof item === "number") ? (list as number[]) : null;

/** A function over the numbers of a list: given as a list or as arguments; null when one of them is no number. */
const ofNumbers = (body: (list: number[]) => unknown, empty: unknown = null) =>
  ofItems((list) => {
    const all = numbers(list);
    return all && (all.length ? body(all) : empty);
  });

const ofItems = (body: (list: unknown[]) => unknown) =>
  builtin(
    ["list: list", ([list]: [unknown[]]) => body(list)],
    ["...items: any", ([items]: [unknown[]]) => body(items)],
  );

const add = (list: number[]): number | null =>
  list.reduce<number | null>((sum, n) => (sum === null ? null : tidy(sum + n)), 0);

/** The item that stands furthest in one direction; null when two of them cannot be compared. */
function furthest(list: unknown[], direction: 1 | -1): unknown {
  let [best] = list;
  for (const item of list) {
    const step = compare(item, best);
    if (step === null) return null;
    if (step * direction > 0) best = item;
  }
  return best ?? null;
}

/** Three-valued: one item that decides is enough, otherwise one that is no boolean leaves it open. */
const decide = (list: unknown[], deciding: boolean): boolean | null =>
  list.includes(deciding) ? deciding : list.every((item) => typeof item === "boolean") ? !deciding : null;

function median(list: number[]): number | null {
  const sorted = list.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? 0;
  return sorted.length % 2 ? high : divide((sorted[middle - 1] ?? 0) + high, 2);
}

function mode(list: number[]): number[] {
  const counts = new Map<number, number>();
  for (const n of list) counts.set(n, (counts.get(n) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return [...counts.keys()].filter((n) => counts.get(n) === most).sort((a, b) => a - b);
}

function deviation(list: number[]): number | null {
  if (list.length < 2) return null;
  const mean = list.reduce((sum, n) => sum + n, 0) / list.length;
  const squares = list.reduce((sum, n) => sum + (n - mean) ** 2, 0);
  return tidy(Math.sqrt(squares / (list.length - 1)));
}

/** The index in the list that a position means (from 1, or from -1 at the end), or undefined when it is outside. */
function indexOf(list: unknown[], position: number): number | undefined {
  const index = position > 0 ? position - 1 : list.length + position;
  return Number.isInteger(position) && position !== 0 && index >= 0 && index < list.length ? index : undefined;
}

function sublist([list, start, length]: [unknown[], number, number?]): unknown[] | null {
  const from = indexOf(list, start);
  if (from === undefined || (length !== undefined && (length < 0 || !Number.isInteger(length)))) return null;
  if (length !== undefined && from + length > list.length) return null;
  return list.slice(from, length === undefined ? undefined : from + length);
}

function insertBefore([list, position, item]: [unknown[], number, unknown]): unknown[] | null {
  const index = indexOf(list, position);
  return index === undefined ? null : list.toSpliced(index, 0, item);
}

function listReplace([list, at, item]: [unknown[], number | FeelFunction, unknown], on: Run): unknown[] | null {
  if (typeof at === "number") {
    const index = indexOf(list, at);
    return index === undefined ? null : list.with(index, item);
  }
  const made: unknown[] = [];
  for (const old of list) {
    const answer = invoke(at, [old, item], undefined, on);
    if (typeof answer !== "boolean") return null;
    made.push(answer ? item : old);
  }
  return made;
}

/** Keeps the first of those that are equal. Plain values are told apart at once, the others one by one. */
function distinct(list: unknown[], on: Run): unknown[] {
  const seen = new Set<unknown>();
  const others: unknown[] = [];
  return list.filter((item) => {
    if (item === null || typeof item !== "object") return !seen.has(item) && seen.add(item);
    on.spend(others.length);
    if (others.some((other) => equals(other, item) === true)) return false;
    others.push(item);
    return true;
  });
}

function concatenate(lists: unknown[][], on: Run): unknown[] {
  const size = lists.reduce((sum, list) => sum + list.length, 0);
  if (size > largestList) throw new RunawayExpression();
  on.spend(size);
  return lists.flat();
}

const asLists = (items: unknown[]): unknown[][] => items.map((item) => (Array.isArray(item) ? item : [item]));

function flatten(list: unknown[], on: Run): unknown[] {
  const flat: unknown[] = [];
  const walk = (items: unknown[]) => {
    on.spend(items.length);
    for (const item of items) Array.isArray(item) ? walk(item) : flat.push(item);
  };
  walk(list);
  return flat;
}

/** A stable merge sort that asks the given function whether one item goes before another. */
function sort(list: unknown[], goesBefore: (a: unknown, b: unknown) => boolean): unknown[] {
  if (list.length < 2) return list;
  const middle = list.length >> 1;
  const left = sort(list.slice(0, middle), goesBefore);
  const right = sort(list.slice(middle), goesBefore);
  const merged: unknown[] = [];
  let [i, j] = [0, 0];
  while (i < left.length && j < right.length) merged.push(goesBefore(right[j], left[i]) ? right[j++] : left[i++]);
  return [...merged, ...left.slice(i), ...right.slice(j)];
}

function sortBy([list, precedes]: [unknown[], FeelFunction], on: Run): unknown[] {
  return sort(list, (a, b) => invoke(precedes, [a, b], undefined, on) === true);
}

function sortNaturally([list]: [unknown[]]): unknown[] | null {
  let ordered = true;
  const sorted = sort(list, (a, b) => {
    const step = compare(a, b);
    ordered &&= step !== null;
    return (step ?? 0) < 0;
  });
  return ordered ? sorted : null;
}

export const listBuiltins = {
  min: ofItems((list) => furthest(list, -1)),
  max: ofItems((list) => furthest(list, 1)),
  sum: ofNumbers(add),
  mean: ofNumbers((list) => divide(add(list) ?? 0, list.length)),
  median: ofNumbers(median),
  mode: ofNumbers(mode, []),
  stddev: ofNumbers(deviation),
  product: ofNumbers((list) => list.reduce<number | null>((all, n) => (all === null ? null : tidy(all * n)), 1)),
  all: ofItems((list) => decide(list, false)),
  any: ofItems((list) => decide(list, true)),
  count: builtin(["list: list", ([list]: [unknown[]]) => list.length]),
  "list contains": builtin([
    "list: list, element: any",
    ([list, element]: [unknown[], unknown]) => list.some((item) => equals(item, element) === true),
  ]),
  sublist: builtin(["list: list, start position: number, length?: number", sublist]),
  append: builtin([
    "list: list, ...items: any",
    ([list, items]: [unknown[], unknown[]], on) => concatenate([list, items], on),
  ]),
  concatenate: builtin(["...lists: list", ([lists]: [unknown[]], on) => concatenate(asLists(lists), on)]),
  "insert before": builtin(["list: list, position: number, newItem: any", insertBefore]),
  remove: builtin([
    "list: list, position: number",
    ([list, position]: [unknown[], number]) => {
      const index = indexOf(list, position);
      return index === undefined ? null : list.toSpliced(index, 1);
    },
  ]),
  reverse: builtin(["list: list", ([list]: [unknown[]]) => list.toReversed()]),
  "index of": builtin([
    "list: list, match: any",
    ([list, match]: [unknown[], unknown]) =>
      list.flatMap((item, index) => (equals(item, match) === true ? [index + 1] : [])),
  ]),
  union: builtin(["...lists: list", ([lists]: [unknown[]], on) => distinct(concatenate(asLists(lists), on), on)]),
  "distinct values": builtin(["list: list", ([list]: [unknown[]], on) => distinct(list, on)]),
  "duplicate values": builtin([
    "list: list",
    ([list]: [unknown[]], on) => {
      const once = distinct(list, on);
      on.spend(once.length * list.length);
      return once.filter((item) => list.filter((other) => equals(item, other) === true).length > 1);
    },
  ]),
  flatten: builtin(["list: list", ([list]: [unknown[]], on) => flatten(list, on)]),
  sort: builtin(["list: list, precedes: function", sortBy], ["list: list", sortNaturally]),
  "list replace": builtin(
    ["list: list, position: number, newItem: any", listReplace],
    ["list: list, match: function, newItem: any", listReplace],
  ),
  "is empty": builtin(["list: list", ([list]: [unknown[]]) => list.length === 0]),
  not: builtin(["negand: boolean", ([negand]: [boolean]) => !negand]),
};
