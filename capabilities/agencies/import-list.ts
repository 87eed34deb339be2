// Bringing a list of units, positions and officials in: looked at first, done with a second press, taken back within a day.

import type { Actor } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import { isDuplicate, type Tx } from "../../kernel/db/database.ts";
import { ensure, faulty, notFound, refuse } from "../../kernel/errors.ts";
import { announce } from "../../kernel/hall.ts";
import { administered } from "./administration.ts";
import { cleanNip } from "./keep-officials.ts";
import { rowsOf } from "./list-rows.ts";
import { importById, insertImport, knownOf, markDone, undoImportRow, writePlan } from "./plan.sql.ts";
import { makePlan, type Plan, type RowFault } from "./plan.ts";
import { readSheet } from "./read-sheet.ts";

/** What a list would bring; kept under an id when nothing is wrong with it. */
export type Preview = { id?: string; plan: Plan; faults: RowFault[]; rows: number };

/** Reads a list and says what it would do. Nothing is written but the plan itself. */
export async function previewImport(
  tx: Tx,
  actor: Actor,
  { bytes, fileName, today }: { bytes: Uint8Array; fileName: string; today: string },
): Promise<Preview> {
  const agency = administered(actor);
  const rows = rowsOf(readSheet(bytes));
  ensure(rows.length > 0, () => faulty([{ field: "daftar", key: "agencies.import-empty" }]));
  const nips = rows.map(({ nip }) => cleanNip(nip)).filter((nip) => nip !== "");
  const { plan, faults } = makePlan(rows, await knownOf(tx, agency, { nips, day: today }), {
    newId: () => tx.id(),
    today,
  });
  if (faults.length > 0) return { plan, faults, rows: rows.length };
  const id = tx.id();
  await insertImport(tx, { agency, id, fileName: fileName.slice(0, 200), by: actor.account as string, plan });
  return { id, plan, faults, rows: rows.length };
}

/** Does what a looked-at list says, once. @throws Refused when somebody changed what it stands on meanwhile. */
export async function carryOutImport(tx: Tx, actor: Actor, id: string): Promise<void> {
  const agency = administered(actor);
  const found = await importById(tx, agency, id);
  ensure(found, () => notFound("agencies.import-not-there"));
  ensure(await markDone(tx, agency, id), refuse("agencies.import-done-before"));
  try {
    await writePlan(tx, agency, found.plan);
  } catch (error) {
    if (isDuplicate(error)) throw refuse("agencies.import-overtaken");
    throw error;
  }
  const { units, positions, officials, holdings } = found.plan;
  const counts = {
    units: units.length,
    positions: positions.length,
    officials: officials.length,
    holdings: holdings.length,
  };
  record(tx, actor, { act: "agency.imported", target: id, detail: counts });
  announce(tx, "agency.imported", { agency, import: id });
}

/** Takes an import back, within a day and before anybody acted from what it made. */
export async function undoImport(tx: Tx, actor: Actor, id: string): Promise<void> {
  administered(actor);
  const hindrance = await undoImportRow(tx, id);
  ensure(hindrance === null, () => faulty([{ field: "batal", key: hindrance as string }]));
  record(tx, actor, { act: "agency.import-undone", target: id });
}
