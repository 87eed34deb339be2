// The rights of UU 27/2022 over HTTP: a resident sees who looked and asks about it, has a copy, a correction, a restriction and a
// deletion, and the data protection officer answers within hours.

import assert from "node:assert/strict";
import { test } from "node:test";
import { unzipSync } from "fflate";
import { apply, domicilePeople } from "../api/domicile.ts";
import { type Browser, openTestHall } from "../hall.ts";

const hall = await openTestHall({ demo: true });
const people = await domicilePeople(hall);
const melati = await hall.resident("melati");
const akhiong = await hall.resident("akhiong");
const officer = await hall.as("pangkalpinang/diskominfo/pelindung-data");
const elsewhere = await hall.as("babel/diskominfo/pelindung-data");
const taskOf = async (tracking: string) =>
  (
    await hall.rows(
      "select t.id from cases.task t join cases.case c on c.agency_id = t.agency_id and c.id = t.case_id where c.tracking = $1 and t.status = 'open'",
      [tracking],
    )
  )[0]?.id;

/** A right asked for through the API, as its form asks; gives the number of the case. */
async function ask(who: typeof people.melati, service: string, answers: Record<string, unknown>): Promise<string> {
  const [offering] = await hall.rows(
    `select o.agency_id || '/' || o.id as id from services.offering o join services.service s on s.id = o.service_id
      where s.key = $1 and o.agency_slug = 'kota-pangkalpinang'`,
    [service],
  );
  const reply = await who.post("/cases", { offering: offering?.id, answers });
  assert.equal(reply.status, 201, reply.html);
  return reply.json.tracking;
}

/** The officer grants it at the desk, and the program does what follows. */
async function grant(tracking: string, answers: Record<string, string> = { hasilPemeriksaan: "penuhi" }) {
  const reply = await officer.post(`/kerja/${tracking}/tugas/${await taskOf(tracking)}`, answers);
  assert.ok(reply.status < 400, `${reply.status} ${reply.errorSummary}`);
  await hall.drain();
}

const caseOf = async (tracking: string) =>
  (await hall.rows("select * from cases.case where tracking = $1", [tracking]))[0] as Record<string, any>;
const lookPage = async (who: Browser, query = "") => who.get(`/akun/data${query}`);

const tracking = await apply(people.melati, people, { shade: 5 });
const own = { pernyataanSendiri: true };

test("a look by an official stands on the person's page with who, what, why and which case", async () => {
  assert.match((await lookPage(melati)).text, /Belum ada yang membuka data Anda/);
  const [unit] = await hall.rows("select u.key from agencies.unit u where u.id = $1", [people.place.unit.id]);
  const desk = await hall.as(`${unit?.key}/kasi-pelayanan`);
  assert.equal((await desk.post(`/kerja/${tracking}/data-pribadi`, {})).status, 200);
  const page = await lookPage(melati);
  assert.match(page.text, /Data pribadi dibuka: nama dan NIK, nomor telepon dan surel, isian pribadi/);
  assert.match(page.text, /Kepala Seksi Pemerintahan dan Pelayanan Umum/);
  assert.match(page.text, new RegExp(`Lihat permohonan ${tracking}`));
  assert.match((await lookPage(akhiong)).text, /Belum ada yang membuka data Anda/);
});

test("the list is filtered by period and taken away as CSV and JSON", async () => {
  assert.match((await lookPage(melati, "?masa=30")).text, /Data pribadi dibuka/);
  const csv = await melati.get("/akun/data/pembukaan.csv");
  assert.equal(csv.type, "text/csv");
  assert.match(csv.html, /Kepala Seksi Pemerintahan dan Pelayanan Umum/);
  const json = (await melati.get("/akun/data/pembukaan.json")).json;
  assert.equal(json.looks.length, 1);
  assert.equal(json.looks[0].tracking, tracking);
  assert.deepEqual(json.looks[0].kinds, ["identity", "contact", "answers"]);
  assert.deepEqual((await akhiong.get("/akun/data/pembukaan.json")).json.looks, []);
});

