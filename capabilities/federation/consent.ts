// What somebody allows an application, and takes back.

import type { Actor } from "../../kernel/actor.ts";
import { INSTALLATION, record } from "../../kernel/audit/audit.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { ensure, notFound } from "../../kernel/errors.ts";
import { withdrawGrant } from "./artifacts.sql.ts";
import type { Request } from "./interaction.ts";
import { type Subject, writeSubject } from "./subject.ts";

/** Allows the application what it asked for: one grant a person, mandate and application, which grows with what is asked later. */
export async function giveConsent(tx: Tx, actor: Actor, request: Request, subject: Subject): Promise<string> {
  const { provider, interaction, client, scopes } = request;
  const known = interaction.grantId ? await provider.Grant.find(interaction.grantId) : undefined;
  const accountId = writeSubject(subject);
  const grant =
    known?.accountId === accountId && known.clientId === client.id
      ? known
      : new provider.Grant({ accountId, clientId: client.id });
  grant.addOIDCScope(scopes.join(" "));
  const id = await grant.save();
  record(tx, actor, {
    agency: INSTALLATION,
    act: "consent.given",
    target: client.id,
    subject: subject.subject,
    detail: { who: client.name, scopes },
  });
  return id;
}

/** Takes everything back at once: what was allowed, and every token that came of it. */
export async function withdrawConsent(
  tx: Tx,
  actor: Actor,
  given: { client: string; mandate: string | null },
): Promise<void> {
  const gone = await withdrawGrant(tx, given.client, given.mandate);
  ensure(gone > 0, notFound());
  record(tx, actor, {
    agency: INSTALLATION,
    act: "consent.withdrawn",
    target: given.client,
    subject: actor.person ?? actor.official,
  });
}
