// The second factor over HTTP: officials need one, residents may have one; codes work once; what is half done opens nothing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { type Browser, openTestHall, type Reply } from "../../tests/hall.ts";
import { DEMO_PASSWORD, DEMO_RESIDENTS, demoCodeOf, openSession } from "./index.ts";
import { codeAfter } from "./totp.ts";

const hall = await openTestHall({ demo: true });
const [melati, akhiong] = DEMO_RESIDENTS;

const nipOf = async (position: string): Promise<string> => {
  const [row] = await hall.rows(
    `select o.nip from agencies.position p join agencies.holding h on h.agency_id = p.agency_id and h.position_id = p.id
       join agencies.official o on o.id = h.official_id where p.key = $1 and h.starts_on <= '2026-11-23'
        and coalesce(h.ends_on, 'infinity') >= '2026-11-23' order by h.kind = 'definitif' desc limit 1`,
    [position],
  );
  return row?.nip;
};
const front = await nipOf("pangkalpinang/dpmptsp/front-office");
const head = await nipOf("pangkalpinang/dpmptsp/kepala");

const hidden = (page: Reply, name: string) =>
  page.page.querySelector(`input[name=${name}]`)?.getAttribute("value") ?? "";
async function halfWay(nip: string): Promise<{ browser: Browser; page: Reply }> {
  const browser = hall.visitor();
  await browser.get("/masuk/pegawai?kembali=/kerja");
  const page = await browser.post("/masuk/pegawai", { number: nip, password: DEMO_PASSWORD, kembali: "/kerja" });
  return { browser, page };
}

test("an official's password leads to the code, and the code to the work", async () => {
  const { browser, page } = await halfWay(front);
  assert.equal(page.h1, "Satu langkah lagi");
  assert.equal((await browser.get("/kerja", { follow: false })).status, 303, "half a sign-in opens nothing");
  const code = page.textOf(".inset strong");
  assert.equal(code, demoCodeOf(front, hall.time.now()), "a demo shows the code that is right now");
  const fields = { half: hidden(page, "half"), kembali: "/kerja" };
  const wrong = await browser.post("/masuk/kode", { ...fields, code: "000000" });
  assert.equal(wrong.status, 422);
  assert.match(wrong.errorSummary, /Kode tidak cocok/);
  const inside = await browser.post("/masuk/kode", { ...fields, code: `${code.slice(0, 3)} ${code.slice(3)}` });
  assert.deepEqual([inside.status, inside.location], [303, "/kerja"]);
  assert.equal((await browser.get("/kerja")).status, 200);
  const [session] = await hall.rows(
    "select how, second_at is not null as second from people.session order by created_at desc, id desc limit 1",
  );
  assert.deepEqual(session, { how: "password-code", second: true });
});

test("a code that was used opens nothing a second time, nor does a half sign-in", async () => {
  const { browser, page } = await halfWay(front);
  const used = demoCodeOf(front, hall.time.now());
  assert.match(
    (await browser.post("/masuk/kode", { half: hidden(page, "half"), code: used })).errorSummary,
    /sudah dipakai/,
  );
  hall.time.advance(60_000);
  const fresh = { half: hidden(page, "half"), code: demoCodeOf(front, hall.time.now()) };
  const elsewhere = hall.visitor();
  await elsewhere.get("/masuk");
  assert.match((await elsewhere.post("/masuk/kode", fresh)).errorSummary, /mulai lagi/, "it belongs to one browser");
  assert.match(
    (await browser.post("/masuk/kode", { ...fresh, half: `${fresh.half.slice(0, -4)}AAAA` })).errorSummary,
    /mulai lagi/,
    "tampered with",
  );
  assert.equal((await browser.post("/masuk/kode", fresh)).status, 303);
  hall.time.advance(60_000);
  const again = await browser.post("/masuk/kode", { ...fresh, code: demoCodeOf(front, hall.time.now()) });
  assert.match(again.errorSummary, /mulai lagi/, "a half was used with its code");
  const { browser: late, page: old } = await halfWay(head);
  hall.time.advance(11 * 60_000);
  const expired = await late.post("/masuk/kode", {
    half: hidden(old, "half"),
    code: demoCodeOf(head, hall.time.now()),
  });
  assert.match(expired.errorSummary, /mulai lagi/);
});

test("guessing at codes is stopped after a few, with the time to come back", async () => {
  const nip = await nipOf("babel/labkes/analis");
  const { browser, page } = await halfWay(nip);
  const half = hidden(page, "half");
  const statuses: number[] = [];
  for (let i = 0; i < 7; i++) statuses.push((await browser.post("/masuk/kode", { half, code: `11111${i}` })).status);
  assert.deepEqual(statuses, [422, 422, 422, 422, 422, 429, 429]);
  const stopped = await browser.post("/masuk/kode", { half, code: demoCodeOf(nip, hall.time.now()) });
  assert.match(stopped.errorSummary, /Tunggu \d+ menit/, "also with the right one");
});

