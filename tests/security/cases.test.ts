// Acts under hands that mean no good, or that press twice: files of others, locked answers, forms sent again, papers of a case
// that has ended.

import assert from "node:assert/strict";
import { test } from "node:test";
import { worker } from "../../kernel/db/scope.ts";
import { newId } from "../../kernel/ids.ts";
import { enqueue } from "../../kernel/jobs/jobs.ts";
import { apply, domicile, domicilePeople, photo, villages } from "../api/domicile.ts";
import { openTestHall } from "../hall.ts";

const hall = await openTestHall({ demo: true });
const people = await domicilePeople(hall);
const { melati, officer, village, place } = people;
const akhiong = hall.api((await hall.resident("akhiong")).token);
const caseOf = async (tracking: string) =>
  (await hall.rows("select * from cases.case where tracking = $1", [tracking]))[0]!;
const openTask = async (tracking: string) =>
  (
    await hall.rows(
      "select t.* from cases.task t join cases.case c on c.id = t.case_id where c.tracking = $1 and t.status = 'open' order by t.opened_at limit 1",
      [tracking],
    )
  )[0]!;
const sendPhoto = async (api: typeof melati, offering: string, shade: number) =>
  (
    await api.send(
      "POST",
      `/offerings/${offering}/files?field=fotoDepan&name=depan.jpg`,
      new Uint8Array(await photo(shade)),
    )
  ).json;

test("a file of another person, of another case, or sent to another agency is not taken", async () => {
  const theirs = await sendPhoto(akhiong, place.id, 21);
  const used = await apply(melati, people, { shade: 22 });
  const [hanging] = await hall.rows(
    "select a.id from cases.attachment a join cases.case c on c.id = a.case_id where c.tracking = $1",
    [used],
  );
  const other = (await villages(melati)).find((each) => each.id.split("/")[0] !== place.id.split("/")[0]);
  const elsewhere = other ? await sendPhoto(melati, other.id, 23) : undefined;
  for (const file of [
    theirs,
    { ...theirs, id: hanging?.id },
    ...(elsewhere ? [elsewhere] : []),
    { ...theirs, id: newId() },
  ]) {
    const reply = await melati.post("/cases", { offering: place.id, answers: domicile(village, file) });
    assert.equal(reply.status, 422, reply.html);
    assert.match(reply.json.errors[0].pointer, /fotoDepan/);
  }
  assert.equal((await akhiong.get(`/files/${hanging?.id}`)).status, 404);
});

test("in a correction the account's own answers stay what the account says", async () => {
  const tracking = await apply(melati, people, { shade: 31 });
  const { agency_id, id, version_id } = await caseOf(tracking);
  const [row] = await hall.rows("select files from services.version where id = $1", [version_id]);
  assert.match(JSON.stringify(row?.files), /locked: true/, "the service has an answer that the account settles");
  const task = await openTask(tracking);
  const asked = await officer.post(`/cases/${tracking}/tasks/${task.id}/completion`, {
    answers: { hasilCocok: "kurang" },
    asked: ["nikPemohon", "namaUsaha"],
    note: "Tulis nama usaha seperti di papan.",
  });
  if (asked.status !== 200) assert.fail(asked.html);
  const correction = await openTask(tracking);
  assert.equal(correction.unit_id, null);
  const reply = await melati.post(`/cases/${tracking}/tasks/${correction.id}/completion`, {
    answers: { nikPemohon: "1971021203780000", namaUsaha: "Martabak Melati Jaya" },
  });
  assert.equal(reply.status, 200, reply.html);
  const told = (await melati.get(`/cases/${tracking}`)).json.answers;
  assert.equal(told.nikPemohon, "1971034708900000");
  assert.equal(told.namaUsaha, "Martabak Melati Jaya");
  assert.ok(agency_id && id);
});

