// Processes for tests, written short. No ministry owns them.
import { compile } from "./compile.ts";
import type { Process } from "./model.ts";

const elements: Record<string, string> = {
  start: "startEvent",
  end: "endEvent",
  throw: "intermediateThrowEvent",
  catch: "intermediateCatchEvent",
  boundary: "boundaryEvent",
  task: "task",
  user: "userTask",
  manual: "manualTask",
  service: "serviceTask",
  script: "scriptTask",
  rule: "businessRuleTask",
  send: "sendTask",
  receive: "receiveTask",
  call: "callActivity",
  sub: "subProcess",
  esub: "subProcess",
  xor: "exclusiveGateway",
  and: "parallelGateway",
  or: "inclusiveGateway",
  choice: "eventBasedGateway",
};

/**
 * Writes BPMN from lines: `user A`, `boundary B on A non timer PT1H`, `end E error CODE`, `sub P {` … `}`,
 * `S > A > X` for flows, `X > B : amount > 5` with a condition, `X > C *` for the default.
 * ` | name=value` adds attributes, ` << xml` adds content.
 */
export function bpmn(lines: string, more: { process?: string; roots?: string; attributes?: string } = {}): string {
  const roots = new Map<string, string>();
  const all = lines
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  const defaults = new Map<string, string>();
  let count = 0;
  for (const line of all) if (isFlow(line)) countFlows(line, defaults, () => ++count);
  count = 0;
  const body = (): string => {
    let xml = "";
    while (all.length) {
      const line = all.shift()!;
      if (line === "}") return xml;
      xml += isFlow(line) ? flows(line, () => ++count) : element(line, roots, defaults, body);
    }
    return xml;
  };
  const inside = body();
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:pendopo="urn:pendopo:bpmn:1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="Definitions_1" targetNamespace="urn:test"${more.attributes ?? ""}>
${[...roots.values()].join("\n")}${more.roots ?? ""}
<bpmn:process id="P" isExecutable="true">${more.process ?? ""}
${inside}</bpmn:process>
</bpmn:definitions>`;
}

const isFlow = (line: string): boolean => /^[\w.-]+ > /.test(line);

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

function parts(line: string): { steps: string[]; condition?: string; byDefault: boolean } {
  const [path, condition] = line.split(" : ");
  const byDefault = / \*$/.test(path!);
  const steps = path!
    .replace(/ \*$/, "")
    .split(" > ")
    .map((step) => step.trim());
  return { steps, ...(condition && { condition }), byDefault };
}

function countFlows(line: string, defaults: Map<string, string>, next: () => number): void {
  const { steps, byDefault } = parts(line);
  for (const from of steps.slice(0, -1)) {
    const id = `f${next()}`;
    if (byDefault) defaults.set(from, id);
  }
}

function flows(line: string, next: () => number): string {
  const { steps, condition } = parts(line);
  return steps
    .slice(0, -1)
    .map((from, i) => {
      const inner = condition
        ? `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${escaped(condition)}</bpmn:conditionExpression>`
        : "";
      return `<bpmn:sequenceFlow id="f${next()}" sourceRef="${from}" targetRef="${steps[i + 1]}">${inner}</bpmn:sequenceFlow>\n`;
    })
    .join("");
}

function element(line: string, roots: Map<string, string>, defaults: Map<string, string>, body: () => string): string {
  const [front, content = ""] = line.split(" << ");
  const [head, extra = ""] = front!.split(" | ");
  const opens = head!.endsWith("{");
  const [kind, id, ...words] = head!.replace(/\s*\{$/, "").split(" ");
  const name = elements[kind!];
  if (!name) throw new Error(`no element ${kind} in: ${line}`);
  let attributes = "";
  const on = words.indexOf("on");
  if (on >= 0) attributes += ` attachedToRef="${words.splice(on, 2)[1]}"`;
  const non = words.indexOf("non");
  if (non >= 0) {
    words.splice(non, 1);
    attributes += kind === "start" ? ' isInterrupting="false"' : ' cancelActivity="false"';
  }
  if (kind === "esub") attributes += ' triggeredByEvent="true"';
  if (defaults.has(id!)) attributes += ` default="${defaults.get(id!)}"`;
  for (const [, key, value] of extra.matchAll(/([\w:]+)=("[^"]*"|\S+)/g))
    attributes += ` ${key}="${escaped(value!.replace(/^"|"$/g, ""))}"`;
  const definition = trigger(words, roots);
  if (kind === "receive" || kind === "send") attributes += messageRef(words, roots);
  const inside = opens ? body() : "";
  return `<bpmn:${name} id="${id}"${attributes}>${definition}${content}${inside}</bpmn:${name}>\n`;
}

function trigger([kind, ...rest]: string[], roots: Map<string, string>): string {
  const value = rest.join(" ");
  const root = (type: string, code: string) => {
    if (!value) return "";
    roots.set(`${type} ${value}`, `<bpmn:${type} id="${type}_${value}" name="${value}"${code}/>`);
    return ` ${type}Ref="${type}_${value}"`;
  };
  switch (kind) {
    case "message":
    case "signal":
      return `<bpmn:${kind}EventDefinition${root(kind, "")}/>`;
    case "error":
    case "escalation":
      return `<bpmn:${kind}EventDefinition${root(kind, ` ${kind}Code="${value}"`)}/>`;
    case "link":
      return `<bpmn:linkEventDefinition name="${value}"/>`;
    case "terminate":
      return "<bpmn:terminateEventDefinition/>";
    case "timer": {
      const form = /^R/.test(value) ? "timeCycle" : /^\d/.test(value) ? "timeDate" : "timeDuration";
      return `<bpmn:timerEventDefinition><bpmn:${form}>${escaped(value)}</bpmn:${form}></bpmn:timerEventDefinition>`;
    }
    default:
      return "";
  }
}

function messageRef([, name]: string[], roots: Map<string, string>): string {
  if (!name) return "";
  roots.set(`message ${name}`, `<bpmn:message id="message_${name}" name="${name}"/>`);
  return ` messageRef="message_${name}"`;
}

/** Compiles lines; a problem fails the test with its sentences. */
export async function compiled(lines: string, more: Parameters<typeof bpmn>[1] = {}): Promise<Process> {
  const result = await compile(bpmn(lines, more));
  if (!result.ok) throw new Error(result.problems.map((each) => `${each.element}: ${each.message}`).join("\n"));
  return result.process;
}
