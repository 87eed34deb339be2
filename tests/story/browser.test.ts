// The whole story in a real browser. On a phone, 360 px wide and without scripts: the owner of a stall, from a misspelt search to a
// sealed certificate that a stranger verifies, and the inspector at her door. At desks, 1280 px wide and with scripts: the front
// desk, the province's analyst, the head. Every page on the way is examined (walker.ts).

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import sharp from "sharp";
import { DEMO_PASSWORD, DEMO_RESIDENTS } from "../../capabilities/people/demo.ts";
import { missing } from "../../kernel/documents/specimens/tools.ts";
import { openChromium } from "../chromium.ts";
import { openTestHall } from "../hall.ts";
import { DESK, PHONE, Walker } from "./walker.ts";

const hall = await openTestHall({ demo: true, at: "2026-11-23T09:00:00+07:00", settings: { LOG_LEVEL: "error" } });
const served = await hall.listen();
const browser = await openChromium();
after(async () => {
  if (typeof browser !== "string") await browser.close();
});

const open = (look: typeof PHONE) => {
  assert.ok(typeof browser !== "string");
  return Walker.open(browser, served.url, look);
};

const photo = async (name: string, background: string) => ({
  name,
  mimeType: "image/jpeg",
  buffer: await sharp({ create: { width: 640, height: 480, channels: 3, background } })
    .jpeg()
    .toBuffer(),
});
const pdf = (name: string) => ({
  name,
  mimeType: "application/pdf",
  buffer: Buffer.from(
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\nxref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n164\n%%EOF\n",
  ),
});

const nikOf = (key: string) => DEMO_RESIDENTS.find((each) => each.key === key)?.nik as string;
const nipOf = async (position: string): Promise<string> => {
  const [holder] = await hall.rows(
    `select o.nip from agencies.position p join agencies.holding h on h.agency_id = p.agency_id and h.position_id = p.id
       join agencies.official o on o.id = h.official_id
      where p.key = $1 and h.starts_on <= '2026-11-23' and coalesce(h.ends_on, 'infinity') >= '2026-11-24' order by h.kind = 'definitif' desc, o.id limit 1`,
    [position],
  );
  return holder?.nip;
};

async function signIn(walker: Walker, number: string, name?: string): Promise<void> {
  await walker.fill({ number, password: DEMO_PASSWORD });
  await walker.press("Masuk", { name: number.length === 18 ? undefined : name });
  if (number.length !== 18) return;
  // An official's second factor; a demo shows what their telephone would.
  const code = /\b\d{6}\b/.exec(await walker.text())?.[0];
  assert.ok(code, "the code page shows the code of a demo");
  await walker.fill({ code });
  await walker.press("Masuk", { name });
}

async function official(position: string, look = DESK): Promise<Walker> {
  const walker = await open(look);
  await walker.go("/masuk/pegawai");
  await signIn(walker, await nipOf(position));
  return walker;
}

const onward = "Simpan dan lanjutkan";
let tracking = "";
let code = "";

