// ISO 8601 durations, moments and repeating intervals, as BPMN timers write them. Arithmetic is in UTC: Indonesia has no
// summer time, so a day is 24 hours in every zone of it.

export interface Duration {
  months: number;
  ms: number;
}

const durationForm =
  /^(-)?P(?!$)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?!$)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,](\d{1,9}))?S)?)?$/;

/** Reads `P3D`, `PT1H30M`, `P1Y2M`; undefined when it is no duration. */
export function parseDuration(text: string): Duration | undefined {
  const found = durationForm.exec(text.trim());
  if (!found) return undefined;
  const [, minus, ...parts] = found;
  const [years, months, weeks, days, hours, minutes, seconds] = parts.map((part) => Number(part ?? 0)) as number[];
  const fraction = Number(`0.${parts[7] ?? 0}`);
  const sign = minus ? -1 : 1;
  const ms = ((weeks! * 7 + days!) * 86_400 + hours! * 3_600 + minutes! * 60 + seconds! + fraction) * 1_000;
  return { months: sign * (years! * 12 + months!) || 0, ms: sign * Math.round(ms) };
}

/** A moment a duration later; the 31st plus a month is the last day of that month. Undefined beyond what a Date can hold. */
export function addDuration(from: Date, { months, ms }: Duration, times = 1): Date | undefined {
  const whole = from.getUTCFullYear() * 12 + from.getUTCMonth() + months * times;
  const [year, month] = [Math.floor(whole / 12), ((whole % 12) + 12) % 12];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const moved = new Date(from);
  if (months) moved.setUTCFullYear(year, month, Math.min(from.getUTCDate(), last));
  moved.setTime(moved.getTime() + ms * times);
  return Number.isNaN(moved.getTime()) ? undefined : moved;
}

const momentForm = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** Reads a date or date-time; without a zone it is UTC. Undefined for a day that no calendar has. */
export function parseMoment(text: string): Date | undefined {
  const found = momentForm.exec(text.trim());
  if (!found) return undefined;
  const [, year, month, day] = found.map(Number) as number[];
  if (month! < 1 || month! > 12 || day! < 1 || day! > new Date(Date.UTC(year!, month!, 0)).getUTCDate())
    return undefined;
  const zone = found[7] ?? "Z";
  const moment = new Date(
    found[4] ? text.trim().replace(/(Z|[+-]\d\d:?\d\d)$/, "") + zone : `${text.trim()}T00:00:00Z`,
  );
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}

export interface Cycle {
  /** How many times in all; absent: without end. */
  times?: number;
  start?: Date;
  every: Duration;
  until?: Date;
}

/** Reads `R3/PT10H`, `R/2026-01-01T00:00:00Z/P1D`, `R5/P1D/2026-12-31`. An interval of nothing is no cycle. */
export function parseCycle(text: string): Cycle | undefined {
  const parts = text.trim().split("/");
  const repeat = /^R(\d*)$/.exec(parts[0] ?? "");
  if (!repeat || parts.length < 2 || parts.length > 3) return undefined;
  const cycle: Partial<Cycle> = repeat[1] ? { times: Number(repeat[1]) } : {};
  for (const [place, part] of parts.slice(1).entries()) {
    const every = parseDuration(part);
    const moment = every ? undefined : parseMoment(part);
    if (every && !cycle.every) cycle.every = every;
    else if (moment && place === 0) cycle.start = moment;
    else if (moment) cycle.until = moment;
    else return undefined;
  }
  return cycle.every && (cycle.every.ms > 0 || cycle.every.months > 0) ? (cycle as Cycle) : undefined;
}

/** Whether a text looks as if it were meant as ISO 8601, so that a slip of the pen is not taken for a FEEL name. */
export const looksLikeIso = (text: string): boolean => /^-?P(\d|T|$)|^R\d*(\/|$)|^\d{4}-/.test(text.trim());
