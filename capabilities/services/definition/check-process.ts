import type { Node, Process } from "../../../kernel/process/index.ts";
import { caseNames, choiceOptions } from "./check-form.ts";
import { keysOf } from "./check-service.ts";
import { type Faults, meant } from "./faults.ts";
import { APPLICATION_FORM, type Service } from "./model.ts";
import { checkFeel, type Sight } from "./names.ts";
import type { Draft } from "./read-service.ts";

/**
 * What a service task may order: the words of a definition. Capabilities do it (`Capability.acts`), documents the case itself;
 * a test holds this list against what they declare.
 */
export const KNOWN_ACTS = [
  "issue-document",
  "export-personal-data",
  "correct-personal-data",
  "erase-personal-data",
  "restrict-processing",
];

const at = (place: string) => ({ file: "process.bpmn", place });

/** Checks the diagram against the rest of the folder: lanes and roles, tasks and forms, names in conditions, ends and outcomes. */
export function checkProcess(draft: Draft, faults: Faults): void {
  const { process, service } = draft;
  if (!process) return;
  if (service) {
    checkRoles(process, service, faults);
    checkReferences(draft, process, service, faults);
    checkEnds(process, service, faults);
    checkClocks(draft, process, service, faults);
  }
  checkTasks(draft, process, faults);
  checkExpressions(draft, process, faults);
  checkPicture(process, faults);
}

/** The role that works on a node: its own, or its lane's. */
export const roleOf = (node: Pick<Node, "attributes" | "lane">, process: Pick<Process, "lanes">): string | undefined =>
  node.attributes.role ?? process.lanes.find(({ id }) => id === node.lane)?.role;

function checkRoles(process: Process, service: Service, faults: Faults): void {
  const { roles } = keysOf(service);
  for (const lane of process.lanes)
    if (!roles.has(lane.role))
      faults.add(at(lane.id), "process.lane-role", { lane: lane.name ?? lane.id, role: lane.role });
  for (const node of process.nodes) {
    const { role } = node.attributes;
    if (role !== undefined && !roles.has(role))
      faults.add(at(node.id), "service.reference-unknown", { what: "role", name: role, hint: meant(role, roles) });
    if (node.kind !== "user") continue;
    const worker = service.roles.find(({ key }) => key === roleOf(node, process));
    if (node.attributes.form === APPLICATION_FORM && worker && worker.kind !== "applicant")
      faults.add(at(node.id), "process.applicant-form");
  }
}

function checkTasks({ forms }: Draft, process: Process, faults: Faults): void {
  const known = forms && new Set(Object.keys(forms));
  for (const node of process.nodes) {
    if (node.kind === "manual" || node.kind === "task" || node.kind === "user") {
      if (roleOf(node, process) === undefined) faults.add(at(node.id), "process.no-lane");
      const { workingDays, workingMinutes, hours } = node.attributes;
      if (workingDays === undefined && workingMinutes === undefined && hours === undefined)
        faults.warn(at(node.id), "process.task-time");
    }
    const { form } = node.attributes;
    if (node.kind === "user" && form === undefined) faults.add(at(node.id), "process.task-form");
    if (form !== undefined && known && !known.has(form))
      faults.add(at(node.id), "service.reference-unknown", { what: "form", name: form, hint: meant(form, known) });
    if (node.name && !node.attributes.en && SHOWN.has(node.kind))
      faults.add(at(node.id), "process.english", { name: node.name });
  }
}

/** Nodes whose names people read on the way of their case. */
const SHOWN = new Set(["user", "manual", "task", "start", "end", "service", "rule", "call", "receive", "catch", "sub"]);

function checkReferences({ decisions }: Draft, process: Process, service: Service, faults: Faults): void {
  const keys = keysOf(service);
  const decided = new Set(decisions?.flatMap(({ id, name }) => [id, name]) ?? []);
  for (const node of process.nodes) {
    const refer = (what: string, name: string | undefined, known: Set<string>) => {
      if (name !== undefined && !known.has(name))
        faults.add(at(node.id), "service.reference-unknown", { what, name, hint: meant(name, known) });
    };
    refer("notice", node.attributes.notice, keys.notices);
    refer("outcome", node.attributes.outcome, keys.outcomes);
    refer("document", node.attributes.document, keys.documents);
    refer("decision", node.decision, decided);
    if (node.kind === "service" && !KNOWN_ACTS.includes(node.attributes.act ?? ""))
      faults.add(at(node.id), "process.act-unknown", {
        name: node.attributes.act ?? "(none)",
        acts: KNOWN_ACTS.join(", "),
      });
  }
  const used = new Set([
    ...process.nodes.flatMap(({ decision }) => decision ?? []),
    service.fee.kind === "decision" ? service.fee.decision : "",
  ]);
  for (const { id, name, file } of decisions ?? [])
    if (!used.has(id) && !used.has(name) && !required(decisions, id, used))
      faults.warn({ file, place: id }, "decision.unused", { name: id });
}

/** Whether a decision stands in a file of which another decision is used: it is then most likely one of its steps. */
const required = (decisions: Draft["decisions"], id: string, used: Set<string>): boolean => {
  const own = decisions?.find((one) => one.id === id);
  return decisions?.some((one) => one.file === own?.file && (used.has(one.id) || used.has(one.name))) ?? false;
};

