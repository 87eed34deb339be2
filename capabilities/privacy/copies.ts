// Copies of all that is kept about a person: who may fetch them, and that they do not stay.

import { record } from "../../kernel/audit/audit.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import { notFound } from "../../kernel/errors.ts";
import type { Hall } from "../../kernel/hall.ts";
import type { Ask } from "../../kernel/web/ask.ts";
import { ensureSettled } from "../people/index.ts";

/** Days for which a copy waits. It is made anew on another request; the number is ours. */
export const COPY_DAYS = 7;

export type CopyRow = {
  id: string;
  tracking: string;
  store_id: string | null;
  size: number;
  made_at: Date;
  expires_at: Date;
};

/** Copies that can still be fetched. */
export const copiesOf = (tx: Tx, person: string) =>
  tx.many<CopyRow>(sql`select id, tracking, store_id, size, made_at, expires_at from privacy.copy
    where person_id = ${person} and store_id is not null and expires_at > ${tx.now} order by made_at desc limit 20`);

/** Puts a copy on the person's page. One request makes one copy. */
export const insertCopy = (
  tx: Tx,
  row: { person: string; agency: string; case: string; tracking: string; store: string; size: number },
) =>
  tx.run(sql`insert into privacy.copy (id, person_id, agency_id, case_id, tracking, store_id, size, made_at, expires_at)
    values (${tx.id()}, ${row.person}, ${row.agency}, ${row.case}, ${row.tracking}, ${row.store}, ${row.size}, ${tx.now},
      ${new Date(tx.now.getTime() + COPY_DAYS * 86_400_000)}) on conflict on constraint copy_once do nothing`);

/** Hands a copy to its person, and notes that it was fetched. Not within the hours after a recovery: all of somebody's data are in it. */
export const fetchCopy = (ask: Ask, person: string, id: string): Promise<{ store: string; name: string }> =>
  ask.transact(async (tx) => {
    const copy = (await copiesOf(tx, person)).find((each) => each.id === id);
    if (!copy?.store_id) throw notFound("privacy.copy.gone");
    ensureSettled(ask.hall, ask.actor);
    await tx.run(sql`update privacy.copy set fetched_at = coalesce(fetched_at, ${tx.now}) where id = ${id}`);
    record(tx, ask.actor, { act: "personal-data.copy-fetched", target: copy.tracking, subject: person });
    return { store: copy.store_id, name: `data-pribadi-${copy.tracking}.zip` };
  });

/** Removes copies whose days are over. */
export async function expireCopies(hall: Hall): Promise<number> {
  const ended = await hall.db.transact(worker, (tx) =>
    tx.many<{
      store: string;
    }>(sql`with ended as (select id, store_id from privacy.copy where expires_at <= ${tx.now} and store_id is not null limit 200)
      update privacy.copy c set store_id = null from ended where c.id = ended.id returning ended.store_id as store`),
  );
  for (const { store } of ended) await hall.files.delete(store);
  return ended.length;
}
