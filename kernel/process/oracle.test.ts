// Another engine as witness: bpmn-elements runs the same file; the same tasks must open in the same order.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import * as elements from "bpmn-elements";
import fc from "fast-check";
import serialize, { TypeResolver } from "moddle-context-serializer";
import { Walk } from "./case.specimen.ts";
import { compile } from "./compile.ts";
import { evaluate } from "./feel.ts";
import type { Variables } from "./model.ts";
import { type Block, linesOf } from "./random.specimen.ts";
import { bpmn } from "./specimens.ts";

// The package keeps its types where this module resolution does not look.
const { BpmnModdle } = (await import("bpmn-moddle" as string)) as {
  BpmnModdle: new () => { fromXML(xml: string): Promise<unknown> };
};

interface Waiting {
  id: string;
  signal: () => void;
}

/** The tasks in the order in which they open, when the oldest open one is always the next to be completed. */
async function witness(xml: string, variables: Variables): Promise<string[]> {
  const types = TypeResolver(elements as never);
  const context = new (elements.Context as unknown as new (of: unknown) => never)(
    serialize((await new BpmnModdle().fromXML(xml)) as never, types),
  );
  const expressions = {
    resolveExpression: (body: string) => evaluate(body, variables).value,
    isExpression: () => true,
    hasExpression: () => true,
  };
  const definition = new elements.Definition(context, { variables, expressions } as never);
  const opened: string[] = [];
  const waiting: Waiting[] = [];
  definition.broker.subscribeTmp(
    "event",
    "activity.wait",
    (_key: string, message: unknown) => {
      const { content } = message as { content: { id: string; type: string } };
      if (!/UserTask$/.test(content.type)) return;
      opened.push(content.id);
      const api = (definition as unknown as { getApi: (of: unknown) => { signal: () => void } }).getApi(message);
      waiting.push({ id: content.id, signal: () => api.signal() });
    },
    { noAck: true },
  );
  definition.run();
  for (let next = waiting.shift(); next; next = waiting.shift()) next.signal();
  definition.stop();
  return opened;
}

/** The same, of our engine. */
async function ours(xml: string, variables: Variables): Promise<string[]> {
  const result = await compile(xml);
  assert.ok(result.ok, JSON.stringify(!result.ok && result.problems));
  const walk = new Walk(result.process, variables);
  const opened: string[] = [];
  const waiting: string[] = [];
  const note = () => {
    for (const effect of walk.step.effects) {
      if (effect.kind !== "open-task") continue;
      opened.push(effect.element);
      waiting.push(effect.key);
    }
  };
  note();
  for (let key = waiting.shift(); key; key = waiting.shift()) {
    walk.take({ type: "completed", key });
    note();
  }
  return opened;
}

const shared = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constant<Block>({ kind: "task" }),
    fc.record({
      kind: fc.constantFrom("seq", "xor", "and"),
      blocks: fc.array(tie("block"), { minLength: 2, maxLength: 3 }),
    }) as fc.Arbitrary<Block>,
    fc.record({ kind: fc.constant("sub"), block: tie("block") }) as fc.Arbitrary<Block>,
  ),
})).block;

test("on random well-structured processes both engines open the same tasks in the same order", async () => {
  let tasks = 0;
  await fc.assert(
    fc.asyncProperty(shared, fc.array(fc.nat({ max: 2 }), { minLength: 60, maxLength: 60 }), async (block, choices) => {
      const xml = bpmn(linesOf(block));
      const variables = Object.fromEntries(choices.map((choice, i) => [`pickG${i + 1}`, choice]));
      const mine = await ours(xml, variables);
      tasks += mine.length;
      assert.deepEqual(mine, await witness(xml, variables), linesOf(block));
    }),
    { numRuns: 200, seed: 3 },
  );
  assert.ok(tasks > 200);
});

const models: [string, Variables][] = [
  ["straight", {}],
  ["choice", { amount: 20 }],
  ["choice", { amount: 5 }],
  ["parallel", {}],
  ["inclusive", { a: true, b: false }],
  ["inclusive", { a: false, b: false }],
  ["correction-loop", { incomplete: false }],
  ["part-with-error", { ok: true }],
  ["part-with-error", { ok: false }],
  ["unstructured-but-sound", {}],
  ["several-ends", {}],
  ["links", {}],
  ["implicit-start-and-end", {}],
];

for (const [name, variables] of models) {
  test(`both engines agree on ${name} with ${JSON.stringify(variables)}`, async () => {
    const xml = readFileSync(join(import.meta.dirname, `../../tests/models/sound/${name}.bpmn`), "utf8");
    assert.deepEqual(await ours(xml, variables), await witness(xml, variables));
  });
}
