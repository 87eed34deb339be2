import { fill } from "../../../kernel/words/words.ts";
import type { DefinitionFault } from "./model.ts";
import { type FaultWord, faultWords } from "./words.ts";

/** Gathers every fault of a folder, so that a designer mends them in one go. */
export type Faults = {
  readonly all: DefinitionFault[];
  add(at: { file: string; place: string }, code: FaultWord, params?: Record<string, string>): void;
  warn(at: { file: string; place: string }, code: FaultWord, params?: Record<string, string>): void;
  /** A fault whose sentence comes from elsewhere (the engine, the typesetter). */
  foreign(fault: DefinitionFault): void;
};

export function collectFaults(): Faults {
  const all: DefinitionFault[] = [];
  const put =
    (severity: "fault" | "warning") =>
    (at: { file: string; place: string }, code: FaultWord, params: Record<string, string> = {}) => {
      const fault = { ...at, code, params, message: fill(faultWords[code][1], params), severity };
      // One slip often breaks several rules at one place; the same sentence twice helps nobody.
      if (!all.some((one) => one.file === fault.file && one.place === fault.place && one.message === fault.message))
        all.push(fault);
    };
  return { all, add: put("fault"), warn: put("warning"), foreign: (fault) => void all.push(fault) };
}

/** " Did you mean {name}?" when one of the names is only a slip away, else "". */
export function meant(wanted: string, names: Iterable<string>): string {
  let best: { name: string; far: number } | undefined;
  for (const name of names) {
    const far = distance(wanted.toLowerCase(), name.toLowerCase());
    if (far <= Math.max(1, Math.floor(wanted.length / 3)) && (!best || far < best.far)) best = { name, far };
  }
  return best ? ` Did you mean ${best.name}?` : "";
}

/** Levenshtein's distance; both texts are names, so they are short. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}
