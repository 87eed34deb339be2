/**
 * Numbers are doubles, read and rounded as the decimals they are written as: 0.1 + 0.2 is 0.3, and rounding to places
 * works on the digits a person sees. Whole numbers are exact to 2^53, fractions to 15 significant digits.
 */

/** Cleans the result of + - * from the noise of binary fractions; a number that is no number is `null`. */
export function tidy(n: number): number | null {
  if (Number.isInteger(n)) return n + 0;
  if (!Number.isFinite(n)) return null;
  return Number(n.toPrecision(15));
}

/** A quotient: the short decimal when that is the exact answer, otherwise the nearest double. */
export function divide(a: number, b: number): number | null {
  if (b === 0) return null;
  const raw = a / b;
  if (!Number.isFinite(raw)) return null;
  const short = Number(raw.toPrecision(15));
  return tidy(short * b) === a ? short : raw;
}

type Decimal = { digits: bigint; scale: number };

function decimalOf(n: number): Decimal {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(n));
  if (!match) return { digits: 0n, scale: 0 };
  const [, sign, whole = "0", part = "", power = "0"] = match;
  const scale = part.length - Number(power);
  const digits = BigInt(`${sign}${whole}${part}`);
  return scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale };
}

export type Rounding = "even" | "up" | "down" | "half up" | "half down" | "floor" | "ceiling";

/** Rounds to `places` decimals (negative: tens, hundreds), on the decimal digits. */
export function roundTo(n: number, places: number, how: Rounding): number {
  const { digits, scale } = decimalOf(n);
  const drop = scale - places;
  if (drop <= 0) return n;
  if (drop > 400) return how === "up" && n !== 0 ? Math.sign(n) * 10 ** -places : 0;
  const unit = 10n ** BigInt(drop);
  const size = digits < 0n ? -digits : digits;
  const negative = digits < 0n;
  let quotient = size / unit;
  const rest = size % unit;
  const half = rest * 2n === unit ? 0 : rest * 2n > unit ? 1 : -1;
  const away =
    rest !== 0n &&
    {
      even: half > 0 || (half === 0 && quotient % 2n === 1n),
      up: true,
      down: false,
      "half up": half >= 0,
      "half down": half > 0,
      floor: negative,
      ceiling: !negative,
    }[how];
  if (away) quotient += 1n;
  const made = places >= 0 ? Number(`${quotient}e-${places}`) : Number(quotient) * 10 ** -places;
  return negative && made !== 0 ? -made : made;
}

/** The remainder whose sign is the divisor's, on decimal digits: modulo(10.1, 4.5) is 1.1. */
export function modulo(a: number, b: number): number | null {
  if (b === 0) return null;
  const x = decimalOf(a);
  const y = decimalOf(b);
  const scale = Math.max(x.scale, y.scale);
  const p = x.digits * 10n ** BigInt(scale - x.scale);
  const q = y.digits * 10n ** BigInt(scale - y.scale);
  const rest = p % q;
  const floored = rest !== 0n && rest < 0n !== q < 0n ? rest + q : rest;
  return Number(`${floored}e-${scale}`);
}

/** A number as FEEL writes it: all its digits, never in powers of ten. */
export function numberText(n: number): string {
  const plain = String(n);
  if (!plain.includes("e")) return plain;
  const { digits, scale } = decimalOf(n);
  const size = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, "0");
  const text = scale ? `${size.slice(0, -scale)}.${size.slice(-scale)}` : size;
  return digits < 0n ? `-${text}` : text;
}
