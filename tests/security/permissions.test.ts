// What positions permit, felt on a case: narrowed officials at the door and in the database, duties apart, looks in an emergency, and
// the page that says why.

import assert from "node:assert/strict";
import { test } from "node:test";
import { rightsOf } from "../../capabilities/agencies/index.ts";
import type { Actor } from "../../kernel/actor.ts";
import { scopeOf } from "../../kernel/actor.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { type Sql, sql } from "../../kernel/db/sql.ts";
import { apply, domicilePeople } from "../api/domicile.ts";
import { openTestHall } from "../hall.ts";

const hall = await openTestHall({ demo: true });
const people = await domicilePeople(hall);
const tracking = await apply(people.melati, people, { shade: 71 });
const one = async (text: string, values: unknown[] = []) => (await hall.rows(text, values))[0]!;
const row = await one("select * from cases.case where tracking = $1", [tracking]);
const unit = await one("select key from agencies.unit where id = $1", [row.unit_id]);
const clerkKey = `${unit.key}/kasi-pelayanan`;
const clerkChair = await one("select id, agency_id from agencies.position where key = $1", [clerkKey]);
const clerk = await hall.as(clerkKey);
const desk = await hall.as("pangkalpinang/dpmptsp/front-office");
const inspector = await hall.as("pangkalpinang/inspektorat/kepala");
const auditor = await hall.as("pangkalpinang/inspektorat/auditor");
const stranger = await hall.as("babel/labkes/analis");

/** The clerk as the session makes them, for asking the database past every page. */
async function clerkActor(): Promise<Actor> {
  const { official, account } = await one(
    "select h.official_id as official, a.id as account from agencies.holding h join people.account a on a.official_id = h.official_id where h.position_id = $1",
    [clerkChair.id],
  );
  const { standing } = await one("select agencies.standing_of($1, '2026-11-23') as standing", [official]);
  return { kind: "official", official, account, ...standing, rights: rightsOf(standing.rights) };
}
/** Puts other permissions in the place of what follows from the clerk's position; gives the way back. */
async function permitClerk(
  ...rows: { act: string; services?: string[]; regions?: string[] }[]
): Promise<() => Promise<void>> {
  await hall.rows("update agencies.permission set ends_on = '2026-11-22' where position_id = $1 and ends_on is null", [
    clerkChair.id,
  ]);
  for (const { act, services, regions } of rows)
    await hall.rows(
      "insert into agencies.permission (agency_id, id, position_id, act, services, regions, starts_on) values ($1, gen_random_uuid(), $2, $3, $4, $5, '2026-11-23')",
      [clerkChair.agency_id, clerkChair.id, act, services ?? null, regions ?? null],
    );
  return async () => {
    await hall.rows(
      "update agencies.permission set ends_on = '2026-11-22' where position_id = $1 and starts_on = '2026-11-23'",
      [clerkChair.id],
    );
    await hall.rows(
      "update agencies.permission set ends_on = null where position_id = $1 and starts_on < '2026-11-23'",
      [clerkChair.id],
    );
  };
}
const seen = async (actor: Actor, table = "case") =>
  hall.db.read(scopeOf(actor), (tx) =>
    tx.many(
      table === "case"
        ? sql`select 1 from cases.case where id = ${row.id}`
        : sql`select 1 from cases.task where case_id = ${row.id}`,
    ),
  );
/** Refused outright, or without any row to touch. */
async function cannot(actor: Actor, what: string, query: (tx: Tx) => Sql): Promise<void> {
  try {
    assert.equal(await hall.db.transact(scopeOf(actor), (tx) => tx.run(query(tx))), 0, what);
  } catch (error) {
    assert.equal((error as { code?: string }).code, "42501", `${what}: ${(error as Error).message}`);
  }
}

test("a case knows where it lies", () => assert.equal(row.region, people.village));

test("a permission for another territory or service opens nothing, at the door or in the database", async () => {
  for (const narrow of [{ regions: ["19.71.99"] }, { services: ["00000000-0000-7000-8000-000000000001"] }]) {
    const back = await permitClerk({ act: "work", ...narrow });
    assert.equal((await clerk.get(`/kerja/${tracking}`)).status, 404);
    assert.doesNotMatch((await clerk.get("/kerja")).text, new RegExp(tracking));
    const actor = await clerkActor();
    assert.deepEqual([(await seen(actor)).length, (await seen(actor, "task")).length], [0, 0]);
    await back();
  }
  const back = await permitClerk({ act: "work", regions: [row.region.slice(0, 8)] });
  assert.equal((await clerk.get(`/kerja/${tracking}`)).status, 200, "the territory above covers it");
  await back();
});

