import type { Process } from "../../../kernel/process/model.ts";
import type { Form } from "./form-schema.ts";
import type { Scenario } from "./scenario-schema.ts";
import type { Service } from "./service-schema.ts";

/** The types of a service as data (design §5: a service is a folder). Everything that stands on a definition imports from here. */
export * from "./basic-schema.ts";
export * from "./form-schema.ts";
export * from "./scenario-schema.ts";
export * from "./service-schema.ts";

/**
 * A definition that was read and proved. It is made anew from `files` wherever it is needed (`readService`), so only the files are
 * stored; `digest` says which text a case runs on.
 */
export type Definition = {
  key: string;
  version: string;
  /** SHA-256 over the names and bytes of all files, in hex. */
  digest: string;
  service: Service;
  /** The applicant's form, which is also `forms.permohonan`. */
  application: Form;
  /** Every form by the name that `pendopo:form` uses. */
  forms: Record<string, Form>;
  process: Process;
  /**
   * Evaluates a decision of this folder by its id or name; what the engine asks for as `options.decide`. `trace` tells each decision
   * on the way with the ids of the rules that applied, so that a person can be shown why.
   */
  decide: (
    reference: string,
    variables: Record<string, unknown>,
  ) => { value: unknown; problem?: string; trace?: { id: string; name: string; value: unknown; rules: string[] }[] };
  /** Ids of the decisions, with the file that holds each. */
  decisions: { id: string; name: string; file: string }[];
  /** Typst source by the key of the document that it makes. */
  templates: Record<string, string>;
  scenarios: Scenario[];
  /** Every file by its name (`service.yaml`, `parts/identitas.yaml`, …), as text. */
  files: Record<string, string>;
};

/** One thing wrong with a definition: which file, where in it (`line:column`, an element id, or a path), which rule, and what to do. */
export type DefinitionFault = {
  file: string;
  place: string;
  /** Key of a sentence in words.ts, or of kernel/process with `process.` before it. */
  code: string;
  params: Record<string, string>;
  /** The sentence in English, for terminals; pages translate `code` with `params`. */
  message: string;
  severity: "fault" | "warning";
};

export type ReadResult =
  | { ok: true; definition: Definition; warnings: DefinitionFault[] }
  | { ok: false; faults: DefinitionFault[]; warnings: DefinitionFault[] };
