// Who may open the personal data of a case: asked at every look, before it is written down.

import type { Actor } from "../../kernel/actor.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import { ensure, forbidden, notFound } from "../../kernel/errors.ts";
import type { CaseRow } from "./case.ts";
import { mayAnywhere } from "./rights.ts";

type Facts = Pick<CaseRow, "unit_id" | "service_id" | "region"> & {
  parties: string[];
  emergency: boolean;
};

/**
 * Lets pass who is permitted to open personal data in one of the units that answer for the case or work on it, or has it open in an
 * emergency. @throws Refused 403, or 404 when the case is not theirs to see.
 */
export async function ensureMayOpen(tx: Tx, actor: Actor, of: { agency: string; case: string }): Promise<void> {
  const facts = await tx.maybe<Facts>(sql`
    select c.unit_id, c.service_id, c.region,
           array(select p.unit_id from cases.party p where p.agency_id = c.agency_id and p.case_id = c.id) as parties,
           exists (select from cases.emergency e where e.account_id = ${actor.account} and e.case_id = c.id and e.until > ${tx.now}) as emergency
      from cases.case c where c.agency_id = ${of.agency} and c.id = ${of.case}`);
  if (!facts) throw notFound("cases.not-found");
  ensure(facts.emergency || mayAnywhere(actor, facts, facts.parties, "open-personal").permitted, () =>
    forbidden("task.lacks.personal"),
  );
}
