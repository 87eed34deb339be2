// Every SQL text of a mandate.

import type { Tx } from "../../kernel/db/database.ts";
import { type Sql, sql } from "../../kernel/db/sql.ts";
import type { MandateKind, MandateStatus, StoredExtent } from "./mandate.ts";

export type MandateRow = StoredExtent & {
  id: string;
  kind: MandateKind;
  grantor_kind: "person" | "organization";
  grantor_id: string | null;
  grantor_name: Buffer;
  holder_account: string | null;
  holder_name: Buffer;
  parent: string | null;
  needed: number;
  status: MandateStatus;
  code: string | null;
  evidence: Buffer | null;
  reason: Buffer | null;
  made_by: string;
  agency_id: string | null;
  created_at: Date;
  decided_at: Date | null;
  ended_at: Date | null;
  /** How many of those that must agree have agreed; only where it is asked for. */
  agreed?: number;
};

const MANDATE = sql`m.id, m.kind, m.grantor_kind, m.grantor_id, m.grantor_name, m.holder_account, m.holder_name, m.services, m.acts, m.ceiling::float8 as ceiling,
  m.regions, m.starts_on::text, m.ends_on::text, m.parent, m.needed, m.status, m.code, m.evidence, m.reason, m.made_by, m.agency_id, m.created_at, m.decided_at, m.ended_at,
  (select count(*)::int from mandates.agreement a where a.mandate_id = m.id) as agreed`;

export const mandateById = (tx: Tx, id: string) =>
  tx.maybe<MandateRow>(sql`select ${MANDATE} from mandates.mandate m where m.id = ${id}`);

const PAGE = 25;
export type Cursor = [at: string, id: string];

