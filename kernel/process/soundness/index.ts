import { graphOf } from "../graph.ts";
import type { Node, Process } from "../model.ts";
import { nextNodes } from "../order.ts";
import { fill } from "../problems.ts";
import { type Exploration, explore, type FaultKind } from "./explore.ts";
import { type Net, netOf } from "./net.ts";
import { isTrivial, reduce } from "./reduce.ts";

export interface Fault {
  kind: FaultKind;
  /** Where it shows: the join that waits for ever, the merge that is passed twice, the loop's entry, the dead element. */
  element: string;
  /** The shortest way there, element by element; empty for a dead element, to which no way leads. */
  path: string[];
  message: string;
}

export interface Soundness {
  verdict: "sound" | "unsound" | "too-large";
  faults: Fault[];
  /** How many states were looked at. */
  explored: number;
  /** When too large: the scopes ("" is the process itself) that are proved, and those that are not. */
  proved?: string[];
  open?: string[];
}

const sentences: Record<FaultKind, string> = {
  deadlock: "{element} waits for a token that never comes.",
  livelock: "From {element} on, the process goes round for ever and cannot end.",
  unsafe: "{element} is passed by several tokens at once: parallel ways meet here without being joined.",
  dead: "{element} can never be reached.",
};

/** A small space is looked through as it is, for exact shortest ways; a larger one is folded first. */
const small = 4_000;

/**
 * Checks the control flow of a process: from every reachable state it can finish; nothing waits for ever; no two tokens
 * meet on one flow; no element is dead. Conditions are not evaluated: a choice may go any way, an inclusive gateway may
 * take any set of ways, an event may happen or not. Each sub-process is checked by itself.
 *
 * @param options.bound how many states of one scope to look at before saying "too large"; 20,000 take about a second
 */
export function checkSoundness(process: Process, options: { bound?: number } = {}): Soundness {
  const bound = options.bound ?? 20_000;
  const faults: Fault[] = [];
  const scopes = new Map<string, { result: Exploration; net: Net }>();
  const proved: string[] = [];
  const open: string[] = [];
  let explored = 0;

  const check = (scope: string | undefined): Exploration => {
    const known = scopes.get(scope ?? "");
    if (known) return known.result;
    const inner = (id: string): boolean => {
      const node = process.nodes.find((each) => each.id === id);
      if (node?.kind !== "sub" || !process.nodes.some((each) => each.scope === id)) return true;
      return check(id).endsItself;
    };
    const net = netOf(process, scope, inner);
    const result = look(net, Math.min(small, bound), bound);
    scopes.set(scope ?? "", { result, net });
    explored += result.explored;
    return result;
  };

  check(undefined);
  for (const node of process.nodes) if (node.kind === "sub" || node.kind === "event-sub") check(node.id);
  for (const [scope, { result, net }] of scopes) {
    const around = scope === "" ? [] : wayInto(process, scope, check);
    const found = [...result.faults, ...deadOf(net, result)];
    for (const each of found) {
      const path = each.kind === "dead" ? [] : [...around, ...each.path];
      faults.push({ ...each, path, message: fill(sentences[each.kind], { element: each.element }) });
    }
    if (result.complete && found.length === 0) proved.push(scope);
    if (!result.complete) open.push(scope);
  }
  faults.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || a.path.length - b.path.length);
  if (faults.length) return { verdict: "unsound", faults, explored, ...(open.length && { proved, open }) };
  if (open.length) return { verdict: "too-large", faults, explored, proved, open };
  return { verdict: "sound", faults, explored };
}

const order: FaultKind[] = ["deadlock", "livelock", "unsafe", "dead"];

/** Explores as it is when small; else folds: what folds away whole is sound, and of the rest only the core is explored. */
export function look(net: Net, few: number, bound: number): Exploration {
  const whole = explore(net, few);
  if (whole.complete) return whole;
  const folded = reduce(net, { foldKills: true });
  if (isTrivial(folded))
    return { ...explore(folded, bound), endsItself: net.vertices.some(endsByItself), explored: whole.explored };
  const rest = reduce(net, { foldKills: false });
  const core = explore(rest, bound);
  const explored = core.explored + whole.explored;
  if (core.complete) return { ...core, explored };
  // Too many markings to see them all; standstills, the commonest fault, can still be found.
  const standstills = explore(rest, Math.min(bound, small), true);
  const found = standstills.faults.filter(({ kind }) => kind === "deadlock");
  return { ...core, faults: [...core.faults, ...found], explored: explored + standstills.explored };
}

const endsByItself = (vertex: Net["vertices"][number]): boolean =>
  !vertex.kill && (vertex.out.length === 0 || vertex.out.some((edge) => edge.to === undefined));

/** The dead elements from which the others follow: those that something alive, or nothing, leads to. */
function deadOf(
  net: Net,
  { alive, complete, faults }: Exploration,
): { kind: "dead"; element: string; path: string[] }[] {
  if (!complete) return [];
  const told = new Set(faults.map((each) => each.element));
  const dead = net.vertices.filter(
    (each) => each.element !== undefined && !alive.has(each.element) && !told.has(each.element),
  );
  const lives = (vertex: Net["vertices"][number]): boolean =>
    vertex.element !== undefined
      ? alive.has(vertex.element)
      : vertex.in.length === 0 || vertex.in.some(({ from }) => lives(from));
  const roots = dead.filter((each) => each.in.every(({ from }) => lives(from)));
  const behindFault = (id: string) =>
    net.vertices.some((each) => told.has(each.element ?? "") && each.out.some((edge) => edge.to?.element === id));
  const found = roots.filter((each) => !behindFault(each.element!));
  // A ring that nothing leads into has no first element; any of it stands for it.
  const shown = found.length === 0 && roots.length === 0 && faults.length === 0 ? dead.slice(0, 1) : found;
  return shown.map((each) => ({ kind: "dead", element: each.element!, path: [] }));
}

/** The shortest way from the beginning of the process into a sub-process. */
function wayInto(process: Process, scope: string, check: (scope: string | undefined) => Exploration): string[] {
  const node = process.nodes.find((each) => each.id === scope)!;
  const outer = node.scope === undefined ? [] : wayInto(process, node.scope, check);
  if (node.kind === "event-sub") return [...outer, scope];
  const way = check(node.scope).wayTo(scope);
  // Folded into a block, the sub-process has no way of its own there; the way along the flows stands for it.
  return [...outer, ...(way.length > 1 ? way : alongFlows(process, node))];
}

/** The shortest way along the flows from the beginning of a scope to one of its nodes. */
function alongFlows(process: Process, target: Node): string[] {
  const starts = graphOf(process).starts.get(target.scope ?? "") ?? [];
  const from = new Map<Node, Node | undefined>(starts.map((node) => [node, undefined]));
  for (const node of from.keys())
    for (const next of nextNodes(process, node)) if (!from.has(next)) from.set(next, node);
  const way: string[] = [];
  for (let at: Node | undefined = target; at; at = from.get(at)) way.push(at.id);
  return way.reverse();
}
