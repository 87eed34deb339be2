import { createContext, Script } from "node:vm";
import { RunawayExpression } from "./runaway.ts";

/**
 * Patterns are those of XPath, which FEEL takes: flags `s m i x`, `$1` in a replacement. A pattern that could go back
 * and forth over a long text without end runs under a clock, because a rule is data that somebody uploaded.
 */
const clock = 100;

const ground = createContext(Object.create(null) as object, { codeGeneration: { strings: false, wasm: false } });
const finder = new Script("pattern.test(input)");
const replacer = new Script("input.replace(pattern, replacement)");
const splitter = new Script("input.split(pattern)");

const known = new Map<string, RegExp | null>();

function compile(pattern: string, flags: string, more: string): RegExp | null {
  const key = `${more}/${flags}/${pattern}`;
  let made = known.get(key);
  if (made === undefined) {
    made = translate(pattern, flags, more);
    if (known.size > 500) known.clear();
    known.set(key, made);
  }
  return made;
}

function translate(pattern: string, flags: string, more: string): RegExp | null {
  if (!/^[smixq]*$/.test(flags) || pattern.length > 2000) return null;
  let source = flags.includes("q") ? pattern.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&") : pattern;
  if (flags.includes("x")) source = withoutSpace(source);
  // XPath has no look-around, no named groups and no \\0; what is left differs from JavaScript in these few things.
  if (/\(\?(?!:)|\\0/.test(source)) return null;
  source = source
    .replace(/\\-/g, "\\x2d")
    .replace(/\\i/g, "[_:\\p{L}]")
    .replace(/\\c/g, "[-._:\\p{L}\\p{Nd}]")
    .replace(/\\p\{IsBasicLatin\}/g, "[\\x00-\\x7f]")
    .replace(/\\p\{Is(\w+)\}/g, "\\p{Script=$1}");
  const subtracts = /-\[[^\]]*\]\]/.test(source);
  if (subtracts) source = source.replace(/\[([^[\]]*)-\[([^\]]*)\]\]/g, "[[$1]--[$2]]");
  try {
    return new RegExp(source, (subtracts ? "v" : "u") + flags.replace(/[xq]/g, "") + more);
  } catch {
    return null;
  }
}

const withoutSpace = (source: string): string =>
  source.replace(/(\[[^\]]*\])|\s+/g, (_, group: string | undefined) => group ?? "");

/** One repetition walks the text once; with another, or with alternatives, the walks may multiply. */
const risky = (pattern: string, input: string): boolean =>
  input.length > 24 && (pattern.match(/[*+?{|]|\\\d/g)?.length ?? 0) > 1;

function guarded(script: Script, names: object, quick: () => unknown, risk: boolean): unknown {
  if (!risk) return quick();
  Object.assign(ground, names);
  try {
    return script.runInContext(ground, { timeout: clock });
  } catch {
    throw new RunawayExpression();
  }
}

export function findPattern(input: string, pattern: string, flags: string): boolean | null {
  const regexp = compile(pattern, flags, "");
  if (!regexp) return null;
  return guarded(finder, { pattern: regexp, input }, () => regexp.test(input), risky(pattern, input)) as boolean;
}

export function replacePattern(input: string, pattern: string, replacement: string, flags: string): string | null {
  const regexp = compile(pattern, flags, "g");
  if (!regexp || regexp.test("") || (input.length * replacement.length > 1_000_000 && input.length > 1000)) {
    if (regexp) regexp.lastIndex = 0;
    return null;
  }
  regexp.lastIndex = 0;
  // `$0` is the whole match in XPath and `\$` a plain dollar; JavaScript writes them `$&` and `$$`.
  const plain = flags.includes("q") ? replacement.replaceAll("$", "$$$$") : fromXPath(replacement);
  if (plain === null) return null;
  const names = { pattern: regexp, input, replacement: plain };
  return guarded(replacer, names, () => input.replace(regexp, plain), risky(pattern, input)) as string;
}

function fromXPath(replacement: string): string | null {
  if (/(^|[^\\])(\\\\)*\$(?!\d)/.test(replacement)) return null;
  return replacement.replace(/\\([\\$])|\$0/g, (whole, escaped: string | undefined) =>
    whole === "$0" ? "$&" : escaped === "$" ? "$$" : "\\",
  );
}

export function splitPattern(input: string, delimiter: string): string[] | null {
  const regexp = compile(delimiter, "", "");
  if (!regexp) return null;
  const parts = guarded(
    splitter,
    { pattern: regexp, input },
    () => input.split(regexp),
    risky(delimiter, input),
  ) as string[];
  return [...parts].map((part) => part ?? "");
}
