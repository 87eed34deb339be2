import { inspect } from "./feel.ts";
import type { Problem } from "./model.ts";
import { ns } from "./names.ts";
import { problem } from "./problems.ts";
import type { Element } from "./xml.ts";

const feelName = /^(text\/|application\/)?(x-)?feel$|omg\.org\/spec\/(DMN|FEEL)/i;
const known: [RegExp, string][] = [
  [/xpath/i, "XPath"],
  [/javascript|ecmascript/i, "JavaScript"],
  [/groovy/i, "Groovy"],
  [/juel|^el$|\/el$/i, "JUEL"],
  [/python|jython/i, "Python"],
  [/mvel/i, "MVEL"],
  [/java/i, "Java"],
];

/** The name of a language other than FEEL; undefined for FEEL or when nothing is said. */
export function foreignLanguage(declared: string | undefined): string | undefined {
  if (!declared?.trim() || feelName.test(declared.trim())) return undefined;
  return known.find(([form]) => form.test(declared))?.[1] ?? declared.trim();
}

/** `${…}` and `#{…}` are what other engines write; no FEEL begins so. */
const looksLikeJuel = (text: string): boolean => /[$#]\{/.test(text);

/** Takes the text of an expression for an element: the FEEL, or the problem that keeps it from being executed. */
export function readExpression(
  expression: Element,
  of: { element: string; what: string },
): { feel: string } | { problem: Problem } {
  const { line } = expression;
  const declared = expression.attributes.language ?? documentLanguage(expression);
  // "=" in front is how some modellers mark FEEL.
  const text = expression.text.trim().replace(/^=\s*/, "");
  if (!text) return { problem: problem("expression-empty", of.element, { what: of.what }, line) };
  const language = foreignLanguage(declared) ?? (looksLikeJuel(text) ? "JUEL" : undefined);
  if (language) return { problem: problem("expression-language", of.element, { language, expression: text }, line) };
  return checkFeel(text, of.element, line);
}

/** Checks a FEEL text that stands in an attribute. */
export function checkFeel(text: string, element: string, line?: number): { feel: string } | { problem: Problem } {
  const feel = text.trim().replace(/^=\s*/, "");
  if (looksLikeJuel(feel)) {
    return { problem: problem("expression-language", element, { language: "JUEL", expression: feel }, line) };
  }
  const { problem: fault } = inspect(feel);
  if (fault === undefined) return { feel };
  return { problem: problem("expression-invalid", element, { reason: fault, expression: feel }, line) };
}

/** The `expressionLanguage` of the file, which holds where an expression names none. */
function documentLanguage(element: Element): string | undefined {
  let top: Element = element;
  while (top.parent) top = top.parent;
  return top.uri === ns.bpmn ? top.attributes.expressionLanguage : undefined;
}
