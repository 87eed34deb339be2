// Days off as iCalendar (RFC 5545), so that people see them in the calendar of their own telephone.

import type { HolidayRow } from "./agencies.sql.ts";

/** A calendar of all-day events. `made` is when it was asked for; `host` makes the events' ids the installation's own. */
export function holidayFeed({
  name,
  host,
  holidays,
  made,
}: {
  name: string;
  host: string;
  holidays: readonly HolidayRow[];
  made: Date;
}): string {
  const stamp = made.toISOString().replace(/[-:]|\.\d+/g, "");
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Pendopo//Calendar//ID",
    "CALSCALE:GREGORIAN",
    `X-WR-CALNAME:${escaped(name)}`,
    ...holidays.flatMap(({ day, name: what, kind }) => [
      "BEGIN:VEVENT",
      `UID:${day}-${kind}@${host}`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${day.replaceAll("-", "")}`,
      `DTEND;VALUE=DATE:${new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10).replaceAll("-", "")}`,
      `SUMMARY:${escaped(what)}`,
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
  ];
  return lines.map(folded).join("\r\n").concat("\r\n");
}

const escaped = (text: string): string => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");

/** No line may be longer than 75 bytes; what goes on begins with a blank. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = "";
  let bytes = 0;
  for (const character of line) {
    const length = Buffer.byteLength(character);
    if (bytes + length > 75) {
      parts.push(part);
      part = " ";
      bytes = 1;
    }
    part += character;
    bytes += length;
  }
  return [...parts, part].join("\r\n");
}
