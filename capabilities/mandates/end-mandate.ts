// Ending a mandate: by who gave it (KUHPerdata art. 1814) or by who holds it (art. 1817), at once, without a reason asked.

import type { Actor } from "../../kernel/actor.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { ensure, forbidden, notFound, refuse } from "../../kernel/errors.ts";
import type { Hall } from "../../kernel/hall.ts";
import { once } from "../../kernel/web/once.ts";
import { endRow, mandateById, turnTo } from "./mandates.sql.ts";
import { happened } from "./told.ts";

/** From the next request on nobody acts under it, nor under anything that was given on from it. */
export const endMandate = (tx: Tx, hall: Hall, actor: Actor, id: string, key: string): Promise<{ status: string }> =>
  once(tx, key, ["mandate.end", id], async () => {
    const row = await mandateById(tx, id);
    if (!row) throw notFound("mandates.not-found");
    ensure(["requested", "offered", "granted"].includes(row.status), refuse("mandates.ended-already", {}, 409));
    const isHolder = row.holder_account === actor.account;
    const isGrantor = row.grantor_id !== null && row.grantor_id === actor.person;
    ensure(isHolder || isGrantor || row.made_by === actor.account, forbidden("mandates.not-yours"));
    const status = isHolder ? "ended" : "revoked";
    ensure((await endRow(tx, id, status)) === 1, refuse("mandates.director-at-counter", {}, 403));
    if (isHolder && actor.behalf?.mandate === id && actor.session) await turnTo(tx, actor.session, null);
    happened(tx, hall, actor, { id, subject: row.grantor_id, kind: row.kind }, status);
    return { status };
  });
