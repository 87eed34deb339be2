// The checks themselves: each must find what it is there to find.

import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { brokenBorders } from "./borders.ts";
import { wordFaults } from "./words.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** A small tree of its own, with our rules and packages. */
function tree(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "tree-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  for (const top of ["app", "bench", "capabilities", "kernel", "scripts", "tests"]) mkdirSync(join(folder, top));
  for (const name of ["package.json", ".dependency-cruiser.cjs"]) cpSync(join(root, name), join(folder, name));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const sound = {
  "kernel/db/sql.ts": "export const sql = 1; export type Row = { id: string };",
  "kernel/process/feel.ts": "export const feel = 1;",
  "capabilities/one/index.ts": 'import { sql } from "../../kernel/db/sql.ts"; export const one = sql;',
  "capabilities/one/inner.ts": "export const inner = 1; export type Inner = number;",
  "capabilities/two/index.ts": 'import { one } from "../one/index.ts"; export const two = one;',
  "capabilities/two/pages/page.tsx":
    'import type { Row } from "../../../kernel/db/sql.ts"; export const Page = (row: Row) => <p>{row.id}</p>;',
  "capabilities/two/two.test.ts":
    'import { inner } from "../one/inner.ts"; import "../../app/main.ts"; export default inner;',
  "app/main.ts": 'import { two } from "../capabilities/two/index.ts"; export default two;',
  "tests/hall.ts": 'import main from "../app/main.ts"; export default main;',
};

test("a tree whose imports point down is in order", () => {
  assert.deepEqual(brokenBorders(tree(sound)).faults, []);
});

test("each broken border is found, also one that only a type crosses", () => {
  const broken: Record<string, Record<string, string>> = {
    "kernel-names-no-capability": { "kernel/floor.ts": 'import "../capabilities/one/index.ts";' },
    "capabilities-do-not-know-the-app": { "capabilities/one/up.ts": 'export * from "../../app/main.ts";' },
    "meet-at-the-counter": {
      "capabilities/two/drawer.ts": 'import type { Inner } from "../one/inner.ts"; export type Mine = Inner;',
    },
    "no-circle-of-capabilities": { "capabilities/one/back.ts": 'export { two } from "../two/index.ts";' },
    "pages-do-not-fetch": {
      "capabilities/two/pages/fetching.tsx":
        'import { sql } from "../../../kernel/db/sql.ts"; export const Page = () => <p>{sql}</p>;',
    },
    "the-engine-is-pure": { "kernel/process/store.ts": 'import { sql } from "../db/sql.ts"; export default sql;' },
    "running-code-needs-no-test-tools": {
      "kernel/helper.ts": 'import hall from "../tests/hall.ts"; export default hall;',
    },
    "no-development-package-in-running-code": { "kernel/guess.ts": 'import fc from "fast-check"; export default fc;' },
  };
  const { faults } = brokenBorders(tree(Object.assign({ ...sound }, ...Object.values(broken))));
  for (const [rule, files] of Object.entries(broken))
    assert.ok(
      faults.some(
        (fault) => fault.startsWith(`${rule}: `) && Object.keys(files).some((file) => fault.includes(dirname(file))),
      ),
      `${rule} was not found in:\n${faults.join("\n")}`,
    );
});

test("a key without its sentence, a missing language and unequal marks are found", async () => {
  const folder = tree({
    "app/words.ts":
      'export const words = { "a.good": ["Baik {n}", "Good {n}"], "a.half": ["Setengah", ""], "a.marks": ["{satu}", "{one}"] };',
    "app/page.tsx":
      'export const page = (t) => [t("a.good"), t("a.missing"), t("other.thing")];\nthrow new Refused("a.gone");\n// t("a.only-told-of")',
  });
  const { faults, uses } = await wordFaults(folder);
  assert.equal(uses, 4);
  assert.deepEqual(faults, [
    'app/page.tsx:1: no sentence for "a.missing"',
    'app/page.tsx:2: no sentence for "a.gone"',
    '"a.half" lacks a language',
    '"a.marks" has {satu} in Indonesian and {one} in English',
  ]);
});
