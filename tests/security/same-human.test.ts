// One human with two accounts: an official by NIP who is also a resident by NIK does not work on, decide, sign or review what they
// filed, what was filed for them, or what they filed for others; in the acts and in the database.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Actor } from "../../kernel/actor.ts";
import { scopeOf } from "../../kernel/actor.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { type Sql, sql } from "../../kernel/db/sql.ts";
import { allBytes } from "../../kernel/vault/bytes.ts";
import { rotateIndex } from "../../kernel/vault/rotate.ts";
import { apply, domicilePeople } from "../api/domicile.ts";
import { openTestHall } from "../hall.ts";

const MELATI = "1971034708900000";
const hall = await openTestHall({
  demo: true,
  settings: { PENDOPO_EMERGENCY_MINUTES: "30", PENDOPO_EMERGENCY_REVIEW_DAYS: "2" },
});
const people = await domicilePeople(hall);
const tracking = await apply(people.melati, people, { shade: 81 });
const one = async (text: string, values: unknown[] = []) => (await hall.rows(text, values))[0]!;
const row = await one("select * from cases.case where tracking = $1", [tracking]);
const unit = await one(
  "select u.key, a.code, u.agency_id from agencies.unit u join agencies.agency a on a.id = u.agency_id where u.id = $1",
  [row.unit_id],
);
const clerkKey = `${unit.key}/kasi-pelayanan`;
const clerk = await hall.as(clerkKey);
const desk = await hall.as("pangkalpinang/dpmptsp/front-office");
const holder = (key: string) =>
  one(
    `select h.official_id as official, a.id as account, p.unit_id as unit, p.id as position, p.agency_id as agency from agencies.position p
       join agencies.holding h on h.position_id = p.id join people.account a on a.official_id = h.official_id where p.key = $1 limit 1`,
    [key],
  );
const clerkIs = await holder(clerkKey);
const { key: chiefKey } = await one(
  `select p.key from agencies.permission m join agencies.position p on p.id = m.position_id join agencies.holding h on h.position_id = p.id
     join people.account a on a.official_id = h.official_id where m.act = 'administer' and m.agency_id = $1 and p.key is not null limit 1`,
  [unit.agency_id],
);
const chief = await hall.as(chiefKey);
const official = (id: string) => `/instansi/${unit.code}/pegawai/${id}`;
const acting = ({ official: id, account, unit: of, position, agency }: Record<string, string>): Actor => ({
  kind: "official",
  official: id,
  account,
  agency,
  unit: of,
  units: [of as string],
  positions: [position as string],
});
async function cannot(actor: Actor, what: string, query: (tx: Tx) => Sql): Promise<void> {
  await assert.rejects(
    hall.db.transact(scopeOf(actor), (tx) => tx.run(query(tx))),
    (error: { code?: string }) => error.code === "42501",
    what,
  );
}
const openTask = () =>
  one("select id from cases.task where case_id = $1 and status = 'open' and unit_id is not null", [row.id]);

test("an administrator notes a NIK; it is sealed, masked, and read by nobody else", async () => {
  const page = await chief.get(official(clerkIs.official));
  assert.match(page.text, /belum dicatat/);
  const wrong = await chief.post(`${official(clerkIs.official)}/nik`, { nik: "1971" });
  assert.equal(wrong.status, 422);
  assert.match(wrong.errorSummary, /16 angka, ini 4/);
  const before = await clerk.get(`/kerja/${tracking}`);
  assert.doesNotMatch(before.text, /Ini urusan Anda sendiri/);
  assert.equal((await chief.post(`${official(clerkIs.official)}/nik`, { nik: "1971 0347 0890 0000" })).status, 303);
  const after = await chief.get(official(clerkIs.official));
  assert.match(after.text, /197103••••••0000/);
  assert.doesNotMatch(after.html, new RegExp(MELATI));
  const kept = await one("select * from agencies.official_nik");
  assert.ok(!kept.nik.toString("latin1").includes(MELATI));
  assert.equal(hall.vault.open(kept.nik, `agencies.official_nik:nik:${clerkIs.official}`), MELATI);
  assert.ok((await hall.recorded(clerkIs.official)).includes("official.nik-noted"));
  for (const select of ["select * from agencies.official_nik", "select nik from agencies.official_nik"])
    await cannot(acting(await holder(chiefKey)), select, () => sql([select] as never));
  const actor = acting(clerkIs as Record<string, string>);
  const asked = await hall.db.read(scopeOf(actor), (tx) =>
    tx.one<{ nik: Buffer | null }>(sql`select agencies.kept_nik(${clerkIs.official}) as nik`),
  );
  assert.equal(asked.nik, null, "who does not administer gets nothing");
  const noted = await hall.db.transact(scopeOf(actor), (tx) =>
    tx.one<{ done: boolean }>(
      sql`select agencies.note_nik(${clerkIs.official}, ${Buffer.from("x")}, ${Buffer.from("x")}, now()) as done`,
    ),
  );
  assert.equal(noted.done, false);
});

