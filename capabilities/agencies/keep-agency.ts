// What an agency says of itself, kept by its administrators.

import type { Actor } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { type Fault, faulty } from "../../kernel/errors.ts";
import { announce } from "../../kernel/hall.ts";
import { type Profile, updateAgency, updateCrest } from "./administration.sql.ts";
import { administered } from "./administration.ts";

/** The shape of an e-mail address, as mail servers take it. */
export const isEmail = (text: string): boolean => /^[^\s@<>"]{1,64}@[^\s@<>"]{1,180}\.[^\s@<>".]{2,}$/.test(text);

/** Changes name, address and ways to reach the agency. Letters that were issued keep the letterhead with which they were. */
export async function changeAgency(tx: Tx, actor: Actor, profile: Profile): Promise<void> {
  const agency = administered(actor);
  const faults: Fault[] = [
    ...need("nama", profile.name, 200, "agencies.name-missing"),
    ...need("singkatan", profile.shortName, 60, "agencies.short-missing"),
    ...(["WIB", "WITA", "WIT"].includes(profile.zone) ? [] : [{ field: "zona", key: "agencies.zone-missing" }]),
    ...(profile.email === "" || isEmail(profile.email) ? [] : [{ field: "surel", key: "agencies.email-wrong" }]),
  ];
  if (faults.length > 0) throw faulty(faults);
  await updateAgency(tx, agency, profile);
  record(tx, actor, { act: "agency.changed", target: agency });
  announce(tx, "agency.changed", { agency });
}

/** Puts another crest in place of the agency's, or none. `crest` is a drawing that readCrest gave. */
export async function changeCrest(tx: Tx, actor: Actor, crest: string | null): Promise<void> {
  const agency = administered(actor);
  await updateCrest(tx, agency, crest);
  record(tx, actor, { act: "agency.crest-changed", target: agency, detail: { removed: crest === null } });
  announce(tx, "agency.changed", { agency });
}

/** The fault of a field that must be filled, and may not be endless. */
export const need = (field: string, value: string, most: number, key: string): Fault[] =>
  value === ""
    ? [{ field, key }]
    : value.length > most
      ? [{ field, key: "agencies.too-long", params: { most, length: value.length } }]
      : [];
