import { evaluate } from "./feel.ts";
import { type Graph, graphOf } from "./graph.ts";
import type { Effect, EngineOptions, Flow, Instant, Node, Open, Outcome, Process, State, Variables } from "./model.ts";
import { fill } from "./problems.ts";

/** What waits to be done within a step: a token at a node, or the next round of a group. */
export type Move = { node: Node; scope: number } | { again: number };

const incidentSentences = {
  "no-flow-true": "No condition of {element} is true and it has no default flow.",
  "script-failed": "The script of {element} failed: {reason}.",
  "decision-failed": "The decision {decision} failed: {reason}.",
  "timer-unknown": "The timer {element} gives no time: {reason}.",
  "loop-unknown": "The list or number of instances of {element} cannot be told: {reason}.",
  "endless-loop": "Nothing waits in the loop {elements}; it was cut after {limit} rounds.",
  stuck: "The join {element} waits for a token that can no longer come.",
  failed: "The work of {element} failed: {reason}.",
} as const;

export type IncidentCode = keyof typeof incidentSentences;

/** A state being changed: a copy that the step works on, with what follows from it. The given state is never touched. */
export class Draft {
  readonly graph: Graph;
  readonly now: Date;
  readonly options: EngineOptions;
  readonly effects: Effect[] = [];
  readonly trace: string[] = [];
  queue: Move[] = [];
  private place = 0;
  open: Open[];
  at: [flow: string, count: number, scope: number][];
  top: Open;
  variables: Variables;
  done: Outcome | undefined;
  outcome: string | undefined;
  readonly visits = new Map<string, number>();
  private last: number;
  private readonly seen: Uint8Array;

  constructor(process: Process, state: State, now: Instant, options: EngineOptions) {
    this.graph = graphOf(process);
    this.now = typeof now === "string" ? new Date(now) : now;
    this.options = options;
    this.open = state.open.map((each) => ({ ...each }));
    this.at = (state.at ?? []).map(([flow, count, scope]) => [flow, count, scope ?? 0]);
    this.top = { n: 0, e: "", is: "scope", ...(state.f && { f: { ...state.f } }) };
    this.variables = state.variables;
    this.done = state.done;
    this.outcome = state.o;
    this.last = state.n;
    this.seen = Uint8Array.from({ length: Math.ceil(process.nodes.length / 4) }, (_, i) =>
      Number.parseInt(state.seen[i] ?? "0", 16),
    );
  }

  /** The state after the step, as small JSON. */
  state(): State {
    const hex = Array.from(this.seen, (nibble) => nibble.toString(16))
      .join("")
      .replace(/0+$/, "");
    const state: State = { v: 1, n: this.last, open: this.open, seen: hex, variables: this.variables };
    if (this.at.length)
      state.at = this.at.map(([flow, count, scope]) => (scope ? [flow, count, scope] : [flow, count]));
    if (this.top.f) state.f = this.top.f;
    if (this.outcome !== undefined && !this.done) state.o = this.outcome;
    if (this.done) state.done = this.done;
    return state;
  }

  number(): number {
    return ++this.last;
  }

  /**
   * Puts a move behind those that the same move brought, before all others: a branch is walked to where it waits before
   * the next one begins, so that tasks open in the order of the file's flows.
   */
  push(move: Move): void {
    this.place = Math.min(this.place, this.queue.length);
    this.queue.splice(this.place++, 0, move);
  }

  shift(): Move | undefined {
    this.place = 0;
    return this.queue.shift();
  }

  /** Marks a node as passed, in the history of this step and for the picture of the whole case. */
  pass(node: Node): void {
    this.trace.push(node.id);
    const place = this.graph.index.get(node.id) ?? 0;
    this.seen[place >> 2]! |= 8 >> (place & 3);
  }

  take(flow: Flow): void {
    this.trace.push(flow.id);
  }

  find(n: number): Open | undefined {
    return n === 0 ? this.top : this.open.find((each) => each.n === n);
  }

