import { inspect } from "../../../kernel/process/feel.ts";
import { fieldsOf } from "./conditions.ts";
import type { Field, Form } from "./form-schema.ts";

/**
 * The form with only the fields that an official asked to have corrected, and those whose showing or need hangs on them: who changes
 * "memakai air sumur" to yes must be able to add the test of the well. Pages that keep no field are left out.
 */
export function restrictTo<F extends Pick<Form, "pages">>(form: F, fields: readonly string[]): F {
  const open = new Set(fields);
  const all = fieldsOf(form);
  let size = -1;
  while (size !== open.size) {
    size = open.size;
    for (const page of form.pages)
      for (const field of page.fields)
        if (dependsOn(field, page.visible).some((name) => open.has(name))) open.add(field.key);
  }
  const kept = all.filter(({ key }) => open.has(key)).map(({ key }) => key);
  const pages = form.pages
    .map((page) => ({ ...page, fields: page.fields.filter(({ key }) => kept.includes(key)) }))
    .filter((page) => page.fields.length > 0);
  return { ...form, pages };
}

/** Names in the conditions that decide whether a field is shown or needed. */
const dependsOn = (field: Field, pageVisible: string | undefined): string[] =>
  [pageVisible, field.visible, typeof field.required === "string" ? field.required : undefined].flatMap((feel) =>
    feel ? inspect(feel).names : [],
  );
