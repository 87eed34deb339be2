// What nobody learns from outside, and the way back that cannot be talked around: signing up, forgetting, recovering, confirming.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { publicActor } from "../../kernel/actor.ts";
import { openTestHall, type Reply } from "../../tests/hall.ts";
import { DEMO_PASSWORD, DEMO_RESIDENTS, demoCodeOf, ensureSettled, issueRecovery } from "./index.ts";
import { passwordFault } from "./password-rules.ts";
import { codeAfter } from "./totp.ts";

const hall = await openTestHall({ demo: true, settings: { SMTP_URL: "smtp://127.0.0.1:9" } });
const [melati, akhiong, sulaiman, dewi] = DEMO_RESIDENTS;
const NEW = "kuda terbang ke bulan";

/** A page without what differs each time: tokens, keys, sealed steps. */
const plain = (reply: Reply) =>
  `${reply.status} ${reply.location ?? ""} ${reply.html
    .replace(/value="[\w-]{20,}"/g, 'value=""')
    .replace(/data-options="[^"]*"/g, "")
    .replace(/Q+/g, "")}`;
const cookieShapes = (reply: Reply) =>
  reply.headers
    .getSetCookie()
    .map((cookie) => cookie.replace(/=[\w-]{20,}/, (value) => `=${"x".repeat(value.length - 1)}`));

/** The letters so far, opened: whom to, what about, what it says. */
async function letters(): Promise<{ to: string; subject: string; body: string }[]> {
  await hall.drain({ tolerate: /mail/ });
  const rows = await hall.rows("select id, recipient, subject, body from kernel.mail order by created_at, id");
  const open = (row: Record<string, any>, field: string, place: string) =>
    hall.vault.open(row[field], `kernel.mail:${place}:${row.id}`);
  return rows.map((row) => ({
    to: open(row, "recipient", "to"),
    subject: open(row, "subject", "subject"),
    body: open(row, "body", "body"),
  }));
}
const lastLink = async (to: string, about: RegExp) => {
  const letter = (await letters()).filter((each) => each.to === to && about.test(each.subject)).at(-1);
  assert.ok(letter, `a letter to ${to} about ${about}`);
  return /https?:\/\/[^/\s]+(\/\S+)/.exec(letter.body)?.[1] as string;
};
const accountOf = async (nik: string) =>
  (
    await hall.rows("select id, person_id from people.account where login_blind = $1", [
      hall.vault.blind("login:nik", nik),
    ])
  )[0] as {
    id: string;
    person_id: string;
  };

test("signing up answers the same for a NIK that is known; who is new is in, and the holder of a known one is told", async () => {
  const form = { name: "Siti Aminah", phone: "", email: "siti@contoh.invalid", password: NEW };
  const known = hall.visitor();
  await known.get("/daftar");
  const a = await known.post("/daftar", { ...form, nik: melati.nik });
  const fresh = hall.visitor();
  await fresh.get("/daftar");
  const b = await fresh.post("/daftar", { ...form, nik: "1971035206950000" });
  assert.equal(plain(a), plain(b));
  assert.deepEqual(cookieShapes(a), cookieShapes(b));
  assert.deepEqual([a.status, a.location], [303, "/daftar/selesai?kembali=%2Fpermohonan"]);
  assert.equal(plain(await known.get(a.location as string)), plain(await fresh.get(b.location as string)));
  assert.equal((await fresh.get("/permohonan", { follow: false })).status, 200, "one press, and the newcomer is in");
  assert.equal((await known.get("/permohonan", { follow: false })).status, 303);
  assert.equal(
    (await hall.rows("select 1 from people.person where nik_blind = $1", [hall.vault.blind("person:nik", melati.nik)]))
      .length,
    1,
  );
  const told = (await letters()).filter((each) => /mencoba mendaftar/.test(each.subject));
  assert.deepEqual(
    told.map((each) => each.to),
    [melati.email],
  );
});

test("an address counts once its link was followed by its account, and the old one is told", async () => {
  const link = await lastLink("siti@contoh.invalid", /Pastikan alamat/);
  const siti = hall.visitor();
  await siti.get("/masuk");
  await siti.post("/masuk", { number: "1971035206950000", password: NEW });
  assert.match((await siti.get("/akun")).text, /siti@contoh\.invalid \(belum dipastikan\)/);
  const kode = new URLSearchParams(link.split("?")[1]).get("kode") as string;
  const other = await hall.resident("dewi");
  assert.match((await other.post("/akun/surel", { kode })).errorSummary, /milik akun lain/);
  assert.equal((await siti.get(link)).h1, "Pastikan alamat surel");
  assert.match((await siti.get("/akun")).text, /belum dipastikan/, "opening a link alone changes nothing");
  assert.equal((await siti.post("/akun/surel", { kode })).location, "/akun");
  assert.doesNotMatch((await siti.get("/akun")).text, /belum dipastikan/);
  assert.match((await siti.post("/akun/surel", { kode })).errorSummary, /sudah dipakai/);

  await siti.post("/akun/surel/ubah", { email: "baru@contoh.invalid" });
  const next = await lastLink("baru@contoh.invalid", /Pastikan alamat/);
  hall.time.advance(25 * 3_600_000);
  const again = hall.visitor();
  await again.get("/masuk");
  await again.post("/masuk", { number: "1971035206950000", password: NEW });
  const late = new URLSearchParams(next.split("?")[1]).get("kode") as string;
  assert.match((await again.post("/akun/surel", { kode: late })).errorSummary, /tidak berlaku/);
  await again.post("/akun/surel/ubah", { email: "baru@contoh.invalid" });
  const good = await lastLink("baru@contoh.invalid", /Pastikan alamat/);
  await again.post("/akun/surel", { kode: new URLSearchParams(good.split("?")[1]).get("kode") as string });
  assert.ok(
    (await letters()).some((each) => each.to === "siti@contoh.invalid" && /surel akun Anda diganti/.test(each.subject)),
  );
});

