// The calendar of an agency: its hours and zone, the joint decrees, and its own days off, made once and kept until one of them changes.

import { type Calendar, makeCalendar } from "../../kernel/calendar/index.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { notFound } from "../../kernel/errors.ts";
import { calendarRow, calendarVersions } from "./agencies.sql.ts";

const kept = new Map<string, { version: string; calendar: Calendar }>();

/**
 * An agency's calendar as it is now. One small query as long as nothing changed; any node sees a change with the next call.
 * @throws Refused when there is no such agency.
 */
export const calendarOf = async (tx: Tx, agency: string): Promise<Calendar> =>
  (await calendarsOf(tx, [agency])).get(agency) as Calendar;

/** The calendars of several agencies, still with one query: for lists. @throws Refused when one of them is not there. */
export async function calendarsOf(tx: Tx, agencies: readonly string[]): Promise<Map<string, Calendar>> {
  const found = new Map<string, Calendar>();
  const wanted = [...new Set(agencies)];
  if (wanted.length === 0) return found;
  for (const { agency, version } of await calendarVersions(tx, wanted)) {
    const known = kept.get(agency);
    found.set(agency, known?.version === version && version !== "" ? known.calendar : await make(tx, agency, version));
  }
  return found;
}

async function make(tx: Tx, agency: string, version: string): Promise<Calendar> {
  const row = await calendarRow(tx, agency);
  if (!row) throw notFound("agencies.no-such-agency");
  const calendar = makeCalendar({ ...row.calendar, name: row.name, zone: row.zone, holidays: row.holidays });
  kept.set(agency, { version, calendar });
  return calendar;
}
