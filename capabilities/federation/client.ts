// An application or a machine, as its agency registered it: what may be registered, and how the protocol's library hears of it.

import { createHash, randomBytes } from "node:crypto";
import type { Fault } from "../../kernel/errors.ts";
import { sameSecret } from "../../kernel/vault/vault.ts";
import { OFFLINE } from "./scopes.ts";

export type ClientKind = "web" | "native" | "machine";
export type Audience = "resident" | "official" | "both";
export type AuthMethod = "client_secret_basic" | "private_key_jwt" | "none";

export type Client = {
  id: string;
  agency_id: string;
  kind: ClientKind;
  name: string;
  purpose: string;
  legal_basis: string;
  contact: string;
  home_uri: string;
  audience: Audience;
  redirect_uris: string[];
  logout_uris: string[];
  backchannel_uri: string;
  auth_method: AuthMethod;
  secret_hashes: string[];
  old_secret_until: Date | null;
  jwks: { keys: Record<string, unknown>[] } | null;
  signing: "RS256" | "ES256";
  scopes: string[];
  units: string[];
  knows_act: boolean;
  created_at: Date;
  changed_at: Date;
  suspended_at: Date | null;
};

/** A secret is 256 bits of chance, so one round of hashing is enough: there is nothing to guess. */
export const makeSecret = (): string => randomBytes(32).toString("base64url");
export const hashSecret = (secret: string): string => createHash("sha256").update(secret).digest("base64url");

/** How long the secret before the present one still opens, so that an application can change it without standing still. */
export const OLD_SECRET_DAYS = 7;

/** Compares what was shown with each hash that is kept, in a time that tells nothing. */
export function secretFits(kept: string, shown: string): boolean {
  const hash = Buffer.from(hashSecret(shown));
  return kept.split(" ").reduce((fits, each) => sameSecret(Buffer.from(each), hash) || fits, false);
}

/** The sector in which a person has one name: the host of a web application, a native application itself. */
export const sectorOf = (client: Pick<Client, "kind" | "id" | "redirect_uris">): string =>
  client.kind === "web" ? new URL(client.redirect_uris[0] as string).host : client.id;

/** The registration as the protocol's library reads it. */
export function metadataOf(client: Client, now: Date) {
  const [present, ...old] = client.secret_hashes;
  const still = client.old_secret_until !== null && client.old_secret_until > now;
  const machine = client.kind === "machine";
  return {
    client_id: client.id,
    client_name: client.name,
    application_type: client.kind === "native" ? "native" : "web",
    token_endpoint_auth_method: client.auth_method,
    ...(client.auth_method === "client_secret_basic"
      ? { client_secret: [present, ...(still ? old : [])].join(" ") }
      : {}),
    ...(client.auth_method === "private_key_jwt" ? { jwks: client.jwks } : {}),
    ...(machine ? {} : { id_token_signed_response_alg: client.signing, subject_type: "pairwise" }),
    grant_types: machine
      ? ["client_credentials"]
      : ["authorization_code", ...(client.scopes.includes(OFFLINE) ? ["refresh_token"] : [])],
    response_types: machine ? [] : ["code"],
    // A form that posts itself needs a script; an address that leads back does not.
    response_modes: ["query"],
    redirect_uris: client.redirect_uris,
    post_logout_redirect_uris: client.logout_uris,
    ...(client.backchannel_uri === ""
      ? {}
      : { backchannel_logout_uri: client.backchannel_uri, backchannel_logout_session_required: true }),
    scope: [...(machine ? [] : ["openid"]), ...client.scopes].join(" "),
    // Ours, for the pages that ask the person and the record that tells them.
    pendopo_sector: machine ? client.id : sectorOf(client),
    pendopo_audience: client.audience,
    pendopo_knows_act: client.knows_act,
    pendopo_agency: client.agency_id,
    pendopo_purpose: client.purpose,
  };
}

const LOOPBACK = new Set(["127.0.0.1", "[::1]"]);

