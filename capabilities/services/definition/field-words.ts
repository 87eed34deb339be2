import { fill, type Params } from "../../../kernel/words/words.ts";
import type { Bilingual } from "./basic-schema.ts";
import type { Cell, Field, FieldFault } from "./form-schema.ts";
import { type DefinitionWord, definitionWords } from "./words.ts";

/** The sentence of a general rule, about one field, in both languages. */
export function fault(
  control: string,
  field: Field | Cell,
  key: DefinitionWord,
  params: BilingualParams = {},
): FieldFault {
  const [id, en] = definitionWords[key];
  const message = {
    id: fill(id, inLanguage(params, field.label, "id")),
    en: fill(en, inLanguage(params, field.label, "en")),
  };
  return { field: control, key, message };
}

type BilingualParams = Record<string, string | number | Bilingual | undefined>;

function inLanguage(params: BilingualParams, label: Bilingual, language: "id" | "en"): Params {
  const all: Params = { label: label[language] };
  for (const [name, value] of Object.entries(params))
    all[name] =
      typeof value === "object" ? value[language] : typeof value === "number" ? figure(value, language) : value;
  return all;
}

/** A number as it is written in the language: 1.250.000,5 or 1,250,000.5. */
export const figure = (value: number, language: "id" | "en"): string =>
  value.toLocaleString(language === "id" ? "id-ID" : "en-GB", { maximumFractionDigits: 6 });

/** A day as people read it: "23 November 2026". */
export const dayInWords = (iso: string): Bilingual => {
  const date = new Date(`${iso}T00:00:00Z`);
  const words = (locale: string) =>
    date.toLocaleDateString(locale, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  return { id: words("id-ID"), en: words("en-GB") };
};
