// The installation's own certificate authority: a root that is kept, an issuing authority that works, and seals for
// agencies and officials below it (RFC 5280). An installation that has certificates of BSrE uses those instead.
//
// ECDSA on P-256 with SHA-256: one signature costs 0.1 ms and 72 bytes (RSA-3072: 2 ms and 384 bytes), and poppler, NSS,
// OpenSSL and Adobe's reader check it alike.

import "reflect-metadata";
import { createHash, createPublicKey, webcrypto, X509Certificate } from "node:crypto";
import * as x509 from "@peculiar/x509";

/** A certificate and its private key. The key is PKCS #8; the host encrypts it before it is stored. */
export type Credential = { certificate: Uint8Array; key: Uint8Array };
export type Authority = {
  /** The name people see as issuer, e.g. "Pendopo Kota Pangkalpinang". */
  name: string;
  root: Credential;
  issuing: Credential;
  /** Where the revocation list can be fetched; written into every certificate when set. */
  crlUrl?: string;
};

const curve = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const YEAR = 365.25 * 24 * 3600 * 1000;
/** Document signing (RFC 9336), and Adobe's older name for the same. */
const DOCUMENT_SIGNING = "1.3.6.1.5.5.7.3.36";
const ADOBE_DOCUMENT_SIGNING = "1.2.840.113583.1.1.5";
/** Signing the installation's record: a purpose of our own under the UUID arc, so that no seal of a document can stand in for it. */
const RECORD_SIGNING = "2.25.211839459268713093245126137284615920345";
/** "Any policy" for the authorities; for seals a policy of our own under the UUID arc, so that it needs no registration (X.667). */
const SEAL_POLICY = "2.25.146327981063402958129364807250157413289";

const provider = webcrypto as unknown as Crypto;
x509.cryptoProvider.set(provider);

/**
 * Makes a new authority: root for 30 years, issuing authority for 15.
 * @example const authority = await createAuthority({ name: "Pendopo Bangka Belitung", now })
 */
export async function createAuthority(wanted: { name: string; now: Date; crlUrl?: string }): Promise<Authority> {
  const { name, now, crlUrl } = wanted;
  const rootKeys = await newKeys();
  const rootName = nameOf({ C: "ID", O: name, CN: `${name} Root CA` });
  const caUse = x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign;
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: newSerial(),
    name: rootName,
    notBefore: earlier(now),
    notAfter: new Date(now.getTime() + 30 * YEAR),
    keys: rootKeys,
    signingAlgorithm: curve,
    extensions: [
      new x509.BasicConstraintsExtension(true, 1, true),
      new x509.KeyUsagesExtension(caUse, true),
      await x509.SubjectKeyIdentifierExtension.create(rootKeys.publicKey),
    ],
  });
  const issuingKeys = await newKeys();
  const issuing = await x509.X509CertificateGenerator.create({
    serialNumber: newSerial(),
    issuer: root.subjectName,
    subject: nameOf({ C: "ID", O: name, CN: `${name} Issuing CA` }),
    notBefore: earlier(now),
    notAfter: new Date(now.getTime() + 15 * YEAR),
    publicKey: issuingKeys.publicKey,
    signingKey: rootKeys.privateKey,
    signingAlgorithm: curve,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(caUse, true),
      new x509.CertificatePolicyExtension(["2.5.29.32.0"]),
      await x509.SubjectKeyIdentifierExtension.create(issuingKeys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(rootKeys.publicKey),
    ],
  });
  return { name, crlUrl, root: await credential(root, rootKeys), issuing: await credential(issuing, issuingKeys) };
}

export type SealHolder = {
  agencyName: string;
  unit?: string;
  /** Set for an official's own signature; without it the certificate is the agency's electronic seal. */
  official?: { name: string; position: string; nip?: string };
  /** Set for the certificate that signs the installation's record, and nothing else. */
  forRecord?: true;
  /** Positive, unique in this authority, hexadecimal, at most 20 bytes. Without it a random one is taken. */
  serial?: string;
  now: Date;
  /** Three years unless told; never past the authority's own end. */
  years?: number;
};

