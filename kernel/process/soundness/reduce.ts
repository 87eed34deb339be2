// Folds well-structured blocks of a net into single edges. Each rule keeps every fault that was there and adds none, so
// that a net which folds away whole is sound, and what remains is the part that must be explored.
import type { Edge, Net, Vertex } from "./net.ts";

/**
 * A folded copy of a net; the given one stays. `fold kills` also folds away terminate events: right for proving that a
 * net is sound (what ends early leaves nothing behind), not for finding what is wrong in one that is not.
 */
export function reduce(net: Net, options: { foldKills: boolean }): Net {
  const graph = copy(net, options.foldKills);
  let work = true;
  while (work) {
    work = false;
    for (const vertex of [...graph.vertices]) {
      if (!graph.vertices.has(vertex)) continue;
      if (
        dropLine(graph, vertex, options.foldKills) ||
        mergeParallel(graph, vertex) ||
        dropLoop(graph, vertex) ||
        mergeAlike(graph, vertex) ||
        shortenChoice(graph, vertex)
      ) {
        work = true;
      }
    }
  }
  return finish(graph);
}

interface Graph {
  vertices: Set<Vertex>;
  source: Vertex;
  sink: Vertex;
}

/** Copies a net so that each vertex either joins or parts, with one source before it and one sink behind it. */
const blank = (): Vertex => ({
  element: undefined,
  join: "xor",
  split: "and",
  in: [],
  out: [],
  extra: [],
  kill: false,
  waits: false,
});

/** An element where tokens end, each for itself: two that come by different flows do not meet. */
const isLast = (at: Vertex, foldKills: boolean): boolean =>
  at.out.length === 0 && at.extra.length === 0 && at.join === "xor" && (foldKills || !at.kill);

function copy(net: Net, foldKills: boolean): Graph {
  const vertices = new Set<Vertex>();
  const make = (like: Partial<Vertex>): Vertex => {
    const made: Vertex = { ...blank(), ...like };
    vertices.add(made);
    return made;
  };
  const sink = make({ join: "or" });
  const source = make({ split: net.begin.length > 1 ? "xor" : "and" });
  const link = (from: Vertex, list: Edge[], edge: Edge): Edge => {
    if (!edge.to) return connect(from, sink, list, edge);
    if (!isLast(edge.to, foldKills)) return connect(from, entry.get(edge.to)!, list, edge);
    const own = edge.to.element === undefined ? [] : [edge.to.element];
    const via = [...edge.via, ...own];
    return connect(from, sink, list, { via, all: [...edge.all, ...own], waits: edge.waits || edge.to.waits });
  };
  const entry = new Map<Vertex, Vertex>();
  const exit = new Map<Vertex, Vertex>();
  const inner = net.vertices.filter((each) => !isLast(each, foldKills));
  for (const old of inner) {
    const ways = old.out.length + old.extra.length;
    const first = make({ element: old.element, join: old.join, split: old.split, kill: old.kill, waits: old.waits });
    entry.set(old, first);
    if (old.in.length > 1 && ways > 1) {
      const second = make({ split: old.split });
      first.split = "and";
      connect(first, second, first.out);
      exit.set(old, second);
    } else exit.set(old, first);
  }
  for (const old of inner) {
    const from = exit.get(old)!;
    for (const [list, edges] of [
      [from.out, old.out],
      [from.extra, old.extra],
    ] as const) {
      for (const edge of edges) {
        const made = link(from, list, edge);
        if (edge === old.alone) from.alone = made;
      }
    }
    if (old.out.length === 0 && (old.extra.length === 0 || old.split !== "xor")) connect(from, sink, from.out);
  }
  for (const edges of net.begin) {
    let from = source;
    if (net.begin.length > 1 && edges.length > 1) {
      from = make({});
      connect(source, from, source.out);
    }
    for (const edge of edges) link(from, from.out, edge);
  }
  return { vertices, source, sink };
}

function connect(from: Vertex, to: Vertex, list: Edge[], like?: Pick<Edge, "via" | "all" | "waits">): Edge {
  const edge: Edge = { id: -1, from, to, via: like?.via ?? [], all: like?.all ?? [], waits: like?.waits ?? false };
  list.push(edge);
  to.in.push(edge);
  return edge;
}

