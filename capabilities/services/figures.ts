// How long it really takes: told by whoever keeps the cases, shown beside the promise. Nobody tells, nothing is shown.

import type { Tx } from "../../kernel/db/database.ts";

/** The real time of an offering's finished cases: the median, in the unit of its promise, over so many cases. */
export type Figures = { median: number; count: number };
type Teller = (tx: Tx, offering: { agencyId: string; id: string; serviceId: string }) => Promise<Figures | undefined>;

let teller: Teller | undefined;

/** Says who knows the figures; called once by the capability that keeps cases. */
export function showFigures(who: Teller): void {
  teller = who;
}

export const figuresOf: Teller = async (tx, offering) => teller?.(tx, offering);
