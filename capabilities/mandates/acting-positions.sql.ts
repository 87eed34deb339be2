// In which positions an official acts for another today: kept by their agency, shown by the same rule as a mandate.

import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import { isUuid } from "../../kernel/ids.ts";

export type ActingPosition = {
  title: string;
  unit: string;
  kind: "plt" | "plh";
  starts_on: string;
  ends_on: string | null;
};

export const actingPositions = (tx: Tx, official: string, day: string): Promise<ActingPosition[]> =>
  isUuid(official)
    ? tx.many<ActingPosition>(sql`select p.name as title, u.name as unit, h.kind, h.starts_on::text, h.ends_on::text from agencies.holding h
        join agencies.position p on p.agency_id = h.agency_id and p.id = h.position_id
        join agencies.unit u on u.agency_id = p.agency_id and u.id = p.unit_id
       where h.official_id = ${official} and h.kind in ('plt', 'plh') and h.starts_on <= ${day}::date and coalesce(h.ends_on, 'infinity') >= ${day}::date
       order by h.starts_on limit 50`)
    : Promise.resolve([]);
