import { maskNik } from "../../../kernel/identifiers/nik.ts";
import { fieldsOf } from "./conditions.ts";
import type { Address, Answer, Answers, Field, Form } from "./form-schema.ts";

/** Whether any part of a field is personal; a table is when one of its columns is, for a row cannot be kept in two places. */
export const isPersonal = (field: Field): boolean =>
  field.personal !== false || (field.type === "table" && field.fields.some((cell) => cell.personal !== false));

/** Whether a field holds the specific kind of personal data (UU 27/2022 art. 4(2)), which fewer people may see. */
export const isSpecific = (field: Field): boolean =>
  field.personal === "specific" ||
  (field.type === "table" && field.fields.some((cell) => cell.personal === "specific"));

/** Parts answers into what may lie open (process variables, search) and what is encrypted and shown by purpose. */
export function splitPersonal(form: Pick<Form, "pages">, answers: Answers): { open: Answers; personal: Answers } {
  const open: Answers = {};
  const personal: Answers = {};
  for (const field of fieldsOf(form)) {
    const answer = answers[field.key];
    if (answer !== undefined) (isPersonal(field) ? personal : open)[field.key] = answer;
  }
  return { open, personal };
}

/** What somebody without the right to the answer sees of it: enough to tell two apart, not enough to use. Files, places and tables show nothing. */
export function maskAnswer(field: Field, answer: Answer): string {
  if (answer === undefined) return "";
  if (field.type === "nik" && typeof answer === "string") return maskNik(answer);
  if (field.type === "phone" && typeof answer === "string") return `${answer.slice(0, 3)}••••••${answer.slice(-3)}`;
  if (field.type === "email" && typeof answer === "string") return answer.replace(/^(.).*(@.*)$/, "$1•••$2");
  if (field.type === "text" && typeof answer === "string")
    return answer
      .split(" ")
      .map((word) => `${[...word][0] ?? ""}•••`)
      .join(" ");
  if (field.type === "address") return (answer as Address).village ? `•••, ${(answer as Address).village}` : "•••";
  return "•••";
}
