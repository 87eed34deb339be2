// Working time: calendars, due times, clocks, and how they are said. docs/calendar.md tells the rules with examples.

export { type Calendar, type CalendarData, type Holiday, type Hours, type Warning, zone } from "./calendar.ts";
export {
  type Clock,
  type ClockState,
  due,
  dueAt,
  elapsed,
  fraction,
  isPaused,
  type Pause,
  type Promised,
  pause,
  type Reading,
  readClock,
  remaining,
  resume,
  startClock,
  state,
  stop,
} from "./clock.ts";
export type { Zone } from "./days.ts";
export {
  formatDate,
  formatDateTime,
  formatDay,
  formatLongDate,
  formatShortDate,
  formatTime,
  formatTimeOfDay,
  formatWeekday,
  isoWithOffset,
  localDate,
  weekdayName,
} from "./format.ts";
export { builtInCalendar, makeCalendar, nationalHolidays } from "./make-calendar.ts";
export { CalendarSchema, type HolidayKind } from "./schema.ts";
export { clockText, hoursText, leftText, lengthText, openText, weekLines, workingDaysText } from "./sentences.ts";
export { calendarWords } from "./words.ts";
export { addWorkingTime, isOpen, nextOpening, workdaysBetween, workingTimeBetween } from "./working-time.ts";
