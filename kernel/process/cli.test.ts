import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { processCheck } from "./cli.ts";

const model = (name: string) => join(import.meta.dirname, "../../tests/models", `${name}.bpmn`);
const json = async (name: string) => {
  const { exitCode, text } = await processCheck(model(name), { json: true });
  return { exitCode, report: JSON.parse(text) };
};

test("a good process is executable and sound, exit 0", async () => {
  const { exitCode, report } = await json("sound/parallel");
  assert.equal(exitCode, 0);
  assert.deepEqual([report.executable, report.sound, report.problems, report.faults], [true, true, [], []]);
});

test("a refused element is told by id, code, sentence and line, exit 1", async () => {
  const { exitCode, report } = await json("broken/condition-juel");
  assert.equal(exitCode, 1);
  const [{ element, code, message, line }] = report.problems;
  assert.deepEqual([report.executable, element, code], [false, "f2", "expression-language"]);
  assert.match(message, /JUEL/);
  assert.equal(typeof line, "number");
});

test("an unsound process is executable but refused, with the shortest way to each fault", async () => {
  const { exitCode, report } = await json("unsound/choice-into-join");
  assert.deepEqual([exitCode, report.executable, report.sound], [1, true, false]);
  assert.deepEqual(report.faults[0].path, ["S", "X", "A", "J"]);
});

test("a partner's process that nobody will run is described, not held against the file", async () => {
  const { exitCode, report } = await json("foreign/executable-beside-partner");
  assert.equal(exitCode, 0);
  assert.deepEqual(
    report.processes.map(({ id, executable }: { id: string; executable: boolean }) => [id, executable]),
    [
      ["P", true],
      ["Q", false],
    ],
  );
  assert.ok(
    report.warnings.some(
      ({ element, code }: { element: string; code: string }) => element === "QT" && code === "timer-missing",
    ),
  );
});

test("the text for people names the file, the verdict and each fault", async () => {
  const { text } = await processCheck(model("unsound/endless"));
  assert.match(text, /process P: executable, not sound/);
  assert.match(text, /✗ M: .*round for ever.*Shortest way there: S → M/);
});
