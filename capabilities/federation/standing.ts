// Who stands behind an account without a session of theirs: for tokens, which outlive the page on which they were asked for.

import type { Actor } from "../../kernel/actor.ts";
import type { Hall } from "../../kernel/hall.ts";
import { standHere } from "../../kernel/web/request.ts";
import { actorOf, type Identified } from "../people/index.ts";
import type { Holder } from "./artifacts.sql.ts";
import { type Subject, subjectOf } from "./subject.ts";

export type Proof = { at: Date; second: boolean };

/**
 * The actor as they would stand at the counter now, under the mandate if there is one; undefined when the account is closed, the
 * official holds no position any more, or the mandate ended.
 */
export async function actorBehind(
  hall: Hall,
  holder: Holder,
  proof: Proof,
  mandate?: string,
): Promise<Actor | undefined> {
  const known = actorOf(hall, {
    ...holder,
    session: holder.account,
    seen_at: proof.at,
    proved_at: proof.at,
    second_at: proof.second ? proof.at : null,
    acting_for: mandate ?? null,
  } as Identified);
  if (!known) return undefined;
  // There is no session, so nothing of it may be ended or changed by who holds a token.
  const actor = await standHere(hall, { ...known, session: undefined });
  if (actor.behalfEnded || (mandate !== undefined && actor.behalf?.mandate !== mandate)) return undefined;
  return actor;
}

/** Whether the actor is who a token or a grant was made for: the same account, affairs and mandate. */
export function isSubject(actor: Actor, subject: Subject): boolean {
  const now = subjectOf(actor);
  return now?.account === subject.account && now.subject === subject.subject && now.mandate === subject.mandate;
}
