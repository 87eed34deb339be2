// Errors by whose problem it is (house §6). Thrown where found; answered and logged once, at the edge of kernel/web.

import type { Bilingual, Params } from "./words/words.ts";

/** One thing wrong with what was sent: where (a field's name or JSON pointer), and the key of its sentence. */
export type Fault = { field: string; key: string; params?: Params; message?: Bilingual };

/** The person can act on it: a key with a sentence in `words.ts`, 4xx, never reported as our defect. */
export class Refused extends Error {
  readonly key: string;
  readonly params: Params;
  readonly status: number;
  readonly faults: Fault[];
  constructor(key: string, options: { params?: Params; status?: number; faults?: Fault[] } = {}) {
    // Nobody looks for the place of a refusal, and many are made that are never thrown; so no stack is walked for it.
    const depth = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super(key);
    Error.stackTraceLimit = depth;
    this.key = key;
    this.params = options.params ?? {};
    this.status = options.status ?? 422;
    this.faults = options.faults ?? [];
  }
}

/** A neighbour (database, mail, disk) is down: retried, 503. */
export class Unavailable extends Error {
  readonly key: string;
  constructor(key: string, options: { cause?: unknown } = {}) {
    super(key, options);
    this.key = key;
  }
}

/** Ours: something that cannot be happened. 500, reported. */
export class Defect extends Error {}

/** Makes a refusal to hand to `ensure`. @example ensure(letter.signed, refuse("letter.not-signed")) */
export const refuse = (key: string, params?: Params, status?: number): Refused => new Refused(key, { params, status });

/** What is asked for is not there, or is not the asker's to see: both get the same answer. */
export const notFound = (key = "error.not-found"): Refused => new Refused(key, { status: 404 });

/** The asker may not do this. */
export const forbidden = (key = "error.forbidden", params?: Params): Refused =>
  new Refused(key, { params, status: 403 });

/** The fields that are wrong, told at once. */
export const faulty = (faults: Fault[]): Refused => new Refused("error.faults", { faults, status: 422 });

export function ensure(condition: unknown, otherwise: Error | (() => Error)): asserts condition {
  if (!condition) throw typeof otherwise === "function" ? otherwise() : otherwise;
}
