import { SaxesParser } from "saxes";

/** An element of the DMN vocabulary, by its bare name, with where it stands in the file. */
export type Element = {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
  line: number;
  /** The namespaces that prefixes stand for at this element; needed for type references of DMN 1.1. */
  namespaces: Record<string, string>;
  /** The id (or else the name) of the child of the root that this element is, or stands in. */
  owner?: string | undefined;
};

/** Limits that no decision model of people comes near; what exceeds them is refused before it costs anything. */
const largestFile = 8 * 1024 * 1024;
const deepest = 256;
const mostElements = 200_000;

/** The namespace of any edition of DMN's model: 1.1 of 2015 to those of today. */
const modelNamespace = /^https?:\/\/www\.omg\.org\/spec\/DMN\/\d{8}\/(MODEL\/?|dmn\.xsd)$/;

export class XmlFault extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Reads the DMN elements of a file and leaves out all others: diagrams, and what makers of tools add of their own.
 * Throws XmlFault. A document type is refused, so that no entity can be declared.
 */
export function readXml(xml: string): Element {
  if (xml.length > largestFile) throw new XmlFault("xml.too-large", "the file is larger than 8 MB");
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: (Element | undefined)[] = [];
  let root: Element | undefined;
  let count = 0;
  let scope: Record<string, string> = {};
  const scopes: Record<string, string>[] = [];
  let model = "";
  const isModel = (uri: string) => uri === model || modelNamespace.test(uri);

  parser.on("error", (fault) => {
    throw new XmlFault("xml.malformed", fault.message);
  });
  parser.on("doctype", () => {
    throw new XmlFault("xml.doctype", "a document type is not allowed");
  });
  parser.on("opentag", (tag) => {
    if (++count > mostElements) throw new XmlFault("xml.too-large", "the file has too many elements");
    if (open.length >= deepest) throw new XmlFault("xml.too-deep", "the elements are nested too deeply");
    scopes.push(scope);
    if (Object.keys(tag.ns).length) scope = { ...scope, ...tag.ns };
    if (open.length === 0) {
      // Some tools declare the model's namespace under a prefix and then write the elements without it.
      const declared = Object.values(tag.ns).some((uri) => modelNamespace.test(uri));
      if (tag.local !== "definitions" || !(modelNamespace.test(tag.uri) || declared))
        throw new XmlFault("dmn.not-dmn", `the file holds <${tag.name}>, not DMN definitions`);
      model = tag.uri;
    }
    const parent = open.at(-1);
    if (!isModel(tag.uri) || (open.length > 0 && !parent)) {
      open.push(undefined);
      return;
    }
    const attributes: Record<string, string> = {};
    for (const attribute of Object.values(tag.attributes))
      if (!attribute.prefix) attributes[attribute.local] = attribute.value;
    const element: Element = {
      name: tag.local,
      attributes,
      children: [],
      text: "",
      line: parser.line,
      namespaces: scope,
      owner: parent?.owner ?? (parent ? (attributes.id ?? attributes.name?.trim()) : undefined),
    };
    open.push(tag.local === "extensionElements" ? undefined : element);
    if (tag.local === "extensionElements") return;
    if (parent) parent.children.push(element);
    else root = element;
  });
  const text = (piece: string) => {
    const element = open.at(-1);
    if (element) element.text += piece;
  };
  parser.on("text", text);
  parser.on("cdata", text);
  parser.on("closetag", () => {
    open.pop();
    scope = scopes.pop() ?? {};
  });

  parser.write(xml).close();
  if (!root) throw new XmlFault("xml.malformed", "the file is empty");
  return root;
}

export const child = (element: Element | undefined, name: string): Element | undefined =>
  element?.children.find((one) => one.name === name);

export const childrenOf = (element: Element | undefined, name: string): Element[] =>
  element?.children.filter((one) => one.name === name) ?? [];

export const textIn = (element: Element | undefined, name: string): string | undefined =>
  child(element, name)?.text.trim();
