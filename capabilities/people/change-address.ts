// The addresses of a person: a new mail address counts once its link was followed; the old one is told.

import { randomBytes } from "node:crypto";
import type { Actor } from "../../kernel/actor.ts";
import { INSTALLATION, record } from "../../kernel/audit/audit.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import { ensure, faulty, refuse } from "../../kernel/errors.ts";
import type { Hall } from "../../kernel/hall.ts";
import { newId } from "../../kernel/ids.ts";
import { enqueue, type JobHandler } from "../../kernel/jobs/jobs.ts";
import type { Ask } from "../../kernel/web/ask.ts";
import { insertTicket, ticketOf, useTicket } from "./factors.sql.ts";
import { personRow } from "./people.sql.ts";
import { hashToken } from "./session.ts";
import { tellHolder, writeLetter } from "./tell-holder.ts";
import { throttle } from "./throttle.ts";

const LINK_HOURS = 24;
const JOB = "people.confirm-email";
const LETTERS = { from: 5, all: 10, address: 60 } as const;
const payloadPlace = (account: string) => `people.ticket:email:${account}`;

export const isEmail = (text: string): boolean => /^[^\s@<>"]{1,64}@[^\s@<>"]{1,180}\.[^\s@<>".]{2,}$/.test(text);
export const plainPhone = (text: string): string => text.replace(/[\s().-]/g, "");
export const isPhone = (text: string): boolean => /^(\+62|0)\d{8,13}$/.test(plainPhone(text));

/** Sends a link to an address that is to become the account's. Done after the commit, by the worker. */
export function sendConfirmation(tx: Tx, hall: Pick<Hall, "vault">, account: string, email: string): void {
  enqueue(tx, JOB, { id: newId(), account, email: hall.vault.seal(email, payloadPlace(account)).toString("hex") });
}

const confirmation =
  (hall: Hall): JobHandler =>
  async ({ payload }) => {
    const { id, account, email } = payload as { id: string; account: string; email: string };
    const sealed = Buffer.from(email, "hex");
    await hall.db.transact(worker, async (tx) => {
      const token = randomBytes(32).toString("base64url");
      await insertTicket(tx, {
        hash: hashToken(token),
        account,
        purpose: "change-email",
        payload: sealed,
        expires: new Date(tx.now.getTime() + LINK_HOURS * 3_600_000),
      });
      writeLetter(tx, hall, id, {
        to: hall.vault.open(sealed, payloadPlace(account)),
        letter: "people.mail.confirm-email",
        params: { link: `${hall.url}/akun/surel?kode=${token}` },
      });
    });
  };

export const addressJobs = { [JOB]: confirmation };

/** Somebody who acts for another has that other's affairs in hand, and not the address to which the way back is sent. */
export const ensureOwn = (actor: Actor): void =>
  ensure(!actor.behalf && actor.person, refuse("people.own-affairs", { name: actor.behalf?.name ?? "" }, 403));

/** Asks for a new mail address; an empty one takes the address away at once. Gives what is to be told. */
export async function changeEmail(ask: Ask, email: string): Promise<"people.email.sent" | "people.email.removed"> {
  const { actor, hall } = ask;
  ensureOwn(actor);
  const account = actor.account as string;
  if (email !== "" && !isEmail(email)) throw faulty([{ field: "email", key: "people.email.wrong" }]);
  if (email !== "" && !hall.config.SMTP_URL) throw faulty([{ field: "email", key: "people.email.no-mail" }]);
  await throttle(hall.db, hall.vault, `email:${account}`, ask.ip, LETTERS);
  await ask.transact(async (tx) => {
    if (email !== "") sendConfirmation(tx, hall, account, email);
    else await writeEmail(tx, hall, actor, "");
  });
  return email === "" ? "people.email.removed" : "people.email.sent";
}

/** The link was followed by who is signed in to the account. @throws Refused for a link of another account, or one too old. */
export async function confirmEmail(ask: Ask, token: string): Promise<void> {
  const { actor, hall } = ask;
  ensureOwn(actor);
  await ask.transact(async (tx) => {
    const hash = hashToken(token);
    const ticket = await ticketOf(tx, hash);
    ensure(
      ticket?.purpose === "change-email" &&
        ticket.account === actor.account &&
        ticket.payload &&
        (await useTicket(tx, hash)),
      refuse("people.email.link-wrong"),
    );
    await writeEmail(tx, hall, actor, hall.vault.open(ticket.payload, payloadPlace(ticket.account)));
  });
}

async function writeEmail(tx: Tx, hall: Hall, actor: Actor, email: string): Promise<void> {
  const person = actor.person as string;
  const place = `people.person:email:${person}`;
  const row = await personRow(tx, person);
  const old = row?.email ? hall.vault.open(row.email, place) : "";
  await tx.run(sql`update people.person set email = ${email === "" ? null : hall.vault.seal(email, place)},
    email_confirmed_at = ${email === "" ? null : tx.now} where id = ${person}`);
  record(tx, actor, { agency: INSTALLATION, act: "person.email-changed", target: actor.account, subject: person });
  if (old !== "" && old !== email) tellHolder(tx, hall, actor.account as string, "people.mail.email-changed", old);
}

export async function changePhone(ask: Ask, phone: string): Promise<void> {
  const { actor, hall } = ask;
  ensureOwn(actor);
  if (phone !== "" && !isPhone(phone)) throw faulty([{ field: "phone", key: "people.phone.wrong" }]);
  const person = actor.person as string;
  await ask.transact(async (tx) => {
    const sealed = phone === "" ? null : hall.vault.seal(plainPhone(phone), `people.person:phone:${person}`);
    await tx.run(sql`update people.person set phone = ${sealed} where id = ${person}`);
    record(tx, actor, { agency: INSTALLATION, act: "person.phone-changed", target: actor.account, subject: person });
    tellHolder(tx, hall, actor.account as string, "people.mail.phone-changed");
  });
}
