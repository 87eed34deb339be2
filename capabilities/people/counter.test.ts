import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "../../kernel/db/sql.ts";
import { type Browser, openTestHall, type Reply } from "../../tests/hall.ts";

const hall = await openTestHall({ demo: true, at: "2026-11-23T09:00:00+07:00" });
const clerk = await hall.as("pangkalpinang/dpmptsp/front-office");
const [second] = await hall.rows(`select a.id from agencies.position p join agencies.holding h on h.position_id = p.id
  join people.account a on a.official_id = h.official_id where p.key = 'pangkalpinang/dpmptsp/front-office' order by a.id desc limit 1`);
const colleague = await (async () => {
  const { openSession } = await import("./index.ts");
  const { Browser: Made } = await import("../../tests/hall.ts");
  const session = await hall.db.transact({ role: "app", account: second?.id }, (tx) =>
    openSession(tx, second?.id, "official", "test", { second: true }),
  );
  return new Made(hall.door).signedInWith(session.token);
})();
const DESK = "/loket/identitas";
const codeOn = (reply: Reply): string => reply.textOf(".confirm-code strong");
const seen = ["ktp", "wajah"];

/** A resident who made an account by their own word. */
async function resident(nik: string, name: string): Promise<Browser> {
  const browser = hall.visitor();
  const page = await browser.get("/daftar");
  await browser.submit(page, { name, nik, password: "kuda terbang ke bulan" }, { form: "/daftar" });
  return browser;
}
const lookUp = async (by: Browser, kode: string) => by.submit(await by.get(DESK), { kode }, { form: DESK });

test("a resident shows a code, the official types the card's number, and the account is known from then on", async () => {
  const siti = await resident("1971035206910000", "Siti");
  const shown = await siti.submit(await siti.get("/akun/verifikasi"), {}, { form: "/akun/verifikasi" });
  const code = codeOn(shown);
  assert.match(code, /^[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$/);
  const found = await lookUp(clerk, code.toLowerCase().replace("-", " "));
  assert.match(found.text, /197103••••••00/);
  assert.doesNotMatch(found.html, /1971035206910000/);
  const unseen = await clerk.submit(found, { nik: "1971035206910000" }, { form: "/periksa" });
  assert.match(unseen.errorSummary, /Lihat kartu aslinya/);
  const wrong = await clerk.submit(found, { nik: "1971035206920000", dilihat: seen }, { form: "/periksa" });
  assert.match(wrong.errorSummary, /bukan milik akun ini/);
  const done = await clerk.submit(
    found,
    { nik: "1971035206910000", nama: "Siti Aminah", dilihat: seen },
    { form: "/periksa" },
  );
  assert.match(done.notice, /dicatat sudah diperiksa/);
  assert.match((await siti.get("/akun/verifikasi")).text, /sudah diperiksa di loket/);
  const [account] = await hall.rows(
    "select id, assurance from people.account where person_id = (select id from people.person where nik_blind = $1)",
    [hall.vault.blind("person:nik", "1971035206910000")],
  );
  assert.equal(account?.assurance, "counter");
  const acts = await hall.recorded(account?.id);
  for (const act of [
    "person.verification-failed",
    "person.assurance-raised",
    "person.name-corrected",
    "personal-data.viewed",
  ])
    assert.ok(acts.includes(act), act);
  assert.match((await lookUp(clerk, code)).errorSummary, /tidak ada atau sudah lewat/, "spent");
});

test("a code ends after ten minutes, and opens nothing for who may not check identities", async () => {
  const budi = await resident("1971035206930000", "Budi");
  const code = codeOn(await budi.submit(await budi.get("/akun/verifikasi"), {}, { form: "/akun/verifikasi" }));
  const head = await hall.as("pangkalpinang/dpmptsp/kepala");
  assert.equal((await head.get(DESK)).status, 403);
  assert.equal((await head.post(DESK, { kode: code })).status, 403);
  assert.equal((await budi.get(DESK)).status, 403);
  const rows = await hall.db.transact({ role: "app", account: second?.id, acts: ["administer"] }, (tx) =>
    tx.many(
      sql`select * from people.shown_code(${hall.vault.blind("counter-code", code.replace("-", ""))}, ${tx.now})`,
    ),
  );
  assert.deepEqual(rows, []);
  const now = hall.time.now();
  hall.time.set(new Date(now.getTime() + 11 * 60_000));
  assert.match((await lookUp(clerk, code)).errorSummary, /sudah lewat waktunya/);
  hall.time.set(now);
});

const come = async (by: Browser, nik: string, more: object = {}) =>
  by.submit(await by.get(`${DESK}/baru`), { nik, nama: "Nenek Fatimah", dilihat: seen, ...more }, { form: "/baru" });

test("who has no telephone gets an account and a code for a password later", async () => {
  const nik = "1971034107500000";
  assert.match((await come(clerk, "123", { nama: "" })).errorSummary, /NIK.*nama lengkap/s);
  const handed = await come(clerk, nik);
  const code = codeOn(handed);
  assert.match(code, /^[2-9A-HJKMNP-TV-Z]{4}(-[2-9A-HJKMNP-TV-Z]{4}){2}$/);
  const again = codeOn(await come(clerk, nik));
  assert.notEqual(again, code, "no key was set yet, so a lost slip is simply made anew");
});

test("an account that was checked before is opened by two officials, or after a day in which its holder hears of it", async () => {
  const melati = "1971034708900000";
  const lost = await come(clerk, melati, { nama: "Melati Anggraini" });
  assert.match(lost.text, /sudah mempunyai akun/);
  const asked = await clerk.submit(lost, {}, { form: "/pemulihan" });
  assert.match(asked.notice, /Pemulihan diminta/);
  const waits = await clerk.submit(await come(clerk, melati), {}, { form: "/pemulihan" });
  assert.match(waits.notice, /Masih menunggu/);
  const confirmed = await colleague.submit(await come(colleague, melati), {}, { form: "/pemulihan" });
  assert.match(confirmed.notice, /Disetujui/);
  const handed = await clerk.submit(await come(clerk, melati), {}, { form: "/pemulihan" });
  assert.match(codeOn(handed), /-/);

  const akhiong = "1971021203780000";
  await clerk.submit(await come(clerk, akhiong), {}, { form: "/pemulihan" });
  const holder = await hall.resident("akhiong");
  assert.match((await holder.get("/akun/verifikasi")).text, /meminta pemulihan akun Anda/);
  await holder.submit(await holder.get("/akun/verifikasi"), {}, { form: "/hentikan" });
  const afresh = await clerk.submit(await come(clerk, akhiong), {}, { form: "/pemulihan" });
  assert.match(afresh.notice, /Pemulihan diminta/, "it begins anew, and waits anew");
});

test("papers outrank one's own word: an account made with another's number is emptied for who has the card", async () => {
  const nik = "1971035206950000";
  const squatter = await resident(nik, "Bukan Orangnya");
  assert.equal((await squatter.get("/akun")).status, 200);
  assert.match(codeOn(await come(clerk, nik, { nama: "Orangnya" })), /-/);
  assert.equal((await squatter.get("/akun", { follow: false })).status, 303);
});
