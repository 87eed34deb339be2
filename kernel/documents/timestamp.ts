// Asking a time-stamping authority (RFC 3161) to prove when a signature existed; used when an installation names one.

import { randomBytes } from "node:crypto";
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";
import { Unavailable } from "../errors.ts";
import { oid, plain } from "./cms.ts";
import { checkCms } from "./cms-check.ts";

/**
 * A callback for `seal({ timestamp })` that asks the authority at this address.
 * Throws `Unavailable("document.timestamp-down")` when it does not answer, or answers for something else.
 * @example await seal(pdf, { …, timestamp: requestTimestamp("https://tsa.example.go.id") })
 */
export function requestTimestamp(url: string, timeoutMs = 10_000): (digest: Uint8Array) => Promise<Uint8Array> {
  return async (digest) => {
    const nonce = randomBytes(8);
    nonce[0] = (nonce[0]! & 0x7f) | 0x40;
    const request = new pkijs.TimeStampReq({
      version: 1,
      messageImprint: new pkijs.MessageImprint({
        hashAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: oid.sha256, algorithmParams: new asn1js.Null() }),
        hashedMessage: new asn1js.OctetString({ valueHex: plain(digest) }),
      }),
      nonce: new asn1js.Integer({ valueHex: plain(nonce) }),
      certReq: true,
    });
    try {
      const reply = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/timestamp-query" },
        body: request.toSchema().toBER(),
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (!reply.ok) throw new Error(`the authority answered ${reply.status}`);
      const answer = pkijs.TimeStampResp.fromBER(await reply.arrayBuffer());
      if (answer.status.status > 1 || !answer.timeStampToken)
        throw new Error(`the authority refused (${answer.status.status})`);
      const signed = new pkijs.SignedData({ schema: answer.timeStampToken.content });
      const info = pkijs.TSTInfo.fromBER(signed.encapContentInfo.eContent!.getValue());
      if (!Buffer.from(info.messageImprint.hashedMessage.valueBlock.valueHexView).equals(Buffer.from(digest)))
        throw new Error("the answer is about something else");
      if (!info.nonce || !Buffer.from(info.nonce.valueBlock.valueHexView).equals(nonce))
        throw new Error("the answer is an old one");
      return new Uint8Array(answer.timeStampToken.toSchema().toBER());
    } catch (cause) {
      throw new Unavailable("document.timestamp-down", { cause });
    }
  };
}

/**
 * Whether a token is about this SHA-256 and is signed by the certificate that it carries, and the time that it gives. Whether that
 * certificate is to be trusted is for whoever chose the authority.
 */
export function checkStamp(token: Uint8Array, digest: Uint8Array): { fits: boolean; time?: Date } {
  try {
    const cms = checkCms(token);
    const info = pkijs.TSTInfo.fromBER(plain(cms.content as Uint8Array));
    const imprint = Buffer.from(info.messageImprint.hashedMessage.valueBlock.valueHexView);
    return { fits: cms.digestFits && cms.signatureFits && imprint.equals(Buffer.from(digest)), time: info.genTime };
  } catch {
    return { fits: false };
  }
}
