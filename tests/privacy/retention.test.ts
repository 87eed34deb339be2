// Retention over HTTP and by the round: what the officer reads beforehand is what happens, and what is held stays.

import assert from "node:assert/strict";
import { test } from "node:test";
import { apply, domicilePeople } from "../api/domicile.ts";
import { openTestHall } from "../hall.ts";

const hall = await openTestHall({ demo: true });
const people = await domicilePeople(hall);
const officer = await hall.as("pangkalpinang/diskominfo/pelindung-data");
const elsewhere = await hall.as("babel/diskominfo/pelindung-data");
const desk = await hall.as("pangkalpinang/dpmptsp/front-office");

/** A case that ended: its applicant withdrew it. */
async function ended(shade: number): Promise<string> {
  const tracking = await apply(people.melati, people, { shade });
  assert.equal((await people.melati.post(`/cases/${tracking}/withdrawal`, {})).status, 200);
  return tracking;
}
const due = await ended(11);
const held = await ended(12);
const running = await apply(people.melati, people, { shade: 13 });
const erased = async (tracking: string) =>
  (await hall.rows("select erased_at from cases.case where tracking = $1", [tracking]))[0]?.erased_at;
await hall.drain();

test("the report says until when each case is kept, and is the officer's alone", async () => {
  const page = await officer.get("/data-pribadi/retensi");
  assert.match(page.text, new RegExp(`${due}`));
  assert.match(page.text, /disimpan sampai Kamis, 23 November 2028|disimpan sampai 23 November 2029/);
  assert.equal((await desk.get("/data-pribadi/retensi")).status, 403);
  assert.doesNotMatch((await elsewhere.get("/data-pribadi/retensi")).text, new RegExp(due));
  assert.equal((await officer.get("/data-pribadi/retensi.csv")).type, "text/csv");
  assert.match((await officer.get("/data-pribadi/retensi.csv")).html, new RegExp(held));
});

test("a hold needs a case of one's own agency and a reason", async () => {
  const short = await officer.post("/data-pribadi/penahanan", { nomor: held, alasan: "perkara" });
  assert.equal(short.status, 422);
  assert.match(short.errorSummary, /paling sedikit 10 huruf/);
  const none = await officer.post("/data-pribadi/penahanan", {
    nomor: "TIDAK-ADA",
    alasan: "Perkara di pengadilan negeri.",
  });
  assert.match(none.errorSummary, /Tidak ada permohonan instansi Anda/);
  const other = await elsewhere.post("/data-pribadi/penahanan", { nomor: held, alasan: "Bukan instansi saya ini." });
  assert.equal(other.status, 422);
  const placed = await officer.post("/data-pribadi/penahanan", {
    nomor: held,
    alasan: "Perkara nomor 12/G/2026 di PTUN.",
  });
  assert.equal(placed.status, 303);
  assert.match((await officer.get("/data-pribadi/retensi")).text, /Perkara nomor 12/);
});

test("when the years are over the round empties what nothing holds, and nothing else", async () => {
  hall.time.set("2029-11-23T09:00:00+07:00");
  await hall.drain();
  assert.equal(await erased(due), null, "its last day is not over");
  hall.time.set("2029-11-25T09:00:00+07:00");
  await hall.drain();
  assert.ok(await erased(due));
  assert.equal(await erased(held), null);
  assert.equal(await erased(running), null);
  for (const capability of hall.capabilities)
    for (const finding of (await capability.verify?.(hall, hall.words("en"), () => {})) ?? [])
      assert.ok(finding.ok, finding.what);
});

test("a hold that is lifted lets the schedule take its course", async () => {
  const back = await hall.as("pangkalpinang/diskominfo/pelindung-data");
  assert.match((await back.get("/data-pribadi/retensi?keadaan=hold")).text, new RegExp(held));
  const [row] = await hall.rows("select id from privacy.hold where tracking = $1", [held]);
  const other = await hall.as("babel/diskominfo/pelindung-data");
  assert.equal((await other.post(`/data-pribadi/penahanan/${row?.id}/akhir`, {})).status, 404);
  assert.equal((await back.post(`/data-pribadi/penahanan/${row?.id}/akhir`, {})).status, 303);
  await hall.drain();
  assert.ok(await erased(held));
});
