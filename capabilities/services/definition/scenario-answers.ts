import { fieldsOf } from "./conditions.ts";
import type { FieldFault } from "./form-schema.ts";
import type { Answers, FileAnswer, Form } from "./model.ts";

/** Answers as a scenario writes them: files by their names alone, and null for an answer that is taken away. */
export function scenarioAnswers(form: Pick<Form, "pages">, written: Record<string, unknown>): Answers {
  const fields = new Map(fieldsOf(form).map((field) => [field.key, field]));
  const entries = Object.entries(written).filter(([, value]) => value !== null);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, fields.get(key)?.type === "file" ? fileAnswers(value) : value]),
  ) as Answers;
}

const TYPES: Record<string, string> = {
  pdf: "application/pdf",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  csv: "text/csv",
  geojson: "application/geo+json",
};

function fileAnswers(value: unknown): FileAnswer[] | unknown {
  if (!Array.isArray(value)) return value;
  return value.map((name) => {
    if (typeof name !== "string") return name;
    const type = TYPES[name.split(".").at(-1)?.toLowerCase() ?? ""] ?? "application/octet-stream";
    return { id: name, name, type, size: 100_000 };
  });
}

/** The faults of a form in one line, for a report. */
export const faultLine = (faults: FieldFault[]): string =>
  faults.map(({ field, message }) => `${field}: ${message.en}`).join("; ");
