// What a counter confirms with the papers on the table: an organization and who directs it, and a guardian.

import type { Actor } from "../../kernel/actor.ts";
import { mayAct } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import { isDuplicate, type Tx } from "../../kernel/db/database.ts";
import { ensure, type Fault, faulty, forbidden, notFound, refuse } from "../../kernel/errors.ts";
import type { Hall } from "../../kernel/hall.ts";
import { cleanNik } from "../../kernel/identifiers/nik.ts";
import { once } from "../../kernel/web/once.ts";
import { admitPerson } from "../people/index.ts";
import { nameFault, nikFaults } from "./faults.ts";
import {
  decideGuardianRow,
  decideOrganizationRow,
  directorsOf,
  guardianByCode,
  nameDirectorRow,
  organizationByCode,
  removeDirectorRow,
} from "./organizations.sql.ts";
import { nikBlind, places } from "./sealed.ts";

export type Papers = { yes: boolean; papers: string; why: string; quorum: string };

/** Which papers were seen is written down when they bear it out; why not, when they do not. */
function papersFaults(given: Papers, withQuorum: boolean): Fault[] {
  if (!given.yes) return given.why.trim() === "" ? [{ field: "alasan", key: "mandates.why-missing" }] : [];
  return [
    ...(given.papers.trim().length < 5 ? [{ field: "dokumen", key: "mandates.papers-missing" }] : []),
    ...(withQuorum && !/^[1-9]$/.test(given.quorum.trim()) ? [{ field: "kuorum", key: "mandates.quorum-wrong" }] : []),
  ];
}

const atCounter = (actor: Actor): string => {
  ensure(mayAct(actor, "verify-identity") && actor.agency, forbidden("mandates.not-at-counter"));
  return actor.agency;
};

/** Confirms an organization, or says why not. Who declared it becomes its first director. */
export const decideOrganization = (
  tx: Tx,
  hall: Hall,
  actor: Actor,
  code: string,
  given: Papers,
  key: string,
): Promise<{ id: string }> =>
  once(tx, key, ["organization.decide", code, given], async () => {
    const agency = atCounter(actor);
    const faults = papersFaults(given, true);
    if (faults.length > 0) throw faulty(faults);
    const found = await organizationByCode(tx, code);
    if (!found) throw notFound("mandates.code-unknown");
    ensure(found.declared_by !== actor.account, forbidden("mandates.own-papers"));
    ensure(found.status === "declared", refuse("mandates.answered-already", {}, 409));
    const { vault } = hall;
    const director = tx.id();
    try {
      const done = await decideOrganizationRow(tx, {
        code,
        yes: given.yes,
        quorum: given.yes ? Number(given.quorum) : 1,
        papers: vault.seal(given.papers.trim(), places.organization("evidence", found.id)),
        why: given.yes ? null : vault.seal(given.why.trim(), places.organization("reason", found.id)),
        director,
        // The mandate of a director carries its names under its own seals.
        grantor: vault.seal(vault.open(found.name, places.organization("name", found.id)), places.grantor(director)),
        holder: vault.seal(
          vault.open(found.declarer_name, places.organization("declarer", found.id)),
          places.holder(director),
        ),
        agency,
      });
      ensure(done, refuse("mandates.answered-already", {}, 409));
    } catch (error) {
      if (isDuplicate(error)) throw refuse("mandates.number-taken", {}, 409);
      throw error;
    }
    record(tx, actor, {
      act: given.yes ? "organization.verified" : "organization.refused",
      target: found.id,
      subject: found.id,
    });
    return { id: found.id };
  });

/** Names a further director, as the deed does; they take it in their own account. */
export const nameDirector = (
  tx: Tx,
  hall: Hall,
  actor: Actor,
  code: string,
  given: { nik: string; name: string },
  key: string,
): Promise<{ id: string }> =>
  once(tx, key, ["organization.director", code, given], async () => {
    const agency = atCounter(actor);
    const faults = [...nikFaults(hall, given.nik), ...nameFault(given.name.trim())];
    if (faults.length > 0) throw faulty(faults);
    const found = await organizationByCode(tx, code);
    if (!found) throw notFound("mandates.code-unknown");
    ensure(found.status === "verified", refuse("mandates.not-verified", {}, 409));
    const id = tx.id();
    const { vault } = hall;
    const name = vault.open(found.name, places.organization("name", found.id));
    ensure(
      await nameDirectorRow(tx, {
        organization: found.id,
        mandate: id,
        blind: nikBlind(vault, cleanNik(given.nik)),
        grantor: vault.seal(name, places.grantor(id)),
        holder: vault.seal(given.name.trim(), places.holder(id)),
        agency,
      }),
      forbidden("mandates.not-at-counter"),
    );
    record(tx, actor, { act: "organization.director-named", target: id, subject: found.id });
    return { id };
  });

/** Takes a director off: what they gave on ends with them. */
export const removeDirector = (
  tx: Tx,
  actor: Actor,
  code: string,
  mandate: string,
  key: string,
): Promise<{ id: string }> =>
  once(tx, key, ["organization.director-gone", code, mandate], async () => {
    atCounter(actor);
    const found = await organizationByCode(tx, code);
    if (!found) throw notFound("mandates.code-unknown");
    ensure(
      (await directorsOf(tx, found.id)).some((each) => each.id === mandate),
      notFound("mandates.not-found"),
    );
    ensure(await removeDirectorRow(tx, mandate), refuse("mandates.ended-already", {}, 409));
    record(tx, actor, { act: "organization.director-removed", target: mandate, subject: found.id });
    return { id: found.id };
  });

/** Confirms a guardian, or says why not. The ward becomes a person here, known from the papers, without being able to sign in. */
export const decideGuardian = (
  tx: Tx,
  hall: Hall,
  actor: Actor,
  code: string,
  given: Papers,
  key: string,
): Promise<{ id: string }> =>
  once(tx, key, ["guardian.decide", code, given], async () => {
    const agency = atCounter(actor);
    const faults = papersFaults(given, false);
    if (faults.length > 0) throw faulty(faults);
    const found = await guardianByCode(tx, code);
    if (!found?.reason) throw notFound("mandates.code-unknown");
    ensure(found.made_by !== actor.account, forbidden("mandates.own-papers"));
    ensure(found.status === "requested", refuse("mandates.answered-already", {}, 409));
    const { vault } = hall;
    const nik = vault.open(found.reason, places.reason(found.id));
    const name = vault.open(found.grantor_name, places.grantor(found.id));
    const ward = given.yes ? (await admitPerson(tx, vault, actor, { nik, name }, "counter")).person : null;
    const done = await decideGuardianRow(tx, {
      code,
      yes: given.yes,
      ward,
      papers: vault.seal(given.papers.trim(), places.evidence(found.id)),
      why: given.yes ? null : vault.seal(given.why.trim(), places.reason(found.id)),
      agency,
    });
    ensure(done, refuse("mandates.answered-already", {}, 409));
    record(tx, actor, {
      act: given.yes ? "guardian.confirmed" : "guardian.refused",
      target: found.id,
      subject: ward ?? undefined,
    });
    return { id: found.id };
  });
