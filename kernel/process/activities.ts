// Activities: how they open, repeat, and end.
import { bounds } from "./bounds.ts";
import { type Draft, keyOf } from "./draft.ts";
import type { Loop, Node, Open, Variables } from "./model.ts";
import { leave, send } from "./moves.ts";
import { arm, armScope, awaitMessage, close, disarm } from "./waits.ts";

/** Begins an activity for a token: once, or as a group of instances. */
export function beginActivity(draft: Draft, node: Node, scope: number): void {
  if (node.loop) {
    beginGroup(draft, node, node.loop, scope);
    return;
  }
  const opened = openBody(draft, node, scope, undefined);
  if (opened) arm(draft, node, opened);
}

/** Opens one instance and gives it; undefined when it was done at once, by the engine itself. */
export function openBody(draft: Draft, node: Node, inside: number, locals: Variables | undefined): Open | undefined {
  if (node.kind === "script" || (node.kind === "rule" && node.decision !== undefined) || node.kind === "send") {
    runBody(draft, node, inside, locals);
    return undefined;
  }
  const open = draft.add({ e: node.id, in: inside, l: locals, ...(node.kind === "sub" && { is: "scope" as const }) });
  if (node.kind === "sub") {
    armScope(draft, open);
    for (const start of draft.graph.starts.get(node.id) ?? []) draft.push({ node: start, scope: open.n });
  } else announce(draft, node, open);
  return open;
}

/** Tells the host of an open task, job, call or awaited message. */
export function announce(draft: Draft, node: Node, open: Open): void {
  const locals = draft.localsAt(open.n);
  const common = { key: keyOf(open), ...draft.where(node), ...(locals && { locals }) };
  if (node.kind === "receive") awaitMessage(draft, node, open);
  else if (node.kind === "call") draft.effects.push({ kind: "call", ...common, called: node.called ?? "" });
  else if (node.kind === "service" || node.kind === "rule") {
    const { act } = node.attributes;
    draft.effects.push({ kind: "invoke", ...common, task: node.kind, ...(act !== undefined && { act }) });
  } else {
    const task = node.kind === "user" || node.kind === "manual" ? node.kind : "task";
    const { documentation } = node;
    draft.effects.push({ kind: "open-task", ...common, task, ...(documentation !== undefined && { documentation }) });
  }
}

/** Does what the engine does itself: a script, a decision, the handing over of a message. */
function runBody(draft: Draft, node: Node, inside: number, locals: Variables | undefined): void {
  if (node.kind === "send") send(draft, node, inside, locals);
  else {
    const context = draft.context(inside, locals);
    const { value, problem } = node.kind === "script" ? script(draft, node, context) : decide(draft, node, context);
    if (problem !== undefined) {
      const code = node.kind === "script" ? "script-failed" : "decision-failed";
      const params = { reason: problem, ...(node.decision !== undefined && { decision: node.decision }) };
      draft.stop(node, inside, code, params, { l: locals });
      return;
    }
    const { result } = node;
    const note = { element: node.id, ...(result !== undefined && { result }), value };
    draft.effects.push(
      node.kind === "script" ? { kind: "script", ...note } : { kind: "decide", decision: node.decision!, ...note },
    );
    if (result === undefined) {
      // Without a name, a context's entries become variables; another value has nowhere to go.
      if (isContext(value)) draft.write(value, inside);
    } else if (locals && Object.hasOwn(locals, result)) locals = { ...locals, [result]: value };
    else draft.write({ [result]: value }, inside);
  }
  bodyDone(draft, node, inside, locals);
}

const isContext = (value: unknown): value is Variables => {
  if (typeof value !== "object" || value === null) return false;
  const kind = Object.getPrototypeOf(value);
  return kind === Object.prototype || kind === null;
};

function script(draft: Draft, node: Node, context: Variables): { value: unknown; problem?: string } {
  if (node.script === undefined) return { value: null };
  const { value, problem } = draft.evaluate(node.script, context);
  // FEEL answers null for what it cannot tell; only a null that comes with a reason is a failure.
  return value === null && problem !== undefined ? { value, problem } : { value: plain(value) };
}

