import { bounds } from "./bounds.ts";
import type { Node, Problem, Process } from "./model.ts";
import { isActivity } from "./names.ts";
import { problem } from "./problems.ts";

/** Finds what is wrong between the elements of a process: borders, gateways, links, conditions, beginnings. */
export function checkGraph(process: Process, problems: Problem[], warnings: Problem[]): void {
  const byId = new Map(process.nodes.map((node) => [node.id, node]));
  // A condition that was refused is told already; the flow is not without one.
  const refused = new Set(problems.filter((each) => /^expression/.test(each.code)).map((each) => each.element));
  for (const node of process.nodes) {
    checkPlace(node, byId, problems);
    checkDeciding(node, process, refused, problems, warnings);
    if (node.kind === "boundary") {
      const on = byId.get(node.on ?? "");
      // A refused sub-process has been told already; its boundary events are not a second fault.
      const host =
        on && (isActivity(on.kind) || on.kind === "other") && on.kind !== "event-sub" && on.scope === node.scope;
      if (!host) problems.push(problem("boundary-unattached", node.id, { ref: node.on ?? "" }, node.line));
    }
    if (node.kind === "throw" && node.trigger === "link") {
      const targets = process.nodes.filter(
        (each) => isLinkTarget(each) && each.code === node.code && each.scope === node.scope,
      );
      if (targets.length === 0) problems.push(problem("link-unmatched", node.id, { name: node.code ?? "" }, node.line));
      if (targets.length > 1) problems.push(problem("link-doubled", node.id, { name: node.code ?? "" }, node.line));
    }
    const started = process.nodes.some((each) => each.kind === "start" && each.scope === node.scope);
    if (started && isImplicitStart(node)) warnings.push(problem("no-incoming", node.id, {}, node.line));
    if (node.kind === "event-based") checkEventGateway(node, process, byId, problems);
    if (node.kind === "sub" || node.kind === "event-sub") checkStart(node, process, problems);
  }
  for (const loop of loopsWithoutWait(process, byId)) {
    const elements = loop.map((node) => node.id).join(", ");
    warnings.push(problem("loop-without-wait", loop[0]!.id, { elements, limit: String(bounds.visits) }, loop[0]!.line));
  }
  if (process.nodes.length) checkStart(undefined, process, problems);
}

export const isLinkTarget = (node: Node): boolean => node.kind === "catch" && node.trigger === "link";

/** Whether tokens may begin at this node without a start event: nothing leads to it and nothing else triggers it. */
export const isImplicitStart = (node: Node): boolean =>
  node.in.length === 0 && !["start", "boundary", "event-sub", "other"].includes(node.kind) && !isLinkTarget(node);

function checkPlace(node: Node, byId: Map<string, Node>, problems: Problem[]): void {
  const first = node.in[0];
  if (first !== undefined && node.kind === "start")
    problems.push(problem("flow-into-start", first, { node: node.id }, node.line));
  if (first !== undefined && node.kind === "boundary") {
    problems.push(problem("flow-into-boundary", first, { node: node.id }, node.line));
  }
  const out = node.out[0];
  if (out !== undefined && node.kind === "end")
    problems.push(problem("flow-out-of-end", out, { node: node.id }, node.line));
  if (node.kind === "event-sub") {
    for (const flow of [...node.in, ...node.out]) {
      problems.push(problem("flow-crosses-scope", flow, { node: node.id }, byId.get(node.id)?.line));
    }
  }
}

