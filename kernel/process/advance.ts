import { announce, complete, openBody, plain } from "./activities.ts";
import { Draft, keyOf, readKey } from "./draft.ts";
import { graphOf } from "./graph.ts";
import type {
  Effect,
  EngineOptions,
  Event,
  Instant,
  Logged,
  Node,
  Open,
  Process,
  Refusal,
  StartOptions,
  State,
  Step,
  Variables,
} from "./model.ts";
import { leave, settle } from "./moves.ts";
import { fill } from "./problems.ts";
import { deliver, errorCatcher, finishCase, spread, trigger } from "./throwing.ts";
import { armScope, eventsOf, isArmed, setTimer, watchersOf } from "./waits.ts";

/**
 * Starts a case. Without options it begins at the plain start event, or at the only start event there is;
 * `message`, `signal` or `element` choose another. Never throws for what a caller may get wrong: see `refused`.
 *
 * @example const { state, effects } = start(process, { luas: 12 }, "2026-11-22T01:00:00Z");
 */
export function start(process: Process, variables: Variables, now: Instant, options: StartOptions = {}): Step {
  const fresh: State = { v: 1, n: 0, open: [], seen: "", variables: clean(variables) ?? {} };
  const starts = chooseStarts(process, options);
  if (starts.length === 0) {
    const asked = options.element ?? options.message ?? options.signal ?? "";
    return refuse(fresh, "no-start", { process: process.id, start: asked });
  }
  const draft = new Draft(process, fresh, now, options);
  armScope(draft, draft.top);
  for (const node of starts) draft.push({ node, scope: 0 });
  settle(draft);
  return finished(draft);
}

/** Which start events a process has, so that a host can subscribe to their messages, signals and timers. */
export function startEvents(process: Process): Node[] {
  return graphOf(process).starts.get("") ?? [];
}

function chooseStarts(process: Process, { element, message, signal }: StartOptions): Node[] {
  const starts = startEvents(process);
  if (element !== undefined) return starts.filter((node) => node.id === element);
  if (message !== undefined) return starts.filter((node) => node.trigger === "message" && node.code === message);
  if (signal !== undefined) return starts.filter((node) => node.trigger === "signal" && node.code === signal);
  // Nothing leads to these and there is no start event: all of them begin.
  if (starts.every((node) => node.kind !== "start")) return starts;
  const none = starts.filter((node) => node.trigger === "none");
  // Two start events are alternatives: the first plain one is the usual way in.
  return none.length ? none.slice(0, 1) : starts.length === 1 ? starts : [];
}

/**
 * Takes one event into a case: gives the next state and what is to be done in the world. Pure: the same arguments give
 * the same step, and the given state is not changed. An event for something that is not open is refused and harmless.
 *
 * @example advance(process, state, { type: "completed", key: "Periksa:2", results: { layak: true } }, now);
 */
export function advance(process: Process, state: State, event: Event, now: Instant, options: EngineOptions = {}): Step {
  if (state.done) return refuse(state, "finished", { outcome: state.done.kind });
  const draft = new Draft(process, state, now, options);
  const refusal = take(draft, event);
  if (refusal) return refuse(state, refusal.code, refusal.params);
  settle(draft);
  return finished(draft);
}

/** Rebuilds a case from its log: exactly the state that was stored. Throws when the log does not begin with a start. */
export function replay(process: Process, log: Iterable<Logged>, options: EngineOptions = {}): State {
  let state: State | undefined;
  for (const { at, event } of log) {
    if (event.type === "started") {
      const { variables, element, message, signal } = event;
      state = start(process, variables, at, { ...options, element, message, signal }).state;
    } else if (state) ({ state } = advance(process, state, event, at, options));
    else throw new Error("The log of a case begins with its start.");
  }
  if (!state) throw new Error("The log of a case begins with its start.");
  return state;
}

/** Parts a state for storing: the small control state, and the case data. */
export function splitState(state: State): { control: Omit<State, "variables">; variables: Variables } {
  const { variables, ...control } = state;
  return { control, variables };
}

/** Puts together what `splitState` parted. */
export const joinState = (control: Omit<State, "variables">, variables: Variables): State => ({
  ...control,
  variables,
});

const finished = (draft: Draft): Step => ({ state: draft.state(), effects: draft.effects, trace: draft.trace });

type Refusing = Pick<Refusal, "code" | "params">;

const refusalSentences: Record<Refusal["code"], string> = {
  "not-open": "{key} is not open.",
  "not-awaited": "Nothing in this case waits for {name}.",
  finished: "The case is finished ({outcome}).",
  "wrong-kind": "{key} does not take a {event} event.",
  "no-start": "The process {process} has no start for {start}.",
  "unknown-event": "There is no event of type {event}.",
  "no-incident": "Nothing is stopped at {key}.",
};

const refuse = (state: State, code: Refusal["code"], params: Record<string, string>): Step => ({
  state,
  effects: [],
  trace: [],
  refused: { code, params, message: fill(refusalSentences[code], params) },
});

