import { checkTemplate } from "../../../kernel/documents/index.ts";
import { evaluate } from "../../../kernel/process/feel.ts";
import type { Process } from "../../../kernel/process/index.ts";
import { fieldsOf } from "./conditions.ts";
import { optionalPaths, sampleAnswer, sampleData } from "./document-data.ts";
import type { Faults } from "./faults.ts";
import { APPLICATION_FORM } from "./model.ts";
import { parameterValues } from "./parameters.ts";
import type { Draft } from "./read-service.ts";

/** Typesets every template with a made-up case, full and bare; a template that no document names is told. */
export async function checkTemplates(
  { files, service, serviceYaml, forms, process, decide }: Draft,
  faults: Faults,
): Promise<void> {
  if (!service) return;
  const used = new Set(service.documents.map(({ template }) => template));
  for (const name of files.keys())
    if (name.endsWith(".typ") && !used.has(name))
      faults.warn({ file: name, place: "1:1" }, "document.not-own", { name });
  // Without readable forms nobody can say which fields exist.
  if (!forms || !process) return;
  const results = sampleResults(process, forms, decide);
  const sample = await sampleData(forms, results, parameterValues(service).values);
  const optional = optionalPaths(forms, APPLICATION_FORM);
  for (const template of used) {
    const source = files.get(template);
    if (source === undefined) continue;
    try {
      for (const fault of await checkTemplate(source, sample, [], { optional }))
        faults.foreign({
          file: fault.file === "template.typ" ? template : fault.file,
          place: `${fault.line}:${fault.column}`,
          code: "template.fault",
          params: {},
          message: [fault.message, ...fault.hints].join("; "),
          severity: "fault",
        });
    } catch (error) {
      // Too slow or too large is a fault of the template like any other.
      const place = serviceYaml.at([
        "documents",
        service.documents.findIndex((one) => one.template === template),
        "template",
      ]);
      faults.foreign({
        ...place,
        code: "template.fault",
        params: {},
        message: `${template} could not be typeset: ${(error as Error).message}`,
        severity: "fault",
      });
    }
  }
}

/** What decisions and scripts give for the made-up answers, so that a template meets values of the right shape. */
function sampleResults(
  process: Process,
  forms: NonNullable<Draft["forms"]>,
  decide: Draft["decide"],
): Record<string, unknown> {
  const variables: Record<string, unknown> = {};
  for (const field of Object.values(forms).flatMap(fieldsOf)) variables[field.key] = sampleAnswer(field);
  for (const { result, decision, script } of process.nodes) {
    if (result === undefined) continue;
    const value =
      decision !== undefined
        ? decide(decision, variables).value
        : script !== undefined
          ? evaluate(script, variables).value
          : undefined;
    variables[result] = value ?? "…";
  }
  return Object.fromEntries(
    process.nodes.flatMap(({ result }) => (result === undefined ? [] : [[result, variables[result]]])),
  );
}