test("a pasted list of NIPs and NIKs is noted whole, or its wrong lines are named", async () => {
  const at = `/instansi/${unit.code}/pegawai-nik`;
  const rows = await hall.rows(
    "select id, nip from agencies.official where kept_by = $1 and nip is not null and id <> all ($2) order by nip limit 2",
    [unit.agency_id, [clerkIs.official, (await holder(chiefKey)).official]],
  );
  const [one_, two] = rows as { id: string; nip: string }[];
  const before = (await chief.get(at)).text;
  assert.match(before, /belum dicatat NIK-nya/);
  const wrong = await chief.post(at, { daftar: `NIP;NIK\n${one_?.nip};123\n000;1971034708900000` });
  assert.equal(wrong.status, 422);
  assert.match(wrong.errorSummary, /Baris 2: NIK-nya keliru[\s\S]*Baris 3: NIP itu bukan pegawai/);
  assert.match(wrong.html, /000;1971034708900000/, "nothing typed is lost");
  assert.equal((await chief.post(at, { daftar: "" })).status, 422);
  const list = `NIP\tNIK\n${one_?.nip}\t1971015003900000\r\n${two?.nip}\t1971015003910000\n\n`;
  assert.equal((await chief.post(at, { daftar: list })).status, 303);
  assert.match((await chief.get(official(two?.id as string))).text, /197101••••••0000/);
  await hall.rows("delete from agencies.official_nik where official_id = any ($1)", [[one_?.id, two?.id]]);
  const actor = acting(clerkIs as Record<string, string>);
  const listed = await hall.db.read(scopeOf(actor), (tx) => tx.many(sql`select official from agencies.without_nik()`));
  assert.deepEqual(listed, [], "for administrators only");
});

test("one's own NIK is noted once, and corrected by another administrator only", async () => {
  const self = await holder(chiefKey);
  assert.equal((await chief.post(`${official(self.official)}/nik`, { nik: "1971034708900000" })).status, 303);
  assert.match((await chief.get(official(self.official))).text, /hanya dapat diganti oleh pengelola lain/);
  const again = await chief.post(`${official(self.official)}/nik`, { nik: "1971015003900000" });
  assert.equal(again.status, 422);
  await hall.rows("delete from agencies.official_nik where official_id = $1", [self.official]);
});

test("whoever applied with their account as a resident is told at the desk, and claims, completes and comments nothing", async () => {
  const page = await clerk.get(`/kerja/${tracking}`);
  assert.equal(page.status, 200);
  assert.match(page.text, /Ini urusan Anda sendiri/);
  const task = await openTask();
  assert.equal(page.all(`form[action="/kerja/${tracking}/tugas/${task.id}"]`).length, 0, "no form of a task");
  for (const way of ["/ambil", ""]) {
    const reply = await clerk.post(`/kerja/${tracking}/tugas/${task.id}${way}`, { hasil: "lengkap" });
    assert.ok([403, 422].includes(reply.status), `${way}: ${reply.status}`);
  }
  const claimed = await people.officer.post(`/cases/${tracking}/tasks/${task.id}/claim`, {});
  assert.equal(claimed.status, 403);
  assert.match(JSON.stringify(claimed.json), /task\.own-affair/);
  assert.equal(page.all('form[action$="/pesan"]').length, 0, "no form to write");
  const said = await clerk.post(`/kerja/${tracking}/pesan`, { pesan: "Tolong dipercepat.", kepada: "dalam" });
  assert.equal(said.status, 403);
  assert.match((await clerk.get(`/kerja/${tracking}/mengapa`)).text, /Ini urusan Anda sendiri/);
});

test("the database refuses it too, whoever claims it for them", async () => {
  const actor = acting(clerkIs as Record<string, string>);
  const task = await openTask();
  await cannot(actor, "done", () => sql`update cases.task set status = 'done', done_at = now() where id = ${task.id}`);
  await cannot(
    actor,
    "claim",
    () => sql`update cases.task set claimed_by = ${clerkIs.official}, claimed_at = now() where id = ${task.id}`,
  );
  await cannot(
    actor,
    "comment",
    (tx) => sql`insert into cases.comment (agency_id, case_id, id, at, is_inside, actor, from_applicant, label, body)
      values (${row.agency_id}, ${row.id}, ${tx.id()}, now(), true, ${actor.account}, false, 'x', ${Buffer.from("x")})`,
  );
});

test("a head hands the task to somebody else, and not to whose affair it is", async () => {
  const task = await openTask();
  const refused = await people.lurah.post(`/cases/${tracking}/tasks/${task.id}/handover`, { to: clerkIs.official });
  assert.equal(refused.status, 422);
  assert.match(refused.json.type, /task\.colleagues-affair$/);
});

