import assert from "node:assert/strict";
import { test } from "node:test";
import writeExcel from "write-excel-file/node";
import { sql } from "../../kernel/db/sql.ts";
import { openTestHall, type Reply } from "../../tests/hall.ts";
import { readCrest } from "./crest.ts";
import { readDay, rowsOf } from "./list-rows.ts";
import { readSheet } from "./read-sheet.ts";
import { UnitNames } from "./unit-path.ts";

const hall = await openTestHall({ demo: true });
const keeper = await hall.as("pangkalpinang/diskominfo/administrator");
const desk = await hall.as("pangkalpinang/dpmptsp/front-office");
const other = await hall.as("babel/diskominfo/administrator");
const here = "/instansi/5771";
const [city] = await hall.rows("select id from agencies.agency where code = '5771'");
const idIn = (reply: Reply): string => /[0-9a-f-]{36}/.exec(reply.url)?.[0] ?? assert.fail(reply.url);

test("only an agency's own administrators come to what is kept of it", async () => {
  for (const path of ["profil", "unit", "unit-baru", "pegawai", "pegawai-baru", "impor"]) {
    assert.equal((await keeper.get(`${here}/${path}`)).status, 200, path);
    assert.equal((await desk.get(`${here}/${path}`)).status, 403, path);
    assert.equal((await other.get(`${here}/${path}`)).status, 403, path);
    assert.equal((await hall.visitor().get(`${here}/${path}`, { follow: false })).status, 303, path);
  }
  assert.equal((await keeper.get(here)).hasLink("Kelola pegawai"), true);
  assert.equal((await desk.get(here)).hasLink("Kelola pegawai"), false);
});

test("the database lets an administrator change nothing of another agency, and nobody else anything", async () => {
  const scope = (agency: string, acts: string[]) => ({ role: "app" as const, agency, acts });
  const [theirs] = await hall.rows("select id, agency_id from agencies.unit where agency_id <> $1 limit 1", [city?.id]);
  const change = (given: ReturnType<typeof scope>) =>
    hall.db.transact(given, async (tx) => [
      await tx.run(sql`update agencies.unit set name = 'X' where id = ${theirs?.id}`),
      await tx.run(sql`update agencies.agency set name = 'X' where id = ${theirs?.agency_id}`),
      await tx.run(sql`update agencies.official set name = 'X' where kept_by = ${theirs?.agency_id}`),
    ]);
  assert.deepEqual(await change(scope(city?.id, ["administer"])), [0, 0, 0]);
  assert.deepEqual(await change(scope(theirs?.agency_id, [])), [0, 0, 0]);
  await assert.rejects(
    hall.db.transact(scope(city?.id, ["administer"]), (tx) =>
      tx.run(sql`update agencies.position set may_administer = true where agency_id = ${city?.id}`),
    ),
    /permission denied/,
  );
});