function decide(draft: Draft, node: Node, context: Variables): { value: unknown; problem?: string } {
  if (!draft.options.decide) return { value: null, problem: "the host gave no decide function" };
  try {
    const { value, problem } = draft.options.decide(node.decision!, context, { now: draft.now });
    return problem === undefined ? { value: plain(value) } : { value, problem };
  } catch (fault) {
    return { value: null, problem: (fault as Error).message };
  }
}

/** How deep case data may be nested; what lies deeper is left out. */
const deepest = 100;

/** Any value as JSON: FEEL's dates and durations become the text that FEEL reads again; what JSON cannot hold, null. */
export function plain(value: unknown, depth = 0): unknown {
  if (typeof value === "string" || typeof value === "boolean") return value;
  // JSON knows neither minus zero nor infinity.
  if (typeof value === "number") return Number.isFinite(value) ? value || 0 : null;
  if (typeof value === "bigint") return Number(value);
  if (typeof value !== "object" || value === null || depth > deepest) return null;
  if (Array.isArray(value)) return value.map((each) => plain(each, depth + 1));
  if (!isContext(value))
    return "toJSON" in value ? plain(JSON.parse(JSON.stringify(value) ?? "null"), depth + 1) : String(value);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each, depth + 1)]));
}

/** Ends an open instance whose work is done, with its results. */
export function complete(draft: Draft, open: Open, results: Variables | undefined): void {
  const node = draft.graph.node.get(open.e)!;
  const inGroup = node.loop && draft.find(open.in ?? 0)?.is === "group";
  if (inGroup && results) {
    // The output of an instance belongs to it, not to the case, until the group collects it.
    const { output } = node.loop!;
    if (output !== undefined && Object.hasOwn(results, output)) open.l = { ...open.l, [output]: results[output] };
  }
  draft.write(results, open.n);
  const locals = open.l;
  close(draft, open, "completed");
  disarm(draft, open);
  draft.remove(open.n);
  bodyDone(draft, node, open.in ?? 0, locals);
}

/** Goes on after an instance: to the next of its group, or out of the activity. */
export function bodyDone(draft: Draft, node: Node, inside: number, locals: Variables | undefined): void {
  const group = node.loop ? draft.find(inside) : undefined;
  if (group?.is === "group" && group.e === node.id) instanceDone(draft, node, node.loop!, group, locals);
  else leave(draft, node, inside);
}

function beginGroup(draft: Draft, node: Node, loop: Loop, scope: number): void {
  if (loop.kind === "standard") {
    const group = draft.add({ e: node.id, in: scope, is: "group", d: 0 });
    arm(draft, node, group);
    draft.push({ again: group.n });
    return;
  }
  const counted = count(draft, loop, scope);
  if ("problem" in counted) {
    draft.stop(node, scope, "loop-unknown", { reason: counted.problem });
    return;
  }
  const { total, items } = counted;
  const group = draft.add({ e: node.id, in: scope, is: "group", t: total, d: 0 });
  if (loop.output !== undefined && loop.outputList !== undefined) group.r = Array.from({ length: total }, () => null);
  arm(draft, node, group);
  if (loop.kind === "sequential" || total === 0) {
    if (items) group.q = items;
    draft.push({ again: group.n });
    return;
  }
  for (let i = 0; i < total && draft.find(group.n); i++)
    openBody(draft, node, group.n, instanceLocals(loop, i, items?.[i]));
}

