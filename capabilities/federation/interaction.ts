// One request of an application, while the person signs in and is asked: read from the library, answered to it.

import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import type Provider from "oidc-provider";
import { notFound, Refused } from "../../kernel/errors.ts";
import type { Ask } from "../../kernel/web/ask.ts";
import type { Client } from "./client.ts";
import { clientOf } from "./clients.sql.ts";
import { providerOf } from "./mount.ts";

type Interaction = Awaited<ReturnType<Provider["interactionDetails"]>>;

export type Request = {
  provider: Provider;
  interaction: Interaction;
  client: Client;
  /** The scopes that it asks for, in the order in which they came. */
  scopes: string[];
};

/**
 * The request that this browser is in the middle of. It is bound to the browser by a signed cookie, so that nobody is led to
 * answer a request that somebody else began.
 * @throws Refused when it is over, or belongs to another browser.
 */
export async function requestAtHand(ask: Ask): Promise<Request> {
  const { hall } = ask;
  const provider = await providerOf(hall);
  const interaction = await provider.interactionDetails(...asNode(ask)).catch(() => undefined);
  if (!interaction || interaction.uid !== ask.params.uid) throw new Refused("federation.request.over", { status: 410 });
  const client = await clientOf(hall.db, String(interaction.params.client_id));
  if (!client) throw notFound("federation.client.gone");
  return {
    provider,
    interaction,
    client,
    scopes: String(interaction.params.scope ?? "")
      .split(" ")
      .filter(Boolean),
  };
}

/** Answers the library; gives the address at which it goes on. */
export async function answerRequest({ interaction }: Request, result: Record<string, unknown>): Promise<string> {
  interaction.result = "error" in result ? result : { ...interaction.lastSubmission, ...result };
  await interaction.save(interaction.exp - Math.floor(Date.now() / 1000));
  return interaction.returnTo;
}

// The library reads Node's request; of ours it needs the cookies only.
function asNode(ask: Ask): [IncomingMessage, ServerResponse] {
  const incoming = new IncomingMessage(new Socket());
  incoming.method = "GET";
  incoming.url = ask.path;
  incoming.headers = { cookie: ask.header("cookie") ?? "", host: new URL(ask.hall.url).host };
  return [incoming, new ServerResponse(incoming)];
}
