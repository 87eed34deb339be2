// Keys are changed while people work: what was sealed opens before, during and after; people are found; whoever is killed in the
// middle loses nothing; a holder that is not the right one is refused.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { capabilities } from "../../app/capabilities.ts";
import { type OpenHall, openHall } from "../../app/open-hall.ts";
import { accountByNumber } from "../../capabilities/people/account-by-number.ts";
import { DEMO_RESIDENTS } from "../../capabilities/people/index.ts";
import { signUp } from "../../capabilities/people/sign-up.ts";
import { systemTime } from "../../kernel/clock.ts";
import { readConfig } from "../../kernel/config.ts";
import { worker } from "../../kernel/db/scope.ts";
import { newId } from "../../kernel/ids.ts";
import { post } from "../../kernel/mail/mail.ts";
import { allBytes } from "../../kernel/vault/bytes.ts";
import { fileHolder, openHolder } from "../../kernel/vault/holder.ts";
import {
  type Changing,
  finishMaster,
  keyStates,
  rewrapAll,
  rotateData,
  rotateIndex,
  rotateMaster,
} from "../../kernel/vault/rotate.ts";
import { sealedBy } from "../../kernel/vault/vault.ts";
import { ask, clone, testSettings } from "../cluster.ts";
import { openTestHall } from "../hall.ts";
import { transitServer } from "./transit-server.ts";

const melati = DEMO_RESIDENTS[0];
const bytes = allBytes(capabilities);

/** A demo installation of one's own, and more nodes on it. */
async function installation(settings: Record<string, string> = {}) {
  const place = await clone("demo");
  const config = readConfig({ ...testSettings("demo", place.url, place.folder), ...settings });
  const open = (more: Record<string, string | undefined> = {}) =>
    openHall(readConfig({ ...testSettings("demo", place.url, place.folder), ...settings, ...more }), {
      migrate: false,
      time: systemTime,
    });
  return { ...place, config, open };
}

const changing = (hall: OpenHall): Changing => ({
  ownerUrl: hall.ownerUrl,
  keys: hall.keys,
  vault: hall.vault,
  bytes,
  files: hall.files,
  announcedSeconds: 0,
});

/** Whoever signs in with this number, and what the vault then reads of them. */
async function find(hall: OpenHall): Promise<string | undefined> {
  const [row] = await ask(hall.ownerUrl, "select id, name from people.person where nik_blind = any($1)", [
    hall.vault.blinds("person:nik", melati.nik),
  ]);
  return row ? hall.vault.open(row.name, `people.person:name:${row.id}`) : undefined;
}

test("every column of bytes says what it holds, and every column that is named is there", async () => {
  const hall = await openTestHall();
  const rows = await hall.rows(
    `select n.nspname || '.' || c.relname as "table", a.attname as column, n.nspname || '.' || c.relname || '.' || a.attname as name
       from pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p') and not c.relispartition
       join pg_namespace n on n.oid = c.relnamespace and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
      where a.atttypid = 'bytea'::regtype and a.attnum > 0 and not a.attisdropped order by 3`,
  );
  const told = [
    ...bytes.plain,
    ...bytes.sealed.flatMap((each) => Object.keys(each.columns).map((column) => `${each.table}.${column}`)),
    ...bytes.blinded.flatMap((each) => each.columns.map((column) => `${each.table}.${column}`)),
  ].sort();
  assert.deepEqual(told, rows.map((row) => row.name).sort(), "declare the column in the capability's bytes.ts");
  for (const { table, key } of [...bytes.sealed, ...bytes.blinded]) {
    const primary = await hall.rows(
      "select array_agg(a.attname::text order by array_position(i.indkey::int2[], a.attnum)) as names from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey) where i.indrelid = $1::regclass and i.indisprimary",
      [table.replace(".case", '."case"')],
    );
    assert.deepEqual([...key], primary[0]?.names, `the key of ${table}`);
  }
});

