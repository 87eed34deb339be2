// What is answered in place of what was asked for: a refusal or a failure, by whose problem it is; and the way to the door, with
// everything that was typed.

import { type Actor, publicActor } from "../actor.ts";
import { Refused, Unavailable } from "../errors.ts";
import type { Hall } from "../hall.ts";
import { describeError, type Metrics } from "../telemetry.ts";
import { sentenceOf } from "../words/words.ts";
import { keptPlace } from "./cookies.ts";
import { ProblemPage, ResumePage } from "./problem-page.tsx";
import { type Made, siteOf } from "./request.ts";
import type { Respond } from "./respond.ts";
import type { Access } from "./serve.ts";

/** How long who proved who they are may do what needs a fresh proof. */
const FRESH_MINUTES = 10;

/** What an actor lacks for a route: a sign-in, a second factor, a fresh proof, or the right altogether. */
export type Lack = "sign-in" | "second-factor" | "fresh-proof" | "right";

/** What stands between the actor and a route; undefined when nothing does. */
export function lackOf(access: Access, fresh: boolean, actor: Actor, now: Date): Lack | undefined {
  if (access !== "public") {
    if (actor.kind === "public") return "sign-in";
    if (actor.kind === "program") {
      if (access === "resident") return "right";
    } else {
      if (access !== "signed-in" && actor.kind !== access) return "right";
      if (access === "official" && !actor.proof?.second) return "second-factor";
    }
  }
  const age = actor.proof ? now.getTime() - actor.proof.at.getTime() : Number.POSITIVE_INFINITY;
  return fresh && age > FRESH_MINUTES * 60_000 ? "fresh-proof" : undefined;
}

/**
 * To where what is lacking can be had, and back here afterwards. What was posted meanwhile travels sealed through that page, so
 * nothing typed is lost.
 */
export async function toTheDoor(
  hall: Hall,
  respond: Respond,
  request: Request,
  { ask, out }: Made,
  access: Access,
  lack: Lack,
): Promise<Response> {
  if (lack === "right") throw new Refused("error.forbidden", { status: 403 });
  const door =
    lack === "second-factor"
      ? "/akun/keamanan"
      : lack === "fresh-proof"
        ? "/masuk/ulang"
        : access === "official"
          ? "/masuk/pegawai"
          : "/masuk";
  if (request.method !== "POST" || lack === "second-factor") {
    const here = request.method === "POST" ? "/" : ask.path + (ask.query.size > 0 ? `?${ask.query}` : "");
    return respond(request, { kind: "to", location: `${door}?kembali=${encodeURIComponent(here)}`, status: 303 }, out);
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

/** Makes the answer to an error; what is ours is logged and counted here, once. */
export const refuser =
  (hall: Hall, metrics: Metrics, respond: Respond) =>
  (request: Request, error: unknown, made: Made | undefined, route: string, api: boolean): Response => {
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
    const response = api
      ? respond(request, { kind: "json", status, ...problemOf(hall, t, refused, status) }, [])
      : respond(
          request,
          {
            kind: "page",
            status,
            body: ProblemPage({
              t,
              site: made?.ask.site ?? siteOf(hall, publicActor, t, "/", () => ""),
              status,
              problem: t(refused?.key ?? "error.defect", refused?.params ?? {}),
              faults: refused?.faults ?? [],
            }),
          },
          made?.out ?? [],
        );
    if (status === 503) response.headers.set("retry-after", "5");
    if (status === 429) response.headers.set("retry-after", String(refused?.params.seconds ?? 60));
    return response;
  };

/** Problem details (RFC 9457), with the pointer of each fault. */
function problemOf(hall: Hall, t: Made["ask"]["t"], refused: Refused | undefined, status: number) {
  const key = refused?.key ?? "error.defect";
  const errors = (refused?.faults ?? []).map((fault) => ({
    pointer: fault.field.startsWith("/") ? fault.field : `/${fault.field.replaceAll(".", "/")}`,
    key: fault.key,
    detail: sentenceOf(t, fault),
  }));
  const headers: Record<string, string> =
    status === 401
      ? { "www-authenticate": "Bearer" }
      : key === "error.scope"
        ? { "www-authenticate": `Bearer error="insufficient_scope", scope="${refused?.params.scope ?? ""}"` }
        : {};
  return {
    value: {
      type: `${hall.url}/bantuan/kesalahan#${key}`,
      title: t(key, refused?.params ?? {}),
      status,
      ...(errors.length > 0 ? { errors } : {}),
    },
    headers,
  };
}
