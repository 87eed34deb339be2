import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { text as readAll } from "node:stream/consumers";
import { toJson } from "../feel/values.ts";
import { evaluateDecision, findElement } from "./evaluate.ts";
import type { DecisionModel, DecisionProblem } from "./model.ts";
import { readDecisions } from "./read.ts";
import { leansOn } from "./requirements.ts";

export type CliAnswer = { exitCode: 0 | 1 | 2; text: string };

/** A problem as RFC 9457 has it, with every single fault in `problems`. */
const problem = (exitCode: 1 | 2, title: string, problems: object[], more: object = {}): CliAnswer => ({
  exitCode,
  text: JSON.stringify({ type: "about:blank", title, ...more, problems }, null, 2),
});

/**
 * `pendopo decision evaluate <file.dmn> --decision <id or name> <input.json>`: reads the model and the input (`-` is
 * standard input), decides, and gives the result as JSON. Imported models are looked for beside the file.
 * Exit codes: 0 decided (a null that FEEL defines is a result), 1 something in the model or the input is at fault, and
 * then a problem document says what; 2 a file cannot be read.
 */
export async function decisionEvaluate(
  file: string,
  { decision, input, now }: { decision: string | undefined; input: string | undefined; now?: Date },
): Promise<CliAnswer> {
  let xml: string;
  let given: string;
  try {
    xml = await readFile(file, "utf8");
  } catch (fault) {
    return problem(2, "The decision file cannot be read", [
      { code: "file.unreadable", message: (fault as Error).message },
    ]);
  }
  try {
    given = input === undefined ? "{}" : input === "-" ? await readAll(process.stdin) : await readFile(input, "utf8");
  } catch (fault) {
    return problem(2, "The input cannot be read", [{ code: "file.unreadable", message: (fault as Error).message }]);
  }
  const values = parseObject(given);
  if (typeof values === "string")
    return problem(1, "The input is not a JSON object", [{ code: "input.json", message: values, pointer: "" }]);

  const read = await readDecisions(xml, { lenient: true, importModel: besides(file) });
  if (!read.ok) return problem(1, "The decision file is at fault", read.problems);
  const { model } = read;
  const wanted = decision ?? onlyDecision(model);
  const target = wanted === undefined ? undefined : findElement(model, wanted);
  if (!target) {
    const names = [...model.elements.values()].filter(({ is }) => is !== "input").map(({ id, name }) => ({ id, name }));
    return problem(1, decision ? `There is no decision "${decision}"` : "Say which decision", [], { decisions: names });
  }
  const faults = faultsOf(model, target.id);
  if (faults.length) return problem(1, `The decision "${target.name}" is at fault`, faults);

  const answer = evaluateDecision(model, target.id, values, { now: now ?? new Date() });
  const errors = answer.problems.filter(({ severity }) => severity === "error");
  if (errors.length)
    return problem(1, `The decision "${target.name}" could not be made`, errors, { value: toJson(answer.value) });
  return { exitCode: 0, text: JSON.stringify(toJson(answer.value), null, 2) };
}

function parseObject(text: string): Record<string, unknown> | string {
  try {
    const value: unknown = JSON.parse(text.trim() || "{}");
    if (value !== null && typeof value === "object" && !Array.isArray(value)) return value as Record<string, unknown>;
    return "the input must be an object of names and values";
  } catch (fault) {
    return (fault as Error).message;
  }
}

/** When a file decides one thing only, it need not be named. */
function onlyDecision(model: DecisionModel): string | undefined {
  const decisions = [...model.elements.values()].filter((one) => one.is === "decision" && one.home === model.namespace);
  return decisions.length === 1 ? decisions[0]?.id : undefined;
}

/** The faults in what the decision stands on; those elsewhere in the file do not keep it from being made. */
function faultsOf(model: DecisionModel, id: string): DecisionProblem[] {
  const reached = new Set<string>();
  const walk = (one: string): void => {
    const drg = model.elements.get(one);
    if (!drg || reached.has(one)) return;
    reached.add(one);
    leansOn(drg).forEach(walk);
  };
  walk(id);
  return model.faults.filter(
    ({ within, severity }) => severity !== "warning" && within !== undefined && reached.has(within),
  );
}

/** Finds imported models among the files beside the one that was asked for, by their namespace. */
function besides(file: string) {
  const folder = dirname(file);
  return async ({
    namespace,
    location,
  }: {
    namespace: string;
    location: string | undefined;
  }): Promise<string | undefined> => {
    const names = (await readdir(folder)).filter((name) => name.endsWith(".dmn")).slice(0, 200);
    const first = location ? basename(location) : "";
    for (const name of names.toSorted((a, b) => Number(b === first) - Number(a === first))) {
      const xml = await readFile(join(folder, name), "utf8");
      const declared = /<[^>!?]*definitions\b[^>]*\snamespace\s*=\s*["']([^"']*)["']/.exec(xml.slice(0, 20_000));
      if (declared?.[1] === namespace) return xml;
    }
    return undefined;
  };
}
