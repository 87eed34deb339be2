// The auditors' pages, and the extract that everybody may take about themselves.

import { mayAct } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import { MOST } from "../../kernel/audit/extract.ts";
import { formatDay, localDate, zone } from "../../kernel/calendar/index.ts";
import { Refused } from "../../kernel/errors.ts";
import { bytes, page } from "../../kernel/web/answer.ts";
import { readKeyset, writeCursor } from "../../kernel/web/api.ts";
import type { Ask } from "../../kernel/web/ask.ts";
import { serve } from "../../kernel/web/serve.ts";
import { agencyById, positionsOf } from "../agencies/index.ts";
import { sheet } from "../cases/index.ts";
import { officialNames } from "../people/index.ts";
import { conditionOf, type EntryRow, entriesOf } from "./examine.sql.ts";
import { addressOf, readSearch, type Search } from "./examine.ts";
import { type Names, viewOf } from "./examine-view.ts";
import { ExaminePage } from "./pages/examine.tsx";
import { extractFor, extractWords, takeExtract } from "./take-extract.ts";

const PAGE = 50;

/** Whose record it is, and what is looked for in it. @throws Refused to whom the positions do not permit it */
async function wanted(ask: Ask) {
  const { agency } = ask.actor;
  if (!mayAct(ask.actor, "audit") || !agency) throw new Refused("error.forbidden", { status: 403 });
  const of = await ask.read((tx) => agencyById(tx, agency));
  if (!of) throw new Refused("error.not-found", { status: 404 });
  const clock = zone(of.zone);
  const search = readSearch(ask.query, localDate(ask.hall.time.now(), clock));
  return { agency: of, clock, search, condition: conditionOf(agency, search, clock.name) };
}

/** Names of the accounts and positions that stand in some entries. */
async function namesOf(ask: Ask, agency: string, rows: readonly EntryRow[]): Promise<Names> {
  const positions = await ask.read((tx) => positionsOf(tx, agency));
  const accounts = [...new Set(rows.flatMap((row) => row.actor ?? []))];
  return {
    positions: new Map(positions.map((each) => [each.id, each.name])),
    accounts: await officialNames(ask.hall, accounts),
  };
}

async function showExamination(ask: Ask) {
  const { t } = ask;
  const { agency, clock, search, condition } = await wanted(ask);
  const after = readKeyset(ask.query.get("sesudah") ?? undefined);
  const rows = await ask.transact(async (tx) => {
    const found = await entriesOf(tx, condition, after, PAGE + 1);
    // The first page of a search is the search; turning its pages is not another one.
    if (!after) record(tx, ask.actor, { act: "record.searched", target: agency.id, detail: searchDetail(search) });
    return found;
  });
  const shown = rows.slice(0, PAGE);
  const names = await namesOf(ask, agency.id, shown);
  const last = shown.at(-1);
  const label = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
  return page(
    ExaminePage({
      t,
      site: ask.site,
      agency: agency.name,
      period: t("record.list", { from: formatDay(search.from, t.locale), until: formatDay(search.until, t.locale) }),
      search,
      acts: actOptions(ask),
      positions: [...names.positions].map(([value, name]) => ({ value, label: label(name) })),
      active: activeOf(ask, search, names),
      entries: shown.map((row) => viewOf(t, clock, search, names, row)),
      most: MOST,
      json: addressOf(search, {}, "/catatan/pemeriksaan/petikan.json"),
      csv: addressOf(search, {}, "/catatan/pemeriksaan/petikan.csv"),
      first: after ? addressOf(search) : undefined,
      next:
        rows.length > PAGE && last
          ? addressOf(search, { after: writeCursor([last.at.toISOString(), last.id]) })
          : undefined,
    }),
  );
}

/** What was looked for, without what was typed: a tracking number leads to a person. */
const searchDetail = (search: Search) => ({
  from: search.from,
  until: search.until,
  by: (["act", "position", "account", "subject", "target", "way"] as const).filter((key) => search[key] !== undefined),
});

function actOptions({ t, hall }: Ask) {
  const keys = hall.capabilities
    .flatMap((each) => Object.keys(each.words ?? {}))
    .filter((key) => key.startsWith("act."));
  return [...new Set(keys)]
    .map((key) => ({ value: key.slice(4), label: t(key) }))
    .sort((a, b) => a.label.localeCompare(b.label, t.locale));
}

/** What is set, each with the way to take it off. */
function activeOf({ t }: Ask, search: Search, names: Names) {
  const labels: Partial<Record<keyof Search, string | undefined>> = {
    act: search.act && t(`act.${search.act}`),
    position: search.position && (names.positions.get(search.position) ?? t("record.position")),
    account:
      search.account && (names.accounts.get(search.account) ?? t("record.account", { id: search.account.slice(-4) })),
    subject: search.subject && t("record.subject", { id: search.subject.slice(-4) }),
    target: search.target,
    way: search.way && t(`record.way.${search.way}`),
  };
  return Object.entries(labels).flatMap(([key, label]) =>
    label ? [{ label, without: addressOf(search, { [key]: undefined }) }] : [],
  );
}

async function takeJson(ask: Ask) {
  const { condition, search } = await wanted(ask);
  const words = extractWords(ask.t, ask.hall.url);
  const extract = await ask.transact((tx) => takeExtract(tx, ask.actor, condition, words));
  return download(extract, `catatan-${search.from}-${search.until}.json`);
}

async function takeCsv(ask: Ask) {
  const { t } = ask;
  const { agency, clock, search, condition } = await wanted(ask);
  const rows = await ask.transact(async (tx) => {
    const found = await entriesOf(tx, condition, undefined, MOST);
    record(tx, ask.actor, { act: "record.extracted", target: agency.id, detail: { entries: found.length } });
    return found;
  });
  const names = await namesOf(ask, agency.id, rows);
  const head = ["when", "who", "position", "what", "about", "more", "way"].map((name) => t(`record.${name}`));
  return sheet(
    "csv",
    `catatan-${search.from}-${search.until}`,
    head,
    rows.map((row) => {
      const view = viewOf(t, clock, search, names, row);
      const target = view.target.map((one) => one.text).join(" · ");
      return [
        { at: row.at, zone: clock },
        view.who.text,
        view.title?.text ?? "",
        view.act.text,
        target,
        view.more.join(" · "),
        view.ways.join(" · "),
      ];
    }),
  );
}

async function takeOwn(ask: Ask) {
  const extract = await ask.transact((tx) => extractFor(tx, ask.actor, extractWords(ask.t, ask.hall.url)));
  return download(extract, "bukti-catatan.json");
}

const download = (extract: unknown, name: string) =>
  bytes(Buffer.from(JSON.stringify(extract, null, 1)), { type: "application/json; charset=utf-8", name });

export const examineRoutes = [
  ...serve("/catatan/pemeriksaan", "official", (on) => {
    on.get("/", showExamination);
    on.get("/petikan.json", takeJson);
    on.get("/petikan.csv", takeCsv);
  }),
  ...serve("/akun/data", "resident", (on) => {
    on.get("/bukti.json", takeOwn);
  }),
];
