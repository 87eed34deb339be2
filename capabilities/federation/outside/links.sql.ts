import type { Database, Tx } from "../../../kernel/db/database.ts";
import { sql } from "../../../kernel/db/sql.ts";
import { underAny } from "../../../kernel/vault/vault.ts";

export type Link = { provider: string; linked_at: Date; used_at: Date };

export const linksOf = (tx: Tx) =>
  tx.many<Link>(
    sql`select provider, linked_at, used_at from federation.link where account_id = ${tx.scope.account ?? null} order by linked_at`,
  );

/** The open account behind a provider's own name of somebody, whichever key it was blinded with. */
export const linkedAccount = (db: Database, provider: string, subjects: readonly Buffer[]) =>
  underAny(subjects, (subject) =>
    db.ask<{ account: string; kind: "resident" | "official" }>(
      sql`select * from federation.linked(${provider}, ${subject})`,
    ),
  );

/** Links; gives whether it is linked now to this account. */
export const putLink = async (tx: Tx, provider: string, subject: Buffer): Promise<boolean> =>
  (await tx.run(sql`insert into federation.link (provider, subject_blind, account_id, linked_at, used_at)
    values (${provider}, ${subject}, ${tx.scope.account}, ${tx.now}, ${tx.now}) on conflict do nothing`)) > 0;

export const touchLink = (tx: Tx, provider: string) =>
  tx.later(
    sql`update federation.link set used_at = ${tx.now} where provider = ${provider} and account_id = ${tx.scope.account}`,
  );

export const dropLink = (tx: Tx, provider: string) =>
  tx.run(sql`delete from federation.link where provider = ${provider} and account_id = ${tx.scope.account}`);
