import { invoke, Run } from "../feel/evaluate.ts";
import { normalName } from "../feel/names.ts";
import { RunawayExpression } from "../feel/runaway.ts";
import { coerceTo, fit, typeNamed } from "../feel/types.ts";
import { type FeelContext, FeelFunction, fromOutside, setEntry, textOf } from "../feel/values.ts";
import { type Boxes, runBoxed } from "./boxes.ts";
import { type InputFault, takeInput } from "./input.ts";
import { type Decision, type DecisionModel, type Drg, type Knowledge, nameSeenBy, type Service } from "./model.ts";
import type { TableAnswer } from "./table.ts";

/** What one decision on the way came to: its value, and the rules of its tables that applied. */
export type TraceStep = { id: string; name: string; value: unknown; rules: string[] };

/**
 * Something that went wrong. An `error` leaves the answer without ground (a wrong input, two rules where one may
 * apply); a `warning` is a null that FEEL itself defines, as of `1 + "a"`.
 */
export type EvaluationProblem = {
  severity: "error" | "warning";
  code: string;
  message: string;
  element?: string;
  /** Where in the input the fault lies, as a JSON pointer. */
  pointer?: string;
};

export type DecisionAnswer = { value: unknown; trace: TraceStep[]; problems: EvaluationProblem[] };

export type EvaluateOptions = {
  /** What `now()` and `today()` answer; without it they give null, so that the answer depends on nothing but the input. */
  now?: Date;
  zone?: string;
};

/**
 * Decides. Takes a decision, knowledge model or decision service by its id or name, and input data by name (values as
 * JSON, dates as ISO texts, or FEEL values). Input by the name of a required decision stands in for deciding it.
 * Pure; never throws.
 */
export function evaluateDecision(
  model: DecisionModel,
  idOrName: string,
  input: Record<string, unknown>,
  options: EvaluateOptions = {},
): DecisionAnswer {
  const target = findElement(model, idOrName);
  if (!target)
    return {
      value: null,
      trace: [],
      problems: [{ severity: "error", code: "decision.unknown", message: `there is no decision "${idOrName}"` }],
    };
  return new Evaluation(model, input, options).answer(target);
}

/** The element of that id, or else of that name: a decision first, since an input may be named like one. */
export function findElement(model: DecisionModel, idOrName: string): Drg | undefined {
  const byId = model.elements.get(idOrName);
  if (byId && byId.is !== "input") return byId;
  const name = normalName(idOrName);
  const named = [...model.elements.values()].filter((one) => one.name === name && one.is !== "input");
  return named.find((one) => one.is === "decision") ?? named[0];
}

class Evaluation implements Boxes {
  readonly on: Run;
  readonly trace: TraceStep[] = [];
  readonly problems: EvaluationProblem[] = [];
  private readonly model: DecisionModel;
  private readonly input: Map<string, unknown>;
  private home: string;
  private current: TraceStep | undefined;

  constructor(model: DecisionModel, input: Record<string, unknown>, options: EvaluateOptions) {
    this.model = model;
    this.home = model.namespace;
    this.input = new Map(Object.entries(input).map(([name, value]) => [normalName(name), value]));
    this.on = new Run({
      now: options.now,
      ...(options.zone ? { zone: options.zone } : {}),
      types: (name) => this.model.types.get(this.home)?.get(name),
    });
  }

  answer(target: Drg): DecisionAnswer {
    let value: unknown = null;
    try {
      value = this.valueOfTarget(target);
    } catch (fault) {
      if (!(fault instanceof RunawayExpression) && !(fault instanceof RangeError)) throw fault;
      this.error(target.id, "decision.runaway", "the decision took too many steps and was stopped");
    }
    const warnings = this.on.problems.map(
      (message): EvaluationProblem => ({ severity: "warning", code: "feel.null", message }),
    );
    return { value, trace: this.trace, problems: [...this.problems, ...warnings] };
  }

  private valueOfTarget(target: Drg): unknown {
    if (target.is === "service" || target.is === "knowledge") {
      const fn = this.functionOf(target);
      const owner: Drg = target;
      const args = fn.params.map(({ name, type }) => this.given(name, type, owner) ?? null);
      return invoke(fn, args, undefined, this.on);
    }
    return this.valueOf(target, this.outermost, true);
  }

  /** The values already decided, for one set of inputs; a service opens a set of its own. */
  private readonly outermost: Known = { values: new Map(), closed: false };

  /**
   * Input that no element of the model declares. Several tools draw tables without input data and take the names from
   * the process around them; a name that is declared must still be required to be seen.
   */
  private get undeclared(): FeelContext {
    if (!this.undeclaredInput) {
      const declared = new Set([...this.model.elements.values()].flatMap(({ name, local }) => [name, local]));
      this.undeclaredInput = {};
      for (const [name, value] of this.input)
        if (!declared.has(name)) setEntry(this.undeclaredInput, name, fromOutside(value));
    }
    return this.undeclaredInput;
  }

  private undeclaredInput: FeelContext | undefined;

  private given(name: string, type: string | undefined, owner: Drg): unknown {
    if (!this.input.has(name)) return undefined;
    return this.typed(this.input.get(name), type, owner, name);
  }

  private typed(value: unknown, type: string | undefined, owner: Drg, name: string): unknown {
    const known = type === undefined ? undefined : typeNamed(type, (one) => this.model.types.get(owner.home)?.get(one));
    const faults: InputFault[] = [];
    const taken = takeInput(value, known, `/${name.replace(/~/g, "~0").replace(/\//g, "~1")}`, faults);
    for (const { pointer, message } of faults)
      this.problems.push({ severity: "error", code: "input.type", message, element: owner.id, pointer });
    return faults.length ? null : known ? fit(taken, known) : taken;
  }

