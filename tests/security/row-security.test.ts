// The second lock: what the database lets a page do when the page itself is wrong. Every question here is asked in the
// program's own role, past all pages and acts, as a page would that forgot to check.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Tx } from "../../kernel/db/database.ts";
import type { Scope } from "../../kernel/db/scope.ts";
import { raw, type Sql, sql } from "../../kernel/db/sql.ts";
import { newId } from "../../kernel/ids.ts";
import { apply, domicilePeople } from "../api/domicile.ts";
import { type ApiClient, openTestHall } from "../hall.ts";

const hall = await openTestHall({ demo: true });
const people = await domicilePeople(hall);
const tracking = await apply(people.melati, people, { shade: 11 });
const [found] = await hall.rows("select agency_id, id, unit_id, applicant_id from cases.case where tracking = $1", [
  tracking,
]);
const row = found as { agency_id: string; id: string; unit_id: string; applicant_id: string };
const say = (api: ApiClient, body: object) => api.post(`/cases/${tracking}/comments`, body);
assert.equal((await say(people.officer, { text: "Periksa alamatnya.", inside: true })).status, 201);
assert.equal((await say(people.melati, { text: "Kapan selesai?" })).status, 201);
await hall.drain();

const accountOf = async (person: string): Promise<string> =>
  (await hall.rows("select id from people.account where person_id = $1", [person]))[0]?.id;
const [other] = await hall.rows(
  "select id, person_id from people.account where kind = 'resident' and person_id <> $1 limit 1",
  [row.applicant_id],
);
const [elsewhere] = await hall.rows("select agency_id, id from agencies.unit where agency_id <> $1 limit 1", [
  row.agency_id,
]);
const official = async (agency: string, unit: string, key: string): Promise<Scope> => ({
  role: "app",
  account: (
    await hall.rows("select id from people.account where kind = 'official' order by id offset $1 limit 1", [key])
  )[0]?.id,
  agency,
  units: [unit],
});

const applicant: Scope = { role: "app", account: await accountOf(row.applicant_id), person: row.applicant_id };
const neighbour: Scope = { role: "app", account: other?.id, person: other?.person_id };
const inside = await official(row.agency_id, row.unit_id, "0");
const stranger = await official(elsewhere?.agency_id, elsewhere?.id, "1");
const holder: Scope = { role: "app", tracking };
const holderWithDesk: Scope = { ...stranger, tracking };
const nobody: Scope = { role: "app" };

const count = (scope: Scope, table: string, more = "true") =>
  hall.db.read(
    scope,
    async (tx) => (await tx.one<{ n: number }>(sql`select count(*) as n from ${raw(table)} where ${raw(more)}`)).n,
  );
const tries = (scope: Scope, work: (tx: Tx) => Promise<number>) => hall.db.transact(scope, work);
/** Refused outright, or without any row to touch. */
async function cannot(scope: Scope, what: string, query: (tx: Tx) => Sql): Promise<void> {
  try {
    assert.equal(await tries(scope, (tx) => tx.run(query(tx))), 0, what);
  } catch (error) {
    assert.equal((error as { code?: string }).code, "42501", `${what}: ${(error as Error).message}`);
  }
}

test("every table has row security on, and no role of the program passes it", async () => {
  const bare =
    await hall.rows(`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relrowsecurity and n.nspname not in ('pg_catalog', 'information_schema', 'public') and n.nspname !~ '^pg_'`);
  assert.deepEqual(bare, [], "tables without row security");
  const roles = await hall.rows(
    "select rolname from pg_roles where rolname ~ '^pendopo_(app|worker)' and (rolbypassrls or rolsuper or rolcreaterole or rolcreatedb)",
  );
  assert.deepEqual(roles, []);
  const owned = await hall.rows(
    "select c.oid::regclass::text as name from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname ~ '^pendopo_(app|worker)'",
  );
  assert.deepEqual(owned, [], "an owner passes row security");
  const views =
    await hall.rows(`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('v', 'm') and n.nspname in ('kernel', 'people', 'agencies', 'services', 'cases')`);
  assert.deepEqual(views, [], "a view asks in its owner's name");
});

test("everybody may call only the functions that tell nothing, and no function looks where the caller says", async () => {
  const loose =
    await hall.rows(`select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('kernel', 'people', 'agencies', 'services', 'cases') and p.prosecdef and p.prorettype <> 'trigger'::regtype
      and (has_function_privilege('public', p.oid, 'execute') or not coalesce(p.proconfig::text, '') ~ 'search_path=')`);
  assert.deepEqual(loose, []);
});

