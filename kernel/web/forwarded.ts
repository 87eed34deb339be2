// A proxy in front that nobody told us of: every visitor would count as one address. Noted once a start, for `doctor` to tell.

import { statSync, writeFileSync } from "node:fs";
import type { Hall } from "../hall.ts";

const noted = new WeakSet<Hall>();
const placeOf = (folder: string) => `${folder}/forwarded-seen`;

export function noteForwarded(hall: Hall): void {
  if (noted.has(hall)) return;
  noted.add(hall);
  hall.log.warn("requests carry X-Forwarded-For while PENDOPO_TRUST_PROXY is off; see npx pendopo doctor");
  try {
    writeFileSync(placeOf(hall.config.folder), "");
  } catch {
    // A folder that cannot be written is told of elsewhere.
  }
}

const WEEK = 7 * 86_400_000;

/** When such a request was last noted, if that was within a week. */
export function forwardedSince(folder: string): Date | undefined {
  const at = statSync(placeOf(folder), { throwIfNoEntry: false })?.mtime;
  return at && Date.now() - at.getTime() < WEEK ? at : undefined;
}
