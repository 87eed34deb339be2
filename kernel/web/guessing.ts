// Numbers and codes that open something to whoever holds them are guessed at by whoever does not. Wrong ones are counted in the
// database, so that asking another node gains nothing; right ones cost nobody a question.

import type { Database } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import type { Vault } from "../vault/vault.ts";
import { networkOf, tooMany } from "./limits.ts";

const WINDOW_MS = 15 * 60_000;
/** A family types a number wrongly now and then; a hall's public computer more often. Nobody does it a hundred times. */
const WRONG = 100;
const REMEMBERED = 20_000;

export type Guessing = {
  /** @throws Refused 429 while this address has guessed too often. */
  ensureMay(address: string): void;
  /** Counts a wrong one. */
  wrong(address: string): Promise<void>;
};

export function watchGuessing(db: Database, vault: Vault): Guessing {
  // Only those who passed the limit; the counts themselves are the database's.
  const barred = new Map<string, number>();
  return {
    ensureMay: (address) => {
      const until = barred.get(networkOf(address));
      const left = until === undefined ? 0 : until - db.time.now().getTime();
      if (left > 0) throw tooMany(Math.ceil(left / 1000));
      if (until !== undefined) barred.delete(networkOf(address));
    },
    wrong: async (address) => {
      if (address === "") return;
      const network = networkOf(address);
      const window = new Date(Math.floor(db.time.now().getTime() / WINDOW_MS) * WINDOW_MS);
      const found = await db.ask<{ wrong: number }>(
        sql`select kernel.count_wrong(${vault.blind("guess", network)}, ${window}) as wrong`,
      );
      if ((found?.wrong ?? 0) < WRONG) return;
      barred.set(network, window.getTime() + WINDOW_MS);
      if (barred.size > REMEMBERED) barred.delete(barred.keys().next().value as string);
    },
  };
}
