// The names of services, as mandates say them.

import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import { searchServices } from "../services/index.ts";
import type { Named, Place } from "./mandate.ts";

export const serviceNames = async (tx: Tx, ids: readonly string[]): Promise<Named[]> =>
  ids.length === 0
    ? []
    : tx.many<Named>(
        sql`select e.service_id as id, e.name from services.entry e where e.service_id = any(${ids}::uuid[]) order by e.name ->> 'id'`,
      );

/** Services to choose from: those chosen already, and those found; at first the ones that most agencies offer. */
export async function servicesToChoose(tx: Tx, chosen: readonly string[], text: string): Promise<Named[]> {
  const found = text
    ? (await searchServices(tx, { text, limit: 12 })).found.map((each) => each.id)
    : (
        await tx.many<{ id: string }>(
          sql`select service_id as id from services.entry where offerings > 0 order by offerings desc, name ->> 'id' limit 12`,
        )
      ).map((row) => row.id);
  const order = [...new Set([...chosen, ...found])];
  const names = await serviceNames(tx, order);
  return order.flatMap((id) => names.filter((each) => each.id === id));
}

/** Regencies and cities in which something is offered, by province: where a mandate may be held to. */
export const placesToChoose = (tx: Tx) =>
  tx.many<Place>(sql`select distinct r.code, r.name, p.name as province from services.offering o
    join agencies.region r on r.code = left(o.region, 5) join agencies.region p on p.code = left(o.region, 2)
    where o.status = 'open' and length(o.region) >= 5 order by p.name, r.name limit 600`);

export const placeNames = async (tx: Tx, codes: readonly string[]): Promise<Map<string, string>> =>
  new Map(
    codes.length === 0
      ? []
      : (
          await tx.many<{ code: string; name: string }>(
            sql`select code, name from agencies.region where code = any(${codes})`,
          )
        ).map((row) => [row.code, row.name]),
  );
