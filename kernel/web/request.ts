// From HTTP to what a handler sees: who asks, in which language, with which form in hand.

import { createHmac, randomBytes } from "node:crypto";
import { type Actor, publicActor, scopeOf } from "../actor.ts";
import { Refused } from "../errors.ts";
import type { Hall } from "../hall.ts";
import { isUuid, newId } from "../ids.ts";
import { sameSecret } from "../vault/vault.ts";
import type { Locale, Words } from "../words/words.ts";
import type { Ask, Form } from "./ask.ts";
import { readForm } from "./body.ts";
import type { Site } from "./components/page/site.ts";
import { FLASH, LANGUAGE, readCookies, SESSION, VISIT, writeCookie } from "./cookies.ts";
import { isCleanText } from "./json-body.ts";

const FORM_BYTES = 1_000_000;

/** What the wire knows of a request before it is read. */
export type Wire = { params: Record<string, string>; ip: string; api: boolean; uploads: boolean | "one" };
/** A request as a handler sees it, and the cookies that go out with its answer. */
export type Made = { ask: Ask; out: string[] };

/** Makes the reader of requests for an installation. */
export function requestReader(hall: Hall): (request: Request, wire: Wire) => Promise<Made> {
  const secure = hall.url.startsWith("https://");
  const csrf = hall.vault.derive("form-token");
  const tokenOf = (visit: string) => createHmac("sha256", csrf).update(visit).digest("base64url").slice(0, 32);

  return async (request, wire) => {
    const url = new URL(request.url);
    // A NUL in an address is nobody's typing slip, and PostgreSQL would answer it with a fault of its own.
    if (
      ![...url.searchParams].every(([name, value]) => isCleanText(name) && isCleanText(value)) ||
      !Object.values(wire.params).every(isCleanText)
    )
      throw new Refused("error.text", { status: 400 });
    const cookies = readCookies(request.headers.get("cookie") ?? undefined, secure);
    const out: string[] = [];
    const actor = await whoAsks(hall, request, wire, cookies);
    const wanted =
      url.searchParams.get("bahasa") ??
      cookies[LANGUAGE] ??
      (wire.api ? request.headers.get("accept-language")?.slice(0, 2) : undefined);
    const locale: Locale = wanted === "en" ? "en" : "id";
    if (url.searchParams.has("bahasa")) out.push(writeCookie(LANGUAGE, locale, { secure, maxAge: 31_536_000 }));
    const t = hall.words(locale);
    const visit = () => {
      let id = cookies[VISIT];
      if (!id || !/^[\w-]{20,40}$/.test(id)) {
        id = randomBytes(18).toString("base64url");
        cookies[VISIT] = id;
        out.push(writeCookie(VISIT, id, { secure }));
      }
      return id;
    };
    const flash = cookies[FLASH];
    // What a script fetched on the way to a page has not been read by anybody yet.
    const isRead = !wire.api && request.headers.get("sec-fetch-dest") !== "empty";
    if (flash && isRead) out.push(writeCookie(FLASH, "", { secure, maxAge: 0 }));
    let form: Promise<Form> | undefined;
    const scope = scopeOf(actor);
    const ask: Ask = {
      hall,
      actor,
      t,
      method: request.method,
      path: url.pathname,
      params: wire.params,
      query: url.searchParams,
      ip: wire.ip,
      site: siteOf(hall, actor, t, url.pathname + url.search, () => tokenOf(visit())),
      flash: flash && /^[a-z0-9.-]{3,80}$/.test(flash) && t.has(flash) ? flash : undefined,
      key: () => newId(),
      header: (name) => request.headers.get(name) ?? undefined,
      cookie: (name) => cookies[name],
      form: async () => {
        // What another site sends, or who never saw a form of ours, is refused before a byte of the body is read.
        const site = request.headers.get("sec-fetch-site");
        const shown = cookies[VISIT];
        if (!shown || (site !== null && site !== "same-origin" && site !== "none"))
          throw new Refused("error.form-token", { status: 403 });
        const files = wire.uploads === "one" ? 1_000_000 : 6_000_000;
        form ??= readForm(request, wire.uploads ? hall.config.PENDOPO_UPLOAD_MB * files + FORM_BYTES : FORM_BYTES);
        const read = await form;
        if (!sameSecret(Buffer.from(read.text("_token")), Buffer.from(tokenOf(shown))))
          throw new Refused("error.form-token", { status: 403 });
        return read;
      },
      read: (work) => hall.db.read(scope, work),
      transact: (work) => hall.db.transact(scope, work),
      setCookie: (cookie) => out.push(cookie),
    };
    return { ask, out };
  };
}