/**
 * Issues the certificate of an agency's electronic seal, or of an official's signature.
 * Gives the credential with its serial and end; the chain to hand to `seal` is `chainOf(authority)`.
 * @example await issueSealCertificate(authority, { agencyName: "Dinas Kesehatan Kota Pangkalpinang", now })
 */
export async function issueSealCertificate(
  authority: Authority,
  holder: SealHolder,
): Promise<Credential & { serial: string; notAfter: Date }> {
  const issuer = new x509.X509Certificate(plain(authority.issuing.certificate));
  const issuerKey = await privateKey(authority.issuing.key);
  const keys = await newKeys();
  const serial = (holder.serial ?? newSerial()).toLowerCase();
  const end = Math.min(holder.now.getTime() + (holder.years ?? 3) * YEAR, issuer.notAfter.getTime());
  const subject = nameOf({
    C: "ID",
    O: holder.agencyName,
    OU: holder.unit,
    ...(holder.official
      ? { "2.5.4.12": holder.official.position, "2.5.4.5": holder.official.nip, CN: holder.official.name }
      : { CN: `${holder.forRecord ? "Catatan" : "Segel Elektronik"} ${holder.agencyName}` }),
  });
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serial,
    issuer: issuer.subjectName,
    subject,
    notBefore: earlier(holder.now),
    notAfter: new Date(end),
    publicKey: keys.publicKey,
    signingKey: issuerKey,
    signingAlgorithm: curve,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.nonRepudiation, true),
      // E-mail protection is there for readers that know no other purpose for a signature (NSS, and so pdfsig).
      new x509.ExtendedKeyUsageExtension(
        holder.forRecord
          ? [RECORD_SIGNING]
          : [DOCUMENT_SIGNING, ADOBE_DOCUMENT_SIGNING, x509.ExtendedKeyUsage.emailProtection],
      ),
      new x509.CertificatePolicyExtension([SEAL_POLICY]),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(await issuer.publicKey.export(provider)),
      ...(authority.crlUrl ? [new x509.CRLDistributionPointsExtension([authority.crlUrl])] : []),
    ],
  });
  return { ...(await credential(certificate, keys)), serial: certificate.serialNumber, notAfter: certificate.notAfter };
}

/** The certificates above a seal, nearest first: what `seal` puts beside the signature. */
export const chainOf = (authority: Authority): Uint8Array[] => [
  authority.issuing.certificate,
  authority.root.certificate,
];

export type Revocation = {
  serial: string;
  at: Date;
  /** With "keyCompromise" nothing signed without a proven earlier time is trusted any more. */
  reason?: "keyCompromise" | "affiliationChanged" | "superseded" | "cessationOfOperation" | "unspecified";
};

/**
 * Signs the list of revoked certificates (RFC 5280 §5), to be served at the authority's `crlUrl`.
 * @param options.number grows with every list; @param options.nextUpdate seven days on unless told
 */
export async function createRevocationList(
  authority: Authority,
  revoked: readonly Revocation[],
  options: { number: number; now: Date; nextUpdate?: Date },
): Promise<Uint8Array> {
  const issuer = new x509.X509Certificate(plain(authority.issuing.certificate));
  const list = await x509.X509CrlGenerator.create({
    issuer: issuer.subjectName,
    thisUpdate: wholeSecond(options.now),
    nextUpdate: wholeSecond(options.nextUpdate ?? new Date(options.now.getTime() + 7 * 24 * 3600 * 1000)),
    signingKey: await privateKey(authority.issuing.key),
    signingAlgorithm: curve,
    extensions: [
      await x509.AuthorityKeyIdentifierExtension.create(await issuer.publicKey.export(provider)),
      crlNumber(options.number),
    ],
    entries: revoked.map((one) => ({
      serialNumber: one.serial,
      revocationDate: wholeSecond(one.at),
      reason: x509.X509CrlReason[one.reason ?? "unspecified"],
    })),
  });
  return new Uint8Array(list.rawData);
}

