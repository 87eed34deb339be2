// One typesetter: a process of its own, because native code that loops cannot be stopped inside ours.
// It can read the shared parts and what it is handed; packages from the network end at a proxy that is not there (press.ts).

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Worker } from "node:worker_threads";
import { NodeCompiler, type NodeError } from "@myriaddreamin/typst-ts-node-compiler";

export type Job = {
  id: number;
  template: string;
  dataJson: string;
  wordsJson: string;
  assets: Record<string, Uint8Array>;
  /** Seconds since 1970: the time written in the file, so that the same input gives the same bytes. */
  timestamp: number;
  standard: string;
};
export type TemplateFault = { message: string; file: string; line: number; column: number; hints: string[] };
export type Answer = { id: number; pdf?: Uint8Array; title?: string | null; pages?: number; faults: TemplateFault[] };

const folder = join(import.meta.dirname, "typst");
const path = (name: string) => join(folder, name);

// The watchdog is a thread of its own: it works even while this one is inside the compiler. It ends the process when
// memory passes the limit or when the program that started it is gone.
new Worker(
  `const [limit, parent] = process.argv.slice(2).map(Number);
   setInterval(() => {
     if (process.memoryUsage.rss() > limit || process.ppid !== parent) process.kill(process.pid, "SIGKILL");
   }, 50);`,
  { eval: true, argv: [process.env.PENDOPO_PRESS_MEMORY ?? String(1 << 30), String(process.ppid)] },
).unref();

const require = createRequire(import.meta.url);
const fontFolder = dirname(require.resolve("@expo-google-fonts/plus-jakarta-sans/package.json"));
const cut = ["400Regular", "400Regular_Italic", "500Medium", "600SemiBold", "700Bold", "700Bold_Italic"];
const compiler = NodeCompiler.create({
  workspace: folder,
  fontArgs: [{ fontBlobs: cut.map((name) => readFileSync(join(fontFolder, name, `PlusJakartaSans_${name}.ttf`))) }],
});

process.on("message", (job: Job) => process.send?.(work(job)));
process.on("disconnect", () => process.exit(0));
process.send?.({ id: 0, faults: [] } satisfies Answer);

function work(job: Job): Answer {
  compiler.resetShadow();
  compiler.mapShadow(path("template.typ"), Buffer.from(job.template));
  compiler.mapShadow(path("data.json"), Buffer.from(job.dataJson));
  compiler.mapShadow(path("words.json"), Buffer.from(job.wordsJson));
  for (const [name, bytes] of Object.entries(job.assets))
    compiler.mapShadow(path(join("assets", name)), Buffer.from(bytes));
  try {
    const done = compiler.compile({ mainFilePath: path("template.typ"), resetRead: true });
    if (!done.result) return { id: job.id, faults: told(done.takeDiagnostics()) };
    const pdf = compiler.pdf(done.result, {
      pdfStandard: job.standard,
      pdfTags: true,
      creationTimestamp: job.timestamp,
    });
    return { id: job.id, pdf, title: done.result.title, pages: done.result.numOfPages, faults: [] };
  } catch (error) {
    return { id: job.id, faults: exportFaults(String((error as Error).message)) };
  } finally {
    compiler.evictCache(10);
  }
}

function told(error: NodeError | null): TemplateFault[] {
  if (!error)
    return [
      {
        message: "the compiler gave neither a document nor a reason",
        file: "template.typ",
        line: 1,
        column: 1,
        hints: [],
      },
    ];
  return compiler
    .fetchDiagnostics(error)
    .filter((one) => one.severity === 1)
    .map((one) => {
      const [message, ...hints] = String(one.message).split(", hints: ");
      return {
        // Where the program lies on this machine is nobody's business.
        message: (message ?? "").replace(/ \(searched at [^)]*\)/, "").replaceAll(folder, ""),
        file:
          String(one.path)
            .replace(folder, "")
            .replace(/^[\\/]+/, "") || "template.typ",
        line: (one.range?.start.line ?? 0) + 1,
        column: (one.range?.start.character ?? 0) + 1,
        hints,
      };
    });
}

/** The exporter's complaints (a picture without words, a font that may not be embedded) come as one debug text without a place. */
function exportFaults(text: string): TemplateFault[] {
  const found = [...text.matchAll(/message: "((?:[^"\\]|\\.)*)"(?:, trace: \[\], hints: \[(.*?)\] \})?/g)].map(
    (match) => ({
      message: match[1] ?? "",
      file: "template.typ",
      line: 1,
      column: 1,
      hints: match[2] ? [match[2].replace(/^"|"$/g, "")] : [],
    }),
  );
  return found.length ? found : [{ message: text, file: "template.typ", line: 1, column: 1, hints: [] }];
}
