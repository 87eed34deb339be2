// Verifying a signed PDF, for the public page: who signed, when, whether anything changed, and whether we trust the signer.
// The file comes from strangers; every step is bounded, and whatever cannot be read is told, never thrown.

import { createHash } from "node:crypto";
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";
import { fingerprint, type Revocation } from "./authority.ts";
import {
  type Certificate,
  chainTo,
  forSigning,
  forTimestamps,
  readCertificate,
  serialOf,
  trimSerial,
  validDuring,
} from "./chain.ts";
import { oid, plain } from "./cms.ts";
import { type CmsCheck, checkCms, UnsupportedSignature } from "./cms-check.ts";
import { onlySignaturesAdded } from "./later-changes.ts";
import { openPdf, type PdfFile } from "./pdf/file.ts";
import { type Dict, nameOf, Str, textOf, type Value } from "./pdf/value.ts";

/** A key of `documentWords`: the sentence to show. */
export type SignatureReason =
  `signature.${"valid" | "content-changed" | "changed-after-signing" | "not-whole-document" | "malformed" | "wrong" | "unsupported" | "untrusted" | "expired" | "revoked" | "not-for-signing"}`;

export type VerifiedSignature = {
  field: string;
  /** The one sentence that matters most; "signature.valid" when all is well. */
  reason: SignatureReason;
  valid: boolean;
  /** The signed bytes are as they were signed, by the key of the certificate shown. */
  intact: boolean;
  /** Nothing follows in the file. An earlier signature of several is followed by the later ones, which is well. */
  coversWholeFile: boolean;
  /** Something other than further signatures was added afterwards. */
  changedAfterSigning: boolean;
  /** The chain ends at one of the given roots, in time, and is not revoked. */
  trusted: boolean;
  signer?: {
    name: string;
    agency?: string;
    unit?: string;
    position?: string;
    issuer: string;
    serial: string;
    fingerprint: string;
    notBefore: Date;
    notAfter: Date;
  };
  /** The time the signer claims, or that a time-stamp proves. */
  time?: Date;
  timeProven: boolean;
  level: "B-B" | "B-T" | "other";
  statedReason?: string;
  location?: string;
};

export type Verification = {
  /** False: no PDF, or too large, or damaged; see `reason`. */
  readable: boolean;
  reason: SignatureReason | "signature.none" | "signature.not-a-pdf" | "signature.too-large";
  /** At least one signature, and all of them valid. */
  valid: boolean;
  signatures: VerifiedSignature[];
};

export type VerifyOptions = {
  /** Certificates trusted as the top, DER. */
  roots: readonly Uint8Array[];
  /** Roots of time-stamping authorities; a token under none of them proves nothing. */
  timestampRoots?: readonly Uint8Array[];
  /** The time at which the signature is known to have existed (the host's own record). Without it and without a
   *  time-stamp the claimed time is used for the certificate's validity, and `now` for revocation. */
  at?: Date;
  /** When it is asked, for "is it revoked"; needed when neither `at` nor a time-stamp is there. */
  now: Date;
  revoked?: readonly Revocation[];
  maxBytes?: number;
};

const MOST_SIGNATURES = 20;

/**
 * Verifies every signature of a PDF. Never throws for what the file holds.
 * @example const { valid, signatures } = verify(upload, { roots: [authority.root.certificate], now, revoked })
 */
export function verify(pdf: Uint8Array, options: VerifyOptions): Verification {
  const nothing = (reason: Verification["reason"], readable = false): Verification => ({
    readable,
    reason,
    valid: false,
    signatures: [],
  });
  if (pdf.length > (options.maxBytes ?? 50 * 1024 * 1024)) return nothing("signature.too-large");
  if (Buffer.from(pdf.subarray(0, 5)).toString("latin1") !== "%PDF-") return nothing("signature.not-a-pdf");
  let fields: { field: string; value: Dict }[];
  try {
    fields = signatureFields(openPdf(pdf));
  } catch {
    return nothing("signature.not-a-pdf");
  }
  if (fields.length === 0) return nothing("signature.none", true);
  if (fields.length > MOST_SIGNATURES) return nothing("signature.unsupported", true);
  const signatures = fields.map((one) => {
    try {
      return judge(pdf, one.field, one.value, options);
    } catch (error) {
      return broken(one.field, error instanceof UnsupportedSignature ? "signature.unsupported" : "signature.malformed");
    }
  });
  const worst = signatures.find((one) => !one.valid);
  return { readable: true, reason: worst?.reason ?? "signature.valid", valid: !worst, signatures };
}

