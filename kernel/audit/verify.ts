// `audit verify`: the whole record, from the daily roots down to each entry.

import type { Database } from "../db/database.ts";
import { worker } from "../db/scope.ts";
import { sql } from "../db/sql.ts";
import type { Vault } from "../vault/vault.ts";
import type { RecordFault } from "./faults.ts";
import { verifyChain } from "./verify-chain.ts";
import { type KeptRoot, recordKeys, verifyRoots } from "./verify-roots.ts";

export type Verified = {
  entries: number;
  seals: number;
  roots: number;
  /** Came since the last seal. */
  unsealed: number;
  /** Of these, how many have waited for more than an hour: no worker is running. */
  late: number;
  faults: RecordFault[];
};

/** Goes over everything. `kept` are roots out of a copy that was kept elsewhere; `tell` hears how many entries are done. */
export async function verifyAudit(
  { db, vault }: { db: Database; vault: Vault },
  { tell = () => {}, kept = [] }: { tell?: (done: number) => void; kept?: readonly KeptRoot[] } = {},
): Promise<Verified> {
  const faults: RecordFault[] = [];
  const report = (fault: RecordFault) => {
    faults.push(fault);
  };
  const keys = await recordKeys(db, vault, report);
  const { roots, told } = await verifyRoots(db, report, kept);
  const agencies = await db.read(worker, (tx) =>
    tx.many<{ agency_id: string }>(
      sql`select agency_id from kernel.audit_seal union select agency_id from kernel.audit_chain union select agency_id from kernel.audit_root_chain
          union select agency_id from kernel.audit_entry order by 1`,
    ),
  );
  let entries = 0;
  let seals = 0;
  for (const { agency_id: agency } of agencies) {
    const before = entries;
    const done = await verifyChain(db, {
      agency,
      roots: told.get(agency) ?? [],
      keys,
      report,
      tell: (count) => tell(before + count),
    });
    entries += done.entries;
    seals += done.seals;
  }
  const { unsealed, late } = await db.read(worker, (tx) =>
    tx.one<{ unsealed: number; late: number }>(
      sql`select count(*) as unsealed, count(*) filter (where at < ${new Date(tx.now.getTime() - 3_600_000)}) as late from kernel.audit_entry where seal is null`,
    ),
  );
  return { entries: entries + unsealed, seals, roots, unsealed, late, faults };
}
