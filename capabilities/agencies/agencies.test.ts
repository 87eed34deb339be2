import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { publicActor } from "../../kernel/actor.ts";
import { calendarWords, isOpen } from "../../kernel/calendar/index.ts";
import { nobody, type Scope } from "../../kernel/db/scope.ts";
import { type Sql, sql } from "../../kernel/db/sql.ts";
import { Refused } from "../../kernel/errors.ts";
import { translator } from "../../kernel/words/words.ts";
import { openTestHall } from "../../tests/hall.ts";
import { importRegions } from "./import-regions.ts";
import {
  addLocalHoliday,
  agencies,
  appoint,
  calendarOf,
  demoId,
  endHolding,
  headOf,
  holdersInUnit,
  holdersOf,
  loadHolidays,
  noteAbsence,
  regionAncestry,
  regionByCode,
  regionChildren,
  removeLocalHoliday,
  searchRegions,
  signerFor,
} from "./index.ts";
import { seedDemo, seedReference } from "./seed.ts";
import { words } from "./words.ts";

const quiet = () => {};
const today = "2026-11-23";
const hall = await openTestHall({ capabilities: [agencies] });
await seedReference(hall, quiet);
await seedDemo(hall, quiet);

const read = <T>(work: Parameters<typeof hall.db.read<T>>[1]) => hall.db.read(nobody, work);
const city = demoId("agency", "pangkalpinang");
const official = (key: string) => demoId("official", key);
const position = (key: string) => demoId("position", key);

/** The actor that people make of an official's standing, and the scope of their transactions. */
async function actorOf(key: string) {
  const [row] = await hall.rows("select agencies.standing_of($1, $2) as standing", [official(key), today]);
  const { agency, positions, units, position, unit, acts } = row!.standing;
  const actor = {
    ...publicActor,
    kind: "official" as const,
    agency,
    positions,
    units,
    acts,
    position,
    unit,
    official: official(key),
  };
  const scope: Scope = { role: "app", agency, units, acts };
  return { actor, scope };
}
const refused = (key: string) => (problem: unknown) =>
  problem instanceof Refused && (problem.key === key || problem.faults.some((fault) => fault.key === key));

test("all regions of Indonesia are there, and bringing them in again is nothing", async () => {
  const rows = await hall.rows("select kind, count(*)::int as n from agencies.region where is_current group by kind");
  const counted = Object.fromEntries(rows.map(({ kind, n }) => [kind, n]));
  assert.deepEqual([counted.province, counted.regency + counted.city, counted.district], [38, 514, 7285]);
  assert.equal(counted.kelurahan + counted.desa + counted["desa-adat"], 83_762);
  assert.equal(await importRegions(hall.ownerUrl), undefined);
});

test("a region that a newer list no longer has is kept, and no longer current", async () => {
  await hall.rows(
    "insert into agencies.region (code, kind, name, parent, label) values ('19.99', 'city', 'Kota Lama', '19', 'Kota Lama')",
  );
  await hall.rows("update agencies.region set name = 'Salah Tulis' where code = '19.71.02.1001'");
  await hall.rows("update agencies.dataset set version = 'older' where name = 'idn-area-data'");
  assert.equal(await importRegions(hall.ownerUrl), 91_599);
  assert.deepEqual(
    await hall.rows(
      "select name, is_current from agencies.region where code in ('19.99', '19.71.02.1001') order by code",
    ),
    [
      { name: "Opas Indah", is_current: true },
      { name: "Kota Lama", is_current: false },
    ],
  );
});

test("a region is found by its words in any order, run together, misspelt, or by its code", async () => {
  const first = async (text: string) => (await read((tx) => searchRegions(tx, text, { limit: 1 })))[0]?.code;
  assert.equal(await first("opas indah"), "19.71.02.1001");
  assert.equal(await first("Pangkal Pinang opas INDAH"), "19.71.02.1001");
  assert.equal(await first("kota pangkalpinang"), "19.71");
  assert.equal(await first("pangkalpinang"), "19.71");
  assert.equal(await first("tanjung pandan belitung"), "19.02.01");
  assert.equal(await first("kec. mentok"), "19.05.01");
  assert.deepEqual(
    (await read((tx) => searchRegions(tx, "Bandung", { limit: 2 }))).map(({ code }) => code),
    ["32.73", "32.04"],
    "the city and the regency come before districts of that name",
  );
  assert.equal(await first("kota bandung"), "32.73");
  assert.equal(await first("19.71.02.1001"), "19.71.02.1001");
  assert.equal(await first("1971021001"), "19.71.02.1001");
  for (const nothing of ["", "   ", "%", "___", "zzzzqqqq", "'; drop table agencies.region; --"])
    assert.equal(await first(nothing), undefined, nothing);
});

