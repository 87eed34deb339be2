import { isDeepStrictEqual } from "node:util";
import { builtInCalendar, type Calendar, isoWithOffset, workdaysBetween } from "../../../kernel/calendar/index.ts";
import { taskResults } from "./case-values.ts";
import { restrictTo } from "./correction.ts";
import { feeOf } from "./fee.ts";
import {
  APPLICATION_FORM,
  type Definition,
  type Expectation,
  type Form,
  type Scenario,
  type ScenarioStep,
} from "./model.ts";
import { parameterValues } from "./parameters.ts";
import { Rehearsal, Stumble } from "./rehearsal.ts";
import { faultLine, scenarioAnswers } from "./scenario-answers.ts";
import { checkAnswers } from "./submission.ts";

export type ScenarioReport = {
  key: string;
  title: string;
  ok: boolean;
  /** The first thing that came out otherwise, in a sentence. */
  difference?: string;
  /** What really happened, as far as it went. */
  path: string[];
};

/** Plays every scenario of a definition and tells of each whether it came out as written. */
export function runScenarios(definition: Definition, options: { calendar?: Calendar } = {}): ScenarioReport[] {
  const calendar = options.calendar ?? builtInCalendar("nasional")!;
  return definition.scenarios.map((scenario) => runScenario(definition, scenario, calendar));
}

export function runScenario(definition: Definition, scenario: Scenario, calendar: Calendar): ScenarioReport {
  const report = { key: scenario.key, title: scenario.title };
  let played: Rehearsal | undefined;
  try {
    const parameters = parameterValues(definition.service, scenario.parameters).values;
    const at = new Date(scenario.at);
    const today = isoWithOffset(at, calendar.zone).slice(0, 10);
    const given = scenarioAnswers(definition.application, scenario.answers);
    const { answers, faults } = checkAnswers(definition.application, given, { today, parameters, demo: true });
    if (scenario.expect.faults) {
      const found = Object.fromEntries(faults.map(({ field, key }) => [field, key]));
      const difference = differ("faults", scenario.expect.faults, found);
      return { ...report, ok: difference === undefined, path: [], ...(difference === undefined ? {} : { difference }) };
    }
    if (faults.length > 0)
      return { ...report, ok: false, path: [], difference: `the application is refused: ${faultLine(faults)}` };
    played = new Rehearsal({ definition, parameters, calendar }, at, answers);
    for (const [index, step] of scenario.steps.entries()) {
      try {
        takeStep(definition, played, step, { calendar, parameters });
      } catch (error) {
        if (error instanceof Stumble) throw new Stumble(`step ${index + 1}: ${error.message}`);
        throw error;
      }
    }
    const difference = compare(definition, scenario.expect, played, { parameters, calendar });
    return {
      ...report,
      ok: difference === undefined,
      path: pathOf(definition, played, []),
      ...(difference === undefined ? {} : { difference }),
    };
  } catch (error) {
    // The calendar counts within the years it knows; a scenario beyond them cannot be played.
    if (!(error instanceof Stumble) && !(error instanceof RangeError)) throw error;
    return { ...report, ok: false, difference: error.message, path: played ? pathOf(definition, played, []) : [] };
  }
}

type On = { calendar: Calendar; parameters: ReturnType<typeof parameterValues>["values"] };

function takeStep(definition: Definition, played: Rehearsal, step: ScenarioStep, on: On): void {
  if (step.at) played.passTo(new Date(step.at));
  if (step.after) played.passTo(later(played.now, step.after, on.calendar));
  if ("timer" in step) played.passToTimer(step.timer);
  else if ("silence" in step) played.passToSilence();
  else if ("withdraw" in step) played.withdraw();
  else if ("message" in step)
    played.send({ type: "message", name: step.message, payload: step.values }, `message ${step.message}`);
  else if ("complete" in step) complete(definition, played, step, on);
}