function checkDeciding(
  node: Node,
  process: Process,
  refused: Set<string | undefined>,
  problems: Problem[],
  warnings: Problem[],
): void {
  const flows = process.flows.filter((flow) => flow.from === node.id);
  if (node.default !== undefined && !flows.some((flow) => flow.id === node.default)) {
    problems.push(problem("default-unknown", node.id, { ref: node.default }, node.line));
  }
  const byDefault = flows.find((flow) => flow.id === node.default);
  if (byDefault?.condition !== undefined) warnings.push(problem("default-conditional", byDefault.id, {}, node.line));
  if (node.kind === "parallel" || node.kind === "event-based" || node.kind === "start") {
    const why = node.kind === "parallel" ? "a parallel gateway takes every flow" : "the event itself decides";
    for (const flow of flows) {
      if (flow.condition !== undefined) warnings.push(problem("condition-ignored", flow.id, { why }, node.line));
    }
  }
  if (node.kind !== "exclusive" || flows.length < 2) return;
  const unsaid = flows.filter((flow) => flow.condition === undefined && flow.id !== node.default);
  const missing = unsaid.filter((flow) => !refused.has(flow.id));
  if (missing.length === 1 && node.default === undefined) {
    node.default = missing[0]!.id;
    warnings.push(problem("condition-assumed-default", missing[0]!.id, { gateway: node.id }, node.line));
  } else
    for (const flow of missing) problems.push(problem("condition-missing", flow.id, { gateway: node.id }, node.line));
}

function checkEventGateway(node: Node, process: Process, byId: Map<string, Node>, problems: Problem[]): void {
  if (node.out.length < 2)
    problems.push(problem("gateway-branches", node.id, { count: String(node.out.length) }, node.line));
  for (const flow of process.flows) {
    const target = flow.from === node.id ? byId.get(flow.to) : undefined;
    if (
      !target ||
      target.kind === "receive" ||
      target.kind === "other" ||
      (target.kind === "catch" && !isLinkTarget(target))
    )
      continue;
    problems.push(problem("gateway-branch", node.id, { node: target.id }, node.line));
  }
}

function checkStart(around: Node | undefined, process: Process, problems: Problem[]): void {
  const inside = process.nodes.filter((node) => node.scope === around?.id);
  const starts = inside.filter((node) => node.kind === "start");
  if (around?.kind === "event-sub") {
    if (starts.length !== 1) {
      problems.push(problem("event-sub-start", around.id, { count: String(starts.length) }, around.line));
    }
  } else if (
    inside.length > 0 &&
    starts.length === 0 &&
    !inside.some((n) => isImplicitStart(n) || n.kind === "other")
  ) {
    problems.push(problem("no-start", around?.id ?? process.id, {}, around?.line));
  }
}

/** Whether a token rests at a node until something happens: work is done, a moment comes, a message arrives. */
export const waitsAt = (node: Node): boolean =>
  node.kind === "catch"
    ? !isLinkTarget(node)
    : node.kind === "rule"
      ? node.decision === undefined
      : ["user", "manual", "task", "service", "receive", "call", "sub", "event-based", "other"].includes(node.kind);

/** Rings of elements in which nothing waits: only a condition can end them, so they are worth a second look. */
function loopsWithoutWait(process: Process, byId: Map<string, Node>): Node[][] {
  const target = new Map(process.flows.map((flow) => [flow.id, byId.get(flow.to)]));
  const next = (node: Node): Node[] =>
    node.out.map((id) => target.get(id)).filter((each): each is Node => each !== undefined && !waitsAt(each));
  const left = new Set(process.nodes.filter((node) => !waitsAt(node)));
  const reach = (from: Node): Set<Node> => {
    const seen = new Set<Node>();
    const waiting = next(from);
    while (waiting.length) {
      const node = waiting.pop()!;
      if (seen.has(node)) continue;
      seen.add(node);
      waiting.push(...next(node));
    }
    return seen;
  };
  const loops: Node[][] = [];
  for (const node of left) {
    // Only a merge of several ways can begin a ring that is ever entered.
    if (node.in.length < 2) continue;
    const around = reach(node);
    if (!around.has(node)) continue;
    const loop = [...around].filter((each) => left.has(each) && reach(each).has(node));
    if (!loop.includes(node)) continue;
    for (const each of loop) left.delete(each);
    loops.push(process.nodes.filter((each) => loop.includes(each)));
  }
  return loops;
}
