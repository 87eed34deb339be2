import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import pg from "pg";
import { capabilities } from "../../app/capabilities.ts";
import { migrationFolders, openHall } from "../../app/open-hall.ts";
import { verifyAudit } from "../../kernel/audit/verify.ts";
import { readConfig } from "../../kernel/config.ts";
import { backup, OUR_SCHEMAS, quoted } from "../../kernel/db/backup.ts";
import { partsOf, readHead, verifyBackup } from "../../kernel/db/backup-file.ts";
import { migrate, readMigrations } from "../../kernel/db/migrate.ts";
import { restore } from "../../kernel/db/restore.ts";
import { sql } from "../../kernel/db/sql.ts";
import { masterKey, rolesOf } from "../../kernel/vault/vault.ts";
import { emptyDatabase, testSettings } from "../cluster.ts";
import { openTestHall } from "../hall.ts";
import { hasPostgres, startPostgres } from "./other-postgres.ts";

const hall = await openTestHall({ demo: true, at: "2026-11-23T09:00:00+07:00" });
const folder = await mkdtemp(join(tmpdir(), "backup-"));
after(() => rm(folder, { recursive: true, force: true }));
const master = masterKey(hall.config.keyFile);
const filesFolder = join(hall.config.folder, "files");
const photo = await hall.files.put(randomBytes(200_000));

const write = (name: string, more: { withKey?: boolean } = {}) =>
  backup(join(folder, name), {
    ownerUrl: hall.ownerUrl,
    filesFolder,
    master,
    program: "test",
    at: hall.time.now(),
    ...more,
  });

const restoreInto = (file: string, target: { url: string; folder: string }, key = master) =>
  restore(join(folder, file), {
    ownerUrl: target.url,
    filesFolder: join(target.folder, "files"),
    master: key,
    roles: rolesOf(key),
    folders: migrationFolders(capabilities),
  });

/** Every table of the installation: how many rows, and one hash over their texts in order. */
async function contents(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("set timezone = 'UTC'");
    const { rows: tables } = await client.query(
      `with ours as (${OUR_SCHEMAS}) select o.nspname || '.' || c.relname as name from pg_class c join ours o on o.oid = c.relnamespace where c.relkind in ('r', 'p') and not c.relispartition order by 1`,
    );
    const found: Record<string, string> = {};
    for (const { name } of tables) {
      if (name === "kernel.migration") continue;
      const { rows } = await client.query(`select t::text as line from ${quoted(name)} t order by 1`);
      found[name] = `${rows.length} ${createHash("sha256")
        .update(rows.map((row) => row.line).join("\n"))
        .digest("hex")}`;
    }
    return found;
  } finally {
    await client.end();
  }
}

/** Constraints, triggers, policies and grants: what a restore takes off for a moment has to be back. */
async function rules(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(`
      select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) as line from pg_constraint where connamespace::regnamespace::text not like 'pg\\_%' and contype <> 'n' and conrelid > 0
      union all select 'trigger ' || tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text from pg_trigger where not tgisinternal
      union all select 'index ' || pg_get_indexdef(indexrelid) from pg_index where indrelid::regclass::text like '%.%' and indrelid::regclass::text not like 'pg\\_%'
      union all select 'policy ' || schemaname || '.' || tablename || ' ' || policyname || ' ' || coalesce(qual, '') || ' ' || coalesce(with_check, '') from pg_policies
      union all select 'security ' || oid::regclass || ' ' || relrowsecurity from pg_class where relkind in ('r', 'p') and relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema', 'pg_toast')
      order by 1`);
    return rows.map((row) => row.line);
  } finally {
    await client.end();
  }
}

test("every table with rows of ours is in the backup", async () => {
  await write("all.pendopo");
  const { head } = await readHead(join(folder, "all.pendopo"));
  const rows = await hall.rows(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')`,
  );
  const missing = rows
    .map((row) => row.name)
    .filter((name) => name !== "kernel.migration" && !head.tables.some((table) => table.name === name));
  assert.deepEqual(missing, []);
});

