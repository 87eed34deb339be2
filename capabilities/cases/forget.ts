// What is no longer needed is forgotten: drafts that nobody came back to, and files that nothing refers to any more.

import type { Tx } from "../../kernel/db/database.ts";
import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Hall } from "../../kernel/hall.ts";
import { enqueue, type JobHandler } from "../../kernel/jobs/jobs.ts";

/** Days after which a draft that was not touched is deleted. UU 27/2022 asks not to keep what is not needed; the number is ours. */
const DRAFT_DAYS = 180;

/** Has files looked at in an hour: by then an equal file that was just being sent has its row, and is spared. */
export function forgetFiles(tx: Tx, ids: (string | null)[]): void {
  const stored = [...new Set(ids.filter((id) => id !== null))];
  if (stored.length > 0)
    enqueue(tx, "case.forget-files", { ids: stored }, { runAt: new Date(tx.now.getTime() + 3_600_000) });
}

/** Removes those of the named files that no attachment and no document names. */
export const forgetFilesJob =
  (hall: Hall): JobHandler =>
  async ({ payload }) => {
    for (const id of payload.ids as string[]) {
      const named = await hall.db.read(worker, (tx) =>
        tx.maybe(
          sql`select from cases.attachment where store_id = ${id} or thumbnail = ${id} union all select from cases.document where store_id = ${id} limit 1`,
        ),
      );
      if (!named) await hall.files.delete(id);
    }
  };

/** Days after which a file that hangs on nothing is deleted: sent by a program that never applied, or left out when it did. */
const LOOSE_DAYS = 7;

/** Deletes files that hang neither on a case nor on a draft. */
export const forgetLooseFiles = (hall: Hall): Promise<number> =>
  hall.db.transact(worker, async (tx) => {
    const before = new Date(tx.now.getTime() - LOOSE_DAYS * 86_400_000);
    const files = await tx.many<{ store_id: string; thumbnail: string | null }>(
      sql`delete from cases.attachment where (agency_id, id) in (select a.agency_id, a.id from cases.attachment a
            where a.case_id is null and a.sent_at < ${before}
              and not exists (select from cases.draft d where d.agency_id = a.agency_id and d.id = a.draft_id)
            order by a.sent_at limit 500)
          and case_id is null returning store_id, thumbnail`,
    );
    forgetFiles(
      tx,
      files.flatMap((file) => [file.store_id, file.thumbnail]),
    );
    return files.length;
  });

/** Deletes drafts that nobody touched for half a year, with their files. */
export const forgetDrafts = (hall: Hall): Promise<number> =>
  hall.db.transact(worker, async (tx) => {
    const before = new Date(tx.now.getTime() - DRAFT_DAYS * 86_400_000);
    const drafts = await tx.many<{ agency_id: string; id: string }>(
      sql`select agency_id, id from cases.draft where saved_at < ${before} order by saved_at limit 500`,
    );
    if (drafts.length === 0) return 0;
    const ids = drafts.map((draft) => draft.id);
    const files = await tx.many<{ store_id: string; thumbnail: string | null }>(
      sql`delete from cases.attachment where draft_id = any(${ids}) returning store_id, thumbnail`,
    );
    await tx.run(sql`delete from cases.draft where id = any(${ids})`);
    forgetFiles(
      tx,
      files.flatMap((file) => [file.store_id, file.thumbnail]),
    );
    return drafts.length;
  });
