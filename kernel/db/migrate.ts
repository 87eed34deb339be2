// Migrations go forward only, one transaction each, in the order of the capabilities; a killed run goes on where it stopped.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { Defect, Refused } from "../errors.ts";

export type MigrationFolder = { area: string; folder: string };

type Migration = { area: string; name: string; text: string; hash: string };

/** Every migration of the folders, in order. @throws Defect when two have one number. */
export function readMigrations(folders: MigrationFolder[]): Migration[] {
  return folders.flatMap(({ area, folder }) => {
    const names = readdirSync(folder)
      .filter((name) => /^\d{4}_[a-z0-9-]+\.sql$/.test(name))
      .sort();
    const numbers = names.map((name) => name.slice(0, 4));
    const twice = numbers.find((number, i) => numbers.indexOf(number) !== i);
    if (twice) throw new Defect(`two migrations numbered ${twice} in ${area}`);
    return names.map((name) => {
      const text = readFileSync(join(folder, name), "utf8");
      return { area, name, text, hash: createHash("sha256").update(text).digest("hex") };
    });
  });
}

export type Roles = { appPassword: string; workerPassword: string; suffix: string };

/**
 * Brings the database to the state of the code. Safe to run twice or from several nodes at once (one waits for the other).
 * `url` is the owner's connection. Gives back the names of what was applied. `only` names the migrations ("area/name") to stop
 * at, for restoring a backup of an older release as it stood.
 */
export async function migrate(
  url: string,
  folders: MigrationFolder[],
  roles: Roles,
  tell: (text: string) => void = () => {},
  options: { only?: ReadonlySet<string> } = {},
): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  const applied: string[] = [];
  try {
    const {
      rows: [server],
    } = await client.query("select current_setting('server_version_num')::int as version");
    if (server.version < 150000) throw new Refused("error.postgres-too-old", { params: { version: server.version } });
    // One migrator at a time. Held by this session only; if it dies, PostgreSQL lets go of it.
    await client.query("select pg_advisory_lock(736503)");
    await makeRoles(client, roles);
    await client.query(`create schema if not exists kernel;
      create table if not exists kernel.migration (area text, name text, hash text not null, at timestamptz not null default now(), primary key (area, name));`);
    const { rows } = await client.query<{ area: string; name: string; hash: string }>(
      "select area, name, hash from kernel.migration",
    );
    const done = new Map(rows.map((row) => [`${row.area}/${row.name}`, row.hash]));
    const wanted = readMigrations(folders);
    const known = new Set(wanted.map((m) => `${m.area}/${m.name}`));
    const strange = [...done.keys()].filter((key) => !known.has(key));
    if (strange.length > 0) throw new Refused("error.database-is-newer", { params: { names: strange.join(", ") } });
    for (const migration of wanted) {
      const key = `${migration.area}/${migration.name}`;
      if (options.only && !options.only.has(key)) continue;
      const hash = done.get(key);
      if (hash === migration.hash) continue;
      if (hash !== undefined) throw new Refused("error.migration-changed", { params: { name: key } });
      tell(key);
      await client.query("begin");
      try {
        await client.query(migration.text);
        await client.query("insert into kernel.migration (area, name, hash) values ($1, $2, $3)", [
          migration.area,
          migration.name,
          migration.hash,
        ]);
        await client.query("commit");
      } catch (error) {
        await client.query("rollback").catch(() => {});
        throw new Defect(`migration ${key}: ${(error as Error).message}`, { cause: error });
      }
      applied.push(key);
    }
  } finally {
    await client.end().catch(() => {});
  }
  return applied;
}

/**
 * Two group roles that own nothing and cannot bypass row security, and a login for each. Passwords come from the
 * installation's key, so every node knows them and none is written down.
 */
async function makeRoles(client: pg.Client, roles: Roles): Promise<void> {
  for (const [group, password] of [
    ["pendopo_app", roles.appPassword],
    ["pendopo_worker", roles.workerPassword],
  ] as const) {
    const login = `${group}_${roles.suffix}`;
    try {
      await client.query(`do $$ begin
        if not exists (select from pg_roles where rolname = '${group}') then create role ${group} nologin; end if;
        if not exists (select from pg_roles where rolname = '${login}') then create role ${login} login; end if;
      exception when duplicate_object or unique_violation then null; end $$`);
      await client.query(`alter role ${login} login inherit password ${pg.escapeLiteral(password)}`);
      await client.query(`grant ${group} to ${login}`);
      // Every text is written so that one plan serves all values. Without this PostgreSQL plans the first five runs of each on each
      // connection, and some at every run; with row security a plan costs milliseconds where the run costs microseconds.
      await client.query(`alter role ${login} set plan_cache_mode = force_generic_plan`);
    } catch (error) {
      throw new Refused("error.cannot-make-roles", { params: { reason: (error as Error).message } });
    }
  }
  const { rows } = await client.query(
    "select rolname from pg_roles where rolname like 'pendopo\\_%' and rolname <> current_user and (rolbypassrls or rolsuper) and rolname ~ '^pendopo_(app|worker)'",
  );
  if (rows.length > 0) throw new Refused("error.role-bypasses-security", { params: { role: rows[0].rolname } });
}
