// A resident at the counter, with a card: the code on their own page says which account, the card says who. The official types the
// number from the card, so the screen never tells it to them.

import { randomInt } from "node:crypto";
import type { Actor } from "../../kernel/actor.ts";
import { mayAct } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import { ensure, type Fault, faulty, forbidden, notFound } from "../../kernel/errors.ts";
import type { Hall } from "../../kernel/hall.ts";
import { cleanNik } from "../../kernel/identifiers/nik.ts";
import { hasKeys, wayBackOfAccount } from "./accounts.sql.ts";
import { admitPerson, personByNik, raiseAssurance } from "./admit-person.ts";
import { cleanCode, issueRecovery } from "./issue-recovery.ts";
import { askWayBack, confirmWayBack, takeWayBack } from "./keep-accounts.ts";
import { nikFault } from "./sign-up.ts";
import { tellHolder } from "./tell-holder.ts";

/** How long a code is shown: long enough to reach the counter from the bench, too short to be passed on. */
export const CODE_MINUTES = 10;
const SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

const blindOf = (hall: Pick<Hall, "vault">, code: string) => hall.vault.blind("counter-code", cleanCode(code));

/** A new code for the actor's own account, in place of the one before. @example await showCode(tx, hall, actor) // "K7QM-2XPA" */
export async function showCode(
  tx: Tx,
  hall: Pick<Hall, "vault">,
  actor: Actor,
): Promise<{ code: string; until: Date }> {
  ensure(actor.kind === "resident", () => forbidden());
  const sign = () => SIGNS[randomInt(SIGNS.length)];
  const code = `${Array.from({ length: 4 }, sign).join("")}-${Array.from({ length: 4 }, sign).join("")}`;
  const until = new Date(tx.now.getTime() + CODE_MINUTES * 60_000);
  await tx.run(sql`insert into people.counter_code (account_id, code_blind, expires_at) values (${actor.account}, ${blindOf(hall, code)}, ${until})
    on conflict (account_id) do update set code_blind = excluded.code_blind, expires_at = excluded.expires_at`);
  return { code, until };
}

export type Shown = {
  account: string;
  person: string;
  name: string;
  nikMasked: string;
  assurance: string;
  nikBlind: Buffer;
};

/** Whose code it is, with as much as the official needs to see that the card is the right one. */
export async function lookUpCode(tx: Tx, hall: Pick<Hall, "vault">, actor: Actor, code: string): Promise<Shown> {
  ensure(mayAct(actor, "verify-identity"), () => forbidden("people.counter.not-allowed"));
  type Row = { account: string; person: string; name: Buffer; nik: Buffer; nik_blind: Buffer; assurance: string };
  const row = await tx.maybe<Row>(sql`select * from people.shown_code(${blindOf(hall, code)}, ${tx.now})`);
  ensure(row, () =>
    faulty([{ field: "kode", key: code === "" ? "people.counter.code-empty" : "people.counter.code-wrong" }]),
  );
  const open = (field: "name" | "nik") => hall.vault.open(row[field], `people.person:${field}:${row.person}`);
  const nik = open("nik");
  return {
    account: row.account,
    person: row.person,
    name: open("name"),
    nikMasked: `${nik.slice(0, 6)}••••••${nik.slice(-2)}`,
    assurance: row.assurance,
    nikBlind: row.nik_blind,
  };
}

export type Checked = { code: string; nik: string; name: string; seen: string[] };

/**
 * Says that the person at the counter is the one on the card and the holder of the account. A wrong number is told to the caller,
 * not thrown, so that the try is recorded. @throws Refused with what was not filled in.
 */
