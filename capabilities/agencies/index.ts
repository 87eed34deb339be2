// agencies: who governs. Agencies, units, positions and their holders, regions, and the calendars that deadlines are counted by.

import { fileURLToPath } from "node:url";
import { mayAct } from "../../kernel/actor.ts";
import type { Capability } from "../../kernel/hall.ts";
import { administrationWords } from "./administration-words.ts";
import { bytes } from "./bytes.ts";
import { doctor } from "./doctor.ts";
import { doctorWords } from "./doctor-words.ts";
import { endpoints } from "./endpoints.ts";
import { importWords } from "./import-words.ts";
import { officialNikWords } from "./official-nik-words.ts";
import { routes } from "./routes.ts";
import { seedDemo, seedReference } from "./seed.ts";
import { words } from "./words.ts";

export { anyAgency } from "./administration.sql.ts";
export { administered, administeredHere } from "./administration.ts";
export {
  agencyByCode,
  agencyById,
  officialById,
  officialByNip,
  positionById,
  positionByKey,
  positionsOf,
  unitById,
  unitByKey,
  unitsOf,
} from "./agencies.sql.ts";
export {
  type Agency,
  type Holding,
  type HoldingKind,
  type Official,
  type Position,
  titleOf,
  type Unit,
  type UnitKind,
} from "./agency.ts";
export { appoint, endHolding, noteAbsence } from "./appointment.ts";
export { calendarOf, calendarsOf } from "./calendars.ts";
export { type DemoGovernment, demoGovernment } from "./demo/government.ts";
export { demoId } from "./demo/ids.ts";
export { type Government, readGovernment } from "./government-file.ts";
export { checkPermission, endPermission, grantPermission, type WantedPermission } from "./grant-permission.ts";
export { isActing, type Signer } from "./holding.ts";
export { addAgencies, administratorsToday, type Installed, installGovernment, readAgencies } from "./install-agency.ts";
export { loadHolidays } from "./load-holidays.ts";
export { addLocalHoliday, removeLocalHoliday } from "./local-holiday.ts";
export { type Lack, may, mayIn, type Verdict } from "./may.ts";
export { formatNip, readNip } from "./nip.ts";
export { type Holder, headOf, holdersInUnit, holdersOf, mayAdminister, signerFor } from "./officers.ts";
export { nikPlace } from "./official-nik.ts";
export {
  agencyActs,
  type CaseAct,
  caseActs,
  DUTIES_APART,
  holdsOn,
  isCaseAct,
  type Permission,
  type PermittedAct,
} from "./permission.ts";
export { type PermissionRow, permissionsByIds, permissionsOf } from "./permissions.sql.ts";
export { type Region, type RegionKind, searchWords } from "./region.ts";
export { regionAncestry, regionByCode, regionChildren, searchRegions } from "./regions.ts";
export { rightsOf, type StandingRight } from "./rights.ts";
export { seedAgencies } from "./seed.ts";
export { UnitNames } from "./unit-path.ts";

export const agencies: Capability = {
  name: "agencies",
  bytes,
  migrations: fileURLToPath(new URL("migrations", import.meta.url)),
  words: { ...words, ...administrationWords, ...importWords, ...officialNikWords, ...doctorWords },
  routes,
  endpoints,
  nav: (actor, t) => (mayAct(actor, "administer") ? [{ href: "/kelola", label: t("agencies.manage-nav") }] : []),
  foot: (t) => [{ href: "/instansi", label: t("agencies.title") }],
  doctor,
  seed: seedReference,
  demo: async (hall, tell) => {
    await seedDemo(hall, tell);
    return undefined;
  },
};
