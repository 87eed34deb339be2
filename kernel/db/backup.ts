// An online backup: one snapshot of every table, taken while the server works, and the uploaded files. Written in PostgreSQL's
// portable COPY text, so it restores into another major version, and with the state of the migrations, so it restores into a
// newer Pendopo.

import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import copyStreams from "pg-copy-streams";
import { Refused } from "../errors.ts";
import type { RootRecord } from "../vault/root.ts";
import { type BackupWriter, createBackup, FORMAT, type Head, keyCheckOf, type TableShape } from "./backup-file.ts";

const PART_BYTES = 8 << 20;

export type BackupOptions = {
  ownerUrl: string;
  /** The folder of the file store; its layout is <2>/<2>/<64 hexadecimal digits>. */
  filesFolder: string;
  /** The root secret, which seals the backup. */
  master: Buffer;
  root?: RootRecord;
  program: string;
  at: Date;
  /** Puts the master key into the backup: whoever holds that file can read everything. */
  withKey?: boolean | { key: Buffer };
  tell?: (what: { table?: string; rows?: number; files?: number }) => void;
};
export type BackupReport = { bytes: number; tables: number; rows: number; files: number };

/** Writes a backup to `file`, which must not exist yet. */
export async function backup(file: string, options: BackupOptions): Promise<BackupReport> {
  if (existsSync(file)) throw new Refused("backup.exists", { params: { file } });
  const client = new pg.Client({ connectionString: options.ownerUrl });
  client.on("error", () => {});
  await client.connect();
  let writer: BackupWriter | undefined;
  try {
    await client.query(`begin isolation level repeatable read read only; ${PORTABLE}`);
    const head = await describe(client, options);
    writer = await createBackup(file, options.master);
    await writer.put("head.json", Buffer.from(JSON.stringify(head)));
    if (options.withKey) {
      const key = options.withKey === true ? options.master : options.withKey.key;
      await writer.put("key/master.key", Buffer.from(`${key.toString("hex")}\n`));
    }
    const rows: Record<string, number> = {};
    for (const table of head.tables) {
      rows[table.name] = await copyOut(client, table, writer);
      options.tell?.({ table: table.name, rows: rows[table.name] });
    }
    await client.query("commit");
    // A file is stored before the row that names it is committed, so every file of the snapshot is there by now.
    const files = await copyFiles(options.filesFolder, writer, (count) => options.tell?.({ files: count }));
    const bytes = await writer.finish({ rows, files });
    return {
      bytes,
      tables: head.tables.length,
      rows: Object.values(rows).reduce((sum, count) => sum + count, 0),
      files,
    };
  } catch (error) {
    await writer?.abandon();
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}

/** What the text of COPY depends on, fixed, so that any server reads what any other wrote. */
export const PORTABLE =
  "set local datestyle = 'ISO'; set local intervalstyle = 'postgres'; set local timezone = 'UTC'; set local bytea_output = 'hex'; set local extra_float_digits = 1; set local row_security = off; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0; set local client_encoding = 'UTF8'";

/** The schemas of Pendopo: those in which its roles were given something. Others of a shared database are not ours to copy. */
export const OUR_SCHEMAS = `select n.oid, n.nspname from pg_namespace n
  where n.nspname <> 'public' and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
    and exists (select from aclexplode(n.nspacl) a join pg_roles r on r.oid = a.grantee where r.rolname in ('pendopo_app', 'pendopo_worker'))`;

/** `"schema"."table"` from a name as the catalogue gives it. */
export const quoted = (name: string): string => {
  const at = name.indexOf(".");
  return [name.slice(0, at), name.slice(at + 1)].map((part) => `"${part.replaceAll('"', '""')}"`).join(".");
};

async function describe(client: pg.Client, options: BackupOptions): Promise<Head> {
  const ask = async <Row>(text: string) => (await client.query(text)).rows as Row[];
  const tables = await ask<TableShape>(`with ours as (${OUR_SCHEMAS})
    select o.nspname || '.' || c.relname as name,
           array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns
      from pg_class c join ours o on o.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence <> 't' and (o.nspname, c.relname) <> ('kernel', 'migration')
     group by 1 order by 1`);
  const [server] = await ask<{ version: string }>("select current_setting('server_version') as version");
  return {
    format: FORMAT,
    program: options.program,
    at: options.at.toISOString(),
    postgres: server?.version ?? "",
    keyCheck: keyCheckOf(options.master),
    root: options.root,
    migrations: await ask("select area, name, hash from kernel.migration order by at, area, name"),
    schemas: (await ask<{ nspname: string }>(`${OUR_SCHEMAS} order by 2`)).map((row) => row.nspname),
    tables,
    partitions: await ask(`with recursive ours as (${OUR_SCHEMAS}),
      part as (select i.inhrelid, i.inhparent, 1 as depth from pg_inherits i join pg_class p on p.oid = i.inhparent and p.relkind = 'p' and not p.relispartition
               union all select i.inhrelid, i.inhparent, part.depth + 1 from pg_inherits i join part on part.inhrelid = i.inhparent)
      select n.nspname || '.' || c.relname as name, pn.nspname || '.' || p.relname as "of", pg_get_expr(c.relpartbound, c.oid) as bound
        from part join pg_class c on c.oid = part.inhrelid join ours n on n.oid = c.relnamespace
        join pg_class p on p.oid = part.inhparent join pg_namespace pn on pn.oid = p.relnamespace
       where c.relispartition order by part.depth, 1`),
    sequences: await ask(`with ours as (${OUR_SCHEMAS})
      select s.schemaname || '.' || s.sequencename as name, s.last_value::float8 as value from pg_sequences s join ours o on o.nspname = s.schemaname order by 1`),
  };
}

/** One table, in parts; gives how many rows were read. */
async function copyOut(client: pg.Client, table: TableShape, writer: BackupWriter): Promise<number> {
  const columns = table.columns.map((column) => `"${column.replaceAll('"', '""')}"`).join(", ");
  // A selection rather than the table itself: COPY refuses partitioned tables, and knows no row security of the owner's.
  const stream = client.query(copyStreams.to(`copy (select ${columns} from ${quoted(table.name)}) to stdout`));
  let part = 0;
  const flush = async (content: Buffer) => {
    if (content.length > 0) await writer.put(`tables/${table.name}/${String(++part).padStart(6, "0")}`, content);
  };
  let pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of stream) {
    pieces.push(piece as Buffer);
    size += (piece as Buffer).length;
    if (size < PART_BYTES) continue;
    const pending = Buffer.concat(pieces);
    // A part ends where a row ends: in COPY's text a line feed stands nowhere else.
    const end = pending.lastIndexOf(10) + 1;
    await flush(pending.subarray(0, end));
    pieces = [pending.subarray(end)];
    size = pending.length - end;
  }
  await flush(Buffer.concat(pieces));
  return (stream as unknown as { rowCount: number }).rowCount;
}

async function copyFiles(folder: string, writer: BackupWriter, tell: (count: number) => void): Promise<number> {
  let count = 0;
  const within = (path: string) => readdir(path).catch(() => [] as string[]);
  for (const outer of (await within(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name)).sort())
    for (const inner of (await within(join(folder, outer))).sort())
      for (const id of (await within(join(folder, outer, inner)))
        .filter((name) => /^[0-9a-f]{64}$/.test(name))
        .sort()) {
        try {
          await writer.putFile(`files/${id}`, join(folder, outer, inner, id));
        } catch (error) {
          // Removed since it was listed: no row of the snapshot that counts can still name it.
          if ((error as NodeJS.ErrnoException).code === "ENOENT") continue;
          throw error;
        }
        if (++count % 500 === 0) tell(count);
      }
  return count;
}
