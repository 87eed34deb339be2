import { fieldsOf } from "./conditions.ts";
import type { Faults } from "./faults.ts";
import { APPLICATION_FORM, type Cell, type Field, type Form, type FormPage } from "./model.ts";
import { checkFeel, RESERVED, type Sight } from "./names.ts";
import { isPersonal } from "./personal.ts";
import type { Draft } from "./read-service.ts";

/** Checks every form: names, expressions and their order, bounds, patterns, and the law behind each personal field. */
export function checkForms(draft: Draft, faults: Faults): void {
  if (!draft.forms) return;
  const owner = new Map<string, string>();
  const named = (draft.formYaml.value as { forms?: Record<string, unknown> }).forms;
  if (named && Object.hasOwn(named, APPLICATION_FORM))
    faults.add(draft.formYaml.at(["forms", APPLICATION_FORM]), "service.duplicate", {
      what: "form",
      name: APPLICATION_FORM,
    });
  for (const form of Object.values(draft.forms)) checkForm(form, draft, owner, faults);
  if (!draft.process) return;
  const used = new Set(draft.process.nodes.map(({ attributes }) => attributes.form));
  for (const key of Object.keys(draft.forms))
    if (key !== APPLICATION_FORM && !used.has(key))
      faults.warn(draft.formYaml.at(["forms", key]), "form.unused", { name: key });
}

/** Everything that some form, decision or script puts into a case, and which of it is personal. */
export function caseNames(draft: Draft): { open: Set<string>; personal: Set<string> } {
  const fields = Object.values(draft.forms ?? {}).flatMap(fieldsOf);
  const personal = new Set(fields.filter(isPersonal).map(({ key }) => key));
  const results = (draft.process?.nodes ?? []).flatMap(({ result, loop }) =>
    [result, loop?.item, loop?.outputList].filter((name) => name !== undefined),
  );
  const open = new Set([...fields.map(({ key }) => key).filter((key) => !personal.has(key)), ...results, "parameters"]);
  return { open, personal };
}

/** The values of each field of choice, of every form. */
export const choiceOptions = (draft: Draft): Map<string, Set<string>> =>
  new Map(
    Object.values(draft.forms ?? {})
      .flatMap(fieldsOf)
      .flatMap((field) =>
        field.type === "choice" ? [[field.key, new Set(field.options.map(({ value }) => value))] as const] : [],
      ),
  );

function checkForm(form: Form, draft: Draft, owner: Map<string, string>, faults: Faults): void {
  const base = form.key === APPLICATION_FORM ? [APPLICATION_FORM] : ["forms", form.key];
  const at = (...path: PropertyKey[]) => draft.formYaml.at([...base, ...path]);
  const parameters = new Set(draft.service?.parameters.map(({ key }) => key) ?? []);
  const { open, personal } = caseNames(draft);
  // An official sees the whole case; the applicant's first form stands before everything else.
  const around = form.key === APPLICATION_FORM ? ["parameters", "today"] : [...open, ...personal, "today"];
  const own = new Set(fieldsOf(form).map(({ key }) => key));
  const earlier = new Set<string>();
  const sight: Sight = { names: new Set([...around, ...own]), parameters, options: choiceOptions(draft) };
  /** Whether a question is asked can hang only on what was asked before it: pages are shown one after the other. */
  const inOrder = (feel: string | undefined, place: ReturnType<typeof at>, here: Sight, self?: string) => {
    if (feel === undefined) return;
    checkFeel(feel, place, here, faults);
    for (const name of own)
      if (!earlier.has(name) && name !== self && new RegExp(`(?<![\\w."])${name}(?![\\w"])`).test(feel))
        faults.add(place, "form.forward-reference", { name });
  };

  for (const [p, page] of form.pages.entries()) {
    inOrder(page.visible, at("pages", p, "visible"), sight);
    for (const [f, field] of page.fields.entries()) {
      const path = ["pages", p, "fields", f] as const;
      const here = (...more: PropertyKey[]) => at(...path, ...more);
      if (RESERVED.has(field.key)) faults.add(here("key"), "form.reserved-name", { name: field.key });
      // Answers of all forms become variables of one case, so a name belongs to one field.
      const other = owner.get(field.key);
      if (other !== undefined) faults.add(here("key"), "service.duplicate", { what: "field", name: field.key });
      owner.set(field.key, form.key);
      inOrder(field.visible, here("visible"), sight);
      if (typeof field.required === "string") checkFeel(field.required, here("required"), sight, faults);
      for (const [r, rule] of field.rules.entries()) checkFeel(rule.feel, here("rules", r, "feel"), sight, faults);
      checkField(field, here, faults);
      if (field.type === "table") checkTable(field, here, sight, faults);
      if (isPersonal(field) && !basisOf(field, page, form))
        faults.add(here("personal"), "form.no-basis", { name: field.key });
      earlier.add(field.key);
    }
  }
}

