// What everybody may see of the record: the daily roots, and the verifier.

import { sha256 } from "../../kernel/audit/merkle.ts";
import { formatDay, formatTime, zone } from "../../kernel/calendar/index.ts";
import { fingerprint } from "../../kernel/documents/index.ts";
import { Refused } from "../../kernel/errors.ts";
import { bytes, page } from "../../kernel/web/answer.ts";
import type { Ask } from "../../kernel/web/ask.ts";
import { serve } from "../../kernel/web/serve.ts";
import { offlineChecker } from "./offline.ts";
import { CheckPage } from "./pages/check.tsx";
import { RootsPage } from "./pages/roots.tsx";
import { allRoots, type RootRow, rootsBefore } from "./roots.sql.ts";
import { fingerprintOf, rootsFeed, rootsFile, statementOf } from "./roots.ts";

const PAGE = 31;
const HOUR = { cache: "public, max-age=3600" };

/** What the verifier's script says: its own sentences, and the acts of all capabilities. */
export function sentencesOf({ t, hall }: Pick<Ask, "t" | "hall">): Record<string, string> {
  const wanted = /^(act[.]|record[.](result|fault|state|when$|what$|about$))/;
  const keys = hall.capabilities.flatMap((each) => Object.keys(each.words ?? {})).filter((key) => wanted.test(key));
  return Object.fromEntries(keys.map((key) => [key, t(key)]));
}

async function showRoots(ask: Ask) {
  const { t } = ask;
  const before = ask.query.get("sebelum");
  if (before !== null && !/^\d{1,9}$/.test(before)) throw new Refused("error.not-found", { status: 404 });
  const rows = await ask.read((tx) => rootsBefore(tx, before === null ? undefined : Number(before), PAGE + 1));
  const shown = rows.slice(0, PAGE);
  const wib = zone("WIB");
  const number = new Intl.NumberFormat(t.locale);
  const dayOf = (row: RootRow) => {
    const said = statementOf(row);
    return {
      number: row.number,
      day: formatDay(row.day, t.locale),
      entries: t("record.entries-so-far", { n: number.format(said.entries) }),
      root: fingerprintOf(row),
      stamp: row.stamped_at
        ? t("record.stamped", { at: formatTime(row.stamped_at, wib, t.locale) })
        : t("record.not-stamped"),
    };
  };
  const top = rows[0]?.certificates.at(-1);
  return page(
    RootsPage({
      t,
      site: ask.site,
      days: shown.map(dayOf),
      fingerprint: top && fingerprint(top),
      first: before === null ? undefined : "/catatan",
      next: rows.length > PAGE ? `/catatan?sebelum=${shown.at(-1)?.number}` : undefined,
      own: ask.actor.kind === "resident" && !ask.actor.behalf,
    }),
  );
}

/** The same bytes as long as there is no new root; whoever has them already is told so. */
async function rootsJson(ask: Ask) {
  const rows = await ask.read(allRoots);
  const body = Buffer.from(JSON.stringify(rootsFile(ask.hall.words("id"), ask.hall.url, rows), null, 1));
  return bytes(body, { type: "application/json; charset=utf-8", name: "akar.json", inline: true, ...HOUR });
}

async function feed(ask: Ask) {
  const rows = await ask.read((tx) => rootsBefore(tx, undefined, PAGE));
  return bytes(Buffer.from(rootsFeed(ask.t, ask.hall.url, rows)), {
    type: "application/atom+xml; charset=utf-8",
    ...HOUR,
  });
}

const offline = (ask: Ask) =>
  bytes(Buffer.from(offlineChecker(ask.t, sentencesOf(ask))), {
    type: "text/html; charset=utf-8",
    name: `periksa-catatan-${sha256(ask.hall.url).toString("hex").slice(0, 6)}.html`,
  });

export const publicRoutes = serve("/catatan", "public", (on) => {
  on.get("/", showRoots);
  on.get("/akar.json", rootsJson);
  on.get("/akar.atom", feed);
  on.get("/periksa", (ask) => page(CheckPage({ t: ask.t, site: ask.site, sentences: sentencesOf(ask) })));
  on.get("/periksa/luring", offline);
});
