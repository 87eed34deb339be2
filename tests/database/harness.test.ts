// The test harness itself: what other tests stand on has to be true.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openTestHall } from "../hall.ts";

const hall = await openTestHall({ at: "2026-11-23T09:00:00+07:00" });

test("a form is sent with its hidden fields, and its faults come back", async () => {
  const browser = hall.visitor();
  const empty = await browser.get("/daftar");
  assert.equal(empty.status, 200);
  const refused = await browser.submit(empty, { name: "Rukmini", nik: "12", password: "pendek" });
  assert.equal(refused.status, 422);
  assert.match(refused.errorSummary, /NIK terdiri dari 16 angka/);
  assert.ok(refused.errors.some((error) => error.field?.includes("nik")));
});

test("a good form signs in, and the session is a token for the API", async () => {
  const browser = hall.visitor();
  const reply = await browser.submit(await browser.get("/daftar"), {
    name: "Rukmini",
    nik: "1971034708900001",
    password: "sebuah rahasia panjang",
  });
  assert.ok(reply.hops.length > 0, reply.text);
  assert.equal((await browser.get("/akun")).status, 200);
  const me = await hall.api(browser.token).get("/me");
  assert.equal(me.json.name, "Rukmini");
  assert.ok(me.queries > 0);
});

test("a field that the form does not have cannot be sent by mistake", async () => {
  const browser = hall.visitor();
  const page = await browser.get("/masuk");
  await assert.rejects(async () => browser.submit(page, { nonesuch: "1" }), /has no field "nonesuch"/);
});

test("the clock stands until it is told to move", async () => {
  const before = hall.time.now();
  hall.time.advance(60_000);
  assert.equal(hall.time.now().getTime() - before.getTime(), 60_000);
  const [row] = await hall.rows("select count(*)::int as entries from kernel.audit_entry");
  assert.ok(row?.entries > 0);
  await hall.drain();
  assert.deepEqual(await hall.rows("select from kernel.audit_entry where seal is null"), []);
});

test("demo officials and residents sign in by their keys, and the desk answers them", async () => {
  const demo = await openTestHall({ demo: true });
  const desk = await demo.as("pangkalpinang/dpmptsp/front-office");
  assert.match((await desk.get("/akun")).text, /Suparman|meja|Pelayanan/i);
  const melati = await demo.resident("melati");
  assert.equal((await melati.get("/akun")).h1, "Melati Anggraini");
  await assert.rejects(demo.as("no/such/position"), /no account for "no\/such\/position"/);
});
