/** The types of a service as data (ARCHITECTURE: "a service is a folder"). Everything that stands on a definition imports from here. */
export * from "./basic-schema.ts";
export * from "./form-schema.ts";
export * from "./scenario-schema.ts";
export * from "./service-schema.ts";

/** One thing wrong with a definition: which file, where in it (`line:column`, an element id, or a path), which rule, and what to do. */
export type DefinitionFault = {
  file: string;
  place: string;
  code: string;
  message: string;
  severity: "fault" | "warning";
};