test("a search may stay within a region and among kinds", async () => {
  const found = await read((tx) => searchRegions(tx, "taman", { within: "19", kinds: ["district"] }));
  assert.deepEqual(
    found.map(({ code }) => code),
    ["19.71.02"],
  );
});

test("a region knows those above and below it", async () => {
  const line = await read((tx) => regionAncestry(tx, "19.71.02.1001"));
  assert.deepEqual(
    line.map(({ name }) => name),
    ["Kepulauan Bangka Belitung", "Kota Pangkal Pinang", "Taman Sari", "Opas Indah"],
  );
  assert.equal((await read((tx) => regionChildren(tx, "19.71"))).length, 7);
  assert.equal((await read((tx) => regionChildren(tx))).length, 38);
  assert.equal(await read((tx) => regionByCode(tx, "nonsense'")), undefined);
  await assert.rejects(
    read((tx) => regionAncestry(tx, "00.00")),
    refused("agencies.no-such-region"),
  );
});

test("the demo may be filled twice", async () => {
  const count = () =>
    hall.rows(
      "select (select count(*) from agencies.unit) u, (select count(*) from agencies.holding) h, (select count(*) from agencies.official) o",
    );
  const before = await count();
  await seedDemo(hall, quiet);
  assert.deepEqual(await count(), before);
});

test("while a head is on leave the deputy heads the unit as Plh, and signs", async () => {
  const unit = demoId("unit", "pangkalpinang/dinkes");
  const head = await read((tx) => headOf(tx, unit, today));
  assert.equal(head?.title, "Plh. Kepala Dinas Kesehatan");
  assert.equal(head?.official, official("pangkalpinang/dinkes/sekretaris"));
  const signer = await read((tx) => signerFor(tx, demoId("unit", "pangkalpinang/dinkes-kesmas"), today));
  assert.ok(signer && "official" in signer && signer.official === head?.official && signer.kind === "plh");
  assert.equal((await read((tx) => headOf(tx, unit, "2026-12-31")))?.kind, "definitif", "after the leave");
});

test("a vacant chair is held by a Plt", async () => {
  const head = await read((tx) => headOf(tx, demoId("unit", "babel/diskominfo"), today));
  assert.equal(head?.title, "Plt. Kepala Dinas Komunikasi dan Informatika");
});

test("a desk with three seats has three who act", async () => {
  assert.equal((await read((tx) => holdersOf(tx, position("pangkalpinang/dpmptsp/front-office"), today))).length, 3);
  const all = await read((tx) => holdersInUnit(tx, demoId("unit", "pangkalpinang/dpmptsp"), today));
  assert.equal(all.length, 1 + 1 + 3 + 2);
});

test("an official stands for the units of all positions held that day; a head also for those below", async () => {
  const standing = async (key: string, day: string) =>
    (await hall.rows("select agencies.standing_of($1, $2) as s", [official(key), day]))[0]!.s;
  const desk = await standing("pangkalpinang/dpmptsp/front-office", today);
  assert.deepEqual(desk.units, [demoId("unit", "pangkalpinang/dpmptsp")]);
  assert.equal(desk.title, "Petugas Loket Pelayanan Perizinan");
  const deputy = await standing("pangkalpinang/dinkes/sekretaris", today);
  assert.deepEqual(
    [...deputy.positions].sort(),
    [position("pangkalpinang/dinkes/kepala"), position("pangkalpinang/dinkes/sekretaris")].sort(),
  );
  assert.ok(
    deputy.units.includes(demoId("unit", "pangkalpinang/pkm-melintang")),
    "as acting head, also for the puskesmas below",
  );
  const later = await standing("pangkalpinang/dinkes/sekretaris", "2027-06-01");
  assert.deepEqual(later.units, [demoId("unit", "pangkalpinang/dinkes")]);
  const camat = await standing("pangkalpinang/kec-taman-sari/camat", today);
  assert.equal(camat.units.length, 1 + 5);
  assert.equal(await standing("pangkalpinang/dpmptsp/front-office", "2019-01-01"), null);
});

test("an agency's calendar has its hours, the joint decrees and its own days off, and only its own", async () => {
  const open = (agency: string, at: string) =>
    read(async (tx) => isOpen(await calendarOf(tx, demoId("agency", agency)), new Date(at)));
  assert.equal(await open("pangkalpinang", "2026-11-27T16:15+07:00"), true, "Friday until 16.30");
  assert.equal(await open("pangkalpinang", "2026-11-26T16:15+07:00"), false);
  assert.equal(await open("pangkalpinang", "2026-12-24T09:00+07:00"), false, "joint leave");
  assert.equal(await open("pangkalpinang", "2026-09-17T09:00+07:00"), false, "the city's own day");
  assert.equal(await open("babel", "2026-09-17T09:00+07:00"), true);
});

