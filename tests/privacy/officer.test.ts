// The data protection officer over HTTP: the register that is computed, assessments of risk, and notice of a failure within 72 hours.

import assert from "node:assert/strict";
import { test } from "node:test";
import { capabilities } from "../../app/capabilities.ts";
import { KNOWN_ACTS } from "../../capabilities/services/definition/check-process.ts";
import { apply, domicilePeople } from "../api/domicile.ts";
import { openTestHall } from "../hall.ts";

const hall = await openTestHall({ demo: true });
const people = await domicilePeople(hall);
const officer = await hall.as("pangkalpinang/diskominfo/pelindung-data");
const elsewhere = await hall.as("babel/diskominfo/pelindung-data");
const melati = await hall.resident("melati");
const akhiong = await hall.resident("akhiong");
const tracking = await apply(people.melati, people, { shade: 21 });

test("what a definition may order is what capabilities declare, and documents", () => {
  const declared = capabilities.flatMap((each) => Object.keys(each.acts ?? {}));
  assert.deepEqual([...declared, "issue-document"].sort(), [...KNOWN_ACTS].sort());
});

test("the register is computed from the services that the agency offers", async () => {
  const page = await officer.get("/data-pribadi/daftar");
  assert.match(page.text, /Domisili usaha/);
  assert.match(page.text, /UU 27\/2022 Pasal 20/);
  assert.match(page.text, /3 tahun sesudah selesai, lalu dihapus/);
  const { processings } = (await officer.get("/data-pribadi/daftar.json")).json;
  const domicile = processings.find((each: { service: string }) => each.service === "keterangan-domisili-usaha");
  assert.ok(domicile.fields.some((field: { key: string }) => field.key === "nikPemohon"));
  assert.ok(domicile.fields.every((field: { basis: string | null }) => field.basis));
  assert.doesNotMatch((await elsewhere.get("/data-pribadi/daftar")).text, /Domisili usaha/);
  assert.match((await officer.get("/data-pribadi/daftar.csv")).html, /Nomor Induk Kependudukan/);
  assert.equal((await elsewhere.get("/data-pribadi/daftar/keterangan-domisili-usaha")).status, 404);
});

test("an assessment is kept with the version that it looked at", async () => {
  const path = "/data-pribadi/daftar/persetujuan-kkpr";
  assert.match((await officer.get(path)).text, /Keputusan dapat jatuh tanpa campur tangan orang/);
  const given = {
    uraian: "Data pemohon dan lokasi dipakai menilai kesesuaian ruang.",
    risiko: "Keputusan oleh diamnya kantor dapat merugikan pihak lain.",
    tindakan: "Kepala unit diberi tahu sebelum jangka waktu habis.",
    simpulan: "",
  };
  const faulty = await officer.post(`${path}/penilaian`, given);
  assert.equal(faulty.status, 422);
  assert.match(faulty.html, /Kepala unit diberi tahu sebelum/);
  assert.equal((await officer.post(`${path}/penilaian`, { ...given, simpulan: "proceed" })).status, 303);
  assert.match((await officer.get(path)).text, /Versi \d/);
  const rows = await hall.rows("select version from privacy.assessment");
  assert.equal(rows.length, 1);
});

