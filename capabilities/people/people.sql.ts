import type { Assurance } from "../../kernel/actor.ts";
import type { Database, Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { StandingRight } from "../agencies/index.ts";

export type Identified = {
  account: string;
  kind: "resident" | "official";
  person: string | null;
  person_name: Buffer | null;
  official: string | null;
  session: string;
  seen_at: Date;
  assurance: Assurance;
  proved_at: Date;
  second_at: Date | null;
  acting_for: string | null;
  recovered_at: Date | null;
  standing: {
    name: string;
    title: string;
    agency_name: string;
    agency: string;
    position: string;
    unit: string;
    positions: string[];
    units: string[];
    acts: string[];
    rights?: StandingRight[];
  } | null;
};

/** Who holds a token now. Asked at every request, so it is one message there and one back. */
export const identifyToken = (db: Database, token: Buffer, now: Date) =>
  db.ask<Identified>(sql`select * from people.identify(${token}, ${now})`);

export type Credential = {
  account: string;
  kind: "resident" | "official";
  person: string | null;
  official: string | null;
  password_hash: string | null;
  disabled: boolean;
  assurance: Assurance;
  has_totp: boolean;
  has_passkey: boolean;
  email: Buffer | null;
};
export const credentialOf = (tx: Tx, login: Buffer) =>
  tx.maybe<Credential>(sql`select * from people.credential(${login})`);

export const ownCredential = (tx: Tx, account: string) =>
  tx.one<{ password_hash: string | null }>(sql`select password_hash from people.account where id = ${account}`);

export const insertPerson = (
  tx: Tx,
  row: { id: string; name: Buffer; nik: Buffer; nikBlind: Buffer; email: Buffer | null; phone: Buffer | null },
) =>
  tx.run(sql`insert into people.person (id, name, nik, nik_blind, email, phone, created_at)
    values (${row.id}, ${row.name}, ${row.nik}, ${row.nikBlind}, ${row.email}, ${row.phone}, ${tx.now})`);

export const insertAccount = (
  tx: Tx,
  row: { id: string; kind: string; person: string | null; official: string | null; login: Buffer; hash: string },
) =>
  tx.run(sql`insert into people.account (id, kind, person_id, official_id, login_blind, password_hash, created_at)
    values (${row.id}, ${row.kind}, ${row.person}, ${row.official}, ${row.login}, ${row.hash}, ${tx.now})`);

export const insertSession = (
  tx: Tx,
  row: {
    hash: Buffer;
    account: string;
    id: string;
    agent: string;
    expires: Date;
    second: boolean;
    how: string;
    network: string;
    idle: number;
  },
) =>
  tx.run(sql`insert into people.session (token_hash, account_id, id, agent, created_at, seen_at, expires_at, proved_at, second_at, how, network, idle_seconds)
    values (${row.hash}, ${row.account}, ${row.id}, ${row.agent}, ${tx.now}, ${tx.now}, ${row.expires}, ${tx.now},
            ${row.second ? tx.now : null}, ${row.how}, ${row.network}, ${row.idle})`);

export const sessionsOf = (tx: Tx, account: string) =>
  tx.many<{
    id: string;
    agent: string;
    network: string;
    how: string;
    created_at: Date;
    seen_at: Date;
    second: boolean;
  }>(
    sql`select id, agent, network, how, created_at, seen_at, second_at is not null as second from people.session
        where account_id = ${account} and expires_at > ${tx.now} and seen_at > ${tx.now}::timestamptz - idle_seconds * interval '1 second'
        order by seen_at desc limit 50`,
  );

/** Counts a try and gives the number in this window. */
export const countTry = async (tx: Tx, key: Buffer, window: Date) =>
  (
    await tx.one<{
      tries: number;
    }>(sql`insert into people.throttle (key, window_at, tries) values (${key}, ${window}, 1)
    on conflict (key, window_at) do update set tries = people.throttle.tries + 1 returning tries`)
  ).tries;

export type PersonRow = {
  id: string;
  name: Buffer;
  nik: Buffer | null;
  email: Buffer | null;
  phone: Buffer | null;
  email_confirmed_at: Date | null;
};
export const personRow = (tx: Tx, id: string) =>
  tx.maybe<PersonRow>(sql`select id, name, nik, email, phone, email_confirmed_at from people.person where id = ${id}`);

export const personByNikRow = (tx: Tx, nikBlind: Buffer) =>
  tx.maybe<{ person: string; account: string | null; assurance: Assurance | null }>(
    sql`select * from people.person_by_nik(${nikBlind})`,
  );

export const admitRow = (
  tx: Tx,
  row: {
    person: string;
    name: Buffer;
    nik: Buffer;
    nikBlind: Buffer;
    email: Buffer | null;
    phone: Buffer | null;
    account: string;
    login: Buffer;
    assurance: Assurance;
  },
) =>
  tx.one<{
    done: boolean;
  }>(sql`select people.admit(${row.person}, ${row.name}, ${row.nik}, ${row.nikBlind}, ${row.email},
    ${row.phone}, ${row.account}, ${row.login}, ${row.assurance}, ${tx.now}) as done`);

export const raiseRow = (tx: Tx, row: { account: string; assurance: Assurance; isOwn: boolean }) =>
  tx.one<{ done: "raised" | "emptied" | null }>(
    sql`select people.raise_assurance(${row.account}, ${row.assurance}, ${row.isOwn}) as done`,
  );

export const issueTicketRow = (tx: Tx, row: { hash: Buffer; whose: string; purpose: string; expires: Date }) =>
  tx.one<{ done: boolean }>(
    sql`select people.issue_ticket(${row.hash}, ${row.whose}, ${row.purpose}, ${tx.now}, ${row.expires}) as done`,
  );
