// Answering: taking a mandate that was offered, giving one that was asked for, or saying no. By whoever is meant, and nobody else.

import type { Actor } from "../../kernel/actor.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import { ensure, notFound, refuse } from "../../kernel/errors.ts";
import type { Hall } from "../../kernel/hall.ts";
import { once } from "../../kernel/web/once.ts";
import { ensureSettled, personById } from "../people/index.ts";
import { isWide, sameName } from "./mandate.ts";
import { accept, give, inAgreement, type MandateRow, refuseRow, waitingFor } from "./mandates.sql.ts";
import { nibBlinds, nikBlinds, places } from "./sealed.ts";
import { isKnown } from "./stand.ts";
import { subjectById } from "./subjects.ts";
import { happened } from "./told.ts";

/** One mandate that waits for an answer, and what the answer would be. */
export type Waiting = { row: MandateRow; side: "holder" | "grantor"; blind: Buffer | null };

/**
 * What waits for the actor. Both the number and the name must be theirs: who mistyped a number has not told a stranger of
 * their affairs.
 */
export async function waitingOf(tx: Tx, hall: Hall, actor: Actor): Promise<Waiting[]> {
  if (!actor.person) return [];
  const { vault } = hall;
  if (actor.behalf) {
    const subject = await subjectById(tx, vault, actor.behalf.subject);
    const may = actor.behalf.extent.acts === "all" || actor.behalf.extent.acts.includes("mandate");
    if (subject?.kind !== "organization" || !may) return [];
    const asked = await underEach(tx, subject.nib ? nibBlinds(vault, subject.nib) : []);
    const agreed = await agreedBy(tx, actor.account as string);
    const open = (await inAgreement(tx, subject.id)).filter((row) => !agreed.has(row.id));
    return [
      ...asked.map(({ row, blind }): Waiting => ({ row, side: "grantor", blind })),
      ...open.map((row): Waiting => ({ row, side: "grantor", blind: null })),
    ];
  }
  const me = await personById(tx, vault, actor.person);
  if (!me?.nik) return [];
  return (await underEach(tx, nikBlinds(vault, me.nik))).flatMap(({ row, blind }): Waiting[] => {
    const side = row.status === "offered" ? "holder" : "grantor";
    const typed = vault.open(side === "holder" ? row.holder_name : row.grantor_name, places[side](row.id));
    return sameName(typed, me.name) ? [{ row, side, blind }] : [];
  });
}

/** What waits under any of the traces of one number. */
const underEach = async (tx: Tx, blinds: readonly Buffer[]): Promise<{ row: MandateRow; blind: Buffer }[]> =>
  (await Promise.all(blinds.map(async (blind) => (await waitingFor(tx, blind)).map((row) => ({ row, blind }))))).flat();

const agreedBy = async (tx: Tx, account: string): Promise<Set<string>> =>
  new Set(
    (
      await tx.many<{ mandate_id: string }>(sql`select mandate_id from mandates.agreement where account = ${account}`)
    ).map((row) => row.mandate_id),
  );

/** Takes what was offered, or gives what was asked. An organization's answer may still wait for its other directors. */
export const agreeTo = (tx: Tx, hall: Hall, actor: Actor, id: string, key: string): Promise<{ status: string }> =>
  once(tx, key, ["mandate.agree", id], async () => {
    const { row, side, blind } = await waitingFound(tx, hall, actor, id);
    if (side === "holder") {
      ensure(isKnown(hall, actor), refuse("mandates.not-known", {}, 403));
      ensure(await accept(tx, id, blind as Buffer), refuse("mandates.answered-already", {}, 409));
      happened(tx, hall, actor, { id, subject: row.grantor_id, kind: row.kind }, "accepted");
      return { status: "granted" };
    }
    ensureSettled(hall, actor);
    // As with an offer: what is given away widely is given by somebody who is known.
    ensure(!isWide(row) || isKnown(hall, actor), refuse("mandates.not-known-wide", {}, 403));
    const status = await give(tx, id, blind);
    ensure(status, refuse("mandates.answered-already", {}, 409));
    happened(
      tx,
      hall,
      actor,
      { id, subject: actor.person, kind: row.kind },
      status === "granted" ? "granted" : status === "offered" ? "offered" : "agreed",
    );
    return { status };
  });

/** Says no. */
export const declineMandate = (
  tx: Tx,
  hall: Hall,
  actor: Actor,
  id: string,
  key: string,
): Promise<{ status: string }> =>
  once(tx, key, ["mandate.decline", id], async () => {
    const { row, blind } = await waitingFound(tx, hall, actor, id);
    ensure(await refuseRow(tx, id, blind), refuse("mandates.answered-already", {}, 409));
    happened(tx, hall, actor, { id, subject: row.grantor_id, kind: row.kind }, "refused");
    return { status: "refused" };
  });

async function waitingFound(tx: Tx, hall: Hall, actor: Actor, id: string): Promise<Waiting> {
  const found = (await waitingOf(tx, hall, actor)).find((each) => each.row.id === id);
  if (!found) throw notFound("mandates.not-found");
  return found;
}
