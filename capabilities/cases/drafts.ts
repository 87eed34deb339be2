// An application before it is sent: started, saved at each step, left and come back to, on any device.

import type { Actor } from "../../kernel/actor.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import { ensure, notFound, refuse } from "../../kernel/errors.ts";
import { isUuid } from "../../kernel/ids.ts";
import type { Vault } from "../../kernel/vault/vault.ts";
import type { Answers } from "../services/index.ts";
import { ensureReach } from "./for-whom.ts";
import { forgetFiles } from "./forget.ts";
import { groundOf } from "./ground.ts";

export type Draft = {
  agency: string;
  id: string;
  offering: string;
  version: string;
  answers: Answers;
  page: string;
  startedAt: Date;
  savedAt: Date;
};

type Row = {
  agency_id: string;
  id: string;
  offering_id: string;
  version_id: string;
  answers: Buffer;
  page: string;
  started_at: Date;
  saved_at: Date;
};

const COLUMNS = sql`agency_id, id, offering_id, version_id, answers, page, started_at, saved_at`;
const place = (id: string) => `cases.draft:answers:${id}`;

const opened = (vault: Vault, row: Row): Draft => ({
  agency: row.agency_id,
  id: row.id,
  offering: row.offering_id,
  version: row.version_id,
  answers: JSON.parse(vault.open(row.answers, place(row.id))),
  page: row.page,
  startedAt: row.started_at,
  savedAt: row.saved_at,
});

/** Begins a draft for an open offering, filled with what is known of the person, or gives back the one begun before. */
export async function startDraft(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  offering: { agency: string; id: string },
  known: Answers,
): Promise<Draft> {
  ensure(actor.kind === "resident" && actor.person, refuse("cases.only-residents", {}, 403));
  const ground = await groundOf(tx, { agency_id: offering.agency, offering_id: offering.id });
  ensure(ground.offering.status === "open", refuse("cases.offering-paused"));
  ensureReach(actor, ground, "apply", tx.now);
  const row = await tx.maybe<Row>(sql`select ${COLUMNS} from cases.draft
    where person_id = ${actor.person} and agency_id = ${offering.agency} and offering_id = ${offering.id} order by saved_at desc limit 1`);
  if (row) {
    const draft = opened(vault, row);
    // The service has a newer version since: the draft moves to it; answers to questions that stayed are kept by their keys.
    if (draft.version !== ground.version.id) {
      draft.version = ground.version.id;
      await tx.run(
        sql`update cases.draft set version_id = ${draft.version} where agency_id = ${draft.agency} and id = ${draft.id}`,
      );
    }
    return draft;
  }
  const id = tx.id();
  await tx.run(sql`insert into cases.draft (agency_id, id, person_id, offering_id, service_id, version_id, answers, started_at, saved_at, made_by, mandate)
    values (${offering.agency}, ${id}, ${actor.person}, ${offering.id}, ${ground.version.serviceId}, ${ground.version.id}, ${vault.seal(JSON.stringify(known), place(id))}, ${tx.now}, ${tx.now},
      ${actor.account}, ${actor.behalf?.mandate ?? null})`);
  return {
    agency: offering.agency,
    id,
    offering: offering.id,
    version: ground.version.id,
    answers: known,
    page: "",
    startedAt: tx.now,
    savedAt: tx.now,
  };
}

export async function draftById(tx: Tx, vault: Vault, id: string, options: { lock?: boolean } = {}): Promise<Draft> {
  const row = await tx.maybe<Row>(
    sql`select ${COLUMNS} from cases.draft where id = ${id} ${options.lock ? sql`for update` : sql``}`,
  );
  if (!row) throw notFound("cases.draft-gone");
  return opened(vault, row);
}

export const draftsOf = async (tx: Tx, vault: Vault, actor: Actor): Promise<Draft[]> =>
  (
    await tx.many<Row>(
      sql`select ${COLUMNS} from cases.draft where person_id = ${actor.person} order by saved_at desc limit 50`,
    )
  ).map((row) => opened(vault, row));

/** Keeps what was answered, right or wrong: a draft may be wrong until it is sent. */
export const saveDraft = (tx: Tx, vault: Vault, draft: Draft, answers: Answers, page: string): Promise<number> =>
  tx.run(sql`update cases.draft set answers = ${vault.seal(JSON.stringify(answers), place(draft.id))}, page = ${page}, saved_at = ${tx.now}
    where agency_id = ${draft.agency} and id = ${draft.id}`);

/** Throws a draft away, with the files that hang on it. */
export async function dropDraft(tx: Tx, draft: Draft): Promise<void> {
  await dropFiles(tx, draft);
  await tx.run(sql`delete from cases.draft where agency_id = ${draft.agency} and id = ${draft.id}`);
}

/** Takes files off a draft, those named or all: a person who takes a photo back does not expect it to be kept. */
export async function dropFiles(tx: Tx, draft: Pick<Draft, "agency" | "id">, only?: readonly string[]): Promise<void> {
  if (only?.length === 0) return;
  const files = await tx.many<{ store_id: string; thumbnail: string | null }>(
    sql`delete from cases.attachment where agency_id = ${draft.agency} and draft_id = ${draft.id}
      and ${only ? sql`id = any(${only.filter(isUuid)})` : sql`true`} returning store_id, thumbnail`,
  );
  forgetFiles(
    tx,
    files.flatMap((file) => [file.store_id, file.thumbnail]),
  );
}
