// Making an account, and what is asked for it.

import { INSTALLATION, record } from "../../kernel/audit/audit.ts";
import { isDuplicate } from "../../kernel/db/database.ts";
import { type Fault, faulty, refuse } from "../../kernel/errors.ts";
import type { Hall } from "../../kernel/hall.ts";
import { checkNik, cleanNik } from "../../kernel/identifiers/nik.ts";
import { newId } from "../../kernel/ids.ts";
import { hashPassword, passwordFault } from "./password.ts";
import { insertAccount, insertPerson } from "./people.sql.ts";
import { openSession, type Session } from "./session.ts";
import { loginOf } from "./sign-in.ts";
import { throttle } from "./throttle.ts";

export type SignUp = { name: string; nik: string; email: string; phone: string; password: string };

/** Everything that is wrong with it, at once. */
export function signUpFaults(given: SignUp, demo: boolean): Fault[] {
  const faults: (Fault | undefined)[] = [
    given.name === ""
      ? { field: "name", key: "people.name.empty" }
      : given.name.length > 150
        ? { field: "name", key: "people.name.long" }
        : undefined,
    nikFault(given.nik, demo),
    given.email !== "" && !/^[^\s@<>"]{1,64}@[^\s@<>"]{1,180}\.[^\s@<>".]{2,}$/.test(given.email)
      ? { field: "email", key: "people.email.wrong" }
      : undefined,
    given.phone !== "" && !/^(\+62|0)\d{8,13}$/.test(given.phone.replace(/[\s().-]/g, ""))
      ? { field: "phone", key: "people.phone.wrong" }
      : undefined,
    passwordFault(given.password, [cleanNik(given.nik)]),
  ];
  return faults.filter((fault) => fault !== undefined);
}

export function nikFault(typed: string, demo: boolean): Fault | undefined {
  const nik = cleanNik(typed);
  if (nik === "") return { field: "nik", key: "people.nik.empty" };
  const fault = checkNik(nik, { demo });
  return fault && { field: "nik", key: `people.nik.${fault}`, params: { digits: nik.length } };
}

/** Makes person, account and session in one transaction. @throws Refused with every wrong field. */
export async function signUp(hall: Hall, given: SignUp, from: { address: string; agent: string }): Promise<Session> {
  const faults = signUpFaults(given, hall.config.PENDOPO_DEMO);
  if (faults.length > 0) throw faulty(faults);
  const nik = cleanNik(given.nik);
  await throttle(hall.db, hall.vault, nik, from.address);
  const hash = await hashPassword(given.password);
  const person = newId();
  const account = newId();
  try {
    return await hall.db.transact({ role: "app", account, person }, async (tx) => {
      const sealed = (field: string, text: string) =>
        text === "" ? null : hall.vault.seal(text, `people.person:${field}:${person}`);
      await insertPerson(tx, {
        id: person,
        name: sealed("name", given.name) as Buffer,
        nik: sealed("nik", nik) as Buffer,
        nikBlind: hall.vault.blind("person:nik", nik),
        email: sealed("email", given.email),
        phone: sealed("phone", given.phone.replace(/[\s().-]/g, "")),
      });
      await insertAccount(tx, {
        id: account,
        kind: "resident",
        person,
        official: null,
        login: loginOf(hall.vault, "resident", nik),
        hash,
      });
      record(
        tx,
        { kind: "resident", account, units: [], positions: [] },
        { agency: INSTALLATION, act: "account.made", target: account, subject: person },
      );
      return openSession(tx, account, "resident", from.agent);
    });
  } catch (error) {
    if (isDuplicate(error)) throw refuse("people.nik.taken");
    throw error;
  }
}
