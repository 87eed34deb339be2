// Somebody signed in here shows that they are also somebody at an outside provider.

import type { Actor } from "../../../kernel/actor.ts";
import { scopeOf } from "../../../kernel/actor.ts";
import { ensure, refuse } from "../../../kernel/errors.ts";
import type { Hall } from "../../../kernel/hall.ts";
import { personById, raiseAssurance } from "../../people/index.ts";
import { nameOf, recordLink } from "./enter.ts";
import { linkedAccount, putLink } from "./links.sql.ts";
import type { Vouched } from "./protocol.ts";
import type { OutsideProvider } from "./providers.ts";

/**
 * Links the actor's account, when the number is theirs. They are signed in, so the account is theirs; an authoritative provider then
 * also says that the number is, which nobody had verified before.
 */
export async function link(
  hall: Hall,
  actor: Actor,
  provider: OutsideProvider,
  vouched: Pick<Vouched, "sub" | "number">,
): Promise<void> {
  const { account, person } = actor;
  ensure(
    actor.kind === "resident" && provider.for === "resident" && account && person && !actor.behalf,
    refuse("federation.outside.not-yours"),
  );
  const subject = hall.vault.blind(...nameOf(provider, vouched.sub));
  const known = await linkedAccount(hall.db, provider.id, hall.vault.blinds(...nameOf(provider, vouched.sub)));
  ensure(!known || known.account === account, refuse("federation.outside.other-link"));
  await hall.db.transact(scopeOf(actor), async (tx) => {
    const own = await personById(tx, hall.vault, person);
    ensure(own && own.nik === vouched.number, refuse("federation.outside.other-number"));
    if (!known) ensure(await putLink(tx, provider.id, subject), refuse("federation.outside.other-link"));
    if (provider.authoritative && actor.assurance === "self-declared")
      await raiseAssurance(tx, actor, { account, person, assurance: "provider", isOwn: true });
    recordLink(tx, provider, account);
  });
}