test("the policies of cases ask who asks once a question, not once a row", async () => {
  const policies = await hall.rows(
    "select tablename || '.' || policyname as name, coalesce(qual, '') || coalesce(with_check, '') as text from pg_policies where schemaname = 'cases'",
  );
  assert.ok(policies.length > 40);
  const perRow = policies.filter((each) =>
    /asking_\w+\(\)/.test(each.text.replace(/\( SELECT ((kernel|cases)\.)?asking_\w+\(\) AS asking_\w+\)/g, "")),
  );
  assert.deepEqual(
    perRow.map((each) => each.name),
    [],
  );
});

test("what the worker makes is not the page's to write", async () => {
  const grants =
    await hall.rows(`select table_schema || '.' || table_name as name, privilege_type as may from information_schema.role_table_grants
    where grantee = 'pendopo_app' and privilege_type in ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE') order by 1, 2`);
  const may = new Set(grants.map((each) => `${each.may} ${each.name}`));
  for (const what of [
    "kernel.audit_seal",
    "kernel.certificate",
    "kernel.data_key",
    "kernel.setting",
    "kernel.migration",
    "cases.serial",
    "agencies.agency",
    "agencies.unit",
    "agencies.position",
    "services.version",
    "services.service",
  ])
    for (const how of ["INSERT", "UPDATE", "DELETE", "TRUNCATE"])
      assert.ok(!may.has(`${how} ${what}`), `${how} ${what}`);
  for (const what of [
    "UPDATE cases.event",
    "DELETE cases.event",
    "UPDATE cases.document",
    "DELETE cases.document",
    "DELETE cases.case",
    "DELETE cases.emergency",
    "UPDATE cases.emergency",
    "UPDATE agencies.permission",
    "DELETE agencies.permission",
    "DELETE agencies.official",
    "TRUNCATE agencies.official",
    "DELETE services.offering",
    "UPDATE kernel.audit_entry",
    "DELETE kernel.audit_entry",
  ])
    assert.ok(!may.has(what), what);
});

test("officials, appointments and permissions are written by whoever administers the agency, and nobody else", async () => {
  const [seat] = await hall.rows(
    "select p.agency_id, p.id, h.official_id, (select o.id from agencies.official o where o.id <> all (select official_id from agencies.holding x where x.position_id = p.id) limit 1) as other from agencies.position p join agencies.holding h on h.position_id = p.id where p.agency_id = $1 limit 1",
    [row.agency_id],
  );
  const elsewhereAdministrator: Scope = { ...stranger, acts: ["administer"] };
  for (const scope of [inside, stranger, elsewhereAdministrator, applicant, nobody]) {
    await cannot(
      scope,
      "official",
      (tx) => sql`insert into agencies.official (id, name, kept_by) values (${tx.id()}, 'x', ${row.agency_id})`,
    );
    await cannot(
      scope,
      "holding",
      (tx) => sql`insert into agencies.holding (agency_id, id, position_id, official_id, kind, starts_on)
        values (${seat?.agency_id}, ${tx.id()}, ${seat?.id}, ${seat?.official_id}, 'definitif', '2027-01-01')`,
    );
    await cannot(
      scope,
      "permission",
      (
        tx,
      ) => sql`insert into agencies.permission (agency_id, id, position_id, act, starts_on, decree, granted_by, granted_at)
        values (${seat?.agency_id}, ${tx.id()}, ${seat?.id}, 'see', '2027-01-01', 'x', ${seat?.other}, ${tx.now})`,
    );
    await cannot(
      scope,
      "permission's end",
      () => sql`update agencies.permission set ends_on = '2026-11-01' where position_id = ${seat?.id}`,
    );
  }
});

test("a case and what hangs on it is seen by its applicant and its units, and by nobody else", async () => {
  const of = `case_id = '${row.id}'`;
  const tables = ["cases.task", "cases.event", "cases.comment", "cases.attachment", "cases.notice", "cases.timer"];
  for (const table of tables) {
    assert.ok((await count(inside, table, of)) > 0, `${table} for its unit`);
    for (const [name, scope] of Object.entries({ neighbour, stranger, nobody }))
      assert.equal(await count(scope, table, of), 0, `${table} for the ${name}`);
  }
  for (const scope of [neighbour, stranger, nobody]) {
    assert.equal(await count(scope, "cases.case", `id = '${row.id}'`), 0);
    assert.equal(await count(scope, "cases.party", of), 0);
  }
  assert.equal(await count(neighbour, "cases.draft"), 0);
});

