// Sessions: opened once somebody proved who they are, renewed when they prove it again, ended by them, by idleness and by time.

import { createHash, randomBytes } from "node:crypto";
import type { Actor } from "../../kernel/actor.ts";
import { INSTALLATION, record } from "../../kernel/audit/audit.ts";
import type { Config } from "../../kernel/config.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Hall } from "../../kernel/hall.ts";
import { rightsOf } from "../agencies/index.ts";
import { type Identified, identifyToken, insertSession } from "./people.sql.ts";
import { maskedNetwork } from "./throttle.ts";

export type AccountKind = "resident" | "official";

/** How the holder was proved: what the list of sessions tells. */
export type How = "password" | "password-code" | "password-recovery-code" | "passkey" | "provider" | "recovery";

/** After so long it ends whatever is done with it; a village's shared phone and an office's shared desk both have a night. */
const HOURS = { resident: 12, official: 10 } as const;
/** After so long without a request it ends: shorter at a desk that others pass. */
const IDLE_MINUTES = { resident: 120, official: 60 } as const;

/** How long a session may rest, by the installation's settings. */
export const idleMinutes = (config: Config | undefined, kind: AccountKind): number =>
  (kind === "resident" ? config?.PENDOPO_IDLE_MINUTES : config?.PENDOPO_IDLE_MINUTES_OFFICIAL) ?? IDLE_MINUTES[kind];

export const sessionSeconds = (kind: AccountKind): number => HOURS[kind] * 3600;

export type Session = { token: string; account: string; kind: AccountKind; seconds: number };

export const hashToken = (token: string): Buffer => createHash("sha256").update(token).digest();

export type Opening = {
  /** Whether a second factor was part of it; an official's session without one opens only the page that sets one up. */
  second?: boolean;
  how?: How;
  address?: string;
  idleMinutes?: number;
};

/**
 * Opens a session for an account that has proved itself; the caller's scope is that account.
 * @example openSession(tx, account, "resident", "Firefox, Android", { how: "passkey", second: true, address: ask.ip })
 */
export async function openSession(
  tx: Tx,
  account: string,
  kind: AccountKind,
  agent: string,
  { second = false, how = "password", address = "", idleMinutes = IDLE_MINUTES[kind] }: Opening = {},
): Promise<Session> {
  const token = randomBytes(32).toString("base64url");
  const seconds = sessionSeconds(kind);
  await insertSession(tx, {
    hash: hashToken(token),
    account,
    id: tx.id(),
    agent: agent.slice(0, 120),
    second,
    how,
    network: maskedNetwork(address),
    idle: idleMinutes * 60,
    expires: new Date(tx.now.getTime() + seconds * 1000),
  });
  record(
    tx,
    { kind, account, units: [], positions: [] },
    { agency: INSTALLATION, act: "session.opened", target: account, detail: { how } },
  );
  return { token, account, kind, seconds };
}

/** Who has proved themselves again goes on under a new token: one that was copied before is worth nothing after. */
export async function renewSession(tx: Tx, actor: Actor, how: How, second: boolean): Promise<Session> {
  const token = randomBytes(32).toString("base64url");
  const row = await tx.one<{ account_id: string; expires_at: Date }>(sql`update people.session
      set token_hash = ${hashToken(token)}, proved_at = ${tx.now}, seen_at = ${tx.now},
          second_at = ${second ? sql`${tx.now}` : sql`second_at`}
    where id = ${actor.session} and account_id = ${actor.account} returning account_id, expires_at`);
  record(tx, actor, { agency: INSTALLATION, act: "session.proved", target: actor.account, detail: { how } });
  return {
    token,
    account: row.account_id,
    kind: actor.kind as AccountKind,
    seconds: Math.max(1, Math.round((row.expires_at.getTime() - tx.now.getTime()) / 1000)),
  };
}

export async function signOut(tx: Tx, actor: Actor, token: string): Promise<void> {
  await tx.run(sql`delete from people.session where token_hash = ${hashToken(token)}`);
  record(tx, actor, { agency: INSTALLATION, act: "session.closed", target: actor.account });
}

/** Ends one session of the actor's account; gives whether it was there. */
export async function endSession(tx: Tx, actor: Actor, id: string): Promise<boolean> {
  const ended = await tx.run(
    sql`delete from people.session where id = ${id} and account_id = ${actor.account} and id <> ${actor.session}`,
  );
  if (ended > 0) record(tx, actor, { agency: INSTALLATION, act: "session.ended", target: actor.account });
  return ended > 0;
}

/** Ends every other session of the actor's account. */
export async function endOtherSessions(tx: Tx, actor: Actor): Promise<void> {
  await tx.run(sql`delete from people.session where account_id = ${actor.account} and id <> ${actor.session}`);
  record(tx, actor, { agency: INSTALLATION, act: "session.others-ended", target: actor.account });
}

/** How long a session may go unnoticed before its last use is written down: seldom, so that reading a page stays reading. */
const NOTICE_MINUTES = 5;

/** Turns a session's token into who acts. An official who holds no position today is nobody in particular. */
export async function identify(hall: Hall, token: string): Promise<Actor | undefined> {
  const found = await identifyToken(hall.db, hashToken(token), hall.db.time.now());
  if (!found) return undefined;
  if (hall.time.now().getTime() - found.seen_at.getTime() > NOTICE_MINUTES * 60_000)
    await hall.db.transact({ role: "app", account: found.account }, (tx) =>
      tx.run(sql`update people.session set seen_at = ${tx.now} where token_hash = ${hashToken(token)}`),
    );
  return actorOf(hall, found);
}

/** The actor whom an account makes, with what is known of the session or the token that they came with. */
export function actorOf(hall: Pick<Hall, "vault">, found: Identified): Actor | undefined {
  const { standing } = found;
  const known = {
    account: found.account,
    session: found.session,
    assurance: found.assurance,
    proof: {
      at: found.proved_at,
      second: found.second_at !== null,
      ...(found.recovered_at ? { recovered: found.recovered_at } : {}),
    },
    actingFor: found.acting_for ?? undefined,
  };
  if (found.kind === "resident")
    return {
      kind: "resident",
      ...known,
      person: found.person ?? undefined,
      name: found.person_name ? hall.vault.open(found.person_name, `people.person:name:${found.person}`) : undefined,
      units: [],
      positions: [],
    };
  if (!standing) return undefined;
  return {
    kind: "official",
    ...known,
    official: found.official ?? undefined,
    name: standing.name,
    // Absent while the session lacks its second factor: people.identify keeps it back.
    agency: standing.agency,
    agencyName: standing.agency_name,
    title: standing.title,
    position: standing.position,
    unit: standing.unit,
    units: standing.units,
    acts: standing.acts,
    rights: standing.rights && rightsOf(standing.rights),
    positions: standing.positions,
  };
}
