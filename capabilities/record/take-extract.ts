// Taking an extract away, with its proof. The taking is itself recorded.

import type { Actor } from "../../kernel/actor.ts";
import { INSTALLATION, record } from "../../kernel/audit/audit.ts";
import { makeExtract } from "../../kernel/audit/extract.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { type Sql, sql } from "../../kernel/db/sql.ts";
import { Refused } from "../../kernel/errors.ts";
import type { Words } from "../../kernel/words/words.ts";

/** What stands in every extract beside the entries. */
export const extractWords = (t: Words, url: string) => ({
  about: t("record.extract-about", { url }),
  installation: url,
});

/** An extract for an auditor: of the own agency's entries that meet the search. */
export async function takeExtract(
  tx: Tx,
  actor: Actor,
  condition: Sql,
  words: { about: string; installation: string },
) {
  const { extract } = await makeExtract(tx, condition, words);
  record(tx, actor, { act: "record.extracted", target: actor.agency, detail: { entries: extract.entries.length } });
  return extract;
}

/**
 * Everything that is recorded about a person, with its proof, for that person alone: a mandate over some of their affairs is no
 * right to see who looked at all of them. @throws Refused when somebody acts for another
 */
export async function extractFor(tx: Tx, actor: Actor, words: { about: string; installation: string }) {
  if (actor.behalf || !actor.person) throw new Refused("record.own-only", { status: 403 });
  const { extract } = await makeExtract(tx, sql`subject = ${actor.person}`, words);
  record(tx, actor, {
    agency: INSTALLATION,
    act: "record.extracted",
    target: actor.account,
    subject: actor.person,
    detail: { entries: extract.entries.length },
  });
  return extract;
}
