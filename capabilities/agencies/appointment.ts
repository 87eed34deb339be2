// Appointing somebody to a position for a time, and noting that an official is away.

import type { Actor } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { ensure, faulty, forbidden, notFound } from "../../kernel/errors.ts";
import { announce } from "../../kernel/hall.ts";
import { keptOfficial } from "./administration.sql.ts";
import {
  agencyById,
  closeHolding,
  holdingsOfPosition,
  insertAbsence,
  insertHolding,
  lockPosition,
  seatedIn,
} from "./agencies.sql.ts";
import type { Holding } from "./agency.ts";
import { type AppointmentFault, appointmentFault } from "./holding.ts";
import { mayAdminister } from "./officers.ts";
import { conflictOfHolder } from "./permissions.sql.ts";

/** The field of the form at which each reason is told. */
const faultFields: Record<AppointmentFault, string> = {
  "agencies.plh-needs-end": "selesai",
  "agencies.dates-backwards": "selesai",
  "agencies.seat-taken": "jenis",
  "agencies.not-vacant": "jenis",
  "agencies.holder-not-away": "jenis",
  "agencies.acts-for-self": "nip",
};

/**
 * Appoints an official to a position of the actor's agency: definitively, as Plt while it is vacant, or as Plh while its holder
 * is away. The position is locked meanwhile, so two administrators cannot seat two heads.
 * @throws Refused by the rules of appointmentFault, or when the actor is no administrator.
 */
export async function appoint(
  tx: Tx,
  actor: Actor,
  wanted: Omit<Holding, "id"> & { decree?: string },
): Promise<string> {
  ensure(await mayAdminister(tx, actor), () => forbidden("agencies.not-administrator"));
  const agency = actor.agency as string;
  const position = await lockPosition(tx, { agency, id: wanted.position });
  if (!position) throw notFound();
  // Seating another agency's official for good would draw their account to this one; standing in for somebody does not.
  const seated = await keptOfficial(tx, wanted.official);
  if (wanted.kind === "definitif" && seated?.keptBy !== agency) {
    const keeper = seated?.keptBy ? await agencyById(tx, seated.keptBy) : undefined;
    throw faulty([
      { field: "nip", key: "agencies.appoint-kept-elsewhere", params: { agency: keeper?.shortName ?? "—" } },
    ]);
  }
  const fault = appointmentFault(wanted, {
    seats: position.seats,
    holdings: await holdingsOfPosition(tx, { agency, id: wanted.position }),
  });
  if (fault) throw faulty([{ field: faultFields[fault], key: fault }]);
  // What a position permits comes with it: nobody seats themselves, and duties that are kept apart do not meet in one person.
  ensure(wanted.official !== actor.official, () => faulty([{ field: "nip", key: "agencies.appoints-self" }]));
  const days = { from: wanted.startsOn, to: wanted.endsOn };
  const met = await conflictOfHolder(tx, { agency, position: wanted.position, official: wanted.official, ...days });
  if (met) throw faulty([{ field: "nip", key: "agencies.duties-meet" }]);

  const id = tx.id();
  await insertHolding(tx, { agency, id, ...wanted, decree: wanted.decree ?? "" });
  record(tx, actor, {
    act: "position.held",
    target: wanted.position,
    detail: { official: wanted.official, kind: wanted.kind, from: wanted.startsOn, to: wanted.endsOn },
  });
  announce(tx, "position.changed", { agency, position: wanted.position });
  return id;
}

/** Ends a holding with a last day. It is never erased: who could sign when must stay answerable. */
export async function endHolding(
  tx: Tx,
  actor: Actor,
  { holding, lastDay }: { holding: string; lastDay: string },
): Promise<void> {
  ensure(await mayAdminister(tx, actor), () => forbidden("agencies.not-administrator"));
  const agency = actor.agency as string;
  const ended = await closeHolding(tx, { agency, id: holding, lastDay });
  ensure(ended, () => faulty([{ field: "akhir", key: "agencies.no-such-holding" }]));
  record(tx, actor, { act: "position.left", target: ended.position, detail: { holding, to: lastDay } });
  announce(tx, "position.changed", { agency, position: ended.position });
}

/** Notes that an official of the actor's agency does not act from one day to another; why is not kept. */
export async function noteAbsence(
  tx: Tx,
  actor: Actor,
  away: { official: string; startsOn: string; endsOn: string },
): Promise<void> {
  ensure(await mayAdminister(tx, actor), () => forbidden("agencies.not-administrator"));
  ensure(away.endsOn >= away.startsOn, () => faulty([{ field: "hadir", key: "agencies.dates-backwards" }]));
  const agency = actor.agency as string;
  ensure(await seatedIn(tx, agency, away.official), () => faulty([{ field: "pegawai", key: "agencies.whom-missing" }]));
  await insertAbsence(tx, { agency, id: tx.id(), ...away });
  record(tx, actor, { act: "official.away", target: away.official, detail: { from: away.startsOn, to: away.endsOn } });
}
