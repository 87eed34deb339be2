// The demo government: the Province of Kepulauan Bangka Belitung, its city and its six regencies, made whole from the data files.

import type { CalendarData } from "../../../kernel/calendar/index.ts";
import type { Absence, Agency, Holding, HoldingKind, Official, Position, Unit } from "../agency.ts";
import { unitsWithLineage } from "../lineage.ts";
import { crests } from "./crests.ts";
import { type AgencyFile, readAgencyFile, type UnitFile } from "./file.ts";
import { demoId } from "./ids.ts";
import { demoBirth, demoDegree, demoName, demoNip, demoSex } from "./names.ts";
import { type Chair, ordinaryChairs } from "./positions.ts";

export type DemoAgency = Omit<Agency, "hasCrest"> & {
  key: string;
  crest: string | null;
  holidays: { date: string; name: string }[];
};
export type DemoUnit = Omit<Unit, "lineage"> & { key: string; sort: number };
export type DemoPosition = Position & { key: string; sort: number };
/** `positions` are the keys of what the official holds, the main one first. */
export type DemoOfficial = Official & { key: string; email: string; agency: string; positions: string[] };
export type DemoHolding = Holding & { agency: string };
export type DemoAbsence = Absence & { agency: string; id: string };

export type DemoPermission = { agency: string; id: string; position: string; act: string };

export type DemoGovernment = {
  agencies: DemoAgency[];
  units: DemoUnit[];
  positions: DemoPosition[];
  permissions: DemoPermission[];
  officials: DemoOfficial[];
  holdings: DemoHolding[];
  absences: DemoAbsence[];
};

export const demoAgencyKeys = [
  "babel",
  "pangkalpinang",
  "bangka",
  "belitung",
  "bangka-barat",
  "bangka-tengah",
  "bangka-selatan",
  "belitung-timur",
];

/**
 * The whole demo government. Leave and acting appointments lie around `today` ("2026-11-22"), so that the demo always has a head
 * who is away. A key is `agency/unit/position`, such as `pangkalpinang/dpmptsp/front-office`; ids follow from keys (demoId).
 */
export function demoGovernment(today: string): DemoGovernment {
  const whole: DemoGovernment = {
    agencies: [],
    units: [],
    positions: [],
    permissions: [],
    officials: [],
    holdings: [],
    absences: [],
  };
  const nips = new Set<string>();
  for (const key of demoAgencyKeys) addAgency(whole, readAgencyFile(key), today, nips);
  return whole;
}

function addAgency(whole: DemoGovernment, file: AgencyFile, today: string, nips: Set<string>): void {
  const agency = demoId("agency", file.key);
  whole.agencies.push({
    id: agency,
    key: file.key,
    code: file.code,
    name: file.name,
    shortName: file.shortName,
    level: file.level,
    region: file.region,
    crest: crests[file.crest ?? "regency"],
    address: file.address,
    phone: file.phone ?? "",
    email: file.email ?? `halo@${file.key}.example`,
    zone: file.zone,
    calendar: file.calendar as CalendarData,
    holidays: file.holidays,
  });
  const chairs = new Map<string, Chair>();
  const addUnit = (unit: UnitFile, parent: string | null, region: string | null) => {
    const key = `${file.key}/${unit.key}`;
    const id = demoId("unit", key);
    whole.units.push({
      agency,
      id,
      key,
      parent,
      kind: unit.kind,
      name: unit.name,
      shortName: unit.short ?? "",
      region,
      sort: whole.units.length,
    });
    const ownHead = unit.positions?.some((chair) => chair.head);
    const ordinary = ordinaryChairs(unit.kind, unit.name, unit.headTitle).filter((chair) => !(ownHead && chair.head));
    for (const chair of [...ordinary, ...(unit.positions ?? [])]) {
      const positionKey = `${key}/${chair.key}`;
      chairs.set(positionKey, chair);
      whole.positions.push({
        agency,
        id: demoId("position", positionKey),
        key: positionKey,
        unit: id,
        name: chair.name,
        rank: chair.rank,
        isHead: chair.head ?? false,
        maySign: chair.signs ?? false,
        mayAdminister: chair.administers ?? false,
        seats: chair.seats ?? 1,
        sort: whole.positions.length,
      });
      for (const act of chair.permits ?? [])
        whole.permissions.push({
          agency,
          id: demoId("permission", `${positionKey}/${act}`),
          position: demoId("position", positionKey),
          act,
        });
    }
    for (const below of unit.units ?? [])
      addUnit(below, below.below ? demoId("unit", `${file.key}/${below.below}`) : id, null);
  };
  const top = demoId("unit", `${file.key}/pimpinan`);
  for (const unit of file.units) {
    addUnit(
      unit,
      unit.key === "pimpinan" ? null : unit.below ? demoId("unit", `${file.key}/${unit.below}`) : top,
      null,
    );
  }
  for (const { region, name, kelurahan } of file.kecamatan) {
    const kecamatan = `kec-${slug(name)}`;
    addUnit({ key: kecamatan, kind: "kecamatan", name: `Kecamatan ${name}` }, top, region);
    for (const [serial, kelurahanName] of Object.entries(kelurahan)) {
      const unit = { key: slug(kelurahanName), kind: "kelurahan" as const, name: `Kelurahan ${kelurahanName}` };
      addUnit(unit, demoId("unit", `${file.key}/${kecamatan}`), `${region}.${serial}`);
    }
  }
  fillChairs(whole, file, agency, chairs, today, nips);
}