/** How many instances, and over which items. */
function count(draft: Draft, loop: Loop, scope: number): { total: number; items?: unknown[] } | { problem: string } {
  const context = draft.context(scope);
  const { value, problem } = draft.evaluate(loop.collection ?? loop.cardinality ?? "0", context);
  if (loop.collection !== undefined && Array.isArray(value)) {
    return value.length <= bounds.instances
      ? { total: value.length, items: plain(value) as unknown[] }
      : { problem: `${value.length} instances are more than ${bounds.instances}` };
  }
  if (loop.collection === undefined && typeof value === "number" && Number.isInteger(value) && value >= 0) {
    return value <= bounds.instances
      ? { total: value }
      : { problem: `${value} instances are more than ${bounds.instances}` };
  }
  const wanted = loop.collection === undefined ? "a whole number" : "a list";
  return {
    problem: problem ?? `${loop.collection ?? loop.cardinality} gives ${JSON.stringify(plain(value))}, not ${wanted}`,
  };
}

function instanceLocals(loop: Loop, index: number, item: unknown): Variables {
  const locals: Variables = { loopCounter: index + 1 };
  // Declared here, so that what is written inside stays with this instance.
  if (loop.output !== undefined) locals[loop.output] = null;
  if (loop.item !== undefined && loop.collection !== undefined) locals[loop.item] = item ?? null;
  return locals;
}

/** Opens the next instance of a sequential group or standard loop, or ends the group. */
export function nextRound(draft: Draft, n: number): void {
  const group = draft.find(n);
  if (!group) return;
  const node = draft.graph.node.get(group.e)!;
  const loop = node.loop!;
  const done = group.d ?? 0;
  if (loop.kind === "standard") {
    const first = done === 0 && !loop.testBefore;
    const context = draft.context(n, { loopCounter: done });
    const more =
      first || (loop.condition === undefined ? loop.maximum !== undefined : draft.holds(loop.condition, context));
    if (!more || (loop.maximum !== undefined && done >= loop.maximum)) {
      finishGroup(draft, node, group);
      return;
    }
    const rounds = (draft.visits.get(`again ${n}`) ?? 0) + 1;
    draft.visits.set(`again ${n}`, rounds);
    if (rounds > bounds.visits) {
      draft.stop(node, n, "endless-loop", { elements: node.id, limit: String(bounds.visits) }, { p: "out" });
      return;
    }
  } else if (done >= (group.t ?? 0)) {
    finishGroup(draft, node, group);
    return;
  }
  const item = group.q?.[0];
  if (group.q) group.q = group.q.slice(1);
  openBody(draft, node, n, loop.kind === "standard" ? { loopCounter: done + 1 } : instanceLocals(loop, done, item));
}

function instanceDone(draft: Draft, node: Node, loop: Loop, group: Open, locals: Variables | undefined): void {
  group.d = (group.d ?? 0) + 1;
  const index = Number(locals?.loopCounter ?? group.d) - 1;
  if (group.r && loop.output !== undefined) group.r = group.r.with(index, locals?.[loop.output] ?? null);
  if (loop.kind === "standard") {
    draft.push({ again: group.n });
    return;
  }
  const total = group.t ?? 0;
  const running = draft.open.filter((each) => each.in === group.n).length;
  const counts = {
    nrOfInstances: total,
    nrOfCompletedInstances: group.d,
    nrOfActiveInstances: loop.kind === "parallel" ? Math.max(running, total - group.d) : 0,
    numberOfInstances: total,
    numberOfCompletedInstances: group.d,
    numberOfActiveInstances: loop.kind === "parallel" ? Math.max(running, total - group.d) : 0,
    ...(loop.outputList !== undefined && group.r && { [loop.outputList]: group.r }),
  };
  const early =
    loop.condition !== undefined && draft.holds(loop.condition, draft.context(group.n, { ...locals, ...counts }));
  if (early || group.d >= total) finishGroup(draft, node, group);
  else if (loop.kind === "sequential") draft.push({ again: group.n });
}

function finishGroup(draft: Draft, node: Node, group: Open): void {
  const { outputList } = node.loop!;
  close(draft, group, "cancelled");
  disarm(draft, group);
  draft.remove(group.n);
  if (outputList !== undefined && group.r) draft.write({ [outputList]: group.r }, group.in ?? 0);
  leave(draft, node, group.in ?? 0);
}
