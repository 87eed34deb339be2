// What an extract of the record is: entries, and the few hashes that lead from each to a signed daily root. JSON, so that any
// program in any language can check it; the rules are in docs/record.md.

import type { Cells, ChainFacts, SealFacts } from "../texts.ts";

export const EXTRACT_FORMAT = "pendopo/petikan-catatan/1";

export const ROOTS_FORMAT = "pendopo/akar-harian/1";

export type ExtractEntry = {
  cells: Cells;
  /** Which of the seals holds it; null while it waits for its seal, or when its seal is of the first format. */
  seal: number | null;
  place: number;
  /** The hashes beside its way to the seal's root, in hexadecimal. */
  path: string[];
};
export type ExtractSeal = SealFacts & {
  /** Base64; over the seal's text. */
  signature: string;
  certificate: number;
  /** Which of the chains holds it; null until the day is closed. */
  chain: number | null;
  place: number;
  path: string[];
};
export type ExtractChain = ChainFacts & { root: number; place: number; path: string[] };
export type ExtractRoot = {
  statement: string;
  signature: string;
  /** The signer's, then those above it. */
  certificates: number[];
};
export type Extract = {
  format: typeof EXTRACT_FORMAT;
  /** What this is and how it is checked, for whoever opens the file in ten years. */
  about: string;
  installation: string;
  made: string;
  columns: readonly string[];
  entries: ExtractEntry[];
  seals: ExtractSeal[];
  chains: ExtractChain[];
  roots: ExtractRoot[];
  /** DER in Base64. */
  certificates: string[];
};

/** What akar.json is: all daily roots, for whoever keeps a copy. */
export type Roots = {
  format: typeof ROOTS_FORMAT;
  about: string;
  installation: string;
  roots: (ExtractRoot & { stamp?: string })[];
  certificates: string[];
};