test("programs give the code with the password; an official without one is told where to set it up", async () => {
  hall.time.advance(16 * 60_000);
  const api = hall.api();
  const body = { kind: "official", number: head, password: DEMO_PASSWORD };
  const bare = await api.post("/sessions", body);
  assert.equal(bare.status, 422);
  assert.match(bare.json.type, /people\.code-needed$/);
  assert.equal(bare.json.errors[0].pointer, "/code");
  const good = await api.post("/sessions", { ...body, code: demoCodeOf(head, hall.time.now()) });
  assert.equal(good.status, 201);
  assert.equal((await hall.api(good.json.token).get("/tasks")).status, 200);
  const nobody = await api.post("/sessions", { ...body, password: "bukan kata sandinya", code: "123456" });
  assert.match(nobody.json.type, /people\.refused$/, "a wrong password never gets as far as the code");
});

test("an official without a second factor reaches the page that sets one up, and no agency, not in the database either", async () => {
  const nip = await nipOf("pangkalpinang/opas-indah/lurah");
  await hall.rows("delete from people.totp where account_id = (select id from people.account where login_blind = $1)", [
    hall.vault.blind("login:nip", nip),
  ]);
  hall.time.advance(16 * 60_000);
  const { browser, page } = await halfWay(nip);
  assert.equal(page.location, "/akun/keamanan");
  const security = await browser.get("/kerja");
  assert.equal(security.h1, "Keamanan akun");
  assert.match(security.text, /Pasang faktor kedua lebih dulu/);
  const [{ standing }] = (await hall.rows(
    "select standing from people.session s, people.identify(s.token_hash, $1) where s.second_at is null and s.account_id = (select id from people.account where login_blind = $2)",
    [hall.time.now(), hall.vault.blind("login:nip", nip)],
  )) as [{ standing: Record<string, unknown> }];
  assert.deepEqual([standing.units, standing.positions, standing.acts, standing.agency], [[], [], [], undefined]);
  const refused = await hall.api().post("/sessions", { kind: "official", number: nip, password: DEMO_PASSWORD });
  assert.match(refused.json.type, /people\.enrol-first$/);
  assert.equal((await hall.api(browser.token).get("/tasks")).status, 403);

  // Setting up an application opens the work, gives ten recovery codes, and renews the session's token.
  const before = browser.token;
  const setUp = await browser.get("/akun/keamanan/aplikasi");
  const secret = setUp.textOf("code.secret").replaceAll(" ", "");
  assert.ok(setUp.page.querySelector("svg[role=img] path"), "a picture to scan");
  const rahasia = hidden(setUp, "rahasia");
  const wrong = await browser.post("/akun/keamanan/aplikasi", { rahasia, code: "123456" });
  assert.match(wrong.errorSummary, /jam telepon/);
  assert.equal(wrong.textOf("code.secret").replaceAll(" ", ""), secret, "the same secret, so it is not scanned again");
  const codes = await browser.post("/akun/keamanan/aplikasi", { rahasia, code: codeAfter(secret, 0, hall.time.now()) });
  assert.equal(codes.all(".codes code").length, 10);
  assert.notEqual(browser.token, before);
  assert.equal((await browser.get("/kerja")).status, 200);
  const [stored] = await hall.rows(
    "select secret from people.totp where account_id = (select id from people.account where login_blind = $1)",
    [hall.vault.blind("login:nip", nip)],
  );
  assert.ok(!stored?.secret.includes(Buffer.from(secret)), "sealed in the database");

  // A recovery code stands in for the application, once.
  const spare = codes.all(".codes code")[0]?.text as string;
  const first = await halfWay(nip);
  const enter = (at: typeof first, code: string) =>
    at.browser.post("/masuk/kode", { half: hidden(at.page, "half"), code });
  assert.equal((await enter(first, spare.toLowerCase())).status, 303);
  assert.match((await first.browser.get("/akun/keamanan")).text, /Masih ada 9 kode/);
  assert.match((await enter(await halfWay(nip), spare)).errorSummary, /Kode tidak cocok/);

  // The last second factor of an official stays.
  const off = await browser.post("/akun/keamanan/aplikasi/hapus", {});
  assert.match(off.text, /memerlukan satu faktor kedua/);
});

