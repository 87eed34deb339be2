// Making an organization known: said by somebody, and good for nothing until a counter has seen its papers.

import { randomInt } from "node:crypto";
import type { Actor } from "../../kernel/actor.ts";
import { INSTALLATION, record } from "../../kernel/audit/audit.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { ensure, faulty, refuse } from "../../kernel/errors.ts";
import type { Hall } from "../../kernel/hall.ts";
import { cleanNik as digitsOf } from "../../kernel/identifiers/nik.ts";
import { once } from "../../kernel/web/once.ts";
import { personById } from "../people/index.ts";
import { type GivenOrganization, organizationFaults } from "./organization.ts";
import { insertOrganization, organizationsDeclaredBy } from "./organizations.sql.ts";
import { counterCode, nibBlind, nikBlind, npwpBlind, places } from "./sealed.ts";
import { isKnown } from "./stand.ts";

const MOST_DECLARED = 5;

/** Gives the code under which the counter finds it. @throws Refused with every wrong field. */
export const declareOrganization = (
  tx: Tx,
  hall: Hall,
  actor: Actor,
  given: GivenOrganization,
  key: string,
): Promise<{ id: string; code: string }> =>
  once(tx, key, ["organization.declare", given], async () => {
    ensure(
      actor.kind === "resident" && actor.person && actor.account && !actor.behalf,
      refuse("mandates.only-residents", {}, 403),
    );
    ensure(isKnown(hall, actor), refuse("mandates.not-known", {}, 403));
    const faults = organizationFaults(given);
    if (faults.length > 0) throw faulty(faults);
    const waiting = (await organizationsDeclaredBy(tx, actor.account)).filter((each) => each.status === "declared");
    ensure(waiting.length < MOST_DECLARED, refuse("mandates.too-many-declared", { most: MOST_DECLARED }, 429));
    const me = await personById(tx, hall.vault, actor.person);
    ensure(me, refuse("mandates.only-residents", {}, 403));
    const id = tx.id();
    const { vault } = hall;
    const [nib, npwp] = [digitsOf(given.nib), digitsOf(given.npwp)];
    const sealed = (field: string, text: string) =>
      text === "" ? null : vault.seal(text, places.organization(field, id));
    const code = counterCode((below) => randomInt(below));
    await insertOrganization(tx, {
      id,
      kind: given.kind,
      name: vault.seal(given.name, places.organization("name", id)),
      nib: sealed("nib", nib),
      nibBlind: nib ? nibBlind(vault, nib) : null,
      npwp: sealed("npwp", npwp),
      npwpBlind: npwp ? npwpBlind(vault, npwp) : null,
      email: sealed("email", given.email),
      phone: sealed("phone", given.phone.replace(/[\s().-]/g, "")),
      code,
      by: actor.account,
      byName: vault.seal(me.name, places.organization("declarer", id)),
      byBlind: nikBlind(vault, me.nik),
    });
    record(tx, actor, { agency: INSTALLATION, act: "organization.declared", target: id });
    return { id, code };
  });
