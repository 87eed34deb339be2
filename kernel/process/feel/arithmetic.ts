import { divide, tidy } from "./decimals.ts";
import type { Operator } from "./syntax.ts";
import {
  addDays,
  addMonths,
  addToTime,
  dateTimeAt,
  FeelDate,
  FeelDateTime,
  FeelTime,
  MonthsDuration,
  startOf,
  TimeDuration,
} from "./times.ts";

const dayNanos = 86_400_000_000_000n;
const largest = 10n ** 27n;

const timeDuration = (nanos: bigint): TimeDuration | null =>
  nanos > largest || nanos < -largest ? null : new TimeDuration(nanos);

const months = (count: number): MonthsDuration | null =>
  Number.isSafeInteger(Math.trunc(count)) ? new MonthsDuration(Math.trunc(count) + 0) : null;

/** The arithmetic of FEEL: what is not defined for its two values gives `null`. */
export function calculate(op: Operator, a: unknown, b: unknown): unknown {
  if (typeof a === "number" && typeof b === "number") return calculateNumbers(op, a, b);
  switch (op) {
    case "+":
      return typeof a === "string" && typeof b === "string" ? a + b : add(a, b);
    case "-":
      return subtract(a, b);
    case "*":
      return multiply(a, b) ?? multiply(b, a);
    case "/":
      return divideDurations(a, b);
    default:
      return null;
  }
}

function calculateNumbers(op: Operator, a: number, b: number): number | null {
  switch (op) {
    case "+":
      return tidy(a + b);
    case "-":
      return tidy(a - b);
    case "*":
      return tidy(a * b);
    case "/":
      return divide(a, b);
    case "**":
      return Number.isInteger(b) ? tidy(a ** b) : Number.isFinite(a ** b) ? a ** b : null;
    default:
      return null;
  }
}

/** The opposite of a number or a duration; nothing else has one. */
export function negate(value: unknown): unknown {
  if (typeof value === "number") return 0 - value;
  if (value instanceof MonthsDuration) return months(0 - value.value);
  if (value instanceof TimeDuration) return new TimeDuration(-value.value);
  return null;
}

function add(a: unknown, b: unknown): unknown {
  if (a instanceof MonthsDuration && b instanceof MonthsDuration) return months(a.value + b.value);
  if (a instanceof TimeDuration && b instanceof TimeDuration) return timeDuration(a.value + b.value);
  return shift(a, b) ?? shift(b, a);
}

/** A point in time moved by a duration. */
function shift(point: unknown, by: unknown): unknown {
  if (by instanceof MonthsDuration) {
    if (point instanceof FeelDate) return addMonths(point, by.value);
    if (!(point instanceof FeelDateTime)) return null;
    const date = addMonths(point.date, by.value);
    return date && new FeelDateTime(date, point.time);
  }
  if (!(by instanceof TimeDuration)) return null;
  if (point instanceof FeelDate) return addDays(point, Number((floor(by.value) ?? 0n) / dayNanos));
  if (point instanceof FeelDateTime) return dateTimeAt(point.value + by.value, point.zone);
  if (point instanceof FeelTime) return addToTime(point, by.value);
  return null;
}

/** A date moved by hours moves to the day it then falls on. */
function floor(nanos: bigint): bigint {
  const rest = ((nanos % dayNanos) + dayNanos) % dayNanos;
  return nanos - rest;
}

function subtract(a: unknown, b: unknown): unknown {
  if (b instanceof MonthsDuration || b instanceof TimeDuration) {
    if (a instanceof MonthsDuration && b instanceof MonthsDuration) return months(a.value - b.value);
    if (a instanceof TimeDuration && b instanceof TimeDuration) return timeDuration(a.value - b.value);
    return shift(a, negate(b));
  }
  if (a instanceof FeelTime && b instanceof FeelTime) {
    return (a.zone === null) === (b.zone === null) ? timeDuration(a.value - b.value) : null;
  }
  const from = moment(a, b);
  const to = moment(b, a);
  if (!from || !to || (from.zone === null) !== (to.zone === null)) return null;
  return timeDuration(from.value - to.value);
}

/** A date beside a moment is midnight UTC; two dates need no zone. */
function moment(value: unknown, beside: unknown): FeelDateTime | null {
  if (value instanceof FeelDateTime) return value;
  if (!(value instanceof FeelDate)) return null;
  return startOf(value, beside instanceof FeelDateTime ? "Z" : null);
}

function multiply(a: unknown, b: unknown): unknown {
  if (typeof b !== "number") return null;
  if (a instanceof MonthsDuration) return months(a.value * b);
  if (a instanceof TimeDuration) return timeDuration(scale(a.value, b));
  return null;
}

/** A duration times a number, exact to the nanosecond while the number has at most nine decimals. */
function scale(nanos: bigint, by: number): bigint {
  if (Math.abs(by) > 1e15) return largest + 1n;
  return (nanos * BigInt(Math.round(by * 1e9))) / 1_000_000_000n;
}

function divideDurations(a: unknown, b: unknown): unknown {
  if (typeof b === "number") {
    if (b === 0) return null;
    if (a instanceof MonthsDuration) return months(a.value / b);
    if (!(a instanceof TimeDuration)) return null;
    return Number.isInteger(b) && Number.isSafeInteger(b)
      ? timeDuration(a.value / BigInt(b))
      : timeDuration(BigInt(Math.round(Number(a.value) / b)));
  }
  if (a instanceof MonthsDuration && b instanceof MonthsDuration) return divide(a.value, b.value);
  if (a instanceof TimeDuration && b instanceof TimeDuration) return divide(Number(a.value), Number(b.value));
  return null;
}
