// Signing in and out: throttled by number and by address, with one answer to every kind of "no".

import { createHash, randomBytes } from "node:crypto";
import { isIP } from "node:net";
import type { Actor } from "../../kernel/actor.ts";
import { INSTALLATION, record } from "../../kernel/audit/audit.ts";
import type { Database, Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import { ensure, refuse } from "../../kernel/errors.ts";
import type { Hall } from "../../kernel/hall.ts";
import type { Vault } from "../../kernel/vault/vault.ts";
import { checkPassword } from "./password.ts";
import { countTry, credentialOf, identifyToken, insertSession } from "./people.sql.ts";

const WINDOW_MINUTES = 15;
const TRIES_PER_NUMBER = 10; // From one address: so who guesses at a number does not lock its holder out elsewhere.
const TRIES_PER_NUMBER_IN_ALL = 60; // From all addresses together, for who guesses from many.
const TRIES_PER_ADDRESS = 200; // A village shares one address.
const HOURS = { resident: 12, official: 10 } as const;

export const hashToken = (token: string): Buffer => createHash("sha256").update(token).digest();

/** The blind index by which a login is found; residents by NIK, officials by NIP. */
export const loginOf = (vault: Vault, kind: "resident" | "official", number: string): Buffer =>
  vault.blind(kind === "resident" ? "login:nik" : "login:nip", number);

/** Refuses when this number or address has tried too often in the last quarter of an hour. Counted even when the try fails. */
export async function throttle(db: Database, vault: Vault, number: string, address: string): Promise<void> {
  const now = db.time.now();
  const window = new Date(Math.floor(now.getTime() / (WINDOW_MINUTES * 60_000)) * WINDOW_MINUTES * 60_000);
  const from = networkOf(address);
  const tries = await db.transact({ role: "app" }, async (tx) => ({
    all: await countTry(tx, vault.blind("throttle:number", number), window),
    number: await countTry(tx, vault.blind("throttle:number-from", `${number} ${from}`), window),
    address: from === "" ? 0 : await countTry(tx, vault.blind("throttle:address", from), window),
  }));
  const minutes = Math.max(1, Math.ceil((window.getTime() + WINDOW_MINUTES * 60_000 - now.getTime()) / 60_000));
  ensure(
    tries.number <= TRIES_PER_NUMBER && tries.all <= TRIES_PER_NUMBER_IN_ALL && tries.address <= TRIES_PER_ADDRESS,
    refuse("people.throttled", { minutes }, 429),
  );
}

/** One line to the network: an IPv4 address, or the /64 that a household has of IPv6, where addresses cost nothing. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped || isIP(address) !== 6) return mapped ?? address;
  const [head = "", tail] = address.toLowerCase().split("%")[0]!.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail ? tail.split(":") : [];
  const all =
    tail === undefined ? left : [...left, ...Array(Math.max(0, 8 - left.length - right.length)).fill("0"), ...right];
  return `${all
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ""))
    .join(":")}::/64`;
}

export type Session = { token: string; account: string; kind: "resident" | "official"; seconds: number };

/** Checks number and password and opens a session. @throws Refused `people.refused` or `people.throttled`. */
export async function signIn(
  hall: Pick<Hall, "db" | "vault">,
  given: { kind: "resident" | "official"; number: string; password: string; address: string; agent: string },
): Promise<Session> {
  const { db, vault } = hall;
  await throttle(db, vault, given.number, given.address);
  const known = await db.read({ role: "app" }, (tx) => credentialOf(tx, loginOf(vault, given.kind, given.number)));
  const right = await checkPassword(known?.password_hash, given.password);
  ensure(right && known && !known.disabled && known.kind === given.kind, refuse("people.refused"));
  return db.transact({ role: "app", account: known.account }, (tx) =>
    openSession(tx, known.account, known.kind, given.agent),
  );
}

/** Opens a session for an account that has proved itself. */
export async function openSession(
  tx: Tx,
  account: string,
  kind: "resident" | "official",
  agent: string,
  second = true,
): Promise<Session> {
  const token = randomBytes(32).toString("base64url");
  const seconds = HOURS[kind] * 3600;
  await insertSession(tx, {
    hash: hashToken(token),
    account,
    id: tx.id(),
    agent: agent.slice(0, 120),
    second,
    expires: new Date(tx.now.getTime() + seconds * 1000),
  });
  record(
    tx,
    { kind, account, units: [], positions: [] },
    { agency: INSTALLATION, act: "session.opened", target: account },
  );
  return { token, account, kind, seconds };
}

export async function signOut(tx: Tx, actor: Actor, token: string): Promise<void> {
  await tx.run(sql`delete from people.session where token_hash = ${hashToken(token)}`);
  record(tx, actor, { agency: INSTALLATION, act: "session.closed", target: actor.account });
}

/** Ends every other session of the actor's account. */
export async function endOtherSessions(tx: Tx, actor: Actor, token: string): Promise<void> {
  await tx.run(
    sql`delete from people.session where account_id = ${actor.account} and token_hash <> ${hashToken(token)}`,
  );
  record(tx, actor, { agency: INSTALLATION, act: "session.others-ended", target: actor.account });
}

/** Turns a session's token into who acts. An official who holds no position today is nobody in particular. */
export async function identify(hall: Hall, token: string): Promise<Actor | undefined> {
  const found = await identifyToken(hall.db, hashToken(token), hall.db.time.now());
  if (!found) return undefined;
  // Told to the person on their own page; written seldom, so that reading a page stays reading.
  if (hall.time.now().getTime() - found.seen_at.getTime() > 10 * 60_000)
    await hall.db.transact({ role: "app", account: found.account }, (tx) =>
      tx.run(sql`update people.session set seen_at = ${tx.now} where token_hash = ${hashToken(token)}`),
    );
  const { standing } = found;
  const known = {
    account: found.account,
    session: found.session,
    assurance: found.assurance,
    proof: { at: found.proved_at, second: found.second_at !== null },
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
    agency: standing.agency,
    agencyName: standing.agency_name,
    title: standing.title,
    position: standing.position,
    unit: standing.unit,
    units: standing.units,
    acts: standing.administers ? ["administer"] : [],
    positions: standing.positions,
  };
}
