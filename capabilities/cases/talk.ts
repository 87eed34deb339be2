// Talking on a case: inside the offices, or with the applicant; and withdrawing it.

import type { Actor } from "../../kernel/actor.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import { ensure, forbidden, refuse } from "../../kernel/errors.ts";
import type { Hall } from "../../kernel/hall.ts";
import { joinState, progress } from "../../kernel/process/index.ts";
import { once } from "../../kernel/web/once.ts";
import { take } from "./carry.ts";
import { ensureReach } from "./for-whom.ts";
import { isOwnAffair } from "./own-affair.ts";
import { type Desk, labelOf, note, openPersonal, takeCase } from "./work.ts";

const commentPlace = (id: string) => `cases.comment:body:${id}`;

/** Writes a comment. Officials choose whom it is for; an applicant writes to the offices. */
export const addComment = (
  tx: Tx,
  hall: Hall,
  actor: Actor,
  tracking: string,
  given: { text: string; inside: boolean },
  key: string,
): Promise<{ id: string }> =>
  once(tx, key, ["comment", tracking, given], async () => {
    const text = given.text.trim();
    ensure(text !== "", refuse("comment.empty"));
    ensure(text.length <= 4000, refuse("comment.long", { length: text.length }));
    const desk = await takeCase(tx, tracking);
    const fromApplicant = actor.kind === "resident";
    ensure(!fromApplicant || actor.person === desk.row.applicant_id, forbidden());
    const { agency_id: agency, id: of } = desk.row;
    ensure(fromApplicant || !(await isOwnAffair(tx, hall, actor, { agency, case: of })), forbidden("task.own-affair"));
    ensureReach(actor, desk.ground, "answer", tx.now);
    const id = tx.id();
    tx.later(sql`insert into cases.comment (agency_id, case_id, id, at, is_inside, actor, from_applicant, label, body, actor_name)
      values (${desk.row.agency_id}, ${desk.row.id}, ${id}, ${tx.now}, ${given.inside && !fromApplicant}, ${actor.account}, ${fromApplicant}, ${labelOf(actor)},
        ${hall.vault.seal(text, commentPlace(id))}, ${actor.behalf ? hall.vault.seal(actor.name ?? "", `cases.comment:actor:${id}`) : null})`);
    note(tx, desk, actor, given.inside && !fromApplicant ? "comment.inside" : "comment.written");
    return { id };
  });

/** Whether the applicant may still withdraw: the definition allows it, and the step until which it does is not passed. */
export function mayWithdraw(desk: Pick<Desk, "row" | "ground">): boolean {
  const { withdrawal } = desk.ground.service;
  if (!withdrawal || desk.row.status !== "running") return false;
  if (!withdrawal.until) return true;
  const passed = progress(desk.ground.version.definition.process, joinState(desk.row.state, desk.row.variables))[
    withdrawal.until
  ];
  return passed !== "done";
}

/** The applicant takes the request back. */
export const withdrawCase = (
  tx: Tx,
  hall: Hall,
  actor: Actor,
  tracking: string,
  reason: string,
  key: string,
): Promise<{ status: string }> =>
  once(tx, key, ["withdraw", tracking], async () => {
    const desk = await takeCase(tx, tracking);
    ensure(actor.kind === "resident" && actor.person === desk.row.applicant_id, forbidden());
    ensureReach(actor, desk.ground, "withdraw", tx.now);
    ensure(mayWithdraw(desk), refuse("cases.cannot-withdraw", {}, 409));
    const carried = take(
      tx,
      hall,
      desk.ground,
      desk.row,
      desk.open,
      openPersonal(hall, desk.row),
      { type: "cancelled", reason: "withdrawn" },
      {
        kind: "withdrawn",
        actor,
        label: labelOf(actor),
        data: reason ? { reason: reason.slice(0, 500) } : {},
      },
    );
    ensure(!carried.step.refused, refuse("cases.cannot-withdraw", {}, 409));
    return { status: carried.row.status };
  });
