// Whoever acts for an applicant stands beside them in everything that is written: the account and the mandate openly, the name sealed.

import type { Actor } from "../../kernel/actor.ts";
import { covers } from "../../kernel/authority.ts";
import { localDate, zone } from "../../kernel/calendar/index.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import { ensure, refuse } from "../../kernel/errors.ts";
import type { Hall } from "../../kernel/hall.ts";
import { isUuid } from "../../kernel/ids.ts";
import type { Ask, Form as PostedForm } from "../../kernel/web/ask.ts";
import type { TypedRow } from "../../kernel/web/behalf.ts";
import { pick } from "../../kernel/words/words.ts";
import { reachToday, standsInAll } from "../mandates/index.ts";
import { personById } from "../people/index.ts";
import { amountOf, type Field, fieldsOf, loadVersion, rawOf } from "../services/index.ts";
import type { CaseRow } from "./case.ts";
import type { Ground } from "./ground.ts";
import { readTracking } from "./tracking.ts";

export const actorPlace = (id: string, number: number): string => `cases.event:actor:${id}:${number}`;

/** The sealed name of who acts on another's behalf, for one line of a case's history. */
export const actorName = (hall: Pick<Hall, "vault">, actor: Actor, id: string, number: number): Buffer | null =>
  actor.behalf ? hall.vault.seal(actor.name ?? "", actorPlace(id, number)) : null;

/** What a line of the history says openly, under its hash, of acting for another: by what right, and under which mandate. */
export const behalfOf = (actor: Actor): { behalf?: { as: string; mandate: string } } =>
  actor.behalf ? { behalf: { as: actor.behalf.as, mandate: actor.behalf.mandate } } : {};

/**
 * Whether a mandate reaches this very case: its service, its fee, its place. A fee that only comes out of the answers is not known
 * beforehand, so a mandate with a ceiling does not reach it.
 */
export function ensureReach(actor: Actor, ground: Ground, act: string, now: Date): void {
  if (!actor.behalf) return;
  const { name, extent } = actor.behalf;
  const { fee } = ground.service;
  const amount =
    fee.kind === "none" ? 0 : fee.kind === "fixed" ? amountOf(fee.amount, ground.parameters) : Number.POSITIVE_INFINITY;
  const region = ground.offering.region ?? undefined;
  const question = { act, service: ground.version.serviceId, region, day: localDate(now, zone("Asia/Jakarta")) };
  ensure(
    covers(extent, question) && (extent.regions === "all" || region),
    refuse("mandates.beyond-case", { name }, 403),
  );
  // "All services" is said of affairs. The rights over one's own data are handed on by name, or go with a guardian of all.
  ensure(
    ground.service.dataRight === undefined || extent.services !== "all" || standsInAll(actor.behalf),
    refuse("mandates.right-not-named", { name }, 403),
  );
  // The fee is owed once, for applying; who answers or collects later spends nothing.
  ensure(act !== "apply" || covers(extent, { ...question, amount }), refuse("mandates.beyond-ceiling", { name }, 403));
}

/** The address of who filed for somebody, as long as their mandate holds: they are told what the applicant is told. */
export async function filerAddress(tx: Tx, hall: Pick<Hall, "vault">, row: CaseRow): Promise<string> {
  if (!row.filed_mandate || !row.filed_by) return "";
  const reach = await reachToday(tx, row.filed_mandate, row.filed_by);
  if (!reach || !covers(reach, { act: "see", day: localDate(tx.now, zone("Asia/Jakarta")) })) return "";
  const filer = await tx.maybe<{ person_id: string | null }>(
    sql`select person_id from people.account where id = ${row.filed_by}`,
  );
  return filer?.person_id ? ((await personById(tx, hall.vault, filer.person_id))?.email ?? "") : "";
}

/**
 * What was typed into a form of a draft or a task, by its questions. The draft itself is no longer the asker's to see when this is
 * wanted, so only the version of its service is asked for.
 */
export async function typedRows(ask: Ask, form: PostedForm): Promise<TypedRow[]> {
  const { id, tracking } = ask.params;
  const draft = isUuid(id) ? id : null;
  const number = tracking ? (readTracking(tracking) ?? null) : null;
  const fields = await ask.read(async (tx) => {
    const at = await tx.one<{ version: string | null }>(
      sql`select cases.version_behind(${draft}, ${number}) as version`,
    );
    return at.version ? fieldsOf((await loadVersion(tx, at.version)).definition.application) : [];
  });
  const raw = rawOf(
    [...form.fields].flatMap(([name, values]) => values.map((value): [string, string] => [name, value])),
  );
  const rows: TypedRow[] = [];
  const known = new Set<string>();
  for (const field of fields) {
    const parts = Object.entries(raw).filter(([name]) => name === field.key || name.startsWith(`${field.key}.`));
    for (const [name] of parts) known.add(name);
    const value = parts
      .map(([, text]) => shown(field, text ?? "", ask.t.locale))
      .filter((text) => text !== "")
      .join(", ");
    if (value !== "") rows.push({ label: pick(field.label, ask.t.locale), value });
  }
  // What a task's own form asked is named by its field where the application does not know it.
  for (const [name, value] of Object.entries(raw))
    if (!known.has(name) && !name.startsWith("_") && String(value).trim() !== "")
      rows.push({ label: name, value: [value].flat().join(", ") });
  return rows;
}

/** Choices by their words; everything else as typed. */
function shown(field: Field, typed: string | string[], locale: "id" | "en"): string {
  const options = "options" in field ? (field.options as { value: string; label: { id: string; en?: string } }[]) : [];
  return [typed]
    .flat()
    .map((text) => {
      const option = options.find((each) => each.value === text);
      return option ? pick(option.label, locale) : text.trim();
    })
    .filter((text) => text !== "")
    .join(", ");
}
