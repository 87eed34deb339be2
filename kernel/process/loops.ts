import { child, childText, isTrue, nameOf, resolve } from "./document.ts";
import { checkFeel, readExpression } from "./expressions.ts";
import type { Loop, Node } from "./model.ts";
import type { Elements } from "./nodes.ts";
import { problem } from "./problems.ts";
import type { Element } from "./xml.ts";

/** Reads the loop marker of an activity: standard, or multi-instance with a number or a list. */
export function readLoop(elements: Elements, element: Element, node: Node): Loop | undefined {
  const standard = child(element, "standardLoopCharacteristics");
  if (standard) {
    const loop: Loop = { kind: "standard", testBefore: isTrue(standard.attributes.testBefore) };
    const condition = expressionIn(elements, standard, "loopCondition", node);
    if (condition) loop.condition = condition;
    const maximum = Number(standard.attributes.loopMaximum);
    if (Number.isInteger(maximum) && maximum > 0) loop.maximum = maximum;
    return loop;
  }
  const multi = child(element, "multiInstanceLoopCharacteristics");
  if (!multi) return undefined;
  const { document, problems } = elements;
  const behavior = multi.attributes.behavior ?? "All";
  if (behavior !== "All" || child(multi, "complexBehaviorDefinition")) {
    problems.push(
      problem("not-supported", node.id, { name: `multi-instance marker with behavior ${behavior}` }, node.line),
    );
  }
  const loop: Loop = { kind: isTrue(multi.attributes.isSequential) ? "sequential" : "parallel" };
  const set = <K extends keyof Loop>(name: K, value: Loop[K] | undefined) => {
    if (value !== undefined) loop[name] = value;
  };
  const dataName = (local: string) => {
    const found = resolve(document, childText(multi, local));
    return nameOf(found) ?? found?.attributes.id ?? childText(multi, local);
  };
  const itemName = (local: string) => nameOf(child(multi, local)) ?? child(multi, local)?.attributes.id;
  const { attributes } = node;
  set("cardinality", expressionIn(elements, multi, "loopCardinality", node));
  set("condition", expressionIn(elements, multi, "completionCondition", node));
  set("collection", attributes.collection ?? dataName("loopDataInputRef"));
  set("item", attributes.item ?? itemName("inputDataItem"));
  set("output", attributes.output ?? itemName("outputDataItem"));
  set("outputList", attributes.outputList ?? dataName("loopDataOutputRef"));
  if (loop.collection !== undefined) {
    const read = checkFeel(loop.collection, node.id, node.line);
    if ("feel" in read) loop.collection = read.feel;
    else problems.push(read.problem);
  }
  if (
    loop.cardinality === undefined &&
    loop.collection === undefined &&
    !child(multi, "loopCardinality")?.text.trim()
  ) {
    problems.push(problem("loop-empty", node.id, {}, node.line));
  }
  return loop;
}

function expressionIn({ problems }: Elements, parent: Element, local: string, node: Node): string | undefined {
  const expression = child(parent, local);
  if (!expression?.text.trim()) return undefined;
  const read = readExpression(expression, { element: node.id, what: local });
  if ("feel" in read) return read.feel;
  problems.push(read.problem);
  return undefined;
}
