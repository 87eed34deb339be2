import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { decisionEvaluate } from "./cli.ts";
import { decision, definitions, input, literal } from "./specimens.ts";

const folder = await mkdtemp(join(tmpdir(), "pendopo-decision-"));
after(() => rm(folder, { recursive: true }));

const write = async (name: string, text: string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
};

const file = await write(
  "a.dmn",
  definitions(
    input("mulai", "date") +
      decision("Jatuh Tempo", literal('{hari: mulai + @"P14D", lama: @"P14D", sisa: 1.5}'), ["#mulai"]) +
      decision("Rusak", literal("1 +")),
  ),
);
const good = await write("good.json", '{"mulai": "2026-11-22"}');

test("a decision is given as JSON, dates as ISO texts", async () => {
  const { exitCode, text } = await decisionEvaluate(file, { decision: "Jatuh Tempo", input: good });
  assert.equal(exitCode, 0);
  assert.deepEqual(JSON.parse(text), { hari: "2026-12-06", lama: "P14D", sisa: 1.5 });
});

test("a wrong input is a problem with its pointer", async () => {
  const wrong = await write("wrong.json", '{"mulai": "besok"}');
  const { exitCode, text } = await decisionEvaluate(file, { decision: "Jatuh_Tempo", input: wrong });
  assert.equal(exitCode, 1);
  assert.equal(JSON.parse(text).problems[0].pointer, "/mulai");
});

test("a fault in the asked decision is a problem; one elsewhere in the file is not", async () => {
  const { exitCode, text } = await decisionEvaluate(file, { decision: "Rusak", input: good });
  assert.equal(exitCode, 1);
  assert.equal(JSON.parse(text).problems[0].code, "feel.syntax");
});

test("what cannot be read, found or understood is said", async () => {
  const rows: [string, string | undefined, string, number, RegExp][] = [
    [join(folder, "none.dmn"), "x", good, 2, /file\.unreadable/],
    [file, "Jatuh Tempo", join(folder, "none.json"), 2, /file\.unreadable/],
    [file, "tiada", good, 1, /Jatuh Tempo/],
    [file, undefined, good, 1, /Say which decision/],
    [good, "x", good, 1, /xml\.malformed/],
    [file, "Jatuh Tempo", file, 1, /input\.json/],
  ];
  for (const [dmn, wanted, values, code, words] of rows) {
    const { exitCode, text } = await decisionEvaluate(dmn, { decision: wanted, input: values });
    assert.equal(exitCode, code, text);
    assert.match(text, words);
    JSON.parse(text);
  }
});

test("a model that is imported is found beside the file", async () => {
  const ns = "https://www.omg.org/spec/DMN/20191111/MODEL/";
  await write(
    "lain.dmn",
    `<definitions xmlns="${ns}" name="lain" namespace="urn:lain">${decision("satu", literal("1"))}</definitions>`,
  );
  const main = await write(
    "b.dmn",
    definitions(
      `<import name="l" namespace="urn:lain" importType="${ns}"/><decision id="d" name="d"><variable name="d"/><informationRequirement><requiredDecision href="urn:lain#satu"/></informationRequirement>${literal("l.satu + 1")}</decision>`,
    ),
  );
  assert.deepEqual(await decisionEvaluate(main, { decision: "d", input: undefined }), { exitCode: 0, text: "2" });
});
