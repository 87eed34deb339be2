// An entry as an auditor reads it: acts as sentences, names where they are public, ids short; each leads to more of its kind.

import { formatShortDate, formatTime, type Zone } from "../../kernel/calendar/index.ts";
import type { Words } from "../../kernel/words/words.ts";
import type { EntryRow } from "./examine.sql.ts";
import { addressOf, type Search } from "./examine.ts";
import type { EntryView, Linked } from "./pages/examine.tsx";

export type Names = { positions: Map<string, string>; accounts: Map<string, string> };

/** The last signs of an id: enough to tell two apart in a list, and the link carries the whole. */
const short = (id: string): string => id.slice(-4);
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function viewOf(t: Words, zone: Zone, search: Search, names: Names, row: EntryRow): EntryView {
  const lead = (text: string, change: Partial<Search>): Linked => ({ text, href: addressOf(search, change) });
  const tracking = typeof row.detail.tracking === "string" ? row.detail.tracking : undefined;
  const position = row.position ? names.positions.get(row.position) : undefined;
  return {
    id: row.id,
    when: `${formatShortDate(row.at, zone, t.locale)} ${formatTime(row.at, zone, t.locale)}`,
    act: lead(t(`act.${row.act}`), { act: row.act }),
    who: row.actor
      ? lead(names.accounts.get(row.actor) ?? t("record.account", { id: short(row.actor) }), { account: row.actor })
      : { text: t("record.system") },
    title: position && row.position ? lead(position, { position: row.position }) : undefined,
    ways: [
      ...(row.on_behalf ? [t("record.on-behalf", { id: short(row.on_behalf) })] : []),
      ...(row.mandate ? [t("record.mandate", { id: short(row.mandate) })] : []),
      ...(row.program ? [t("record.program", { id: short(row.program) })] : []),
    ],
    target: [
      ...[...new Set([tracking, row.target])].flatMap((text) =>
        text ? [lead(ID.test(text) ? `…${short(text)}` : text, { target: text })] : [],
      ),
      ...(row.subject ? [lead(t("record.subject", { id: short(row.subject) }), { subject: row.subject })] : []),
    ],
    more: [...(row.purpose ? [t("record.purpose", { purpose: row.purpose })] : []), ...detailOf(row.detail)],
    seal: row.seal === null ? t("record.unsealed") : t("record.sealed", { n: row.seal }),
  };
}

const isEmpty = (value: unknown): boolean =>
  value === null || (typeof value === "object" && Object.keys(value as object).length === 0);

/** What an act left beside its target, as it is: names of fields are the program's own. Ids say nothing to a reader. */
const detailOf = (detail: Record<string, unknown>): string[] =>
  Object.entries(detail)
    .filter(([key]) => !["who", "tracking"].includes(key))
    .filter(([, value]) => !(typeof value === "string" && (value === "" || ID.test(value))) && !isEmpty(value))
    .map(([key, value]) => `${key}: ${typeof value === "string" ? value : JSON.stringify(value)}`.slice(0, 200))
    .slice(0, 6);
