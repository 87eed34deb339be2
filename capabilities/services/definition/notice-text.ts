import { fill } from "../../../kernel/words/words.ts";
import { fieldsOf } from "./conditions.ts";
import type { Definition, Notice } from "./model.ts";
import { isPersonal } from "./personal.ts";

/** What the program itself fills in a notice. Mail travels in the open, so no personal answer is among them but the name of the one it is for. */
export const NOTICE_FIELDS = [
  "applicantName",
  "serviceName",
  "agencyName",
  "tracking",
  "trackingUrl",
  "submittedAt",
  "dueAt",
  "taskName",
  "taskDueAt",
  "outcomeName",
  "documentName",
  "documentNumber",
  "reason",
] as const;

/** The names that a notice of this service may use: the program's, its own open answers, and its parameters. */
export const noticeFields = (definition: Pick<Definition, "forms" | "service">): Set<string> =>
  new Set([
    ...NOTICE_FIELDS,
    ...Object.values(definition.forms)
      .flatMap(fieldsOf)
      .filter((field) => !isPersonal(field) && field.type !== "table" && field.type !== "file")
      .map(({ key }) => key),
    ...definition.service.parameters.map(({ key }) => key),
  ]);

/** A notice in the reader's language with its fields filled; what has no value becomes a dash rather than a brace. */
export function noticeText(
  notice: Notice,
  values: Record<string, string | undefined>,
  locale: "id" | "en",
): { subject: string; body: string } {
  const filled = (text: string) => fill(text, values).replace(/\{\w+\}/g, "–");
  return { subject: filled(notice.subject[locale]), body: filled(notice.body[locale]) };
}
