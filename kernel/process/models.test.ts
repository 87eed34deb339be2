// Hand-made models with what is expected of each: tests/models, told in expected.json.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { processCheck } from "./cli.ts";
import { compile } from "./compile.ts";
import { checkSoundness } from "./soundness/index.ts";
import { decodeXml } from "./xml.ts";

const folder = join(import.meta.dirname, "../../tests/models");
const expected = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8"));
const files = (kind: string) => readdirSync(join(folder, kind)).map((file) => file.replace(/\.bpmn$/, ""));
const read = (kind: string, name: string) => decodeXml(readFileSync(join(folder, kind, `${name}.bpmn`)));

for (const kind of ["sound", "unsound"]) {
  for (const name of files(kind)) {
    test(`${kind}: ${name}`, async () => {
      const result = await compile(read(kind, name));
      assert.deepEqual(result.ok ? [] : result.problems, []);
      const { verdict, faults } = checkSoundness(result.process!);
      assert.deepEqual(
        faults.map(({ kind: fault, element, path }) => ({ kind: fault, element, path })),
        expected[kind][name],
      );
      assert.equal(verdict, kind);
    });
  }
}

for (const name of files("broken")) {
  test(`broken: ${name}`, async () => {
    const result = await compile(read("broken", name));
    const found = result.ok ? [] : result.problems.map(({ element, code }) => (element ? `${element} ${code}` : code));
    assert.deepEqual(found.sort(), expected.broken[name]);
    for (const { message } of result.ok ? [] : result.problems) assert.doesNotMatch(message, /[{}]/);
  });
}

for (const name of files("foreign")) {
  test(`what another tool wrote is read whole: ${name}`, async () => {
    const result = await compile(read("foreign", name));
    assert.deepEqual(result.ok ? [] : result.problems, []);
    const { exitCode, text } = await processCheck(join(folder, "foreign", `${name}.bpmn`), { json: true });
    assert.equal(exitCode, 0);
    assert.equal(JSON.parse(text).sound, true);
  });
}

test("pools, nested lanes, messages, data and the drawing are all there", async () => {
  const result = await compile(read("foreign", "pools-lanes-extensions"));
  assert.ok(result.ok);
  const { process, warnings } = result;
  const lane = (id: string) => process.nodes.find((node) => node.id === id)?.lane;
  assert.deepEqual([lane("S"), lane("A"), lane("X"), lane("R")], ["L1", "L1", "L2", "L2"]);
  assert.deepEqual(
    process.lanes.map(({ id, parent }) => [id, parent]),
    [
      ["L", undefined],
      ["L1", "L"],
      ["L2", "L"],
    ],
  );
  assert.deepEqual(process.messages, [
    { name: "Berkas", direction: "in", element: "S", partner: "Pemohon" },
    { name: "Keputusan", direction: "out", element: "E", partner: "Pemohon" },
  ]);
  assert.equal(process.name, "Kota");
  assert.equal(process.nodes.find((node) => node.id === "S")?.name, "Berkas masuk");
  assert.equal(process.nodes.find((node) => node.id === "R")?.decision, "risk");
  assert.equal(process.flows.find((flow) => flow.id === "f4")?.condition, "r > 1");
  assert.equal(process.diagrams[0]?.shapes.length, 5);
  assert.deepEqual(
    process.data.map(({ name }) => name),
    ["luas", "dob", "Berkas", "Register"],
  );
  assert.ok(warnings.some(({ code, element }) => code === "lane-by-position" && element === "R"));
  assert.ok(warnings.some(({ code, params }) => code === "vendor-extension" && params.namespace?.includes("camunda")));
});

test("a process compiled, stored as JSON and read again is the same", async () => {
  for (const kind of ["sound", "foreign"]) {
    for (const name of files(kind)) {
      const result = await compile(read(kind, name));
      assert.deepEqual(JSON.parse(JSON.stringify(result.process)), result.process, name);
    }
  }
});

test("hostile XML is refused before it costs anything", async () => {
  const open = "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'>";
  const cases: [string, string][] = [
    [`${open}${" ".repeat(50_000_000)}</definitions>`, "xml-too-large"],
    [`${open}${"<a>".repeat(300_000)}`, "xml-too-deep"],
    [`${open}${"<a/>".repeat(300_000)}</definitions>`, "xml-too-many"],
    [`<!DOCTYPE d SYSTEM "file:///etc/passwd">${open}</definitions>`, "xml-doctype"],
    [
      `<?xml version="1.0"?>${"<!-- -->".repeat(20_000)}<!DOCTYPE d [${"<!ENTITY a 'b'>".repeat(1000)}]>${open}</definitions>`,
      "xml-doctype",
    ],
  ];
  for (const [xml, code] of cases) {
    const begun = performance.now();
    const result = await compile(xml);
    assert.equal(!result.ok && result.problems[0]?.code, code);
    assert.ok(performance.now() - begun < 1000, `${code} took ${performance.now() - begun} ms`);
  }
});

test("a file that is not there, or no text, is told with exit code 2; a refused one with 1", async () => {
  assert.equal((await processCheck(join(folder, "no-such-file.bpmn"))).exitCode, 2);
  assert.equal((await processCheck(join(folder, "broken/malformed.bpmn"))).exitCode, 2);
  assert.equal((await processCheck(join(folder, "broken/condition-juel.bpmn"))).exitCode, 1);
  assert.equal((await processCheck(join(folder, "unsound/choice-into-join.bpmn"))).exitCode, 1);
});