/** Every end that the main way can reach says how the case ends; every outcome is reached by some end. */
function checkEnds(process: Process, service: Service, faults: Faults): void {
  const aside = asideOf(process);
  for (const node of process.nodes) {
    const scope = process.nodes.find(({ id }) => id === node.scope);
    // The end of an embedded sub-process ends only that; an error end is caught around it.
    const inner = scope !== undefined && scope.kind !== "event-sub";
    if (node.kind === "end" && !inner && !aside.has(node.id) && node.trigger !== "error" && !node.attributes.outcome)
      faults.add(at(node.id), "process.end-outcome");
  }
  const named = new Set(process.nodes.map(({ attributes }) => attributes.outcome));
  for (const { key } of service.outcomes)
    if (!named.has(key) && service.withdrawal?.outcome !== key)
      faults.add(at(process.id), "process.outcome-unreached", { name: key });
}

/** Nodes that can be reached only by the side ways of events that interrupt nothing: reminders and the like. */
function asideOf(process: Process): Set<string> {
  const main = new Set<string>();
  const waiting = process.nodes
    .filter(
      (node) =>
        (node.in.length === 0 && node.kind !== "boundary") || (node.kind === "boundary" && node.interrupting !== false),
    )
    .filter((node) => {
      const scope = process.nodes.find(({ id }) => id === node.scope);
      return !(scope?.kind === "event-sub" && node.kind === "start" && node.interrupting === false);
    })
    .map(({ id }) => id);
  while (waiting.length > 0) {
    const id = waiting.pop()!;
    if (main.has(id)) continue;
    main.add(id);
    for (const flow of process.flows) if (flow.from === id) waiting.push(flow.to);
  }
  return new Set(process.nodes.map(({ id }) => id).filter((id) => !main.has(id)));
}

/** What service.yaml says about time, and about steps kept apart, points to things that the diagram has. */
function checkClocks({ serviceYaml: yaml }: Draft, process: Process, service: Service, faults: Faults): void {
  const ids = new Set(process.nodes.map(({ id }) => id));
  const refer = (path: PropertyKey[], name: string, known: Set<string>, what: string) => {
    if (!known.has(name))
      faults.add(yaml.at(path), "service.reference-unknown", { what, name, hint: meant(name, known) });
  };
  const moments = new Set([...ids, "submission"]);
  refer(["promise", "starts"], service.promise.starts, moments, "element");
  const tasks = new Set(process.nodes.filter(({ kind }) => kind === "user").map(({ id }) => id));
  for (const [i, id] of service.promise.pauses.entries()) refer(["promise", "pauses", i], id, tasks, "task");
  for (const [g, group] of (service.separate ?? []).entries())
    for (const [i, id] of group.entries()) refer(["separate", g, i], id, tasks, "task");
  if (service.withdrawal?.until) refer(["withdrawal", "until"], service.withdrawal.until, ids, "element");
  if (!service.silence) return;
  refer(["silence", "starts"], service.silence.starts, moments, "element");
  const caught = process.messages.filter(({ direction }) => direction === "in").map(({ name }) => name);
  if (!caught.includes(service.silence.message))
    faults.add(yaml.at(["silence", "message"]), "process.no-message", { name: service.silence.message });
  const ends = process.nodes.filter(({ attributes }) => attributes.outcome === service.silence?.outcome);
  if (ends.length === 0)
    faults.add(yaml.at(["silence", "outcome"]), "process.outcome-unreached", { name: service.silence.outcome });
}

function checkExpressions(draft: Draft, process: Process, faults: Faults): void {
  const { open, personal } = caseNames(draft);
  const parameters = new Set(draft.service?.parameters.map(({ key }) => key) ?? []);
  // Unreadable forms give no names, and each condition would be told as wrong.
  if (!draft.forms || !draft.service) return;
  const options = choiceOptions(draft);
  for (const { file, compared } of draft.decisions ?? [])
    for (const { name, value, place } of compared) {
      const known = options.get(name);
      if (known && !known.has(value))
        faults.add({ file, place }, "feel.option-unknown", { name, value, hint: meant(value, known) });
    }
  const sight: Sight = { names: open, personal, parameters, options };
  for (const { id, condition } of process.flows)
    if (condition !== undefined) checkFeel(condition, at(id), sight, faults);
  for (const node of process.nodes) {
    const item = node.loop?.item;
    const local: Sight = item
      ? { ...sight, names: new Set([...open, item, "loopCounter", node.loop?.output ?? item]) }
      : sight;
    const { timer, loop } = node;
    const texts = [
      node.script,
      node.correlation,
      timer?.workingDays,
      timer?.feel ? (timer.duration ?? timer.date ?? timer.cycle) : undefined,
      loop?.cardinality,
      loop?.collection,
      loop?.condition,
      timer ? undefined : node.attributes.workingDays,
      node.attributes.workingMinutes,
      node.attributes.hours,
    ];
    for (const text of texts) if (text !== undefined) checkFeel(text.replace(/^=\s*/, ""), at(node.id), local, faults);
    if (node.result !== undefined && personal.has(node.result))
      faults.add(at(node.id), "feel.personal", { name: node.result, expression: node.result });
    if (node.decision === undefined) continue;
    const decision = draft.decisions?.find(({ id, name }) => id === node.decision || name === node.decision);
    for (const input of decision?.inputs ?? [])
      if (!open.has(input))
        faults.add({ file: decision!.file, place: decision!.id }, "decision.input", {
          name: input,
          hint: meant(input, open),
        });
  }
}

/** A process without its picture runs, but nobody can look at it. */
function checkPicture(process: Process, faults: Faults): void {
  const drawn = new Set(
    process.diagrams.flatMap(({ shapes, edges }) => [...shapes, ...edges].map(({ element }) => element)),
  );
  for (const { id } of [...process.nodes, ...process.flows])
    if (!drawn.has(id)) faults.warn(at(id), "process.no-picture", { name: id });
}
