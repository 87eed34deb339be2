import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { compile } from "../kernel/process/index.ts";
import { type Box, hits, layOut } from "./lay-out-bpmn.ts";

const library = join(import.meta.dirname, "../library");
const meet = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

for (const name of readdirSync(library).filter((one) => existsSync(join(library, one, "process.bpmn"))))
  test(`in the drawing of ${name} nothing covers anything else, and each node stands in its lane`, async () => {
    const compiled = await compile(readFileSync(join(library, name, "process.bpmn"), "utf8"));
    assert.ok(compiled.ok);
    const { nodes, flows, diagrams } = compiled.process;
    const { shapes, edges } = diagrams[0]!;
    const boxOf = (id: string) => shapes.find(({ element }) => element === id)!;
    const solid = nodes.filter(({ kind }) => kind !== "event-sub");
    for (const [i, a] of solid.entries())
      for (const b of solid.slice(i + 1))
        if (a.on !== b.id && b.on !== a.id) assert.ok(!meet(boxOf(a.id), boxOf(b.id)), `${a.id} covers ${b.id}`);
    for (const node of nodes.filter((one) => one.lane && one.kind !== "boundary" && !one.scope)) {
      const [box, lane] = [boxOf(node.id), boxOf(node.lane!)];
      assert.ok(
        box.x >= lane.x &&
          box.y >= lane.y &&
          box.x + box.width <= lane.x + lane.width &&
          box.y + box.height <= lane.y + lane.height,
        node.id,
      );
    }
    for (const { element, points } of edges) {
      const flow = flows.find(({ id }) => id === element)!;
      for (const { id, on } of solid)
        if (
          id !== flow.from &&
          id !== flow.to &&
          on !== flow.from &&
          on !== flow.to &&
          id !== nodes.find((one) => one.id === flow.from)?.on
        )
          assert.ok(!hits(points, boxOf(id), 0), `${element} runs through ${id}`);
    }
    const labels = [...shapes, ...edges]
      .filter(({ label }) => label)
      .map(({ element, label }) => ({ element, box: label! }));
    for (const [i, a] of labels.entries())
      for (const b of labels.slice(i + 1))
        assert.ok(!meet(a.box, b.box), `the words of ${a.element} cover those of ${b.element}`);
  });

test("a process without lanes and with a loop is drawn too", async () => {
  const flow = (id: string, from: string, to: string) =>
    `<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}"/>`;
  const compiled = await compile(
    `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x"><process id="P" isExecutable="true"><startEvent id="S"/><userTask id="A"/><exclusiveGateway id="G" default="f4"/><endEvent id="E"/>${flow("f1", "S", "A")}${flow("f2", "A", "G")}<sequenceFlow id="f3" sourceRef="G" targetRef="A"><conditionExpression>lagi</conditionExpression></sequenceFlow>${flow("f4", "G", "E")}</process></definitions>`,
  );
  assert.ok(compiled.ok);
  const drawn = layOut(compiled.process);
  assert.deepEqual([...drawn.shapes.keys()].sort(), ["A", "E", "G", "S"]);
  assert.deepEqual([...drawn.edges.keys()].sort(), ["f1", "f2", "f3", "f4"]);
  assert.ok(drawn.shapes.get("S")!.x < drawn.shapes.get("A")!.x && drawn.shapes.get("G")!.x < drawn.shapes.get("E")!.x);
});
