// The signature itself: CMS SignedData with the attributes of CAdES/PAdES (RFC 5652, RFC 5035, ETSI EN 319 122-1, 319 142-1).

import { createHash, createPrivateKey, sign as signBytes } from "node:crypto";
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";

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
  const own = pkijs.Certificate.fromBER(plain(order.certificate));
  const key = createPrivateKey({ key: Buffer.from(order.key), format: "der", type: "pkcs8" });
  const attributes = new pkijs.SignedAndUnsignedAttributes({
    type: 0,
    attributes: [
      new pkijs.Attribute({ type: oid.contentType, values: [new asn1js.ObjectIdentifier({ value: oid.data })] }),
      new pkijs.Attribute({
        type: oid.messageDigest,
        values: [new asn1js.OctetString({ valueHex: plain(order.digest) })],
      }),
      new pkijs.Attribute({ type: oid.signingCertificateV2, values: [signingCertificateV2(order.certificate, own)] }),
    ],
  });
  // DER sorts the members of a SET by their encoding; what is signed must be what a strict reader encodes again.
  attributes.attributes.sort((a, b) =>
    Buffer.compare(Buffer.from(a.toSchema().toBER()), Buffer.from(b.toSchema().toBER())),
  );
  const encoded = Buffer.from(attributes.toSchema().toBER());
  encoded[0] = 0x31;
  const value = signBytes("sha256", encoded, { key, dsaEncoding: "der" });

  const sha256 = () => new pkijs.AlgorithmIdentifier({ algorithmId: oid.sha256 });
  const signerInfo = new pkijs.SignerInfo({
    version: 1,
    sid: new pkijs.IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
    digestAlgorithm: sha256(),
    signatureAlgorithm:
      key.asymmetricKeyType === "ec"
        ? new pkijs.AlgorithmIdentifier({ algorithmId: oid.ecdsaSha256 })
        : new pkijs.AlgorithmIdentifier({ algorithmId: oid.rsaEncryption, algorithmParams: new asn1js.Null() }),
    signature: new asn1js.OctetString({ valueHex: plain(value) }),
    signedAttrs: attributes,
  });
  if (order.timestamp) {
    const token = await order.timestamp(createHash("sha256").update(value).digest());
    signerInfo.unsignedAttrs = new pkijs.SignedAndUnsignedAttributes({
      type: 1,
      attributes: [new pkijs.Attribute({ type: oid.timestampToken, values: [asn1js.fromBER(plain(token)).result] })],
    });
  }
  const signed = new pkijs.SignedData({
    version: 1,
    digestAlgorithms: [sha256()],
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: oid.data }),
    certificates: [own, ...order.chain.map((der) => pkijs.Certificate.fromBER(plain(der)))],
    signerInfos: [signerInfo],
  });
  const content = new pkijs.ContentInfo({ contentType: oid.signedData, content: signed.toSchema(true) });
  return new Uint8Array(content.toSchema().toBER());
}

/** ESSCertIDv2 with the default SHA-256, plus issuer and serial: ties the signature to this one certificate. */
function signingCertificateV2(der: Uint8Array, certificate: pkijs.Certificate): asn1js.Sequence {
  const hash = createHash("sha256").update(der).digest();
  const directoryName = new asn1js.Constructed({
    idBlock: { tagClass: 3, tagNumber: 4 },
    value: [certificate.issuer.toSchema()],
  });
  const issuerSerial = new asn1js.Sequence({
    value: [new asn1js.Sequence({ value: [directoryName] }), certificate.serialNumber],
  });
  const certId = new asn1js.Sequence({ value: [new asn1js.OctetString({ valueHex: plain(hash) }), issuerSerial] });
  return new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [certId] })] });
}

export const plain = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;
