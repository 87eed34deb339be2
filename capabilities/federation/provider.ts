// Pendopo as an OpenID provider: the certified library, told how we keep things, whom we know, and what we insist on.

import Provider, { type Configuration, interactionPolicy, type KoaContextWithOIDC } from "oidc-provider";
import type { Actor } from "../../kernel/actor.ts";
import type { Hall } from "../../kernel/hall.ts";
import { accountFinder } from "./account.ts";
import { adapterFor, openPayload } from "./adapter.ts";
import { grantOf } from "./artifacts.sql.ts";
import { LEVELS, leastAsked, reaches } from "./assurance.ts";
import { type Audience, secretFits } from "./client.ts";
import { isMeantFor, subjectBefore } from "./here.ts";
import { apiScopes, CLAIMS, OFFLINE } from "./scopes.ts";
import { pairwise, readSubject, writeSubject } from "./subject.ts";

/** What our pages inside the protocol's paths are made by; see screens.tsx. */
export type Screens = {
  problem(ctx: KoaContextWithOIDC, out: { error: string; error_description?: string }): void;
  signOut(ctx: KoaContextWithOIDC, form: string): void;
  signedOut(ctx: KoaContextWithOIDC): void;
};

export const ISSUER_PATH = "/oidc";
export const COOKIES = { session: "pendopo_oidc", interaction: "pendopo_aplikasi", resume: "pendopo_aplikasi_lanjut" };

/** Opaque tokens of 48 characters: told from a session's of 43 at a glance. */
export const TOKEN_LENGTH = 48;
const HOUR = 3600;
const DAY = 24 * HOUR;

