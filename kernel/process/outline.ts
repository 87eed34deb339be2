import { graphOf } from "./graph.ts";
import type { Node, Process, State } from "./model.ts";
import { usualOrder } from "./order.ts";
import { type Progress, progress } from "./progress.ts";

/** One line of the ordered text of a process. Hosts put it into words; `outlineText` does so in English. */
export interface OutlineLine {
  /** "3", and inside a sub-process "3.1". */
  number: string;
  depth: number;
  element: string;
  kind: Node["kind"];
  trigger?: Node["trigger"];
  name?: string;
  documentation?: string;
  role?: string;
  /** For a boundary event: the number of the line whose activity it watches. */
  watches?: string;
  /** Where it goes on, each with the flow's name or condition; `back` marks a way to an earlier line. */
  next: { number: string; element: string; name?: string; condition?: string; byDefault: boolean; back: boolean }[];
  progress?: Progress;
}

/** The whole process as an ordered list, for people who listen rather than look; with a state, where the case stands. */
export function outline(process: Process, state?: State): OutlineLine[] {
  const graph = graphOf(process);
  const marks = state ? progress(process, state) : undefined;
  const lines: OutlineLine[] = [];
  const numbers = new Map<string, string>();
  const places = new Map<string, number>();
  const walk = (scope: string | undefined, prefix: string, depth: number) => {
    for (const [i, node] of usualOrder(process, scope).entries()) {
      const number = `${prefix}${i + 1}`;
      numbers.set(node.id, number);
      places.set(node.id, lines.length);
      const line: OutlineLine = { number, depth, element: node.id, kind: node.kind, next: [] };
      if (node.trigger && node.trigger !== "none") line.trigger = node.trigger;
      if (node.name !== undefined) line.name = node.name;
      if (node.documentation !== undefined) line.documentation = node.documentation;
      if (node.lane !== undefined) line.role = graph.lane.get(node.lane)?.name ?? graph.lane.get(node.lane)?.role;
      if (marks) line.progress = marks[node.id];
      lines.push(line);
      if (process.nodes.some((each) => each.scope === node.id)) walk(node.id, `${number}.`, depth + 1);
    }
  };
  walk(undefined, "", 0);
  for (const line of lines) {
    const node = graph.node.get(line.element)!;
    if (node.on !== undefined) line.watches = numbers.get(node.on);
    for (const id of node.out) {
      const flow = graph.flow.get(id)!;
      line.next.push({
        number: numbers.get(flow.to) ?? "",
        element: flow.to,
        ...(flow.name !== undefined && { name: flow.name }),
        ...(flow.condition !== undefined && { condition: flow.condition }),
        byDefault: id === node.default,
        back: (places.get(flow.to) ?? 0) <= (places.get(line.element) ?? 0),
      });
    }
  }
  return lines;
}

const kindNames: Record<Node["kind"], string> = {
  start: "Start",
  end: "End",
  throw: "Event",
  catch: "Wait",
  boundary: "Meanwhile",
  task: "Task",
  user: "Task",
  manual: "Manual task",
  service: "Service",
  script: "Calculation",
  rule: "Decision",
  send: "Send",
  receive: "Receive",
  call: "Other process",
  sub: "Part",
  "event-sub": "Whenever it happens",
  exclusive: "Choice of one",
  parallel: "All at once",
  inclusive: "One or more",
  "event-based": "Whichever comes first",
  other: "Not executed",
};

/** The outline as plain English text, a line an element. */
export function outlineText(process: Process, state?: State): string {
  return outline(process, state)
    .map((line) => {
      const what = `${kindNames[line.kind]}${line.trigger ? ` (${line.trigger})` : ""}: ${line.name ?? line.element}`;
      const who = line.role === undefined ? "" : `, by ${line.role}`;
      const beside = line.watches === undefined ? "" : `, beside ${line.watches}`;
      const ways = line.next.map(({ number, name, condition, byDefault, back }) => {
        const when = name ?? condition ?? (byDefault ? "otherwise" : undefined);
        return `${back ? "back to " : ""}${number}${when ? ` (${when})` : ""}`;
      });
      const mark = line.progress === undefined || line.progress === "ahead" ? "" : ` [${line.progress}]`;
      const then = ways.length ? ` → ${ways.join("; ")}` : "";
      return `${"  ".repeat(line.depth)}${line.number}. ${what}${who}${beside}${mark}${then}`;
    })
    .join("\n");
}
