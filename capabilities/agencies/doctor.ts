// What a real installation lacks to be governed: somebody who administers, who checks the record, who protects the data.

import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Finding, Hall } from "../../kernel/hall.ts";

type Row = { agencies: number; without: number; unheaded: number; auditors: number; protectors: number };

/** The duties of an installation's agencies, each well or with its advice. An installation without agencies is told how to begin. */
export async function doctor(hall: Hall): Promise<Finding[]> {
  const row = await hall.db.read(worker, (tx) =>
    tx.one<Row>(sql`
      with today as (select (${tx.now}::timestamptz at time zone 'Asia/Jakarta')::date as day),
           held as (select h.agency_id, h.position_id from agencies.holding h, today t
                     where h.starts_on <= t.day and (h.ends_on is null or h.ends_on >= t.day)),
           duty as (select distinct p.agency_id, p.act from agencies.permission p join held on held.agency_id = p.agency_id and held.position_id = p.position_id, today t
                     where p.starts_on <= t.day and (p.ends_on is null or p.ends_on >= t.day)),
           -- An agency without units has not begun to work here: a list of six hundred is no fault.
           working as (select distinct agency_id from agencies.unit where closed_on is null)
      select (select count(*)::int from agencies.agency) as agencies,
             (select count(*)::int from working w where not exists (select from duty d where d.agency_id = w.agency_id and d.act = 'administer')) as without,
             (select count(*)::int from agencies.position p where p.is_head and p.closed_on is null
                and not exists (select from held h where h.agency_id = p.agency_id and h.position_id = p.id)) as unheaded,
             (select count(*)::int from duty where act = 'audit') as auditors,
             (select count(*)::int from duty where act = 'protect-data') as protectors`),
  );
  if (row.agencies === 0)
    return [
      {
        ok: false,
        what: "agencies: none yet",
        advice: "Make the first one with its administrator: npx pendopo admin create (docs/operate/install.md).",
      },
    ];
  const say = (ok: boolean, what: string, advice: string): Finding => (ok ? { ok, what } : { ok, what, advice });
  return [
    say(
      row.without === 0,
      row.without === 0
        ? "agencies: each that works here has an administrator"
        : `agencies: ${row.without} without an administrator`,
      "npx pendopo admin create --another, with the agency's code; or appoint somebody to a position that administers.",
    ),
    say(
      row.auditors > 0 && row.protectors > 0,
      `agencies: ${row.auditors} with an auditor, ${row.protectors} with a data-protection officer`,
      "Permit a position to audit, and one to protect data (UU 27/2022 art. 53): page of the position, Izin.",
    ),
    say(
      row.unheaded === 0,
      row.unheaded === 0
        ? "agencies: every unit's head is in place"
        : `agencies: ${row.unheaded} positions of heads are vacant`,
      "Appoint a holder or a Plt.: nobody signs for these units.",
    ),
  ];
}
