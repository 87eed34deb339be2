// The nouns of a mandate and the rule by which a chain of them holds. Pure.

import type { Behalf } from "../../kernel/actor.ts";
import { type Extent, meet } from "../../kernel/authority.ts";
import type { Bilingual } from "../../kernel/words/words.ts";

/**
 * Why somebody may act: because the other gave it (KUHPerdata art. 1792), because a company speaks through them (UU 40/2007
 * art. 98 and 103), because a court or the law made them guardian, or for one day at a desk.
 */
export type MandateKind = "personal" | "representative" | "guardian" | "assisted";
export type MandateStatus = "requested" | "offered" | "granted" | "refused" | "revoked" | "ended";

/** What may be done for another. "mandate": give it on to somebody else (substitution, KUHPerdata art. 1803). */
export const ACTS = ["see", "apply", "answer", "withdraw", "collect", "mandate"] as const;
export type Act = (typeof ACTS)[number];
export const isAct = (text: string): text is Act => (ACTS as readonly string[]).includes(text);

/** How many may stand one after another; more than this nobody oversees. */
export const LONGEST_CHAIN = 4;

/** One mandate of a chain, as it stands today. `holds`: granted, within its days, its organization verified. */
export type Link = { subject: string; holds: boolean; extent: Extent };

/**
 * How far a chain reaches: as far as all its links together, from the one held up to the one that the grantor gave. Nothing when
 * a link does not hold, when one speaks for somebody else, or when its beginning is not there.
 */
export function reachOf(chain: readonly Link[], isWhole: boolean): Extent | undefined {
  const [first, ...above] = chain;
  if (!first || !isWhole || chain.length > LONGEST_CHAIN) return undefined;
  if (!chain.every((link) => link.holds && link.subject === first.subject)) return undefined;
  return above.reduce((reach, link) => meet(reach, link.extent), first.extent);
}

/** As it is stored: null stands for all. */
export type StoredExtent = {
  services: string[] | null;
  acts: string[];
  ceiling: number | null;
  regions: string[] | null;
  starts_on: string;
  ends_on: string | null;
};

export const extentOf = (row: StoredExtent): Extent => ({
  services: row.services ?? "all",
  acts: row.acts,
  ceiling: row.ceiling === null ? null : Number(row.ceiling),
  regions: row.regions ?? "all",
  from: row.starts_on,
  until: row.ends_on,
});

/** What a day makes of a granted mandate: it lapses by itself, without anybody writing it down. */
export type Standing = MandateStatus | "lapsed" | "ahead";
export const standingOf = (
  row: Pick<StoredExtent, "starts_on" | "ends_on"> & { status: MandateStatus },
  day: string,
): Standing =>
  row.status !== "granted" && row.status !== "offered" && row.status !== "requested"
    ? row.status
    : row.ends_on !== null && row.ends_on < day
      ? "lapsed"
      : row.status === "granted" && row.starts_on > day
        ? "ahead"
        : row.status;

/**
 * Whether who acts stands for the other in everything, their rights as a person included (UU 27/2022 art. 5 to 13, 25 and 26): a
 * guardian of all their affairs. Every other mandate reaches such a right only where its grantor named it.
 */
export const standsInAll = (behalf: Pick<Behalf, "as" | "extent">): boolean =>
  behalf.as === "guardian" && behalf.extent.services === "all";

/** Names are the same when their letters are: titles' dots, spaces and capitals are typed in many ways. */
export const sameName = (a: string, b: string): boolean => plain(a) === plain(b) && plain(a) !== "";
const plain = (name: string): string =>
  name
    .normalize("NFKC")
    .toLocaleUpperCase("id")
    .replace(/[^\p{L}]/gu, "");

/** A mandate that gives much away: all services, a right to give it on, no end, or an end beyond a year. */
export function isWide(extent: StoredExtent): boolean {
  const year = `${Number(extent.starts_on.slice(0, 4)) + 1}${extent.starts_on.slice(4)}`;
  return (
    extent.services === null || extent.acts.includes("mandate") || extent.ends_on === null || extent.ends_on > year
  );
}

/** A service and a region by name, as forms and sentences say them. */
export type Named = { id: string; name: Bilingual };
export type Place = { code: string; name: string; province: string };
