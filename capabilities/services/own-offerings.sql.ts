// What an agency offers, and what it could.

import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Bilingual } from "../../kernel/words/words.ts";
import type { Status } from "./services.sql.ts";

export type OwnOffering = {
  id: string;
  name: Bilingual;
  unitName: string;
  status: Status;
  statusReason: string;
  pausedUntil: string | null;
  number: number;
  newest: number;
  /** Roles whose unit or position is closed: steps that nobody would take up. */
  orphaned: number;
};

/** The offerings of an agency by name, after the one with which the page before ended; those of some units only, for whoever does not administer. */
export const ownOfferings = (
  tx: Tx,
  agency: string,
  { text, units, after, limit }: { text: string; units?: readonly string[]; after?: string; limit: number },
) =>
  tx.many<OwnOffering>(sql`
    select o.id, v.name, o.unit_name as "unitName", o.status, o.status_reason as "statusReason", o.paused_until as "pausedUntil", v.number,
           (select max(n.number) from services.version n where n.service_id = o.service_id) as newest,
           (select count(*)::int from jsonb_each(o.roles) r
             where exists (select from agencies.unit u where u.id = (r.value ->> 'unit')::uuid and u.closed_on is not null)
                or exists (select from agencies.position p where p.id = (r.value ->> 'position')::uuid and p.closed_on is not null)) as orphaned
      from services.offering o join services.version v on v.id = o.version_id
     where o.agency_id = ${agency} and ${units ? sql`o.unit_id = any(${units}::uuid[])` : sql`true`}
       and (${text} = '' or v.name ->> 'id' ilike ${`%${text.replace(/[\\%_]/g, "\\$&")}%`} or o.unit_name ilike ${`%${text.replace(/[\\%_]/g, "\\$&")}%`})
       and ${
         after
           ? sql`(o.status = 'closed', v.name ->> 'id', o.unit_name, o.id) > (
               select p.status = 'closed', pv.name ->> 'id', p.unit_name, p.id from services.offering p join services.version pv on pv.id = p.version_id
                where p.agency_id = ${agency} and p.id = ${after})`
           : sql`true`
       }
     order by o.status = 'closed', v.name ->> 'id', o.unit_name, o.id limit ${limit}`);

/** Every published service with its newest version. */
export const publishedServices = (tx: Tx) =>
  tx.many<{ key: string; name: Bilingual; summary: Bilingual }>(sql`
    select distinct on (s.key) s.key, v.name, v.summary from services.service s join services.version v on v.service_id = s.id
     order by s.key, v.number desc limit 500`);
