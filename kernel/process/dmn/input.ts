import { normalName } from "../feel/names.ts";
import { readDate, readDateTime, readDuration, readTime } from "../feel/times.ts";
import type { FeelType } from "../feel/types.ts";
import { type FeelContext, fromOutside, kindOf, setEntry, textOf } from "../feel/values.ts";

export type InputFault = { pointer: string; message: string };

const readers: Record<string, (text: string) => unknown> = {
  date: readDate,
  time: readTime,
  "date and time": (text) => readDateTime(text) ?? readDate(text),
  "years and months duration": readDuration,
  "days and time duration": readDuration,
  duration: readDuration,
};

/**
 * Takes JSON into FEEL as the type wants it: ISO texts become dates, times and durations where the type is one. A number
 * that is given as a text is a fault, since nobody can know whether "1.500" is one and a half or fifteen hundred.
 * Every fault is told with its JSON pointer.
 */
export function takeInput(value: unknown, type: FeelType | undefined, pointer: string, faults: InputFault[]): unknown {
  if (value === null || value === undefined || !type) return fromOutside(value);
  switch (type.is) {
    case "checked": {
      const before = faults.length;
      const taken = takeInput(value, type.of, pointer, faults);
      if (taken !== null && faults.length === before && !type.allows(taken))
        faults.push({ pointer, message: `${textOf(taken, true).slice(0, 80)} is not among the allowed values` });
      return taken;
    }
    case "kind":
      return takeKind(value, type.kind, pointer, faults);
    case "list": {
      const list = Array.isArray(value) ? value : [value];
      return list.map((item, index) =>
        takeInput(item, type.of, Array.isArray(value) ? `${pointer}/${index}` : pointer, faults),
      );
    }
    case "context":
      return takeContext(value, type, pointer, faults);
    default:
      return fromOutside(value);
  }
}

function takeKind(value: unknown, kind: string, pointer: string, faults: InputFault[]): unknown {
  const single = Array.isArray(value) && value.length === 1 ? value[0] : value;
  const read = readers[kind];
  if (typeof single === "string" && read) {
    const taken = read(single);
    const right = taken !== null && (kind === "duration" || kindOf(taken) === kind || kind === "date and time");
    if (right) return taken;
  }
  const taken = fromOutside(single);
  const found = kindOf(taken);
  if (found !== kind && taken !== null && !(kind === "date and time" && found === "date"))
    faults.push({ pointer, message: `a ${kind} is wanted, not ${textOf(taken, true).slice(0, 80)}` });
  return taken;
}

function takeContext(
  value: unknown,
  type: FeelType & { is: "context" },
  pointer: string,
  faults: InputFault[],
): unknown {
  const single = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (kindOf(single) !== "context") {
    faults.push({ pointer, message: `an object is wanted, not ${textOf(fromOutside(single), true).slice(0, 80)}` });
    return null;
  }
  const made: FeelContext = {};
  for (const [key, item] of Object.entries(single as FeelContext)) {
    const name = normalName(key);
    const step = `${pointer}/${key.replace(/~/g, "~0").replace(/\//g, "~1")}`;
    setEntry(made, name, takeInput(item, type.entries.get(name), step, faults));
  }
  // An entry that JSON leaves out is null: forms send only what was answered.
  for (const name of type.entries.keys()) if (!Object.hasOwn(made, name)) setEntry(made, name, null);
  return made;
}
