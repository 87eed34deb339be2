// The texts that the record's hashes are taken over. Pure, and without any other part of the program: the offline verifier in the
// browser reads the same lines as the seal that wrote them. All of it is text, so that anyone can take the same hash elsewhere.

/** The columns of an entry, in the order of its text. Each is text or null; `detail` is the text of its JSON as PostgreSQL writes it. */
export const COLUMNS = [
  "agency_id",
  "id",
  "at",
  "actor",
  "subject",
  "position",
  "act",
  "target",
  "detail",
  "purpose",
  "on_behalf",
  "mandate",
  "program",
] as const;

export type Column = (typeof COLUMNS)[number];
export type Cells = readonly (string | null)[];

/** An entry's text: a JSON array as `json_build_array` of PostgreSQL writes it, and as any language can. */
export const rowText = (cells: Cells): string => `[${cells.map((cell) => JSON.stringify(cell)).join(", ")}]`;

/** A moment with its microseconds, as the texts have it. */
export const momentText = (at: Date): string => at.toISOString().replace("Z", "000Z");

export type SealFacts = {
  agency: string;
  number: number;
  entries: number;
  /** The hash of the seal before, in hexadecimal. */
  previous: string;
  /** The root of the tree over the entries. */
  root: string;
  at: string;
};
export const sealText = (seal: SealFacts): string =>
  JSON.stringify(["pendopo/segel/2", seal.agency, seal.number, seal.entries, seal.previous, seal.root, seal.at]);

export type ChainFacts = {
  agency: string;
  /** The first and the last seal of the day's tree. */
  first: number;
  last: number;
  /** All entries of the chain so far. */
  entries: number;
  /** The hash of the last seal. */
  hash: string;
  /** The root of the tree over the hashes of the seals from first to last. */
  seals: string;
};
export const chainText = (chain: ChainFacts): string =>
  JSON.stringify(["pendopo/rantai/1", chain.agency, chain.first, chain.last, chain.entries, chain.hash, chain.seals]);

/** What is signed at the end of a day. */
export type Statement = {
  pendopo: "akar-harian/1";
  /** The address of the installation. */
  installation: string;
  number: number;
  day: string;
  made: string;
  chains: number;
  entries: number;
  /** The root of the tree over all chains. */
  root: string;
  /** The hash of the statement before. */
  previous: string;
};

/** What every chain begins with. */
export const NOTHING = "0".repeat(64);

/** The installation's day is that of Jakarta. */
const JAKARTA = 7 * 3_600_000;
const DAY = 86_400_000;
export const startOfDay = (moment: Date): Date =>
  new Date(Math.floor((moment.getTime() + JAKARTA) / DAY) * DAY - JAKARTA);
export const endOfDay = (moment: Date): Date => new Date(startOfDay(moment).getTime() + DAY);
/** The day that ends at a moment. @example dayBefore(new Date("2026-11-23T17:00:00Z")) // "2026-11-23" */
export const dayBefore = (end: Date): string => new Date(end.getTime() - 1 + JAKARTA).toISOString().slice(0, 10);