/** Puts somebody on every chair: those whom the file names first, then people made up from the chair's key. */
function fillChairs(
  whole: DemoGovernment,
  file: AgencyFile,
  agency: string,
  chairs: Map<string, Chair>,
  today: string,
  nips: Set<string>,
): void {
  const holders = new Map<string, DemoOfficial[]>();
  const seat = (positionKeys: string[], given: Partial<AgencyFile["officials"][number]>) => {
    const [main] = positionKeys as [string];
    const chair = chairs.get(main);
    if (!chair) throw new Error(`The demo names a position that is not there: ${main}`);
    const number = (holders.get(main)?.length ?? 0) + 1;
    const key = number === 1 ? main : `${main}/${number}`;
    const sex = given.sex ?? demoSex(key);
    const born = given.born ?? demoBirth(key, chair.rank);
    const degree = given.name ? "" : demoDegree(key, chair.rank);
    // Whom people elect has no civil servant's number.
    const nip = chair.rank === "kepala-daerah" ? null : freeNip(key, { born, sex, since: given.since }, nips);
    const official: DemoOfficial = {
      id: demoId("official", key),
      key,
      agency,
      nip,
      positions: positionKeys,
      name: given.name ?? `${demoName(key, sex)}${degree ? `, ${degree}` : ""}`,
      email: `${key.split("/").slice(1).join(".")}@${file.key}.example`,
    };
    whole.officials.push(official);
    for (const positionKey of positionKeys) {
      holders.set(positionKey, [...(holders.get(positionKey) ?? []), official]);
      hold(positionKey, official, "definitif", given.since ?? "2025-01-02", null);
    }
  };
  const hold = (
    positionKey: string,
    official: DemoOfficial,
    kind: HoldingKind,
    startsOn: string,
    endsOn: string | null,
  ) =>
    whole.holdings.push({
      agency,
      id: demoId("holding", `${positionKey}/${official.key}/${kind}`),
      position: demoId("position", positionKey),
      official: official.id,
      kind,
      startsOn,
      endsOn,
    });
  const within = (path: string) => `${file.key}/${path}`;

  for (const official of file.officials) seat(official.holds.map(within), official);
  const vacant = new Set(file.vacant.map(within));
  for (const [key, chair] of chairs) {
    while (!vacant.has(key) && (holders.get(key)?.length ?? 0) < (chair.seats ?? 1)) seat([key], {});
  }
  const holderOf = (path: string): DemoOfficial => {
    const [found] = holders.get(within(path)) ?? [];
    if (!found) throw new Error(`The demo names a holder who is not there: ${path}`);
    return found;
  };
  for (const { position, by, kind, fromDay, days } of file.acting) {
    const official = holderOf(by);
    official.positions.push(within(position));
    hold(within(position), official, kind, later(today, fromDay), days ? later(today, fromDay + days - 1) : null);
  }
  for (const { holder, fromDay, days } of file.absent) {
    const official = holderOf(holder);
    whole.absences.push({
      agency,
      id: demoId("absence", official.key),
      official: official.id,
      startsOn: later(today, fromDay),
      endsOn: later(today, fromDay + days - 1),
    });
  }
}

function freeNip(key: string, person: Parameters<typeof demoNip>[1], nips: Set<string>): string {
  for (let again = 0; ; again++) {
    const nip = demoNip(again === 0 ? key : `${key}#${again}`, person);
    if (nips.has(nip)) continue;
    nips.add(nip);
    return nip;
  }
}

const later = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const slug = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");

/** The demo's units with their lines, for the pure rules and their tests. */
export const demoUnits = (government: DemoGovernment): Unit[] => unitsWithLineage(government.units);
