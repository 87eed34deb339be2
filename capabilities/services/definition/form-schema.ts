import { z } from "zod";
import { Bilingual, Feel, Key, Name, Privacy } from "./basic-schema.ts";

/** `form.yaml`: the pages of questions for the applicant, and the named forms that officials (or the applicant, later) fill in. */

const option = z.strictObject({
  value: z.string().trim().min(1).max(80),
  label: Bilingual,
  hint: Bilingual.optional(),
});
export type Option = z.infer<typeof option>;

const rule = z.strictObject({ feel: Feel, message: Bilingual });
export type Rule = z.infer<typeof rule>;

/** Where a value may come from so that nobody is asked for what government already knows (`account.name`, `organization.nib`, `registry.…`). */
const prefill = z.strictObject({
  source: z
    .string()
    .regex(
      /^(account|organization|case|registry)\.[a-z][A-Za-z0-9.-]*$/,
      "must be account.…, organization.…, case.… or registry.…",
    ),
  /** `locked`: shown, not editable, when the source has a value. */
  locked: z.boolean().default(false),
});

const common = {
  key: Name,
  label: Bilingual,
  hint: Bilingual.optional(),
  /** What to say when a required answer is missing, in place of the general sentence. */
  missing: Bilingual.optional(),
  required: z.union([z.boolean(), Feel]).default(true),
  visible: Feel.optional(),
  rules: z.array(rule).default([]),
  /** `true`: personal data; `"specific"`: the specific kind of UU 27/2022 art. 4(2) (health, biometrics, finance, children …). */
  personal: z.union([z.boolean(), z.literal("specific")]).default(false),
  privacy: Privacy.optional(),
  prefill: prefill.optional(),
};

const text = z.strictObject({
  ...common,
  type: z.literal("text"),
  minLength: z.number().int().nonnegative().optional(),
  maxLength: z.number().int().positive().max(500).default(150),
  pattern: z.string().optional(),
  autocomplete: z.string().optional(),
});
const textarea = z.strictObject({
  ...common,
  type: z.literal("textarea"),
  minLength: z.number().int().nonnegative().optional(),
  maxLength: z.number().int().positive().max(10_000).default(2000),
});
const number = z.strictObject({
  ...common,
  type: z.literal("number"),
  min: z.number().optional(),
  max: z.number().optional(),
  decimals: z.number().int().min(0).max(6).default(0),
  unit: Bilingual.optional(),
});
const rupiah = z.strictObject({
  ...common,
  type: z.literal("rupiah"),
  min: z.number().int().nonnegative().default(0),
  max: z.number().int().positive().max(Number.MAX_SAFE_INTEGER).default(1_000_000_000_000_000),
});
const date = z.strictObject({
  ...common,
  type: z.literal("date"),
  /** An ISO date, or `today` on the day of answering. */
  min: z.union([z.iso.date(), z.literal("today")]).optional(),
  max: z.union([z.iso.date(), z.literal("today")]).optional(),
});
const yesNo = z.strictObject({ ...common, type: z.literal("yes-no") });
const choice = z.strictObject({ ...common, type: z.literal("choice"), options: z.array(option).min(2).max(200) });
const choices = z.strictObject({
  ...common,
  type: z.literal("choices"),
  options: z.array(option).min(1).max(200),
  min: z.number().int().nonnegative().optional(),
  max: z.number().int().positive().optional(),
});
export const FILE_KINDS = ["pdf", "jpeg", "png", "webp", "docx", "xlsx", "csv", "geojson"] as const;
const file = z.strictObject({
  ...common,
  type: z.literal("file"),
  kinds: z.array(z.enum(FILE_KINDS)).min(1),
  maxMegabytes: z.number().positive().max(100).default(5),
  min: z.number().int().positive().default(1),
  max: z.number().int().positive().max(20).default(1),
});
export const REGION_LEVELS = ["province", "regency", "district", "village"] as const;
const region = z.strictObject({
  ...common,
  type: z.literal("region"),
  level: z.enum(REGION_LEVELS).default("village"),
  /** Only regions under this code; `agency` = the region of the offering agency. */
  within: z.string().optional(),
});
const nik = z.strictObject({ ...common, type: z.literal("nik") });
const nib = z.strictObject({ ...common, type: z.literal("nib") });
const phone = z.strictObject({ ...common, type: z.literal("phone") });
const email = z.strictObject({ ...common, type: z.literal("email") });
/** Street, RT/RW, postcode and, unless `village: false`, the village as a region code. */
const address = z.strictObject({
  ...common,
  type: z.literal("address"),
  village: z.boolean().default(true),
  within: z.string().optional(),
});
const location = z.strictObject({ ...common, type: z.literal("location") });
/** A sentence that the person declares to be true by ticking it. */
const statement = z.strictObject({ ...common, type: z.literal("statement"), text: Bilingual });

