// A holiday was added or moved: the clocks of cases under way are counted again, because the promise is in working days.

import { workerActor } from "../../kernel/actor.ts";
import { due as dueOf } from "../../kernel/calendar/index.ts";
import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Reaction } from "../../kernel/hall.ts";
import { silenceOf } from "../services/index.ts";
import { readClock } from "./case.ts";
import { lockCase, setTimer, updateCase } from "./cases.sql.ts";
import { groundOf } from "./ground.ts";
import { note } from "./work.ts";

/** Goes over the running cases of the agency, or of all, in batches; each case in a transaction of its own. Doing it twice changes nothing. */
export const calendarChanged: Reaction = async (hall, told) => {
  const agency = typeof told.data.agency === "string" ? told.data.agency : null;
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const batch = await hall.db.read(worker, (tx) =>
      tx.many<{ agency_id: string; id: string }>(sql`select agency_id, id from cases.case
        where status = 'running' and clock is not null and id > ${after} and (${agency}::uuid is null or agency_id = ${agency}::uuid) order by id limit 200`),
    );
    for (const { agency_id, id } of batch) {
      await hall.db.transact(worker, async (tx) => {
        const row = await lockCase(tx, agency_id, id);
        if (row?.status !== "running" || !row.clock) return;
        const ground = await groundOf(tx, row);
        const clock = readClock(row.clock);
        const due = dueOf(ground.calendar, clock, tx.now);
        if (row.due_at?.getTime() === due.getTime()) return;
        const before = row.due_at;
        row.due_at = due;
        updateCase(tx, row);
        if (!row.is_paused && !row.is_late) setTimer(tx, agency_id, id, "@late", due);
        const legal = silenceOf(ground.version.definition, ground.parameters);
        if (legal && row.clock.silenceFrom && !row.is_paused)
          setTimer(
            tx,
            agency_id,
            id,
            "@silence",
            dueOf(ground.calendar, { ...clock, startedAt: new Date(row.clock.silenceFrom), promise: legal }, tx.now),
          );
        note(tx, { row }, workerActor, "clock.recounted", undefined, {
          from: before?.toISOString(),
          due: due.toISOString(),
        });
      });
    }
    const last = batch.at(-1);
    if (!last || batch.length < 200) return;
    after = last.id;
  }
};
