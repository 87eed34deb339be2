// What an auditor looks for in the record, read out of an address: pure, so that every link of the page can be made of it.

import { isUuid } from "../../kernel/ids.ts";

export type Way = "behalf" | "program" | "look";
export type Search = {
  from: string;
  until: string;
  act?: string;
  position?: string;
  account?: string;
  subject?: string;
  target?: string;
  way?: Way;
};

const DAY = 86_400_000;
/** No search covers more: the record of a city's year is millions of entries. */
export const MOST_DAYS = 366;
const USUAL_DAYS = 31;

const dayIn = (text: string | null): string | undefined =>
  text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) ? text : undefined;
const back = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * DAY).toISOString().slice(0, 10);

/** Reads a search; what cannot be one is left out, and a period that is too long begins later. */
export function readSearch(query: URLSearchParams, today: string): Search {
  const until = dayIn(query.get("sampai")) ?? today;
  const wanted = dayIn(query.get("dari")) ?? back(until, USUAL_DAYS - 1);
  const earliest = back(until, MOST_DAYS - 1);
  const id = (name: string) => (isUuid(query.get(name)) ? (query.get(name) as string) : undefined);
  const act = query.get("tindakan");
  const way = query.get("cara");
  return {
    // Days as text compare as days: of the three the middle one.
    from: [earliest, wanted, until].sort()[1] as string,
    until,
    act: act && /^[a-z][a-z.-]{1,60}$/.test(act) ? act : undefined,
    position: id("jabatan"),
    account: id("akun"),
    subject: id("warga"),
    target: query.get("sasaran")?.trim().slice(0, 100) || undefined,
    way: way === "behalf" || way === "program" || way === "look" ? way : undefined,
  };
}

const NAMES: Record<keyof Search, string> = {
  from: "dari",
  until: "sampai",
  act: "tindakan",
  position: "jabatan",
  account: "akun",
  subject: "warga",
  target: "sasaran",
  way: "cara",
};

/** The address of a search, with something changed or left out. @example addressOf(search, { act: undefined }) */
export function addressOf(
  search: Search,
  change: Partial<Search> & { after?: string } = {},
  path = "/catatan/pemeriksaan",
): string {
  const { after, ...rest } = change;
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries({ ...search, ...rest }))
    if (value) query.set(NAMES[key as keyof Search], value);
  if (after) query.set("sesudah", after);
  return `${path}?${query}`;
}
