// What somebody with the owner's hand on the database could do to the record, each with what the verifier must say. The test and
// `scripts/tamper.ts` go through the same list; docs/record.md shows what came out.

import pg from "pg";
import { workerActor } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import { closeDay } from "../../kernel/audit/daily-root.ts";
import type { RecordFault } from "../../kernel/audit/faults.ts";
import { leafHash, sha256, treeRoot } from "../../kernel/audit/merkle.ts";
import { ROW_TEXT } from "../../kernel/audit/rows.ts";
import { hashesIn, sealAudit } from "../../kernel/audit/seal.ts";
import { momentText, sealText } from "../../kernel/audit/texts.ts";
import { createAuthority, issueSealCertificate } from "../../kernel/documents/index.ts";
import { newId } from "../../kernel/ids.ts";
import type { TestHall } from "../hall.ts";

export const AGENCY = "0192f0c0-0000-7000-8000-00000000a9e0";

/** Three days of an agency, four batches of eight entries a day; the first two days are closed, the third is under way. */
export async function threeDays(hall: TestHall): Promise<void> {
  for (let day = 0; day < 3; day++) {
    for (let batch = 0; batch < 4; batch++) {
      await hall.db.transact({ role: "worker" }, async (tx) => {
        for (let i = 0; i < 8; i++)
          record(tx, workerActor, {
            agency: AGENCY,
            act: "task.completed",
            target: `SLH-${day}${batch}${i}`,
            detail: { day, i },
          });
      });
      await sealAudit(hall);
      hall.time.advance(600_000);
    }
    if (day === 2) break;
    hall.time.advance(86_400_000);
    await closeDay(hall);
  }
}

type Hand = {
  ask(text: string, values?: unknown[]): Promise<Record<string, any>[]>;
  /** The ids of the entries of a seal, in order. */
  ids(seal: number): Promise<string[]>;
};
export type Tampering = {
  /** What is done, for the table. */
  what: string;
  do(hand: Hand): Promise<unknown>;
  /** What must be found: the kind, and the place where there is one. */
  found: RecordFault["what"];
  at?: Partial<RecordFault> | ((hand: Hand) => Promise<Partial<RecordFault>>);
};

/** The owner's hand: every guard that the database has itself is switched off. */
export async function withHand<T>(url: string, work: (hand: Hand) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const ask = async (text: string, values: unknown[] = []) => (await client.query(text, values)).rows;
    await ask("set session_replication_role = replica");
    return await work({
      ask,
      ids: async (seal) =>
        (
          await ask("select id from kernel.audit_entry where agency_id = $1 and seal = $2 order by id", [AGENCY, seal])
        ).map((row) => row.id),
    });
  } finally {
    await client.end();
  }
}

/** Makes all seals from a number on anew, as who knows the program would; only the signing key is not there. */
async function chainAnew({ ask }: Hand, from: number): Promise<void> {
  const seals = await ask("select * from kernel.audit_seal where agency_id = $1 and number >= $2 order by number", [
    AGENCY,
    from,
  ]);
  let previous: Buffer = seals[0]?.previous;
  for (const seal of seals) {
    const rows = await ask(
      `select id, ${ROW_TEXT.text} as text from kernel.audit_entry where agency_id = $1 and seal = $2 order by id`,
      [AGENCY, seal.number],
    );
    const hashes = rows.map((row) => leafHash(row.text));
    const leaves = Buffer.concat(
      rows.flatMap((row, i) => [Buffer.from(row.id.replaceAll("-", ""), "hex"), hashes[i] as Buffer]),
    );
    const root = treeRoot(hashesIn(leaves));
    const text = sealText({
      agency: AGENCY,
      number: seal.number,
      entries: rows.length,
      previous: previous.toString("hex"),
      root: root.toString("hex"),
      at: momentText(seal.sealed_at),
    });
    const hash = sha256(text);
    await ask(
      "update kernel.audit_seal set entries = $3, previous = $4, hash = $5, root = $6, leaves = $7 where agency_id = $1 and number = $2",
      [AGENCY, seal.number, rows.length, previous, hash, root, leaves],
    );
    previous = hash;
  }
  await ask("update kernel.audit_chain set hash = $2 where agency_id = $1", [AGENCY, previous]);
}