  private valueOf(drg: Drg, known: Known, asked = false): unknown {
    if (known.values.has(drg.id)) return known.values.get(drg.id);
    let value: unknown = null;
    if (!asked && !known.closed && drg.is !== "knowledge" && drg.is !== "service") {
      const key = [drg.name, drg.local, drg.id].find((one) => this.input.has(one));
      if (key !== undefined) {
        value = this.typed(this.input.get(key), drg.type, drg, key);
        known.values.set(drg.id, value);
        return value;
      }
    }
    if (drg.is === "decision") value = this.decide(drg, known);
    known.values.set(drg.id, value);
    return value;
  }

  private decide(decision: Decision, known: Known): unknown {
    if (!decision.logic) {
      this.problems.push({
        severity: "warning",
        code: "decision.no-logic",
        message: `"${decision.name}" has no logic`,
        element: decision.id,
      });
      return null;
    }
    const names: FeelContext = {};
    for (const id of decision.requires) {
      const other = this.model.elements.get(id);
      if (other) setEntry(names, nameSeenBy(this.model, decision, other), this.valueOf(other, known));
    }
    this.addFunctions(names, decision, decision.knows);
    const step: TraceStep = { id: decision.id, name: decision.name, value: null, rules: [] };
    step.value = this.at(decision, step, () => {
      const outer = known.closed ? undefined : { names: this.undeclared, outer: undefined };
      const value = runBoxed(decision.logic, { names, outer }, this);
      const fitted = coerceTo(value, decision.type, this.on.types);
      if (fitted === null && value !== null)
        this.on.report(`"${decision.name}" gives ${textOf(value, true).slice(0, 60)}, which is no ${decision.type}`);
      return fitted;
    });
    this.trace.push(step);
    return step.value;
  }

  /** Works in the file that the element comes from, so that its types are found. */
  private at<T>(drg: Drg, step: TraceStep | undefined, work: () => T): T {
    const back = { home: this.home, step: this.current };
    this.home = drg.home;
    this.current = step ?? this.current;
    try {
      return work();
    } finally {
      this.home = back.home;
      this.current = back.step;
    }
  }

  tableAnswered(answer: TableAnswer, id: string): void {
    this.current?.rules.push(...answer.rules);
    if (answer.problem) this.error(id || this.current?.id, "table.fault", answer.problem);
  }

  private error(element: string | undefined, code: string, message: string): void {
    if (this.problems.length < 100)
      this.problems.push({ severity: "error", code, message, ...(element ? { element } : {}) });
  }

  private addFunctions(names: FeelContext, owner: Drg, ids: string[]): void {
    for (const id of ids) {
      const other = this.model.elements.get(id);
      if (other && (other.is === "knowledge" || other.is === "service"))
        setEntry(names, nameSeenBy(this.model, owner, other), this.functionOf(other));
    }
  }

  private readonly functions = new Map<string, FeelFunction>();

  private functionOf(drg: Knowledge | Service): FeelFunction {
    let fn = this.functions.get(drg.id);
    if (!fn) {
      fn = drg.is === "knowledge" ? this.knowledgeFunction(drg) : this.serviceFunction(drg);
      this.functions.set(drg.id, fn);
    }
    return fn;
  }

  private knowledgeFunction(knowledge: Knowledge): FeelFunction {
    const { logic } = knowledge;
    if (logic?.box !== "function") return new FeelFunction([], () => null);
    let names: FeelContext | undefined;
    return new FeelFunction(logic.params, (args) =>
      this.at(knowledge, undefined, () => {
        if (!names) {
          // Made at the first call, since a knowledge model may call itself.
          names = {};
          this.addFunctions(names, knowledge, knowledge.knows);
          setEntry(names, knowledge.local, this.functionOf(knowledge));
        }
        const own: FeelContext = {};
        logic.params.forEach(({ name, type }, index) => {
          setEntry(own, name, coerceTo(args[index] ?? null, type, this.on.types));
        });
        const value = runBoxed(logic.body, { names: own, outer: { names, outer: undefined } }, this);
        return this.result(value, knowledge.type);
      }),
    );
  }

  /** Fits what a function gave: its variable's type is that of the function, or, as older files have it, of the result. */
  private result(value: unknown, type: string | undefined): unknown {
    const known = type === undefined ? undefined : typeNamed(type, this.on.types);
    if (!known) return value;
    return known.is === "function" ? (known.gives ? fit(value, known.gives) : value) : fit(value, known);
  }

  private serviceFunction(service: Service): FeelFunction {
    const wanted = [...service.inputs, ...service.inputDecisions].flatMap((id) => this.model.elements.get(id) ?? []);
    const params = wanted.map((one) => {
      const name = nameSeenBy(this.model, service, one);
      return one.type === undefined ? { name } : { name, type: one.type };
    });
    return new FeelFunction(params, (args) =>
      this.at(service, undefined, () => {
        const known: Known = { values: new Map(), closed: true };
        wanted.forEach((one, index) => {
          known.values.set(one.id, coerceTo(args[index] ?? null, one.type, this.on.types));
        });
        const outputs = service.outputs.flatMap((id) => this.model.elements.get(id) ?? []);
        const [only] = outputs;
        if (outputs.length === 1 && only) return this.result(this.valueOf(only, known), service.type);
        const made: FeelContext = {};
        for (const output of outputs)
          setEntry(made, nameSeenBy(this.model, service, output), this.valueOf(output, known));
        return this.result(made, service.type);
      }),
    );
  }
}

type Known = {
  values: Map<string, unknown>;
  /** Whether the caller's own inputs are out of reach, as inside a service. */
  closed: boolean;
};
