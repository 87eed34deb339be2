// What is asked at the desk before an official may act for somebody. Pure.

import type { Fault } from "../../kernel/errors.ts";
import type { Hall } from "../../kernel/hall.ts";
import { isUuid } from "../../kernel/ids.ts";
import { nameFault, nikFaults, phoneFault } from "./faults.ts";

/** How the person said yes; a thumb on a sheet is kept on paper in the office, as its archive rules say. */
export const CONSENTS = ["spoken", "signed", "thumb"] as const;
export type Consent = (typeof CONSENTS)[number];

export type GivenHelp = {
  nik: string;
  name: string;
  phone: string;
  services: string[];
  consent: string;
  papers: boolean;
};

/** Everything that is wrong, in the order of the page. */
export function helpFaults(hall: Pick<Hall, "config">, given: GivenHelp): Fault[] {
  return [
    ...(given.papers ? [] : [{ field: "ktp", key: "mandates.papers-unseen" }]),
    ...nikFaults(hall, given.nik),
    ...nameFault(given.name.trim()),
    ...phoneFault(given.phone),
    ...(given.services.filter(isUuid).length === 0 ? [{ field: "layanan", key: "mandates.services-missing" }] : []),
    ...(CONSENTS.includes(given.consent as Consent) ? [] : [{ field: "persetujuan", key: "mandates.consent-missing" }]),
  ];
}
