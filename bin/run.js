#!/usr/bin/env node
// Runs one TypeScript program of Pendopo on a Node that can: this one when it is new enough, otherwise the Node 24
// that `npm ci` installed beside the code. Plain JavaScript that even Node 18 reads, so that an old Node gets an answer.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The flags each child needs: our loader hook for .tsx, and room for source positions in errors. */
const hook = pathToFileURL(join(root, "kernel/runtime/register.js")).href;

export function run(program, args) {
  const [major, minor] = process.versions.node.split(".").map(Number);
  const newEnough = major > 22 || (major === 22 && minor >= 18);
  const shipped = join(
    root,
    "node_modules",
    `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`,
    "bin",
    process.platform === "win32" ? "node.exe" : "node",
  );
  const node = newEnough ? process.execPath : existsSync(shipped) ? shipped : undefined;
  if (!node) {
    console.error(
      `Pendopo needs Node 22.18 or newer; this is ${process.versions.node}, and no Node came with the packages for ${process.platform}-${process.arch}.\n` +
        "Install a newer Node, or run `npm ci` again without `--omit=optional`.",
    );
    process.exit(1);
  }
  const child = spawn(
    node,
    ["--disable-warning=ExperimentalWarning", "--import", hook, resolve(root, program), ...args],
    {
      stdio: "inherit",
      // glibc gives every thread a heap of its own and keeps what they free; two are enough and hold much less memory.
      env: { MALLOC_ARENA_MAX: "2", ...process.env },
    },
  );
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => {
    if (signal) process.kill(process.pid, signal);
    process.exitCode = code ?? 1;
  });
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [program, ...args] = process.argv.slice(2);
  if (!program) {
    console.error("Usage: node bin/run.js <program.ts> [arguments]");
    process.exit(2);
  }
  run(resolve(program), args);
}