/** Makes the library's provider with the keys of the moment. */
export function makeProvider(hall: Hall, jwks: { keys: unknown[] }, screens: Screens): Provider {
  const configuration: Configuration = {
    adapter: adapterFor(hall) as unknown as Configuration["adapter"],
    jwks: jwks as Configuration["jwks"],
    findAccount: accountFinder(hall) as unknown as Configuration["findAccount"],
    scopes: [
      "openid",
      OFFLINE,
      ...Object.keys(CLAIMS).filter((scope) => scope !== "openid"),
      ...apiScopes(hall.capabilities),
    ],
    claims: CLAIMS,
    acrValues: [...LEVELS],
    responseTypes: ["code"],
    subjectTypes: ["pairwise", "public"],
    clientAuthMethods: ["client_secret_basic", "private_key_jwt", "none"],
    enabledJWA: {
      idTokenSigningAlgValues: ["RS256", "ES256"],
      clientAuthSigningAlgValues: ["RS256", "PS256", "ES256"],
    },
    extraClientMetadata: {
      properties: ["pendopo_sector", "pendopo_audience", "pendopo_knows_act", "pendopo_agency", "pendopo_purpose"],
    },
    pairwiseIdentifier: async (_, id, client) =>
      pairwise(hall, String(client.pendopo_sector), readSubject(id)?.subject ?? id),
    pkce: { required: () => true },
    allowOmittingSingleRegisteredRedirectUri: false,
    rotateRefreshToken: true,
    issueRefreshToken: async (_, client, code) => client.grantTypeAllowed("refresh_token") && code.scopes.has(OFFLINE),
    extraTokenClaims: async (ctx, token) => (token.kind === "AccessToken" ? proofOf(ctx) : undefined),
    // Signing out ends what was handed out; what the person allowed stays allowed until they withdraw it.
    revokeGrantPolicy: (ctx) =>
      !(ctx.oidc.route === "end_session_confirm" || (ctx.oidc.route === "revocation" && ctx.oidc.entities.AccessToken)),
    loadExistingGrant: (ctx) => knownGrant(hall, ctx),
    formats: { bitsOfOpaqueRandomness: TOKEN_LENGTH * 6 },
    ttl: {
      AccessToken: 10 * 60,
      ClientCredentials: 10 * 60,
      AuthorizationCode: 60,
      IdToken: 10 * 60,
      RefreshToken: 30 * DAY,
      Interaction: HOUR,
      Session: 12 * HOUR,
      Grant: 365 * DAY,
    },
    cookies: {
      keys: [hall.vault.derive("oidc-cookies").toString("base64url")],
      names: COOKIES,
      long: { httpOnly: true, sameSite: "lax", signed: true },
      short: { httpOnly: true, sameSite: "lax", signed: true },
    },
    interactions: { policy: policyOf(hall), url: (_, interaction) => `/masuk-aplikasi/${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: { enabled: false },
      introspection: { enabled: true, allowedPolicy: async (_, client, token) => token.clientId === client.clientId },
      revocation: { enabled: true, allowedPolicy: async (_, client, token) => token.clientId === client.clientId },
      backchannelLogout: { enabled: true },
      pushedAuthorizationRequests: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: async (ctx, form) => screens.signOut(ctx, form),
        postLogoutSuccessSource: async (ctx) => screens.signedOut(ctx),
      },
    },
    renderError: async (ctx, out) => screens.problem(ctx, out),
  };
  const provider = new Provider(`${hall.url}${ISSUER_PATH}`, configuration);
  provider.proxy = true; // The mount sets the forwarded headers itself, from the address that people see.
  // What is kept of a secret is its hash.
  (provider.Client.prototype as unknown as { compareClientSecret(shown: string): boolean }).compareClientSecret =
    function (this: { clientSecret: string }, shown: string) {
      return secretFits(this.clientSecret, shown);
    };
  return provider;
}

/** How and when the person behind a token was proved: the API asks as much of a program's user as of anybody. */
function proofOf(ctx: KoaContextWithOIDC) {
  const source = ctx.oidc.entities.AuthorizationCode ?? ctx.oidc.entities.RefreshToken;
  return { at: source?.authTime ?? 0, second: source?.amr?.includes("mfa") ?? false };
}

/** What the person allowed this application before, on any device; a session's own memory would end with it. */
async function knownGrant(hall: Hall, ctx: KoaContextWithOIDC) {
  const { provider, result, client, account } = ctx.oidc;
  if (result?.consent?.grantId) return provider.Grant.find(result.consent.grantId);
  const who = readSubject(account?.accountId);
  if (!who || !client) return undefined;
  const row = await grantOf(hall.db, who, client.clientId, hall.db.time.now());
  if (!row) return undefined;
  const grant = new provider.Grant(openPayload(hall, "Grant", row.id, row.payload) as never);
  return grant.accountId === account?.accountId ? grant : undefined;
}

/** Signed in with us, as somebody the application is for, and known surely enough: or the person is asked. */
function policyOf(hall: Hall) {
  const { Check, base } = interactionPolicy;
  const policy = base();
  const login = policy.get("login");
  login?.checks.add(
    new Check("counter", "End-User authentication is required", "login_required", async (ctx) => {
      const here = (ctx.state as { here?: Actor }).here;
      const client = ctx.oidc.client as unknown as { pendopo_audience: Audience; pendopo_knows_act: boolean };
      if (!here || !isMeantFor(client.pendopo_audience, here)) return Check.REQUEST_PROMPT;
      const subject = await subjectBefore(hall, here, client.pendopo_knows_act);
      return subject && writeSubject(subject) === ctx.oidc.session?.accountId
        ? Check.NO_NEED_TO_PROMPT
        : Check.REQUEST_PROMPT;
    }),
  );
  login?.checks.add(
    new Check("surer", "the requested assurance was not met", "unmet_authentication_requirements", (ctx) => {
      const asked = leastAsked(ctx.oidc.params?.acr_values as string | undefined);
      const level = LEVELS.find((each) => each === ctx.oidc.session?.acr) ?? LEVELS[0];
      return reaches(level, asked) ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT;
    }),
  );
  return policy;
}
