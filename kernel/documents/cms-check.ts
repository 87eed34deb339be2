// Reads a CMS signature that a stranger may have made, and checks what it says (RFC 5652 §5.4, EN 319 122-1).

import { constants, createHash, verify as verifyBytes } from "node:crypto";
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";
import { type Certificate, readCertificate } from "./chain.ts";
import { oid, plain } from "./cms.ts";

export type CmsCheck = {
  /** The certificate that the signature names, when it is among those offered. */
  signer?: Certificate;
  offered: Certificate[];
  /** The digest in the signed attributes is that of the content. */
  digestFits: boolean;
  /** The signature over the attributes is right for the signer's key, and the attributes name this certificate. */
  signatureFits: boolean;
  signingTime?: Date;
  /** The token of the unsigned attributes, unchecked, with the signature value it must be about. */
  timestamp?: { token: Uint8Array; over: Uint8Array };
  /** What is encapsulated (a time-stamp carries its statement inside; a document's signature carries nothing). */
  content?: Uint8Array;
  contentType: string;
};

const hashes: Record<string, string> = {
  "2.16.840.1.101.3.4.2.1": "sha256",
  "2.16.840.1.101.3.4.2.2": "sha384",
  "2.16.840.1.101.3.4.2.3": "sha512",
};
/** Readable, but of a kind (an old hash, no attributes, several signers) that we do not accept. */
export class UnsupportedSignature extends Error {}

/**
 * Checks one signature. `hashOf` gives the hash of the signed content by algorithm name; omit it for what is encapsulated.
 * Throws UnsupportedSignature, or any error of the parser for nonsense.
 */
export function checkCms(der: Uint8Array, hashOf?: (algorithm: string) => Uint8Array): CmsCheck {
  const info = pkijs.ContentInfo.fromBER(plain(der));
  if (info.contentType !== oid.signedData) throw new UnsupportedSignature("not SignedData");
  const signed = new pkijs.SignedData({ schema: info.content });
  if (signed.signerInfos.length !== 1) throw new UnsupportedSignature("not exactly one signer");
  const one = signed.signerInfos[0]!;
  const hash = hashes[one.digestAlgorithm.algorithmId];
  if (!hash || !one.signedAttrs) throw new UnsupportedSignature("an old or unknown digest");
  const content = encapsulated(signed);
  // What is signed must be outside: content carried inside would be checked instead of the document.
  if (hashOf && content) throw new UnsupportedSignature("content inside a detached signature");
  if (!hashOf && !content) throw new UnsupportedSignature("nothing inside");

  const offered = certificatesIn(info.content as asn1js.Sequence).map(readCertificate);
  const signer = offered.find((candidate) => names(one.sid, candidate));
  const attribute = (type: string) => {
    const all = one.signedAttrs!.attributes.filter((entry) => entry.type === type);
    if (all.length > 1 || (all[0] && all[0].values.length !== 1))
      throw new UnsupportedSignature("an attribute stands twice");
    return all[0]?.values[0];
  };
  const digest = (attribute(oid.messageDigest) as asn1js.OctetString | undefined)?.valueBlock.valueHexView;
  const wanted = hashOf ? hashOf(hash) : createHash(hash).update(content!).digest();
  const type = (attribute(oid.contentType) as asn1js.ObjectIdentifier | undefined)?.valueBlock.toString();
  const digestFits =
    digest !== undefined && Buffer.from(digest).equals(wanted) && type === signed.encapContentInfo.eContentType;

  const attributes = Buffer.from(one.signedAttrs.encodedValue);
  attributes[0] = 0x31;
  const named = namesCertificate(attribute(oid.signingCertificateV2), attribute(oid.signingCertificate), signer);
  const signatureFits = signer !== undefined && named && signatureOk(one, attributes, hash, signer);
  const time = attribute(oid.signingTime) as (asn1js.UTCTime | asn1js.GeneralizedTime) | undefined;
  const token = one.unsignedAttrs?.attributes.find((entry) => entry.type === oid.timestampToken)?.values[0] as
    | asn1js.AsnType
    | undefined;
  const over = new Uint8Array(one.signature.valueBlock.valueHexView);
  return {
    signer,
    offered,
    digestFits,
    signatureFits,
    signingTime: time && "toDate" in time ? time.toDate() : undefined,
    timestamp: token ? { token: new Uint8Array(token.toBER()), over } : undefined,
    content,
    contentType: signed.encapContentInfo.eContentType,
  };
}

