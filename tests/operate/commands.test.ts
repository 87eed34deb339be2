import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { commands } from "../../app/commands.ts";
import { freePort, newFolder, pendopo, startPendopo } from "./program.ts";

const { folder, remove } = newFolder();
after(remove);
const data = join(folder, "data");
const key = join(data, "keys", "master.key");

test("help lists every command with a sentence in Indonesian and one in English", async () => {
  const { code, out } = await pendopo(["help"]);
  assert.equal(code, 0);
  for (const command of commands)
    for (const part of [command.usage, command.id, command.en]) assert.ok(out.includes(part), part);
});

test("a command that is not known, or lacks its argument, says so with the usage and exit code 2", async () => {
  const unknown = await pendopo(["berdiri"]);
  assert.equal(unknown.code, 2);
  assert.match(unknown.err, /"berdiri" tidak dikenal/);
  for (const args of [
    ["backup"],
    ["restore"],
    ["service", "check"],
    ["process", "check"],
    ["decision", "evaluate"],
    ["doctor", "extra"],
    ["clock", "due", "--nonesuch"],
  ]) {
    const { code, err } = await pendopo(args);
    assert.equal(code, 2, `${args.join(" ")}: ${err}`);
    assert.match(err, /Pemakaian: npx pendopo|--calendar/);
  }
});

test("answers are in English when the terminal is", async () => {
  assert.match((await pendopo(["backup"], { LANG: "en_GB.UTF-8" })).err, /is missing[\s\S]*Usage/);
});

test("due times are counted by an agency's calendar without a database, the demo's or a file's", async () => {
  const count = (calendar: string) =>
    pendopo(["clock", "due", "--calendar", calendar, "--from", "2026-12-23T09:00", "--working-days", "2"], {
      PENDOPO_DATA: data,
    });
  const agency = await count("pangkalpinang");
  assert.equal(agency.code, 0, agency.err);
  // 24 December is joint leave, 25 Christmas, 26 and 27 a weekend.
  assert.match(agency.out, /^2026-12-29T/);
  // A file's calendar has the holidays that it names, and no others.
  const file = join(folder, "kalender.json");
  writeFileSync(file, JSON.stringify({ name: "Lima hari", zone: "WIB" }));
  assert.match((await count(file)).out, /^2026-12-25T/);
  const wrong = await count("tiada");
  assert.equal(wrong.code, 2);
});

test("a definition is checked and tested without a database; findings are on standard output, with exit code 1", async () => {
  const library = fileURLToPath(new URL("../../library/sertifikat-laik-higiene", import.meta.url));
  const good = await pendopo(["service", "check", library]);
  assert.equal(good.code, 0, good.out + good.err);
  const tested = await pendopo(["service", "test", library]);
  assert.equal(tested.code, 0, tested.out + tested.err);
  const broken = fileURLToPath(new URL("../broken-services/bpmn", import.meta.url));
  const faulty = await pendopo(["service", "check", broken]);
  assert.equal(faulty.code, 1);
  assert.match(faulty.out, /process\.bpmn:Layak .*complex gateway/);
  const refused = await pendopo(["process", "check", join(broken, "process.bpmn"), "--json"]);
  assert.equal(refused.code, 1);
  const report = JSON.parse(refused.out);
  assert.equal(report.executable, false);
  assert.ok(report.problems.some((problem: { element: string }) => problem.element === "Layak"));
  assert.equal((await pendopo(["process", "check", join(folder, "tiada.bpmn")])).code, 2);
});

test("a decision that is not in the file is refused in JSON, with the names of those that are", async () => {
  const library = fileURLToPath(new URL("../../library/sertifikat-laik-higiene/risiko.dmn", import.meta.url));
  const input = join(folder, "masukan.json");
  writeFileSync(input, "{}");
  const unknown = await pendopo(["decision", "evaluate", library, "--decision", "tiada", input]);
  assert.equal(unknown.code, 1);
  assert.ok(JSON.parse(unknown.out).decisions.length > 0);
});

test("wrong settings are told all at once, before anything is begun", async () => {
  const { code, err } = await pendopo(["start"], { PORT: "eighty", DATABASE_URL: "mysql://x/y", PENDOPO_DATA: data });
  assert.equal(code, 1);
  assert.match(err, /PORT[\s\S]*DATABASE_URL/);
});

