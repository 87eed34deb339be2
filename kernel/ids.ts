// UUIDv7 (RFC 9562 §5.7), made in the program: PostgreSQL 15 has none, and a distributed database needs no sequence.

import { randomFillSync } from "node:crypto";

const pool = Buffer.alloc(4096);
let used = pool.length;
let lastMs = 0;
let counter = 0;

/**
 * A new id, ordered by time within this process: 48 bits of milliseconds, 12 bits of counter, 62 random bits.
 * @example newId(Date.now()) // "0192f0c0-…"
 */
export function newId(nowMs: number = Date.now()): string {
  if (used + 8 > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  // Never goes backwards, even when the clock does: the counter carries over into the next millisecond.
  if (nowMs > lastMs) {
    lastMs = nowMs;
    counter = ((pool[used] as number) << 2) & 0x3ff;
  } else if (++counter > 0xfff) {
    lastMs++;
    counter = 0;
  }
  const ms = lastMs.toString(16).padStart(12, "0");
  const variant = (0x80 | ((pool[used] as number) & 0x3f)).toString(16);
  const random = pool.toString("hex", used + 1, used + 8);
  used += 8;
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7${counter.toString(16).padStart(3, "0")}-${variant}${random.slice(0, 2)}-${random.slice(2)}`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const isUuid = (text: unknown): text is string => typeof text === "string" && UUID.test(text);
