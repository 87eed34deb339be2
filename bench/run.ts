// `npm run bench`: how fast Pendopo is on this machine, each figure beside a floor measured in the same run. It starts the program
// on a folder of its own, with a database of its own, and removes both. `--quick` takes small numbers and two minutes.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openHall } from "../app/open-hall.ts";
import { readConfig } from "../kernel/config.ts";
import { measureAudit } from "./audit.ts";
import { catchWrites, lastTask, measureCommands } from "./commands.ts";
import { getRequest, openLoad } from "./load.ts";
import { cursorsOf, measurePages, measureThroughput, pagesOf } from "./pages.ts";
import { measurePermissions } from "./permissions.ts";
import { populate } from "./population.ts";
import { childrenOf, memoryOf, type Program, startProgram, watchProcessors } from "./program.ts";
import { machine, type Report, tables } from "./report.ts";
import { measureSignIns } from "./sign-ins.ts";
import { makeResidents, officeOf, owner, type Person, signInOfficial } from "./world.ts";

const { values: options } = parseArgs({
  options: {
    /** Small numbers, short rounds. */
    quick: { type: "boolean", default: false },
    /** A folder to keep, for a second run on the same data; otherwise a temporary one is made and removed. */
    keep: { type: "string" },
    /** Some parts alone: commands, pages, throughput, permissions, start, sign-ins, audit. */
    only: { type: "string", default: "start,pages,commands,throughput,permissions,sign-ins,audit" },
    cases: { type: "string" },
    /** How many of them a kept folder has already. */
    have: { type: "string", default: "0" },
    rounds: { type: "string" },
    /** Whether the program also does its background work while commands are measured. */
    workers: { type: "string", default: "on" },
    /** A folder for V8's profiles of the program. */
    profile: { type: "string" },
    /** Writes the report as JSON to a file; it is always printed. */
    json: { type: "string" },
    /** Prints PostgreSQL's own account of each statement; the server must load pg_stat_statements. */
    statements: { type: "boolean", default: false },
  },
});

const tell = (text: string) => console.error(`${new Date().toISOString().slice(11, 19)} ${text}`);
const wanted = new Set(options.only?.split(","));
const sizes = options.cases
  ? options.cases.split(",").map(Number)
  : options.quick
    ? [2_000, 20_000]
    : [10_000, 1_000_000];
const rounds = Number(options.rounds ?? (options.quick ? 1 : 3));
const seconds = options.quick ? 2 : 5;
const folder = options.keep ?? mkdtempSync(join(tmpdir(), "pendopo-bench-"));
const settings = {
  PENDOPO_WORKERS: options.workers ?? "on",
  // All load comes from one address and a few accounts; what is measured is the work, not the limits to it.
  ...Object.fromEntries(["PAGES", "FORMS", "LOOKUPS", "UPLOADS", "API"].map((name) => [`PENDOPO_LIMIT_${name}`, "0"])),
  // A flood of sign-ins comes from many addresses; from one it would be stopped at the first.
  ...(wanted.has("sign-ins") ? { PENDOPO_TRUST_PROXY: "on" } : {}),
};
const load = openLoad();

