import type { Promised } from "../../../kernel/calendar/index.ts";
import { evaluate } from "../../../kernel/process/feel.ts";
import type { Node } from "../../../kernel/process/index.ts";
import type { Definition, ParameterValues, Span } from "./model.ts";
import { amountOf } from "./parameters.ts";

// What the definition says about time, as values that kernel/calendar counts with. The case keeps two clocks: the promise, and, where
// the law says that silence decides, the silence clock; both start and pause by the same rules.

type Rules = Pick<Definition, "service" | "process">;

/** The promise of an offering. */
export const promiseOf = ({ service }: Pick<Definition, "service">, parameters: ParameterValues): Promised =>
  promised(service.promise, parameters);

/** The time after which silence decides, or undefined where it does not. */
export const silenceOf = (
  { service }: Pick<Definition, "service">,
  parameters: ParameterValues,
): Promised | undefined => service.silence && promised(service.silence, parameters);

function promised(span: Span, parameters: ParameterValues): Promised {
  const amount = amountOf(span.amount, parameters);
  switch (span.unit) {
    case "working-minutes":
      return { workingMinutes: amount };
    case "working-hours":
      return { workingMinutes: amount * 60 };
    case "hours":
      return { hours: amount };
    case "calendar-days":
      return { calendarDays: amount };
    default:
      return { workingDays: amount };
  }
}

/** Whether a clock that waits for `starts` starts now: at once on submission, or when the step's trace passes the element. */
export const clockStarts = (starts: string, trace: readonly string[]): boolean =>
  starts === "submission" || trace.includes(starts);

/** Whether both clocks stand still while this task is open. */
export const pausesClock = ({ service, process }: Rules, element: string): boolean =>
  service.promise.pauses.includes(element) ||
  process.nodes.find(({ id }) => id === element)?.attributes.pauses === "true";

/** The time that a task has, from `pendopo:workingDays`, `workingMinutes` or `hours`; undefined when it has none of its own. */
export function taskTime(node: Pick<Node, "attributes">, variables: Record<string, unknown>): Promised | undefined {
  const { workingDays, workingMinutes, hours } = node.attributes;
  // Anything but a number, null above all, is no time: it must not pass for "at once".
  const amount = (feel: string) => {
    const { value } = evaluate(feel.replace(/^=\s*/, ""), variables);
    return typeof value === "number" ? value : Number.NaN;
  };
  if (workingDays !== undefined) {
    const days = amount(workingDays);
    return Number.isInteger(days) && days >= 0 ? { workingDays: days } : undefined;
  }
  if (hours !== undefined) {
    const length = amount(hours);
    return Number.isFinite(length) && length >= 0 ? { hours: length } : undefined;
  }
  if (workingMinutes === undefined) return undefined;
  const minutes = amount(workingMinutes);
  return Number.isFinite(minutes) && minutes >= 0 ? { workingMinutes: minutes } : undefined;
}
