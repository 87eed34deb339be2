// What the pages of a position's permissions show, gathered in few queries.

import type { Actor } from "../../kernel/actor.ts";
import { localDate } from "../../kernel/calendar/index.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { ensure, forbidden, notFound } from "../../kernel/errors.ts";
import {
  type Agency,
  agencyByCode,
  calendarOf,
  type Holder,
  holdersOf,
  mayAdminister,
  type PermissionRow,
  type Position,
  permissionsOf,
  positionById,
  type Region,
  regionChildren,
  type Unit,
  unitsOf,
} from "../agencies/index.ts";
import { type NamedService, servicesByIds, servicesOf } from "./names.sql.ts";
import type { Names } from "./sentence.ts";

export type PositionView = {
  agency: Agency;
  position: Position;
  units: Unit[];
  services: NamedService[];
  regions: Region[];
  rows: PermissionRow[];
  holders: Holder[];
  names: Names;
  today: string;
  /** The reader may change what it permits: an administrator, of a position that is not their own. */
  mayChange: boolean;
  mayEnd: boolean;
};

/** A position with what it permits, for officials of its agency. @throws Refused 403 to others, 404 when it is not there. */
export async function viewPosition(
  tx: Tx,
  actor: Actor,
  { code, position: id }: { code: string; position: string },
): Promise<PositionView> {
  const [agency, position] = await Promise.all([agencyByCode(tx, code), positionById(tx, id)]);
  if (!agency) throw notFound("agencies.no-such-agency");
  ensure(actor.agency === agency.id, () => forbidden("permission.other-agency"));
  if (position?.agency !== agency.id) throw notFound();
  const today = localDate(tx.now, (await calendarOf(tx, agency.id)).zone);
  const [units, offered, regions, rows, holders, administers] = await Promise.all([
    unitsOf(tx, agency.id),
    servicesOf(tx, agency.id),
    regionChildren(tx, agency.region ?? undefined),
    permissionsOf(tx, { agency: agency.id, position: id }),
    holdersOf(tx, id, today),
    mayAdminister(tx, actor),
  ]);
  const gone = rows
    .flatMap(({ services }) => services ?? [])
    .filter((service) => !offered.some((each) => each.id === service));
  const services = gone.length > 0 ? [...offered, ...(await servicesByIds(tx, gone))] : offered;
  return {
    agency,
    position,
    units,
    services: offered,
    regions,
    rows,
    holders,
    today,
    names: {
      units: new Map(units.map((unit) => [unit.id, unit.name])),
      services: new Map(services.map((service) => [service.id, service])),
      regions: new Map(regions.map((region) => [region.code, region.name])),
    },
    mayChange: administers && !actor.positions.includes(id),
    mayEnd: administers,
  };
}