test("what was filed for them under a mandate, and what they filed for others, is theirs as well", async () => {
  const [melati] = await hall.rows("select id, person_id from people.account where login_blind = $1", [
    hall.vault.blind("login:nik", MELATI),
  ]);
  const { id: other, person_id: otherPerson } = await one(
    "select id, person_id from people.account where kind = 'resident' and id <> $1 limit 1",
    [melati?.id],
  );
  const task = await openTask();
  const claim = () => people.officer.post(`/cases/${tracking}/tasks/${task.id}/claim`, {});
  const put = (filer: string, applicant: string) =>
    hall.rows("update cases.case set filed_by = $2, applicant_id = $3 where id = $1", [row.id, filer, applicant]);
  await put(other, melati?.person_id);
  assert.equal((await claim()).status, 403, "filed for them");
  await put(melati?.id, otherPerson);
  assert.equal((await claim()).status, 403, "filed by them for another");
  await put(other, otherPerson);
  assert.equal((await claim()).status, 200, "somebody else's");
  assert.equal((await people.officer.post(`/cases/${tracking}/tasks/${task.id}/release`, {})).status, 200);
  await put(row.filed_by, row.applicant_id);
});

test("in an emergency nobody opens their own case, and whose case was opened does not review it", async () => {
  const page = await desk.get("/kerja/darurat");
  assert.match(page.text, /terbuka 30 menit/);
  assert.match(page.text, /paling lambat 2 hari kerja/);
  const reason = "Warga pingsan di loket, keluarganya harus segera dihubungi.";
  const deskIs = await holder("pangkalpinang/dpmptsp/front-office");
  const note = (id: string) =>
    hall.rows(
      "insert into agencies.official_nik select $1, nik, nik_blind, null, noted_at from agencies.official_nik where official_id = $2",
      [id, clerkIs.official],
    );
  await note(deskIs.official);
  const own = await desk.post("/kerja/darurat", { nomor: tracking, alasan: reason });
  assert.equal(own.status, 422);
  assert.match(own.errorSummary, /bukan untuk urusan sendiri/);
  await hall.rows("delete from agencies.official_nik where official_id = $1", [deskIs.official]);
  assert.equal((await desk.post("/kerja/darurat", { nomor: tracking, alasan: reason })).status, 303);
  const look = await one("select id, until - opened_at as open from cases.emergency");
  assert.equal(look.open.minutes, 30);
  const inspectorKey = "pangkalpinang/inspektorat/kepala";
  const inspectorIs = await holder(inspectorKey);
  const inspector = await hall.as(inspectorKey);
  await note(inspectorIs.official);
  const shown = await inspector.get(`/kerja/darurat/${look.id}`);
  assert.match(shown.text, /pejabat lain yang menilainya/);
  assert.equal(shown.all('input[name="putusan"]').length, 0);
  const judged = await inspector.post(`/kerja/darurat/${look.id}`, { putusan: "accepted", catatan: "" });
  assert.equal(judged.status, 403);
  await hall.rows("delete from agencies.official_nik where official_id = $1", [inspectorIs.official]);
  assert.equal((await inspector.post(`/kerja/darurat/${look.id}`, { putusan: "accepted", catatan: "" })).status, 303);
});

test("an agency's only administrator reads what to do", async () => {
  const page = await chief.get(`/instansi/${unit.code}`);
  assert.match(page.text, /satu-satunya pengelola/);
  assert.match(page.text, /npx pendopo admin create --another/);
});

test("who ends a document, signs it anew or takes it away, is not whom it is for", async () => {
  const actor = acting(clerkIs as Record<string, string>);
  await hall.rows(
    "insert into cases.document (agency_id, case_id, id, key, title, code, status, store_id, digest, issued_at) select $1, $2, gen_random_uuid(), 'surat', '{\"id\":\"Surat\"}', 'UJI', 'issued', 'x', '\\x00', now()",
    [row.agency_id, row.id],
  );
  await cannot(actor, "document", () => sql`update cases.document set ended_why = 'x' where case_id = ${row.id}`);
});

test("while the index key changes, and after it, the two accounts are still one person", async () => {
  const task = await openTask();
  const claim = () => people.officer.post(`/cases/${tracking}/tasks/${task.id}/claim`, {});
  const changing = {
    ownerUrl: hall.ownerUrl,
    keys: hall.keys,
    vault: hall.vault,
    files: hall.files,
    announcedSeconds: 0,
  };
  const nothing = { sealed: [], blinded: [{ table: "people.nothing", key: ["id"], columns: ["x"] }], plain: [] };
  await assert.rejects(rotateIndex({ ...changing, bytes: nothing }));
  // The official's trace is under the new key already, the person's is still under the old one.
  const kept = await one("select nik_blind from agencies.official_nik where official_id = $1", [clerkIs.official]);
  const renewed = hall.vault.reblind(kept.nik_blind);
  assert.ok(renewed);
  await hall.rows("update agencies.official_nik set nik_blind = $2 where official_id = $1", [
    clerkIs.official,
    renewed,
  ]);
  assert.equal((await claim()).status, 403, "in the middle");
  await rotateIndex({ ...changing, bytes: allBytes(hall.capabilities) });
  const after = await one(
    "select n.nik_blind = p.nik_blind as same, get_byte(n.nik_blind, 24) as generation from agencies.official_nik n, people.person p where n.official_id = $1 and p.id = $2",
    [clerkIs.official, row.applicant_id],
  );
  assert.deepEqual([after.same, after.generation], [true, 2]);
  assert.equal((await claim()).status, 403, "afterwards");
});
