// The table of settings in docs/operate/settings.md is made from kernel/config.ts, so that it cannot tell of others.

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describeSettings } from "../kernel/config.ts";

const FILE = fileURLToPath(new URL("../docs/operate/settings.md", import.meta.url));
const BETWEEN = /(<!-- made by scripts\/settings\.ts -->\n)[\s\S]*?(<!-- end -->)/;

const table = (): string =>
  [
    "| Setting | Default | What it is |",
    "|---|---|---|",
    ...describeSettings().map(
      (each) =>
        `| \`${each.name}\` | ${each.otherwise === "—" ? "—" : `\`${each.otherwise}\``} | ${each.sentence.replaceAll("|", "\\|")} |`,
    ),
    "",
  ].join("\n");

/** The page as it should be. */
const page = (): string =>
  readFileSync(FILE, "utf8").replace(BETWEEN, (_, open: string, close: string) => `${open}${table()}${close}`);

export const settingsFaults = (): string[] => {
  const now = readFileSync(FILE, "utf8");
  if (!BETWEEN.test(now)) return ["The marks of the table are gone."];
  return page() === now
    ? []
    : ["The table is not what kernel/config.ts says. Run: node bin/run.js scripts/settings.ts"];
};

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(FILE, page());