/** An authority of one's own in the place of the installation's, whose key the master key does not open. */
async function ownAuthority({ ask }: Hand): Promise<void> {
  const now = new Date("2026-11-23T00:00:00Z");
  const own = await createAuthority({ name: "Pendopo", now });
  const signer = await issueSealCertificate(own, { agencyName: "Pendopo", forRecord: true, now });
  for (const [kind, { certificate }] of [
    ["root", own.root],
    ["issuer", own.issuing],
    ["record", signer],
  ] as const)
    await ask("update kernel.certificate set certificate = $2 where kind = $1", [kind, Buffer.from(certificate)]);
}

const TABLES = ["audit_entry", "audit_seal", "audit_chain", "audit_root", "audit_root_chain", "certificate"];

/** Keeps the record aside, so that each tampering begins from the same. */
export async function keepAside({ ask }: Hand): Promise<void> {
  await ask("create schema aside");
  for (const table of TABLES) await ask(`create table aside.${table} as table kernel.${table}`);
}
export async function bringBack({ ask }: Hand): Promise<void> {
  for (const table of TABLES) {
    await ask(`delete from kernel.${table}`);
    await ask(`insert into kernel.${table} select * from aside.${table}`);
  }
}

export const TAMPERINGS: readonly Tampering[] = [
  {
    what: "one word of an entry is changed",
    do: async ({ ask, ids }) =>
      ask("update kernel.audit_entry set target = 'SLH-999' where id = $1", [(await ids(2))[3]]),
    found: "altered",
    at: async ({ ids }) => ({ seal: 2, id: (await ids(2))[3] }),
  },
  {
    what: "the person on whose behalf it was done is put into an entry",
    do: async ({ ask, ids }) =>
      ask("update kernel.audit_entry set on_behalf = $2 where id = $1", [(await ids(5))[0], newId()]),
    found: "altered",
    at: async ({ ids }) => ({ seal: 5, id: (await ids(5))[0] }),
  },
  {
    what: "the time of an entry is moved by a microsecond",
    do: async ({ ask, ids }) =>
      ask("update kernel.audit_entry set at = at + interval '1 microsecond' where id = $1", [(await ids(7))[1]]),
    found: "altered",
    at: async ({ ids }) => ({ seal: 7, id: (await ids(7))[1] }),
  },
  {
    what: "an entry is removed",
    do: async ({ ask, ids }) => ask("delete from kernel.audit_entry where id = $1", [(await ids(3))[4]]),
    found: "missing",
    at: { seal: 3 },
  },
  {
    what: "an entry is put in and marked as sealed",
    do: async ({ ask }) =>
      ask(
        "insert into kernel.audit_entry (agency_id, id, at, act, seal) values ($1, $2, '2026-11-23T03:00:00Z', 'task.completed', 6)",
        [AGENCY, "019aae00-0000-7000-8000-000000000001"],
      ),
    found: "inserted",
    at: { seal: 6, id: "019aae00-0000-7000-8000-000000000001" },
  },
  {
    what: "two entries exchange their content",
    do: async ({ ask, ids }) => {
      const [one, , two] = await ids(4);
      await ask(
        `update kernel.audit_entry e set target = o.target, detail = o.detail, at = o.at from kernel.audit_entry o
          where e.id = any($1) and o.id = any($1) and e.id <> o.id`,
        [[one, two]],
      );
    },
    found: "swapped",
    at: async ({ ids }) => ({ seal: 4, id: (await ids(4))[0], other: (await ids(4))[2] }),
  },
  {
    what: "an entry is moved into another seal",
    do: async ({ ask, ids }) => ask("update kernel.audit_entry set seal = 9 where id = $1", [(await ids(8))[2]]),
    found: "moved",
    at: { seal: 8, other: "9" },
  },
  {
    what: "a seal is changed",
    do: ({ ask }) =>
      ask(
        "update kernel.audit_seal set sealed_at = sealed_at - interval '1 hour' where agency_id = $1 and number = 5",
        [AGENCY],
      ),
    found: "seal",
    at: { seal: 5 },
  },
  {
    what: "a seal is taken out of the middle, with its entries",
    do: async ({ ask }) => {
      await ask("delete from kernel.audit_entry where agency_id = $1 and seal = 6", [AGENCY]);
      await ask("delete from kernel.audit_seal where agency_id = $1 and number = 6", [AGENCY]);
    },
    found: "gap",
    at: { seal: 6 },
  },
  {
    what: "today's end is cut off: the newest entries and their seals",
    do: async ({ ask }) => {
      await ask("delete from kernel.audit_entry where agency_id = $1 and seal >= 11", [AGENCY]);
      await ask("delete from kernel.audit_seal where agency_id = $1 and number >= 11", [AGENCY]);
    },
    found: "cut",
    at: { seal: 11, count: 2 },
  },
  {
    what: "the end of a closed day is cut off, and the counter set back",
    do: async ({ ask }) => {
      await ask("delete from kernel.audit_entry where agency_id = $1 and seal >= 7", [AGENCY]);
      await ask("delete from kernel.audit_seal where agency_id = $1 and number >= 7", [AGENCY]);
      await ask(
        `update kernel.audit_chain c set seals = 6, entries = 48, hash = s.hash from kernel.audit_seal s
          where c.agency_id = $1 and s.agency_id = $1 and s.number = 6`,
        [AGENCY],
      );
    },
    found: "cut",
    at: { seal: 7, count: 2, day: "2026-11-24" },
  },
  {
    what: "an entry of a closed day is changed and everything after it is chained anew",
    do: async (hand) => {
      await hand.ask("update kernel.audit_entry set target = 'SLH-999' where id = $1", [(await hand.ids(2))[3]]);
      await chainAnew(hand, 2);
    },
    found: "rewritten",
    at: { seal: 4, day: "2026-11-23" },
  },
  {
    what: "an entry of today is changed and everything after it is chained anew",
    do: async (hand) => {
      await hand.ask("update kernel.audit_entry set target = 'SLH-999' where id = $1", [(await hand.ids(10))[3]]);
      await chainAnew(hand, 10);
    },
    found: "signature",
    at: { seal: 10 },
  },
  {
    what: "a daily root is changed",
    do: ({ ask }) =>
      ask(
        "update kernel.audit_root set statement = replace(statement, '\"entries\":', '\"entries\":1') where number = 1",
      ),
    found: "root-signature",
    at: { day: "2026-11-23" },
  },
  {
    what: "a daily root is taken out",
    do: async ({ ask }) => {
      await ask("delete from kernel.audit_root_chain where root = 1");
      await ask("delete from kernel.audit_root where number = 1");
    },
    found: "root-gap",
    at: { day: "2026-11-24" },
  },
  {
    what: "the newest daily root is taken out, with everything of its day; a kept copy of the roots tells",
    do: async ({ ask }) => {
      await ask("delete from kernel.audit_root_chain where root = 2");
      await ask("delete from kernel.audit_root where number = 2");
      await ask("delete from kernel.audit_entry where agency_id = $1 and seal > 4", [AGENCY]);
      await ask("delete from kernel.audit_seal where agency_id = $1 and number > 4", [AGENCY]);
      await ask(
        `update kernel.audit_chain c set seals = 4, entries = 32, hash = s.hash from kernel.audit_seal s
          where c.agency_id = $1 and s.agency_id = $1 and s.number = 4`,
        [AGENCY],
      );
    },
    found: "kept-missing",
    at: { day: "2026-11-24" },
  },
  {
    what: "the authority is replaced by one's own, to sign everything anew",
    do: ownAuthority,
    found: "authority",
    at: async ({ ask }) => (await ask("select id from kernel.certificate where kind = 'root'"))[0] as { id: string },
  },
];
