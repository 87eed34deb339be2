import type { Process, State } from "./model.ts";

/** What has become of an element in a case. */
export type Progress = "done" | "current" | "stopped" | "skipped" | "ahead";

/**
 * Says of every flow node what has become of it: passed, open now, stopped by an incident, still ahead, or, when the
 * case is finished, not needed.
 */
export function progress(process: Process, state: State): Record<string, Progress> {
  const found: Record<string, Progress> = {};
  for (const [i, node] of process.nodes.entries()) {
    const seen = (Number.parseInt(state.seen[i >> 2] ?? "0", 16) & (8 >> (i & 3))) !== 0;
    found[node.id] = seen ? "done" : state.done ? "skipped" : "ahead";
  }
  for (const open of state.open)
    found[open.e] = open.why === undefined && found[open.e] !== "stopped" ? "current" : "stopped";
  return found;
}
