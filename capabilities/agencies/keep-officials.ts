// Officials as their agency knows them: by name and number. One agency keeps each of them, until it hands them over; seating
// somebody by their number does not make an agency their keeper, or it could take over their account.

import type { Actor } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { ensure, type Fault, faulty, notFound } from "../../kernel/errors.ts";
import { announce } from "../../kernel/hall.ts";
import {
  handOverRow,
  insertOfficial,
  keptByNip,
  keptOfficial,
  markLeft,
  type OfficialKind,
  updateOfficial,
} from "./administration.sql.ts";
import { administered } from "./administration.ts";
import { agencyByCode } from "./agencies.sql.ts";
import { isEmail, need } from "./keep-agency.ts";
import { readNip } from "./nip.ts";

export type TypedOfficial = { name: string; kind: string; nip: string; email: string };

const KINDS: readonly OfficialKind[] = ["pns", "pppk", "elected"];
export const cleanNip = (text: string): string => text.replaceAll(/[ .\u00a0-]/g, "");

/** What is wrong with a name and number, at once; pure, for forms and lists alike. */
export function officialFaults(typed: TypedOfficial): Fault[] {
  const faults: Fault[] = [...need("nama", typed.name, 150, "agencies.official-name-missing")];
  const kind = KINDS.find((each) => each === typed.kind);
  if (!kind) faults.push({ field: "jenis", key: "agencies.official-kind-missing" });
  const nip = cleanNip(typed.nip);
  if (kind === "elected" && nip !== "") faults.push({ field: "nip", key: "agencies.nip-not-for-elected" });
  else if (kind && kind !== "elected") {
    // A contract employee's number has a marker where a civil servant's has the month.
    const read = nip === "" ? "nip.missing" : readNip(nip, { pppk: kind === "pppk" });
    if (typeof read === "string")
      faults.push({ field: "nip", key: `agencies.${read}`, params: { length: nip.length } });
  }
  if (typed.email !== "" && !isEmail(typed.email)) faults.push({ field: "surel", key: "agencies.email-wrong" });
  return faults;
}

/** Writes an official down, to be seated and given an account. */
export async function addOfficial(tx: Tx, actor: Actor, typed: TypedOfficial): Promise<string> {
  const agency = administered(actor);
  const id = tx.id();
  await insertOfficial(tx, agency, { id, ...(await checked(tx, typed)) });
  record(tx, actor, { act: "official.added", target: id });
  return id;
}

/** Corrects a name, number or address. A number that changes is the account's new number to sign in with. */
export async function changeOfficial(tx: Tx, actor: Actor, id: string, typed: TypedOfficial): Promise<void> {
  const agency = administered(actor);
  const known = await kept(tx, agency, id);
  const row = await checked(tx, typed, id);
  await updateOfficial(tx, agency, { id, ...row });
  record(tx, actor, { act: "official.changed", target: id, detail: { renumbered: known.nip !== row.nip } });
  if (known.nip !== row.nip) announce(tx, "official.renumbered", { agency, official: id });
}

/** Notes that an official left service; every chair must be given up first. `day` null: is back. */
export async function noteLeaving(
  tx: Tx,
  actor: Actor,
  given: { id: string; day: string | null; today: string },
): Promise<void> {
  const agency = administered(actor);
  await kept(tx, agency, given.id);
  ensure(await markLeft(tx, agency, given), () => faulty([{ field: "henti", key: "agencies.official-seated" }]));
  record(tx, actor, { act: given.day ? "official.left" : "official.returned", target: given.id });
}

/** Hands an official over to another agency, whose administrators then keep name, number and account. */
export async function handOver(tx: Tx, actor: Actor, { id, to }: { id: string; to: string }): Promise<void> {
  const agency = administered(actor);
  await kept(tx, agency, id);
  const other = to === "" ? undefined : await agencyByCode(tx, to);
  ensure(other && other.id !== agency, () => faulty([{ field: "instansi", key: "agencies.hand-over-where" }]));
  await handOverRow(tx, agency, { id, to: other.id });
  record(tx, actor, { act: "official.handed-over", target: id, detail: { to: other.id } });
}

async function kept(tx: Tx, agency: string, id: string) {
  const found = await keptOfficial(tx, id);
  ensure(found && found.keptBy === agency, () => notFound("agencies.no-such-official"));
  return found;
}

async function checked(tx: Tx, typed: TypedOfficial, id?: string) {
  const faults = officialFaults(typed);
  const nip = cleanNip(typed.nip);
  const other = nip === "" || faults.length > 0 ? undefined : await keptByNip(tx, nip);
  if (other && other.id !== id)
    faults.push({
      field: "nip",
      key: "agencies.nip-known",
      params: { name: other.name, agency: other.keeperName ?? "—" },
    });
  if (faults.length > 0) throw faulty(faults);
  return {
    name: typed.name,
    kind: typed.kind as OfficialKind,
    nip: nip === "" ? null : nip,
    email: typed.email || null,
  };
}
