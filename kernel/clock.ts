// Time and chance come in through here, so that a test can hold them still.

export interface TimeSource {
  now(): Date;
}

export const systemTime: TimeSource = { now: () => new Date() };

/** A clock that stands still until it is told to move. */
export function stillTime(at: string | Date): TimeSource & { set(at: string | Date): void; advance(ms: number): void } {
  let now = new Date(at);
  return {
    now: () => new Date(now),
    set: (next) => {
      now = new Date(next);
    },
    advance: (ms) => {
      now = new Date(now.getTime() + ms);
    },
  };
}
