// The installation's own certificate authority, and a seal for each agency and each official who signs. Made when first needed;
// private keys are sealed by the vault and only the workers' role can read them.

import type { Tx } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { type Authority, type Credential, chainOf, createAuthority, issueSealCertificate } from "../documents/index.ts";
import { isUuid } from "../ids.ts";
import type { Vault } from "../vault/vault.ts";

type Row = { id: string; kind: string; certificate: Buffer; key_sealed: Buffer; not_after: Date };

const keyPlace = (id: string) => `kernel.certificate:key:${id}`;
const MONTH = 30 * 86_400_000;

/** A certificate's row with its key opened. */
export const openCertificate = (vault: Vault, row: Pick<Row, "id" | "certificate" | "key_sealed">): Credential => ({
  certificate: row.certificate,
  key: Buffer.from(vault.open(row.key_sealed, keyPlace(row.id)), "base64"),
});

/** Keeps a certificate and its key, sealed. Gives its id. */
export async function keepCertificate(
  tx: Tx,
  vault: Vault,
  kind: string,
  made: Credential & { serial?: string; notAfter?: Date },
  of: { agency?: string; holder?: string } = {},
): Promise<string> {
  const id = tx.id();
  await tx.run(sql`insert into kernel.certificate (id, kind, agency_id, holder, certificate, key_sealed, serial, not_before, not_after)
    values (${id}, ${kind}, ${of.agency ?? null}, ${of.holder ?? null}, ${Buffer.from(made.certificate)},
      ${vault.seal(Buffer.from(made.key).toString("base64"), keyPlace(id))}, ${made.serial ?? ""}, ${tx.now},
      ${made.notAfter ?? new Date(tx.now.getTime() + 15 * 365 * 86_400_000)})`);
  return id;
}

/** The authority of this installation; the first call makes it. Two nodes that make it at once: the unique index lets one win and the other tries again. */
export async function authority(tx: Tx, vault: Vault, name: string): Promise<Authority> {
  const rows = await tx.many<Row>(
    sql`select id, kind, certificate, key_sealed, not_after from kernel.certificate where kind in ('root', 'issuer') and revoked_at is null`,
  );
  const root = rows.find((row) => row.kind === "root");
  const issuing = rows.find((row) => row.kind === "issuer");
  if (root && issuing) return { name, root: openCertificate(vault, root), issuing: openCertificate(vault, issuing) };
  const made = await createAuthority({ name, now: tx.now });
  await keepCertificate(tx, vault, "root", made.root);
  await keepCertificate(tx, vault, "issuer", made.issuing);
  return made;
}

export type Holder = {
  agency: string;
  agencyName: string;
  unit?: string;
  official?: { id: string; name: string; position: string; nip?: string };
};

/** The credential with which an agency seals, or an official signs; renewed a month before it ends. */
export async function sealOf(tx: Tx, vault: Vault, by: Authority, holder: Holder): Promise<Credential> {
  const kind = holder.official ? "official" : "seal";
  const who = holder.official && isUuid(holder.official.id) ? holder.official.id : null;
  const row = await tx.maybe<Row>(sql`select id, kind, certificate, key_sealed, not_after from kernel.certificate
    where kind = ${kind} and agency_id = ${holder.agency} and holder is not distinct from ${who} and revoked_at is null
      and not_after > ${new Date(tx.now.getTime() + MONTH)} order by not_after desc limit 1`);
  if (row) return openCertificate(vault, row);
  const made = await issueSealCertificate(by, {
    agencyName: holder.agencyName,
    unit: holder.unit,
    official: holder.official,
    now: tx.now,
  });
  await keepCertificate(tx, vault, kind, made, { agency: holder.agency, holder: who ?? undefined });
  return made;
}

export { chainOf };

/** The certificates that this installation trusts for its own documents, and the serials that were revoked. For pages that verify. */
export async function trusted(tx: Tx): Promise<{ roots: Uint8Array[]; revoked: Map<string, Date> }> {
  const rows = await tx.many<{ kind: string; certificate: Buffer; revoked_at: Date | null; serial: string }>(
    sql`select * from kernel.public_certificates()`,
  );
  return {
    roots: rows.filter((row) => row.kind === "root").map((row) => row.certificate),
    revoked: new Map(rows.flatMap((row) => (row.revoked_at ? [[row.serial, row.revoked_at] as const] : []))),
  };
}
