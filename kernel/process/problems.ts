import type { Problem } from "./model.ts";

/** English sentences by code; hosts translate by the same codes. `{name}` takes a parameter. */
const sentences = {
  "xml-malformed": "The file is not well-formed XML: {reason}.",
  "xml-doctype": "The file declares a document type (DTD). BPMN needs none, and entities are not expanded.",
  "xml-too-large": "The file has {size} characters; at most {limit} are read.",
  "xml-too-deep": "Elements are nested more than {limit} deep.",
  "xml-too-many": "The file has more than {limit} elements.",
  "not-bpmn": 'The root element is {name} of the namespace "{namespace}", not the definitions of BPMN 2.0.',
  "no-process": "The file defines no process.",
  "several-processes": "The file has several executable processes ({processes}); name the one to run.",
  "unknown-process": "The file has no process {process}.",
  "process-too-large": "The process has {count} flow nodes and flows; at most {limit} are taken.",
  "empty-process": "The process has no flow element.",
  "not-executable": "The process is not marked isExecutable.",
  "id-missing": "A {type} has no id.",
  "id-duplicate": "The id {id} is used more than once.",
  "flow-end-missing": "The sequence flow has no {end}.",
  "flow-end-unknown": "The sequence flow's {end} {ref} is not a flow node of this process.",
  "flow-crosses-scope": "The sequence flow crosses the border of a sub-process.",
  "flow-into-start": "A sequence flow leads into the start event {node}.",
  "flow-out-of-end": "A sequence flow leads out of the end event {node}.",
  "flow-into-boundary": "A sequence flow leads into the boundary event {node}.",
  "reference-unknown": "{property} refers to {ref}, which is not in the file.",
  "default-unknown": "The default flow {ref} does not leave this element.",
  "default-conditional": "The default flow carries a condition, which is never asked.",
  "not-supported": "A {name} is not executed by this engine.",
  "event-misplaced": "A {trigger} trigger cannot stand on a {type}.",
  "condition-missing": "The flow leaves a deciding gateway but has no condition and is not the default.",
  "condition-assumed-default": "The only flow without a condition is taken as the default.",
  "condition-ignored": "The condition is not asked here: {why}.",
  "expression-language": "The expression is written in {language}; only FEEL is executed.",
  "expression-invalid": "The FEEL expression does not parse: {reason}. It reads: {expression}",
  "expression-empty": "The {what} is empty.",
  "script-missing": "The script task has no script; it does nothing.",
  "decision-missing": "The business rule task names no decision (pendopo:decision); the host must answer it.",
  "act-missing": "The service task names no act (pendopo:act); the host must know it by its id.",
  "called-missing": "The call activity names no called element.",
  "timer-missing": "The timer has no time: timeDuration, timeDate, timeCycle or pendopo:workingDays.",
  "timer-invalid": "The timer's {what} reads {value}, which is neither ISO 8601 nor FEEL.",
  "message-unnamed": "The message has no name; {name} is used.",
  "signal-unnamed": "The signal has no name; {name} is used.",
  "link-unmatched": "No catching link event named {name} is in the same scope.",
  "link-doubled": "Several catching link events are named {name}.",
  "boundary-unattached": "The boundary event is attached to {ref}, which is not an activity of the same scope.",
  "loop-empty": "The multi-instance marker says neither how many nor over which list.",
  "no-start": "Nothing starts here: no start event, and no element without an incoming flow.",
  "event-sub-start": "An event sub-process needs exactly one start event with a trigger; it has {count}.",
  "gateway-branch": "An event-based gateway leads to {node}, which is not a catching event or receive task.",
  "gateway-branches": "An event-based gateway needs at least two outgoing flows; it has {count}.",
  "no-incoming": "No flow leads here, and it is not a start.",
  "loop-without-wait": "Nothing waits in the loop {elements}; it is cut after {limit} rounds.",
  "vendor-extension": "{count} extension attributes or elements of {namespace} are kept but not executed.",
  "lane-by-position": "The lane does not list this element; the diagram places it there.",
} as const;

export type ProblemCode = keyof typeof sentences;

/** A problem with its English sentence filled in. */
export function problem(
  code: ProblemCode,
  element: string | undefined,
  params: Record<string, string> = {},
  line?: number,
): Problem {
  return { ...(element && { element }), code, params, message: fill(sentences[code], params), ...(line && { line }) };
}

/** Puts parameters into `{name}` places. */
export const fill = (sentence: string, params: Record<string, string>): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? "");

/** All codes, for the host's translations. */
export const problemCodes = Object.keys(sentences) as ProblemCode[];
