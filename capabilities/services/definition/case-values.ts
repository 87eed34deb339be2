import { fieldsOf } from "./conditions.ts";
import type { Answers, Definition, Form, ParameterValues } from "./model.ts";
import { isPersonal, splitPersonal } from "./personal.ts";

/** What the process sees when a case begins: the open answers, each unanswered one as null, and the offering's parameters. */
export const startVariables = (
  { application }: Pick<Definition, "application">,
  answers: Answers,
  parameters: ParameterValues,
): Record<string, unknown> => ({
  ...taskResults(application, answers),
  parameters,
});

/**
 * What a completed form hands to the process. A field left out or hidden this time is null, so that nothing of an earlier round
 * stays behind; personal answers are not handed over at all.
 */
export function taskResults(form: Pick<Form, "pages">, answers: Answers): Record<string, unknown> {
  const { open } = splitPersonal(form, answers);
  return Object.fromEntries(
    fieldsOf(form)
      .filter((field) => !isPersonal(field))
      .map(({ key }) => [key, open[key] ?? null]),
  );
}
