// Whether the history of every case is whole: each chain is walked to its stored end, and each state is rebuilt from its history.

import type { Tx } from "../../kernel/db/database.ts";
import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Finding, Hall } from "../../kernel/hall.ts";
import type { Words } from "../../kernel/words/words.ts";
import { loadVersion } from "../services/index.ts";
import type { CaseRow } from "./case.ts";
import { checkChain, checkReplay, type EventRow, type HistoryFault } from "./history.ts";

const BATCH = 200;
/** More broken cases than this are counted, not named: the reader needs to know where to look, not all of it at once. */
const NAMED = 100;

type Stored = Pick<
  CaseRow,
  "agency_id" | "id" | "tracking" | "version_id" | "state" | "variables" | "events" | "head" | "submitted_at"
>;

type Fault = HistoryFault | { number: number; what: "orphan" };

/** Goes over all cases by their key, so that a million of them take no more memory than a batch. */
export async function verifyCases(hall: Hall, t: Words, tell: (text: string) => void): Promise<Finding[]> {
  const findings: Finding[] = [];
  let broken = 0;
  let seen = 0;
  let lines = 0;
  const report = (where: string, fault: Fault) => {
    if (++broken <= NAMED)
      findings.push({
        ok: false,
        what: t(`cases.verify.${fault.what}`, { where, line: fault.number }),
      });
  };
  let after = { agency: "00000000-0000-0000-0000-000000000000", id: "00000000-0000-0000-0000-000000000000" };
  for (;;) {
    const batch = await hall.db.read(worker, (tx) => oneBatch(tx, after));
    for (const { row, fault, events } of batch) {
      if (fault) report(row.tracking, fault);
      lines += events;
    }
    seen += batch.length;
    const last = batch.at(-1)?.row;
    if (!last) break;
    after = { agency: last.agency_id, id: last.id };
    tell(t("cases.verify.progress", { seen, lines }));
  }
  for (const { case_id, number } of await hall.db.read(worker, (tx) =>
    tx.many<{ case_id: string; number: number }>(sql`select e.case_id, max(e.number) as number from cases.event e
      where not exists (select from cases.case c where c.agency_id = e.agency_id and c.id = e.case_id)
      group by e.case_id order by e.case_id limit ${NAMED + 1}`),
  ))
    report(case_id, { number, what: "orphan" });
  if (broken > NAMED) findings.push({ ok: false, what: t("cases.verify.more", { count: broken, named: NAMED }) });
  if (broken === 0)
    findings.push({
      ok: true,
      what: t("cases.verify.whole", { seen, lines }),
    });
  else
    findings[findings.length - 1] = {
      ...(findings.at(-1) as Finding),
      advice: t("cases.verify.advice"),
    };
  return findings;
}

async function oneBatch(tx: Tx, after: { agency: string; id: string }) {
  const rows =
    await tx.many<Stored>(sql`select agency_id, id, tracking, version_id, state, variables, events, head, submitted_at
    from cases.case where (agency_id, id) > (${after.agency}, ${after.id}) order by agency_id, id limit ${BATCH}`);
  const events =
    rows.length === 0
      ? []
      : await tx.many<EventRow>(sql`select agency_id, case_id, number, at, kind, actor, actor_kind,
      label, unit_id, data, entry, trace, previous, hash from cases.event
    where (agency_id, case_id) in (select * from unnest(${rows.map((row) => row.agency_id)}::uuid[], ${rows.map((row) => row.id)}::uuid[]))
    order by case_id, number, at`);
  const of = Map.groupBy(events, (event) => `${event.agency_id}/${event.case_id}`);
  return Promise.all(
    rows.map(async (row) => {
      const history = of.get(`${row.agency_id}/${row.id}`) ?? [];
      return { row, events: history.length, fault: await faultOf(tx, row, history) };
    }),
  );
}

async function faultOf(tx: Tx, row: Stored, history: EventRow[]): Promise<Fault | undefined> {
  const chain = checkChain(history, row);
  if (chain) return chain;
  const version = await loadVersion(tx, row.version_id);
  try {
    return checkReplay(version.definition.process, history, row, { decide: version.decide });
  } catch {
    // A history that the engine cannot even begin to replay leads nowhere.
    return { number: history.length, what: "state" };
  }
}
