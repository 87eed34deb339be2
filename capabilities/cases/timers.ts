// What falls due: the engine's timers and the case's own clocks. Rows, claimed one by one; a timer that was due while the program
// was down fires when it is up again.

import { workerActor } from "../../kernel/actor.ts";
import { readClock as readingOf } from "../../kernel/calendar/index.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Hall } from "../../kernel/hall.ts";
import { describeError } from "../../kernel/telemetry.ts";
import { type Deed, take } from "./carry.ts";
import { readClock } from "./case.ts";
import { clearTimer, lockCaseIfFree, openTasksOf, setTimer, updateCase } from "./cases.sql.ts";
import { groundOf } from "./ground.ts";
import { notify } from "./notices.ts";
import { note, openPersonal } from "./work.ts";

type Timer = { agency_id: string; case_id: string; key: string; due_at: Date };

/** Fires everything that is due now. Gives the number of timers that fired. */
export async function fireTimers(hall: Hall): Promise<number> {
  let fired = 0;
  for (;;) {
    const due = await hall.db.read(worker, (tx) =>
      tx.many<Timer>(
        sql`select agency_id, case_id, key, due_at from cases.timer where due_at <= ${tx.now} order by due_at limit 100`,
      ),
    );
    let moved = 0;
    for (const timer of due) {
      try {
        if (await hall.db.transact(worker, (tx) => fire(tx, hall, timer))) moved++;
      } catch (error) {
        hall.log.error({ timer: timer.key, ...describeError(error) }, "a timer could not fire");
        // It is tried again later, so that one broken case does not hold up the others.
        await hall.db.transact(worker, async (tx) =>
          setTimer(tx, timer.agency_id, timer.case_id, timer.key, new Date(tx.now.getTime() + 300_000)),
        );
      }
    }
    fired += moved;
    if (moved === 0) return fired;
  }
}

async function fire(tx: Tx, hall: Hall, timer: Timer): Promise<boolean> {
  const { agency_id: agency, case_id: id, key } = timer;
  // Somebody works on the case at this moment: the next round comes in a second.
  const row = await lockCaseIfFree(tx, agency, id);
  if (!row) return false;
  const still = await tx.maybe(
    sql`select from cases.timer where agency_id = ${agency} and case_id = ${id} and key = ${key} and due_at <= ${tx.now}`,
  );
  if (!still) return true;
  clearTimer(tx, agency, id, key);
  if (row.status !== "running") return true;
  const [open, ground] = await Promise.all([openTasksOf(tx, agency, id), groundOf(tx, row)]);
  const personal = openPersonal(hall, row);
  const deed = (kind: string, data?: Record<string, unknown>): Deed => ({ kind, actor: workerActor, label: "", data });
  if (!key.startsWith("@")) {
    take(tx, hall, ground, row, open, personal, { type: "timer", key }, deed("timer", { key }));
    return true;
  }
  if (key === "@silence" && ground.service.silence) {
    // The law speaks for the office that did not: the process receives it as a message and decides by its own diagram.
    const carried = take(
      tx,
      hall,
      ground,
      row,
      open,
      personal,
      { type: "message", name: ground.service.silence.message },
      deed("silence", { basis: ground.service.silence.basis.instrument }),
    );
    if (carried.step.refused) note(tx, { row }, workerActor, "silence.not-awaited");
    else
      for (const each of ground.service.notices.filter((notice) => notice.on === "silent"))
        notify(tx, hall, ground, carried.row, personal, each.key);
    return true;
  }
  const late = key === "@late";
  if (late) row.is_late = true;
  const reading = row.clock ? readingOf(ground.calendar, readClock(row.clock), tx.now) : undefined;
  if (late) updateCase(tx, row);
  note(tx, { row }, workerActor, late ? "clock.late" : "clock.warned", undefined, { due: reading?.due.toISOString() });
  for (const each of ground.service.notices.filter((notice) => notice.on === (late ? "late" : "warned")))
    notify(tx, hall, ground, row, personal, each.key);
  return true;
}
