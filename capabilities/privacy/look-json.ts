import type { LookRow } from "./looks.sql.ts";

/** One look as programs read it: names of acts and kinds as the record has them. */
export const lookJson = (row: LookRow) => ({
  id: row.id,
  at: row.at.toISOString(),
  act: row.act,
  kinds: row.detail.kinds ?? [],
  who: row.detail.who ?? null,
  position: row.position,
  unit: row.unit,
  agency: row.agency,
  purpose: row.purpose,
  tracking: row.detail.tracking ?? null,
});
