import {
  attributesOf,
  child,
  children,
  childText,
  type Document,
  documentationOf,
  isBpmn,
  isFalse,
  isTrue,
  nameOf,
  refId,
  resolve,
} from "./document.ts";
import { checkFeel, foreignLanguage, readExpression } from "./expressions.ts";
import { readLoop } from "./loops.ts";
import type { Node, NodeKind, Problem, TimerSpec, Trigger } from "./model.ts";
import { allowed, isActivity, kinds, ns, refusedNodes, refusedTriggers, triggers } from "./names.ts";
import { problem } from "./problems.ts";
import { looksLikeIso, parseCycle, parseDuration, parseMoment } from "./times.ts";
import type { Element } from "./xml.ts";

/** What reading passes around: the file, what was found wrong, and what message flows say. */
export interface Elements {
  document: Document;
  problems: Problem[];
  warnings: Problem[];
  messages: Map<string, { name?: string; partner?: string }>;
}

/** Reads one flow node. What the engine does not run becomes a node of kind `other`, and a problem by its name. */
export function readNode(elements: Elements, element: Element, scope: string | undefined): Node | undefined {
  const { problems } = elements;
  const { id } = element.attributes;
  if (!id) {
    problems.push(problem("id-missing", undefined, { type: element.local }, element.line));
    return undefined;
  }
  const node: Node = {
    id,
    kind: Object.hasOwn(kinds, element.local) ? (kinds[element.local] as NodeKind) : "other",
    type: element.local,
    in: [],
    out: [],
    attributes: attributesOf(element),
    line: element.line,
  };
  const name = nameOf(element);
  const documentation = documentationOf(element);
  if (name) node.name = name;
  if (documentation) node.documentation = documentation;
  if (scope !== undefined) node.scope = scope;
  if (element.attributes.default) node.default = refId(elements.document, element.attributes.default);
  if (node.kind === "sub" && isTrue(element.attributes.triggeredByEvent)) node.kind = "event-sub";

  const refused = refusal(element);
  if (refused) {
    node.kind = "other";
    node.refused = refused;
    problems.push(problem("not-supported", id, { name: refused }, element.line));
  } else if (/Event$/.test(element.local)) readEvent(elements, element, node);
  else if (isActivity(node.kind)) readActivity(elements, element, node);
  return node;
}

/** What keeps an element from being run, by the name people know it; undefined when it can be run. */
function refusal(element: Element): string | undefined {
  const { attributes, local } = element;
  if (Object.hasOwn(refusedNodes, local)) return refusedNodes[local];
  if (isTrue(attributes.isForCompensation)) return "compensation activity";
  if (local === "eventBasedGateway" && isTrue(attributes.instantiate))
    return "event-based gateway that starts a process";
  if (local === "eventBasedGateway" && attributes.eventGatewayType === "Parallel")
    return "parallel event-based gateway";
  if (local === "receiveTask" && isTrue(attributes.instantiate)) return "receive task that starts a process";
  if (isTrue(attributes.parallelMultiple)) return "parallel multiple event";
  if ((attributes.startQuantity ?? "1") !== "1") return "activity with a start quantity";
  if ((attributes.completionQuantity ?? "1") !== "1") return "activity with a completion quantity";
  for (const each of element.children) {
    if (isBpmn(each) && Object.hasOwn(refusedTriggers, each.local)) return refusedTriggers[each.local];
  }
  return undefined;
}

