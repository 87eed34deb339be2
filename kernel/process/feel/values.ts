import { numberText } from "./decimals.ts";
import type { Run } from "./evaluate.ts";
import { isIrregular, normalName } from "./names.ts";
import { FeelDate, FeelDateTime, FeelTime, MonthsDuration, TimeDuration } from "./times.ts";
import type { FeelType } from "./types.ts";

/** Values between two ends; an end that is `null` because it was left out is open to infinity. */
export class FeelRange {
  readonly low: unknown;
  readonly high: unknown;
  readonly lowIn: boolean;
  readonly highIn: boolean;
  constructor(low: unknown, high: unknown, lowIn: boolean, highIn: boolean) {
    this.low = low;
    this.high = high;
    this.lowIn = lowIn;
    this.highIn = highIn;
  }
  toString(): string {
    const end = (value: unknown) => (value === null ? "" : textOf(value, true));
    return `${this.lowIn ? "[" : "("}${end(this.low)}..${end(this.high)}${this.highIn ? "]" : ")"}`;
  }
  toJSON(): string {
    return this.toString();
  }
}

type OpenCall = (args: unknown[], names: string[] | undefined, on: Run) => unknown;

/** Something that can be called: a built-in, a definition in an expression, a business knowledge model, a service. */
export class FeelFunction {
  readonly params: readonly { name: string; type?: string }[];
  /** Calls it with one value for each parameter, in their order. */
  readonly call: (args: unknown[]) => unknown;
  /** When set, takes any call and sorts out the arguments itself, as the built-ins do. */
  readonly open: OpenCall | undefined;
  /** The type of what it gives, when that is known. */
  gives: FeelType | undefined;
  constructor(params: readonly { name: string; type?: string }[], call: (args: unknown[]) => unknown, open?: OpenCall) {
    this.params = params;
    this.call = call;
    this.open = open;
  }
  toJSON(): string {
    return "function";
  }
}

export type FeelContext = Record<string, unknown>;

export type Kind =
  | "null"
  | "number"
  | "string"
  | "boolean"
  | "date"
  | "time"
  | "date and time"
  | "years and months duration"
  | "days and time duration"
  | "list"
  | "range"
  | "function"
  | "context";

export function kindOf(value: unknown): Kind {
  switch (typeof value) {
    case "number":
      return "number";
    case "string":
      return "string";
    case "boolean":
      return "boolean";
    case "object":
      if (value === null) return "null";
      if (Array.isArray(value)) return "list";
      if (value instanceof FeelDate) return "date";
      if (value instanceof FeelDateTime) return "date and time";
      if (value instanceof FeelTime) return "time";
      if (value instanceof MonthsDuration) return "years and months duration";
      if (value instanceof TimeDuration) return "days and time duration";
      if (value instanceof FeelRange) return "range";
      if (value instanceof FeelFunction) return "function";
      return "context";
    default:
      return "null";
  }
}

/** Sets an entry as the context's own, whatever its name: `__proto__` is a name like any other. */
export function setEntry(context: FeelContext, name: string, value: unknown): void {
  if (name === "__proto__") {
    Object.defineProperty(context, name, { value, enumerable: true, configurable: true, writable: true });
  } else context[name] = value;
}

/** The entry of that name, or `undefined` when the context has none of its own. */
export function getEntry(context: object, name: string): unknown {
  if (Object.hasOwn(context, name)) return (context as FeelContext)[name] ?? null;
  return undefined;
}

/** Two-valued where both are comparable, otherwise `null`; null equals only null. */
export function equals(a: unknown, b: unknown): boolean | null {
  const kind = kindOf(a);
  const other = kindOf(b);
  if (kind === "null" || other === "null") return kind === other;
  if (kind !== other) return null;
  switch (kind) {
    case "list":
      return listsEqual(a as unknown[], b as unknown[]);
    case "context":
      return contextsEqual(a as FeelContext, b as FeelContext);
    case "range":
      return rangesEqual(a as FeelRange, b as FeelRange);
    case "date":
      return (a as FeelDate).days === (b as FeelDate).days;
    case "time":
    case "date and time": {
      const [x, y] = [a as FeelDateTime, b as FeelDateTime];
      return (x.zone === null) === (y.zone === null) && x.value === y.value;
    }
    case "years and months duration":
    case "days and time duration":
      return (a as TimeDuration).value === (b as TimeDuration).value;
    default:
      return a === b;
  }
}

function listsEqual(a: unknown[], b: unknown[]): boolean | null {
  if (a.length !== b.length) return false;
  return allTrue(a.map((item, index) => () => equals(item, b[index])));
}

function contextsEqual(a: FeelContext, b: FeelContext): boolean | null {
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length || !keys.every((key) => Object.hasOwn(b, key))) return false;
  return allTrue(keys.map((key) => () => equals(a[key], b[key])));
}

function rangesEqual(a: FeelRange, b: FeelRange): boolean | null {
  if (a.lowIn !== b.lowIn || a.highIn !== b.highIn) return false;
  return allTrue([() => equals(a.low, b.low), () => equals(a.high, b.high)]);
}

