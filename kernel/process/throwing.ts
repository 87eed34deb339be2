// What is thrown and who catches it: errors, escalations, signals, messages; and how scopes end.

import { bodyDone, complete } from "./activities.ts";
import { bounds } from "./bounds.ts";
import type { Draft } from "./draft.ts";
import type { Node, Open, Outcome, Variables } from "./model.ts";
import { correlationOf, leave } from "./moves.ts";
import { armScope, disarm, disarmScope, empty, eventsOf, kill, noteFired, scopeWatchers, watchersOf } from "./waits.ts";

/** Ends a scope: a sub-process goes on behind it; the top ends the case. `by` is a terminate event. */
export function finishScope(draft: Draft, scope: Open, by?: Node): void {
  if (scope.n === 0) {
    finishCase(draft, by ? "terminated" : "completed", by);
    return;
  }
  const node = draft.graph.node.get(scope.e)!;
  if (node.kind === "sub") {
    complete(draft, scope, undefined);
    return;
  }
  // An event sub-process has no way out: when it ends, the scope around it may.
  empty(draft, scope, "cancelled");
  disarm(draft, scope);
  draft.remove(scope.n);
}

/** Ends the case and closes all that is open. */
export function finishCase(draft: Draft, how: Outcome["kind"], by?: Node, error?: string): void {
  empty(draft, draft.top, how === "cancelled" ? "cancelled" : "interrupted");
  disarmScope(draft, draft.top);
  draft.queue = [];
  const named = draft.outcome === undefined ? undefined : draft.graph.node.get(draft.outcome);
  const end = how === "cancelled" ? undefined : (by ?? named);
  const outcome: Outcome = { kind: how };
  if (end) outcome.element = end.id;
  if (end?.name !== undefined) outcome.name = end.name;
  if (end?.attributes.outcome !== undefined) outcome.outcome = end.attributes.outcome;
  if (error !== undefined) outcome.error = error;
  draft.done = outcome;
  draft.top = { n: 0, e: "", is: "scope" };
  const { kind, ...rest } = outcome;
  draft.effects.push({ kind: "finish", how: kind, ...rest });
}

/** A catcher for a code among candidates: one that names the code before one that takes any. */
const matching = (candidates: Node[], trigger: "error" | "escalation", code: string): Node | undefined => {
  const fitting = candidates.filter((each) => each.trigger === trigger);
  return fitting.find((each) => each.code === code) ?? fitting.find((each) => each.code === undefined);
};

/** Who catches what is thrown inside a scope, from the inside out. */
function catcher(
  draft: Draft,
  trigger: "error" | "escalation",
  code: string,
  scope: number,
): { event: Node; open: Open } | undefined {
  for (let at = draft.find(scope); at; ) {
    const inside = matching(scopeWatchers(draft, at), trigger, code);
    if (inside) return { event: inside, open: at };
    if (at.n === 0) return undefined;
    // What a handler throws is not for the scope it handles, but for those around.
    while (draft.graph.node.get(at.e)?.kind === "event-sub") {
      at = draft.find(at.in ?? 0)!;
      if (at.n === 0) return undefined;
    }
    const outer: Open = draft.outer(at);
    const border = matching(draft.graph.boundaries.get(outer.e) ?? [], trigger, code);
    if (border) return { event: border, open: outer };
    at = draft.find(outer.in ?? 0);
  }
  return undefined;
}

/** Throws an error from a place. Uncaught, it ends the case. */
export function throwError(draft: Draft, code: string, scope: number, by: Node): void {
  const caught = catcher(draft, "error", code, scope);
  if (caught) trigger(draft, caught.event, caught.open);
  else finishCase(draft, "error", by, code);
}

/** The catcher of an error that an open task or call met with; undefined when nobody would catch it. */
export function errorCatcher(draft: Draft, open: Open, trigger: "error" | "escalation", code: string) {
  const outer = draft.outer(open);
  const border = matching(draft.graph.boundaries.get(outer.e) ?? [], trigger, code);
  return border ? { event: border, open: outer } : catcher(draft, trigger, code, draft.scopeOf(open));
}

/** Throws an escalation from a scope. Gives whether the thrower goes on. */
export function throwEscalation(draft: Draft, by: Node, scope: number): boolean {
  const code = by.code ?? by.id;
  const caught = catcher(draft, "escalation", code, scope);
  draft.effects.push({ kind: "escalate", element: by.id, code, caught: caught !== undefined });
  if (!caught) return true;
  trigger(draft, caught.event, caught.open);
  return caught.event.interrupting === false;
}

