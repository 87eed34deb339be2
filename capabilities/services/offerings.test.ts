import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "../../kernel/db/sql.ts";
import { openTestHall } from "../../tests/hall.ts";

const hall = await openTestHall({ demo: true, at: "2026-11-23T09:00:00+07:00" });
let keeper = await hall.as("pangkalpinang/diskominfo/administrator");
const chief = await hall.as("pangkalpinang/dpmptsp/kepala");
const desk = await hall.as("pangkalpinang/dpmptsp/front-office");
const other = await hall.as("babel/diskominfo/administrator");
const here = "/instansi/5771/layanan";
const [hygiene] =
  await hall.rows(`select o.id, o.agency_id from services.offering o join services.service s on s.id = o.service_id
  join agencies.agency a on a.id = o.agency_id where s.key = 'sertifikat-laik-higiene' and a.code = '5771'`);
const public_ = "/layanan/sertifikat-laik-higiene/kota-pangkalpinang";

test("administrators and the head of the answering unit come to an offering; nobody else", async () => {
  assert.equal((await keeper.get(here)).status, 200);
  assert.equal((await keeper.get(`${here}/${hygiene?.id}`)).status, 200);
  assert.equal((await chief.get(`${here}/${hygiene?.id}`)).status, 200);
  assert.equal((await desk.get(`${here}/${hygiene?.id}`)).status, 403);
  assert.equal((await other.get(`${here}/${hygiene?.id}`)).status, 403);
  assert.equal((await other.get(`/instansi/5700/layanan/${hygiene?.id}`)).status, 404);
  assert.equal((await desk.post(`${here}/${hygiene?.id}/jeda`, { alasan: "x" })).status, 403);
  assert.equal(
    (await chief.post(`${here}/${hygiene?.id}`, {})).status,
    403,
    "a head pauses, and does not change the terms",
  );
  const [province] = await hall.rows("select id from agencies.agency where code = '5700'");
  assert.equal(
    await hall.db.transact({ role: "app", agency: province?.id, acts: ["administer"] }, (tx) =>
      tx.run(sql`update services.offering set status = 'closed', status_reason = 'x' where id = ${hygiene?.id}`),
    ),
    0,
  );
});

test("all offerings of an agency can be walked through, page by page, each once", async () => {
  const seen: string[] = [];
  for (let at: string | undefined = here; at; ) {
    const page = await keeper.get(at);
    seen.push(...page.all("tbody a").map((link) => link.getAttribute("href") ?? ""));
    at = page.all(".pagination a[rel=next]")[0]?.getAttribute("href");
  }
  const [row] = await hall.rows("select count(*)::int as n from services.offering where agency_id = $1", [
    hygiene?.agency_id,
  ]);
  assert.ok(seen.length > 50, "more than one page");
  assert.equal(new Set(seen).size, seen.length);
  assert.equal(seen.length, row?.n);
});

test("a head pauses a service with a reason; people read it and cannot begin; it opens by itself", async () => {
  const page = await chief.get(`${here}/${hygiene?.id}`);
  assert.match(
    (await chief.submit(page, { alasan: "" }, { button: "Jeda layanan" })).errorSummary,
    /Tuliskan alasannya/,
  );
  const past = await chief.submit(
    page,
    { alasan: "Alat rusak.", "sampai.day": "1", "sampai.month": "1", "sampai.year": "2026" },
    { button: "Jeda layanan" },
  );
  assert.match(past.errorSummary, /sudah lewat/);
  const paused = await chief.submit(
    await chief.get(`${here}/${hygiene?.id}`),
    { alasan: "Alat uji sedang diperbaiki.", "sampai.day": "27", "sampai.month": "November", "sampai.year": "2026" },
    { button: "Jeda layanan" },
  );
  assert.match(paused.notice, /Layanan dijeda/);
  await hall.drain();
  const melati = await hall.resident("melati");
  const shown = await melati.get(public_);
  assert.match(
    shown.text,
    /Sedang tidak menerima permohonan baru Alat uji sedang diperbaiki\. Dibuka kembali setelah .*27 November 2026/,
  );
  assert.equal(
    shown.forms.some((form) => form.action.endsWith("/permohonan")),
    false,
  );
  const now = hall.time.now();
  hall.time.set("2026-11-28T09:00:00+07:00");
  await hall.drain();
  assert.match((await hall.visitor().get(public_)).text, /Ajukan/);
  hall.time.set(now);
  // The days that passed have ended the sessions.
  keeper = await hall.as("pangkalpinang/diskominfo/administrator");
  assert.deepEqual((await hall.recorded(hygiene?.id)).slice(-2), ["service.paused", "service.opened"]);
});

test("an administrator offers a service of the library by the names of units; every wrong name and number is told", async () => {
  const form = await keeper.get("/instansi/5771/layanan-baru?layanan=keterangan-domisili-usaha");
  assert.equal(form.status, 200);
  const wrong = await keeper.submit(form, { unit: "Dinas Yang Tiada", "roles.lurah": "9999: Kantor" });
  assert.match(wrong.errorSummary, /Tidak ada unit bernama/);
  assert.match(wrong.errorSummary, /Tidak ada instansi dengan kode 9999/);
  const made = await keeper.submit(form, {
    unit: "Dinas Kesehatan",
    "roles.lurah": "",
    "roles.petugas.jabatan": "Tenaga Sanitasi Lingkungan",
  });
  assert.match(made.notice, /diselenggarakan dan dibuka/, made.errorSummary);
  await hall.drain();
  const [row] = await hall.rows(
    "select id, slug, roles from services.offering where unit_name = 'Dinas Kesehatan' and agency_id = $1",
    [hygiene?.agency_id],
  );
  assert.equal((await hall.visitor().get(`/layanan/keterangan-domisili-usaha/${row?.slug}`)).status, 200);
  const again = await keeper.get(`${here}/${row?.id}`);
  assert.match(again.html, /value="Tenaga Sanitasi Lingkungan"/);
  const closed = await keeper.submit(again, { alasan: "Pindah ke kelurahan." }, { button: "Tutup layanan" });
  assert.match(closed.notice, /Layanan ditutup/);
  const kept = await keeper.submit(await keeper.get(`${here}/${row?.id}`), {}, { button: "Simpan perubahan" });
  assert.match(kept.text, /Ditutup/, "changing its terms does not open it");
});

test("terms outside the definition's bounds are refused at their fields", async () => {
  const page = await keeper.get(`${here}/${hygiene?.id}`);
  const wrong = await keeper.submit(
    page,
    { "parameters.hariJanji": "99", "parameters.biaya": "lima" },
    { button: "Simpan perubahan" },
  );
  assert.equal(wrong.status, 422);
  assert.match(wrong.errorSummary, /paling banyak 30/);
  assert.match(wrong.errorSummary, /tidak sesuai jenisnya/);
  assert.match(wrong.html, /value="99"/);
  const good = await keeper.submit(
    page,
    { "parameters.hariJanji": "12", "parameters.biaya": "25.000" },
    { button: "Simpan perubahan" },
  );
  assert.match(good.notice, /Ketentuan layanan disimpan/, good.errorSummary);
  const [row] = await hall.rows("select parameters from services.offering where id = $1", [hygiene?.id]);
  assert.deepEqual([row?.parameters.hariJanji, row?.parameters.biaya], [12, 25_000]);
  const [lab] = await hall.rows(
    "select roles -> 'laboratorium' ->> 'agency' as agency from services.offering where id = $1",
    [hygiene?.id],
  );
  assert.notEqual(lab?.agency, hygiene?.agency_id, "the province's laboratory stayed");
});