function allTrue(checks: (() => boolean | null)[]): boolean | null {
  for (const check of checks) {
    const result = check();
    if (result !== true) return result;
  }
  return true;
}

/** Less than 0, 0 or more than 0 as `a` stands before, with or after `b`; `null` when they have no order. */
export function compare(a: unknown, b: unknown): number | null {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const kind = kindOf(a);
  if (kind !== kindOf(b)) return null;
  switch (kind) {
    case "string":
      return compareText(a as string, b as string);
    case "date":
      return (a as FeelDate).days - (b as FeelDate).days;
    case "time":
    case "date and time": {
      const [x, y] = [a as FeelDateTime, b as FeelDateTime];
      if ((x.zone === null) !== (y.zone === null)) return null;
      return Number(x.value - y.value);
    }
    case "years and months duration":
      return (a as MonthsDuration).value - (b as MonthsDuration).value;
    case "days and time duration":
      return Number((a as TimeDuration).value - (b as TimeDuration).value);
    default:
      return null;
  }
}

/** By code points, so that letters outside the first plane stand after all others. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const [x, y] = [[...a], [...b]];
  for (let i = 0; i < x.length && i < y.length; i++) {
    const step = (x[i]?.codePointAt(0) ?? 0) - (y[i]?.codePointAt(0) ?? 0);
    if (step !== 0) return step;
  }
  return x.length - y.length;
}

/** Whether the value lies in the range; `null` when they cannot be compared. */
export function within(range: FeelRange, value: unknown): boolean | null {
  if (value === null) return null;
  if (range.low !== null) {
    const step = compare(value, range.low);
    if (step === null) return null;
    if (step < 0 || (step === 0 && !range.lowIn)) return false;
  }
  if (range.high !== null) {
    const step = compare(value, range.high);
    if (step === null) return null;
    if (step > 0 || (step === 0 && !range.highIn)) return false;
  }
  return true;
}

/** A value as FEEL writes it. Inside lists and contexts texts keep their quotes. */
export function textOf(value: unknown, quoted = false): string {
  switch (kindOf(value)) {
    case "null":
      return "null";
    case "number":
      return numberText(value as number);
    case "string":
      return quoted ? `"${(value as string).replace(/["\\]/g, "\\$&")}"` : (value as string);
    case "list":
      return `[${(value as unknown[]).map((item) => textOf(item, true)).join(", ")}]`;
    case "context":
      return `{${Object.entries(value as FeelContext)
        .map(([key, item]) => `${plainKey(key) ? key : textOf(key, true)}: ${textOf(item, true)}`)
        .join(", ")}}`;
    case "function":
      return "function";
    default:
      return quoted && !["boolean", "range"].includes(kindOf(value)) ? `@"${value}"` : String(value);
  }
}

const plainKey = (key: string): boolean => key === normalName(key) && !isIrregular(key) && /^[^\d]/u.test(key);

/**
 * Takes a value from outside into FEEL: `undefined` becomes null, a JavaScript Date a moment in UTC, a bigint a number.
 * Depth is limited, so that a circular object ends in null and not in a crash.
 */
export function fromOutside(value: unknown, depth = 0): unknown {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      return Number.isFinite(value) ? value + 0 : null;
    case "bigint":
      return Number(value);
    case "object":
      return value === null || depth > 64 ? null : objectFromOutside(value, depth);
    default:
      return null;
  }
}

function objectFromOutside(value: object, depth: number): unknown {
  if (Array.isArray(value)) return value.map((item) => fromOutside(item, depth + 1));
  if (value instanceof Date) return dateFromOutside(value);
  if (kindOf(value) !== "context") return value;
  const made: FeelContext = {};
  for (const [key, item] of Object.entries(value)) setEntry(made, normalName(key), fromOutside(item, depth + 1));
  return made;
}

function dateFromOutside(value: Date): FeelDateTime | null {
  if (Number.isNaN(value.getTime())) return null;
  const seconds = value.getUTCHours() * 3600 + value.getUTCMinutes() * 60 + value.getUTCSeconds();
  return new FeelDateTime(
    new FeelDate(value.getUTCFullYear(), value.getUTCMonth() + 1, value.getUTCDate()),
    new FeelTime(seconds, value.getUTCMilliseconds() * 1_000_000, "Z"),
  );
}

/** Gives a value to the outside as JSON: dates, times and durations as ISO texts, functions and nothing as null. */
export function toJson(value: unknown): unknown {
  switch (kindOf(value)) {
    case "null":
    case "function":
      return null;
    case "number":
    case "string":
    case "boolean":
      return value;
    case "list":
      return (value as unknown[]).map(toJson);
    case "context": {
      const made: FeelContext = {};
      for (const [key, item] of Object.entries(value as FeelContext)) setEntry(made, key, toJson(item));
      return made;
    }
    default:
      return String(value);
  }
}
