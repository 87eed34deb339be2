// `holidays load <file>`: brings in a joint decree on national holidays and joint leave, or its later change.

import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { workerActor } from "../../kernel/actor.ts";
import { INSTALLATION, record } from "../../kernel/audit/audit.ts";
import { type Calendar, makeCalendar } from "../../kernel/calendar/index.ts";
import { worker } from "../../kernel/db/scope.ts";
import { type Fault, faulty, Refused } from "../../kernel/errors.ts";
import { announce, type Hall } from "../../kernel/hall.ts";
import type { Words } from "../../kernel/words/words.ts";
import { replaceNationalHolidays } from "./agencies.sql.ts";

/**
 * Reads a list in the format of docs/calendar.md and puts it in the place of what was known of its years; other years stay.
 * Exit code 2 with every fault of the file when it cannot be used; nothing is changed then.
 */
export async function loadHolidays(hall: Hall, t: Words, file: string): Promise<{ exitCode: number; text: string }> {
  let days: { date: string; name: string; kind: string }[];
  try {
    days = await readList(file);
  } catch (problem) {
    if (problem instanceof Refused) {
      const lines = problem.faults.map(({ field, key, params }) => `  ${field}: ${t(key, params)}`);
      return { exitCode: 2, text: [t("calendar.invalid", { file }), ...lines].join("\n") };
    }
    const [reason = ""] = String((problem as Error).message).split("\n");
    return { exitCode: 2, text: t("clock.unreadable", { value: file, problem: reason }) };
  }
  const years = [...new Set(days.map(({ date }) => Number(date.slice(0, 4))))].sort();
  const changed = await hall.db.transact(worker, async (tx) => {
    const touched = await replaceNationalHolidays(tx, years, days);
    record(tx, workerActor, {
      agency: INSTALLATION,
      act: "calendar.decree-loaded",
      detail: { years, days: days.length },
    });
    // Every agency counts by it, so no one agency is named.
    if (touched > 0) announce(tx, "calendar.changed", { agency: null });
    return touched;
  });
  const told = years.map((year) =>
    t("agencies.decree-year", { year, n: days.filter(({ date }) => date.startsWith(`${year}`)).length }),
  );
  return { exitCode: 0, text: [...told, t("agencies.decree-changed", { n: changed })].join("\n") };
}

async function readList(file: string): Promise<{ date: string; name: string; kind: string }[]> {
  const calendar: Calendar = makeCalendar(
    parse((await readFile(file, "utf8")).replace(/^\uFEFF/, ""), { maxAliasCount: 50, logLevel: "error" }),
  );
  const faults: Fault[] = [];
  const days = new Map<number, { date: string; name: string; kind: string }>();
  for (const { day, name, kind } of calendar.holidays) {
    const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
    if (kind === "local") faults.push({ field: date, key: "agencies.decree-local" });
    // A day that is both stays a holiday: it is off for everybody.
    if (kind === "libur_nasional" || !days.has(day)) days.set(day, { date, name, kind });
  }
  if (days.size === 0) faults.push({ field: "holidays", key: "agencies.decree-empty" });
  if (faults.length > 0) throw faulty(faults);
  return [...days.values()];
}
