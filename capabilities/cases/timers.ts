// What falls due: the engine's timers and the case's own clocks. Rows, claimed one by one; a timer that was due while the program
// was down fires when it is up again.

import { workerActor } from "../../kernel/actor.ts";
import { formatDateTime, readClock as readingOf } from "../../kernel/calendar/index.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Hall } from "../../kernel/hall.ts";
import { describeError } from "../../kernel/telemetry.ts";
import { pick } from "../../kernel/words/words.ts";
import { type Deed, take } from "./carry.ts";
import { type CaseRow, readClock, type TaskRow } from "./case.ts";
import { clearTimer, insertParties, lockCaseIfFree, openTasksOf, setTimer, updateCase } from "./cases.sql.ts";
import { behind, type Ground, groundOf } from "./ground.ts";
import { notify, tell } from "./notices.ts";
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
  if (late) escalate(tx, hall, ground, row, open);
  return true;
}

/** A broken promise is told to the role that the definition names, with where the case lies; its unit may then open the case. */
function escalate(tx: Tx, hall: Hall, ground: Ground, row: CaseRow, open: TaskRow[]): void {
  const { promise, notices } = ground.service;
  const who = behind(ground, promise.escalateTo);
  // A service that tells this role in its own words on being late has told it already.
  if (who.applicant || notices.some((notice) => notice.on === "late" && notice.to.includes(promise.escalateTo))) return;
  tell(
    tx,
    hall,
    row,
    "escalated",
    (locale) => {
      const t = hall.words(locale);
      const at = open.map((task) => nameOf(ground, task.element, locale)).join(", ") || "–";
      const params = {
        tracking: row.tracking,
        service: pick(ground.service.name, locale),
        due: row.due_at ? formatDateTime(row.due_at, ground.calendar.zone, locale) : "–",
        at,
        url: `${hall.url}/kerja/${row.tracking}`,
      };
      return { subject: t("cases.escalated.subject", params), body: t("cases.escalated.body", params) };
    },
    { role: promise.escalateTo, unit: who.unit },
  );
  insertParties(tx, row.agency_id, row.id, [who.unit]);
}

const nameOf = (ground: Ground, element: string, locale: "id" | "en"): string => {
  const node = ground.version.definition.process.nodes.find((each) => each.id === element);
  return pick({ id: node?.name ?? element, en: node?.attributes.en }, locale);
};
