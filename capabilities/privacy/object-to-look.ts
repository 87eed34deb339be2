// A person finds a look at their data strange and asks for an account of it; the data protection officer of that agency gives it.

import type { Actor } from "../../kernel/actor.ts";
import { mayAct } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { ensure, faulty, forbidden, notFound, refuse } from "../../kernel/errors.ts";
import type { Hall } from "../../kernel/hall.ts";
import { standsInAll } from "../mandates/index.ts";
import { lookById } from "./looks.sql.ts";
import { answerObjectionRow, insertObjection, objectionById } from "./objections.sql.ts";

/** Hours in which an officer answers: the time of UU 27/2022 art. 32 for access, which such a question is a part of. */
export const ANSWER_HOURS = 72;
const MOST = 2000;

export const objectionPlace = (id: string, part: "body" | "answer") => `privacy.objection:${part}:${id}`;

/** Whether the actor answers for personal data in their agency. */
export const protectsData = (actor: Actor): boolean => mayAct(actor, "protect-data");

/** Whose data are asked for: one's own, or of whom one is guardian in all. No other mandate opens who looked, or a copy of everything. */
export function personOf(actor: Actor): string {
  ensure(actor.person && (!actor.behalf || standsInAll(actor.behalf)), forbidden("privacy.own-only"));
  return actor.person;
}

/** Asks for an account of a look. A look that was asked about already is not asked about twice. */
export async function objectToLook(tx: Tx, hall: Hall, actor: Actor, entry: string, text: string): Promise<void> {
  const person = personOf(actor);
  const look = await lookById(tx, person, entry);
  ensure(look, notFound("privacy.no-look"));
  const said = text.trim();
  if (said.length < 10) throw faulty([{ field: "alasan", key: "privacy.objection.say-why" }]);
  if (said.length > MOST) throw faulty([{ field: "alasan", key: "privacy.too-long", params: { most: MOST } }]);
  const id = tx.id();
  const taken = await insertObjection(tx, {
    agency_id: look.agencyId,
    id,
    person_id: person,
    entry_id: look.id,
    look: {
      at: look.at.toISOString(),
      act: look.act,
      purpose: look.purpose,
      who: look.detail.who ?? look.position ?? "",
      tracking: look.detail.tracking ?? "",
    },
    body: hall.vault.seal(said, objectionPlace(id, "body")),
    due_at: new Date(tx.now.getTime() + ANSWER_HOURS * 3_600_000),
  });
  ensure(taken > 0, refuse("privacy.objected-already", {}, 409));
  record(tx, actor, { agency: look.agencyId, act: "look.objected-to", target: id, subject: person });
}

/** Answers an objection, once, in the officer's name. */
export async function answerObjection(tx: Tx, hall: Hall, actor: Actor, id: string, text: string): Promise<void> {
  ensure(protectsData(actor), forbidden("privacy.not-officer"));
  const row = await objectionById(tx, id);
  ensure(row && row.agency_id === actor.agency, notFound());
  const said = text.trim();
  if (said.length < 10) throw faulty([{ field: "jawaban", key: "privacy.objection.say-answer" }]);
  if (said.length > MOST) throw faulty([{ field: "jawaban", key: "privacy.too-long", params: { most: MOST } }]);
  const answered = await answerObjectionRow(tx, row, {
    text: hall.vault.seal(said, objectionPlace(id, "answer")),
    by: actor.account as string,
    label: `${actor.title}, ${actor.name}`,
  });
  ensure(answered > 0, refuse("privacy.answered-already", {}, 409));
  record(tx, actor, { act: "look.objection-answered", target: id, subject: row.person_id });
}
