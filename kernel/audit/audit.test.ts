// The record from below: trees as the RFC has them, texts that PostgreSQL and we write alike, seals of both forms, nodes at once,
// time-stamps.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { openTestHall } from "../../tests/hall.ts";
import { workerActor } from "../actor.ts";
import { worker } from "../db/scope.ts";
import { sql } from "../db/sql.ts";
import { missing } from "../documents/specimens/tools.ts";
import { openTsa } from "../documents/specimens/tsa.ts";
import { newId } from "../ids.ts";
import { record } from "./audit.ts";
import { closeDay, stampRoots } from "./daily-root.ts";
import { leafHash, pathOf, SIZE, treeLevels, treeRoot } from "./merkle.ts";
import { FIRST_COLUMNS, type FirstRow, hashFirst, ROW_TEXT } from "./rows.ts";
import { sealAudit } from "./seal.ts";
import { rowText } from "./texts.ts";
import { verifyAudit } from "./verify.ts";

const hall = await openTestHall();
const write = (agency: string, count: number, detail: Record<string, unknown> = {}) =>
  hall.db.transact(worker, async (tx) => {
    for (let i = 0; i < count; i++)
      record(tx, workerActor, { agency, act: "task.completed", target: `T-${i}`, detail });
  });

test("a tree's root is the one that RFC 9162 defines, and every leaf has its path", () => {
  const h = (...parts: Uint8Array[]) => createHash("sha256").update(Buffer.concat(parts)).digest();
  /** The definition of §2.1.1, word by word. */
  const defined = (leaves: Buffer[]): Buffer => {
    if (leaves.length === 1) return leaves[0] as Buffer;
    let k = 1;
    while (k * 2 < leaves.length) k *= 2;
    return h(Buffer.from([1]), defined(leaves.slice(0, k)), defined(leaves.slice(k)));
  };
  for (let n = 1; n <= 70; n++) {
    const leaves = Array.from({ length: n }, (_, i) => leafHash(`leaf ${i}`));
    const whole = Buffer.concat(leaves);
    assert.deepEqual(treeRoot(whole), defined(leaves), String(n));
    const levels = treeLevels(whole);
    for (let i = 0; i < n; i++) assert.ok(pathOf(levels, i).every((hash) => hash.length === SIZE));
  }
  assert.equal(treeRoot(Buffer.alloc(0)).toString("hex"), createHash("sha256").digest("hex"));
});

test("PostgreSQL writes the text of an entry as we do, whatever stands in it", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.string({ unit: "binary" }).filter((text) => !text.includes("\0") && text.isWellFormed()),
        {
          minLength: 3,
          maxLength: 3,
        },
      ),
      async ([target, purpose, inner]) => {
        await hall.db.transact(worker, async (tx) => {
          const agency = newId();
          record(tx, workerActor, {
            agency,
            act: "task.completed",
            target,
            purpose,
            detail: { inner, b: 1.5, a: null },
          });
          const { text } = await tx.one<{ text: string }>(
            sql`select ${ROW_TEXT} as text from kernel.audit_entry where agency_id = ${agency}`,
          );
          assert.equal(rowText(JSON.parse(text)), text);
        });
      },
    ),
    { numRuns: 60 },
  );
  await sealAudit(hall);
  assert.deepEqual((await verifyAudit(hall)).faults, []);
});

test("seals of the first form stay whole, the chain goes on in the second, and the first does not come back", async () => {
  const agency = newId();
  await write(agency, 6);
  // As the program before sealed them.
  const rows = (await hall.rows(
    `select ${FIRST_COLUMNS.text} from kernel.audit_entry where agency_id = $1 order by id`,
    [agency],
  )) as FirstRow[];
  const hash = hashFirst(Buffer.alloc(32), 1, rows);
  await hall.rows("update kernel.audit_entry set seal = 1 where agency_id = $1", [agency]);
  await hall.rows(
    "insert into kernel.audit_seal (agency_id, number, entries, previous, hash, sealed_at) values ($1, 1, 6, $2, $3, now())",
    [agency, Buffer.alloc(32), hash],
  );
  await hall.rows(
    "insert into kernel.audit_chain (agency_id, seals, entries, hash, since) values ($1, 1, 6, $2, now())",
    [agency, hash],
  );
  await write(agency, 3);
  await sealAudit(hall);
  assert.deepEqual((await verifyAudit(hall)).faults, []);
  const hand = (text: string) =>
    hall.rows(`set session_replication_role = replica; ${text.replaceAll("$agency", `'${agency}'`)}`);
  await hand("update kernel.audit_entry set target = 'x' where agency_id = $agency and seal = 1 and target = 'T-2'");
  assert.deepEqual(
    (await verifyAudit(hall)).faults.map((fault) => [fault.what, fault.seal]),
    [["batch", 1]],
  );
  await hand("update kernel.audit_entry set target = 'T-2' where agency_id = $agency and target = 'x'");
  // What had no place in the first form cannot be slipped in there.
  await hand(
    `update kernel.audit_entry set mandate = '${newId()}' where agency_id = $agency and seal = 1 and target = 'T-1'`,
  );
  assert.equal((await verifyAudit(hall)).faults[0]?.what, "batch");
  await hand("update kernel.audit_entry set mandate = null where agency_id = $agency");
  // A seal of today that pretends to be of then.
  await hand(
    "update kernel.audit_seal set format = 1, root = null, leaves = null, signature = null, certificate = null where agency_id = $agency and number = 2",
  );
  assert.ok((await verifyAudit(hall)).faults.some((fault) => fault.agency === agency && fault.seal === 2));
  await hand(
    "delete from kernel.audit_seal where agency_id = $agency; delete from kernel.audit_chain where agency_id = $agency; delete from kernel.audit_entry where agency_id = $agency",
  );
});