  /** Opens something; fields without a value are left out, so that the state stays small. */
  add(open: Omit<Open, "n">): Open {
    const added: Open = { n: this.number(), e: open.e };
    if (open.in) added.in = open.in;
    if (open.is) added.is = open.is;
    if (open.l) added.l = open.l;
    if (open.t !== undefined) added.t = open.t;
    if (open.d !== undefined) added.d = open.d;
    if (open.q) added.q = open.q;
    if (open.r) added.r = open.r;
    if (open.why) added.why = open.why;
    if (open.p) added.p = open.p;
    this.open.push(added);
    return added;
  }

  remove(n: number): void {
    this.open = this.open.filter((each) => each.n !== n);
  }

  /** The number of the scope in which an open thing stands: past the groups around it. */
  scopeOf(open: Open): number {
    const around = open.in ? this.find(open.in) : undefined;
    return around?.is === "group" ? (around.in ?? 0) : (open.in ?? 0);
  }

  /** The outermost of an activity: the group of a repeated one, else itself. Boundary events sit there. */
  outer(open: Open): Open {
    const around = open.in ? this.find(open.in) : undefined;
    return around?.is === "group" ? around : open;
  }

  /** What an expression sees at a place: the case's variables, over them the locals from outside in. */
  context(n: number, own?: Variables): Variables {
    let context = own;
    for (let at = this.find(n); at && at.n !== 0; at = this.find(at.in ?? 0))
      if (at.l) context = { ...at.l, ...context };
    return context ? { ...this.variables, ...context } : this.variables;
  }

  /** Locals that a task at a place sees, for its effect; undefined when there are none. */
  localsAt(n: number): Variables | undefined {
    let locals: Variables | undefined;
    for (let at = this.find(n); at && at.n !== 0; at = this.find(at.in ?? 0)) if (at.l) locals = { ...at.l, ...locals };
    return locals;
  }

  /** Writes results: to the nearest local of that name, else to the case. */
  write(results: Variables | undefined, n: number): void {
    for (const [name, value] of Object.entries(results ?? {})) {
      let at = this.find(n);
      while (at && at.n !== 0 && !(at.l && Object.hasOwn(at.l, name))) at = this.find(at.in ?? 0);
      if (at?.l && at.n !== 0) at.l = { ...at.l, [name]: value };
      else this.variables = { ...this.variables, [name]: value };
    }
  }

  /** Evaluates FEEL at the moment of the step: `now()` is that moment, so that a replay answers the same. */
  evaluate(expression: string, context: Variables): { value: unknown; problem?: string } {
    return evaluate(expression, context, { now: this.now, ...(this.options.zone && { zone: this.options.zone }) });
  }

  /** Whether a condition is exactly true. */
  holds(expression: string, context: Variables): boolean {
    return this.evaluate(expression, context).value === true;
  }

  /** What effects say about an element: its name, its lane with the role, its attributes. */
  where(node: Node) {
    const lane = node.lane === undefined ? undefined : this.graph.lane.get(node.lane);
    return {
      element: node.id,
      ...(node.name !== undefined && { name: node.name }),
      ...(lane && { lane: { id: lane.id, ...(lane.name !== undefined && { name: lane.name }), role: lane.role } }),
      attributes: node.attributes,
    };
  }

  /** Tells of an incident at an open thing. */
  tell(open: Open, code: IncidentCode, params: Record<string, string>): void {
    const all = { element: open.e, ...params };
    const message = fill(incidentSentences[code], all);
    this.effects.push({ kind: "incident", key: keyOf(open), element: open.e, code, params: all, message });
  }

  /** Stops a token at a node with an incident; `retry` tries it again. */
  stop(
    node: Node,
    scope: number,
    code: IncidentCode,
    params: Record<string, string> = {},
    more: Partial<Open> = {},
  ): void {
    this.tell(this.add({ e: node.id, in: scope, is: "incident", why: code, ...more }), code, params);
  }
}

export const keyOf = (open: Open): string => `${open.e}:${open.n}`;

/** A key's parts: element, number, and how often its timer fired before. */
export function readKey(key: string): { element: string; n: number; fired: number } | undefined {
  const found = /^(.*):(\d+)(?:\.(\d+))?$/s.exec(key);
  return found ? { element: found[1]!, n: Number(found[2]), fired: found[3] ? Number(found[3]) - 1 : 0 } : undefined;
}
