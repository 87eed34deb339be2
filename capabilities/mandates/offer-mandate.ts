// Giving a mandate: to somebody named by number and name. Whether that number has an account is told to nobody.

import type { Actor } from "../../kernel/actor.ts";
import { within } from "../../kernel/authority.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import { ensure, type Fault, faulty, refuse } from "../../kernel/errors.ts";
import type { Hall } from "../../kernel/hall.ts";
import { cleanNik } from "../../kernel/identifiers/nik.ts";
import { once } from "../../kernel/web/once.ts";
import { ensureSettled } from "../people/index.ts";
import { nameFault, nikFaults } from "./faults.ts";
import { extentOf, isWide, LONGEST_CHAIN, type StoredExtent } from "./mandate.ts";
import { actingChain, insertAgreement, insertMandate, unanswered } from "./mandates.sql.ts";
import { type GivenExtent, readExtent } from "./read-extent.ts";
import { nikBlind, places, today } from "./sealed.ts";
import { isKnown } from "./stand.ts";
import { subjectById } from "./subjects.ts";
import { happened } from "./told.ts";

export type GivenMandate = GivenExtent & { nik: string; name: string };

/** What may wait unanswered from one account: enough for a family or an office, too few to try numbers with. */
const MOST_WAITING = 20;

/** Everything that is wrong with what was typed, and what it says when nothing is. */
export function readMandate(hall: Hall, actor: Actor, given: GivenMandate): { extent: StoredExtent; faults: Fault[] } {
  const { extent, faults } = readExtent(given, today(hall.time.now()));
  const all = [...nameFault(given.name.trim()), ...nikFaults(hall, given.nik), ...faults];
  // Under a mandate one gives on no more than one holds.
  if (actor.behalf && all.length === 0 && !within(extentOf(extent), actor.behalf.extent))
    all.push({ field: "tindakan", key: "mandates.wider-than-own" });
  return { extent, faults: all };
}

/** Offers a mandate, or lays it before the other directors where several must agree. @throws Refused with every fault. */
export const offerMandate = (
  tx: Tx,
  hall: Hall,
  actor: Actor,
  given: GivenMandate,
  key: string,
): Promise<{ id: string; status: "offered" | "requested" }> =>
  once(tx, key, ["mandate.offer", given], async () => {
    ensure(actor.kind === "resident" && actor.person && actor.account, refuse("mandates.only-residents", {}, 403));
    const { extent, faults } = readMandate(hall, actor, given);
    if (faults.length > 0) throw faulty(faults);
    ensureSettled(hall, actor);
    // What is given away widely can be stolen widely: for that the giver must be known, too.
    ensure(!isWide(extent) || isKnown(hall, actor), refuse("mandates.not-known-wide", {}, 403));
    const subject = await subjectById(tx, hall.vault, actor.person);
    ensure(subject, refuse("mandates.only-residents", {}, 403));
    ensure(cleanNik(given.nik) !== subject.nik, () => faulty([{ field: "nik", key: "mandates.to-oneself" }]));
    ensure(
      (await unanswered(tx, actor.account)) < MOST_WAITING,
      refuse("mandates.too-many-waiting", { most: MOST_WAITING }, 429),
    );
    const { behalf } = actor;
    let needed = 1;
    if (behalf) {
      ensure(
        behalf.extent.acts === "all" || behalf.extent.acts.includes("mandate"),
        refuse("mandates.may-not-give", {}, 403),
      );
      const chain = await actingChain(tx, behalf.mandate, actor.account, today(tx.now));
      ensure(chain.length < LONGEST_CHAIN, refuse("mandates.chain-long", { most: LONGEST_CHAIN }, 403));
      // Only a director's word is the organization's; what hangs below one was agreed on already.
      if (behalf.kind === "organization" && chain.length === 1)
        needed = (
          await tx.one<{ quorum: number }>(sql`select quorum from mandates.organization where id = ${behalf.subject}`)
        ).quorum;
    }
    const id = tx.id();
    const status = needed > 1 ? "requested" : "offered";
    await insertMandate(tx, {
      ...extent,
      id,
      kind: subject.kind === "organization" ? "representative" : "personal",
      grantorKind: subject.kind,
      grantorId: subject.id,
      grantorBlind: null,
      grantorName: hall.vault.seal(subject.name, places.grantor(id)),
      holderAccount: null,
      holderBlind: nikBlind(hall.vault, cleanNik(given.nik)),
      holderName: hall.vault.seal(given.name.trim(), places.holder(id)),
      parent: behalf?.mandate ?? null,
      needed,
      status,
      code: null,
      madeBy: actor.account,
      agency: null,
      reason: null,
    });
    if (needed > 1) await insertAgreement(tx, id, actor.account);
    happened(tx, hall, actor, { id, subject: subject.id, kind: subject.kind }, status);
    return { id, status };
  });