const without = (list: Edge[], edge: Edge): void => {
  const place = list.indexOf(edge);
  if (place >= 0) list.splice(place, 1);
};

/** Rule 1: a vertex with one way in and one way out becomes part of the edge. */
function dropLine(graph: Graph, vertex: Vertex, foldKills: boolean): boolean {
  const [into, out] = [vertex.in[0], vertex.out[0]];
  if (vertex === graph.source || vertex === graph.sink || (vertex.kill && !foldKills)) return false;
  if (vertex.in.length !== 1 || vertex.out.length !== 1 || vertex.extra.length > 0 || !into || !out) return false;
  if (into.from === vertex) return false;
  const own = vertex.element === undefined ? [] : [vertex.element];
  into.via = [...into.via, ...own, ...out.via];
  into.all = [...into.all, ...own, ...out.all];
  into.waits ||= vertex.waits || out.waits;
  into.to = out.to;
  out.to!.in[out.to!.in.indexOf(out)] = into;
  graph.vertices.delete(vertex);
  return true;
}

/** Rule 2: two edges from one parting to one meeting that fit each other become one. */
function mergeParallel(graph: Graph, from: Vertex): boolean {
  const ways = [...from.out, ...from.extra];
  for (const [i, a] of ways.entries()) {
    for (const b of ways.slice(i + 1)) {
      if (a.to !== b.to || !a.to || a.to === from) continue;
      const together = from.split === "and" && from.out.includes(a) && from.out.includes(b);
      const either = from.split === "xor" && from.out.includes(a) && from.out.includes(b);
      const fits = a.to === graph.sink || a.to.join === "or" || (a.to.join === "and" ? together : either);
      if (!fits) continue;
      // Where both are always taken the way leads through both; elsewhere the shorter one stands for the two.
      if (together) a.via = [...a.via, ...b.via];
      else if (b.via.length < a.via.length) a.via = b.via;
      a.all = [...a.all, ...b.all];
      a.waits ||= b.waits;
      if (from.alone === a || from.alone === b) from.alone = undefined;
      without(from.out, b);
      without(from.extra, b);
      without(a.to.in, b);
      return true;
    }
  }
  return false;
}

/** Rule 3: a way straight back from a choice to the meeting before it is left out; the choice has another way. */
function dropLoop(graph: Graph, meeting: Vertex): boolean {
  if (meeting.join !== "xor" || meeting.in.length < 2 || meeting.out.length !== 1 || meeting.extra.length > 0)
    return false;
  const forth = meeting.out[0]!;
  const choice = forth.to;
  if (!choice || choice === graph.sink || choice.split !== "xor" || choice.extra.length > 0 || choice.in.length !== 1)
    return false;
  if (choice === meeting) return false;
  const back = choice.out.find((edge) => edge.to === meeting);
  if (!back || choice.out.length < 2) return false;
  without(choice.out, back);
  without(meeting.in, back);
  forth.all = [...forth.all, ...back.all];
  forth.waits ||= back.waits;
  return true;
}

