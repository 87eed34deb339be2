// Every SQL text of a failure to protect personal data.

import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";

export type IncidentRow = {
  agency_id: string;
  id: string;
  title: string;
  found_at: Date;
  due_at: Date;
  began_on: string | null;
  what: string;
  kinds: string;
  handling: string;
  is_public: boolean;
  made_label: string;
  authority_told_at: Date | null;
  notices_at: Date | null;
  closed_at: Date | null;
};

const COLUMNS = sql`i.agency_id, i.id, i.title, i.found_at, i.due_at, i.began_on, i.what, i.kinds, i.handling, i.is_public, i.made_label,
  i.authority_told_at, i.notices_at, i.closed_at`;

export const insertIncident = (
  tx: Tx,
  row: Pick<
    IncidentRow,
    | "agency_id"
    | "id"
    | "title"
    | "found_at"
    | "due_at"
    | "began_on"
    | "what"
    | "kinds"
    | "handling"
    | "is_public"
    | "made_label"
  > & {
    made_by: string;
  },
) =>
  tx.run(sql`insert into privacy.incident (agency_id, id, title, found_at, due_at, began_on, what, kinds, handling, is_public, made_at, made_by, made_label)
    values (${row.agency_id}, ${row.id}, ${row.title}, ${row.found_at}, ${row.due_at}, ${row.began_on}, ${row.what}, ${row.kinds}, ${row.handling},
      ${row.is_public}, ${tx.now}, ${row.made_by}, ${row.made_label})`);

export const incidentsOf = (tx: Tx, agency: string) =>
  tx.many<IncidentRow & { people: number; told: number }>(sql`select ${COLUMNS},
      (select count(*) from privacy.incident_person p where p.agency_id = i.agency_id and p.incident_id = i.id)::int as people,
      (select count(*) from privacy.incident_person p where p.agency_id = i.agency_id and p.incident_id = i.id and p.told_at is not null)::int as told
    from privacy.incident i where i.agency_id = ${agency} order by i.found_at desc, i.id desc limit 100`);

export const incidentById = (tx: Tx, agency: string, id: string) =>
  tx.maybe<IncidentRow>(sql`select ${COLUMNS} from privacy.incident i where i.agency_id = ${agency} and i.id = ${id}`);

/** Adds whose data it touched, by what is known; the database names nobody. Gives how many were new. */
export const addAffected = async (
  tx: Tx,
  incident: string,
  by: { services: string[]; from: Date; until: Date; numbers: string[]; seenBy: string },
): Promise<number> =>
  (
    await tx.one<{ added: number }>(
      sql`select privacy.add_affected(${incident}, ${by.services}::uuid[], ${by.from}, ${by.until}, ${by.numbers}::text[], ${by.seenBy}) as added`,
    )
  ).added;

export type AffectedRow = { tracking: string; told_at: Date | null; read_at: Date | null; mail_id: string | null };

/** Whom it touched, by the number of a request of theirs, never by name. */
export const affectedOf = (tx: Tx, agency: string, incident: string, limit: number) =>
  tx.many<AffectedRow>(sql`select tracking, told_at, read_at, mail_id from privacy.incident_person
    where agency_id = ${agency} and incident_id = ${incident} order by person_id limit ${limit}`);

export const countAffected = (tx: Tx, agency: string, incident: string) =>
  tx.one<{
    people: number;
    told: number;
    mailed: number;
  }>(sql`select count(*)::int as people, count(told_at)::int as told, count(mail_id)::int as mailed
    from privacy.incident_person where agency_id = ${agency} and incident_id = ${incident}`);

export const markIncident = (tx: Tx, agency: string, id: string, what: "authority" | "notices" | "closed") =>
  tx.run(
    what === "authority"
      ? sql`update privacy.incident set authority_told_at = coalesce(authority_told_at, ${tx.now}) where agency_id = ${agency} and id = ${id}`
      : what === "notices"
        ? sql`update privacy.incident set notices_at = coalesce(notices_at, ${tx.now}) where agency_id = ${agency} and id = ${id} and closed_at is null`
        : sql`update privacy.incident set closed_at = ${tx.now} where agency_id = ${agency} and id = ${id} and closed_at is null`,
  );

/** Failures that a person was told of, newest first. */
export const incidentsTold = (tx: Tx, person: string) =>
  tx.many<IncidentRow & { agency: string; told_at: Date }>(sql`select ${COLUMNS}, a.name as agency, p.told_at
    from privacy.incident_person p join privacy.incident i on i.agency_id = p.agency_id and i.id = p.incident_id
    join agencies.agency a on a.id = i.agency_id
    where p.person_id = ${person} and p.told_at is not null order by p.told_at desc limit 50`);

/** Failures that were made public, newest first. */
export const publicIncidents = (tx: Tx) =>
  tx.many<
    IncidentRow & { agency: string }
  >(sql`select ${COLUMNS}, a.name as agency from privacy.incident i join agencies.agency a on a.id = i.agency_id
    where i.is_public and i.notices_at is not null order by i.found_at desc limit 50`);
