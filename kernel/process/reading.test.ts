// bpmn-moddle, the reader of the diagram editors, as witness for ours; and what ours reads beyond it.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { compile } from "./compile.ts";
import descriptor from "./pendopo.moddle.json" with { type: "json" };
import { bpmn } from "./specimens.ts";
import { decodeXml } from "./xml.ts";

interface Seen {
  $type: string;
  id: string;
  flowElements?: Seen[];
  get(name: string): unknown;
}
interface Moddle {
  fromXML(xml: string): Promise<{ rootElement: { rootElements: Seen[] } }>;
  toXML(root: unknown): Promise<{ xml: string }>;
}
// The package keeps its types where this module resolution does not look.
const { BpmnModdle } = (await import("bpmn-moddle" as string)) as { BpmnModdle: new (more?: object) => Moddle };

const models = join(import.meta.dirname, "../../tests/models");
const files = ["sound/", "unsound/", "foreign/pools", "foreign/latin", "foreign/executable"].flatMap((start) => {
  const [folder, name = ""] = start.split("/");
  return readdirSync(join(models, folder!))
    .filter((file) => file.startsWith(name))
    .map((file) => join(models, folder!, file));
});
const library = join(import.meta.dirname, "../../library");
for (const service of readdirSync(library)) {
  const file = join(library, service, "process.bpmn");
  try {
    readFileSync(file);
    files.push(file);
  } catch {
    // Not every service of the library has a process of its own.
  }
}

for (const file of files) {
  test(`both readers see the same elements in ${file.slice(file.lastIndexOf("/", file.lastIndexOf("/") - 1) + 1)}`, async () => {
    const xml = decodeXml(readFileSync(file)).replace(/^\ufeff/, "");
    const compiled = await compile(xml);
    const process = compiled.process!;
    const { rootElement } = await new BpmnModdle().fromXML(xml);
    const theirs: string[] = [];
    const walk = (elements: Seen[] = []) => {
      for (const each of elements) {
        if (!/Data|Property/.test(each.$type))
          theirs.push(`${each.$type.replace("bpmn:", "").toLowerCase()} ${each.id}`);
        walk(each.flowElements);
      }
    };
    walk(rootElement.rootElements.find(({ $type, id }) => $type === "bpmn:Process" && id === process.id)?.flowElements);
    const mine = [
      ...process.nodes.map(({ type, id }) => `${type.toLowerCase()} ${id}`),
      ...process.flows.map(({ id }) => `sequenceflow ${id}`),
    ];
    assert.deepEqual(mine.sort(), theirs.sort());
  });
}

test("Pendopo's attributes survive an editor that reads and writes the file with our descriptor", async () => {
  const lines =
    'start S\nuser A | pendopo:form=periksa pendopo:pauses=applicant\nboundary T on A << <bpmn:timerEventDefinition pendopo:workingDays="3"/>\nrule R | pendopo:decision=risk pendopo:result=risk\nend E | pendopo:outcome=granted\nS > A > R > E\nT > E';
  const xml = bpmn(lines);
  const moddle = new BpmnModdle({ pendopo: descriptor });
  const { rootElement } = await moddle.fromXML(xml);
  const task = rootElement.rootElements[0]!.flowElements!.find(({ id }) => id === "A")!;
  assert.equal(task.get("pendopo:form"), "periksa");
  const again = await compile((await moddle.toXML(rootElement)).xml);
  const first = await compile(xml);
  const bare = ({ process }: typeof first) => process!.nodes.map(({ line: _, ...node }) => node);
  assert.deepEqual(bare(again), bare(first));
});