test("a new data key: everything kept comes under it, in every node, and the old one is retired", async () => {
  const place = await installation();
  const one = await place.open();
  const other = await place.open();
  try {
    const file = await one.files.put(Buffer.from("surat"));
    const before = one.vault.current("data").id;
    const { rows, files } = await rotateData(changing(one));
    assert.ok(rows > 10, `${rows} columns`);
    assert.ok(files >= 1);
    assert.notEqual(one.vault.current("data").id, before);
    assert.equal(await find(one), melati.name);
    assert.equal((await one.files.get(file.id)).toString(), "surat");
    for (const { table, columns } of bytes.sealed)
      for (const column of Object.keys(columns))
        for (const row of await ask(
          one.ownerUrl,
          `select "${column}" as kept from ${table.replace(".case", '."case"')} where "${column}" is not null`,
        ))
          assert.equal(sealedBy(row.kept), one.vault.current("data").id, `${table}.${column}`);
    // The other node has not read the new key yet: it hears of it, and until then says so rather than fail.
    const sealed = one.vault.seal("rahasia", "a:b");
    await new Promise((resolve) => setTimeout(resolve, 2100));
    assert.throws(() => other.vault.open(sealed, "a:b"), { key: "key.not-here" });
    await other.vault.refresh();
    assert.equal(other.vault.open(sealed, "a:b"), "rahasia");
    assert.equal(other.vault.current("data").id, one.vault.current("data").id);
    assert.equal((await other.files.get(file.id)).toString(), "surat");
    const { keys } = await keyStates(one.ownerUrl);
    assert.equal(keys.find((each) => each.id === before)?.state, "retired");
    assert.deepEqual(await rotateData(changing(one)).then((each) => each.rows), rows, "and again");
  } finally {
    await one.close();
    await other.close();
    await place.drop();
  }
});

test("a key that is announced is read with at once and written with only when its time has come", async () => {
  const place = await installation();
  const [one, other] = [await place.open(), await place.open()];
  try {
    const before = other.vault.current("data").id;
    const changed = rotateData({ ...changing(one), announcedSeconds: 2 });
    await new Promise((resolve) => setTimeout(resolve, 700));
    await other.vault.refresh();
    assert.equal(other.vault.current("data").id, before, "announced, not used");
    await changed;
    assert.equal(other.vault.current("data").id, one.vault.current("data").id, "used without being told again");
    assert.equal(await find(other), melati.name);
  } finally {
    await one.close();
    await other.close();
    await place.drop();
  }
});

test("a new index key: people are found before, during and after, and nobody stands there twice", async () => {
  const place = await installation();
  const [one, other] = [await place.open(), await place.open()];
  try {
    for (let generation = 2; generation <= 3; generation++) {
      // The change is begun and every row is still under the old key.
      await assert.rejects(
        rotateIndex({
          ...changing(one),
          bytes: { sealed: [], blinded: [{ table: "people.nothing", key: ["id"], columns: ["x"] }], plain: [] },
        }),
      );
      assert.ok(await accountByNumber(one, "resident", melati.nik), "in the middle too");
      await signUp(
        one,
        { name: "Orang Lain", nik: melati.nik, email: "", phone: "", password: "sungai panjang di hulu" },
        { address: "", agent: "" },
      );
      const [count] = await ask(
        one.ownerUrl,
        "select count(*)::int as n from people.person where nik_blind = any($1)",
        [one.vault.blinds("person:nik", melati.nik)],
      );
      assert.equal(count?.n, 1, "nobody stands there twice");
      const { rows } = await rotateIndex(changing(one));
      assert.ok(rows > 5);
      await other.vault.refresh();
      assert.equal(await find(one), melati.name);
      assert.equal(await find(other), melati.name);
      assert.ok(await accountByNumber(one, "resident", melati.nik), "who signs in is found");
      assert.equal(one.vault.blinds("person:nik", melati.nik).length, 1, "looked under once again");
      assert.equal(one.vault.blind("person:nik", melati.nik).at(-1), generation);
    }
  } finally {
    await one.close();
    await other.close();
    await place.drop();
  }
});