/** Rule 4: meetings of one kind in a row are one meeting, partings of one kind one parting; not so for inclusive ones. */
function mergeAlike(graph: Graph, vertex: Vertex): boolean {
  if (vertex === graph.source || vertex === graph.sink || vertex.kill) return false;
  const [into, out] = [vertex.in[0], vertex.out[0]];
  if (vertex.in.length > 1 && vertex.out.length === 1 && vertex.extra.length === 0 && out?.to && out.to !== vertex) {
    const next = out.to;
    const alike =
      next === graph.sink
        ? vertex.join === "or"
        : next.in.length > 1 && next.join === vertex.join && next.join !== "or";
    if (!alike) return false;
    const own = vertex.element === undefined ? [] : [vertex.element];
    without(next.in, out);
    for (const [i, edge] of vertex.in.entries()) {
      // Of tokens that meet, one alone walks on: the way behind belongs to one of the edges.
      const carries = vertex.join === "xor" || i === 0;
      edge.to = next;
      if (carries) edge.via = [...edge.via, ...own, ...out.via];
      edge.all = [...edge.all, ...own, ...out.all];
      edge.waits ||= vertex.waits || out.waits;
      next.in.push(edge);
    }
    graph.vertices.delete(vertex);
    return true;
  }
  if (vertex.in.length === 1 && vertex.out.length > 1 && vertex.extra.length === 0 && into && into.from !== vertex) {
    const before = into.from;
    const fits =
      before.split === vertex.split &&
      vertex.split !== "or" &&
      before.out.includes(into) &&
      before.out.length > 1 &&
      !before.alone &&
      !vertex.alone;
    if (!fits) return false;
    const own = vertex.element === undefined ? [] : [vertex.element];
    without(before.out, into);
    for (const [i, edge] of vertex.out.entries()) {
      edge.from = before;
      if (vertex.split !== "and" || i === 0) edge.via = [...into.via, ...own, ...edge.via];
      edge.all = [...into.all, ...own, ...edge.all];
      edge.waits ||= vertex.waits || into.waits;
      before.out.push(edge);
    }
    graph.vertices.delete(vertex);
    return true;
  }
  return false;
}

/**
 * Rule 5: where choices meet only to choose again, each may choose among the further ways at once. Unties rings that are
 * entered in several places.
 */
function shortenChoice(graph: Graph, meeting: Vertex): boolean {
  const forth = meeting.out[0];
  const choice = forth?.to;
  if (meeting.join !== "xor" || meeting.in.length < 2 || meeting.out.length !== 1 || meeting.extra.length > 0)
    return false;
  if (!forth || !choice || choice === graph.sink || choice === meeting || choice.kill || meeting.kill) return false;
  if (choice.split !== "xor" || choice.in.length !== 1 || choice.out.length < 2 || choice.extra.length > 0)
    return false;
  const back = choice.out.filter((edge) => edge.to === meeting);
  const on = choice.out.filter((edge) => edge.to !== meeting);
  const into = meeting.in.filter((edge) => edge.from !== choice);
  if (on.length === 0 || on.length * into.length > 24) return false;
  if (into.some(({ from }) => from.split !== "xor" || from.extra.length > 0 || from.out.length < 2)) return false;
  const own = ({ element }: Vertex) => (element === undefined ? [] : [element]);
  const [first, second] = [own(meeting), own(choice)];
  const between = [...first, ...forth.via, ...second];
  const passed = [...first, ...forth.all, ...second, ...back.flatMap((edge) => edge.all)];
  const waits = meeting.waits || choice.waits || forth.waits || back.some((edge) => edge.waits);
  for (const edge of into) {
    without(edge.from.out, edge);
    for (const way of on) {
      connect(edge.from, way.to!, edge.from.out, {
        via: [...edge.via, ...between, ...way.via],
        all: [...edge.all, ...passed, ...way.all],
        waits: edge.waits || waits || way.waits,
      });
    }
  }
  for (const way of on) without(way.to!.in, way);
  graph.vertices.delete(meeting);
  graph.vertices.delete(choice);
  return true;
}

/** Makes a net again: the source's edges are the beginning, the sink is where tokens go away. */
function finish({ vertices, source, sink }: Graph): Net {
  const left = [...vertices].filter((vertex) => vertex !== source && vertex !== sink);
  const edges = [...left, source].flatMap((vertex) => [...vertex.out, ...vertex.extra]);
  for (const [id, edge] of edges.entries()) {
    edge.id = id;
    if (edge.to !== sink) continue;
    edge.to = undefined;
    if (!edge.waits || edge.from === source) continue;
    // A token that may rest on its way out can be met there by a second one.
    const rest: Vertex = { ...blank(), in: [edge], waits: true };
    edge.to = rest;
    left.push(rest);
  }
  const begin = source.split === "xor" ? source.out.map((edge) => [edge]) : [source.out];
  return { vertices: left, edges, begin };
}

/** Whether a net has folded away whole. */
export const isTrivial = (net: Net): boolean => net.vertices.length === 0 && net.begin.length > 0;