/** What is wrong with an address of return; undefined when nothing is. Exact addresses only: no wildcard, no fragment. */
export function redirectFault(uri: string, kind: ClientKind): string | undefined {
  if (!URL.canParse(uri)) return "federation.uri.not-one";
  const url = new URL(uri);
  if (url.hash !== "" || uri.includes("#") || uri.includes("*")) return "federation.uri.exact";
  if (url.username !== "" || url.password !== "") return "federation.uri.exact";
  if (url.protocol === "https:") return undefined;
  if (kind === "native") {
    if (url.protocol === "http:" && LOOPBACK.has(url.hostname)) return undefined;
    // A scheme of one's own is a name that somebody owns, turned round (RFC 8252 §7.1): go.id.contoh.aplikasi:/balik
    if (/^[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+:$/.test(url.protocol)) return undefined;
    return "federation.uri.native";
  }
  return "federation.uri.https";
}

/** An address that is called or linked to: https, and of an ordinary kind. */
export const webFault = (uri: string): string | undefined => (uri === "" ? undefined : redirectFault(uri, "web"));

/** What is wrong with the public keys that an application shows its signature with. */
export function jwksFault(text: string): string | undefined {
  try {
    const { keys } = JSON.parse(text) as { keys?: Record<string, unknown>[] };
    if (!Array.isArray(keys) || keys.length === 0 || keys.length > 5) return "federation.jwks.wrong";
    for (const key of keys) {
      if (["d", "p", "q", "k", "dp", "dq", "qi"].some((part) => part in key)) return "federation.jwks.private";
      const fits =
        (key.kty === "EC" && key.crv === "P-256" && typeof key.x === "string" && typeof key.y === "string") ||
        (key.kty === "RSA" && typeof key.n === "string" && key.n.length >= 340 && typeof key.e === "string");
      if (!fits) return "federation.jwks.wrong";
    }
    return undefined;
  } catch {
    return "federation.jwks.wrong";
  }
}

/** What an official fills in to register an application. */
export type Registration = {
  kind: ClientKind;
  name: string;
  purpose: string;
  legalBasis: string;
  contact: string;
  home: string;
  audience: Audience;
  redirects: string[];
  logouts: string[];
  backchannel: string;
  method: AuthMethod;
  jwks: string;
  signing: "RS256" | "ES256";
  scopes: string[];
  units: string[];
  knowsAct: boolean;
};

type Limits = { scopes: readonly string[]; units: readonly string[] };

/** Everything that is wrong with a registration, at once. */
export function registrationFaults(given: Registration, limits: Limits): Fault[] {
  const faults: Fault[] = [];
  const fault = (field: string, key: string | undefined, params?: Fault["params"]) => {
    if (key) faults.push({ field, key, params });
  };
  const wants = (field: string, text: string, most: number) => {
    if (text === "") fault(field, `federation.${field}.missing`);
    else if (text.length > most) fault(field, "federation.too-long", { most });
  };
  wants("nama", given.name, 80);
  wants("keperluan", given.purpose, 300);
  wants("dasar", given.legalBasis, 200);
  if (given.contact === "") fault("kontak", "federation.kontak.missing");
  else if (!/^([^\s@<>"]{1,64}@[^\s@<>"]{1,180}\.[^\s@<>".]{2,}|\+?[\d ()-]{6,20})$/.test(given.contact))
    fault("kontak", "federation.kontak.wrong");
  fault("beranda", webFault(given.home), { uri: given.home });
  if (given.scopes.some((scope) => !limits.scopes.includes(scope))) fault("lingkup", "federation.lingkup.unknown");
  if (given.kind === "machine") {
    if (given.scopes.length === 0) fault("lingkup", "federation.lingkup.missing");
    if (given.units.length === 0) fault("unit", "federation.unit.missing");
    else if (given.units.some((unit) => !limits.units.includes(unit))) fault("unit", "federation.unit.beyond");
  } else {
    if (given.redirects.length === 0) fault("balik", "federation.balik.missing");
    if (given.redirects.length > 10 || given.logouts.length > 10) fault("balik", "federation.uri.many");
    const wrong = given.redirects.map((uri) => ({ uri, key: redirectFault(uri, given.kind) })).find((each) => each.key);
    if (wrong) fault("balik", wrong.key, { uri: wrong.uri });
    else if (given.kind === "web" && new Set(given.redirects.map((uri) => new URL(uri).host)).size > 1)
      fault("balik", "federation.uri.one-host");
    const out = given.logouts.map((uri) => ({ uri, key: redirectFault(uri, given.kind) })).find((each) => each.key);
    if (out) fault("keluar", out.key, { uri: out.uri });
    fault("kabar", webFault(given.backchannel), { uri: given.backchannel });
  }
  if (given.method === "none" && given.kind !== "native") fault("cara", "federation.cara.public");
  if (given.method === "private_key_jwt")
    fault("kunci", given.jwks === "" ? "federation.kunci.missing" : jwksFault(given.jwks));
  return faults;
}