function judge(pdf: Uint8Array, field: string, sig: Dict, options: VerifyOptions): VerifiedSignature {
  const subFilter = nameOf(sig.get("SubFilter"));
  const isTimestamp = subFilter === "ETSI.RFC3161";
  if (!isTimestamp && subFilter !== "ETSI.CAdES.detached" && subFilter !== "adbe.pkcs7.detached")
    return broken(field, "signature.unsupported");
  const range = byteRange(pdf, sig);
  if (!range) return broken(field, "signature.not-whole-document");
  const contents = sig.get("Contents") as Str;
  const content = [pdf.subarray(0, range.open), pdf.subarray(range.close, range.end)] as const;
  const hashOf = (algorithm: string) => createHash(algorithm).update(content[0]).update(content[1]).digest();
  const der = withoutPadding(contents.bytes);
  const cms = isTimestamp ? checkCms(der) : checkCms(der, hashOf);
  const stamp = isTimestamp ? readStamp(cms, hashOf) : undefined;

  const coversWholeFile = range.end === pdf.length;
  const changedAfterSigning = !coversWholeFile && !safely(() => onlySignaturesAdded(pdf, range.end));
  const digestFits = cms.digestFits && (!isTimestamp || stamp?.fits === true);
  const intact = digestFits && cms.signatureFits;
  const proven = isTimestamp ? stamp?.time : provenTime(cms, options);
  const claimed = dateOf(textOf(sig.get("M"))) ?? cms.signingTime;
  const time = proven ?? claimed;
  const trust = cms.signer
    ? judgeChain(cms.signer, cms.offered, { ...options, isTimestamp, proven: options.at ?? proven, claimed })
    : "signature.malformed";
  const reason: SignatureReason = !digestFits
    ? "signature.content-changed"
    : !cms.signatureFits
      ? "signature.wrong"
      : changedAfterSigning
        ? "signature.changed-after-signing"
        : (trust ?? "signature.valid");
  return {
    field,
    reason,
    valid: reason === "signature.valid",
    intact,
    coversWholeFile,
    changedAfterSigning,
    trusted: trust === undefined,
    signer: cms.signer && describe(cms.signer),
    time,
    timeProven: proven !== undefined,
    level: subFilter === "ETSI.CAdES.detached" ? (proven && cms.timestamp ? "B-T" : "B-B") : "other",
    statedReason: clipped(textOf(sig.get("Reason"))),
    location: clipped(textOf(sig.get("Location"))),
  };
}

const broken = (field: string, reason: SignatureReason): VerifiedSignature => ({
  field,
  reason,
  valid: false,
  intact: false,
  coversWholeFile: false,
  changedAfterSigning: false,
  trusted: false,
  timeProven: false,
  level: "other",
});

/** All signature fields with a value, walking the form's tree. */
function signatureFields(file: PdfFile): { field: string; value: Dict }[] {
  const form = file.dict(file.dict(file.trailer.get("Root"))?.get("AcroForm"));
  const found: { field: string; value: Dict }[] = [];
  let steps = 0;
  const walk = (list: Value, type: string | undefined, prefix: string, depth: number) => {
    if (!Array.isArray(list) || depth > 16) return;
    for (const one of list) {
      if (++steps > 5000) return;
      const field = file.dict(one);
      if (!field) continue;
      const kind = nameOf(file.resolve(field.get("FT"))) ?? type;
      const own = textOf(file.resolve(field.get("T")));
      const name = [prefix, own].filter(Boolean).join(".").slice(0, 200);
      const value = file.dict(field.get("V"));
      if (kind === "Sig" && value) found.push({ field: name, value });
      walk(file.resolve(field.get("Kids")), kind, name, depth + 1);
    }
  };
  walk(file.resolve(form?.get("Fields")), undefined, "", 0);
  return found;
}

/**
 * The signed range, when it is what it must be: from the first byte to the contents, and from the contents to the end of
 * that revision, with nothing but the contents left out. Every laxness here has been an attack on some reader.
 */
function byteRange(pdf: Uint8Array, sig: Dict): { open: number; close: number; end: number } | undefined {
  const range = sig.get("ByteRange");
  const contents = sig.get("Contents");
  if (!Array.isArray(range) || range.length !== 4 || !(contents instanceof Str) || !contents.hex) return undefined;
  if (!range.every((n): n is number => typeof n === "number" && Number.isSafeInteger(n) && n >= 0)) return undefined;
  const [start, open, close, rest] = range as [number, number, number, number];
  const end = close + rest;
  // Digits only: white space among them could hide a difference between two readings of the same signature.
  const written = Buffer.from(pdf.subarray(contents.start, contents.end)).toString("latin1");
  if (!/^<(?:[0-9a-fA-F]{2})*>$/.test(written)) return undefined;
  if (start !== 0 || open !== contents.start || close !== contents.end || end > pdf.length || rest < 1)
    return undefined;
  // The revision must be complete in itself, or its end could be completed differently later.
  const tail = Buffer.from(pdf.subarray(Math.max(close, end - 32), end)).toString("latin1");
  return /%%EOF[\r\n ]*$/.test(tail) ? { open, close, end } : undefined;
}

/** The DER value at the front; the room kept for it is filled with zeros, and nothing else may stand there. */
function withoutPadding(bytes: Uint8Array): Uint8Array {
  // 30 82 LL LL: the length stands in the header. An indefinite length (BER) is walked by the parser instead.
  const [tag, first = 0] = bytes;
  if (tag !== 0x30) throw new Error("no ASN.1 sequence");
  let end = 2 + first;
  if (first > 0x80 && first <= 0x84)
    end = 2 + (first & 0x7f) + bytes.subarray(2, 2 + (first & 0x7f)).reduce((sum, byte) => sum * 256 + byte, 0);
  else if (first === 0x80) end = asn1js.fromBER(plain(bytes)).offset;
  if (end <= 2 || end > bytes.length) throw new Error("the ASN.1 value is cut off");
  if (bytes.subarray(end).some((byte) => byte !== 0)) throw new Error("something stands behind the signature");
  return bytes.subarray(0, end);
}

