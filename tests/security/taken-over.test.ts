// What a thief of a session, or somebody who made an account with another's number, tries to keep.

import assert from "node:assert/strict";
import { test } from "node:test";
import { holderOf } from "../../capabilities/federation/artifacts.sql.ts";
import { actorBehind } from "../../capabilities/federation/standing.ts";
import { DEMO_RESIDENTS, openSession } from "../../capabilities/people/index.ts";
import { sql } from "../../kernel/db/sql.ts";
import { Browser, openTestHall } from "../hall.ts";

const hall = await openTestHall({ demo: true });
const named = (key: string) => {
  const found = DEMO_RESIDENTS.find((each) => each.key === key);
  assert.ok(found);
  return { nik: found.nik, name: found.name };
};
const [service] = await hall.rows("select id from services.service where key = 'keterangan-domisili-usaha'");
const terms = { services: [service?.id], acts: ["see"], until: "2026-12-31" };
const SQUATTED = "1971035206990000";

test("an account that was made with another's number leaves nothing behind: no mandate, no application, no address, no outside door", async () => {
  const squatter = hall.visitor();
  const page = await squatter.get("/daftar");
  await squatter.submit(
    page,
    { name: "Siti Rahma", nik: SQUATTED, password: "kuda terbang ke bulan" },
    { form: "/daftar" },
  );
  const [account] = await hall.rows("select id, person_id from people.account where login_blind = $1", [
    hall.vault.blind("login:nik", SQUATTED),
  ]);
  const offered = await hall.api(squatter.token).post("/mandates", { ...named("dewi"), ...terms });
  assert.equal(offered.status, 201, offered.html);
  const accomplice = hall.api((await hall.resident("dewi")).token);
  assert.equal((await accomplice.post(`/mandates/${offered.json.id}/acceptance`)).status, 200);
  const now = hall.time.now();
  await hall.rows("update people.person set email = '\\x01', email_confirmed_at = $2 where id = $1", [
    account?.person_id,
    now,
  ]);
  await hall.rows(
    `insert into federation.artifact (kind, id, payload, account_id, made_at, expires_at)
     values ('RefreshToken', '\\x0102', '\\x00', $1, $2, $3)`,
    [account?.id, now, new Date(now.getTime() + 86_400_000)],
  );
  await hall.rows("insert into federation.link values ('luar', '\\x0304', $1, $2, $2)", [account?.id, now]);

  const clerk = await hall.as("pangkalpinang/dpmptsp/front-office");
  const form = await clerk.get("/loket/identitas/baru");
  await clerk.submit(form, { nik: SQUATTED, nama: "Siti Rahma", dilihat: ["ktp", "wajah"] }, { form: "/baru" });
  await hall.drain();
  const acting = await accomplice.get("/cases", { "pendopo-acting-for": offered.json.id });
  assert.equal(acting.status, 409, "the mandate ended");
  const [left] = await hall.rows(
    `select (select status from mandates.mandate where id = $2) as mandate,
       (select count(*)::int from federation.artifact where account_id = $1) as artifacts,
       (select count(*)::int from federation.link where account_id = $1) as links,
       (select email is null and email_confirmed_at is null from people.person where id = $3) as unaddressed`,
    [account?.id, offered.json.id, account?.person_id],
  );
  assert.deepEqual(left, { mandate: "revoked", artifacts: 0, links: 0, unaddressed: true });
});

test("a stolen token gives no mandate: what a page asks a fresh proof for, a program is asked for too", async () => {
  const browser = await hall.resident("melati");
  const program = hall.api(browser.token);
  const offer = () => program.post("/mandates", { ...named("dewi"), ...terms });
  assert.equal((await offer()).status, 201);
  const start = hall.time.now();
  hall.time.advance(11 * 60_000);
  const late = await offer();
  assert.equal(late.status, 403);
  assert.match(late.json.type, /error\.fresh-proof$/);
  const waiting = await hall.rows("select id from mandates.mandate where status = 'offered' limit 1");
  const dewi = await hall.resident("dewi");
  hall.time.advance(11 * 60_000);
  assert.equal((await hall.api(dewi.token).post(`/mandates/${waiting[0]?.id}/acceptance`)).status, 403);
  hall.time.set(start);
});

