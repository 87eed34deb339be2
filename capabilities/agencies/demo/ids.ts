// The demo's ids follow from its keys, so that filling it twice is harmless, and a test may name what it means.

import { createHash } from "node:crypto";

const NAMESPACE = "pendopo demo";

/** A name-based id (UUID version 5) of a demo key. @example demoId("unit", "pangkalpinang/dinkes") */
export function demoId(
  kind: "agency" | "unit" | "position" | "official" | "holding" | "absence" | "permission",
  key: string,
): string {
  const hash = createHash("sha1").update(`${NAMESPACE}/${kind}/${key}`).digest();
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** A number from 0 up to, and not with, `below`, that follows from a text: the same in every installation. */
export const chosen = (text: string, below: number): number =>
  createHash("sha256").update(text).digest().readUInt32BE(0) % below;
