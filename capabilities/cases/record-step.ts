// Every line of a case's history leaves its line in the record, with the line's hash. So the record tells of every act on a case, and
// the daily roots that are made over the record hold the histories of all cases too: one that was written anew no longer fits.

import type { Actor } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import type { Tx } from "../../kernel/db/database.ts";
import type { CaseRow } from "./case.ts";
import type { EventRow } from "./history.ts";

/** `event` is the line as it is inserted; `hash` its hash. Never what the line says: the history has that, and it may be personal. */
export function recordStep(
  tx: Tx,
  actor: Actor,
  row: Pick<CaseRow, "agency_id" | "tracking" | "applicant_id">,
  event: Pick<EventRow, "case_id" | "kind" | "number">,
  hash: Buffer,
  element?: string,
): void {
  const isTask = event.kind === "completed" && element !== undefined;
  record(tx, actor, {
    agency: row.agency_id,
    act: isTask ? "task.completed" : `case.${event.kind}`,
    target: isTask ? `${row.tracking}/${element}` : event.case_id,
    subject: row.applicant_id,
    detail: { case: event.case_id, tracking: row.tracking, line: event.number, head: hash.toString("hex") },
  });
}