test("kill -9 in the middle of a change: nothing is lost, and it goes on", { timeout: 120_000 }, async () => {
  const place = await installation();
  const hall = await place.open();
  try {
    const before = (await find(hall)) as string;
    await hall.db.transact(worker, async (tx) => {
      for (let i = 0; i < 1500; i++)
        post(tx, hall, newId(), { agency: newId(), to: `warga${i}@contoh.id`, subject: "Surat", body: `Isi ${i}` });
    });
    // The change is begun, and nobody goes over the rows yet.
    await assert.rejects(
      rotateData({
        ...changing(hall),
        bytes: { sealed: [{ table: "people.nothing", key: ["id"], columns: {} }], blinded: [], plain: [] },
      }),
    );
    const env = { ...process.env, ...testSettings("demo", place.url, place.folder) };
    let reached = 0;
    for (let round = 0; round < 3; round++) {
      const child = spawn(process.execPath, ["bin/run.js", "tests/keys/resealing-process.ts"], {
        cwd: fileURLToPath(new URL("../..", import.meta.url)),
        env,
        // A group of its own: what runs our files runs them in a process below it, and both are to die.
        detached: true,
        stdio: ["ignore", "pipe", "inherit"],
      });
      await new Promise<void>((resolve) => {
        let steps = 0;
        child.stdout.setEncoding("utf8").on("data", (text: string) => {
          if (steps >= 15) return;
          steps += text.split("\n").length - 1;
          if (steps >= 15) process.kill(-(child.pid as number), "SIGKILL");
        });
        child.once("exit", () => resolve());
      });
      assert.equal(await find(hall), before);
      const [{ seen }] = (await ask(place.url, "select coalesce(sum(seen), 0)::int as seen from kernel.resealing")) as [
        { seen: number },
      ];
      assert.ok(seen > reached, `it goes on from where it was: ${reached} → ${seen}`);
      reached = seen;
    }
    await rotateData(changing(hall));
    assert.equal(await find(hall), before);
    for (const { table, key, columns } of bytes.sealed)
      for (const [column, pattern] of Object.entries(columns))
        for (const row of await ask(
          place.url,
          `select *, "${column}" as kept from ${table.replace(".case", '."case"')} where "${column}" is not null`,
        )) {
          hall.vault.open(
            row.kept,
            pattern.replace(/\{(\w+)\}/g, (_, name: string) => String(row[name])),
          );
          assert.equal(sealedBy(row.kept), hall.vault.current("data").id, `${table} ${key.map((name) => row[name])}`);
        }
  } finally {
    await hall.close();
    await place.drop();
  }
});

test("a new master key: old and new open it while the nodes change over; after that only the new", async () => {
  const place = await installation();
  const old = await place.open();
  const file = join(place.folder, "new.key");
  try {
    const { keys } = await rotateMaster(changing(old), fileHolder(file), place.config);
    assert.ok(keys >= 4);
    const fresh = await place.open({ PENDOPO_KEY_FILE: file });
    const again = await place.open();
    assert.equal(await find(fresh), melati.name);
    assert.equal(await find(again), melati.name);
    await again.close();
    await assert.rejects(rotateData(changing(fresh)), { key: "key.change-under-way" });
    await finishMaster(changing(fresh), place.config);
    assert.equal(await find(fresh), melati.name);
    await assert.rejects(place.open(), { key: "error.wrong-key-file" });
    await rotateData(changing(fresh));
    assert.equal(await find(fresh), melati.name);
    await fresh.close();
    writeFileSync(join(place.folder, "strange.key"), `${randomBytes(32).toString("hex")}\n`);
    await assert.rejects(place.open({ PENDOPO_KEY_FILE: join(place.folder, "strange.key") }), {
      key: "error.wrong-key-file",
    });
  } finally {
    await old.close();
    await place.drop();
  }
});

