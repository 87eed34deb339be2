import { isImplicitStart, isLinkTarget } from "./check-graph.ts";
import type { Flow, Lane, Node, Process } from "./model.ts";

/** A process with its look-ups, made once for each process object. */
export interface Graph {
  process: Process;
  node: Map<string, Node>;
  flow: Map<string, Flow>;
  lane: Map<string, Lane>;
  /** The place of a node in `process.nodes`. */
  index: Map<string, number>;
  boundaries: Map<string, Node[]>;
  /** Event sub-processes by the scope around them ("" at the top), each with its start event. */
  eventSubs: Map<string, { sub: Node; start: Node }[]>;
  /** Where tokens begin in a scope without a trigger: its start events, or what nothing leads to. */
  starts: Map<string, Node[]>;
  linkTarget: (node: Node) => Node | undefined;
  /** For an incoming flow of a join: the flows and nodes from which a token can still come by it, not through the join. */
  reach: (join: Node, flow: string) => Set<string>;
}

const graphs = new WeakMap<Process, Graph>();

export function graphOf(process: Process): Graph {
  let graph = graphs.get(process);
  if (!graph) {
    graph = build(process);
    graphs.set(process, graph);
  }
  return graph;
}

function build(process: Process): Graph {
  const node = new Map(process.nodes.map((each) => [each.id, each]));
  const flow = new Map(process.flows.map((each) => [each.id, each]));
  const boundaries = new Map<string, Node[]>();
  const eventSubs = new Map<string, { sub: Node; start: Node }[]>();
  const starts = new Map<string, Node[]>();
  const links = new Map<string, Node>();
  const add = <V>(map: Map<string, V[]>, key: string, value: V) => {
    const list = map.get(key);
    if (list) list.push(value);
    else map.set(key, [value]);
  };
  for (const each of process.nodes) {
    if (each.kind === "boundary" && each.on) add(boundaries, each.on, each);
    if (each.kind === "start") add(starts, each.scope ?? "", each);
    if (each.kind === "event-sub") {
      const start = process.nodes.find((inner) => inner.scope === each.id && inner.kind === "start");
      if (start) add(eventSubs, each.scope ?? "", { sub: each, start });
    }
    if (isLinkTarget(each)) links.set(`${each.scope ?? ""} ${each.code}`, each);
  }
  for (const each of process.nodes) {
    const scope = each.scope ?? "";
    if (isImplicitStart(each) && !starts.get(scope)?.some((start) => start.kind === "start")) add(starts, scope, each);
  }
  const reached = new Map<string, Set<string>>();
  return {
    process,
    node,
    flow,
    lane: new Map(process.lanes.map((each) => [each.id, each])),
    index: new Map(process.nodes.map((each, i) => [each.id, i])),
    boundaries,
    eventSubs,
    starts,
    linkTarget: (thrower) => links.get(`${thrower.scope ?? ""} ${thrower.code}`),
    reach(join, flowId) {
      let found = reached.get(flowId);
      if (!found) {
        found = backward(process, node, flow, join, flowId);
        reached.set(flowId, found);
      }
      return found;
    },
  };
}

function backward(
  process: Process,
  nodes: Map<string, Node>,
  flows: Map<string, Flow>,
  join: Node,
  flowId: string,
): Set<string> {
  const found = new Set<string>([flowId]);
  const waiting = [flows.get(flowId)!.from];
  while (waiting.length) {
    const id = waiting.pop()!;
    const node = nodes.get(id);
    if (!node || id === join.id || found.has(id)) continue;
    found.add(id);
    for (const each of node.in) {
      found.add(each);
      waiting.push(flows.get(each)!.from);
    }
    if (node.kind === "boundary" && node.on) waiting.push(node.on);
    if (isLinkTarget(node)) {
      for (const each of process.nodes) {
        if (each.kind === "throw" && each.trigger === "link" && each.code === node.code && each.scope === node.scope)
          waiting.push(each.id);
      }
    }
  }
  return found;
}
