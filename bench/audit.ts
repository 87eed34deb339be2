// (e) The record: what its line costs a command, at the database and end to end, with it and without it in turns; and how fast
// entries are sealed and verified. The switch that leaves the line out is here, around the database's handle: the product has none.

import type pg from "pg";
import type { OpenHall } from "../app/open-hall.ts";
import { workerActor } from "../kernel/actor.ts";
import { record } from "../kernel/audit/audit.ts";
import { sealAudit } from "../kernel/audit/seal.ts";
import { verifyAudit } from "../kernel/audit/verify.ts";
import { type Database, openDatabase } from "../kernel/db/database.ts";
import { worker } from "../kernel/db/scope.ts";
import { newId } from "../kernel/ids.ts";
import { makeMetrics } from "../kernel/telemetry.ts";
import { makeServer } from "../kernel/web/server.ts";
import {
  asRequest,
  completeRequest,
  connectionsOf,
  type Official,
  openTasks,
  submitRequest,
  type Writes,
} from "./commands.ts";
import { freshNames, openFloor, replayOf } from "./floor.ts";
import { median } from "./load.ts";
import { makeDrafts, type Office, type Person } from "./world.ts";

type Cost = {
  command: "submit" | "complete";
  where: "end to end" | "database";
  with: number;
  without: number;
  share: number;
};
/** Entries a second, by the clock and by this program's own processor time: the first falls when others want the machine. */
type Rate = { clock: number; processor: number };
export type AuditFigure = { costs: Cost[]; entries: number; sealed: Rate; verified: Rate };

const isLine = (text: string): boolean => /^\s*insert into kernel\.audit_entry\b/.test(text);

/** The same database, to which lines of the record do not come. */
const withoutLines = (db: Database): Database => ({
  ...db,
  transact: (scope, work, more) =>
    db.transact(
      scope,
      (tx) =>
        work({
          ...tx,
          later: (query) => {
            if (!isLine(query.text)) tx.later(query);
          },
        }),
      more,
    ),
});

/** Measures all of it; `count` commands of each kind, and so many entries sealed. */
export async function measureAudit(given: {
  hall: OpenHall;
  client: pg.Client;
  office: Office;
  residents: Person[];
  official: Official;
  writes: Writes;
  count: number;
  entries: number;
}): Promise<AuditFigure> {
  const { hall, entries } = given;
  const costs = [...(await endToEnd(given)), ...(await atTheDatabase(given))];
  const agency = newId();
  for (let written = 0; written < entries; written += 1000)
    await hall.db.transact(worker, async (tx) => {
      for (let i = 0; i < 1000; i++)
        record(tx, workerActor, {
          agency,
          act: "task.completed",
          target: "BENC-HMAR-K000/PeriksaBerkas",
          subject: agency,
          detail: { case: agency, tracking: "BENC-HMAR-K000", line: i },
        });
    });
  const timed = async <T>(work: () => Promise<T>) => {
    const [began, before] = [performance.now(), process.cpuUsage()];
    const value = await work();
    const { user, system } = process.cpuUsage(before);
    return { value, seconds: (performance.now() - began) / 1000, processor: (user + system) / 1e6 };
  };
  const sealing = await timed(() => sealAudit(hall));
  const verifying = await timed(() => verifyAudit(hall));
  const { faults, entries: all } = verifying.value;
  if (faults.length > 0) throw new Error(`the record is not whole: ${JSON.stringify(faults[0])}`);
  const rate = (number: number, { seconds, processor }: { seconds: number; processor: number }): Rate => ({
    clock: number / seconds,
    processor: number / processor,
  });
  return { costs, entries, sealed: rate(sealing.value, sealing), verified: rate(all, verifying) };
}

const costOf = (command: Cost["command"], where: Cost["where"], on: number[], off: number[]): Cost => {
  const [has, lacks] = [median(on), median(off)];
  return { command, where, with: has, without: lacks, share: (has - lacks) / lacks };
};

/** Commands one after the other in this process, every second one without its line, so that whatever the machine does meets both. */
async function endToEnd({ hall, client, office, residents, official, count }: Parameters<typeof measureAudit>[0]) {
  const db = openDatabase({ ...connectionsOf(hall), time: hall.time, max: 4 });
  try {
    const servers = await Promise.all(
      [db, withoutLines(db)].map((each) => makeServer({ ...hall, db: each }, makeMetrics(), "bench")),
    );
    const costs: Cost[] = [];
    const take = async (command: Cost["command"], requests: string[]) => {
      const times: [number[], number[]] = [[], []];
      for (const [i, request] of requests.entries()) {
        const which = i % 2;
        const began = performance.now();
        const answer = await servers[which]?.fetch(asRequest(request));
        if (answer?.status !== 303) throw new Error(`${command} was refused: ${answer?.status}`);
        // The first ones load what is loaded once.
        if (i >= 20) times[which as 0 | 1].push(performance.now() - began);
      }
      costs.push(costOf(command, "end to end", ...times));
    };
    const drafts = await makeDrafts(hall, office, residents, count);
    await take(
      "submit",
      drafts.map((draft) => submitRequest(hall, draft)),
    );
    const tasks = await openTasks(client, residents, count);
    await take(
      "complete",
      tasks.map((task) => completeRequest(hall, official, task)),
    );
    return costs;
  } finally {
    await db.close();
  }
}

/** The commands' own writes on one connection, with the line and without it in turns. */
async function atTheDatabase({ hall, writes, count }: Parameters<typeof measureAudit>[0]): Promise<Cost[]> {
  const replays = (command: Cost["command"]) =>
    [writes[command], writes[command].filter(({ text }) => !isLine(text))].map((each, i) =>
      replayOf(`a${command}${i}`, each, writes.ids),
    );
  const [submits, completes] = [replays("submit"), replays("complete")];
  const times = { submit: [[], []] as [number[], number[]], complete: [[], []] as [number[], number[]] };
  const floor = await openFloor(hall.ownerUrl);
  try {
    for (let i = 0; i < count * 2; i++) {
      const which = (i % 2) as 0 | 1;
      const names = freshNames(writes.ids);
      for (const [command, replay] of [
        ["submit", submits[which]],
        ["complete", completes[which]],
      ] as const) {
        const began = performance.now();
        await floor.run(replay as NonNullable<typeof replay>, names);
        if (i >= 20) times[command][which].push(performance.now() - began);
      }
    }
  } finally {
    await floor.close();
  }
  return (["submit", "complete"] as const).map((command) => costOf(command, "database", ...times[command]));
}
