import { Draft } from "./draft.ts";
import { graphOf } from "./graph.ts";
import type { Effect, EngineOptions, Instant, Node, Open, Process, State } from "./model.ts";
import { eventsOf, listen, silence, watchersOf } from "./waits.ts";

/** Why a case cannot be moved: the element of the old version, and what is missing in the new one. */
export interface MoveProblem {
  element: string;
  code: "gone" | "another-kind" | "another-place" | "repeats-otherwise" | "token-on-a-way-that-is-gone";
  to: string;
  message: string;
}

export type Moved = { ok: true; state: State; effects: Effect[] } | { ok: false; problems: MoveProblem[] };

/**
 * Moves a running case to another version of its process. What is open keeps its number, data and progress; where an
 * element has another id in the new version, `mapping` says which. Timers and messages on borders that are gone are
 * taken back, new ones are set; those that stay are not touched. A task of an element that was renamed has a new key
 * (`New:4` for `Old:4`), which the host gives to its row. All that stands in the way is told at once, and
 * nothing is changed then.
 *
 * @param mapping ids of nodes and flows of the old version to those of the new; what is not named keeps its id
 */
export function move(
  versions: { from: Process; to: Process },
  state: State,
  mapping: Record<string, string>,
  now: Instant,
  options: EngineOptions = {},
): Moved {
  const [from, to] = [graphOf(versions.from), graphOf(versions.to)];
  const renamed = (id: string): string => (Object.hasOwn(mapping, id) ? mapping[id]! : id);
  const problems: MoveProblem[] = [];
  const tell = (element: string, code: MoveProblem["code"], message: string) =>
    problems.push({ element, code, to: renamed(element), message });
  const scopeElement = (open: Open): string | undefined => {
    let around = state.open.find((each) => each.n === open.in);
    while (around?.is === "group") around = state.open.find((each) => each.n === around!.in);
    return around && renamed(around.e);
  };
  for (const open of state.open) {
    const [old, next] = [from.node.get(open.e), to.node.get(renamed(open.e))];
    if (!old || !next) tell(open.e, "gone", `${renamed(open.e)} is not in the new version.`);
    else if (old.kind !== next.kind) tell(open.e, "another-kind", `${next.id} is a ${next.type} in the new version.`);
    else if (old.loop?.kind !== next.loop?.kind)
      tell(open.e, "repeats-otherwise", `${next.id} is repeated otherwise in the new version.`);
    else if (next.scope !== scopeElement(open) && !isWatcher(old)) {
      tell(open.e, "another-place", `${next.id} stands in another sub-process in the new version.`);
    }
  }
  for (const [flow] of state.at ?? []) {
    const [old, next] = [from.flow.get(flow), to.flow.get(renamed(flow))];
    const join = next && to.node.get(next.to);
    const rests = join && join.in.length > 1 && join.kind === from.node.get(old?.to ?? "")?.kind;
    if (!rests)
      tell(
        flow,
        "token-on-a-way-that-is-gone",
        `A token waits on ${flow}, which leads to no such join in the new version.`,
      );
  }
  if (problems.length) return { ok: false, problems };

  const before = new Draft(versions.from, state, now, options);
  const seen = versions.from.nodes.filter(
    (_, i) => (Number.parseInt(state.seen[i >> 2] ?? "0", 16) & (8 >> (i & 3))) !== 0,
  );
  const rename = (fired: Record<string, number> | undefined) =>
    fired && Object.fromEntries(Object.entries(fired).map(([id, count]) => [renamed(id), count]));
  const moved: State = {
    ...state,
    seen: "",
    open: state.open.map((open) => ({ ...open, e: renamed(open.e), ...(open.f && { f: rename(open.f) }) })),
    ...(state.at && { at: state.at.map(([flow, ...rest]) => [renamed(flow), ...rest]) }),
    ...(state.f && { f: rename(state.f) }),
    ...(state.o !== undefined && { o: renamed(state.o) }),
  };
  const after = new Draft(versions.to, moved, now, options);
  for (const node of seen) {
    const next = to.node.get(renamed(node.id));
    if (next) after.pass(next);
  }
  for (const open of [before.top, ...before.open]) {
    const there = after.find(open.n)!;
    const [old, next] = [heard(before, open), heard(after, there)];
    const same = (a: Node, b: Node) => renamed(a.id) === b.id && whatFor(a) === whatFor(b);
    for (const each of old) if (!next.some((other) => same(each, other))) silence(before, each, open);
    for (const each of next) if (!old.some((other) => same(other, each))) listen(after, each, there);
  }
  return { ok: true, state: after.state(), effects: [...before.effects, ...after.effects] };
}

/** The events that something open listens to: its own, and those that watch it. */
function heard(draft: Draft, open: Open): Node[] {
  const node = open.n === 0 || open.is !== undefined ? undefined : draft.graph.node.get(open.e);
  return [...(node ? eventsOf(draft, node) : []), ...(open.is === "incident" ? [] : watchersOf(draft, open))];
}

/** What an event waits for: while this stays the same, its timer or subscription stays. */
const whatFor = ({ trigger, code, timer, correlation }: Node): string =>
  JSON.stringify([trigger, code, timer, correlation]);

/** Incidents of timers stand at the event, inside what it watches. */
const isWatcher = (node: Node): boolean => node.kind === "boundary" || node.kind === "start" || node.kind === "catch";
