// The NIK of an official, as the employer knows it: who has an account as a resident besides is known by it to be the same person, and
// does not work on their own affairs. Sealed; shown to the keeping agency's administrators only, and masked.

import type { Actor } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import { ensure, type Fault, faulty } from "../../kernel/errors.ts";
import { checkNik, cleanNik, maskNik } from "../../kernel/identifiers/nik.ts";
import type { Vault } from "../../kernel/vault/vault.ts";
import { keptOfficial } from "./administration.sql.ts";
import { administered } from "./administration.ts";

/** What the sealed number is bound to. */
export const nikPlace = (official: string): string => `agencies.official_nik:nik:${official}`;

/** The noted number, masked; empty when none is. Nothing to anybody but the keeping agency's administrators. */
export async function maskedNik(tx: Tx, vault: Vault, official: string): Promise<string> {
  const { nik } = await tx.one<{ nik: Buffer | null }>(sql`select agencies.kept_nik(${official}) as nik`);
  return nik ? maskNik(vault.open(nik, nikPlace(official))) : "";
}

/** Notes the NIK of an official whom the actor's agency keeps. One's own, once noted, is corrected by another administrator. */
export async function noteNik(
  tx: Tx,
  hall: { vault: Vault; config: { PENDOPO_DEMO: boolean } },
  actor: Actor,
  given: { id: string; nik: string },
): Promise<void> {
  const agency = administered(actor);
  const nik = cleanNik(given.nik);
  const fault = nikFault(nik, hall.config.PENDOPO_DEMO);
  if (fault) throw faulty([fault]);
  const known = await keptOfficial(tx, given.id);
  ensure(known?.keptBy === agency, () => faulty([{ field: "nik", key: "agencies.no-such-official" }]));
  const { done } = await tx.one<{ done: boolean }>(sql`select agencies.note_nik(${given.id},
    ${hall.vault.seal(nik, nikPlace(given.id))}, ${hall.vault.blind("person:nik", nik)}, ${tx.now}) as done`);
  ensure(done, () => faulty([{ field: "nik", key: "agencies.nik-own" }]));
  record(tx, actor, { act: "official.nik-noted", target: given.id });
}

function nikFault(nik: string, demo: boolean): Fault | undefined {
  if (nik === "") return { field: "nik", key: "agencies.nik-missing" };
  const fault = checkNik(nik, { demo });
  return fault && { field: "nik", key: `agencies.nik.${fault}`, params: { length: nik.length } };
}