/** Reads a list that must be signed by the given issuer; throws when it is not. */
export async function readRevocationList(list: Uint8Array, issuer: Uint8Array): Promise<Revocation[]> {
  const crl = new x509.X509Crl(plain(list));
  const certificate = new x509.X509Certificate(plain(issuer));
  if (!(await crl.verify({ publicKey: certificate }, provider)))
    throw new Error("the revocation list is not signed by this issuer");
  return crl.entries.map((entry) => ({
    serial: entry.serialNumber.toLowerCase(),
    at: entry.revocationDate,
    reason: (entry.reason === undefined ? "unspecified" : x509.X509CrlReason[entry.reason]) as Revocation["reason"],
  }));
}

const newKeys = () =>
  webcrypto.subtle.generateKey(curve, true, ["sign", "verify"]) as unknown as Promise<CryptoKeyPair>;

const privateKey = (pkcs8: Uint8Array) =>
  webcrypto.subtle.importKey("pkcs8", plain(pkcs8), curve, false, ["sign"]) as unknown as Promise<CryptoKey>;

async function credential(certificate: x509.X509Certificate, keys: CryptoKeyPair): Promise<Credential> {
  const key = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey as unknown as webcrypto.CryptoKey);
  return { certificate: new Uint8Array(certificate.rawData), key: new Uint8Array(key) };
}

/** 127 random bits: unguessable, positive, never zero. */
function newSerial(): string {
  const bytes = webcrypto.getRandomValues(new Uint8Array(16));
  bytes[0] = (bytes[0]! & 0x7f) | 0x40;
  return Buffer.from(bytes).toString("hex");
}

const nameOf = (parts: Record<string, string | undefined>): x509.JsonName =>
  Object.entries(parts).flatMap(([key, value]) =>
    value ? [{ [key]: [key === "C" ? { printableString: value } : { utf8String: value }] }] : [],
  ) as unknown as x509.JsonName;

const wholeSecond = (time: Date) => new Date(Math.floor(time.getTime() / 1000) * 1000);
/** A minute back, for readers whose clock is a little behind. */
const earlier = (now: Date) => wholeSecond(new Date(now.getTime() - 60_000));
/** An ArrayBuffer of exactly these bytes, as the certificate library wants it. */
const plain = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

/** The CRL number extension (2.5.29.20), an INTEGER. */
function crlNumber(number: number): x509.Extension {
  let hex = number.toString(16);
  if (hex.length % 2) hex = `0${hex}`;
  if (Number.parseInt(hex.slice(0, 2), 16) > 127) hex = `00${hex}`;
  const body = Buffer.from(hex, "hex");
  return new x509.Extension("2.5.29.20", false, plain(Buffer.concat([Buffer.from([2, body.length]), body])));
}

/** The certificate's fingerprint (SHA-256, hexadecimal), for showing and comparing. */
export const fingerprint = (certificate: Uint8Array): string => createHash("sha256").update(certificate).digest("hex");

/** Whether a certificate was made to sign the record, and for nothing else. */
export const carriesPurpose = (certificate: Uint8Array): boolean =>
  new X509Certificate(certificate).keyUsage?.join() === RECORD_SIGNING;

/** Whether the key belongs to the certificate: asked before a credential from elsewhere is stored. */
export function keyFits(certificate: Uint8Array, key: Uint8Array): boolean {
  const fromKey = createPublicKey({ key: Buffer.from(key), format: "der", type: "pkcs8" } as never).export({
    type: "spki",
    format: "der",
  });
  const own = Buffer.from(new x509.X509Certificate(plain(certificate)).publicKey.rawData);
  return own.equals(fromKey);
}
