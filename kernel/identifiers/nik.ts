/** What is wrong with a NIK, by name; `undefined` when nothing is. */
export type NikFault = "length" | "digits" | "region" | "date" | "serial";

/** Writes a NIK as people type it (spaces, dots, hyphens) as digits only. */
export const cleanNik = (typed: string): string => typed.replace(/[\s.\-–—]/g, "");

/**
 * Checks the form of a NIK: PPRRSS DDMMYY NNNN, where the day carries +40 for women and the serial starts at 0001
 * (dukcapil.klaten.go.id). It says nothing about whether the NIK was ever issued. The birth date has two digits of year, so
 * 29 February is taken when either century has it. Serial 0000 is never issued, and so marks the people of demo installations.
 * @example checkNik("1971015003900001") // undefined: a woman born on 10 March 1990
 */
export function checkNik(nik: string, { demo = false }: { demo?: boolean } = {}): NikFault | undefined {
  if (!/^\d*$/.test(nik)) return "digits";
  if (nik.length !== 16) return "length";
  const part = (from: number, to: number) => Number(nik.slice(from, to));
  // Codes of provinces run from 11 to 96 (Papua Barat Daya); regencies from 01, cities from 71; districts from 01.
  if (part(0, 2) < 11 || part(0, 2) > 96 || part(2, 4) === 0 || part(4, 6) === 0) return "region";
  const day = part(6, 8) > 40 ? part(6, 8) - 40 : part(6, 8);
  if (!isDay(day, part(8, 10), 1900 + part(10, 12)) && !isDay(day, part(8, 10), 2000 + part(10, 12))) return "date";
  if (part(12, 16) === 0 && !demo) return "serial";
  return undefined;
}

/** A NIK that may be shown to somebody who need not know it: first six and last four digits. */
export const maskNik = (nik: string): string =>
  nik.length === 16 ? `${nik.slice(0, 6)}••••••${nik.slice(12)}` : "•".repeat(nik.length);

/** Whether the Gregorian calendar has this day. */
export function isDay(day: number, month: number, year: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!;
}
