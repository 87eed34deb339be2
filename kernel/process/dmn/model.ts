import type { Node } from "../feel/syntax.ts";
import type { FeelType } from "../feel/types.ts";

/** One fault of a file: the id of the element it is in, a code that stays the same, and a sentence. */
export type DecisionProblem = {
  element?: string;
  code: string;
  message: string;
  line?: number;
  /** A warning does not keep a model from being published. */
  severity?: "error" | "warning";
  /** The decision, knowledge model or service that the fault lies in. */
  within?: string;
};

export type HitPolicy = "UNIQUE" | "FIRST" | "PRIORITY" | "ANY" | "COLLECT" | "RULE ORDER" | "OUTPUT ORDER";
export type Aggregation = "SUM" | "MIN" | "MAX" | "COUNT";

/** A piece of FEEL as it was written; `node` is missing when it could not be read. */
export type Text = { text: string; node?: Node | undefined };

export type TableInput = Text & { id: string; label: string; type?: string; values?: Text | undefined };
export type TableOutput = {
  id: string;
  name: string;
  type?: string;
  values?: Text | undefined;
  fallback?: Text | undefined;
};
export type TableRule = { id: string; tests: Text[]; results: Text[] };

export type Boxed =
  | (Text & { box: "literal"; id: string; type?: string })
  | {
      box: "table";
      id: string;
      type?: string;
      policy: HitPolicy;
      aggregation?: Aggregation;
      inputs: TableInput[];
      outputs: TableOutput[];
      rules: TableRule[];
    }
  | { box: "context"; id: string; type?: string; entries: { name?: string; type?: string; value: Boxed }[] }
  | { box: "relation"; id: string; type?: string; columns: { name: string; type?: string }[]; rows: Boxed[][] }
  | { box: "list"; id: string; type?: string; items: Boxed[] }
  | { box: "function"; id: string; type?: string; params: Param[]; body: Boxed; kind: string }
  | { box: "invocation"; id: string; type?: string; fn: Boxed; bindings: { name: string; value: Boxed }[] }
  | { box: "conditional"; id: string; type?: string; test: Boxed; yes: Boxed; no: Boxed }
  | { box: "filter"; id: string; type?: string; over: Boxed; match: Boxed }
  | { box: "for" | "some" | "every"; id: string; type?: string; name: string; over: Boxed; give: Boxed };

export type Param = { name: string; type?: string };

/** What every element has. `name` is as the whole model sees it, `local` as its own file does, `home` that file's namespace. */
type Common = { id: string; name: string; local: string; home: string; type?: string };

export type Decision = Common & {
  is: "decision";
  logic?: Boxed;
  requires: string[];
  knows: string[];
};
export type InputData = Common & { is: "input" };
export type Knowledge = Common & { is: "knowledge"; logic?: Boxed; knows: string[] };
export type Service = Common & {
  is: "service";
  outputs: string[];
  encapsulated: string[];
  inputDecisions: string[];
  inputs: string[];
};
export type Drg = Decision | InputData | Knowledge | Service;

/**
 * A decision model, read and ready. Elements are found by id; those of imported models have the import's name before
 * them, as `keuangan.Pajak`, and their ids the namespace.
 */
export type DecisionModel = {
  name: string;
  namespace: string;
  elements: Map<string, Drg>;
  /** The types of each file, by its namespace and their names in it. */
  types: Map<string, Map<string, FeelType>>;
  /** For each file's namespace, the names under which it imports others, by their namespaces. */
  imports: Map<string, Map<string, string>>;
  /** Faults in single expressions, by the element that holds them; a file with any is not ready to be published. */
  faults: DecisionProblem[];
};

/** The name by which one element speaks of another: its plain name at home, with the import's name before it abroad. */
export function nameSeenBy(model: DecisionModel, from: Drg, other: Drg): string {
  if (from.home === other.home) return other.local;
  const name = model.imports.get(from.home)?.get(other.home);
  return name ? `${name}.${other.local}` : other.local;
}
