import type { Amount } from "./basic-schema.ts";
import { fieldsOf } from "./conditions.ts";
import { type Faults, meant } from "./faults.ts";
import { APPLICATION_FORM, type Service } from "./model.ts";
import { checkFeel } from "./names.ts";
import { NOTICE_FIELDS, noticeFields } from "./notice-text.ts";
import { marksOf, NUMBER_MARKS } from "./numbering.ts";
import { parameterFault } from "./parameters.ts";
import type { Draft } from "./read-service.ts";
import { referenceName } from "./references.ts";

/** Checks service.yaml against itself, the forms and the national reference codes. What the diagram must say is checked there. */
export function checkServiceFile(draft: Draft, faults: Faults): void {
  const { service, serviceYaml: yaml } = draft;
  if (!service) return;
  const keys = keysOf(service);
  checkKeys(draft, service, faults);
  checkAmounts(draft, service, faults);

  const refer = (path: PropertyKey[], what: string, name: string, known: Set<string>) => {
    if (!known.has(name))
      faults.add(yaml.at(path), "service.reference-unknown", { what, name, hint: meant(name, known) });
  };
  refer(["promise", "escalateTo"], "role", service.promise.escalateTo, keys.roles);
  for (const [i, document] of service.documents.entries()) {
    const { key, template, number, signedBy } = document;
    const at = (field: string) => yaml.at(["documents", i, field]);
    if (!draft.files.has(template)) faults.add(at("template"), "service.file-missing", { name: template });
    if (signedBy !== undefined) {
      refer(["documents", i, "signedBy"], "role", signedBy, keys.roles);
      const role = service.roles.find((one) => one.key === signedBy);
      if (role && !role.acts.includes("sign")) faults.add(at("signedBy"), "service.head-signs", { name: signedBy });
    }
    const texts = new Set(service.parameters.map((one) => one.key));
    for (const mark of marksOf(number))
      if (!(NUMBER_MARKS as readonly string[]).includes(mark) && !texts.has(mark))
        faults.add(at("number"), "service.number-mark", { mark: `{${mark}}` });
    if (!marksOf(number).includes("serial")) faults.add(at("number"), "service.number-serial", { serial: "{serial}" });
    if (!service.outcomes.some((one) => one.documents.includes(key)) && !issuedInProcess(draft, key))
      faults.add(yaml.at(["documents", i, "key"]), "document.unissued", { name: key });
  }
  for (const [i, outcome] of service.outcomes.entries()) {
    for (const [j, name] of outcome.documents.entries())
      refer(["outcomes", i, "documents", j], "document", name, keys.documents);
    if (outcome.notice) refer(["outcomes", i, "notice"], "notice", outcome.notice, keys.notices);
  }
  checkNotices(draft, service, keys, faults);
  if (service.withdrawal) refer(["withdrawal", "outcome"], "outcome", service.withdrawal.outcome, keys.outcomes);
  if (service.silence) {
    refer(["silence", "outcome"], "outcome", service.silence.outcome, keys.outcomes);
    const outcome = service.outcomes.find((one) => one.key === service.silence?.outcome);
    if (outcome && !outcome.bySilence) faults.add(yaml.at(["silence", "outcome"]), "service.silence-kind");
  }
  for (const [domain, codes] of Object.entries(service.references))
    for (const [i, code] of codes.entries())
      if (referenceName(code) === undefined)
        faults.add(yaml.at(["references", domain, i]), "service.reference-code", { code });
  const applicants = service.roles.filter(({ kind }) => kind === "applicant").length;
  if (applicants !== 1) faults.add(yaml.at(["roles"]), "service.applicant-role", { count: String(applicants) });
  checkRequirements(draft, service, faults);
  if (service.fee.kind === "decision")
    refer(["fee", "decision"], "decision", service.fee.decision, new Set(draft.decisions?.map(({ id }) => id)));
}

/** The keys that other files and other parts of this one may name. */
export const keysOf = (service: Service) => ({
  roles: new Set(service.roles.map(({ key }) => key)),
  documents: new Set(service.documents.map(({ key }) => key)),
  notices: new Set(service.notices.map(({ key }) => key)),
  outcomes: new Set(service.outcomes.map(({ key }) => key)),
  parameters: new Set(service.parameters.map(({ key }) => key)),
});

const issuedInProcess = (draft: Draft, key: string): boolean =>
  draft.process?.nodes.some(({ attributes }) => attributes.act === "issue-document" && attributes.document === key) ??
  false;

