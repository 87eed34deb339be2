// What a position permits, at the door: read by its agency, granted and ended by its administrators, and felt at the next request.

import assert from "node:assert/strict";
import { test } from "node:test";
import { dateParts } from "../../kernel/web/components/fields/date-field.tsx";
import { openTestHall } from "../../tests/hall.ts";
import { demoId } from "../agencies/index.ts";
import { DUTIES_APART } from "../agencies/permission.ts";

const hall = await openTestHall({ demo: true });
const administrator = await hall.as("pangkalpinang/diskominfo/administrator");
const desk = await hall.as("pangkalpinang/dpmptsp/front-office");
const stranger = await hall.as("babel/labkes/analis");
const position = (key: string) => demoId("position", key);
const pathOf = (key: string) => `/instansi/5771/jabatan/${position(key)}/izin`;
const front = pathOf("pangkalpinang/dpmptsp/front-office");
const from = dateParts("mulai");
const wanted = (more: Record<string, string>) => ({
  izin: "see",
  unit: "",
  keputusan: "SK-12/2026",
  menggantikan: "",
  [from.day]: "23",
  [from.month]: "11",
  [from.year]: "2026",
  ...more,
});
const query = (more: Record<string, string>) => new URLSearchParams(wanted(more)).toString();

test("a position's permissions read as sentences, with who holds it and on what they stand", async () => {
  const page = await desk.get(front);
  assert.equal(page.status, 200);
  assert.match(
    page.text,
    /Memeriksa dan mengerjakan berkas semua layanan di Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu/,
  );
  assert.match(page.text, /Memeriksa jati diri warga di loket/);
  assert.match(page.text, /Rizky Amelia; Suparman; Yosefina Lelo/);
  assert.match(page.text, /Melekat pada jabatan/);
  assert.doesNotMatch(page.text, /Tambah izin/, "who does not administer is offered nothing");
  const head = await administrator.get(pathOf("pangkalpinang/dpmptsp/kepala"));
  assert.match(head.text, /Memutuskan berkas semua layanan di .* dan semua unit di bawahnya/);
  assert.match(head.text, /Menandatangani surat dan dokumen atas nama unit/);
  assert.equal((await stranger.get(front)).status, 403);
  assert.equal((await desk.get(`${front}/baru`)).status, 403);
});

test("a permission is previewed, granted by decree, and holds at the holder's next request", async () => {
  const auditor = await hall.as("pangkalpinang/inspektorat/auditor");
  const shown = await administrator.get(
    `${front}/pratinjau?${query({ unit: demoId("unit", "pangkalpinang/dinkes") })}`,
  );
  assert.equal(shown.status, 200);
  assert.match(shown.text, /Melihat berkas semua layanan di Dinas Kesehatan\./);
  assert.match(shown.text, /Rizky Amelia/);
  const back = await administrator.get(shown.page.querySelector('a[href*="/baru?"]')?.getAttribute("href") ?? "");
  assert.match(back.html, /value="SK-12\/2026"/, "the way back keeps every answer");
  const granted = await administrator.post(front, wanted({ unit: demoId("unit", "pangkalpinang/dinkes") }));
  assert.equal(granted.status, 303, granted.errorSummary);
  assert.match((await administrator.get(front)).text, /SK-12\/2026, oleh Kevin Liem/);
  const [standing] = await hall.rows(
    "select agencies.standing_of(h.official_id, '2026-11-23') as s from agencies.holding h where h.position_id = $1 limit 1",
    [position("pangkalpinang/dpmptsp/front-office")],
  );
  assert.ok(standing?.s.units.includes(demoId("unit", "pangkalpinang/dinkes")));
  assert.deepEqual(await hall.recorded(position("pangkalpinang/dpmptsp/front-office")), ["permission.granted"]);
  assert.equal((await auditor.post(front, wanted({ izin: "decide" }))).status, 403);
});

test("what is wrong is said at its field, and what was chosen stays", async () => {
  const empty = await administrator.get(`${front}/pratinjau?${query({ izin: "", keputusan: "", [from.day]: "1" })}`);
  assert.equal(empty.status, 422);
  assert.match(empty.errorSummary, /Pilih izin untuk apa/);
  assert.match(empty.errorSummary, /harus punya dasar/);
  assert.match(empty.errorSummary, /berlaku surut/);
  const there = await administrator.get(`${front}/pratinjau?${query({ izin: "work" })}`);
  assert.match(there.errorSummary, /sudah memiliki izin itu/);
  const foreign = await administrator.get(
    `${front}/pratinjau?${query({ izin: "see", unit: demoId("unit", "babel/labkes"), wilayah: "19.01" })}`,
  );
  assert.match(foreign.errorSummary, /bukan bagian dari instansi ini/);
});

