// People who did not make their account themselves: who may make one, and what becomes of an account that somebody else had made.

import assert from "node:assert/strict";
import { test } from "node:test";
import { publicActor } from "../../kernel/actor.ts";
import type { Tx } from "../../kernel/db/database.ts";
import type { Scope } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import { newId } from "../../kernel/ids.ts";
import { openTestHall } from "../../tests/hall.ts";
import { admitPerson, issueOfficialRecovery, issueRecovery, personByNik, raiseAssurance } from "./index.ts";

const hall = await openTestHall({ demo: true });
const [clerk] = await hall.rows("select id, official_id from people.account where kind = 'official' limit 1");
const counter: Scope = { role: "app", account: clerk?.id, acts: ["verify-identity"] };
const asClerk = { ...publicActor, account: clerk?.id as string };
const siti = { nik: "1971 0352 0695 0000", name: "Siti Aminah", email: "siti@contoh.invalid" };

test("an official who may verify identity makes a person with an account, once", async () => {
  const made = await hall.db.transact(counter, (tx) => admitPerson(tx, hall.vault, asClerk, siti, "counter"));
  assert.equal(made.isNew, true);
  const again = await hall.db.transact(counter, (tx) => admitPerson(tx, hall.vault, asClerk, siti, "counter"));
  assert.deepEqual([again.isNew, again.person, again.assurance], [false, made.person, "counter"]);
  assert.deepEqual(await hall.recorded(made.account as string), ["person.admitted"]);
});

test("nobody else makes one: not a resident, not an official without that right, not a provider's word inside a session", async () => {
  const dewi = { nik: "1971035206960000", name: "Dewi" };
  const others: [Scope, "counter" | "self-declared" | "provider"][] = [
    [{ role: "app", account: newId() }, "counter"],
    [{ role: "app", account: clerk?.id, acts: ["administer"] }, "counter"],
    [{ role: "app", account: clerk?.id, acts: ["file-for"] }, "counter"],
    [{ role: "app", account: clerk?.id, acts: ["verify-identity"] }, "provider"],
    [{ role: "app" }, "self-declared"],
  ];
  for (const [scope, assurance] of others)
    await assert.rejects(
      hall.db.transact(scope, (tx) =>
        admitPerson(tx, hall.vault, { ...publicActor, account: scope.account }, dewi, assurance),
      ),
      { key: "error.forbidden" },
    );
});

test("an account made by somebody else with one's NIK is emptied when the true holder is seen", async () => {
  const visitor = hall.visitor();
  await visitor.get("/daftar");
  await visitor.post("/daftar", { name: "Bukan Orangnya", nik: "1971035206970000", password: "kuda terbang ke bulan" });
  const found = await hall.db.transact(counter, (tx) => personByNik(tx, hall.vault, "1971035206970000"));
  const given = { account: found?.account as string, person: found?.person as string, assurance: "counter" as const };
  await hall.db.transact(counter, (tx) => raiseAssurance(tx, asClerk, { ...given, isOwn: false }));
  assert.equal((await visitor.get("/akun", { follow: false })).status, 303, "the session of who squatted it has ended");
  const [account] = await hall.rows("select password_hash, assurance from people.account where id = $1", [
    given.account,
  ]);
  assert.deepEqual(account, { password_hash: null, assurance: "counter" });
  await assert.rejects(
    hall.db.transact({ role: "app", account: newId() }, (tx) =>
      raiseAssurance(tx, publicActor, { ...given, isOwn: true }),
    ),
    { key: "error.forbidden" },
  );
});

test("a code to come back is given by who may, for whom they may", async () => {
  const unused = { nik: "1971035206980000", name: "Nurhayati" };
  const { person: id } = await hall.db.transact(counter, (tx) =>
    admitPerson(tx, hall.vault, asClerk, unused, "counter"),
  );
  const person = { id };
  const code = await hall.db.transact(counter, (tx) => issueRecovery(tx, asClerk, person?.id));
  assert.match(code, /^[2-9A-HJKMNP-TV-Z]{4}(-[2-9A-HJKMNP-TV-Z]{4}){2}$/);
  const refusals: [Scope, () => Parameters<typeof issueRecovery>[2], typeof issueRecovery][] = [
    [{ role: "app", account: clerk?.id, acts: ["administer"] }, () => person?.id, issueRecovery],
    [counter, () => clerk?.official_id, issueOfficialRecovery],
    [counter, () => newId(), issueRecovery],
    // An administrator of another agency, and one for themselves.
    [{ ...counter, agency: newId(), acts: ["administer"] }, () => clerk?.official_id, issueOfficialRecovery],
  ];
  for (const [scope, whose, issue] of refusals)
    await assert.rejects(
      hall.db.transact(scope, (tx) => issue(tx, asClerk, whose())),
      { key: "error.forbidden" },
    );
});

test("what somebody opens already has no code but that of a way back: one each, and the database waits the day by itself", async () => {
  const [target] = await hall.rows("select id, person_id from people.account where kind = 'resident' limit 1");
  const [agency] = await hall.rows("select id from agencies.agency limit 1");
  const scope: Scope = { ...counter, agency: agency?.id };
  const issue = () => hall.db.transact(scope, (tx) => issueRecovery(tx, asClerk, target?.person_id));
  await assert.rejects(issue(), { key: "error.forbidden" });
  // Neither has it for whoever came through an outside provider alone, and never had a password here.
  await hall.rows("update people.account set password_hash = null, opened_at = $2 where id = $1", [
    target?.id,
    hall.time.now(),
  ]);
  await assert.rejects(issue(), { key: "error.forbidden" });
  const way = newId();
  const asked = await hall.db.transact(scope, (tx) =>
    tx.one<{
      ready_at: Date;
    }>(sql`with asked as (select people.ask_way_back(${way}, ${target?.person_id}, ${tx.now}, ${tx.now}) as id)
      select ${tx.now}::timestamptz as ready_at from asked`),
  );
  const [waiting] = await hall.rows("select ready_at from people.way_back where id = $1", [way]);
  assert.equal(waiting?.ready_at.getTime() - asked.ready_at.getTime(), 24 * 3_600_000);
  const take = (tx: Tx) => tx.many(sql`select * from people.take_way_back(${way}, ${tx.now})`);
  assert.deepEqual(await hall.db.transact(scope, take), []);
  hall.time.advance(25 * 3_600_000);
  assert.equal((await hall.db.transact(scope, take)).length, 1);
  assert.match(await issue(), /-/);
  await assert.rejects(issue(), { key: "error.forbidden" });
});
