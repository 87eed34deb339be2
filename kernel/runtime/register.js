// Node runs .ts as it is; .tsx needs its JSX turned into calls first. This hook does that one thing, and keeps what was
// compiled, so that the second start of a command takes half as long as the first.
import { readFileSync } from "node:fs";
import { createRequire, enableCompileCache, registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

// Beside the packages, which only who installed them may write: a folder that all share could be filled by somebody else.
enableCompileCache?.(fileURLToPath(new URL("../../node_modules/.cache/pendopo", import.meta.url)));

const require = createRequire(import.meta.url);
let transform;

registerHooks({
  load(url, context, nextLoad) {
    if (!url.startsWith("file:") || !url.endsWith(".tsx")) return nextLoad(url, context);
    const file = fileURLToPath(url);
    // The compiler is loaded with the first .tsx: commands that show no page never need it.
    transform ??= require("oxc-transform").transformSync;
    const { code, errors } = transform(file, readFileSync(file, "utf8"), {
      jsx: { runtime: "automatic", importSource: "preact" },
      typescript: { onlyRemoveTypeImports: true },
      sourcemap: false,
    });
    if (errors.length > 0) throw new SyntaxError(`${file}: ${errors.map((e) => e.message).join("; ")}`);
    return { format: "module", source: code, shortCircuit: true };
  },
});
