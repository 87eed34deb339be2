import { SaxesParser } from "saxes";
import type { Problem } from "./model.ts";
import { problem } from "./problems.ts";

/** An XML element by namespace and local name, with its place. Attributes without a prefix have the key alone. */
export interface Element {
  uri: string;
  local: string;
  line: number;
  /** Local name, or `{uri}local` for attributes of another namespace. */
  attributes: Record<string, string>;
  children: Element[];
  text: string;
  parent?: Element;
}

/** Bounds that no honest model reaches (the largest reference models have 0.5 MB and 15 levels). */
export const limits = { characters: 8_000_000, depth: 200, elements: 100_000 };

const wellKnown: Record<string, string> = { xsi: "http://www.w3.org/2001/XMLSchema-instance" };

class Stop extends Error {
  readonly found: Problem;
  constructor(found: Problem) {
    super(found.message);
    this.found = found;
  }
}

/**
 * Reads XML into a tree, strictly, in one pass. A DTD, a huge text and deep nesting are refused before they cost anything;
 * no entity but the five of XML is expanded, and nothing outside the text is ever fetched.
 */
export function readXml(source: string): { root: Element } | { problem: Problem } {
  if (source.length > limits.characters) {
    const params = { size: String(source.length), limit: String(limits.characters) };
    return { problem: problem("xml-too-large", undefined, params) };
  }
  const parser = new SaxesParser({
    xmlns: true,
    position: true,
    // Some tools forget to declare a vendor's prefix; the rest of their file is still good.
    resolvePrefix: (prefix: string) => wellKnown[prefix] ?? (prefix === "" ? "" : `urn:undeclared:${prefix}`),
  });
  let root: Element | undefined;
  let open: Element | undefined;
  let depth = 0;
  let count = 0;
  const stop = (code: "xml-too-deep" | "xml-too-many", limit: number): never => {
    throw new Stop(problem(code, undefined, { limit: String(limit) }, parser.line));
  };
  parser.on("error", (fault) => {
    const reason = fault.message.replace(/^\d+:\d+: /, "").replace(/\.$/, "");
    throw new Stop(problem("xml-malformed", undefined, { reason }, parser.line));
  });
  parser.on("doctype", () => {
    throw new Stop(problem("xml-doctype", undefined, {}, parser.line));
  });
  parser.on("opentag", (tag) => {
    if (++depth > limits.depth) stop("xml-too-deep", limits.depth);
    if (++count > limits.elements) stop("xml-too-many", limits.elements);
    const attributes: Record<string, string> = Object.create(null);
    for (const { prefix, local, uri, value } of Object.values(tag.attributes)) {
      if (prefix === "xmlns" || (prefix === "" && local === "xmlns")) continue;
      attributes[prefix === "" || uri === tag.uri ? local : `{${uri}}${local}`] = value;
    }
    const element: Element = { uri: tag.uri, local: tag.local, line: parser.line, attributes, children: [], text: "" };
    if (open) {
      element.parent = open;
      open.children.push(element);
    } else root = element;
    open = element;
  });
  const text = (data: string) => {
    if (open) open.text += data;
  };
  parser.on("text", text);
  parser.on("cdata", text);
  parser.on("closetag", () => {
    depth--;
    open = open?.parent;
  });
  try {
    // A doctype is announced only after it was read whole; this look at the head refuses a bomb before.
    const doctype = source.slice(0, 100_000).search(/<!DOCTYPE/);
    if (doctype >= 0 && source.slice(0, doctype).search(/<[A-Za-z_]/) < 0) {
      return { problem: problem("xml-doctype", undefined, {}, source.slice(0, doctype).split("\n").length) };
    }
    // A byte-order mark, and an empty line before the declaration, which some tools leave there.
    parser.write(source.replace(/^\ufeff/, "").replace(/^\s+(?=<\?xml)/, "")).close();
  } catch (fault) {
    if (fault instanceof Stop) return { problem: fault.found };
    throw fault;
  }
  return root ? { root } : { problem: problem("xml-malformed", undefined, { reason: "it has no element" }) };
}

/** The text of bytes by their byte-order mark or XML declaration; UTF-8 when they say nothing. Throws on an unknown encoding. */
export function decodeXml(bytes: Uint8Array): string {
  const [a, b] = bytes;
  const head = Buffer.from(bytes.subarray(0, 200)).toString("latin1");
  const declared = /^\s*(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1];
  // A text that says UTF-16 in plain ASCII letters is not UTF-16: an editor saved it anew and left the claim.
  const claimed = declared && !/^utf-?16|^ucs/i.test(declared) ? declared : "utf-8";
  const encoding =
    a === 0xff && b === 0xfe
      ? "utf-16le"
      : a === 0xfe && b === 0xff
        ? "utf-16be"
        : a === 0x3c && b === 0
          ? "utf-16le"
          : claimed;
  return new TextDecoder(encoding, { fatal: /utf-?8/i.test(encoding) }).decode(bytes);
}
