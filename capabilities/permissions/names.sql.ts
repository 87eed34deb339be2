import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Bilingual } from "../../kernel/words/words.ts";

export type NamedService = { id: string; name: Bilingual };

/** The services that an agency offers, or has offered, to choose from. */
export const servicesOf = (tx: Tx, agency: string) =>
  tx.many<NamedService>(sql`
    select e.service_id as id, e.name from services.entry e
     where e.service_id in (select o.service_id from services.offering o where o.agency_id = ${agency})
     order by e.name ->> 'id', e.service_id limit 200`);

/** Some services by their ids, also those that are offered no more. */
export const servicesByIds = (tx: Tx, ids: readonly string[]) =>
  tx.many<NamedService>(
    sql`select e.service_id as id, e.name from services.entry e where e.service_id = any(${ids}) order by e.name ->> 'id'`,
  );
