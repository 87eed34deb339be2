// Every opening of personal data by an official passes here: refused while their owner has them restricted, else written one way, for
// the person to read under "Siapa yang melihat data saya".

import type { Actor } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Ask } from "../../kernel/web/ask.ts";
import { ensureMayOpen } from "./may-open.ts";
import { ensureOpen } from "./restriction.ts";

/** What was seen, in the few kinds that people are told of. */
export type LookKind = "identity" | "contact" | "answers" | "files" | "documents";

export type Look = {
  act: "personal-data.viewed" | "file.opened" | "document.opened";
  agency: string;
  case: string;
  /** Whose data they are. */
  applicant: string;
  tracking: string;
  /** By default the number of the case. */
  target?: string;
  purpose: string;
  kinds: readonly LookKind[];
};

/**
 * Writes a look down, with who looked and which kinds of data, never the data. Residents who open their own leave no look.
 * @throws Refused 403 while the person has processing restricted and no leave was given for this case.
 */
export async function recordLook(tx: Tx, actor: Actor, look: Look): Promise<void> {
  if (actor.kind !== "official") return;
  // An issued document is part of what everybody sees who sees the case; what was answered and sent is not.
  if (look.act !== "document.opened") await ensureMayOpen(tx, actor, look);
  await ensureOpen(tx, actor, { agency: look.agency, case: look.case });
  record(tx, actor, {
    agency: look.agency,
    act: look.act,
    target: look.target ?? look.tracking,
    subject: look.applicant,
    purpose: look.purpose,
    detail: { who: `${actor.title}, ${actor.name}`, tracking: look.tracking, kinds: look.kinds },
  });
}

/** Writes down that an official fetched an issued document, which carries its holder's name and what was decided. */
export async function recordDocumentLook(
  ask: Pick<Ask, "actor" | "transact">,
  document: { agency_id: string; case_id: string; id: string; number: string },
): Promise<void> {
  if (ask.actor.kind !== "official") return;
  await ask.transact(async (tx) => {
    const of = await tx.maybe<{ applicant_id: string; tracking: string }>(
      sql`select applicant_id, tracking from cases.case where agency_id = ${document.agency_id} and id = ${document.case_id}`,
    );
    if (of)
      await recordLook(tx, ask.actor, {
        act: "document.opened",
        agency: document.agency_id,
        case: document.case_id,
        applicant: of.applicant_id,
        tracking: of.tracking,
        target: `${document.case_id}/${document.id}`,
        purpose: `Mengunduh dokumen ${document.number || of.tracking}`,
        kinds: ["documents"],
      });
  });
}
