// Dates and times of day as whole numbers: a day is counted from 1 January 1970 in local time, a time of day in milliseconds.

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The years that this module counts in. Before 1970 Indonesian zones moved; after 2199 nobody promises anything. */
export const FIRST_YEAR = 1970;
export const LAST_YEAR = 2199;

/** A time zone without daylight saving, as all of Indonesia's are. `label` is what people say: WIB, WITA, WIT. */
export type Zone = { readonly name: string; readonly label: string; readonly offset: number };

const named: Record<string, [name: string, label: string, hours: number]> = {
  "asia/jakarta": ["Asia/Jakarta", "WIB", 7],
  "asia/pontianak": ["Asia/Pontianak", "WIB", 7],
  "asia/makassar": ["Asia/Makassar", "WITA", 8],
  "asia/jayapura": ["Asia/Jayapura", "WIT", 9],
  wib: ["Asia/Jakarta", "WIB", 7],
  wita: ["Asia/Makassar", "WITA", 8],
  wit: ["Asia/Jayapura", "WIT", 9],
  utc: ["UTC", "UTC", 0],
  z: ["UTC", "UTC", 0],
};

/**
 * Reads a zone: an Indonesian zone's name, its everyday short name, or a fixed offset. Undefined when it is none of these.
 * @example zoneOf("WITA") // { name: "Asia/Makassar", label: "WITA", offset: 28_800_000 }
 * @example zoneOf("+05:30") // { name: "+05:30", label: "UTC+05:30", offset: 19_800_000 }
 */
export function zoneOf(text: string): Zone | undefined {
  const known = named[text.trim().toLowerCase()];
  if (known) return { name: known[0], label: known[1], offset: known[2] * HOUR };
  const offset = offsetOf(text.trim().replace(/^(?:UTC|GMT)(?=[+-])/i, ""));
  if (offset === undefined) return undefined;
  const name = offsetText(offset);
  const label = offset === 7 * HOUR ? "WIB" : offset === 8 * HOUR ? "WITA" : offset === 9 * HOUR ? "WIT" : `UTC${name}`;
  return { name, label, offset };
}

/** Reads "+07:00", "+0700", "+07" or "Z" as milliseconds; undefined when it is no offset that exists (−12:00 to +14:00). */
export function offsetOf(text: string): number | undefined {
  if (/^z$/i.test(text)) return 0;
  const match = /^([+-])(\d{2})(?::?(\d{2}))?$/.exec(text);
  if (!match) return undefined;
  const minutes = Number(match[3] ?? 0);
  const offset = (match[1] === "-" ? -1 : 1) * (Number(match[2]) * HOUR + minutes * MINUTE);
  return minutes < 60 && offset >= -12 * HOUR && offset <= 14 * HOUR ? offset : undefined;
}

/** Writes an offset as ISO 8601 wants it. @example offsetText(25_200_000) // "+07:00" */
export function offsetText(offset: number): string {
  const minutes = Math.abs(offset) / MINUTE;
  return `${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** The day number of a date, or undefined when the date does not exist. @example dayNumber(2026, 2, 30) // undefined */
export function dayNumber(year: number, month: number, date: number): number | undefined {
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, date);
  const exists = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === date;
  return exists ? at.getTime() / DAY : undefined;
}

/** Reads "2026-11-25" as a day number; undefined when it is not written so, or does not exist. */
export function dayOf(text: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match ? dayNumber(Number(match[1]), Number(match[2]), Number(match[3])) : undefined;
}

/** Writes a day number as "2026-11-25". */
export const dayText = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/** The year a day lies in. */
export const yearOf = (day: number): number => new Date(day * DAY).getUTCFullYear();

/** Monday 0 … Sunday 6. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** Reads "07:30" (or "07.30", as Indonesian writes it; up to "24:00") as milliseconds of the day; undefined otherwise. */
export function timeOfDay(text: string): number | undefined {
  const match = /^(\d{1,2})[:.](\d{2})$/.exec(text.trim());
  if (!match) return undefined;
  const [hours, minutes] = [Number(match[1]), Number(match[2])];
  const time = hours * HOUR + minutes * MINUTE;
  return minutes < 60 && time <= DAY ? time : undefined;
}

export const two = (n: number): string => String(n).padStart(2, "0");
