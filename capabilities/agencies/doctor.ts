// What a real installation lacks to be governed: somebody who administers, who checks the record, who protects the data.

import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Finding, Hall } from "../../kernel/hall.ts";
import type { Words } from "../../kernel/words/words.ts";

type Row = {
  agencies: number;
  without: number;
  unheaded: number;
  auditors: number;
  protectors: number;
  unknown: number;
  demo: boolean;
};

/** The duties of an installation's agencies, each well or with its advice. An installation without agencies is told how to begin. */
export async function doctor(hall: Hall, t: Words): Promise<Finding[]> {
  const row = await hall.db.read(worker, (tx) =>
    tx.one<Row>(sql`
      with today as (select (${tx.now}::timestamptz at time zone 'Asia/Jakarta')::date as day),
           held as (select h.agency_id, h.position_id, h.official_id from agencies.holding h, today t
                     where h.starts_on <= t.day and (h.ends_on is null or h.ends_on >= t.day)),
           duty as (select distinct p.agency_id, p.act from agencies.permission p join held on held.agency_id = p.agency_id and held.position_id = p.position_id, today t
                     where p.starts_on <= t.day and (p.ends_on is null or p.ends_on >= t.day)),
           -- An agency without units has not begun to work here: a list of six hundred is no fault.
           working as (select distinct agency_id from agencies.unit where closed_on is null)
      select (select count(*)::int from agencies.agency) as agencies,
             (select count(*)::int from working w where not exists (select from duty d where d.agency_id = w.agency_id and d.act = 'administer')) as without,
             (select count(*)::int from agencies.position p where p.is_head and p.closed_on is null
                and not exists (select from held h where h.agency_id = p.agency_id and h.position_id = p.id)) as unheaded,
             (select count(distinct h.official_id)::int from held h
               where not exists (select from agencies.official_nik n where n.official_id = h.official_id)) as unknown,
             (select count(*)::int from duty where act = 'audit') as auditors,
             (select count(*)::int from duty where act = 'protect-data') as protectors,
             coalesce((select (value ->> 'demo')::boolean from kernel.setting where name = 'installation'), false) as demo`),
  );
  if (row.agencies === 0)
    return [
      {
        ok: false,
        what: t("agencies.doctor.none"),
        advice: t("agencies.doctor.none-advice"),
      },
    ];
  const say = (ok: boolean, what: string, advice: string): Finding => (ok ? { ok, what } : { ok, what, advice });
  return [
    say(
      row.without === 0,
      row.without === 0
        ? t("agencies.doctor.administered")
        : t("agencies.doctor.not-administered", { count: row.without }),
      t("agencies.doctor.administered-advice"),
    ),
    say(
      row.auditors > 0 && row.protectors > 0,
      t("agencies.doctor.duties", { auditors: row.auditors, protectors: row.protectors }),
      t("agencies.doctor.duties-advice"),
    ),
    say(
      row.unheaded === 0,
      row.unheaded === 0 ? t("agencies.doctor.headed") : t("agencies.doctor.unheaded", { count: row.unheaded }),
      t("agencies.doctor.unheaded-advice"),
    ),
    // A demonstration's officials are nobody.
    ...(row.demo || hall.config.PENDOPO_DEMO
      ? []
      : [
          say(
            row.unknown === 0,
            row.unknown === 0 ? t("agencies.doctor.niks") : t("agencies.doctor.niks-lacking", { count: row.unknown }),
            t("agencies.doctor.niks-advice"),
          ),
        ]),
  ];
}