test("a port that is taken is named", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const { code, err } = await pendopo(["start"], { PORT: String(port), PENDOPO_DATA: data });
  server.close();
  assert.equal(code, 1);
  assert.match(err, new RegExp(`Port ${port} sudah dipakai`));
});

test("an installation starts, is looked at, backed up at work, stopped, restored elsewhere and started there", {
  timeout: 300_000,
}, async () => {
  const port = await freePort();
  const environment = { PORT: port, PENDOPO_DATA: data };
  const running = await startPendopo(["--demo"], environment);
  assert.match(running.said(), /Akun demo[\s\S]*1971034708900000/);
  assert.equal((await fetch(`${running.url}/readyz`)).status, 200);
  assert.equal((await fetch(running.url)).status, 200);

  const second = await pendopo(["start", "--demo"], { ...environment, PORT: await freePort() });
  assert.equal(second.code, 1);
  assert.match(second.err, /sudah berjalan di folder/);

  const backup = join(folder, "satu.pendopo");
  const backed = await pendopo(["backup", backup], environment);
  assert.equal(backed.code, 0, backed.err);
  assert.match(backed.err, /kunci induk TIDAK ikut/);
  assert.equal(statSync(backup).mode & 0o077, 0, "others may not read the backup");
  const audited = await pendopo(["audit", "verify"], environment);
  assert.equal(audited.code, 0, audited.err);
  assert.match(audited.out, /^Utuh: /m);
  const examined = await pendopo(["doctor"], environment);
  assert.match(examined.out, /ok {2}peran program tidak dapat melewati keamanan baris/);
  assert.match(examined.out, /ok {2}semua \d+ migrasi sudah dijalankan/);
  // Only what this machine or this year lacks may be advised: room on its disk, holidays that no decree names yet.
  const advised = examined.out.split("\n").filter((line) => line.startsWith("!!"));
  assert.deepEqual(
    advised.filter((line) => !/hari libur nasional|ruang kosong/.test(line)),
    [],
  );

  const stopped = await running.stop();
  assert.equal(stopped.code, 0, stopped.err);
  assert.ok(stopped.ms < 10_000, `${stopped.ms} ms`);

  const asReal = await pendopo(["start"], environment);
  assert.equal(asReal.code, 1);
  assert.match(asReal.err, /pemasangan demo/);

  const elsewhere = join(folder, "lain");
  const keyless = await pendopo(["restore", backup, "--into", elsewhere]);
  assert.equal(keyless.code, 1);
  assert.match(keyless.err, /tidak membawa kunci induk/);
  const restored = await pendopo(["restore", backup, "--into", elsewhere, "--key", key]);
  assert.equal(restored.code, 0, restored.err);
  assert.match(restored.out, /sudah dipulihkan[\s\S]*Utuh:/);
  const again = await pendopo(["restore", backup, "--into", elsewhere, "--key", key]);
  assert.equal(again.code, 1);
  assert.match(again.err, /tidak kosong/);

  const there = await startPendopo(["--demo"], { PORT: await freePort(), PENDOPO_DATA: elsewhere });
  assert.equal((await fetch(`${there.url}/readyz`)).status, 200);
  assert.equal((await there.stop("SIGINT")).code, 0);
  assert.equal(readFileSync(join(elsewhere, "keys/master.key"), "utf8"), readFileSync(key, "utf8"));
});

test("a program that was killed leaves a folder that starts again", { timeout: 120_000 }, async () => {
  const environment = { PORT: await freePort(), PENDOPO_DATA: data };
  const running = await startPendopo(["--demo"], environment);
  const { pid } = JSON.parse(readFileSync(join(data, "running.json"), "utf8"));
  process.kill(pid, "SIGKILL");
  await running.stop().catch(() => {});
  const again = await startPendopo(["--demo"], environment);
  assert.equal((await fetch(`${again.url}/readyz`)).status, 200);
  assert.equal((await again.stop()).code, 0);
  assert.ok(!existsSync(join(data, "pg", "postmaster.pid")), "the database that the killed program left is ended too");
});

test("a folder that cannot be written is told in the system's words, not as a fault of the program", async () => {
  const file = join(folder, "berkas");
  writeFileSync(file, "");
  const { code, err } = await pendopo(["start"], { PORT: await freePort(), PENDOPO_DATA: join(file, "data") });
  assert.equal(code, 1);
  assert.match(err, /ENOTDIR|EACCES/);
  assert.doesNotMatch(err, /at .*\.ts:\d+/);
  mkdirSync(data, { recursive: true });
});
