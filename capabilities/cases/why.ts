// "Mengapa bisa melihat ini?" Every ground on which an official sees a case, each as what it rests on; or what is lacking. It is
// computed from what row security looks at, not from what happened before.

import type { Actor } from "../../kernel/actor.ts";
import type { Right } from "../../kernel/authority.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { ensure, faulty, forbidden, notFound } from "../../kernel/errors.ts";
import type { Vault } from "../../kernel/vault/vault.ts";
import {
  calendarOf,
  type Lack,
  may,
  officialByNip,
  type PermissionRow,
  permissionsByIds,
  rightsOf,
} from "../agencies/index.ts";
import { isOwnAffair } from "./own-affair.ts";
import { today } from "./today.ts";
import { type CaseFacts, caseFacts, openLooks, standingOf } from "./why.sql.ts";

/** One reason: the unit answers for the case or works on it, and a permission of a position reaches it; or a look in an emergency. */
export type Why =
  | { kind: "answers" | "party"; unit: string; since?: Date; permission: PermissionRow & { positionName: string } }
  | { kind: "emergency"; until: Date };

export type WhyAnswer = {
  tracking: string;
  facts: CaseFacts;
  /** Who it is asked of. */
  who: { name: string; title: string; you: boolean };
  grounds: Why[];
  /** When there is no ground: what stands in the way, the nearest first. */
  lacks?: Lack;
  /** Whether they may also work on it. */
  works: boolean;
  ownAffair: boolean;
};

/**
 * Answers for the asker, or, to auditors and administrators, for any official of their agency by NIP.
 * @throws Refused 404 when the case is nothing to the asker's agency, 403 to who asks of others without being permitted.
 */
export async function whySeen(
  tx: Tx,
  hall: { vault: Vault },
  actor: Actor,
  tracking: string,
  nip?: string,
): Promise<WhyAnswer> {
  const facts = await caseFacts(tx, tracking);
  if (!facts || !actor.official || !actor.agency) throw notFound("cases.not-found");
  const asksOthers = ["audit", "administer"].some((act) => actor.acts?.includes(act));
  ensure(nip === undefined || asksOthers, () => forbidden("why.not-auditor"));
  const official = nip === undefined ? { id: actor.official } : await officialByNip(tx, nip);
  if (!official) throw faulty([{ field: "nip", key: "agencies.nip-unknown" }]);
  const calendar = await calendarOf(tx, actor.agency);
  const { standing } = await standingOf(tx, official.id, today(calendar, tx.now));
  if (!standing || standing.agency !== actor.agency) throw faulty([{ field: "nip", key: "why.not-here" }]);
  const you = official.id === actor.official;
  const rights = rightsOf(standing.rights);
  const looks = await openLooks(tx, official.id, facts);
  const grounds = [
    ...(await byPermission(tx, actor.agency, rights, facts)),
    ...looks.map((look) => ({ kind: "emergency" as const, until: look.until })),
  ];
  // Whoever neither sees the case nor may ask for others learns no more than from its number.
  ensure(grounds.length > 0 || asksOthers, notFound("cases.not-found"));
  const units = [facts.unit, ...facts.parties.map(({ unit }) => unit)];
  const asked = { service: facts.service, region: facts.region };
  return {
    tracking,
    facts,
    who: { name: standing.name, title: standing.title, you },
    grounds,
    lacks: grounds.length > 0 ? undefined : nearest(units.map((unit) => may(rights, { act: "see", unit, ...asked }))),
    works: units.some((unit) => may(rights, { act: "work", unit, ...asked }).permitted),
    ownAffair: you && (await isOwnAffair(tx, hall, actor, facts)),
  };
}

async function byPermission(tx: Tx, agency: string, rights: readonly Right[], facts: CaseFacts): Promise<Why[]> {
  const asked = { act: "see" as const, service: facts.service, region: facts.region };
  const found = [
    { kind: "answers" as const, unit: facts.unit, name: facts.unitName, since: undefined },
    ...facts.parties
      .filter(({ unit }) => unit !== facts.unit)
      .map(({ unit, name, since }) => ({ kind: "party" as const, unit, name, since: new Date(since) })),
  ].flatMap((one) => {
    const verdict = may(rights, { ...asked, unit: one.unit });
    return verdict.permitted ? [{ ...one, by: verdict.by }] : [];
  });
  const rows = await permissionsByIds(tx, { agency, ids: found.map(({ by }) => by) });
  return found.flatMap(({ kind, name, since, by }) => {
    const permission = rows.find(({ id }) => id === by);
    return permission ? [{ kind, unit: name, since, permission }] : [];
  });
}

const ORDER: readonly Lack[] = ["unit", "act", "service", "territory", "ceiling"];
const nearest = (verdicts: readonly ReturnType<typeof may>[]): Lack =>
  verdicts
    .flatMap((verdict) => (verdict.permitted ? [] : [verdict.lacks]))
    .sort((a, b) => ORDER.indexOf(b) - ORDER.indexOf(a))[0] ?? "unit";
