import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Bilingual } from "../../kernel/words/words.ts";
import type { StandingRight } from "../agencies/index.ts";

/** What decides who may see a case: ids and names of units, nothing of its content. */
export type CaseFacts = {
  agency: string;
  case: string;
  unit: string;
  unitName: string;
  service: string;
  serviceName: Bilingual;
  region: string | null;
  filedBy: string | null;
  parties: { unit: string; name: string; since: string }[];
};

/** Of a case that the asker's agency answers for or works on; nothing for anybody else. */
export const caseFacts = (tx: Tx, tracking: string) =>
  tx.maybe<CaseFacts>(sql`
    select g.agency_id as agency, g.case_id as case, g.unit_id as unit, u.name as "unitName", g.service_id as service, e.name as "serviceName",
           g.region, g.filed_by as "filedBy",
           (select coalesce(jsonb_agg(jsonb_build_object('unit', p ->> 'unit', 'since', p ->> 'since', 'name', pu.name)), '[]')
              from jsonb_array_elements(g.parties) p join agencies.unit pu on pu.id = (p ->> 'unit')::uuid) as parties
      from cases.grounds_of(${tracking}) g
      join agencies.unit u on u.agency_id = g.agency_id and u.id = g.unit_id
      join services.entry e on e.service_id = g.service_id`);

export type Standing = {
  name: string;
  title: string;
  agency: string;
  units: string[];
  positions: string[];
  rights: StandingRight[];
};

export const standingOf = (tx: Tx, official: string, day: string) =>
  tx.one<{ standing: Standing | null }>(sql`select agencies.standing_of(${official}, ${day}) as standing`);

/** Looks in an emergency that an official has open into a case; an auditor and a reviewer see those of their agency's officials. */
export const openLooks = (tx: Tx, official: string, of: { agency: string; case: string }) =>
  tx.many<{ id: string; until: Date }>(sql`select id, until from cases.emergency
    where official_id = ${official} and agency_id = ${of.agency} and case_id = ${of.case} and until > ${tx.now}`);
