// Every SQL text of an organization, and of what a counter confirms.

import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { MandateRow } from "./mandates.sql.ts";

export type OrganizationRow = {
  id: string;
  kind: string;
  name: Buffer;
  nib: Buffer | null;
  npwp: Buffer | null;
  email: Buffer | null;
  phone: Buffer | null;
  quorum: number;
  status: "declared" | "verified" | "refused";
  code: string;
  declared_by: string;
  declarer_name: Buffer;
  declared_at: Date;
  decided_at: Date | null;
  reason: Buffer | null;
};

const ORGANIZATION = sql`o.id, o.kind, o.name, o.nib, o.npwp, o.email, o.phone, o.quorum, o.status, o.code, o.declared_by, o.declarer_name, o.declared_at, o.decided_at, o.reason`;

export const organizationsDeclaredBy = (tx: Tx, account: string) =>
  tx.many<OrganizationRow>(
    sql`select ${ORGANIZATION} from mandates.organization o where o.declared_by = ${account} order by o.declared_at desc limit 50`,
  );

export const organizationByCode = (tx: Tx, code: string) =>
  tx.maybe<OrganizationRow>(sql`select ${ORGANIZATION} from mandates.organization_by_code(${code}) o`);

export const guardianByCode = (tx: Tx, code: string) =>
  tx.maybe<MandateRow>(sql`select m.id, m.kind, m.grantor_kind, m.grantor_id, m.grantor_name, m.holder_account, m.holder_name, m.services, m.acts,
      m.ceiling::float8 as ceiling, m.regions, m.starts_on::text, m.ends_on::text, m.parent, m.needed, m.status, m.code, m.evidence, m.reason, m.made_by,
      m.agency_id, m.created_at, m.decided_at, m.ended_at from mandates.mandate_by_code(${code}) m`);

export type DirectorRow = { id: string; holder_name: Buffer; status: "offered" | "granted"; created_at: Date };
export const directorsOf = (tx: Tx, organization: string) =>
  tx.many<DirectorRow>(sql`select id, holder_name, status, created_at from mandates.directors_of(${organization})`);

export type NewOrganization = {
  id: string;
  kind: string;
  name: Buffer;
  nib: Buffer | null;
  nibBlind: Buffer | null;
  npwp: Buffer | null;
  npwpBlind: Buffer | null;
  email: Buffer | null;
  phone: Buffer | null;
  code: string;
  by: string;
  byName: Buffer;
  byBlind: Buffer;
};

export const insertOrganization = (tx: Tx, row: NewOrganization) =>
  tx.run(sql`insert into mandates.organization (id, kind, name, nib, nib_blind, npwp, npwp_blind, email, phone, code, declared_by, declarer_name, declarer_blind, declared_at)
    values (${row.id}, ${row.kind}, ${row.name}, ${row.nib}, ${row.nibBlind}, ${row.npwp}, ${row.npwpBlind}, ${row.email}, ${row.phone}, ${row.code},
      ${row.by}, ${row.byName}, ${row.byBlind}, ${tx.now})`);

export type Decision = {
  code: string;
  yes: boolean;
  quorum: number;
  papers: Buffer;
  why: Buffer | null;
  director: string;
  /** The names of the organization and of its first director, sealed for the director's mandate. */
  grantor: Buffer;
  holder: Buffer;
  agency: string;
};

export const decideOrganizationRow = async (tx: Tx, d: Decision): Promise<boolean> =>
  (
    await tx.one<{ done: boolean }>(
      sql`select mandates.decide_organization(${d.code}, ${d.yes}, ${d.quorum}, ${d.papers}, ${d.why}, ${d.director}, ${d.grantor}, ${d.holder}, ${d.agency}, ${tx.now}) as done`,
    )
  ).done;

export const nameDirectorRow = async (
  tx: Tx,
  d: { organization: string; mandate: string; blind: Buffer; grantor: Buffer; holder: Buffer; agency: string },
): Promise<boolean> =>
  (
    await tx.one<{ done: boolean }>(
      sql`select mandates.name_director(${d.organization}, ${d.mandate}, ${d.blind}, ${d.grantor}, ${d.holder}, ${d.agency}, ${tx.now}) as done`,
    )
  ).done;

export const removeDirectorRow = async (tx: Tx, mandate: string): Promise<boolean> =>
  (await tx.one<{ done: boolean }>(sql`select mandates.remove_director(${mandate}, ${tx.now}) as done`)).done;

export const decideGuardianRow = async (
  tx: Tx,
  d: { code: string; yes: boolean; ward: string | null; papers: Buffer; why: Buffer | null; agency: string },
): Promise<boolean> =>
  (
    await tx.one<{ done: boolean }>(
      sql`select mandates.decide_guardian(${d.code}, ${d.yes}, ${d.ward}, ${d.papers}, ${d.why}, ${d.agency}, ${tx.now}) as done`,
    )
  ).done;
