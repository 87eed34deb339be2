// The SQL of second factors, tickets and what was spent; each in the name of the account it belongs to.

import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";

export const totpRow = (tx: Tx, account: string) =>
  tx.maybe<{ secret: Buffer; last_step: number; confirmed_at: Date | null }>(
    sql`select secret, last_step, confirmed_at from people.totp where account_id = ${account}`,
  );

export const takeStep = async (tx: Tx, account: string, step: number): Promise<boolean> =>
  (await tx.run(
    sql`update people.totp set last_step = ${step} where account_id = ${account} and last_step < ${step}`,
  )) === 1;

export const keepTotp = (tx: Tx, row: { account: string; secret: Buffer; step: number }) =>
  tx.run(sql`insert into people.totp (account_id, secret, last_step, created_at, confirmed_at)
    values (${row.account}, ${row.secret}, ${row.step}, ${tx.now}, ${tx.now})
    on conflict (account_id) do update set secret = excluded.secret, last_step = excluded.last_step, confirmed_at = excluded.confirmed_at`);

export const dropTotp = (tx: Tx, account: string) => tx.run(sql`delete from people.totp where account_id = ${account}`);

export const spendRecoveryCode = async (tx: Tx, account: string, blind: Buffer): Promise<boolean> =>
  (await tx.run(sql`update people.recovery_code set used_at = ${tx.now}
    where account_id = ${account} and code_blind = ${blind} and used_at is null`)) === 1;

export async function insertRecoveryCode(tx: Tx, account: string, blinds: Buffer[]): Promise<void> {
  await tx.run(sql`delete from people.recovery_code where account_id = ${account}`);
  await tx.run(sql`insert into people.recovery_code (account_id, code_blind, created_at)
    select ${account}, blind, ${tx.now} from unnest(${blinds}::bytea[]) as blind`);
}

export type Factors = { password: boolean; totp: boolean; passkeys: number; codes: number; has_codes: boolean };
export const factorCounts = (tx: Tx, account: string) =>
  tx.one<Factors>(sql`select a.password_hash is not null as password,
           exists (select from people.totp t where t.account_id = a.id and t.confirmed_at is not null) as totp,
           (select count(*)::int from people.passkey k where k.account_id = a.id and k.suspended_at is null) as passkeys,
           (select count(*)::int from people.recovery_code c where c.account_id = a.id and c.used_at is null) as codes,
           exists (select from people.recovery_code c where c.account_id = a.id) as has_codes
      from people.account a where a.id = ${account}`);

/** Marks a challenge or a half sign-in as used; false when it was used before. */
export const spend = async (tx: Tx, key: Buffer, expires: Date): Promise<boolean> =>
  (await tx.run(sql`insert into people.spent (key, expires_at) values (${key}, ${expires}) on conflict do nothing`)) ===
  1;

export type PasskeyRow = {
  id: string;
  credential: Buffer;
  transports: string[];
  name: Buffer;
  is_synced: boolean;
  created_at: Date;
  used_at: Date | null;
  suspended_at: Date | null;
};
export const passkeysOf = (tx: Tx, account: string) =>
  tx.many<PasskeyRow>(sql`select id, credential, transports, name, is_synced, created_at, used_at, suspended_at
      from people.passkey where account_id = ${account} order by created_at limit 50`);

export const insertPasskey = (
  tx: Tx,
  row: {
    id: string;
    account: string;
    credential: Buffer;
    publicKey: Buffer;
    counter: number;
    transports: string[];
    isSynced: boolean;
    name: Buffer;
  },
) =>
  tx.run(sql`insert into people.passkey (id, account_id, credential, public_key, counter, transports, is_synced, name, created_at)
    values (${row.id}, ${row.account}, ${row.credential}, ${row.publicKey}, ${row.counter}, ${row.transports}, ${row.isSynced}, ${row.name}, ${tx.now})`);

export const dropPasskey = async (tx: Tx, account: string, id: string): Promise<boolean> =>
  (await tx.run(sql`delete from people.passkey where id = ${id} and account_id = ${account}`)) === 1;

export type KnownPasskey = {
  id: string;
  account: string;
  kind: "resident" | "official";
  person: string | null;
  public_key: Buffer;
  counter: number;
  transports: string[];
  suspended: boolean;
  disabled: boolean;
};
export const passkeyOf = (tx: Tx, credential: Buffer) =>
  tx.maybe<KnownPasskey>(sql`select * from people.passkey_of(${credential})`);

export const usePasskey = (tx: Tx, id: string, row: { counter: number; isSynced: boolean }) =>
  tx.run(
    sql`update people.passkey set counter = ${row.counter}, is_synced = ${row.isSynced}, used_at = ${tx.now} where id = ${id}`,
  );

export const suspendPasskey = (tx: Tx, id: string) =>
  tx.run(sql`update people.passkey set suspended_at = ${tx.now} where id = ${id} and suspended_at is null`);

export type Ticket = {
  account: string;
  kind: "resident" | "official";
  person: string | null;
  official: string | null;
  purpose: "recover-mail" | "recover-counter" | "recover-office" | "change-email";
  payload: Buffer | null;
  expires_at: Date;
  used: boolean;
};
export const ticketOf = (tx: Tx, hash: Buffer) => tx.maybe<Ticket>(sql`select * from people.ticket_of(${hash})`);

export const useTicket = async (tx: Tx, hash: Buffer): Promise<boolean> =>
  (await tx.run(sql`update people.ticket set used_at = ${tx.now}
    where hash = ${hash} and used_at is null and expires_at > ${tx.now}`)) === 1;

export const insertTicket = (
  tx: Tx,
  row: { hash: Buffer; account: string; purpose: Ticket["purpose"]; payload?: Buffer; expires: Date },
) =>
  tx.run(sql`insert into people.ticket (hash, account_id, purpose, payload, created_at, expires_at)
    values (${row.hash}, ${row.account}, ${row.purpose}, ${row.payload ?? null}, ${tx.now}, ${row.expires})`);

/** Sets the password, and what the moment of recovery was when it came by one. */
export const setPassword = (tx: Tx, account: string, row: { hash: string; recovered: boolean }) =>
  tx.run(sql`update people.account set password_hash = ${row.hash}, password_at = ${tx.now},
      recovered_at = ${row.recovered ? sql`${tx.now}` : sql`recovered_at`} where id = ${account}`);
