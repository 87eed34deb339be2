// Appointing somebody to a position for a time, and noting that an official is away.

import type { Actor } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { ensure, forbidden, notFound, refuse } from "../../kernel/errors.ts";
import { announce } from "../../kernel/hall.ts";
import { closeHolding, holdingsOfPosition, insertAbsence, insertHolding, lockPosition } from "./agencies.sql.ts";
import type { Holding } from "./agency.ts";
import { appointmentFault } from "./holding.ts";
import { mayAdminister } from "./officers.ts";

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
  const fault = appointmentFault(wanted, {
    seats: position.seats,
    holdings: await holdingsOfPosition(tx, { agency, id: wanted.position }),
  });
  ensure(!fault, () => refuse(fault as string));

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
  ensure(ended, refuse("agencies.dates-backwards"));
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
  ensure(away.endsOn >= away.startsOn, refuse("agencies.dates-backwards"));
  const agency = actor.agency as string;
  await insertAbsence(tx, { agency, id: tx.id(), ...away });
  record(tx, actor, { act: "official.away", target: away.official, detail: { from: away.startsOn, to: away.endsOn } });
}
