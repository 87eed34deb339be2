// Which official an account belongs to: for auditors, who read ids in the record and ask for names.

import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Hall } from "../../kernel/hall.ts";
import { officialById } from "../agencies/index.ts";

/**
 * Names of the officials among some accounts, by account. Their names stand on public letters; a resident's account gives nothing.
 * Which account is whose is not public, so ask only for somebody who may see these ids.
 */
export const officialNames = (hall: Pick<Hall, "db">, accounts: readonly string[]): Promise<Map<string, string>> =>
  hall.db.read(worker, async (tx) => {
    const rows =
      accounts.length === 0
        ? []
        : await tx.many<{ id: string; official_id: string }>(
            sql`select id, official_id from people.account where id = any(${accounts}) and official_id is not null`,
          );
    const names = await Promise.all(
      rows.map(async (row) => [row.id, (await officialById(tx, row.official_id))?.name ?? ""] as const),
    );
    return new Map(names.filter(([, name]) => name !== ""));
  });