test("who may only see reads the case and writes nothing", async () => {
  const back = await permitClerk({ act: "see" });
  const page = await clerk.get(`/kerja/${tracking}`);
  assert.equal(page.status, 200);
  assert.doesNotMatch(page.html, /\/pesan"/, "no form to write");
  const task = await one("select id from cases.task where case_id = $1 and status = 'open'", [row.id]);
  assert.ok((await clerk.post(`/kerja/${tracking}/tugas/${task.id}/ambil`, {})).status >= 403);
  assert.equal((await clerk.post(`/kerja/${tracking}/data-pribadi`, {})).status, 403);
  const actor = await clerkActor();
  assert.equal((await seen(actor)).length, 1);
  await cannot(actor, "case", () => sql`update cases.case set revision = revision + 1 where id = ${row.id}`);
  await cannot(
    actor,
    "task",
    () => sql`update cases.task set claimed_by = ${actor.official}, claimed_at = now() where case_id = ${row.id}`,
  );
  await cannot(
    actor,
    "comment",
    (tx) => sql`insert into cases.comment (agency_id, case_id, id, at, is_inside, actor, from_applicant, label, body)
    values (${row.agency_id}, ${row.id}, ${tx.id()}, now(), true, ${actor.account}, false, 'x', ${Buffer.from("x")})`,
  );
  await back();
});

test("who filed a case does no task of it, in the act and in the database", async () => {
  const actor = await clerkActor();
  await hall.rows("update cases.case set filed_by = $2 where id = $1", [row.id, actor.account]);
  const page = await clerk.get(`/kerja/${tracking}`);
  assert.match(page.text, /Ini urusan Anda sendiri/);
  const task = await one("select id from cases.task where case_id = $1 and status = 'open'", [row.id]);
  const claimed = await clerk.post(`/kerja/${tracking}/tugas/${task.id}/ambil`, {});
  assert.equal(claimed.status, 403);
  await cannot(actor, "task", () => sql`update cases.task set status = 'done', done_at = now() where id = ${task.id}`);
  await hall.rows("update cases.case set filed_by = $2 where id = $1", [row.id, row.filed_by]);
});

test("the page says why: by unit and permission, for oneself; auditors ask for anybody and learn what is lacking", async () => {
  const mine = await clerk.get(`/kerja/${tracking}/mengapa`);
  assert.equal(mine.status, 200);
  assert.match(mine.text, /yang menjawab permohonan ini/);
  assert.match(mine.text, /Memeriksa dan mengerjakan berkas semua layanan/);
  const clerkNip = (
    await one(
      "select o.nip from agencies.official o join agencies.holding h on h.official_id = o.id where h.position_id = $1",
      [clerkChair.id],
    )
  ).nip;
  const deskNip = (
    await one(
      "select o.nip from agencies.official o join agencies.holding h on h.official_id = o.id join agencies.position p on p.id = h.position_id where p.key = 'pangkalpinang/dpmptsp/front-office' limit 1",
    )
  ).nip;
  assert.match((await auditor.get(`/kerja/${tracking}/mengapa?nip=${clerkNip}`)).text, /Ya, karena/);
  const not = await auditor.get(`/kerja/${tracking}/mengapa?nip=${deskNip}`);
  assert.match(not.text, /Tidak\. Jabatannya tidak diberi izin di unit mana pun/);
  assert.doesNotMatch(not.text, /Melati/, "nothing of the case itself");
  assert.equal((await auditor.get(`/kerja/${tracking}/mengapa?nip=123`)).status, 422);
  assert.equal((await clerk.get(`/kerja/${tracking}/mengapa?nip=${deskNip}`)).status, 403);
  assert.equal((await desk.get(`/kerja/${tracking}/mengapa`)).status, 404);
  assert.equal((await stranger.get(`/kerja/${tracking}/mengapa`)).status, 404);
});

test("in an emergency an official reads one case for an hour, and somebody else reviews it", async () => {
  assert.equal((await desk.get(`/kerja/${tracking}`)).status, 404);
  const reason = "Warga pingsan di loket, keluarganya harus segera dihubungi.";
  assert.equal((await desk.post("/kerja/darurat", { nomor: tracking, alasan: "penting" })).status, 422);
  assert.match(
    (await stranger.post("/kerja/darurat", { nomor: tracking, alasan: reason })).errorSummary,
    /Tidak ada berkas/,
  );
  assert.match(
    (await clerk.post("/kerja/darurat", { nomor: tracking, alasan: reason })).errorSummary,
    /tanpa akses darurat/,
  );
  const opened = await desk.post("/kerja/darurat", { nomor: tracking, alasan: reason });
  assert.equal(opened.status, 303, opened.errorSummary);
  const page = await desk.get(`/kerja/${tracking}`);
  assert.equal(page.status, 200);
  assert.match(page.text, /Akses darurat sampai/);
  assert.doesNotMatch(page.html, /\/pesan"/);
  assert.equal((await desk.post(`/kerja/${tracking}/data-pribadi`, {})).status, 200, "personal data too, on record");
  assert.ok((await desk.post(`/kerja/${tracking}/pesan`, { pesan: "Halo", kepada: "pemohon" })).status >= 403);
  assert.match((await desk.get(`/kerja/${tracking}/mengapa`)).text, /Akses darurat terbuka sampai/);
  const look = await one(
    "select actor, purpose, subject from kernel.audit_entry where act = 'emergency.opened' and target = $1",
    [tracking],
  );
  assert.equal(look.subject, row.applicant_id);
  assert.match(look.purpose, /Warga pingsan/);

  const waiting = await inspector.get("/kerja/darurat");
  assert.match(waiting.text, new RegExp(tracking));
  assert.match((await auditor.get("/kerja/darurat")).text, new RegExp(tracking), "an auditor reads the list");
  assert.doesNotMatch((await clerk.get("/kerja/darurat")).text, new RegExp(tracking));
  const { id } = await one("select id from cases.emergency where case_id = $1", [row.id]);
  assert.equal((await auditor.post(`/kerja/darurat/${id}`, { putusan: "accepted" })).status, 403);
  assert.equal((await desk.post(`/kerja/darurat/${id}`, { putusan: "accepted" })).status, 403);
  assert.equal((await stranger.get(`/kerja/darurat/${id}`)).status, 404);
  assert.equal((await inspector.post(`/kerja/darurat/${id}`, { putusan: "objected", catatan: "" })).status, 422);

  hall.time.advance(61 * 60_000);
  assert.equal((await desk.get(`/kerja/${tracking}`)).status, 404, "after the hour it is closed");
  hall.time.set("2026-11-27T10:00:00+07:00");
  assert.match(
    (await (await hall.as("pangkalpinang/inspektorat/kepala")).get("/kerja/darurat")).text,
    /Terlambat, seharusnya/,
  );
  await hall.drain();
  assert.equal(
    (await one("select count(*)::int as n from kernel.mail where id = $1", [id])).n,
    1,
    "the head is told once",
  );
  await hall.drain();
  const again = await hall.as("pangkalpinang/inspektorat/kepala");
  assert.equal(
    (await again.post(`/kerja/darurat/${id}`, { putusan: "objected", catatan: "Keluarga dapat dihubungi lewat RT." }))
      .status,
    303,
  );
  assert.equal((await again.post(`/kerja/darurat/${id}`, { putusan: "accepted" })).status, 409);
  assert.match((await again.get("/kerja/darurat?tampil=selesai")).text, /Tidak dapat diterima/);
});

test("nobody reviews their own look, in the act and in the database", async () => {
  const reviewer = await hall.as("pangkalpinang/inspektorat/kepala");
  const opened = await reviewer.post("/kerja/darurat", {
    nomor: tracking,
    alasan: "Pemeriksaan mendesak atas laporan warga hari ini.",
  });
  assert.equal(opened.status, 303, opened.errorSummary);
  const { id } = await one("select id from cases.emergency where case_id = $1 and verdict is null", [row.id]);
  assert.equal((await reviewer.post(`/kerja/darurat/${id}`, { putusan: "accepted" })).status, 403);
  await assert.rejects(
    hall.rows(
      "update cases.emergency set verdict = 'accepted', reviewed_by = account_id, reviewed_at = now() where id = $1",
      [id],
    ),
    /emergency_reviewed_by_another/,
  );
});
