// Helping somebody without a telephone at a desk: for one day, for the services they came for, with their consent said on the spot.

import type { Actor } from "../../kernel/actor.ts";
import { mayAct } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { ensure, faulty, forbidden } from "../../kernel/errors.ts";
import type { Hall } from "../../kernel/hall.ts";
import { cleanNik } from "../../kernel/identifiers/nik.ts";
import { isUuid } from "../../kernel/ids.ts";
import { once } from "../../kernel/web/once.ts";
import { admitPerson, personById } from "../people/index.ts";
import { actFor } from "./act-for.ts";
import { type GivenHelp, helpFaults } from "./help.ts";
import { sameName } from "./mandate.ts";
import { insertMandate } from "./mandates.sql.ts";
import { places, today } from "./sealed.ts";
import { happened } from "./told.ts";

/**
 * Makes the person known, if they are not, and a mandate for today; the session then acts for them. What can be done is what they
 * came for: apply, answer, look, collect. Withdrawing and giving mandates stay their own.
 */
export const helpAtDesk = (
  tx: Tx,
  hall: Hall,
  actor: Actor,
  given: GivenHelp,
  key: string,
): Promise<{ mandate: string; isNew: boolean }> =>
  once(tx, key, ["mandate.help", given], async () => {
    ensure(mayAct(actor, "file-for") && actor.agency && actor.account, forbidden("mandates.not-at-desk"));
    const faults = helpFaults(hall, given);
    if (faults.length > 0) throw faulty(faults);
    const { vault } = hall;
    const name = given.name.trim();
    const person = await admitPerson(
      tx,
      vault,
      actor,
      { nik: cleanNik(given.nik), name, phone: given.phone },
      mayAct(actor, "verify-identity") ? "counter" : "self-declared",
    );
    // A slip in the number must not open a stranger's affairs: who is known already is compared by name, in their own name.
    if (!person.isNew) {
      const known = await hall.db.read({ role: "app", person: person.person }, (own) =>
        personById(own, vault, person.person),
      );
      ensure(known && sameName(known.name, name), () => faulty([{ field: "nama", key: "mandates.name-differs" }]));
    }
    const id = tx.id();
    const day = today(tx.now);
    await insertMandate(tx, {
      id,
      kind: "assisted",
      grantorKind: "person",
      grantorId: person.person,
      grantorBlind: null,
      grantorName: vault.seal(name, places.grantor(id)),
      holderAccount: actor.account,
      holderBlind: null,
      holderName: vault.seal(`${actor.title}, ${actor.name}`, places.holder(id)),
      services: [...new Set(given.services.filter(isUuid))],
      acts: ["see", "apply", "answer", "collect"],
      ceiling: null,
      regions: null,
      starts_on: day,
      ends_on: day,
      parent: null,
      needed: 1,
      status: "granted",
      code: null,
      madeBy: actor.account,
      agency: actor.agency,
      reason: vault.seal(given.consent, places.reason(id)),
    });
    happened(tx, hall, actor, { id, subject: person.person, kind: "assisted" }, "assisted");
    record(tx, actor, {
      act: "person.helped",
      target: id,
      subject: person.person,
      purpose: "Membantu mengajukan permohonan di loket",
      detail: { consent: given.consent, isNew: person.isNew },
    });
    await actFor(tx, hall, actor, id);
    return { mandate: id, isNew: person.isNew };
  });