/** One key, one thing; a parameter's default keeps its own bounds; what nobody uses is told. */
function checkKeys({ serviceYaml: yaml, files }: Draft, service: Service, faults: Faults): void {
  for (const list of ["roles", "parameters", "documents", "notices", "outcomes"] as const) {
    const seen = new Set<string>();
    for (const [i, { key }] of service[list].entries()) {
      if (seen.has(key))
        faults.add(yaml.at([list, i, "key"]), "service.duplicate", { what: list.slice(0, -1), name: key });
      seen.add(key);
    }
  }
  const everything = [...files.values()].join("\n");
  for (const [i, parameter] of service.parameters.entries()) {
    if (parameterFault(parameter, parameter.default))
      faults.add(yaml.at(["parameters", i, "default"]), "service.parameter-range", { name: parameter.key });
    if ((everything.match(new RegExp(`\\b${parameter.key}\\b`, "g"))?.length ?? 0) < 2)
      faults.warn(yaml.at(["parameters", i, "key"]), "service.unused", { what: "parameter", name: parameter.key });
  }
}

function checkAmounts({ serviceYaml: yaml }: Draft, service: Service, faults: Faults): void {
  const names = new Set(
    service.parameters.filter(({ type }) => type === "number" || type === "rupiah").map(({ key }) => key),
  );
  const check = (amount: Amount | undefined, path: PropertyKey[]) => {
    if (typeof amount !== "object" || names.has(amount.parameter)) return;
    faults.add(yaml.at(path), "service.reference-unknown", {
      what: "number parameter",
      name: amount.parameter,
      hint: meant(amount.parameter, names),
    });
  };
  check(service.promise.amount, ["promise", "amount"]);
  check(service.silence?.amount, ["silence", "amount"]);
  if (service.fee.kind === "fixed") check(service.fee.amount, ["fee", "amount"]);
  for (const [i, { validity }] of service.documents.entries())
    check(validity?.amount, ["documents", i, "validity", "amount"]);
  check(service.retention.active.amount, ["retention", "active", "amount"]);
  check(service.retention.inactive.amount, ["retention", "inactive", "amount"]);
}

function checkNotices(draft: Draft, service: Service, keys: ReturnType<typeof keysOf>, faults: Faults): void {
  const { serviceYaml: yaml } = draft;
  // Without readable forms their fields are unknown, and a fault about each would only hide the real one.
  const fields = draft.forms ? noticeFields({ forms: draft.forms, service }) : undefined;
  const named = new Set([
    ...service.outcomes.flatMap(({ notice }) => notice ?? []),
    ...(draft.process?.nodes.flatMap(({ attributes }) => attributes.notice ?? []) ?? []),
  ]);
  for (const [i, notice] of service.notices.entries()) {
    for (const [j, role] of notice.to.entries())
      if (!keys.roles.has(role))
        faults.add(yaml.at(["notices", i, "to", j]), "service.reference-unknown", {
          what: "role",
          name: role,
          hint: meant(role, keys.roles),
        });
    if (!notice.on && !named.has(notice.key))
      faults.warn(yaml.at(["notices", i, "key"]), "service.unused", { what: "notice", name: notice.key });
    for (const part of ["subject", "body"] as const)
      for (const language of ["id", "en"] as const)
        for (const [, field = ""] of notice[part][language].matchAll(/\{(\w+)\}/g))
          if (fields && !fields.has(field))
            faults.add(yaml.at(["notices", i, part, language]), "service.notice-field", {
              field: `{${field}}`,
              hint: meant(field, [...fields, ...NOTICE_FIELDS]),
            });
  }
}

/** Item 1 of the standard and the form must tell the same story. */
function checkRequirements({ serviceYaml: yaml, forms }: Draft, service: Service, faults: Faults): void {
  const application = forms?.[APPLICATION_FORM];
  if (!application) return;
  const names = new Set(fieldsOf(application).map(({ key }) => key));
  const parameters = keysOf(service).parameters;
  for (const [i, { field, when }] of service.standard.requirements.entries()) {
    const at = (key: string) => yaml.at(["standard", "requirements", i, key]);
    if (field !== undefined && !names.has(field))
      faults.add(at("field"), "service.reference-unknown", { what: "field", name: field, hint: meant(field, names) });
    if (when !== undefined)
      checkFeel(when, at("when"), { names: new Set([...names, "parameters", "today"]), parameters }, faults);
  }
}
