import { dayAt, daysInMonth, daysOf } from "./days.ts";
import { offsetAtLocal, offsetAtMoment, readZone, type Zone } from "./zones.ts";

const daySeconds = 86_400;
const second = 1_000_000_000n;
const two = (n: number): string => String(n).padStart(2, "0");

/** A date without time, as 2026-11-22. */
export class FeelDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  constructor(year: number, month: number, day: number) {
    this.year = year;
    this.month = month;
    this.day = day;
  }
  get days(): number {
    return daysOf(this.year, this.month, this.day);
  }
  toString(): string {
    const size = Math.abs(this.year);
    return `${this.year < 0 ? "-" : ""}${String(size).padStart(4, "0")}-${two(this.month)}-${two(this.day)}`;
  }
  toJSON(): string {
    return this.toString();
  }
}

/** A time of day, with or without a zone. Seconds count from midnight; nanos is the part of a second. */
export class FeelTime {
  readonly seconds: number;
  readonly nanos: number;
  readonly zone: Zone;
  constructor(seconds: number, nanos: number, zone: Zone) {
    this.seconds = seconds;
    this.nanos = nanos;
    this.zone = zone;
  }
  get hour(): number {
    return Math.floor(this.seconds / 3600);
  }
  get minute(): number {
    return Math.floor((this.seconds % 3600) / 60);
  }
  get second(): number {
    return this.seconds % 60;
  }
  /** Nanoseconds after midnight UTC, or after midnight when there is no zone: what times are compared by. */
  get value(): bigint {
    const offset = this.zone === null ? 0 : offsetAtLocal(this.zone, this.seconds);
    return BigInt(this.seconds - offset) * second + BigInt(this.nanos);
  }
  toString(): string {
    const part = this.nanos ? `.${String(this.nanos).padStart(9, "0").replace(/0+$/, "")}` : "";
    return `${two(this.hour)}:${two(this.minute)}:${two(this.second)}${part}${this.zone ?? ""}`;
  }
  toJSON(): string {
    return this.toString();
  }
}

/** A date and a time of day together; the zone is the time's. */
export class FeelDateTime {
  readonly date: FeelDate;
  readonly time: FeelTime;
  constructor(date: FeelDate, time: FeelTime) {
    this.date = date;
    this.time = time;
  }
  get zone(): Zone {
    return this.time.zone;
  }
  /** Nanoseconds after 1970-01-01T00:00 UTC, or of the local clock when there is no zone. */
  get value(): bigint {
    const local = this.date.days * daySeconds + this.time.seconds;
    const offset = this.zone === null ? 0 : offsetAtLocal(this.zone, local);
    return (
      BigInt(this.date.days) * BigInt(daySeconds) * second +
      BigInt(this.time.seconds - offset) * second +
      BigInt(this.time.nanos)
    );
  }
  toString(): string {
    return `${this.date}T${this.time}`;
  }
  toJSON(): string {
    return this.toString();
  }
}

/** A duration of years and months, counted in months. */
export class MonthsDuration {
  readonly value: number;
  constructor(months: number) {
    this.value = months;
  }
  toString(): string {
    const size = Math.abs(this.value);
    const years = Math.floor(size / 12);
    const months = size % 12;
    if (size === 0) return "P0M";
    return `${this.value < 0 ? "-" : ""}P${years ? `${years}Y` : ""}${months ? `${months}M` : ""}`;
  }
  toJSON(): string {
    return this.toString();
  }
}

/** A duration of days, hours, minutes and seconds, counted in nanoseconds. */
export class TimeDuration {
  readonly value: bigint;
  constructor(nanos: bigint) {
    this.value = nanos;
  }
  /** Whole days, hours, minutes and seconds, each with the duration's sign. */
  get parts(): { days: number; hours: number; minutes: number; seconds: number; nanos: number } {
    const size = this.value < 0n ? -this.value : this.value;
    const sign = this.value < 0n ? -1 : 1;
    const whole = Number(size / second);
    return {
      days: sign * Math.floor(whole / daySeconds) || 0,
      hours: sign * Math.floor((whole % daySeconds) / 3600) || 0,
      minutes: sign * Math.floor((whole % 3600) / 60) || 0,
      seconds: sign * (whole % 60) || 0,
      nanos: Number(size % second),
    };
  }
  toString(): string {
    if (this.value === 0n) return "PT0S";
    const { days, hours, minutes, seconds, nanos } = this.parts;
    const part = nanos ? `.${String(nanos).padStart(9, "0").replace(/0+$/, "")}` : "";
    const clock =
      (hours ? `${Math.abs(hours)}H` : "") +
      (minutes ? `${Math.abs(minutes)}M` : "") +
      (seconds || nanos ? `${Math.abs(seconds)}${part}S` : "");
    return `${this.value < 0n ? "-" : ""}P${days ? `${Math.abs(days)}D` : ""}${clock ? `T${clock}` : ""}`;
  }
  toJSON(): string {
    return this.toString();
  }
}

type Temporal = FeelDate | FeelTime | FeelDateTime | MonthsDuration | TimeDuration;

