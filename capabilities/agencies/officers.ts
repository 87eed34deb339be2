// Who acts, asked of the database: the rules are those of holding.ts.

import { type Actor, mayAct } from "../../kernel/actor.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { absencesOn, type HolderRow, holderRows, holdingsOn, positionsOf, unitById, unitsOf } from "./agencies.sql.ts";
import { type HoldingKind, titleOf } from "./agency.ts";
import { resolveSigner, type Signer, whoActs } from "./holding.ts";

/** Somebody who acts in a position: ids first, then what a letter prints. */
export type Holder = {
  official: string;
  position: string;
  kind: HoldingKind;
  name: string;
  nip: string | null;
  email: string | null;
  /** "Plh. Kepala Dinas Kesehatan" */
  title: string;
};

/** Everybody who acts in one position on a day ("2026-11-25"); none when it is vacant or its holder is away without a Plh. */
export const holdersOf = async (tx: Tx, position: string, day: string): Promise<Holder[]> =>
  acting(await holderRows(tx, { position, day }), day);

/** Everybody who acts in a unit's own positions on a day, in the order of the positions. */
export const holdersInUnit = async (tx: Tx, unit: string, day: string): Promise<Holder[]> =>
  acting(await holderRows(tx, { unit, day }), day);

/** Who heads a unit on a day, acting heads too; undefined when nobody does. */
export async function headOf(tx: Tx, unit: string, day: string): Promise<Holder | undefined> {
  const rows = await holderRows(tx, { unit, day });
  return acting(
    rows.filter(({ isHead }) => isHead),
    day,
  )[0];
}

/** Who signs for a unit on a day: its head, or the nearest head above who may sign. See resolveSigner. */
export async function signerFor(tx: Tx, unit: string, day: string): Promise<Signer | undefined> {
  const found = await unitById(tx, unit);
  if (!found) return undefined;
  const { agency } = found;
  const [units, positions, holdings, absences] = await Promise.all([
    unitsOf(tx, agency),
    positionsOf(tx, agency),
    holdingsOn(tx, agency, day),
    absencesOn(tx, agency, day),
  ]);
  return resolveSigner({ units, positions, holdings, absences }, unit, day);
}

/** Whether the actor may change the agency's appointments and days off: by a position that is held today. */
export const mayAdminister = async (_tx: Tx, actor: Actor): Promise<boolean> =>
  actor.agency !== undefined && mayAct(actor, "administer");

function acting(rows: HolderRow[], day: string): Holder[] {
  const absences = rows.filter(({ away }) => away).map(({ official }) => ({ official, startsOn: day, endsOn: day }));
  const positions = [...new Set(rows.map(({ position }) => position))];
  return positions.flatMap((position) => {
    const held = rows.filter((row) => row.position === position);
    return whoActs(held, absences, day).map(({ official, kind }): Holder => {
      const row = held.find((one) => one.official === official && one.kind === kind)!;
      const { name, nip, email } = row;
      return { official, position, kind, name, nip, email, title: titleOf(row.positionName, kind) };
    });
  });
}
