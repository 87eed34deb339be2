// From rows of a list to what must be written: units, positions, officials and holdings that are not there yet. What is there
// stays as it is, so the same list twice writes nothing. All faults are told, each with its line. Pure.

import type { Params } from "../../kernel/words/words.ts";
import type { OfficialKind } from "./administration.sql.ts";
import { type PositionRank, positionRanks, type UnitKind, unitKinds } from "./agency.ts";
import { cleanNip, officialFaults } from "./keep-officials.ts";
import { type ListRow, readDay } from "./list-rows.ts";
import { type Named, partsOf, UnitNames } from "./unit-path.ts";

export type Plan = {
  units: {
    id: string;
    parent: string | null;
    kind: UnitKind;
    name: string;
    shortName: string;
    region: string | null;
  }[];
  positions: {
    id: string;
    unit: string;
    name: string;
    rank: PositionRank;
    isHead: boolean;
    maySign: boolean;
    administers: boolean;
    seats: number;
  }[];
  officials: { id: string; name: string; nip: string | null; email: string | null; kind: OfficialKind }[];
  holdings: { id: string; position: string; official: string; startsOn: string }[];
};
export type RowFault = { line: number; key: string; params?: Params };

/** What the agency has already. Positions know who holds them definitively, today or later. */
export type Known = {
  units: readonly Named[];
  positions: readonly { id: string; unit: string; name: string; isHead: boolean; seats: number; holders: string[] }[];
  /** By number; those of other agencies too, for whoever is seated here. */
  officials: ReadonlyMap<string, { id: string; name: string; here: boolean }>;
  /** The agency's own officials without a number, by name. */
  elected: ReadonlyMap<string, string>;
};

type Chair = { id: string; seats: number; holders: Set<string>; isNew: boolean; given: boolean };
const plain = (text: string) => text.normalize("NFKC").toLowerCase().replaceAll(/\s+/g, " ").trim();

export function makePlan(
  rows: readonly ListRow[],
  known: Known,
  { newId, today }: { newId: () => string; today: string },
) {
  const plan: Plan = { units: [], positions: [], officials: [], holdings: [] };
  const faults: RowFault[] = [];
  const units = new UnitNames<Named>(known.units);
  const heads = new Map<string, string>();
  const chairs = new Map<string, Chair>();
  const byNip = new Map(known.officials);
  const elected = new Map(known.elected);
  for (const one of known.positions) {
    chairs.set(`${one.unit}|${plain(one.name)}`, { ...one, holders: new Set(one.holders), isNew: false, given: true });
    if (one.isHead) heads.set(one.unit, one.id);
  }

  /** The unit of a row: found, or new where the row says of which kind it is. */
  const unitOf = (row: ListRow, fault: Fail): string | undefined => {
    if (row.unit === "") return fault("agencies.import-unit-missing");
    const path = row.above === "" ? row.unit : `${row.above} / ${row.unit}`;
    const found = units.find(path);
    if ("unit" in found) return found.unit.id;
    if (found.fault === "agencies.unit-ambiguous") return fault(found.fault, { name: path, count: found.count });
    if (row.unitKind === "") return fault("agencies.import-unit-unknown", { name: path });
    const kind = unitKinds.find((each) => each === row.unitKind);
    if (!kind) return fault("agencies.import-unit-kind", { value: row.unitKind });
    const above = row.above === "" ? undefined : units.find(row.above);
    if (above && "fault" in above) return fault(above.fault, { name: row.above, count: above.count });
    if (partsOf(row.unit).length > 1) return fault("agencies.import-unit-unknown", { name: path });
    if (row.unit.length > 200 || row.unitShort.length > 60) return fault("agencies.import-long");
    const id = newId();
    const parent = above && "unit" in above ? above.unit : undefined;
    plan.units.push({
      id,
      parent: parent?.id ?? null,
      kind,
      name: row.unit,
      shortName: row.unitShort,
      region: row.region ?? null,
    });
    units.add({ id, name: row.unit, shortName: row.unitShort, lineage: [...(parent?.lineage ?? []), id] });
    return id;
  };

  const chairOf = (row: ListRow, unit: string, fault: Fail): Chair | undefined => {
    const key = `${unit}|${plain(row.position)}`;
    const there = chairs.get(key);
    if (there) return there;
    const rank = positionRanks.find((each) => each === (row.rank || "pelaksana"));
    if (!rank) return fault("agencies.import-rank", { value: row.rank });
    const seats = row.seats === "" ? 1 : Number(row.seats);
    if (!Number.isInteger(seats) || seats < 1 || seats > 10_000 || (row.head && seats !== 1))
      return fault("agencies.seats-wrong");
    if (row.head && heads.has(unit)) return fault("agencies.head-there");
    if (row.position.length > 200) return fault("agencies.import-long");
    const chair: Chair = { id: newId(), seats, holders: new Set(), isNew: true, given: row.seats !== "" || row.head };
    plan.positions.push({
      id: chair.id,
      unit,
      name: row.position,
      rank,
      isHead: row.head,
      maySign: row.signs,
      administers: row.administers ?? false,
      seats,
    });
    chairs.set(key, chair);
    if (row.head) heads.set(unit, chair.id);
    return chair;
  };

  const officialOf = (row: ListRow, fault: Fail): string | undefined => {
    const nip = cleanNip(row.nip);
    // A spreadsheet that takes a number of eighteen digits for a sum has lost the last of them already.
    if (/^\d[.,]?\d*e\+?\d+$/i.test(nip)) return fault("agencies.import-nip-rounded");
    const kind = row.kind === "" ? (nip === "" ? "elected" : "pns") : row.kind;
    const wrong = officialFaults({ name: row.name || (byNip.get(nip)?.name ?? ""), kind, nip, email: row.email });
    for (const each of wrong) fault(each.key, each.params);
    if (wrong.length > 0) return undefined;
    const there = nip === "" ? elected.get(plain(row.name)) : byNip.get(nip)?.id;
    if (there && byNip.get(nip)?.here === false) return fault("agencies.import-kept-elsewhere");
    if (there) return there;
    const id = newId();
    plan.officials.push({ id, name: row.name, nip: nip || null, email: row.email || null, kind: kind as OfficialKind });
    if (nip === "") elected.set(plain(row.name), id);
    else byNip.set(nip, { id, name: row.name, here: true });
    return id;
  };

  for (const row of rows) {
    const fault: Fail = (key, params) => {
      faults.push({ line: row.line, key, ...(params ? { params } : {}) });
      return undefined;
    };
    const unit = unitOf(row, fault);
    const isNamed = row.nip !== "" || row.name !== "";
    const chair = unit && row.position !== "" ? chairOf(row, unit, fault) : undefined;
    const official = isNamed ? officialOf(row, fault) : undefined;
    const startsOn = row.from === "" ? today : readDay(row.from);
    if (!startsOn) fault("agencies.import-day", { value: row.from });
    if (!chair || !official || !startsOn || chair.holders.has(official)) continue;
    if (chair.holders.size >= chair.seats) {
      // A new chair whose seats were not counted has as many as the list seats on it.
      if (!chair.isNew || chair.given) {
        fault("agencies.import-seats", { position: row.position, seats: chair.seats });
        continue;
      }
      chair.seats++;
      const made = plan.positions.find(({ id }) => id === chair.id);
      if (made) made.seats = chair.seats;
    }
    chair.holders.add(official);
    plan.holdings.push({ id: newId(), position: chair.id, official, startsOn });
  }
  return { plan, faults };
}

type Fail = (key: string, params?: Params) => undefined;
