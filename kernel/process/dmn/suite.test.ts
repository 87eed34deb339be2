import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

const root = join(import.meta.dirname, "../../..");
const models = join(root, "tests/models/dmn");

const runSuite = async (folder: string) => {
  const run = promisify(execFile)(process.execPath, [
    join(root, "bin/run.js"),
    join(root, "scripts/dmn-tck.ts"),
    folder,
    "--json",
  ]);
  const { stdout } = await run.catch((failed: { stdout: string }) => failed);
  return JSON.parse(stdout) as {
    levels: Record<string, { passed: number; failed: number }>;
    failures: { test: string }[];
  };
};

test("a folder of test cases in the TCK's form is run, and all of ours pass", async () => {
  const { levels, failures } = await runSuite(models);
  assert.deepEqual(failures, []);
  assert.deepEqual(levels, { all: { passed: 8, failed: 0 } });
});

test("a case that does not hold is told", async () => {
  const folder = await mkdtemp(join(tmpdir(), "pendopo-suite-"));
  try {
    await copyFile(join(models, "izin/izin.dmn"), join(folder, "izin.dmn"));
    const cases = await readFile(join(models, "izin/izin-test.xml"), "utf8");
    await writeFile(join(folder, "izin-test.xml"), cases.replace(">lengkap<", ">kosong<"));
    assert.deepEqual(
      (await runSuite(folder)).failures.map(({ test: id }) => id),
      ["lengkap"],
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});