function readEvent(elements: Elements, element: Element, node: Node): void {
  const { document, problems } = elements;
  const referenced = children(element, "eventDefinitionRef").map((each) => resolve(document, each.text));
  const definitions = [...element.children, ...referenced].filter(
    (each): each is Element => each !== undefined && isBpmn(each) && Object.hasOwn(triggers, each.local),
  );
  if (definitions.length > 1) {
    node.kind = "other";
    node.refused = "multiple event";
    problems.push(problem("not-supported", node.id, { name: "multiple event" }, node.line));
    return;
  }
  const definition = definitions[0];
  const trigger: Trigger = definition ? (triggers[definition.local] as Trigger) : "none";
  node.trigger = trigger;
  if (node.kind === "boundary") {
    node.on = refId(document, element.attributes.attachedToRef) ?? "";
    node.interrupting = trigger === "error" || !isFalse(element.attributes.cancelActivity);
  }
  const around = node.scope === undefined ? undefined : document.byId.get(node.scope);
  const inEventSub = around !== undefined && isTrue(around.attributes.triggeredByEvent);
  if (node.kind === "start" && inEventSub) {
    node.interrupting = trigger === "error" || !isFalse(element.attributes.isInterrupting);
  }
  const place = node.kind !== "start" ? node.kind : inEventSub ? "event-sub-start" : around ? "sub-start" : "start";
  if (!allowed[place as keyof typeof allowed].includes(trigger)) {
    problems.push(problem("event-misplaced", node.id, { trigger, type: element.local }, node.line));
  }
  if (definition) readTrigger(elements, definition, node, trigger);
}

function readTrigger(elements: Elements, definition: Element, node: Node, trigger: Trigger): void {
  const { document, warnings } = elements;
  // The definition may carry Pendopo's attributes as well as the event around it.
  for (const [name, value] of Object.entries(attributesOf(definition))) node.attributes[name] ??= value;
  if (trigger === "timer") readTimer(elements, definition, node);
  if (trigger === "message") readMessage(elements, definition, node);
  if (trigger === "signal") {
    const signal = reference(elements, definition, node, "signalRef");
    const name = nameOf(signal) ?? signal?.attributes.id;
    node.code = name ?? node.name ?? node.id;
    if (!name) warnings.push(problem("signal-unnamed", node.id, { name: node.code }, node.line));
  }
  if (trigger === "link") {
    const target = refId(document, childText(definition, "target"));
    const targetName = target === undefined ? undefined : nameOf(document.byId.get(target));
    node.code = nameOf(definition) ?? targetName ?? node.name ?? node.id;
  }
  if (trigger === "error" || trigger === "escalation") {
    const found = reference(elements, definition, node, trigger === "error" ? "errorRef" : "escalationRef");
    const code = found?.attributes.errorCode ?? found?.attributes.escalationCode;
    // A catcher without a code takes any; a thrower must say something.
    const thrown = node.kind === "end" || node.kind === "throw" ? (node.name ?? node.id) : undefined;
    const named = code?.trim() || nameOf(found) || found?.attributes.id || thrown;
    if (named) node.code = named;
  }
}

/** What a reference of an event definition names; a reference to nothing is a problem. */
function reference(
  { document, problems }: Elements,
  definition: Element,
  node: Node,
  property: string,
): Element | undefined {
  const ref = definition.attributes[property] ?? childText(definition, property);
  const found = resolve(document, ref);
  if (ref?.trim() && !found) problems.push(problem("reference-unknown", node.id, { property, ref }, node.line));
  return found;
}

function readMessage(elements: Elements, holder: Element, node: Node): void {
  const { document, problems, warnings, messages } = elements;
  const operation = resolve(document, holder.attributes.operationRef ?? childText(holder, "operationRef"));
  const implied = operation && (childText(operation, "inMessageRef") ?? childText(operation, "outMessageRef"));
  const message = reference(elements, holder, node, "messageRef") ?? resolve(document, implied);
  const name = nameOf(message) ?? message?.attributes.id ?? messages.get(node.id)?.name ?? node.attributes.notice;
  node.code = name ?? node.name ?? node.id;
  if (!name) warnings.push(problem("message-unnamed", node.id, { name: node.code }, node.line));
  if (node.attributes.correlation !== undefined) {
    const read = checkFeel(node.attributes.correlation, node.id, node.line);
    if ("feel" in read) node.correlation = read.feel;
    else problems.push(read.problem);
  }
}