test("several nodes that seal at once make one chain, without a fault", async () => {
  const agencies = Array.from({ length: 4 }, () => newId());
  for (let turn = 0; turn < 5; turn++) {
    await Promise.all(agencies.map((agency) => write(agency, 7)));
    await Promise.all(Array.from({ length: 4 }, () => sealAudit(hall)));
  }
  await sealAudit(hall);
  const found = await verifyAudit(hall);
  assert.deepEqual([found.faults, found.unsealed], [[], 0]);
  for (const agency of agencies) {
    const [row] = await hall.rows("select entries from kernel.audit_chain where agency_id = $1", [agency]);
    assert.equal(row?.entries, 35);
  }
});

test("what waits for its seal too long is told", async () => {
  await write(newId(), 2);
  hall.time.advance(2 * 3_600_000);
  const { late, unsealed, faults } = await verifyAudit(hall);
  assert.deepEqual([late, unsealed, faults], [2, 2, []]);
  await sealAudit(hall);
});

test("several nodes that close a day at once make one root; days on which nothing ran have none", async () => {
  hall.time.advance(86_400_000);
  const made = await Promise.all([closeDay(hall), closeDay(hall), closeDay(hall)]);
  assert.deepEqual(
    made.filter((number) => number !== undefined),
    [1],
  );
  hall.time.advance(5 * 86_400_000);
  assert.equal(await closeDay(hall), 2);
  assert.deepEqual((await verifyAudit(hall)).faults, []);
});

test("days that waited because no worker ran are closed one after another, each with its own entries", async () => {
  const agency = newId();
  for (let day = 0; day < 3; day++) {
    await write(agency, day + 1);
    hall.time.advance(2 * 86_400_000);
  }
  assert.equal(await sealAudit(hall), 6);
  assert.equal(await closeDay(hall), 6);
  const rows = await hall.rows(
    "select r.number, r.day, c.first, c.last, c.entries from kernel.audit_root r left join kernel.audit_root_chain c on c.root = r.number and c.agency_id = $1 where r.number > 2 order by 1",
    [agency],
  );
  assert.deepEqual(
    rows.map(({ first, last, entries }) => [first, last, entries].map((each) => each && Number(each))),
    [
      [1, 1, 1],
      [2, 2, 3],
      [3, 3, 6],
      [null, null, null],
    ],
  );
  assert.equal(new Set(rows.map((row) => row.day)).size, 4);
  assert.deepEqual((await verifyAudit(hall)).faults, []);
});

test("a root is stamped once its authority answers, and a stamp of something else is found", async (t) => {
  if (missing(t, "openssl")) return;
  assert.equal(await stampRoots({ db: hall.db }), 0);
  await assert.rejects(stampRoots({ db: hall.db, tsa: "http://127.0.0.1:9" }), { key: "document.timestamp-down" });
  const tsa = await openTsa();
  try {
    assert.equal(await stampRoots({ db: hall.db, tsa: tsa.url }), 6);
    assert.equal(await stampRoots({ db: hall.db, tsa: tsa.url }), 0);
  } finally {
    tsa.close();
  }
  assert.deepEqual((await verifyAudit(hall)).faults, []);
  await hall.rows(
    "set session_replication_role = replica; update kernel.audit_stamp set token = (select token from kernel.audit_stamp where root = 2) where root = 1",
  );
  assert.deepEqual(
    (await verifyAudit(hall)).faults.map(({ what, day }) => [what, day]),
    [["stamp", "2026-11-23"]],
  );
});
