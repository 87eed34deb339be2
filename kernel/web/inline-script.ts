// An island as one plain script, for a page that people take away and open without a network: such a page can fetch no modules.

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const built = new Map<string, string>();

/** The island's text, with all that it needs in it; built when first asked for. @example inlineScript("islands/check-record.ts") */
export function inlineScript(source: string): string {
  let text = built.get(source);
  if (text === undefined) {
    const { outputFiles } = buildSync({
      entryPoints: [join(here, source)],
      absWorkingDir: here,
      bundle: true,
      minify: true,
      write: false,
      format: "iife",
      charset: "ascii",
      target: ["chrome90", "firefox90", "safari14.1"],
      logLevel: "silent",
      legalComments: "none",
    });
    text = outputFiles[0]?.text ?? "";
    built.set(source, text);
  }
  return text;
}