test("the profile is what letters say; a crest is drawn anew without anything that acts", async () => {
  const page = await keeper.get(`${here}/profil`);
  const wrong = await keeper.submit(page, { nama: "", surel: "bukan" }, { form: "/profil" });
  assert.equal(wrong.status, 422);
  assert.equal(wrong.errors.length, 2);
  const good = await keeper.submit(page, { alamat: "Jalan Rasakunda Nomor 2" }, { form: "/profil" });
  assert.match(good.notice, /Perubahan disimpan/);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" onload="x()"><script>alert(1)</script><path d="M0 0h9" fill="url(https://e.example/x)"/><circle cx="5" cy="5" r="4" fill="#123"/></svg>`;
  const crest = await keeper.submit(
    await keeper.get(`${here}/profil`),
    {},
    {
      form: "/lambang",
      files: { lambang: { name: "a.svg", type: "image/svg+xml", bytes: svg } },
    },
  );
  assert.match(crest.notice, /Lambang dipasang/);
  const shown = (await hall.visitor().get(`${here}/lambang.svg`)).html;
  assert.match(shown, /<circle/);
  assert.doesNotMatch(shown, /script|onload|https:\/\/e/);
  const bad = await keeper.submit(
    await keeper.get(`${here}/profil`),
    {},
    {
      form: "/lambang",
      files: { lambang: { name: "a.svg", bytes: "bukan gambar" } },
    },
  );
  assert.match(bad.errorSummary, /bukan gambar SVG/);
  await assert.rejects(readCrest(new Uint8Array(400_001)), { key: "agencies.crest-size" });
});

test("a unit is added below another by its name, moved, refused a ring, and closed when it is empty", async () => {
  const form = await keeper.get(`${here}/unit-baru`);
  const wrong = await keeper.submit(form, {
    nama: "Seksi Uji",
    jenis: "bidang",
    atas: "Seksi Pelayanan Umum Yang Tiada",
  });
  assert.match(wrong.errorSummary, /Tidak ada unit bernama/);
  const made = await keeper.submit(form, { nama: "Bidang Uji", jenis: "bidang", atas: "Dinas Kesehatan" });
  assert.match(made.notice, /Unit kerja ditambahkan/);
  const unit = idIn(made);
  assert.deepEqual(await hall.recorded(unit), ["unit.added"]);
  const ring = await keeper.submit(made, { atas: "Bidang Uji" }, { form: `/unit/${unit}` });
  assert.match(ring.errorSummary, /di bawah dirinya sendiri/);
  const moved = await keeper.submit(
    await keeper.get(`${here}/unit/${unit}`),
    { atas: "", nama: "Badan Uji" },
    { form: `/unit/${unit}` },
  );
  assert.equal(moved.h1, "Badan Uji");
  const chairs = await keeper.get(`${here}/unit/${unit}/jabatan`);
  const position = await keeper.submit(chairs, {
    nama: "Kepala Badan Uji",
    jenjang: "jpt-pratama",
    sifat: ["kepala", "tanda-tangan"],
  });
  assert.match(position.notice, /Jabatan ditambahkan/);
  const full = await keeper.submit(await keeper.get(`${here}/unit/${unit}`), {}, { form: "/penutupan" });
  assert.match(full.errorSummary, /Masih ada unit atau jabatan/);
  const twice = await keeper.submit(await keeper.get(`${here}/unit/${unit}/jabatan`), {
    nama: "Kepala Lain",
    jenjang: "pengawas",
    sifat: ["kepala"],
  });
  assert.match(twice.errorSummary, /sudah mempunyai jabatan kepala/);
  const edit = await keeper.get(`${here}/jabatan/${idIn(position)}/ubah`);
  assert.match((await keeper.submit(edit, {}, { form: "/penutupan" })).notice, /Jabatan ditutup/);
  const closed = await keeper.submit(await keeper.get(`${here}/unit/${unit}`), {}, { form: "/penutupan" });
  assert.match(closed.notice, /Unit ditutup/);
  assert.match((await keeper.get(`${here}/unit?tutup=ya`)).text, /Badan Uji/);
  assert.match((await keeper.submit(closed, {}, { form: "/pembukaan" })).notice, /dibuka kembali/);
});

test("an official's number is read as the law writes it; PPPK have a marker where the month stands", async () => {
  const form = await keeper.get(`${here}/pegawai-baru`);
  const month = await keeper.submit(form, { nama: "Uji Coba", jenis: "pns", nip: "19900101 202021 1 901" });
  assert.match(month.errorSummary, /bukan tahun dan bulan pengangkatan/);
  const made = await keeper.submit(form, { nama: "Uji Coba, S.Kom.", jenis: "pppk", nip: "19900101 202021 1 901" });
  assert.match(made.notice, /Pegawai dicatat/);
  const twice = await keeper.submit(await keeper.get(`${here}/pegawai-baru`), {
    nama: "Lain",
    jenis: "pppk",
    nip: "199001012020211901",
  });
  assert.match(twice.errorSummary, /sudah tercatat: Uji Coba/);
  const list = await keeper.get(`${here}/pegawai?cari=19900101+202021`);
  assert.equal(list.all("tbody tr").length, 1);
  assert.ok(list.queries <= 12, `${list.queries} queries`);
  const id = idIn(made);
  assert.equal((await other.get(`/instansi/5700/pegawai/${id}`)).status, 404);
  const given = await keeper.submit(
    await keeper.get(`${here}/pegawai/${id}`),
    { instansi: "5700" },
    { form: "/serah-terima" },
  );
  assert.match(given.notice, /diserahkan/);
  assert.equal((await keeper.get(`${here}/pegawai/${id}`)).status, 404);
  assert.equal((await other.get(`/instansi/5700/pegawai/${id}`)).status, 200);
});

test("nobody seats another agency's official for good by knowing their number", async () => {
  const [theirs] = await hall.rows(
    "select o.nip from agencies.official o join agencies.agency a on a.id = o.kept_by where a.code = '5700' and o.nip is not null order by o.id limit 1",
  );
  const [chair] = await hall.rows(
    "insert into agencies.position (agency_id, id, unit_id, name, rank) select agency_id, gen_random_uuid(), id, 'Kursi uji', 'pelaksana' from agencies.unit where agency_id = $1 limit 1 returning id",
    [city?.id],
  );
  const page = await keeper.get(`${here}/jabatan/${chair?.id}`);
  const fields = { nip: theirs?.nip, jenis: "definitif", "mulai.day": "1", "mulai.month": "11", "mulai.year": "2026" };
  const refused = await keeper.submit(page, fields, { form: "/penunjukan" });
  assert.match(refused.errorSummary, /dicatat oleh/);
  assert.match(
    (await keeper.submit(refused, { ...fields, jenis: "plt" }, { form: "/penunjukan" })).notice,
    /Penunjukan disimpan/,
  );
});

const csv = (rows: string[][]) => rows.map((row) => row.join(";")).join("\n");
const HEAD = [
  "Unit kerja",
  "Di bawah unit",
  "Jenis unit",
  "Jabatan",
  "Jenjang",
  "Kepala unit",
  "NIP",
  "Nama pegawai",
  "Mulai",
];
const nip = (n: number) =>
  `1990010120150${1 + (n % 9)}${1 + (Math.floor(n / 9) % 2)}${String(900 + (n % 100)).slice(-3)}`;
const bring = async (name: string, bytes: string | Uint8Array) =>
  keeper.submit(await keeper.get(`${here}/impor`), {}, { form: "/impor", files: { daftar: { name, bytes } } });

test("a list is looked at first; every wrong row is told; what is done can be taken back within a day", async () => {
  const wrong = await bring(
    "salah.csv",
    csv([
      HEAD,
      ["Unit Tiada", "", "", "", "", "", "", "", ""],
      ["Dinas Kesehatan", "", "", "Uji", "raja", "", "1.9860926201505E+17", "A", "kapan"],
    ]),
  );
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /4 hal perlu dibetulkan/);
  assert.match(wrong.text, /sudah dibulatkan oleh lembar kerja/);
  assert.match((await bring("x.csv", "Kolom Aneh\n1")).errorSummary, /Kolom yang tidak dikenal: Kolom Aneh/);

  const list = csv([
    HEAD,
    ["Balai Uji", "Dinas Kesehatan", "UPTD", "Kepala Balai Uji", "pengawas", "ya", nip(1), "Kepala Uji", "2026-11-01"],
    ["Balai Uji", "", "", "Petugas Uji", "", "", nip(2), "Petugas Satu", "1/11/2026"],
    ["Balai Uji", "", "", "Petugas Uji", "", "", nip(3), "Petugas Dua", ""],
  ]);
  const preview = await bring("balai.csv", list);
  assert.match(preview.text, /Unit kerja 1.*Jabatan 2.*Pegawai 3.*Penempatan pegawai pada jabatan 3/s);
  assert.equal((await hall.rows("select 1 from agencies.unit where name = 'Balai Uji'")).length, 0);
  const done = await keeper.submit(preview, {}, { button: "Tambahkan sekarang" });
  assert.match(done.notice, /sudah dimasukkan/);
  const [desk] = await hall.rows("select seats from agencies.position where name = 'Petugas Uji'");
  assert.equal(desk?.seats, 2);
  assert.match((await bring("balai.csv", list)).text, /Semuanya sudah ada/);
  const undone = await keeper.submit(done, {}, { button: "Batalkan" });
  assert.match(undone.notice, /dibatalkan/);
  assert.equal(
    (
      await hall.rows(
        "select 1 from agencies.holding h join agencies.position p on p.id = h.position_id where p.name = 'Petugas Uji'",
      )
    ).length,
    0,
  );
  assert.equal(
    (await hall.rows("select closed_on from agencies.unit where name = 'Balai Uji'"))[0]?.closed_on !== null,
    true,
  );
});

