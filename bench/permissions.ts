// (e) What permissions cost on a case page: the same page, from the same program in this process, once as it is and once with a
// database that asks as its owner, past row security. That switch is the bench's own; the product has none.

import type { OpenHall } from "../app/open-hall.ts";
import { mayIn, rightsOf } from "../capabilities/agencies/index.ts";
import { openDatabase } from "../kernel/db/database.ts";
import { makeMetrics } from "../kernel/telemetry.ts";
import { makeServer } from "../kernel/web/server.ts";
import { median } from "./load.ts";
import type { Person } from "./world.ts";

export type PermissionFigure = {
  page: string;
  /** Milliseconds, the middle of all. */
  on: number;
  off: number;
  /** What row security takes of the page, between 0 and 1. */
  share: number;
  /** Microseconds of one question to the rule, and of reading an official's rights at each request. */
  rule: number;
  standing: number;
};

/** Measures a page in turns with row security and without, so that whatever else the machine does falls on both. */
export async function measurePermissions(given: {
  hall: OpenHall;
  client: import("pg").Client;
  official: Person;
  path: string;
  page: string;
  turns: number;
}): Promise<PermissionFigure> {
  const { hall, client, official, path, page, turns } = given;
  const owners = openDatabase({
    connectionString: hall.ownerUrl,
    workerConnectionString: hall.ownerUrl,
    time: hall.time,
  });
  try {
    const servers = {
      on: await makeServer(hall, makeMetrics(), "bench"),
      off: await makeServer({ ...hall, db: owners }, makeMetrics(), "bench"),
    };
    const times: Record<"on" | "off", number[]> = { on: [], off: [] };
    const ask = async (way: "on" | "off") => {
      const began = performance.now();
      const answer = await servers[way].fetch(
        new Request(`${hall.url}${path}`, { headers: { cookie: `pendopo=${official.session}` } }),
      );
      await answer.text();
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
      return performance.now() - began;
    };
    for (let warm = 0; warm < 50; warm++) for (const way of ["on", "off"] as const) await ask(way);
    for (let turn = 0; turn < turns; turn++) for (const way of ["on", "off"] as const) times[way].push(await ask(way));
    const [on, off] = [median(times.on), median(times.off)];
    return { page, on, off, share: Math.max(0, 1 - off / on), ...(await apart(client, official)) };
  } finally {
    await owners.close();
  }
}

/** The two parts that both ways pay: the rule itself, and reading the rights. */
async function apart(client: import("pg").Client, official: Person): Promise<{ rule: number; standing: number }> {
  const asked =
    "select agencies.standing_of(a.official_id, current_date) as standing from people.account a where a.id = $1";
  const times: number[] = [];
  for (let turn = 0; turn < 300; turn++) {
    const began = performance.now();
    await client.query({ name: "standing", text: asked, values: [official.account] });
    times.push((performance.now() - began) * 1000);
  }
  const { rows } = await client.query(asked, [official.account]);
  const { standing } = rows[0];
  const actor = { kind: "official" as const, ...standing, rights: rightsOf(standing.rights) };
  const question = { act: "work" as const, service: standing.agency, region: "19.71.02" };
  const began = performance.now();
  for (let turn = 0; turn < 100_000; turn++) mayIn(actor, standing.units, question);
  return { rule: (performance.now() - began) / 100, standing: median(times) };
}
