// Beginning and ceasing to act for another, for the session at hand.

import type { Actor } from "../../kernel/actor.ts";
import { INSTALLATION, record } from "../../kernel/audit/audit.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { ensure, notFound, refuse } from "../../kernel/errors.ts";
import type { Hall } from "../../kernel/hall.ts";
import { actingChain, turnTo } from "./mandates.sql.ts";
import { today } from "./sealed.ts";
import { isKnown, reachOfRows } from "./stand.ts";

/** From the next request on this session acts under the mandate. */
export async function actFor(tx: Tx, hall: Pick<Hall, "config">, actor: Actor, mandate: string): Promise<void> {
  ensure(actor.account && actor.session, refuse("mandates.no-session", {}, 403));
  const chain = await actingChain(tx, mandate, actor.account, today(tx.now));
  const [held] = chain;
  if (!held) throw notFound("mandates.not-found");
  ensure(held.kind === "assisted" || isKnown(hall, actor), refuse("mandates.not-known", {}, 403));
  ensure(reachOfRows(chain), refuse("mandates.does-not-hold", {}, 409));
  ensure(await turnTo(tx, actor.session, mandate), refuse("mandates.does-not-hold", {}, 409));
  record(tx, actor, {
    agency: actor.agency ?? INSTALLATION,
    act: "mandate.acting",
    target: mandate,
    subject: held.grantor_id ?? undefined,
  });
}

/** From the next request on this session is about nobody but its holder again. */
export async function stopActing(tx: Tx, actor: Actor): Promise<void> {
  if (!actor.session || !actor.actingFor) return;
  await turnTo(tx, actor.session, null);
  record(tx, actor, { agency: actor.agency ?? INSTALLATION, act: "mandate.stopped", target: actor.actingFor });
}