test("a workbook is read like a list, and ten thousand officials come in at once", async () => {
  const rows = Array.from({ length: 10_000 }, (_, i) => [
    `Seksi ${i % 500}`,
    "Sekretariat Daerah",
    "bagian",
    "Petugas",
    "pelaksana",
    "",
    `198${i % 10}0${1 + (Math.floor(i / 10) % 9)}1${Math.floor(i / 90) % 10}2015011${String(1 + Math.floor(i / 900)).padStart(3, "0")}`,
    `Pegawai ${String(i).padStart(5, "0")}`,
    "2026-01-05",
  ]);
  const made = await writeExcel([HEAD, ...rows].map((row) => row.map((value) => ({ value, type: String })))).toBuffer();
  assert.equal(readSheet(made).length, 10_001);
  const began = performance.now();
  const preview = await bring("semua.xlsx", made);
  assert.match(preview.text, /Unit kerja 500.*Pegawai 10000/s);
  const looked = performance.now();
  const done = await keeper.submit(preview, {}, { button: "Tambahkan sekarang" });
  assert.match(done.notice, /sudah dimasukkan/);
  console.log(
    `10,000 rows: looked at in ${Math.round(looked - began)} ms, written in ${Math.round(performance.now() - looked)} ms`,
  );
  for (const path of ["pegawai", "pegawai?cari=pegawai+09", "unit?cari=seksi+4", "jabatan?cari=petugas", "unit"]) {
    const start = performance.now();
    assert.equal((await keeper.get(`${here}/${path}`)).status, 200);
    console.log(`${path}: ${Math.round(performance.now() - start)} ms`);
  }
});