export async function verifyPerson(
  tx: Tx,
  hall: Hall,
  actor: Actor,
  given: Checked,
): Promise<"verified" | "wrong-number"> {
  const shown = await lookUpCode(tx, hall, actor, given.code);
  const faults: Fault[] = numberFaults(given.nik);
  if (given.name === "" || given.name.length > 150) faults.push({ field: "nama", key: "people.name.empty" });
  faults.push(...seenFaults(given.seen));
  if (faults.length > 0) throw faulty(faults);
  if (!hall.vault.blinds("person:nik", cleanNik(given.nik)).some((trace) => trace.equals(shown.nikBlind))) {
    record(tx, actor, { act: "person.verification-failed", target: shown.account, subject: shown.person });
    return "wrong-number";
  }
  await raiseAssurance(tx, actor, { account: shown.account, person: shown.person, assurance: "counter", isOwn: true });
  if (given.name !== shown.name) {
    await tx.run(
      sql`select people.correct_name(${shown.person}, ${hall.vault.seal(given.name, `people.person:name:${shown.person}`)})`,
    );
    record(tx, actor, { act: "person.name-corrected", target: shown.account, subject: shown.person });
  }
  record(tx, actor, {
    act: "personal-data.viewed",
    target: shown.account,
    subject: shown.person,
    purpose: hall.words("id")("people.counter.purpose"),
    detail: { who: actor.title ?? "" },
  });
  await tx.run(sql`select people.spend_code(${blindOf(hall, given.code)})`);
  tellHolder(tx, hall, shown.account, "people.mail.verified");
  return "verified";
}

export type Newcomer = { nik: string; name: string; phone: string; seen: string[] };
/** A code, or the person whose account is opened only by the way back. */
export type Admission = { code: string } | { lost: string };

/**
 * For who has no account, no telephone, or lost every key. Papers outrank what somebody only said of themselves: an account that
 * was never checked is emptied and given to who has the card. One that was checked is opened by the way back, which waits.
 */
export async function admitAtCounter(tx: Tx, hall: Hall, actor: Actor, given: Newcomer): Promise<Admission> {
  ensure(mayAct(actor, "verify-identity"), () => forbidden("people.counter.not-allowed"));
  const wrong = nikFault(given.nik, hall.config.PENDOPO_DEMO);
  const faults: Fault[] = [...seenFaults(given.seen), ...(wrong ? [wrong] : [])];
  if (given.name === "" || given.name.length > 150) faults.push({ field: "nama", key: "people.name.empty" });
  if (given.phone !== "" && !/^(\+62|0)\d{8,13}$/.test(given.phone.replace(/[\s().-]/g, "")))
    faults.push({ field: "phone", key: "people.phone.wrong" });
  if (faults.length > 0) throw faulty(faults);
  const known = await admitPerson(
    tx,
    hall.vault,
    actor,
    { nik: given.nik, name: given.name, phone: given.phone || undefined },
    "counter",
  );
  const { person, account } = known;
  ensure(account, () => notFound());
  if (!known.isNew && known.assurance === "self-declared") {
    await raiseAssurance(tx, actor, { account, person, assurance: "counter", isOwn: false });
    tellHolder(tx, hall, account, "people.mail.verified");
  } else if (!known.isNew && (await hasKeys(tx, account))) return { lost: person };
  return { code: await issueRecovery(tx, actor, person) };
}

/**
 * The next step of the way back for who stands at the counter with their card: asked for by the first official, confirmed by a
 * second, or ready after the wait. Each types the number from the card anew.
 */
export async function goBack(
  tx: Tx,
  hall: Hall,
  actor: Actor,
  { nik, seen }: { nik: string; seen: string[] },
): Promise<{ code: string } | "asked" | "confirmed" | "waits"> {
  ensure(mayAct(actor, "verify-identity"), () => forbidden("people.counter.not-allowed"));
  const faults = [...seenFaults(seen), ...numberFaults(nik)];
  if (faults.length > 0) throw faulty(faults);
  const known = await personByNik(tx, hall.vault, nik);
  ensure(known?.account, () => notFound("people.counter.nobody"));
  const way = await wayBackOfAccount(tx, known.account);
  if (!way) {
    await askWayBack(tx, hall, actor, known.person);
    return "asked";
  }
  if (way.readyAt <= tx.now) {
    const taken = await takeWayBack(tx, hall, actor, way.id);
    if ("code" in taken) return taken;
  }
  if (way.askedBy === actor.account) return "waits";
  await confirmWayBack(tx, actor, way.id);
  return "confirmed";
}

const seenFaults = (seen: string[]): Fault[] =>
  seen.includes("ktp") && seen.includes("wajah") ? [] : [{ field: "dilihat", key: "people.counter.seen-both" }];
const numberFaults = (nik: string): Fault[] =>
  /^\d{16}$/.test(cleanNik(nik))
    ? []
    : [{ field: "nik", key: "people.nik.length", params: { digits: cleanNik(nik).length } }];
