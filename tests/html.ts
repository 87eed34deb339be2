// Reading a page as a person would: its words in order, its forms with what stands in them.

import { type HTMLElement, type Node, NodeType, parse } from "node-html-parser";

const INLINE = new Set([
  "a",
  "abbr",
  "b",
  "bdi",
  "code",
  "em",
  "i",
  "mark",
  "s",
  "small",
  "span",
  "strong",
  "sub",
  "sup",
  "time",
  "u",
  "wbr",
]);
const UNSEEN = new Set(["script", "style", "template", "svg", "head"]);

export const readPage = (html: string): HTMLElement =>
  parse(html, { comment: false, blockTextElements: { script: true, style: true, pre: true } });

/** The words of an element as they are read, with one space where a block ends. */
export function textOf(element: HTMLElement | null | undefined): string {
  const parts: string[] = [];
  const walk = (node: Node) => {
    if (node.nodeType === NodeType.TEXT_NODE) parts.push(node.text);
    if (node.nodeType !== NodeType.ELEMENT_NODE) return;
    const tag = ((node as HTMLElement).rawTagName ?? "").toLowerCase();
    if (UNSEEN.has(tag)) return;
    if (!INLINE.has(tag)) parts.push(" ");
    for (const child of node.childNodes) walk(child);
    if (!INLINE.has(tag)) parts.push(" ");
  };
  if (element) walk(element);
  return parts.join("").replace(/\s+/g, " ").trim();
}

export type FormField = { name: string; value: string };

export type PageForm = {
  element: HTMLElement;
  method: "GET" | "POST";
  action: string;
  multipart: boolean;
  /** Names of everything that a person can fill in, files and unticked boxes too. */
  names: Set<string>;
  /** What the browser would send if nothing was touched, without buttons. */
  standing: FormField[];
  buttons: { label: string; name: string; value: string; action?: string }[];
  /** The values that a radio, checkbox or select offers. */
  offers: Map<string, Set<string>>;
};

const attribute = (element: HTMLElement, name: string) => element.getAttribute(name);
const has = (element: HTMLElement, name: string) => element.getAttribute(name) !== undefined;

/** Every form of the page, those of the main part first. */
export function formsOf(page: HTMLElement, url: string): PageForm[] {
  const inMain = page.querySelectorAll("main form");
  const forms = [...inMain, ...page.querySelectorAll("form").filter((form) => !inMain.includes(form))];
  return forms.map((element) => readFormOf(element, page, url));
}

function readFormOf(element: HTMLElement, page: HTMLElement, url: string): PageForm {
  const id = attribute(element, "id");
  const outside = id ? page.querySelectorAll(`[form="${id}"]`) : [];
  const controls = [...element.querySelectorAll("input, select, textarea, button"), ...outside].filter(
    (each) => !has(each, "disabled"),
  );
  const names = new Set<string>();
  const standing: FormField[] = [];
  const buttons: PageForm["buttons"] = [];
  const offers = new Map<string, Set<string>>();
  const offer = (name: string, value: string) => offers.set(name, (offers.get(name) ?? new Set()).add(value));
  for (const control of controls) {
    const name = attribute(control, "name") ?? "";
    const tag = control.rawTagName.toLowerCase();
    const type = (attribute(control, "type") ?? (tag === "button" ? "submit" : "text")).toLowerCase();
    if (tag === "button" || type === "submit") {
      if (type === "submit")
        buttons.push({
          label: tag === "button" ? textOf(control) : (attribute(control, "value") ?? ""),
          name,
          value: attribute(control, "value") ?? "",
          action: attribute(control, "formaction"),
        });
      continue;
    }
    if (name === "") continue;
    names.add(name);
    if (tag === "textarea") standing.push({ name, value: control.text.replace(/^\n/, "") });
    else if (tag === "select") {
      const options = control.querySelectorAll("option");
      const sentBy = (option: HTMLElement) => attribute(option, "value") ?? textOf(option);
      for (const option of options) offer(name, sentBy(option));
      const chosen = options.filter((option) => has(option, "selected"));
      const sent = has(control, "multiple") ? chosen : [chosen[0] ?? options[0]];
      for (const option of sent) if (option) standing.push({ name, value: sentBy(option) });
    } else if (type === "checkbox" || type === "radio") {
      const value = attribute(control, "value") ?? "on";
      offer(name, value);
      if (has(control, "checked")) standing.push({ name, value });
    } else if (type !== "file") standing.push({ name, value: attribute(control, "value") ?? "" });
  }
  return {
    element,
    method: (attribute(element, "method") ?? "get").toLowerCase() === "post" ? "POST" : "GET",
    action: attribute(element, "action") ?? url,
    multipart: attribute(element, "enctype") === "multipart/form-data",
    names,
    standing,
    buttons,
    offers,
  };
}
