// Asking for a mandate: of a person by number and name, of an organization by its NIB, or as the guardian of somebody who cannot
// give one (a child, a person under guardianship): then a counter looks at the papers.

import { randomInt } from "node:crypto";
import type { Actor } from "../../kernel/actor.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { ensure, type Fault, faulty, refuse } from "../../kernel/errors.ts";
import type { Hall } from "../../kernel/hall.ts";
import { cleanNik } from "../../kernel/identifiers/nik.ts";
import { once } from "../../kernel/web/once.ts";
import { personById } from "../people/index.ts";
import { nameFault, nikFaults } from "./faults.ts";
import type { StoredExtent } from "./mandate.ts";
import { insertMandate, unanswered } from "./mandates.sql.ts";
import { nibFault } from "./organization.ts";
import { type GivenExtent, readExtent } from "./read-extent.ts";
import { counterCode, nibBlind, nikBlind, places, today } from "./sealed.ts";
import { isKnown } from "./stand.ts";
import { happened } from "./told.ts";

export type GivenRequest = GivenExtent & {
  of: "person" | "organization" | "guardian";
  nik: string;
  nib: string;
  name: string;
};

const MOST_WAITING = 20;

/** Everything that is wrong with what was typed, and what it says when nothing is. */
export function readRequest(hall: Hall, given: GivenRequest): { extent: StoredExtent; faults: Fault[] } {
  const { extent, faults } = readExtent(given, today(hall.time.now()));
  // A guardian may give nothing on: the office is theirs in person (KUHPerdata art. 331 and following).
  const acts = given.of === "guardian" ? extent.acts.filter((act) => act !== "mandate") : extent.acts;
  return {
    extent: { ...extent, acts },
    faults: [
      ...(["person", "organization", "guardian"].includes(given.of)
        ? []
        : [{ field: "dari", key: "mandates.of-missing" }]),
      ...(given.of === "organization" ? nibFault(given.nib) : nikFaults(hall, given.nik)),
      ...nameFault(given.name.trim()),
      ...faults,
    ],
  };
}

/** Asks. Nobody learns whether the number has an account: an answer comes, or none. */
export const requestMandate = (
  tx: Tx,
  hall: Hall,
  actor: Actor,
  given: GivenRequest,
  key: string,
): Promise<{ id: string; code: string | null }> =>
  once(tx, key, ["mandate.request", given], async () => {
    ensure(
      actor.kind === "resident" && actor.person && actor.account && !actor.behalf,
      refuse("mandates.only-residents", {}, 403),
    );
    ensure(isKnown(hall, actor), refuse("mandates.not-known", {}, 403));
    const { extent, faults } = readRequest(hall, given);
    if (faults.length > 0) throw faulty(faults);
    const me = await personById(tx, hall.vault, actor.person);
    ensure(me, refuse("mandates.only-residents", {}, 403));
    ensure(given.of === "organization" || cleanNik(given.nik) !== me.nik, () =>
      faulty([{ field: "nik", key: "mandates.of-oneself" }]),
    );
    ensure(
      (await unanswered(tx, actor.account)) < MOST_WAITING,
      refuse("mandates.too-many-waiting", { most: MOST_WAITING }, 429),
    );
    const id = tx.id();
    const isOrganization = given.of === "organization";
    const code = given.of === "guardian" ? counterCode((below) => randomInt(below)) : null;
    await insertMandate(tx, {
      ...extent,
      id,
      kind: given.of === "guardian" ? "guardian" : isOrganization ? "representative" : "personal",
      grantorKind: isOrganization ? "organization" : "person",
      grantorId: null,
      grantorBlind: isOrganization
        ? nibBlind(hall.vault, cleanNik(given.nib))
        : nikBlind(hall.vault, cleanNik(given.nik)),
      grantorName: hall.vault.seal(given.name.trim(), places.grantor(id)),
      holderAccount: actor.account,
      holderBlind: null,
      holderName: hall.vault.seal(me.name, places.holder(id)),
      parent: null,
      needed: 1,
      status: "requested",
      code,
      madeBy: actor.account,
      agency: null,
      // The counter makes the ward known by this number; nothing else of the request needs it.
      reason: given.of === "guardian" ? hall.vault.seal(cleanNik(given.nik), places.reason(id)) : null,
    });
    happened(tx, hall, actor, { id, kind: given.of }, "requested");
    return { id, code };
  });
