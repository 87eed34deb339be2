// Restoring a backup into an empty database: first the whole file is compared with its seal, then the tables are made as they
// were, filled in one transaction, and counted. What fails leaves nothing behind.

import { existsSync } from "node:fs";
import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import copyStreams from "pg-copy-streams";
import { Refused } from "../errors.ts";
import { PORTABLE, quoted } from "./backup.ts";
import { type Head, partsOf, verifyBackup } from "./backup-file.ts";
import { type MigrationFolder, migrate, type Roles, readMigrations } from "./migrate.ts";

export type RestoreOptions = {
  /** The owner's connection to an empty database. */
  ownerUrl: string;
  filesFolder: string;
  master: Buffer;
  roles: Roles;
  folders: MigrationFolder[];
  tell?: (what: { step: "verify" | "tables" | "rows" | "files"; table?: string; count?: number }) => void;
};
export type RestoreReport = { head: Head; rows: number; files: number };

/**
 * Restores `file`. Migrations are brought to where the backup stood, not further: who calls migrates on.
 * @throws Refused "backup.broken", "backup.wrong-key", "backup.newer-program", "restore.not-empty", "restore.files-not-empty"
 */
export async function restore(file: string, options: RestoreOptions): Promise<RestoreReport> {
  const tell = options.tell ?? (() => {});
  await ensureEmpty(options);
  tell({ step: "verify" });
  const { head, tail } = await verifyBackup(file, options.master);
  const then = new Set(head.migrations.map((each) => `${each.area}/${each.name}`));
  const known = new Map(readMigrations(options.folders).map((each) => [`${each.area}/${each.name}`, each.hash]));
  const strange = head.migrations.filter((each) => known.get(`${each.area}/${each.name}`) !== each.hash);
  if (strange.length > 0)
    throw new Refused("backup.newer-program", {
      params: { program: head.program, names: strange.map((each) => `${each.area}/${each.name}`).join(", ") },
    });
  try {
    tell({ step: "tables" });
    await migrate(options.ownerUrl, options.folders, options.roles, () => {}, { only: then });
    await load(file, head, tail.rows, options);
  } catch (error) {
    await clear(options.ownerUrl, head.schemas).catch(() => {});
    await rm(options.filesFolder, { recursive: true, force: true });
    throw error;
  }
  return { head, rows: Object.values(tail.rows).reduce((sum, count) => sum + count, 0), files: tail.files };
}

async function ensureEmpty({ ownerUrl, filesFolder }: RestoreOptions): Promise<void> {
  const client = await connected(ownerUrl);
  try {
    const { rows } =
      await client.query(`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm', 'S') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e') order by 1 limit 3`);
    if (rows.length > 0)
      throw new Refused("restore.not-empty", { params: { names: rows.map((row) => row.name).join(", ") } });
  } finally {
    await client.end().catch(() => {});
  }
  if (existsSync(filesFolder) && (await readdir(filesFolder)).length > 0)
    throw new Refused("restore.files-not-empty", { params: { folder: filesFolder } });
}

