// Everything that this installation keeps about one person, gathered for the copy that is theirs by right.

import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Hall } from "../../kernel/hall.ts";
import { casesOfPerson, draftsOfPerson, type PersonCase, restrictionOf } from "../cases/index.ts";
import { personById } from "../people/index.ts";
import { type LookRow, looksAt } from "./looks.sql.ts";
import { objectionPlace } from "./object-to-look.ts";
import { objectionsOf } from "./objections.sql.ts";

export type PersonRecord = {
  madeAt: Date;
  account: { name: string; nik: string; email: string; phone: string; since: Date | null; assurance: string | null };
  cases: PersonCase[];
  drafts: { startedAt: Date; savedAt: Date; agency: string }[];
  looks: LookRow[];
  objections: { at: Date; about: string; text: string; answer: string | null; answeredAt: Date | null }[];
  restrictedSince: Date | null;
};

/** The newest looks; older ones are on the person's page. */
const MOST_LOOKS = 10_000;

/** Gathers it in the worker's name, in one transaction, so that the parts agree. */
export async function personRecord(tx: Tx, hall: Pick<Hall, "vault">, person: string): Promise<PersonRecord> {
  const own = await personById(tx, hall.vault, person);
  const account = await tx.maybe<{ created_at: Date; assurance: string }>(
    sql`select created_at, assurance from people.account where person_id = ${person}`,
  );
  const objections = await objectionsOf(tx, person);
  return {
    madeAt: tx.now,
    account: {
      name: own?.name ?? "",
      nik: own?.nik ?? "",
      email: own?.email ?? "",
      phone: own?.phone ?? "",
      since: account?.created_at ?? null,
      assurance: account?.assurance ?? null,
    },
    cases: await casesOfPerson(tx, hall, person),
    drafts: await draftsOfPerson(tx, person),
    looks: (await looksAt(tx, person, { limit: MOST_LOOKS })).rows,
    objections: objections.map((row) => ({
      at: row.at,
      about: `${row.look.who}, ${row.look.at}`,
      text: hall.vault.open(row.body, objectionPlace(row.id, "body")),
      answer: row.answer && hall.vault.open(row.answer, objectionPlace(row.id, "answer")),
      answeredAt: row.answered_at,
    })),
    restrictedSince: (await restrictionOf(tx, person))?.since ?? null,
  };
}
