// The edge: every route, endpoint and protocol of the capabilities wired to one server.

import { getConnInfo } from "@hono/node-server/conninfo";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type Context, Hono } from "hono";
import { sql } from "../db/sql.ts";
import { Refused } from "../errors.ts";
import type { Hall } from "../hall.ts";
import { isUuid } from "../ids.ts";
import { type Metrics, traced } from "../telemetry.ts";
import { sameSecret } from "../vault/vault.ts";
import type { Answer } from "./answer.ts";
import { Direct, describeApi, type Endpoint, methodsAt, parse, routePath, scopeOf } from "./api.ts";
import type { Ask } from "./ask.ts";
import { assets } from "./assets.ts";
import { type BehalfRule, behalfEndedAnswer, ensureOnBehalf, stopsAtEnd } from "./behalf.ts";
import { readBody } from "./body.ts";
import { LANGUAGE, writeCookie } from "./cookies.ts";
import { noteForwarded } from "./forwarded.ts";
import { openGate } from "./gate.ts";
import { readJson } from "./json-body.ts";
import { localPath } from "./local-path.ts";
import { lackOf, refuser, toTheDoor } from "./refusal.ts";
import { type Made, requestReader } from "./request.ts";
import { responder } from "./respond.ts";
import { securityText } from "./security-text.ts";
import type { Access, Route } from "./serve.ts";

export type Server = { fetch(request: Request, env?: unknown): Response | Promise<Response> };

const JSON_BYTES = 2_000_000;

type Door = {
  method: string;
  path: string;
  access: Access;
  fresh: boolean;
  uploads: boolean | "one";
  lookup: boolean;
  /** How much a visitor may send to a program; left out where visitors are sent away. */
  visitorBytes?: number;
  behalf?: BehalfRule;
  typed?: Route["typed"];
  /** For programs: what a token must have been allowed. */
  scope?: string;
  machines?: true;
  work(ask: Ask, request: Request): Promise<Answer> | Answer;
};

/** Wires every route and endpoint of the capabilities to one server. */
export async function makeServer(hall: Hall, metrics: Metrics, version: string): Promise<Server> {
  const files = assets();
  const secure = hall.url.startsWith("https://");
  const app = new Hono();
  const endpoints = hall.capabilities.flatMap((each) => each.endpoints ?? []);
  const routes = hall.capabilities.flatMap((each) => each.routes ?? []);
  const read = requestReader(hall);
  const respond = responder(secure);
  const refuse = refuser(hall, metrics, respond);
  const gate = openGate(hall);

  const open = (door: Door) => {
    const { method, path, access } = door;
    const api = door.scope !== undefined;
    const passage = { method, api, uploads: door.uploads, lookup: door.lookup, visitorBytes: door.visitorBytes };
    app.on(method, path, async (c) => {
      const started = performance.now();
      let made: Made | undefined;
      let response: Response;
      const address = clientOf(hall, c);
      const answered = async ({ ask, out }: Made, request: Request): Promise<Response> => {
        ensureOnBehalf(ask.actor, access, door.behalf, hall.time.now());
        const ended = stopsAtEnd(ask.actor, access, door.behalf);
        if (ended && api)
          throw new Refused("error.behalf-ended", { status: 409, params: { name: ask.actor.behalfEnded?.name } });
        const lack = lackOf(access, door.fresh, ask.actor, hall.time.now());
        if (api) mayCall(ask, lack, access === "public" ? undefined : door);
        return ended
          ? respond(request, await behalfEndedAnswer(hall, ask, door.typed), out)
          : lack && !api
            ? await toTheDoor(hall, respond, request, { ask, out }, access, lack)
            : respond(request, await traced(`${method} ${path}`, {}, async () => door.work(ask, request)), out);
      };
      try {
        gate.enter(passage, address);
        const asker = await read(c.req.raw, {
          params: c.req.param() as Record<string, string>,
          ip: address,
          api,
          uploads: door.uploads,
        });
        made = asker;
        response = await gate.pass(passage, { made: asker, address, request: c.req.raw }, (request) =>
          answered(asker, request),
        );
      } catch (error) {
        response = refuse(c.req.raw, error, made, path, api);
      }
      await gate.leave(passage, address, response.status);
      const seconds = (performance.now() - started) / 1000;
      metrics.requests.observe({ method, route: path, status: String(response.status) }, seconds);
      hall.log.info({ method, route: path, status: response.status, ms: Math.round(seconds * 1000) }, "request");
      return response;
    });
  };

  for (const { handler, fresh = false, uploads = false, lookup = false, ...route } of routes)
    open({ ...route, fresh, uploads, lookup, work: (ask) => handler(ask) });
  for (const each of endpoints)
    open({
      method: each.method,
      path: routePath(each.path),
      access: each.access,
      fresh: each.fresh ?? false,
      uploads: each.upload ?? false,
      lookup: each.lookup ?? false,
      visitorBytes: each.access === "public" ? bytesOf(each, hall) : undefined,
      behalf: each.behalf,
      scope: scopeOf(each),
      machines: each.machines,
      work: (ask, request) => callEndpoint(each, ask, request, hall),
    });
  for (const capability of hall.capabilities)
    for (const mount of (await capability.mounts?.(hall)) ?? [])
      app.all(`${mount.path}/*`, (c) => {
        const { incoming, outgoing } = c.env as { incoming?: never; outgoing?: never };
        // A request that came by function call, not by wire, has nothing that such a protocol could read.
        if (!incoming || !outgoing) return new Response("this door answers on the wire only\n", { status: 501 });
        gate.count("api", clientOf(hall, c));
        mount.handle(incoming, outgoing);
        return RESPONSE_ALREADY_SENT;
      });

  const description = describeApi(endpoints, { url: hall.url, version });
  app.get("/api/v1/openapi.json", (c) => {
    // It is large, and packed for each who asks: so it is counted like any other answer to programs.
    gate.count("api", clientOf(hall, c));
    return respond(c.req.raw, { kind: "json", value: description, status: 200 }, []);
  });
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
  app.get("/.well-known/security.txt", () => securityText(hall));
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
        ? !sameSecret(Buffer.from(c.req.header("authorization") ?? ""), Buffer.from(`Bearer ${METRICS_TOKEN}`))
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
    gate.count(api ? "api" : "page", clientOf(hall, c));
    const methods = api ? methodsAt(endpoints, c.req.path) : [];
    if (methods.length > 0) {
      const response = refuse(c.req.raw, new Refused("error.method", { status: 405 }), undefined, "unknown", true);
      response.headers.set("allow", methods.join(", "));
      return response;
    }
    const made = await read(c.req.raw, { params: {}, ip: "", api: false, uploads: false }).catch(() => undefined);
    return refuse(c.req.raw, new Refused("error.not-found", { status: 404 }), made, "unknown", api);
  });
  app.onError((error, c) => refuse(c.req.raw, error, undefined, "unknown", c.req.path.startsWith("/api/")));
  return app;
}

