// Mandates as people meet them: the form in two steps, a company at the counter, help at the desk, and a mandate that is revoked
// while its holder is in the middle of a form.

import assert from "node:assert/strict";
import { test } from "node:test";
import { villages } from "../../tests/api/domicile.ts";
import { openTestHall } from "../../tests/hall.ts";
import { DEMO_RESIDENTS } from "../people/index.ts";

const hall = await openTestHall({ demo: true });
const sulaiman = await hall.resident("sulaiman");
const dewi = await hall.resident("dewi");
const melati = await hall.resident("melati");
const akhiong = await hall.resident("akhiong");
const clerk = await hall.as("pangkalpinang/dpmptsp/front-office");
const chief = await hall.as("pangkalpinang/dpmptsp/kepala");
const place = (await villages(hall.api(melati.token)))[0];
assert.ok(place);
const [service] = await hall.rows("select id from services.service where key = 'keterangan-domisili-usaha'");
const named = (key: string) => {
  const found = DEMO_RESIDENTS.find((each) => each.key === key);
  assert.ok(found);
  return { nik: found.nik, nama: found.name };
};
const until = { "sampai.day": "31", "sampai.month": "12", "sampai.year": "2026" };
const terms = { layanan: service?.id, tindakan: ["apply", "answer", "collect"], ...until };

async function give(browser: typeof dewi, to: string, more: object = {}): Promise<string> {
  const form = await browser.get("/kuasa/beri");
  assert.equal(form.status, 200);
  const confirm = await browser.submit(
    form,
    { ...named(to), ...terms, ...more },
    { form: "/kuasa/beri", button: "Lanjutkan" },
  );
  assert.equal(confirm.status, 200, confirm.errorSummary);
  const done = await browser.submit(confirm, {}, { form: "/kuasa/beri", button: "Beri kuasa" });
  assert.equal(done.status, 200, done.errorSummary || done.h1);
  return done.url.split("/").at(-1)?.split("?")[0] as string;
}

test("giving is said back as one sentence before it is done", async () => {
  const form = await sulaiman.get("/kuasa/beri");
  const empty = await sulaiman.submit(form, {}, { form: "/kuasa/beri", button: "Lanjutkan" });
  assert.equal(empty.status, 422);
  assert.match(empty.errorSummary, /Tuliskan NIK/);
  assert.match(empty.errorSummary, /sampai kapan/);
  const confirm = await sulaiman.submit(
    empty,
    { ...named("dewi"), ...terms, batas: "500.000" },
    { form: "/kuasa/beri", button: "Lanjutkan" },
  );
  assert.match(
    confirm.text,
    /Ni Luh Dewi Kartika boleh melihat, mengajukan, melengkapi dan mengambil dokumen hasil permohonan .*Domisili.* atas nama Sulaiman, dari Senin, 23 November 2026 sampai Kamis, 31 Desember 2026, dengan biaya paling banyak Rp 500\.000 setiap permohonan\./,
  );
  const back = await sulaiman.submit(confirm, {}, { form: "/kuasa/beri", button: "Ubah" });
  assert.match(back.html, /value="Ni Luh Dewi Kartika"/);
  const done = await sulaiman.submit(confirm, {}, { form: "/kuasa/beri", button: "Beri kuasa" });
  assert.match(done.text, /berlaku setelah diterima/i);
  assert.match(done.text, /Menunggu diterima/);
  const page = await dewi.get("/kuasa");
  assert.match(page.text, /Sulaiman ingin memberi Anda kuasa/);
  const answered = await dewi.submit(page, {}, { button: /Terima kuasa/ });
  assert.match(answered.text, /Jawaban Anda tercatat/);
  const acting = await dewi.submit(answered, {}, { form: "/kuasa/bertindak" });
  assert.match(acting.textOf(".behalf"), /Anda bertindak untuk Sulaiman/);
  assert.equal(acting.url, "/permohonan");
  const own = await dewi.get("/akun");
  assert.equal(own.status, 403);
  assert.match(own.text, /urusan Anda sendiri/);
  const stopped = await dewi.submit(acting, {}, { form: "/kuasa/berhenti" });
  assert.match(stopped.text, /kembali mengurus urusan Anda sendiri/);
  assert.equal((await dewi.get("/akun")).status, 200);
  const [mandate] = await hall.rows("select id from mandates.mandate where status = 'granted'");
  const shown = await sulaiman.get(`/kuasa/${mandate?.id}`);
  const over = await sulaiman.submit(shown, {}, { button: "Cabut kuasa ini" });
  assert.match(over.text, /Kuasa sudah berakhir/);
  assert.match((await dewi.get(`/kuasa/${mandate?.id}`)).text, /Dicabut.*Kuasa diterima.*Dicabut/s);
});

