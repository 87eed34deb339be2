import { builtin } from "./builtin.ts";
import { builtinNames } from "./builtins.ts";
import { parseExpression } from "./parse.ts";
import type { Node } from "./syntax.ts";
import { readDate, readDateTime, readDuration, readTemporal, readTime } from "./times.ts";
import { compare, equals, FeelRange } from "./values.ts";

/** The end of a range as a place on the line: -1 just before the value, 0 on it, 1 just after it. */
type Edge = { value: unknown; side: number; endless: number };

const lowEdge = (r: FeelRange): Edge => ({ value: r.low, side: r.lowIn ? 0 : 1, endless: r.low === null ? -1 : 0 });
const highEdge = (r: FeelRange): Edge => ({ value: r.high, side: r.highIn ? 0 : -1, endless: r.high === null ? 1 : 0 });

function order(a: Edge, b: Edge): number | null {
  if (a.endless || b.endless) return a.endless - b.endless;
  const step = compare(a.value, b.value);
  return step === null ? null : step || a.side - b.side;
}

const asRange = (value: unknown): FeelRange =>
  value instanceof FeelRange ? value : new FeelRange(value, value, true, true);

/** Tells whether a condition on the order of two edges holds; null when they have none. */
const when = (step: number | null, holds: (step: number) => boolean): boolean | null =>
  step === null ? null : holds(step);

const both = (a: boolean | null, b: boolean | null): boolean | null => (a === null || b === null ? null : a && b);

type Relation = (a: FeelRange, b: FeelRange) => boolean | null;

const before: Relation = (a, b) => when(order(highEdge(a), lowEdge(b)), (n) => n < 0);
const meets: Relation = (a, b) => (a.highIn && b.lowIn && a.high !== null ? equals(a.high, b.low) : false);
const overlaps: Relation = (a, b) =>
  both(
    when(order(lowEdge(a), highEdge(b)), (n) => n <= 0),
    when(order(lowEdge(b), highEdge(a)), (n) => n <= 0),
  );
const overlapsBefore: Relation = (a, b) =>
  both(
    both(
      when(order(lowEdge(a), lowEdge(b)), (n) => n < 0),
      when(order(highEdge(a), lowEdge(b)), (n) => n >= 0),
    ),
    when(order(highEdge(a), highEdge(b)), (n) => n <= 0),
  );
const includes: Relation = (a, b) =>
  both(
    when(order(lowEdge(a), lowEdge(b)), (n) => n <= 0),
    when(order(highEdge(a), highEdge(b)), (n) => n >= 0),
  );
const finishes: Relation = (a, b) =>
  both(
    when(order(highEdge(a), highEdge(b)), (n) => n === 0),
    when(order(lowEdge(a), lowEdge(b)), (n) => n >= 0),
  );
const starts: Relation = (a, b) =>
  both(
    when(order(lowEdge(a), lowEdge(b)), (n) => n === 0),
    when(order(highEdge(a), highEdge(b)), (n) => n <= 0),
  );
const coincides: Relation = (a, b) =>
  both(
    when(order(lowEdge(a), lowEdge(b)), (n) => n === 0),
    when(order(highEdge(a), highEdge(b)), (n) => n === 0),
  );
const turned =
  (relation: Relation): Relation =>
  (a, b) =>
    relation(b, a);

const points = "number|string|date|time|date and time|duration";

/** Between two ranges only. */
const ranges = (relation: Relation) =>
  builtin(["range1: range, range2: range", ([a, b]: [FeelRange, FeelRange]) => relation(a, b)]);

/** With a point allowed in the first place, the second, or both. */
function pointed(relation: Relation, first: [string, string], second: [string, string], twoPoints = false) {
  const body = ([a, b]: [unknown, unknown]) => relation(asRange(a), asRange(b));
  const open = (names: [string, string], kinds: [string, string]): [string, typeof body] => [
    `${names[0]}: ${kinds[0]}, ${names[1]}: ${kinds[1]}`,
    body,
  ];
  return builtin(
    open(["range1", "range2"], ["range", "range"]),
    ...(first[0] ? [open(first, [points, "range"])] : []),
    ...(second[0] ? [open(second, ["range", points])] : []),
    ...(twoPoints ? [open(["point1", "point2"], [points, points])] : []),
  );
}

/** An end as `range("…")` may write it: a plain value, or a call of date, time or duration with a text. */
function constant(node: Node | undefined): unknown {
  if (!node) return null;
  if (node.kind === "literal") return node.value;
  if (node.kind === "at") return readTemporal(node.text) ?? undefined;
  if (node.kind === "unary" && node.of.kind === "literal" && typeof node.of.value === "number") return -node.of.value;
  if (node.kind !== "call" || node.fn.kind !== "name" || node.args[0]?.kind !== "literal") return undefined;
  const text = node.args[0].value;
  if (typeof text !== "string" || node.args.length !== 1) return undefined;
  const read = { date: readDate, time: readTime, "date and time": readDateTime, duration: readDuration }[node.fn.name];
  return read?.(text) ?? undefined;
}

function rangeFrom(text: string): FeelRange | null {
  const open = text
    .trim()
    .replace(/^([[(\]])\s*\.\./, "$1null..")
    .replace(/\.\.\s*([\])[])$/, "..null$1");
  let node: Node;
  try {
    node = parseExpression(open, { names: [], builtins: builtinNames });
  } catch {
    return null;
  }
  if (node.kind !== "range") return null;
  const low = constant(node.low);
  const high = constant(node.high);
  if (low === undefined || high === undefined || (low === null && high === null)) return null;
  if (low !== null && high !== null) {
    const step = compare(low, high);
    if (step === null || step > 0) return null;
  }
  if ((low === null && node.lowIn) || (high === null && node.highIn)) return null;
  return new FeelRange(low, high, node.lowIn, node.highIn);
}

export const rangeBuiltins = {
  before: pointed(before, ["point", "range"], ["range", "point"], true),
  after: pointed(turned(before), ["point", "range"], ["range", "point"], true),
  meets: ranges(meets),
  "met by": ranges(turned(meets)),
  overlaps: ranges(overlaps),
  "overlaps before": ranges(overlapsBefore),
  "overlaps after": ranges(turned(overlapsBefore)),
  finishes: pointed(finishes, ["point", "range"], ["", ""]),
  "finished by": pointed(turned(finishes), ["", ""], ["range", "point"]),
  includes: pointed(includes, ["", ""], ["range", "point"]),
  during: pointed(turned(includes), ["point", "range"], ["", ""]),
  starts: pointed(starts, ["point", "range"], ["", ""]),
  "started by": pointed(turned(starts), ["", ""], ["range", "point"]),
  coincides: pointed(coincides, ["", ""], ["", ""], true),
  range: builtin(["from: string", ([from]: [string]) => rangeFrom(from)]),
};
