// A working calendar: when an office is open, and how its deadlines are counted. All of it is data (docs/calendar.md);
// the law (UU 25/2009 art. 21 promises a time) does not fix the hours, and the joint decree on holidays changes within a year.

import { type Zone, zoneOf } from "./days.ts";
import type { CalendarData, HolidayKind } from "./schema.ts";

/** Open from `start` until `end`, in milliseconds of the local day. */
export type Interval = { readonly start: number; readonly end: number };
/** The hours of one day, in order and apart from each other; none when the office is closed. */
export type Hours = readonly Interval[];
/** Monday first. */
export type Week = readonly [Hours, Hours, Hours, Hours, Hours, Hours, Hours];

export type Holiday = { readonly day: number; readonly name: string; readonly kind: HolidayKind };
/** Other hours for a time, such as Ramadan: a weekday that is not named keeps its ordinary hours. */
export type SpecialHours = {
  readonly from: number;
  readonly to: number;
  readonly week: readonly (Hours | undefined)[];
  readonly name: string;
};
/** A day off that is worked after all, such as a Saturday taken for a bridge day. Without hours: those of the first working weekday. */
export type ExtraDay = { readonly day: number; readonly hours: Hours; readonly name: string };

export type Rules = {
  /** Joint leave (cuti bersama) is off for civil servants; a private firm may work through it. */
  readonly jointLeaveIsOff: boolean;
  /** The number that the day of receipt bears: 0, and the first working day after it is 1; or 1. */
  readonly dayOfReceipt: 0 | 1;
  /** What comes in after closing or on a day off counts as received on the next working day, or on its own day. */
  readonly afterHours: "next-working-day" | "same-day";
};

export type Calendar = {
  readonly name: string;
  readonly zone: Zone;
  readonly week: Week;
  readonly holidays: readonly Holiday[];
  readonly specialHours: readonly SpecialHours[];
  readonly extraDays: readonly ExtraDay[];
  readonly rules: Rules;
  /** The years whose holidays are known; an answer that reaches beyond them carries a warning. */
  readonly years: ReadonlySet<number>;
};

/** Something to tell beside an answer: a key of words.ts with its parameters. */
export type Warning = { readonly key: string; readonly params: Record<string, string | number> };

/** The zone of an agency by its name, for callers that have only that. Throws RangeError on one that is not Indonesian or fixed. */
export function zone(name: string): Zone {
  const found = zoneOf(name);
  if (!found) throw new RangeError(`No such zone: ${name}`);
  return found;
}

export type { CalendarData };