test("a stall owner applies on a phone without scripts, leaves half-way, comes back and sends", {
  timeout: 100_000,
}, async (context) => {
  if (typeof browser === "string") return context.skip(browser);
  let phone = await open(PHONE);

  // She searches with a slip of the finger, and is understood.
  await phone.go("/", "beranda");
  await phone.main.locator('[name="cari"]').fill("sertipikat higine");
  await phone.press("Cari", { name: "hasil-cari" });
  await phone.press(/Sertifikat Laik Higiene/, { name: "layanan-pilih" });
  await phone.press("Kota Pangkalpinang", { name: "layanan" });
  assert.match(await phone.text(), /14 hari kerja/);

  // The door leads back to where she wanted to go. A number with one digit too few is told, not blamed.
  await phone.press("Ajukan permohonan", { name: "pintu" });
  await phone.fill({ number: nikOf("melati").slice(1), password: DEMO_PASSWORD });
  await phone.press("Masuk", { name: "pintu-salah" });
  assert.match(await phone.text(), /16 angka/);
  await signIn(phone, nikOf("melati"), "layanan-masuk");
  await phone.press("Ajukan permohonan", { name: "langkah-1" });
  assert.match(phone.at, /\/pemilik$/);

  // An error stands at the top and at its field; what was typed is there; corrected, she goes on.
  await phone.fill({
    teleponPemohon: "0812",
    "alamatPemohon.street": "Jalan Mentok No. 8",
    "alamatPemohon.village": "Opas Indah, Pangkalpinang",
  });
  await phone.press(onward, { name: "langkah-1-salah" });
  assert.match((await phone.main.locator(".error-summary").textContent()) ?? "", /telepon/i);
  assert.equal(await phone.main.locator('[name="alamatPemohon.street"]').inputValue(), "Jalan Mentok No. 8");
  await phone.fill({ teleponPemohon: "0812 7100 0001" });
  await phone.press(onward, { name: "langkah-2" });

  // Her session ends while she types: she signs in again, and what she typed is sent.
  await phone.fill({
    namaUsaha: "Martabak Melati Pangkalpinang Cabang Alun-Alun Taman Merdeka",
    jenisUsaha: "gerai-jajanan",
    punyaNib: "tidak",
    "alamatUsaha.street": "Jalan Jenderal Sudirman No. 17",
  });
  const village = await phone.main
    .locator('[name="alamatUsaha.village"] option[value*="."]')
    .first()
    .getAttribute("value");
  await phone.fill({ "alamatUsaha.village": village as string });
  await hall.rows("delete from people.session");
  await phone.press(onward, { name: "sesi-habis" });
  await phone.press("Masuk lagi", { name: "sesi-masuk" });
  await signIn(phone, nikOf("melati"), "sesi-lanjut");
  await phone.press("Lanjutkan", { name: "langkah-3" });
  assert.match(phone.at, /\/makanan$/);

  // She leaves half-way and comes back on another phone.
  await phone.fill({ makananUtama: "Martabak manis" });
  await phone.press("Simpan untuk nanti", { name: "disimpan" });
  await phone.close();
  phone = await open(PHONE);
  await phone.go("/permohonan");
  await signIn(phone, nikOf("melati"), "permohonan-konsep");
  await phone.press(/Sertifikat Laik Higiene/);
  assert.equal(await phone.main.locator('[name="makananUtama"]').inputValue(), "Martabak manis");
  await phone.fill({
    caraSaji: "disimpan",
    porsiPerHari: "1.200",
    "penjamah.1.namaPenjamah": "Melati Anggraini",
    "penjamah.1.sudahDilatih": "ya",
    sumberAir: "pdam",
  });
  await phone.press(/Tambah penjamah/, { name: "langkah-3-baris" });
  const row = (await phone.main.locator('[name$=".namaPenjamah"]').nth(1).getAttribute("name"))?.replace(/[^.]+$/, "");
  await phone.fill({ [`${row}namaPenjamah`]: "Rosidi", [`${row}sudahDilatih`]: "tidak" });
  await phone.press(onward, { name: "langkah-4" });

  // A program in a photo's clothes is refused at its field; the good photos beside it are kept.
  await phone.attach("fotoTempat", [
    await photo("depan.jpg", "#aa3311"),
    { name: "dapur.jpg", mimeType: "image/jpeg", buffer: Buffer.from("MZ this is a program") },
  ]);
  await phone.press(onward, { name: "langkah-4-salah" });
  assert.match(await phone.text(), /depan\.jpg/);
  await phone.attach("fotoTempat", [await photo("dapur.jpg", "#33aa11")]);
  await phone.attach("sertifikatPelatihan", [pdf("sertifikat-pelatihan.pdf")]);
  await phone.attach("suratSehat", [pdf("surat-sehat.pdf")]);
  await phone.press(onward, { name: "langkah-5" });
  await phone.fill({ pernyataanBenar: "ya" });
  await phone.press(onward, { name: "periksa" });
  assert.match(await phone.text(), /Martabak Melati/);

  // Sent; the same form sent again, from the page that "back" shows, makes no second request.
  const review = phone.tab.url();
  const again = await phone.tab
    .locator('form[action$="/kirim"]')
    .evaluate((form) => [...new FormData(form as HTMLFormElement)] as [string, string][]);
  await phone.press("Kirim permohonan", { name: "terkirim" });
  tracking = /([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})/.exec(phone.at)?.[1] as string;
  assert.ok(tracking, phone.at);
  const twice = await phone.tab.request.post(`${review.replace(/\/periksa$/, "")}/kirim`, {
    form: Object.fromEntries(again),
    headers: { "sec-fetch-site": "same-origin" },
    maxRedirects: 0,
  });
  assert.equal(twice.status(), 303);
  assert.match(twice.headers().location ?? "", new RegExp(tracking));
  assert.equal((await hall.rows("select from cases.case")).length, 1);
  await phone.close();
});

