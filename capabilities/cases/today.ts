import { type Calendar, isoWithOffset } from "../../kernel/calendar/index.ts";

/** The calendar day in the agency's zone, as an ISO date. */
export const today = (calendar: Calendar, now: Date): string => isoWithOffset(now, calendar.zone).slice(0, 10);
