// The register of processing (UU 27/2022 art. 31), computed from the definitions that run: nobody keeps a second list. Pure.

import type { Bilingual } from "../../kernel/words/words.ts";
import { type Definition, fieldsOf, type Offering } from "../services/index.ts";
import { type Schedule, scheduleOf } from "./retention.ts";

export type RegisteredField = {
  form: string;
  key: string;
  label: Bilingual;
  specific: boolean;
  purpose: Bilingual | null;
  basis: string | null;
};

/** One processing: a service as one agency offers it. */
export type Processing = {
  service: string;
  name: Bilingual;
  version: string;
  unit: string;
  fields: RegisteredField[];
  /** Who works with the data, as the service names them. */
  recipients: Bilingual[];
  schedule: Schedule;
  /** Why the risk is high (art. 34): then an assessment is due before processing. */
  risks: Risk[];
  right: boolean;
};

export const RISKS = ["specific", "automated"] as const;
export type Risk = (typeof RISKS)[number];

/** What one offering processes. A field inherits purpose and basis from its page, and the page from its form. */
export function processingOf(definition: Definition, offering: Pick<Offering, "unitName" | "parameters">): Processing {
  const { service } = definition;
  const fields = Object.entries(definition.forms).flatMap(([form, { privacy, pages }]) =>
    pages.flatMap((page) =>
      fieldsOf({ pages: [page] })
        .filter((field) => isAbout(field))
        .map((field): RegisteredField => {
          const said = field.privacy ?? page.privacy ?? privacy;
          return {
            form,
            key: field.key,
            label: field.label,
            specific: isSpecificField(field),
            purpose: said?.purpose ?? null,
            basis: said?.basis ?? null,
          };
        }),
    ),
  );
  const risks: Risk[] = [
    ...(fields.some((field) => field.specific) ? (["specific"] as const) : []),
    // Silence and tables that decide without a person, with a legal effect for them (art. 10).
    ...(service.silence || service.outcomes.some((outcome) => outcome.bySilence) ? (["automated"] as const) : []),
  ];
  return {
    service: service.key,
    name: service.shortName ?? service.name,
    version: service.version,
    unit: offering.unitName,
    fields,
    recipients: service.roles.filter((role) => role.kind !== "applicant").map((role) => role.name),
    schedule: scheduleOf(service.retention, offering.parameters),
    risks,
    right: service.dataRight !== undefined,
  };
}

type AnyField = ReturnType<typeof fieldsOf>[number];
const isAbout = (field: AnyField): boolean =>
  field.personal !== false || (field.type === "table" && field.fields.some((cell) => cell.personal !== false));
const isSpecificField = (field: AnyField): boolean =>
  field.personal === "specific" ||
  (field.type === "table" && field.fields.some((cell) => cell.personal === "specific"));

/** Personal fields that say neither purpose nor basis. A definition of this release cannot be published with one; an older one may. */
export const unfounded = (processing: Processing): RegisteredField[] =>
  processing.fields.filter((field) => field.basis === null || field.purpose === null);
