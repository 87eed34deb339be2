import { fieldsOf } from "./definition/conditions.ts";
import type { Form } from "./definition/model.ts";

/**
 * The fields that a correction opens: those that the variable named by `pendopo:fields` lists, as far as the form has them. A task
 * that names no variable reopens the whole form.
 */
export function fieldsToCorrect(
  form: Pick<Form, "pages">,
  attributes: Record<string, string>,
  variables: Record<string, unknown>,
): string[] {
  const keys = fieldsOf(form).map(({ key }) => key);
  if (!attributes.fields) return keys;
  const asked = variables[attributes.fields];
  return Array.isArray(asked) ? keys.filter((key) => asked.includes(key)) : [];
}
