// The edge: from HTTP to a handler and back. Every error is answered and logged here, once.

import { createHmac, randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { getConnInfo } from "@hono/node-server/conninfo";
import { Hono } from "hono";
import { render } from "preact-render-to-string";
import { type Actor, publicActor, scopeOf } from "../actor.ts";
import { sql } from "../db/sql.ts";
import { Refused, Unavailable } from "../errors.ts";
import type { Hall } from "../hall.ts";
import { isUuid, newId } from "../ids.ts";
import { describeError, type Metrics, traced } from "../telemetry.ts";
import { sameSecret } from "../vault/vault.ts";
import { type Locale, sentenceOf, type Words } from "../words/words.ts";
import type { Answer } from "./answer.ts";
import { Direct, describeApi, type Endpoint, methodsAt, parse, routePath } from "./api.ts";
import type { Ask, Form } from "./ask.ts";
import { assets } from "./assets.ts";
import { readBody, readForm } from "./body.ts";
import type { Site } from "./components/page/site.ts";
import { FLASH, keptPlace, LANGUAGE, readCookies, SESSION, VISIT, writeCookie } from "./cookies.ts";
import { isCleanText, readJson } from "./json-body.ts";
import { localPath } from "./local-path.ts";
import { ProblemPage, ResumePage } from "./problem-page.tsx";
import type { Access } from "./serve.ts";

export type Server = { fetch(request: Request, env?: unknown): Response | Promise<Response> };

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'";
const PAPER =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; object-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const FORM_BYTES = 1_000_000;
const JSON_BYTES = 2_000_000;

/** Wires every route and endpoint of the capabilities to one server. */
export async function makeServer(hall: Hall, metrics: Metrics, version: string): Promise<Server> {
  const files = assets();
  const secure = hall.url.startsWith("https://");
  const csrf = hall.vault.derive("form-token");
  const app = new Hono();
  const identify = hall.capabilities.find((each) => each.identify)?.identify;
  const endpoints = hall.capabilities.flatMap((each) => each.endpoints ?? []);
  const routes = hall.capabilities.flatMap((each) => each.routes ?? []);

  const tokenOf = (visit: string) => createHmac("sha256", csrf).update(visit).digest("base64url").slice(0, 32);

  /** Everything a handler needs of one request; cookies that it sets are gathered in `out`. */
  async function makeAsk(
    request: Request,
    c: { params: Record<string, string>; ip: string; api: boolean; uploads: boolean | "one" },
  ) {
    const url = new URL(request.url);
    // A NUL in an address is nobody's typing slip, and PostgreSQL would answer it with a fault of its own.
    if (
      ![...url.searchParams].every(([name, value]) => isCleanText(name) && isCleanText(value)) ||
      !Object.values(c.params).every(isCleanText)
    )
      throw new Refused("error.text", { status: 400 });
    const cookies = readCookies(request.headers.get("cookie") ?? undefined);
    const out: string[] = [];
    const bearer = /^Bearer ([\w.~+/-]{8,512}=*)$/.exec(request.headers.get("authorization") ?? "")?.[1];
    // Programs show a bearer token; browsers a cookie, which the API does not read, so no other site can use it there.
    const credential = c.api ? bearer : cookies[SESSION];
    let actor: Actor = publicActor;
    if (credential && identify) actor = (await identify(hall, credential)) ?? publicActor;
    if (c.api && bearer && actor.kind === "public") throw new Refused("error.token", { status: 401 });
    const wanted =
      url.searchParams.get("bahasa") ??
      cookies[LANGUAGE] ??
      (c.api ? request.headers.get("accept-language")?.slice(0, 2) : undefined);
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
    const isRead = !c.api && request.headers.get("sec-fetch-dest") !== "empty";
    if (flash && isRead) out.push(writeCookie(FLASH, "", { secure, maxAge: 0 }));
    let form: Promise<Form> | undefined;
    const scope = scopeOf(actor);
    const ask: Ask = {
      hall,
      actor,
      t,
      method: request.method,
      path: url.pathname,
      params: c.params,
      query: url.searchParams,
      ip: c.ip,
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
        const files = c.uploads === "one" ? 1_000_000 : 6_000_000;
        form ??= readForm(request, c.uploads ? hall.config.PENDOPO_UPLOAD_MB * files + FORM_BYTES : FORM_BYTES);
        const read = await form;
        if (!sameSecret(Buffer.from(read.text("_token")), Buffer.from(tokenOf(shown))))
          throw new Refused("error.form-token", { status: 403 });
        return read;
      },
      read: (work) => hall.db.read(scope, work),
      transact: (work) => hall.db.transact(scope, work),
      setCookie: (cookie) => out.push(cookie),
    };
    return { ask, out, peekForm: () => form };
  }

  function respond(request: Request, answer: Answer, out: string[]): Response {
    const headers = new Headers({
      "content-security-policy": POLICY,
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "permissions-policy": "camera=(self), geolocation=(self), microphone=()",
    });
    if (secure) headers.set("strict-transport-security", "max-age=31536000; includeSubDomains");
    // Rendering may ask for the form's token, and with it for a cookie: so the page comes before the cookies.
    const html = answer.kind === "page" ? `<!doctype html>${render(answer.body)}` : "";
    for (const cookie of out) headers.append("set-cookie", cookie);
    headers.set("cache-control", "cache" in answer && answer.cache && out.length === 0 ? answer.cache : "no-store");
    switch (answer.kind) {
      case "page": {
        headers.set("content-type", "text/html; charset=utf-8");
        headers.set("vary", "cookie, accept-encoding");
        return packed(request, html, answer.status, headers);
      }
      case "to": {
        headers.set("location", answer.location);
        for (const cookie of answer.cookies ?? []) headers.append("set-cookie", cookie);
        return new Response(null, { status: answer.status, headers });
      }
      case "json": {
        headers.set(
          "content-type",
          answer.status >= 400 ? "application/problem+json" : "application/json; charset=utf-8",
        );
        for (const [name, value] of Object.entries(answer.headers ?? {})) headers.set(name, value);
        return packed(request, JSON.stringify(answer.value), answer.status, headers);
      }
      case "bytes": {
        headers.set("content-type", answer.type);
        if (answer.name)
          headers.set(
            "content-disposition",
            `${answer.inline ? "inline" : "attachment"}; filename*=UTF-8''${encodeName(answer.name)}`,
          );
        // What people upload is shown in a box of its own, where nothing in it can run. A PDF has such a box in the browser's own
        // reader, which does not open inside another.
        headers.set("content-security-policy", answer.type === "application/pdf" ? PAPER : `${PAPER}; sandbox`);
        return new Response(answer.bytes as BodyInit, { status: answer.status, headers });
      }
    }
  }

  /** The answer to an error, by whose problem it is. */
  async function refuse(
    request: Request,
    error: unknown,
    made: Awaited<ReturnType<typeof makeAsk>> | undefined,
    route: string,
    api: boolean,
  ): Promise<Response> {
    const t = made?.ask.t ?? hall.words("id");
    const refused =
      error instanceof Refused
        ? error
        : error instanceof Unavailable
          ? new Refused(error.key, { status: 503 })
          : undefined;
    if (!refused || refused.status >= 500) {
      hall.log.error({ route, ...describeError(error) }, refused ? "unavailable" : "defect");
      metrics.defects.inc({ where: route });
    } else metrics.refused.inc({ key: refused.key });
    const status = refused?.status ?? 500;
    const key = refused?.key ?? "error.defect";
    const params = refused?.params ?? {};
    const response = (() => {
      if (api)
        return respond(
          request,
          {
            kind: "json",
            status,
            value: {
              type: `${hall.url}/bantuan/kesalahan#${key}`,
              title: t(key, params),
              status,
              ...(refused?.faults.length
                ? {
                    errors: refused.faults.map((fault) => ({
                      pointer: fault.field.startsWith("/") ? fault.field : `/${fault.field.replaceAll(".", "/")}`,
                      key: fault.key,
                      detail: sentenceOf(t, fault),
                    })),
                  }
                : {}),
            },
            headers: status === 401 ? { "www-authenticate": "Bearer" } : {},
          },
          [],
        );
      const site = made?.ask.site ?? siteOf(hall, publicActor, t, "/", () => "");
      return respond(
        request,
        {
          kind: "page",
          status,
          body: ProblemPage({ t, site, status, problem: t(key, params), faults: refused?.faults ?? [] }),
        },
        made?.out ?? [],
      );
    })();
    if (status === 503) response.headers.set("retry-after", "5");
    return response;
  }

  function allowed(access: Access, actor: Actor): boolean {
    if (access === "public") return true;
    if (access === "signed-in") return actor.kind === "resident" || actor.kind === "official";
    return actor.kind === access;
  }

  /**
   * Not signed in: to the door, and back here afterwards. What was posted when the session had ended travels sealed
   * through the sign-in page, so nothing typed is lost.
   */
  async function toTheDoor(
    request: Request,
    made: Awaited<ReturnType<typeof makeAsk>>,
    access: Access,
  ): Promise<Response> {
    const { ask, out } = made;
    const door = access === "official" ? "/masuk/pegawai" : "/masuk";
    if (ask.actor.kind !== "public") throw new Refused("error.forbidden", { status: 403 });
    if (request.method !== "POST") {
      const to = encodeURIComponent(ask.path + (ask.query.size > 0 ? `?${ask.query}` : ""));
      return respond(request, { kind: "to", location: `${door}?kembali=${to}`, status: 303 }, out);
    }
    const form = await ask.form();
    const fields = [...form.fields].filter(([name]) => name !== "_token");
    const kept = hall.vault
      .seal(JSON.stringify({ path: ask.path, fields, at: hall.time.now().toISOString() }), keptPlace(ask))
      .toString("base64url");
    return respond(
      request,
      {
        kind: "page",
        status: 401,
        body: ResumePage({ t: ask.t, site: ask.site, door, kept, files: form.files.length > 0 }),
      },
      out,
    );
  }

  const handle = (
    method: string,
    path: string,
    access: Access,
    api: boolean,
    uploads: boolean | "one",
    work: (ask: Ask, request: Request) => Promise<Answer> | Answer,
  ) => {
    app.on(method, path, async (c) => {
      const started = performance.now();
      let made: Awaited<ReturnType<typeof makeAsk>> | undefined;
      let response: Response;
      try {
        const forwarded = hall.config.PENDOPO_TRUST_PROXY
          ? c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim()
          : undefined;
        const ip = forwarded ?? addressOf(c);
        made = await makeAsk(c.req.raw, { params: c.req.param() as Record<string, string>, ip, api, uploads });
        const { ask, out } = made;
        if (!allowed(access, ask.actor)) {
          if (api)
            throw new Refused(ask.actor.kind === "public" ? "error.sign-in" : "error.forbidden", {
              status: ask.actor.kind === "public" ? 401 : 403,
            });
          response = await toTheDoor(c.req.raw, made, access);
        } else
          response = respond(c.req.raw, await traced(`${method} ${path}`, {}, async () => work(ask, c.req.raw)), out);
      } catch (error) {
        response = await refuse(c.req.raw, error, made, path, api);
      }
      const seconds = (performance.now() - started) / 1000;
      metrics.requests.observe({ method, route: path, status: String(response.status) }, seconds);
      hall.log.info({ method, route: path, status: response.status, ms: Math.round(seconds * 1000) }, "request");
      return response;
    });
  };

  for (const route of routes)
    handle(route.method, route.path, route.access, false, route.uploads ?? false, (ask) => route.handler(ask));
  for (const each of endpoints)
    handle(each.method, routePath(each.path), each.access, true, each.upload ?? false, (ask, request) =>
      callEndpoint(each, ask, request, hall),
    );

  const description = Buffer.from(JSON.stringify(describeApi(endpoints, { url: hall.url, version })));
  app.get("/api/v1/openapi.json", (c) =>
    respond(c.req.raw, { kind: "json", value: JSON.parse(description.toString()), status: 200 }, []),
  );
  app.get("/aset/:name", (c) => {
    const asset = files.at(c.req.path);
    if (!asset) return new Response("not found\n", { status: 404 });
    const accepts = c.req.header("accept-encoding") ?? "";
    const [body, encoding] =
      asset.brotli && /\bbr\b/.test(accepts)
        ? [asset.brotli, "br"]
        : asset.gzip && /\bgzip\b/.test(accepts)
          ? [asset.gzip, "gzip"]
          : [asset.body, undefined];
    return new Response(new Uint8Array(body), {
      headers: {
        "content-type": asset.type,
        "cache-control": "public, max-age=31536000, immutable",
        "x-content-type-options": "nosniff",
        vary: "accept-encoding",
        ...(encoding ? { "content-encoding": encoding } : {}),
      },
    });
  });
  app.get("/favicon.ico", (c) => c.redirect(files.favicon, 302));
  // Every component and sample page, for whoever draws; only where nothing is real, and read only when asked for.
  if (hall.config.PENDOPO_DEMO)
    app.get("/_galeri/:name?", async (c) => {
      const { galleryPage } = await import("./components/gallery.tsx");
      const body = galleryPage(c.req.param("name"));
      if (!body) throw new Refused("error.not-found", { status: 404 });
      return respond(c.req.raw, { kind: "page", body, status: 200 }, []);
    });
  app.get("/bahasa/:code", (c) => {
    const back = localPath(c.req.query("kembali"));
    return new Response(null, {
      status: 303,
      headers: {
        location: back,
        "set-cookie": writeCookie(LANGUAGE, c.req.param("code") === "en" ? "en" : "id", { secure, maxAge: 31_536_000 }),
      },
    });
  });
  app.get("/healthz", () => new Response("ok\n"));
  app.get("/readyz", async () => {
    try {
      await hall.db.ask(sql`select 1`);
      return new Response("ready\n");
    } catch {
      return new Response("the database is away\n", { status: 503 });
    }
  });
  app.get("/metrics", async (c) => {
    const { METRICS_TOKEN } = hall.config;
    if (
      METRICS_TOKEN
        ? c.req.header("authorization") !== `Bearer ${METRICS_TOKEN}`
        : // A public address means a balancer on the way, and to it everybody is local: then only the token opens.
          hall.config.PENDOPO_URL !== undefined ||
          !isLocal(addressOf(c)) ||
          c.req.header("x-forwarded-for") !== undefined
    )
      return new Response("forbidden\n", { status: 403 });
    return new Response(await metrics.registry.metrics(), {
      headers: { "content-type": metrics.registry.contentType },
    });
  });
  app.notFound(async (c) => {
    const api = c.req.path.startsWith("/api/");
    const methods = api ? methodsAt(endpoints, c.req.path) : [];
    if (methods.length > 0) {
      const response = await refuse(
        c.req.raw,
        new Refused("error.method", { status: 405 }),
        undefined,
        "unknown",
        true,
      );
      response.headers.set("allow", methods.join(", "));
      return response;
    }
    const made = await makeAsk(c.req.raw, { params: {}, ip: "", api: false, uploads: false }).catch(() => undefined);
    return refuse(c.req.raw, new Refused("error.not-found", { status: 404 }), made, "unknown", api);
  });
  app.onError((error, c) => refuse(c.req.raw, error, undefined, "unknown", c.req.path.startsWith("/api/")));
  return app;
}

