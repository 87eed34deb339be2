// Every refusal that the program can give, found in its own sources: the list cannot fall behind what runs.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Words } from "../../kernel/words/words.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PLACES = ["kernel", "capabilities", "app"];

// refuse("a.b"), new Refused(`a.${b}`), notFound("a.b"), forbidden("a.b"), new Unavailable("a.b"), and faults: key: "a.b"
const SAID =
  /(?:\b(?:refuse|Refused|Unavailable|notFound|forbidden|super)\(\s*|\bkey: )(["`])([a-z][a-z0-9-]*\.[^"`\n]*?)\1/g;
// Either branch of a choice within such a call: refuse(late ? "a.b" : "a.c")
const CHOSEN = /\b(?:refuse|Refused|Unavailable)\([^()"`]*\?\s*"([a-z][\w.-]+)"\s*:\s*"([a-z][\w.-]+)"/g;

let found: { whole: Set<string>; begins: Set<string> } | undefined;

/** Keys as written, and the beginnings of those that are put together while the program runs (`people.nik.`). */
export function refusalsInSources(): { whole: Set<string>; begins: Set<string> } {
  if (found) return found;
  const whole = new Set<string>(["error.not-found", "error.forbidden", "error.faults", "error.defect"]);
  const begins = new Set<string>();
  for (const place of PLACES)
    for (const file of readdirSync(join(ROOT, place), { recursive: true, encoding: "utf8" })) {
      if (!/\.tsx?$/.test(file) || /\.test\.tsx?$|specimens|[/\\]samples[/\\]|gallery/.test(file)) continue;
      // The engine's findings about a diagram or a decision model have codes and sentences of their own.
      if (place === "kernel" && /^process[/\\]/.test(file)) continue;
      const text = readFileSync(join(ROOT, place, file), "utf8").replace(/\/\*\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
      for (const [, , key] of text.matchAll(SAID)) {
        const cut = key!.indexOf("${");
        if (cut < 0 && /^[\w.-]+$/.test(key!)) whole.add(key!);
        else if (cut > 0 && /^[\w.-]+$/.test(key!.slice(0, cut))) begins.add(key!.slice(0, cut));
      }
      for (const [, one, other] of text.matchAll(CHOSEN)) for (const key of [one!, other!]) whole.add(key);
    }
  found = { whole, begins };
  return found;
}

export type Refusal = { key: string; area: string; todo: string };

/** The refusals that have a sentence, in order. `t` says which have one; `all` are the keys among which the put-together ones are found. */
export function refusals(t: Words, all: Iterable<string>): Refusal[] {
  const { whole, begins } = refusalsInSources();
  const made = [...all].filter((key) => [...begins].some((begin) => key.startsWith(begin)));
  const keys = [...new Set([...whole, ...made])].filter((key) => t.has(key));
  return keys.sort().map((key) => ({ key, area: key.split(".")[0] as string, todo: todoOf(key) }));
}

/** What the person can do, by the kind of the refusal. */
function todoOf(key: string): string {
  if (key in SPECIAL) return `portal.errors.do.${SPECIAL[key]}`;
  if (key.startsWith("command.") || /json|cursor|idempotency|token$/.test(key)) return "portal.errors.do.program";
  if (
    /^error\.(no-embedded|postgres|address-in-use|database-is|migration|cannot-make|role-|key-file|wrong-key|configuration|database-folder|database-did)/.test(
      key,
    )
  )
    return "portal.errors.do.operator";
  if (/^(backup|restore|migrate|start|doctor|operator)\./.test(key)) return "portal.errors.do.operator";
  if (/^(services\.(faulty|role|parameter|unknown|unit)|service\.|process\.|scenario\.|definition\.)/.test(key))
    return "portal.errors.do.designer";
  if (/(not-found|unknown|no-such|gone)$/.test(key)) return "portal.errors.do.look";
  if (/(forbidden|not-yours|sign-in|may-not|not-allowed)$/.test(key)) return "portal.errors.do.door";
  if (/(busy|throttled|away|failed|unavailable|defect)$/.test(key)) return "portal.errors.do.wait";
  return "portal.errors.do.mend";
}

const SPECIAL: Record<string, string> = {
  "error.form-token": "mend",
  "error.token": "program",
  "error.defect": "wait",
};
