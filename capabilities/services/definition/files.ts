import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type Faults, meant } from "./faults.ts";

/** Text by file name. Parts stand under `parts/`, as the `use:` of a list names them. */
export type Files = Map<string, string>;

const LARGEST = 2 * 1024 * 1024;
const MOST = 64;
const FIXED = ["service.yaml", "form.yaml", "process.bpmn", "scenarios.yaml"];

/** Files that belong to a definition. What else lies in the folder (a README, a picture for the catalogue) is left alone. */
export const belongs = (name: string): boolean =>
  FIXED.includes(name) ||
  /^[a-z0-9][a-z0-9-]*\.(dmn|typ)$/.test(name) ||
  /^parts\/[a-z0-9][a-z0-9-]*\.yaml$/.test(name);

/** A file that looks like part of a definition but bears no name that is read: most often a slip of the pen. */
const tellUnread = (name: string, faults: Faults) => {
  if (!name.includes("/") && /\.(?:ya?ml|bpmn|dmn|typ)$/i.test(name))
    faults.warn({ file: name, place: "1:1" }, "service.file-unknown", { name, hint: meant(name, FIXED) });
};

/** Takes in a folder with the parts beside it (`../parts`), or files already in memory. Faults are told; what can be read is given. */
export async function takeFiles(
  source: string | ReadonlyMap<string, Uint8Array | string>,
  faults: Faults,
): Promise<Files> {
  const files: Files = new Map();
  const take = (name: string, bytes: Uint8Array | string) => {
    const at = { file: name, place: "1:1" };
    if (bytes.length > LARGEST) faults.add(at, "service.file-too-large", { max: String(LARGEST / 1024) });
    else if (typeof bytes === "string") files.set(name, bytes.replace(/^\ufeff/, ""));
    else
      try {
        files.set(name, new TextDecoder("utf-8", { fatal: true }).decode(bytes));
      } catch {
        faults.add(at, "service.not-text");
      }
  };
  if (typeof source !== "string") {
    for (const [name, bytes] of [...source].slice(0, MOST))
      if (belongs(name)) take(name, bytes);
      else tellUnread(name, faults);
  } else {
    const folders: [string, string][] = [
      [source, ""],
      [join(dirname(join(source, ".")), "parts"), "parts/"],
    ];
    for (const [folder, before] of folders)
      try {
        for (const name of (await readdir(folder)).sort().slice(0, MOST * 4)) {
          if (before === "" && !belongs(name)) tellUnread(name, faults);
          if (!belongs(before + name) || !(await stat(join(folder, name))).isFile()) continue;
          take(before + name, await readFile(join(folder, name)));
        }
      } catch {
        // A library without shared parts is no fault; a folder that is not there is.
        if (before === "")
          faults.add({ file: basename(source) || source, place: "1:1" }, "service.folder-missing", { name: source });
      }
  }
  return files;
}

/** SHA-256 over names and texts, so that a case can tell exactly which text it runs on. */
export function digestOf(files: ReadonlyMap<string, string>): string {
  const hash = createHash("sha256");
  for (const [name, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(`${name}\0${Buffer.byteLength(text)}\0`).update(text);
  return hash.digest("hex");
}
