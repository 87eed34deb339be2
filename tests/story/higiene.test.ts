// The whole way of one request, from a stall in Pangkalpinang through two agencies to a sealed certificate that a stranger verifies.

import assert from "node:assert/strict";
import { test } from "node:test";
import sharp from "sharp";
import { openTestHall } from "../hall.ts";

const photo = (colour: string) =>
  sharp({ create: { width: 320, height: 240, channels: 3, background: colour } })
    .jpeg()
    .toBuffer();
const pdf = Buffer.from(
  "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\nxref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n164\n%%EOF\n",
);

test("a certificate of hygiene goes its whole way", async () => {
  const hall = await openTestHall({ demo: true, at: "2026-11-23T09:00:00+07:00", settings: { LOG_LEVEL: "error" } });
  const melati = await hall.resident("melati");
  const onward = { button: "Simpan dan lanjutkan" };

  // She finds the service, reads, and begins.
  let page = await melati.get("/layanan/sertifikat-laik-higiene/kota-pangkalpinang");
  page = await melati.submit(page, {}, { button: /Ajukan/ });
  assert.match(page.url, /\/pemilik$/);

  // A mistake is told at its field, and nothing that was typed is lost.
  page = await melati.submit(
    page,
    {
      teleponPemohon: "0812",
      "alamatPemohon.street": "Jalan Mentok No. 8",
      "alamatPemohon.village": "Opas Indah, Pangkalpinang",
    },
    onward,
  );
  assert.equal(page.status, 422);
  assert.match(page.errorSummary, /telepon/i);
  assert.equal(page.all('[name="alamatPemohon.street"]')[0]?.getAttribute("value"), "Jalan Mentok No. 8");
  page = await melati.submit(page, { teleponPemohon: "0812 7100 0001" }, onward);
  assert.match(page.url, /\/usaha$/);

  const village = page
    .all("select option")
    .map((option) => option.getAttribute("value") ?? "")
    .find((value) => value.includes(".")) as string;
  page = await melati.submit(
    page,
    {
      namaUsaha: "Martabak Melati",
      jenisUsaha: "gerai-jajanan",
      punyaNib: "tidak",
      "alamatUsaha.street": "Jalan Jenderal Sudirman No. 17",
      "alamatUsaha.village": village,
    },
    onward,
  );
  assert.match(page.url, /\/makanan$/);

  // She leaves half-way, and comes back from another device.
  page = await melati.submit(page, { makananUtama: "Martabak manis" }, { button: "Simpan untuk nanti" });
  assert.match(page.text, /tersimpan/);
  let phone = await hall.resident("melati");
  page = await phone.get("/permohonan");
  page = await phone.click(page, "Sertifikat Laik Higiene");
  assert.equal(page.all('[name="makananUtama"]')[0]?.getAttribute("value"), "Martabak manis");
  page = await phone.submit(
    page,
    {
      caraSaji: "disimpan",
      porsiPerHari: "1.200",
      "penjamah.1.namaPenjamah": "Melati",
      "penjamah.1.sudahDilatih": "ya",
      sumberAir: "pdam",
    },
    onward,
  );
  assert.match(page.url, /\/berkas$/);

  // A program in a photo's clothes is refused; the real photos are kept.
  const right = { name: "depan.jpg", type: "image/jpeg", bytes: await photo("#aa3311") };
  page = await phone.submit(
    page,
    {},
    {
      ...onward,
      files: { fotoTempat: [right, { name: "dapur.jpg", type: "image/jpeg", bytes: "MZ this is a program" }] },
    },
  );
  assert.equal(page.status, 422);
  assert.match(page.text, /depan\.jpg/);
  page = await phone.submit(
    page,
    {},
    {
      ...onward,
      files: {
        fotoTempat: { name: "dapur.jpg", type: "image/jpeg", bytes: await photo("#33aa11") },
        sertifikatPelatihan: { name: "sertifikat.pdf", type: "application/pdf", bytes: pdf },
        suratSehat: { name: "sehat.pdf", type: "application/pdf", bytes: pdf },
      },
    },
  );
  assert.match(page.url, /\/pernyataan$/);
  page = await phone.submit(page, { pernyataanBenar: "ya" }, onward);
  assert.match(page.url, /\/periksa$/);
  assert.match(page.text, /Martabak Melati/);
  page = await phone.submit(page, {}, { button: /Kirim permohonan/ });
  const tracking = /([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})/.exec(page.url)?.[1] as string;
  assert.ok(tracking, `${page.url} ${page.status} ${page.text.slice(0, 900)}`);
  assert.match(page.text, /Permohonan terkirim/);

  // Anybody with the number follows it, without an account; nothing personal is there.
  const visitor = hall.visitor();
  page = await visitor.get(`/lacak?nomor=${tracking.toLowerCase().replaceAll("-", "%20")}`);
  assert.match(page.text, /Penanaman Modal/);
  assert.doesNotMatch(page.text, /Melati|197103/);

  // The front desk sends it back: only the asked part is open, and the clock stands still.
  let desk = await hall.as("pangkalpinang/dpmptsp/front-office");
  page = await desk.get("/kerja");
  assert.match(page.text, /Periksa berkas/);
  page = await desk.get(`/kerja/${tracking}`);
  assert.doesNotMatch(page.text, /1971034708900000/);
  page = await desk.submit(
    page,
    {
      hasilBerkas: "perlu-perbaikan",
      _asked: ["sertifikatPelatihan"],
      _note: "Sertifikat pelatihan belum terbaca. Kirim pindaian yang jelas.",
    },
    { form: "#tugas form[enctype]" },
  );
  assert.equal(page.status, 200, page.errorSummary);
  await hall.drain();

  hall.time.set("2026-11-24T10:00:00+07:00");
  phone = await hall.resident("melati");
  desk = await hall.as("pangkalpinang/dpmptsp/front-office");
  page = await phone.get(`/permohonan/${tracking}`);
  assert.match(page.text, /Giliran Anda/);
  page = await phone.click(page, "Perbaiki berkas");
  assert.equal(page.all('[name="namaUsaha"]').length, 0, "only the asked field is open");
  assert.match(page.text, /belum terbaca/);
  page = await phone.submit(
    page,
    {},
    {
      files: { sertifikatPelatihan: { name: "baru.pdf", type: "application/pdf", bytes: pdf } },
      button: /Kirim perbaikan/,
    },
  );
  assert.match(page.text, /Perbaikan Anda sudah kami terima/);

  page = await desk.get(`/kerja/${tracking}`);
  page = await desk.submit(page, { hasilBerkas: "lengkap" }, { form: "#tugas form[enctype]" });
  assert.equal(page.status, 200, page.errorSummary);

  // Inspector and laboratory, of two agencies, work side by side; others see nothing.
  const inspector = await hall.as("pangkalpinang/dinkes/inspektur-sanitasi");
  const analyst = await hall.as("babel/labkes/analis");
  const stranger = await hall.as("pangkalpinang/opas-indah/lurah");
  assert.equal((await stranger.get(`/kerja/${tracking}`)).status, 404);
  assert.doesNotMatch((await stranger.get("/kerja")).text, new RegExp(tracking));
  page = await inspector.get(`/kerja/${tracking}`);
  assert.match(page.text, /Periksa tempat usaha/);
  page = await inspector.submit(
    page,
    {
      "tanggalInspeksi.day": "24",
      "tanggalInspeksi.month": "11",
      "tanggalInspeksi.year": "2026",
      skorInspeksi: "92",
      hasilInspeksi: "memenuhi",
    },
    { form: "#tugas form[enctype]" },
  );
  assert.equal(page.status, 200, page.errorSummary);
  page = await analyst.get("/kerja");
  assert.match(page.text, /Uji sampel/);
  page = await analyst.get(`/kerja/${tracking}`);
  page = await analyst.submit(
    page,
    {
      nomorSampel: "M-0417",
      "tanggalSampel.day": "24",
      "tanggalSampel.month": "11",
      "tanggalSampel.year": "2026",
      "parameterUji.1.namaParameter": "E. coli",
      "parameterUji.1.hasilParameter": "negatif",
      "parameterUji.1.batasParameter": "negatif",
      "parameterUji.1.sesuai": "ya",
      kesimpulanUji: "memenuhi",
    },
    { form: "#tugas form[enctype]", files: { laporanUji: { name: "hasil.pdf", type: "application/pdf", bytes: pdf } } },
  );
  assert.equal(page.status, 200, page.errorSummary);

  // The head signs (or who acts for them); the certificate is made, sealed and told.
  const head = await hall.as("pangkalpinang/dpmptsp/kepala");
  page = await head.get(`/kerja/${tracking}`);
  assert.match(page.text, /Putuskan/);
  page = await head.submit(page, { keputusan: "setuju" }, { form: "#tugas form[enctype]" });
  assert.equal(page.status, 200, page.errorSummary);
  await hall.drain();

  page = await phone.get(`/permohonan/${tracking}`);
  assert.match(page.text, /Sertifikat terbit/);
  const certificate = await phone.get(page.link("Unduh PDF"));
  assert.equal(certificate.headers.get("content-type"), "application/pdf");

  // A stranger verifies it by the code of its QR.
  const code = page
    .all("main a")
    .map((link) => /\/periksa\/([0-9A-Z]{13})/.exec(link.getAttribute("href") ?? "")?.[1])
    .find(Boolean);
  page = await visitor.get(`/periksa/${code}`);
  assert.match(page.text, /asli dan masih berlaku/);
  assert.match(page.text, /Melati Anggraini/);
  const told = await hall.rows("select key, to_role from cases.notice order by id");
  assert.deepEqual(
    told.map((row) => `${row.key} ${row.to_role}`),
    ["diterima applicant", "perlu-perbaikan applicant", "sertifikat-terbit applicant"],
  );
});
