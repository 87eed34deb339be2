// How an official stands to a case that they see: at work on it, or only reading, perhaps in an emergency.

import type { Actor } from "../../kernel/actor.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import { openEmergencyOf } from "./emergency.sql.ts";
import { actOf, mayAnywhere, mayOn } from "./rights.ts";
import type { CaseView, ViewTask } from "./view.ts";
import { isMine } from "./work.ts";

export type StandingOn = {
  /** May write on it: comments, tasks. */
  mayWrite: boolean;
  /** Reads it in an emergency, until then. */
  emergency?: Date;
  /** They or their organization applied, or they sent it, so colleagues work on it. */
  ownAffair: boolean;
};

const unitsOn = (view: Pick<CaseView, "tasks">): string[] => view.tasks.flatMap(({ unit_id }) => unit_id ?? []);

/** Asks the database only where the tasks do not tell already, which is seldom. */
export async function standingOn(tx: Tx, actor: Actor, view: CaseView): Promise<StandingOn> {
  const { row, ownAffair } = view;
  const known = (["work", "decide"] as const).some((act) => mayAnywhere(actor, row, unitsOn(view), act).permitted);
  if (known || ownAffair) return { mayWrite: !ownAffair, ownAffair };
  const { writes } = await tx.one<{ writes: boolean }>(
    sql`select cases.works_on(${row.agency_id}, ${row.id}) as writes`,
  );
  const emergency = writes ? undefined : (await openEmergencyOf(tx, actor.account as string, row.id))?.until;
  return { mayWrite: writes, ownAffair, emergency };
}

/** The open tasks that the actor may do: of their desk, permitted by a position, and not of their own affair. */
export const tasksFor = (actor: Actor, view: CaseView): ViewTask[] =>
  view.ownAffair
    ? []
    : view.tasks.filter(
        (task) =>
          task.status === "open" &&
          isMine(actor, task) &&
          mayOn(actor, view.row, task.unit_id as string, actOf(view.ground, task)).permitted,
      );
