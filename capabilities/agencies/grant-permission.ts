// Permitting something to a position by decree, and ending it. Nobody permits anything to a position of their own.

import { type Actor, mayAct } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { ensure, type Fault, faulty, forbidden, notFound, refuse } from "../../kernel/errors.ts";
import { announce } from "../../kernel/hall.ts";
import { positionsOf, unitsOf } from "./agencies.sql.ts";
import type { Position, Unit } from "./agency.ts";
import { agencyActs, caseActs, holdsOn, isCaseAct, type Permission, type PermittedAct } from "./permission.ts";
import {
  administratorsBesides,
  closePermission,
  conflictAt,
  insertPermission,
  type PermissionRow,
  permissionsOf,
} from "./permissions.sql.ts";

/** What an administrator asks for. `replaces` is the permission that it takes the place of, when one is narrowed or widened. */
export type WantedPermission = Pick<
  Permission,
  "position" | "act" | "unit" | "below" | "services" | "regions" | "startsOn" | "endsOn" | "decree"
> & { replaces?: string };

type Checked = { agency: string; position: Position; units: Unit[]; rows: PermissionRow[]; faults: Fault[] };

/** What stands against a wanted permission, each at its field; the page asks this before anybody confirms. */
export async function checkPermission(tx: Tx, actor: Actor, wanted: WantedPermission, today: string): Promise<Checked> {
  const { agency, position, rows } = await permitAt(tx, actor, wanted.position);
  const units = await unitsOf(tx, agency);
  const faults: Fault[] = [];
  const known: readonly string[] = [...caseActs, ...agencyActs];
  if (!known.includes(wanted.act)) faults.push({ field: "izin", key: "permission.act-missing" });
  if (wanted.unit !== null && !units.some(({ id }) => id === wanted.unit))
    faults.push({ field: "unit", key: "permission.unit-unknown" });
  if (wanted.decree.trim() === "") faults.push({ field: "keputusan", key: "permission.decree-missing" });
  if (wanted.startsOn < today) faults.push({ field: "mulai", key: "permission.starts-past" });
  if (wanted.endsOn !== null && wanted.endsOn < wanted.startsOn)
    faults.push({ field: "selesai", key: "agencies.dates-backwards" });
  const others = rows.filter(({ id }) => id !== wanted.replaces);
  if (wanted.replaces && !rows.some(({ id, endsOn }) => id === wanted.replaces && endsOn === null))
    faults.push({ field: "izin", key: "permission.replaced-gone" });
  if (others.some((one) => holdsOn(one, wanted.startsOn) && reachesAsFar(one, wanted, position.unit)))
    faults.push({ field: "izin", key: "permission.there" });
  if (faults.length === 0) {
    const met = await conflictAt(tx, { agency, ...wanted, from: wanted.startsOn, to: wanted.endsOn });
    if (met) faults.push({ field: "izin", key: `permission.conflict.${pairOf(wanted.act, met)}` });
  }
  return { agency, position, units, rows, faults };
}

/** Permits an act to a position. @throws Refused with each fault, 403 to whoever does not administer, or for their own position. */
export async function grantPermission(tx: Tx, actor: Actor, wanted: WantedPermission, today: string): Promise<string> {
  const { agency, faults } = await checkPermission(tx, actor, wanted, today);
  if (faults.length > 0) throw faulty(faults);
  const by = actor.official as string;
  if (wanted.replaces)
    await closePermission(tx, { agency, id: wanted.replaces, lastDay: dayBefore(wanted.startsOn), by });
  const id = tx.id();
  const wide = isCaseAct(wanted.act) ? wanted : { unit: null, below: false, services: null, regions: null };
  await insertPermission(tx, {
    ...wanted,
    ...wide,
    agency,
    id,
    ceiling: null,
    decree: wanted.decree.trim(),
    grantedBy: by,
  });
  const { act, startsOn, endsOn, replaces } = wanted;
  record(tx, actor, {
    act: "permission.granted",
    target: wanted.position,
    detail: {
      permission: id,
      act,
      unit: wide.unit,
      below: wide.below,
      services: wide.services,
      regions: wide.regions,
      from: startsOn,
      to: endsOn,
      replaces,
    },
  });
  announce(tx, "position.changed", { agency, position: wanted.position });
  return id;
}

/**
 * Ends a permission with a last day; the day before today ends it at once. What follows from the position is ended like any other.
 * @throws Refused 409 when it has ended, or when nobody would administer the agency any more.
 */
export async function endPermission(
  tx: Tx,
  actor: Actor,
  given: { position: string; permission: string; lastDay: string },
  today: string,
): Promise<void> {
  const { agency, rows } = await permitAt(tx, actor, given.position, { own: "may-end" });
  const row = rows.find(({ id }) => id === given.permission);
  if (!row) throw notFound();
  ensure(row.endsOn === null || row.endsOn >= today, refuse("permission.ended-already", {}, 409));
  if (given.lastDay < dayBefore(today) || (row.endsOn !== null && given.lastDay >= row.endsOn))
    throw faulty([{ field: "akhir", key: "permission.end-wrong" }]);
  if (row.act === "administer")
    ensure(
      (await administratorsBesides(tx, { agency, permission: row.id, day: today })) > 0,
      refuse("permission.last-administrator", {}, 409),
    );
  const lastDay = [given.lastDay, dayBefore(row.startsOn)].sort().at(1) as string;
  await closePermission(tx, { agency, id: row.id, lastDay, by: actor.official as string });
  record(tx, actor, {
    act: "permission.ended",
    target: given.position,
    detail: { permission: row.id, act: row.act, to: lastDay },
  });
  announce(tx, "position.changed", { agency, position: given.position });
}

/** The position and what it permits, for an administrator who does not hold it. */
async function permitAt(tx: Tx, actor: Actor, id: string, { own }: { own?: "may-end" } = {}) {
  ensure(mayAct(actor, "administer") && actor.agency && actor.official, () => forbidden("agencies.not-administrator"));
  const agency = actor.agency as string;
  const position = (await positionsOf(tx, agency)).find((one) => one.id === id);
  if (!position) throw notFound();
  // A second administrator has to do it: whoever could widen their own rights would have them all.
  ensure(own === "may-end" || !actor.positions.includes(id), () => forbidden("permission.own-position"));
  return { agency, position, rows: await permissionsOf(tx, { agency, position: id }) };
}

/** Whether one that is there permits all that is wanted: then the new one would change nothing. */
const reachesAsFar = (one: Permission, wanted: WantedPermission, home: string): boolean =>
  one.act === wanted.act &&
  (one.endsOn === null || (wanted.endsOn !== null && wanted.endsOn <= one.endsOn)) &&
  (!isCaseAct(wanted.act) ||
    ((one.unit ?? home) === (wanted.unit ?? home) &&
      (one.below || !wanted.below) &&
      (one.services === null || (wanted.services?.every((each) => one.services?.includes(each)) ?? false)) &&
      (one.regions === null || (wanted.regions?.every((each) => one.regions?.includes(each)) ?? false))));

const pairOf = (one: PermittedAct, other: PermittedAct): string => [one, other].sort().join(".");

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