test("an administrator adds and removes a local day off, and the calendar follows at once", async () => {
  const { actor, scope } = await actorOf("pangkalpinang/diskominfo/administrator");
  const open = () => read(async (tx) => isOpen(await calendarOf(tx, city), new Date("2026-12-02T09:00+07:00")));
  assert.equal(await open(), true);
  await hall.db.transact(scope, (tx) => addLocalHoliday(tx, actor, { name: "Festival laut", day: "2026-12-02" }));
  assert.equal(await open(), false);
  await assert.rejects(
    hall.db.transact(scope, (tx) => addLocalHoliday(tx, actor, { name: "Lagi", day: "2026-12-02" })),
    refused("agencies.holiday-there"),
  );
  await assert.rejects(
    hall.db.transact(scope, (tx) => addLocalHoliday(tx, actor, { name: " ", day: { wrong: "month" } })),
    (problem: unknown) => problem instanceof Refused && problem.faults.length === 2,
  );
  await hall.db.transact(scope, (tx) => removeLocalHoliday(tx, actor, "2026-12-02"));
  assert.equal(await open(), true);
  assert.deepEqual(await hall.recorded(city), ["calendar.holiday-added", "calendar.holiday-removed"]);
});

test("a change that was taken back leaves no trace in a calendar that is held in memory", async () => {
  const { actor, scope } = await actorOf("pangkalpinang/diskominfo/administrator");
  const open = () => read(async (tx) => isOpen(await calendarOf(tx, city), new Date("2026-12-03T09:00+07:00")));
  await assert.rejects(
    hall.db.transact(scope, async (tx) => {
      await addLocalHoliday(tx, actor, { name: "Batal", day: "2026-12-03" });
      assert.equal(isOpen(await calendarOf(tx, city), new Date("2026-12-03T09:00+07:00")), false, "seen within");
      throw new Error("taken back");
    }),
    /taken back/,
  );
  assert.equal(await open(), true);
});

test("an ordinary official changes nothing, an administrator nothing of another agency, and the database agrees", async () => {
  const desk = await actorOf("pangkalpinang/dpmptsp/front-office");
  await assert.rejects(
    hall.db.transact(desk.scope, (tx) => addLocalHoliday(tx, desk.actor, { name: "Libur", day: "2026-12-04" })),
    refused("agencies.not-administrator"),
  );
  const city = await actorOf("pangkalpinang/diskominfo/administrator");
  const province = demoId("agency", "babel");
  const write = (query: Sql) => hall.db.transact(city.scope, (tx) => tx.run(query));
  await assert.rejects(
    write(sql`insert into agencies.holiday values (${province}, '2026-12-07', 'x', 'local')`),
    /row-level security/,
  );
  await assert.rejects(
    write(
      sql`insert into agencies.holiday values (${demoId("agency", "pangkalpinang")}, '2026-12-07', 'x', 'libur_nasional')`,
    ),
    /row-level security|violates check/,
  );
  await assert.rejects(write(sql`update agencies.agency set code = ${"x"}`), /permission denied/);
  assert.equal(await write(sql`update agencies.agency set name = ${"x"} where id = ${province}`), 0);
  await assert.rejects(write(sql`update agencies.holding set kind = ${"plt"}`), /permission denied/);
  await assert.rejects(write(sql`delete from agencies.holding where kind = ${"plt"}`), /permission denied/);
  assert.equal(await write(sql`update agencies.holding set ends_on = current_date where agency_id = ${province}`), 0);
  await assert.rejects(
    hall.db.transact(city.scope, (tx) =>
      appoint(tx, city.actor, {
        position: position("babel/dinkes/kepala"),
        official: official("babel/dinkes/sekretaris"),
        kind: "plh",
        startsOn: today,
        endsOn: today,
      }),
    ),
    (problem: unknown) => problem instanceof Refused && problem.status === 404,
  );
});

