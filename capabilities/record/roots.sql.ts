// The daily roots, as everybody may read them.

import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";

export type RootRow = {
  number: number;
  day: string;
  statement: string;
  signature: Buffer;
  certificates: Buffer[];
  made_at: Date;
  stamp: Buffer | null;
  stamped_at: Date | null;
};

const ROOT = sql`r.number, r.day, r.statement, r.signature, r.certificates, r.made_at, s.token as stamp, s.at as stamped_at`;

/** The newest roots, or those before a number. */
export const rootsBefore = (tx: Tx, before: number | undefined, most: number) =>
  tx.many<RootRow>(
    sql`select ${ROOT} from kernel.audit_root r left join kernel.audit_stamp s on s.root = r.number
         where ${before === undefined ? sql`true` : sql`r.number < ${before}`} order by r.number desc limit ${most}`,
  );

/** All of them, from the first. */
export const allRoots = (tx: Tx) =>
  tx.many<RootRow>(
    sql`select ${ROOT} from kernel.audit_root r left join kernel.audit_stamp s on s.root = r.number order by r.number`,
  );
