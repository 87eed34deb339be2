import { fieldsOf } from "./conditions.ts";
import { dayInWords, figure } from "./field-words.ts";
import type { Address, Answer, Answers, Cell, Field, FileAnswer, Form, Location, Row } from "./form-schema.ts";

export type DisplayOptions = {
  locale: "id" | "en";
  /** "Kelurahan Bukit Besar, Kecamatan Girimaya" for a code; the code itself stands where nobody knows a name. */
  regionName?: (code: string) => string | undefined;
};

/** An answer as people read it: on the page that checks answers, on the case desk, in a document. Empty text when there is none. */
export function displayAnswer(field: Field | Cell, answer: Answer, options: DisplayOptions): string {
  if (answer === undefined || answer === null) return "";
  const { locale } = options;
  const region = (code: string) => options.regionName?.(code) ?? code;
  switch (field.type) {
    case "number":
      return `${figure(answer as number, locale)}${field.unit ? ` ${field.unit[locale]}` : ""}`;
    case "rupiah":
      return rupiah(answer as number);
    case "date":
      return dayInWords(answer as string)[locale];
    case "yes-no":
    case "statement":
      return answer === true ? { id: "Ya", en: "Yes" }[locale] : { id: "Tidak", en: "No" }[locale];
    case "choice":
      return label(field.options, answer as string, locale);
    case "choices":
      return (answer as string[]).map((value) => label(field.options, value, locale)).join(", ");
    case "file":
      return (answer as FileAnswer[]).map(({ name }) => name).join(", ");
    case "region":
      return region(answer as string);
    case "address":
      return addressText(answer as Address, region);
    case "location": {
      const { lat, lon } = answer as Location;
      return `${figure(lat, locale)}; ${figure(lon, locale)}`;
    }
    case "table":
      return displayRows(field, answer as Row[], options)
        .map((row) => Object.values(row).filter(Boolean).join(", "))
        .join("; ");
    default:
      return String(answer);
  }
}

/** "Rp 250.000": rupiah are written the same in both languages. */
export const rupiah = (amount: number): string => `Rp ${figure(amount, "id")}`;

/** The rows of a table, each cell as people read it. */
export const displayRows = (
  field: Extract<Field, { type: "table" }>,
  rows: Row[],
  options: DisplayOptions,
): Record<string, string>[] =>
  rows.map((row) =>
    Object.fromEntries(field.fields.map((cell) => [cell.key, displayAnswer(cell, row[cell.key], options)])),
  );

/** Every answer of a form as documents take them: text by the name of the field, tables as lists of rows, null where nothing was answered. */
export function displayAnswers(
  form: Pick<Form, "pages">,
  answers: Answers,
  options: DisplayOptions,
): Record<string, unknown> {
  return Object.fromEntries(
    fieldsOf(form).map((field) => {
      const answer = answers[field.key];
      if (field.type === "table") return [field.key, displayRows(field, (answer as Row[] | undefined) ?? [], options)];
      return [field.key, displayAnswer(field, answer, options) || null];
    }),
  );
}

const label = (options: { value: string; label: { id: string; en: string } }[], value: string, locale: "id" | "en") =>
  options.find((option) => option.value === value)?.label[locale] ?? value;

function addressText(address: Address, region: (code: string) => string): string {
  const neighbourhood = [address.rt && `RT ${address.rt}`, address.rw && `RW ${address.rw}`].filter(Boolean).join("/");
  const first = [address.street, neighbourhood].filter(Boolean).join(" ");
  return [first, address.village && region(address.village), address.postcode].filter(Boolean).join(", ");
}
