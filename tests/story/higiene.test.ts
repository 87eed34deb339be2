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
  const hall = await openTestHall({ demo: true, at: "2026-11-23T09:00:00+07:00" });
  const melati = await hall.resident("melati");
  let page = await melati.get("/layanan/sertifikat-laik-higiene");
  console.log(
    page
      .all("a")
      .map((a) => a.getAttribute("href"))
      .join(" "),
  );
  page = await melati.get(
    page
      .all("a")
      .map((a) => a.getAttribute("href") ?? "")
      .find((href) => href.includes("pangkalpinang")) as string,
  );
  console.log(page.status, page.url, page.title);
  page = await melati.submit(page, {}, { button: /Ajukan/ });
  console.log(page.status, page.url, page.title, page.errorSummary);
  page = await melati.submit(
    page,
    {
      teleponPemohon: "0812 7100 0001",
      "alamatPemohon.street": "Jalan Mentok No. 8",
      "alamatPemohon.village": "Opas Indah, Pangkalpinang",
    },
    { button: "Simpan dan lanjutkan" },
  );
  console.log(page.status, page.url, page.title, page.errorSummary);
  page = await melati.submit(page, {
    namaUsaha: "Martabak Melati", jenisUsaha: "gerai-jajanan", punyaNib: "tidak",
    "alamatUsaha.street": "Jalan Jenderal Sudirman No. 17", "alamatUsaha.village": page.all("select option").map((o) => o.getAttribute("value") ?? "").find((v) => v.includes(".")) as string,
  }, { button: "Simpan dan lanjutkan" });
  console.log(page.status, page.url, page.title, page.errorSummary);
  page = await melati.submit(page, {
    makananUtama: "Martabak manis", caraSaji: "disimpan", porsiPerHari: "1.200",
    "penjamah.1.namaPenjamah": "Melati", "penjamah.1.sudahDilatih": "ya", sumberAir: "pdam",
  }, { button: "Simpan dan lanjutkan" });
  console.log(page.status, page.url, page.title, page.errorSummary);
  page = await melati.submit(page, {}, { button: "Simpan dan lanjutkan", files: {
    fotoTempat: [{ name: "depan.jpg", type: "image/jpeg", bytes: await photo("#aa3311") }, { name: "dapur.jpg", type: "image/jpeg", bytes: await photo("#33aa11") }],
    sertifikatPelatihan: { name: "sertifikat.pdf", type: "application/pdf", bytes: pdf },
    suratSehat: { name: "sehat.pdf", type: "application/pdf", bytes: pdf },
  } });
  console.log(page.status, page.url, page.title, page.errorSummary, page.queries);
  console.log(page.text.slice(0, 1500));
});
