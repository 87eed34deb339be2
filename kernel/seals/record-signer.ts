// The key with which the installation signs its record: seals of entries, and the roots of days. Below the installation's own
// authority, with a purpose of its own, so that no official's or agency's certificate can stand in for it.

import { createPrivateKey, sign } from "node:crypto";
import type { Database, Tx } from "../db/database.ts";
import { worker } from "../db/scope.ts";
import { sql } from "../db/sql.ts";
import { issueSealCertificate } from "../documents/index.ts";
import type { Vault } from "../vault/vault.ts";
import { authority, chainOf, keepCertificate, openCertificate } from "./seals.ts";

export type RecordSigner = {
  /** The certificate's row. */
  id: string;
  /** The signer's certificate, then those above it. */
  certificates: Uint8Array[];
  /** ECDSA on P-256 with SHA-256; r and s one behind the other, as WebCrypto reads it. */
  sign(text: string): Buffer;
};

const MONTH = 30 * 86_400_000;
const known = new WeakMap<Vault, { signer: RecordSigner; until: number }>();

/** The signer of this installation; the first call makes it, and a month before its end a new one. */
export async function recordSigner(hall: { db: Database; vault: Vault }): Promise<RecordSigner> {
  const now = hall.db.time.now().getTime();
  const kept = known.get(hall.vault);
  if (kept && kept.until > now + MONTH) return kept.signer;
  const made = await hall.db.transact(worker, (tx) => findOrMake(tx, hall.vault));
  known.set(hall.vault, made);
  return made.signer;
}

async function findOrMake(tx: Tx, vault: Vault): Promise<{ signer: RecordSigner; until: number }> {
  // Of two nodes that begin at once one makes it, and the other finds it.
  await tx.run(sql`select pg_advisory_xact_lock(736505)`);
  const by = await authority(tx, vault, "Pendopo");
  const row = await tx.maybe<{ id: string; certificate: Buffer; key_sealed: Buffer; not_after: Date }>(
    sql`select id, certificate, key_sealed, not_after from kernel.certificate
         where kind = 'record' and revoked_at is null and not_after > ${new Date(tx.now.getTime() + MONTH)} order by not_after desc limit 1`,
  );
  if (row) return signerOf(openCertificate(vault, row), row.id, row.not_after, chainOf(by));
  const made = await issueSealCertificate(by, { agencyName: by.name, forRecord: true, now: tx.now });
  const id = await keepCertificate(tx, vault, "record", made);
  return signerOf(made, id, made.notAfter, chainOf(by));
}

function signerOf(
  { certificate, key }: { certificate: Uint8Array; key: Uint8Array },
  id: string,
  until: Date,
  above: Uint8Array[],
) {
  const opened = createPrivateKey({ key: Buffer.from(key), format: "der", type: "pkcs8" });
  const signer: RecordSigner = {
    id,
    certificates: [certificate, ...above],
    sign: (text) => sign("sha256", Buffer.from(text, "utf8"), { key: opened, dsaEncoding: "ieee-p1363" }),
  };
  return { signer, until: until.getTime() };
}
