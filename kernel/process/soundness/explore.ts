// Walks through every marking of a net, breadth first, so that the first way found to anything is a shortest one.
import { choices, type Edge, type Net, type Vertex } from "./net.ts";

export type FaultKind = "deadlock" | "livelock" | "unsafe" | "dead";

export interface Found {
  kind: FaultKind;
  element: string;
  path: string[];
}

export interface Exploration {
  complete: boolean;
  explored: number;
  faults: Found[];
  /** Elements that some run passes. */
  alive: Set<string>;
  /** Whether some run ends otherwise than by an error or termination. */
  endsItself: boolean;
  /** The shortest way to an element, itself last. */
  wayTo: (element: string) => string[];
}

interface Stop {
  marking: number[];
  parent: number;
  /** What was passed on the step that led here. */
  passed: string[];
  /** The vertex that fired. */
  by: Vertex | undefined;
  next: number[];
}

/**
 * Explores at most `bound` markings. With `oneAtATime`, of the elements that could act in a marking only one does, since
 * what acts elsewhere does not take its tokens away: every standstill is still found, in far fewer markings, though not
 * always by a shortest way; of the other faults some may stay unseen.
 */
export function explore(net: Net, bound: number, oneAtATime = false): Exploration {
  const stops: Stop[] = [];
  const known = new Map<string, number>();
  const waiting: number[] = [];
  const fired = new Map<Vertex, number>();
  const unsafe = new Map<Vertex, { stop: number; passed: string[] }>();
  const fires: { vertex: Vertex; stop: number }[] = [];
  let endsItself = false;
  let complete = true;
  const reach = reachability(net);
  const options = new Map(net.vertices.map((each) => [each, choices(each)]));

  const arrive = (marking: number[], parent: number, by: Vertex | undefined, passed: string[]) => {
    marking.sort((a, b) => a - b);
    const key = marking.join();
    let place = known.get(key);
    if (place === undefined) {
      place = stops.length;
      known.set(key, place);
      stops.push({ marking, parent, by, passed, next: [] });
      if (oneAtATime) waiting.push(place);
    }
    if (parent >= 0) stops[parent]!.next.push(place);
  };
  for (const edges of net.begin) {
    arrive(
      edges.filter((edge) => edge.to).map((edge) => edge.id),
      -1,
      undefined,
      edges.flatMap((edge) => edge.via),
    );
  }

  const dead: number[] = [];
  // Breadth first for shortest ways; depth first to come to a standstill before the bound does.
  for (let at = oneAtATime ? waiting.pop() : 0; at !== undefined; at = oneAtATime ? waiting.pop() : at + 1) {
    if (at >= stops.length) break;
    if (stops.length > bound) {
      complete = false;
      break;
    }
    const { marking } = stops[at]!;
    let acting = [...enabled(net, marking, reach)];
    if (acting.length === 0 && marking.length > 0) dead.push(at);
    // Inclusive joins look at the others, so they act last.
    const chosen = oneAtATime ? (acting.find(([{ join }]) => join !== "or") ?? acting[0]) : undefined;
    if (chosen && options.get(chosen[0])!.some((edges) => !known.has(after(marking, chosen[1], edges))))
      acting = [chosen];
    for (const [vertex, taken] of acting) {
      if (!fired.has(vertex)) fired.set(vertex, at);
      fires.push({ vertex, stop: at });
      const rest = marking.filter((place) => !taken.includes(place));
      const own = vertex.element === undefined ? [] : [vertex.element];
      const goesOn = vertex.out.length + vertex.extra.length > 0;
      if (vertex.join === "xor" && goesOn && !unsafe.has(vertex) && vertex.in.some((edge) => rest.includes(edge.id))) {
        unsafe.set(vertex, { stop: at, passed: [...own, ...own] });
      }
      if (vertex.kill) {
        arrive([], at, vertex, own);
        continue;
      }
      for (const edges of options.get(vertex)!) {
        const put = edges.filter((edge) => edge.to);
        const passed = [...own, ...edges.flatMap((edge) => edge.via)];
        const doubled = put.filter((edge) => rest.includes(edge.id));
        if (doubled.length && !unsafe.has(vertex)) unsafe.set(vertex, { stop: at, passed: own });
        // Beyond a doubled token the two count as one, so that other faults behind it are still found.
        arrive([...rest, ...put.filter((edge) => !doubled.includes(edge)).map((edge) => edge.id)], at, vertex, passed);
        if (rest.length === 0 && put.length === 0) endsItself = true;
      }
    }
  }

  const pathTo = (stop: number): string[] => {
    const parts: string[][] = [];
    for (let here = stop; here >= 0; here = stops[here]!.parent) parts.push(stops[here]!.passed);
    return parts.reverse().flat();
  };
  const alive = new Set<string>();
  for (const vertex of fired.keys()) {
    if (vertex.element !== undefined) alive.add(vertex.element);
    for (const edge of [...vertex.out, ...vertex.extra]) for (const id of edge.all) alive.add(id);
  }
  for (const edge of net.begin.flat()) for (const id of edge.all) alive.add(id);

  const doubled = [...unsafe].map(
    ([vertex, { stop, passed }]): Found => ({
      kind: "unsafe",
      element: vertex.element ?? passed[0] ?? "",
      path: [...pathTo(stop), ...passed],
    }),
  );
  // Tokens that doubled stay doubled: what is passed twice only behind another such place is no fault of its own.
  const twice = (path: string[], id: string) => path.filter((each) => each === id).length > 1;
  const faults = doubled.filter(
    (a) => !doubled.some((b) => b !== a && b.path.length < a.path.length && twice(a.path, b.element)),
  );
  if (complete) faults.push(...unfinished(net, stops, fires, pathTo));
  else {
    const stuck = new Map<Vertex, number>();
    for (const stop of dead) {
      for (const place of stops[stop]!.marking)
        if (!stuck.has(net.edges[place]!.to!)) stuck.set(net.edges[place]!.to!, stop);
    }
    for (const [{ element = "" }, stop] of stuck)
      faults.push({ kind: "deadlock", element, path: [...pathTo(stop), element] });
  }
  return {
    complete,
    explored: stops.length,
    faults,
    alive,
    endsItself,
    wayTo: (element) => {
      const first = [...fired].find(([vertex]) => vertex.element === element);
      return first ? [...pathTo(first[1]), element] : [element];
    },
  };
}