function readTimer({ problems }: Elements, definition: Element, node: Node): void {
  const forms = { timeDuration: "duration", timeDate: "date", timeCycle: "cycle" } as const;
  const timer: TimerSpec = {};
  for (const [local, kind] of Object.entries(forms) as [keyof typeof forms, (typeof forms)[keyof typeof forms]][]) {
    const expression = child(definition, local);
    if (!expression?.text.trim()) continue;
    const text = expression.text.trim();
    const parse = { duration: parseDuration, date: parseMoment, cycle: parseCycle }[kind];
    timer[kind] = text;
    if (parse(text)) continue;
    const read = looksLikeIso(text) ? undefined : readExpression(expression, { element: node.id, what: local });
    if (read && "feel" in read) {
      timer[kind] = read.feel;
      timer.feel = true;
    } else if (read?.problem.code === "expression-language") problems.push(read.problem);
    else problems.push(problem("timer-invalid", node.id, { what: local, value: text }, node.line));
  }
  const days = node.attributes.workingDays;
  if (days !== undefined) {
    const read = checkFeel(days, node.id, node.line);
    if ("feel" in read && !/^-/.test(read.feel)) timer.workingDays = read.feel;
    else problems.push(problem("timer-invalid", node.id, { what: "workingDays", value: days }, node.line));
  }
  if (Object.keys(timer).length === 0) problems.push(problem("timer-missing", node.id, {}, node.line));
  node.timer = timer;
}

function readActivity(elements: Elements, element: Element, node: Node): void {
  const { document, problems, warnings } = elements;
  const { attributes } = node;
  if (node.kind === "receive" || node.kind === "send") readMessage(elements, element, node);
  if (node.kind === "script") readScript(elements, element, node);
  if (node.kind === "rule") {
    const decision = attributes.decision ?? vendorDecision(element);
    if (decision) node.decision = decision;
    else warnings.push(problem("decision-missing", node.id, {}, node.line));
  }
  if (node.kind === "service" && !attributes.act) warnings.push(problem("act-missing", node.id, {}, node.line));
  if (node.kind === "call") {
    const called = element.attributes.calledElement?.trim() || attributes.called;
    if (called) node.called = resolve(document, called)?.attributes.id ?? called;
    else problems.push(problem("called-missing", node.id, {}, node.line));
  }
  if (attributes.result) node.result = attributes.result;
  const loop = readLoop(elements, element, node);
  if (loop) node.loop = loop;
}

function readScript({ problems, warnings }: Elements, element: Element, node: Node): void {
  const script = child(element, "script");
  const text = script?.text.trim() || zeebe(element, "script", "expression");
  if (!text) {
    warnings.push(problem("script-missing", node.id, {}, node.line));
    return;
  }
  const language = foreignLanguage(element.attributes.scriptFormat);
  const read = language
    ? { problem: problem("expression-language", node.id, { language, expression: text.slice(0, 200) }, node.line) }
    : checkFeel(text, node.id, node.line);
  if ("feel" in read) node.script = read.feel;
  else problems.push(read.problem);
  const result =
    node.attributes.result ??
    element.attributes[`{${camunda}}resultVariable`] ??
    zeebe(element, "script", "resultVariable");
  if (result) node.result = result;
}

const camunda = "http://camunda.org/schema/1.0/bpmn";

/** Two widespread tools name the decision in their own words; it is the same decision. */
const vendorDecision = (element: Element): string | undefined =>
  element.attributes[`{${camunda}}decisionRef`] ?? zeebe(element, "calledDecision", "decisionId");

function zeebe(element: Element, local: string, attribute: string): string | undefined {
  const extension = child(element, "extensionElements")?.children.find(
    (each) => each.uri !== ns.pendopo && each.local === local,
  );
  return extension?.attributes[attribute]?.replace(/^=\s*/, "");
}