function readStamp(
  cms: CmsCheck,
  hashOf: (algorithm: string) => Uint8Array,
): { time: Date; fits: boolean } | undefined {
  if (cms.contentType !== oid.tstInfo || !cms.content) return undefined;
  const info = pkijs.TSTInfo.fromBER(plain(cms.content));
  const algorithm = info.messageImprint.hashAlgorithm.algorithmId;
  const name = (
    { [oid.sha256]: "sha256", "2.16.840.1.101.3.4.2.2": "sha384", "2.16.840.1.101.3.4.2.3": "sha512" } as Record<
      string,
      string
    >
  )[algorithm];
  if (!name) throw new UnsupportedSignature("time-stamp with an unknown hash");
  const fits = Buffer.from(info.messageImprint.hashedMessage.valueBlock.valueHexView).equals(hashOf(name));
  return { time: info.genTime, fits };
}

/** The time of the signature's own time-stamp, when the token is right and under a trusted root. */
function provenTime(cms: CmsCheck, options: VerifyOptions): Date | undefined {
  if (!cms.timestamp || !options.timestampRoots?.length) return undefined;
  const { token, over } = cms.timestamp;
  try {
    const stamp = checkCms(token);
    const read = readStamp(stamp, (algorithm) => createHash(algorithm).update(over).digest());
    if (!read?.fits || !stamp.digestFits || !stamp.signatureFits || !stamp.signer || !forTimestamps(stamp.signer))
      return undefined;
    const chain = chainTo(stamp.signer, stamp.offered, options.timestampRoots.map(readCertificate));
    return chain?.every((one) => validDuring(one, read.time)) ? read.time : undefined;
  } catch {
    return undefined;
  }
}

type Times = VerifyOptions & { isTimestamp: boolean; proven?: Date; claimed?: Date };

function judgeChain(signer: Certificate, offered: Certificate[], options: Times): SignatureReason | undefined {
  const roots = (options.isTimestamp ? (options.timestampRoots ?? []) : options.roots).map(readCertificate);
  const chain = chainTo(signer, offered, roots);
  if (!chain) return "signature.untrusted";
  if (options.isTimestamp ? !forTimestamps(signer) : !forSigning(signer)) return "signature.not-for-signing";
  const at = options.proven ?? options.claimed ?? options.now;
  if (at > new Date(options.now.getTime() + 5 * 60_000) || !chain.every((one) => validDuring(one, at)))
    return "signature.expired";
  for (const certificate of chain.slice(0, -1)) {
    const serial = serialOf(certificate);
    const hit = options.revoked?.find((one) => trimSerial(one.serial) === serial);
    // A claimed time can be backdated by whoever holds a stolen key; only a proven time before the revocation saves.
    if (
      hit &&
      (options.proven === undefined ? hit.reason === "keyCompromise" || hit.at <= at : hit.at <= options.proven)
    )
      return "signature.revoked";
  }
  return undefined;
}

function describe(certificate: Certificate): VerifiedSignature["signer"] {
  const part = (from: pkijs.RelativeDistinguishedNames, type: string) => {
    const value = from.typesAndValues.find((one) => one.type === type)?.value as
      | { valueBlock?: { value?: unknown } }
      | undefined;
    const said = value?.valueBlock?.value;
    return typeof said === "string" ? clipped(said) : undefined;
  };
  const { subject, issuer, notBefore, notAfter } = certificate.parsed;
  return {
    name: part(subject, "2.5.4.3") ?? part(subject, "2.5.4.10") ?? "",
    agency: part(subject, "2.5.4.10"),
    unit: part(subject, "2.5.4.11"),
    position: part(subject, "2.5.4.12"),
    issuer: part(issuer, "2.5.4.3") ?? part(issuer, "2.5.4.10") ?? "",
    serial: serialOf(certificate),
    fingerprint: fingerprint(certificate.der),
    notBefore: notBefore.value,
    notAfter: notAfter.value,
  };
}

/** Text from outside, for showing: bounded, without control and direction marks. */
const clipped = (value: string | undefined) =>
  value
    ?.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, " ")
    .trim()
    .slice(0, 300) || undefined;

/** D:20261122120000+07'00' as a time. */
function dateOf(value: string | undefined): Date | undefined {
  const m = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?'?)?/.exec(value ?? "");
  if (!m) return undefined;
  const iso = `${m[1]}-${m[2] ?? "01"}-${m[3] ?? "01"}T${m[4] ?? "00"}:${m[5] ?? "00"}:${m[6] ?? "00"}${m[7] ? `${m[7]}${m[8]}:${m[9] ?? "00"}` : "Z"}`;
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

function safely(ask: () => boolean): boolean {
  try {
    return ask();
  } catch {
    return false;
  }
}
