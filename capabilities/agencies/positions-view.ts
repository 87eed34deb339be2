// The chairs of an agency and who sits on them today, for its administrators.

import { localDate } from "../../kernel/calendar/index.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { notFound } from "../../kernel/errors.ts";
import { absencesOn, type HoldingHistory, historyOf, holdingsOn, positionsOf, unitsOf } from "./agencies.sql.ts";
import { type Agency, type Position, titleOf } from "./agency.ts";
import { calendarOf } from "./calendars.ts";
import { actorOf, isActing, whoActs } from "./holding.ts";
import { searchWords } from "./region.ts";
import { findAgency } from "./view.ts";

export type Chair = {
  position: Position;
  unitName: string;
  acting: { name: string; title: string }[];
  because?: "vacant" | "away";
};
/** A page of chairs; on the first page without a search also those of heads on which nobody acts. */
export type ChairsView = { agency: Agency; chairs: Chair[]; needing: Chair[]; next?: string };
export type ChairView = { agency: Agency; chair: Chair; history: HoldingHistory[]; today: string };

const PAGE = 50;

/** The chairs whose position, unit or holder has every word, after the one with which the page before ended. */
export async function viewChairs(
  tx: Tx,
  code: string,
  { text, after = "" }: { text: string; after?: string },
): Promise<ChairsView> {
  const { agency, chairs } = await allChairs(tx, code);
  const words = searchWords(text);
  const found = chairs.filter(({ position, unitName, acting }) => {
    const whole = `${position.name} ${unitName} ${acting.map(({ name }) => name).join(" ")}`.toLowerCase();
    return words.every((word) => whole.includes(word));
  });
  const from = found.findIndex(({ position }) => position.id === after) + 1;
  const shown = found.slice(from, from + PAGE);
  return {
    agency,
    chairs: shown,
    needing: words.length > 0 || from > 0 ? [] : chairs.filter(({ position, because }) => position.isHead && because),
    next: found.length > from + PAGE ? shown.at(-1)?.position.id : undefined,
  };
}

/** One chair with those who held it. @throws Refused when the agency has no such position. */
export async function viewChair(tx: Tx, code: string, id: string): Promise<ChairView> {
  const { agency, chairs, today } = await allChairs(tx, code);
  const chair = chairs.find(({ position }) => position.id === id);
  if (!chair) throw notFound();
  return { agency, chair, today, history: await historyOf(tx, { agency: agency.id, id }) };
}

async function allChairs(tx: Tx, code: string): Promise<{ agency: Agency; chairs: Chair[]; today: string }> {
  const agency = await findAgency(tx, code);
  const today = localDate(tx.now, (await calendarOf(tx, agency.id)).zone);
  const [units, positions, holdings, absences] = await Promise.all([
    unitsOf(tx, agency.id),
    positionsOf(tx, agency.id),
    holdingsOn(tx, agency.id, today),
    absencesOn(tx, agency.id, today),
  ]);
  const unitNames = new Map(units.map(({ id, name }) => [id, name]));
  const heldBy = Map.groupBy(holdings, ({ position }) => position);
  const chairs = positions.map((position): Chair => {
    const held = heldBy.get(position.id) ?? [];
    const one = actorOf(held, absences, today);
    const acting = whoActs(held, absences, today).map(({ official, kind }) => ({
      name: held.find((holding) => holding.official === official)?.name ?? "",
      title: titleOf(position.name, kind),
    }));
    return { position, unitName: unitNames.get(position.unit) ?? "", acting, ...(isActing(one) ? {} : one) };
  });
  return { agency, chairs, today };
}