function take(draft: Draft, event: Event): Refusing | undefined {
  switch (event?.type) {
    case "completed":
    case "returned":
      return takeCompletion(draft, event.type, event.key, event.results);
    case "failed":
    case "escalated":
      return takeTrouble(draft, event);
    case "timer":
      return takeTimer(draft, event.key);
    case "message": {
      const taken = deliver(draft, { ...event, payload: clean(event.payload) });
      return taken ? undefined : { code: "not-awaited", params: { name: event.name } };
    }
    case "signal": {
      const taken = spread(draft, event.name, clean(event.payload));
      return taken ? undefined : { code: "not-awaited", params: { name: event.name } };
    }
    case "cancelled":
      finishCase(draft, "cancelled");
      return undefined;
    case "variables":
      draft.write(clean(event.values), 0);
      return undefined;
    case "retry":
      return takeRetry(draft, event.key);
    default:
      return { code: "unknown-event", params: { event: String((event as { type?: unknown } | null)?.type) } };
  }
}

/** What comes from outside, as plain JSON values. */
const clean = (values: Variables | undefined): Variables | undefined =>
  values && typeof values === "object" && !Array.isArray(values) ? (plain({ ...values }) as Variables) : undefined;

function findOpen(draft: Draft, key: string): { open: Open; node: Node } | undefined {
  const read = readKey(key);
  const open = read && draft.open.find((each) => each.n === read.n && each.e === read.element);
  const node = open && draft.graph.node.get(open.e);
  return open && node && !open.is ? { open, node } : undefined;
}

const completable = { completed: ["user", "manual", "task", "service", "rule", "receive", "call"], returned: ["call"] };

function takeCompletion(
  draft: Draft,
  event: "completed" | "returned",
  key: string,
  results?: Variables,
): Refusing | undefined {
  const found = findOpen(draft, key);
  if (!found) return { code: "not-open", params: { key } };
  if (!completable[event].includes(found.node.kind)) return { code: "wrong-kind", params: { key, event } };
  if (found.open.why) draft.effects.push({ kind: "resolved", key, element: found.open.e });
  complete(draft, found.open, clean(results));
  return undefined;
}

function takeTrouble(draft: Draft, event: Event & { type: "failed" | "escalated" }): Refusing | undefined {
  const found = findOpen(draft, event.key);
  if (!found) return { code: "not-open", params: { key: event.key } };
  const { open, node } = found;
  if (!completable.completed.includes(node.kind))
    return { code: "wrong-kind", params: { key: event.key, event: event.type } };
  const code = event.type === "failed" ? event.error : event.code;
  const results = clean(event.results);
  const caught = errorCatcher(draft, open, event.type === "failed" ? "error" : "escalation", code);
  if (event.type === "escalated")
    draft.effects.push({ kind: "escalate", element: node.id, code, caught: caught !== undefined });
  if (caught) {
    draft.write(results, caught.open.in ?? 0);
    trigger(draft, caught.event, caught.open);
  } else if (event.type === "failed") {
    // Nobody catches it: the work stays open and says so, until it is tried again or done by hand.
    open.why = code;
    draft.tell(open, "failed", { reason: code });
  }
  return undefined;
}

function takeTimer(draft: Draft, key: string): Refusing | undefined {
  const notOpen: Refusing = { code: "not-open", params: { key } };
  const read = readKey(key);
  const event = read && draft.graph.node.get(read.element);
  const open = read && draft.find(read.n);
  if (!event || !open || open.is === "incident" || event.trigger !== "timer") return notOpen;
  const own = open.n !== 0 && !open.is ? eventsOf(draft, draft.graph.node.get(open.e)!) : [];
  const listens = own.includes(event) || watchersOf(draft, open).includes(event);
  if (!listens || !isArmed(open, event, read.fired)) return notOpen;
  trigger(draft, event, open);
  return undefined;
}

function takeRetry(draft: Draft, key: string | undefined): Refusing | undefined {
  const stopped = draft.open.filter((open) => open.why !== undefined && (key === undefined || keyOf(open) === key));
  if (stopped.length === 0) return { code: "no-incident", params: { key: key ?? "any element" } };
  for (const open of stopped) if (draft.find(open.n) === open) retry(draft, open);
  return undefined;
}

/** Tries a stopped place again, from where it stopped. */
function retry(draft: Draft, open: Open): void {
  const node = draft.graph.node.get(open.e)!;
  const resolved: Effect = { kind: "resolved", key: keyOf(open), element: open.e };
  draft.effects.push(resolved);
  if (open.is !== "incident") {
    delete open.why;
    announce(draft, node, open);
    return;
  }
  draft.remove(open.n);
  const inside = open.in ?? 0;
  const around = draft.find(inside)!;
  const ofGroup = around.is === "group" && around.e === open.e;
  if (open.why === "timer-unknown") setTimer(draft, node, around);
  else if (open.why === "stuck") return;
  else if (node.kind === "event-sub") {
    const again = draft.graph.eventSubs.get(node.scope ?? "")?.find(({ sub }) => sub === node);
    if (again) trigger(draft, again.start, around);
  } else if (open.p === "out" && ofGroup) draft.push({ again: around.n });
  else if (open.p === "out") leave(draft, node, inside);
  else if (ofGroup) openBody(draft, node, around.n, open.l);
  else draft.push({ node, scope: inside });
}