test("forgetting answers the same for every number, and only a confirmed address gets a link", async () => {
  const answers: string[] = [];
  for (const nik of [dewi.nik, sulaiman.nik, "1971035206990000"]) {
    const visitor = hall.visitor();
    await visitor.get("/masuk/lupa");
    const reply = await visitor.post("/masuk/lupa", { number: nik });
    answers.push(plain(reply), String(reply.queries), plain(await visitor.get(reply.location as string)));
  }
  assert.deepEqual(answers.slice(0, 3), answers.slice(3, 6));
  assert.deepEqual(answers.slice(0, 3), answers.slice(6, 9), "the same page and the same questions to the database");
  const sent = (await letters()).filter((each) => /Kata sandi baru untuk akun/.test(each.subject));
  assert.deepEqual(
    sent.map((each) => each.to),
    [dewi.email],
  );
  const visitor = hall.visitor();
  await visitor.get("/masuk/lupa");
  for (let i = 0; i < 3; i++) await visitor.post("/masuk/lupa", { number: dewi.nik });
  assert.equal((await visitor.post("/masuk/lupa", { number: dewi.nik })).status, 429, "nobody's letterbox is filled");
});

test("a link sets a password once, ends every session, and for a day carries no rights away", async () => {
  const link = await lastLink(dewi.email, /Kata sandi baru untuk akun/);
  const signedIn = await hall.resident("dewi");
  const visitor = hall.visitor();
  assert.equal((await visitor.get(link)).h1, "Buat kata sandi baru");
  const kode = new URLSearchParams(link.split("?")[1]).get("kode") as string;
  assert.match(
    (await visitor.post("/masuk/pulih", { kode: `${kode.slice(0, -3)}AAA`, password: NEW })).errorSummary,
    /tidak berlaku/,
  );
  assert.match((await visitor.post("/masuk/pulih", { kode, password: "bismillah123" })).errorSummary, /mudah ditebak/);
  assert.equal((await visitor.post("/masuk/pulih", { kode, password: NEW })).location, "/masuk");
  assert.match((await visitor.post("/masuk/pulih", { kode, password: NEW })).errorSummary, /sudah dipakai/);
  assert.equal((await signedIn.get("/akun", { follow: false })).status, 303);
  assert.equal((await visitor.post("/masuk", { number: dewi.nik, password: DEMO_PASSWORD })).status, 422);
  assert.equal((await visitor.post("/masuk", { number: dewi.nik, password: NEW })).status, 303);
  const actor = { ...publicActor, proof: { at: hall.time.now(), second: false, recovered: hall.time.now() } };
  assert.throws(() => ensureSettled(hall, actor), { key: "people.recently-recovered" });
  const later = { ...hall, time: { now: () => new Date(hall.time.now().getTime() + 25 * 3_600_000) } };
  assert.doesNotThrow(() => ensureSettled(later as never, actor));
});

test("where there is a second factor, a link asks for it too; an hour later it opens nothing", async () => {
  const browser = await hall.resident("melati");
  const setUp = await browser.get("/akun/keamanan/aplikasi");
  const secret = setUp.textOf("code.secret").replaceAll(" ", "");
  const rahasia = setUp.page.querySelector("input[name=rahasia]")?.getAttribute("value") ?? "";
  await browser.post("/akun/keamanan/aplikasi", { rahasia, code: codeAfter(secret, 0, hall.time.now()) });
  const visitor = hall.visitor();
  await visitor.get("/masuk/lupa");
  await visitor.post("/masuk/lupa", { number: melati.nik });
  const kode = new URLSearchParams((await lastLink(melati.email, /Kata sandi baru untuk akun/)).split("?")[1]).get(
    "kode",
  ) as string;
  assert.match((await visitor.post("/masuk/pulih", { kode, password: NEW })).errorSummary, /memerlukan kode/);
  assert.match(
    (await visitor.post("/masuk/pulih", { kode, password: NEW, code: "000000" })).errorSummary,
    /tidak cocok/,
  );
  hall.time.advance(61 * 60_000);
  const code = codeAfter(secret, 0, hall.time.now());
  assert.match((await visitor.post("/masuk/pulih", { kode, password: NEW, code })).errorSummary, /tidak berlaku/);
});

