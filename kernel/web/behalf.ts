// Acting for another at the edge: what may be done on their behalf at all, and what is answered when the mandate ended meanwhile.

import type { Actor } from "../actor.ts";
import { covers } from "../authority.ts";
import { localDate, zone } from "../calendar/index.ts";
import { Refused } from "../errors.ts";
import type { Hall } from "../hall.ts";
import type { Answer } from "./answer.ts";
import type { Ask, Form } from "./ask.ts";
import { keptPlace } from "./cookies.ts";
import { BehalfEndedPage } from "./problem-page.tsx";
import type { Access } from "./serve.ts";

/** One thing that was typed, as the person knows it: the question and the answer in words. */
export type TypedRow = { label: string; value: string };

/**
 * What a door asks of who acts for another: an act that the mandate must name; "any" where it does not matter for whom one acts.
 * Left out: the door is about one's own affairs.
 */
export type BehalfRule = string | undefined;

/** Refuses who acts for another where the mandate does not reach. Acts look closer: at the service, the sum, the place. */
export function ensureOnBehalf(actor: Actor, access: Access, rule: BehalfRule, now: Date): void {
  if (!actor.behalf || access === "public" || rule === "any") return;
  const { name, extent } = actor.behalf;
  if (rule === undefined) throw new Refused("error.behalf-own", { status: 403, params: { name } });
  if (!covers(extent, { act: rule, day: localDate(now, zone("Asia/Jakarta")) }))
    throw new Refused("error.behalf-act", { status: 403, params: { name } });
}

/** Whether the door waits until it has been told that a mandate ended. */
export const stopsAtEnd = (actor: Actor, access: Access, rule: BehalfRule): boolean =>
  actor.behalfEnded !== undefined && access !== "public" && rule !== "any";

export type Kept = {
  path: string;
  fields: [string, string[]][];
  mandate: string;
  rows: TypedRow[];
  files: boolean;
  at: string;
};

/**
 * Nothing is done, and nothing that was typed is lost: it stands on the page to be copied, and lies there sealed, to be sent again
 * under a new mandate.
 */
export async function behalfEndedAnswer(
  hall: Hall,
  ask: Ask,
  typed?: (ask: Ask, form: Form) => Promise<TypedRow[]>,
): Promise<Answer> {
  const name = ask.actor.behalfEnded?.name ?? "";
  const form = ask.method === "POST" ? await ask.form() : undefined;
  const fields = form ? [...form.fields].filter(([field]) => field !== "_token") : [];
  const rows = form ? await (typed ?? plainRows)(ask, form) : [];
  const kept: Kept = {
    path: ask.path,
    fields,
    mandate: ask.actor.actingFor ?? "",
    rows,
    files: (form?.files.length ?? 0) > 0,
    at: hall.time.now().toISOString(),
  };
  return endedPage(hall, ask, name, kept);
}

/** The page, first or again. */
export const endedPage = (hall: Hall, ask: Ask, name: string, kept: Kept): Answer => ({
  kind: "page",
  status: 409,
  body: BehalfEndedPage({
    t: ask.t,
    site: ask.site,
    name,
    rows: kept.rows,
    files: kept.files,
    kept: kept.fields.length > 0 ? hall.vault.seal(JSON.stringify(kept), keptPlace(ask)).toString("base64url") : "",
  }),
});

/** How long what was typed may wait for a new mandate in an open page. */
const KEPT_DAYS = 3;

/** What an ended page kept, if it is whole, ours, and from this browser. */
export function openKept(hall: Pick<Hall, "vault" | "time">, ask: Ask, sealed: string): Kept | undefined {
  try {
    const kept: Kept = JSON.parse(hall.vault.open(Buffer.from(sealed, "base64url"), keptPlace(ask)));
    if (!Array.isArray(kept.rows) || !Array.isArray(kept.fields)) return undefined;
    return hall.time.now().getTime() - Date.parse(kept.at) > KEPT_DAYS * 86_400_000 ? undefined : kept;
  } catch {
    return undefined;
  }
}

/** Where nobody knows the questions, the names of the fields stand for them. */
const plainRows = async (_: Ask, form: Form): Promise<TypedRow[]> =>
  [...form.fields]
    .filter(([field, values]) => !field.startsWith("_") && values.some((value) => value.trim() !== ""))
    .map(([label, values]) => ({ label, value: values.join(", ") }));
