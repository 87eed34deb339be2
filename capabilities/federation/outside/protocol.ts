// Talking to an outside provider by the certified client library: every answer is checked against what this browser began.

import * as client from "openid-client";
import { Refused, Unavailable } from "../../../kernel/errors.ts";
import type { Hall } from "../../../kernel/hall.ts";
import type { OutsideProvider } from "./providers.ts";

/** What a browser carries, sealed, while it is away at the provider. */
export type Journey = { provider: string; state: string; nonce: string; verifier: string; back: string; at: string };
/** What the provider says of who came: its own name of them, and facts by our names. */
export type Vouched = {
  sub: string;
  number: string;
  name: string;
  email: string;
  phone: string;
  second: boolean;
  authTime?: number;
};

const AN_HOUR = 3_600_000;
const read = new WeakMap<Hall["config"], Map<string, { at: number; configuration: Promise<client.Configuration> }>>();

/** The provider's own description of itself, read again each hour: its keys change, and its library fetches them anew by itself. */
async function describe(hall: Hall, provider: OutsideProvider): Promise<client.Configuration> {
  const all = read.get(hall.config) ?? new Map<string, { at: number; configuration: Promise<client.Configuration> }>();
  read.set(hall.config, all);
  const had = all.get(provider.id);
  if (had && Date.now() - had.at < AN_HOUR) return had.configuration;
  const issuer = new URL(provider.issuer);
  const configuration = client
    .discovery(
      issuer,
      provider.clientId,
      { [client.clockTolerance]: 30 },
      client.ClientSecretBasic(provider.clientSecret),
      {
        timeout: 10,
        execute: issuer.protocol === "http:" ? [client.allowInsecureRequests] : [],
      },
    )
    .catch((error) => {
      all.delete(provider.id);
      throw new Unavailable("federation.outside.down", { cause: error });
    });
  all.set(provider.id, { at: Date.now(), configuration });
  return configuration;
}

const returnTo = (hall: Hall, provider: OutsideProvider) => `${hall.url}/masuk/lewat/${provider.id}/balik`;

/** Where the browser is sent, and what it has to bring back. @throws Unavailable when the provider is down. */
export async function begin(
  hall: Hall,
  provider: OutsideProvider,
  back: string,
): Promise<{ to: URL; journey: Journey }> {
  const configuration = await describe(hall, provider);
  const journey: Journey = {
    provider: provider.id,
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
    back,
    at: hall.time.now().toISOString(),
  };
  const to = client.buildAuthorizationUrl(configuration, {
    redirect_uri: returnTo(hall, provider),
    scope: provider.scopes.join(" "),
    state: journey.state,
    nonce: journey.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(journey.verifier),
    code_challenge_method: "S256",
    ...(provider.secondFactor.acr.length > 0 ? { acr_values: provider.secondFactor.acr.join(" ") } : {}),
  });
  return { to, journey };
}

/**
 * Checks what the browser brought back (state, issuer, code, signature, nonce, times) and reads who came.
 * @throws Refused when it does not fit, Unavailable when the provider does not answer.
 */
export async function arrive(
  hall: Hall,
  provider: OutsideProvider,
  journey: Journey,
  query: URLSearchParams,
): Promise<Vouched> {
  if (query.get("error") === "access_denied") throw new Refused("federation.outside.declined");
  const configuration = await describe(hall, provider);
  try {
    const tokens = await client.authorizationCodeGrant(configuration, new URL(`${returnTo(hall, provider)}?${query}`), {
      pkceCodeVerifier: journey.verifier,
      expectedState: journey.state,
      expectedNonce: journey.nonce,
      idTokenExpected: true,
    });
    let claims = { ...tokens.claims() } as Record<string, unknown> & { sub: string };
    if (claims[provider.claims.number] === undefined && configuration.serverMetadata().userinfo_endpoint)
      claims = { ...(await client.fetchUserInfo(configuration, tokens.access_token, claims.sub)), ...claims };
    const text = (name: string) =>
      typeof claims[name] === "string" ? (claims[name] as string).trim().slice(0, 200) : "";
    const amr = Array.isArray(claims.amr) ? (claims.amr as string[]) : [];
    return {
      sub: claims.sub,
      number: text(provider.claims.number).replace(/[\s.-]/g, ""),
      name: text(provider.claims.name).slice(0, 150),
      email: text(provider.claims.email),
      phone: text(provider.claims.phone),
      second:
        provider.secondFactor.acr.includes(text("acr")) || amr.some((each) => provider.secondFactor.amr.includes(each)),
    };
  } catch (error) {
    if (isAway(error)) throw new Unavailable("federation.outside.down", { cause: error });
    hall.log.warn(
      { provider: provider.id, code: (error as { code?: string }).code },
      "an outside provider's answer was refused",
    );
    throw new Refused("federation.outside.refused");
  }
}

/** A provider that is away or broken, as against an answer that is wrong: said somewhere along the chain of causes. */
function isAway(error: unknown): boolean {
  for (let at: unknown = error, depth = 0; at && depth < 5; depth++) {
    if (at instanceof Response && at.status >= 500) return true;
    const { name, message, cause, status } = at as {
      name?: string;
      message?: string;
      cause?: unknown;
      status?: number;
    };
    if (name === "TimeoutError" || message === "fetch failed" || (status !== undefined && status >= 500)) return true;
    at = cause;
  }
  return false;
}
