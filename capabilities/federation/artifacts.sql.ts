import type { Database, Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";

export type Artifact = {
  kind: string;
  id: Buffer;
  payload: Buffer;
  uid: Buffer | null;
  grant: Buffer | null;
  boundUid: Buffer | null;
  account: string | null;
  mandate: string | null;
  client: string | null;
  session: string | null;
  expires: Date;
};

export const putArtifact = (db: Database, a: Artifact, now: Date) =>
  db.ask(sql`select federation.put(${a.kind}, ${a.id}, ${a.payload}, ${a.uid}, ${a.grant}, ${a.boundUid}, ${a.account}, ${a.mandate},
    ${a.client}, ${a.session}, ${now}, ${a.expires})`);

export const findArtifact = (db: Database, kind: string, id: Buffer, now: Date) =>
  db.ask<{ payload: Buffer; consumed_at: Date | null }>(sql`select * from federation.find(${kind}, ${id}, ${now})`);

export const findSession = (db: Database, uid: Buffer, now: Date) =>
  db.ask<{ id: Buffer; payload: Buffer }>(sql`select * from federation.find_session(${uid}, ${now})`);

export const consumeArtifact = async (db: Database, kind: string, id: Buffer, now: Date): Promise<boolean> =>
  (await db.ask<{ used: boolean }>(sql`select federation.consume(${kind}, ${id}, ${now}) as used`))?.used ?? false;

export const forgetArtifact = (db: Database, kind: string, id: Buffer) =>
  db.ask(sql`select federation.forget(${kind}, ${id})`);

export const forgetGrant = (db: Database, grant: Buffer, butGrant: boolean) =>
  db.ask(sql`select federation.forget_grant(${grant}, ${butGrant})`);

export const grantOf = (db: Database, who: { account: string; mandate?: string }, client: string, now: Date) =>
  db.ask<{ id: Buffer; payload: Buffer }>(
    sql`select * from federation.grant_of(${who.account}, ${who.mandate ?? null}, ${client}, ${now})`,
  );

export type GrantRow = {
  id: Buffer;
  payload: Buffer;
  client: string;
  mandate: string | null;
  made_at: Date;
  expires_at: Date;
  name: string;
  purpose: string;
  legal_basis: string;
  contact: string;
  home_uri: string;
  agency: string;
};

/** What the asker allowed applications; answers in their own name only. */
export const grantsOf = (tx: Tx) => tx.many<GrantRow>(sql`select * from federation.grants_of(${tx.now})`);

/** Takes back everything that an application has from the asker. Gives how many tokens and grants ended. */
export const withdrawGrant = async (tx: Tx, client: string, mandate: string | null): Promise<number> =>
  (await tx.one<{ gone: number }>(sql`select federation.withdraw(${client}, ${mandate}) as gone`)).gone;

export type Holder = {
  account: string;
  kind: "resident" | "official";
  person: string | null;
  person_name: Buffer | null;
  official: string | null;
  assurance: "self-declared" | "counter" | "provider";
  recovered_at: Date | null;
  standing: unknown;
};

export const holderOf = (db: Database, account: string, now: Date) =>
  db.ask<Holder>(sql`select * from federation.holder(${account}, ${now})`);

export type Bearer = {
  token_kind: "AccessToken" | "ClientCredentials";
  payload: Buffer;
  client: string;
  client_name: string;
  agency: string;
  agency_name: string;
  units: string[];
  mandate: string | null;
} & (Holder | { account: null });

export const bearerOf = (db: Database, token: Buffer, now: Date) =>
  db.ask<Bearer>(sql`select * from federation.bearer(${token}, ${now})`);

/** Browsers' sessions whose session at the counter is over, and whatever has run out. */
export const endedSessions = (tx: Tx) =>
  tx.many<{ id: Buffer; payload: Buffer }>(sql`select a.id, a.payload from federation.artifact a
    where a.kind = 'Session' and a.session_id is not null and not federation.alive(a.session_id, a.account_id, ${tx.now}) limit 100`);

/** Everything that applications held of an account until then, and every outside provider through which it was entered. */
export const forgetAccount = async (tx: Tx, account: string, until: Date): Promise<void> => {
  await tx.run(sql`delete from federation.artifact where account_id = ${account} and made_at <= ${until}`);
  await tx.run(sql`delete from federation.link where account_id = ${account} and linked_at <= ${until}`);
};

export const forgetExpired = (tx: Tx) =>
  tx.run(sql`delete from federation.artifact where ctid = any (array(
    select ctid from federation.artifact where expires_at < ${new Date(tx.now.getTime() - 3_600_000)} limit 5000))`);
