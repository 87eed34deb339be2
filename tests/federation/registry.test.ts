// The register of applications, as the official who keeps it comes to it.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { sql } from "../../kernel/db/sql.ts";
import { type Browser, openTestHall } from "../hall.ts";
import { register } from "./world.ts";

const hall = await openTestHall({ demo: true });
let keeper: Browser;
before(async () => {
  keeper = await hall.as("pangkalpinang/diskominfo/integrasi");
});

const GOOD = {
  nama: "Antrean RSUD",
  keperluan: "Mendaftarkan Anda ke antrean dokter.",
  dasar: "Pasal 20 ayat (2) huruf e UU 27/2022",
  kontak: "antrean@contoh.go.id",
  lingkup: ["profile", "nik"],
  balik: "https://antrean.contoh.go.id/balik",
};

test("an application is registered; its secret is shown once and kept as a hash", async () => {
  const empty = await keeper.get("/aplikasi");
  assert.match(empty.text, /Belum ada aplikasi/);
  const form = await keeper.click(empty, "Daftarkan aplikasi");
  const shown = await keeper.submit(form, GOOD, { form: "/aplikasi" });
  assert.match(shown.h1, /Rahasia untuk Antrean RSUD/);
  const secret = shown.textOf("#rahasia");
  assert.ok(secret.length >= 43);
  const one = await keeper.click(shown, "Sudah saya simpan");
  assert.equal(one.h1, "Antrean RSUD");
  assert.doesNotMatch(one.html, new RegExp(secret));
  const rows = await hall.rows("select secret_hashes, id from federation.client where name = 'Antrean RSUD'");
  assert.equal(rows.length, 1);
  assert.ok(!rows[0]?.secret_hashes.includes(secret));
  assert.deepEqual(await hall.recorded(rows[0]?.id), ["program.registered"]);
  const commands = await hall.rows("select answer::text from kernel.command");
  assert.ok(!commands.some((row) => row.answer?.includes(secret)), "kept among the answers of commands");
});

test("every mistake is told at once, and what was typed stays", async () => {
  const form = await keeper.get("/aplikasi/baru");
  const back = await keeper.submit(
    form,
    { nama: "Coba", kontak: "bukan", balik: "http://contoh.go.id/balik" },
    { form: "/aplikasi" },
  );
  assert.equal(back.status, 422);
  assert.deepEqual(
    back.errors.map((each) => each.field),
    ["f-keperluan", "f-dasar", "f-kontak", "f-balik"],
  );
  assert.match(back.html, /value="Coba"/);
  for (const [balik, why] of [
    ["https://contoh.go.id/*", /tanpa tanda/],
    ["https://contoh.go.id/balik#x", /tanpa tanda/],
    ["bukan alamat", /bukan alamat/],
    ["https://a.go.id/x\nhttps://b.go.id/x", /satu host/],
    ["javascript:alert(1)", /https/],
  ] as const) {
    const reply = await keeper.submit(await keeper.get("/aplikasi/baru"), { ...GOOD, balik }, { form: "/aplikasi" });
    assert.match(reply.errorSummary, why, balik);
  }
  const native = await keeper.submit(
    await keeper.get("/aplikasi/baru?jenis=native"),
    { ...GOOD, nama: "Ponsel", balik: "id.go.contoh.aplikasi:/balik" },
    { form: "/aplikasi" },
  );
  assert.equal(native.h1, "Ponsel");
});

test("a machine is given only units that the official reaches, and only what machines may read", async () => {
  const form = await keeper.get("/aplikasi/baru?jenis=machine");
  const [other] = await hall.rows(
    "select u.id from agencies.unit u join agencies.agency a on a.id = u.agency_id where u.key = 'pangkalpinang/dpmptsp'",
  );
  assert.ok(other, "another unit");
  const given = { ...GOOD, jenis: "machine", cara: "client_secret_basic", lingkup: ["cases:read"] };
  const beyond = await keeper.post("/aplikasi", { ...given, unit: [other.id] });
  assert.equal(beyond.status, 422);
  assert.match(beyond.errorSummary, /tidak menjangkau/);
  const personal = await keeper.post("/aplikasi", { ...given, lingkup: ["files:read"], unit: [other.id] });
  assert.match(personal.errorSummary, /tidak dapat diberikan/);
  assert.ok(form.text.includes("Unit yang boleh dibaca"));
});

