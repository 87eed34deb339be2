// `npx pendopo clock due`: when a count of working days ends, by any calendar. The people who check an office's arithmetic
// are its users, so every answer says what was counted, and every refusal which argument is wrong and what to write instead.

import { readFile } from "node:fs/promises";
import { parse as parseYaml } from "yaml";
import { type Fault, Refused } from "../errors.ts";
import { type Locale, translator, type Words } from "../words/words.ts";
import type { Calendar, Warning } from "./calendar.ts";
import { dueAt, type Pause } from "./clock.ts";
import { formatDateTime, formatLongDate, isoWithOffset } from "./format.ts";
import { builtInCalendar, makeCalendar } from "./make-calendar.ts";
import { readTime } from "./read-time.ts";
import { lengthText, workingDaysText } from "./sentences.ts";
import { calendarWords } from "./words.ts";
import { endOfWorkday, instant, localOf, workingTimeBetween } from "./working-time.ts";

export type ClockArguments = {
  /** A built-in name, an agency's code (when `lookUp` knows it), or a JSON or YAML file. */
  calendar?: string;
  from?: string;
  workingDays?: string | number;
  pauses?: string[];
  json?: boolean;
  locale?: Locale;
  /** Finds an agency's calendar; handed in by the program above, because the kernel knows no agency. */
  lookUp?: (name: string) => Promise<Calendar | undefined>;
};

/** One argument that cannot be used: told all at once, with exit code 2. */
type Problem = {
  argument: string;
  key: string;
  params?: Record<string, string | number | undefined>;
  faults?: Fault[];
};

/** Answers the command. Exit code 0 with the due time, or 2 with every argument that is wrong; `text` is what to print. */
export async function clockDue(given: ClockArguments): Promise<{ exitCode: number; text: string }> {
  const t = translator(given.locale ?? "id", calendarWords);
  const problems: Problem[] = [];
  const calendar = await findCalendar(t, given, problems);
  const from = readArgument(t, "--from", given.from, calendar, problems);
  const workingDays = readDays(t, given.workingDays, problems);
  const pauses = readPauses(t, given.pauses ?? [], calendar, problems);
  if (problems.length > 0 || !calendar || !from || workingDays === undefined) return refusal(t, problems, given.json);

  try {
    return {
      exitCode: 0,
      text: answer(t, { calendar, from, workingDays, pauses, json: given.json === true, name: given.calendar! }),
    };
  } catch (problem) {
    // The only RangeError left is a count that runs past the last year.
    if (!(problem instanceof RangeError)) throw problem;
    return refusal(
      t,
      [{ argument: "--working-days", key: "clock.too-many-days", params: { value: workingDays } }],
      given.json,
    );
  }
}

type Question = { calendar: Calendar; from: Date; workingDays: number; pauses: Pause[]; json: boolean; name: string };

function answer(t: Words, { calendar, from, workingDays, pauses, json, name }: Question): string {
  const { at, warnings } = dueAt(calendar, from, workingDays, pauses);
  const unpaused = dueAt(calendar, from, workingDays);
  const pausedMinutes = workingTimeBetween(calendar, unpaused.at, at);
  const counted = endOfWorkday(calendar, from, 0);
  const outside = pauses
    .filter(([start, end]) => end! <= from || start > at)
    .map(
      ([start, end]): Warning => ({ key: "calendar.pause-outside", params: { pause: `${iso(start)}/${iso(end!)}` } }),
    );
  const told = [...warnings, ...outside].map((warning) => ({ key: warning.key, text: t(warning.key, warning.params) }));

  function iso(time: Date): string {
    return isoWithOffset(time, calendar.zone);
  }
  const countedDay = localOf(calendar, counted.getTime()).day;
  const sentences = [
    t("calendar.due-sentence", {
      due: formatDateTime(at, calendar.zone, t.locale),
      length: workingDaysText(t, workingDays),
      from: formatDateTime(from, calendar.zone, t.locale),
    }),
    countedDay === localOf(calendar, from.getTime()).day
      ? ""
      : t("calendar.counted-from", { day: formatLongDate(instant(calendar, countedDay, 0), calendar.zone, t.locale) }),
    pausedMinutes > 0
      ? t("calendar.paused-sentence", {
          length: t("calendar.working-length", { length: lengthText(t, pausedMinutes) }),
        })
      : "",
  ].filter(Boolean);

  if (!json)
    return [iso(at), sentences.join(" "), ...told.map(({ text }) => t("calendar.warning", { text }))].join("\n");
  return JSON.stringify(
    {
      due: iso(at),
      from: iso(from),
      countedFrom: iso(instant(calendar, countedDay, 0)).slice(0, 10),
      workingDays,
      dueWithoutPauses: iso(unpaused.at),
      pausedWorkingMinutes: pausedMinutes,
      calendar: calendar.name || name,
      zone: calendar.zone.name,
      sentence: sentences.join(" "),
      warnings: told,
    },
    null,
    2,
  );
}

