import { builtin } from "./builtin.ts";
import { findPattern, replacePattern, splitPattern } from "./patterns.ts";
import { RunawayExpression } from "./runaway.ts";
import { FeelFunction, textOf } from "./values.ts";

function substring([text, start, length]: [string, number, number?]): string | null {
  const letters = [...text];
  const from = Math.trunc(start);
  if (from === 0 || Math.abs(from) > letters.length) return from === 0 ? null : from > 0 ? "" : null;
  if (length !== undefined && length < 1) return length < 0 ? null : "";
  const begin = from > 0 ? from - 1 : letters.length + from;
  return letters.slice(begin, length === undefined ? undefined : begin + Math.trunc(length)).join("");
}

function numberFrom([from, grouping, decimal]: [string, (string | null)?, (string | null)?]): number | null {
  if (grouping !== null && grouping !== undefined && ![" ", ",", "."].includes(grouping)) return null;
  if (decimal !== null && decimal !== undefined && ![",", "."].includes(decimal)) return null;
  if (grouping && grouping === decimal) return null;
  let text = grouping ? from.replaceAll(grouping, "") : from;
  if (decimal === ",") {
    if (text.includes(".")) return null;
    text = text.replace(",", ".");
  }
  if (!/^[+-]?(\d+(\.\d+)?|\.\d+)([eE][+-]?\d+)?$/.test(text)) return null;
  const number = Number(text);
  return Number.isFinite(number) ? number + 0 : null;
}

function join(list: unknown[], delimiter: string): string | null {
  const texts = list.filter((item) => item !== null);
  if (!texts.every((item) => typeof item === "string")) return null;
  const size = texts.reduce((sum: number, text) => sum + (text as string).length + delimiter.length, 0);
  if (size > 1_000_000) throw new RunawayExpression();
  return texts.join(delimiter);
}

export const textBuiltins = {
  string: builtin([
    "from: any",
    ([from]: [unknown]) => (from === null || from instanceof FeelFunction ? null : textOf(from)),
  ]),
  number: builtin(
    ["from: string", numberFrom],
    ["from: number", ([from]: [number]) => from],
    ["from: string, grouping separator: string|null, decimal separator: string|null", numberFrom],
  ),
  substring: builtin(["string: string, start position: number, length?: number", substring]),
  "string length": builtin(["string: string", ([text]: [string]) => [...text].length]),
  "upper case": builtin(["string: string", ([text]: [string]) => text.toUpperCase()]),
  "lower case": builtin(["string: string", ([text]: [string]) => text.toLowerCase()]),
  "substring before": builtin([
    "string: string, match: string",
    ([text, match]: [string, string]) => text.slice(0, Math.max(0, text.indexOf(match))),
  ]),
  "substring after": builtin([
    "string: string, match: string",
    ([text, match]: [string, string]) => (text.includes(match) ? text.slice(text.indexOf(match) + match.length) : ""),
  ]),
  contains: builtin(["string: string, match: string", ([text, match]: [string, string]) => text.includes(match)]),
  "starts with": builtin([
    "string: string, match: string",
    ([text, match]: [string, string]) => text.startsWith(match),
  ]),
  "ends with": builtin(["string: string, match: string", ([text, match]: [string, string]) => text.endsWith(match)]),
  matches: builtin([
    "input: string, pattern: string, flags?: string|null",
    ([input, pattern, flags]: [string, string, (string | null)?]) => findPattern(input, pattern, flags ?? ""),
  ]),
  replace: builtin([
    "input: string, pattern: string, replacement: string, flags?: string|null",
    ([input, pattern, replacement, flags]: [string, string, string, (string | null)?]) =>
      replacePattern(input, pattern, replacement, flags ?? ""),
  ]),
  split: builtin([
    "string: string, delimiter: string",
    ([text, delimiter]: [string, string]) => splitPattern(text, delimiter),
  ]),
  "string join": builtin(
    ["list: list", ([list]: [unknown[]]) => join(list, "")],
    [
      "list: list, delimiter: string|null",
      ([list, delimiter]: [unknown[], string | null]) => join(list, delimiter ?? ""),
    ],
  ),
  // Not of the standard, but written by several makers' tools.
  trim: builtin(["string: string", ([text]: [string]) => text.trim()]),
  "is blank": builtin(["string: string", ([text]: [string]) => text.trim() === ""]),
};
