// The control flow of one scope, stripped of everything but how tokens part and meet.
import { isImplicitStart, waitsAt } from "../check-graph.ts";
import type { Node, Process } from "../model.ts";

export interface Edge {
  /** Its place in a marking. */
  id: number;
  from: Vertex;
  /** Undefined: the token is gone (an end event, or nothing behind). */
  to: Vertex | undefined;
  /** Element ids passed on the way (a reduced edge stands for a whole block): the shortest run of them, and all. */
  via: string[];
  all: string[];
  /** Whether a token may rest long in what the edge stands for. */
  waits: boolean;
}

/** A point where tokens meet and part. */
export interface Vertex {
  /** The element; undefined for a helper that no one sees. */
  element: string | undefined;
  join: "xor" | "and" | "or";
  split: "xor" | "and" | "or";
  in: Edge[];
  /** Ways out that `split` rules. */
  out: Edge[];
  /** Ways out that may be taken besides: boundary events that leave their activity running. */
  extra: Edge[];
  /** Taken only when no other is: the default of several conditions. */
  alone?: Edge | undefined;
  /** Ends everything in the scope: a terminate or error end. */
  kill: boolean;
  /** A token may rest here for long: someone works, or something is awaited. */
  waits: boolean;
  /** From here a token runs out by itself, at once and alone: a notice sent, an end reached. */
  tail?: boolean;
}

export interface Net {
  vertices: Vertex[];
  edges: Edge[];
  /** Where tokens begin: alternatives, each a set of edges. */
  begin: Edge[][];
}

const vertex = (element: string | undefined, more: Partial<Vertex> = {}): Vertex => ({
  element,
  join: "xor",
  split: "and",
  in: [],
  out: [],
  extra: [],
  kill: false,
  waits: false,
  ...more,
});

/** Makes the net of a scope. `ends` says whether a sub-process can end by itself, so that its ways out are open. */
export function netOf(process: Process, scope: string | undefined, ends: (sub: string) => boolean): Net {
  const nodes = process.nodes.filter((node) => node.scope === scope && node.kind !== "event-sub");
  const byId = new Map<string, Vertex>();
  const net: Net = { vertices: [], edges: [], begin: [] };
  const link = (from: Vertex, to: Vertex | undefined, list: Edge[] = from.out): Edge => {
    const edge: Edge = { id: net.edges.length, from, to, via: [], all: [], waits: false };
    net.edges.push(edge);
    list.push(edge);
    to?.in.push(edge);
    return edge;
  };
  for (const node of nodes) {
    const made = vertex(node.id, { join: joinOf(node), split: splitOf(node, process), waits: waitsAt(node) });
    made.kill = node.kind === "end" && (node.trigger === "terminate" || node.trigger === "error");
    byId.set(node.id, made);
    net.vertices.push(made);
  }
  for (const node of nodes) {
    const own = byId.get(node.id)!;
    const watchers = nodes.filter((each) => each.kind === "boundary" && each.on === node.id);
    let exit = own;
    if (watchers.length) {
      // First what happens to the activity, then how its own flows part.
      own.split = "xor";
      if (ends(node.id)) {
        exit = vertex(undefined, { split: splitOf(node, process) });
        net.vertices.push(exit);
        link(own, exit);
      }
      for (const each of watchers) link(own, byId.get(each.id), each.interrupting === false ? own.extra : own.out);
    }
    if (!ends(node.id)) continue;
    for (const id of node.out) {
      const flow = process.flows.find((each) => each.id === id)!;
      const besides =
        flow.condition !== undefined && exit.split === "and" && node.kind !== "parallel" && node.kind !== "start";
      const edge = link(exit, byId.get(flow.to), besides ? exit.extra : exit.out);
      if (id === node.default && isPicking(exit.split)) exit.alone = edge;
    }
    if (node.kind === "throw" && node.trigger === "link") {
      const target = nodes.find((each) => each.kind === "catch" && each.trigger === "link" && each.code === node.code);
      if (target) link(own, byId.get(target.id));
    }
  }
  const source = vertex(undefined);
  const starts = nodes.filter((node) => node.kind === "start");
  const implicit = nodes.filter(isImplicitStart);
  if (starts.length) net.begin = starts.map((node) => [link(source, byId.get(node.id), [])]);
  else if (implicit.length) net.begin = [implicit.map((node) => link(source, byId.get(node.id), []))];
  for (const each of net.vertices) each.tail = isTail(each, 0);
  return net;
}

function isTail(at: Vertex, depth: number): boolean {
  const ways = [...at.out, ...at.extra];
  // Where several flows end, each ends for itself; where they merge to go on, two tokens would meet.
  if (at.waits || at.kill || (at.in.length !== 1 && ways.length > 0) || at.join !== "xor" || depth > 50) return false;
  return ways.every(({ to }) => to !== undefined && isTail(to, depth + 1));
}

const isPicking = (split: Vertex["split"]): boolean => split === "or";

const joinOf = (node: Node): Vertex["join"] =>
  node.in.length > 1 && node.kind === "parallel"
    ? "and"
    : node.in.length > 1 && node.kind === "inclusive"
      ? "or"
      : "xor";

/** How the flows of a node part. */
function splitOf(node: Node, process: Process): Vertex["split"] {
  if (node.kind === "exclusive" || node.kind === "event-based") return "xor";
  if (node.kind === "parallel" || node.kind === "start") return "and";
  const flows = process.flows.filter((flow) => flow.from === node.id);
  const conditional = flows.filter((flow) => flow.condition !== undefined && flow.id !== node.default).length;
  // Unread conditions (another language) still mean a choice where the gateway says so.
  if (node.kind === "inclusive") return flows.length === 2 && node.default !== undefined ? "xor" : "or";
  if (conditional === 0 && node.default === undefined) return "and";
  // A flow without a condition is always taken; the conditional ones come besides.
  if (flows.some((flow) => flow.condition === undefined && flow.id !== node.default)) return "and";
  return conditional === 1 && flows.length === 2 && node.default !== undefined ? "xor" : "or";
}

/** Every set of edges that a vertex may put tokens on. */
export function choices(at: Vertex): Edge[][] {
  const base: Edge[][] = at.split === "xor" ? at.out.map((edge) => [edge]) : at.split === "and" ? [at.out] : picks(at);
  if (at.extra.length === 0) return base.length ? base : [[]];
  const besides = [[], ...subsets(at.extra)];
  return (base.length ? base : [[]]).flatMap((main) => besides.map((more) => [...main, ...more]));
}

function picks({ out, alone }: Vertex): Edge[][] {
  const free = out.filter((edge) => edge !== alone);
  return alone ? [...subsets(free), [alone]] : subsets(free);
}

/** All non-empty subsets; of a wide choice only the small ones and the whole, since more add nothing new in practice. */
function subsets(edges: Edge[]): Edge[][] {
  if (edges.length > 8) {
    const pairs = edges.flatMap((a, i) => edges.slice(i + 1).map((b) => [a, b]));
    return [...edges.map((edge) => [edge]), ...pairs, edges];
  }
  const found: Edge[][] = [];
  for (let bits = 1; bits < 1 << edges.length; bits++) found.push(edges.filter((_, i) => bits & (1 << i)));
  return found.sort((a, b) => a.length - b.length);
}
