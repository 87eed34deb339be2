// Positions: the chairs of a unit. Who sits on them is an appointment; what they permit beyond the unit is set elsewhere.

import type { Actor } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { ensure, type Fault, faulty, notFound } from "../../kernel/errors.ts";
import { announce } from "../../kernel/hall.ts";
import { closePositionRow, heldSeats, insertPosition, positionHeads, updatePosition } from "./administration.sql.ts";
import { administered } from "./administration.ts";
import { positionById, unitById } from "./agencies.sql.ts";
import { type PositionRank, positionRanks } from "./agency.ts";
import { need } from "./keep-agency.ts";

export type TypedPosition = { name: string; rank: string; isHead: boolean; maySign: boolean; seats: string };

/** Adds a position to a unit of the actor's agency. */
export async function addPosition(tx: Tx, actor: Actor, unit: string, typed: TypedPosition): Promise<string> {
  const agency = administered(actor);
  const found = await unitById(tx, unit);
  ensure(found?.agency === agency, () => notFound("agencies.no-such-unit"));
  const row = await checked(tx, { agency, unit }, typed);
  const id = tx.id();
  await insertPosition(tx, { agency, id, unit, ...row });
  record(tx, actor, { act: "position.added", target: id, detail: { unit } });
  announce(tx, "position.changed", { agency, position: id });
  return id;
}

/** Changes what a position is called, whether it heads and signs, and how many seats it has. */
export async function changePosition(
  tx: Tx,
  actor: Actor,
  { id, today }: { id: string; today: string },
  typed: TypedPosition,
): Promise<void> {
  const agency = administered(actor);
  const found = await positionById(tx, id);
  ensure(found?.agency === agency, () => notFound());
  const row = await checked(tx, { agency, unit: found.unit, id }, typed);
  if (row.seats < (await heldSeats(tx, { agency, id, day: today })))
    throw faulty([{ field: "kursi", key: "agencies.seats-held" }]);
  await updatePosition(tx, { agency, id, ...row });
  record(tx, actor, {
    act: "position.changed",
    target: id,
    detail: { isHead: row.isHead, maySign: row.maySign, seats: row.seats },
  });
  announce(tx, "position.changed", { agency, position: id });
}

/** Closes a position that nobody holds any more. */
export async function closePosition(tx: Tx, actor: Actor, { id, day }: { id: string; day: string }): Promise<void> {
  const agency = administered(actor);
  ensure(await closePositionRow(tx, { agency, id, day }), () =>
    faulty([{ field: "tutup", key: "agencies.position-held" }]),
  );
  record(tx, actor, { act: "position.closed", target: id });
  announce(tx, "position.changed", { agency, position: id });
}

async function checked(tx: Tx, at: { agency: string; unit: string; id?: string }, typed: TypedPosition) {
  const faults: Fault[] = [...need("nama", typed.name, 200, "agencies.position-name-missing")];
  const rank = positionRanks.find((each) => each === typed.rank);
  if (!rank) faults.push({ field: "jenjang", key: "agencies.rank-missing" });
  const seats = /^\d{1,5}$/.test(typed.seats) ? Number(typed.seats) : 0;
  if (seats < 1 || seats > 10_000) faults.push({ field: "kursi", key: "agencies.seats-wrong" });
  else if (typed.isHead && seats !== 1) faults.push({ field: "kursi", key: "agencies.head-alone" });
  if (typed.isHead) {
    const head = await positionHeads(tx, at.agency, at.unit);
    if (head && head.id !== at.id) faults.push({ field: "sifat", key: "agencies.head-there" });
  }
  if (faults.length > 0) throw faulty(faults);
  return { name: typed.name, rank: rank as PositionRank, isHead: typed.isHead, maySign: typed.maySign, seats };
}
