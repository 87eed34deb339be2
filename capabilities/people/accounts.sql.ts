// Invitations, the state of officials' accounts, and ways back, as the database answers administrators.

import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";

export const insertInvitation = (
  tx: Tx,
  row: { id: string; agency: string; official: string; hash: Buffer; by: string | null; expires: Date },
) =>
  tx.later(sql`insert into people.invitation (id, agency_id, official_id, code_hash, made_by, created_at, expires_at)
    values (${row.id}, ${row.agency}, ${row.official}, ${row.hash}, ${row.by}, ${tx.now}, ${row.expires})`);

/** Makes the open invitations of some officials worth nothing. */
export const withdrawInvitations = (tx: Tx, officials: readonly string[]) =>
  tx.run(sql`update people.invitation set withdrawn_at = ${tx.now}
    where official_id = any(${officials}::uuid[]) and used_at is null and withdrawn_at is null`);

export type Invited = { official: string; name: string; nip: string | null; account: string | null };
export const invitationOf = (tx: Tx, hash: Buffer) =>
  tx.maybe<Invited>(sql`select * from people.invitation_of(${hash}, ${tx.now})`);

export const activateRow = async (tx: Tx, row: { hash: Buffer; account: string; login: Buffer; password: string }) =>
  (
    await tx.one<{ account: string | null }>(
      sql`select people.activate(${row.hash}, ${row.account}, ${row.login}, ${row.password}, ${tx.now}) as account`,
    )
  ).account;

/** Whether an official stands for anything today: by the same rule as every request. */
export const isSeated = async (tx: Tx, official: string) =>
  (
    await tx.one<{ seated: boolean }>(
      sql`select agencies.standing_of(${official}, (${tx.now}::timestamptz at time zone 'Asia/Jakarta')::date) is not null as seated`,
    )
  ).seated;

export type State = "none" | "invited" | "active" | "locked";
export type AccountRow = {
  official: string;
  name: string;
  nip: string | null;
  email: string | null;
  holds: string | null;
  state: State;
  hasSecond: boolean;
  seenAt: Date | null;
  invitedAt: Date | null;
  expiresAt: Date | null;
};

type ListOf = {
  words: string[];
  state: State | "";
  day: string;
  after: [string, string];
  limit: number;
  official?: string;
};

/** The officials of an agency with how their accounts stand, by name. */
export const listAccounts = (tx: Tx, agency: string, { words, state, day, after, limit, official }: ListOf) =>
  tx.many<AccountRow>(sql`
    with kept as materialized (
      select o.id, o.name, o.nip, o.email from agencies.official o
       where o.kept_by = ${agency} and o.left_on is null and ${official ? sql`o.id = ${official}` : sql`true`}
         and (o.name, o.id::text) > (${after[0]}, ${after[1]})
         and (select bool_and(lower(o.name || ' ' || coalesce(o.nip, '')) like word) from unnest(${words}::text[]) word) is not false
    ), stood as (
      select k.*, a.has_second, a.seen_at, i.created_at as invited_at, i.expires_at,
             case when a.disabled_at is not null then 'locked' when a.has_password then 'active'
                  when i.id is not null then 'invited' else 'none' end as state
        from kept k
        left join people.accounts_of((select array_agg(id) from kept), ${tx.now}) a on a.official = k.id
        left join lateral (select v.id, v.created_at, v.expires_at from people.invitation v
                            where v.official_id = k.id and v.used_at is null and v.withdrawn_at is null and v.expires_at > ${tx.now}
                            order by v.created_at desc limit 1) i on true
    )
    select s.id as official, s.name, s.nip, s.email, s.state, coalesce(s.has_second, false) as "hasSecond", s.seen_at as "seenAt",
           s.invited_at as "invitedAt", s.expires_at as "expiresAt",
           (select string_agg(p.name, '; ' order by h.kind, p.name) from agencies.holding h
              join agencies.position p on p.agency_id = h.agency_id and p.id = h.position_id
             where h.official_id = s.id and h.starts_on <= ${day} and (h.ends_on is null or h.ends_on >= ${day})) as holds
      from stood s where ${state === "" ? sql`true` : sql`s.state = ${state}`}
     order by s.name, s.id::text limit ${limit}`);

