// Taking an issued document out of force: revoked, or replaced by a new one with what the case says today.

import type { Actor } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import { ensure, type Fault, faulty, forbidden, notFound, refuse } from "../../kernel/errors.ts";
import type { Hall } from "../../kernel/hall.ts";
import { once } from "../../kernel/web/once.ts";
import { headOf } from "../agencies/index.ts";
import { documentById, documentsOf, openDocument } from "./documents.sql.ts";
import type { Ground } from "./ground.ts";
import { tell } from "./notices.ts";
import { isOwnAffair } from "./own-affair.ts";
import { today } from "./today.ts";
import { type Desk, labelOf, note, takeCase } from "./work.ts";

export type Ending = { document: string; how: "revoke" | "reissue"; reason: string };

/** Whoever signed the document, and the head of the unit that answers for it (or who acts as head today), may end it. */
export async function mayEndDocuments(
  tx: Tx,
  actor: Actor,
  desk: { row: Desk["row"]; ground: Ground },
  signers: readonly (string | null)[],
): Promise<boolean> {
  if (actor.kind !== "official" || !actor.official) return false;
  if (signers.includes(actor.official)) return true;
  const head = await headOf(tx, desk.row.unit_id, today(desk.ground.calendar, tx.now));
  return head?.official === actor.official;
}

/**
 * Ends a document, with the reason that anybody who verifies it will read. A revoked one stays on record as revoked; one that is
 * issued again stays in force until the new one is made, and its code then leads to the new one. The applicant is told either way.
 * @throws Refused with a fault at the field, 403 when the asker may not, 409 when it is no longer in force.
 */
export const endDocument = (
  tx: Tx,
  hall: Hall,
  actor: Actor,
  tracking: string,
  given: Ending,
  key: string,
): Promise<{ status: "revoked" | "making" }> =>
  once(tx, key, ["end-document", tracking, given], async () => {
    const desk = await takeCase(tx, tracking);
    const { row, ground } = desk;
    const document = await documentById(tx, row.agency_id, given.document);
    if (!document || document.case_id !== row.id) throw notFound();
    const signers = await signersOf(tx, desk);
    ensure(await mayEndDocuments(tx, actor, desk, signers), forbidden("document.not-yours"));
    const affair = { agency: row.agency_id, case: row.id };
    ensure(!(await isOwnAffair(tx, hall, actor, affair)), forbidden("task.own-affair"));
    const reason = given.reason.trim();
    const fault = faultOf(reason);
    if (fault) throw faulty([fault]);
    ensure(document.status === "issued", refuse("document.not-in-force", {}, 409));
    const others = await documentsOf(tx, row.agency_id, row.id);
    ensure(
      !others.some((each) => each.key === document.key && each.status === "making"),
      refuse("document.being-made", {}, 409),
    );
    const revoke = given.how === "revoke";
    if (revoke)
      tx.later(sql`update cases.document set status = 'revoked', ended_at = ${tx.now}, ended_why = ${reason}
        where agency_id = ${row.agency_id} and id = ${document.id} and status = 'issued'`);
    else {
      tx.later(
        sql`update cases.document set ended_why = ${reason} where agency_id = ${row.agency_id} and id = ${document.id}`,
      );
      openDocument(tx, ground, row, document.key, null);
    }
    const kind = revoke ? "document.revoked" : "document.reissued";
    note(tx, desk, actor, kind, undefined, { document: document.key, number: document.number, reason });
    record(tx, actor, {
      agency: row.agency_id,
      act: kind,
      target: `${row.tracking}/${document.number}`,
      subject: row.applicant_id,
      detail: { reason, who: labelOf(actor) },
    });
    const params = { number: document.number, reason, url: `${hall.url}/periksa/${document.code}` };
    tell(tx, hall, row, kind, (locale) => {
      const t = hall.words(locale);
      const name = { document: document.title[locale] ?? document.title.id };
      return {
        subject: t(`notice.${kind}.subject`, { ...params, ...name }),
        body: t(`notice.${kind}.body`, { ...params, ...name }),
      };
    });
    return { status: revoke ? "revoked" : "making" };
  });

const faultOf = (reason: string): Fault | undefined =>
  reason === ""
    ? { field: "alasan", key: "document.say-why" }
    : reason.length < 10
      ? { field: "alasan", key: "document.why-short" }
      : reason.length > 500
        ? { field: "alasan", key: "document.why-long", params: { length: reason.length } }
        : undefined;

/** The officials who completed the case's signing tasks. */
const signersOf = async (tx: Tx, { row, ground }: Pick<Desk, "row" | "ground">): Promise<string[]> =>
  (
    await tx.many<{ done_by: string }>(sql`select done_by from cases.task
      where agency_id = ${row.agency_id} and case_id = ${row.id} and status = 'done' and done_by is not null
        and role = any(${ground.service.documents.flatMap((each) => each.signedBy ?? [])})`)
  ).map((task) => task.done_by);
