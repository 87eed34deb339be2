// A person who did not make their account themselves: seen at a counter with papers, helped at a desk, or vouched for by a provider.

import type { Actor, Assurance } from "../../kernel/actor.ts";
import { INSTALLATION, record } from "../../kernel/audit/audit.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { ensure, forbidden } from "../../kernel/errors.ts";
import { announce } from "../../kernel/hall.ts";
import { cleanNik } from "../../kernel/identifiers/nik.ts";
import { underAny, type Vault } from "../../kernel/vault/vault.ts";
import { admitRow, personByNikRow, raiseRow } from "./people.sql.ts";

export type Admitted = {
  person: string;
  account: string | undefined;
  assurance: Assurance | undefined;
  isNew: boolean;
};

/** The person with this NIK, if there is one: ids only. Who may be told is the asker's business, and never a stranger. */
export async function personByNik(tx: Tx, vault: Vault, nik: string): Promise<Admitted | undefined> {
  const row = await underAny(vault.blinds("person:nik", cleanNik(nik)), (trace) => personByNikRow(tx, trace));
  return (
    row && {
      person: row.person,
      account: row.account ?? undefined,
      assurance: row.assurance ?? undefined,
      isNew: false,
    }
  );
}

/**
 * Finds a person by NIK, or makes them with an account that has no password yet. For "provider" the scope must be nobody's; for
 * the others an official's who may verify identity ("self-declared" also: may file for). A known person keeps what they have: how
 * well they are known now is `raiseAssurance`'s to say.
 * @example admitPerson(tx, hall.vault, ask.actor, { nik, name, email }, "counter")
 */
export async function admitPerson(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  given: { nik: string; name: string; email?: string; phone?: string },
  assurance: Assurance,
): Promise<Admitted> {
  const nik = cleanNik(given.nik);
  const known = await personByNik(tx, vault, nik);
  if (known) return known;
  const [person, account] = [tx.id(), tx.id()];
  const sealed = (field: string, text: string | undefined) =>
    text ? vault.seal(text, `people.person:${field}:${person}`) : null;
  const { done } = await admitRow(tx, {
    person,
    name: sealed("name", given.name) as Buffer,
    nik: sealed("nik", nik) as Buffer,
    nikBlind: vault.blind("person:nik", nik),
    email: sealed("email", given.email),
    phone: sealed("phone", given.phone?.replace(/[\s().-]/g, "")),
    account,
    login: vault.blind("login:nik", nik),
    assurance,
  });
  ensure(done, forbidden());
  record(tx, actor, {
    agency: actor.agency ?? INSTALLATION,
    act: "person.admitted",
    target: account,
    subject: person,
    detail: { assurance },
  });
  return { person, account, assurance, isNew: true };
}

/**
 * Says that the holder of an account is known better from now on. An account that was only self-declared may have been made by
 * somebody else with a NIK that is not theirs; so unless the holder showed that it is theirs (`isOwn`: signed in to it, or gave a
 * code that it showed), whatever opens it is removed, also what it gave away (`account.emptied`), and the holder sets it anew with
 * `issueRecovery`.
 */
export async function raiseAssurance(
  tx: Tx,
  actor: Actor,
  given: { account: string; person: string; assurance: Exclude<Assurance, "self-declared">; isOwn: boolean },
): Promise<void> {
  const { done } = await raiseRow(tx, given);
  ensure(done, forbidden());
  // Mandates, applications and outside providers of whoever made it would let them in again.
  if (done === "emptied") announce(tx, "account.emptied", { account: given.account, person: given.person });
  record(tx, actor, {
    agency: actor.agency ?? INSTALLATION,
    act: "person.assurance-raised",
    target: given.account,
    subject: given.person,
    detail: { assurance: given.assurance, isOwn: given.isOwn },
  });
}
