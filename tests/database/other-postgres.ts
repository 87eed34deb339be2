// A PostgreSQL of another major version, when the system has one: Debian keeps each under its own folder.

import { spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";

const NOBODY = 65534;

export const hasPostgres = (major: number): boolean => existsSync(`/usr/lib/postgresql/${major}/bin/initdb`);

/** Starts one in a temporary folder, reached through a socket. @throws when it does not come up in ten seconds */
export async function startPostgres(major: number): Promise<{ url: string; stop(): Promise<void> }> {
  const bin = `/usr/lib/postgresql/${major}/bin`;
  const folder = mkdtempSync(join(tmpdir(), `pg${major}-`));
  const uid = process.getuid?.() === 0 ? NOBODY : undefined;
  const data = join(folder, "data");
  mkdirSync(data, { mode: 0o700 });
  if (uid !== undefined) for (const each of [folder, data]) chownSync(each, uid, uid);
  const made = spawnSync(
    join(bin, "initdb"),
    ["-D", data, "-U", "owner", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"],
    { uid, gid: uid, encoding: "utf8" },
  );
  if (made.status !== 0) throw new Error(made.stderr);
  const server = spawn(
    join(bin, "postgres"),
    ["-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off"],
    { uid, gid: uid, stdio: "ignore" },
  );
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  const url = (name: string) => `postgresql://owner@/${name}?host=${encodeURIComponent(folder)}`;
  const stop = async () => {
    server.kill("SIGINT");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  for (let i = 0; ; i++) {
    const client = new pg.Client({ connectionString: url("postgres") });
    client.on("error", () => {});
    try {
      await client.connect();
      await client.query("create database pendopo");
      await client.end();
      return { url: url("pendopo"), stop };
    } catch (error) {
      await client.end().catch(() => {});
      if (i > 500) {
        await stop();
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
