// Who may do what on a case: the permissions of positions, and duties that stay apart. Asked by every act; row security asks again.

import type { Actor } from "../../kernel/actor.ts";
import { ensure, forbidden } from "../../kernel/errors.ts";
import { type CaseAct, may, mayIn, type Verdict } from "../agencies/index.ts";
import type { CaseRow, TaskRow } from "./case.ts";
import type { Ground } from "./ground.ts";

type Affair = Pick<CaseRow, "unit_id" | "service_id" | "region">;

/** What a task asks of who does it: a head's task is a decision, any other is work. */
export const actOf = (ground: Pick<Ground, "service">, task: Pick<TaskRow, "role">): CaseAct =>
  ground.service.roles.find((each) => each.key === task.role)?.kind === "head" ? "decide" : "work";

/** Whether a position of the actor's permits an act on this affair in one unit. */
export const mayOn = (actor: Actor, row: Affair, unit: string, act: CaseAct): Verdict =>
  actor.kind === "official"
    ? may(actor.rights, { act, unit, service: row.service_id, region: row.region })
    : { permitted: false, lacks: "unit" };

/** The same in any of the units that answer for a case or work on it. */
export const mayAnywhere = (actor: Actor, row: Affair, units: readonly string[], act: CaseAct): Verdict =>
  mayIn(actor, [...new Set([row.unit_id, ...units])], { act, service: row.service_id, region: row.region });

/**
 * Lets pass who may do a task of an office: permitted by a position, not in their own affair, and not where the service keeps this
 * step apart from one that they did themselves. @throws Refused 403 that says what is lacking.
 */
export function ensureMayDo(
  actor: Actor,
  desk: { row: Affair; ground: Ground; own: boolean; done: readonly Pick<TaskRow, "element" | "done_by">[] },
  task: Pick<TaskRow, "role" | "unit_id" | "element">,
): void {
  ensure(!desk.own, forbidden("task.own-affair"));
  const verdict = mayOn(actor, desk.row, task.unit_id as string, actOf(desk.ground, task));
  if (!verdict.permitted) throw forbidden(`task.lacks.${verdict.lacks}`);
  ensure(!didItsCounterpart(actor, desk, task), forbidden("task.kept-apart"));
}

/** Whether the actor did a step that the service keeps apart from this one ("four eyes"). */
export function didItsCounterpart(
  actor: Actor,
  { ground, done }: { ground: Pick<Ground, "service">; done: readonly Pick<TaskRow, "element" | "done_by">[] },
  task: Pick<TaskRow, "element">,
): boolean {
  const apart = (ground.service.separate ?? []).filter((group) => group.includes(task.element)).flat();
  return done.some(
    (one) => one.element !== task.element && apart.includes(one.element) && one.done_by === actor.official,
  );
}
