import type { Cell, Field } from "./form-schema.ts";

/** What a browser sent: control name → text, or texts when the name came more than once. */
export type Raw = Record<string, string | string[] | undefined>;

/** Gathers a form body by name. The record has no prototype, so a control called `__proto__` is a name like any other. */
export function rawOf(entries: Iterable<[string, unknown]>): Raw {
  const raw: Raw = Object.create(null);
  for (const [name, value] of entries) {
    if (typeof value !== "string") continue;
    const before = raw[name];
    raw[name] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
  }
  return raw;
}

/** The first text of a control that is not blank, else "". */
export function one(raw: Raw, name: string): string {
  const value = Object.hasOwn(raw, name) ? raw[name] : undefined;
  if (typeof value === "string") return value;
  return Array.isArray(value) ? (value.find((text) => typeof text === "string" && text.trim() !== "") ?? "") : "";
}

export function many(raw: Raw, name: string): string[] {
  const value = Object.hasOwn(raw, name) ? raw[name] : undefined;
  const texts = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return texts.filter((text): text is string => typeof text === "string" && text.trim() !== "");
}

const PARTS: Partial<Record<Field["type"], readonly string[]>> = {
  date: ["", ".day", ".month", ".year"],
  address: [".street", ".rt", ".rw", ".postcode", ".village"],
  location: ["", ".lat", ".lon"],
};

/** The names of the controls that a field is drawn with, without the rows of a table. `prefix` is the row's: `bahan.2.`. */
export const controlsOf = (field: Field | Cell, prefix = ""): string[] =>
  (PARTS[field.type] ?? [""]).map((part) => `${prefix}${field.key}${part}`);

/** The rows that were sent for a table, by the numbers in their control names, in order; rows with only blanks or `remove` are left out. */
export function rowsOf(raw: Raw, key: string): number[] {
  const filled = new Set<number>();
  const removed = new Set<number>();
  for (const [name, value] of Object.entries(raw)) {
    if (!name.startsWith(`${key}.`)) continue;
    const [, index, cell] = /^(\d{1,4})\.(.+)$/.exec(name.slice(key.length + 1)) ?? [];
    if (index === undefined) continue;
    if (cell === "remove") removed.add(Number(index));
    else if (many({ value }, "value").length > 0) filled.add(Number(index));
  }
  return [...filled].filter((index) => !removed.has(index)).sort((a, b) => a - b);
}
