// An account that somebody else had made with a person's number was emptied: what was given and held in that name ends.

import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Reaction } from "../../kernel/hall.ts";

/** Hears `account.emptied`. What was made after it is the true holder's own, and what a desk or a counter made was made with them. */
export const emptied: Reaction = (hall, { data, at }) =>
  hall.db.transact(worker, async (tx) => {
    await tx.run(sql`update mandates.mandate
        set status = case when holder_account = ${String(data.account)} then 'ended' else 'revoked' end, ended_at = ${tx.now}
      where status in ('requested', 'offered', 'granted') and agency_id is null and created_at <= ${at}
        and (grantor_id = ${String(data.person)} or holder_account = ${String(data.account)} or made_by = ${String(data.account)})`);
  });