test("a document that a step ordered is not issued when the case has ended meanwhile", async () => {
  const tracking = await apply(melati, people, { shade: 41 });
  const row = await caseOf(tracking);
  const document = newId();
  await hall.rows(
    "insert into cases.document (agency_id, id, case_id, key, title, code) values ($1, $2, $3, 'surat', '{}', 'ORDERED')",
    [row.agency_id, document, row.id],
  );
  assert.equal((await melati.post(`/cases/${tracking}/withdrawal`, {})).status, 200);
  await hall.db.transact(worker, async (tx) =>
    enqueue(tx, "case.issue", { agency: row.agency_id, case: row.id, document, invoke: "step:1" }),
  );
  await hall.drain();
  assert.deepEqual(await hall.rows("select id from cases.document where case_id = $1", [row.id]), []);
});

test("a form that comes twice is answered by what became of it; a late one of a colleague is told so", async () => {
  const tracking = await apply(melati, people, { shade: 61 });
  const desk = await hall.as(
    (
      await hall.rows("select u.key || '/kasi-pelayanan' as key from agencies.unit u where u.id = $1", [place.unit.id])
    )[0]?.key,
  );
  const task = await openTask(tracking);
  const form = { hasilCocok: "kurang", _asked: "namaUsaha", _note: "Tulis seperti di papan.", _key: newId() };
  const path = `/kerja/${tracking}/tugas/${task.id}`;
  const [first, second] = await Promise.all([desk.post(path, form), desk.post(path, form)]);
  assert.deepEqual([first.status, second.status], [303, 303], first.errorSummary || second.errorSummary);
  const again = await desk.post(path, form);
  assert.equal(again.status, 303);
  assert.equal(again.location, `/kerja/${tracking}`);
  assert.equal((await desk.post(path, { ...form, _key: newId() })).status, 409);
  const done = await hall.rows(
    "select number from cases.event e join cases.case c on c.id = e.case_id where c.tracking = $1 and e.kind = 'completed'",
    [tracking],
  );
  assert.equal(done.length, 1);
});

test("whoever opens a file of a case is read by its applicant; a picture opens in a box, a paper in the browser's reader", async () => {
  const tracking = await apply(melati, people, { shade: 71 });
  const [file] = await hall.rows(
    "select a.id from cases.attachment a join cases.case c on c.id = a.case_id where c.tracking = $1",
    [tracking],
  );
  const desk = await hall.as(
    (await hall.rows("select key || '/kasi-pelayanan' as key from agencies.unit where id = $1", [place.unit.id]))[0]
      ?.key,
  );
  const picture = await desk.get(`/berkas/${file?.id}`);
  assert.equal(picture.status, 200);
  assert.match(picture.headers.get("content-security-policy") ?? "", /; sandbox$/);
  assert.match(picture.headers.get("content-disposition") ?? "", /^inline; filename\*=UTF-8''[\w.%-]+$/);
  assert.equal(
    (await officer.get(`/files/${file?.id}`)).headers.get("content-disposition")?.startsWith("attachment"),
    true,
  );
  const page = await (await hall.resident("melati")).get("/akun/data");
  assert.equal(page.text.split(`Membuka berkas permohonan ${tracking}`).length - 1, 2);
});

test("a file sent twice under one key is one file, and its name is not kept in clear", async () => {
  const bytes = new Uint8Array(await photo(81));
  const send = () =>
    melati.send("POST", `/offerings/${place.id}/files?field=fotoDepan&name=KTP%20Melati.jpg`, bytes, {
      "idempotency-key": "satu-berkas",
    });
  const [first, second] = [await send(), await send()];
  assert.equal(first.status, 201, first.html);
  assert.deepEqual(second.json, first.json);
  assert.equal(first.json.name, "KTP Melati.jpg");
  const [kept] = await hall.rows("select answer from kernel.command where key = 'satu-berkas'");
  assert.deepEqual(kept?.answer, { id: first.json.id });
});

test("a file that hangs on nothing is forgotten after a week, one on a case never", async () => {
  const tracking = await apply(melati, people, { shade: 51 });
  const loose = await sendPhoto(melati, place.id, 52);
  hall.time.advance(8 * 86_400_000);
  await hall.drain();
  assert.deepEqual(await hall.rows("select id from cases.attachment where id = $1", [loose.id]), []);
  const [kept] = await hall.rows(
    "select a.id, a.store_id from cases.attachment a join cases.case c on c.id = a.case_id where c.tracking = $1",
    [tracking],
  );
  assert.ok(await hall.files.has(kept?.store_id));
});