test("a mandate revoked in the middle of a form: nothing is written, nothing typed is lost", async () => {
  const id = await give(sulaiman, "dewi");
  await dewi.post(`/kuasa/${id}/persetujuan`, {});
  await dewi.post("/kuasa/bertindak", { kuasa: id });
  // What the mandate does not reach is told before anybody presses a button.
  const other = await dewi.get("/layanan/sertifikat-laik-higiene/kota-pangkalpinang");
  assert.match(other.text, /Kuasa Anda untuk Sulaiman tidak mencakup layanan ini/);
  assert.doesNotMatch(other.text, /Ajukan permohonan/);
  const begun = await dewi.post("/permohonan", { offering: place.id });
  assert.equal(begun.status, 303, begun.h1);
  const [draft] = await hall.rows("select id, saved_at, answers from cases.draft where mandate = $1", [id]);
  assert.ok(draft, "begun under the mandate");
  const away = await sulaiman.post(`/kuasa/${id}/pengakhiran`, {});
  assert.equal(away.status, 303);
  const typed = { namaUsaha: "Ikan Asap Sulaiman", bidangUsaha: "Ikan asap", statusTempat: "milik" };
  const sent = await dewi.post(`/permohonan/konsep/${draft.id}/usaha`, typed);
  assert.equal(sent.status, 409);
  assert.match(sent.h1, /Kuasa Anda untuk Sulaiman sudah berakhir/);
  assert.match(sent.text, /Nama usaha.*Ikan Asap Sulaiman/s, "each with its question");
  assert.doesNotMatch(sent.text, /namaUsaha/);
  const [after] = await hall.rows("select answers from cases.draft where id = $1", [draft.id]);
  assert.deepEqual(after?.answers, draft.answers, "nothing was written");
  // Every page says so until it has been heard; no page does anything meanwhile.
  assert.equal((await dewi.get("/permohonan")).status, 409);
  const still = await dewi.submit(sent, {}, { form: "/kuasa/lanjutkan" });
  assert.equal(still.status, 409);
  assert.match(still.text, /Ikan Asap Sulaiman/);
  // The draft stays with whom it is for.
  assert.match((await sulaiman.get("/permohonan")).text, /omisili/);
  // A new mandate: the same is sent again.
  const again = await give(sulaiman, "dewi");
  await dewi.post(`/kuasa/berhenti`, {});
  await dewi.post(`/kuasa/${again}/persetujuan`, {});
  const goOn = await dewi.submit(still, {}, { form: "/kuasa/lanjutkan" });
  assert.equal(goOn.status, 200, goOn.h1);
  assert.match(goOn.h1, /Kuasa baru sudah berlaku/);
  const saved = await dewi.submit(goOn, {}, { form: `/permohonan/konsep/${draft.id}/usaha` });
  assert.ok(saved.status === 200 || saved.status === 422, saved.h1);
  const [now] = await hall.rows("select answers from cases.draft where id = $1", [draft.id]);
  assert.match(hall.vault.open(now?.answers, `cases.draft:answers:${draft.id}`), /Ikan Asap Sulaiman/);
  await dewi.post("/kuasa/berhenti", {});
});

