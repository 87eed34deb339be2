// An agency's administrators and their own agency: the same question before every page and in every act of theirs.

import { type Actor, mayAct } from "../../kernel/actor.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { ensure, forbidden } from "../../kernel/errors.ts";
import type { Ask } from "../../kernel/web/ask.ts";
import type { FoundAgency } from "./agencies.sql.ts";
import { findAgency } from "./view.ts";

/** The agency that the actor administers. @throws Refused 403 when none. */
export function administered(actor: Actor): string {
  ensure(actor.agency !== undefined && mayAct(actor, "administer"), () => forbidden("agencies.not-administrator"));
  return actor.agency as string;
}

/** Reads as the administrator of the agency in the path. @throws Refused 403 when the actor is not. */
export const readAdministered = <T>(ask: Ask, work: (tx: Tx, agency: FoundAgency) => Promise<T>): Promise<T> =>
  ask.read(async (tx) => {
    const agency = await findAgency(tx, ask.params.code ?? "");
    ensure(administered(ask.actor) === agency.id, () => forbidden("agencies.not-administrator"));
    return work(tx, agency);
  });

/** The agency in the path, when the actor administers it. */
export const administeredHere = (ask: Ask): Promise<FoundAgency> => readAdministered(ask, async (_, agency) => agency);
