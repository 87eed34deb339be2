// An operator's own file of leaked passwords: lines "SHA-1 in capitals:count", sorted, tens of gigabytes as the known lists are. It is
// never loaded: a binary search reads some forty pieces of it.

import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** Longer than any line, so that a piece read from anywhere holds a whole one. */
const PIECE = 256;

/** Whether the file has the password's SHA-1. @example isLeaked("/srv/leaks.txt", "kuda terbang") */
export function isLeaked(file: string, password: string): boolean {
  const wanted = createHash("sha1").update(password).digest("hex").toUpperCase();
  const handle = openSync(file, "r");
  try {
    let low = 0;
    let high = fstatSync(handle).size;
    // Between low and high lies the beginning of the line, if there is one.
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const line = lineFrom(handle, middle);
      if (!line || line.hash > wanted || line.begins >= high) high = middle;
      else if (line.hash === wanted) return true;
      else low = line.ends;
    }
    return false;
  } finally {
    closeSync(handle);
  }
}

/** The first line that begins at the place or after it. */
function lineFrom(handle: number, place: number): { hash: string; begins: number; ends: number } | undefined {
  // One byte earlier: when that is a line's end, the line begins exactly here.
  const from = Math.max(0, place - 1);
  const buffer = Buffer.alloc(PIECE * 2);
  const text = buffer.toString("latin1", 0, readSync(handle, buffer, 0, buffer.length, from));
  const start = place === 0 ? 0 : text.indexOf("\n") + 1;
  if (place !== 0 && start === 0) return undefined;
  const end = text.indexOf("\n", start);
  const line = text.slice(start, end === -1 ? undefined : end);
  if (line === "") return undefined;
  return {
    hash: line.slice(0, 40).toUpperCase(),
    begins: from + start,
    ends: from + (end === -1 ? text.length : end + 1),
  };
}