/** The legal basis that covers a personal field: its own, its page's, or its form's. */
export const basisOf = (field: Field | Cell, page: FormPage, form: Pick<Form, "privacy">) =>
  field.privacy ?? page.privacy ?? form.privacy;

function checkTable(
  table: Extract<Field, { type: "table" }>,
  here: (...more: PropertyKey[]) => { file: string; place: string },
  sight: Sight,
  faults: Faults,
): void {
  const inRow: Sight = { ...sight, names: new Set([...sight.names, ...table.fields.map(({ key }) => key)]) };
  const seen = new Set<string>();
  for (const [c, cell] of table.fields.entries()) {
    const at = (...more: PropertyKey[]) => here("fields", c, ...more);
    if (RESERVED.has(cell.key)) faults.add(at("key"), "form.reserved-name", { name: cell.key });
    if (seen.has(cell.key)) faults.add(at("key"), "service.duplicate", { what: "column", name: cell.key });
    seen.add(cell.key);
    if (cell.visible !== undefined) checkFeel(cell.visible, at("visible"), inRow, faults);
    if (typeof cell.required === "string") checkFeel(cell.required, at("required"), inRow, faults);
    for (const [r, rule] of cell.rules.entries()) checkFeel(rule.feel, at("rules", r, "feel"), inRow, faults);
    checkField(cell, at, faults);
  }
}

function checkField(
  field: Field | Cell,
  here: (...more: PropertyKey[]) => { file: string; place: string },
  faults: Faults,
): void {
  if (
    "min" in field &&
    "max" in field &&
    typeof field.min === typeof field.max &&
    field.min !== undefined &&
    field.max !== undefined &&
    field.min > field.max
  )
    faults.add(here("min"), "form.bounds", { name: field.key });
  if ("minLength" in field && field.minLength !== undefined && field.minLength > field.maxLength)
    faults.add(here("minLength"), "form.bounds", { name: field.key });
  if (field.type === "text" && field.pattern !== undefined) {
    const reason = patternFault(field.pattern);
    if (reason) faults.add(here("pattern"), "form.pattern-invalid", { pattern: field.pattern, reason });
  }
  if (field.type === "choice" || field.type === "choices") {
    const seen = new Set<string>();
    for (const [o, { value }] of field.options.entries()) {
      if (seen.has(value))
        faults.add(here("options", o, "value"), "service.duplicate", { what: "option", name: value });
      seen.add(value);
    }
  }
}

/** A pattern must compile, and must not be able to take exponential time: no repetition inside a repeated group, no back reference. */
function patternFault(pattern: string): string | undefined {
  try {
    new RegExp(pattern, "u");
  } catch (fault) {
    return (fault as Error).message;
  }
  if (/\\[1-9]|\\k</.test(pattern)) return "back references are not allowed";
  const plain = pattern.replace(/\\./g, "x").replace(/\[[^\]]*\]/g, "x");
  return /\([^()]*[*+{][^()]*\)[*+{]/.test(plain) ||
    /\((?:[^()]|\([^()]*\))*[*+{|](?:[^()]|\([^()]*\))*\)[*+]/.test(plain)
    ? "a repeated group may not itself repeat or branch"
    : undefined;
}
