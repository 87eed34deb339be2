// How far a right reaches: which services and acts, up to what sum, where, and when. Permissions of positions, mandates between
// people and acting positions are all written in it, so that one rule decides how rights combine: by meeting, never by adding.

/** Every value, or only those that are listed. */
export type Some<T> = "all" | readonly T[];

export type Extent = {
  /** Ids of services. */
  readonly services: Some<string>;
  /** Names of acts, e.g. "apply", "see", "decide". */
  readonly acts: Some<string>;
  /** The largest sum in whole rupiah; null where no sum binds. */
  readonly ceiling: number | null;
  /** Official codes of regions; each covers what lies below it ("19.71" covers "19.71.03"). */
  readonly regions: Some<string>;
  /** The first and the last day on which it holds; null where it does not end. */
  readonly from: string;
  readonly until: string | null;
};

/** What is asked of a right: may this be done, with this service, for this sum, here, today? What is left out is not asked. */
export type Question = { act: string; service?: string; amount?: number; region?: string; day: string };

/** What an official's positions permit today in some units, and by which permission each act is permitted. */
export type Right = {
  readonly units: readonly string[];
  readonly extent: Extent;
  /** The id of the permission by its act, so that "why?" has an answer. */
  readonly by: Readonly<Record<string, string>>;
};

/** Reaches everywhere and always: what a person holds of their own affairs. */
export const UNBOUND: Extent = {
  services: "all",
  acts: "all",
  ceiling: null,
  regions: "all",
  from: "0001-01-01",
  until: null,
};

/** Whether one region is the other, or lies in it. @example liesIn("19.71.03", "19.71") // true */
export const liesIn = (code: string, wide: string): boolean => code === wide || code.startsWith(`${wide}.`);

const among = (some: Some<string>, value: string): boolean => some === "all" || some.includes(value);

/** Whether the right answers the question with yes. */
export const covers = (extent: Extent, asked: Question): boolean =>
  among(extent.acts, asked.act) &&
  (asked.service === undefined || among(extent.services, asked.service)) &&
  (asked.amount === undefined || extent.ceiling === null || asked.amount <= extent.ceiling) &&
  (asked.region === undefined ||
    extent.regions === "all" ||
    extent.regions.some((wide) => liesIn(asked.region as string, wide))) &&
  extent.from <= asked.day &&
  (extent.until === null || asked.day <= extent.until);

const both = (a: Some<string>, b: Some<string>): Some<string> =>
  a === "all" ? b : b === "all" ? a : a.filter((value) => b.includes(value));

/** Regions that both cover: of two that lie in each other the narrower. */
function bothRegions(a: Some<string>, b: Some<string>): Some<string> {
  if (a === "all") return b;
  if (b === "all") return a;
  const found = a.flatMap((one) =>
    b.flatMap((other) => (liesIn(one, other) ? [one] : liesIn(other, one) ? [other] : [])),
  );
  return [...new Set(found)];
}

// Days as text compare as days.
const later = (a: string, b: string): string => [a, b].sort().at(1) as string;
const earlier = (a: string | null, b: string | null): string | null => (a === null ? b : b === null || a < b ? a : b);

/**
 * What remains when one right is held through another: exactly the questions that both answer with yes. So no chain of mandates,
 * however long, reaches further than its narrowest link.
 */
export const meet = (a: Extent, b: Extent): Extent => ({
  services: both(a.services, b.services),
  acts: both(a.acts, b.acts),
  ceiling: a.ceiling === null ? b.ceiling : b.ceiling === null ? a.ceiling : Math.min(a.ceiling, b.ceiling),
  regions: bothRegions(a.regions, b.regions),
  from: later(a.from, b.from),
  until: earlier(a.until, b.until),
});

/** Whether everything that the first reaches, the second reaches too. */
export const within = (narrow: Extent, wide: Extent): boolean =>
  fits(narrow.services, wide.services) &&
  fits(narrow.acts, wide.acts) &&
  (wide.ceiling === null || (narrow.ceiling !== null && narrow.ceiling <= wide.ceiling)) &&
  (wide.regions === "all" ||
    (narrow.regions !== "all" &&
      narrow.regions.every((code) => (wide.regions as readonly string[]).some((each) => liesIn(code, each))))) &&
  narrow.from >= wide.from &&
  (wide.until === null || (narrow.until !== null && narrow.until <= wide.until));

const fits = (narrow: Some<string>, wide: Some<string>): boolean =>
  wide === "all" || (narrow !== "all" && narrow.every((value) => wide.includes(value)));
