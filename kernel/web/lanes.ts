// Who is served first when more ask than can be served: officials at their work and residents at their matters pass; visitors
// who are not signed in share what is left, in turn. So a flood of strangers makes strangers wait, and nobody else.

import { Refused } from "../errors.ts";

type Waiting = { go: () => void; from: string };

const PATIENCE_MS = 8000;
const WAITING = 500;

export type Lane = {
  /** Does the work when a place is free. @throws Refused 503 when the line is too long, or the wait. */
  pass<T>(from: string, work: () => Promise<T>): Promise<T>;
  readonly busy: number;
  readonly waiting: number;
};

/**
 * A lane with so many places. Of those who wait, one who has fewer in the line goes before one who has many, so a single
 * address that floods waits behind everybody else.
 */
export function openLane(places: number, patience = PATIENCE_MS, most = WAITING): Lane {
  let busy = 0;
  const line: Waiting[] = [];
  const share = new Map<string, number>();
  const count = (from: string, by: number) => {
    const now = (share.get(from) ?? 0) + by;
    if (now > 0) share.set(from, now);
    else share.delete(from);
  };
  const leave = (one: Waiting) => {
    const at = line.indexOf(one);
    if (at >= 0) line.splice(at, 1);
    count(one.from, -1);
  };
  /** The first of those whose address has the fewest in the line. */
  const next = (): Waiting | undefined => {
    let chosen: Waiting | undefined;
    for (const one of line) if (!chosen || (share.get(one.from) ?? 0) < (share.get(chosen.from) ?? 0)) chosen = one;
    if (chosen) leave(chosen);
    return chosen;
  };
  const wait = (from: string) =>
    new Promise<void>((resolve, reject) => {
      if (line.length >= most) return reject(tooBusy());
      const one: Waiting = {
        from,
        go: () => {
          clearTimeout(timer);
          resolve();
        },
      };
      const timer = setTimeout(() => {
        leave(one);
        reject(tooBusy());
      }, patience);
      line.push(one);
      count(from, 1);
    });
  return {
    pass: async (from, work) => {
      // Whoever is let in by a leaver takes over the leaver's place, so `busy` stays as it is.
      if (busy < places) busy++;
      else await wait(from);
      try {
        return await work();
      } finally {
        const one = next();
        if (one) one.go();
        else busy--;
      }
    },
    get busy() {
      return busy;
    },
    get waiting() {
      return line.length;
    },
  };
}

const tooBusy = (): Refused => new Refused("error.busy", { status: 503 });
