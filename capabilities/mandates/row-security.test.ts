// The second lock on mandates: what the database lets a page do that forgot to check; and an official who filed does not decide.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Scope } from "../../kernel/db/scope.ts";
import { type Sql, sql } from "../../kernel/db/sql.ts";
import { newId } from "../../kernel/ids.ts";
import { domicile, domicilePeople, photo } from "../../tests/api/domicile.ts";
import { openTestHall } from "../../tests/hall.ts";
import { DEMO_RESIDENTS } from "../people/index.ts";

const hall = await openTestHall({ demo: true });
const people = await domicilePeople(hall);
const [service] = await hall.rows("select id from services.service where key = 'keterangan-domisili-usaha'");
const [other] = await hall.rows("select id from services.service where key = 'sertifikat-laik-higiene'");
const blindOf = (key: string) =>
  hall.vault.blind("person:nik", DEMO_RESIDENTS.find((each) => each.key === key)?.nik as string);
async function scopeFor(key: string): Promise<Scope> {
  const [row] = await hall.rows(
    "select a.id, p.id as person from people.person p join people.account a on a.person_id = p.id where p.nik_blind = $1",
    [blindOf(key)],
  );
  return { role: "app", account: row?.id, person: row?.person };
}
const [melati, dewi, akhiong] = await Promise.all(["melati", "dewi", "akhiong"].map(scopeFor));
assert.ok(melati && dewi && akhiong);
const desk: Scope = { role: "app", account: newId(), agency: newId(), units: [newId()] };

const tries = async (scope: Scope, query: Sql): Promise<number | string> => {
  try {
    return await hall.db.transact(scope, (tx) => tx.run(query));
  } catch (error) {
    return (error as { code?: string }).code ?? "?";
  }
};
const counted = async (scope: Scope, query: Sql) => (await hall.db.read(scope, (tx) => tx.many(query))).length;
type Row = {
  kind?: string;
  grantor?: string | null;
  holder?: string | null;
  status: string;
  by: string;
  parent?: string | null;
  agency?: string | null;
};
const insert = (
  id: string,
  row: Row,
) => sql`insert into mandates.mandate (id, kind, grantor_kind, grantor_id, grantor_blind, grantor_name, holder_account,
    holder_blind, holder_name, services, acts, starts_on, ends_on, parent, status, made_by, agency_id, created_at)
  values (${id}, ${row.kind ?? "personal"}, 'person', ${row.grantor ?? null}, ${row.grantor ? null : blindOf("melati")}, 'x', ${row.holder ?? null},
    ${row.holder ? null : blindOf("dewi")}, 'x', ${[service?.id]}, ${["see"]}, '2026-11-23', '2026-11-23', ${row.parent ?? null}, ${row.status}, ${row.by},
    ${row.agency ?? null}, now())`;
const DENIED = "42501";

test("nobody gives themselves what is another's", async () => {
  const by = dewi.account as string;
  const as = { by, grantor: melati.person };
  assert.equal(await tries(dewi, insert(newId(), { ...as, holder: by, status: "granted" })), DENIED);
  assert.equal(await tries(dewi, insert(newId(), { ...as, status: "offered" })), DENIED, "offered in another's name");
  assert.equal(await tries(dewi, insert(newId(), { ...as, holder: by, status: "granted", kind: "guardian" })), DENIED);
  assert.equal(
    await tries(dewi, insert(newId(), { ...as, holder: by, status: "granted", kind: "assisted", agency: newId() })),
    DENIED,
  );
  assert.equal(
    await tries(dewi, insert(newId(), { by: melati.account as string, holder: by, status: "requested" })),
    DENIED,
  );
  // An official without the permission helps nobody; one with it only in their own agency's name.
  const helped = { grantor: melati.person, holder: desk.account as string, status: "granted", kind: "assisted" };
  assert.equal(
    await tries(desk, insert(newId(), { ...helped, by: desk.account as string, agency: desk.agency })),
    DENIED,
  );
  const may: Scope = { ...desk, acts: ["file-for"] };
  assert.equal(await tries(may, insert(newId(), { ...helped, by: desk.account as string, agency: newId() })), DENIED);
  assert.equal(await tries(may, insert(newId(), { ...helped, by: desk.account as string, agency: desk.agency })), 1);
});

test("a mandate is its two sides', and once ended it stays ended", async () => {
  const id = newId();
  assert.equal(
    await tries(melati, insert(id, { by: melati.account as string, grantor: melati.person, status: "offered" })),
    1,
  );
  const see = sql`select id from mandates.mandate where id = ${id}`;
  assert.equal(await counted(melati, see), 1);
  assert.equal(await counted(akhiong, see), 0);
  assert.equal(await counted(dewi, see), 0, "who is meant asks through the function, by number");
  assert.equal(await counted(akhiong, sql`select id from mandates.waiting(${blindOf("akhiong")}) where id = ${id}`), 0);
  const take = (scope: Scope, blind: Buffer) =>
    hall.db.transact(scope, (tx) =>
      tx.one<{ done: boolean }>(sql`select mandates.accept(${id}, ${blind}, now()) as done`),
    );
  assert.equal((await take(akhiong, blindOf("akhiong"))).done, false);
  assert.equal((await take(melati, blindOf("dewi"))).done, false, "not by who gave it");
  assert.equal((await take(dewi, blindOf("dewi"))).done, true);
  assert.equal(await tries(akhiong, sql`update mandates.mandate set status = 'revoked' where id = ${id}`), 0);
  assert.equal(await tries(dewi, sql`update mandates.mandate set acts = '{see,apply}' where id = ${id}`), DENIED);
  assert.equal(
    await tries(melati, sql`update mandates.mandate set status = 'revoked', ended_at = now() where id = ${id}`),
    1,
  );
  assert.equal(await tries(dewi, sql`update mandates.mandate set status = 'granted' where id = ${id}`), 0);
  assert.equal(await tries(melati, sql`delete from mandates.mandate where id = ${id}`), DENIED);
});

