// Whether the histories of cases are those that the record tells of. A history that somebody wrote anew, with every hash in it, is
// whole by itself; the record, sealed and under signed roots, still has the hashes that it had.

import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Finding, Hall } from "../../kernel/hall.ts";
import type { Words } from "../../kernel/words/words.ts";

const NAMED = 100;

/** Compares every line that was recorded with the line that is there. */
export async function verifyHeads(hall: Hall, t: Words): Promise<Finding[]> {
  const other = await hall.db.read(worker, (tx) =>
    tx.many<{
      tracking: string;
      line: number;
    }>(sql`select e.detail->>'tracking' as tracking, (e.detail->>'line')::int as line
      from kernel.audit_entry e left join cases.event v
        on v.agency_id = e.agency_id and v.case_id = (e.detail->>'case')::uuid and v.number = (e.detail->>'line')::int
     where e.detail ? 'head' and encode(v.hash, 'hex') is distinct from e.detail->>'head' order by 1, 2 limit ${NAMED}`),
  );
  return other.length === 0
    ? [{ ok: true, what: t("cases.verify.recorded") }]
    : other.map(({ tracking, line }) => ({
        ok: false,
        what: t("cases.verify.unrecorded", { where: tracking, line }),
      }));
}
