// A hall of one's own for tests that knock at the door: a database cloned from a template (about 150 ms), a clock that stands
// still, browsers for residents and officials, and the workers' work done when the test says so.
//
//   const hall = await openTestHall({ demo: true, at: "2026-11-23T09:00:00+07:00" });
//   const desk = await hall.as("pangkalpinang/dpmptsp/front-office");
//   const reply = await desk.get("/kerja");
//   assert.match(reply.text, /Melati/);

import assert from "node:assert/strict";
import { after } from "node:test";
import { capabilities as all } from "../app/capabilities.ts";
import { type OpenHall, openHall } from "../app/open-hall.ts";
import { jobHandlers, serveHall } from "../app/serve.ts";
import { DEMO_RESIDENTS, openSession } from "../capabilities/people/index.ts";
import { sealAudit } from "../kernel/audit/seal.ts";
import { stillTime, systemTime } from "../kernel/clock.ts";
import { readConfig } from "../kernel/config.ts";
import type { Capability } from "../kernel/hall.ts";
import { drain, type Job } from "../kernel/jobs/jobs.ts";
import { makeMetrics } from "../kernel/telemetry.ts";
import { makeServer } from "../kernel/web/server.ts";
import { ApiClient, Browser, type Door } from "./browser.ts";
import { ask, clone, testSettings } from "./cluster.ts";

export { ApiClient, Browser, Reply, type Upload } from "./browser.ts";

export type TestHallOptions = {
  /** With the demo government, accounts and services; otherwise migrated and empty. */
  demo?: boolean;
  /** Where the clock stands; "running" for a clock that goes (browsers, faults). Default: Monday 2026-11-23, 09.00 WIB. */
  at?: string | Date | "running";
  /** More settings, by their names in kernel/config.ts; or what makes them of the database's address. */
  settings?: Record<string, string> | ((databaseUrl: string) => Record<string, string>);
  /** Only these capabilities answer; the database has all of them. */
  capabilities?: readonly Capability[];
};

type StillTime = ReturnType<typeof stillTime>;

export type TestHall = Omit<OpenHall, "time"> & {
  time: StillTime;
  door: Door;
  /** A browser with nobody signed in. */
  visitor(): Browser;
  /** A browser in which the holder of a demo position is signed in, by the position's key. */
  as(position: string): Promise<Browser>;
  /** A browser in which a demo resident is signed in, e.g. "melati". */
  resident(key: string): Promise<Browser>;
  /** A program, with a session's token or without. */
  api(token?: string): ApiClient;
  /** Does everything that is due: jobs, reactions and every round, until nothing more follows. Gives how many jobs were done. */
  drain(options?: { tolerate?: RegExp }): Promise<number>;
  /** Rows as the owner sees them, past row security: for looking, never for acting. */
  rows(text: string, values?: unknown[]): Promise<Record<string, any>[]>;
  /** The acts that the record holds of a target, in order. */
  recorded(target: string): Promise<string[]>;
  /** Listens on a real port, for a real browser. */
  listen(options?: { workers?: boolean }): Promise<{ url: string; port: number; stop(): Promise<void> }>;
};

/** Opens a hall for the tests of one file; it is closed and its database dropped when they are done. */
export async function openTestHall(options: TestHallOptions = {}): Promise<TestHall> {
  const variant = options.demo ? "demo" : "bare";
  const database = await clone(variant);
  const { at = "2026-11-23T09:00:00+07:00" } = options;
  const time = at === "running" ? runningTime() : stillTime(at);
  const settings = typeof options.settings === "function" ? options.settings(database.url) : options.settings;
  const config = readConfig({ ...testSettings(variant, database.url, database.folder), ...settings });
  const hall = await openHall(config, { time, migrate: false, capabilities: options.capabilities ?? all }).catch(
    async (error) => {
      await database.drop();
      throw error;
    },
  );
  const app = await makeServer(hall, makeMetrics(), "test");
  const door: Door = {
    url: hall.url,
    knock: async (request) => app.fetch(request),
    questions: () => hall.db.statistics.queries,
    formKey: () => hall.vault.derive("form-token"),
  };
  const rows = (text: string, values: unknown[] = []) => ask(database.url, text, values);

  async function signIn(account: string | undefined, kind: "resident" | "official", who: string): Promise<Browser> {
    assert.ok(account, `the demo has no account for "${who}"`);
    const session = await hall.db.transact({ role: "app", account }, (tx) =>
      openSession(tx, account, kind, "test", { second: kind === "official", idleMinutes: 24 * 60 }),
    );
    return new Browser(door).signedInWith(session.token);
  }

  const running: { stop(): Promise<void> }[] = [];
  let closed = false;
  const made: TestHall = {
    ...hall,
    time,
    door,
    rows,
    visitor: () => new Browser(door),
    api: (token) => new ApiClient(door, token),
    as: async (position) => {
      const today = new Date(time.now().getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
      const [holder] = await rows(
        `select a.id from agencies.position p
           join agencies.holding h on h.agency_id = p.agency_id and h.position_id = p.id and h.starts_on <= $2 and coalesce(h.ends_on, 'infinity') >= $2
           join people.account a on a.official_id = h.official_id
          where p.key = $1 order by h.kind = 'definitif' desc, h.starts_on, a.id limit 1`,
        [position, today],
      );
      return signIn(holder?.id, "official", position);
    },
    resident: async (key) => {
      const nik = DEMO_RESIDENTS.find((resident) => resident.key === key)?.nik;
      const [account] = nik
        ? await rows("select id from people.account where login_blind = $1", [hall.vault.blind("login:nik", nik)])
        : [];
      return signIn(account?.id, "resident", key);
    },
    recorded: async (target) =>
      (await rows("select act from kernel.audit_entry where target = $1 order by id", [target])).map((row) => row.act),
    drain: ({ tolerate } = {}) => drainAll(hall, tolerate),
    listen: async ({ workers = false } = {}) => {
      const served = await serveHall(
        { ...hall, config: { ...config, PORT: 0, HOST: "127.0.0.1", PENDOPO_WORKERS: workers } },
        "test",
      );
      running.push(served);
      return { ...served, url: `http://127.0.0.1:${served.port}` };
    },
    close: async () => {
      if (closed) return;
      closed = true;
      await Promise.all(running.map((each) => each.stop()));
      await hall.close();
      await database.drop();
    },
  };
  after(() => made.close());
  return made;
}

/** A clock that goes, with the handles of one that stands; moving it is refused. */
function runningTime(): StillTime {
  const refuse = () => assert.fail("this hall's clock is running; open the hall with a time to hold it still");
  return { ...systemTime, set: refuse, advance: refuse };
}

/** A fault in background work fails the test, unless its text is one that the test expects. */
async function drainAll(hall: OpenHall, tolerate: RegExp | undefined): Promise<number> {
  const faults: unknown[] = [];
  const report = (error: unknown, about: string) => {
    if (!tolerate?.test(`${about}: ${(error as Error).message}`))
      faults.push(new Error(`background work "${about}" failed`, { cause: error }));
  };
  const handlers = jobHandlers(hall);
  const rounds = hall.capabilities.flatMap((each) => each.rounds?.(hall) ?? []);
  let done = 0;
  for (let i = 0; i < 50; i++) {
    for (const round of rounds) await round.work().catch((error) => report(error, round.name));
    const now = await drain(hall.db, handlers, (error, job: Job) => report(error, job.kind));
    done += now;
    if (now === 0 || faults.length > 0) break;
  }
  await sealAudit(hall);
  if (faults.length > 0) throw faults[0];
  return done;
}
