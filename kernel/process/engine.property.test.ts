import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Walk } from "./case.specimen.ts";
import type { Effect, Process, Variables } from "./model.ts";
import { anyGraph, blocks, linesOf } from "./random.specimen.ts";
import { checkSoundness } from "./soundness/index.ts";
import { compiled } from "./specimens.ts";

/** What a host knows of a case that only follows effects: the tasks and timers that are open. */
class Host {
  readonly tasks = new Set<string>();
  readonly timers = new Set<string>();
  readonly given = new Set<string>();

  follow(effects: Effect[]): void {
    for (const effect of effects) {
      if (effect.kind === "open-task" || effect.kind === "set-timer") {
        assert.ok(!this.given.has(effect.key), `${effect.key} was given twice`);
        this.given.add(effect.key);
        (effect.kind === "open-task" ? this.tasks : this.timers).add(effect.key);
      }
      if (effect.kind === "close-task")
        assert.ok(this.tasks.delete(effect.key), `${effect.key} was closed but not open`);
      if (effect.kind === "clear-timer")
        assert.ok(this.timers.delete(effect.key), `${effect.key} was cleared but not set`);
    }
  }
}

const picks = (process: Process, seed: number): Variables =>
  Object.fromEntries(process.nodes.map((node, i) => [`pick${node.id}`, (seed * 7 + i * 3 + (seed >> 3)) % 3]));

/** Walks through a case by random events; gives it when it is finished or the events are used up. */
function wander(process: Process, seeds: number[], each: (walk: Walk) => void): Walk {
  const walk = new Walk(process, picks(process, seeds[0] ?? 0));
  const host = new Host();
  host.follow(walk.step.effects);
  each(walk);
  for (const seed of seeds) {
    if (walk.state.done) break;
    const before = JSON.stringify(walk.state);
    const choices = [
      ...[...host.tasks].map((key) => ["completed", key]),
      ...[...host.timers].map((key) => ["timer", key]),
    ];
    if (choices.length === 0) break;
    const [type, key] = choices[seed % choices.length] as ["completed" | "timer", string];
    if (type === "timer") host.timers.delete(key);
    const earlier = walk.state;
    walk.take(type === "timer" ? { type, key } : { type, key, results: picks(process, seed) });
    assert.equal(walk.step.refused, undefined);
    assert.equal(JSON.stringify(earlier), before, "the given state was changed");
    host.follow(walk.step.effects);
    assert.deepEqual(JSON.parse(JSON.stringify(walk.state)), walk.state);
    const open = walk.state.open.filter((open) => open.is === undefined).map((open) => `${open.e}:${open.n}`);
    assert.deepEqual([...host.tasks].sort(), open.sort(), "the host's tasks are not those of the state");
    each(walk);
    // The same command again changes nothing.
    const settled = JSON.stringify(walk.state);
    walk.take({ type, key });
    assert.ok(walk.step.refused && JSON.stringify(walk.state) === settled);
  }
  if (walk.state.done) assert.deepEqual([...host.tasks, ...host.timers], []);
  return walk;
}

const seeds = fc.array(fc.nat({ max: 1000 }), { minLength: 40, maxLength: 120 });

test("a well-structured process is sound, never sticks, and replays to exactly its state", async () => {
  let finished = 0;
  await fc.assert(
    fc.asyncProperty(blocks, seeds, async (block, events) => {
      const lines = linesOf(block);
      const process = await compiled(lines);
      const { verdict, faults } = checkSoundness(process);
      assert.equal(verdict, "sound", `${JSON.stringify(faults)}\n${lines}`);
      const walk = wander(process, events, ({ state }) => {
        assert.ok(
          state.done || state.open.some((open) => open.is === undefined),
          `stuck: ${JSON.stringify(state)}\n${lines}`,
        );
        assert.deepEqual(
          state.open.filter((open) => open.why),
          [],
        );
      });
      assert.deepEqual(walk.replayed(), walk.state);
      if (walk.state.done) finished++;
    }),
    { numRuns: 250, seed: 11 },
  );
  assert.ok(finished > 150, `only ${finished} were finished`);
});

test("any graph runs without a crash; what sticks or doubles in a run was called unsound before", async () => {
  let sound = 0;
  let stuck = 0;
  await fc.assert(
    fc.asyncProperty(
      anyGraph,
      fc.array(fc.nat({ max: 1000 }), { minLength: 5, maxLength: 25 }),
      async (lines, events) => {
        const process = await compiled(lines);
        const { verdict } = checkSoundness(process);
        if (verdict === "sound") sound++;
        const walk = wander(process, events, ({ state }) => {
          const tasks = state.open.filter((open) => open.is === undefined).map((open) => open.e);
          const trouble = new Set(tasks).size < tasks.length || state.open.some((open) => open.why === "stuck");
          if (trouble) stuck++;
          assert.ok(!(trouble && verdict === "sound"), `${JSON.stringify(state)}\n${lines}`);
        });
        assert.deepEqual(walk.replayed(), walk.state);
      },
    ),
    { numRuns: 400, seed: 5 },
  );
  assert.ok(sound > 20 && stuck > 20, `${sound} sound, ${stuck} stuck`);
});
