// Goes over the daily roots: each against what it was made over, against the one before, against its signature, and against a copy
// that somebody kept elsewhere.

import { type KeyObject, verify as verifyBytes, X509Certificate } from "node:crypto";
import type { Database } from "../db/database.ts";
import { worker } from "../db/scope.ts";
import { sql } from "../db/sql.ts";
import { carriesPurpose, checkStamp, keyFits } from "../documents/index.ts";
import { openCertificate } from "../seals/seals.ts";
import type { Vault } from "../vault/vault.ts";
import { type ChainRow, factsOf } from "./daily-root.ts";
import type { RecordFault } from "./faults.ts";
import { leafHash, sha256, treeRoot } from "./merkle.ts";
import { chainText, NOTHING, type Statement } from "./texts.ts";

/** A root as `/catatan/akar.json` publishes it, and as somebody may have kept it. */
export type KeptRoot = { statement: string };

type RootRow = { number: number; day: string; statement: string; signature: Buffer; certificates: Buffer[] };
export type ToldOf = Map<string, (ChainRow & { day: string })[]>;

/** Gives how many roots there are, and what they told of each chain. */
export async function verifyRoots(
  db: Database,
  report: (fault: RecordFault) => void,
  kept: readonly KeptRoot[],
): Promise<{ roots: number; told: ToldOf }> {
  const { roots, chains, stamps, authorities } = await db.read(worker, async (tx) => ({
    roots: await tx.many<RootRow>(
      sql`select number, day, statement, signature, certificates from kernel.audit_root order by number`,
    ),
    chains: await tx.many<ChainRow>(
      sql`select agency_id, root, first, last, entries, hash, seals from kernel.audit_root_chain order by root, agency_id`,
    ),
    stamps: await tx.many<{ root: number; token: Buffer }>(
      sql`select root, token from kernel.audit_stamp order by root`,
    ),
    authorities: await tx.many<{ certificate: Buffer }>(
      sql`select certificate from kernel.certificate where kind = 'root'`,
    ),
  }));
  const told: ToldOf = new Map();
  const standing = new Map<string, ChainRow>();
  const byRoot = Map.groupBy(chains, (row) => row.root);
  let previous = NOTHING;
  let number = 0;
  for (const root of roots) {
    const { day } = root;
    const said = statementOf(root);
    if (root.number !== number + 1) report({ what: "root-gap", day, count: root.number - number - 1 });
    else if (said?.previous !== previous) report({ what: "root-previous", day });
    if (!said || said.number !== root.number || said.day !== day) report({ what: "root", day });
    if (!isSigned(root, authorities)) report({ what: "root-signature", day });
    for (const row of byRoot.get(root.number) ?? []) {
      standing.set(row.agency_id, row);
      const before = told.get(row.agency_id);
      if (before) before.push({ ...row, day });
      else told.set(row.agency_id, [{ ...row, day }]);
    }
    const all = [...standing.values()].sort((a, b) => (a.agency_id < b.agency_id ? -1 : 1));
    const tree = treeRoot(Buffer.concat(all.map((row) => leafHash(chainText(factsOf(row))))));
    if (said && (tree.toString("hex") !== said.root || all.length !== said.chains))
      report({ what: "root-chains", day });
    previous = sha256(root.statement).toString("hex");
    number = root.number;
  }
  const numbers = new Set(roots.map((root) => root.number));
  for (const row of chains) if (!numbers.has(row.root)) report({ what: "root-chains", agency: row.agency_id });
  for (const { root, token } of stamps) {
    const of = roots.find((each) => each.number === root);
    if (!of || !checkStamp(token, sha256(of.statement)).fits) report({ what: "stamp", day: of?.day });
  }
  compareKept(roots, kept, report);
  return { roots: roots.length, told };
}

function statementOf({ statement }: { statement: string }): Statement | undefined {
  try {
    const said = JSON.parse(statement) as Statement;
    return said.pendopo === "akar-harian/1" ? said : undefined;
  } catch {
    return undefined;
  }
}

function isSigned(root: RootRow, authorities: readonly { certificate: Buffer }[]): boolean {
  try {
    const [signer, issuer, top] = root.certificates.map((each) => new X509Certificate(each));
    if (!signer || !issuer || !top) return false;
    return (
      authorities.some(({ certificate }) => certificate.equals(root.certificates[2] as Buffer)) &&
      signer.verify(issuer.publicKey) &&
      issuer.verify(top.publicKey) &&
      top.verify(top.publicKey) &&
      carriesPurpose(root.certificates[0] as Buffer) &&
      verifyBytes(
        "sha256",
        Buffer.from(root.statement),
        { key: signer.publicKey, dsaEncoding: "ieee-p1363" },
        root.signature,
      )
    );
  } catch {
    return false;
  }
}

/** What was kept elsewhere is the one thing that nobody here could change. */
function compareKept(roots: readonly RootRow[], kept: readonly KeptRoot[], report: (fault: RecordFault) => void): void {
  const here = new Map(roots.map((root) => [statementOf(root)?.number, root]));
  for (const copy of kept) {
    const said = statementOf(copy);
    if (!said) continue;
    const root = here.get(said.number);
    if (!root) report({ what: "kept-missing", day: said.day });
    else if (root.statement !== copy.statement) report({ what: "kept", day: said.day });
  }
}

/**
 * The keys that sign the record, by their certificates. With the vault it is also asked whether the authority is the one whose
 * private key only the master key opens: an authority that somebody put into the database beside it cannot be.
 */
export async function recordKeys(
  db: Database,
  vault: Vault,
  report: (fault: RecordFault) => void,
): Promise<Map<string, KeyObject>> {
  const rows = await db.read(worker, (tx) =>
    tx.many<{ id: string; kind: string; certificate: Buffer; key_sealed: Buffer }>(
      sql`select id, kind, certificate, key_sealed from kernel.certificate where kind in ('root', 'issuer', 'record') order by id`,
    ),
  );
  const issuers = rows.filter((row) => row.kind === "issuer").map((row) => new X509Certificate(row.certificate));
  const keys = new Map<string, KeyObject>();
  for (const row of rows) {
    if (!isOurs(vault, row)) report({ what: "authority", id: row.id });
    else if (row.kind === "record") {
      const certificate = new X509Certificate(row.certificate);
      if (carriesPurpose(row.certificate) && issuers.some((issuer) => certificate.verify(issuer.publicKey)))
        keys.set(row.id, certificate.publicKey);
    }
  }
  return keys;
}

function isOurs(vault: Vault, row: { id: string; certificate: Buffer; key_sealed: Buffer }): boolean {
  try {
    return keyFits(row.certificate, openCertificate(vault, row).key);
  } catch {
    return false;
  }
}