/** The actor behind a request: programs show a bearer token; browsers a cookie, which the API does not read, so no other site can use it there. */
async function whoAsks(hall: Hall, request: Request, wire: Wire, cookies: Record<string, string>): Promise<Actor> {
  const bearer = /^Bearer ([\w.~+/-]{8,4096}=*)$/.exec(request.headers.get("authorization") ?? "")?.[1];
  const credential = wire.api ? bearer : cookies[SESSION];
  if (!credential) return publicActor;
  // A program says with each request for whom it acts; what a browser's session does is not the program's.
  const forWhom = request.headers.get("pendopo-acting-for");
  if (wire.api && forWhom !== null && !isUuid(forWhom)) throw new Refused("error.acting-for", { status: 400 });
  const actor = await actorOfCredential(
    hall,
    credential,
    wire.api ? "program" : "page",
    wire.api ? { actingFor: forWhom ?? undefined } : {},
  );
  if (!actor && wire.api) throw new Refused("error.token", { status: 401 });
  return actor ?? publicActor;
}

/** Who holds a credential, and as whom they stand here; undefined when no capability knows it. */
export async function actorOfCredential(
  hall: Hall,
  credential: string,
  door: "page" | "program",
  more: { actingFor?: string } = {},
): Promise<Actor | undefined> {
  for (const capability of hall.capabilities) {
    const actor = await capability.identify?.(hall, credential, door);
    if (!actor) continue;
    // A program was let in for one affair, the person's own or a mandate's; it cannot pick another of their mandates by itself.
    if (actor.program && more.actingFor !== undefined && more.actingFor !== actor.behalf?.mandate)
      throw new Refused("error.forbidden", { status: 403 });
    return standHere(hall, actor.program ? actor : { ...actor, ...more });
  }
  return undefined;
}

/** As whom somebody stands here: no office without a second factor; on whose behalf, if a capability knows of a mandate. */
export async function standHere(hall: Pick<Hall, "capabilities">, known: Actor): Promise<Actor> {
  let actor = proven(known);
  for (const capability of hall.capabilities) if (capability.stand) actor = await capability.stand(hall as Hall, actor);
  return actor;
}

/**
 * An official with one factor only is let in to set up or show the second, and stands for no office until then: whatever is open
 * to everybody who is signed in shows them what is their own, and row security nothing more.
 */
const proven = (actor: Actor): Actor =>
  actor.kind !== "official" || actor.proof?.second
    ? actor
    : {
        ...actor,
        agency: undefined,
        unit: undefined,
        position: undefined,
        units: [],
        positions: [],
        acts: [],
        rights: [],
      };

/** What the shell of a page shows. The form token is made when a form asks for it, so pages without forms set no cookie. */
export function siteOf(hall: Hall, actor: Actor, t: Words, path: string, token: () => string): Site {
  const audience = actor.kind === "official" ? "official" : actor.kind === "resident" ? "resident" : "public";
  return {
    path,
    audience,
    demo: hall.config.PENDOPO_DEMO,
    who:
      actor.kind === "official" || actor.kind === "resident"
        ? {
            kind: actor.kind,
            name: actor.name ?? "",
            position: actor.title,
            // One's own account is closed while one acts for another; what is open then is said where mandates are.
            ...(actor.behalf && { href: "/kuasa" }),
          }
        : undefined,
    behalf: actor.behalf?.name ?? actor.behalfEnded?.name,
    behalfEnded: actor.behalfEnded !== undefined,
    agency: actor.agencyName ? { name: actor.agencyName } : undefined,
    nav: hall.capabilities.flatMap((each) => each.nav?.(actor, t) ?? []),
    foot: hall.capabilities.flatMap((each) => each.foot?.(t) ?? []),
    get csrf() {
      return { name: "_token", value: token() };
    },
  };
}