test("who finds a look odd asks about it, and the officer of that agency answers once", async () => {
  const page = await lookPage(melati);
  const path = page.link("Ini tidak wajar?");
  assert.equal((await akhiong.get(path)).status, 404, "somebody else's look");
  const short = await melati.post(path, { alasan: "apa?" });
  assert.equal(short.status, 422);
  assert.match(short.errorSummary, /paling sedikit 10 huruf/);
  const sent = await melati.post(path, { alasan: "Saya tidak mengenal petugas ini sama sekali." });
  assert.equal(sent.status, 303);
  const again = await melati.post(path, { alasan: "Saya bertanya untuk kedua kalinya." });
  assert.equal(again.status, 409);
  const list = await officer.get("/data-pribadi/keberatan");
  assert.match(list.text, /sisa 72 jam/);
  assert.equal((await elsewhere.get("/data-pribadi/keberatan")).text.includes(tracking), false, "another agency's");
  const one = list.link(/Data pribadi dibuka/);
  assert.equal((await elsewhere.get(one)).status, 404);
  assert.match((await officer.get(one)).text, /Saya tidak mengenal petugas ini/);
  const answer = { jawaban: "Petugas memeriksa berkas permohonan Anda sendiri, sesuai tugasnya." };
  assert.equal((await officer.post(one, answer)).status, 303);
  assert.equal((await officer.post(one, answer)).status, 409);
  const told = await lookPage(melati);
  assert.match(told.text, /Petugas memeriksa berkas permohonan Anda sendiri/);
});

test("access: a copy within three times twenty-four hours, for its owner alone, after a fresh proof, until it ends", async () => {
  const right = await ask(people.melati, "hak-akses", own);
  const row = await caseOf(right);
  assert.equal(row.due_at.getTime() - row.submitted_at.getTime(), 72 * 3_600_000);
  assert.match((await melati.get(`/permohonan/${right}`)).text, /paling lambat Kamis, 26 November 2026/);
  await grant(right);
  assert.equal((await caseOf(right)).status, "granted");
  const page = await lookPage(melati);
  const path = page.link(/Unduh salinan/);
  assert.equal((await akhiong.get(path)).status, 404);
  const zip = await melati.get(path);
  assert.equal(zip.status, 200);
  const files = unzipSync(new Uint8Array(zip.bytes));
  const copy = JSON.parse(Buffer.from(files["data-pribadi.json"] as Uint8Array).toString());
  assert.equal(copy.account.nik, "1971034708900000");
  assert.ok(copy.cases.some((each: { tracking: string }) => each.tracking === tracking));
  assert.equal(copy.looks[0].tracking, tracking);
  assert.match(Buffer.from(files["data-pribadi.html"] as Uint8Array).toString(), /Melati Anggraini/);
  assert.ok(
    Object.keys(files).some((name) => name.startsWith(`berkas/${tracking}/`)),
    "the files that were sent",
  );
  const before = hall.time.now();
  hall.time.advance(30 * 60_000);
  assert.notEqual((await melati.get(path, { follow: false })).status, 200, "the proof is no longer fresh");
  hall.time.set(before);
});

test("a refusal names its article, in a letter signed by the officer", async () => {
  const right = await ask(people.melati, "hak-portabilitas", own);
  await grant(right, {
    hasilPemeriksaan: "tolak",
    dasarPenolakan: "data-orang-lain",
    alasanPenolakan: "Berkas itu memuat data keluarga lain.",
  });
  const row = await caseOf(right);
  assert.equal(row.status, "refused");
  const [letter] = await hall.rows("select status, signer from cases.document where case_id = $1", [row.id]);
  assert.equal(letter?.status, "issued");
  assert.match(letter?.signer.title, /Pejabat Pelindungan Data Pribadi/);
});

test("correction: what was granted is in the account, and the record says which part", async () => {
  const right = await ask(people.melati, "hak-perbaikan", {
    bagianData: "surel",
    surelBaru: "melati.baru@contoh.invalid",
  });
  assert.match((await lookPage(melati)).text, /melati@contoh.invalid/);
  await grant(right);
  assert.match((await lookPage(melati)).text, /melati.baru@contoh.invalid/);
  const [entry] = await hall.rows(
    "select detail from kernel.audit_entry where act = 'personal-data.corrected' and target = $1",
    [right],
  );
  assert.deepEqual(entry?.detail, { part: "email" });
});

