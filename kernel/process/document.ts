import type { Problem } from "./model.ts";
import { ns } from "./names.ts";
import { problem } from "./problems.ts";
import { type Element, readXml } from "./xml.ts";

/** A BPMN file as read: the tree, and its elements by id. */
export interface Document {
  root: Element;
  byId: Map<string, Element>;
  processes: Element[];
  collaborations: Element[];
  problems: Problem[];
}

export const isBpmn = (element: Element, local?: string): boolean =>
  element.uri === ns.bpmn && (local === undefined || element.local === local);

/** The BPMN children with a name, in the order of the file. */
export const children = (element: Element, local: string): Element[] =>
  element.children.filter((child) => isBpmn(child, local));

export const child = (element: Element, local: string): Element | undefined =>
  element.children.find((each) => isBpmn(each, local));

/** The trimmed text of a BPMN child; absent when there is none or it is blank. */
export const childText = (element: Element, local: string): string | undefined =>
  child(element, local)?.text.trim() || undefined;

/** An element's name with its line breaks made spaces, as diagrams wrap them. */
export const nameOf = (element: Element | undefined): string | undefined =>
  element?.attributes.name?.replace(/\s+/g, " ").trim() || undefined;

/** Whether an xsd:boolean attribute is true. */
export const isTrue = (value: string | undefined): boolean => value === "true" || value === "1";

export const isFalse = (value: string | undefined): boolean => value === "false" || value === "0";

export const documentationOf = (element: Element): string | undefined =>
  children(element, "documentation")
    .map((each) => each.text.trim())
    .filter(Boolean)
    .join("\n\n") || undefined;

/** Finds what a reference names: an id, or a qualified name `prefix:id`. */
export function resolve(document: Document, reference: string | undefined): Element | undefined {
  const text = reference?.trim();
  if (!text) return undefined;
  return document.byId.get(text) ?? document.byId.get(text.slice(text.indexOf(":") + 1));
}

/** The id a reference means: of the element found, or the text itself. */
export const refId = (document: Document, reference: string | undefined): string | undefined =>
  resolve(document, reference)?.attributes.id ?? (reference?.trim() || undefined);

/** Reads a BPMN file. Faults of the whole file come alone; duplicate ids are listed and the file is still read. */
export function readDocument(xml: string): { document: Document } | { problems: Problem[] } {
  const read = readXml(xml);
  if ("problem" in read) return { problems: [read.problem] };
  const { root } = read;
  if (!isBpmn(root, "definitions")) {
    return { problems: [problem("not-bpmn", undefined, { name: root.local, namespace: root.uri }, root.line)] };
  }
  const byId = new Map<string, Element>();
  const problems: Problem[] = [];
  const waiting = [...root.children].reverse();
  while (waiting.length) {
    const element = waiting.pop()!;
    // Only BPMN's own elements take part: two tools may both have called something of theirs "1".
    if (element.uri === ns.bpmn && element.attributes.id !== undefined) {
      const id = element.attributes.id.trim();
      element.attributes.id = id;
      if (byId.has(id)) problems.push(problem("id-duplicate", id, { id }, element.line));
      else byId.set(id, element);
    }
    for (let i = element.children.length - 1; i >= 0; i--) waiting.push(element.children[i]!);
  }
  const processes = children(root, "process");
  const collaborations = [
    ...children(root, "collaboration"),
    ...children(root, "choreography"),
    ...children(root, "globalConversation"),
  ];
  return { document: { root, byId, processes, collaborations, problems } };
}

/** The `pendopo:*` attributes of an element, and the parameters in its extension elements, by plain name. */
export function attributesOf(element: Element): Record<string, string> {
  const found: Record<string, string> = {};
  const prefix = `{${ns.pendopo}}`;
  for (const [name, value] of Object.entries(element.attributes)) {
    if (name.startsWith(prefix)) found[name.slice(prefix.length)] = value;
  }
  for (const extension of child(element, "extensionElements")?.children ?? []) {
    if (extension.uri !== ns.pendopo) continue;
    const { name, value } = extension.attributes;
    if (name) found[name] = value ?? extension.text.trim();
  }
  return found;
}
