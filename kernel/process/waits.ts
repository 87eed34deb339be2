// What waits: events, timers and awaited messages; how they are set, and how anything open is closed.
import { plain } from "./activities.ts";
import { type Draft, keyOf } from "./draft.ts";
import type { Node, Open } from "./model.ts";
import { correlationOf } from "./moves.ts";
import { addDuration, parseCycle, parseDuration, parseMoment } from "./times.ts";

/** Opens an intermediate event, or an event-based gateway with all its branches. */
export function openWait(draft: Draft, node: Node, scope: number): void {
  const open = draft.add({ e: node.id, in: scope });
  for (const event of eventsOf(draft, node)) listen(draft, event, open);
}

/** The events that a wait listens to: its own, or those behind an event-based gateway. */
export function eventsOf(draft: Draft, node: Node): Node[] {
  if (node.kind !== "event-based") return node.kind === "catch" || node.kind === "receive" ? [node] : [];
  return node.out.map((id) => draft.graph.node.get(draft.graph.flow.get(id)!.to)!);
}

/** The boundary events that watch an activity, or the starts of event sub-processes that watch a scope. */
export function watchersOf(draft: Draft, open: Open): Node[] {
  const watchers = open.n === 0 || draft.outer(open) === open ? (draft.graph.boundaries.get(open.e) ?? []) : [];
  return open.is === "scope" ? [...watchers, ...scopeWatchers(draft, open)] : watchers;
}

/** The starts of the event sub-processes of a scope; none once one of them has interrupted it. */
export const scopeWatchers = (draft: Draft, scope: Open): Node[] =>
  scope.f?.["!"] ? [] : (draft.graph.eventSubs.get(scope.e) ?? []).map(({ start }) => start);

/** Sets the timers and awaited messages on the border of an activity that was opened. */
export function arm(draft: Draft, node: Node, open: Open): void {
  if (!draft.find(open.n)) return;
  for (const boundary of draft.graph.boundaries.get(node.id) ?? []) listen(draft, boundary, open);
}

/** Sets the timers and awaited messages of a scope's event sub-processes. */
export function armScope(draft: Draft, scope: Open): void {
  for (const start of scopeWatchers(draft, scope)) listen(draft, start, scope);
}

export function listen(draft: Draft, event: Node, open: Open): void {
  if (event.kind === "receive" || event.trigger === "message") awaitMessage(draft, event, open);
  else if (event.trigger === "timer") setTimer(draft, event, open);
}

export function awaitMessage(draft: Draft, event: Node, open: Open): void {
  const correlation = correlationOf(draft, event, open.n);
  draft.effects.push({
    kind: "await-message",
    key: `${event.id}:${open.n}`,
    ...draft.where(event),
    message: event.code ?? event.id,
    ...(correlation !== undefined && { correlation }),
  });
}

/** The key of a timer: that of its place, and which time it is to fire. */
const timerKey = (event: Node, open: Open, fired: number): string =>
  `${event.id}:${open.n}${fired ? `.${fired + 1}` : ""}`;

/** Sets a timer. One whose expression gives no time stops there with an incident, while its activity goes on. */
export function setTimer(draft: Draft, event: Node, open: Open): void {
  const fired = open.f?.[event.id] ?? 0;
  if (fired < 0) return;
  const due = dueOf(draft, event, open, fired);
  if (due === "never") {
    open.f = { ...open.f, [event.id]: -1 };
    return;
  }
  if ("problem" in due) {
    draft.stop(event, open.n, "timer-unknown", { reason: due.problem });
    return;
  }
  const task = open.n !== 0 && event.kind === "boundary";
  draft.effects.push({
    kind: "set-timer",
    key: timerKey(event, open, fired),
    element: event.id,
    ...(event.name !== undefined && { name: event.name }),
    ...(task && { of: keyOf(open) }),
    ...due,
    attributes: event.attributes,
  });
}

type Due = { at: string } | { workingDays: number } | { problem: string } | "never";

