// The nouns of the engine: what a compiled process is, and how its running state, its events and its effects look.
// Everything here is plain JSON, so that hosts can cache, store, compare and send it.

/** Case data: names to JSON values. */
export type Variables = Record<string, unknown>;

/** A moment: a Date, or an ISO 8601 text with a zone. */
export type Instant = Date | string;

/** A fault in a definition. `code` and `params` translate; `message` is the English sentence; `line` counts from 1. */
export interface Problem {
  element?: string;
  code: string;
  params: Record<string, string>;
  message: string;
  line?: number;
}

export type NodeKind =
  | "start"
  | "end"
  | "throw"
  | "catch"
  | "boundary"
  | "task"
  | "user"
  | "manual"
  | "service"
  | "script"
  | "rule"
  | "send"
  | "receive"
  | "call"
  | "sub"
  | "event-sub"
  | "exclusive"
  | "parallel"
  | "inclusive"
  | "event-based"
  /** An element that the engine does not run (a transaction, a complex gateway, …); `refused` says its BPMN name. */
  | "other";

export type Trigger = "none" | "message" | "timer" | "error" | "signal" | "escalation" | "terminate" | "link";

/** When a timer falls due; exactly one member is set. Texts are ISO 8601, or FEEL when `feel` is true. */
export interface TimerSpec {
  duration?: string;
  date?: string;
  cycle?: string;
  /** Working days by the host's calendar: a number or a FEEL expression. */
  workingDays?: string;
  feel?: boolean;
}

export interface Loop {
  kind: "standard" | "sequential" | "parallel";
  /** FEEL: how many instances. */
  cardinality?: string;
  /** FEEL: a list; one instance for each item. */
  collection?: string;
  /** The name under which an instance sees its item. */
  item?: string;
  /** The name of an instance's result, and the variable that collects the results in the order of the items. */
  output?: string;
  outputList?: string;
  /** FEEL: multi-instance ends early when true; a standard loop goes on while true. */
  condition?: string;
  testBefore?: boolean;
  maximum?: number;
}

export interface Node {
  id: string;
  kind: NodeKind;
  name?: string;
  documentation?: string;
  /** The sub-process around it; absent at the top. */
  scope?: string;
  lane?: string;
  /** Ids of flows, in the order of the file. */
  in: string[];
  out: string[];
  /** The default flow. */
  default?: string;
  /** What the file calls it: `userTask`, `intermediateCatchEvent`, … */
  type: string;
  line?: number;
  // Events
  trigger?: Trigger;
  /** The message's or signal's name, the error's or escalation's code, the link's name; absent: any. */
  code?: string;
  timer?: TimerSpec;
  /** A boundary event's activity. */
  on?: string;
  /** False only on a boundary event or an event sub-process's start that leaves its host running. */
  interrupting?: boolean;
  /** FEEL: the key that a message must carry to be for this case. */
  correlation?: string;
  // Activities
  loop?: Loop;
  script?: string;
  decision?: string;
  /** The variable that takes the result of a script or decision. */
  result?: string;
  /** The process or global task that a call activity calls. */
  called?: string;
  /** The BPMN name of what is refused (`kind` is then `other`). */
  refused?: string;
  /** All `pendopo:*` attributes, without the prefix. */
  attributes: Record<string, string>;
}

export interface Flow {
  id: string;
  name?: string;
  from: string;
  to: string;
  scope?: string;
  /** FEEL. */
  condition?: string;
}

export interface Lane {
  id: string;
  name?: string;
  /** The lane around it. */
  parent?: string;
  /** `pendopo:role`, or the nearest outer lane's, or the name. */
  role: string;
  attributes: Record<string, string>;
}

export interface Participant {
  id: string;
  name?: string;
  process?: string;
  /** True for the pool of this process. */
  own: boolean;
}

export interface Shape {
  element: string;
  type: string;
  name?: string;
  x: number;
  y: number;
  width: number;
  height: number;
  horizontal?: boolean;
  expanded?: boolean;
  label?: { x: number; y: number; width: number; height: number };
}

export interface Edge {
  element: string;
  type: string;
  name?: string;
  from?: string;
  to?: string;
  points: { x: number; y: number }[];
  label?: { x: number; y: number; width: number; height: number };
}

export interface Diagram {
  id?: string;
  name?: string;
  shapes: Shape[];
  edges: Edge[];
}

/** A compiled process: everything the engine needs, as JSON. */
export interface Process {
  format: 1;
  id: string;
  name?: string;
  documentation?: string;
  executable: boolean;
  /** SHA-256 of the source text, in hex: the key of a cache, and the proof of which text a case runs on. */
  source: string;
  attributes: Record<string, string>;
  nodes: Node[];
  flows: Flow[];
  lanes: Lane[];
  participants: Participant[];
  /** Names of messages that this process waits for or sends. */
  messages: { name: string; direction: "in" | "out"; element: string; partner?: string }[];
  /** Names of data objects and data stores, as the file declares them; the engine keeps one set of case variables. */
  data: { id: string; name: string; kind: "object" | "store" | "input" | "output"; collection: boolean }[];
  /** The drawings of the file that show this process; usually one. */
  diagrams: Diagram[];
}

/** One thing that is open: a task, a wait, a sub-process, a group of instances. Short names, since cases are many. */
export interface Open {
  /** Its number in this case, never given twice. With the element it makes the key: `Task_1:4`. */
  n: number;
  /** Element id. */
  e: string;
  /** The number of the sub-process or group around it; absent at the top. */
  in?: number;
  /** What it is, when not a single task or wait: a sub-process, a group of instances, or stopped by an incident. */
  is?: "scope" | "group" | "incident";
  /** Fired timers: event id to the times it fired, -1 when it will not fire again. `!`: interrupted by an event sub-process. */
  f?: Record<string, number>;
  /** Local values: an instance's item and counter. */
  l?: Variables;
  /** Group: how many in all, how many done, what is left of the items (sequential), the results so far. */
  t?: number;
  d?: number;
  q?: unknown[];
  r?: unknown[];
  /** Trouble: its code. On a task that failed; on an incident why the token stopped. */
  why?: string;
  /** An incident after the element's work, when no way out was true. */
  p?: "out";
}