test("who only may look under a mandate neither sees nor gives the other's mandates", async () => {
  const id = newId();
  await tries(melati, insert(id, { by: melati.account as string, grantor: melati.person, status: "offered" }));
  await hall.db.transact(dewi, (tx) => tx.one(sql`select mandates.accept(${id}, ${blindOf("dewi")}, now())`));
  const acting: Scope = { ...dewi, person: melati.person, mandate: id, services: [service?.id] };
  assert.equal(
    await counted(
      acting,
      sql`select id from mandates.mandate where grantor_id = ${melati.person} and holder_account is distinct from ${dewi.account}`,
    ),
    0,
  );
  assert.equal(
    await tries(
      acting,
      insert(newId(), { by: dewi.account as string, grantor: melati.person, status: "offered", parent: id }),
    ),
    DENIED,
  );
  // A mandate of somebody else in the scope gives nothing, whoever put it there.
  const stolen: Scope = { ...akhiong, person: melati.person, mandate: id };
  assert.equal(
    await tries(
      stolen,
      insert(newId(), { by: akhiong.account as string, grantor: melati.person, status: "offered", parent: id }),
    ),
    DENIED,
  );
});

test("under a mandate for one service the cases and drafts of another are not there", async () => {
  const begun = await people.melati.post("/drafts", { offering: people.place.id });
  assert.equal(begun.status, 201, begun.html);
  const bound = (id: string): Scope => ({ ...dewi, person: melati.person, mandate: newId(), services: [id] });
  const drafts = sql`select id from cases.draft where id = ${begun.json.id}`;
  assert.equal(await counted(bound(service?.id), drafts), 1);
  assert.equal(await counted(bound(other?.id), drafts), 0);
  assert.equal(await tries(bound(other?.id), sql`update cases.draft set page = 'x' where id = ${begun.json.id}`), 0);
});

test("a counter opens by code only with the permission, and decides only in its own agency's name", async () => {
  const [sent] = await hall.rows(
    `insert into mandates.organization (id, kind, name, nib, nib_blind, code, declared_by, declarer_name, declarer_blind, declared_at)
     values ($1, 'pt', 'x', 'x', 'x', 'ABCDEFGH', $2, 'x', 'x', now()) returning id`,
    [newId(), akhiong.account],
  );
  assert.ok(sent);
  const found = sql`select id from mandates.organization_by_code('ABCDEFGH')`;
  assert.equal(await counted(desk, found), 0);
  const counter: Scope = { ...desk, acts: ["verify-identity"] };
  assert.equal(await counted(counter, found), 1);
  assert.equal(await counted(counter, sql`select id from mandates.organization`), 0, "no list of them");
  const decide = (agency: string) =>
    sql`select mandates.decide_organization('ABCDEFGH', true, 1, 'x', null, ${newId()}, 'x', 'x', ${agency}, now()) as done`;
  const done = (scope: Scope, agency: string) =>
    hall.db.transact(scope, async (tx) => (await tx.one<{ done: boolean }>(decide(agency))).done);
  assert.equal(await done(counter, newId()), false, "another agency's id");
  assert.equal(await done(desk, desk.agency as string), false, "without the permission");
  const own: Scope = { ...counter, account: akhiong.account };
  assert.equal(await done(own, desk.agency as string), false, "one's own papers");
  assert.equal(await done(counter, desk.agency as string), true);
});

test("an official who filed for somebody does not decide on it", async () => {
  const [unit] = await hall.rows("select key from agencies.unit where id = $1", [people.place.unit.id]);
  const officer = await hall.as(`${unit?.key}/kasi-pelayanan`);
  const helped = await officer.post("/loket/bantuan", {
    nik: "1971034107460000",
    nama: "Hasanah",
    ktp: "ya",
    persetujuan: "spoken",
    layanan: service?.id,
  });
  assert.equal(helped.status, 303, helped.errorSummary);
  const [mandate] = await hall.rows(
    "select id from mandates.mandate where kind = 'assisted' and agency_id = (select agency_id from agencies.unit where id = $1)",
    [people.place.unit.id],
  );
  assert.ok(mandate);
  const api = hall.api(officer.token);
  const under = { "pendopo-acting-for": mandate.id };
  const file = await api.send(
    "POST",
    `/offerings/${people.place.id}/files?field=fotoDepan&name=depan.jpg`,
    new Uint8Array(await photo(77)),
    under,
  );
  assert.equal(file.status, 201, file.html);
  const { namaPemohon: _, ...answers } = domicile(people.village, file.json);
  const sent = await api.post(
    "/cases",
    { offering: people.place.id, answers: { ...answers, namaPemohon: "Hasanah" } },
    under,
  );
  assert.equal(sent.status, 201, sent.html);
  const [task] = await hall.rows(
    "select t.id from cases.task t join cases.case c on c.id = t.case_id where c.tracking = $1 and t.status = 'open'",
    [sent.json.tracking],
  );
  const own = await api.post(`/cases/${sent.json.tracking}/tasks/${task?.id}/completion`, {
    answers: { hasilCocok: "cocok" },
  });
  assert.ok(own.status === 403 || own.status === 404, own.html);
  // A second session with the password alone does not stand at the desk.
  const half = await hall.as(`${unit?.key}/kasi-pelayanan`);
  await hall.rows("update people.session set second_at = null where token_hash = sha256($1::bytea)", [
    Buffer.from(half.token),
  ]);
  assert.equal((await api.get("/drafts", under)).status, 200);
  assert.equal((await hall.api(half.token).get("/drafts", under)).status, 403);
});