function dueOf(draft: Draft, event: Node, open: Open, fired: number): Due {
  const { duration, date, cycle, workingDays, feel } = event.timer ?? {};
  const fault = (text: string, problem?: string): Due => ({ problem: problem ?? `${text} gives no time` });
  const context = draft.context(open.n);
  if (workingDays !== undefined) {
    const { value, problem } = draft.evaluate(workingDays, context);
    return typeof value === "number" && value >= 0 ? { workingDays: value } : fault(workingDays, problem);
  }
  const source = duration ?? date ?? cycle ?? "";
  const told = feel ? draft.evaluate(source, context) : { value: source };
  const text = String(plain(told.value));
  const at = (moment: Date | undefined): Due => (moment ? { at: moment.toISOString() } : fault(source, told.problem));
  if (duration !== undefined) {
    const length = parseDuration(text);
    return length ? at(addDuration(draft.now, length)) : fault(source, told.problem);
  }
  if (date !== undefined) return at(parseMoment(text.replace(/@.*$/, "")));
  const round = parseCycle(text);
  if (!round) return fault(source, told.problem);
  if (round.times !== undefined && fired >= round.times) return "never";
  const next = round.start ? addDuration(round.start, round.every, fired) : addDuration(draft.now, round.every);
  return next && round.until && next > round.until ? "never" : at(next);
}

/** Whether a timer of an open thing is set and this is its next firing. */
export function isArmed(open: Open, event: Node, fired: number): boolean {
  return (open.f?.[event.id] ?? 0) === fired;
}

/** Notes that a timer fired, and sets the next one of a cycle that leaves its host running. */
export function noteFired(draft: Draft, event: Node, open: Open): void {
  const fired = (open.f?.[event.id] ?? 0) + 1;
  const again = event.timer?.cycle !== undefined;
  open.f = { ...open.f, [event.id]: again ? fired : -1 };
  if (again) setTimer(draft, event, open);
}

/** Takes back the timers and awaited messages on the border of an activity or scope. */
export function disarm(draft: Draft, open: Open): void {
  for (const watcher of watchersOf(draft, open)) silence(draft, watcher, open);
}

/** Takes back those of a scope's event sub-processes alone. */
export function disarmScope(draft: Draft, scope: Open): void {
  for (const start of scopeWatchers(draft, scope)) silence(draft, start, scope);
}

export function silence(draft: Draft, event: Node, open: Open): void {
  const key = timerKey(event, open, Math.max(0, open.f?.[event.id] ?? 0));
  if (event.kind === "receive" || event.trigger === "message") {
    draft.effects.push({ kind: "stop-awaiting", key, element: event.id, message: event.code ?? event.id });
  } else if (event.trigger === "timer" && (open.f?.[event.id] ?? 0) >= 0) {
    const unset = draft.open.some((each) => each.in === open.n && each.e === event.id && each.is === "incident");
    if (!unset) draft.effects.push({ kind: "clear-timer", key, element: event.id });
  }
}

type Reason = "completed" | "failed" | "interrupted" | "cancelled";

/** Tells the host that something open is closed, and closes all inside it. The thing itself and its border stay. */
export function close(draft: Draft, open: Open, reason: Reason): void {
  const node = draft.graph.node.get(open.e);
  const key = keyOf(open);
  const own = { key, element: open.e };
  if (!open.is && node) {
    if (node.kind === "user" || node.kind === "manual" || node.kind === "task") {
      draft.effects.push({ kind: "close-task", ...own, reason });
    } else if (reason !== "completed" && (node.kind === "service" || node.kind === "rule")) {
      draft.effects.push({ kind: "cancel-invoke", ...own });
    } else if (reason !== "completed" && node.kind === "call") draft.effects.push({ kind: "cancel-call", ...own });
    for (const event of eventsOf(draft, node)) silence(draft, event, open);
  }
  if (open.is === "incident") draft.effects.push({ kind: "resolved", ...own });
  empty(draft, open, reason === "completed" ? "cancelled" : reason);
}

/** Closes everything inside, with its borders, and takes away the tokens there. */
export function empty(draft: Draft, around: Open, reason: Reason): void {
  for (const inner of draft.open.filter((each) => (each.in ?? 0) === around.n && each.n !== around.n)) {
    if (!draft.find(inner.n)) continue;
    close(draft, inner, reason);
    if (inner.is !== "incident") disarm(draft, inner);
    draft.remove(inner.n);
  }
  draft.at = draft.at.filter(([, , scope]) => scope !== around.n);
  draft.queue = draft.queue.filter((move) => ("again" in move ? move.again : move.scope) !== around.n);
}

/** Ends an activity from outside: it, all inside, and what watched it. */
export function kill(draft: Draft, open: Open, reason: Reason): void {
  close(draft, open, reason);
  disarm(draft, open);
  draft.remove(open.n);
}