function complete(
  definition: Definition,
  played: Rehearsal,
  step: Extract<ScenarioStep, { complete: string }>,
  on: On,
): void {
  const task = played.open.find(({ element }) => element === step.complete);
  if (!task)
    throw new Stumble(
      `${step.complete} is not open; open: ${played.open.map(({ element }) => element).join(", ") || "nothing"}.`,
    );
  if (step.by && step.by !== task.role)
    throw new Stumble(`${step.complete} belongs to ${task.role}, not to ${step.by}.`);
  const form = task.form === undefined ? undefined : formOf(definition, task.form, played.asked);
  if (!form) {
    played.send({ type: "completed", key: task.key }, step.complete);
    return;
  }
  const today = isoWithOffset(played.now, on.calendar.zone).slice(0, 10);
  const given = scenarioAnswers(form, step.answers);
  const whole = task.form === APPLICATION_FORM ? { whole: definition.application } : {};
  const { answers, faults } = checkAnswers(form, given, {
    today,
    parameters: on.parameters,
    demo: true,
    answers: { ...played.variables, ...played.answers } as never,
    ...whole,
  });
  if (faults.length > 0) throw new Stumble(`the form of ${step.complete} is refused: ${faultLine(faults)}`);
  played.answers = { ...played.answers, ...answers };
  played.asked = step.asked;
  played.send({ type: "completed", key: task.key, results: taskResults(form, answers) }, step.complete);
}

const formOf = (definition: Definition, key: string, asked: string[] | undefined): Form | undefined => {
  const form = definition.forms[key];
  return form && key === APPLICATION_FORM && asked ? restrictTo(form, asked) : form;
};

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** The same hour so many working days on; days, hours and minutes by the wall clock. */
function later(from: Date, after: NonNullable<ScenarioStep["after"]>, calendar: Calendar): Date {
  let moment = from;
  for (let left = after.workingDays ?? 0; left > 0; left--) {
    moment = new Date(moment.getTime() + DAY);
    while (workdaysBetween(calendar, new Date(moment.getTime() - DAY), moment) === 0)
      moment = new Date(moment.getTime() + DAY);
  }
  return new Date(
    moment.getTime() + (after.days ?? 0) * DAY + ((after.hours ?? 0) * 60 + (after.minutes ?? 0)) * MINUTE,
  );
}

/** The nodes that were passed, in order; a gateway only decides, so it is left out unless the scenario names it. */
function pathOf({ process }: Definition, played: Rehearsal, named: string[]): string[] {
  const kept = new Set(
    process.nodes.filter(({ kind, id }) => named.includes(id) || !GATEWAYS.has(kind)).map(({ id }) => id),
  );
  return played.trace.filter((id) => kept.has(id));
}
const GATEWAYS = new Set(["exclusive", "parallel", "inclusive", "event-based"]);

/** The first of the expectations that did not come true. */
function compare(
  definition: Definition,
  expect: Expectation,
  played: Rehearsal,
  { parameters, calendar }: On,
): string | undefined {
  const iso = (date: Date | undefined) => date && isoWithOffset(date, calendar.zone);
  const wantedResults = expect.results ?? {};
  const results = Object.fromEntries(Object.keys(wantedResults).map((name) => [name, played.variables[name]]));
  const same = (text: string | undefined) => text && iso(new Date(text));
  const pairs: [string, unknown, unknown][] = [
    ["path", expect.path, pathOf(definition, played, expect.path ?? [])],
    ["results", expect.results, results],
    ["outcome", expect.outcome, played.outcome],
    ["documents", expect.documents, played.documents],
    ["notices", expect.notices, played.notices],
    ["open", expect.open?.toSorted(), played.open.map(({ element }) => element).sort()],
    ["due", same(expect.due), iso(played.due())],
    ["finished", same(expect.finished), iso(played.finishedAt)],
    ["paused working days", expect.paused?.workingDays, played.pausedDays()],
    ["late", expect.late, played.isLate()],
    ["warned", expect.warned, played.warned],
    ["fee", expect.fee, expect.fee === undefined ? undefined : feeOf(definition, played.variables, parameters)],
  ];
  for (const [what, expected, got] of pairs) {
    const difference = expected === undefined ? undefined : differ(what, expected, got);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

/** "outcome: expected terbit, got ditolak"; of two lists only the first place where they part is told. */
function differ(what: string, expected: unknown, got: unknown): string | undefined {
  if (isDeepStrictEqual(expected, got)) return undefined;
  const text = (value: unknown) =>
    value === undefined ? "nothing" : typeof value === "string" ? value : JSON.stringify(value);
  if (Array.isArray(expected) && Array.isArray(got)) {
    const at =
      Array.from({ length: Math.max(expected.length, got.length) }, (_, i) => i).find(
        (i) => !isDeepStrictEqual(expected[i], got[i]),
      ) ?? 0;
    return `${what}: at place ${at + 1} expected ${text(expected[at])}, got ${text(got[at])} (in all: ${got.map(text).join(", ") || "nothing"})`;
  }
  return `${what}: expected ${text(expected)}, got ${text(got)}`;
}
