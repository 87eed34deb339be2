// Names on mandates are sealed each for its place; numbers are found by their blind index and kept nowhere else.

import { localDate, zone } from "../../kernel/calendar/index.ts";
import type { Vault } from "../../kernel/vault/vault.ts";

export const places = {
  grantor: (id: string) => `mandates.mandate:grantor:${id}`,
  holder: (id: string) => `mandates.mandate:holder:${id}`,
  evidence: (id: string) => `mandates.mandate:evidence:${id}`,
  reason: (id: string) => `mandates.mandate:reason:${id}`,
  event: (id: string) => `mandates.event:name:${id}`,
  organization: (field: string, id: string) => `mandates.organization:${field}:${id}`,
};

/** The traces by which a person, an organization, or what is meant for them is found. A person's is the one that `people` keeps. */
export const nikBlind = (vault: Vault, nik: string): Buffer => vault.blind("person:nik", nik);
export const nibBlind = (vault: Vault, nib: string): Buffer => vault.blind("organization:nib", nib);
/** The same for looking: two while the index key changes. */
export const nikBlinds = (vault: Vault, nik: string): Buffer[] => vault.blinds("person:nik", nik);
export const nibBlinds = (vault: Vault, nib: string): Buffer[] => vault.blinds("organization:nib", nib);
export const npwpBlind = (vault: Vault, npwp: string): Buffer => vault.blind("organization:npwp", npwp);

/** Mandates begin and end with days as they are counted in the capital, wherever one stands. */
export const today = (now: Date): string => localDate(now, zone("Asia/Jakarta"));

const LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
/** A code that is said at a counter: eight letters and digits that are not taken for one another. */
export function counterCode(random: (below: number) => number): string {
  return Array.from({ length: 8 }, () => LETTERS[random(LETTERS.length)]).join("");
}

/** A code as typed: capitals, without spaces and hyphens; empty when it cannot be one. */
export const readCode = (typed: string): string => {
  const code = typed.toUpperCase().replace(/[\s-]/g, "");
  return code.length === 8 && [...code].every((letter) => LETTERS.includes(letter)) ? code : "";
};
