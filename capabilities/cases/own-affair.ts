// Whether a case is an official's own affair. They may have two accounts, one by NIP and one by NIK: the employer notes the NIK, and
// the database compares (cases.is_affair_of). Triggers ask again at every write.

import type { Actor } from "../../kernel/actor.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Vault } from "../../kernel/vault/vault.ts";
import { nikPlace } from "../agencies/index.ts";

/** Whether the asking official applied, filed, had it filed for them, or represents the organization that applies. */
export async function isOwnAffair(
  tx: Tx,
  { vault }: { vault: Vault },
  actor: Actor,
  of: { agency: string; case: string },
): Promise<boolean> {
  if (actor.kind !== "official") return false;
  const traces = await tracesWhileChanging(tx, vault);
  const { own } = await tx.one<{ own: boolean }>(
    sql`select cases.is_own_affair(${of.agency}, ${of.case}, ${traces}::bytea[]) as own`,
  );
  return own;
}

/** Whether it is that of a colleague who should get a task of it. */
export const isColleaguesAffair = async (
  tx: Tx,
  official: string,
  of: { agency: string; case: string },
): Promise<boolean> =>
  (await tx.one<{ own: boolean }>(sql`select cases.is_colleagues_affair(${official}, ${of.agency}, ${of.case}) as own`))
    .own;

/** While an index key changes, the two traces may lie under different keys for some minutes: then the number is asked for each. */
async function tracesWhileChanging(tx: Tx, vault: Vault): Promise<Buffer[]> {
  if (vault.blinds("person:nik", "").length < 2) return [];
  const known = await tx.maybe<{ official: string; nik: Buffer }>(sql`select official, nik from cases.asking_nik()`);
  return known ? vault.blinds("person:nik", vault.open(known.nik, nikPlace(known.official))) : [];
}
