// The protocol's own paths on our server: the request as Node has it, handed to the library, with our headers around its answers.

import type { IncomingMessage, ServerResponse } from "node:http";
import type Provider from "oidc-provider";
import type { KoaContextWithOIDC } from "oidc-provider";
import type { Hall, Mount } from "../../kernel/hall.ts";
import { describeError } from "../../kernel/telemetry.ts";
import { readCookies, SESSION, writeCookie } from "../../kernel/web/cookies.ts";
import { signOut } from "../people/index.ts";
import { subjectBefore, whoIsHere } from "./here.ts";
import { signingKeys } from "./keys.ts";
import { COOKIES, ISSUER_PATH, makeProvider } from "./provider.ts";
import { makeScreens } from "./screens.tsx";
import { writeSubject } from "./subject.ts";

/** How long a node may go on with the keys it read: less than the time for which a new key is only published. */
const KEYS_MINUTES = 10;

type Current = { provider: Provider; version: string; readAt: number };
const providers = new WeakMap<Hall["db"], Promise<Current>>();

/** The provider of this installation, with the keys of the moment. Made when first asked for: keys take a while to make. */
export async function providerOf(hall: Hall): Promise<Provider> {
  const known = providers.get(hall.db);
  const current = known && (await known.catch(() => undefined));
  if (current && Date.now() - current.readAt < KEYS_MINUTES * 60_000) return current.provider;
  const next = (async (): Promise<Current> => {
    const { keys, version } = await signingKeys(hall);
    if (current?.version === version) return { ...current, readAt: Date.now() };
    return { provider: wired(hall, makeProvider(hall, { keys }, makeScreens(hall))), version, readAt: Date.now() };
  })();
  providers.set(hall.db, next);
  return (await next).provider;
}

/** What the library tells of, written down; and the ways on which a browser's session with it follows the one with us. */
function wired(hall: Hall, provider: Provider): Provider {
  provider.use(async (ctx, next) => {
    const begins = /^\/(auth(\/|$)|session\/end)/.test(ctx.path);
    if (begins) await greet(hall, provider, ctx as unknown as KoaContextWithOIDC);
    await next();
    const { oidc } = ctx as unknown as KoaContextWithOIDC;
    // Without a session of its own the library shows a form that sends itself, by a script; ours has a button.
    if (oidc?.route === "end_session" && ctx.status === 200 && !oidc.session?.accountId)
      makeScreens(hall).signOut(
        ctx as unknown as KoaContextWithOIDC,
        `action="${oidc.urlFor("end_session_confirm")}" name="xsrf" value="${(oidc.session?.state as { secret?: string })?.secret ?? ""}"`,
      );
    if (oidc?.route === "end_session_confirm" && ctx.status === 303 && oidc.params?.logout && oidc.session?.accountId)
      await endOurs(hall, ctx as unknown as KoaContextWithOIDC);
  });
  provider.on("server_error", (_, error) => hall.log.error(describeError(error), "oidc"));
  provider.on("backchannel.error", (_, error, client) =>
    hall.log.warn({ client: client.clientId, ...describeError(error) }, "back-channel logout"),
  );
  return provider;
}

/**
 * Before an authorization begins or goes on: who is here, and whether the library's session belongs to them. One that was made for
 * somebody else, or for another mandate, is forgotten first.
 */
async function greet(hall: Hall, provider: Provider, ctx: KoaContextWithOIDC): Promise<void> {
  const here = await whoIsHere(hall, ctx.req.headers.cookie);
  Object.assign(ctx.state, { here, pendopoSession: here?.session });
  if (ctx.path.startsWith("/session")) return;
  const id = ctx.cookies.get(COOKIES.session, { signed: true });
  const session = id ? await provider.Session.find(id) : undefined;
  if (!session?.accountId || !here) return;
  const names = await Promise.all([subjectBefore(hall, here, true), subjectBefore(hall, here, false)]);
  if (names.some((name) => name && writeSubject(name) === session.accountId)) return;
  await session.destroy();
  ctx.req.headers.cookie = (ctx.req.headers.cookie ?? "")
    .split("; ")
    .filter((pair) => !pair.startsWith(`${COOKIES.session}=`) && !pair.startsWith(`${COOKIES.session}.sig=`))
    .join("; ");
}

/** Who signs out everywhere is signed out here too, in the same answer. */
async function endOurs(hall: Hall, ctx: KoaContextWithOIDC): Promise<void> {
  const token = readCookies(ctx.req.headers.cookie, hall.url.startsWith("https://"))[SESSION];
  const here = await whoIsHere(hall, ctx.req.headers.cookie);
  if (!token || !here?.account) return;
  await hall.db.transact({ role: "app", account: here.account }, (tx) => signOut(tx, here, token));
  ctx.append("set-cookie", writeCookie(SESSION, "", { secure: hall.url.startsWith("https://"), maxAge: 0 }));
}

/** The mount for the kernel's server. */
export async function mounts(hall: Hall): Promise<readonly Mount[]> {
  const { host, protocol } = new URL(hall.url);
  const secure = protocol === "https:";
  return [
    {
      path: ISSUER_PATH,
      handle: (incoming: IncomingMessage & { originalUrl?: string }, outgoing: ServerResponse) => {
        const started = performance.now();
        const path = (incoming.url ?? "").split("?")[0] ?? "";
        // Addresses in answers are those that people see, whatever stands before us on the way.
        Object.assign(incoming.headers, { host, "x-forwarded-proto": protocol.slice(0, -1) });
        delete incoming.headers["x-forwarded-host"];
        incoming.originalUrl = incoming.url;
        incoming.url = (incoming.url ?? "").slice(ISSUER_PATH.length) || "/";
        outgoing.setHeader("x-content-type-options", "nosniff");
        outgoing.setHeader("referrer-policy", "no-referrer");
        outgoing.setHeader(
          "content-security-policy",
          "default-src 'none'; script-src 'none'; frame-ancestors 'none'; base-uri 'none'",
        );
        outgoing.setHeader("cache-control", "no-store");
        if (secure) outgoing.setHeader("strict-transport-security", "max-age=31536000; includeSubDomains");
        outgoing.on("finish", () =>
          hall.log.info(
            {
              method: incoming.method,
              route: path.replace(/(\/auth\/).+/, "$1:uid"),
              status: outgoing.statusCode,
              ms: Math.round(performance.now() - started),
            },
            "request",
          ),
        );
        const answered = providerOf(hall).then((provider) => provider.callback()(incoming, outgoing));
        answered.catch((error) => {
          hall.log.error(describeError(error), "oidc");
          if (!outgoing.headersSent) outgoing.writeHead(503, { "retry-after": "5" });
          outgoing.end();
        });
      },
    },
  ];
}
