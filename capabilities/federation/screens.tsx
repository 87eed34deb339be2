// The pages that the protocol shows at its own paths, in our look: a problem, and signing out.

import type { KoaContextWithOIDC } from "oidc-provider";
import { publicActor } from "../../kernel/actor.ts";
import type { Hall } from "../../kernel/hall.ts";
import { page } from "../../kernel/web/answer.ts";
import { LANGUAGE, readCookies } from "../../kernel/web/cookies.ts";
import { siteOf } from "../../kernel/web/request.ts";
import { responder } from "../../kernel/web/respond.ts";
import type { Words } from "../../kernel/words/words.ts";
import { ProtocolProblemPage } from "./pages/problem.tsx";
import { SignedOutPage, SignOutPage } from "./pages/sign-out.tsx";
import type { Screens } from "./provider.ts";

/** The same pages for every request of the protocol; the language is the browser's own choice, as everywhere. */
export function makeScreens(hall: Hall): Screens {
  const respond = responder(hall.url.startsWith("https://"));
  const send = (ctx: KoaContextWithOIDC, body: ReturnType<typeof SignedOutPage>, leadsTo = "") => {
    const answer = respond(new Request(hall.url), page(body, { status: ctx.status === 404 ? 200 : ctx.status }), []);
    for (const [name, value] of answer.headers) ctx.set(name, value);
    // What is posted here leads on to the application, which the policy has to name.
    if (URL.canParse(leadsTo)) {
      const policy = ctx.response.get("content-security-policy");
      const { protocol, origin } = new URL(leadsTo);
      const target = origin === "null" ? protocol : origin;
      ctx.set("content-security-policy", policy.replace("form-action 'self'", `form-action 'self' ${target}`));
    }
    ctx.status = answer.status;
    ctx.type = "html";
    ctx.body = answer.body;
  };
  const shell = (ctx: KoaContextWithOIDC): { t: Words; site: ReturnType<typeof siteOf> } => {
    const t = hall.words(
      readCookies(ctx.req.headers.cookie, hall.url.startsWith("https://"))[LANGUAGE] === "en" ? "en" : "id",
    );
    return { t, site: siteOf(hall, publicActor, t, "/", () => "") };
  };
  return {
    problem: (ctx, out) => send(ctx, ProtocolProblemPage({ ...shell(ctx), ...out })),
    signOut: (ctx, form) => {
      const [, action = "", secret = ""] = /action="([^"]+)".*name="xsrf" value="([^"]+)"/.exec(form) ?? [];
      const state = ctx.oidc.session?.state as { postLogoutRedirectUri?: string } | undefined;
      send(
        ctx,
        SignOutPage({
          ...shell(ctx),
          action: new URL(action).pathname,
          secret,
          application: ctx.oidc.client?.clientName,
          signedIn: ctx.oidc.session?.accountId !== undefined,
        }),
        state?.postLogoutRedirectUri,
      );
    },
    signedOut: (ctx) =>
      send(
        ctx,
        SignedOutPage({
          ...shell(ctx),
          application: ctx.oidc.client?.clientName,
          home: ctx.oidc.client?.clientUri,
        }),
      ),
  };
}