test("a failure is reported, its 72 hours run, and everybody it touches is told once", async () => {
  const report = {
    judul: "Surel terkirim ke alamat yang salah",
    "diketahui.day": "22",
    "diketahui.month": "11",
    "diketahui.year": "2026",
    pukul: "21.00",
    kejadian: "Daftar permohonan terkirim ke alamat di luar instansi pada Minggu malam.",
    data: "Nama, nomor telepon, dan alamat usaha",
    penanganan: "Penerima diminta menghapus, dan pengiriman diperiksa dua orang.",
    umum: "ya",
  };
  const late = await officer.post("/data-pribadi/insiden", { ...report, "diketahui.day": "30" });
  assert.match(late.errorSummary, /belum terjadi/);
  assert.match(late.html, /Surel terkirim ke alamat yang salah/, "nothing typed is lost");
  assert.equal((await officer.post("/data-pribadi/insiden", report)).status, 303);
  const list = await officer.get("/data-pribadi/insiden");
  assert.match(list.text, /sisa 60 jam/);
  const path = list.link(/Surel terkirim/);
  assert.equal((await elsewhere.get(path)).status, 404);
  const early = await officer.post(`${path}/pemberitahuan`, {});
  assert.equal(early.status, 422, "nobody was added");
  assert.match((await officer.post(`${path}/pemilik`, {})).errorSummary, /Pilih layanan/);
  assert.equal((await elsewhere.post(`${path}/pemilik`, { nomor: tracking })).status, 404);
  assert.equal((await officer.post(`${path}/pemilik`, { nomor: tracking })).status, 303);
  assert.match(
    (await officer.post(`${path}/pemilik`, { nomor: tracking })).errorSummary,
    /Tidak ada pemilik data baru/,
  );
  const [service] = await hall.rows("select id from services.service where key = 'keterangan-domisili-usaha'");
  const byService = await officer.post(`${path}/pemilik`, {
    layanan: service?.id,
    ...{ "dari.day": "1", "dari.month": "11", "dari.year": "2026" },
    ...{ "sampai.day": "30", "sampai.month": "11", "sampai.year": "2026" },
  });
  assert.equal(byService.status, 422, "she is there already, once");
  assert.equal((await officer.post(`${path}/pemberitahuan`, {})).status, 303);
  await hall.drain();
  assert.match((await melati.get("/akun/data")).text, /Penerima diminta menghapus/);
  assert.doesNotMatch((await akhiong.get("/akun/data")).text, /Penerima diminta menghapus/);
  const told = await hall.rows("select person_id, mail_id, told_at from privacy.incident_person");
  assert.equal(told.length, 1);
  assert.ok(told[0]?.mail_id && told[0]?.told_at);
  assert.equal((await officer.post(`${path}/pemberitahuan`, {})).status, 409, "all are told");
  assert.match((await officer.get(path)).text, /1 orang, 1 sudah diberi tahu, 1 lewat surel/);
  assert.match((await officer.get(`${path}/pemberitahuan.csv`)).html, new RegExp(tracking));
  const letter = await officer.get(`${path}/surat.pdf`);
  assert.equal(letter.type, "application/pdf");
  assert.ok(letter.bytes.length > 2000);
  await officer.post(`${path}/lembaga`, {});
  assert.match((await officer.get("/data-pribadi/insiden")).text, /Semua sudah diberi tahu/);
  assert.match((await hall.visitor().get("/privasi")).text, /Surel terkirim ke alamat yang salah/);
  assert.equal((await officer.post(`${path}/penutupan`, {})).status, 303);
  assert.equal((await officer.post(`${path}/pemilik`, { nomor: tracking })).status, 409);
});

test("whose data an official opened is found by the official's NIP", async () => {
  const [unit] = await hall.rows("select key from agencies.unit where id = $1", [people.place.unit.id]);
  const desk = await hall.as(`${unit?.key}/kasi-pelayanan`);
  assert.equal((await desk.post(`/kerja/${tracking}/data-pribadi`, {})).status, 200);
  const [holder] = await hall.rows(
    "select o.nip from agencies.official o join agencies.holding h on h.official_id = o.id join agencies.position p on p.id = h.position_id where p.key = $1",
    [`${unit?.key}/kasi-pelayanan`],
  );
  const report = {
    judul: "Pembukaan data tanpa keperluan",
    ...{ "diketahui.day": "23", "diketahui.month": "11", "diketahui.year": "2026" },
    pukul: "08.00",
    kejadian: "Seorang petugas membuka data tanpa keperluan tugas.",
    data: "Nama dan NIK",
    penanganan: "Izin petugas itu dihentikan sambil diperiksa.",
  };
  assert.equal((await officer.post("/data-pribadi/insiden", report)).status, 303);
  const path = (await officer.get("/data-pribadi/insiden")).link(/Pembukaan data tanpa keperluan/);
  const days = {
    "dari.day": "23",
    "dari.month": "11",
    "dari.year": "2026",
    "sampai.day": "23",
    "sampai.month": "11",
    "sampai.year": "2026",
  };
  assert.equal((await officer.post(`${path}/pemilik`, { nip: holder?.nip, ...days })).status, 303);
  assert.match((await officer.get(path)).text, /1 orang, 0 sudah diberi tahu/);
});
