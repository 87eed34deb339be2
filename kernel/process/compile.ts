import { createHash } from "node:crypto";
import { bounds } from "./bounds.ts";
import { checkGraph } from "./check-graph.ts";
import { readDiagrams } from "./diagram.ts";
import {
  attributesOf,
  children,
  type Document,
  documentationOf,
  isBpmn,
  isTrue,
  nameOf,
  readDocument,
  refId,
} from "./document.ts";
import { readExpression } from "./expressions.ts";
import { readLanes } from "./lanes.ts";
import type { Flow, Node, Participant, Problem, Process } from "./model.ts";
import { kinds, ns, refusedNodes } from "./names.ts";
import { type Elements, readNode } from "./nodes.ts";
import { problem } from "./problems.ts";
import type { Element } from "./xml.ts";

export interface CompileOptions {
  /** Which process to compile when the file has several. */
  process?: string;
}

export type Compiled =
  | { ok: true; process: Process; warnings: Problem[] }
  | { ok: false; problems: Problem[]; warnings: Problem[]; process?: Process };

/**
 * Compiles a BPMN file into a process that `start` and `advance` run, or tells every problem it found, each with its
 * element's id. A process that was read but cannot be executed comes along, so that it can still be drawn and outlined.
 *
 * @example const compiled = await compile(await readFile("izin.bpmn", "utf8"));
 */
export async function compile(xml: string, options: CompileOptions = {}): Promise<Compiled> {
  const read = readDocument(xml);
  if ("problems" in read) return { ok: false, problems: read.problems, warnings: [] };
  const { document } = read;
  const chosen = chooseProcess(document, options.process);
  if ("code" in chosen) return { ok: false, problems: [...document.problems, chosen], warnings: [] };
  return compileProcess(document, chosen, sourceHash(xml));
}

/** The SHA-256 of a source text, in hex. */
export const sourceHash = (xml: string): string => createHash("sha256").update(xml).digest("hex");

/** The process that a file means: the one asked for, the only executable one, or the only one with content. */
function chooseProcess(document: Document, wanted: string | undefined): Element | Problem {
  const { processes } = document;
  if (wanted !== undefined) {
    return (
      processes.find((each) => each.attributes.id === wanted) ??
      problem("unknown-process", undefined, { process: wanted })
    );
  }
  if (processes.length === 0) return problem("no-process", undefined);
  const executable = processes.filter((each) => isTrue(each.attributes.isExecutable));
  const filled = processes.filter(hasContent);
  const candidates = executable.length ? executable : filled.length ? filled : processes.slice(0, 1);
  if (candidates.length === 1) return candidates[0]!;
  const names = candidates.map((each) => each.attributes.id ?? "?").join(", ");
  return problem("several-processes", candidates[0]?.attributes.id, { processes: names });
}

export const hasContent = (process: Element): boolean =>
  process.children.some((each) => isBpmn(each) && Object.hasOwn(kinds, each.local));

function countNodes(root: Element): number {
  let count = 0;
  const waiting = [root];
  while (waiting.length) {
    const element = waiting.pop()!;
    if (isBpmn(element) && (Object.hasOwn(kinds, element.local) || element.local === "sequenceFlow")) count++;
    waiting.push(...element.children);
  }
  return count;
}

/** Compiles one process of a document that was read. */
export function compileProcess(document: Document, root: Element, source: string): Compiled {
  const problems: Problem[] = [...document.problems];
  const warnings: Problem[] = [];
  const elements: Elements = { document, problems, warnings, messages: messageNames(document) };
  const nodes: Node[] = [];
  const flows: Flow[] = [];
  const data: Process["data"] = [];
  const bodies: Element[] = [];
  const taken = new Set<string>();
  const count = countNodes(root);
  if (count > bounds.nodes) {
    const params = { count: String(count), limit: String(bounds.nodes) };
    return { ok: false, problems: [problem("process-too-large", root.attributes.id, params, root.line)], warnings };
  }

  const walk = (container: Element, scope: string | undefined) => {
    bodies.push(container);
    for (const element of container.children) {
      if (!isBpmn(element)) continue;
      if (element.local === "sequenceFlow") {
        const flow = readFlow(elements, element, scope);
        if (!taken.has(flow.id)) flows.push(flow);
        taken.add(flow.id);
      } else if (Object.hasOwn(kinds, element.local) || Object.hasOwn(refusedNodes, element.local)) {
        const node = readNode(elements, element, scope);
        // The second of two with one id was told already; kept, it would stand inside itself.
        if (!node || taken.has(node.id)) continue;
        taken.add(node.id);
        nodes.push(node);
        // What stands inside a refused sub-process is listed too, so that all faults are told at once.
        if (
          element.children.some(
            (each) => isBpmn(each) && (Object.hasOwn(kinds, each.local) || each.local === "sequenceFlow"),
          )
        ) {
          walk(element, node.id);
        }
      } else readData(element, data);
    }
  };
  walk(root, undefined);

  const id = root.attributes.id ?? "";
  if (!id) problems.push(problem("id-missing", undefined, { type: "process" }, root.line));
  if (!isTrue(root.attributes.isExecutable)) warnings.push(problem("not-executable", id, {}, root.line));
  if (nodes.length === 0) problems.push(problem("empty-process", id, {}, root.line));
  connect(elements, nodes, flows);
  const diagrams = readDiagrams(document, root);
  const lanes = readLanes(elements, bodies, nodes, diagrams);
  const process: Process = {
    format: 1,
    id,
    ...optional("name", nameOf(root) ?? poolName(document, root)),
    ...optional("documentation", documentationOf(root)),
    executable: isTrue(root.attributes.isExecutable),
    source,
    attributes: attributesOf(root),
    nodes,
    flows,
    lanes,
    participants: readParticipants(document, root),
    messages: nodes.filter(talks).map((node) => ({
      name: node.code ?? node.id,
      direction: node.kind === "send" || node.kind === "throw" || node.kind === "end" ? "out" : "in",
      element: node.id,
      ...optional("partner", elements.messages.get(node.id)?.partner),
    })),
    data,
    diagrams,
  };
  checkGraph(process, problems, warnings);
  warnings.push(...vendorWarnings(document));
  return problems.length ? { ok: false, problems, warnings, process } : { ok: true, process, warnings };
}

