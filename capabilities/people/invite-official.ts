// Inviting officials to their accounts: a code of one use, by mail to whoever has an address, on paper for the others.

import type { Actor } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Hall } from "../../kernel/hall.ts";
import { newId } from "../../kernel/ids.ts";
import { post } from "../../kernel/mail/mail.ts";
import { administered, formatNip } from "../agencies/index.ts";
import { insertInvitation, withdrawInvitations } from "./accounts.sql.ts";
import { cleanCode, spokenCode } from "./issue-recovery.ts";
import { hashToken } from "./session.ts";

/** How long an invitation waits: over a weekend, not over a holiday. */
export const INVITATION_HOURS = 72;
/** As many as fit into one print and one evening of the mail server. */
export const INVITED_AT_ONCE = 200;

/** What an official is handed: the code is readable here and nowhere afterwards. */
export type Slip = {
  official: string;
  name: string;
  nip: string;
  code: string;
  link: string;
  expires: Date;
  mailed: boolean;
};

/**
 * Invites officials whom the actor's agency keeps; earlier invitations of theirs end. Whoever has an address gets a letter.
 * @example const [slip] = await inviteOfficials(tx, hall, actor, [official])
 */
export async function inviteOfficials(tx: Tx, hall: Hall, actor: Actor, officials: readonly string[]): Promise<Slip[]> {
  const agency = administered(actor);
  const rows = await tx.many<{ id: string; name: string; nip: string | null; email: string | null }>(sql`
    select id, name, nip, email from agencies.official
     where id = any(${officials.slice(0, INVITED_AT_ONCE)}::uuid[]) and kept_by = ${agency} and left_on is null order by name, id`);
  await withdrawInvitations(
    tx,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => {
    const slip = invite(tx, hall, { agency, by: actor.account ?? null, ...row });
    record(tx, actor, { agency, act: "account.invited", target: row.id, detail: { mailed: slip.mailed } });
    return slip;
  });
}

/** Makes an invitation worthless that reached the wrong hands. */
export async function withdrawInvitation(tx: Tx, actor: Actor, official: string): Promise<void> {
  const agency = administered(actor);
  if ((await withdrawInvitations(tx, [official])) > 0)
    record(tx, actor, { agency, act: "account.invitation-withdrawn", target: official });
}

/** One invitation, for whoever may make it: an administrator, or the operator at the first set-up. */
export function invite(
  tx: Tx,
  hall: Pick<Hall, "vault" | "url" | "words" | "config">,
  row: { agency: string; by: string | null; id: string; name: string; nip: string | null; email: string | null },
): Slip {
  const code = spokenCode(3);
  const expires = new Date(tx.now.getTime() + INVITATION_HOURS * 3_600_000);
  insertInvitation(tx, {
    id: tx.id(),
    agency: row.agency,
    official: row.id,
    hash: hashToken(cleanCode(code)),
    by: row.by,
    expires,
  });
  const link = `${hall.url}/aktivasi?kode=${code}`;
  if (row.email) {
    const [indonesian, english] = [hall.words("id"), hall.words("en")];
    const params = { name: row.name, link, code, hours: INVITATION_HOURS };
    post(tx, hall, newId(), {
      agency: row.agency,
      to: row.email,
      subject: indonesian("people.mail.invited.subject"),
      body: `${indonesian("people.mail.invited.body", params)}\n\n—\n${english("people.mail.invited.body", params)}\n`,
    });
  }
  return {
    official: row.id,
    name: row.name,
    nip: row.nip ? formatNip(row.nip) : "",
    code,
    link,
    expires,
    // Without a mail server nothing leaves the house, and the slip is the only way.
    mailed: row.email !== null && hall.config.SMTP_URL !== undefined,
  };
}
