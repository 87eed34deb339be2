import { z } from "zod";
import { Amount, Bilingual, Feel, Key, LegalBasis, Name, Span, Unit } from "./basic-schema.ts";

/** `service.yaml`: what a service is, whom it serves, what it promises and by which law. */

export const AUDIENCES = ["resident", "business", "agency", "official", "other"] as const;
export const Audience = z.enum(AUDIENCES);
export type Audience = z.infer<typeof Audience>;

/** The moments of a life or a business by which people look for a service. Words for them: life-events.ts. */
export const LIFE_EVENTS = [
  "lahir",
  "sekolah",
  "bekerja",
  "menikah",
  "rumah",
  "pindah",
  "sehat",
  "sakit",
  "bantuan",
  "kendaraan",
  "pensiun",
  "meninggal",
  "memulai-usaha",
  "menjalankan-usaha",
  "memperluas-usaha",
  "menutup-usaha",
  "bangunan",
  "tanah",
  "lingkungan",
  "acara",
  "melapor",
] as const;
export const LifeEvent = z.enum(LIFE_EVENTS);
export type LifeEvent = z.infer<typeof LifeEvent>;

export const ROLE_KINDS = ["applicant", "unit", "position", "head"] as const;
export const ROLE_ACTS = [
  "apply",
  "verify",
  "return",
  "inspect",
  "test",
  "advise",
  "decide",
  "sign",
  "supervise",
] as const;
/**
 * A lane of the process. The adopting agency maps `unit` to one of its (or a partner's) units, `position` to one position,
 * `head` to whoever heads the mapped unit at that moment, Plt/Plh included; `applicant` maps to nobody: it is the applicant.
 */
export const Role = z.strictObject({
  key: Key,
  name: Bilingual,
  kind: z.enum(ROLE_KINDS),
  /** Where the unit usually sits, to help the person who maps it. `own` = the agency that offers the service. */
  agency: z.enum(["own", "village", "district", "city", "province", "ministry", "other"]).default("own"),
  hint: Bilingual.optional(),
  acts: z.array(z.enum(ROLE_ACTS)).min(1),
});
export type Role = z.infer<typeof Role>;

const parameterCommon = {
  key: Name,
  label: Bilingual,
  hint: Bilingual.optional(),
  /** The rule of law, or the practice, that the default comes from, so that who changes it knows what stands behind it. */
  source: z.string().trim().min(3),
};
/** What an adopting agency sets. Every parameter has a default, so that adoption without a change already runs. */
export const Parameter = z.discriminatedUnion("type", [
  z.strictObject({
    ...parameterCommon,
    type: z.literal("number"),
    unit: Unit.optional(),
    default: z.number(),
    min: z.number(),
    max: z.number(),
  }),
  z.strictObject({
    ...parameterCommon,
    type: z.literal("rupiah"),
    default: z.number().int().nonnegative(),
    min: z.number().int().nonnegative().default(0),
    max: z.number().int().positive(),
  }),
  z.strictObject({ ...parameterCommon, type: z.literal("yes-no"), default: z.boolean() }),
  z.strictObject({
    ...parameterCommon,
    type: z.literal("text"),
    default: z.string(),
    maxLength: z.number().int().positive().default(300),
  }),
  z.strictObject({
    ...parameterCommon,
    type: z.literal("choice"),
    options: z.array(z.strictObject({ value: z.string(), label: Bilingual })).min(2),
    default: z.string(),
  }),
]);
export type Parameter = z.infer<typeof Parameter>;
export type ParameterValue = number | boolean | string;
export type ParameterValues = Record<string, ParameterValue>;

/** Item 1 of the service standard: what the applicant must bring; `field` links it to the question that asks for it. */
const requirement = z.strictObject({ text: Bilingual, field: Name.optional(), when: Feel.optional() });