test("names, days and sheets are read as people write them", () => {
  const units = new UnitNames([
    { id: "a", name: "Kelurahan A", shortName: "", lineage: ["a"] },
    { id: "b", name: "Kelurahan B", shortName: "", lineage: ["b"] },
    { id: "x", name: "Seksi Pelayanan", shortName: "", lineage: ["a", "x"] },
    { id: "y", name: "Seksi Pelayanan", shortName: "", lineage: ["b", "y"] },
  ]);
  assert.deepEqual(units.find("seksi pelayanan"), { fault: "agencies.unit-ambiguous", count: 2 });
  assert.equal((units.find("Kelurahan B / Seksi  pelayanan") as { unit: { id: string } }).unit.id, "y");
  assert.equal(readDay("5/1/2026"), "2026-01-05");
  assert.equal(readDay("46027"), "2026-01-05");
  assert.equal(readDay("31/2/2026"), undefined);
  assert.deepEqual(readSheet(Buffer.from('a,"b ""x"", c"\r\n\n1,\n')), [
    ["a", 'b "x", c'],
    ["1", ""],
  ]);
  assert.equal(
    rowsOf([
      ["OPD", "TMT"],
      ["Dinas A", "1-1-2026"],
    ])[0]?.from,
    "1-1-2026",
  );
});