test("restriction: officials find the data closed until the officer gives leave, or the person ends it", async () => {
  const right = await ask(people.melati, "hak-pembatasan", { alasanBatas: "Saya mempersoalkan kebenaran datanya." });
  await grant(right);
  const [unit] = await hall.rows("select u.key from agencies.unit u where u.id = $1", [people.place.unit.id]);
  const desk = await hall.as(`${unit?.key}/kasi-pelayanan`);
  const closed = await desk.post(`/kerja/${tracking}/data-pribadi`, {});
  assert.equal(closed.status, 403);
  assert.match(closed.text, /meminta pemrosesannya dibatasi/);
  const [file] = await hall.rows(
    "select a.id from cases.attachment a join cases.case c on c.id = a.case_id where c.tracking = $1",
    [tracking],
  );
  assert.equal((await desk.get(`/berkas/${file?.id}`)).status, 403);
  const faulty = await officer.post("/data-pribadi/izin", { nomor: tracking, alasan: "perlu" });
  assert.equal(faulty.status, 422);
  assert.equal(
    (await elsewhere.post("/data-pribadi/izin", { nomor: tracking, alasan: "Bukan instansi saya." })).status,
    422,
  );
  const given = await officer.post("/data-pribadi/izin", {
    nomor: tracking,
    alasan: "Kewajiban memeriksa alamat usaha.",
  });
  assert.equal(given.status, 303);
  assert.equal((await desk.post(`/kerja/${tracking}/data-pribadi`, {})).status, 200);
  assert.match((await lookPage(melati)).text, /Pemrosesan dibatasi sejak/);
  await melati.post("/akun/data/pembatasan/akhir", {});
  assert.doesNotMatch((await lookPage(melati)).text, /Pemrosesan dibatasi sejak/);
});

test("deletion: what nobody decided goes, what is awaited stays with its reason, and the chains are whole", async () => {
  const withdrawn = await apply(people.melati, people, { shade: 6 });
  assert.equal((await people.melati.post(`/cases/${withdrawn}/withdrawal`, {})).status, 200);
  const right = await ask(people.melati, "hak-penghapusan", { cakupanHapus: "akun", alasanHapus: "tidak-perlu" });
  await grant(right);
  const gone = await caseOf(withdrawn);
  assert.ok(gone.erased_at);
  assert.equal(gone.erased_why, "request");
  assert.deepEqual(JSON.parse(hall.vault.open(gone.personal, `cases.case:personal:${gone.id}`)).answers, {});
  const of = [gone.agency_id, gone.id];
  assert.deepEqual(await hall.rows("select 1 from cases.attachment where agency_id = $1 and case_id = $2", of), []);
  assert.match((await melati.get(`/permohonan/${withdrawn}`)).text, /Data pribadi permohonan ini sudah dihapus/);
  assert.equal((await caseOf(tracking)).erased_at, null, "it runs");
  const notices = (await melati.get(`/permohonan/${right}`)).text;
  assert.match(notices, new RegExp(`${withdrawn}`));
  assert.match(notices, new RegExp(`${tracking}, [^:]+: masih berjalan`));
  assert.match(notices, /Akun Anda belum dapat ditutup/);
  for (const capability of hall.capabilities)
    for (const finding of (await capability.verify?.(hall, hall.words("en"), () => {})) ?? [])
      assert.ok(finding.ok, finding.what);
});

test("an account that nothing is awaited in is closed: nobody can enter, nobody can be found by it", async () => {
  const right = await ask(hall.api(akhiong.token), "hak-penghapusan", {
    cakupanHapus: "akun",
    alasanHapus: "tidak-perlu",
  });
  await grant(right);
  const [person] = await hall.rows("select * from people.person where id = $1", [(await caseOf(right)).applicant_id]);
  assert.equal(person?.nik, null);
  assert.equal(hall.vault.open(person?.name, `people.person:name:${person?.id}`), "");
  assert.equal((await akhiong.get("/akun", { follow: false })).status, 303, "signed out");
});

test("a copy does not stay", async () => {
  hall.time.advance(8 * 86_400_000);
  await hall.drain();
  const copies = await hall.rows("select store_id from privacy.copy");
  assert.ok(copies.length > 0 && copies.every((copy) => copy.store_id === null));
});
