// `npm run check`: what can be known without running the program. Every check runs, so that one look shows all that is wrong.

import { execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brokenBorders } from "./borders.ts";
import { wordFaults } from "./words.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
type Outcome = { ok: boolean; said: string };

/** Runs a tool of the packages; its words are shown only when something is wrong. */
const tool = (bin: string, ...args: string[]): Promise<Outcome> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, "node_modules", bin), ...args], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece) => (said += piece));
    child.on("error", (error) => resolve({ ok: false, said: String(error) }));
    child.on("exit", (code) => resolve({ ok: code === 0, said }));
  });

const told = (faults: string[]): Outcome => ({ ok: faults.length === 0, said: faults.join("\n") });

const checks: [name: string, check: () => Promise<Outcome>][] = [
  ["types", () => tool("typescript/bin/tsc", "--noEmit")],
  ["form and lint", () => tool("@biomejs/biome/bin/biome", "check", "--colors=off", "--max-diagnostics=40")],
  [
    "borders between folders",
    async () => {
      const { faults, modules } = brokenBorders(root);
      return modules < 100 ? { ok: false, said: `only ${modules} files were read` } : told(faults);
    },
  ],
  ["code, files and packages that nobody uses", () => tool("knip/bin/knip.js", "--no-progress", "--no-config-hints")],
  [
    "a sentence in both languages for every key",
    async () => {
      const { faults, uses } = await wordFaults(root);
      return uses < 100 ? { ok: false, said: `only ${uses} keys were found` } : told(faults);
    },
  ],
  ["docs/operate/settings.md", async () => told((await import("./settings.ts")).settingsFaults())],
  ["docs/schema.sql", schema],
  ["docs/security.md", async () => told(await (await import("./security.ts")).securityFaults())],
  ["licences, and NOTICE", async () => told((await import("./notice.ts")).noticeFaults())],
  ["no path of one machine in the tree", async () => told(machinePaths())],
];

async function schema(): Promise<Outcome> {
  const { SCHEMA_FILE, schemaText } = await import("./schema.ts");
  const text = await schemaText();
  return text === readFileSync(SCHEMA_FILE, "utf8")
    ? { ok: true, said: "" }
    : { ok: false, said: "It is not what the migrations make. Run: node bin/run.js scripts/schema.ts --write" };
}

/** Paths and addresses that mean something on one machine only. */
function machinePaths(): string[] {
  const files = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" }).split("\0").filter(Boolean);
  return files.flatMap((file) => {
    let text: string;
    try {
      text = readFileSync(join(root, file), "utf8");
    } catch {
      return []; // Removed, and not committed yet.
    }
    if (text.includes("\0")) return [];
    if (file === "package-lock.json")
      return [...new Set(text.match(/"resolved": "(?!https:\/\/registry\.npmjs\.org\/)[^"]*"/g) ?? [])]
        .slice(0, 5)
        .map((line) => `${file}: ${line}`);
    const found = /(^|[\s"'`(=:])(\/(?:work|home\/\w+|root|Users\/\w+)\/[\w.-]+)/m.exec(text);
    return found ? [`${file}: ${found[2]}`] : [];
  });
}

let failed = 0;
for (const [name, check] of checks) {
  const began = performance.now();
  const { ok, said } = await check().catch(
    (error: Error): Outcome => ({ ok: false, said: error.stack ?? String(error) }),
  );
  console.log(`${ok ? "ok" : "!!"}  ${name} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  if (ok) continue;
  failed++;
  console.log(said.trimEnd().replace(/^/gm, "      "));
}
console.log(failed === 0 ? "\nall in order" : `\n${failed} of ${checks.length} checks found something`);
process.exit(failed === 0 ? 0 : 1);