function refusal(t: Words, problems: Problem[], json = false): { exitCode: number; text: string } {
  const faultText = ({ field, key, params }: Fault) => `${field ? `${field}: ` : ""}${t(key, params)}`;
  const told = problems.map(({ argument, key, params, faults = [] }) => ({
    argument,
    problem: t(key, params),
    faults: faults.map(faultText),
  }));
  if (json) return { exitCode: 2, text: JSON.stringify({ errors: told }, null, 2) };
  const lines = told.flatMap(({ argument, problem, faults }) => [
    t("clock.wrong-argument", { argument, problem }),
    ...faults.map((fault) => `  ${fault}`),
  ]);
  return { exitCode: 2, text: lines.join("\n") };
}

async function findCalendar(
  t: Words,
  { calendar: name, lookUp }: ClockArguments,
  problems: Problem[],
): Promise<Calendar | undefined> {
  const argument = "--calendar";
  const advice = t("clock.advice-calendar");
  if (!name?.trim()) {
    problems.push({ argument, key: "clock.missing", params: { advice } });
    return undefined;
  }
  const known = builtInCalendar(name.trim()) ?? (await lookUp?.(name.trim()));
  if (known) return known;
  let data: unknown;
  try {
    const text = (await readFile(name, "utf8")).replace(/^\uFEFF/, "");
    // JSON is YAML; a file with an anchor bomb is refused by the parser's own limit.
    data = parseYaml(text, { maxAliasCount: 50, logLevel: "error" });
  } catch (problem) {
    const missing = (problem as NodeJS.ErrnoException).code === "ENOENT";
    const [firstLine = ""] = String((problem as Error).message).split("\n");
    problems.push(
      missing
        ? { argument, key: "clock.no-calendar", params: { value: name, advice } }
        : { argument, key: "clock.unreadable", params: { value: name, problem: firstLine } },
    );
    return undefined;
  }
  try {
    return makeCalendar(data);
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    problems.push({ argument, key: "calendar.invalid", params: { file: name }, faults: problem.faults });
    return undefined;
  }
}

function readArgument(
  t: Words,
  argument: string,
  text: string | undefined,
  calendar: Calendar | undefined,
  problems: Problem[],
): Date | undefined {
  const advice = t("clock.advice-time");
  if (!text?.trim()) {
    problems.push({ argument, key: "clock.missing", params: { advice } });
    return undefined;
  }
  // Where the calendar itself is wrong, the times are read in WIB, so that their own faults are told in the same answer.
  const time = readTime(text, (calendar ?? builtInCalendar("nasional")!).zone);
  if (time instanceof Date) return time;
  problems.push({ argument, key: time.key, params: { value: time.value, advice } });
  return undefined;
}

function readDays(t: Words, given: string | number | undefined, problems: Problem[]): number | undefined {
  const argument = "--working-days";
  const text = String(given ?? "").trim();
  const advice = t("clock.advice-days");
  if (text === "") problems.push({ argument, key: "clock.missing", params: { advice } });
  else if (!/^\d+$/.test(text)) problems.push({ argument, key: "clock.bad-days", params: { value: text, advice } });
  // Two centuries hold some sixty thousand working days; a longer number is a slip, and is not even counted.
  else if (Number(text) > 100_000) problems.push({ argument, key: "clock.too-many-days", params: { value: text } });
  else return Number(text);
  return undefined;
}

function readPauses(t: Words, given: string[], calendar: Calendar | undefined, problems: Problem[]): Pause[] {
  const argument = "--pause";
  return given.flatMap((text): Pause[] => {
    const parts = text.split("/");
    if (parts.length !== 2 || parts.some((part) => part.trim() === "")) {
      problems.push({ argument, key: "clock.bad-pause", params: { value: text, advice: t("clock.advice-pause") } });
      return [];
    }
    const from = readArgument(t, argument, parts[0], calendar, problems);
    const to = readArgument(t, argument, parts[1], calendar, problems);
    if (!from || !to) return [];
    if (to < from) {
      problems.push({ argument, key: "clock.pause-backwards", params: { value: text } });
      return [];
    }
    return [[from, to]];
  });
}
