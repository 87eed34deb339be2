// Every key of a sentence that the code uses has its sentence, in Indonesian and in English, with the same marks in both.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

type Use = { key: string; where: string };

const filesOf = (root: string): string[] =>
  ["app", "capabilities", "kernel"].flatMap((top) =>
    (readdirSync(join(root, top), { recursive: true }) as string[])
      .map((name) => join(top, name))
      .filter((file) => /[.]tsx?$/.test(file) && !/[.]test[.]tsx?$|specimens?[./]|\/samples\/|(^|\/)[.]/.test(file)),
  );

/** All dictionaries of the tree: whatever a words file exports that maps keys to pairs. */
async function dictionaries(root: string, files: string[]): Promise<Map<string, readonly [string, string]>> {
  const all = new Map<string, readonly [string, string]>();
  for (const file of files.filter((name) => /(^|\/|-)words[.]ts$/.test(name))) {
    const made = (await import(pathToFileURL(join(root, file)).href)) as Record<string, unknown>;
    for (const dictionary of Object.values(made)) {
      if (typeof dictionary !== "object" || dictionary === null) continue;
      for (const [key, pair] of Object.entries(dictionary))
        if (Array.isArray(pair) && pair.length === 2) all.set(key, pair as [string, string]);
    }
  }
  return all;
}

const KEY = "[a-z][a-z0-9-]*(?:\\.[a-z0-9][A-Za-z0-9-]*)+";
// A key stands where a sentence is asked for by name: t("…"), refuse("…"), new Refused("…"), { key: "…" }.
const USES = new RegExp(
  `(?:\\bt\\(|\\brefuse\\(|\\bnotFound\\(|\\bforbidden\\(|new (?:Refused|Unavailable|WrongArguments)\\(|\\bkey: |\\bhas\\()\\s*"(${KEY})"`,
  "g",
);

/** The faults of the words, as text; and how many keys were found in use, because none would prove nothing. */
export async function wordFaults(root: string): Promise<{ faults: string[]; uses: number; sentences: number }> {
  const files = filesOf(root);
  const known = await dictionaries(root, files);
  const uses: Use[] = files.flatMap((file) => {
    const text = readFileSync(join(root, file), "utf8").replace(/^\s*(\/\/|\*|\/\*).*$/gm, "");
    return (
      [...text.matchAll(USES)]
        // A fault that brings its own sentence (a rule of a service) needs none of ours.
        .filter(
          (found) =>
            !/^"[^}]*\bmessage\b/.test(
              text.slice(found.index + found[0].length - 1, found.index + found[0].length + 200),
            ),
        )
        .map((found) => ({
          key: found[1] as string,
          where: `${file}:${text.slice(0, found.index).split("\n").length}`,
        }))
    );
  });
  const areas = new Set([...known.keys()].map((key) => key.split(".")[0]));
  const faults = uses
    // Other things have keys too (headers, demo positions): ours begin with the name of a dictionary's area.
    .filter(({ key }) => !/[.](yaml|json|bpmn|dmn|typ|ts|tsx|css)$/.test(key))
    .filter(({ key }) => areas.has(key.split(".")[0]) && !known.has(key))
    .map(({ key, where }) => `${where}: no sentence for "${key}"`);
  const marks = (sentence: string) => [...new Set(sentence.match(/\{\w+\}/g) ?? [])].sort().join(" ");
  for (const [key, [id, en]] of known) {
    if (typeof id !== "string" || typeof en !== "string" || id.trim() === "" || en.trim() === "")
      faults.push(`"${key}" lacks a language`);
    else if (marks(id) !== marks(en))
      faults.push(`"${key}" has ${marks(id) || "no marks"} in Indonesian and ${marks(en) || "no marks"} in English`);
  }
  return { faults, uses: uses.length, sentences: known.size };
}
