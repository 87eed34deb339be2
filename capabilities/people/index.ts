// people: who is served and who signs in.

import { fileURLToPath } from "node:url";
import { mayAct } from "../../kernel/actor.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Capability, Hall } from "../../kernel/hall.ts";
import type { Vault } from "../../kernel/vault/vault.ts";
import { accountWords } from "./account-words.ts";
import { bytes } from "./bytes.ts";
import { addressJobs } from "./change-address.ts";
import { counterWords } from "./counter-words.ts";
import { demoAccounts, seedDemoPeople } from "./demo.ts";
import { doctor } from "./doctor.ts";
import { doctorWords } from "./doctor-words.ts";
import { endpoints } from "./endpoints.ts";
import { personRow } from "./people.sql.ts";
import { recoverJobs } from "./recover.ts";
import { renumber } from "./renumber.ts";
import { routes } from "./routes.ts";
import { securityWords } from "./security-words.ts";
import { identify } from "./session.ts";
import { signUpJobs } from "./sign-up.ts";
import { tellJobs } from "./tell-holder.ts";
import { words } from "./words.ts";

export { accountByNumber } from "./account-by-number.ts";
export { withAccount } from "./accounts.sql.ts";
export { type Admitted, admitPerson, personByNik, raiseAssurance } from "./admit-person.ts";
export { DEMO_PASSWORD, DEMO_RESIDENTS, demoCodeOf, seedDemoPeople } from "./demo.ts";
export { shortAgent } from "./door-kit.ts";
export { invite, type Slip } from "./invite-official.ts";
export { issueOfficialRecovery, issueRecovery } from "./issue-recovery.ts";
export { officialNames } from "./official-names.ts";
export type { Identified } from "./people.sql.ts";
export { ensureSettled } from "./recover.ts";
export { actorOf, hashToken, openSession, type Session, signOut } from "./session.ts";
export { signIn } from "./sign-in.ts";
export { throttle } from "./throttle.ts";

/** A person's own data, opened. Empty text where nothing is known. */
export type Person = { id: string; name: string; nik: string; email: string; phone: string };

/** One person, if the asker may see them: oneself, or the worker for a notice. Viewing by officials goes through the case. */
export async function personById(tx: Tx, vault: Vault, id: string): Promise<Person | undefined> {
  const row = await personRow(tx, id);
  if (!row) return undefined;
  const open = (field: "name" | "nik" | "email" | "phone") => {
    const sealed = row[field];
    return sealed ? vault.open(sealed, `people.person:${field}:${id}`) : "";
  };
  return { id, name: open("name"), nik: open("nik"), email: open("email"), phone: open("phone") };
}

/** Forgets sessions that have ended, tickets and challenges that open nothing any more, counts of tries and answers of commands that are older than a week. */
const tidy = (hall: Hall) =>
  hall.db.transact(worker, async (tx) => {
    tx.later(sql`delete from people.session where expires_at < ${tx.now}`);
    tx.later(sql`delete from people.counter_code where expires_at < ${tx.now}`);
    tx.later(sql`delete from people.invitation where expires_at < ${new Date(tx.now.getTime() - 30 * 86_400_000)}`);
    tx.later(sql`delete from people.spent where expires_at < ${tx.now}`);
    tx.later(sql`delete from people.ticket where expires_at < ${new Date(tx.now.getTime() - 86_400_000)}`);
    tx.later(sql`delete from people.throttle where window_at < ${new Date(tx.now.getTime() - 3_600_000)}`);
    tx.later(sql`delete from kernel.command where at < ${new Date(tx.now.getTime() - 7 * 86_400_000)}`);
  });

export const people: Capability = {
  name: "people",
  bytes,
  migrations: fileURLToPath(new URL("migrations", import.meta.url)),
  words: { ...words, ...securityWords, ...accountWords, ...counterWords, ...doctorWords },
  jobs: { ...addressJobs, ...recoverJobs, ...signUpJobs, ...tellJobs },
  routes,
  endpoints,
  identify,
  doctor,
  nav: (actor, t) =>
    mayAct(actor, "verify-identity") ? [{ href: "/loket/identitas", label: t("people.counter.nav") }] : [],
  reactions: { "official.renumbered": renumber },
  demo: async (hall, tell) => {
    const officials = await hall.db.read(worker, (tx) =>
      tx.many<{ id: string; nip: string }>(sql`select id, nip from agencies.official where nip is not null`),
    );
    tell(`membuat akun contoh: ${officials.length} pegawai`);
    await seedDemoPeople(hall, officials);
    return demoAccounts(hall);
  },
  rounds: (hall) => [{ name: "tidy", everySeconds: 600, work: () => tidy(hall) }],
};
