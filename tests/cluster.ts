// One PostgreSQL for all tests of this checkout. The first test that needs it starts it, the last one to leave stops it; its
// folder stays in the system's temporary place, so that the next run finds migrated templates and begins at once.

import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { capabilities } from "../app/capabilities.ts";
import { migrationFolders, openHall } from "../app/open-hall.ts";
import { stillTime } from "../kernel/clock.ts";
import { readConfig } from "../kernel/config.ts";
import { startEmbedded } from "../kernel/db/embedded.ts";
import { newId } from "../kernel/ids.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Where the tests of this checkout keep their database and keys. */
export const place = join(tmpdir(), `pendopo-test-${createHash("sha256").update(root).digest("hex").slice(0, 10)}`);
const users = join(place, "users");
const keyFile = join(place, "keys", "master.key");

/** The moment at which the demo template was filled: a tired licensing desk's Monday, before the offices open. */
export const TEMPLATE_TIME = "2026-11-23T06:00:00+07:00";

export type Variant = "bare" | "demo";
export type Cluster = { ownerUrl: string; keyFile: string };

/** The same server, another database. */
export const withDatabase = (url: string, name: string): string => url.replace(/^(\w+:\/\/[^/]*\/)[^?]*/, `$1${name}`);

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};

/** Does something while no other test process starts or stops the server. Synchronous, because leaving must be. */
function alone<T>(work: () => T): T {
  const lock = join(place, "lock");
  const began = Date.now();
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      // Whoever holds it longer than this was killed while holding it.
      const age = existsSync(lock) ? Date.now() - statSync(lock, { throwIfNoEntry: false })!.mtimeMs : 0;
      if (age > 5000 || Date.now() - began > 30_000) rmSync(lock, { recursive: true, force: true });
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
  try {
    return work();
  } finally {
    try {
      rmdirSync(lock);
    } catch {
      // Somebody thought us dead and took it away.
    }
  }
}

function register(): void {
  mkdirSync(users, { recursive: true, mode: 0o755 });
  alone(() => writeFileSync(join(users, String(process.pid)), ""));
  process.once("exit", () =>
    alone(() => {
      rmSync(join(users, String(process.pid)), { force: true });
      const others = readdirSync(users).filter((name) => {
        if (alive(Number(name))) return true;
        rmSync(join(users, name), { force: true });
        return false;
      });
      if (others.length > 0) return;
      try {
        process.kill(Number(readFileSync(join(place, "postmaster"), "utf8")), "SIGINT");
      } catch {
        // It has gone already.
      }
      rmSync(join(place, "postmaster"), { force: true });
    }),
  );
}

let cluster: Promise<Cluster> | undefined;

/** Finds the tests' PostgreSQL, or starts it. `PENDOPO_TEST_DATABASE_URL` names another server to use instead. */
export function findCluster(): Promise<Cluster> {
  cluster ??= (async () => {
    const outside = process.env.PENDOPO_TEST_DATABASE_URL;
    mkdirSync(place, { recursive: true, mode: 0o755 });
    if (outside) return { ownerUrl: outside, keyFile };
    register();
    const secret = createHash("sha256").update(`tests of ${root}`).digest("hex").slice(0, 32);
    let server = await startWhenReached(secret);
    const [setting] = await ask(server.url, "select current_setting('max_connections')::int as most");
    if (setting?.most === 60 && server.started) {
      // Nothing in a test outlives a crash of the machine, so nothing waits for the disk.
      for (const line of [
        "max_connections = 200",
        "fsync = off",
        "full_page_writes = off",
        "synchronous_commit = off",
        "autovacuum = off",
      ])
        await ask(server.url, `alter system set ${line.replace(" = ", " to ")}`);
      await server.stop();
      server = await startWhenReached(secret);
    }
    writeFileSync(join(place, "postmaster"), String(server.pid));
    return { ownerUrl: server.url, keyFile };
  })();
  return cluster;
}

