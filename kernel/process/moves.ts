// How tokens move: into a node, out of it, through joins, and how a scope comes to rest.
import { beginActivity, nextRound } from "./activities.ts";
import { bounds } from "./bounds.ts";
import type { Draft } from "./draft.ts";
import type { Flow, Node } from "./model.ts";
import { finishScope, throwError, throwEscalation, throwSignal } from "./throwing.ts";
import { openWait } from "./waits.ts";

/** Moves all tokens as far as they go without anyone's doing. */
export function settle(draft: Draft): void {
  for (let moves = 0; !draft.done; moves++) {
    const move = draft.shift();
    if (move) {
      if ("again" in move) nextRound(draft, move.again);
      else if (moves < bounds.moves) enter(draft, move.node, move.scope);
      else draft.stop(move.node, move.scope, "endless-loop", { elements: move.node.id, limit: String(bounds.moves) });
    } else if (!fireInclusive(draft) && !finishIdle(draft)) break;
  }
}

/** Brings a token to a node. */
export function enter(draft: Draft, node: Node, scope: number): void {
  const place = `${node.id} ${scope}`;
  const visits = (draft.visits.get(place) ?? 0) + 1;
  draft.visits.set(place, visits);
  if (visits > bounds.visits) {
    // The tail of the history names the loop: everything since this node was passed last.
    const since = draft.trace.lastIndexOf(node.id, draft.trace.length - 1);
    const loop = [...new Set(draft.trace.slice(Math.max(0, since)))].filter((id) => draft.graph.node.has(id));
    draft.stop(node, scope, "endless-loop", { elements: loop.join(", "), limit: String(bounds.visits) });
    return;
  }
  draft.pass(node);
  switch (node.kind) {
    case "end":
      endHere(draft, node, scope);
      return;
    case "throw":
      throwHere(draft, node, scope);
      return;
    case "catch":
      node.trigger === "link" ? leave(draft, node, scope) : openWait(draft, node, scope);
      return;
    case "event-based":
      openWait(draft, node, scope);
      return;
    case "start":
    case "boundary":
    case "exclusive":
    case "parallel":
    case "inclusive":
      leave(draft, node, scope);
      return;
    default:
      beginActivity(draft, node, scope);
      return;
  }
}

/** Sends tokens out of a node by its flows: all, the first true, or every true one, as its kind wants. */
export function leave(draft: Draft, node: Node, scope: number): void {
  if (node.out.length === 0) return;
  const flows = node.out.map((id) => draft.graph.flow.get(id)!);
  const chosen = choose(draft, node, flows, scope);
  if (chosen.length === 0) {
    draft.stop(node, scope, "no-flow-true", {}, { p: "out" });
    return;
  }
  for (const flow of chosen) go(draft, flow, scope);
}

function choose(draft: Draft, node: Node, flows: Flow[], scope: number): Flow[] {
  if (node.kind === "parallel" || node.kind === "start") return flows;
  if (node.default === undefined && flows.every((flow) => flow.condition === undefined)) return flows;
  const context = draft.context(scope);
  const holds = (flow: Flow) =>
    flow.id !== node.default && (flow.condition === undefined || draft.holds(flow.condition, context));
  const chosen = node.kind === "exclusive" ? flows.filter(holds).slice(0, 1) : flows.filter(holds);
  return chosen.length ? chosen : flows.filter((flow) => flow.id === node.default);
}

const joins = (node: Node): boolean => (node.kind === "parallel" || node.kind === "inclusive") && node.in.length > 1;

/** Carries a token along a flow: to rest before a join, or to the next node. */
export function go(draft: Draft, flow: Flow, scope: number): void {
  draft.take(flow);
  const target = draft.graph.node.get(flow.to)!;
  if (!joins(target)) {
    draft.push({ node: target, scope });
    return;
  }
  const resting = draft.at.find(([id, , in_]) => id === flow.id && in_ === scope);
  if (resting) resting[1]++;
  else draft.at.push([flow.id, 1, scope]);
  if (target.kind === "parallel" && target.in.every((id) => rests(draft, id, scope))) fire(draft, target, scope);
}

const rests = (draft: Draft, flow: string, scope: number): boolean =>
  draft.at.some(([id, , in_]) => id === flow && in_ === scope);

