// The clock of a case (jangka waktu): a promise, a start, and the times during which it stood still. A plain value; every
// function is pure and takes the time from its caller. What a pause does is told with examples in docs/calendar.md.

import type { Calendar, Warning } from "./calendar.ts";
import { DAY, HOUR, MINUTE, SECOND } from "./days.ts";
import {
  addWorkingTime,
  endOfWorkday,
  instant,
  localOf,
  openBetween,
  workdaysBetween,
  yearWarnings,
} from "./working-time.ts";

/**
 * What was promised. Working days end at closing time; calendar days (many terms of UU 25/2009) end with their last day;
 * hours (3 × 24 hours, UU 27/2022 art. 46) run day and night; working minutes run while the office is open.
 */
export type Promised =
  | { workingDays: number }
  | { calendarDays: number }
  | { hours: number }
  | { workingMinutes: number };

/** From, and until; without an end it still lasts. */
export type Pause = readonly [from: Date, to?: Date];

export type Clock = {
  readonly startedAt: Date;
  readonly promise: Promised;
  readonly pauses: readonly Pause[];
  readonly stoppedAt?: Date;
  /** The part of the promise after which it is told that time runs short; 0.75 unless said otherwise. */
  readonly warnAt?: number;
};

/** `warned` and `breached` are a running clock's; a stopped clock says by `late` whether it stopped in time. */
export type ClockState = "running" | "paused" | "warned" | "breached" | "stopped";

export type Reading = {
  state: ClockState;
  due: Date;
  late: boolean;
  /** Counted so far and still left, in minutes: of working time, or of plain time where the promise is calendar days or hours. */
  elapsed: number;
  remaining: number;
  /** Counted so far as a part of what was promised; above 1 when late. */
  fraction: number;
  /** Working days after today up to the due day; for plain promises, calendar days. Negative when late. */
  daysLeft: number;
  warnings: Warning[];
};

/** @example startClock({ workingDays: 5 }, tx.now) */
export const startClock = (promise: Promised, startedAt: Date, warnAt?: number): Clock => ({
  startedAt,
  promise,
  pauses: [],
  ...(warnAt === undefined ? {} : { warnAt }),
});

/** Lets the clock stand still from now on. One that stands still, or was stopped, stays as it is: a command twice is done once. */
export const pause = (clock: Clock, at: Date): Clock =>
  isPaused(clock) || clock.stoppedAt ? clock : { ...clock, pauses: [...clock.pauses, [at]] };

/**
 * Lets the clock run on. Should the machine's time have been set back meanwhile, the pause ends where it began: it then
 * counts as nothing, rather than as less than nothing.
 */
export function resume(clock: Clock, at: Date): Clock {
  return { ...clock, pauses: clock.pauses.map((one): Pause => (one[1] ? one : [one[0], later(one[0], at)])) };
}

/** Ends the clock; an open pause ends with it. A second stop changes nothing. */
export const stop = (clock: Clock, at: Date): Clock =>
  clock.stoppedAt ? clock : { ...resume(clock, at), stoppedAt: at };

/** Whether a pause lasts. */
export const isPaused = (clock: Clock): boolean => clock.pauses.some(([, to]) => to === undefined);

/**
 * When the promise is due. A pause moves it by exactly the time that was paused, in the promise's own measure; what is paused
 * before the start or after the due time moves nothing, and two pauses at once count once.
 * A pause that still lasts is counted until `now`: the answer is then "if it runs on from now".
 */
export function due(calendar: Calendar, clock: Clock, now: Date): Date {
  let at = unpausedDue(calendar, clock.startedAt, clock.promise);
  for (const [from, to] of merged(clock, now)) {
    // A promise that was broken before the pause began stays broken.
    if (from > at.getTime()) break;
    at = extended(calendar, clock.promise, at, from, to);
  }
  return at;
}

/**
 * When so many working days after receipt end, with the working time of the pauses added; and what to know about the answer.
 * @example dueAt(nasional, new Date("2026-11-20T10:00+07:00"), 3).at // Wednesday 25 November 2026, 16:00 WIB
 */
export function dueAt(
  calendar: Calendar,
  from: Date,
  workingDays: number,
  pauses: readonly Pause[] = [],
): { at: Date; warnings: Warning[] } {
  if (!Number.isInteger(workingDays) || workingDays < 0) throw new RangeError("Working days are counted whole, from 0");
  const clock: Clock = { startedAt: from, promise: { workingDays }, pauses };
  const at = due(calendar, clock, from);
  return { at, warnings: yearWarnings(calendar, from, at) };
}

