import assert from "node:assert/strict";
import { test } from "node:test";
import { advance } from "./advance.ts";
import { Walk } from "./case.specimen.ts";
import { move } from "./move.ts";
import { compiled } from "./specimens.ts";

const now = "2026-11-22T00:00:00.000Z";
const first = await compiled(
  "start S\nand G\nuser A\nboundary T on A timer P3D\nuser B\nand J\nend E\nend F\nS > G\nG > A > J\nG > B > J\nJ > E\nT > F",
);

test("a running case goes on in the new version, with what was done kept and new timers set", async () => {
  const second = await compiled(
    "start S\nand G\nuser Inspect\nboundary T2 on Inspect non timer P5D\nuser B\nuser Sign\nand J\nend E\nend F\nS > G\nG > Inspect > J\nG > B > J\nJ > Sign > E\nT2 > F",
  );
  const c = new Walk(first, { x: 1 });
  c.complete("B");
  const result = move({ from: first, to: second }, c.state, { A: "Inspect" }, now);
  assert.ok(result.ok);
  assert.deepEqual(
    result.effects.map(({ kind }) => kind),
    ["clear-timer", "set-timer"],
  );
  assert.deepEqual(result.state.open, [{ n: 1, e: "Inspect" }]);
  const { state } = advance(second, result.state, { type: "completed", key: "Inspect:1" }, now);
  assert.deepEqual(
    state.open.map(({ e }) => e),
    ["Sign"],
  );
  assert.deepEqual(state.variables, { x: 1 });
});

test("a case moved to the version it is on is unchanged", () => {
  const c = new Walk(first);
  c.complete("B");
  assert.deepEqual(move({ from: first, to: first }, c.state, {}, now), { ok: true, state: c.state, effects: [] });
});

test("what is open and has no place in the new version keeps the case where it is, all told at once", async () => {
  const other = await compiled("start S\nservice A\nend E\nS > A > E");
  const c = new Walk(first);
  const result = move({ from: first, to: other }, c.state, {}, now);
  assert.deepEqual(!result.ok && result.problems.map(({ element, code }) => [element, code]), [
    ["A", "another-kind"],
    ["B", "gone"],
  ]);
  c.complete("B");
  const waiting = move({ from: first, to: other }, c.state, { A: "A" }, now);
  assert.ok(!waiting.ok && waiting.problems.some(({ code }) => code === "token-on-a-way-that-is-gone"));
});

test("a wait for another message is made anew", async () => {
  const old = await compiled("start S\ncatch M message Paid\nend E\nS > M > E");
  const next = await compiled("start S\ncatch M message Settled\nend E\nS > M > E");
  const c = new Walk(old);
  const result = move({ from: old, to: next }, c.state, {}, now);
  assert.deepEqual(result.ok && result.effects.map(({ kind }) => kind), ["stop-awaiting", "await-message"]);
});
