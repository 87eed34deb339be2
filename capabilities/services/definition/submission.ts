import type { Bilingual } from "./basic-schema.ts";
import { type CheckOptions, checkAnswer, isRows } from "./check-answer.ts";
import { broken, context, fieldsOf, isRequired, isVisible, type Surroundings, shownAnswers } from "./conditions.ts";
import { fault } from "./field-words.ts";
import type {
  Address,
  Answer,
  Answers,
  Cell,
  Field,
  FieldFault,
  FieldOf,
  FileAnswer,
  Form,
  Row,
} from "./form-schema.ts";
import { parse } from "./parse.ts";
import { controlsOf, many, type Raw, rowsOf } from "./raw.ts";
import { cleanText } from "./typed-text.ts";

export type ReadOptions = CheckOptions & Surroundings & { whole?: Pick<Form, "pages"> };

/** What was understood, what is wrong, and what was typed, word for word, under the names that the page will use when it is shown again. */
export type Submission = { answers: Answers; faults: FieldFault[]; raw: Raw };

type Pages = Pick<Form, "pages">;

/**
 * Reads a form (or one page of it, as `{ pages: [page] }`) from what a browser sent. Never throws, whatever was sent.
 * `files` holds, by the name of the field, the files that were taken in. `options.answers` are the answers of other pages, seen by conditions.
 * Hidden questions are neither asked for nor kept. An answer that is read but breaks a rule is given back with its fault.
 */
export function readSubmission(
  form: Pages,
  raw: Raw,
  files: Record<string, FileAnswer[]>,
  options: ReadOptions,
): Submission {
  const echo: Raw = Object.create(null);
  const keep = (from: string, to: string) => {
    if (Object.hasOwn(raw, from)) echo[to] = raw[from];
  };
  const read: Answers = {};
  const unread = new Map<string, FieldFault>();
  for (const field of fieldsOf(form)) {
    if (field.type === "table") {
      const rows = rowsOf(raw, field.key).slice(0, field.max + 1);
      const parsed = rows.map((sent, index) => {
        const row: Row = {};
        for (const cell of field.fields) {
          const [from, to] = [`${field.key}.${sent}.`, `${field.key}.${index}.`];
          for (const control of controlsOf(cell)) keep(from + control, to + control);
          const { value, fault: wrong } = parse(cell, raw, from + cell.key);
          const taken = value ?? fileAnswer(cell, files, from + cell.key);
          if (taken !== undefined) row[cell.key] = taken;
          if (wrong) unread.set(to + cell.key, { ...wrong, field: wrong.field.replace(from, to) });
        }
        return row;
      });
      if (parsed.length > 0) read[field.key] = parsed;
      continue;
    }
    for (const control of controlsOf(field)) keep(control, control);
    const { value, fault: wrong } = parse(field, raw, field.key);
    const taken = value ?? fileAnswer(field, files, field.key);
    if (taken !== undefined) read[field.key] = taken;
    if (wrong) unread.set(field.key, wrong);
  }
  const { shown } = shownAnswers(form, read, options);
  return { answers: shown, faults: validate(form, shown, options, unread), raw: echo };
}

const fileAnswer = (
  field: Field | Cell,
  files: Record<string, FileAnswer[]>,
  control: string,
): FileAnswer[] | undefined =>
  field.type === "file" && Object.hasOwn(files, control) && files[control]!.length > 0 ? files[control] : undefined;

/** Takes answers that came as JSON (the API, a scenario): the shapes of `Answers`, nothing else. Never throws. */
export function checkAnswers(
  form: Pages,
  given: unknown,
  options: ReadOptions,
): { answers: Answers; faults: FieldFault[] } {
  if (typeof given !== "object" || given === null || Array.isArray(given))
    return { answers: {}, faults: [unknownField("")] };
  const fields = new Map(fieldsOf(form).map((field) => [field.key, field]));
  const closed = new Map(options.whole ? fieldsOf(options.whole).map((field) => [field.key, field]) : []);
  const faults: FieldFault[] = [];
  const clean: Answers = {};
  for (const [key, value] of Object.entries(given)) {
    const field = fields.get(key);
    if (!field) {
      const other = closed.get(key);
      faults.push(other ? fault(key, other, "form.closed") : unknownField(key));
      continue;
    }
    if (value === undefined) continue;
    const wrong = shapeFaults(field, value as Answer, options);
    faults.push(...wrong);
    if (wrong.length === 0) clean[key] = cleanAnswer(field, value as Answer);
  }
  const wrongFields = new Map(faults.map((one) => [one.field.split(".")[0]!, one]));
  const { shown } = shownAnswers(form, clean, options);
  const more = validate(form, shown, options, wrongFields).filter((one) => !wrongFields.has(one.field.split(".")[0]!));
  return { answers: shown, faults: [...faults, ...more] };
}

const unknownField = (name: string): FieldFault =>
  fault(name, { key: "x", label: { id: name, en: name } } as Field, "form.unknown", { name: name.slice(0, 60) });