/** What was counted from the start to `now` (or the stop), without the pauses; in minutes of the promise's measure. */
export function elapsed(calendar: Calendar, clock: Clock, now: Date): number {
  const start = clock.startedAt.getTime();
  const end = Math.max(start, (clock.stoppedAt ?? now).getTime());
  let sum = measured(calendar, clock.promise, start, end);
  for (const [from, to] of merged(clock, now)) {
    if (from < end) sum -= measured(calendar, clock.promise, from, Math.min(to, end));
  }
  return sum / MINUTE;
}

/** What is left until due, in minutes of the promise's measure; negative when late. */
export const remaining = (calendar: Calendar, clock: Clock, now: Date): number => {
  const at = clock.stoppedAt ?? now;
  return measured(calendar, clock.promise, at.getTime(), due(calendar, clock, now).getTime()) / MINUTE;
};

/** What was counted as a part of what was promised. A promise of no length is whole from its start. */
export function fraction(calendar: Calendar, clock: Clock, now: Date): number {
  const start = clock.startedAt.getTime();
  const whole =
    measured(calendar, clock.promise, start, unpausedDue(calendar, clock.startedAt, clock.promise).getTime()) / MINUTE;
  return whole === 0 ? 1 : elapsed(calendar, clock, now) / whole;
}

/** The clock's state at `now`. What is done in the very moment it is due is in time. */
export function state(calendar: Calendar, clock: Clock, now: Date): ClockState {
  if (clock.stoppedAt) return "stopped";
  if (now > due(calendar, clock, now)) return "breached";
  if (isPaused(clock)) return "paused";
  return fraction(calendar, clock, now) >= (clock.warnAt ?? 0.75) ? "warned" : "running";
}

/** Everything a page shows of a clock, at once. */
export function readClock(calendar: Calendar, clock: Clock, now: Date): Reading {
  const dueTime = due(calendar, clock, now);
  const at = clock.stoppedAt ?? now;
  const plain = "hours" in clock.promise || "calendarDays" in clock.promise;
  const dayOf = (time: Date) => localOf(calendar, time.getTime()).day;
  return {
    state: state(calendar, clock, now),
    due: dueTime,
    late: at > dueTime,
    elapsed: elapsed(calendar, clock, now),
    remaining: remaining(calendar, clock, now),
    fraction: fraction(calendar, clock, now),
    daysLeft: plain ? dayOf(dueTime) - dayOf(at) : workdaysBetween(calendar, at, dueTime),
    warnings: plain ? [] : yearWarnings(calendar, clock.startedAt, dueTime),
  };
}

const later = (a: Date, b: Date): Date => (a > b ? a : b);

function unpausedDue(calendar: Calendar, start: Date, promise: Promised): Date {
  if ("workingDays" in promise) return endOfWorkday(calendar, start, promise.workingDays);
  if ("workingMinutes" in promise) return addWorkingTime(calendar, start, promise.workingMinutes);
  if ("hours" in promise) return new Date(start.getTime() + promise.hours * HOUR);
  // The last second of the last day: "paling lambat Kamis pukul 23.59" misleads nobody, where midnight does.
  return instant(calendar, localOf(calendar, start.getTime()).day + promise.calendarDays, DAY - SECOND);
}

const isWorking = (promise: Promised): boolean => "workingDays" in promise || "workingMinutes" in promise;

/** Milliseconds between two instants in the measure of the promise. */
const measured = (calendar: Calendar, promise: Promised, from: number, to: number): number =>
  isWorking(promise) ? openBetween(calendar, from, to) : to - from;

const extended = (calendar: Calendar, promise: Promised, at: Date, from: number, to: number): Date =>
  isWorking(promise)
    ? addWorkingTime(calendar, at, openBetween(calendar, from, to) / MINUTE)
    : new Date(at.getTime() + (to - from));

/** The pauses after the start, in order, those that touch made one; an open one ends now, or where the clock stopped. */
function merged(clock: Clock, now: Date): [from: number, to: number][] {
  const start = clock.startedAt.getTime();
  const end = (clock.stoppedAt ?? now).getTime();
  const list = clock.pauses
    .map(([from, to]): [number, number] => [
      Math.max(start, from.getTime()),
      to ? to.getTime() : Math.max(from.getTime(), end),
    ])
    .filter(([from, to]) => to > from)
    .sort((a, b) => a[0] - b[0]);
  const whole: [number, number][] = [];
  for (const [from, to] of list) {
    const last = whole.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else whole.push([from, to]);
  }
  return whole;
}