test("a company is nothing before a counter has seen its papers; then its director acts for it and lets a clerk", async () => {
  const page = await akhiong.get("/kuasa/badan-usaha");
  const wrong = await akhiong.submit(page, { jenis: "pt", nama: "PT Lada", nib: "12" }, { form: "/kuasa/badan-usaha" });
  assert.equal(wrong.status, 422);
  assert.match(wrong.errorSummary, /13 angka/);
  const declared = await akhiong.submit(
    wrong,
    { jenis: "pt", nama: "PT Lada Muntok Sejahtera", nib: "0220101230000" },
    { form: "/kuasa/badan-usaha" },
  );
  assert.match(declared.text, /Menunggu diperiksa di loket/);
  const code = declared.textOf(".code");
  assert.match(code, /^[A-Z2-9]{8}$/);
  assert.equal((await chief.get("/loket/badan-usaha")).status, 403, "a head without that permission");
  assert.equal((await akhiong.get("/loket/badan-usaha")).status, 403);
  const counter = await clerk.get("/loket/badan-usaha");
  assert.equal((await clerk.submit(counter, { kode: "AAAAAAAA" }, { form: "/loket/badan-usaha" })).status, 422);
  const found = await clerk.submit(counter, { kode: code.toLowerCase() }, { form: "/loket/badan-usaha" });
  assert.match(found.text, /PT Lada Muntok Sejahtera/);
  assert.match(found.text, /Tjhin Akhiong/);
  const unsaid = await clerk.submit(found, {}, { button: "Sahkan" });
  assert.equal(unsaid.status, 422);
  const confirmed = await clerk.submit(unsaid, { dokumen: "Akta No. 7, 2021", kuorum: "1" }, { button: "Sahkan" });
  assert.match(confirmed.text, /Disahkan/);
  const own = await akhiong.get("/kuasa");
  assert.match(own.text, /PT Lada Muntok Sejahtera/);
  const acting = await akhiong.submit(own, {}, { form: "/kuasa/bertindak" });
  assert.match(acting.textOf(".behalf"), /Anda bertindak untuk PT Lada Muntok Sejahtera/);
  const mandate = await give(akhiong, "melati", { semua: "ya", batas: "1000" });
  await akhiong.post("/kuasa/berhenti", {});
  await melati.post(`/kuasa/${mandate}/persetujuan`, {});
  await melati.post("/kuasa/bertindak", { kuasa: mandate });
  const begun = await melati.post("/permohonan", { offering: place.id });
  assert.equal(begun.status, 303, begun.h1);
  assert.match((await melati.get("/permohonan")).textOf(".behalf"), /Anda bertindak untuk PT Lada Muntok Sejahtera/);
  // What a person's account would lock, nobody knows of a company: what its clerk typed stays theirs to correct.
  const first = await melati.submit(
    await melati.get(begun.location as string),
    { namaPemohon: "Rusli Hamsa" },
    { form: "/konsep", button: "Simpan untuk nanti" },
  );
  assert.ok(first.status < 400, first.errorSummary);
  const again = await melati.get(begun.location as string);
  assert.equal(again.page.querySelector('input[name="namaPemohon"]')?.getAttribute("value"), "Rusli Hamsa");
  assert.doesNotMatch(again.text, /Dari (akun|data)/);
  const name = again.page.querySelector('input[name="namaPemohon"]');
  assert.ok(!name?.hasAttribute("readonly") && name?.getAttribute("type") !== "hidden");
  assert.match((await melati.get("/kuasa")).text, /akun dan kuasa Anda sendiri tertutup/);
  assert.equal(again.page.querySelector("a.who")?.getAttribute("href"), "/kuasa", "the own account is closed now");
  const [row] = await hall.rows("select person_id from cases.draft where mandate = $1", [mandate]);
  const [company] = await hall.rows("select id from mandates.organization");
  assert.equal(row?.person_id, company?.id, "the draft is the company's");
  await melati.post("/kuasa/berhenti", {});
  // A director is not put out by a page, but at the counter; what hung on them is gone with them.
  const [director] = await hall.rows("select id from mandates.mandate where grantor_id = $1 and parent is null", [
    company?.id,
  ]);
  const shown = await clerk.get(`/loket/badan-usaha/${code}`);
  assert.match(shown.text, /Tjhin Akhiong/);
  await clerk.submit(shown, {}, { form: `/loket/badan-usaha/${code}/pemberhentian` });
  assert.equal((await melati.post("/kuasa/bertindak", { kuasa: mandate })).status, 409);
  assert.equal((await akhiong.post("/kuasa/bertindak", { kuasa: director?.id })).status, 409);
});

test("two directors must agree where the deed says so", async () => {
  await akhiong.post("/kuasa/badan-usaha", { jenis: "cv", nama: "CV Timah Jaya", nib: "0220101240000" });
  const codes = await hall.rows("select code, id from mandates.organization where status = 'declared'");
  const wanted = codes[0]?.code;
  await clerk.post(`/loket/badan-usaha/${wanted}/pengesahan`, { dokumen: "Akta No. 3, 2020", kuorum: "2" });
  await clerk.post(`/loket/badan-usaha/${wanted}/direktur`, named("melati"));
  const page = await melati.get("/kuasa");
  assert.match(page.text, /CV Timah Jaya ingin memberi Anda kuasa/);
  const [offered] = await hall.rows("select id from mandates.mandate where grantor_id = $1 and status = 'offered'", [
    codes[0]?.id,
  ]);
  await melati.submit(page, {}, { form: `/kuasa/${offered?.id}/persetujuan` });
  const held = async (name: string) =>
    (
      await hall.rows(
        "select m.id from mandates.mandate m join people.account a on a.id = m.holder_account where m.grantor_id = $1 and m.parent is null and a.login_blind = $2",
        [codes[0]?.id, hall.vault.blind("login:nik", named(name).nik)],
      )
    )[0]?.id;
  await akhiong.post("/kuasa/bertindak", { kuasa: await held("akhiong") });
  const offer = await give(akhiong, "dewi");
  assert.match((await akhiong.get(`/kuasa/${offer}`)).text, /1 dari 2 direktur/);
  assert.doesNotMatch((await dewi.get("/kuasa")).text, /CV Timah Jaya/, "not before both have agreed");
  assert.equal(
    (await akhiong.post(`/kuasa/${offer}/persetujuan`, {})).status,
    404,
    "one director does not count twice",
  );
  await melati.post("/kuasa/bertindak", { kuasa: await held("melati") });
  const waiting = await melati.get("/kuasa");
  assert.match(waiting.text, /1 dari 2 direktur/);
  await melati.submit(waiting, {}, { form: `/kuasa/${offer}/persetujuan` });
  assert.match((await dewi.get("/kuasa")).text, /CV Timah Jaya ingin memberi Anda kuasa/);
  await akhiong.post("/kuasa/berhenti", {});
  await melati.post("/kuasa/berhenti", {});
});

