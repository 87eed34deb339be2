import { decisionCheck } from "../../../kernel/process/dmn/check.ts";
import { evaluateDecision, findElement } from "../../../kernel/process/dmn/evaluate.ts";
import { readDecisions } from "../../../kernel/process/dmn/read.ts";
import { toJson } from "../../../kernel/process/feel/values.ts";
import type { Faults } from "./faults.ts";
import type { Files } from "./files.ts";
import type { Definition } from "./model.ts";
import type { Draft, DraftDecision } from "./read-service.ts";

type Model = Extract<Awaited<ReturnType<typeof readDecisions>>, { ok: true }>["model"];

/** Reads every decision file of the folder; a decision is found by its id or name whichever file it stands in. */
export async function checkDecisions(
  files: Files,
  faults: Faults,
): Promise<{ decisions: Draft["decisions"]; decide: Definition["decide"] }> {
  const models: { file: string; model: Model }[] = [];
  const decisions: NonNullable<Draft["decisions"]> = [];
  for (const [file, text] of files) {
    if (!file.endsWith(".dmn")) continue;
    // A case replayed later must decide the same, so a decision may not look at the clock; a date reaches it as an input.
    const clock = /\b(?:today|now)\s*\(\s*\)/.exec(
      text.replace(/<description>[\s\S]*?<\/description>/g, (all) => " ".repeat(all.length)),
    );
    if (clock)
      faults.add({ file, place: `${text.slice(0, clock.index).split("\n").length}:1` }, "decision.clock", {
        call: clock[0],
      });
    const { problems } = await decisionCheck(text);
    for (const { element, line, code, message, severity } of problems) {
      const place = element ?? (line === undefined ? "1:1" : `${line}:1`);
      faults.foreign({
        file,
        place,
        code: `decision.${code}`,
        params: {},
        message: sentence(message),
        severity: severity === "warning" ? "warning" : "fault",
      });
    }
    const read = await readDecisions(text, { lenient: true });
    if (!read.ok) continue;
    models.push({ file, model: read.model });
    const elements = [...read.model.elements.values()];
    const inputs = elements.filter(({ is }) => is === "input").map(({ name }) => name);
    for (const element of elements) {
      if (element.is !== "decision") continue;
      const { id, name } = element;
      if (decisions.some((one) => one.id === id))
        faults.add({ file, place: id }, "service.duplicate", { what: "decision", name: id });
      decisions.push({ id, name, file, inputs, compared: comparedIn(element) });
    }
  }
  const decide: Definition["decide"] = (reference, variables) => {
    for (const { model } of models) {
      const found = findElement(model, reference);
      if (!found) continue;
      const answer = evaluateDecision(model, found.id, variables, { now: new Date(0) });
      const problem = answer.problems.find(({ severity }) => severity === "error")?.message;
      const { trace } = answer;
      return {
        value: toJson(answer.value),
        ...(problem === undefined ? {} : { problem }),
        trace: trace.map((step) => ({ ...step, value: toJson(step.value) })),
      };
    }
    return { value: null, problem: `There is no decision ${reference}.` };
  };
  return { decisions, decide };
}

type Element = Model["elements"] extends Map<string, infer E> ? E : never;

/** Each text in the cells of a table, by the name that its column reads. */
function comparedIn(decision: Extract<Element, { is: "decision" }>): DraftDecision["compared"] {
  const { logic } = decision;
  if (logic?.box !== "table") return [];
  return logic.inputs.flatMap(({ text, values }, column) => {
    const cells = [
      { text: values?.text ?? "", place: decision.id },
      ...logic.rules.map(({ id, tests }) => ({ text: tests[column]?.text ?? "", place: id })),
    ];
    return cells.flatMap((cell) =>
      [...cell.text.matchAll(/"([^"\\]*)"/g)].map((match) => ({
        name: text.trim(),
        value: match[1]!,
        place: cell.place,
      })),
    );
  });
}

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? "" : "."}`;
