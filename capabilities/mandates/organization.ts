// Organizations: kinds, and the form of their numbers. Pure.

import type { Fault } from "../../kernel/errors.ts";
import { cleanNik as digitsOf } from "../../kernel/identifiers/nik.ts";
import { phoneFault } from "./faults.ts";

export const ORGANIZATION_KINDS = [
  "pt",
  "pt-perorangan",
  "cv",
  "firma",
  "koperasi",
  "yayasan",
  "perkumpulan",
  "bum-desa",
  "bumn-bumd",
] as const;
export type OrganizationKind = (typeof ORGANIZATION_KINDS)[number];

/** NIB: thirteen digits, given by OSS (PP 28/2025). */
export function nibFault(typed: string): Fault[] {
  const nib = digitsOf(typed);
  if (nib === "") return [{ field: "nib", key: "mandates.nib-missing" }];
  return /^\d{13}$/.test(nib) ? [] : [{ field: "nib", key: "mandates.nib-wrong", params: { digits: nib.length } }];
}

/** NPWP: fifteen digits in the old form, sixteen in the new (PMK 112/2022). */
export function npwpFault(typed: string): Fault[] {
  const npwp = digitsOf(typed);
  return /^\d{15,16}$/.test(npwp)
    ? []
    : [{ field: "npwp", key: "mandates.npwp-wrong", params: { digits: npwp.length } }];
}

export type GivenOrganization = { kind: string; name: string; nib: string; npwp: string; email: string; phone: string };

/** Everything that is wrong with what was typed of an organization. */
export function organizationFaults(given: GivenOrganization): Fault[] {
  const [nib, npwp] = [digitsOf(given.nib), digitsOf(given.npwp)];
  return [
    ...(ORGANIZATION_KINDS.includes(given.kind as OrganizationKind)
      ? []
      : [{ field: "jenis", key: "mandates.kind-missing" }]),
    ...(given.name === "" ? [{ field: "nama", key: "mandates.organization-name-missing" }] : []),
    ...(given.name.length > 150 ? [{ field: "nama", key: "mandates.name-long" }] : []),
    ...(nib === "" && npwp === "" ? [{ field: "nib", key: "mandates.number-missing" }] : []),
    ...(nib === "" ? [] : nibFault(given.nib)),
    ...(npwp === "" ? [] : npwpFault(given.npwp)),
    ...(given.email !== "" && !/^[^\s@<>"]{1,64}@[^\s@<>"]{1,180}\.[^\s@<>".]{2,}$/.test(given.email)
      ? [{ field: "email", key: "mandates.email-wrong" }]
      : []),
    ...phoneFault(given.phone),
  ];
}
