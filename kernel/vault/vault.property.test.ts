// Over any course of changes of keys: what was sealed opens, only where it was sealed for; a value is found under whatever key it
// was kept, and no other value is.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { newId } from "../ids.ts";
import type { DataKey } from "./data-keys.ts";
import { vaultOf } from "./vault.ts";

const key = (purpose: DataKey["purpose"]): DataKey => ({
  id: newId(),
  purpose,
  key: randomBytes(32),
  writesIn: -1,
  isRetired: false,
});

const deed = fc.oneof(
  fc.record({ does: fc.constant("keep" as const), value: fc.string({ unit: "grapheme", maxLength: 40 }) }),
  fc.record({ does: fc.constant("new data key" as const) }),
  fc.record({ does: fc.constant("new index key" as const) }),
  fc.record({ does: fc.constant("renew" as const), which: fc.nat(20) }),
  fc.record({ does: fc.constant("settle" as const) }),
);

test("what is kept opens and is found, whatever keys came since", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { maxLength: 40 }), async (deeds) => {
      const all = [key("data"), key("index"), key("file")];
      const read = async () => ({ all: [...all], at: performance.now() });
      const vault = vaultOf(randomBytes(32), await read(), read);
      const kept: { value: string; place: string; sealed: Buffer; trace: Buffer }[] = [];
      for (const each of deeds) {
        if (each.does === "keep") {
          const place = `t:c:${kept.length}`;
          kept.push({
            value: each.value,
            place,
            sealed: vault.seal(each.value, place),
            trace: vault.blind("f", each.value),
          });
        } else if (each.does === "new data key" || each.does === "new index key") {
          all.push(key(each.does === "new data key" ? "data" : "index"));
          await vault.refresh();
        } else if (each.does === "renew") {
          const row = kept[each.which % Math.max(1, kept.length)];
          if (row) {
            row.sealed = vault.seal(vault.open(row.sealed, row.place), row.place);
            row.trace = vault.reblind(row.trace) ?? row.trace;
          }
        } else {
          for (const row of kept) row.trace = vault.reblind(row.trace) ?? row.trace;
          const index = all.filter((other) => other.purpose === "index");
          for (const old of index.slice(0, -1)) old.isRetired = true;
          await vault.refresh();
        }
        for (const row of kept) {
          assert.equal(vault.open(row.sealed, row.place), row.value);
          assert.throws(() => vault.open(row.sealed, `${row.place}0`));
          const found = vault.blinds("f", row.value);
          assert.ok(found.some((trace) => trace.equals(row.trace)));
          assert.ok(!vault.blinds("g", row.value).some((trace) => trace.equals(row.trace)));
          assert.ok(!vault.blinds("f", `${row.value}.`).some((trace) => trace.equals(row.trace)));
        }
      }
    }),
    { numRuns: 60 },
  );
});

test("bytes that are not what was sealed are a defect, wherever they were changed", async () => {
  const all = [key("data"), key("index"), key("file")];
  const read = async () => ({ all, at: performance.now() });
  const vault = vaultOf(randomBytes(32), await read(), read);
  const sealed = vault.seal("rahasia", "t:c:1");
  for (let at = 0; at < sealed.length; at++) {
    const altered = Buffer.from(sealed);
    altered[at] = (altered[at] as number) ^ 1;
    assert.throws(() => vault.open(altered, "t:c:1"), /not what was sealed|does not hold/);
    assert.throws(() => vault.open(sealed.subarray(0, at), "t:c:1"), /not what was sealed|does not hold/);
  }
});
