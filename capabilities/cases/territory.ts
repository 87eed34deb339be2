// Where an affair lies, for permissions that reach only so far.

import { type Answers, type Form, fieldsOf, isPersonal } from "../services/index.ts";

/**
 * The region of a case: the first region among its open answers, else that of the office. A region that is personal, such as where
 * somebody lives, is not taken: it would stand in clear.
 */
export function territoryOf(form: Form, answers: Answers, office: string | null): string | null {
  for (const field of fieldsOf(form)) {
    const answer = answers[field.key];
    if (field.type === "region" && !isPersonal(field) && typeof answer === "string" && answer !== "") return answer;
  }
  return office;
}
