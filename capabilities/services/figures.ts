// What only the keeper of the cases knows: how long a service really takes, and which are asked for most. Nobody tells, nothing is shown.

import type { Tx } from "../../kernel/db/database.ts";

/** The real time of an offering's finished cases: the median, in the unit of its promise, over so many cases. */
export type Figures = { median: number; count: number };

export type Teller = {
  realTime(tx: Tx, offering: { agencyId: string; id: string; serviceId: string }): Promise<Figures | undefined>;
  /** Ids of the services with most requests lately, most first. */
  mostUsed(tx: Tx, limit: number): Promise<string[]>;
};

let teller: Teller | undefined;

/** Says who knows the figures; called once by the capability that keeps cases. */
export function showFigures(who: Teller): void {
  teller = who;
}

export const figuresOf: Teller["realTime"] = async (tx, offering) => teller?.realTime(tx, offering);
export const mostUsed: Teller["mostUsed"] = async (tx, limit) => (await teller?.mostUsed(tx, limit)) ?? [];
