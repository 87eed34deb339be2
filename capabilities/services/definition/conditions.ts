import { evaluate, test } from "../../../kernel/process/feel.ts";
import type { Answers, Cell, Field, Form, FormPage } from "./form-schema.ts";
import type { ParameterValues } from "./service-schema.ts";

/** What conditions see besides the answers: the adopting agency's parameters, today, and answers of other pages. */
export type Surroundings = { today: string; parameters?: ParameterValues; answers?: Answers };

/** Every field of a form in the order of its pages. */
export const fieldsOf = (form: Pick<Form, "pages">): Field[] => form.pages.flatMap((page) => page.fields);

/** The FEEL context of a form: each of its fields by name (null when not answered), `parameters`, and `today` as an ISO date. */
export function context(
  form: Pick<Form, "pages">,
  answers: Answers,
  surroundings: Surroundings,
): Record<string, unknown> {
  const names: Record<string, unknown> = { ...surroundings.answers };
  for (const { key } of fieldsOf(form)) names[key] = answers[key] ?? null;
  return { ...names, parameters: surroundings.parameters ?? {}, today: surroundings.today };
}

export const isVisible = (part: FormPage | Field | Cell, names: Record<string, unknown>): boolean =>
  part.visible === undefined || test(part.visible, names);

export const isRequired = (field: Field | Cell, names: Record<string, unknown>): boolean =>
  typeof field.required === "boolean" ? field.required : test(field.required, names);

/** Rules that the answer breaks. A rule that gives null (something it looks at is not answered yet) is not broken. */
export const broken = (field: Field | Cell, names: Record<string, unknown>) =>
  field.rules.filter((rule) => evaluate(rule.feel, names).value === false);

/**
 * The answers with everything that is not shown taken out, page by page in order: a hidden question counts as unanswered for those
 * after it, so that changing an early answer cannot leave a forgotten one behind it at work.
 */
export function shownAnswers(
  form: Pick<Form, "pages">,
  answers: Answers,
  surroundings: Surroundings,
): { shown: Answers; visible: Set<string> } {
  const shown: Answers = {};
  const visible = new Set<string>();
  const names = context(form, {}, surroundings);
  for (const page of form.pages) {
    if (!isVisible(page, names)) continue;
    for (const field of page.fields) {
      if (!isVisible(field, names)) continue;
      visible.add(field.key);
      if (answers[field.key] === undefined) continue;
      shown[field.key] = answers[field.key];
      names[field.key] = answers[field.key];
    }
  }
  return { shown, visible };
}

/** The pages that these answers lead through, each with only the fields that are shown; a page that shows nothing is passed over. */
export function visiblePages(form: Pick<Form, "pages">, answers: Answers, surroundings: Surroundings): FormPage[] {
  const { shown, visible } = shownAnswers(form, answers, surroundings);
  const names = context(form, shown, surroundings);
  return form.pages.flatMap((page) => {
    if (!isVisible(page, names)) return [];
    const fields = page.fields.filter(({ key }) => visible.has(key));
    return fields.length > 0 || page.fields.length === 0 ? [{ ...page, fields }] : [];
  });
}
