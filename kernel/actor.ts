// Who acts, as every act sees them. Capabilities make actors; the kernel only carries them.

import type { Extent, Right } from "./authority.ts";
import { limitsOf, type Scope } from "./db/scope.ts";

/** How well an account is known: told by themselves, seen at a counter with papers, or vouched for by an outside provider. */
export type Assurance = "self-declared" | "counter" | "provider";

/** The other on whose behalf somebody acts, and how far that reaches. `Actor.person` is then the other; `account` stays who acts. */
export type Behalf = {
  /** The mandate under which it is done; every record names it. */
  readonly mandate: string;
  readonly kind: "person" | "organization";
  /** What makes it right: "personal", "representative", "guardian" or "assisted". */
  readonly as: string;
  /** The other's id: what cases and drafts stand under. */
  readonly subject: string;
  readonly name: string;
  readonly extent: Extent;
};

export type Actor = {
  readonly kind: "public" | "resident" | "official" | "program" | "worker";
  readonly account?: string;
  /** Whose affairs are done: one's own, or the other's when acting on their behalf. */
  readonly person?: string;
  readonly official?: string;
  /** The name to greet with and to stand in the history: who acts, not for whom. */
  readonly name?: string;
  readonly agency?: string;
  readonly agencyName?: string;
  /** What the position is called, with Plt. or Plh. when acting. */
  readonly title?: string;
  /** The position acted from, and the unit it is in. */
  readonly position?: string;
  readonly unit?: string;
  /** Units the official stands for: the own one and, for heads, those below. */
  readonly units: readonly string[];
  /** All positions held today, acting ones too. */
  readonly positions: readonly string[];
  /** What the positions held today permit for the whole agency, e.g. "administer" or "audit"; who may do what is data of the agency. */
  readonly acts?: readonly string[];
  /** What they permit in units: which acts, over which services and territory. Left out where nothing is narrowed. */
  readonly rights?: readonly Right[];
  readonly session?: string;
  readonly assurance?: Assurance;
  /** When who they are was last proved in this session, whether a second factor was part of it, and when the account was recovered. */
  readonly proof?: { readonly at: Date; readonly second: boolean; readonly recovered?: Date };
  /** What the session asked to act for; opaque here. A capability's `stand` turns it into `behalf`, or into `behalfEnded`. */
  readonly actingFor?: string;
  readonly behalf?: Behalf;
  /** For whom one acted until the mandate ended; nothing may be done before that has been told. */
  readonly behalfEnded?: { readonly name: string };
  /** The program that asks, in the actor's name or in its own, and what it was allowed. */
  readonly program?: { readonly id: string; readonly name: string; readonly scopes: readonly string[] };
};

export const publicActor: Actor = { kind: "public", units: [], positions: [] };
export const workerActor: Actor = { kind: "worker", units: [], positions: [] };

/** Whether an official's positions permit an act for the whole agency. @example mayAct(actor, "audit") */
export const mayAct = (actor: Actor, act: string): boolean =>
  actor.kind === "official" && (actor.acts?.includes(act) ?? false);

/** The scope in which the database answers this actor. */
export const scopeOf = (actor: Actor, more: { tracking?: string } = {}): Scope => ({
  role: actor.kind === "worker" ? "worker" : "app",
  account: actor.account,
  person: actor.person,
  agency: actor.agency,
  units: actor.units,
  acts: actor.acts,
  limits: actor.rights && limitsOf(actor.units, actor.rights),
  mandate: actor.behalf?.mandate,
  services: actor.behalf && actor.behalf.extent.services !== "all" ? actor.behalf.extent.services : undefined,
  tracking: more.tracking,
});
