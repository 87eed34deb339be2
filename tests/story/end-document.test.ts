// What becomes of a document after it was issued: taken back by its head, or issued again; told to its holder and to everybody who verifies it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { apply, domicilePeople } from "../api/domicile.ts";
import { openTestHall } from "../hall.ts";

const hall = await openTestHall({ demo: true, at: "2026-11-23T09:00:00+07:00", settings: { LOG_LEVEL: "error" } });
const people = await domicilePeople(hall);
const [unit] = await hall.rows("select key from agencies.unit where id = $1", [people.place.unit.id]);
const [headSeat] = await hall.rows("select key from agencies.position where unit_id = $1 and is_head", [
  people.place.unit.id,
]);
const asOfficer = () => hall.as(`${unit?.key}/kasi-pelayanan`);
const asHead = () => hall.as(headSeat?.key);

/** A letter of domicile, sent, worked on and signed; gives its case's number. */
async function issued(shade: number): Promise<string> {
  const tracking = await apply(people.melati, people, { shade });
  for (let i = 0; i < 4; i++) {
    const [task] = await hall.rows(
      "select t.id, p.key from cases.task t left join agencies.position p on p.id = t.position_id where t.tracking = $1 and t.status = 'open'",
      [tracking],
    );
    if (!task) break;
    const browser = task.key === headSeat?.key ? await asHead() : await asOfficer();
    const page = await browser.get(`/kerja/${tracking}`);
    const form = page.forms.find((each) => each.element.closest("#tugas") && each.multipart);
    assert.ok(form, page.text);
    const good = Object.fromEntries(
      [...form.offers]
        .filter(([name]) => !name.startsWith("_"))
        .map(([name, values]) => [name, [...values][0] as string]),
    );
    const done = await browser.submit(page, good, { form: "#tugas form[enctype]" });
    assert.equal(done.status, 200, done.errorSummary);
    await hall.drain();
  }
  const [document] = await hall.rows(
    "select d.status from cases.document d join cases.case c on c.id = d.case_id where c.tracking = $1",
    [tracking],
  );
  assert.equal(document?.status, "issued");
  return tracking;
}

const documents = (tracking: string) =>
  hall.rows(
    "select d.id, d.code, d.number, d.status, d.ended_why from cases.document d join cases.case c on c.id = d.case_id where c.tracking = $1 order by d.id",
    [tracking],
  );

test("the head revokes a document: its holder is told, and whoever verifies it reads why", async () => {
  const tracking = await issued(11);
  const [before] = await documents(tracking);
  const head = await asHead();
  let page = await head.get(`/kerja/${tracking}`);
  page = await head.click(page, "Cabut atau terbitkan ulang");
  const empty = await head.submit(page, {}, { form: "/dokumen" });
  assert.equal(empty.status, 422);
  assert.match(empty.errorSummary, /Pilih cabut atau terbitkan ulang/);
  const short = await head.submit(page, { cara: "revoke", alasan: "salah" }, { form: "/dokumen" });
  assert.equal(short.status, 422);
  assert.equal(short.all('[name="cara"][checked]')[0]?.getAttribute("value"), "revoke", "what was chosen is kept");
  const reason = "Tempat usaha ternyata berada di kelurahan lain.";
  page = await head.submit(short, { alasan: reason }, { form: "/dokumen" });
  assert.equal(page.status, 200);
  assert.match(page.text, /Dokumen sudah dicabut/);
  await hall.drain();

  const [after] = await documents(tracking);
  assert.deepEqual([after?.status, after?.ended_why], ["revoked", reason]);
  const seen = await hall.visitor().get(`/periksa/${before?.code}`);
  assert.match(seen.text, /sudah dicabut dan tidak berlaku lagi/);
  assert.match(seen.text, /Tempat usaha ternyata berada di kelurahan lain/);
  const mine = await (await hall.resident("melati")).get(`/permohonan/${tracking}`);
  assert.match(mine.text, /Sudah dicabut/);
  assert.match(
    mine.text,
    new RegExp(`${before?.number.replaceAll(".", "\\.")} dicabut`),
    "the notice stands on the case",
  );
  assert.deepEqual(
    (await hall.rows("select act from kernel.audit_entry where target = $1", [`${tracking}/${before?.number}`])).map(
      (entry) => entry.act,
    ),
    ["document.revoked"],
  );
  // What is out of force cannot be ended again.
  assert.equal((await head.get(`/kerja/${tracking}/dokumen`)).status, 409);
});

test("a document that is issued again leads from its old code to the new one", async () => {
  const tracking = await issued(12);
  const [old] = await documents(tracking);
  const head = await asHead();
  const form = await head.get(`/kerja/${tracking}/dokumen`);
  const send = () =>
    head.submit(form, { cara: "reissue", alasan: "Nama usaha salah tulis pada surat." }, { form: "/dokumen" });
  const page = await send();
  assert.match(page.text, /Dokumen baru sedang dibuat/);
  // Sent twice, it is ordered once; until the new one is made, the old one is in force.
  await send();
  assert.match((await hall.visitor().get(`/periksa/${old?.code}`)).text, /asli dan masih berlaku/);
  await hall.drain();
  const [first, second, ...more] = await documents(tracking);
  assert.deepEqual([first?.status, second?.status, more.length], ["replaced", "issued", 0]);
  assert.notEqual(second?.number, first?.number);
  const visitor = hall.visitor();
  let seen = await visitor.get(`/periksa/${first?.code}`);
  assert.match(seen.text, /sudah diganti/);
  assert.match(seen.text, /Nama usaha salah tulis/);
  seen = await visitor.click(seen, "Lihat dokumen penggantinya");
  assert.equal(seen.url, `/periksa/${second?.code}`);
  assert.match(seen.text, /asli dan masih berlaku/);
});

test("only who signed it or the unit's head may end a document", async () => {
  const tracking = await issued(13);
  const [document] = await documents(tracking);
  const ending = { dokumen: document?.id, cara: "revoke", alasan: "Tanpa hak sama sekali." };
  const officer = await asOfficer();
  if (officer.token !== (await asHead()).token) {
    assert.equal((await officer.get(`/kerja/${tracking}`)).hasLink("Cabut atau terbitkan ulang"), false);
    assert.equal((await officer.get(`/kerja/${tracking}/dokumen`)).status, 403);
    assert.equal((await officer.post(`/kerja/${tracking}/dokumen`, ending)).status, 403);
  }
  const stranger = await hall.as("pangkalpinang/dinkes/inspektur-sanitasi");
  assert.equal((await stranger.post(`/kerja/${tracking}/dokumen`, ending)).status, 404);
  const resident = await hall.resident("melati");
  assert.equal((await resident.post(`/kerja/${tracking}/dokumen`, ending)).status, 403);
  assert.equal((await documents(tracking))[0]?.status, "issued");
});
