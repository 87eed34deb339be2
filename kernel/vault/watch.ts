// A node hears of new keys: one small question every ten seconds, and the keys are read again when the answer has changed.

import type { Database } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import type { OpenVault } from "./vault.ts";

const EVERY_MS = 10_000;

/** Watches until it is stopped. A database that is away is asked again at the next turn. */
export function watchKeys(db: Database, vault: OpenVault): { look(): Promise<void>; stop(): void } {
  let known: number | undefined;
  const look = async () => {
    const found = await db.ask<{ generation: number }>(sql`select kernel.key_generation() as generation`);
    const generation = found?.generation ?? 0;
    // The first answer is of after the opening; what changed between the two is read again once, for nothing.
    if (generation !== known) await vault.refresh();
    known = generation;
  };
  const timer = setInterval(() => void look().catch(() => {}), EVERY_MS);
  timer.unref();
  return { look, stop: () => clearInterval(timer) };
}
