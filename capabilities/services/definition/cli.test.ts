import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { serviceCheck, serviceTest } from "./cli.ts";

const root = join(import.meta.dirname, "../../..");
const whole = join(root, "tests/broken-services/_whole");
const everything = join(root, "tests/broken-services/everything");

test("a folder in order is said to be so, with exit code 0", async () => {
  assert.deepEqual(await serviceCheck(whole), { exitCode: 0, text: "lomba-perahu 1.0: in order" });
  const tested = await serviceTest(whole);
  assert.equal(tested.exitCode, 0);
  assert.match(
    tested.text,
    /^pass {2}ikut {2}Perahu yang layak ikut lomba\npass .*\nlomba-perahu: 2 of 2 scenarios came out as written$/,
  );
});

test("a folder with faults in every file gets a line for each, and exit code 1", async () => {
  const { exitCode, text } = await serviceCheck(everything);
  assert.equal(exitCode, 1);
  const lines = text.split("\n");
  for (const file of ["service.yaml", "form.yaml", "process.bpmn", "kelas.dmn", "nomor.typ", "scenarios.yaml"])
    assert.ok(
      lines.some((line) => new RegExp(`^${file.replace(".", "\\.")}:\\S+ {2}\\S`).test(line)),
      `${file} has no line`,
    );
  assert.match(lines.at(-1)!, /faults.*; it cannot be published$/);
  assert.equal((await serviceTest(everything)).exitCode, 1);
});

test("as JSON the same faults come with codes and parameters", async () => {
  const { exitCode, text } = await serviceCheck(everything, { json: true });
  assert.equal(exitCode, 1);
  const answer = JSON.parse(text);
  assert.equal(answer.ok, false);
  for (const fault of answer.faults)
    assert.deepEqual(Object.keys(fault).sort(), ["code", "file", "message", "params", "place", "severity"]);
  const good = JSON.parse((await serviceTest(whole, { json: true })).text);
  assert.deepEqual(
    good.scenarios.map(({ key, ok }: { key: string; ok: boolean }) => [key, ok]),
    [
      ["ikut", true],
      ["tidak-ikut", true],
    ],
  );
});

test("a folder that is not there gives exit code 2", async () => {
  assert.equal((await serviceCheck(join(root, "tests/nowhere"))).exitCode, 2);
  assert.equal((await serviceTest(join(root, "tests/nowhere"))).exitCode, 2);
});