/** The certificates as they were written: encoded anew they could differ from what their issuer signed. */
function certificatesIn(signedData: asn1js.Sequence): Uint8Array[] {
  const set = signedData.valueBlock.value.find(
    (part): part is asn1js.Constructed =>
      part instanceof asn1js.Constructed && part.idBlock.tagClass === 3 && part.idBlock.tagNumber === 0,
  );
  return (set?.valueBlock.value ?? [])
    .filter((part) => part instanceof asn1js.Sequence)
    .slice(0, 20)
    .map((part) => new Uint8Array(part.valueBeforeDecodeView));
}

function encapsulated(signed: pkijs.SignedData): Uint8Array | undefined {
  const content = signed.encapContentInfo.eContent;
  if (!content) return undefined;
  // A constructed octet string comes in parts.
  return new Uint8Array(content.getValue());
}

function names(sid: unknown, candidate: Certificate): boolean {
  if (sid instanceof pkijs.IssuerAndSerialNumber)
    return sid.serialNumber.isEqual(candidate.parsed.serialNumber) && sid.issuer.isEqual(candidate.parsed.issuer);
  const key = (
    sid as { valueBlock?: { valueHexView?: Uint8Array; value?: { valueBlock: { valueHexView: Uint8Array } }[] } }
  )?.valueBlock;
  const wanted = key?.valueHexView?.length ? key.valueHexView : key?.value?.[0]?.valueBlock.valueHexView;
  const own = candidate.parsed.extensions?.find((entry) => entry.extnID === "2.5.29.14")?.parsedValue as
    | asn1js.OctetString
    | undefined;
  return (
    wanted !== undefined && own !== undefined && Buffer.from(wanted).equals(Buffer.from(own.valueBlock.valueHexView))
  );
}

/** ESS signing-certificate (v2 or v1): when present its first entry must be the hash of the signer's certificate. */
function namesCertificate(v2: unknown, v1: unknown, signer: Certificate | undefined): boolean {
  const value = (v2 ?? v1) as asn1js.Sequence | undefined;
  if (!value) return true;
  if (!signer) return false;
  const certId = ((value.valueBlock.value[0] as asn1js.Sequence).valueBlock.value[0] as asn1js.Sequence).valueBlock
    .value;
  let algorithm: string | undefined = v2 ? "sha256" : "sha1";
  let hash = certId[0];
  if (v2 && hash instanceof asn1js.Sequence) {
    algorithm = hashes[(hash.valueBlock.value[0] as asn1js.ObjectIdentifier).valueBlock.toString()];
    hash = certId[1];
  }
  if (!algorithm || !(hash instanceof asn1js.OctetString)) return false;
  return createHash(algorithm).update(signer.der).digest().equals(Buffer.from(hash.valueBlock.valueHexView));
}

function signatureOk(one: pkijs.SignerInfo, attributes: Buffer, digest: string, signer: Certificate): boolean {
  const algorithm = one.signatureAlgorithm.algorithmId;
  const value = Buffer.from(one.signature.valueBlock.valueHexView);
  const key = signer.own.publicKey;
  const kind = key.asymmetricKeyType;
  const ofEcdsa: Record<string, string> = {
    "1.2.840.10045.4.3.2": "sha256",
    "1.2.840.10045.4.3.3": "sha384",
    "1.2.840.10045.4.3.4": "sha512",
  };
  const ofRsa: Record<string, string> = {
    "1.2.840.113549.1.1.1": digest,
    "1.2.840.113549.1.1.11": "sha256",
    "1.2.840.113549.1.1.12": "sha384",
    "1.2.840.113549.1.1.13": "sha512",
  };
  if (kind === "ec" && ofEcdsa[algorithm])
    return verifyBytes(ofEcdsa[algorithm], attributes, { key, dsaEncoding: "der" }, value);
  if (kind === "rsa" && ofRsa[algorithm]) return verifyBytes(ofRsa[algorithm], attributes, key, value);
  if (kind === "rsa" && algorithm === "1.2.840.113549.1.1.10") {
    const hash = pssHash(one.signatureAlgorithm);
    if (!hash) throw new UnsupportedSignature("RSA-PSS with an unknown hash");
    return verifyBytes(
      hash,
      attributes,
      { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO },
      value,
    );
  }
  throw new UnsupportedSignature(`signature algorithm ${algorithm}`);
}

function pssHash(algorithm: pkijs.AlgorithmIdentifier): string | undefined {
  const params = new pkijs.RSASSAPSSParams({ schema: algorithm.algorithmParams });
  return hashes[params.hashAlgorithm.algorithmId];
}