/** Two first tests may start it in the same moment: one of them wins, the other joins. */
async function startWhenReached(secret: string) {
  const turn = join(place, "starting");
  for (let i = 0; ; i++) {
    try {
      mkdirSync(turn);
      break;
    } catch {
      if (i > 600 || Date.now() - (statSync(turn, { throwIfNoEntry: false })?.mtimeMs ?? 0) > 30_000)
        rmSync(turn, { recursive: true, force: true });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  try {
    return await startEmbedded(place, secret);
  } finally {
    rmSync(turn, { recursive: true, force: true });
  }
}

/** Rows of one question, asked on a connection of its own. */
export async function ask(url: string, text: string, values: unknown[] = []): Promise<Record<string, any>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * What a template depends on: migrations, and for the demo also the code and data that fill it. Pages, words and tests do not
 * count, so that writing them does not make every run fill the demo again.
 */
function fingerprint(variant: Variant): string {
  const given = process.env[`PENDOPO_TEST_${variant.toUpperCase()}`];
  if (given) return given;
  const hash = createHash("sha256").update(TEMPLATE_TIME);
  const take = (file: string) => hash.update(file.slice(root.length)).update(readFileSync(file));
  if (variant === "bare") {
    for (const { folder } of migrationFolders(capabilities))
      for (const name of readdirSync(folder).sort()) take(join(folder, name));
  } else {
    const besides =
      /(^|\/)(pages|web|components|specimens)\/|[.]test[.]tsx?$|[.]tsx$|[.]md$|[.]css$|(^|\/)(words|routes|endpoints)[.]ts$/;
    for (const top of ["app", "capabilities", "kernel", "library"])
      for (const name of (readdirSync(join(root, top), { recursive: true }) as string[]).sort())
        if (!besides.test(name) && statSync(join(root, top, name)).isFile()) take(join(root, top, name));
  }
  return hash.digest("hex").slice(0, 12);
}

/** Makes sure that the template exists, and gives its name. Filling it is done once, whoever comes first. */
export async function template(variant: Variant, tell: (text: string) => void = () => {}): Promise<string> {
  const { ownerUrl } = await findCluster();
  const name = `template_${variant}_${fingerprint(variant)}`;
  const exists = async () => (await ask(ownerUrl, "select from pg_database where datname = $1", [name])).length > 0;
  if (await exists()) return name;
  const turn = new pg.Client({ connectionString: ownerUrl });
  turn.on("error", () => {});
  await turn.connect();
  try {
    await turn.query("select pg_advisory_lock(736599)");
    if (await exists()) return name;
    await forget(ownerUrl, variant);
    const making = `${name}_${process.pid}`;
    await ask(ownerUrl, `drop database if exists ${making} with (force)`);
    await ask(ownerUrl, `create database ${making}`);
    const folder = join(place, "templates", name);
    rmSync(folder, { recursive: true, force: true });
    const began = performance.now();
    const hall = await openHall(readConfig(testSettings(variant, withDatabase(ownerUrl, making), folder)), {
      time: stillTime(TEMPLATE_TIME),
      tell,
    });
    try {
      if (variant === "demo") {
        for (const capability of hall.capabilities) await capability.seed?.(hall, tell);
        for (const capability of hall.capabilities) await capability.demo?.(hall, tell);
      }
    } finally {
      await hall.close();
    }
    await ask(ownerUrl, `alter database ${making} rename to ${name}`);
    await ask(ownerUrl, `alter database ${name} allow_connections false`);
    tell(`template ${name} in ${Math.round(performance.now() - began)} ms`);
    return name;
  } finally {
    await turn.end().catch(() => {});
  }
}

/** Older templates of the variant, all but the two newest, and clones whose process has ended. */
async function forget(ownerUrl: string, variant: Variant): Promise<void> {
  const rows = await ask(
    ownerUrl,
    "select datname, oid from pg_database where datname ~ '^(template|clone)_' order by oid desc",
  );
  const old = rows.filter((row) => new RegExp(`^template_${variant}_[0-9a-f]{12}$`).test(row.datname)).slice(2);
  const dead = rows.filter(
    (row) =>
      /_\d+(_[0-9a-f]+)?$/.test(row.datname) &&
      /^clone_/.test(row.datname) &&
      !alive(Number(row.datname.split("_")[1])),
  );
  for (const { datname } of [...old, ...dead]) {
    await ask(ownerUrl, `alter database ${datname} allow_connections true`).catch(() => {});
    await ask(ownerUrl, `drop database if exists ${datname} with (force)`).catch(() => {});
    rmSync(join(place, "templates", datname), { recursive: true, force: true });
  }
}

/** The settings of a hall in a test. */
export const testSettings = (variant: Variant, url: string, folder: string): Record<string, string> => ({
  DATABASE_URL: url,
  PENDOPO_DATA: folder,
  PENDOPO_KEY_FILE: keyFile,
  PENDOPO_URL: "http://pendopo.test",
  PENDOPO_DEMO: variant === "demo" ? "on" : "off",
  PENDOPO_POOL: "5",
  LOG_LEVEL: process.env.PENDOPO_TEST_LOG ?? "silent",
  PORT: "0",
});

export type Clone = { url: string; folder: string; drop(): Promise<void> };

/** A database of one's own, cloned from the template, with a folder for files. */
export async function clone(variant: Variant): Promise<Clone> {
  const { ownerUrl } = await findCluster();
  const from = await template(variant);
  const name = `clone_${process.pid}_${newId().slice(-12)}`;
  await ask(ownerUrl, `create database ${name} template ${from} strategy file_copy`);
  const folder = join(place, "halls", name);
  mkdirSync(folder, { recursive: true });
  const files = join(place, "templates", from, "files");
  if (existsSync(files)) cpSync(files, join(folder, "files"), { recursive: true });
  return {
    url: withDatabase(ownerUrl, name),
    folder,
    drop: async () => {
      await ask(ownerUrl, `drop database if exists ${name} with (force)`);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** An empty database on the tests' server, for what makes its own tables (migrations, restore). */
export async function emptyDatabase(): Promise<Clone> {
  const { ownerUrl } = await findCluster();
  const name = `clone_${process.pid}_${newId().slice(-12)}`;
  await ask(ownerUrl, `create database ${name}`);
  const folder = join(place, "halls", name);
  mkdirSync(folder, { recursive: true });
  return {
    url: withDatabase(ownerUrl, name),
    folder,
    drop: async () => {
      await ask(ownerUrl, `drop database if exists ${name} with (force)`);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