test("whoever holds the number reads where the case stands, and nothing that was said, sent or told", async () => {
  for (const scope of [holder, holderWithDesk]) {
    const shown = await hall.db.read(scope, (tx) => tx.one<object>(sql`select * from cases.tracked(${tracking})`));
    assert.deepEqual(
      Object.keys(shown).filter((column) => /personal|variables|correction|head|filed|region/.test(column)),
      [],
    );
    assert.equal((shown as { applicant_id: string | null }).applicant_id, null);
    assert.doesNotMatch(JSON.stringify(shown), /claimed|done_by|applicant"|variables/);
    for (const table of [
      "cases.case",
      "cases.task",
      "cases.document",
      "cases.event",
      "cases.comment",
      "cases.attachment",
      "cases.notice",
      "cases.timer",
      "cases.party",
    ])
      assert.equal(
        await count(scope, table, table === "cases.case" ? `id = '${row.id}'` : `case_id = '${row.id}'`),
        0,
        table,
      );
  }
});

test("a number opens its own case only, and nothing without it", async () => {
  const of = (scope: Scope, number: string) =>
    hall.db.read(scope, async (tx) => (await tx.many(sql`select 1 from cases.tracked(${number})`)).length);
  assert.equal(await of(nobody, tracking), 0);
  assert.equal(await of(inside, tracking), 0, "officials read the case itself");
  assert.equal(await of({ role: "app", tracking: "AAAA-AAAA-AAAA" }, tracking), 0);
});

test("the applicant reads neither what offices say inside nor what they were told nor their files", async () => {
  assert.equal(await count(applicant, "cases.comment", `case_id = '${row.id}' and is_inside`), 0);
  assert.equal(await count(applicant, "cases.comment", `case_id = '${row.id}'`), 1);
  assert.equal(await count(applicant, "cases.notice", `case_id = '${row.id}' and to_role <> 'applicant'`), 0);
  assert.equal(await count(applicant, "cases.attachment", `case_id = '${row.id}'`), 1);
  await tries(inside, (tx) =>
    tx.run(sql`insert into cases.attachment (agency_id, id, case_id, account_id, field, name, type, size, store_id, sent_at)
      values (${row.agency_id}, ${newId()}, ${row.id}, ${inside.account}, 'fotoLokasi', ${Buffer.from("x")}, 'image/jpeg', 1, ${"0".repeat(64)}, ${tx.now})`),
  );
  assert.equal(await count(applicant, "cases.attachment", `case_id = '${row.id}'`), 1, "the inspector's photo");
  assert.equal(await count(inside, "cases.attachment", `case_id = '${row.id}'`), 2);
});

test("by its number alone nothing of a case is changed", async () => {
  for (const scope of [holder, holderWithDesk, stranger, neighbour]) {
    await cannot(
      scope,
      "the case",
      () => sql`update cases.case set status = 'granted', finished_at = now() where id = ${row.id}`,
    );
    await cannot(scope, "a lock", () => sql`select from cases.case where id = ${row.id} for update`);
    await cannot(scope, "a task", () => sql`update cases.task set status = 'done' where case_id = ${row.id}`);
    await cannot(scope, "a timer", () => sql`delete from cases.timer where case_id = ${row.id}`);
    await cannot(
      scope,
      "a line of history",
      (tx) => sql`insert into cases.event (agency_id, case_id, number, at, kind, actor_kind, previous, hash)
      values (${row.agency_id}, ${row.id}, 99, ${tx.now}, 'completed', 'official', '', '')`,
    );
    await cannot(
      scope,
      "a party",
      (tx) =>
        sql`insert into cases.party (agency_id, case_id, unit_id, since) values (${row.agency_id}, ${row.id}, ${elsewhere?.id}, ${tx.now})`,
    );
    await cannot(
      scope,
      "a document",
      () =>
        sql`insert into cases.document (agency_id, id, case_id, key, title, code) values (${row.agency_id}, ${newId()}, ${row.id}, 'surat', '{}', 'X')`,
    );
    await cannot(
      scope,
      "a file",
      (
        tx,
      ) => sql`insert into cases.attachment (agency_id, id, case_id, account_id, field, name, type, size, store_id, sent_at)
      values (${row.agency_id}, ${newId()}, ${row.id}, ${scope.account ?? newId()}, 'f', '', 'image/jpeg', 1, '', ${tx.now})`,
    );
    await cannot(
      scope,
      "a comment",
      (tx) => sql`insert into cases.comment (agency_id, case_id, id, at, is_inside, actor, from_applicant, label, body)
      values (${row.agency_id}, ${row.id}, ${newId()}, ${tx.now}, false, ${scope.account ?? newId()}, false, 'Kepala', '')`,
    );
  }
});

test("nobody in a page issues a document, moves a task, or rewrites the history", async () => {
  for (const scope of [applicant, inside]) {
    await cannot(
      scope,
      "an issued document",
      (
        tx,
      ) => sql`insert into cases.document (agency_id, id, case_id, key, title, code, status, store_id, digest, issued_at)
      values (${row.agency_id}, ${newId()}, ${row.id}, 'surat', '{}', 'FORGED', 'issued', 'x', '', ${tx.now})`,
    );
    await cannot(
      scope,
      "a revocation taken back",
      () => sql`update cases.document set status = 'issued' where case_id = ${row.id}`,
    );
    await cannot(
      scope,
      "a task of another unit",
      () => sql`update cases.task set unit_id = ${elsewhere?.id} where case_id = ${row.id}`,
    );
    await cannot(scope, "the history", () => sql`update cases.event set kind = 'granted' where case_id = ${row.id}`);
    await cannot(scope, "the number of a letter", () => sql`update cases.serial set last = 0`);
  }
  await assert.rejects(
    hall.rows("delete from cases.event_2026 where true"),
    { code: "42501" },
    "not even the owner, nor by the part",
  );
});

test("an official in the case ends an issued document; nobody else does, and nobody brings it back", async () => {
  const id = newId();
  await hall.rows(
    `insert into cases.document (agency_id, id, case_id, key, title, code, status, store_id, digest, issued_at)
     values ($1, $2, $3, 'surat', '{}', 'ENDED', 'issued', 'x', '', now())`,
    [row.agency_id, id, row.id],
  );
  const set = (status: string) => () => sql`update cases.document set status = ${status} where id = ${id}`;
  for (const scope of [applicant, neighbour, stranger, holder, holderWithDesk])
    await cannot(scope, "an ending", set("revoked"));
  await cannot(inside, "its content", () => sql`update cases.document set digest = '' where id = ${id}`);
  assert.equal(await tries(inside, (tx) => tx.run(set("revoked")())), 1);
  await cannot(inside, "a return", set("issued"));
});

test("a page writes the record in its own asker's name, and never as sealed", async () => {
  const entry = (actor: string | null, seal: number | null) => (tx: Tx) =>
    sql`insert into kernel.audit_entry (agency_id, id, at, actor, act, seal)
    values (${row.agency_id}, ${newId()}, ${tx.now}, ${actor}, 'task.completed', ${seal})`;
  await cannot(neighbour, "another's name", entry(applicant.account as string, null));
  await cannot(neighbour, "nobody's name", entry(null, null));
  await cannot(neighbour, "as sealed", entry(neighbour.account as string, 1));
  assert.equal(await tries(neighbour, (tx) => tx.run(entry(neighbour.account as string, null)(tx))), 1);
});

test("people, their passwords, sessions and kept answers are their own", async () => {
  for (const table of ["people.person", "people.account", "people.session"])
    assert.equal(await count(nobody, table), 0, table);
  assert.equal(await count(applicant, "people.person"), 1);
  assert.equal(await count(applicant, "people.account"), 1);
  await cannot(
    nobody,
    "an account for a known person",
    (tx) => sql`insert into people.account (id, kind, person_id, login_blind, password_hash, created_at)
    values (${newId()}, 'resident', ${row.applicant_id}, 'x', 'x', ${tx.now})`,
  );
  await cannot(
    applicant,
    "an official's account",
    (tx) => sql`insert into people.account (id, kind, official_id, login_blind, password_hash, created_at)
    values (${applicant.account}, 'official', ${newId()}, 'y', 'x', ${tx.now})`,
  );
  await cannot(
    applicant,
    "one's own number",
    () => sql`update people.person set nik = '', nik_blind = '' where id = ${row.applicant_id}`,
  );
  await cannot(
    applicant,
    "assurance",
    () => sql`update people.account set assurance = 'provider' where id = ${applicant.account}`,
  );
  await cannot(
    nobody,
    "another's session",
    (tx) => sql`insert into people.session (token_hash, account_id, id, agent, created_at, seen_at, expires_at)
    values ('t', ${applicant.account}, ${newId()}, '', ${tx.now}, ${tx.now}, ${new Date(tx.now.getTime() + 1e6)})`,
  );
  await cannot(
    nobody,
    "a shared answer",
    (tx) => sql`insert into kernel.command (sender, key, fingerprint, at) values ('public', 'k', '', ${tx.now})`,
  );
  for (const table of ["kernel.data_key", "kernel.certificate", "kernel.job", "kernel.mail", "kernel.audit_seal"])
    await assert.rejects(count(applicant, table), { code: "42501" }, table);
});

test("an agency's calendar and chairs are changed in that agency's name only", async () => {
  await cannot(
    stranger,
    "a holiday",
    () =>
      sql`insert into agencies.holiday (agency_id, day, kind, name) values (${row.agency_id}, '2027-01-05', 'local', 'x')`,
  );
  await cannot(
    applicant,
    "a national holiday",
    () =>
      sql`insert into agencies.holiday (agency_id, day, kind, name) values ('00000000-0000-0000-0000-000000000000', '2027-01-05', 'libur_nasional', 'x')`,
  );
  await cannot(
    inside,
    "a past holding",
    () => sql`update agencies.holding set official_id = official_id where agency_id = ${row.agency_id}`,
  );
});
