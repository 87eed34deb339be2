import type { Actor } from "../../../kernel/actor.ts";
import { INSTALLATION, record } from "../../../kernel/audit/audit.ts";
import type { Tx } from "../../../kernel/db/database.ts";
import { ensure, notFound } from "../../../kernel/errors.ts";
import { dropLink } from "./links.sql.ts";

/** Cuts the link between an account and a provider: from then on that provider opens it no more. */
export async function unlink(tx: Tx, actor: Actor, provider: string): Promise<void> {
  ensure((await dropLink(tx, provider)) > 0, notFound());
  record(tx, actor, {
    agency: INSTALLATION,
    act: "provider.unlinked",
    target: actor.account,
    subject: actor.person,
    detail: { provider },
  });
}
