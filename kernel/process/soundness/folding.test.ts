import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { compiled } from "../specimens.ts";
import { look } from "./index.ts";
import { netOf } from "./net.ts";

const kinds = ["user", "xor", "and", "or"] as const;

/** Any graph at all: nodes of any kind, each with up to two ways out to any other, sound or not. */
const anyProcess = fc
  .array(fc.tuple(fc.constantFrom(...kinds), fc.array(fc.nat({ max: 7 }), { minLength: 1, maxLength: 2 })), {
    minLength: 1,
    maxLength: 7,
  })
  .map((nodes) => {
    const name = (i: number) => (i >= nodes.length ? "E" : `N${i}`);
    const lines = nodes.map(([kind], i) => `${kind} N${i}`);
    const flows = nodes.flatMap(([kind, to], i) => {
      const targets = kind === "user" ? to.slice(0, 1) : to;
      return targets.map((target, k) => `N${i} > ${name(target)}${kind === "xor" || kind === "or" ? " : c" : ""}`);
    });
    return ["start S", "end E", ...lines, "S > N0", ...flows].join("\n");
  });

test("folding a process never changes whether it is sound, nor what is alive in a sound one", async () => {
  let sound = 0;
  await fc.assert(
    fc.asyncProperty(anyProcess, async (lines) => {
      const process = await compiled(lines);
      const net = netOf(process, undefined, () => true);
      const whole = look(net, 100_000, 100_000);
      const folded = look(net, 0, 100_000);
      assert.equal(whole.complete && folded.complete, true);
      if (whole.faults.length === 0) sound++;
      assert.equal(folded.faults.length > 0, whole.faults.length > 0, lines);
      // Behind a fault the core still tells that something is wrong, if not all that can no longer be reached.
      if (whole.faults.length === 0) assert.deepEqual([...folded.alive].sort(), [...whole.alive].sort(), lines);
    }),
    { numRuns: 1500, seed: 7 },
  );
  assert.ok(sound > 100, `only ${sound} of the processes were sound`);
});
