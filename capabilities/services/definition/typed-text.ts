import { isDay } from "../../../kernel/identifiers/nik.ts";

/** How people in Indonesia write numbers, dates, telephone numbers and words, turned into what the program stores. Never throws. */

/** Trims, joins runs of space, and drops control characters (PostgreSQL holds no NUL) and invisible marks that turn or hide text. */
export function cleanText(typed: string, { lines = false } = {}): string {
  const text = typed
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose.
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, "")
    .toWellFormed();
  return lines
    ? text
        .replace(/[^\S\n]+/g, " ")
        .replace(/ ?\n ?/g, "\n")
        .replace(/\n{3,}/g, "\n\n")
        .trim()
    : text.replace(/\s+/g, " ").trim();
}

/**
 * Reads "1.250.000,5", "1250000,5", "Rp 250.000,-" and, where it cannot be meant otherwise, "1,250,000.50" and "2.5".
 * A single point or comma before exactly three digits follows Indonesian writing: "1.500" is one thousand five hundred, "1,500" one and a half.
 */
export function readNumber(typed: string): number | undefined {
  let text = typed
    .trim()
    .replace(/^(?:rp|idr)\.?\s*/i, "")
    .replace(/(?:,-+|,--|\.-)$/, "")
    .replace(/[\s\u00a0'_]/g, "");
  const sign = text.startsWith("-") ? -1 : 1;
  text = text.replace(/^[+-]/, "");
  if (!/^(?:\d[\d.,]*|[.,]\d+)$/.test(text) || text.length > 30) return undefined;
  const plain =
    ungroup(text, ".", ",") ??
    ungroup(text, ",", ".") ??
    (/^\d*[.]\d+$/.test(text) ? text : /^\d*[,]\d+$/.test(text) ? text.replace(",", ".") : undefined);
  if (plain === undefined) return undefined;
  const value = sign * Number(plain);
  return Number.isFinite(value) ? (value === 0 ? 0 : value) : undefined;
}

/** "1.250,5" with "." between thousands and "," before decimals gives "1250.5"; without a group it must be digits, with or without decimals. */
function ungroup(text: string, group: "." | ",", decimal: "." | ","): string | undefined {
  const g = `\\${group}`;
  const d = `\\${decimal}`;
  if (!new RegExp(`^(?:\\d{1,3}(?:${g}\\d{3})+|\\d+)(?:${d}\\d*)?$`).test(text)) return undefined;
  return text.replaceAll(group, "").replace(decimal, ".");
}

const MONTHS: Record<string, number> = {};
for (const names of [
  "januari februari maret april mei juni juli agustus september oktober november desember",
  "january february march april may june july august september october november december",
  "jan feb mar apr mei jun jul agu sep okt nov des",
  "jan feb mar apr may jun jul aug sep oct nov dec",
  "- pebruari - - - - - agt sept - nopember -",
])
  for (const [index, name] of names.split(" ").entries()) MONTHS[name] = index + 1;

/**
 * Reads a date as day, month, year ("23/11/2026", "23-11-2026", "23 November 2026", "23 Nov 26" is refused) or ISO.
 * Gives the ISO date; `"impossible"` when it has the form of a date but no calendar holds it; `undefined` when it is no date.
 */
export function readDate(typed: string): { date: string } | "impossible" | undefined {
  const text = typed.trim().toLowerCase().replace(/\s+/g, " ");
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  const day = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(text);
  const worded = /^(\d{1,2})[ -]([a-z]+)\.?[ -](\d{4})$/.exec(text);
  const [y, m, d] = iso
    ? [iso[1], iso[2], iso[3]]
    : day
      ? [day[3], day[2], day[1]]
      : worded && Object.hasOwn(MONTHS, worded[2]!)
        ? [worded[3], MONTHS[worded[2]!], worded[1]]
        : [];
  if (y === undefined) return undefined;
  if (!isDay(Number(d), Number(m), Number(y)) || Number(y) < 1) return "impossible";
  return { date: `${y}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}` };
}

/** A telephone number in the international form: "0812-3456-7890" gives "+6281234567890". `undefined` when it cannot be one. */
export function readPhone(typed: string): string | undefined {
  const text = typed.replace(/[\s().\-–—]/g, "");
  const full = text.startsWith("+")
    ? text
    : text.startsWith("00")
      ? `+${text.slice(2)}`
      : text.startsWith("0")
        ? `+62${text.slice(1)}`
        : text.startsWith("62")
          ? `+${text}`
          : undefined;
  return full && PHONE.test(full) ? full : undefined;
}
export const PHONE = /^\+[1-9][0-9]{7,14}$/;

/** One @, a name before it, labels with a dot after it; the mail server has the last word. */
export const EMAIL =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/;

/** A region code with its dots: "1971011001" gives "19.71.01.1001". `undefined` when it cannot be one. */
export function readRegion(typed: string): string | undefined {
  const digits = typed.trim().replace(/[.\s]/g, "");
  const parts = /^(\d{2})(?:(\d{2})(?:(\d{2})(\d{4})?)?)?$/.exec(digits);
  return parts ? parts.slice(1).filter(Boolean).join(".") : undefined;
}
export const REGION = {
  province: /^[0-9]{2}$/,
  regency: /^[0-9]{2}\.[0-9]{2}$/,
  district: /^[0-9]{2}\.[0-9]{2}\.[0-9]{2}$/,
  village: /^[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}$/,
};