/** Takes one token from each incoming flow that has one, and passes the join. */
function fire(draft: Draft, join: Node, scope: number): void {
  for (const each of draft.at) if (each[2] === scope && join.in.includes(each[0])) each[1]--;
  draft.at = draft.at.filter(([, count]) => count > 0);
  draft.push({ node: join, scope });
}

/**
 * Passes one inclusive join that need not wait any longer (BPMN 2.0.2 §13.4.3): no token elsewhere can still come by one
 * of its empty flows, unless that token could as well come by a flow that already has one.
 */
function fireInclusive(draft: Draft): boolean {
  for (const [flowId, , scope] of draft.at) {
    const join = draft.graph.node.get(draft.graph.flow.get(flowId)!.to)!;
    if (join.kind !== "inclusive") continue;
    const full = join.in.filter((id) => rests(draft, id, scope));
    const empty = join.in.filter((id) => !full.includes(id));
    const others = [
      ...draft.at.filter(([id, , in_]) => in_ === scope && !join.in.includes(id)).map(([id]) => id),
      ...draft.open.filter((each) => (each.in ?? 0) === scope).map((each) => each.e),
    ];
    const comes = (flows: string[], from: string) => flows.some((id) => draft.graph.reach(join, id).has(from));
    if (others.some((from) => comes(empty, from) && !comes(full, from))) continue;
    fire(draft, join, scope);
    return true;
  }
  return false;
}

/** Ends scopes in which nothing is left; tells of joins that wait for ever. Gives whether anything changed. */
function finishIdle(draft: Draft): boolean {
  for (const scope of [...draft.open.filter((each) => each.is === "scope").reverse(), draft.top]) {
    if (draft.open.some((each) => (each.in ?? 0) === scope.n)) continue;
    const resting = draft.at.filter(([, , in_]) => in_ === scope.n);
    if (resting.length === 0) {
      finishScope(draft, scope);
      return true;
    }
    const stuck = new Set(resting.map(([flow]) => draft.graph.flow.get(flow)!.to));
    for (const id of stuck) draft.stop(draft.graph.node.get(id)!, scope.n, "stuck");
  }
  return false;
}

function endHere(draft: Draft, node: Node, scope: number): void {
  // The last end that names an outcome decides, also from inside a sub-process (what silence decides stands in an event
  // sub-process of its own); without one, the last end of the process itself.
  const before = draft.outcome === undefined ? undefined : draft.graph.node.get(draft.outcome);
  if (node.attributes.outcome !== undefined || (scope === 0 && before?.attributes.outcome === undefined))
    draft.outcome = node.id;
  if (node.trigger === "error") {
    throwError(draft, node.code ?? node.id, scope, node);
    return;
  }
  if (node.trigger === "terminate") {
    finishScope(draft, draft.find(scope)!, node);
    return;
  }
  if (node.trigger === "escalation") throwEscalation(draft, node, scope);
  if (node.trigger === "signal") throwSignal(draft, node);
  if (node.trigger === "message") send(draft, node, scope);
}

function throwHere(draft: Draft, node: Node, scope: number): void {
  if (node.trigger === "link") {
    const target = draft.graph.linkTarget(node);
    if (target) draft.push({ node: target, scope });
    return;
  }
  if (node.trigger === "message") send(draft, node, scope);
  if (node.trigger === "signal") throwSignal(draft, node);
  // An interrupting catcher has taken the scope away, and this token with it.
  if (node.trigger === "escalation" && !throwEscalation(draft, node, scope)) return;
  leave(draft, node, scope);
}

/** Hands a message to the host; its outbox delivers it, so the token does not wait. */
export function send(draft: Draft, node: Node, scope: number, locals?: Record<string, unknown>): void {
  const correlation = node.correlation === undefined ? undefined : correlationOf(draft, node, scope, locals);
  draft.effects.push({
    kind: "send",
    key: `${node.id}:${draft.number()}`,
    ...draft.where(node),
    message: node.code ?? node.id,
    ...(correlation !== undefined && { correlation }),
    ...(node.attributes.notice !== undefined && { notice: node.attributes.notice }),
  });
}

/** The correlation key of a message event in its place, as text. */
export function correlationOf(
  draft: Draft,
  node: Node,
  n: number,
  locals?: Record<string, unknown>,
): string | undefined {
  if (node.correlation === undefined) return undefined;
  const { value } = draft.evaluate(node.correlation, draft.context(n, locals));
  return value === null || value === undefined ? undefined : String(value);
}
