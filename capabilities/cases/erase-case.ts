// Emptying a finished case of personal data, when its time is over or its applicant asks for it. What remains is its path, which the
// chain of its history vouches for; no line of that history holds personal answers, so none has to change.

import { workerActor } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import { Defect } from "../../kernel/errors.ts";
import type { Hall } from "../../kernel/hall.ts";
import type { Personal } from "./case.ts";
import { lockCase } from "./cases.sql.ts";
import { forgetFiles } from "./forget.ts";
import { noticePlace } from "./notices.ts";

/** What decides whether a case may be emptied; nothing personal. */
export type ErasureFacts = {
  agency_id: string;
  id: string;
  tracking: string;
  offering_id: string;
  version_id: string;
  service_id: string;
  unit_id: string;
  applicant_id: string;
  status: string;
  finished_at: Date | null;
  /** A document is still being made. */
  making: boolean;
  /** An issued document that does not end, and the last day of those that do. */
  endless: boolean;
  in_force_until: string | null;
  /** Running cases in which the same person exercises a right over their data. */
  rights_running: string[];
};

type Wanted = {
  agency?: string;
  person?: string;
  case?: string;
  version?: string;
  /** Finished before. */
  before?: Date;
  after?: [Date, string];
  limit?: number;
};

/** Cases that are not emptied yet, oldest first: those of an agency that are finished, or all of a person. */
export const erasureFacts = (tx: Tx, { agency, person, case: wanted, version, before, after, limit = 200 }: Wanted) =>
  tx.many<ErasureFacts>(
    sql`select * from cases.erasure_facts(${agency ?? null}::uuid, ${person ?? null}::uuid, ${wanted ?? null}::uuid,
      ${version ?? null}::uuid, ${before ?? null}::timestamptz,
      ${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid, ${limit})`,
  );

const EMPTY: Personal = { applicant: { name: "", nik: "", email: "", phone: "" }, answers: {} };

/**
 * Empties one case: who applied, personal answers, files, messages, notices with their mail, and the files of its documents.
 * Numbers, days, decisions and digests stay. Done twice, it is done once. For workers only.
 */
export async function eraseCase(
  tx: Tx,
  hall: Pick<Hall, "vault">,
  at: { agency: string; id: string; why: "retention" | "request"; basis: string },
): Promise<boolean> {
  const { agency, id } = at;
  const row = await lockCase(tx, agency, id);
  if (!row) return false;
  if (row.finished_at === null) throw new Defect("a case that runs is not emptied");
  const done = await tx.maybe(
    sql`select from cases.case where agency_id = ${agency} and id = ${id} and erased_at is not null`,
  );
  if (done) return false;
  const seal = (text: string, place: string) => hall.vault.seal(text, place);
  tx.later(sql`update cases.case set personal = ${seal(JSON.stringify(EMPTY), `cases.case:personal:${id}`)}, correction = null,
      erased_at = ${tx.now}, erased_why = ${at.why} where agency_id = ${agency} and id = ${id}`);
  const of = sql`agency_id = ${agency} and case_id = ${id}`;
  const [tasks, comments, notices, files, documents] = await Promise.all([
    tx.many<{ id: string }>(sql`select id from cases.task where ${of}`),
    tx.many<{ id: string }>(sql`select id from cases.comment where ${of}`),
    tx.many<{ id: string; mail_id: string | null }>(sql`select id, mail_id from cases.notice where ${of}`),
    tx.many<{ store_id: string; thumbnail: string | null }>(
      sql`delete from cases.attachment where ${of} returning store_id, thumbnail`,
    ),
    tx.many<{ id: string; store_id: string | null }>(
      sql`select id, store_id from cases.document where ${of} and status <> 'making'`,
    ),
  ]);
  for (const task of tasks)
    tx.later(
      sql`update cases.task set applicant = ${seal("", `cases.task:applicant:${task.id}`)}, filer = null where ${of} and id = ${task.id}`,
    );
  for (const comment of comments)
    tx.later(
      sql`update cases.comment set body = ${seal("", `cases.comment:body:${comment.id}`)}, actor_name = null where ${of} and id = ${comment.id}`,
    );
  // Who acted for the applicant: sealed beside the line, and not under its hash.
  tx.later(sql`update cases.event set actor_name = null where ${of} and actor_name is not null`);
  const nothing = JSON.stringify({ id: { subject: "", body: "" }, en: { subject: "", body: "" } });
  for (const notice of notices) {
    tx.later(
      sql`update cases.notice set body = ${seal(nothing, noticePlace(notice.id))} where ${of} and id = ${notice.id}`,
    );
    if (notice.mail_id) emptyMail(tx, hall, notice.mail_id);
  }
  tx.later(
    sql`update cases.document set status = 'destroyed', store_id = null, holder = null, ended_at = coalesce(ended_at, ${tx.now}) where ${of} and status <> 'making'`,
  );
  forgetFiles(tx, [
    ...files.flatMap((file) => [file.store_id, file.thumbnail]),
    ...documents.map((each) => each.store_id),
  ]);
  record(tx, workerActor, {
    agency,
    act: "case.erased",
    target: row.tracking,
    subject: row.applicant_id,
    detail: { why: at.why, basis: at.basis, files: files.length, documents: documents.length },
  });
  return true;
}

/** Takes address and words out of a message that has gone its way; that it was sent, and when, stays. */
export const emptyMail = (tx: Tx, hall: Pick<Hall, "vault">, id: string): void => {
  const empty = (field: "to" | "subject" | "body") => hall.vault.seal("", `kernel.mail:${field}:${id}`);
  tx.later(sql`update kernel.mail set recipient = ${empty("to")}, subject = ${empty("subject")}, body = ${empty("body")},
      status = case when status = 'waiting' then 'none' else status end where id = ${id}`);
};

/** Deletes a person's drafts with their files. Gives how many there were. */
export async function eraseDrafts(tx: Tx, person: string): Promise<number> {
  const drafts = await tx.many<{ id: string }>(sql`select id from cases.draft where person_id = ${person}`);
  if (drafts.length === 0) return 0;
  const ids = drafts.map((draft) => draft.id);
  const files = await tx.many<{ store_id: string; thumbnail: string | null }>(
    sql`delete from cases.attachment where draft_id = any(${ids}) returning store_id, thumbnail`,
  );
  await tx.run(sql`delete from cases.draft where person_id = ${person}`);
  forgetFiles(
    tx,
    files.flatMap((file) => [file.store_id, file.thumbnail]),
  );
  return ids.length;
}
