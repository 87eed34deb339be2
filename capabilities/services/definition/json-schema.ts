import { INDONESIA, KIND_TYPES } from "./check-answer.ts";
import type { Cell, Field, Form, FormPage } from "./form-schema.ts";
import { EMAIL, PHONE, REGION } from "./typed-text.ts";

export type JsonSchema = { [key: string]: unknown };

/**
 * The shape of a form's answers as JSON Schema 2020-12, for the API and its description. All that the validator accepts is valid by it;
 * what only the validator knows (conditions, calendars, real regions) is noted in `x-…` words, which JSON Schema ignores.
 */
export function jsonSchema(form: Pick<Form, "pages" | "title">): JsonSchema {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: form.title.id,
    "x-title": form.title,
    ...objectOf(form.pages.flatMap((page) => page.fields.map((field) => [field, page] as const))),
  };
}

function objectOf(fields: (readonly [Field | Cell, FormPage?])[]): JsonSchema {
  const required = fields
    .filter(([field, page]) => field.required === true && !field.visible && !page?.visible)
    .map(([{ key }]) => key);
  return {
    type: "object",
    properties: Object.fromEntries(fields.map(([field, page]) => [field.key, described(field, page)])),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
}

function described(field: Field | Cell, page?: FormPage): JsonSchema {
  const visible = [page?.visible, field.visible].filter(Boolean);
  return {
    title: field.label.id,
    ...(field.hint ? { description: field.hint.id } : {}),
    ...shape(field),
    "x-label": field.label,
    ...(visible.length > 0 ? { "x-visible": visible } : {}),
    ...(typeof field.required === "string" ? { "x-required": field.required } : {}),
    ...(field.rules.length > 0 ? { "x-rules": field.rules.map(({ feel }) => feel) } : {}),
    ...(field.personal === false ? {} : { "x-personal": field.personal }),
  };
}

function shape(field: Field | Cell): JsonSchema {
  switch (field.type) {
    case "text":
    case "textarea": {
      const patterns = [field.required === true ? "\\S" : undefined, field.type === "text" ? field.pattern : undefined];
      const all = patterns.filter((pattern) => pattern !== undefined).map((pattern) => ({ pattern }));
      return {
        type: "string",
        ...defined({ minLength: field.minLength }),
        maxLength: field.maxLength,
        ...(all.length > 0 ? { allOf: all } : {}),
      };
    }
    case "number":
      return {
        type: field.decimals === 0 ? "integer" : "number",
        ...defined({ minimum: field.min, maximum: field.max }),
      };
    case "rupiah":
      return { type: "integer", minimum: field.min, maximum: field.max };
    case "date":
      return {
        type: "string",
        format: "date",
        pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        ...defined({ "x-minimum": field.min, "x-maximum": field.max }),
      };
    case "yes-no":
      return { type: "boolean" };
    case "statement":
      return { const: true };
    case "choice":
      return { type: "string", enum: field.options.map(({ value }) => value) };
    case "choices":
      return {
        type: "array",
        items: { type: "string", enum: field.options.map(({ value }) => value) },
        uniqueItems: true,
        minItems: Math.max(field.required === true ? 1 : 0, field.min ?? 0),
        ...defined({ maxItems: field.max }),
      };
    case "file":
      return { type: "array", minItems: field.min, maxItems: field.max, items: fileSchema(field) };
    case "region":
      return { type: "string", pattern: REGION[field.level].source, ...defined({ "x-within": field.within }) };
    case "nik":
      return { type: "string", pattern: "^[0-9]{16}$" };
    case "nib":
      return { type: "string", pattern: "^[0-9]{13}$" };
    case "phone":
      return { type: "string", pattern: PHONE.source };
    case "email":
      return { type: "string", maxLength: 254, pattern: EMAIL.source };
    case "address":
      return addressSchema(field);
    case "location":
      return {
        type: "object",
        properties: {
          lat: { type: "number", minimum: INDONESIA.lat[0], maximum: INDONESIA.lat[1] },
          lon: { type: "number", minimum: INDONESIA.lon[0], maximum: INDONESIA.lon[1] },
        },
        required: ["lat", "lon"],
        additionalProperties: false,
      };
    case "table":
      return {
        type: "array",
        minItems: field.min,
        maxItems: field.max,
        items: objectOf(field.fields.map((cell) => [cell])),
      };
  }
}

const defined = (words: JsonSchema): JsonSchema =>
  Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined));

const fileSchema = (field: Extract<Field, { type: "file" }>): JsonSchema => ({
  type: "object",
  properties: {
    id: { type: "string" },
    name: { type: "string" },
    type: { enum: field.kinds.flatMap((kind) => KIND_TYPES[kind] ?? []) },
    size: { type: "integer", minimum: 0, maximum: Math.floor(field.maxMegabytes * 1024 * 1024) },
    sha256: { type: "string" },
  },
  required: ["id", "name", "type", "size"],
  additionalProperties: false,
});

const addressSchema = (field: Extract<Field, { type: "address" }>): JsonSchema => ({
  type: "object",
  properties: {
    street: { type: "string", maxLength: 200, pattern: "\\S" },
    rt: { type: "string", pattern: "^[0-9]{3}$" },
    rw: { type: "string", pattern: "^[0-9]{3}$" },
    postcode: { type: "string", pattern: "^[0-9]{5}$" },
    village: field.village ? { type: "string", pattern: REGION.village.source } : { type: "string" },
  },
  required: field.village ? ["street", "village"] : ["street"],
  additionalProperties: false,
});