test("anybody who holds the number follows the case, in either language", { timeout: 60_000 }, async (context) => {
  if (typeof browser === "string") return context.skip(browser);
  assert.ok(tracking, "the request was sent");
  const stranger = await open(PHONE);
  await stranger.go("/lacak", "lacak");
  await stranger.fill({ nomor: "7K3M-9QXT-2HWD" });
  await stranger.press("Lihat perkembangannya", { name: "lacak-salah" });
  await stranger.fill({ nomor: tracking.toLowerCase().replaceAll("-", " ") });
  await stranger.press("Lihat perkembangannya", { name: "lacak-nomor" });
  assert.match(await stranger.text(), /Periksa berkas/);
  assert.doesNotMatch(await stranger.text(), /Melati|197103/);
  // The other language keeps her place.
  await stranger.press("English", { within: stranger.tab.locator("header"), name: "lacak-en" });
  assert.ok(stranger.at.startsWith(`/lacak/${tracking}`));
  assert.match(await stranger.text(), /Check the papers/);
  await stranger.go("/permohonan", "en-door");
  await signIn(stranger, nikOf("akhiong"), "en-my-requests").catch(async () => {
    await stranger.press("Sign in", { name: "en-my-requests" });
  });
  assert.match(await stranger.text(), /No requests yet/);
  await stranger.go("/layanan/sertifikat-laik-higiene/kota-pangkalpinang", "en-service");
  await stranger.press(/Apply/, { name: "en-step" });
  await stranger.close();
});

test("with scripts, a telephone fills in where it is, and questions for one answer wait for it", {
  timeout: 60_000,
}, async (context) => {
  if (typeof browser === "string") return context.skip(browser);
  const phone = await open({ ...PHONE, scripts: true, dark: true });
  await phone.room.grantPermissions(["geolocation"], { origin: served.url });
  await phone.room.setGeolocation({ latitude: -2.129123, longitude: 106.113456, accuracy: 12 });
  await phone.go("/permohonan");
  await signIn(phone, nikOf("akhiong"));
  await phone.press(/Sertifikat Laik Higiene/);
  await phone.go(phone.at.replace(/[^/]+$/, "usaha"), "posisi");
  await phone.main.getByRole("button", { name: "Pakai posisi saya sekarang" }).click();
  await phone.main.getByText("Posisi terisi, tepat sampai 12 meter.").waitFor();
  assert.equal(await phone.main.locator('[name="titikUsaha.lat"]').inputValue(), "-2.12912");
  assert.equal(await phone.main.locator('[name="titikUsaha.lon"]').inputValue(), "106.11346");
  const nib = phone.main.locator('[name="nib"]');
  assert.equal(await nib.isVisible(), false);
  await phone.fill({ punyaNib: "ya" });
  assert.equal(await nib.isVisible(), true);
  await phone.close();
});

test("the front desk sends it back, by keyboard, and the owner corrects only what was asked", {
  timeout: 100_000,
}, async (context) => {
  if (typeof browser === "string") return context.skip(browser);
  assert.ok(tracking, "the request was sent");
  const desk = await official("pangkalpinang/dpmptsp/front-office");
  await desk.look("kerja");
  assert.match(await desk.text(), /Periksa berkas/);
  await desk.press("Periksa berkas", { name: "meja" });
  assert.doesNotMatch(await desk.text(), /1971034708900000/);
  await desk.press("Ambil tugas ini", { name: "meja-diambil" });

  // By keyboard alone: Tab reaches every field of the form, arrows and Space choose, Enter sends.
  await byKeyboard(desk, {
    hasilBerkas: "perlu-perbaikan",
    _asked: "sertifikatPelatihan",
    _note: "Sertifikat pelatihan belum terbaca. Kirim pindaian yang jelas.",
  });
  await desk.look("meja-terkirim");
  assert.match(desk.at, /^\/kerja/);
  await hall.drain();
  await desk.close();

  hall.time.set("2026-11-24T10:00:00+07:00");
  const phone = await open(PHONE);
  await phone.go(`/permohonan/${tracking}`);
  await signIn(phone, nikOf("melati"), "giliran-anda");
  assert.match(await phone.text(), /Giliran Anda/);
  await phone.press("Perbaiki berkas", { name: "perbaikan" });
  assert.equal(await phone.main.locator('[name="namaUsaha"]').count(), 0, "only the asked field is open");
  await phone.attach("sertifikatPelatihan", [pdf("sertifikat-jelas.pdf")]);
  await phone.press("Kirim perbaikan", { name: "perbaikan-terkirim" });
  assert.match(await phone.text(), /Perbaikan Anda sudah kami terima/);
  await phone.fill({ pesan: "Kami buka pukul 16.00 sampai 22.00." });
  await phone.press("Kirim pesan", { name: "pesan-terkirim" });
  await phone.close();
});