test("a resident switches codes on, is asked for them, and switches them off; each time a letter goes out", async () => {
  const browser = await hall.resident("melati");
  const setUp = await browser.get("/akun/keamanan/aplikasi");
  const secret = setUp.textOf("code.secret").replaceAll(" ", "");
  const kept = { rahasia: hidden(setUp, "rahasia"), code: codeAfter(secret, 0, hall.time.now()) };
  assert.equal((await browser.post("/akun/keamanan/aplikasi", kept)).h1, "Simpan kode cadangan Anda");
  const other = hall.visitor();
  await other.get("/masuk");
  const asked = await other.post("/masuk", { number: melati.nik, password: DEMO_PASSWORD });
  assert.equal(asked.h1, "Satu langkah lagi");
  assert.equal(asked.page.querySelector(".inset"), null, "a demo shows only officials' codes");
  const bare = await hall.api().post("/sessions", { kind: "resident", number: melati.nik, password: DEMO_PASSWORD });
  assert.match(bare.json.type, /people\.code-needed$/);
  assert.equal((await browser.post("/akun/keamanan/aplikasi/hapus", {})).location, "/akun/keamanan");
  assert.equal((await other.post("/masuk", { number: melati.nik, password: DEMO_PASSWORD })).status, 303);
  await hall.drain();
  const letters = await hall.rows("select id, recipient, subject from kernel.mail order by created_at");
  const subjects = letters.map((row) => hall.vault.open(row.subject, `kernel.mail:subject:${row.id}`));
  for (const wanted of [/dipasang/, /Kode cadangan baru/, /dimatikan/])
    assert.ok(
      subjects.some((subject) => wanted.test(subject)),
      String(wanted),
    );
});

test("an act that matters asks again after ten minutes, and goes on with what was typed", async () => {
  const [account] = await hall.rows("select id from people.account where login_blind = $1", [
    hall.vault.blind("login:nik", akhiong.nik),
  ]);
  const session = await hall.db.transact({ role: "app", account: account?.id }, (tx) =>
    openSession(tx, account?.id, "resident", "lain"),
  );
  const browser = await hall.resident("akhiong");
  hall.time.advance(11 * 60_000);
  assert.match((await browser.get("/akun/keamanan/kata-sandi")).url, /^\/masuk\/ulang\?kembali=/);
  const held = await browser.post("/akun/keamanan/kata-sandi", { password: "kuda terbang ke bulan" });
  assert.equal(held.status, 401);
  const asked = await browser.post("/masuk/ulang/lanjut", { kept: hidden(held, "kept") });
  assert.equal(asked.h1, "Pastikan ini Anda");
  const wrong = await browser.post("/masuk/ulang", { kept: hidden(asked, "kept"), password: "bukan ini" });
  assert.match(wrong.errorSummary, /tidak cocok/);
  const before = browser.token;
  const on = await browser.post("/masuk/ulang", { kept: hidden(wrong, "kept"), password: DEMO_PASSWORD });
  assert.notEqual(browser.token, before, "a token that was copied before is worth nothing now");
  assert.equal((await hall.visitor().signedInWith(before).get("/akun", { follow: false })).status, 303);
  assert.equal(hidden(on, "password"), "kuda terbang ke bulan");
  const changed = await browser.post("/akun/keamanan/kata-sandi", { password: hidden(on, "password") });
  assert.equal(changed.location, "/akun/keamanan");
  const gone = hall.visitor().signedInWith(session.token);
  assert.equal((await gone.get("/akun", { follow: false })).status, 303, "other devices are signed out");
  const old = await hall.api().post("/sessions", { kind: "resident", number: akhiong.nik, password: DEMO_PASSWORD });
  assert.match(old.json.type, /people\.refused$/);
});

test("a session ends when it rests too long, and at the latest after its hours", async () => {
  const [account] = await hall.rows("select id from people.account where login_blind = $1", [
    hall.vault.blind("login:nik", DEMO_RESIDENTS[2].nik),
  ]);
  const session = await hall.db.transact({ role: "app", account: account?.id }, (tx) =>
    openSession(tx, account?.id, "resident", "HP"),
  );
  const browser = hall.visitor().signedInWith(session.token);
  for (let i = 0; i < 7; i++) {
    hall.time.advance(100 * 60_000);
    assert.equal((await browser.get("/akun", { follow: false })).status, 200, "used in time");
  }
  hall.time.advance(25 * 60_000);
  assert.equal((await browser.get("/akun", { follow: false })).status, 303, "twelve hours are over");
  const idle = await hall.db.transact({ role: "app", account: account?.id }, (tx) =>
    openSession(tx, account?.id, "resident", "HP"),
  );
  hall.time.advance(121 * 60_000);
  assert.equal((await hall.visitor().signedInWith(idle.token).get("/akun", { follow: false })).status, 303);
});
