// What travels through a page between two steps of proving oneself: sealed, bound to the browser it was given to, short-lived and
// good for one use. Nothing of it is kept here meanwhile, so a flood of half sign-ins costs no row (decision 0050).

import { createHash } from "node:crypto";
import type { Tx } from "../../kernel/db/database.ts";
import { ensure, refuse } from "../../kernel/errors.ts";
import type { Ask } from "../../kernel/web/ask.ts";
import { VISIT } from "../../kernel/web/cookies.ts";
import { spend } from "./factors.sql.ts";

/** Sealed for this browser. Asking for the form's token first makes sure that the browser has a name to be bound to. */
export function sealStep(ask: Ask, use: string, content: Record<string, unknown>): string {
  void ask.site.csrf?.value;
  return ask.hall.vault
    .seal(JSON.stringify({ ...content, at: ask.hall.time.now().toISOString() }), placeOf(ask, use))
    .toString("base64url");
}

export type Opened<T> = { content: T; key: Buffer; expires: Date };

/** @throws Refused `people.step-expired` when it is not whole, not of this browser, or too old. */
export function openStep<T>(ask: Ask, use: string, sealed: string, minutes: number): Opened<T> {
  try {
    const bytes = Buffer.from(sealed, "base64url");
    const { at, ...content } = JSON.parse(ask.hall.vault.open(bytes, placeOf(ask, use)));
    const expires = new Date(Date.parse(at) + minutes * 60_000);
    if (ask.hall.time.now() <= expires) return { content, key: createHash("sha256").update(bytes).digest(), expires };
  } catch {
    // Falls through to the refusal.
  }
  throw refuse("people.step-expired");
}

/** Uses it up, in the transaction of what it was for. @throws Refused when it was used before. */
export async function spendStep(tx: Tx, step: Opened<unknown>): Promise<void> {
  ensure(await spend(tx, step.key, step.expires), refuse("people.step-expired"));
}

const placeOf = (ask: Ask, use: string): string => `people.step:${use}:${ask.cookie(VISIT) ?? ""}`;
