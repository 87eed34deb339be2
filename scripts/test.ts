// `npm test`: every *.test.ts and *.test.tsx of the tree. Pure files share two processes; files that open a database, a browser
// or a program get one each, two at a time. The closing lines are node's own summary.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, relative } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { fileURLToPath, pathToFileURL } from "node:url";
import { missingTools } from "./tools.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const wanted = process.argv.slice(2);

const files = ["app", "bench", "capabilities", "kernel", "library", "scripts", "tests"]
  .filter((top) => existsSync(join(root, top)))
  .flatMap((top) =>
    (readdirSync(join(root, top), { recursive: true }) as string[]).map((name) => join(root, top, name)),
  )
  .filter((file) => /[.]test[.]tsx?$/.test(file))
  .filter((file) => wanted.length === 0 || wanted.some((part) => relative(root, file).includes(part)))
  .sort();

/** A file that reaches outside of its process, or turns what all share, keeps a process of its own. */
const apart = (file: string): boolean =>
  /tests\/(hall|cluster|chrome)\.ts|\/(hall|cluster|chrome)\.ts"|playwright|startEmbedded|openDatabase|node:child_process|node:worker_threads|press\.ts"|typeset\.ts"|mock\.timers|process\.(chdir|exit|env)/.test(
    readFileSync(file, "utf8"),
  );

const alone = files.filter(apart);
const together = files.filter((file) => !apart(file));

for (const tool of missingTools())
  console.log(`not installed: ${tool.name} (Debian: ${tool.debian}). Tests of ${tool.use} will say "skipped".`);
console.log(`${files.length} files of tests: ${together.length} share processes, ${alone.length} have one each\n`);

// A shared process is a file that imports the others: node:test then reports each test with its own place.
const folder = join(tmpdir(), `pendopo-tests-${process.pid}`);
mkdirSync(folder, { recursive: true });
const bundles = [0, 1].map((part) => {
  const file = join(folder, `shared-${part + 1}.mjs`);
  const members = together
    .filter((_, i) => i % 2 === part)
    .map((member) => ({ url: pathToFileURL(member).href, name: relative(root, member) }));
  writeFileSync(
    file,
    `import { test } from "node:test";
for (const { url, name } of ${JSON.stringify(members)})
  try { await import(url); } catch (error) { test(name + " can be loaded", () => { throw error; }); }
`,
  );
  return { file, members: members.length };
});

// The template databases are filled before the first test waits for them.
if (alone.some((file) => /hall\.ts|cluster\.ts/.test(readFileSync(file, "utf8")))) {
  for (const variant of ["bare", "demo"] as const)
    try {
      const { template } = await import("../tests/cluster.ts");
      const name = await template(variant, (text) => console.log(`  ${text}`));
      // What is edited while the tests run must not make them fill another template half-way.
      process.env[`PENDOPO_TEST_${variant.toUpperCase()}`] = name.split("_")[2];
    } catch (error) {
      console.log(
        `The ${variant} template cannot be filled, so the tests that need it will fail: ${(error as Error).message}`,
      );
    }
}

const began = performance.now();
const stream = run({
  files: [...bundles.filter((bundle) => bundle.members > 0).map((bundle) => bundle.file), ...alone],
  concurrency: Math.max(2, Math.min(4, availableParallelism())),
  timeout: 10 * 60_000,
  cwd: root,
});
stream.on("test:fail", (data) => {
  if (data.todo === undefined || data.todo === false) process.exitCode = 1;
});
stream.compose(new spec()).pipe(process.stdout);
stream.on("end", () => {
  rmSync(folder, { recursive: true, force: true });
  // Without a single test the run proves nothing, whatever the counts say.
  if (files.length === 0) process.exitCode = 1;
  if (performance.now() - began > 12 * 60_000)
    console.log("The tests took longer than the twelve minutes that they may.");
});
