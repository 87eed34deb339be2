// Whoever writes past the program, with the owner's hand and every guard of the database switched off, is found, and the place is named.

import assert from "node:assert/strict";
import { test } from "node:test";
import { faultText } from "../../app/commands/audit.ts";
import { commandWords } from "../../app/commands/say.ts";
import type { RecordFault } from "../../kernel/audit/faults.ts";
import { verifyAudit } from "../../kernel/audit/verify.ts";
import { raw } from "../../kernel/db/sql.ts";
import { openTestHall } from "../hall.ts";
import { AGENCY, bringBack, keepAside, TAMPERINGS, threeDays, withHand } from "./tampering.ts";

const hall = await openTestHall();
await threeDays(hall);
const kept = (await hall.rows("select statement from kernel.audit_root order by number")) as { statement: string }[];
await withHand(hall.ownerUrl, keepAside);

test("a record that nobody touched is whole, and agrees with the copy that was kept", async () => {
  const found = await verifyAudit(hall, { kept });
  assert.deepEqual(found, { entries: 96, seals: 12, roots: 2, unsealed: 0, late: 0, faults: [] });
});

for (const { what, found, at, do: tamper } of TAMPERINGS)
  test(`${what}: found`, async () => {
    await withHand(hall.ownerUrl, async (hand) => {
      const place = typeof at === "function" ? await at(hand) : (at ?? {});
      try {
        await tamper(hand);
        const { faults } = await verifyAudit(hall, { kept });
        const matching = faults.filter(
          (fault) =>
            fault.what === found &&
            Object.entries(place).every(([key, value]) => String(fault[key as keyof RecordFault]) === String(value)),
        );
        assert.equal(matching.length, 1, JSON.stringify(faults, null, 1));
        const said = faultText(commandWords(), matching[0] as RecordFault);
        assert.doesNotMatch(said, /undefined|\{|audit[.]/);
        // What was done to one place is not told of another.
        if (["altered", "missing", "inserted", "swapped", "moved"].includes(found))
          assert.equal(faults.length, 1, JSON.stringify(faults));
      } finally {
        await bringBack(hand);
      }
    });
    assert.deepEqual((await verifyAudit(hall, { kept })).faults, []);
  });

test("a row of the record cannot be changed or removed by the program's own roles, nor sealed twice", async () => {
  for (const [role, text] of [
    ["app", "update kernel.audit_entry set act = 'x'"],
    ["app", "delete from kernel.audit_entry"],
    ["worker", "update kernel.audit_entry set act = 'x'"],
    ["worker", "delete from kernel.audit_entry"],
    ["worker", "update kernel.audit_seal set entries = 1"],
    ["worker", "delete from kernel.audit_chain"],
    ["worker", "update kernel.audit_root set day = day"],
  ] as const)
    await assert.rejects(
      hall.db.transact({ role }, (tx) => tx.run(raw(text))),
      { code: "42501" },
      text,
    );
  // And by the owner only with the guards taken away first.
  for (const text of [
    `update kernel.audit_entry set act = 'x' where agency_id = '${AGENCY}'`,
    `update kernel.audit_entry set seal = 1 where agency_id = '${AGENCY}' and seal = 2`,
    "delete from kernel.audit_entry_first",
    "update kernel.audit_chain set seals = seals - 1",
  ])
    await assert.rejects(hall.rows(text), { code: "42501" }, text);
});
