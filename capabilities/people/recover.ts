// The way back into an account. It is as strong as the ways in: a link goes only to an address that was shown to be the holder's, and
// asks for the second factor besides; a code from a counter stands for papers that were seen there. Nothing is told by telephone.

import { randomBytes } from "node:crypto";
import type { Actor } from "../../kernel/actor.ts";
import { INSTALLATION, record } from "../../kernel/audit/audit.ts";
import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import { ensure, faulty, type Refused, refuse } from "../../kernel/errors.ts";
import type { Hall } from "../../kernel/hall.ts";
import { newId } from "../../kernel/ids.ts";
import { enqueue, type JobHandler } from "../../kernel/jobs/jobs.ts";
import { dropTotp, factorCounts, insertTicket, setPassword, type Ticket, ticketOf, useTicket } from "./factors.sql.ts";
import { cleanCode } from "./issue-recovery.ts";
import { hashPassword } from "./password.ts";
import { passwordFault } from "./password-rules.ts";
import { personRow } from "./people.sql.ts";
import { CODE_TRIES, takeCode } from "./second-factor.ts";
import { hashToken } from "./session.ts";
import { loginsOf } from "./sign-in.ts";
import { addressOf, tellHolder, writeLetter } from "./tell-holder.ts";
import { throttle } from "./throttle.ts";

const LINK_HOURS = 1;
/** Who knows a number may not fill its holder's letterbox. */
const LETTERS = { from: 3, all: 6, address: 60 } as const;
const JOB = "people.recover";
const place = (id: string) => `people.recover:${id}`;

/**
 * Asks for a link. Whether the number is known, and whether it has an address, is looked up after the answer, by the worker: so
 * neither the answer nor its time can tell.
 */
export async function askRecovery(hall: Hall, nik: string, address: string): Promise<void> {
  await throttle(hall.db, hall.vault, `recover:${nik}`, address, LETTERS);
  const id = newId();
  await hall.db.transact({ role: "app" }, async (tx) =>
    enqueue(tx, JOB, { id, number: hall.vault.seal(nik, place(id)).toString("hex") }),
  );
}

const sendLink =
  (hall: Hall): JobHandler =>
  async ({ payload }) => {
    const { id, number } = payload as { id: string; number: string };
    const nik = hall.vault.open(Buffer.from(number, "hex"), place(id));
    await hall.db.transact(worker, async (tx) => {
      const found = await tx.maybe<{ account: string }>(
        sql`select a.id as account from people.account a join people.person p on p.id = a.person_id
             where a.login_blind = any(${loginsOf(hall.vault, "resident", nik)}) and a.disabled_at is null and p.email_confirmed_at is not null`,
      );
      const to = found ? await addressOf(tx, hall, found.account) : "";
      if (!found || to === "") return;
      const token = randomBytes(32).toString("base64url");
      await insertTicket(tx, {
        hash: hashToken(token),
        account: found.account,
        purpose: "recover-mail",
        expires: new Date(tx.now.getTime() + LINK_HOURS * 3_600_000),
      });
      writeLetter(tx, hall, id, {
        to,
        letter: "people.mail.recover",
        params: { link: `${hall.url}/masuk/pulih?kode=${token}` },
      });
    });
  };

export const recoverJobs = { [JOB]: sendLink };

/** What somebody holds who comes with a link or a code from a counter. */
export type Held = { ticket: Ticket; hash: Buffer; asksCode: boolean };

/** @throws Refused `people.recover.code-wrong` for a code that is unknown, used or too old: one answer to all of them. */
export async function holdTicket(hall: Hall, typed: string, address: string): Promise<Held> {
  await throttle(hall.db, hall.vault, "recover:code", address, { from: 30, all: 3000, address: 200 });
  // A link's code is long and as it is; one from a counter is short and was typed.
  const hash = hashToken(typed.length >= 40 ? typed : cleanCode(typed));
  const wrong = (): Refused => faulty([{ field: "kode", key: "people.recover.code-wrong" }]);
  const ticket = await hall.db.read({ role: "app" }, (tx) => ticketOf(tx, hash));
  ensure(ticket && !ticket.used && ticket.expires_at > hall.time.now() && ticket.purpose !== "change-email", wrong);
  const factors = await hall.db.read({ role: "app", account: ticket.account }, (tx) =>
    factorCounts(tx, ticket.account),
  );
  // At the counter the papers were the second factor: who lost their telephone has no other.
  const asksCode = ticket.purpose !== "recover-counter" && (factors.totp || factors.passkeys > 0 || factors.has_codes);
  return { ticket, hash, asksCode };
}

/** Sets a new password by a ticket. Every session ends; after a counter's code the old factors end too. */
export async function recover(
  hall: Hall,
  held: Held,
  given: { password: string; code: string; address: string },
): Promise<void> {
  const { ticket } = held;
  const { account, person } = ticket;
  const own = { role: "app", account, person: person ?? undefined } as const;
  const row = person ? await hall.db.read(own, (tx) => personRow(tx, person)) : undefined;
  const open = (field: "name" | "nik") =>
    row?.[field] ? hall.vault.open(row[field], `people.person:${field}:${person}`) : "";
  const fault = passwordFault(hall.config, given.password, { number: open("nik"), name: open("name") });
  if (fault) throw faulty([fault]);
  if (held.asksCode) {
    if (given.code === "") throw faulty([{ field: "code", key: "people.code-needed" }]);
    await throttle(hall.db, hall.vault, `code:${account}`, given.address, CODE_TRIES);
  }
  const hash = await hashPassword(given.password);
  const actor: Actor = { kind: ticket.kind, account, person: person ?? undefined, units: [], positions: [] };
  await hall.db.transact(own, async (tx) => {
    // First the ticket: two that come with it at once find one of them too late.
    ensure(await useTicket(tx, held.hash), faulty([{ field: "kode", key: "people.recover.code-wrong" }]));
    if (held.asksCode)
      ensure(
        await takeCode(tx, hall.vault, account, given.code),
        faulty([{ field: "code", key: "people.code-wrong" }]),
      );
    if (ticket.purpose === "recover-counter") {
      await dropTotp(tx, account);
      await tx.run(sql`delete from people.passkey where account_id = ${account}`);
      await tx.run(sql`delete from people.recovery_code where account_id = ${account}`);
    }
    await setPassword(tx, account, { hash, recovered: true });
    await tx.run(sql`delete from people.session where account_id = ${account}`);
    record(tx, actor, {
      agency: INSTALLATION,
      act: "account.recovered",
      target: account,
      ...(person ? { subject: person } : {}),
      detail: { by: ticket.purpose },
    });
    tellHolder(tx, hall, account, "people.mail.recovered");
  });
}

/**
 * Refuses what would carry an account's rights or data away while it was recovered only just now: its true holder has this long to
 * notice the letter. @example ensureSettled(ask.hall, ask.actor)
 */
export function ensureSettled(hall: Pick<Hall, "config" | "time">, actor: Actor): void {
  const hours = hall.config.PENDOPO_RECOVERY_WAIT_HOURS;
  const since = actor.proof?.recovered;
  if (!since) return;
  const left = since.getTime() + hours * 3_600_000 - hall.time.now().getTime();
  ensure(left <= 0, refuse("people.recently-recovered", { hours: Math.ceil(left / 3_600_000) }, 403));
}