/** The 14 components of UU 25/2009 art. 21 in the order of PermenPANRB 15/2014: six that are published, eight that bind within. */
export const Standard = z.strictObject({
  requirements: z.array(requirement).min(1),
  procedure: z.array(Bilingual).min(1),
  time: Bilingual,
  fee: Bilingual,
  product: Bilingual,
  complaints: Bilingual,
  legalBasis: z.array(LegalBasis).min(1),
  facilities: z.array(Bilingual).min(1),
  competence: z.array(Bilingual).min(1),
  supervision: z.array(Bilingual).min(1),
  staffing: Bilingual,
  assurance: Bilingual,
  safety: Bilingual,
  evaluation: Bilingual,
});
export type Standard = z.infer<typeof Standard>;
export const PUBLISHED_COMPONENTS = ["requirements", "procedure", "time", "fee", "product", "complaints"] as const;
export const INTERNAL_COMPONENTS = [
  "legalBasis",
  "facilities",
  "competence",
  "supervision",
  "staffing",
  "assurance",
  "safety",
  "evaluation",
] as const;

/** The time that the service promises to the applicant. */
export const Promise_ = z.strictObject({
  ...Span.shape,
  unit: z.enum(["working-minutes", "working-hours", "working-days", "hours", "calendar-days"]),
  /**
   * `submission`, or the id of an element: the clock starts when a token first passes it (a file that is not complete starts nothing,
   * so a diagram marks the moment of completeness with an event of its own).
   */
  starts: z.string().default("submission"),
  /** Ids of the tasks during which the clock stands still, besides those that the diagram marks with `pendopo:pauses`. */
  pauses: z.array(z.string()).default([]),
  /** Share of the promised time after which the official in charge is warned. */
  warnAt: z.number().gt(0).lt(1).default(0.75),
  /** The role that hears of a case that is late. */
  escalateTo: Key,
});
export type Promise_ = z.infer<typeof Promise_>;

/**
 * Fiktif positif: when the authority lets its legal time pass, the application counts as granted.
 * When the silence clock (which pauses with the promise) is due, the process receives the message named here; the diagram catches it
 * in an event sub-process, so that what silence does can be seen, proved sound and tested like everything else.
 */
export const Silence = z.strictObject({
  ...Span.shape,
  unit: z.enum(["working-hours", "working-days", "calendar-days"]),
  starts: z.string().default("submission"),
  message: Key,
  /** The outcome that silence decides. */
  outcome: Key,
  basis: LegalBasis,
  note: Bilingual,
});
export type Silence = z.infer<typeof Silence>;

export const Fee = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }),
  z.strictObject({ kind: z.literal("fixed"), amount: Amount, basis: LegalBasis }),
  /** `result` of a decision table, in rupiah. */
  z.strictObject({ kind: z.literal("decision"), decision: z.string(), basis: LegalBasis }),
  z.strictObject({ kind: z.literal("expression"), feel: Feel, basis: LegalBasis }),
]);
export type Fee = z.infer<typeof Fee>;

export const CHANNELS = ["online", "counter", "mall", "village-office", "mobile-unit", "mail", "phone"] as const;

export const DocumentRule = z.strictObject({
  key: Key,
  name: Bilingual,
  template: z.string().regex(/^[a-z0-9][a-z0-9-]*\.typ$/, "must be the name of a .typ file in this folder"),
  /** Text with {serial}, {serial:4}, {year}, {month}, {romanMonth}, {unitCode}, {agencyCode}, {classification}. */
  number: z.string().trim().min(1).max(120),
  /** How long it stays in force; absent = until revoked. */
  validity: Span.optional(),
  /** The role that signs. Absent: the agency's electronic seal alone, as when nobody decided and the law did. */
  signedBy: Key.optional(),
  /** Sealed with the agency's electronic seal (PAdES). A draft for reading is not. */
  seal: z.boolean().default(true),
  /** Whether strangers may verify it by its QR. */
  public: z.boolean().default(true),
});
export type DocumentRule = z.infer<typeof DocumentRule>;

