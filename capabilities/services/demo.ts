// What the demo government offers: the library's services, by a city, two regencies and every kelurahan of the city.

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Tx } from "../../kernel/db/database.ts";
import { worker } from "../../kernel/db/scope.ts";
import { Defect } from "../../kernel/errors.ts";
import type { Hall } from "../../kernel/hall.ts";
import { agencyByCode, positionByKey, unitByKey, unitsOf } from "../agencies/index.ts";
import type { ParameterValues } from "./definition/model.ts";
import { type Offer, offerIn } from "./offer.ts";
import { asOwner } from "./owner.ts";
import { publishFolder } from "./publish.ts";
import { openOfferings, serviceByKey } from "./services.sql.ts";
import { loadVersion } from "./version.ts";

/** Who plays a role: a unit of an agency, and the position in it where the role asks for one; all by their demo keys. */
type Cast = Record<string, { agency: string; unit: string; position?: string }>;
type DemoOffer = { service: string; agency: string; unit: string; cast: Cast; parameters?: ParameterValues };

const laboratory = { agency: "babel", unit: "labkes", position: "analis" };
const hygiene = (agency: string, parameters: ParameterValues): DemoOffer => ({
  service: "sertifikat-laik-higiene",
  agency,
  unit: "dpmptsp",
  cast: {
    loket: { agency, unit: "dpmptsp", position: "front-office" },
    inspektur: { agency, unit: "dinkes", position: "inspektur-sanitasi" },
    laboratorium: laboratory,
    kepala: { agency, unit: "dpmptsp" },
  },
  parameters,
});

/** The rights of UU 27/2022, at an agency with a data protection officer. Only one answers for the accounts of the installation. */
const DATA_RIGHTS_LIBRARY = [
  "hak-akses",
  "hak-perbaikan",
  "hak-penghapusan",
  "hak-penarikan-persetujuan",
  "hak-keberatan",
  "hak-pembatasan",
  "hak-portabilitas",
] as const;
const rightsAt = (agency: string, answersForAccounts: boolean): DemoOffer[] =>
  DATA_RIGHTS_LIBRARY.map((service) => ({
    service,
    agency,
    unit: "diskominfo",
    cast: {
      pelindung: { agency, unit: "diskominfo", position: "pelindung-data" },
      kepala: { agency, unit: "diskominfo" },
    },
    ...(service === "hak-perbaikan" || service === "hak-penghapusan"
      ? { parameters: { menjawabAkun: answersForAccounts } }
      : {}),
  }));

const DEMO_OFFERS: readonly DemoOffer[] = [
  ...rightsAt("pangkalpinang", true),
  ...rightsAt("babel", false),
  hygiene("pangkalpinang", { hariJanji: 14 }),
  // An island away from the laboratory promises more time for its samples.
  hygiene("belitung", { hariJanji: 18, hariLaboratorium: 10 }),
  hygiene("bangka", { hariJanji: 12, hariInspeksi: 4, biaya: 75_000 }),
  {
    service: "persetujuan-kkpr",
    agency: "pangkalpinang",
    unit: "dpmptsp",
    cast: {
      loket: { agency: "pangkalpinang", unit: "dpmptsp", position: "front-office" },
      "tata-ruang": { agency: "pangkalpinang", unit: "pupr" },
      pertanahan: { agency: "pangkalpinang", unit: "perkim" },
      lingkungan: { agency: "pangkalpinang", unit: "dlh", position: "pengawas-lingkungan" },
      pengawas: { agency: "pangkalpinang", unit: "inspektorat" },
      kepala: { agency: "pangkalpinang", unit: "dpmptsp" },
    },
  },
];

const library = (service: string): string => fileURLToPath(new URL(`../../library/${service}`, import.meta.url));
export const LIBRARY = [
  "sertifikat-laik-higiene",
  "keterangan-domisili-usaha",
  "persetujuan-kkpr",
  ...DATA_RIGHTS_LIBRARY,
] as const;

/** Publishes the library and offers it; a service that is there already is left as it is. */
export async function seedDemoServices(hall: Hall, tell: (text: string) => void): Promise<void> {
  for (const service of LIBRARY) {
    const known = await hall.db.read(worker, async (tx) => {
      const found = await serviceByKey(tx, service);
      return { published: found !== undefined, offered: found ? await isOffered(tx, service) : false };
    });
    if (known.offered || !existsSync(`${library(service)}/service.yaml`)) continue;
    tell(`menerbitkan layanan ${service}`);
    if (!known.published) await publishFolder(hall, library(service));
    await asOwner(hall, async (tx) => {
      for (const offer of DEMO_OFFERS) if (offer.service === service) await offerIn(tx, await resolve(tx, offer));
      if (service === "keterangan-domisili-usaha")
        for (const offer of await villageOffers(tx)) await offerIn(tx, await resolve(tx, offer));
    });
  }
}

const isOffered = async (tx: Tx, service: string) =>
  (await openOfferings(tx, { after: [service, ""], limit: 1 })).some((offering) => offering.serviceKey === service);

/** Every kelurahan of the city writes letters of domicile: its section receives, its head signs. */
async function villageOffers(tx: Tx): Promise<DemoOffer[]> {
  const city = await agencyByCode(tx, "pangkalpinang");
  if (!city) return [];
  const units = (await unitsOf(tx, city.id)).filter((unit) => unit.kind === "kelurahan" && unit.key);
  return units.map((unit) => {
    const key = (unit.key as string).split("/").at(-1) as string;
    const here = { agency: "pangkalpinang", unit: key };
    return {
      service: "keterangan-domisili-usaha",
      ...here,
      cast: { petugas: { ...here, position: "kasi-pelayanan" }, lurah: here },
    };
  });
}

async function resolve(tx: Tx, { service, agency, unit, cast, parameters }: DemoOffer): Promise<Offer> {
  const found = await serviceByKey(tx, service);
  if (!found) throw new Defect(`the demo offers ${service}, which is not published`);
  const { definition } = await loadVersion(tx, found.versionId);
  const kinds = new Map(definition.service.roles.map((role) => [role.key, role.kind]));
  const roles: Offer["roles"] = {};
  for (const [role, holder] of Object.entries(cast)) {
    const place = await unitOf(tx, holder.agency, holder.unit);
    const position =
      kinds.get(role) === "position" && holder.position
        ? await positionByKey(tx, place.agency, `${holder.agency}/${holder.unit}/${holder.position}`)
        : undefined;
    roles[role] = { unit: place.id, position: position?.id ?? null };
  }
  const answers = await unitOf(tx, agency, unit);
  return { agency: answers.agency, service, unit: answers.id, roles, parameters };
}

async function unitOf(tx: Tx, agencyKey: string, unitKey: string) {
  const agency = await agencyByCode(tx, agencyKey);
  const unit = agency && (await unitByKey(tx, agency.id, `${agencyKey}/${unitKey}`));
  if (!unit) throw new Defect(`the demo has no unit ${agencyKey}/${unitKey}`);
  return unit;
}
