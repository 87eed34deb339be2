import { z } from "zod";

/**
 * The small pieces that service.yaml, form.yaml and scenarios.yaml are made of.
 * Keys of fields, parameters and process variables are FEEL names, so a hyphen, which FEEL reads as minus, is not allowed in them.
 */
export const Name = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]*$/, "must begin with a small letter and hold only letters and digits (it is a FEEL name)")
  .max(60);

/** Keys that never enter FEEL (services, roles, documents, notices, outcomes, forms) may carry hyphens, as in a web address. */
export const Key = z
  .string()
  .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, "must be small letters and digits, parted by single hyphens")
  .max(80);

/** One idea in both languages: Indonesian first, English beside it. */
export const Bilingual = z.strictObject({ id: z.string().trim().min(1), en: z.string().trim().min(1) });
export type Bilingual = z.infer<typeof Bilingual>;

/** A FEEL expression as text; read-service parses it and resolves its names. */
export const Feel = z.string().trim().min(1).max(2000);

/** A number written in the definition, or the name of the parameter that the adopting agency sets. */
export const Amount = z.union([z.number().nonnegative(), z.strictObject({ parameter: Name })]);
export type Amount = z.infer<typeof Amount>;

/** `hours` run day and night, as "3 × 24 jam" of UU 27/2022 does; working units run while the office is open. */
export const UNITS = [
  "working-minutes",
  "working-hours",
  "working-days",
  "hours",
  "calendar-days",
  "months",
  "years",
] as const;
export const Unit = z.enum(UNITS);
export type Unit = z.infer<typeof Unit>;

/** A length of time: how many of which unit. Working units follow the offering agency's calendar. */
export const Span = z.strictObject({ amount: Amount, unit: Unit });
export type Span = z.infer<typeof Span>;

/** An instrument of law and the articles that matter here. `note` says what they settle, for people who do not know the text by heart. */
export const LegalBasis = z.strictObject({
  instrument: z.string().trim().min(3),
  articles: z.array(z.string().trim().min(1)).default([]),
  note: Bilingual.optional(),
});
export type LegalBasis = z.infer<typeof LegalBasis>;

/** Why a personal field may be asked at all (UU 27/2022 art. 20) and what it is used for. */
export const Privacy = z.strictObject({ purpose: Bilingual, basis: z.string().trim().min(3) });
export type Privacy = z.infer<typeof Privacy>;
