// The name under which the protocol's library knows who signed in: who acts, whose affairs, and under which mandate. It stays
// inside; applications are told a name of their own for each person, so that two of them cannot compare lists (pairwise).

import { createHmac } from "node:crypto";
import type { Actor } from "../../kernel/actor.ts";
import type { Hall } from "../../kernel/hall.ts";
import { isUuid } from "../../kernel/ids.ts";

export type Subject = { account: string; subject: string; mandate?: string };

/** Who the actor is for an application; undefined for who is nobody in particular. */
export function subjectOf(actor: Actor): Subject | undefined {
  const subject = actor.behalf?.subject ?? actor.person ?? actor.official;
  if (!actor.account || !subject) return undefined;
  return { account: actor.account, subject, mandate: actor.behalf?.mandate };
}

export const writeSubject = ({ account, subject, mandate }: Subject): string =>
  [account, subject, ...(mandate ? [mandate] : [])].join("/");

export function readSubject(text: string | undefined): Subject | undefined {
  const [account, subject, mandate, ...more] = (text ?? "").split("/");
  if (!isUuid(account) || !isUuid(subject) || (mandate !== undefined && !isUuid(mandate)) || more.length > 0)
    return undefined;
  return { account, subject, ...(mandate ? { mandate } : {}) };
}

/** The name of a person for one sector (a host, or a native application): the same each time, of no use elsewhere. */
export const pairwise = (hall: Pick<Hall, "vault">, sector: string, subject: string): string =>
  createHmac("sha256", hall.vault.derive("pairwise")).update(`${sector}\0${subject}`).digest("base64url");
