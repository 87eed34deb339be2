// An official whose number was corrected signs in with the new one from then on.

import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Reaction } from "../../kernel/hall.ts";
import { loginOf } from "./sign-in.ts";

/** Hears `official.renumbered`. Who has no number keeps the login that they chose. */
export const renumber: Reaction = (hall, { data }) =>
  hall.db.transact(worker, async (tx) => {
    const official = String(data.official);
    const row = await tx.maybe<{ nip: string | null }>(sql`select nip from agencies.official where id = ${official}`);
    if (row?.nip)
      await tx.run(
        sql`update people.account set login_blind = ${loginOf(hall.vault, "official", row.nip)} where official_id = ${official}`,
      );
  });