test("at the desk a session that ends loses nothing, with scripts too", { timeout: 60_000 }, async (context) => {
  if (typeof browser === "string") return context.skip(browser);
  assert.ok(tracking, "the request was sent");
  const desk = await official("pangkalpinang/dpmptsp/front-office");
  await desk.go(`/kerja/${tracking}`, "meja-kembali");
  await desk.fill({ pesan: "Berkas kedua sudah terbaca jelas.", kepada: "dalam" });
  await hall.rows("delete from people.session");
  await desk.press("Kirim pesan");
  await desk.press("Masuk lagi");
  await signIn(desk, await nipOf("pangkalpinang/dpmptsp/front-office"));
  await desk.press("Lanjutkan");
  assert.match(await desk.text(), /Berkas kedua sudah terbaca jelas/);
  await desk.fill({ hasilBerkas: "lengkap" });
  await desk.press("Simpan hasil pemeriksaan", { name: "kerja-kosong" });
  await desk.close();
});

test("the inspector works from a phone without scripts, the laboratory from its desk, side by side", {
  timeout: 100_000,
}, async (context) => {
  if (typeof browser === "string") return context.skip(browser);
  assert.ok(tracking, "the request was sent");
  const inspector = await official("pangkalpinang/dinkes/inspektur-sanitasi", PHONE);
  await inspector.look("inspektur-kerja");
  await inspector.press("Periksa tempat usaha", { name: "inspektur-meja" });
  await inspector.fill({
    "tanggalInspeksi.day": "24",
    "tanggalInspeksi.month": "11",
    "tanggalInspeksi.year": "2026",
    skorInspeksi: "41",
    hasilInspeksi: "memenuhi",
  });
  await inspector.attach("fotoInspeksi", [await photo("kunjungan.jpg", "#3366aa")]);
  await inspector.press("Simpan hasil inspeksi", { name: "inspektur-salah" });
  assert.match(await inspector.text(), /di bawah nilai lulus/);
  await inspector.fill({ skorInspeksi: "92,5" });
  await inspector.press("Simpan hasil inspeksi", { name: "inspektur-selesai" });
  await inspector.close();

  const analyst = await official("babel/labkes/analis");
  await analyst.look("lab-kerja");
  await analyst.press("Uji sampel makanan", { name: "lab-meja" });
  await analyst.fill({
    nomorSampel: "M-0417",
    "tanggalSampel.day": "24",
    "tanggalSampel.month": "11",
    "tanggalSampel.year": "2026",
    "parameterUji.1.namaParameter": "E. coli",
    "parameterUji.1.hasilParameter": "negatif",
    "parameterUji.1.batasParameter": "negatif",
    "parameterUji.1.sesuai": "ya",
    kesimpulanUji: "memenuhi",
  });
  await analyst.attach("laporanUji", [pdf("hasil-uji.pdf")]);
  await analyst.press("Simpan hasil uji", { name: "lab-selesai" });
  await analyst.close();
});