test("a backup restores every row, rule and file into an empty database, and the record still verifies", async () => {
  const target = await emptyDatabase();
  after(() => target.drop());
  await hall.drain();
  const before = await contents(hall.ownerUrl);
  await write("whole.pendopo");
  const report = await restoreInto("whole.pendopo", target);
  assert.deepEqual(await contents(target.url), before);
  assert.deepEqual(await rules(target.url), await rules(hall.ownerUrl));
  assert.ok(report.rows > 0);
  assert.equal(
    report.files,
    (await readdir(filesFolder, { recursive: true })).filter((name) => /[0-9a-f]{64}$/.test(name)).length,
  );

  const restored = await openHall(readConfig(testSettings("demo", target.url, target.folder)), { time: hall.time });
  try {
    assert.deepEqual(restored.applied, [], "a backup of this release needs no migration");
    assert.deepEqual(await restored.files.get(photo.id), await hall.files.get(photo.id));
    // Personal data are readable again: the keys came with the rows, and the master key opens them.
    const names = await restored.db.read({ role: "worker" }, (tx) =>
      tx.many<{ id: string; name: Buffer }>(sql`select id, name from people.person`),
    );
    assert.ok(
      names.some(({ id, name }) => restored.vault.open(name, `people.person:name:${id}`) === "Melati Anggraini"),
    );
    const verified = await verifyAudit(restored);
    assert.deepEqual(verified.faults, []);
  } finally {
    await restored.close();
  }
});

test("what is written while the backup runs is in it wholly or not at all", async () => {
  const target = await emptyDatabase();
  after(() => target.drop());
  let stop = false;
  let written = 0;
  // Each transaction writes to two tables, so that a backup without one snapshot would tear some of them.
  const load = [1, 2, 3].map(async () => {
    while (!stop) {
      await hall.db.transact({ role: "worker" }, async (tx) => {
        const id = tx.id();
        tx.later(
          sql`insert into kernel.job (id, kind, run_at, created_at) values (${id}, 'nobody', 'infinity', ${tx.now})`,
        );
        tx.later(
          sql`insert into kernel.mail (id, agency_id, recipient, subject, body, created_at) values (${id}, ${id}, '', '', '', ${tx.now})`,
        );
      });
      written++;
    }
  });
  while (written < 20) await new Promise((resolve) => setTimeout(resolve, 5));
  await write("busy.pendopo");
  stop = true;
  await Promise.all(load);
  await restoreInto("busy.pendopo", target);
  const client = new pg.Client({ connectionString: target.url });
  await client.connect();
  const { rows } = await client.query(
    "select count(*)::int as both, count(*) filter (where j.id is null or m.id is null)::int as torn from (select * from kernel.job where kind = 'nobody') j full join (select * from kernel.mail where recipient = '') m using (id)",
  );
  await client.end();
  assert.ok(rows[0].both >= 20, `${rows[0].both}`);
  assert.equal(rows[0].torn, 0);
});

test("a backup that was cut off is refused, wherever it was cut, and leaves the target empty", async () => {
  const target = await emptyDatabase();
  after(() => target.drop());
  const whole = readFileSync(join(folder, "whole.pendopo"));
  for (const length of [0, 10, 3000, Math.floor(whole.length / 2), whole.length - 1]) {
    writeFileSync(join(folder, "cut.pendopo"), whole.subarray(0, length));
    await assert.rejects(
      restoreInto("cut.pendopo", target),
      { key: "backup.broken" },
      `${length} bytes of ${whole.length}`,
    );
  }
  assert.deepEqual(await contents(target.url).catch((error) => error.code), {});
  assert.ok(!existsSync(join(target.folder, "files")));
});

test("a backup in which one byte was changed is refused", async () => {
  const whole = readFileSync(join(folder, "whole.pendopo"));
  for (let i = 1; i <= 12; i++) {
    const altered = Buffer.from(whole);
    const at = Math.floor((whole.length * i) / 13);
    altered[at] = (altered[at] as number) ^ 1;
    writeFileSync(join(folder, "altered.pendopo"), altered);
    await assert.rejects(verifyBackup(join(folder, "altered.pendopo"), master), { key: "backup.broken" }, `byte ${at}`);
  }
});

