// The history of a case: append-only, each line bound to the one before by its hash; from it the state can be rebuilt.

import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { canonical } from "../../kernel/audit/audit.ts";
import { type EngineOptions, type Logged, type Process, replay, type State } from "../../kernel/process/index.ts";

export type EventRow = {
  agency_id: string;
  case_id: string;
  number: number;
  at: Date;
  kind: string;
  actor: string | null;
  actor_kind: string;
  label: string;
  unit_id: string | null;
  data: Record<string, unknown>;
  entry: Logged | null;
  trace: string[];
  previous: Buffer;
  hash: Buffer;
  /** Sealed, and outside of the hash: who acted for the applicant. */
  actor_name?: Buffer | null;
};

export const GENESIS = Buffer.alloc(32);

/** The hash of one line over the hash before it and everything that the line says. */
export function hashEvent(previous: Uint8Array, row: Omit<EventRow, "previous" | "hash" | "actor_name">): Buffer {
  const text = JSON.stringify([
    row.agency_id,
    row.case_id,
    row.number,
    row.at.toISOString(),
    row.kind,
    row.actor,
    row.actor_kind,
    row.label,
    row.unit_id,
    canonical(row.data),
    canonical(row.entry),
    row.trace,
  ]);
  return createHash("sha256").update(previous).update(text).digest();
}

export type HistoryFault = { number: number; what: "hash" | "order" | "end" | "state" };

/** Checks the chain of one case against its stored head. */
export function checkChain(events: EventRow[], stored: { events: number; head: Buffer }): HistoryFault | undefined {
  let previous: Buffer = GENESIS;
  for (const [i, event] of events.entries()) {
    if (event.number !== i + 1) return { number: i + 1, what: "order" };
    if (!event.previous.equals(previous) || !hashEvent(previous, event).equals(event.hash))
      return { number: event.number, what: "hash" };
    previous = event.hash;
  }
  if (events.length !== stored.events || !previous.equals(stored.head)) return { number: events.length, what: "end" };
  return undefined;
}

/** Replays the history and compares with what is stored: they are the same, or somebody wrote past the engine. */
export function checkReplay(
  process: Process,
  events: EventRow[],
  stored: { state: Omit<State, "variables">; variables: Record<string, unknown> },
  options: EngineOptions,
): HistoryFault | undefined {
  const log = events.flatMap((event) => (event.entry ? [event.entry] : []));
  const { variables, ...control } = JSON.parse(JSON.stringify(replay(process, log, options)));
  return isDeepStrictEqual(control, stored.state) && isDeepStrictEqual(variables, stored.variables)
    ? undefined
    : { number: events.length, what: "state" };
}