test("a new secret leaves the old one open for a week, unless it leaked", async () => {
  const { id } = await register(hall, { agency: (await own())?.code, name: "Rahasia" });
  const shown = await keeper.submit(await keeper.get(`/aplikasi/${id}`), {}, { form: "/rahasia" });
  assert.match(shown.h1, /Rahasia untuk/);
  assert.match((await keeper.get(`/aplikasi/${id}`)).text, /masih berlaku sampai Senin, 30 November 2026/);
  await keeper.submit(await keeper.get(`/aplikasi/${id}`), { hilang: "ya" }, { form: "/rahasia" });
  const [row] = await hall.rows(
    "select cardinality(secret_hashes) as n, old_secret_until from federation.client where id = $1",
    [id],
  );
  assert.deepEqual([row?.n, row?.old_secret_until], [1, null]);
  assert.deepEqual(await hall.recorded(id), ["program.secret-renewed", "program.secret-renewed"]);
});

test("an application is changed, suspended and let in again; all of it is recorded", async () => {
  const { id } = await register(hall, { agency: (await own())?.code, name: "Lama" });
  const changed = await keeper.submit(
    await keeper.get(`/aplikasi/${id}/ubah`),
    { nama: "Baru" },
    { form: `/aplikasi/${id}` },
  );
  assert.equal(changed.h1, "Baru");
  assert.match(changed.notice, /disimpan/);
  const off = await keeper.submit(changed, {}, { form: "/penangguhan" });
  assert.match(off.text, /Ditangguhkan sejak/);
  await keeper.submit(off, {}, { form: "/pemulihan" });
  assert.deepEqual(await hall.recorded(id), ["program.changed", "program.suspended", "program.resumed"]);
  const [line] = await hall.rows(
    "select detail from kernel.audit_entry where target = $1 and act = 'program.changed'",
    [id],
  );
  assert.deepEqual(line?.detail.changed, ["name"]);
});

test("the list is searched, filtered and paged by name", async () => {
  const { code } = (await own()) as { code: string };
  for (let i = 10; i < 40; i++) await register(hall, { agency: code, name: `Uji ${i}` });
  const first = await keeper.get("/aplikasi?cari=uji");
  assert.match(first.text, /Uji 34/);
  assert.doesNotMatch(first.text, /Uji 35/);
  const second = await keeper.click(first, /Berikut/);
  assert.match(second.text, /Uji 35/);
  assert.match((await keeper.get("/aplikasi?cari=tidak-ada")).text, /Tidak ada yang cocok/);
  assert.equal((await keeper.get("/aplikasi?sesudah=bukan")).status, 400);
});

test("another agency's applications are not there, for pages and for row security", async () => {
  const [other] = await hall.rows("select code from agencies.agency where code <> $1 limit 1", [(await own())?.code]);
  const { id } = await register(hall, { agency: other?.code, name: "Orang lain" });
  for (const path of [`/aplikasi/${id}`, `/aplikasi/${id}/ubah`]) assert.equal((await keeper.get(path)).status, 404);
  for (const path of ["", "/rahasia", "/penangguhan", "/pemulihan"])
    assert.equal((await keeper.post(`/aplikasi/${id}${path}`, GOOD)).status, 404, path);
  assert.doesNotMatch((await keeper.get("/aplikasi?cari=orang")).text, /Orang lain/);
});

test("the database shows the register to its keepers only, and tokens, keys and links to no page", async () => {
  const { code } = (await own()) as { code: string };
  await register(hall, { agency: code, name: "Terlihat" });
  const [agency] = await hall.rows("select id from agencies.agency where code = $1", [code]);
  const [another] = await hall.rows("select id from agencies.agency where code <> $1 limit 1", [code]);
  const count = async (scope: { agency?: string; acts?: string[]; account?: string }, table: string) =>
    (
      await hall.db.read({ role: "app", ...scope }, (tx) =>
        tx.one<{ n: number }>(
          sql`select count(*)::int as n from ${table === "client" ? sql`federation.client` : sql`federation.link`}`,
        ),
      )
    ).n;
  assert.ok((await count({ agency: agency?.id, acts: ["manage-programs"] }, "client")) > 0);
  assert.equal(await count({ agency: agency?.id, acts: ["administer"] }, "client"), 0);
  assert.equal(await count({ agency: agency?.id }, "client"), 0);
  await register(hall, { agency: code, name: "Lagi" });
  const strangers = await hall.db.read({ role: "app", agency: another?.id, acts: ["manage-programs"] }, (tx) =>
    tx.many(sql`select from federation.client where agency_id = ${agency?.id}`),
  );
  assert.equal(strangers.length, 0);
  assert.equal(await count({}, "link"), 0);
  for (const closed of [sql`select from federation.artifact`, sql`select from federation.signing_key`])
    await assert.rejects(
      hall.db.read({ role: "app", agency: agency?.id, acts: ["manage-programs"] }, (tx) => tx.many(closed)),
      /permission denied/,
    );
});

const own = async () =>
  (
    await hall.rows(
      "select a.code from agencies.position p join agencies.agency a on a.id = p.agency_id where p.key = 'pangkalpinang/diskominfo/integrasi'",
    )
  )[0];
