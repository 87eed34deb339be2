// As whom somebody stands here: at each request the chain behind what they act under is looked at anew.

import { type Actor, mayAct } from "../../kernel/actor.ts";
import type { Hall } from "../../kernel/hall.ts";
import { extentOf, reachOf } from "./mandate.ts";
import { type ActingRow, actingChain } from "./mandates.sql.ts";
import { places, today } from "./sealed.ts";

/** How far a chain of stored mandates reaches today; nothing when it does not hold. */
export const reachOfRows = (chain: readonly ActingRow[]) =>
  reachOf(
    chain.map((row) => ({ subject: row.grantor_id ?? "", holds: row.holds, extent: extentOf(row) })),
    chain.at(-1)?.has_parent === false,
  );

/** Whether an account is known well enough to act for others: whoever took a stranger's number shall not take their family too. */
export const isKnown = (hall: Pick<Hall, "config">, actor: Pick<Actor, "assurance">): boolean =>
  hall.config.PENDOPO_MANDATE_ASSURANCE === "any" || actor.assurance === "counter" || actor.assurance === "provider";

/**
 * Turns what a session acts for into a right, or into the news that it ended. An official who helps at the desk stands as the
 * resident whom they help: their own offices are closed to them until they stop.
 */
export async function stand(hall: Hall, actor: Actor): Promise<Actor> {
  const { actingFor, account } = actor;
  if (!actingFor || !account || (actor.kind !== "resident" && actor.kind !== "official")) return actor;
  // Whoever has only an official's password helps nobody: the second factor stands before the desk as before every office.
  if (actor.kind === "official" && !actor.proof?.second) return actor;
  const chain = await hall.db.read({ role: "app" }, (tx) =>
    actingChain(tx, actingFor, account, today(hall.time.now())),
  );
  const [held] = chain;
  if (!held) return { ...actor, behalfEnded: { name: "" } };
  const name = hall.vault.open(held.grantor_name, places.grantor(held.id));
  const extent = reachOfRows(chain);
  const isDesk = held.kind === "assisted";
  const may = isDesk ? mayAct(actor, "file-for") : actor.kind === "resident" && isKnown(hall, actor);
  if (!extent || !held.grantor_id || !may) return { ...actor, behalfEnded: { name } };
  return {
    ...actor,
    kind: "resident",
    person: held.grantor_id,
    agency: undefined,
    unit: undefined,
    units: [],
    positions: [],
    acts: [],
    behalf: { mandate: held.id, as: held.kind, kind: held.grantor_kind, subject: held.grantor_id, name, extent },
  };
}