test("a key service holds the master key: taken over from the file, its own versions, and each way it can fail", async () => {
  const place = await installation();
  const service = await transitServer("s.token");
  const old = await place.open();
  try {
    const tokenFile = join(place.folder, "token");
    writeFileSync(tokenFile, "s.token\n");
    const settings = { PENDOPO_KMS_URL: service.url, PENDOPO_KMS_TOKEN_FILE: tokenFile };
    await assert.rejects(place.open(settings), { key: "key.wrong-holder" });
    await rotateMaster(changing(old), openHolder({ ...place.config, ...settings }), place.config);
    const hall = await place.open(settings);
    assert.equal(await find(hall), melati.name);
    await finishMaster(changing(hall), place.config);
    await assert.rejects(place.open(), { key: "error.wrong-key-file" });
    service.rotate();
    assert.ok((await rewrapAll(changing(hall), place.config)).keys >= 4);
    await hall.close();
    const kept = await ask(place.url, "select encode(wrapped, 'escape') as text from kernel.data_key_wrap");
    assert.ok(kept.every((row) => row.text.startsWith("vault:v2:")));
    for (const [mood, key] of [
      ["wrong key", "key.wrong-answer"],
      ["sealed", "key.service-trouble"],
      ["nonsense", "key.service-trouble"],
    ] as const) {
      service.mood = mood;
      await assert.rejects(place.open(settings), { key }, mood);
    }
    service.mood = "well";
    writeFileSync(tokenFile, "s.stolen\n");
    await assert.rejects(place.open(settings), (error: { key: string; params: { reason: string } }) => {
      assert.equal(error.key, "key.service-trouble");
      assert.match(error.params.reason, /403 permission denied/);
      return true;
    });
    await assert.rejects(place.open({ ...settings, PENDOPO_KMS_URL: "http://127.0.0.1:9/v1/transit" }), {
      key: "key.service-trouble",
    });
    await assert.rejects(place.open({ ...settings, PENDOPO_KEY_COMMAND: "x" }), { key: "key.two-holders" });
    await assert.rejects(place.open({ PENDOPO_KMS_URL: service.url }), { key: "key.no-token-file" });
  } finally {
    service.close();
    await old.close();
    await place.drop();
  }
});

test("a program holds the master key, as one around a PKCS#11 module does", async () => {
  const place = await installation();
  const old = await place.open();
  try {
    const module = join(place.folder, "module.key");
    writeFileSync(module, `${randomBytes(32).toString("hex")}\n`);
    const program = fileURLToPath(new URL("holding-program.mjs", import.meta.url));
    const settings = { PENDOPO_KEY_COMMAND: `${process.execPath} ${program} ${module}` };
    await rotateMaster(changing(old), openHolder({ ...place.config, ...settings }), place.config);
    const hall = await place.open(settings);
    assert.equal(await find(hall), melati.name);
    await hall.close();
    const strange = join(place.folder, "strange.key");
    writeFileSync(strange, `${randomBytes(32).toString("hex")}\n`);
    await assert.rejects(
      place.open({ PENDOPO_KEY_COMMAND: `${process.execPath} ${program} ${strange}` }),
      (error: { key: string; params: { reason: string } }) => {
        assert.equal(error.key, "key.command-trouble");
        assert.equal(error.params.reason, "CKR_ENCRYPTED_DATA_INVALID");
        return true;
      },
    );
    await assert.rejects(place.open({ PENDOPO_KEY_COMMAND: "/nowhere/hsm" }), { key: "key.command-trouble" });
  } finally {
    await old.close();
    await place.drop();
  }
});

test("an installation that begins with a key service keeps no master key of its own", async () => {
  const { emptyDatabase } = await import("../cluster.ts");
  const place = await emptyDatabase();
  const service = await transitServer("s.token");
  mkdirSync(place.folder, { recursive: true });
  const tokenFile = join(place.folder, "token");
  writeFileSync(tokenFile, "s.token\n");
  const config = readConfig({
    ...testSettings("bare", place.url, place.folder),
    PENDOPO_KEY_FILE: join(place.folder, "keys", "master.key"),
    PENDOPO_KMS_URL: service.url,
    PENDOPO_KMS_TOKEN_FILE: tokenFile,
  });
  try {
    const hall = await openHall(config);
    const sealed = hall.vault.seal("rahasia", "a:b");
    const trace = hall.vault.blind("f", "v");
    await hall.close();
    const again = await openHall(config);
    assert.equal(again.vault.open(sealed, "a:b"), "rahasia");
    assert.deepEqual(again.vault.blind("f", "v"), trace);
    assert.deepEqual(again.vault.derive("x"), hall.vault.derive("x"));
    await again.close();
    const { existsSync } = await import("node:fs");
    assert.equal(existsSync(config.keyFile), false);
  } finally {
    service.close();
    await place.drop();
  }
});
