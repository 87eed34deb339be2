import { builtin } from "./builtin.ts";
import { modulo, type Rounding, roundTo } from "./decimals.ts";
import { MonthsDuration, TimeDuration } from "./times.ts";

const finite = (n: number): number | null => (Number.isFinite(n) ? n : null);

/** A number of decimals that the standard allows. */
const validScale = (n: number): boolean => n >= -6111 && n <= 6176;

const rounding = (how: Rounding, scale: "scale" | "scale?") =>
  builtin([
    `n: number, ${scale}: number`,
    ([n, places = 0]: [number, number?]) => (validScale(places) ? roundTo(n, Math.trunc(places), how) : null),
  ]);

const absolute = (n: number | MonthsDuration | TimeDuration) => {
  if (n instanceof MonthsDuration) return new MonthsDuration(Math.abs(n.value));
  if (n instanceof TimeDuration) return new TimeDuration(n.value < 0n ? -n.value : n.value);
  return Math.abs(n);
};

export const numberBuiltins = {
  decimal: rounding("even", "scale"),
  floor: rounding("floor", "scale?"),
  ceiling: rounding("ceiling", "scale?"),
  "round up": rounding("up", "scale"),
  "round down": rounding("down", "scale"),
  "round half up": rounding("half up", "scale"),
  "round half down": rounding("half down", "scale"),
  abs: builtin(["n: number|duration", ([n]: [number]) => absolute(n)]),
  modulo: builtin(["dividend: number, divisor: number", ([a, b]: [number, number]) => modulo(a, b)]),
  sqrt: builtin(["number: number", ([n]: [number]) => (n < 0 ? null : Math.sqrt(n))]),
  log: builtin(["number: number", ([n]: [number]) => (n <= 0 ? null : Math.log(n))]),
  exp: builtin(["number: number", ([n]: [number]) => finite(Math.exp(n))]),
  odd: builtin(["number: number", ([n]: [number]) => (Number.isInteger(n) ? n % 2 !== 0 : false)]),
  even: builtin(["number: number", ([n]: [number]) => (Number.isInteger(n) ? n % 2 === 0 : false)]),
};
