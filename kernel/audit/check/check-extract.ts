// Checks an extract of the record without asking anybody: from each entry by the hashes beside its way to its seal, to the day, to
// the signed root. The same code runs at the command line and in the browser; it does no I/O.

import { type ChainFacts, chainText, rowText, type SealFacts, type Statement, sealText } from "../texts.ts";
import {
  digest,
  fromBase64,
  fromHex,
  isChain,
  isSignedBy,
  type ReadCertificate,
  readCertificate,
} from "./certificate.ts";
import { EXTRACT_FORMAT, type Extract, type ExtractEntry } from "./shape.ts";

/** How far an entry is proved: by a day's root, by its seal alone, not at all yet; or it is not what was sealed. */
export type EntryState = "rooted" | "sealed" | "waiting" | "false";

export type Checked = {
  /** Nothing in the file contradicts itself, and every signature is right. */
  ok: boolean;
  /** What is wrong, each with its place. */
  faults: { what: "format" | "entry" | "seal" | "chain" | "root" | "kept" | "roots-differ"; place: string }[];
  entries: { entry: ExtractEntry; state: EntryState }[];
  days: string[];
  installation: string;
  made: string;
  /** Of the authority at the top, to compare with what the installation publishes. */
  fingerprints: string[];
  /** How many of the days a kept copy of the roots confirmed; undefined without a copy. */
  confirmed?: number;
};

const inner = async (left: string, right: string) => digest(fromHex(`01${left}${right}`));

/** The root that a leaf and its path lead to (RFC 9162 §2.1.3.2); undefined when the path does not fit the place. */
async function rootOf(leaf: string, place: number, size: number, path: readonly string[]): Promise<string | undefined> {
  if (!Number.isInteger(place) || place < 0 || place >= size) return undefined;
  let [at, last, hash] = [place, size - 1, leaf];
  for (const beside of path) {
    if (last === 0 || !/^[0-9a-f]{64}$/.test(beside)) return undefined;
    if (at % 2 === 1 || at === last) {
      hash = await inner(beside, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
    } else hash = await inner(hash, beside);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? hash : undefined;
}
const leafOf = (text: string) => digest(`\0${text}`);

/** Only what the text is made of: what else stands in the file is not signed. */
const sealFacts = ({ agency, number, entries, previous, root, at }: SealFacts): SealFacts => ({
  agency,
  number,
  entries,
  previous,
  root,
  at,
});
const chainFacts = ({ agency, first, last, entries, hash, seals }: ChainFacts): ChainFacts => ({
  agency,
  first,
  last,
  entries,
  hash,
  seals,
});

/** `kept` are the statements of a copy of akar.json that somebody kept. */
export async function checkExtract(given: unknown, kept?: readonly { statement: string }[]): Promise<Checked> {
  const extract = given as Extract;
  const checked: Checked = {
    ok: false,
    faults: [],
    entries: [],
    days: [],
    installation: "",
    made: "",
    fingerprints: [],
  };
  const lists = ["entries", "seals", "chains", "roots", "certificates"] as const;
  if (
    typeof given !== "object" ||
    given === null ||
    extract.format !== EXTRACT_FORMAT ||
    !lists.every((name) => Array.isArray(extract[name]))
  )
    return { ...checked, faults: [{ what: "format", place: "" }] };
  try {
    await checkAll(extract, checked, kept);
  } catch {
    checked.faults.push({ what: "format", place: "" });
  }
  return { ...checked, ok: checked.faults.length === 0 };
}

async function checkAll(extract: Extract, checked: Checked, kept?: readonly { statement: string }[]): Promise<void> {
  const fault = (what: Checked["faults"][number]["what"], place: string) => checked.faults.push({ what, place });
  checked.installation = String(extract.installation);
  checked.made = String(extract.made);
  const certificates = extract.certificates.map((text) => readCertificate(fromBase64(text)));
  const known = new Map<number, Statement>();
  const copies = new Map((kept ?? []).map(({ statement }) => [(JSON.parse(statement) as Statement).number, statement]));
  let confirmed = 0;
  for (const [i, root] of extract.roots.entries()) {
    const said = JSON.parse(root.statement) as Statement;
    const chain = root.certificates.map((at) => certificates[at]).filter((each) => each !== undefined);
    const isRight =
      said.pendopo === "akar-harian/1" &&
      (await isChain(chain, Date.parse(said.made))) &&
      (await isSignedBy((chain[0] as ReadCertificate).key, root.statement, fromBase64(root.signature)));
    if (isRight) known.set(i, said);
    else fault("root", said.day);
    if (isRight) checked.days.push(said.day);
    const top = await digest((chain.at(-1) as ReadCertificate).der);
    if (!checked.fingerprints.includes(top)) checked.fingerprints.push(top);
    const copy = copies.get(said.number);
    if (copy !== undefined && copy !== root.statement) fault("kept", said.day);
    if (copy === root.statement) confirmed++;
  }
  if (kept) checked.confirmed = confirmed;
  const chains = await Promise.all(
    extract.chains.map(async (chain) => {
      const said = known.get(chain.root);
      const leaf = await leafOf(chainText(chainFacts(chain)));
      const isRight = said !== undefined && (await rootOf(leaf, chain.place, said.chains, chain.path)) === said.root;
      if (!isRight) fault("chain", `${chain.agency} ${chain.first}–${chain.last}`);
      return isRight;
    }),
  );
  const states: EntryState[] = [];
  for (const seal of extract.seals) {
    const text = sealText(sealFacts(seal));
    const signer = certificates[seal.certificate];
    const above = extract.certificates.length > 1 ? chainAbove(certificates, signer) : [];
    const isRight =
      signer !== undefined &&
      (await isChain(above, Date.parse(seal.at))) &&
      (await isSignedBy(signer.key, text, fromBase64(seal.signature)));
    let state: EntryState = isRight ? "sealed" : "false";
    if (isRight && seal.chain !== null) {
      const chain = extract.chains[seal.chain];
      const isIn =
        chain !== undefined &&
        chains[seal.chain] === true &&
        chain.agency === seal.agency &&
        seal.number === chain.first + seal.place &&
        (await rootOf(await digest(text), seal.place, chain.last - chain.first + 1, seal.path)) === chain.seals;
      state = isIn ? "rooted" : "false";
    }
    if (state === "false") fault("seal", `${seal.agency} ${seal.number}`);
    states.push(state);
  }
  for (const [i, entry] of extract.entries.entries()) {
    let state: EntryState = "waiting";
    if (entry.seal !== null) {
      const seal = extract.seals[entry.seal];
      const leaf = await leafOf(rowText(entry.cells));
      const isIn =
        seal !== undefined &&
        entry.cells[0] === seal.agency &&
        (await rootOf(leaf, entry.place, seal.entries, entry.path)) === seal.root;
      state = isIn ? (states[entry.seal] as EntryState) : "false";
    }
    if (state === "false") fault("entry", String(entry.cells[1] ?? i + 1));
    checked.entries.push({ entry, state });
  }
  const tops = new Set(certificates.filter((each) => each.issuer === each.subject).map((each) => each.subject));
  if (tops.size > 1) fault("roots-differ", "");
}

/** A signer and those above it, found by their names among the certificates of the file. */
function chainAbove(all: readonly ReadCertificate[], signer: ReadCertificate | undefined): ReadCertificate[] {
  const chain: ReadCertificate[] = [];
  for (let each = signer; each && chain.length < 5; ) {
    chain.push(each);
    if (each.issuer === each.subject) break;
    const { issuer } = each;
    each = all.find((other) => other.subject === issuer);
  }
  return chain;
}
