import type { Database, Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Client } from "./client.ts";

/** The application behind an id, unless it is suspended: for the protocol, in nobody's name. */
export const clientOf = (db: Database, id: string) => db.ask<Client>(sql`select * from federation.client_of(${id})`);

export const ownClient = (tx: Tx, id: string) =>
  tx.maybe<Client>(sql`select * from federation.client where id = ${id}`);

export const lockClient = (tx: Tx, id: string) =>
  tx.maybe<Client>(sql`select * from federation.client where id = ${id} for update`);

export type ClientFilter = { text: string; kind: string; state: string; after?: [string, string]; limit: number };

/** The agency's applications by name, a page by key. */
export const listClients = (tx: Tx, agency: string, { text, kind, state, after, limit }: ClientFilter) =>
  tx.many<Client>(sql`
    select * from federation.client
     where agency_id = ${agency}
       and (${text} = '' or lower(name) like '%' || lower(${text}) || '%' or id::text = lower(${text}))
       and (${kind} = '' or kind = ${kind})
       and (${state} = '' or (suspended_at is null) = (${state} = 'active'))
       and ${after ? sql`(lower(name), id) > (${after[0]}, ${after[1]}::uuid)` : sql`true`}
     order by lower(name), id limit ${limit}`);

export type ClientRow = Omit<Client, "created_at" | "changed_at" | "suspended_at" | "old_secret_until"> & {
  account: string;
};

export const insertClient = (tx: Tx, row: ClientRow) =>
  tx.run(sql`insert into federation.client (id, agency_id, kind, name, purpose, legal_basis, contact, home_uri, audience, redirect_uris,
      logout_uris, backchannel_uri, auth_method, secret_hashes, jwks, signing, scopes, units, knows_act, created_at, created_by, changed_at)
    values (${row.id}, ${row.agency_id}, ${row.kind}, ${row.name}, ${row.purpose}, ${row.legal_basis}, ${row.contact}, ${row.home_uri},
            ${row.audience}, ${row.redirect_uris}, ${row.logout_uris}, ${row.backchannel_uri}, ${row.auth_method}, ${row.secret_hashes},
            ${row.jwks === null ? null : JSON.stringify(row.jwks)}, ${row.signing}, ${row.scopes}, ${row.units}, ${row.knows_act}, ${tx.now},
            ${row.account}, ${tx.now})`);

export const updateClient = (tx: Tx, row: Omit<ClientRow, "agency_id" | "kind" | "account">) =>
  tx.run(sql`update federation.client
     set name = ${row.name}, purpose = ${row.purpose}, legal_basis = ${row.legal_basis}, contact = ${row.contact}, home_uri = ${row.home_uri},
         audience = ${row.audience}, redirect_uris = ${row.redirect_uris}, logout_uris = ${row.logout_uris},
         backchannel_uri = ${row.backchannel_uri}, auth_method = ${row.auth_method}, secret_hashes = ${row.secret_hashes},
         jwks = ${row.jwks === null ? null : JSON.stringify(row.jwks)}, signing = ${row.signing}, scopes = ${row.scopes}, units = ${row.units},
         knows_act = ${row.knows_act}, changed_at = ${tx.now}
   where id = ${row.id}`);

export const setSecrets = (tx: Tx, id: string, hashes: string[], oldUntil: Date | null) =>
  tx.run(sql`update federation.client
     set secret_hashes = ${hashes}, old_secret_until = ${oldUntil}, changed_at = ${tx.now} where id = ${id}`);

export const setSuspended = (tx: Tx, id: string, at: Date | null) =>
  tx.run(sql`update federation.client set suspended_at = ${at}, changed_at = ${tx.now} where id = ${id}`);