test("the head decides; the certificate is downloaded, valid to pdfsig, and verified by its QR code", {
  timeout: 100_000,
}, async (context) => {
  if (typeof browser === "string") return context.skip(browser);
  assert.ok(tracking, "the request was sent");
  const head = await official("pangkalpinang/dpmptsp/kepala");
  await head.look("kepala-kerja");
  await head.go("/dasbor", "dasbor");
  await head.go(`/kerja/${tracking}`, "kepala-meja");
  await head.press("Tampilkan data pribadi", { name: "kepala-data" });
  await head.fill({ keputusan: "setuju" });
  await head.press("Putuskan dan tanda tangani", { name: "kepala-selesai" });
  await hall.drain();
  await head.go(`/kerja/${tracking}`, "kepala-terbit");
  await head.go("/dasbor/berkas", "dasbor-berkas");
  await head.close();

  const phone = await open(PHONE);
  await phone.go(`/permohonan/${tracking}`);
  await signIn(phone, nikOf("melati"), "terbit");
  assert.match(await phone.text(), /Sertifikat terbit/);
  const [download] = await Promise.all([
    phone.tab.waitForEvent("download"),
    phone.main.getByRole("link", { name: /Unduh PDF/ }).click(),
  ]);
  const folder = mkdtempSync(join(tmpdir(), "pendopo-story-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "sertifikat.pdf");
  await download.saveAs(file);
  await phone.go("/akun", "akun");
  await phone.press("Data saya dan siapa yang melihatnya", { name: "akun-data" });
  assert.match(await phone.text(), /Nurhayati Zainal/, "she sees who looked at her data");
  await phone.go("/permohonan", "permohonan-selesai");

  // The QR code is read from the page as a camera would read it.
  await phone.go(`/lacak/${tracking}`, "lacak-terbit");
  code = (await hall.rows("select code from cases.document"))[0]?.code;
  if (!missing(context, "pdftoppm") && !missing(context, "zbarimg")) {
    execFileSync("pdftoppm", ["-r", "150", "-png", file, join(folder, "page")]);
    const said = spawnSync("zbarimg", ["-q", "--raw", join(folder, "page-1.png")], { encoding: "utf8" }).stdout.trim();
    assert.equal(new URL(said).pathname, `/periksa/${code}`);
  }
  await phone.close();
  const stranger = await open(PHONE);
  await stranger.go("/periksa", "verifikasi");
  await stranger.fill({ kode: code });
  await stranger.press("Periksa", { name: "verifikasi-asli" });
  assert.match(await stranger.text(), /asli dan masih berlaku/);
  await stranger.go("/periksa");
  await stranger.attach("berkas", [
    { name: "sertifikat.pdf", mimeType: "application/pdf", buffer: readFileSync(file) },
  ]);
  await stranger.press("Periksa berkas", { name: "verifikasi-berkas" });
  assert.match(await stranger.text(), /asli, diterbitkan di sini/);
  await stranger.close();

  if (missing(context, "pdfsig")) return;
  // The story's clock stands on a day of its own, so whether the root is trusted "now" is asked in kernel/documents/seal.test.ts.
  const said = spawnSync("pdfsig", ["-nocert", file], { encoding: "utf8" }).stdout;
  const signatures = said.match(/^Signature #\d+:/gm)?.length ?? 0;
  assert.equal(signatures, 2, said);
  assert.equal(said.match(/Signature is Valid/g)?.length, signatures, said);
  assert.match(said, /Total document signed/);
});

test("every page on the way was right HTML, clean to axe, no wider than 320 px and quiet", (context) => {
  if (typeof browser === "string") return context.skip(browser);
  assert.ok(Walker.pages > 60, `${Walker.pages} pages`);
  assert.deepEqual([...new Set(Walker.faults)], []);
});

/** Walks through a form by Tab alone and answers what it meets; the last press of Enter is on the form's own button. */
async function byKeyboard(walker: Walker, answers: Record<string, string>): Promise<void> {
  const { tab } = walker;
  const left = new Set(Object.keys(answers));
  let opened = false;
  const focused = () =>
    tab.evaluate(() => {
      const box = document.activeElement as HTMLInputElement | null;
      if (!box) return undefined;
      const style = getComputedStyle(box);
      return {
        tag: box.tagName,
        name: box.getAttribute("name") ?? "",
        type: box.getAttribute("type") ?? "",
        value: box.value,
        inForm: box.closest("#tugas form[enctype]") !== null,
        seen: style.outlineStyle !== "none" || style.boxShadow !== "none" || style.borderStyle !== "none",
      };
    });
  await tab.locator("body").press("Tab");
  for (let i = 0; i < 200; i++) {
    const at = await focused();
    if (at && at.tag !== "BODY") assert.ok(at.seen, `the focus is not seen on ${at.tag} ${at.name}`);
    if (at?.inForm && at.type === "radio" && left.has(at.name)) {
      for (let j = 0; j < 20 && (await focused())?.value !== answers[at.name]; j++)
        await tab.keyboard.press("ArrowDown");
      await tab.keyboard.press("Space");
      left.delete(at.name);
    } else if (at?.inForm && at.type === "checkbox" && left.has(at.name) && at.value === answers[at.name]) {
      await tab.keyboard.press("Space");
      left.delete(at.name);
    } else if (at?.inForm && at.tag === "SUMMARY" && !opened) {
      await tab.keyboard.press("Enter");
      opened = true;
    } else if (at?.inForm && at.tag === "TEXTAREA" && left.has(at.name)) {
      await tab.keyboard.type(answers[at.name] as string);
      left.delete(at.name);
    } else if (at?.inForm && at.tag === "BUTTON" && left.size === 0 && at.name === "") {
      await Promise.all([tab.waitForEvent("load"), tab.keyboard.press("Enter")]);
      return;
    }
    await tab.keyboard.press("Tab");
  }
  assert.fail(`by keyboard, not reached: ${[...left].join(", ") || "the button"}`);
}
