// What an agency's official does with its applications: register, change, give a new secret, suspend, let in again.

import type { Actor } from "../../kernel/actor.ts";
import { mayAct } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { ensure, faulty, forbidden, notFound, refuse } from "../../kernel/errors.ts";
import {
  type Client,
  hashSecret,
  makeSecret,
  OLD_SECRET_DAYS,
  type Registration,
  registrationFaults,
} from "./client.ts";
import { type ClientRow, insertClient, lockClient, setSecrets, setSuspended, updateClient } from "./clients.sql.ts";

export const mayManage = (actor: Actor): boolean => mayAct(actor, "manage-programs");

const ensureManager = (actor: Actor) => ensure(mayManage(actor) && actor.agency && actor.account, forbidden());

/** What comes of a registration: its id, and the secret that is shown this once. */
export type Registered = { id: string; secret?: string };

/**
 * The units in which the actor sees everything: what is narrowed to some services or places for an official cannot be handed to a
 * machine, which knows no such bounds.
 */
export const reachOf = ({ units, rights }: Actor): readonly string[] =>
  units.filter(
    (unit) =>
      rights === undefined ||
      rights.some(
        ({ by, extent, units: held }) =>
          by.see !== undefined && held.includes(unit) && extent.services === "all" && extent.regions === "all",
      ),
  );

/** Registers an application for the actor's agency. */
export async function registerClient(
  tx: Tx,
  actor: Actor,
  given: Registration,
  limits: { scopes: readonly string[] },
): Promise<Registered> {
  ensureManager(actor);
  // A machine reads no further than the official reaches who lets it in.
  const faults = registrationFaults(given, { ...limits, units: reachOf(actor) });
  if (faults.length > 0) throw faulty(faults);
  const id = tx.id();
  const secret = given.method === "client_secret_basic" ? makeSecret() : undefined;
  await insertClient(tx, {
    ...rowOf(id, given),
    agency_id: actor.agency as string,
    secret_hashes: secret ? [hashSecret(secret)] : [],
    account: actor.account as string,
  });
  record(tx, actor, { act: "program.registered", target: id, detail: { kind: given.kind, scopes: given.scopes } });
  return { id, secret };
}

/** Changes a registration. A way of signing in that needs a secret for the first time gets one. */
export async function changeClient(
  tx: Tx,
  actor: Actor,
  id: string,
  given: Registration,
  limits: { scopes: readonly string[] },
): Promise<Registered> {
  ensureManager(actor);
  const known = await lockClient(tx, id);
  if (!known) throw notFound();
  // What a colleague with a wider reach gave stays; nobody adds what they do not reach.
  const faults = registrationFaults(
    { ...given, kind: known.kind },
    { ...limits, units: [...actor.units, ...known.units] },
  );
  if (faults.length > 0) throw faulty(faults);
  const needs = given.method === "client_secret_basic" && known.secret_hashes.length === 0;
  const secret = needs ? makeSecret() : undefined;
  const row = rowOf(id, { ...given, kind: known.kind });
  await updateClient(tx, {
    ...row,
    secret_hashes: given.method !== "client_secret_basic" ? [] : secret ? [hashSecret(secret)] : known.secret_hashes,
  });
  record(tx, actor, { act: "program.changed", target: id, detail: { changed: changedParts(known, row) } });
  return { id, secret };
}

/** Gives a new secret. The one before still opens for some days, unless it is said to be in wrong hands. */
export async function renewSecret(tx: Tx, actor: Actor, id: string, lost: boolean): Promise<Registered> {
  ensureManager(actor);
  const known = await lockClient(tx, id);
  if (!known) throw notFound();
  ensure(known.auth_method === "client_secret_basic", refuse("federation.no-secret"));
  const secret = makeSecret();
  const until = new Date(tx.now.getTime() + OLD_SECRET_DAYS * 86_400_000);
  await setSecrets(tx, id, [hashSecret(secret), ...(lost ? [] : known.secret_hashes.slice(0, 1))], lost ? null : until);
  record(tx, actor, { act: "program.secret-renewed", target: id, detail: { lost } });
  return { id, secret };
}

/** Shuts an application out at once: its tokens stop with the next question. Or lets it in again. */
export async function suspendClient(tx: Tx, actor: Actor, id: string, suspended: boolean): Promise<void> {
  ensureManager(actor);
  const known = await lockClient(tx, id);
  if (!known) throw notFound();
  if ((known.suspended_at !== null) === suspended) return;
  await setSuspended(tx, id, suspended ? tx.now : null);
  record(tx, actor, { act: suspended ? "program.suspended" : "program.resumed", target: id });
}

const rowOf = (id: string, given: Registration): Omit<ClientRow, "agency_id" | "secret_hashes" | "account"> => ({
  id,
  kind: given.kind,
  name: given.name,
  purpose: given.purpose,
  legal_basis: given.legalBasis,
  contact: given.contact,
  home_uri: given.home,
  audience: given.audience,
  redirect_uris: given.kind === "machine" ? [] : given.redirects,
  logout_uris: given.kind === "machine" ? [] : given.logouts,
  backchannel_uri: given.kind === "machine" ? "" : given.backchannel,
  auth_method: given.method,
  jwks: given.method === "private_key_jwt" ? (JSON.parse(given.jwks) as Client["jwks"]) : null,
  signing: given.signing,
  scopes: given.scopes,
  units: given.kind === "machine" ? given.units : [],
  knows_act: given.kind !== "machine" && given.knowsAct,
});

/** The names of what differs: the record says that the address of return changed, and the page what it is now. */
const changedParts = (before: Client, after: object): string[] =>
  Object.entries(after)
    .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof Client]))
    .map(([name]) => name);
