import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "../../kernel/db/sql.ts";
import { type Browser, openTestHall, type Reply } from "../../tests/hall.ts";

const hall = await openTestHall({ demo: true, at: "2026-11-23T09:00:00+07:00" });
const keeper = await hall.as("pangkalpinang/diskominfo/administrator");
const other = await hall.as("babel/diskominfo/administrator");
const here = "/instansi/5771";
const CODE = /[2-9A-HJKMNP-TV-Z]{4}(-[2-9A-HJKMNP-TV-Z]{4}){2}/;
const codeOn = (reply: Reply): string =>
  CODE.exec(reply.textOf(".code strong") || reply.textOf(".confirm-code strong"))?.[0] ?? assert.fail(reply.text);

const [chair] = await hall.rows(`insert into agencies.position (agency_id, id, unit_id, name, rank, seats)
  select agency_id, gen_random_uuid(), id, 'Petugas uji', 'pelaksana', 900 from agencies.unit where key = 'pangkalpinang/dpmptsp' returning id, agency_id`);
/** A new official of the city, written down by its administrator, and seated. */
async function newcomer(name: string, nip: string, email = "", seated = true): Promise<string> {
  const made = await keeper.submit(await keeper.get(`${here}/pegawai-baru`), {
    nama: name,
    jenis: nip ? "pns" : "elected",
    nip,
    surel: email,
  });
  assert.match(made.notice, /Pegawai dicatat/, made.errorSummary);
  const id = /[0-9a-f-]{36}/.exec(made.url)?.[0] as string;
  if (seated)
    await hall.rows(
      "insert into agencies.holding (agency_id, id, position_id, official_id, kind, starts_on) values ($1, gen_random_uuid(), $2, $3, 'definitif', '2026-11-01')",
      [chair?.agency_id, chair?.id, id],
    );
  return id;
}
const invite = async (official: string, by: Browser = keeper) =>
  by.submit(await by.get(`${here}/akun/${official}`), {}, { form: "/undangan" });
const activate = async (code: string, number: string, password = "kuda terbang ke bulan") => {
  const browser = hall.visitor();
  const reply = await browser.submit(
    await browser.get(`/aktivasi?kode=${code}`),
    { number, password },
    { form: "/aktivasi" },
  );
  return { browser, reply };
};

test("an official is invited, takes the account up with number and code, and must set up a second factor", async () => {
  const official = await newcomer("Rahmawati, S.Kom.", "199003032015032905", "rahma@pangkalpinang.example");
  assert.match((await keeper.get(`${here}/akun?cari=rahmawati`)).text, /Belum diundang/);
  const slip = await invite(official);
  assert.equal(slip.status, 200);
  const code = codeOn(slip);
  assert.match((await keeper.get(`${here}/akun/${official}`)).text, /Sudah diundang/);
  await hall.drain();
  const [mail] = await hall.rows("select count(*)::int as n from kernel.mail");
  assert.equal(mail?.n, 1, "and a letter");

  assert.match((await activate(code, "199003032015032906")).reply.errorSummary, /tidak cocok dengan nomor Anda/);
  assert.match(
    (await activate("AAAA-BBBB-CCCC", "199003032015032905")).reply.errorSummary,
    /tidak cocok dengan nomor Anda/,
  );
  assert.match((await activate(code, "199003032015032905", "pendek")).reply.errorSummary, /paling sedikit 10/);
  const { browser, reply } = await activate(code, "19900303 201503 2 905");
  assert.equal(reply.url, "/akun/keamanan");
  assert.equal(
    (await browser.get("/kerja", { follow: false })).status === 200,
    false,
    "no work without a second factor",
  );
  assert.match((await activate(code, "199003032015032905")).reply.errorSummary, /sudah dipakai/);
  assert.match((await keeper.get(`${here}/akun/${official}`)).text, /Aktif.*belum dipasang/s);
  assert.deepEqual(await hall.recorded(official), ["official.added", "account.invited"]);
  await assert.rejects(
    hall
      .rows("select people.activate('\\x00', gen_random_uuid(), '\\x01', 'x', now())")
      .then((rows) => assert.ok(rows[0]?.activate)),
  );
});

test("an invitation ends after three days, when another is made, when it is withdrawn, and when the official is handed over", async () => {
  const official = await newcomer("Sapta Nugraha", "199104042016031906");
  const first = codeOn(await invite(official));
  const second = codeOn(await invite(official));
  assert.match((await activate(first, "199104042016031906")).reply.errorSummary, /tidak cocok/);
  await keeper.submit(await keeper.get(`${here}/akun/${official}`), {}, { form: "/pencabutan" });
  assert.match((await activate(second, "199104042016031906")).reply.errorSummary, /tidak cocok/);
  const third = codeOn(await invite(official));
  const now = hall.time.now();
  hall.time.set(new Date(now.getTime() + 73 * 3_600_000));
  assert.match((await activate(third, "199104042016031906")).reply.errorSummary, /lewat waktunya/);
  hall.time.set(now);
});

test("another agency's administrator sees and does nothing; nor does anybody whose position does not administer", async () => {
  const official = await newcomer("Milik Kota", "199205052017031907");
  assert.equal((await other.get(`/instansi/5700/akun/${official}`)).status, 404);
  assert.equal((await other.get(`${here}/akun`)).status, 403);
  assert.equal((await other.post(`/instansi/5700/akun/${official}/undangan`, {})).status, 404);
  assert.equal((await other.post(`/instansi/5700/akun/${official}/kunci`, {})).status, 404);
  const desk = await hall.as("pangkalpinang/dpmptsp/front-office");
  assert.equal((await desk.get(`${here}/akun`)).status, 403);
  assert.equal((await desk.post(`${here}/akun/${official}/undangan`, {})).status, 403);
  const [province] = await hall.rows("select id from agencies.agency where code = '5700'");
  await assert.rejects(
    hall.db.transact({ role: "app", agency: province?.id, acts: ["administer"] }, (tx) =>
      tx.run(sql`insert into people.invitation (id, agency_id, official_id, code_hash, created_at, expires_at)
        values (gen_random_uuid(), ${province?.id}, ${official}, '\\x00', now(), now() + interval '1 day')`),
    ),
    /row-level security/,
  );
});

