// Every scenario of the library, played on the real database with real officials, comes out as it is written: what designers
// rehearse in memory is what runs.

import assert from "node:assert/strict";
import { test } from "node:test";
import { readClock } from "../../capabilities/cases/case.ts";
import { papersFor, stage } from "../../capabilities/cases/stage.ts";
import { loadVersion } from "../../capabilities/services/index.ts";
import { addWorkingTime, due, isoWithOffset } from "../../kernel/calendar/index.ts";
import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import { openTestHall } from "../hall.ts";

const hall = await openTestHall({ demo: true, at: "2026-12-31T16:00:00+07:00" });
const papers = await papersFor(hall);
const WHERE: Record<string, string> = { "keterangan-domisili-usaha": "opas-indah" };

const versions = await hall.db.read(worker, async (tx) => {
  const rows = await tx.many<{ id: string }>(
    sql`select distinct on (service_id) id from services.version order by service_id, number desc`,
  );
  return Promise.all(rows.map((row) => loadVersion(tx, row.id)));
});

for (const version of versions) {
  const { definition } = version;
  const gateways = new Set(
    definition.process.nodes
      .filter((node) => ["exclusive", "parallel", "inclusive", "event-based"].includes(node.kind))
      .map((node) => node.id),
  );
  const nodes = new Set(definition.process.nodes.map((node) => node.id));
  for (const scenario of definition.scenarios) {
    // Those that set parameters belong to another offering; those that are refused never become a case.
    if (Object.keys(scenario.parameters).length > 0 || scenario.expect.faults) continue;
    test(`${definition.key}: ${scenario.title}`, async () => {
      const staged = await stage(
        hall,
        {
          who: "melati",
          service: definition.key,
          at: WHERE[definition.key] ?? "pangkalpinang",
          scenario: scenario.key,
        },
        () => new Date(scenario.at),
        papers,
      );
      assert.ok(staged, "nobody offers it");
      const { clock, ground } = staged;
      const timerDue = async (key: string) =>
        (
          await hall.rows(
            "select t.due_at from cases.timer t join cases.case c on c.agency_id = t.agency_id and c.id = t.case_id where c.tracking = $1 and (t.key = $2 or t.key like $2 || ':%')",
            [staged.tracking, key],
          )
        )[0]?.due_at as Date | undefined;
      /** Time passes, and what falls due on the way acts at its own moment. */
      const passTo = async (moment: Date) => {
        for (;;) {
          const [next] = await hall.rows(
            "select min(t.due_at) as due from cases.timer t join cases.case c on c.agency_id = t.agency_id and c.id = t.case_id where c.tracking = $1",
            [staged.tracking],
          );
          if (!next?.due || next.due > moment) break;
          clock.set(new Date(Math.max(next.due.getTime(), clock.now().getTime())));
          await staged.settle();
        }
        clock.set(moment);
        await staged.settle();
      };
      for (const step of scenario.steps) {
        const { workingDays = 0, days = 0, hours = 0, minutes = 0 } = step.after ?? {};
        let moment =
          "at" in step && step.at
            ? new Date(step.at)
            : new Date(
                addWorkingDays(ground.calendar, clock.now(), workingDays).getTime() +
                  days * 86_400_000 +
                  hours * 3_600_000 +
                  minutes * 60_000,
              );
        if ("timer" in step) moment = (await timerDue(step.timer)) ?? assert.fail(`no timer ${step.timer}`);
        if ("silence" in step) moment = (await timerDue("@silence")) ?? assert.fail("no clock of silence");
        await passTo(moment);
        await staged.act(step);
        await staged.settle();
      }
      const [row] = await hall.rows("select * from cases.case where tracking = $1", [staged.tracking]);
      const { expect } = scenario;
      if (expect.path) {
        const events = await hall.rows("select trace from cases.event where case_id = $1 order by number", [row?.id]);
        const path = events
          .flatMap((event) => event.trace as string[])
          .filter((id) => nodes.has(id) && (!gateways.has(id) || expect.path?.includes(id)));
        assert.deepEqual(path, expect.path);
      }
      if (expect.outcome) assert.equal(row?.outcome, expect.outcome);
      for (const [name, value] of Object.entries(expect.results ?? {})) assert.deepEqual(row?.variables[name], value);
      if (expect.documents) {
        const documents = await hall.rows("select key, status from cases.document where case_id = $1 order by id", [
          row?.id,
        ]);
        assert.deepEqual(
          documents.map((each) => [each.key, each.status]),
          expect.documents.map((key) => [key, "issued"]),
        );
      }
      if (expect.notices) {
        const notices = await hall.rows(
          "select distinct on (key) key, at, id from cases.notice where case_id = $1 and key <> 'escalated'",
          [row?.id],
        );
        // What an act tells of itself is not the designer's to write.
        const told = notices.map((each) => each.key).filter((key) => key !== "data-dihapus");
        assert.deepEqual(new Set(told), new Set(expect.notices));
      }
      // A promise that is broken is told to the role that the definition names, by its own notice or by ours.
      if (row?.is_late && !definition.service.notices.some((notice) => notice.on === "late")) {
        const told = await hall.rows("select to_role from cases.notice where case_id = $1 and key = 'escalated'", [
          row.id,
        ]);
        assert.deepEqual(
          told.map((each) => each.to_role),
          [definition.service.promise.escalateTo],
        );
      }
      if (expect.open) {
        const open = await hall.rows("select element from cases.task where case_id = $1 and status = 'open'", [
          row?.id,
        ]);
        assert.deepEqual(open.map((each) => each.element).sort(), [...expect.open].sort());
      }
      if (expect.due && row?.clock)
        // The day: the hour at which an office closes is the agency's own; the scenarios are written for the national calendar.
        assert.equal(
          isoWithOffset(due(ground.calendar, readClock(row.clock), clock.now()), ground.calendar.zone).slice(0, 10),
          expect.due.slice(0, 10),
        );
      if (expect.late !== undefined) assert.equal(row?.is_late, expect.late);
    });
  }
}

/** So many working days on, at the same hour. */
function addWorkingDays(calendar: Parameters<typeof addWorkingTime>[0], from: Date, days: number): Date {
  let at = from;
  for (let left = days; left > 0; ) {
    at = new Date(at.getTime() + 86_400_000);
    const start = new Date(
      `${isoWithOffset(at, calendar.zone).slice(0, 10)}T00:00:00${isoWithOffset(at, calendar.zone).slice(-6)}`,
    );
    if (addWorkingTime(calendar, start, 1).getTime() - start.getTime() < 86_400_000) left--;
  }
  return at;
}