export interface Outcome {
  kind: "completed" | "terminated" | "error" | "cancelled";
  /** The end event that decided it; absent when tokens simply ran out or the case was cancelled. */
  element?: string;
  name?: string;
  /** `pendopo:outcome` of that end event. */
  outcome?: string;
  /** The error's code. */
  error?: string;
}

/** A running case. The host may store `variables` apart from the rest: see `splitState` and `joinState`. */
export interface State {
  v: 1;
  /** The last number given. */
  n: number;
  open: Open[];
  /** Tokens that wait on a flow before a join: flow id, count, and the scope's number when not the top. */
  at?: [flow: string, count: number, scope?: number][];
  /** As `f` of an open element, for event sub-processes at the top. */
  f?: Record<string, number>;
  /** Which nodes were passed, as hex of bits in the order of `process.nodes`. */
  seen: string;
  /** The end event that decides the outcome so far: the last one that names an outcome, else the last one. */
  o?: string;
  done?: Outcome;
  variables: Variables;
}

/** What happens to a case. Keys are those of the effects that opened the task or timer. */
export type Event =
  | { type: "completed"; key: string; results?: Variables }
  | { type: "timer"; key: string }
  | { type: "message"; name: string; correlation?: string; key?: string; payload?: Variables }
  | { type: "signal"; name: string; payload?: Variables }
  | { type: "returned"; key: string; results?: Variables }
  | { type: "failed"; key: string; error: string; results?: Variables }
  | { type: "escalated"; key: string; code: string; results?: Variables }
  | { type: "cancelled"; reason?: string }
  /** Tries a stopped place again: one incident by its key, or all. */
  | { type: "retry"; key?: string }
  /** The host changes case data outside a task: a correction, a value that arrived. */
  | { type: "variables"; values: Variables };

/** The first entry of a case's log. */
export interface Started {
  type: "started";
  variables: Variables;
  /** Which start event, or the name of the message or signal that starts it. */
  element?: string;
  message?: string;
  signal?: string;
}

/** One line of a case's log, from which `replay` rebuilds the state. */
export interface Logged {
  at: Instant;
  event: Started | Event;
}

interface Where {
  element: string;
  name?: string;
  lane?: { id: string; name?: string; role: string };
  attributes: Record<string, string>;
}

export type TaskKind = "user" | "manual" | "task";

export type Effect =
  | (Where & {
      kind: "open-task";
      key: string;
      task: TaskKind;
      documentation?: string;
      /** The values that only this instance sees: its item, its counter. */
      locals?: Variables;
    })
  | { kind: "close-task"; key: string; element: string; reason: "completed" | "failed" | "interrupted" | "cancelled" }
  | {
      kind: "set-timer";
      key: string;
      element: string;
      name?: string;
      /** The key of the task that it watches; absent for an intermediate event or a whole scope. */
      of?: string;
      /** The due moment, ISO 8601 in UTC; absent when the host's calendar must work it out from `workingDays`. */
      at?: string;
      workingDays?: number;
      attributes: Record<string, string>;
    }
  | { kind: "clear-timer"; key: string; element: string }
  | (Where & { kind: "invoke"; key: string; task: "service" | "rule"; act?: string; locals?: Variables })
  | { kind: "cancel-invoke"; key: string; element: string }
  | (Where & { kind: "send"; key: string; message: string; correlation?: string; notice?: string })
  | (Where & { kind: "await-message"; key: string; message: string; correlation?: string })
  | { kind: "stop-awaiting"; key: string; element: string; message: string }
  | { kind: "decide"; element: string; decision: string; result?: string; value: unknown }
  | { kind: "script"; element: string; result?: string; value: unknown }
  | (Where & { kind: "call"; key: string; called: string; locals?: Variables })
  | { kind: "cancel-call"; key: string; element: string }
  | { kind: "signal"; element: string; signal: string }
  | { kind: "escalate"; element: string; code: string; caught: boolean }
  | { kind: "incident"; key: string; element: string; code: string; params: Record<string, string>; message: string }
  | { kind: "resolved"; key: string; element: string }
  | ({ kind: "finish" } & Omit<Outcome, "kind"> & { how: Outcome["kind"] });

/** Why an event was not taken. The state is unchanged, so a duplicate does no harm. */
export interface Refusal {
  code: "not-open" | "not-awaited" | "finished" | "wrong-kind" | "no-start" | "no-incident" | "unknown-event";
  params: Record<string, string>;
  message: string;
}

export interface Step {
  state: State;
  effects: Effect[];
  /** Ids of the nodes and flows that tokens passed in this step, in order: the case's history for people and mining. */
  trace: string[];
  refused?: Refusal;
}

export interface EngineOptions {
  /**
   * Evaluates a decision by its reference, at the moment of the step. Pure; without it a business rule task that names a
   * decision stops with an incident.
   */
  decide?: (reference: string, variables: Variables, at: { now: Date }) => { value: unknown; problem?: string };
  /** The zone in which FEEL's `now()` and `today()` tell the time: `+07:00`, `@Asia/Jakarta`. Without it UTC. */
  zone?: string;
}

export interface StartOptions extends EngineOptions {
  element?: string;
  message?: string;
  signal?: string;
}