async function load(file: string, head: Head, counts: Record<string, number>, options: RestoreOptions): Promise<void> {
  const client = await connected(options.ownerUrl);
  try {
    await client.query(`begin; ${PORTABLE}`);
    for (const { name, of, bound } of head.partitions)
      await client.query(`create table if not exists ${quoted(name)} partition of ${quoted(of)} ${bound}`);
    const standing = await setAside(client, head);
    const tables = new Map(head.tables.map((table) => [table.name, table]));
    const filled: Record<string, number> = Object.fromEntries(head.tables.map((table) => [table.name, 0]));
    let files = 0;
    for await (const { name, content } of partsOf(file)) {
      const [kind, subject = ""] = name.split("/");
      const table = kind === "tables" ? tables.get(subject) : undefined;
      if (table) {
        filled[subject] = (filled[subject] ?? 0) + (await copyIn(client, table, content));
        options.tell?.({ step: "rows", table: subject, count: filled[subject] });
      } else if (kind === "files") {
        await putFile(options.filesFolder, subject, content);
        options.tell?.({ step: "files", count: ++files });
      }
    }
    for (const [name, count] of Object.entries(counts))
      if (filled[name] !== count) throw new Error(`${name}: ${filled[name]} rows restored of ${count}`);
    for (const { name, value } of head.sequences)
      if (value !== null) await client.query("select setval($1, $2)", [quoted(name), value]);
    for (const statement of standing) await client.query(statement);
    await client.query("commit");
    await client.query("analyze");
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * Takes off what would stand in the way of rows in any order, or make each of them slow: triggers that act, references between
 * tables, indexes, rows that the migrations themselves put in. Gives the statements that put it all back. An ordinary owner may
 * do this.
 */
async function setAside(client: pg.Client, head: Head): Promise<string[]> {
  const ours = head.tables.map((table) => table.name);
  const { rows: references } = await client.query(
    `select n.nspname || '.' || c.relname as name, k.conname, pg_get_constraintdef(k.oid) as definition
       from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      where k.contype = 'f' and k.conparentid = 0 and n.nspname || '.' || c.relname = any($1) order by 1, 2`,
    [ours],
  );
  const { rows: triggers } = await client.query(
    `select n.nspname || '.' || c.relname as name, t.tgname, t.tgenabled from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
      where not t.tgisinternal and t.tgenabled <> 'D' and t.tgparentid = 0 and (n.nspname || '.' || c.relname = any($1)
        or c.oid in (select i.inhrelid from pg_inherits i join pg_class w on w.oid = i.inhparent join pg_namespace m on m.oid = w.relnamespace
                      where w.relkind = 'p' and m.nspname || '.' || w.relname = any($1))) order by 1, 2`,
    [ours],
  );
  const { rows: indexes } = await client.query(
    `select n.nspname || '.' || i.relname as name, pg_get_indexdef(i.oid) as definition
       from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname || '.' || c.relname = any($1) and not i.relispartition
        and not exists (select from pg_constraint k where k.conindid = i.oid) order by 1`,
    [ours],
  );
  const named = (text: string) => `"${text.replaceAll('"', '""')}"`;
  for (const row of references)
    await client.query(`alter table ${quoted(row.name)} drop constraint ${named(row.conname)}`);
  for (const row of triggers)
    await client.query(`alter table ${quoted(row.name)} disable trigger ${named(row.tgname)}`);
  for (const row of indexes) await client.query(`drop index ${quoted(row.name)}`);
  if (ours.length > 0) await client.query(`truncate ${ours.map(quoted).join(", ")}`);
  const enabling: Record<string, string> = { O: "enable", A: "enable always", R: "enable replica" };
  return [
    // PostgreSQL writes the index of a table in parts as one of the whole ONLY; made without that word, every part has its own.
    ...indexes.map((row) => (row.definition as string).replace(/ ON ONLY /, " ON ")),
    ...references.map(
      (row) => `alter table ${quoted(row.name)} add constraint ${named(row.conname)} ${row.definition}`,
    ),
    ...triggers.map((row) => `alter table ${quoted(row.name)} ${enabling[row.tgenabled]} trigger ${named(row.tgname)}`),
  ];
}

/** One part of a table: whole rows. */
async function copyIn(client: pg.Client, table: { name: string; columns: string[] }, content: Buffer): Promise<number> {
  const columns = table.columns.map((column) => `"${column.replaceAll('"', '""')}"`).join(", ");
  const stream = client.query(copyStreams.from(`copy ${quoted(table.name)} (${columns}) from stdin`));
  await new Promise<void>((resolve, reject) => {
    stream.once("error", reject);
    stream.once("finish", resolve);
    stream.end(content);
  });
  return (stream as unknown as { rowCount: number }).rowCount;
}

async function putFile(folder: string, id: string, content: Buffer): Promise<void> {
  if (!/^[0-9a-f]{64}$/.test(id)) throw new Error(`a file of the backup has the name ${id}`);
  const place = join(folder, id.slice(0, 2), id.slice(2, 4));
  await mkdir(place, { recursive: true, mode: 0o700 });
  const half = join(place, `${id}.restoring`);
  const handle = await open(half, "w", 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(half, join(place, id));
}

/** Takes away the tables that a failed restore had made. */
async function clear(ownerUrl: string, schemas: string[]): Promise<void> {
  const client = await connected(ownerUrl);
  try {
    for (const schema of new Set([...schemas, "kernel"]))
      await client.query(`drop schema if exists "${schema.replaceAll('"', '""')}" cascade`);
  } finally {
    await client.end().catch(() => {});
  }
}

async function connected(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  client.on("error", () => {});
  await client.connect();
  return client;
}
