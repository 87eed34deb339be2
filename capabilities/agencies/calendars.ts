// The calendar of an agency: its hours and zone, the joint decrees, and its own days off, made once and kept until one of them changes.

import { type Calendar, makeCalendar } from "../../kernel/calendar/index.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { notFound } from "../../kernel/errors.ts";
import { calendarRow, calendarVersion } from "./agencies.sql.ts";

const kept = new Map<string, { version: string; calendar: Calendar }>();

/**
 * An agency's calendar as it is now. One small query as long as nothing changed; any node sees a change with the next call.
 * @throws Refused when there is no such agency.
 */
export async function calendarOf(tx: Tx, agency: string): Promise<Calendar> {
  const { version } = await calendarVersion(tx, agency);
  const known = kept.get(agency);
  if (known && known.version === version && version !== "") return known.calendar;
  const row = await calendarRow(tx, agency);
  if (!row) throw notFound("agencies.no-such-agency");
  const calendar = makeCalendar({ ...row.calendar, name: row.name, zone: row.zone, holidays: row.holidays });
  kept.set(agency, { version, calendar });
  return calendar;
}
