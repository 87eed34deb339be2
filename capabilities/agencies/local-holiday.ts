// A local day off: set by decree of the head of the region, written here by the agency's administrator.

import type { Actor } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import { formatDay } from "../../kernel/calendar/index.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { ensure, type Fault, faulty, forbidden, notFound, refuse } from "../../kernel/errors.ts";
import { announce } from "../../kernel/hall.ts";
import { deleteLocalHoliday, holidaysOf, insertLocalHoliday } from "./agencies.sql.ts";
import { mayAdminister } from "./officers.ts";

/** The day as "2026-09-17", or what was wrong with what was typed. */
export type NewHoliday = { name: string; day: string | { wrong: "missing" | "day" | "month" | "year" } };

/**
 * Adds a local day off to the actor's agency. Whoever counts by its calendar hears `calendar.changed`.
 * @throws Refused when the actor is no administrator, the day is off already, or a field is wrong.
 */
export async function addLocalHoliday(tx: Tx, actor: Actor, given: NewHoliday): Promise<void> {
  ensure(await mayAdminister(tx, actor), () => forbidden("agencies.not-administrator"));
  const agency = actor.agency as string;
  const name = given.name.trim().slice(0, 200);
  const faults: Fault[] = [];
  if (name === "") faults.push({ field: "nama", key: "agencies.holiday-name-missing" });
  if (typeof given.day !== "string") {
    faults.push({
      field: "tanggal",
      key: given.day.wrong === "missing" ? "agencies.holiday-date-missing" : "agencies.holiday-date-bad",
    });
  } else if (Math.abs(Number(given.day.slice(0, 4)) - tx.now.getUTCFullYear()) > 2) {
    faults.push({ field: "tanggal", key: "agencies.holiday-year-far" });
  }
  if (faults.length > 0 || typeof given.day !== "string") throw faulty(faults);
  const { day } = given;
  const [there] = await holidaysOf(tx, agency, { from: day, to: day });
  if (there)
    throw faulty([
      { field: "tanggal", key: "agencies.holiday-there", params: { day: formatDay(day, "id"), name: there.name } },
    ]);

  await insertLocalHoliday(tx, { agency, day, name });
  record(tx, actor, { act: "calendar.holiday-added", target: agency, detail: { day, name } });
  announce(tx, "calendar.changed", { agency });
}

/** Takes a local day off back. @throws Refused when the actor is no administrator, or it is not there. */
export async function removeLocalHoliday(tx: Tx, actor: Actor, day: string): Promise<void> {
  ensure(await mayAdminister(tx, actor), () => forbidden("agencies.not-administrator"));
  const agency = actor.agency as string;
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) throw notFound("agencies.holiday-not-there");
  ensure(await deleteLocalHoliday(tx, { agency, day }), refuse("agencies.holiday-not-there", {}, 404));
  record(tx, actor, { act: "calendar.holiday-removed", target: agency, detail: { day } });
  announce(tx, "calendar.changed", { agency });
}
