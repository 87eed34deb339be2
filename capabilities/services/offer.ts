// Adoption: an agency offers a published service with its own parameters, units and officers.

import { type Actor, workerActor } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import { ensure, type Fault, faulty, refuse } from "../../kernel/errors.ts";
import { announce, type Hall } from "../../kernel/hall.ts";
import { type Agency, agencyById, positionById, type Unit, unitById } from "../agencies/index.ts";
import { countOfferings, learnWords, placeDocument, placeWords } from "./catalogue.ts";
import type { ParameterValues, Role, Service } from "./definition/model.ts";
import { parameterValues } from "./definition/parameters.ts";
import { asOwner } from "./owner.ts";
import {
  type Offering,
  offeringById,
  type RoleHolder,
  type Status,
  saveOffering,
  serviceByKey,
} from "./services.sql.ts";
import { loadVersion } from "./version.ts";

export type Offer = {
  agency: string;
  /** The service's key. Its newest version is offered. */
  service: string;
  /** The unit that answers for it. */
  unit: string;
  /** Who plays each role of the process; the applicant's needs nobody. The agency is the unit's own. */
  roles: Record<string, { unit: string; position?: string | null }>;
  parameters?: ParameterValues;
  slug?: string;
  status?: Status;
  statusReason?: string;
  pausedUntil?: string | null;
};

/**
 * Offers a service, or changes how the agency already offers it by that unit: then it moves to the newest version, and keeps its id and address.
 * @throws Refused with every parameter and role that is wrong.
 */
export const offerService = (hall: Hall, offer: Offer): Promise<Offering> => asOwner(hall, (tx) => offerIn(tx, offer));

/** The same in a transaction under way: for set-ups that offer many. */
export async function offerIn(tx: Tx, offer: Offer): Promise<Offering> {
  const made = await writeOffering(tx, workerActor, offer);
  await refreshCatalogue(tx, made.agencyId, made.id);
  return made;
}

/** Checks and writes an offering; the catalogue is told by whoever may write there. */
export async function writeOffering(tx: Tx, actor: Actor, offer: Offer): Promise<Offering> {
  const found = await serviceByKey(tx, offer.service);
  ensure(found, refuse("services.unknown-service", { service: offer.service }));
  const [agency, unit, version] = await Promise.all([
    agencyById(tx, offer.agency),
    unitById(tx, offer.unit),
    loadVersion(tx, found.versionId),
  ]);
  ensure(agency && unit && unit.agency === agency.id, refuse("services.unit-of-another"));
  const { service } = version.definition;
  const parameters = parameterValues(service, offer.parameters);
  const roles = await readRoles(tx, service, offer.roles);
  const faults: Fault[] = [
    ...parameters.faults.map(({ parameter, code, bound }) => ({
      field: `parameters.${parameter}`,
      key: `services.parameter.${code}`,
      params: { parameter, bound: bound ?? "" },
    })),
    ...roles.faults,
  ];
  if (faults.length > 0) throw faulty(faults);

  const place = placeOf(agency, unit);
  // The offices of a government are called the same everywhere: only a kelurahan's name tells where it is.
  const names = [agency.name, ...(isLocal(unit) ? [unit.name] : [])];
  const { id } = await saveOffering(tx, {
    agencyId: agency.id,
    id: tx.id(),
    serviceId: found.id,
    versionId: found.versionId,
    unitId: unit.id,
    own: offer.parameters ?? {},
    parameters: parameters.values,
    roles: roles.holders,
    letterhead: letterheadOf(agency, unit),
    status: offer.status ?? "open",
    statusReason: offer.statusReason ?? "",
    pausedUntil: offer.pausedUntil ?? null,
    slug: await freeSlug(tx, found.id, unit.id, offer.slug ?? slugOf(place)),
    agencySlug: slugOf(governed(agency)),
    agencyName: governed(agency),
    unitName: unit.name,
    region: unit.region ?? agency.region,
    document: placeDocument(names),
  });
  record(tx, actor, {
    agency: agency.id,
    act: "service.offered",
    target: id,
    detail: { service: offer.service, version: version.number },
  });
  announce(tx, "service.offered", { agency: agency.id, offering: id, service: found.id });
  return (await offeringById(tx, agency.id, id)) as Offering;
}

