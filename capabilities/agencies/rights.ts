// What an official's standing says of rights, as the kernel's extents: the database gives rows, the rule reads extents.

import type { Right } from "../../kernel/authority.ts";
import { UNBOUND } from "../../kernel/authority.ts";

/** One line of `rights` in agencies.standing_of. */
export type StandingRight = {
  acts: Record<string, string>;
  units: string[] | null;
  services: string[] | null;
  regions: string[] | null;
  ceiling: number | null;
};

/** Acts that nobody can do on a case without seeing it. */
const WITH_SIGHT = ["work", "decide", "open-personal"];

/** The rights of a standing. Whoever may work on a case, decide it or open its personal data may see it, by the same permission. */
export const rightsOf = (rows: readonly StandingRight[]): Right[] =>
  rows.map(({ acts, units, services, regions, ceiling }) => {
    const sight = acts.see ?? WITH_SIGHT.map((act) => acts[act]).find((id) => id !== undefined);
    const by = sight ? { ...acts, see: sight } : acts;
    return {
      units: units ?? [],
      by,
      extent: { ...UNBOUND, acts: Object.keys(by), services: services ?? "all", regions: regions ?? "all", ceiling },
    };
  });
