// Whoever acts for an applicant stands beside them in everything that is written: the account and the mandate openly, the name sealed.

import type { Actor } from "../../kernel/actor.ts";
import type { Hall } from "../../kernel/hall.ts";

export const actorPlace = (id: string, number: number): string => `cases.event:actor:${id}:${number}`;

/** The sealed name of who acts on another's behalf, for one line of a case's history. */
export const actorName = (hall: Pick<Hall, "vault">, actor: Actor, id: string, number: number): Buffer | null =>
  actor.behalf ? hall.vault.seal(actor.name ?? "", actorPlace(id, number)) : null;

/** What a line of the history says openly, under its hash, of acting for another: by what right, and under which mandate. */
export const behalfOf = (actor: Actor): { behalf?: { as: string; mandate: string } } =>
  actor.behalf ? { behalf: { as: actor.behalf.as, mandate: actor.behalf.mandate } } : {};
