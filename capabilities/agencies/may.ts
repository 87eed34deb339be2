// May this official do this, here? Pure: what their positions permit today, and what is asked; the answer gives its reason either way.

import type { Actor } from "../../kernel/actor.ts";
import { covers, type Right } from "../../kernel/authority.ts";
import type { CaseAct } from "./permission.ts";

/** What is asked: an act on an affair that lies with a unit. A region of null is in no territory. */
export type Asked = { act: CaseAct; unit: string; service: string; region: string | null; amount?: number };

/** What stands in the way, the nearest right considered: whoever lacks only the sum should hear of the sum. */
export const LACKS = ["unit", "act", "service", "territory", "ceiling"] as const;
export type Lack = (typeof LACKS)[number];

/** `by` is the permission that allows it. */
export type Verdict = { permitted: true; by: string } | { permitted: false; lacks: Lack };

// Rights are those of today: their days were looked at when they were read.
const TODAY = "9999-12-31";

/** @example may(actor.rights, { act: "decide", unit, service, region: "19.71.03" }) // { permitted: true, by: "0198…" } */
export function may(rights: readonly Right[] | undefined, asked: Asked): Verdict {
  let nearest = 0;
  for (const right of rights ?? []) {
    const steps = [
      right.units.includes(asked.unit),
      covers(right.extent, { act: asked.act, day: TODAY }),
      covers(right.extent, { act: asked.act, service: asked.service, day: TODAY }),
      covers(right.extent, { act: asked.act, region: asked.region ?? "", day: TODAY }),
      covers(right.extent, { act: asked.act, amount: asked.amount, day: TODAY }),
    ];
    const failing = steps.indexOf(false);
    if (failing === -1) return { permitted: true, by: right.by[asked.act] as string };
    nearest = Math.max(nearest, failing);
  }
  return { permitted: false, lacks: LACKS[nearest] as Lack };
}

/** The permission under which an official does an act in one of several units, or what is lacking; nobody else may anything. */
export function mayIn(actor: Actor, units: readonly string[], asked: Omit<Asked, "unit">): Verdict {
  let nearest: Verdict = { permitted: false, lacks: "unit" };
  if (actor.kind !== "official") return nearest;
  for (const unit of units) {
    const verdict = may(actor.rights, { ...asked, unit });
    if (verdict.permitted) return verdict;
    if (!nearest.permitted && LACKS.indexOf(verdict.lacks) > LACKS.indexOf(nearest.lacks)) nearest = verdict;
  }
  return nearest;
}
