// The real time of requests, as their own clocks counted it.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { openTestHall } from "../../tests/hall.ts";
import { medianOf, tellAllFigures } from "./figures.ts";

test("the median is the middle one, or lies between the two in the middle", () => {
  assert.equal(medianOf([9, 1, 5]), 5);
  assert.equal(medianOf([4, 1, 3, 2]), 2.5);
  assert.equal(medianOf([7]), 7);
});

test("time in which the applicant had the case does not count, and figures are told anew only when a case has finished", async () => {
  const hall = await openTestHall({ demo: true, at: "2026-11-23T09:00:00+07:00" });
  const [offering] = await hall.rows(`select o.* from services.offering o join services.service s on s.id = o.service_id
    where s.key = 'sertifikat-laik-higiene' and o.slug = 'kota-pangkalpinang'`);
  /** A case that began on Monday 2 November at opening time, ended at a moment, and stood still in between. */
  const finished = (until: string, pauses: [string, string][] = []) =>
    hall.rows(
      `insert into cases.case (agency_id, id, tracking, offering_id, service_id, version_id, unit_id, applicant_id, status, state, variables,
         personal, clock, submitted_at, finished_at, events, head)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 'granted', '{}', '{}', '', $9, '2026-11-02T07:30:00+07:00', $10, 0, '')`,
      [
        offering?.agency_id,
        randomUUID(),
        randomUUID(),
        offering?.id,
        offering?.service_id,
        offering?.version_id,
        offering?.unit_id,
        randomUUID(),
        JSON.stringify({
          startedAt: "2026-11-02T07:30:00+07:00",
          promise: { workingDays: 14 },
          pauses,
          stoppedAt: until,
        }),
        until,
      ],
    );
  for (const until of [
    "2026-11-04T16:00:00+07:00",
    "2026-11-05T16:00:00+07:00",
    "2026-11-05T16:00:00+07:00",
    "2026-11-06T16:30:00+07:00",
  ])
    await finished(until);
  // Four days on the calendar, of which two were the applicant's.
  await finished("2026-11-05T16:00:00+07:00", [["2026-11-03T07:30:00+07:00", "2026-11-05T07:30:00+07:00"]]);
  await tellAllFigures(hall);
  const told = async () =>
    (await hall.rows("select median::float8 as median, sample, recent, told_at from services.figure"))[0];
  const first = await told();
  assert.deepEqual([first?.sample, first?.recent], [5, 5]);
  assert.ok(first?.median > 3.5 && first?.median <= 4, `${first?.median}`);

  hall.time.advance(3_600_000);
  await tellAllFigures(hall);
  assert.deepEqual(await told(), first);
  await finished("2026-11-23T09:30:00+07:00");
  await tellAllFigures(hall);
  assert.equal((await told())?.sample, 6);
});
