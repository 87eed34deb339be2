import { checkSoundness, compile, type Process } from "../../../kernel/process/index.ts";
import { checkDecisions } from "./check-decisions.ts";
import { checkForms } from "./check-form.ts";
import { checkProcess } from "./check-process.ts";
import { checkScenarios } from "./check-scenarios.ts";
import { checkServiceFile } from "./check-service.ts";
import { checkTemplates } from "./check-templates.ts";
import { collectFaults, type Faults } from "./faults.ts";
import { digestOf, type Files, takeFiles } from "./files.ts";
import {
  APPLICATION_FORM,
  type Definition,
  type DefinitionFault,
  type Form,
  FormFile,
  type ReadResult,
  type Scenario,
  ScenarioFile,
  Service,
} from "./model.ts";
import { checked, readYaml, type YamlFile } from "./yaml-file.ts";

/** A decision with what it reads: names of inputs, and the texts that its table compares each with. */
export type DraftDecision = {
  id: string;
  name: string;
  file: string;
  inputs: string[];
  compared: { name: string; value: string; place: string }[];
};

/** A folder as far as it could be read: what the checks look at. A part that is at fault is undefined, and the others are still checked. */
export type Draft = {
  files: Files;
  service?: Service;
  serviceYaml: YamlFile;
  forms?: Record<string, Form>;
  formYaml: YamlFile;
  process?: Process;
  decisions?: DraftDecision[];
  decide: Definition["decide"];
  scenarios?: Scenario[];
  scenarioYaml: YamlFile;
};

export type ReadOptions = {
  /** False leaves out what costs time and was proved at publishing (templates, soundness): for reading a stored definition again. */
  prove?: boolean;
};

/**
 * Reads a service from its folder, or from its files in memory, and proves it: every fault at once, each with its file and place.
 * Never throws on what is in the files.
 * @example const read = await readService("library/sertifikat-laik-higiene"); if (!read.ok) show(read.faults)
 */
export async function readService(
  source: string | ReadonlyMap<string, Uint8Array | string>,
  { prove = true }: ReadOptions = {},
): Promise<ReadResult> {
  const faults = collectFaults();
  const files = await takeFiles(source, faults);
  const draft = await readDraft(files, faults);
  checkServiceFile(draft, faults);
  checkForms(draft, faults);
  checkProcess(draft, faults);
  checkScenarios(draft, faults);
  if (prove) {
    if (draft.process && !faults.all.some((one) => one.file === "process.bpmn" && one.severity === "fault"))
      checkSound(draft.process, faults);
    await checkTemplates(draft, faults);
  }
  const warnings = faults.all.filter(({ severity }) => severity === "warning").sort(byPlace);
  const wrong = faults.all.filter(({ severity }) => severity === "fault").sort(byPlace);
  const { service, forms, process, decisions, scenarios } = draft;
  if (wrong.length > 0 || !service || !forms || !process || !decisions || !scenarios)
    return { ok: false, faults: wrong, warnings };
  const used = usedFiles(files, draft);
  const definition: Definition = {
    key: service.key,
    version: service.version,
    digest: digestOf(used),
    service,
    application: forms[APPLICATION_FORM]!,
    forms,
    process,
    decide: draft.decide,
    decisions: decisions.map(({ id, name, file }) => ({ id, name, file })),
    templates: Object.fromEntries(service.documents.map(({ key, template }) => [key, files.get(template) ?? ""])),
    scenarios,
    files: Object.fromEntries(used),
  };
  return { ok: true, definition, warnings };
}

async function readDraft(files: Files, faults: Faults): Promise<Draft> {
  for (const name of ["service.yaml", "form.yaml", "process.bpmn", "scenarios.yaml"])
    if (!files.has(name) && files.size > 0) faults.add({ file: name, place: "1:1" }, "service.file-missing", { name });
  const part = (name: string) => files.get(name);
  const yaml = (name: string) => readYaml(name, files.get(name) ?? "", faults, part);
  const [serviceYaml, formYaml, scenarioYaml] = [yaml("service.yaml"), yaml("form.yaml"), yaml("scenarios.yaml")];
  const { decisions, decide } = await checkDecisions(files, faults);
  const draft: Draft = { files, serviceYaml, formYaml, scenarioYaml, decisions, decide };
  if (files.has("service.yaml")) draft.service = checked(Service, serviceYaml, faults);
  if (files.has("form.yaml")) {
    const read = checked(FormFile, formYaml, faults);
    if (read) {
      draft.forms = { [APPLICATION_FORM]: { key: APPLICATION_FORM, ...read[APPLICATION_FORM] } };
      for (const [key, form] of Object.entries(read.forms))
        if (key !== APPLICATION_FORM) draft.forms[key] = { key, ...form };
    }
  }
  if (files.has("scenarios.yaml")) {
    const read = checked(ScenarioFile, scenarioYaml, faults);
    // The common answers are laid under each scenario's own here, so that nobody after this needs to know of them.
    draft.scenarios = read?.scenarios.map((scenario) => ({
      ...scenario,
      answers: { ...read.answers, ...scenario.answers },
    }));
  }
  const xml = files.get("process.bpmn");
  if (xml !== undefined) {
    const compiled = await compile(xml);
    const told =
      (severity: "fault" | "warning") =>
      (problem: { element?: string; code: string; params: Record<string, string>; message: string; line?: number }) => {
        const place = problem.element || (problem.line === undefined ? "1:1" : `${problem.line}:1`);
        faults.foreign({
          file: "process.bpmn",
          place,
          code: `process.${problem.code}`,
          params: problem.params,
          message: problem.message,
          severity,
        });
      };
    if (!compiled.ok) compiled.problems.forEach(told("fault"));
    compiled.warnings.filter(({ code }) => !QUIET.has(code)).forEach(told("warning"));
    draft.process = compiled.process;
  }
  return draft;
}

/** A send task's message is its notice, and other tools' extensions do no harm. */
const QUIET = new Set(["message-unnamed", "vendor-extension"]);

function checkSound(process: Process, faults: Faults): void {
  const { verdict, faults: unsound } = checkSoundness(process);
  for (const { element, path, message } of unsound)
    faults.add({ file: "process.bpmn", place: element }, "process.unsound", {
      reason: message,
      path: path.join(" → ") || "none",
    });
  if (verdict === "too-large")
    faults.add({ file: "process.bpmn", place: process.id }, "process.unsound", {
      reason: "The process is too large to be proved; part it into sub-processes.",
      path: "none",
    });
}

/** The parts that the forms really include, and every other file: what makes up this version, and nothing beside it. */
function usedFiles(files: Files, draft: Draft): Files {
  const text = ["form.yaml"].map((name) => draft.files.get(name) ?? "").join("\n");
  return new Map(
    [...files].filter(([name]) => !name.startsWith("parts/") || text.includes(name.replace(/\.yaml$/, ""))),
  );
}

const byPlace = (a: DefinitionFault, b: DefinitionFault): number =>
  a.file < b.file ? -1 : a.file > b.file ? 1 : a.place.localeCompare(b.place, "en", { numeric: true });
