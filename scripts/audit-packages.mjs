// Known weaknesses of the packages that run, as the registry knows them, and whether every package of the lock has its fingerprint.
// A registry without that knowledge, or none in reach, is said aloud and is no failure: a weakness is one, from "high" on.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
const without = Object.entries(lock.packages).filter(([path, each]) => path !== "" && !each.link && !each.integrity);
// Packages of other platforms, which this registry may not have, stand in the lock by name and version only (decision 0009): none
// of them is installed here.
const here = (each) =>
  (!each.os || each.os.includes(process.platform)) && (!each.cpu || each.cpu.includes(process.arch));
const bare = without.filter(([path, each]) => !each.optional || (here(each) && existsSync(path)));
if (bare.length > 0) {
  console.error(`without a fingerprint in the lock: ${bare.map(([path]) => path).join(", ")}`);
  process.exit(1);
}
console.log(
  `${Object.keys(lock.packages).length - 1 - without.length} packages with their fingerprints; ${without.length} of other platforms without`,
);

const asked = spawnSync("npm", ["audit", "--omit=dev", "--json"], { encoding: "utf8", timeout: 60_000 });
let answer;
try {
  answer = JSON.parse(asked.stdout);
} catch {
  answer = undefined;
}
if (!answer?.metadata?.vulnerabilities) {
  const why =
    answer?.error?.summary ||
    answer?.error?.detail ||
    answer?.message ||
    asked.stderr.trim().split("\n").at(-1) ||
    "no answer";
  console.log(`SKIPPED: the registry does not tell of weaknesses (${String(why).slice(0, 160)})`);
} else {
  const { high, critical, moderate, low } = answer.metadata.vulnerabilities;
  console.log(`known weaknesses: ${critical} critical, ${high} high, ${moderate} moderate, ${low} low`);
  if (high + critical > 0) {
    for (const [name, each] of Object.entries(answer.vulnerabilities ?? {}))
      if (["high", "critical"].includes(each.severity)) console.error(`  ${name}: ${each.severity}, ${each.range}`);
    process.exit(1);
  }
}
