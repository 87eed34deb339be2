// Making an account. Whether a NIK is registered already is nobody's to learn here: the answer is the same, and the holder is told.

import { randomBytes } from "node:crypto";
import { INSTALLATION, record } from "../../kernel/audit/audit.ts";
import { isDuplicate, type Tx } from "../../kernel/db/database.ts";
import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import { type Fault, faulty } from "../../kernel/errors.ts";
import type { Hall } from "../../kernel/hall.ts";
import { checkNik, cleanNik } from "../../kernel/identifiers/nik.ts";
import { newId } from "../../kernel/ids.ts";
import { enqueue, type JobHandler } from "../../kernel/jobs/jobs.ts";
import { underAny } from "../../kernel/vault/vault.ts";
import { isEmail, isPhone, plainPhone, sendConfirmation } from "./change-address.ts";
import { hashPassword } from "./password.ts";
import { passwordFault } from "./password-rules.ts";
import { credentialOf, insertAccount, insertPerson } from "./people.sql.ts";
import { idleMinutes, openSession, type Session, sessionSeconds } from "./session.ts";
import { loginOf, loginsOf } from "./sign-in.ts";
import { addressOf, writeLetter } from "./tell-holder.ts";
import { throttle } from "./throttle.ts";

export type SignUp = { name: string; nik: string; email: string; phone: string; password: string };

/** Everything that is wrong with it, at once, in the order of the page. */
export function signUpFaults(config: Hall["config"], given: SignUp): Fault[] {
  const faults: (Fault | undefined)[] = [
    given.name === ""
      ? { field: "name", key: "people.name.empty" }
      : given.name.length > 150
        ? { field: "name", key: "people.name.long" }
        : undefined,
    nikFault(given.nik, config.PENDOPO_DEMO),
    given.phone !== "" && !isPhone(given.phone) ? { field: "phone", key: "people.phone.wrong" } : undefined,
    given.email !== "" && !isEmail(given.email) ? { field: "email", key: "people.email.wrong" } : undefined,
    passwordFault(config, given.password, { number: cleanNik(given.nik), name: given.name }),
  ];
  return faults.filter((fault) => fault !== undefined);
}

export function nikFault(typed: string, demo: boolean): Fault | undefined {
  const nik = cleanNik(typed);
  if (nik === "") return { field: "nik", key: "people.nik.empty" };
  const fault = checkNik(nik, { demo });
  return fault && { field: "nik", key: `people.nik.${fault}`, params: { digits: nik.length } };
}

/** Fewer than tries to sign in: each that hits a free number leaves an account behind. */
const ACCOUNTS = { from: 5, all: 20, address: 60 } as const;

/**
 * Makes person, account and session in one transaction. For a NIK that has an account already, what is given back is a session
 * that opens nothing, made of the same parts, and the holder gets a letter (decision 0052). @throws Refused with every wrong field.
 */
export async function signUp(hall: Hall, given: SignUp, from: { address: string; agent: string }): Promise<Session> {
  const faults = signUpFaults(hall.config, given);
  if (faults.length > 0) throw faulty(faults);
  const nik = cleanNik(given.nik);
  await throttle(hall.db, hall.vault, `sign-up:${nik}`, from.address, ACCOUNTS);
  const hash = await hashPassword(given.password);
  const person = newId();
  const account = newId();
  // While the index key changes, the same number may stand under the old trace, where the unique constraint does not see it.
  const logins = loginsOf(hall.vault, "resident", nik);
  // Looked up first, so that a known number and a new one cost one transaction each and about the same time.
  const known = await hall.db.read({ role: "app" }, (tx) => underAny(logins, (login) => credentialOf(tx, login)));
  try {
    if (!known)
      return await hall.db.transact({ role: "app", account, person }, (tx) =>
        make(tx, hall, { ...given, nik, hash }, from),
      );
  } catch (error) {
    // Two who sign up with one NIK at once: the second finds it known.
    if (!isDuplicate(error)) throw error;
  }
  await hall.db.transact({ role: "app" }, async (tx) => tellKnown(tx, hall, nik));
  return {
    token: randomBytes(32).toString("base64url"),
    account,
    kind: "resident",
    seconds: sessionSeconds("resident"),
  };
}

async function make(
  tx: Tx,
  hall: Hall,
  given: SignUp & { hash: string },
  from: { address: string; agent: string },
): Promise<Session> {
  const [person, account] = [tx.scope.person as string, tx.scope.account as string];
  const sealed = (field: string, text: string) =>
    text === "" ? null : hall.vault.seal(text, `people.person:${field}:${person}`);
  await insertPerson(tx, {
    id: person,
    name: sealed("name", given.name) as Buffer,
    nik: sealed("nik", given.nik) as Buffer,
    nikBlind: hall.vault.blind("person:nik", given.nik),
    email: sealed("email", given.email),
    phone: sealed("phone", plainPhone(given.phone)),
  });
  await insertAccount(tx, {
    id: account,
    kind: "resident",
    person,
    official: null,
    login: loginOf(hall.vault, "resident", given.nik),
    hash: given.hash,
  });
  if (given.email !== "" && hall.config.SMTP_URL) sendConfirmation(tx, hall, account, given.email);
  const actor = { kind: "resident", account, units: [], positions: [] } as const;
  record(tx, actor, { agency: INSTALLATION, act: "account.made", target: account, subject: person });
  return openSession(tx, account, "resident", from.agent, {
    address: from.address,
    idleMinutes: idleMinutes(hall.config, "resident"),
  });
}

const JOB = "people.nik-known";
const place = (id: string) => `people.nik-known:${id}`;

function tellKnown(tx: Tx, hall: Hall, nik: string): void {
  const id = newId();
  enqueue(tx, JOB, { id, number: hall.vault.seal(nik, place(id)).toString("hex") });
}

const letterToHolder =
  (hall: Hall): JobHandler =>
  async ({ payload }) => {
    const { id, number } = payload as { id: string; number: string };
    const logins = loginsOf(hall.vault, "resident", hall.vault.open(Buffer.from(number, "hex"), place(id)));
    await hall.db.transact(worker, async (tx) => {
      const row = await tx.maybe<{ id: string }>(
        sql`select id from people.account where login_blind = any(${logins}) and disabled_at is null`,
      );
      const to = row ? await addressOf(tx, hall, row.id) : "";
      if (to !== "") writeLetter(tx, hall, id, { to, letter: "people.mail.nik-known", params: { url: hall.url } });
    });
  };

export const signUpJobs = { [JOB]: letterToHolder };
