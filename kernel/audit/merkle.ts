// Trees of hashes as RFC 9162 §2.1 has them (Certificate Transparency): a leaf and a knot are hashed apart, so that neither can be
// taken for the other, and one leaf is proved by the few hashes beside its way to the root.

import { hash } from "node:crypto";

export const SIZE = 32;

/** The SHA-256 of a text or bytes. */
export const sha256 = (content: string | Uint8Array): Buffer => hash("sha256", content, "buffer");

/** The hash of a leaf. */
export const leafHash = (text: string): Buffer => hash("sha256", `\0${text}`, "buffer");

/** The next level above: neighbours joined, one without a neighbour carried up as it is. */
function above(level: Buffer): Buffer {
  const count = level.length / SIZE;
  const next = Buffer.allocUnsafe(Math.ceil(count / 2) * SIZE);
  const pair = Buffer.allocUnsafe(1 + 2 * SIZE);
  pair[0] = 1;
  for (let i = 0; i + 1 < count; i += 2) {
    level.copy(pair, 1, i * SIZE, (i + 2) * SIZE);
    hash("sha256", pair, "buffer").copy(next, (i / 2) * SIZE);
  }
  if (count % 2 === 1) level.copy(next, next.length - SIZE, level.length - SIZE);
  return next;
}

/** The root of a tree over leaves that lie one behind the other. */
export function treeRoot(leaves: Buffer): Buffer {
  if (leaves.length === 0) return sha256("");
  let level = leaves;
  while (level.length > SIZE) level = above(level);
  return Buffer.from(level);
}

/** All levels of a tree, from the leaves up: to take many paths out of one tree. */
export function treeLevels(leaves: Buffer): Buffer[] {
  const levels = [leaves];
  while ((levels.at(-1) as Buffer).length > SIZE) levels.push(above(levels.at(-1) as Buffer));
  return levels;
}

/** The hashes beside a leaf's way to the root, from below. */
export function pathOf(levels: readonly Buffer[], place: number): Buffer[] {
  const path: Buffer[] = [];
  let at = place;
  for (const level of levels.slice(0, -1)) {
    const beside = (at ^ 1) * SIZE;
    if (beside < level.length) path.push(level.subarray(beside, beside + SIZE));
    at >>= 1;
  }
  return path;
}