let program: Program | undefined;
try {
  tell("first start");
  program = await startProgram(folder, settings);
  const first = program.startedIn;
  const cold: number[] = [];
  // The first start also makes the demonstration, documents and all; what is measured is a program that only serves.
  for (let i = 0; i < (wanted.has("start") && !options.quick ? 5 : 1); i++) {
    await program.stop();
    program = await startProgram(folder, settings);
    cold.push(program.startedIn);
  }
  if (options.profile) {
    await program.stop();
    program = await startProgram(folder, settings, options.profile);
  }
  const { port, pid, launcher } = program;
  const hall = await openHall(readConfig({ PENDOPO_DATA: folder, PENDOPO_DEMO: "on", LOG_LEVEL: "error", PORT: "0" }), {
    migrate: false,
  });
  const client = await owner(hall);
  try {
    const { rows: versions } = await client.query("select current_setting('server_version') as version");
    const report: Report = {
      at: new Date().toISOString(),
      machine: machine(versions[0].version),
      quick: options.quick ?? false,
      commands: [],
      writes: {},
      pages: [],
      throughput: [],
      start: { first, cold, floor: emptyProgram() },
      memory: { program: 0, highest: 0, launcher: 0 },
    };
    const postgres = hall.embedded?.pid ?? 0;
    const watch = () =>
      watchProcessors({
        program: () => [pid],
        postgres: () => [postgres, ...childrenOf(postgres)],
        load: () => [load.pid],
        bench: () => [process.pid],
      });
    // The floor writes in the name of the first, so that its rows are not taken for cases that the program knows.
    const [caught, ...residents] = await makeResidents(hall, client, 50);
    const clerk = await signInOfficial(hall, client, "pangkalpinang/dpmptsp/front-office");
    const inspector = await signInOfficial(hall, client, "pangkalpinang/dinkes/inspektur-sanitasi");
    const office = await officeOf(hall, client, "pangkalpinang");
    const writes = await catchWrites(hall, client, office, [caught as Person], clerk);
    for (const command of ["submit", "complete"] as const)
      report.writes[command] = { statements: writes.asked[command], writes: writes[command].length, floor: "" };

    if (wanted.has("pages")) {
      // The model of all copies: one that the clerk has passed on to the inspector.
      const model = await lastTask(client, caught as Person, "InspeksiTempat");
      let from = Number(options.have);
      for (const to of sizes) {
        tell(`making ${to.toLocaleString("en")} cases`);
        const numbers = await populate({
          hall,
          client,
          office,
          unit: inspector.unit,
          model: { agency: model.agency, id: model.case },
          from,
          to,
          tell,
        });
        from = to;
        const pages = pagesOf(inspector, numbers, await cursorsOf(port, inspector, 20));
        report.pages.push(...(await measurePages({ load, port, pages, cases: to, clients: [1, 8], seconds })));
        tell(`pages measured over ${to.toLocaleString("en")} cases`);
      }
    }
    if (options.statements)
      await client.query("create extension if not exists pg_stat_statements; select pg_stat_statements_reset()");
    if (wanted.has("commands"))
      for (const clients of [1, 16]) {
        report.commands.push(
          ...(await measureCommands({
            hall,
            client,
            office,
            residents,
            official: clerk,
            writes,
            load,
            port,
            clients,
            seconds,
            rounds,
            watch,
          })),
        );
        tell(`commands measured with ${clients} clients`);
      }
    if (options.statements) console.error(await statements(client));
    if (wanted.has("audit")) {
      const [count, entries] = options.quick ? [120, 20_000] : [600, 300_000];
      report.audit = await measureAudit({ hall, client, office, residents, official: clerk, writes, count, entries });
      tell("the record measured");
    }
    if (wanted.has("throughput")) {
      const path = "/layanan/sertifikat-laik-higiene/kota-pangkalpinang";
      report.throughput = await measureThroughput({
        load,
        port,
        clients: 16,
        seconds,
        rounds,
        pages: [
          { page: "service page", path, request: getRequest(path) },
          { page: "worklist", path: "/kerja", session: inspector.session, request: getRequest("/kerja", inspector) },
        ],
      });
      tell("pages a second measured");
    }
    if (wanted.has("permissions")) {
      const { tracking } = await lastTask(client, caught as Person, "InspeksiTempat");
      report.permissions = await measurePermissions({
        hall,
        client,
        official: inspector,
        page: "case desk",
        path: `/kerja/${tracking}`,
        turns: options.quick ? 200 : 1000,
      });
      tell("permissions measured");
    }
    if (wanted.has("sign-ins")) {
      const flood = openLoad();
      report.signIns = await measureSignIns({ hall, client, official: inspector, load, flood, port, seconds }).finally(
        flood.stop,
      );
      tell("sign-ins measured");
    }
    const memory = memoryOf(pid);
    report.memory = {
      program: memory.now,
      highest: memory.highest,
      launcher: launcher === pid ? 0 : memoryOf(launcher).now,
    };
    report.machine.loadAtEnd = loadavg();
    if (options.json) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
    console.log(JSON.stringify(report));
    console.log(`\n${tables(report)}`);
  } finally {
    await client.end();
    await hall.close();
  }
} finally {
  await program?.stop();
  load.stop();
  if (!options.keep) rmSync(folder, { recursive: true, force: true });
}

/** How long the runtime alone takes to start and end: the floor of every start. */
function emptyProgram(): number {
  const times = Array.from({ length: 5 }, () => {
    const began = performance.now();
    spawnSync(process.execPath, ["-e", "0"]);
    return performance.now() - began;
  }).sort((a, b) => a - b);
  return times[2] as number;
}

/** Where PostgreSQL's time went, by statement. */
async function statements(client: import("pg").Client): Promise<string> {
  const { rows } = await client.query(
    `select round((total_exec_time + total_plan_time)::numeric) as ms, calls, round((mean_exec_time * 1000)::numeric) as us, plans,
            round((total_plan_time * 1000 / greatest(plans, 1))::numeric) as plan_us, left(regexp_replace(query, '\\s+', ' ', 'g'), 130) as query
       from pg_stat_statements s join pg_roles r on r.oid = s.userid where rolname <> current_user order by 1 desc limit 40`,
  );
  return rows.map((row) => Object.values(row).join("\t")).join("\n");
}
