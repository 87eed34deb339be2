import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";

/** Names of the regions that stand in the answers; one query, none when there are none. */
export async function regionNames(
  tx: Tx,
  answers: Record<string, unknown>,
): Promise<(code: string) => string | undefined> {
  const codes = [...new Set(JSON.stringify(answers).match(/"\d{2}\.\d{2}(?:\.\d{2}(?:\.\d{4})?)?"/g) ?? [])].map(
    (text) => text.slice(1, -1),
  );
  if (codes.length === 0) return () => undefined;
  const rows = await tx.many<{ code: string; label: string }>(
    sql`select code, label from agencies.region where code = any(${codes})`,
  );
  const names = new Map(rows.map((row) => [row.code, row.label]));
  return (code) => names.get(code);
}