export const CASE_MOMENTS = [
  "submitted",
  "returned",
  "corrected",
  "decided",
  "withdrawn",
  "warned",
  "late",
  "silent",
  "paid",
] as const;
/** Sent at a moment of every case, or, when `on` is absent, by the element of the diagram that names it with `pendopo:notice`. */
export const Notice = z.strictObject({
  key: Key,
  on: z.enum(CASE_MOMENTS).optional(),
  /** `applicant`, or roles. */
  to: z.array(Key).min(1),
  subject: Bilingual,
  body: Bilingual,
});
export type Notice = z.infer<typeof Notice>;

/** The rights of a person over their data (UU 27/2022 art. 5–13), each a service like any other. */
export const DATA_RIGHTS = [
  "access",
  "correction",
  "restriction",
  "objection",
  "portability",
  "withdrawal",
  "deletion",
] as const;

export const OUTCOME_KINDS = ["granted", "refused", "withdrawn", "lapsed", "closed"] as const;
/** How a case may end. `documents` are issued when the process ends in it. */
export const Outcome = z.strictObject({
  key: Key,
  kind: z.enum(OUTCOME_KINDS),
  name: Bilingual,
  documents: z.array(Key).default([]),
  notice: Key.optional(),
  /** Reached by silence and not by anybody's decision. */
  bySilence: z.boolean().default(false),
});
export type Outcome = z.infer<typeof Outcome>;

export const Retention = z.strictObject({
  active: Span,
  inactive: Span,
  disposal: z.enum(["destroy", "keep", "review"]),
  basis: z.string().trim().min(3),
});

const referenceCode = (domain: "RAB" | "RAL" | "RAD") =>
  z
    .array(
      z
        .string()
        .regex(new RegExp(`^${domain}\\.\\d{2}\\.\\d{2}(?:\\.\\d{2})*$`), `must be a code such as ${domain}.01.02`),
    )
    .min(1);

export const Service = z.strictObject({
  key: Key,
  version: z.string().regex(/^\d+\.\d+(?:\.\d+)?$/, "must be two or three numbers, such as 1.0"),
  name: Bilingual,
  /** The name people say, when the official one is long. */
  shortName: Bilingual.optional(),
  summary: Bilingual,
  audience: z.array(Audience).min(1),
  lifeEvents: z.array(LifeEvent).min(1),
  keywords: z.strictObject({
    id: z.array(z.string().trim().min(1)).min(1),
    en: z.array(z.string().trim().min(1)).min(1),
  }),
  /** Which kind of agency usually offers it. */
  owner: z.strictObject({ level: z.enum(["village", "district", "city", "province", "ministry"]), unit: Bilingual }),
  standard: Standard,
  promise: Promise_,
  silence: Silence.optional(),
  fee: Fee,
  channels: z.array(z.enum(CHANNELS)).min(1),
  references: z.strictObject({ RAB: referenceCode("RAB"), RAL: referenceCode("RAL"), RAD: referenceCode("RAD") }),
  roles: z.array(Role).min(1),
  parameters: z.array(Parameter).default([]),
  documents: z.array(DocumentRule).default([]),
  notices: z.array(Notice).default([]),
  outcomes: z.array(Outcome).min(1),
  /** Groups of steps of which nobody does two ("four eyes"): by the ids of their tasks in the diagram. */
  separate: z.array(z.array(z.string()).min(2)).optional(),
  /** Whether the applicant may withdraw while the case runs, and the outcome that this gives. */
  withdrawal: z.strictObject({ outcome: Key, until: z.string().optional() }).optional(),
  retention: Retention,
  /** Which right of UU 27/2022 is exercised here: such services stand together, and a case of one keeps data from being erased. */
  dataRight: z.enum(DATA_RIGHTS).optional(),
});
export type Service = z.infer<typeof Service>;
