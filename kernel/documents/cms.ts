// The signature itself: CMS SignedData with the attributes of CAdES/PAdES (RFC 5652, RFC 5035, ETSI EN 319 122-1, 319 142-1).

import { createHash, createPrivateKey, sign as signBytes } from "node:crypto";
import { der, inside, nothing, objectId, octets, sequence, setOf } from "./der.ts";

export const oid = {
  data: "1.2.840.113549.1.7.1",
  signedData: "1.2.840.113549.1.7.2",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingTime: "1.2.840.113549.1.9.5",
  signingCertificate: "1.2.840.113549.1.9.16.2.12",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
  timestampToken: "1.2.840.113549.1.9.16.2.14",
  tstInfo: "1.2.840.113549.1.9.16.1.4",
  sha256: "2.16.840.1.101.3.4.2.1",
  ecdsaSha256: "1.2.840.10045.4.3.2",
  rsaEncryption: "1.2.840.113549.1.1.1",
} as const;

export type CmsOrder = {
  /** SHA-256 of the signed bytes. */
  digest: Uint8Array;
  certificate: Uint8Array;
  chain: readonly Uint8Array[];
  /** PKCS #8, RSA or EC. */
  key: Uint8Array;
  /** Given the SHA-256 of the signature value, returns an RFC 3161 time-stamp token (DER). */
  timestamp?: (digest: Uint8Array) => Promise<Uint8Array>;
};

/** Makes the detached signature. PAdES puts the time in the PDF, so there is no signing-time attribute (EN 319 142-1 §6.3). */
export async function signCms(order: CmsOrder): Promise<Uint8Array> {
  const { issuer, serial } = issuerAndSerial(order.certificate);
  const key = createPrivateKey({ key: Buffer.from(order.key), format: "der", type: "pkcs8" });
  const attributes = setOf(
    attribute(oid.contentType, objectId(oid.data)),
    attribute(oid.messageDigest, octets(order.digest)),
    attribute(oid.signingCertificateV2, signingCertificateV2(order.certificate, issuer, serial)),
  );
  // Signed as a SET, written under the tag [0]: the one irregularity of RFC 5652 §5.4.
  const value = signBytes("sha256", attributes, { key, dsaEncoding: "der" });
  const tagged = Buffer.from(attributes);
  tagged[0] = 0xa0;

  const sha256 = sequence(objectId(oid.sha256));
  const algorithm =
    key.asymmetricKeyType === "ec"
      ? sequence(objectId(oid.ecdsaSha256))
      : sequence(objectId(oid.rsaEncryption), nothing);
  const token = await order.timestamp?.(createHash("sha256").update(value).digest());
  const unsigned = token ? [der(0xa1, attribute(oid.timestampToken, token))] : [];
  const signerInfo = sequence(one, sequence(issuer, serial), sha256, tagged, algorithm, octets(value), ...unsigned);
  const certificates = der(0xa0, ...[order.certificate, ...order.chain].toSorted((a, b) => Buffer.compare(a, b)));
  const signed = sequence(one, setOf(sha256), sequence(objectId(oid.data)), certificates, setOf(signerInfo));
  return sequence(objectId(oid.signedData), der(0xa0, signed));
}

const one = Buffer.from([0x02, 0x01, 0x01]);
const attribute = (type: string, value: Uint8Array) => sequence(objectId(type), setOf(value));

/** ESSCertIDv2 with the default SHA-256, plus issuer and serial: ties the signature to this one certificate. */
function signingCertificateV2(certificate: Uint8Array, issuer: Buffer, serial: Buffer): Buffer {
  const hash = createHash("sha256").update(certificate).digest();
  const directoryName = der(0xa4, issuer);
  return sequence(sequence(sequence(octets(hash), sequence(sequence(directoryName), serial))));
}

/** The two fields of a certificate that a signature refers to, as they stand in it (RFC 5280 §4.1). */
function issuerAndSerial(certificate: Uint8Array): { issuer: Buffer; serial: Buffer } {
  const [body] = inside(certificate);
  const fields = inside(body!);
  const at = fields[0]![0] === 0xa0 ? 1 : 0;
  return { serial: fields[at]!, issuer: fields[at + 2]! };
}

export const plain = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;
