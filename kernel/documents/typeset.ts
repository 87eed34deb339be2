// Turning a template and data into a PDF, and checking a template before it is published.

import { Defect } from "../errors.ts";
import { openPress, type Press } from "./press.ts";
import type { TemplateFault } from "./press-worker.ts";
import { unknownFields } from "./template-fields.ts";
import { wordsForTypst } from "./words.ts";

export type { TemplateFault } from "./press-worker.ts";

export type Typesetting = {
  /** Typst source. It begins with `#import "/pendopo.typ": *` and finds the data as `data`. */
  template: string;
  /** Anything JSON can say; it reaches the template as a file, never as source. */
  data: Record<string, unknown>;
  /** Pictures and the like, readable as `/assets/<name>`; names are plain (letters, digits, dot, dash, underscore). */
  assets?: Record<string, Uint8Array>;
  locale?: "id" | "en";
  /** The time written in the file. */
  now: Date;
  /** Milliseconds, 10,000 unless told. */
  deadlineMs?: number;
  press?: Press;
};
export type Typeset = { pdf: Uint8Array; pages: number; title: string };

/** A template that does not typeset. The service designer can act on it; at run time it is a defect, for publishing proves templates. */
export class TemplateError extends Defect {
  readonly faults: TemplateFault[];
  constructor(faults: TemplateFault[]) {
    super(faults.map((one) => `${one.file}:${one.line}:${one.column} ${one.message}`).join("; "));
    this.faults = faults;
  }
}

let common: Press | undefined;

/** Starts the shared press's first process, so that the first document does not wait for it. */
export const warmPress = (): Promise<unknown> =>
  typeset({ template: '#set document(title: "-")\n-', data: {}, now: new Date(0) });

/** Ends the shared press; the next document opens it again. */
export async function closePress() {
  await common?.close();
  common = undefined;
}

/**
 * Typesets one document as tagged PDF/A-2a (ISO 19005-2, level A: archivable and readable aloud).
 * Throws `TemplateError` with every fault, or `Unavailable` when it took too long or too much memory.
 * @example const { pdf } = await typeset({ template, data, now: tx.now, locale: "id" })
 */
export async function typeset(what: Typesetting): Promise<Typeset> {
  const answer = await press(what.press).run(jobOf(what), what.deadlineMs ?? 10_000);
  if (answer.faults.length || !answer.pdf) throw new TemplateError(answer.faults);
  if (!answer.title) throw new TemplateError([faultAt("the document has no title: use #show: paper.with(title: …)")]);
  return { pdf: answer.pdf, pages: answer.pages ?? 0, title: answer.title };
}

/**
 * Every fault of a template: what the compiler refuses, fields of `data` that do not exist, and what fails when an
 * optional field is empty. An empty list means that it typesets with the sample.
 * @param fieldNames paths below `data` that will exist besides those in the sample, e.g. "answers.nama_usaha"
 * @param optional paths that may be empty (null) in real cases
 */
export async function checkTemplate(
  template: string,
  sampleData: Record<string, unknown>,
  fieldNames: readonly string[] = [],
  options: {
    optional?: readonly string[];
    assets?: Record<string, Uint8Array>;
    locale?: "id" | "en";
    press?: Press;
  } = {},
): Promise<TemplateFault[]> {
  const faults: TemplateFault[] = [];
  for (const call of template.matchAll(/(?<![\w.-])eval\s*\(/g))
    faults.push({
      ...placeOf(template, call.index),
      message: "eval is not allowed: an answer must never become source",
      hints: [],
    });
  for (const call of template.matchAll(/"@[\w-]+\/[\w-]+(:[\d.]+)?"/g))
    faults.push({
      ...placeOf(template, call.index),
      message: `packages cannot be imported: ${call[0]}`,
      hints: ["what templates share is in /pendopo.typ"],
    });
  if (faults.length) return faults;

  const complete = structuredClone(sampleData);
  for (const name of fieldNames) plant(complete, name, "…");
  for (const unknown of unknownFields(template, complete)) {
    faults.push({
      ...placeOf(template, unknown.index),
      message: `there is no field ${unknown.path}`,
      hints: unknown.near ? [`did you mean ${unknown.near}?`] : [],
    });
    // Planted, so that the compiler goes on to the next fault instead of telling this one again.
    plant(complete, unknown.whole.replace(/^data\./, ""), "…");
  }
  const attempt = async (data: Record<string, unknown>): Promise<TemplateFault[]> => {
    const what = { template, data, assets: options.assets, locale: options.locale, now: new Date(0) };
    const answer = await press(options.press).run(jobOf(what), 10_000);
    if (answer.faults.length) return answer.faults;
    return answer.title ? [] : [faultAt("the document has no title: use #show: paper.with(title: …)")];
  };
  faults.push(...(await attempt(complete)));
  if (faults.length === 0 && options.optional?.length) {
    const bare = structuredClone(complete);
    for (const name of options.optional) plant(bare, name, null, true);
    for (const fault of await attempt(bare))
      faults.push({ ...fault, message: `${fault.message} (when the optional fields are empty)` });
  }
  return faults;
}

function press(given?: Press): Press {
  common ??= given ? undefined : openPress();
  return given ?? common!;
}

function jobOf(what: Omit<Typesetting, "deadlineMs" | "press">) {
  for (const name of Object.keys(what.assets ?? {}))
    if (!/^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(name)) throw new Defect(`not a plain asset name: ${name}`);
  return {
    template: what.template,
    dataJson: JSON.stringify(what.data),
    wordsJson: JSON.stringify(wordsForTypst(what.locale ?? "id")),
    assets: what.assets ?? {},
    timestamp: Math.floor(what.now.getTime() / 1000),
    standard: "a-2a",
  };
}

const faultAt = (message: string): TemplateFault => ({ message, file: "template.typ", line: 1, column: 1, hints: [] });

function placeOf(source: string, index: number) {
  const before = source.slice(0, index).split("\n");
  return { file: "template.typ", line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Puts a value at a dotted path where nothing stands yet (or always, when told). */
function plant(target: Record<string, unknown>, path: string, value: unknown, replace = false) {
  const names = path.split(".");
  const last = names.pop()!;
  let at = target;
  for (const name of names) {
    const next = Object.hasOwn(at, name) ? at[name] : undefined;
    if (next === null || typeof next !== "object" || Array.isArray(next)) {
      if (next !== undefined && next !== null) return;
      at[name] = {};
    }
    at = at[name] as Record<string, unknown>;
  }
  if (replace || !Object.hasOwn(at, last)) at[last] = value;
}
