// Dates and times as people say them, in the zone of the office that is spoken of. Indonesian: "Rabu, 25 November 2026 pukul
// 16.00 WIB"; English: "Wednesday, 25 November 2026 at 16:00 WIB". Written here rather than by Intl, whose output moves with
// the versions of its data; a letter must read the same next year.

import type { Locale } from "../words/words.ts";
import { DAY, dayText, HOUR, MINUTE, offsetText, SECOND, two, weekdayOf, type Zone } from "./days.ts";

const weekdays = {
  id: ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"],
  en: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
};
const months = {
  id: "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split(" "),
  en: "January February March April May June July August September October November December".split(" "),
};
const shortMonths = {
  id: "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des".split(" "),
  en: "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" "),
};

const UTC: Zone = { name: "UTC", label: "UTC", offset: 0 };

type Parts = { day: number; year: number; month: number; date: number; time: number };

/** The parts of an instant on the wall clock of a zone; `month` from 0, `time` in milliseconds of the day. */
export function wallClock(at: Date, zone: Zone): Parts {
  const local = at.getTime() + zone.offset;
  const day = Math.floor(local / DAY);
  const date = new Date(local);
  return {
    day,
    year: date.getUTCFullYear(),
    month: date.getUTCMonth(),
    date: date.getUTCDate(),
    time: local - day * DAY,
  };
}

/** The day on the calendar that an instant has in a zone. @example localDate(at, wib) // "2026-11-25" */
export const localDate = (at: Date, zone: Zone): string => dayText(wallClock(at, zone).day);

/** A day on the calendar, written out, without any zone in it. @example formatDay("2026-11-25", "id") // "Rabu, 25 November 2026" */
export const formatDay = (day: string, locale: Locale): string =>
  formatLongDate(new Date(`${day}T00:00:00Z`), UTC, locale);

/** @example formatWeekday(at, wib, "id") // "Rabu" */
export const formatWeekday = (at: Date, zone: Zone, locale: Locale): string =>
  weekdays[locale][weekdayOf(wallClock(at, zone).day)]!;

/** The name of a weekday, Monday 0. */
export const weekdayName = (weekday: number, locale: Locale): string => weekdays[locale][weekday]!;

/** @example formatDate(at, wib, "id") // "25 November 2026" */
export function formatDate(at: Date, zone: Zone, locale: Locale): string {
  const { date, month, year } = wallClock(at, zone);
  return `${date} ${months[locale][month]} ${year}`;
}

/** @example formatShortDate(at, wib, "id") // "25 Nov 2026", for tables */
export function formatShortDate(at: Date, zone: Zone, locale: Locale): string {
  const { date, month, year } = wallClock(at, zone);
  return `${date} ${shortMonths[locale][month]} ${year}`;
}

/** @example formatLongDate(at, wib, "id") // "Rabu, 25 November 2026" */
export const formatLongDate = (at: Date, zone: Zone, locale: Locale): string =>
  `${formatWeekday(at, zone, locale)}, ${formatDate(at, zone, locale)}`;

/** @example formatTime(at, wib, "id") // "16.00 WIB" — and "16:00 WIB" in English */
export const formatTime = (at: Date, zone: Zone, locale: Locale): string =>
  `${formatTimeOfDay(wallClock(at, zone).time, locale)} ${zone.label}`;

/** A time of day without zone, from milliseconds of the day. @example formatTimeOfDay(27_000_000, "id") // "07.30" */
export const formatTimeOfDay = (time: number, locale: Locale): string =>
  `${two(Math.floor(time / HOUR))}${locale === "id" ? "." : ":"}${two(Math.floor((time % HOUR) / MINUTE))}`;

/** @example formatDateTime(at, wib, "id") // "Rabu, 25 November 2026 pukul 16.00 WIB" */
export const formatDateTime = (at: Date, zone: Zone, locale: Locale): string =>
  `${formatLongDate(at, zone, locale)} ${locale === "id" ? "pukul" : "at"} ${formatTime(at, zone, locale)}`;

/** ISO 8601 with the zone's offset, to the second (or the millisecond where there is one). @example "2026-11-25T16:00:00+07:00" */
export function isoWithOffset(at: Date, zone: Zone): string {
  const local = new Date(at.getTime() + zone.offset).toISOString().slice(0, -1);
  return `${at.getTime() % SECOND === 0 ? local.slice(0, -4) : local}${offsetText(zone.offset)}`;
}
