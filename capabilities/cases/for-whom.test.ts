// How far a mandate reaches into one case: by its fee, and by rights that nobody hands on without naming them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { type Actor, publicActor } from "../../kernel/actor.ts";
import { UNBOUND } from "../../kernel/authority.ts";
import { ensureReach } from "./for-whom.ts";
import type { Ground } from "./ground.ts";

const NOW = new Date("2026-11-23T09:00:00+07:00");
const acting = (extent: object, as: "personal" | "guardian" = "personal"): Actor => ({
  ...publicActor,
  behalf: { mandate: "m", as, kind: "person", subject: "s", name: "Sulaiman", extent: { ...UNBOUND, ...extent } },
});
const ground = (service: object, parameters: object = {}) =>
  ({ service, parameters, version: { serviceId: "v" }, offering: { region: "19.71" } }) as unknown as Ground;
const refusal = (actor: Actor, on: Ground, act = "apply"): string | undefined => {
  try {
    ensureReach(actor, on, act, NOW);
    return undefined;
  } catch (error) {
    return (error as { key: string }).key;
  }
};

test("a fee above the ceiling is refused when it is owed, and one that nobody knows beforehand too", () => {
  const free = ground({ fee: { kind: "none" } });
  const fixed = ground({ fee: { kind: "fixed", amount: { parameter: "biaya" } } }, { biaya: 50_000 });
  const worked = ground({ fee: { kind: "expression", feel: "luas * 1000" } });
  const beyond = "mandates.beyond-ceiling";
  const table: [Ground, number | null, string, string | undefined][] = [
    [free, 0, "apply", undefined],
    [fixed, 50_000, "apply", undefined],
    [fixed, 49_999, "apply", beyond],
    [fixed, null, "apply", undefined],
    [fixed, 0, "answer", undefined],
    [worked, 999_999_999, "apply", beyond],
    [worked, null, "apply", undefined],
  ];
  for (const [on, ceiling, act, expected] of table)
    assert.equal(refusal(acting({ ceiling }), on, act), expected, `${JSON.stringify(on.service)} ${ceiling} ${act}`);
});

test("all services do not reach a right over personal data; its name does, and a guardian of all", () => {
  const right = ground({ fee: { kind: "none" }, dataRight: "access" });
  assert.equal(refusal(acting({}), right), "mandates.right-not-named");
  assert.equal(refusal(acting({}), right, "answer"), "mandates.right-not-named");
  assert.equal(refusal(acting({ services: ["v"] }), right), undefined);
  assert.equal(refusal(acting({}, "guardian"), right), undefined);
  assert.equal(refusal(acting({ services: ["other"] }, "guardian"), right), "mandates.beyond-case");
});
