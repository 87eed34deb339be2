// Which fields of `data` a template uses, read from its source: branches that the sample never enters are seen too.

export type UnknownField = {
  /** Down to the first name that is missing. */
  path: string;
  /** The whole chain as the template has it. */
  whole: string;
  index: number;
  near?: string;
};

/** What Typst itself offers on dictionaries, arrays and text: a name after the dot that is no field. */
const methods = new Set(
  (
    "at keys values pairs len insert remove contains first last map filter join slice split replace rev sum sorted fold " +
    "enumerate zip flatten any all find position product dedup intersperse chunks windows trim starts-with ends-with match " +
    "matches clusters codepoints to-unicode push pop reduce"
  ).split(" "),
);

/**
 * Fields used in the template (as `data.a.b`, `data.at("a").b`, or through `#let x = data.a`) that the sample lacks.
 * `at(…, default: …)` asks for what may be missing, so it is not a fault.
 */
export function unknownFields(template: string, sample: Record<string, unknown>): UnknownField[] {
  const source = blankComments(template);
  const roots = new Map<string, string[]>([["data", []]]);
  // An alias of an alias is found because names are declared before they are used.
  for (const alias of source.matchAll(
    /\blet\s+([\p{L}_][\p{L}\p{N}_-]*)\s*=\s*([\p{L}_][\p{L}\p{N}_-]*)((?:\.[\p{L}_][\p{L}\p{N}_-]*)*)[ \t]*(?=[;\n\]}]|$)/gu,
  )) {
    const base = roots.get(alias[2]!);
    if (base) roots.set(alias[1]!, [...base, ...(alias[3]!.slice(1) ? alias[3]!.slice(1).split(".") : [])]);
  }
  const found = new Map<string, UnknownField>();
  const use =
    /(?<![\p{L}\p{N}_.-])([\p{L}_][\p{L}\p{N}_-]*)((?:\.(?:at\("[^"\n]+"\)|[\p{L}_][\p{L}\p{N}_-]*))+)(\(?)/gu;
  for (const match of source.matchAll(use)) {
    const base = roots.get(match[1]!);
    if (!base) continue;
    const steps = [...match[2]!.matchAll(/\.(?:at\("([^"\n]+)"\)|([\p{L}_][\p{L}\p{N}_-]*))/gu)];
    const names = [...base];
    const rest = steps.map((step) => (step[1] ?? step[2])!);
    if (match[3] === "(") rest.pop();
    for (const [position, step] of steps.entries()) {
      const called = match[3] === "(" && position === steps.length - 1;
      if (step[2] && (called || methods.has(step[2])) && !exists(sample, [...names, step[2]])) break;
      names.push((step[1] ?? step[2])!);
      if (exists(sample, names)) continue;
      const path = ["data", ...names].join(".");
      if (!found.has(path))
        found.set(path, {
          path,
          whole: ["data", ...base, ...rest].join("."),
          index: match.index,
          near: nearest(sample, names),
        });
      break;
    }
  }
  return [...found.values()];
}

/** Whether the path exists. Below a value that is no dictionary nothing is claimed: the compiler knows better. */
function exists(sample: unknown, names: string[]): boolean {
  let at = sample;
  for (const name of names) {
    if (at === null || typeof at !== "object" || Array.isArray(at)) return true;
    if (!Object.hasOwn(at, name)) return false;
    at = (at as Record<string, unknown>)[name];
  }
  return true;
}

function nearest(sample: unknown, names: string[]): string | undefined {
  let at = sample;
  for (const name of names.slice(0, -1)) at = (at as Record<string, unknown>)?.[name];
  if (at === null || typeof at !== "object") return undefined;
  const wanted = names.at(-1)!;
  const best = Object.keys(at)
    .map((name) => ({ name, far: distance(wanted.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.far - b.far)[0];
  return best && best.far <= Math.max(2, wanted.length / 3)
    ? ["data", ...names.slice(0, -1), best.name].join(".")
    : undefined;
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}

/** Comments become spaces of the same length, so that places stay right. */
const blankComments = (source: string) =>
  source.replace(/"(?:[^"\\\n]|\\.)*"|\/\*[\s\S]*?\*\/|(?<!:)\/\/[^\n]*/g, (part) =>
    part.startsWith('"') ? part : part.replace(/[^\n]/g, " "),
  );