/** What JSON Schema would say of one value: kind, bounds and shape, also for fields that are hidden. */
function shapeFaults(field: Field, value: Answer, options: ReadOptions): FieldFault[] {
  const wrong = checkAnswer(field, value, field.key, options);
  if (field.type !== "table" || wrong.length > 0) return wrong;
  const rows = value as Row[];
  const count = rowCountFault(field, rows);
  return [
    ...(count ? [count] : []),
    ...rows.flatMap((row, index) =>
      Object.entries(row).flatMap(([key, cellValue]) => {
        const cell = field.fields.find((one) => one.key === key);
        if (!cell) return [{ ...unknownField(key), field: `${field.key}.${index}.${key}` }];
        return cellValue === undefined ? [] : checkAnswer(cell, cellValue, `${field.key}.${index}.${key}`, options);
      }),
    ),
  ];
}

const rowCountFault = (field: FieldOf<"table">, rows: Row[]): FieldFault | undefined =>
  rows.length < field.min
    ? fault(field.key, field, "form.missing-row", { min: field.min, row: field.row })
    : rows.length > field.max
      ? fault(field.key, field, "form.rows-many", { max: field.max, row: field.row })
      : undefined;

/** Blank text counts as no answer, as it does on a page. */
function cleanAnswer(field: Field | Cell, value: Answer): Answer {
  if (field.type === "table")
    return (value as Row[]).map((row) => {
      const clean: Row = {};
      for (const cell of field.fields) {
        const taken = row[cell.key] === undefined ? undefined : cleanAnswer(cell, row[cell.key]);
        if (taken !== undefined) clean[cell.key] = taken;
      }
      return clean;
    });
  if (field.type === "address") {
    const { street, ...rest } = value as Address;
    return { street: cleanText(street), ...rest };
  }
  if (Array.isArray(value) && value.length === 0) return undefined;
  if (field.type !== "text" && field.type !== "textarea") return value;
  return cleanText(value as string, { lines: field.type === "textarea" }) || undefined;
}

/** Everything wrong with answers that are already read. `unread` holds the faults of fields whose text could not be read, by control. */
export function validate(
  form: Pages,
  answers: Answers,
  options: ReadOptions,
  unread: Map<string, FieldFault> = new Map(),
): FieldFault[] {
  const { shown, visible } = shownAnswers(form, answers, options);
  const names = context(form, shown, options);
  const faults: FieldFault[] = [];
  for (const field of fieldsOf(form)) {
    if (!visible.has(field.key)) continue;
    const wrong = unread.get(field.key);
    if (wrong) faults.push(wrong);
    else if (field.type === "table") faults.push(...tableFaults(field, shown[field.key], names, options, unread));
    else faults.push(...fieldFaults(field, shown[field.key], field.key, names, options));
  }
  return faults;
}

function fieldFaults(
  field: Field | Cell,
  answer: Answer,
  control: string,
  names: Record<string, unknown>,
  options: ReadOptions,
): FieldFault[] {
  if (answer === undefined) return isRequired(field, names) ? [missing(field, control)] : [];
  const wrong = checkAnswer(field, answer, control, options);
  if (wrong.length > 0) return wrong;
  return broken(field, names).map((rule) => ({ field: control, key: "form.rule", message: rule.message }));
}

/** Each row is checked with its own cells in sight, before the names of the form. */
function tableFaults(
  field: FieldOf<"table">,
  answer: Answer,
  names: Record<string, unknown>,
  options: ReadOptions,
  unread: Map<string, FieldFault>,
): FieldFault[] {
  if (answer === undefined) return isRequired(field, names) ? [missing(field, field.key)] : [];
  if (!isRows(answer)) return [fault(field.key, field, "form.type")];
  const rows: Row[] = answer;
  const count = rowCountFault(field, rows);
  const cells = rows.flatMap((row, index) => {
    const inRow: Record<string, unknown> = { ...names };
    for (const cell of field.fields) inRow[cell.key] = row[cell.key] ?? null;
    return field.fields.flatMap((cell) => {
      const control = `${field.key}.${index}.${cell.key}`;
      const wrong = unread.get(control);
      if (wrong) return [wrong];
      return isVisible(cell, inRow) ? fieldFaults(cell, row[cell.key], control, inRow, options) : [];
    });
  });
  const rules = broken(field, names).map((rule) => ({ field: field.key, key: "form.rule", message: rule.message }));
  return [...(count ? [count] : []), ...cells, ...rules];
}

function missing(field: Field | Cell, control: string): FieldFault {
  const said = (key: Parameters<typeof fault>[2], params: Record<string, number | Bilingual> = {}) =>
    fault(control, field, key, params);
  const general =
    field.type === "file"
      ? said("form.missing-file")
      : field.type === "statement"
        ? said("form.missing-statement")
        : field.type === "table"
          ? said("form.missing-row", { min: Math.max(1, field.min), row: field.row })
          : ["choice", "choices", "yes-no", "region"].includes(field.type)
            ? said("form.missing-choice")
            : said("form.missing");
  // The first control of a field of several parts, so that the link in the summary leads to something that can be typed in.
  const first = field.type === "address" ? ".street" : "";
  return { ...general, field: `${control}${first}`, message: field.missing ?? general.message };
}

/** Ids of earlier files that the person chose to take away: `foto.remove=<id>` on the page. */
export const removedFiles = (raw: Raw, key: string): string[] => many(raw, `${key}.remove`);
