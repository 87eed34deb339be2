// What a form or a program says of how far a mandate shall reach: read, with every fault at its field.

import type { Fault } from "../../kernel/errors.ts";
import { isUuid } from "../../kernel/ids.ts";
import { ACTS, isAct, type StoredExtent } from "./mandate.ts";

/** As it was typed; days are calendar days, empty text where nothing was said. */
export type GivenExtent = {
  /** "all", or the ids of services. */
  services: "all" | readonly string[];
  acts: readonly string[];
  ceiling: string;
  region: string;
  from: string;
  until: string;
};

/** The longest that a mandate may be given for: who still wants it then says so again. */
const MOST_YEARS = 5;

/** @example readExtent(given, "2026-11-23") // { extent, faults: [] } */
export function readExtent(given: GivenExtent, today: string): { extent: StoredExtent; faults: Fault[] } {
  const faults: Fault[] = [];
  const services = given.services === "all" ? null : [...new Set(given.services)].filter(isUuid);
  if (services?.length === 0) faults.push({ field: "layanan", key: "mandates.services-missing" });
  if (services && services.length > 50) faults.push({ field: "layanan", key: "mandates.services-many" });
  const wanted = new Set(given.acts.filter(isAct));
  if (wanted.size === 0) faults.push({ field: "tindakan", key: "mandates.acts-missing" });
  // Who may do something with a request must be able to look at it.
  else wanted.add("see");
  const digits = given.ceiling.replace(/^Rp/i, "").replace(/[\s.]/g, "");
  const ceiling = digits === "" ? null : Number(digits);
  if (ceiling !== null && (!/^\d{1,13}$/.test(digits) || !Number.isSafeInteger(ceiling)))
    faults.push({ field: "batas", key: "mandates.ceiling-wrong" });
  const regions = given.region === "" ? null : [given.region];
  if (regions && !/^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/.test(given.region))
    faults.push({ field: "wilayah", key: "mandates.region-wrong" });
  const starts = given.from === "" ? today : given.from;
  const ends = given.until === "" ? null : given.until;
  if (starts < today) faults.push({ field: "mulai", key: "mandates.from-past" });
  if (ends === null) faults.push({ field: "sampai", key: "mandates.until-missing" });
  else if (ends < starts) faults.push({ field: "sampai", key: "mandates.until-before" });
  else if (ends > `${Number(today.slice(0, 4)) + MOST_YEARS}${today.slice(4)}`)
    faults.push({ field: "sampai", key: "mandates.until-far", params: { years: MOST_YEARS } });
  return {
    extent: {
      services,
      acts: ACTS.filter((act) => wanted.has(act)),
      ceiling: ceiling !== null && Number.isSafeInteger(ceiling) ? ceiling : null,
      regions,
      starts_on: starts,
      ends_on: ends,
    },
    faults,
  };
}