async function callEndpoint(each: Endpoint, ask: Ask, request: Request, hall: Hall): Promise<Answer> {
  const params = each.params ? parse(each.params, ask.params, "/path") : {};
  const query = each.query ? parse(each.query, Object.fromEntries(ask.query), "/query") : {};
  let body: unknown = {};
  if (each.upload) {
    if (!/^application\/octet-stream\s*(;|$)/i.test(request.headers.get("content-type") ?? ""))
      throw new Refused("error.not-bytes", { status: 415 });
    body = await readBody(request, hall.config.PENDOPO_UPLOAD_MB * 1_000_000);
  } else if (each.body) {
    if (!/^application\/json\s*(;|$)/i.test(request.headers.get("content-type") ?? ""))
      throw new Refused("error.not-json", { status: 415 });
    body = parse(each.body, readJson(await readBody(request, JSON_BYTES)), "");
  }
  const key = ask.header("idempotency-key") ?? "";
  if (key.length > 100) throw new Refused("error.idempotency-key", { status: 400 });
  const value = await each.handler(ask, { params: params as never, query: query as never, body: body as never, key });
  if (value instanceof Direct) return value.answer;
  return { kind: "json", value, status: each.status ?? 200 };
}

/** Small answers go as they are; larger ones are packed when the browser can unpack them. */
function packed(request: Request, text: string, status: number, headers: Headers): Response {
  const bytes = Buffer.from(text, "utf8");
  if (bytes.length > 1200 && /\bgzip\b/.test(request.headers.get("accept-encoding") ?? "")) {
    headers.set("content-encoding", "gzip");
    return new Response(new Uint8Array(gzipSync(bytes, { level: 4 })), { status, headers });
  }
  return new Response(new Uint8Array(bytes), { status, headers });
}

