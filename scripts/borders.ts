// The borders between folders, watched by dependency-cruiser with the rules of .dependency-cruiser.cjs. It cannot read by
// TypeScript 7, so it is shown a copy of the tree as JavaScript, in which every import stands, those of types as well.

import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { transformSync } from "oxc-transform";

const TOPS = ["app", "bench", "capabilities", "kernel", "scripts", "tests"];
// A page may name the type of a row, and running code the types of a package: such rules are asked without imports of types.
const OF_VALUES = ["pages-do-not-fetch", "no-development-package-in-running-code"];

/** Gives every broken border, as text; none when all is in order. Also how many files were read: too few prove nothing. */
export function brokenBorders(root: string): { faults: string[]; modules: number } {
  const whole = cruise(root, true);
  const values = cruise(root, false);
  const told = [
    ...whole.found.filter((each) => !OF_VALUES.includes(each.rule)),
    ...values.found.filter((each) => OF_VALUES.includes(each.rule)),
  ];
  return { faults: told.map(({ rule, from, to }) => `${rule}: ${from} → ${to}`), modules: whole.modules };
}

/** A part of the tree that is not there yet breaks no border. */
const topsOf = (root: string): string[] => TOPS.filter((top) => existsSync(join(root, top)));

function cruise(
  root: string,
  types: boolean,
): { found: { rule: string; from: string; to: string }[]; modules: number } {
  const copy = mkdtempSync(join(tmpdir(), "borders-"));
  try {
    const real = new Map<string, string>();
    for (const top of topsOf(root)) mkdirSync(join(copy, top));
    for (const top of topsOf(root))
      for (const name of readdirSync(join(root, top), { recursive: true }) as string[]) {
        // Tests may reach anything; what is shown is what runs, and the harness, which running code must not reach.
        if (!/[.]tsx?$/.test(name) || /[.]test[.]tsx?$|(^|\/)[.]/.test(name)) continue;
        const file = join(top, name);
        const text = readFileSync(join(root, file), "utf8");
        const seen = types
          ? text
              .replace(/^(\s*(?:import|export)) type\b(?! \w+ =)/gm, "$1")
              .replace(/([{,]\s*)type (?=\w+( as \w+)?\s*[,}])/g, "$1")
          : text;
        const { code } = transformSync(file, seen, {
          jsx: { runtime: "automatic", importSource: "preact" },
          typescript: { onlyRemoveTypeImports: true },
        });
        const shown = file.replace(/[.]tsx?$/, ".js");
        real.set(shown, file);
        mkdirSync(dirname(join(copy, shown)), { recursive: true });
        writeFileSync(join(copy, shown), code.replace(/((?:from|import)\s*\(?\s*"[.][^"]*)[.]tsx?"/g, '$1.js"'));
      }
    for (const name of ["package.json", ".dependency-cruiser.cjs"]) cpSync(join(root, name), join(copy, name));
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
    const done = spawnSync(
      process.execPath,
      [
        join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs"),
        "--config",
        ".dependency-cruiser.cjs",
        "--output-type",
        "json",
        ...topsOf(root),
      ],
      { cwd: copy, encoding: "utf8", maxBuffer: 1 << 28 },
    );
    if (!done.stdout) throw new Error(`dependency-cruiser said nothing: ${done.stderr}`);
    const { summary } = JSON.parse(done.stdout);
    const named = (path: string) => real.get(path) ?? path;
    return {
      modules: real.size,
      found: summary.violations.map(
        (each: { rule: { name: string }; from: string; to: string; cycle?: { name: string }[] }) => ({
          rule: each.rule.name,
          from: named(each.from),
          to: each.cycle ? each.cycle.map(({ name }) => named(name)).join(" → ") : named(each.to),
        }),
      ),
    };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