test("a backup whose content was changed and packed again is refused, because its seal needs the key", async () => {
  const { pack } = await import("tar-stream");
  const { zstdCompressSync } = await import("node:zlib");
  const tar = pack();
  const pieces: Buffer[] = [];
  tar.on("data", (piece) => pieces.push(piece as Buffer));
  let changed = 0;
  for await (const { name, content } of partsOf(join(folder, "whole.pendopo"))) {
    // The name of one agency, by one letter: no length and no count gives it away.
    const forged = name.startsWith("tables/agencies.agency/")
      ? Buffer.from(content.toString("utf8").replace("Kota ", "Kita "))
      : content;
    if (!forged.equals(content)) changed++;
    tar.entry({ name }, forged);
  }
  assert.equal(changed, 1);
  const ended = new Promise<void>((resolve) => tar.on("end", () => resolve()));
  tar.finalize();
  await ended;
  writeFileSync(join(folder, "forged.pendopo"), zstdCompressSync(Buffer.concat(pieces)));
  await assert.rejects(verifyBackup(join(folder, "forged.pendopo"), master), { key: "backup.broken" });
});

test("with another key nothing is restored", async () => {
  const target = await emptyDatabase();
  after(() => target.drop());
  await assert.rejects(restoreInto("whole.pendopo", target, randomBytes(32)), { key: "backup.wrong-key" });
});

test("a database that holds anything is not restored over", async () => {
  await assert.rejects(restoreInto("whole.pendopo", { url: hall.ownerUrl, folder }), { key: "restore.not-empty" });
});

test("an older backup is never overwritten", async () => {
  await assert.rejects(write("whole.pendopo"), { key: "backup.exists" });
});

test("a backup that cannot be written fails at once, in the system's words, and takes no name", {
  timeout: 20_000,
}, async () => {
  mkdirSync(join(folder, "blocked.pendopo.partial"));
  await assert.rejects(write("blocked.pendopo"), { code: "EISDIR" });
  assert.ok(!existsSync(join(folder, "blocked.pendopo")));
});

test("the key is in the backup only when asked for", async () => {
  assert.equal((await readHead(join(folder, "whole.pendopo"))).key, undefined);
  await write("with-key.pendopo", { withKey: true });
  assert.equal((await readHead(join(folder, "with-key.pendopo"))).key, master.toString("hex"));
});

test("a backup of an older release is restored as it stood, and migrated to this one", async () => {
  const older = await emptyDatabase();
  const target = await emptyDatabase();
  after(() => Promise.all([older.drop(), target.drop()]));
  const all = readMigrations(migrationFolders(capabilities)).map((each) => `${each.area}/${each.name}`);
  // The release before: without the last migration of the last capability.
  const withheld = all.at(-1) as string;
  await migrate(older.url, migrationFolders(capabilities), rolesOf(master), () => {}, {
    only: new Set(all.slice(0, -1)),
  });
  await backup(join(folder, "older.pendopo"), {
    ownerUrl: older.url,
    filesFolder: join(older.folder, "files"),
    master,
    program: "0.0.9",
    at: hall.time.now(),
  });
  await restoreInto("older.pendopo", target);
  assert.deepEqual(await contents(target.url), await contents(older.url));
  assert.deepEqual(await migrate(target.url, migrationFolders(capabilities), rolesOf(master)), [withheld]);

  const newer = await readHead(join(folder, "whole.pendopo"));
  assert.ok(newer.head.migrations.some((each) => `${each.area}/${each.name}` === withheld));
  const fewer = migrationFolders(capabilities).slice(0, -1);
  const empty = await emptyDatabase();
  after(() => empty.drop());
  await assert.rejects(
    restore(join(folder, "whole.pendopo"), {
      ownerUrl: empty.url,
      filesFolder: join(empty.folder, "files"),
      master,
      roles: rolesOf(master),
      folders: fewer,
    }),
    { key: "backup.newer-program" },
  );
});

const without15 = hasPostgres(15) ? false : "PostgreSQL 15 is not installed (Debian: postgresql-15)";
test("a backup goes to PostgreSQL 15 and back without a difference", { skip: without15 }, async () => {
  const old = await startPostgres(15);
  try {
    const oldFolder = join(folder, "old");
    await restoreInto("whole.pendopo", { url: old.url, folder: oldFolder });
    const there = await contents(old.url);
    await backup(join(folder, "from15.pendopo"), {
      ownerUrl: old.url,
      filesFolder: join(oldFolder, "files"),
      master,
      program: "test",
      at: hall.time.now(),
    });
    const target = await emptyDatabase();
    after(() => target.drop());
    await restoreInto("from15.pendopo", target);
    assert.deepEqual(await contents(target.url), there);
  } finally {
    await old.stop();
  }
});
