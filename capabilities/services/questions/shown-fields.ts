// Which questions of a page are drawn: those that are asked now, and those that an answer on the same page would bring.

import { isVisible } from "../definition/conditions.ts";
import type { Field } from "../definition/model.ts";

/** A question that belongs to one answer of another on its page. */
export type OnlyIf = { field: string; value: string };

/** Reads a plain condition (`punyaNib = true`, `hasil = "perlu"`); anything richer is decided when the page is sent. */
export function onlyIf(visible: string | undefined): OnlyIf | undefined {
  const match = /^\s*([A-Za-z]\w*)\s*=\s*(?:"([^"]*)"|(true|false))\s*$/.exec(visible ?? "");
  if (!match?.[1]) return undefined;
  return { field: match[1], value: match[3] === undefined ? (match[2] ?? "") : match[3] === "true" ? "ya" : "tidak" };
}

/** @param names the FEEL context of the answers so far */
export function shownFields<F extends Field>(fields: readonly F[], names: Record<string, unknown>): F[] {
  const kept = new Set<string>();
  return fields.filter((field) => {
    const condition = onlyIf(field.visible);
    const shown = isVisible(field, names) || (condition !== undefined && kept.has(condition.field));
    if (shown) kept.add(field.key);
    return shown;
  });
}
