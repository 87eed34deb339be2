import { daysOf } from "./days.ts";

/** A zone as FEEL writes it: `Z`, an offset as `+07:00`, or a place as `@Asia/Jakarta`. No zone is `null`. */
export type Zone = string | null;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(place: string): Intl.DateTimeFormat | undefined {
  let format = formats.get(place);
  if (format || !/^[A-Za-z][\w+\-/]*$/.test(place)) return format;
  try {
    format = new Intl.DateTimeFormat("en", {
      timeZone: place,
      calendar: "iso8601",
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    return undefined;
  }
  // Only real places are kept, and there are some six hundred of them.
  formats.set(place, format);
  return format;
}

/** Reads a zone's text; `undefined` when there is no such zone. An offset of nothing is written `Z`. */
export function readZone(text: string): Zone | undefined {
  if (text === "") return null;
  if (text === "Z" || text === "z") return "Z";
  if (text.startsWith("@")) return formatOf(text.slice(1)) ? text : undefined;
  const match = /^([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(text);
  if (!match) return undefined;
  const [, , hours, minutes, seconds = "0"] = match;
  if (Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  if (size > 18 * 3600) return undefined;
  return size === 0 ? "Z" : text.replace(/:00$/, (end) => (match[4] === "00" ? "" : end));
}

/** Writes a zone from its offset in seconds. */
export function zoneOfOffset(seconds: number): Zone {
  if (seconds === 0) return "Z";
  const size = Math.abs(seconds);
  const two = (n: number) => String(Math.floor(n)).padStart(2, "0");
  const rest = size % 60 ? `:${two(size % 60)}` : "";
  return `${seconds < 0 ? "-" : "+"}${two(size / 3600)}:${two((size % 3600) / 60)}${rest}`;
}

function fixedOffset(zone: string): number | undefined {
  if (zone === "Z") return 0;
  const match = /^([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(zone);
  if (!match) return undefined;
  const size = Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4] ?? 0);
  return match[1] === "-" ? -size : size;
}

function placeOffset(zone: string, epochSeconds: number): number {
  const format = formatOf(zone.slice(1));
  const time = epochSeconds * 1000;
  if (!format || Math.abs(time) > 8.64e15) return 0;
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(time)) part[type] = Number(value);
  const local =
    daysOf(part.year ?? 1970, part.month ?? 1, part.day ?? 1) * 86_400 +
    (part.hour ?? 0) * 3600 +
    (part.minute ?? 0) * 60 +
    (part.second ?? 0);
  return local - Math.floor(epochSeconds);
}

/** How far the zone is ahead of UTC, in seconds, when its own clocks show the given local time. */
export function offsetAtLocal(zone: string, localSeconds: number): number {
  const fixed = fixedOffset(zone);
  if (fixed !== undefined) return fixed;
  // The first guess may lie on the other side of a change of the clocks; the second settles it.
  const guess = placeOffset(zone, localSeconds);
  return placeOffset(zone, localSeconds - guess);
}

/** How far the zone is ahead of UTC, in seconds, at a moment. */
export const offsetAtMoment = (zone: string, epochSeconds: number): number =>
  fixedOffset(zone) ?? placeOffset(zone, epochSeconds);
