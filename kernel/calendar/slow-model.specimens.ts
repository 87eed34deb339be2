// A second, slow and simple counting of working time, written from the rules and sharing no code with the fast one: it walks
// day by day and minute by minute with dates as text. The tests hold the two against each other.

export type SlowCalendar = {
  /** Hours east of UTC. */
  zone: number;
  /** By weekday, Sunday 0: ["07:30", "12:00"] pairs. */
  hours: Record<number, [string, string][]>;
  /** Dates off, such as "2026-03-23". */
  off: Set<string>;
};

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** The local date and minute of the day of an instant. */
export function slowLocal(calendar: SlowCalendar, at: Date): { date: string; minute: number } {
  const text = new Date(at.getTime() + calendar.zone * 3_600_000).toISOString();
  return { date: text.slice(0, 10), minute: minutesOf(text.slice(11, 16)) };
}

const slowInstant = (calendar: SlowCalendar, date: string, minute: number): Date =>
  new Date(Date.parse(`${date}T00:00:00Z`) + minute * 60_000 - calendar.zone * 3_600_000);

const nextDate = (date: string): string =>
  new Date(Date.parse(`${date}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

export function slowHours(calendar: SlowCalendar, date: string): [number, number][] {
  if (calendar.off.has(date)) return [];
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay();
  return (calendar.hours[weekday] ?? []).map(([from, to]) => [minutesOf(from), minutesOf(to)]);
}

const opens = (calendar: SlowCalendar, at: Date): boolean => {
  const { date, minute } = slowLocal(calendar, at);
  return slowHours(calendar, date).some(([from, to]) => from <= minute && minute < to);
};

/** Whole minutes of open time between two instants that fall on whole minutes. */
export function slowOpenMinutes(calendar: SlowCalendar, from: Date, to: Date): number {
  let count = 0;
  for (let at = from.getTime(); at < to.getTime(); at += 60_000) if (opens(calendar, new Date(at))) count++;
  return count;
}

/** Walks on until so many open minutes are used up. */
export function slowAdd(calendar: SlowCalendar, from: Date, minutes: number): Date {
  let at = from.getTime();
  for (let left = minutes; left > 0; at += 60_000) if (opens(calendar, new Date(at))) left--;
  return new Date(at);
}

/** The n-th working day after receipt, at closing; then one minute of open time on for each open minute that was paused. */
export function slowDue(calendar: SlowCalendar, from: Date, workingDays: number, pauses: [Date, Date][] = []): Date {
  let { date, minute } = slowLocal(calendar, from);
  const close = (day: string) => slowHours(calendar, day).at(-1)?.[1];
  const closing = close(date);
  if (closing === undefined || minute > closing || (minute === closing && from.getTime() % 60_000 > 0)) {
    do date = nextDate(date);
    while (close(date) === undefined);
  }
  for (let left = workingDays; left > 0; ) {
    date = nextDate(date);
    if (close(date) !== undefined) left--;
  }
  let due = slowInstant(calendar, date, close(date)!);
  // Each paused minute is visited once, in order, so overlapping pauses cannot count twice.
  const last = Math.max(0, ...pauses.map(([, to]) => to.getTime()));
  for (let at = from.getTime(); at < last; at += 60_000) {
    if (!pauses.some(([a, b]) => a.getTime() <= at && at < b.getTime())) {
      if (at > due.getTime()) break;
      continue;
    }
    const began = pauses.some(([a, b]) => a.getTime() <= due.getTime() && a.getTime() <= at && at < b.getTime());
    if (!began && at > due.getTime()) break;
    if (opens(calendar, new Date(at))) due = slowAdd(calendar, due, 1);
  }
  return due;
}
