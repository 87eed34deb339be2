// Tests that ask outside tools say aloud when they cannot; in CI a missing tool is a failure.

import { spawnSync } from "node:child_process";
import type { TestContext } from "node:test";

const packages: Record<string, string> = {
  pdfsig: "poppler-utils",
  pdftoppm: "poppler-utils",
  pdftotext: "poppler-utils",
  zbarimg: "zbar-tools",
  certutil: "libnss3-tools",
  openssl: "openssl",
};

/** Whether the tool is missing; then the test is skipped with the name of the Debian package that has it. */
export function missing(t: TestContext, tool: string): boolean {
  if (!spawnSync(tool, ["--version"]).error) return false;
  const advice = `${tool} is not installed (Debian: apt-get install ${packages[tool] ?? tool})`;
  if (process.env.CI === "true") throw new Error(advice);
  console.error(`SKIPPED: ${advice}`);
  t.skip(advice);
  return true;
}
