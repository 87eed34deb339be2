import { calculate } from "../feel/arithmetic.ts";
import { Run, run } from "../feel/evaluate.ts";
import { runUnaryTests } from "../feel/membership.ts";
import type { Node } from "../feel/syntax.ts";
import { FeelDate, FeelDateTime, FeelTime, MonthsDuration, TimeDuration } from "../feel/times.ts";
import { compare, equals, FeelRange, type Kind, kindOf, textOf } from "../feel/values.ts";

/**
 * A column of a table cut into pieces within which no cell changes its answer: single values, the stretches between
 * them, and "any other". Each piece knows which rules it meets.
 */
export type Piece = { words: string; rules: bigint };

const nowhere = { names: {}, outer: undefined };

/** Cells times pieces beyond which a column is not cut: a check of a table should not take seconds. */
const mostTests = 1_200_000;

/**
 * Cuts a column. Gives `undefined` when a cell says more than values and ranges, which only running it can answer, and
 * "large" when the column has too many of them.
 */
export function cut(
  cells: (Node | undefined)[],
  domain: Node | undefined,
  whole: boolean,
): Piece[] | "large" | undefined {
  const values: unknown[] = [];
  for (const cell of [...cells, ...(domain ? [domain] : [])]) {
    const found = cell && constants(cell);
    if (!found) return undefined;
    values.push(...found);
  }
  const kinds = new Set(values.map(kindOf));
  kinds.delete("null");
  const [kind] = kinds;
  if (kinds.size > 1) return undefined;
  if (values.length * 2 * cells.length > mostTests) return "large";
  const on = new Run();
  const pieces: Piece[] = [];
  for (const { value, words } of samples(
    kind,
    values.filter((one) => one !== null),
    whole,
  )) {
    if (domain && !runUnaryTests(domain, value, nowhere, on)) continue;
    let rules = 0n;
    cells.forEach((cell, index) => {
      if (cell && runUnaryTests(cell, value, nowhere, on)) rules |= 1n << BigInt(index);
    });
    pieces.push({ words, rules });
  }
  return pieces;
}

/** The values that a cell is made of, or `undefined` when it asks anything else. */
function constants(node: Node): unknown[] | undefined {
  switch (node.kind) {
    case "any":
      return [];
    case "tests": {
      const all = node.tests.map(constants);
      return all.includes(undefined) ? undefined : all.flat();
    }
    case "compare":
      return constants(node.to);
    case "range": {
      const ends = [node.low, node.high].filter((end) => end !== undefined).map(constants);
      return ends.includes(undefined) ? undefined : ends.flat();
    }
    case "list": {
      const all = node.items.map(constants);
      return all.includes(undefined) ? undefined : all.flat();
    }
    case "literal":
      return [node.value];
    case "at":
    case "unary":
    case "call": {
      if (!plain(node)) return undefined;
      const value = run(node, nowhere, new Run());
      return value === null || value instanceof FeelRange ? undefined : [value];
    }
    default:
      return undefined;
  }
}

const makers = new Set(["date", "time", "date and time", "duration"]);

const plain = (node: Node): boolean =>
  node.kind === "literal" ||
  node.kind === "at" ||
  (node.kind === "unary" && plain(node.of)) ||
  (node.kind === "call" && node.fn.kind === "name" && makers.has(node.fn.name) && node.args.every(plain));

type Sample = { value: unknown; words: string };

function samples(kind: Kind | undefined, values: unknown[], whole: boolean): Sample[] {
  const said = (value: unknown): Sample => ({ value, words: textOf(value, true) });
  switch (kind) {
    case undefined:
      return [{ value: null, words: "anything" }];
    case "boolean":
      return [said(true), said(false)];
    case "string":
      return [...new Set(values)].map(said).concat({ value: "\u0000any other", words: "any other text" });
    default:
      return ordered(values, whole);
  }
}

function ordered(values: unknown[], whole: boolean): Sample[] {
  const sorted = values.toSorted((a, b) => compare(a, b) ?? 0);
  const points = sorted.filter((value, index) => index === 0 || equals(value, sorted[index - 1]) !== true);
  const made: Sample[] = [];
  points.forEach((point, index) => {
    const words = textOf(point, true);
    const before = index === 0 ? step(point, -1) : between(points[index - 1], point, whole);
    if (before !== null) {
      const from = index === 0 ? `less than ${words}` : `between ${textOf(points[index - 1], true)} and ${words}`;
      made.push({ value: before, words: from });
    }
    made.push({ value: point, words });
  });
  const last = points.at(-1);
  const after = last === undefined ? null : step(last, 1);
  if (after !== null) made.push({ value: after, words: `more than ${textOf(last, true)}` });
  return made;
}

/** A value a little beyond; null when there is none, as before midnight. */
function step(value: unknown, sign: 1 | -1): unknown {
  if (typeof value === "number") return value + sign;
  if (value instanceof MonthsDuration) return new MonthsDuration(value.value + sign);
  if (value instanceof TimeDuration) return new TimeDuration(value.value + BigInt(sign));
  const moved = calculate(
    "+",
    value,
    new TimeDuration(BigInt(sign) * (value instanceof FeelDate ? 86_400n : 1n) * 1_000_000_000n),
  );
  const order = compare(moved, value);
  return order !== null && order * sign > 0 ? moved : null;
}

/** A value strictly between two, or null when nothing lies there: no day between two days that follow each other. */
function between(low: unknown, high: unknown, whole: boolean): unknown {
  if (typeof low === "number" && typeof high === "number") {
    if (!whole) return (low + high) / 2;
    return Math.floor(low) + 1 < high ? Math.floor(low) + 1 : null;
  }
  const next =
    low instanceof FeelTime || low instanceof FeelDateTime ? calculate("+", low, new TimeDuration(1n)) : step(low, 1);
  const order = compare(next, high);
  return order !== null && order < 0 ? next : null;
}