/** Reads a date, or `null` when the text is none or the day does not exist. */
export function readDate(text: string): FeelDate | null {
  const match = /^(-?(?:\d{4}|[1-9]\d{4,8}))-(\d{2})-(\d{2})$/.exec(text);
  return match ? makeDate(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}

export function makeDate(year: number, month: number, day: number): FeelDate | null {
  if (![year, month, day].every(Number.isInteger) || Math.abs(year) > 999_999_999) return null;
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return new FeelDate(year, month, day);
}

export function readTime(text: string): FeelTime | null {
  const match = /^(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(Z|z|[+-][\d:]+|@.+)?$/.exec(text);
  if (!match) return null;
  const zone = readZone(match[5] ?? "");
  if (zone === undefined) return null;
  const nanos = Number((match[4] ?? "").slice(0, 9).padEnd(9, "0"));
  return makeTime(Number(match[1]), Number(match[2]), Number(match[3]), nanos, zone);
}

export function makeTime(hour: number, minute: number, sec: number, nanos: number, zone: Zone): FeelTime | null {
  if (![hour, minute, sec].every((n) => Number.isInteger(n) && n >= 0)) return null;
  if (hour > 23 || minute > 59 || sec > 59) return null;
  return new FeelTime(hour * 3600 + minute * 60 + sec, nanos, zone);
}

export function readDateTime(text: string): FeelDateTime | null {
  const split = text.indexOf("T");
  if (split < 0) return null;
  const date = readDate(text.slice(0, split));
  const time = readTime(text.slice(split + 1));
  return date && time ? new FeelDateTime(date, time) : null;
}

export function readDuration(text: string): MonthsDuration | TimeDuration | null {
  const months = /^(-?)P(?=\d)(?:(\d{1,12})Y)?(?:(\d{1,12})M)?$/.exec(text);
  if (months) {
    const size = Number(months[2] ?? 0) * 12 + Number(months[3] ?? 0);
    return new MonthsDuration(months[1] ? 0 - size : size);
  }
  const match =
    /^(-?)P(?=[\dT])(?:(\d{1,18})D)?(?:T(?=\d|\.)(?:(\d{1,18})H)?(?:(\d{1,18})M)?(?:(\d{1,18})?(?:\.(\d*))?S)?)?$/.exec(
      text,
    );
  if (!match || (match[5] === undefined && match[6] !== undefined)) return null;
  const [, sign, d = "0", h = "0", m = "0", s = "0", part = ""] = match;
  const whole = BigInt(d) * 86_400n + BigInt(h) * 3600n + BigInt(m) * 60n + BigInt(s);
  const nanos = whole * second + BigInt(part.slice(0, 9).padEnd(9, "0") || "0");
  return new TimeDuration(sign ? -nanos : nanos);
}

/** The value that an `@"…"` literal holds, whichever kind it is. */
export const readTemporal = (text: string): Temporal | null =>
  readDateTime(text) ?? readDate(text) ?? readTime(text) ?? readDuration(text);

const dateAt = (days: number): FeelDate | null => {
  const { year, month, day } = dayAt(days);
  return makeDate(year, month, day);
};

const floorDiv = (a: bigint, b: bigint): bigint => (a >= 0n ? a / b : -((-a + b - 1n) / b));

/** The date and time whose value is `value`, shown in `zone`. */
export function dateTimeAt(value: bigint, zone: Zone): FeelDateTime | null {
  const utcSeconds = Number(floorDiv(value, second));
  const offset = zone === null ? 0 : offsetAtMoment(zone, utcSeconds);
  const local = value + BigInt(offset) * second;
  const seconds = floorDiv(local, second);
  const days = floorDiv(seconds, BigInt(daySeconds));
  const date = dateAt(Number(days));
  if (!date) return null;
  const ofDay = Number(seconds - days * BigInt(daySeconds));
  return new FeelDateTime(date, new FeelTime(ofDay, Number(local - seconds * second), zone));
}

export function addMonths(date: FeelDate, months: number): FeelDate | null {
  const count = date.year * 12 + (date.month - 1) + months;
  const year = Math.floor(count / 12);
  const month = count - year * 12 + 1;
  return makeDate(year, month, Math.min(date.day, daysInMonth(year, month)));
}

export const addDays = (date: FeelDate, days: number): FeelDate | null => dateAt(date.days + days);

/** A time of day moved on by a duration; past midnight it goes round. */
export function addToTime(time: FeelTime, nanos: bigint): FeelTime {
  const full = BigInt(daySeconds) * second;
  const sum = BigInt(time.seconds) * second + BigInt(time.nanos) + nanos;
  const within = sum - floorDiv(sum, full) * full;
  return new FeelTime(Number(within / second), Number(within % second), time.zone);
}

/** Midnight at the start of the date; a date that meets a moment counts as midnight UTC, as the standard has it. */
export const startOf = (date: FeelDate, zone: Zone): FeelDateTime => new FeelDateTime(date, new FeelTime(0, 0, zone));

/** The offset of a zoned time as a duration, or `null` when it has no zone. */
export function offsetOf(time: FeelTime, date?: FeelDate): TimeDuration | null {
  if (time.zone === null) return null;
  return new TimeDuration(BigInt(offsetAtLocal(time.zone, (date?.days ?? 0) * daySeconds + time.seconds)) * second);
}