/** The key of the marking behind a step; where all such are known already, the others must act too, or be overlooked. */
const after = (marking: number[], taken: number[], put: Edge[]): string =>
  [...marking.filter((place) => !taken.includes(place)), ...put.filter((edge) => edge.to).map((edge) => edge.id)]
    .sort((a, b) => a - b)
    .join();

/** What can fire in a marking, with the edges it takes its tokens from. */
function* enabled(net: Net, marking: number[], reach: Reach): Generator<[Vertex, number[]]> {
  const done = new Set<Vertex>();
  const running = marking.find((place) => net.edges[place]!.to!.tail);
  if (running !== undefined) {
    yield [net.edges[running]!.to!, [running]];
    return;
  }
  for (const place of marking) {
    const vertex = net.edges[place]!.to!;
    if (vertex.join === "xor") {
      yield [vertex, [place]];
      continue;
    }
    if (done.has(vertex)) continue;
    done.add(vertex);
    const full = vertex.in.filter((edge) => marking.includes(edge.id));
    if (vertex.join === "and") {
      if (full.length === vertex.in.length) yield [vertex, full.map((edge) => edge.id)];
    } else if (!mustWait(vertex, full, marking, reach)) yield [vertex, full.map((edge) => edge.id)];
  }
}

/** Whether an inclusive join must wait: a token elsewhere can reach an empty flow of it, and no full one. */
function mustWait(join: Vertex, full: Edge[], marking: number[], reach: Reach): boolean {
  const into = reach.get(join)!;
  return marking.some((place) => {
    if (join.in.some((edge) => edge.id === place)) return false;
    const reaches = (edge: Edge) => into.get(edge)!.has(place);
    return join.in.some((edge) => !full.includes(edge) && reaches(edge)) && !full.some(reaches);
  });
}

type Reach = Map<Vertex, Map<Edge, Set<number>>>;

/** For each flow into an inclusive join: the edges from which a token can come by it without passing the join. */
function reachability(net: Net): Reach {
  const found: Reach = new Map();
  for (const join of net.vertices.filter((each) => each.join === "or")) {
    const byEdge = new Map<Edge, Set<number>>();
    for (const start of join.in) {
      const seen = new Set([start.id]);
      const waiting = [start];
      while (waiting.length) {
        const { from } = waiting.pop()!;
        if (from === join) continue;
        for (const edge of from.in) {
          if (seen.has(edge.id)) continue;
          seen.add(edge.id);
          waiting.push(edge);
        }
      }
      byEdge.set(start, seen);
    }
    found.set(join, byEdge);
  }
  return found;
}

/** The faults that only the whole space shows: joins that wait for ever, and loops without a way out. */
function unfinished(
  net: Net,
  stops: Stop[],
  fires: { vertex: Vertex; stop: number }[],
  pathTo: (stop: number) => string[],
): Found[] {
  const before: number[][] = stops.map(() => []);
  for (const [i, stop] of stops.entries()) for (const next of stop.next) before[next]!.push(i);
  const backward = (from: number[]): Uint8Array => {
    const seen = new Uint8Array(stops.length);
    const waiting = [...from];
    for (const each of from) seen[each] = 1;
    while (waiting.length) {
      for (const each of before[waiting.pop()!]!) {
        if (!seen[each]) {
          seen[each] = 1;
          waiting.push(each);
        }
      }
    }
    return seen;
  };
  const indexes = [...stops.keys()];
  const finishing = backward(indexes.filter((i) => stops[i]!.marking.length === 0));
  const doomed = indexes.filter((i) => !finishing[i]);
  if (doomed.length === 0) return [];

  const faults: Found[] = [];
  const dead = indexes.filter((i) => stops[i]!.next.length === 0 && stops[i]!.marking.length > 0);
  const stuck = new Set(dead.flatMap((i) => stops[i]!.marking.map((place) => net.edges[place]!.to!)));
  for (const join of stuck) {
    const released = backward(fires.filter((each) => each.vertex === join).map((each) => each.stop));
    const waits = (i: number) => stops[i]!.marking.some((place) => net.edges[place]!.to === join);
    const first = doomed.find((i) => waits(i) && !released[i]);
    if (first !== undefined)
      faults.push({ kind: "deadlock", element: join.element ?? "", path: [...pathTo(first), join.element ?? ""] });
  }
  const toDead = backward(dead);
  const endless = doomed.filter((i) => !toDead[i]);
  const inLoop = endless.find((i) => stops[i]!.next.some((next) => backward([i])[next]));
  if (inLoop !== undefined) {
    const path = pathTo(inLoop);
    const entered = stops[inLoop]!.marking.map((place) => net.edges[place]!.to?.element).find((id) => id !== undefined);
    faults.push({ kind: "livelock", element: path.at(-1) ?? entered ?? "", path });
  }
  return faults;
}