test("a guardian is confirmed at the counter, and then acts for the child", async () => {
  const asked = await melati.post("/kuasa/minta", {
    dari: "guardian",
    nik: "1971031505180000",
    nama: "Bunga Anggraini",
    layanan: service?.id,
    tindakan: ["apply", "answer", "collect", "mandate"],
    ...until,
    _setuju: "ya",
  });
  assert.equal(asked.status, 303, asked.errorSummary);
  const [row] = await hall.rows("select id, code, acts from mandates.mandate where kind = 'guardian'");
  assert.ok(!row?.acts.includes("mandate"), "a guardian gives nothing on");
  assert.match((await melati.get(`/kuasa/${row?.id}`)).text, new RegExp(row?.code));
  assert.equal((await clerk.post(`/loket/perwalian/${row?.code}/penolakan`, { alasan: "" })).status, 422);
  const seen = await clerk.get(`/loket/perwalian/${row?.code}`);
  assert.match(seen.text, /Bunga Anggraini/);
  assert.doesNotMatch(seen.text, /1971031505180000/, "masked");
  await clerk.submit(seen, { dokumen: "Akta kelahiran 123/2018" }, { button: "Sahkan" });
  await melati.post("/kuasa/bertindak", { kuasa: row?.id });
  const acting = await melati.get("/permohonan");
  assert.match(acting.textOf(".behalf"), /Anda bertindak untuk Bunga Anggraini/);
  await melati.post("/kuasa/berhenti", {});
});

test("help at the desk: for a day, for what they came for, in both names, and never to decide on it", async () => {
  const desk = await clerk.get("/loket/bantuan");
  const empty = await clerk.submit(desk, {}, { form: "/loket/bantuan", button: "Mulai membantu" });
  assert.equal(empty.status, 422);
  assert.match(empty.errorSummary, /KTP aslinya/);
  assert.equal((await chief.post("/loket/bantuan", {})).status, 403);
  const differs = await clerk.submit(
    empty,
    { nik: named("sulaiman").nik, nama: "Sulaeman bin Ahmad", ktp: "ya", persetujuan: "thumb", layanan: service?.id },
    { form: "/loket/bantuan", button: "Mulai membantu" },
  );
  assert.equal(differs.status, 422);
  assert.match(differs.errorSummary, /tidak sama/);
  const begun = await clerk.submit(
    empty,
    { nik: "1902054107460000", nama: "Hasanah", ktp: "ya", persetujuan: "thumb", layanan: service?.id },
    { form: "/loket/bantuan", button: "Mulai membantu" },
  );
  assert.equal(begun.status, 200, begun.errorSummary || begun.h1);
  assert.match(begun.textOf(".behalf"), /Anda bertindak untuk Hasanah/);
  const worklist = await clerk.get("/kerja");
  assert.equal(worklist.status, 403, "the office is closed while helping");
  const draft = await clerk.post("/permohonan", { offering: place.id });
  assert.equal(draft.status, 303, draft.h1);
  const [mandate] = await hall.rows(
    "select id, starts_on, ends_on, acts, services from mandates.mandate where kind = 'assisted'",
  );
  assert.equal(mandate?.starts_on, mandate?.ends_on);
  assert.ok(!mandate?.acts.includes("withdraw") && !mandate?.acts.includes("mandate"));
  const [who] = await hall.rows(
    "select a.detail, a.on_behalf from kernel.audit_entry a where a.act = 'person.helped' and a.target = $1",
    [mandate?.id],
  );
  assert.equal(who?.detail.consent, "thumb");
  // Tomorrow it is over.
  hall.time.advance(86_400_000);
  const late = await clerk.get("/permohonan");
  assert.ok(late.status === 409 || late.url.startsWith("/masuk"), late.h1);
});
