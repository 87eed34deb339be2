// Whether a certificate may speak for someone: from the signer up to a trusted root (RFC 5280 §6, the parts that apply here).

import { X509Certificate } from "node:crypto";
import * as pkijs from "pkijs";
import { plain } from "./cms.ts";

export type Certificate = { der: Uint8Array; own: X509Certificate; parsed: pkijs.Certificate };

/** Reads a certificate. The last few hundred are kept: the same authorities stand in every file. */
export function readCertificate(der: Uint8Array): Certificate {
  const key = Buffer.from(der).toString("base64");
  const known = recent.get(key);
  if (known) return known;
  const read = {
    der: new Uint8Array(der),
    own: new X509Certificate(der),
    parsed: pkijs.Certificate.fromBER(plain(der)),
  };
  if (recent.size >= 300) recent.delete(recent.keys().next().value!);
  recent.set(key, read);
  return read;
}
const recent = new Map<string, Certificate>();

/** Serial numbers are compared in lower case without leading zeros. */
export const serialOf = (certificate: Certificate) => trimSerial(certificate.own.serialNumber);
export const trimSerial = (serial: string) => serial.toLowerCase().replace(/^0+(?=.)/, "");

const USE = "2.5.29.15";
const EXTENDED = "2.5.29.37";
const BASIC = "2.5.29.19";
/** Constraints that we do not evaluate: a critical one of these must refuse, never be passed over. */
const KNOWN = new Set([
  USE,
  EXTENDED,
  BASIC,
  "2.5.29.14",
  "2.5.29.35",
  "2.5.29.31",
  "2.5.29.32",
  "2.5.29.17",
  "2.5.29.18",
]);

/**
 * The certificates from the signer up to a trusted root, or undefined when there is none. Time is checked by the caller
 * with `validDuring`, so that "untrusted" and "expired" can be told apart.
 */
export function chainTo(
  signer: Certificate,
  offered: readonly Certificate[],
  roots: readonly Certificate[],
): Certificate[] | undefined {
  const same = (a: Certificate, b: Certificate) => Buffer.from(a.der).equals(b.der);
  // Depth first with a bound on attempts: a file can offer many certificates that fit each other's names.
  let attempts = 200;
  const climb = (path: Certificate[]): Certificate[] | undefined => {
    const last = path.at(-1)!;
    if (roots.some((root) => same(root, last))) return path;
    if (path.length > 6) return undefined;
    for (const issuer of [...roots, ...offered]) {
      if (attempts-- <= 0) return undefined;
      if (path.some((one) => same(one, issuer)) || !issued(issuer, last, path.length - 1)) continue;
      const found = climb([...path, issuer]);
      if (found) return found;
    }
    return undefined;
  };
  return unknownCritical(signer) ? undefined : climb([signer]);
}

/** Whether `issuer` may have issued `subject` and did, with `below` authorities between it and the signer. */
function issued(issuer: Certificate, subject: Certificate, below: number): boolean {
  if (
    !Buffer.from(issuer.parsed.subject.toSchema().toBER()).equals(Buffer.from(subject.parsed.issuer.toSchema().toBER()))
  )
    return false;
  if (!issuer.own.ca || unknownCritical(issuer)) return false;
  const basic = extension(issuer, BASIC) as pkijs.BasicConstraints | undefined;
  const most = basic?.pathLenConstraint;
  if (typeof most === "number" && below > most) return false;
  if (!hasUse(issuer, 5)) return false;
  try {
    return subject.own.verify(issuer.own.publicKey);
  } catch {
    return false;
  }
}

export const validDuring = (certificate: Certificate, at: Date) =>
  at >= certificate.parsed.notBefore.value && at <= certificate.parsed.notAfter.value;

/** Meant for signatures: key usage digitalSignature or nonRepudiation, and a purpose that is about documents or people. */
export function forSigning(certificate: Certificate): boolean {
  if (!hasUse(certificate, 0) && !hasUse(certificate, 1)) return false;
  const purposes = (extension(certificate, EXTENDED) as pkijs.ExtKeyUsage | undefined)?.keyPurposes;
  const fit = [
    "1.3.6.1.5.5.7.3.36",
    "1.2.840.113583.1.1.5",
    "1.3.6.1.5.5.7.3.4",
    "1.3.6.1.4.1.311.10.3.12",
    "1.3.6.1.5.5.7.3.2",
    "2.5.29.37.0",
  ];
  return !purposes || purposes.some((one) => fit.includes(one));
}

/** Meant for time-stamps (RFC 3161 §2.3). */
export const forTimestamps = (certificate: Certificate) =>
  (extension(certificate, EXTENDED) as pkijs.ExtKeyUsage | undefined)?.keyPurposes?.includes("1.3.6.1.5.5.7.3.8") ===
  true;

function extension(certificate: Certificate, id: string): unknown {
  return certificate.parsed.extensions?.find((one) => one.extnID === id)?.parsedValue;
}

const unknownCritical = (certificate: Certificate) =>
  certificate.parsed.extensions?.some((one) => one.critical && !KNOWN.has(one.extnID)) === true;

/** One bit of key usage; a certificate without the extension may be used for all. */
function hasUse(certificate: Certificate, bit: number): boolean {
  const found = certificate.parsed.extensions?.find((one) => one.extnID === USE);
  if (!found) return true;
  const bits = (found.parsedValue as { valueBlock?: { valueHexView?: Uint8Array } } | undefined)?.valueBlock
    ?.valueHexView;
  return bits !== undefined && ((bits[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0;
}
