// Reads a time as a person writes it on a command line: ISO 8601, a blank for the T, seconds or not, with an offset or in the
// calendar's own zone. What does not exist is refused by name rather than rolled over into the next month.

import { DAY, dayNumber, FIRST_YEAR, HOUR, LAST_YEAR, MINUTE, offsetOf, SECOND, type Zone } from "./days.ts";

export type TimeProblem = { key: string; value: string };

/**
 * The instant of a written time, or what is wrong with it. A date alone is its first moment.
 * @example readTime("2026-11-20 10:00", wib) // 2026-11-20T03:00:00Z
 */
export function readTime(text: string, zone: Zone): Date | TimeProblem {
  const match =
    /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?|WIB|WITA|WIT)?$/i.exec(
      text.trim(),
    );
  if (!match) return { key: "clock.bad-time", value: text };
  const [, year, month, date, hour = "00", minute = "00", second = "00", part = "", offsetPart] = match;
  if (Number(year) < FIRST_YEAR || Number(year) > LAST_YEAR) return { key: "clock.year-out-of-range", value: text };
  const day = dayNumber(Number(year), Number(month), Number(date));
  if (day === undefined) return { key: "clock.no-such-date", value: `${year}-${month}-${date}` };

  const time =
    Number(hour) * HOUR + Number(minute) * MINUTE + Number(second) * SECOND + Number(part.padEnd(3, "0").slice(0, 3));
  if (Number(minute) > 59 || Number(second) > 59 || time > DAY)
    return { key: "clock.no-such-time", value: `${hour}:${minute}:${second}` };

  const people: Record<string, number> = { WIB: 7 * HOUR, WITA: 8 * HOUR, WIT: 9 * HOUR };
  const offset = offsetPart === undefined ? zone.offset : (people[offsetPart.toUpperCase()] ?? offsetOf(offsetPart));
  if (offset === undefined) return { key: "clock.bad-offset", value: offsetPart! };
  return new Date(day * DAY + time - offset);
}
