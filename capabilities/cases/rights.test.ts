import assert from "node:assert/strict";
import { test } from "node:test";
import type { Actor } from "../../kernel/actor.ts";
import { UNBOUND } from "../../kernel/authority.ts";
import { Refused } from "../../kernel/errors.ts";
import type { Ground } from "./ground.ts";
import { actOf, didItsCounterpart, ensureMayDo } from "./rights.ts";

const UNIT = "unit-a";
const official: Actor = {
  kind: "official",
  account: "account-1",
  official: "official-1",
  units: [UNIT],
  positions: [],
  rights: [{ units: [UNIT], by: { see: "p", work: "p" }, extent: { ...UNBOUND, acts: ["see", "work"] } }],
};
const affair = { unit_id: UNIT, service_id: "service", region: "19.71", own: false };
const ground = {
  service: {
    separate: [["PeriksaBerkas", "PeriksaTempat"]],
    roles: [
      { key: "pemeriksa", kind: "unit" },
      { key: "kepala", kind: "head" },
    ],
  },
} as unknown as Ground;
const task = (element: string, role = "pemeriksa") => ({ element, role, unit_id: UNIT });
const refusal = (
  actor: Actor,
  row = affair,
  element = "PeriksaTempat",
  role = "pemeriksa",
  done: { element: string; done_by: string }[] = [],
) => {
  try {
    ensureMayDo(actor, { row, ground, own: row.own, done }, task(element, role));
    return "passes";
  } catch (error) {
    assert.ok(error instanceof Refused && error.status === 403);
    return error.key;
  }
};

test("a head's task asks for a decision, any other for work", () => {
  assert.equal(actOf(ground, { role: "kepala" }), "decide");
  assert.equal(actOf(ground, { role: "pemeriksa" }), "work");
});

test("who is permitted passes; whose own affair it is, who lacks the act, or did the other half does not, each with its own reason", () => {
  assert.equal(refusal(official), "passes");
  assert.equal(refusal(official, { ...affair, own: true }), "task.own-affair");
  assert.equal(refusal(official, affair, "Putuskan", "kepala"), "task.lacks.act");
  assert.equal(refusal({ ...official, rights: undefined }), "task.lacks.unit");
  assert.equal(
    refusal(official, affair, "PeriksaTempat", "pemeriksa", [{ element: "PeriksaBerkas", done_by: "official-1" }]),
    "task.kept-apart",
  );
  assert.equal(
    refusal(official, affair, "PeriksaTempat", "pemeriksa", [{ element: "PeriksaBerkas", done_by: "official-2" }]),
    "passes",
  );
});

test("the same step again, after a correction, is not its own counterpart", () => {
  const done = [{ element: "PeriksaBerkas", done_by: "official-1" }];
  assert.equal(didItsCounterpart(official, { ground, done }, { element: "PeriksaBerkas" }), false);
  assert.equal(didItsCounterpart(official, { ground, done }, { element: "Lain" }), false);
});
