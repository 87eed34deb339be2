// What a case stands on: its offering, the version of its service, and the calendar of its agency.

import type { Calendar } from "../../kernel/calendar/index.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import { notFound } from "../../kernel/errors.ts";
import { calendarOf } from "../agencies/index.ts";
import { type LoadedVersion, loadVersion, type Offering, offeringById, type Service } from "../services/index.ts";

/** Heads by unit, for roles that belong to whoever heads it: known for a minute, as posts seldom move. */
const heads = new Map<string, { position: string | null; until: number }>();
async function headPosition(tx: Tx, unit: string): Promise<string | null> {
  const known = heads.get(unit);
  if (known && known.until > Date.now()) return known.position;
  const row = await tx.maybe<{ id: string }>(
    sql`select id from agencies.position where unit_id = ${unit} and is_head and closed_on is null`,
  );
  heads.set(unit, { position: row?.id ?? null, until: Date.now() + 60_000 });
  return row?.id ?? null;
}

export type Ground = {
  offering: Offering;
  version: LoadedVersion;
  service: Service;
  parameters: Record<string, number | boolean | string>;
  calendar: Calendar;
};

/** Loads it; versions and calendars come from memory after the first time, so this costs one query. */
export async function groundOf(
  tx: Tx,
  at: { agency_id: string; offering_id: string; version_id?: string },
): Promise<Ground> {
  const [offering, calendar] = await Promise.all([
    offeringById(tx, at.agency_id, at.offering_id),
    calendarOf(tx, at.agency_id),
  ]);
  if (!offering) throw notFound();
  const version = await loadVersion(tx, at.version_id ?? offering.versionId);
  const { service } = version.definition;
  for (const role of service.roles) {
    const holder = offering.roles[role.key];
    if (role.kind === "head" && holder && !holder.position) holder.position = await headPosition(tx, holder.unit);
  }
  return { offering, version, service, calendar, parameters: offering.parameters };
}

/** Who stands behind a role of the process: the applicant, or a unit and perhaps one position of it. */
export function behind(
  ground: Ground,
  role: string,
): { applicant: true } | { applicant: false; agency: string; unit: string; position: string | null } {
  const declared = ground.service.roles.find((each) => each.key === role);
  if (declared?.kind === "applicant") return { applicant: true };
  const mapped = ground.offering.roles[role];
  // A role that nobody mapped falls to the unit that answers for the service: better there than nowhere.
  if (!mapped)
    return { applicant: false, agency: ground.offering.agencyId, unit: ground.offering.unitId, position: null };
  return { applicant: false, agency: mapped.agency, unit: mapped.unit, position: mapped.position ?? null };
}
