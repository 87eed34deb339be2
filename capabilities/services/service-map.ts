// The way of a request as a line map: who works is a line, each piece of work a station.

import { evaluate } from "../../kernel/process/feel.ts";
import { type Node, path } from "../../kernel/process/index.ts";
import type { LineMapData, Station } from "../../kernel/web/components/index.ts";
import { type Locale, pick } from "../../kernel/words/words.ts";
import type { Unit } from "./definition/basic-schema.ts";
import type { Definition, ParameterValues } from "./definition/model.ts";

export type MapWords = {
  locale: Locale;
  parameters?: ParameterValues;
  /** What a role is called here: the unit that plays it, where one is known. */
  roleName?: (role: string) => string | undefined;
  /** How a task's time is said: "paling lama 5 hari kerja". */
  time?: (amount: number, unit: Unit) => string;
};

/** The element's name in the reader's language. */
const nameIn = (node: Pick<Node, "name" | "attributes" | "id">, locale: Locale): string =>
  pick({ id: node.name ?? node.id, en: node.attributes.en }, locale);

/**
 * The way that a request goes when nothing is amiss: from the sending over every task to the granted end. Rounds of correction,
 * reminders and refusals are left out: the map shows the way, not each attempt. All stations lie ahead.
 */
export function serviceMap(
  { process, service }: Pick<Definition, "process" | "service">,
  words: MapWords,
): LineMapData {
  const whole = path(process);
  const nodes = new Map(process.nodes.map((node) => [node.id, node]));
  const granted = new Set(
    service.outcomes
      .filter((outcome) => outcome.kind === "granted" && !outcome.bySilence)
      .map((outcome) => outcome.key),
  );
  const kept = new Set(
    whole.stations
      .filter((station) => isStop(nodes.get(station.element)!, granted) && !besides(nodes, station.element))
      .map((station) => station.element),
  );
  const closed = new Set(
    whole.stations
      .map(({ element }) => element)
      .filter((element) => !kept.has(element) && (isAside(nodes.get(element)!) || besides(nodes, element))),
  );
  const tracks = whole.tracks.filter(
    (track) => !track.back && !track.meanwhile && !closed.has(track.from) && !closed.has(track.to),
  );
  const next = (from: string): string[] => tracks.filter((track) => track.from === from).map((track) => track.to);
  const stopsAfter = (first: string[]): string[] => {
    const seen = new Set<string>();
    const found: string[] = [];
    for (const waiting = [...first]; waiting.length > 0; ) {
      const element = waiting.shift() as string;
      if (seen.has(element)) continue;
      seen.add(element);
      if (kept.has(element)) found.push(element);
      else waiting.push(...next(element));
    }
    return found;
  };
  const entered = new Set(whole.tracks.filter((track) => !track.back).map((track) => track.to));
  const roots = whole.stations
    .map((station) => station.element)
    .filter((element) => !entered.has(element) && !closed.has(element));
  const start = process.nodes.find((node) => node.kind === "start" && node.scope === undefined);
  const roleOf = (element: string): string =>
    whole.lines[whole.stations.find((station) => station.element === element)?.line ?? 0]?.role ?? "";
  const applicant = service.roles.find((role) => role.kind === "applicant")?.key ?? "";
  const stops: { element: string; role: string }[] = [
    ...(start ? [{ element: start.id, role: applicant }] : []),
    ...whole.stations
      .filter((station) => kept.has(station.element))
      .map(({ element }) => ({ element, role: nodes.get(element)?.attributes.role ?? roleOf(element) })),
  ];
  const roles = new Map(service.roles.map((role) => [role.key, role]));
  return {
    lines: [...new Set(stops.map((stop) => stop.role))].map((role) => ({
      id: role,
      name: words.roleName?.(role) ?? (pick(roles.get(role)?.name, words.locale) || role),
    })),
    stations: stops.map(({ element, role }): Station => {
      const node = nodes.get(element) as Node;
      const time = taskTime(node, words.parameters ?? {});
      return {
        id: element,
        name: nameIn(node, words.locale),
        line: role,
        state: "ahead",
        ...(time && words.time ? { takes: words.time(time.amount, time.unit) } : {}),
        ...(node.kind === "end" ? { end: "well" as const } : {}),
      };
    }),
    links: [
      ...(start ? stopsAfter(roots).map((to) => ({ from: start.id, to })) : []),
      ...[...kept].flatMap((from) => stopsAfter(next(from)).map((to) => ({ from, to }))),
    ],
  };
}

const isWork = (node: Node): boolean => ["user", "manual", "task"].includes(node.kind);
/** A round of correction, in which the clock stands still, or another end than the wished one. */
const isAside = (node: Node): boolean => isWork(node) || node.kind === "end";
const isStop = (node: Node, granted: Set<string>): boolean =>
  (isWork(node) && node.attributes.pauses !== "true") ||
  (node.kind === "end" && granted.has(node.attributes.outcome ?? ""));

/** Within an event sub-process: what happens meanwhile is not the way. */
function besides(nodes: Map<string, Node>, element: string): boolean {
  for (let at = nodes.get(element); at; at = nodes.get(at.scope ?? "")) if (at.kind === "event-sub") return true;
  return false;
}

/** The time that a task is allowed, when the diagram gives it. */
function taskTime(node: Node, parameters: ParameterValues): { amount: number; unit: Unit } | undefined {
  for (const [attribute, unit] of [
    ["workingDays", "working-days"],
    ["workingMinutes", "working-minutes"],
    ["hours", "hours"],
  ] as const) {
    const text = node.attributes[attribute];
    if (!text) continue;
    const { value } = evaluate(text, { parameters });
    if (typeof value === "number" && value > 0) return { amount: value, unit };
  }
  return undefined;
}