test("a locked account opens nothing; its sessions end; nobody locks their own", async () => {
  const [desk] = await hall.rows(
    "select h.official_id as id from agencies.holding h join agencies.position p on p.id = h.position_id where p.key = 'pangkalpinang/dpmptsp/front-office' limit 1",
  );
  const browser = await hall.as("pangkalpinang/dpmptsp/front-office");
  const page = await keeper.get(`${here}/akun/${desk?.id}`);
  assert.equal((await browser.get("/kerja")).status, 200);
  const locked = await keeper.submit(page, {}, { form: "/kunci" });
  assert.match(locked.notice, /Akun dikunci/);
  assert.equal((await browser.get("/kerja", { follow: false })).status, 303);
  assert.match((await keeper.submit(locked, {}, { form: "/buka" })).notice, /dibuka/);
  const [own] = await hall.rows(
    "select h.official_id as id from agencies.holding h join agencies.position p on p.id = h.position_id where p.key = 'pangkalpinang/diskominfo/administrator' limit 1",
  );
  assert.match((await keeper.get(`${here}/akun/${own?.id}`)).text, /akun Anda sendiri/);
  assert.equal((await keeper.post(`${here}/akun/${own?.id}/kunci`, {})).status, 404);
});

test("whoever lost every key comes back after a second administrator or a day; the holder can stop it", async () => {
  const nip = "199306062018031908";
  const official = await newcomer("Hilang Kunci", nip, "hilang@pangkalpinang.example");
  const { browser } = await activate(codeOn(await invite(official)), nip);
  const path = `${here}/akun/${official}`;
  const asked = await keeper.submit(await keeper.get(path), {}, { form: "/pemulihan" });
  assert.match(asked.notice, /Pemulihan diminta/);
  assert.equal((await keeper.post(`${path}/pemulihan-kode`, {})).status, 422);
  assert.equal((await keeper.post(`${path}/pemulihan-persetujuan`, {})).status, 422, "not by who asked");
  const own = await browser.get("/akun/verifikasi");
  assert.match((await browser.submit(own, {}, { form: "/hentikan" })).notice, /dihentikan/);
  await keeper.submit(await keeper.get(path), {}, { form: "/pemulihan" });
  const now = hall.time.now();
  hall.time.set(new Date(now.getTime() + 25 * 3_600_000));
  const later = await hall.as("pangkalpinang/diskominfo/administrator");
  const slip = await later.submit(await later.get(path), {}, { form: "/pemulihan-kode" });
  const again = await activate(codeOn(slip), nip, "gajah mandi di kali");
  assert.equal(again.reply.url, "/akun/keamanan", again.reply.errorSummary);
  assert.equal((await browser.get("/akun", { follow: false })).status, 303, "the old session has ended");
  hall.time.set(now);
});

test("two hundred officials are invited at once, on one page for print", async () => {
  const rows = Array.from(
    { length: 200 },
    (_, i) =>
      `Dinas Kesehatan;Petugas Undangan;19800101200501${1}${String(900 - i).padStart(3, "0")};Pegawai Undangan ${i}`,
  );
  const list = await keeper.submit(
    await keeper.get(`${here}/impor`),
    {},
    {
      form: "/impor",
      files: { daftar: { name: "a.csv", bytes: ["Unit kerja;Jabatan;NIP;Nama pegawai", ...rows].join("\n") } },
    },
  );
  await keeper.submit(list, {}, { button: "Tambahkan sekarang" });
  const page = await keeper.get(`${here}/akun`);
  const began = performance.now();
  const slips = await keeper.submit(page, {}, { form: "/undangan" });
  console.log(
    `200 invitations: ${Math.round(performance.now() - began)} ms, ${Math.round(slips.bytes.length / 1000)} kB`,
  );
  assert.equal(slips.all("section.card").length, 200);
  assert.equal(new Set(slips.all(".code strong").map((each) => each.text)).size, 200);
});

test("who holds no position yet has an account that opens nothing, and is told so", async () => {
  const official = await newcomer("Belum Duduk", "199508082020031911", "", false);
  const { reply } = await activate(codeOn(await invite(official)), "199508082020031911");
  assert.equal(reply.url, "/");
  assert.match(reply.html, /belum memegang jabatan hari ini/);
});

test("an elected head, who has no NIP, takes the account up with their NIK", async () => {
  const official = await newcomer("Wali Uji", "");
  const { reply } = await activate(codeOn(await invite(official)), "1971034708910000");
  assert.equal(reply.url, "/akun/keamanan", reply.text);
});

test("a corrected number is the number to sign in with", async () => {
  const official = await newcomer("Salah Nomor", "199407072019031909");
  await activate(codeOn(await invite(official)), "199407072019031909");
  await keeper.submit(
    await keeper.get(`${here}/pegawai/${official}`),
    { nip: "199407072019031910" },
    { form: `/pegawai/${official}` },
  );
  await hall.drain();
  const api = hall.api();
  const signIn = (number: string) =>
    api.post("/sessions", { kind: "official", number, password: "kuda terbang ke bulan" });
  assert.notEqual((await signIn("199407072019031909")).status, 201);
  assert.notEqual(JSON.stringify((await signIn("199407072019031910")).json).includes("people.refused"), true);
});
