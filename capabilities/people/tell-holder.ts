// Mail to the holder of an account: whenever what opens it changes, so that who did not do it themselves hears of it.

import { INSTALLATION } from "../../kernel/audit/audit.ts";
import { formatDateTime, zone } from "../../kernel/calendar/index.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Hall } from "../../kernel/hall.ts";
import { newId } from "../../kernel/ids.ts";
import { enqueue, type JobHandler } from "../../kernel/jobs/jobs.ts";
import { post } from "../../kernel/mail/mail.ts";

/** What a letter is about: its sentences are `<key>.subject` and `<key>.body`. */
export type LetterKey = `people.mail.${string}`;

const JOB = "people.tell";

/**
 * Tells the holder of an account by mail, after the commit. `also` is an address that the account has no longer.
 * @example tellHolder(tx, ask.hall, account, "people.mail.password-changed")
 */
export function tellHolder(tx: Tx, hall: Pick<Hall, "vault">, account: string, key: LetterKey, also = ""): void {
  const id = newId();
  enqueue(tx, JOB, {
    id,
    account,
    key,
    at: tx.now.toISOString(),
    ...(also === "" ? {} : { also: hall.vault.seal(also, `people.tell:${id}`).toString("hex") }),
  });
}

/** The mail address of an account's holder: the person's, or the official's at the office. Empty when there is none. */
export async function addressOf(tx: Tx, hall: Pick<Hall, "vault">, account: string): Promise<string> {
  const row = await tx.maybe<{ person: string | null; email: Buffer | null; office: string | null }>(
    sql`select p.id as person, p.email, o.email as office from people.account a
          left join people.person p on p.id = a.person_id
          left join agencies.official o on o.id = a.official_id
         where a.id = ${account}`,
  );
  if (row?.email) return hall.vault.open(row.email, `people.person:email:${row.person}`);
  return row?.office ?? "";
}

/** Writes a letter in both languages into the outbox; under one id it is one letter. */
export function writeLetter(
  tx: Tx,
  hall: Hall,
  id: string,
  what: { to: string; letter: LetterKey; params?: Record<string, string> },
): void {
  const [indonesian, english] = [hall.words("id"), hall.words("en")];
  post(tx, hall, id, {
    agency: INSTALLATION,
    to: what.to,
    subject: indonesian(`${what.letter}.subject`, what.params),
    body: `${indonesian(`${what.letter}.body`, what.params)}\n\n—\n${english(`${what.letter}.body`, what.params)}\n`,
  });
}

const tell =
  (hall: Hall): JobHandler =>
  async ({ payload }) => {
    const { id, account, key, at, also } = payload as Record<string, string>;
    await hall.db.transact(worker, async (tx) => {
      const old = also ? hall.vault.open(Buffer.from(also, "hex"), `people.tell:${id}`) : "";
      const to = old || (await addressOf(tx, hall, account as string));
      if (to === "") return;
      const time = formatDateTime(new Date(at as string), zone("Asia/Jakarta"), "id");
      writeLetter(tx, hall, id as string, { to, letter: key as LetterKey, params: { time, url: hall.url } });
    });
  };

export const tellJobs = { [JOB]: tell };
