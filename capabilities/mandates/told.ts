// What happened to a mandate is written down three times in one transaction: on the mandate, in the record, and as a letter to the
// other side.

import type { Actor } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Hall } from "../../kernel/hall.ts";
import { enqueue, type JobHandler } from "../../kernel/jobs/jobs.ts";
import { post } from "../../kernel/mail/mail.ts";
import { personById } from "../people/index.ts";
import { sameName } from "./mandate.ts";
import { insertEvent, type MandateAct, type MandateRow, mandateById } from "./mandates.sql.ts";
import { places } from "./sealed.ts";
import { sentenceFor } from "./sentence.ts";
import { serviceNames } from "./services.sql.ts";

/** Writes what happened, in the caller's transaction, and has both sides told by mail afterwards. */
export function happened(
  tx: Tx,
  hall: Pick<Hall, "vault">,
  actor: Actor,
  mandate: { id: string; subject?: string | null; kind: string },
  act: MandateAct,
): void {
  const id = tx.id();
  insertEvent(tx, {
    id,
    mandate: mandate.id,
    act,
    account: actor.account as string,
    name: hall.vault.seal(actor.name ?? "", places.event(id)),
  });
  record(tx, actor, {
    act: `mandate.${act}`,
    target: mandate.id,
    subject: mandate.subject ?? undefined,
    detail: { kind: mandate.kind },
  });
  enqueue(tx, "mandate.mail", { mandate: mandate.id, act, by: actor.account }, { key: `mandate.mail:${id}` });
}

type Receiver = { name: string; email: string };

/** Writes to both sides of a mandate what became of it. Whoever has not answered yet is written to only under the name that was typed. */
export const tellSides =
  (hall: Hall): JobHandler =>
  async ({ id, payload }) => {
    const { mandate: mandateId, act } = payload as { mandate: string; act: MandateAct };
    await hall.db.transact(worker, async (tx) => {
      const row = await mandateById(tx, mandateId);
      if (!row) return;
      const grantor = hall.vault.open(row.grantor_name, places.grantor(row.id));
      const holder = hall.vault.open(row.holder_name, places.holder(row.id));
      const names = await serviceNames(tx, row.services ?? []);
      const sides: ["grantor" | "holder", Receiver | undefined][] = [
        ["grantor", await grantorOf(tx, hall, row)],
        ["holder", await holderOf(tx, hall, row)],
      ];
      for (const [side, to] of sides) {
        if (!to?.email) continue;
        const text = (locale: "id" | "en") => {
          const t = hall.words(locale);
          const of = { grantor, holder };
          return {
            subject: t(`mandates.mail.${act}`, of),
            body: [
              t("mandates.mail.greeting", { name: to.name }),
              t(`mandates.mail.${act}`, of),
              sentenceFor(t, row, { holder, grantor, services: names }),
              t(side === "holder" ? "mandates.mail.holder" : "mandates.mail.grantor", { url: `${hall.url}/kuasa` }),
            ].join("\n\n"),
          };
        };
        const [own, other] = [text("id"), text("en")];
        const letter = mailId(id, side);
        post(tx, hall, letter, {
          agency: row.agency_id ?? INSTALLATION_ID,
          to: to.email,
          subject: own.subject,
          body: `${own.body}\n\n—\n${other.body}\n`,
        });
      }
    });
  };

const INSTALLATION_ID = "00000000-0000-0000-0000-000000000000";

/** Two letters of one job have two ids, the same each time the job is done: the job's own, and it with one bit turned. */
const mailId = (job: string, side: "grantor" | "holder"): string =>
  side === "grantor" ? job : `${job.slice(0, -1)}${(Number.parseInt(job.slice(-1), 16) ^ 1).toString(16)}`;

async function grantorOf(tx: Tx, hall: Hall, row: MandateRow): Promise<Receiver | undefined> {
  if (row.grantor_kind === "organization") {
    const found = await tx.maybe<{ id: string; email: Buffer | null }>(
      row.grantor_id
        ? sql`select id, email from mandates.organization where id = ${row.grantor_id} and status = 'verified'`
        : sql`select o.id, o.email from mandates.organization o join mandates.mandate m on m.grantor_blind = o.nib_blind where m.id = ${row.id} and o.status = 'verified'`,
    );
    return found?.email
      ? {
          name: hall.vault.open(row.grantor_name, places.grantor(row.id)),
          email: hall.vault.open(found.email, places.organization("email", found.id)),
        }
      : undefined;
  }
  return personNamed(tx, hall, row, "grantor");
}

const holderOf = (tx: Tx, hall: Hall, row: MandateRow) =>
  row.kind === "assisted" ? Promise.resolve(undefined) : personNamed(tx, hall, row, "holder");

/** The person on one side. Found by number before they answered: then only when the name is theirs, as on the page. */
async function personNamed(
  tx: Tx,
  hall: Hall,
  row: MandateRow,
  side: "grantor" | "holder",
): Promise<Receiver | undefined> {
  const known =
    side === "grantor"
      ? row.grantor_id
        ? sql`select p.id, true as answered from people.person p where p.id = ${row.grantor_id}`
        : sql`select p.id, false as answered from people.person p join mandates.mandate m on m.grantor_blind = p.nik_blind where m.id = ${row.id}`
      : row.holder_account
        ? sql`select a.person_id as id, true as answered from people.account a where a.id = ${row.holder_account} and a.person_id is not null`
        : sql`select p.id, false as answered from people.person p join mandates.mandate m on m.holder_blind = p.nik_blind where m.id = ${row.id}`;
  const found = await tx.maybe<{ id: string; answered: boolean }>(known);
  const person = found && (await personById(tx, hall.vault, found.id));
  if (!person) return undefined;
  const typed = hall.vault.open(side === "grantor" ? row.grantor_name : row.holder_name, places[side](row.id));
  return found.answered || sameName(typed, person.name) ? { name: person.name, email: person.email } : undefined;
}