/**
 * What stands between a program and an endpoint, said as a status: who one is, or what one may. What is open to everybody asks for
 * no scope. A machine comes in nobody's name and reads what was opened to machines; acts are for people, who answer for them.
 */
function mayCall(
  { actor }: Ask,
  lack: ReturnType<typeof lackOf>,
  door: Pick<Door, "scope" | "machines"> | undefined,
): void {
  if (lack === "sign-in") throw new Refused("error.sign-in", { status: 401 });
  if (lack === "second-factor") throw new Refused("error.second-factor", { status: 403 });
  if (lack === "fresh-proof") throw new Refused("error.fresh-proof", { status: 403 });
  if (lack) throw new Refused("error.forbidden", { status: 403 });
  if (door === undefined) return;
  const { scope = "", machines } = door;
  if (actor.kind === "program" && !machines) throw new Refused("error.program-acts", { status: 403 });
  if (actor.program && !actor.program.scopes.includes(scope))
    throw new Refused("error.scope", { status: 403, params: { scope } });
}

async function callEndpoint(each: Endpoint, ask: Ask, request: Request, hall: Hall): Promise<Answer> {
  const params = each.params ? parse(each.params, ask.params, "/path") : {};
  const query = each.query ? parse(each.query, Object.fromEntries(ask.query), "/query") : {};
  let body: unknown = {};
  if (each.upload) {
    if (!/^application\/octet-stream\s*(;|$)/i.test(request.headers.get("content-type") ?? ""))
      throw new Refused("error.not-bytes", { status: 415 });
    body = await readBody(request, bytesOf(each, hall));
  } else if (each.body) {
    if (!/^application\/json\s*(;|$)/i.test(request.headers.get("content-type") ?? ""))
      throw new Refused("error.not-json", { status: 415 });
    body = parse(each.body, readJson(await readBody(request, bytesOf(each, hall))), "");
  }
  const key = ask.header("idempotency-key") ?? "";
  if (key.length > 100) throw new Refused("error.idempotency-key", { status: 400 });
  const value = await each.handler(ask, { params: params as never, query: query as never, body: body as never, key });
  if (value instanceof Direct) return value.answer;
  return { kind: "json", value, status: each.status ?? 200 };
}

const bytesOf = (each: Endpoint, hall: Hall): number =>
  each.upload ? hall.config.PENDOPO_UPLOAD_MB * 1_000_000 : JSON_BYTES;

/** The client's address: the wire's, or what our own balancer says of it. */
function clientOf(hall: Hall, c: Context): string {
  const forwarded = c.req.header("x-forwarded-for");
  if (forwarded !== undefined && !hall.config.PENDOPO_TRUST_PROXY) noteForwarded(hall);
  return (hall.config.PENDOPO_TRUST_PROXY ? forwarded?.split(",").at(-1)?.trim() : undefined) ?? addressOf(c);
}

function addressOf(c: unknown): string {
  try {
    return getConnInfo(c as never).remote.address ?? "";
  } catch {
    return ""; // A request that came by function call, not by wire.
  }
}

const isLocal = (address: string): boolean =>
  address === "" || address === "127.0.0.1" || address === "::1" || address === "::ffff:127.0.0.1";

/** An id from the path, or the same answer as for one that is not there. */
export function idFrom(text: string | undefined): string {
  if (!isUuid(text)) throw new Refused("error.not-found", { status: 404 });
  return text;
}
