// An extract: the entries that the asker may read, each with its proof. The entries come under the asker's own scope; what is
// added to them are hashes.

import type { Tx } from "../db/database.ts";
import { type Sql, sql } from "../db/sql.ts";
import { EXTRACT_FORMAT, type Extract, type ExtractChain, type ExtractEntry, type ExtractSeal } from "./check/shape.ts";
import { type ChainRow, factsOf } from "./daily-root.ts";
import { pathOf, SIZE, treeLevels } from "./merkle.ts";
import { ROW_TEXT } from "./rows.ts";
import { hashesIn, idAt, LEAF_SIZE } from "./seal.ts";
import { type Cells, COLUMNS, momentText } from "./texts.ts";

type SealRow = {
  number: number;
  entries: number;
  previous: Buffer;
  root: Buffer;
  leaves: Buffer;
  signature: Buffer;
  certificate: Buffer;
  sealed_at: Date;
};
type EntryRow = { id: string; agency_id: string; seal: number | null; text: string };
type ChainProof = ChainRow & { place: number; path: Buffer };

/** How many entries one file holds at most. */
export const MOST = 5000;

const hexes = (path: readonly Uint8Array[]) => path.map((hash) => Buffer.from(hash).toString("hex"));

/**
 * Makes an extract of the newest entries that meet the condition, as far as the asker may read them.
 * `isWhole` is false when there were more than fit.
 */
export async function makeExtract(
  tx: Tx,
  condition: Sql,
  words: { about: string; installation: string },
): Promise<{ extract: Extract; isWhole: boolean }> {
  const found = await tx.many<EntryRow>(
    sql`select id, agency_id, seal, ${ROW_TEXT} as text from kernel.audit_entry where ${condition} order by at desc, id desc limit ${MOST + 1}`,
  );
  const rows = found.slice(0, MOST);
  const extract: Extract = {
    format: EXTRACT_FORMAT,
    ...words,
    made: tx.now.toISOString(),
    columns: COLUMNS,
    entries: [],
    seals: [],
    chains: [],
    roots: [],
    certificates: [],
  };
  const proofs = new Map<string, { at: number; leaves: Buffer; levels: Buffer[] }>();
  for (const [agency, ofAgency] of Map.groupBy(rows, (row) => row.agency_id)) {
    const numbers = [...new Set(ofAgency.flatMap((row) => (row.seal === null ? [] : [row.seal])))];
    const seals = await tx.many<SealRow>(sql`select * from kernel.audit_seals_of(${agency}, ${numbers})`);
    const add = await sealAdder(tx, extract, agency, seals);
    for (const seal of seals) {
      const at = await add(seal);
      proofs.set(`${agency}/${seal.number}`, { at, leaves: seal.leaves, levels: treeLevels(hashesIn(seal.leaves)) });
    }
  }
  extract.entries = rows.map((row): ExtractEntry => {
    const cells = JSON.parse(row.text) as Cells;
    const proof = proofs.get(`${row.agency_id}/${row.seal}`);
    if (!proof) return { cells, seal: null, place: 0, path: [] };
    const place = placeOf(proof.leaves, row.id);
    return { cells, seal: proof.at, place, path: place < 0 ? [] : hexes(pathOf(proof.levels, place)) };
  });
  await addRoots(tx, extract);
  return { extract, isWhole: found.length <= MOST };
}

function placeOf(leaves: Buffer, id: string): number {
  for (let i = 0; i < leaves.length / LEAF_SIZE; i++) if (idAt(leaves, i) === id) return i;
  return -1;
}

/** Puts a certificate into the file once, and gives its place. */
function certificateAt(extract: Extract, der: Uint8Array): number {
  const text = Buffer.from(der).toString("base64");
  const at = extract.certificates.indexOf(text);
  return at >= 0 ? at : extract.certificates.push(text) - 1;
}

/** Puts seals of one agency into the file, each with its way through the day, as far as the day is closed. */
async function sealAdder(tx: Tx, extract: Extract, agency: string, seals: readonly SealRow[]) {
  const from = seals[0]?.number ?? 0;
  const to = seals.at(-1)?.number ?? -1;
  const chains =
    await tx.many<ChainProof>(sql`select agency_id, root, first, last, entries, hash, seals, place, path from kernel.audit_root_chain
    where agency_id = ${agency} and last >= ${from} and first <= ${to} order by root`);
  const levels = new Map<number, Buffer[]>();
  return async (seal: SealRow): Promise<number> => {
    const chain = chains.find(({ first, last }) => first <= seal.number && seal.number <= last);
    let path: Buffer[] = [];
    let at: number | null = null;
    if (chain) {
      let tree = levels.get(chain.root);
      if (!tree) {
        const hashes = await tx.many<{ hash: Buffer }>(
          sql`select hash from kernel.audit_seal_hashes(${agency}, ${chain.first}, ${chain.last})`,
        );
        tree = treeLevels(Buffer.concat(hashes.map((row) => row.hash)));
        levels.set(chain.root, tree);
      }
      path = pathOf(tree, seal.number - chain.first);
      at = extract.chains.findIndex((each) => each.agency === agency && each.root === chain.root);
      if (at < 0) at = extract.chains.push(chainOf(chain)) - 1;
    }
    const entry: ExtractSeal = {
      agency,
      number: seal.number,
      entries: seal.entries,
      previous: seal.previous.toString("hex"),
      root: seal.root.toString("hex"),
      at: momentText(seal.sealed_at),
      signature: seal.signature.toString("base64"),
      certificate: certificateAt(extract, seal.certificate),
      chain: at,
      place: chain ? seal.number - chain.first : 0,
      path: hexes(path),
    };
    return extract.seals.push(entry) - 1;
  };
}

/** As yet with the number of its root; `addRoots` puts the root's place in the file there. */
const chainOf = (row: ChainProof): ExtractChain => ({
  ...factsOf(row),
  root: row.root,
  place: row.place,
  path: Array.from({ length: row.path.length / SIZE }, (_, i) => row.path.toString("hex", i * SIZE, (i + 1) * SIZE)),
});

async function addRoots(tx: Tx, extract: Extract): Promise<void> {
  const numbers = [...new Set(extract.chains.map((chain) => chain.root))];
  // Without a closed day the certificates above the signer still have to be in the file.
  const roots = await tx.many<{ number: number; statement: string; signature: Buffer; certificates: Buffer[] }>(
    sql`select number, statement, signature, certificates from kernel.audit_root where number = any(${numbers}) order by number`,
  );
  for (const row of roots)
    extract.roots.push({
      statement: row.statement,
      signature: row.signature.toString("base64"),
      certificates: row.certificates.map((each) => certificateAt(extract, each)),
    });
  const places = new Map(roots.map((row, i) => [row.number, i]));
  extract.chains = extract.chains.map((chain) => ({ ...chain, root: places.get(chain.root) as number }));
  const above = await tx.many<{ certificate: Buffer }>(
    sql`select certificate from kernel.public_certificates() where kind in ('issuer', 'root') and revoked_at is null`,
  );
  for (const { certificate } of above) certificateAt(extract, certificate);
}
