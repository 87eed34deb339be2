import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Permission, PermittedAct } from "./permission.ts";

const PERMISSION = sql`m.id, m.position_id as position, m.act, m.unit_id as unit, m.below, m.services, m.regions, m.ceiling,
  m.starts_on as "startsOn", m.ends_on as "endsOn", m.decree, m.granted_by as "grantedBy"`;

export type PermissionRow = Permission & { grantedName: string | null; endedName: string | null };

/** All permissions of a position, those in force first, then the newest. */
export const permissionsOf = (tx: Tx, { agency, position }: { agency: string; position: string }) =>
  tx.many<PermissionRow>(sql`
    select ${PERMISSION}, g.name as "grantedName", e.name as "endedName"
      from agencies.permission m
      left join agencies.official g on g.id = m.granted_by
      left join agencies.official e on e.id = m.ended_by
     where m.agency_id = ${agency} and m.position_id = ${position}
     order by m.ends_on is not null, m.granted_by is not null, m.starts_on desc, m.id limit 300`);

/** Some permissions of an agency by their ids, with the position that has them. */
export const permissionsByIds = (tx: Tx, { agency, ids }: { agency: string; ids: readonly string[] }) =>
  tx.many<PermissionRow & { positionName: string }>(sql`
    select ${PERMISSION}, g.name as "grantedName", null as "endedName", p.name as "positionName"
      from agencies.permission m
      join agencies.position p on p.agency_id = m.agency_id and p.id = m.position_id
      left join agencies.official g on g.id = m.granted_by
     where m.agency_id = ${agency} and m.id = any(${ids})`);

export const insertPermission = (tx: Tx, row: Permission & { agency: string }) =>
  tx.run(sql`
    insert into agencies.permission (agency_id, id, position_id, act, unit_id, below, services, regions, ceiling, starts_on, ends_on, decree, granted_by, granted_at)
    values (${row.agency}, ${row.id}, ${row.position}, ${row.act}, ${row.unit}, ${row.below}, ${row.services}, ${row.regions}, ${row.ceiling},
            ${row.startsOn}, ${row.endsOn}, ${row.decree}, ${row.grantedBy}, ${tx.now})`);

export const closePermission = (tx: Tx, row: { agency: string; id: string; lastDay: string; by: string }) =>
  tx.run(sql`
    update agencies.permission set ends_on = ${row.lastDay}, ended_by = ${row.by}
     where agency_id = ${row.agency} and id = ${row.id} and (ends_on is null or ends_on > ${row.lastDay})`);

type Days = { from: string; to: string | null };

/** The act that one of these would meet against the rule: at this position, or at others that its holders hold besides. */
export const conflictAt = async (tx: Tx, asked: Days & { agency: string; position: string; act: PermittedAct }) =>
  (
    await tx.one<{ met: PermittedAct | null }>(sql`
      select agencies.duty_conflict(${asked.agency}, array[${asked.act}]::text[],
        ${asked.position}::uuid || agencies.held_besides(${asked.agency}, ${asked.position}, ${asked.from}, ${asked.to}),
        ${asked.from}, ${asked.to}) as met`)
  ).met;

/** The act that an official would come to hold against the rule by taking a position, given those they hold already. */
export const conflictOfHolder = async (tx: Tx, asked: Days & { agency: string; position: string; official: string }) =>
  (
    await tx.one<{ met: PermittedAct | null }>(sql`
      select agencies.duty_conflict(${asked.agency},
        (select array_agg(distinct m.act) from agencies.permission m where m.agency_id = ${asked.agency} and m.position_id = ${asked.position}
            and m.starts_on <= coalesce(${asked.to}::date, 'infinity') and coalesce(m.ends_on, 'infinity') >= ${asked.from}::date),
        (select array_agg(h.position_id) from agencies.holding h where h.agency_id = ${asked.agency} and h.official_id = ${asked.official}
            and h.starts_on <= coalesce(${asked.to}::date, 'infinity') and coalesce(h.ends_on, 'infinity') >= ${asked.from}::date),
        ${asked.from}, ${asked.to}) as met`)
  ).met;

/** How many positions that somebody holds on a day would still administer the agency without one permission. */
export const administratorsBesides = async (tx: Tx, asked: { agency: string; permission: string; day: string }) =>
  (
    await tx.one<{ n: number }>(sql`
      select count(distinct m.position_id)::int as n from agencies.permission m
       where m.agency_id = ${asked.agency} and m.act = 'administer' and m.id <> ${asked.permission}
         and m.starts_on <= ${asked.day} and m.ends_on is null
         and exists (select from agencies.holding h where h.agency_id = m.agency_id and h.position_id = m.position_id
                      and h.starts_on <= ${asked.day} and (h.ends_on is null or h.ends_on >= ${asked.day}))`)
  ).n;
