// Work after the commit, at least once. A job is leased for a time, not locked by a session: a killed worker's job comes
// back by itself, and any node may take it. Handlers are idempotent.

import type { Database, Tx } from "../db/database.ts";
import { worker } from "../db/scope.ts";
import { sql } from "../db/sql.ts";

export type Job = { id: string; kind: string; payload: Record<string, unknown>; attempts: number };
export type JobHandler = (job: Job) => Promise<void>;
export type JobHandlers = Record<string, JobHandler>;

/** Work that comes round by itself: `everySeconds` after the last. */
export type Round = { name: string; everySeconds: number; work: () => Promise<unknown> };

const LEASE_SECONDS = 60;
const MAX_ATTEMPTS = 40;

/**
 * Enqueues in the caller's transaction. A second job with the same key is not added.
 * @example enqueue(tx, "mail", { id }, { key: `mail:${id}` })
 */
export function enqueue(
  tx: Tx,
  kind: string,
  payload: Record<string, unknown>,
  options: { key?: string; runAt?: Date } = {},
): void {
  tx.later(sql`insert into kernel.job (id, kind, payload, key, run_at, created_at)
    values (${tx.id()}, ${kind}, ${JSON.stringify(payload)}, ${options.key ?? null}, ${options.runAt ?? tx.now}, ${tx.now})
    on conflict do nothing`);
  tx.afterCommit(wake);
}

const sleepers = new Set<() => void>();
/** Rouses the workers of this process; those of other nodes notice at their next look. */
export function wake(): void {
  for (const rouse of sleepers) rouse();
}

/** Waits a little longer after each failure: 1 s, 2 s, 4 s … at most an hour. */
export const backoffSeconds = (attempts: number): number => Math.min(3600, 2 ** Math.max(0, attempts - 1));

/** Claims up to `most` due jobs. */
export const claim = (db: Database, kinds: string[], most: number, leaseSeconds = LEASE_SECONDS): Promise<Job[]> =>
  db.transact(worker, (tx) =>
    tx.many<Job>(sql`update kernel.job set attempts = attempts + 1, leased_until = ${new Date(tx.now.getTime() + leaseSeconds * 1000)}
      where id in (select id from kernel.job
                    where not dead and run_at <= ${tx.now} and (leased_until is null or leased_until < ${tx.now}) and kind = any(${kinds})
                    order by run_at limit ${most} for update skip locked)
      returning id, kind, payload, attempts`),
  );

async function work(
  db: Database,
  handlers: JobHandlers,
  job: Job,
  report: (error: unknown, job: Job) => void,
): Promise<void> {
  try {
    await handlers[job.kind]?.(job);
    await db.transact(worker, (tx) => tx.run(sql`delete from kernel.job where id = ${job.id}`));
  } catch (error) {
    report(error, job);
    const dead = job.attempts >= MAX_ATTEMPTS;
    const message = String((error as Error).message ?? error).slice(0, 500);
    await db
      .transact(worker, (tx) =>
        tx.run(sql`update kernel.job set leased_until = null, last_error = ${message}, dead = ${dead},
          run_at = ${new Date(tx.now.getTime() + backoffSeconds(job.attempts) * 1000)} where id = ${job.id}`),
      )
      .catch(() => {}); // The database is away: the lease runs out by itself.
  }
}

/** Does all that is due now, once: for tests and the command line. Gives back how many jobs were done. */
export async function drain(
  db: Database,
  handlers: JobHandlers,
  report: (error: unknown, job: Job) => void = () => {},
): Promise<number> {
  let done = 0;
  for (;;) {
    const jobs = await claim(db, Object.keys(handlers), 20);
    if (jobs.length === 0) return done;
    for (const job of jobs) await work(db, handlers, job, report);
    done += jobs.length;
  }
}

/**
 * Starts the workers of this node. `stop()` lets the running jobs finish. Kinds that stand `apart` have a lane of their own:
 * those that wait for a neighbour, so that a slow one holds up nothing else.
 */
export function startWorkers(
  db: Database,
  handlers: JobHandlers,
  rounds: Round[],
  report: (error: unknown, about: string) => void,
  options: { leaseSeconds?: number; apart?: string[] } = {},
): { stop(): Promise<void> } {
  let stopping = false;
  const loop = async (pause: number, step: () => Promise<boolean>) => {
    while (!stopping) {
      let more = false;
      try {
        more = await step();
      } catch (error) {
        report(error, "workers");
      }
      if (more || stopping) continue;
      await new Promise<void>((resolve) => {
        const rouse = () => {
          clearTimeout(timer);
          sleepers.delete(rouse);
          resolve();
        };
        const timer = setTimeout(rouse, pause);
        sleepers.add(rouse);
      });
    }
  };
  const apart = options.apart ?? [];
  const others = Object.keys(handlers).filter((kind) => !apart.includes(kind));
  const lanes = [others, others, ...apart.map((kind) => [kind])].map((kinds) =>
    loop(1000, async () => {
      const jobs = await claim(db, kinds, 8, options.leaseSeconds);
      await Promise.all(jobs.map((job) => work(db, handlers, job, (error) => report(error, job.kind))));
      return jobs.length > 0;
    }),
  );
  const due = new Map(rounds.map((round) => [round, 0]));
  const clockwork = loop(500, async () => {
    for (const round of rounds) {
      if (stopping || (due.get(round) ?? 0) > Date.now()) continue;
      due.set(round, Date.now() + round.everySeconds * 1000);
      try {
        await round.work();
      } catch (error) {
        report(error, round.name);
      }
    }
    return false;
  });
  return {
    stop: async () => {
      stopping = true;
      wake();
      await Promise.all([...lanes, clockwork]);
    },
  };
}