test("leave, a Plh for its time, and afterwards the head again", async () => {
  const { actor, scope } = await actorOf("pangkalpinang/diskominfo/administrator");
  const chair = position("pangkalpinang/dpmptsp/kepala");
  const unit = demoId("unit", "pangkalpinang/dpmptsp");
  const deputy = official("pangkalpinang/dpmptsp/sekretaris");
  const title = async (day: string) => (await read((tx) => headOf(tx, unit, day)))?.title;
  const act = <T>(work: Parameters<typeof hall.db.transact<T>>[1]) => hall.db.transact(scope, work);

  await act((tx) =>
    noteAbsence(tx, actor, {
      official: official("pangkalpinang/dpmptsp/kepala"),
      startsOn: "2026-12-07",
      endsOn: "2026-12-11",
    }),
  );
  assert.equal(await title("2026-12-08"), undefined, "nobody signs before somebody is appointed");
  const plh = { position: chair, official: deputy, kind: "plh" as const, startsOn: "2026-12-07", endsOn: "2026-12-11" };
  const holding = await act((tx) => appoint(tx, actor, plh));
  assert.equal(await title("2026-12-08"), "Plh. Kepala Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu");
  assert.equal(await title("2026-12-12"), "Kepala Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu");
  await assert.rejects(
    act((tx) => appoint(tx, actor, plh)),
    refused("agencies.seat-taken"),
  );
  await assert.rejects(
    act((tx) => appoint(tx, actor, { ...plh, kind: "plt" })),
    refused("agencies.not-vacant"),
  );
  await act((tx) => endHolding(tx, actor, { holding, lastDay: "2026-12-08" }));
  assert.equal(await title("2026-12-09"), undefined);
  assert.deepEqual(await hall.recorded(chair), ["position.held", "position.left"]);
});

test("two administrators who seat two heads at once seat one", async () => {
  const { actor, scope } = await actorOf("pangkalpinang/diskominfo/administrator");
  const seat = (key: string) =>
    hall.db.transact(scope, (tx) =>
      appoint(tx, actor, {
        position: position("pangkalpinang/keramat/lurah"),
        official: official(key),
        kind: "definitif",
        startsOn: "2027-01-04",
        endsOn: null,
      }),
    );
  const both = await Promise.allSettled([
    seat("pangkalpinang/keramat/sekretaris"),
    seat("pangkalpinang/asam/sekretaris"),
  ]);
  assert.deepEqual(both.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
});

test("a unit cannot stand below itself, and its line follows when it moves", async () => {
  const id = (key: string) => demoId("unit", `bangka/${key}`);
  await assert.rejects(
    hall.rows("update agencies.unit set parent = $1 where id = $2", [id("dinkes-kesmas"), id("dinkes")]),
    /below itself/,
  );
  await hall.rows("update agencies.unit set parent = $1 where id = $2", [id("setda"), id("dinkes")]);
  const [moved] = await hall.rows("select lineage from agencies.unit where id = $1", [id("pkm-belinyu")]);
  assert.deepEqual(moved!.lineage, [id("pimpinan"), id("setda"), id("dinkes"), id("pkm-belinyu")]);
});

test("a joint decree takes the place of what was known of its year, and of no other", async () => {
  const folder = mkdtempSync(join(tmpdir(), "decree-"));
  const t = translator("id", words, calendarWords);
  const load = (text: string) => {
    writeFileSync(join(folder, "decree.yaml"), text);
    return loadHolidays(hall, t, join(folder, "decree.yaml"));
  };
  const known = async (year: number) =>
    (
      await hall.rows(
        "select count(*)::int as n from agencies.holiday where extract(year from day) = $1 and kind <> 'local'",
        [year],
      )
    )[0]!.n;
  const first = await load(
    "- { date: 2027-01-01, name: Tahun Baru, type: libur_nasional }\n- { date: 2027-03-08, name: Nyepi, type: libur_nasional }\n",
  );
  assert.deepEqual(first, {
    exitCode: 0,
    text: "Libur nasional dan cuti bersama 2027: 2 hari.\n2 hari ditambah, diubah, atau dihapus.",
  });
  const open = () => read(async (tx) => isOpen(await calendarOf(tx, city), new Date("2027-03-09T09:00+07:00")));
  assert.equal(await open(), true);
  const changed = await load(
    "- { date: 2027-01-01, name: Tahun Baru 2027, type: libur_nasional }\n- { date: 2027-03-09, name: Nyepi, type: cuti_bersama }\n",
  );
  assert.match(changed.text, /3 hari ditambah, diubah, atau dihapus/);
  assert.equal(await open(), false);
  assert.equal(await read(async (tx) => (await calendarOf(tx, city)).years.has(2027)), true);
  assert.equal(await known(2026), 25);
  const broken = await load(
    "- { date: 2027-02-30 }\n- { date: 2027-03-01, kind: local }\n- { date: 2027-03-02, kind: pesta }\n",
  );
  assert.equal(broken.exitCode, 2);
  assert.equal(broken.text.split("\n").length, 3, broken.text);
  assert.equal((await load("[]")).exitCode, 2);
  assert.equal((await loadHolidays(hall, t, join(folder, "nowhere.json"))).exitCode, 2);
  assert.equal(await known(2027), 2);
  rmSync(folder, { recursive: true });
});
