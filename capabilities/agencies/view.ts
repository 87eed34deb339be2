// What the pages and the API show of an agency, gathered in few queries.

import { type Calendar, localDate } from "../../kernel/calendar/index.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { notFound } from "../../kernel/errors.ts";
import {
  absencesOn,
  agencyByCode,
  type FoundAgency,
  type HeldBy,
  type HolidayRow,
  holdingsOn,
  positionsOf,
  unitsOf,
} from "./agencies.sql.ts";
import { type Absence, type Position, titleOf, type Unit } from "./agency.ts";
import { calendarOf } from "./calendars.ts";
import { actorOf, isActing } from "./holding.ts";

/** Who heads a unit today, as people read it; `because` when nobody does, with the name of the one who is away. */
export type HeadView = { title: string; name?: string; because?: "vacant" | "away" };
export type UnitView = Unit & { head?: HeadView; below: UnitView[] };
export type AgencyView = {
  agency: FoundAgency;
  calendar: Calendar;
  units: UnitView[];
  holidays: HolidayRow[];
};

/** An agency by its code, with its units and who heads them, its hours and next days off. Six queries, and one more after its calendar changed. */
export async function viewAgency(tx: Tx, code: string): Promise<AgencyView> {
  const agency = await findAgency(tx, code);
  const calendar = await calendarOf(tx, agency.id);
  const today = localDate(tx.now, calendar.zone);
  const [units, positions, holdings, absences] = await Promise.all([
    unitsOf(tx, agency.id),
    positionsOf(tx, agency.id),
    holdingsOn(tx, agency.id, today),
    absencesOn(tx, agency.id, today),
  ]);
  const heads = headViews(positions, holdings, absences, today);
  const holidays = calendar.holidays
    .map(
      ({ day, name, kind }): HolidayRow => ({ day: new Date(day * 86_400_000).toISOString().slice(0, 10), name, kind }),
    )
    .filter(({ day }) => day >= today);
  return { agency, calendar, units: treeOf(units, heads), holidays };
}

/** An agency by its code. @throws Refused when there is none. */
export async function findAgency(tx: Tx, code: string): Promise<FoundAgency> {
  const agency = await agencyByCode(tx, code);
  if (!agency) throw notFound("agencies.no-such-agency");
  return agency;
}

function headViews(
  positions: readonly Position[],
  holdings: readonly HeldBy[],
  absences: readonly Absence[],
  day: string,
): Map<string, HeadView> {
  const heads = new Map<string, HeadView>();
  for (const position of positions) {
    if (!position.isHead) continue;
    const held = holdings.filter((holding) => holding.position === position.id);
    const found = actorOf(held, absences, day);
    const name = isActing(found) ? held.find(({ official }) => official === found.official)?.name : held[0]?.name;
    heads.set(position.unit, {
      title: titleOf(position.name, isActing(found) ? found.kind : "definitif"),
      ...(name ? { name } : {}),
      ...(isActing(found) ? {} : found),
    });
  }
  return heads;
}

function treeOf(units: readonly Unit[], heads: Map<string, HeadView>): UnitView[] {
  const views = new Map(
    units.map((unit): [string, UnitView] => [unit.id, { ...unit, head: heads.get(unit.id), below: [] }]),
  );
  const top: UnitView[] = [];
  for (const view of views.values()) {
    const above = view.parent === null ? undefined : views.get(view.parent);
    (above?.below ?? top).push(view);
  }
  return top;
}
