// Whom a case is for: a person or an organization, with what is known of them.

import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Vault } from "../../kernel/vault/vault.ts";
import { personById } from "../people/index.ts";
import { places } from "./sealed.ts";

/** A person or an organization, opened. Empty text where nothing is known. */
export type Subject = {
  id: string;
  kind: "person" | "organization";
  name: string;
  nik: string;
  nib: string;
  npwp: string;
  email: string;
  phone: string;
};

/**
 * Whoever applies, if the asker may see them: oneself, or the one whom they act for.
 * @example const subject = await subjectById(tx, hall.vault, actor.person)
 */
export async function subjectById(tx: Tx, vault: Vault, id: string): Promise<Subject | undefined> {
  const person = await personById(tx, vault, id);
  if (person) return { ...person, kind: "person", nib: "", npwp: "" };
  const row = await tx.maybe<Record<"name" | "nib" | "npwp" | "email" | "phone", Buffer | null>>(
    sql`select name, nib, npwp, email, phone from mandates.organization where id = ${id} and status = 'verified'`,
  );
  if (!row) return undefined;
  const open = (field: "name" | "nib" | "npwp" | "email" | "phone"): string => {
    const sealed = row[field];
    return sealed ? vault.open(sealed, places.organization(field, id)) : "";
  };
  return {
    id,
    kind: "organization",
    name: open("name"),
    nik: "",
    nib: open("nib"),
    npwp: open("npwp"),
    email: open("email"),
    phone: open("phone"),
  };
}