/** Officials in a chair who have no account and no open invitation. */
export const uninvited = (tx: Tx, agency: string, { day, limit }: { day: string; limit: number }) =>
  tx.many<{ official: string }>(sql`
    with kept as materialized (
      select o.id, o.name from agencies.official o
       where o.kept_by = ${agency} and o.left_on is null
         and exists (select from agencies.holding h where h.official_id = o.id and h.starts_on <= ${day} and (h.ends_on is null or h.ends_on >= ${day}))
         and not exists (select from people.invitation v where v.official_id = o.id and v.used_at is null and v.withdrawn_at is null and v.expires_at > ${tx.now}))
    select k.id as official from kept k
      left join people.accounts_of((select array_agg(id) from kept), ${tx.now}) a on a.official = k.id
     where a.official is null or (not a.has_password and a.disabled_at is null) order by k.name, k.id limit ${limit}`);

export const holdAccountRow = async (tx: Tx, official: string, what: "lock" | "unlock" | "end-sessions") =>
  (await tx.one<{ done: boolean }>(sql`select people.hold_account(${official}, ${what}, ${tx.now}) as done`)).done;

export type WayBack = {
  id: string;
  account: string;
  kind: "resident" | "official";
  askedBy: string;
  askedAt: Date;
  readyAt: Date;
};
const WAY = sql`id, account_id as account, kind, asked_by as "askedBy", asked_at as "askedAt", ready_at as "readyAt"`;
const WAITING = sql`stopped_at is null and done_at is null`;

export const askWayBackRow = async (tx: Tx, row: { whose: string; ready: Date }) =>
  (
    await tx.one<{ id: string | null }>(
      sql`select people.ask_way_back(${tx.id()}, ${row.whose}, ${tx.now}, ${row.ready}) as id`,
    )
  ).id;
export const wayBackById = (tx: Tx, id: string) =>
  tx.maybe<WayBack>(sql`select ${WAY} from people.way_back where id = ${id} and ${WAITING}`);
export const wayBackOfAccount = (tx: Tx, account: string) =>
  tx.maybe<WayBack>(sql`select ${WAY} from people.way_back where account_id = ${account} and ${WAITING}`);
export const confirmWayBackRow = async (tx: Tx, id: string) =>
  (await tx.one<{ done: boolean }>(sql`select people.confirm_way_back(${id}, ${tx.now}) as done`)).done;
export const takeWayBackRow = (tx: Tx, id: string) =>
  tx.maybe<{ account: string; kind: string; person: string | null; official: string | null }>(
    sql`select * from people.take_way_back(${id}, ${tx.now})`,
  );
export const stopWayBackRow = (tx: Tx, account: string) =>
  tx.run(sql`update people.way_back set stopped_at = ${tx.now} where account_id = ${account} and ${WAITING}`);
/** Whose account waits, as an official or by an account's id only. */
export const officialOfAccounts = (tx: Tx, officials: readonly string[]) =>
  tx.many<{ official: string; account: string }>(
    sql`select official, account from people.accounts_of(${officials}::uuid[], ${tx.now})`,
  );

export const hasKeys = async (tx: Tx, account: string) =>
  (await tx.one<{ has: boolean }>(sql`select people.has_keys(${account}) as has`)).has;

/** Which of some officials have an account; asked by the worker. */
export const withAccount = async (tx: Tx, officials: readonly string[]): Promise<Set<string>> =>
  new Set(
    (
      await tx.many<{ official: string }>(
        sql`select official_id as official from people.account where official_id = any(${officials}::uuid[])`,
      )
    ).map(({ official }) => official),
  );
