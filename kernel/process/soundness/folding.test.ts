import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { compiled } from "../specimens.ts";
import type { Exploration } from "./explore.ts";
import { look } from "./index.ts";
import { netOf } from "./net.ts";

const kinds = ["user", "xor", "and", "or"] as const;

/** Any graph at all: nodes of any kind, each with up to two ways out to any other, sound or not. */
const nodes = (max: number) =>
  fc.array(fc.tuple(fc.constantFrom(...kinds), fc.array(fc.nat({ max }), { minLength: 1, maxLength: 2 })), {
    minLength: 1,
    maxLength: max,
  });

/** Writes a graph; with `tasks`, someone works on every way, so that a token may rest on each. */
function write(graph: [(typeof kinds)[number], number[]][], tasks: boolean): string {
  const name = (i: number) => (i >= graph.length ? "E" : `N${i}`);
  const lines = ["start S", "end E", "S > N0", ...graph.map(([kind], i) => `${kind} N${i}`)];
  let count = 0;
  for (const [i, [kind, to]] of graph.entries()) {
    for (const target of kind === "user" ? to.slice(0, 1) : to) {
      const condition = kind === "xor" || kind === "or" ? " : c" : "";
      const task = `U${++count}`;
      if (tasks) lines.push(`user ${task}`, `N${i} > ${task}${condition}`, `${task} > ${name(target)}`);
      else lines.push(`N${i} > ${name(target)}${condition}`);
    }
  }
  return lines.join("\n");
}

async function both(lines: string): Promise<{ whole: Exploration; folded: Exploration }> {
  const net = netOf(await compiled(lines), undefined, () => true);
  return { whole: look(net, 20_000, 20_000), folded: look(net, 0, 20_000) };
}

test("folding never changes whether a process is sound, nor what is alive in a sound one", async () => {
  let sound = 0;
  await fc.assert(
    fc.asyncProperty(nodes(5), async (graph) => {
      const lines = write(graph, true);
      const { whole, folded } = await both(lines);
      if (!whole.complete || !folded.complete) return;
      assert.equal(folded.faults.length > 0, whole.faults.length > 0, lines);
      if (whole.faults.length > 0) return;
      sound++;
      assert.deepEqual([...folded.alive].sort(), [...whole.alive].sort(), lines);
    }),
    { numRuns: 700, seed: 7 },
  );
  assert.ok(sound > 100, `only ${sound} of the processes were sound`);
});

test("where nothing waits, folding forgives only what passes in a moment, and never accuses wrongly", async () => {
  let sound = 0;
  await fc.assert(
    fc.asyncProperty(nodes(7), async (graph) => {
      const lines = write(graph, false);
      const { whole, folded } = await both(lines);
      const sticks = whole.faults.some(({ kind }) => kind !== "unsafe");
      if (sticks) assert.ok(folded.faults.length > 0, lines);
      if (whole.faults.length > 0) return;
      sound++;
      assert.deepEqual(folded.faults, [], lines);
    }),
    { numRuns: 1000, seed: 7 },
  );
  assert.ok(sound > 100, `only ${sound} of the processes were sound`);
});