test("a code from the counter stands for papers seen: it sets a password and takes the lost factors away", async () => {
  const { id, person_id } = await accountOf(melati.nik);
  const [clerk] = await hall.rows("select id from people.account where kind = 'official' limit 1");
  const [agency] = await hall.rows("select id from agencies.agency limit 1");
  // The way back was waited for; capabilities/people/counter.test.ts goes through it.
  const waited = () =>
    hall.rows(
      `insert into people.way_back (id, agency_id, account_id, kind, asked_by, asked_at, ready_at, done_at)
       values (gen_random_uuid(), $1, $2, 'resident', $3, $4, $4, $4)`,
      [agency?.id, id, clerk?.id, hall.time.now()],
    );
  const issue = async () => {
    await waited();
    return hall.db.transact({ role: "app", account: clerk?.id, agency: agency?.id, acts: ["verify-identity"] }, (tx) =>
      issueRecovery(tx, { ...publicActor, kind: "official", account: clerk?.id }, person_id),
    );
  };
  const [old, code] = [await issue(), await issue()];
  const visitor = hall.visitor();
  await visitor.get("/masuk/pulih");
  assert.match(
    (await visitor.post("/masuk/pulih", { kode: old, password: NEW })).errorSummary,
    /tidak berlaku/,
    "a newer one replaces it",
  );
  const typed = code.toLowerCase().replaceAll("-", " ");
  assert.equal((await visitor.post("/masuk/pulih", { kode: typed, password: NEW })).location, "/masuk");
  const [left] = await hall.rows(
    "select (select count(*)::int from people.totp where account_id = $1) + (select count(*)::int from people.recovery_code where account_id = $1) as n",
    [id],
  );
  assert.equal(left?.n, 0);
  assert.equal((await visitor.post("/masuk", { number: melati.nik, password: NEW })).status, 303);
});

test("an official comes back by the administrator's code and a factor of their own, never by one of the two", async () => {
  const [row] = await hall.rows(
    `select o.id, o.nip from agencies.position p join agencies.holding h on h.position_id = p.id and h.agency_id = p.agency_id
       join agencies.official o on o.id = h.official_id where p.key = 'pangkalpinang/dpmptsp/front-office' and h.ends_on is null limit 1`,
  );
  const [city] = await hall.rows("select code from agencies.agency where key = 'pangkalpinang'");
  const keeper = await hall.as("pangkalpinang/diskominfo/administrator");
  const there = `/instansi/${city?.code}/akun/${row?.id}`;
  const shown = await keeper.submit(await keeper.get(there), {}, { form: "/kata-sandi" });
  assert.equal(shown.h1, "Kode untuk kata sandi baru");
  const code = shown.textOf(".confirm-code strong");
  assert.doesNotMatch((await keeper.get(there)).text, new RegExp(code), "shown once");
  const visitor = hall.visitor();
  await visitor.get("/masuk/pulih");
  const bare = await visitor.post("/masuk/pulih", { kode: code, password: NEW });
  assert.match(bare.errorSummary, /memerlukan kode/);
  const done = await visitor.post("/masuk/pulih", {
    kode: code,
    password: NEW,
    code: demoCodeOf(row?.nip, hall.time.now()),
  });
  assert.equal(done.location, "/masuk/pegawai");
});

test("passwords: known ones, one's own data and an operator's list are refused; a sentence is fine", () => {
  const file = join(tmpdir(), `leaks-${process.pid}.txt`);
  const lines = Array.from({ length: 5000 }, (_, i) =>
    createHash("sha1").update(`leaked ${i} times`).digest("hex").toUpperCase(),
  )
    .sort()
    .map((hash, i) => `${hash}:${i}`);
  writeFileSync(file, `${lines.join("\r\n")}\r\n`);
  const owner = { number: akhiong.nik, name: akhiong.name };
  const said = (password: string, config = {}) =>
    passwordFault(config, password, owner)?.key.replace("people.password.", "");
  const table: [string, string | undefined][] = [
    ["", "empty"],
    ["pendek", "short"],
    ["x".repeat(201), "long"],
    ["password123", "common"],
    ["Bismillah123!", "common"],
    ["1945indonesia!", "common"],
    ["sayangsayang", "common"],
    ["aaaaaaaaaaaa", "common"],
    [`rumah ${akhiong.nik}`, "own"],
    ["lahir 12031978 ya", "own"],
    ["akhiong naik sepeda", "own"],
    ["martabak manis jam lima", undefined],
    ["ベリトゥンの海は青い空", undefined],
  ];
  for (const [password, fault] of table) assert.equal(said(password), fault, password);
  const leaks = { PENDOPO_LEAKED_PASSWORDS: file };
  for (const i of [0, 1, 2499, 4998, 4999]) assert.equal(said(`leaked ${i} times`, leaks), "leaked");
  for (let i = 5000; i < 5200; i++) assert.equal(said(`leaked ${i} times`, leaks), undefined);
});
