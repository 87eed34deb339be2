// Server and workers of one node on an open hall.

import type { Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { serve as listen } from "@hono/node-server";
import { sealAudit } from "../kernel/audit/seal.ts";
import { worker } from "../kernel/db/scope.ts";
import { sql } from "../kernel/db/sql.ts";
import { closePress, warmPress } from "../kernel/documents/index.ts";
import type { Hall } from "../kernel/hall.ts";
import { type Job, type JobHandlers, startWorkers } from "../kernel/jobs/jobs.ts";
import { mailJob } from "../kernel/mail/mail.ts";
import { describeError, type Metrics, makeMetrics } from "../kernel/telemetry.ts";
import { allBytes } from "../kernel/vault/bytes.ts";
import { reseal } from "../kernel/vault/reseal.ts";
import type { OpenVault } from "../kernel/vault/vault.ts";
import { makeServer } from "../kernel/web/server.ts";

export type Running = { port: number; metrics: Metrics; stop(): Promise<void> };

/** Handlers of every kind of job: those of the capabilities, the mail, and the reactions to events. */
export function jobHandlers(hall: Hall): JobHandlers {
  const handlers: JobHandlers = { mail: mailJob(hall) };
  for (const capability of hall.capabilities)
    for (const [kind, make] of Object.entries(capability.jobs ?? {})) handlers[kind] = make(hall);
  const names = new Set(hall.capabilities.flatMap((each) => Object.keys(each.reactions ?? {})));
  for (const name of names)
    handlers[`event:${name}`] = async (job: Job) => {
      const { at, ...data } = job.payload as { at: string } & Record<string, unknown>;
      for (const capability of hall.capabilities)
        await capability.reactions?.[name]?.(hall, { name, data, at: new Date(at) });
    };
  return handlers;
}

export function startHallWorkers(hall: Hall, metrics?: Metrics): { stop(): Promise<void> } {
  const rounds = [
    { name: "seal the record", everySeconds: 5, work: () => sealAudit(hall) },
    {
      // A change of keys that was begun goes on by itself, a batch at a time; `key rotate` is faster, and is not needed for it to end.
      name: "change of keys",
      everySeconds: 1,
      work: async () => {
        const vault = hall.vault as OpenVault;
        if (vault.isChanging) await reseal(hall.ownerUrl, vault, allBytes(hall.capabilities), { batches: 1 });
      },
    },
    {
      name: "count jobs",
      everySeconds: 15,
      work: async () => {
        const row = await hall.db.read(worker, (tx) =>
          tx.one<{
            waiting: number;
            late: number;
            dead: number;
          }>(sql`select count(*) filter (where not dead) as waiting,
            count(*) filter (where not dead and run_at < ${new Date(tx.now.getTime() - 60_000)}) as late, count(*) filter (where dead) as dead from kernel.job`),
        );
        for (const state of ["waiting", "late", "dead"] as const) metrics?.jobs.set({ state }, row[state]);
      },
    },
    ...hall.capabilities.flatMap((each) => each.rounds?.(hall) ?? []),
  ];
  return startWorkers(
    hall.db,
    jobHandlers(hall),
    rounds,
    (error, about) => hall.log.warn({ about, ...describeError(error) }, "background work failed"),
    { leaseSeconds: hall.config.PENDOPO_LEASE_SECONDS, apart: ["mail"] },
  );
}

/** Listens for requests, and works unless the node was told not to. */
export async function serveHall(hall: Hall, version: string): Promise<Running> {
  const metrics = makeMetrics();
  // The first document shall not wait for the press to warm up; a failure here is told when a document is made.
  if (hall.config.PENDOPO_WORKERS) void warmPress().catch(() => {});
  const app = await makeServer(hall, metrics, version);
  const server = await new Promise<HttpServer>((resolve, reject) => {
    const made = listen({ fetch: app.fetch as never, port: hall.config.PORT, hostname: hall.config.HOST }, () =>
      resolve(made as HttpServer),
    ) as HttpServer;
    made.once("error", reject);
  });
  // Headers must come soon; a body may take long, because a photo over a weak line does.
  server.headersTimeout = 20_000;
  server.requestTimeout = 20 * 60_000;
  server.maxConnections = 10_000;
  const workers = hall.config.PENDOPO_WORKERS ? startHallWorkers(hall, metrics) : undefined;
  return {
    port: (server.address() as AddressInfo).port,
    metrics,
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 5000).unref();
      await Promise.all([closed, workers?.stop()]);
      await closePress();
    },
  };
}