const talks = (node: Node): boolean => node.trigger === "message" || node.kind === "send" || node.kind === "receive";

/** `{ [name]: value }`, or nothing when there is no value: keeps the JSON small. */
export const optional = <N extends string, V>(name: N, value: V | undefined): { [K in N]?: V } =>
  (value === undefined ? {} : { [name]: value }) as { [K in N]?: V };

function readFlow({ document, problems, warnings }: Elements, element: Element, scope: string | undefined): Flow {
  const id = element.attributes.id ?? `flow-at-line-${element.line}`;
  if (!element.attributes.id) warnings.push(problem("id-missing", id, { type: "sequenceFlow" }, element.line));
  for (const [end, ref] of [
    ["source", element.attributes.sourceRef],
    ["target", element.attributes.targetRef],
  ] as const) {
    if (!ref?.trim()) problems.push(problem("flow-end-missing", id, { end }, element.line));
  }
  const flow: Flow = {
    id,
    ...optional("name", nameOf(element)),
    from: refId(document, element.attributes.sourceRef) ?? "",
    to: refId(document, element.attributes.targetRef) ?? "",
    ...optional("scope", scope),
  };
  const condition = children(element, "conditionExpression")[0];
  if (condition) {
    const read = readExpression(condition, { element: id, what: "condition" });
    if ("feel" in read) flow.condition = read.feel;
    else problems.push(read.problem);
  }
  return flow;
}

/** Hangs the flows on their nodes, and tells of flows that lead nowhere or across a border. */
function connect({ document, problems }: Elements, nodes: Node[], flows: Flow[]): void {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  for (const flow of flows) {
    const line = document.byId.get(flow.id)?.line;
    const [from, to] = [byId.get(flow.from), byId.get(flow.to)];
    if (flow.from && !from)
      problems.push(problem("flow-end-unknown", flow.id, { end: "source", ref: flow.from }, line));
    if (flow.to && !to) problems.push(problem("flow-end-unknown", flow.id, { end: "target", ref: flow.to }, line));
    if (!from || !to) continue;
    if (from.scope !== to.scope) problems.push(problem("flow-crosses-scope", flow.id, {}, line));
    from.out.push(flow.id);
    to.in.push(flow.id);
  }
}

function readData(element: Element, data: Process["data"]): void {
  const known = {
    dataObjectReference: "object",
    dataStoreReference: "store",
    dataInput: "input",
    dataOutput: "output",
    dataObject: "object",
  } as const;
  if (element.local === "ioSpecification") for (const each of element.children) readData(each, data);
  const kind = known[element.local as keyof typeof known];
  const { id } = element.attributes;
  if (kind && id)
    data.push({ id, name: nameOf(element) ?? id, kind, collection: isTrue(element.attributes.isCollection) });
}

function readParticipants(document: Document, root: Element): Participant[] {
  return document.collaborations
    .flatMap((each) => children(each, "participant"))
    .map((pool) => {
      const process = refId(document, pool.attributes.processRef);
      return {
        id: pool.attributes.id ?? "",
        ...optional("name", nameOf(pool)),
        ...optional("process", process),
        own: process !== undefined && process === root.attributes.id,
      };
    });
}

const poolName = (document: Document, root: Element): string | undefined =>
  readParticipants(document, root).find((pool) => pool.own)?.name;

/** What message flows say about the messages of the events and tasks at their ends. */
function messageNames(document: Document): Elements["messages"] {
  const found: Elements["messages"] = new Map();
  const flows = document.collaborations.flatMap((each) => children(each, "messageFlow"));
  for (const flow of flows) {
    const [source, target] = [refId(document, flow.attributes.sourceRef), refId(document, flow.attributes.targetRef)];
    const message = refId(document, flow.attributes.messageRef);
    const name = nameOf(message === undefined ? undefined : document.byId.get(message)) ?? nameOf(flow);
    const pool = (id: string | undefined) => nameOf(id === undefined ? undefined : document.byId.get(id)) ?? id;
    if (source && !found.has(source))
      found.set(source, { ...optional("name", name), ...optional("partner", pool(target)) });
    if (target && !found.has(target))
      found.set(target, { ...optional("name", name), ...optional("partner", pool(source)) });
  }
  return found;
}

/** One warning for each foreign namespace: read, kept in the file, not executed. */
function vendorWarnings(document: Document): Problem[] {
  const counts = new Map<string, number>();
  const own = new Set<string>(Object.values(ns));
  const waiting = [document.root];
  while (waiting.length) {
    const element = waiting.pop()!;
    const names = [`{${element.uri}}`, ...Object.keys(element.attributes)];
    for (const name of names) {
      const uri = name.startsWith("{") ? name.slice(1, name.indexOf("}")) : "";
      if (uri && !own.has(uri) && !uri.startsWith("http://www.w3.org/")) counts.set(uri, (counts.get(uri) ?? 0) + 1);
    }
    waiting.push(...element.children);
  }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([namespace, count]) => problem("vendor-extension", undefined, { namespace, count: String(count) }));
}