/** Brings the catalogue up to what is offered now: by the worker, after an agency offered, paused or closed something. */
export async function refreshCatalogue(tx: Tx, agency: string, offering: string): Promise<void> {
  const found = await offeringById(tx, agency, offering);
  if (!found) return;
  const unit = await unitById(tx, found.unitId);
  await learnWords(tx, placeWords([found.agencyName, ...(unit && isLocal(unit) ? [unit.name] : [])]));
  await countOfferings(tx, found.serviceId);
}

/** A kelurahan offers in its own name; elsewhere people know the government, not its units. */
const placeOf = (agency: Agency, unit: Unit): string => (isLocal(unit) ? unit.name : governed(agency));

const isLocal = (unit: Unit): boolean => unit.kind === "kelurahan" || unit.kind === "kecamatan";

/** What people call it: the place, not its government. @example "Pemerintah Kota Pangkalpinang" → "Kota Pangkalpinang" */
const governed = (agency: Agency): string => agency.name.replace(/^Pemerintah (Daerah )?/i, "");

/** A text as part of an address. @example slugOf("Kota Pangkalpinang") // "kota-pangkalpinang" */
export const slugOf = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60)
    .replace(/-+$/, "") || "instansi";

/** The wished address, or with a number behind it when another unit has it. */
async function freeSlug(tx: Tx, serviceId: string, unit: string, wish: string): Promise<string> {
  const taken = new Set(
    (
      await tx.many<{ slug: string }>(
        sql`select slug from services.offering where service_id = ${serviceId} and unit_id <> ${unit} and (slug = ${wish} or slug like ${`${wish}-%`})`,
      )
    ).map((row) => row.slug),
  );
  for (let n = 1; ; n++) {
    const slug = n === 1 ? wish : `${wish}-${n}`;
    if (!taken.has(slug)) return slug;
  }
}

function letterheadOf(agency: Agency, unit: Unit) {
  const crest = agency.hasCrest ? { crest: `${agency.code}.svg` } : {};
  return {
    government: agency.name,
    name: unit.name,
    address: agency.address,
    phone: agency.phone,
    email: agency.email,
    ...crest,
  };
}

/** Every role of the process with who plays it; faults for those that nobody plays, that are unknown, or whose unit is not there. */
async function readRoles(
  tx: Tx,
  service: Service,
  given: Offer["roles"],
): Promise<{ holders: Record<string, RoleHolder>; faults: Fault[] }> {
  const holders: Record<string, RoleHolder> = {};
  const faults: Fault[] = [];
  const fault = (role: string, key: string) => faults.push({ field: `roles.${role}`, key, params: { role } });
  const known = new Map<string, Role>(service.roles.map((role) => [role.key, role]));
  for (const role of Object.keys(given)) if (!known.has(role)) fault(role, "services.role.unknown");
  for (const role of known.values()) {
    if (role.kind === "applicant") continue;
    const holder = Object.hasOwn(given, role.key) ? given[role.key] : undefined;
    if (!holder) {
      fault(role.key, "services.role.nobody");
      continue;
    }
    const unit = await unitById(tx, holder.unit);
    const position = holder.position ? await positionById(tx, holder.position) : undefined;
    if (!unit) fault(role.key, "services.role.no-unit");
    else if (role.kind === "position" && !position) fault(role.key, "services.role.no-position");
    else if (holder.position && (!position || position.unit !== unit.id)) fault(role.key, "services.role.no-position");
    else holders[role.key] = { agency: unit.agency, unit: unit.id, position: holder.position ?? null };
  }
  return { holders, faults };
}

/** Who plays a role in an offering; undefined for the applicant's. */
export const resolveRole = (offering: Pick<Offering, "roles">, role: string): RoleHolder | undefined =>
  Object.hasOwn(offering.roles, role) ? offering.roles[role] : undefined;