function addressOf(c: unknown): string {
  try {
    return getConnInfo(c as never).remote.address ?? "";
  } catch {
    return ""; // A request that came by function call, not by wire.
  }
}

/** A name as a header carries it (RFC 5987): what `encodeURIComponent` leaves but a header may not hold is encoded too. */
const encodeName = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

const isLocal = (address: string): boolean =>
  address === "" || address === "127.0.0.1" || address === "::1" || address === "::ffff:127.0.0.1";

/** An id from the path, or the same answer as for one that is not there. */
export function idFrom(text: string | undefined): string {
  if (!isUuid(text)) throw new Refused("error.not-found", { status: 404 });
  return text;
}

/** What the shell of a page shows. The form token is made when a form asks for it, so pages without forms set no cookie. */
function siteOf(hall: Hall, actor: Actor, t: Words, path: string, token: () => string): Site {
  const audience = actor.kind === "official" ? "official" : actor.kind === "resident" ? "resident" : "public";
  return {
    path,
    audience,
    demo: hall.config.PENDOPO_DEMO,
    who:
      actor.kind === "official" || actor.kind === "resident"
        ? { kind: actor.kind, name: actor.name ?? "", position: actor.title }
        : undefined,
    agency: actor.agencyName ? { name: actor.agencyName } : undefined,
    nav: hall.capabilities.flatMap((each) => each.nav?.(actor, t) ?? []),
    foot: hall.capabilities.flatMap((each) => each.foot?.(t) ?? []),
    get csrf() {
      return { name: "_token", value: token() };
    },
  };
}
