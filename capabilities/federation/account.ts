// Who signed in, as the protocol's library sees them: found anew for every token and every question.

import type { Actor } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import type { Hall } from "../../kernel/hall.ts";
import { holderOf } from "./artifacts.sql.ts";
import { factsOf } from "./facts.ts";
import { PERSONAL_SCOPES } from "./scopes.ts";
import { actorBehind, isSubject } from "./standing.ts";
import { pairwise, readSubject } from "./subject.ts";

type Asker = {
  clientId: string;
  clientName?: string;
  pendopo_sector?: unknown;
  pendopo_agency?: unknown;
  pendopo_purpose?: unknown;
};
type Context = { oidc: { client?: Asker; entities?: Record<string, unknown> } };

/** Makes the library's way from a name inside to a person. Undefined ends every token of that name: a closed account, an ended mandate. */
export const accountFinder = (hall: Hall) => async (ctx: Context, id: string) => {
  const subject = readSubject(id);
  const holder = subject && (await holderOf(hall.db, subject.account, hall.db.time.now()));
  if (!subject || !holder) return undefined;
  const actor = await actorBehind(hall, holder, { at: hall.db.time.now(), second: true }, subject.mandate);
  if (!actor || !isSubject(actor, subject)) return undefined;
  return {
    accountId: id,
    claims: async (use: string, scope: string) => {
      const client = ctx.oidc.client as Asker;
      const scopes = scope.split(" ");
      const given = use === "userinfo" ? await handOver(hall, actor, client, scopes) : {};
      const own = holder.person ?? holder.official ?? "";
      return {
        sub: id,
        // Who acts, when it is not the one whom it is about (RFC 8693 §4.1).
        ...(actor.behalf ? { act: { sub: pairwise(hall, String(client.pendopo_sector), own) } } : {}),
        ...given,
      };
    },
  };
};

/** What was handed over, in the few kinds that people are told of. */
const KINDS: Record<string, string> = {
  profile: "identity",
  nik: "identity",
  official: "identity",
  email: "contact",
  phone: "contact",
};

/**
 * Gives the facts away, and tells their owner in the record: to whom, and what. It is the application that asks, for its agency;
 * the person may be asleep.
 */
async function handOver(hall: Hall, actor: Actor, client: Asker, scopes: string[]) {
  const personal = PERSONAL_SCOPES.filter((scope) => scopes.includes(scope));
  if (personal.length === 0) return {};
  const facts = await factsOf(hall, actor, personal);
  const program = { id: client.clientId, name: client.clientName ?? "", scopes };
  await hall.db.transact({ role: "app" }, async (tx) =>
    record(
      tx,
      { kind: "program", units: [], positions: [], behalf: actor.behalf, program },
      {
        agency: String(client.pendopo_agency),
        act: "personal-data.shared",
        target: client.clientId,
        subject: actor.person ?? actor.official,
        detail: { who: program.name, kinds: [...new Set(personal.map((scope) => KINDS[scope]))], scopes: personal },
        purpose: String(client.pendopo_purpose),
      },
    ),
  );
  return facts;
}
