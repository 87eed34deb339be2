import { keysOf } from "./check-service.ts";
import { fieldsOf } from "./conditions.ts";
import { type Faults, meant } from "./faults.ts";
import { APPLICATION_FORM, type Scenario } from "./model.ts";
import { parameterFault } from "./parameters.ts";
import type { Draft } from "./read-service.ts";

/** Checks that scenarios speak of things that exist; whether what they tell comes true is found by running them. */
export function checkScenarios(
  { scenarios, scenarioYaml: yaml, service, forms, process }: Draft,
  faults: Faults,
): void {
  if (!scenarios || !service) return;
  const keys = keysOf(service);
  const ids = process && new Set([...process.nodes.map(({ id }) => id), ...process.flows.map(({ id }) => id)]);
  const messages = process && new Set(process.messages.map(({ name }) => name));
  const seen = new Set<string>();
  for (const [s, scenario] of scenarios.entries()) {
    const refer = (path: PropertyKey[], what: string, name: string | undefined, known: Set<string> | undefined) => {
      if (name !== undefined && known && !known.has(name))
        faults.add(yaml.at(["scenarios", s, ...path]), "service.reference-unknown", {
          what,
          name,
          hint: meant(name, known),
        });
    };
    if (seen.has(scenario.key))
      faults.add(yaml.at(["scenarios", s, "key"]), "service.duplicate", { what: "scenario", name: scenario.key });
    seen.add(scenario.key);
    for (const [name, value] of Object.entries(scenario.parameters)) {
      const parameter = service.parameters.find(({ key }) => key === name);
      refer(["parameters", name], "parameter", name, keys.parameters);
      if (parameter && parameterFault(parameter, value))
        faults.add(yaml.at(["scenarios", s, "parameters", name]), "service.parameter-range", { name });
    }
    const fieldNames = (form: string | undefined) => {
      const found = form === undefined ? undefined : forms?.[form];
      return found && new Set(fieldsOf(found).map(({ key }) => key));
    };
    for (const name of Object.keys(scenario.answers))
      refer(["answers", name], "field", name, fieldNames(APPLICATION_FORM));
    for (const [i, step] of scenario.steps.entries()) {
      const here = (...path: PropertyKey[]) => ["steps", i, ...path];
      if ("complete" in step) {
        refer(here("complete"), "element", step.complete, ids);
        refer(here("by"), "role", step.by, keys.roles);
        const form = process?.nodes.find(({ id }) => id === step.complete)?.attributes.form;
        for (const name of Object.keys(step.answers)) refer(here("answers", name), "field", name, fieldNames(form));
        for (const [a, name] of (step.asked ?? []).entries())
          refer(here("asked", a), "field", name, fieldNames(APPLICATION_FORM));
      }
      if ("timer" in step) refer(here("timer"), "element", step.timer, ids);
      if ("message" in step) refer(here("message"), "message", step.message, messages);
    }
    const { expect } = scenario;
    for (const list of ["path", "open"] as const)
      for (const [i, id] of (expect[list] ?? []).entries()) refer(["expect", list, i], "element", id, ids);
    refer(["expect", "outcome"], "outcome", expect.outcome, keys.outcomes);
    for (const [i, key] of (expect.documents ?? []).entries())
      refer(["expect", "documents", i], "document", key, keys.documents);
    for (const [i, key] of (expect.notices ?? []).entries())
      refer(["expect", "notices", i], "notice", key, keys.notices);
  }
  checkCoverage(scenarios, { yaml, service, faults });
}

/** An outcome that no scenario shows is a way that nobody has tried. */
function checkCoverage(
  scenarios: Scenario[],
  { yaml, service, faults }: { yaml: Draft["scenarioYaml"]; service: NonNullable<Draft["service"]>; faults: Faults },
): void {
  const shown = new Set(scenarios.map(({ expect }) => expect.outcome));
  for (const { key } of service.outcomes)
    if (!shown.has(key)) faults.warn(yaml.at(["scenarios"]), "scenario.uncovered", { name: key });
}