test("an account that was recovered just now is so to its applications too", async () => {
  const [account] = await hall.rows("select id from people.account where kind = 'resident' limit 1");
  await hall.rows("update people.account set recovered_at = $2 where id = $1", [account?.id, hall.time.now()]);
  const holder = await holderOf(hall.db, account?.id, hall.time.now());
  assert.ok(holder);
  const actor = await actorBehind(hall, holder, { at: hall.time.now(), second: false });
  assert.deepEqual(actor?.proof?.recovered, hall.time.now());
});

test("who is known by their own word alone gives nothing widely, asked for or not", async () => {
  const squatter = hall.visitor();
  const page = await squatter.get("/daftar");
  const nik = "1971035206900000";
  await squatter.submit(page, { name: "Wahyu", nik, password: "kuda terbang ke bulan" }, { form: "/daftar" });
  const dewi = hall.api((await hall.resident("dewi")).token);
  const wide = { services: "all", acts: ["see", "apply"], until: "2027-06-30" };
  const asked = await dewi.post("/mandates/requests", { of: "person", nik, name: "Wahyu", ...wide });
  assert.equal(asked.status, 201, asked.html);
  const given = await hall.api(squatter.token).post(`/mandates/${asked.json.id}/acceptance`);
  assert.equal(given.status, 403);
  assert.match(given.json.type, /not-known-wide$/);
});

test("in the database an official of the answering unit neither pauses nor rewrites its offering; its head pauses and no more", async () => {
  const [row] = await hall.rows(
    `select o.agency_id, o.id, o.unit_id from services.offering o join services.service s on s.id = o.service_id
      where s.key = 'keterangan-domisili-usaha' limit 1`,
  );
  const holderOfUnit = async (isHead: boolean) =>
    (
      await hall.rows(
        `select a.id from people.account a join agencies.holding h on h.official_id = a.official_id
           join agencies.position p on p.agency_id = h.agency_id and p.id = h.position_id
          where p.unit_id = $1 and p.is_head = $2 and h.ends_on is null
            and ($2 or not exists (select from agencies.holding o join agencies.position c on c.agency_id = o.agency_id and c.id = o.position_id
                                    where o.official_id = h.official_id and c.unit_id = $1 and c.is_head)) limit 1`,
        [row?.unit_id, isHead],
      )
    )[0]?.id as string;
  const as = async (isHead: boolean, change: "pause" | "close" | "terms") => {
    const scope = {
      role: "app",
      account: await holderOfUnit(isHead),
      agency: row?.agency_id,
      units: [row?.unit_id],
    } as const;
    const set = {
      pause: sql`status = 'paused', status_reason = 'x'`,
      close: sql`status = 'closed', status_reason = 'x'`,
      terms: sql`own = '{"x": 1}'`,
    }[change];
    return hall.db.transact(scope, (tx) =>
      tx.run(sql`update services.offering set ${set} where agency_id = ${row?.agency_id} and id = ${row?.id}`),
    );
  };
  for (const change of ["pause", "close", "terms"] as const) assert.equal(await as(false, change), 0, change);
  assert.equal(await as(true, "pause"), 1);
  for (const change of ["close", "terms"] as const) await assert.rejects(as(true, change), { code: "42501" }, change);
});

test("who came with one factor puts no second of their own beside the holder's, nor makes codes that stand for it", async () => {
  const [official] = await hall.rows(
    "select t.account_id as id, t.secret from people.totp t join people.account a on a.id = t.account_id where a.kind = 'official' limit 1",
  );
  // As an outside provider's word opens it that says nothing of a second factor.
  const session = await hall.db.transact({ role: "app", account: official?.id }, (tx) =>
    openSession(tx, official?.id, "official", "test", { how: "provider", second: false }),
  );
  const thief = new Browser(hall.door).signedInWith(session.token);
  const again = "/masuk/ulang?kembali=%2Fakun%2Fkeamanan";
  for (const path of ["/akun/keamanan/aplikasi", "/akun/keamanan/kata-sandi"])
    assert.equal((await thief.get(path, { follow: false })).location, again);
  for (const path of ["aplikasi", "aplikasi/hapus", "kunci", "kode-cadangan", "kata-sandi"]) {
    const reply = await thief.post(`/akun/keamanan/${path}`, { password: "kuda terbang ke bulan" });
    assert.deepEqual([reply.status, reply.location], [303, again], path);
  }
  const [after] = await hall.rows("select secret from people.totp where account_id = $1", [official?.id]);
  assert.deepEqual(after?.secret, official?.secret);
});
