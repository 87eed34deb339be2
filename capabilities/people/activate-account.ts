// An official takes up the account that their agency prepared: the code and their own number, then a password only they know.

import { INSTALLATION, record } from "../../kernel/audit/audit.ts";
import { isDuplicate } from "../../kernel/db/database.ts";
import { ensure, type Fault, faulty } from "../../kernel/errors.ts";
import type { Hall } from "../../kernel/hall.ts";
import { cleanNik } from "../../kernel/identifiers/nik.ts";
import { newId } from "../../kernel/ids.ts";
import { activateRow, invitationOf, isSeated } from "./accounts.sql.ts";
import { cleanCode } from "./issue-recovery.ts";
import { hashPassword } from "./password.ts";
import { passwordFault } from "./password-rules.ts";
import { hashToken, openSession, type Session } from "./session.ts";
import { loginOf } from "./sign-in.ts";
import { nikFault } from "./sign-up.ts";
import { throttle } from "./throttle.ts";

export type Activation = { code: string; number: string; password: string };

/**
 * Sets the password and signs in, with one factor only: the next page asks for the second. Who was elected has no NIP and signs in
 * with the NIK given here. Whoever holds no position today (`seated` false) has an account that opens nothing yet. @throws Refused with every wrong field; one answer to every kind of wrong code.
 */
export async function activateAccount(
  hall: Hall,
  given: Activation,
  from: { address: string; agent: string },
): Promise<{ session: Session; seated: boolean }> {
  const number = cleanNik(given.number);
  const hash = hashToken(cleanCode(given.code));
  // Only a guess is counted: who left a field empty guessed at nothing.
  if (number !== "" && given.code !== "") await throttle(hall.db, hall.vault, `activate:${number}`, from.address);
  const invited = await hall.db.read({ role: "app" }, (tx) => invitationOf(tx, hash));
  const faults: (Fault | undefined)[] = [];
  if (given.code === "") faults.push({ field: "kode", key: "people.activate.code-empty" });
  if (number === "") faults.push({ field: "number", key: "people.activate.number-empty" });
  // A code with another's number is as wrong as no code: it tells nobody whose it is.
  const fits =
    invited !== undefined &&
    (invited.nip === null ? nikFault(number, hall.config.PENDOPO_DEMO) === undefined : invited.nip === number);
  if (faults.length === 0 && !fits) faults.push({ field: "kode", key: "people.activate.code-wrong" });
  faults.push(passwordFault(hall.config, given.password, { number, name: invited?.name }));
  const wrong = faults.filter((fault) => fault !== undefined);
  if (wrong.length > 0) throw faulty(wrong);
  const password = await hashPassword(given.password);
  const login = loginOf(hall.vault, "official", number);
  const account = invited?.account ?? newId();
  try {
    return await hall.db.transact({ role: "app", account }, async (tx) => {
      const made = await activateRow(tx, { hash, account, login, password });
      ensure(made === account, () => faulty([{ field: "kode", key: "people.activate.code-wrong" }]));
      const actor = { kind: "official" as const, account, units: [], positions: [] };
      record(tx, actor, { agency: INSTALLATION, act: "account.activated", target: account });
      const session = await openSession(tx, account, "official", from.agent, { second: false, address: from.address });
      return { session, seated: await isSeated(tx, invited?.official as string) };
    });
  } catch (error) {
    if (isDuplicate(error)) throw faulty([{ field: "number", key: "people.activate.number-taken" }]);
    throw error;
  }
}