/** Throws a signal: all in this case who wait for it have it at once; the host tells the other cases. */
export function throwSignal(draft: Draft, by: Node): void {
  draft.effects.push({ kind: "signal", element: by.id, signal: by.code ?? by.id });
  spread(draft, by.code ?? by.id, undefined);
}

interface Listener {
  event: Node;
  open: Open;
}

/** All that listen in this case, in the order in which they began; the scope of the whole case last. */
function listeners(draft: Draft): Listener[] {
  const found: Listener[] = [];
  for (const open of [...draft.open, draft.top]) {
    if (open.is === "incident") continue;
    const node = open.n === 0 ? undefined : draft.graph.node.get(open.e);
    if (node && !open.is) for (const event of eventsOf(draft, node)) found.push({ event, open });
    for (const event of watchersOf(draft, open)) found.push({ event, open });
  }
  return found;
}

/** Gives a signal to all who wait for it; gives how many did. */
export function spread(draft: Draft, signal: string, payload: Variables | undefined): number {
  const waiting = listeners(draft).filter(({ event }) => event.trigger === "signal" && event.code === signal);
  let taken = 0;
  for (const { event, open } of waiting) {
    if (open.n !== 0 && draft.find(open.n) !== open) continue;
    if (taken === 0) draft.write(payload, 0);
    taken++;
    trigger(draft, event, open);
  }
  return taken;
}

/** Gives a message to the one who waits for it longest; gives whether anyone did. */
export function deliver(
  draft: Draft,
  message: { name: string; correlation?: string; key?: string; payload?: Variables },
): boolean {
  const fits = ({ event, open }: Listener): boolean => {
    if (event.code !== message.name || !(event.trigger === "message" || event.kind === "receive")) return false;
    if (message.key !== undefined) return message.key === `${event.id}:${open.n}`;
    if (message.correlation === undefined || event.correlation === undefined) return true;
    return correlationOf(draft, event, open.n) === message.correlation;
  };
  const found = listeners(draft).find(fits);
  if (!found) return false;
  trigger(draft, found.event, found.open, message.payload);
  return true;
}

/** Lets an event happen to what waits for it: an open event or gateway, a border, or a scope. */
export function trigger(draft: Draft, event: Node, open: Open, payload?: Variables): void {
  if (event.kind === "boundary") {
    triggerBoundary(draft, event, open, payload);
    return;
  }
  if (event.kind === "start") {
    triggerEventSub(draft, event, open, payload);
    return;
  }
  if (event.kind === "receive" && open.e === event.id) {
    complete(draft, open, payload);
    return;
  }
  draft.write(payload, open.n);
  const around = open.in ?? 0;
  if (event.trigger === "timer") open.f = { ...open.f, [event.id]: -1 };
  // Behind an event-based gateway, what happened first takes the token; the others are taken back.
  kill(draft, open, "completed");
  if (open.e !== event.id) {
    const flow = draft.graph.node.get(open.e)!.out.find((id) => draft.graph.flow.get(id)!.to === event.id);
    if (flow) draft.trace.push(flow);
    draft.pass(event);
  }
  if (event.kind === "receive") bodyDone(draft, event, around, undefined);
  else leave(draft, event, around);
}

function triggerBoundary(draft: Draft, event: Node, open: Open, payload: Variables | undefined): void {
  draft.write(payload, open.in ?? 0);
  const scope = draft.scopeOf(open);
  if (event.interrupting === false) {
    if (event.trigger === "timer") noteFired(draft, event, open);
  } else {
    if (event.trigger === "timer") open.f = { ...open.f, [event.id]: -1 };
    kill(draft, open, event.trigger === "error" ? "failed" : "interrupted");
  }
  draft.pass(event);
  leave(draft, event, scope);
}

function triggerEventSub(draft: Draft, start: Node, scope: Open, payload: Variables | undefined): void {
  draft.write(payload, scope.n);
  const sub = draft.graph.node.get(start.scope!)!;
  const times = (draft.visits.get(`event ${start.id}`) ?? 0) + 1;
  draft.visits.set(`event ${start.id}`, times);
  if (times > bounds.visits) {
    draft.stop(sub, scope.n, "endless-loop", { elements: sub.id, limit: String(bounds.visits) });
    return;
  }
  if (start.interrupting === false) {
    if (start.trigger === "timer") noteFired(draft, start, scope);
  } else {
    if (start.trigger === "timer") scope.f = { ...scope.f, [start.id]: -1 };
    disarmScope(draft, scope);
    empty(draft, scope, start.trigger === "error" ? "failed" : "interrupted");
    scope.f = { ...scope.f, "!": 1 };
  }
  draft.pass(sub);
  const inner = draft.add({ e: sub.id, in: scope.n, is: "scope" });
  armScope(draft, inner);
  draft.push({ node: start, scope: inner.n });
}
