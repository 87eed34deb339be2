// Who acts, as every act sees them. Capabilities make actors; the kernel only carries them.

import type { Scope } from "./db/scope.ts";

export type Actor = {
  readonly kind: "public" | "resident" | "official" | "worker";
  readonly account?: string;
  readonly person?: string;
  readonly official?: string;
  /** The name to greet with and to stand in the history. */
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
  readonly session?: string;
};

export const publicActor: Actor = { kind: "public", units: [], positions: [] };
export const workerActor: Actor = { kind: "worker", units: [], positions: [] };

/** The scope in which the database answers this actor. */
export const scopeOf = (actor: Actor, more: { tracking?: string } = {}): Scope => ({
  role: actor.kind === "worker" ? "worker" : "app",
  account: actor.account,
  person: actor.person,
  agency: actor.agency,
  units: actor.units,
  tracking: more.tracking,
});