const simple = [
  text,
  textarea,
  number,
  rupiah,
  date,
  yesNo,
  choice,
  choices,
  file,
  region,
  nik,
  nib,
  phone,
  email,
  address,
  location,
  statement,
] as const;

/** What may stand in a row of a table: everything but a table. */
export const Cell = z.discriminatedUnion("type", [...simple]);
export type Cell = z.infer<typeof Cell>;

const table = z.strictObject({
  ...common,
  type: z.literal("table"),
  /** What one row is called: "Bahan", "Penjamah makanan". */
  row: Bilingual,
  fields: z.array(Cell).min(1).max(12),
  min: z.number().int().nonnegative().default(1),
  max: z.number().int().positive().max(200).default(20),
});

export const Field = z.discriminatedUnion("type", [...simple, table]);
export type Field = z.infer<typeof Field>;
export type FieldType = Field["type"];
export type FieldOf<T extends FieldType> = Extract<Field, { type: T }>;

export const FormPage = z.strictObject({
  key: Key,
  title: Bilingual,
  intro: Bilingual.optional(),
  visible: Feel.optional(),
  privacy: Privacy.optional(),
  fields: z.array(Field).max(60),
});
export type FormPage = z.infer<typeof FormPage>;

export const Form = z.strictObject({
  title: Bilingual,
  intro: Bilingual.optional(),
  /** Holds for every personal field that does not state its own. */
  privacy: Privacy.optional(),
  /** What the button says: "Kirim permohonan", "Simpan hasil pemeriksaan". */
  submit: Bilingual.optional(),
  pages: z.array(FormPage).min(1).max(30),
});
/** A form with its key, which is the name that `pendopo:form` on a task uses. */
export type Form = z.infer<typeof Form> & { key: string };

/** The applicant's form is always called so; a task that reopens it for correction names it too. */
export const APPLICATION_FORM = "permohonan";

export const FormFile = z.strictObject({
  [APPLICATION_FORM]: Form,
  /** Forms for tasks, by the name that the diagram uses. */
  forms: z.record(Key, Form).default({}),
});

/** A stored answer, by type of field; `undefined` and a missing key both mean "not answered". */
export type Address = { street: string; rt?: string; rw?: string; postcode?: string; village?: string };
export type Location = { lat: number; lon: number };
/** A file that `kernel/files` has taken in and examined: `type` is what its bytes say, not what its name says. */
export type FileAnswer = { id: string; name: string; type: string; size: number; sha256?: string };
export type Answer = string | number | boolean | string[] | FileAnswer[] | Address | Location | Row[] | undefined;
export type Row = { [key: string]: Answer };
export type Answers = { [key: string]: Answer };

/**
 * One thing wrong with what was typed. `field` is the control's name (`alamat.street`, `bahan.2.nama`), so that the page can put
 * the sentence at it; `key` names the rule; `message` is the sentence in both languages, ready to show.
 */
export type FieldFault = { field: string; key: string; message: Bilingual };
