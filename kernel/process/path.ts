// The line map: a process drawn like a city's rail map. Lines are the lanes, stations the tasks and ends.
import { graphOf } from "./graph.ts";
import type { Node, Process, State } from "./model.ts";
import { usualOrder } from "./order.ts";
import { type Progress, progress } from "./progress.ts";

export interface Line {
  lane?: string;
  name?: string;
  role?: string;
  /** `pendopo:*` attributes of the lane and, where it has none of a name, of the lanes around it. */
  attributes: Record<string, string>;
}

export interface Station {
  element: string;
  name?: string;
  kind: Node["kind"];
  /** Which line it stands on: a place in `lines`. */
  line: number;
  /** How far along, from 0; stations of one column may be worked at together or instead of each other. */
  column: number;
  /** Which of the ways side by side, from 0. */
  row: number;
  /** Done by the program in a moment: a calculation, a decision, a notice. Small maps leave these out. */
  minor: boolean;
  /** An end event's outcome. */
  outcome?: string;
  progress?: Progress;
}

export interface Track {
  from: string;
  to: string;
  /** From one line to another. */
  transfer: boolean;
  /** Only one of the ways from here is taken. */
  choice: boolean;
  /** Leads to an earlier station: a return for correction. */
  back: boolean;
  /** Taken when an event happens meanwhile: a reminder, a deadline. */
  meanwhile: boolean;
}

export interface LineMap {
  lines: Line[];
  stations: Station[];
  tracks: Track[];
}

/** Builds the line map of a process; with a state, each station says whether it is done, current or ahead. */
export function path(process: Process, state?: State): LineMap {
  const graph = graphOf(process);
  const marks = state ? progress(process, state) : undefined;
  const nodes = flatten(process, undefined).filter(isStation);
  const place = new Map(nodes.map((node, i) => [node.id, i]));
  const tracks = nodes.flatMap((node) => tracksFrom(process, node, place));
  const lines: Line[] = [];
  const lineOf = (node: Node): number => {
    const lane = laneOf(process, node);
    const known = lines.findIndex((line) => line.lane === lane);
    if (known >= 0) return known;
    lines.push(lane === undefined ? { attributes: {} } : describe(process, lane));
    return lines.length - 1;
  };

  const columns = new Map<string, number>();
  const rows = new Map<string, number>();
  const taken = new Set<string>();
  const stations = nodes.map((node): Station => {
    const before = tracks.filter((track) => track.to === node.id && !track.back);
    const column = Math.max(0, ...before.map((track) => (columns.get(track.from) ?? -1) + 1));
    let row = before.length ? Math.min(...before.map((track) => rows.get(track.from) ?? 0)) : 0;
    while (taken.has(`${column} ${row}`)) row++;
    taken.add(`${column} ${row}`);
    columns.set(node.id, column);
    rows.set(node.id, row);
    const minor =
      node.kind === "script" || node.kind === "send" || (node.kind === "rule" && node.decision !== undefined);
    const station: Station = { element: node.id, kind: node.kind, line: lineOf(node), column, row, minor };
    if (node.name !== undefined) station.name = node.name;
    if (node.attributes.outcome !== undefined) station.outcome = node.attributes.outcome;
    if (marks) station.progress = marks[node.id];
    return station;
  });
  const line = new Map(stations.map((station) => [station.element, station.line]));
  for (const track of tracks) track.transfer = line.get(track.from) !== line.get(track.to);
  return { lines, stations, tracks };

  function describe(of: Process, lane: string): Line {
    const attributes: Record<string, string> = {};
    for (let at = graph.lane.get(lane); at; at = at.parent === undefined ? undefined : graph.lane.get(at.parent)) {
      for (const [name, value] of Object.entries(at.attributes)) attributes[name] ??= value;
    }
    const found = of.lanes.find((each) => each.id === lane)!;
    return { lane, ...(found.name !== undefined && { name: found.name }), role: found.role, attributes };
  }
}

const isStation = (node: Node): boolean =>
  ["task", "user", "manual", "service", "script", "rule", "send", "receive", "call", "end", "other"].includes(
    node.kind,
  ) && !(node.kind === "end" && node.scope !== undefined);

/** All nodes in usual order, those of a sub-process in its place. */
function flatten(process: Process, scope: string | undefined): Node[] {
  return usualOrder(process, scope).flatMap((node) =>
    node.kind === "sub" || node.kind === "event-sub" ? [node, ...flatten(process, node.id)] : [node],
  );
}

function laneOf(process: Process, node: Node): string | undefined {
  const graph = graphOf(process);
  for (let at: Node | undefined = node; at; at = at.scope === undefined ? undefined : graph.node.get(at.scope)) {
    if (at.lane !== undefined) return at.lane;
  }
  return undefined;
}

/** The tracks from a station to the next ones, past gateways and events, into and out of sub-processes. */
function tracksFrom(process: Process, station: Node, place: Map<string, number>): Track[] {
  const graph = graphOf(process);
  const found = new Map<string, Track>();
  const seen = new Set<string>();
  const waiting: { node: Node; choice: boolean; meanwhile: boolean; first: boolean }[] = [
    { node: station, choice: false, meanwhile: false, first: true },
  ];
  while (waiting.length) {
    const { node, choice, meanwhile, first } = waiting.shift()!;
    if (seen.has(node.id) && !first) continue;
    seen.add(node.id);
    if (!first && place.has(node.id)) {
      const back = place.get(node.id)! <= place.get(station.id)!;
      found.set(node.id, { from: station.id, to: node.id, transfer: false, choice, back, meanwhile });
      continue;
    }
    const chooses = choice || (node.out.length > 1 && (node.kind === "exclusive" || node.kind === "event-based"));
    const go = (next: Node | undefined, aside = false) => {
      if (next) waiting.push({ node: next, choice: chooses, meanwhile: meanwhile || aside, first: false });
    };
    const inside = graph.starts.get(node.id);
    if (!first && node.kind === "sub" && inside?.length) for (const each of inside) go(each);
    else {
      for (const id of node.out) go(graph.node.get(graph.flow.get(id)?.to ?? ""));
      if (node.kind === "throw" && node.trigger === "link") go(graph.linkTarget(node));
      // The end of a sub-process's inside leads out of the sub-process.
      const around = node.scope === undefined ? undefined : graph.node.get(node.scope);
      if (around?.kind === "sub" && node.out.length === 0) {
        for (const id of around.out) go(graph.node.get(graph.flow.get(id)?.to ?? ""));
      }
    }
    for (const each of graph.boundaries.get(node.id) ?? []) go(each, true);
  }
  return [...found.values()];
}
