// Mail through any SMTP server, from an outbox written with the change. A dead mail server loses nothing and stops nothing.

import { createTransport } from "nodemailer";
import type { Tx } from "../db/database.ts";
import { worker } from "../db/scope.ts";
import { sql } from "../db/sql.ts";
import type { Hall } from "../hall.ts";
import { enqueue, type JobHandler } from "../jobs/jobs.ts";

export type Letter = { agency: string; to: string; subject: string; body: string };

/** Puts a message into the outbox under an id, in the caller's transaction; twice under one id, it is one message. */
export function post(tx: Tx, hall: Pick<Hall, "vault">, id: string, letter: Letter): void {
  const sealed = (field: "to" | "subject" | "body") => hall.vault.seal(letter[field], `kernel.mail:${field}:${id}`);
  tx.later(sql`insert into kernel.mail (id, agency_id, recipient, subject, body, created_at)
    values (${id}, ${letter.agency}, ${sealed("to")}, ${sealed("subject")}, ${sealed("body")}, ${tx.now}) on conflict do nothing`);
  enqueue(tx, "mail", { id }, { key: `mail:${id}` });
}

/** Sends one message of the outbox. Sending again after a crash is possible; the Message-ID lets the receiver drop it. */
export function mailJob(hall: Hall): JobHandler {
  const { SMTP_URL, MAIL_FROM } = hall.config;
  const transport = SMTP_URL
    ? createTransport({
        url: SMTP_URL,
        connectionTimeout: 10_000,
        greetingTimeout: 10_000,
        socketTimeout: 30_000,
      } as never)
    : undefined;
  return async ({ payload }) => {
    const id = String(payload.id);
    const row = await hall.db.read(worker, (tx) =>
      tx.maybe<{ recipient: Buffer; subject: Buffer; body: Buffer; status: string }>(
        sql`select recipient, subject, body, status from kernel.mail where id = ${id}`,
      ),
    );
    if (!row || row.status === "sent" || row.status === "none") return;
    const set = (status: string, fault: string | null) =>
      hall.db.transact(worker, (tx) =>
        tx.run(sql`update kernel.mail set status = ${status}, attempts = attempts + 1, last_error = ${fault},
          sent_at = ${status === "sent" ? tx.now : null} where id = ${id}`),
      );
    if (!transport) {
      await set("none", null);
      return;
    }
    const open = (field: "subject" | "body") => hall.vault.open(row[field], `kernel.mail:${field}:${id}`);
    try {
      await transport.sendMail({
        from: MAIL_FROM,
        to: hall.vault.open(row.recipient, `kernel.mail:to:${id}`),
        subject: open("subject"),
        text: open("body"),
        messageId: `<${id}@${new URL(hall.url).hostname}>`,
        headers: { "Auto-Submitted": "auto-generated" },
      });
    } catch (error) {
      const { code, responseCode } = error as { code?: string; responseCode?: number };
      // A server that says "never" for this address (5xx at RCPT) is not asked again; anything else is.
      if (responseCode && responseCode >= 550 && responseCode <= 553) {
        await set("failed", `SMTP ${responseCode}`);
        return;
      }
      await set("waiting", `SMTP ${responseCode ?? code ?? ""}`.trim());
      throw new Error(`mail server: ${responseCode ?? code ?? "no answer"}`);
    }
    await set("sent", null);
  };
}