test("nobody adds to their own position; another administrator does", async () => {
  const own = pathOf("pangkalpinang/diskominfo/administrator");
  assert.match((await administrator.get(own)).text, /hanya dapat ditambah oleh pengelola lain/);
  assert.equal((await administrator.get(`${own}/baru`)).status, 403);
  assert.equal((await administrator.post(own, wanted({ izin: "manage-programs" }))).status, 403);
  await assert.rejects(
    hall.rows(
      `insert into agencies.permission (agency_id, id, position_id, act, starts_on, decree, granted_by, granted_at)
       select agency_id, gen_random_uuid(), position_id, 'manage-programs', '2026-11-23', 'x', official_id, '2026-11-23' from agencies.holding where position_id = $1`,
      [position("pangkalpinang/diskominfo/administrator")],
    ),
    /nobody permits themselves/,
  );
});

test("duties that are kept apart do not meet in one position, nor in one person", async () => {
  const auditors = pathOf("pangkalpinang/inspektorat/auditor");
  const met = await administrator.post(auditors, wanted({ izin: "administer" }));
  assert.equal(met.status, 422);
  assert.match(met.errorSummary, /tidak boleh sekaligus memeriksa catatannya/);
  await assert.rejects(
    hall.rows(
      `insert into agencies.permission (agency_id, id, position_id, act, starts_on) select agency_id, gen_random_uuid(), id, 'administer', '2026-11-23' from agencies.position where id = $1`,
      [position("pangkalpinang/inspektorat/auditor")],
    ),
    /duties that are kept apart/,
  );
  const [auditor] = await hall.rows("select official_id as id from agencies.holding where position_id = $1 limit 1", [
    position("pangkalpinang/inspektorat/auditor"),
  ]);
  await assert.rejects(
    hall.rows(
      `insert into agencies.holding (agency_id, id, position_id, official_id, kind, starts_on)
       select agency_id, gen_random_uuid(), id, $2, 'definitif', '2026-11-23' from agencies.position where id = $1`,
      [position("pangkalpinang/diskominfo/administrator"), auditor?.id],
    ),
    /duties that are kept apart/,
  );
});

test("who decides a payment cannot confirm it: the rule, the database and every head's position say so", async () => {
  const pairs = await hall.rows("select one, other from agencies.duties_apart()");
  assert.deepEqual(
    pairs.map(({ one, other }) => `${one} ${other}`).sort(),
    DUTIES_APART.flatMap(([one, other]) => [`${one} ${other}`, `${other} ${one}`]).sort(),
    "one list, twice",
  );
  const grant = (key: string, act: string) =>
    hall.rows(
      `insert into agencies.permission (agency_id, id, position_id, act, starts_on) select agency_id, gen_random_uuid(), id, $2, '2026-11-23' from agencies.position where id = $1`,
      [position(key), act],
    );
  await assert.rejects(grant("pangkalpinang/dpmptsp/kepala", "confirm-payment"), /duties that are kept apart/);
  await grant("pangkalpinang/dpmptsp/front-office", "confirm-payment");
  await assert.rejects(grant("pangkalpinang/dpmptsp/front-office", "decide"), /duties that are kept apart/);
  await hall.rows("update agencies.permission set ends_on = starts_on where act = 'confirm-payment'");
});

test("a permission is ended at once or on a day; the last administrator stays one", async () => {
  const [row] = await hall.rows(
    "select id from agencies.permission where position_id = $1 and act = 'file-for' and ends_on is null",
    [position("pangkalpinang/dpmptsp/front-office")],
  );
  assert.match((await administrator.get(`${front}/${row?.id}/akhiri`)).text, /Rizky Amelia/);
  assert.equal((await administrator.post(`${front}/${row?.id}/akhiri`, {})).status, 422);
  const ended = await administrator.post(`${front}/${row?.id}/akhiri`, { kapan: "sekarang" });
  assert.equal(ended.status, 303, ended.errorSummary);
  assert.match((await administrator.get(front)).text, /Pernah berlaku/);
  assert.equal((await administrator.post(`${front}/${row?.id}/akhiri`, { kapan: "sekarang" })).status, 409);
  const own = pathOf("pangkalpinang/diskominfo/administrator");
  const [last] = await hall.rows("select id from agencies.permission where position_id = $1 and act = 'administer'", [
    position("pangkalpinang/diskominfo/administrator"),
  ]);
  const kept = await administrator.post(`${own}/${last?.id}/akhiri`, { kapan: "sekarang" });
  assert.equal(kept.status, 409);
  assert.match(kept.text, /Nobody would|tidak ada lagi yang mengelola/);
});

test("narrowing takes the place of the wider one from the day it begins", async () => {
  const [row] = await hall.rows(
    "select id from agencies.permission where position_id = $1 and act = 'work' and ends_on is null",
    [position("pangkalpinang/dpmptsp/verifikator")],
  );
  const path = pathOf("pangkalpinang/dpmptsp/verifikator");
  const form = await administrator.get(`${path}/baru?ubah=${row?.id}`);
  assert.equal(form.status, 200);
  const saved = await administrator.post(path, wanted({ izin: "work", wilayah: "19.71.02", menggantikan: row?.id }));
  assert.equal(saved.status, 303, saved.errorSummary);
  const page = await administrator.get(path);
  assert.match(page.text, /untuk wilayah Taman Sari/);
  const [old] = await hall.rows("select ends_on::text as last from agencies.permission where id = $1", [row?.id]);
  assert.equal(old?.last, "2026-11-22");
});