const paged = async (tx: Tx, where: Sql, after: Cursor | undefined, limit: number) => {
  const rows = await tx.many<MandateRow>(sql`select ${MANDATE} from mandates.mandate m where ${where}
    and ${after ? sql`(m.created_at, m.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
    order by m.created_at desc, m.id desc limit ${limit + 1}`);
  return { rows: rows.slice(0, limit), more: rows.length > limit };
};

/** For whom an account may act, or might once; newest first. */
export const heldBy = (tx: Tx, account: string, after?: Cursor, limit = PAGE) =>
  paged(tx, sql`m.holder_account = ${account}`, after, limit);

/** Who may act for a subject; newest first. */
export const givenBy = (tx: Tx, subject: string, after?: Cursor, limit = PAGE) =>
  paged(tx, sql`m.grantor_id = ${subject} and m.status not in ('requested')`, after, limit);

/** What directors still have to agree on. */
export const inAgreement = (tx: Tx, subject: string) =>
  tx.many<MandateRow>(
    sql`select ${MANDATE} from mandates.mandate m where m.grantor_id = ${subject} and m.status = 'requested' order by m.created_at limit 50`,
  );

/** What waits for the answer of whoever has this number. */
export const waitingFor = (tx: Tx, blind: Buffer) =>
  tx.many<MandateRow>(sql`select ${MANDATE} from mandates.waiting(${blind}) m order by m.created_at desc`);

/** How much an account has asked or offered that nobody has answered yet. */
export const unanswered = async (tx: Tx, account: string): Promise<number> =>
  (
    await tx.one<{ n: number }>(
      sql`select count(*)::int as n from mandates.mandate where made_by = ${account} and status in ('requested', 'offered')`,
    )
  ).n;

export type NewMandate = StoredExtent & {
  id: string;
  kind: MandateKind;
  grantorKind: "person" | "organization";
  grantorId: string | null;
  grantorBlind: Buffer | null;
  grantorName: Buffer;
  holderAccount: string | null;
  holderBlind: Buffer | null;
  holderName: Buffer;
  parent: string | null;
  needed: number;
  status: MandateStatus;
  code: string | null;
  madeBy: string;
  agency: string | null;
  reason: Buffer | null;
};

export const insertMandate = (tx: Tx, row: NewMandate) =>
  tx.run(sql`insert into mandates.mandate (id, kind, grantor_kind, grantor_id, grantor_blind, grantor_name, holder_account, holder_blind, holder_name,
      services, acts, ceiling, regions, starts_on, ends_on, parent, needed, status, code, made_by, agency_id, reason, created_at, decided_at)
    values (${row.id}, ${row.kind}, ${row.grantorKind}, ${row.grantorId}, ${row.grantorBlind}, ${row.grantorName}, ${row.holderAccount}, ${row.holderBlind},
      ${row.holderName}, ${row.services}, ${row.acts}, ${row.ceiling}, ${row.regions}, ${row.starts_on}, ${row.ends_on}, ${row.parent}, ${row.needed},
      ${row.status}, ${row.code}, ${row.madeBy}, ${row.agency}, ${row.reason}, ${tx.now}, ${row.status === "granted" ? tx.now : null})`);

export type MandateAct =
  | "requested"
  | "offered"
  | "agreed"
  | "granted"
  | "accepted"
  | "refused"
  | "revoked"
  | "ended"
  | "assisted";

export const insertEvent = (
  tx: Tx,
  row: { mandate: string; act: MandateAct; account: string; id: string; name: Buffer },
) =>
  tx.later(sql`insert into mandates.event (id, mandate_id, at, act, account, name)
    values (${row.id}, ${row.mandate}, ${tx.now}, ${row.act}, ${row.account}, ${row.name})`);

export type EventRow = { id: string; at: Date; act: MandateAct; account: string; name: Buffer };
export const eventsOf = (tx: Tx, mandate: string) =>
  tx.many<EventRow>(
    sql`select id, at, act, account, name from mandates.event where mandate_id = ${mandate} order by id limit 200`,
  );

export const insertAgreement = (tx: Tx, mandate: string, account: string) =>
  tx.run(
    sql`insert into mandates.agreement (mandate_id, account, at) values (${mandate}, ${account}, ${tx.now}) on conflict do nothing`,
  );

export const accept = async (tx: Tx, id: string, blind: Buffer): Promise<boolean> =>
  (await tx.one<{ done: boolean }>(sql`select mandates.accept(${id}, ${blind}, ${tx.now}) as done`)).done;

export const give = async (tx: Tx, id: string, blind: Buffer | null): Promise<MandateStatus | null> =>
  (await tx.one<{ status: MandateStatus | null }>(sql`select mandates.give(${id}, ${blind}, ${tx.now}) as status`))
    .status;

export const refuseRow = async (tx: Tx, id: string, blind: Buffer | null): Promise<boolean> =>
  (await tx.one<{ done: boolean }>(sql`select mandates.refuse(${id}, ${blind}, ${tx.now}) as done`)).done;

export const endRow = (tx: Tx, id: string, status: "revoked" | "ended") =>
  tx.run(
    sql`update mandates.mandate set status = ${status}, ended_at = ${tx.now} where id = ${id} and status in ('requested', 'offered', 'granted')`,
  );

export const turnTo = async (tx: Tx, session: string, mandate: string | null): Promise<boolean> =>
  (await tx.one<{ done: boolean }>(sql`select mandates.turn_to(${session}, ${mandate}) as done`)).done;

export type ActingRow = StoredExtent & {
  id: string;
  depth: number;
  kind: MandateKind;
  grantor_kind: "person" | "organization";
  grantor_id: string | null;
  grantor_name: Buffer;
  holds: boolean;
  has_parent: boolean;
};

/** The chain of a mandate that an account holds, from the one held upwards. */
export const actingChain = (tx: Tx, id: string, account: string, day: string) =>
  tx.many<ActingRow>(sql`select id, depth, kind, grantor_kind, grantor_id, grantor_name, holds, has_parent, services, acts, ceiling::float8 as ceiling, regions,
    starts_on::text, ends_on::text from mandates.acting(${id}, ${account}, ${day}::date)`);
