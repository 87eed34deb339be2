import { inspect } from "../../../kernel/process/feel.ts";
import { type Faults, meant } from "./faults.ts";
import type { Place } from "./yaml-file.ts";

/** What an expression may look at, and what it may not although it exists. */
export type Sight = {
  names: Set<string>;
  /** Personal fields: known, encrypted, and not for the process. */
  personal?: Set<string>;
  parameters: Set<string>;
  /** The values that a field of choice can have, so that a condition on a value nobody can choose is found. */
  options?: ReadonlyMap<string, ReadonlySet<string>>;
};

/** Parses a FEEL expression and resolves its names; each fault is told at `at`. */
export function checkFeel(expression: string, at: Place, sight: Sight, faults: Faults): void {
  const { names, problem } = inspect(expression, sight.names);
  const shown = expression.length > 120 ? `${expression.slice(0, 117)}…` : expression;
  if (problem !== undefined) {
    faults.add(at, "feel.syntax", { reason: problem, expression: shown });
    return;
  }
  for (const name of names) {
    if (sight.personal?.has(name)) faults.add(at, "feel.personal", { name, expression: shown });
    else if (!sight.names.has(name))
      faults.add(at, "feel.name-unknown", { name, expression: shown, hint: meant(name, sight.names) });
  }
  checkOptions(expression, at, sight, faults);
  for (const name of parametersIn(expression))
    if (!sight.parameters.has(name))
      faults.add(at, "feel.name-unknown", {
        name: `parameters.${name}`,
        expression: shown,
        hint: meant(name, sight.parameters),
      });
}

const compared = /(?<![\w."])([A-Za-z]\w*)\s*(?:!=|=)\s*"([^"\\]*)"/g;

/** Comparisons of a field of choice with a text that is none of its values. */
function checkOptions(expression: string, at: Place, { options }: Sight, faults: Faults): void {
  if (!options) return;
  for (const [, name = "", value = ""] of expression.matchAll(compared)) {
    const known = options.get(name);
    if (known && !known.has(value)) faults.add(at, "feel.option-unknown", { name, value, hint: meant(value, known) });
  }
}

/** The parameters that an expression asks for by path. */
export const parametersIn = (expression: string): string[] =>
  [...expression.matchAll(/\bparameters\s*\.\s*([A-Za-z_]\w*)/g)].map((match) => match[1]!);

/**
 * Names that a field cannot bear: FEEL's keywords and functions of one word, which it would hide (`date`, `count`), the program's own
 * variables, and the members every JavaScript object has.
 */
export const RESERVED = new Set(
  (
    "if then else for in return some every satisfies and or not true false null function external between instance of item partial " +
    "date time duration string number list context range substring contains matches replace split join min max sum mean all any " +
    "sublist append concatenate union reverse sort flatten product median stddev mode count decimal floor ceiling round abs modulo " +
    "sqrt log exp odd even is includes during starts finishes meets overlaps before after coincides now today get day month year " +
    "parameters case service agency applicant loopCounter " +
    "constructor prototype hasOwnProperty toString valueOf isPrototypeOf propertyIsEnumerable toLocaleString"
  ).split(" "),
);
