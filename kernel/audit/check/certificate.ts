// As much of X.509 (RFC 5280) as the offline verifier needs: whose key, until when, signed by whom. ECDSA on P-256 only, which is
// what the installation's own authority makes. Runs in a browser, so it reads DER itself.

export type ReadCertificate = {
  der: Uint8Array<ArrayBuffer>;
  /** The part that is signed. */
  body: Uint8Array<ArrayBuffer>;
  signature: Uint8Array<ArrayBuffer>;
  key: Uint8Array<ArrayBuffer>;
  issuer: string;
  subject: string;
  from: number;
  until: number;
};

type Part = { tag: number; from: number; begin: number; end: number };

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
export const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

function partAt(der: Uint8Array, from: number): Part {
  const first = der[from + 1] ?? 0;
  const more = first < 0x80 ? 0 : first & 0x7f;
  let length = more === 0 ? first : 0;
  for (let i = 0; i < more; i++) length = length * 256 + (der[from + 2 + i] ?? 0);
  const begin = from + 2 + more;
  if (more > 3 || begin + length > der.length) throw new Error("not DER");
  return { tag: der[from] ?? 0, from, begin, end: begin + length };
}

function partsOf(der: Uint8Array, { begin, end }: Part): Part[] {
  const parts: Part[] = [];
  for (let at = begin; at < end; at = (parts.at(-1) as Part).end) parts.push(partAt(der, at));
  return parts;
}

/** @throws Error when these are not the bytes of such a certificate. */
export function readCertificate(der: Uint8Array<ArrayBuffer>): ReadCertificate {
  const [body, , signed] = partsOf(der, partAt(der, 0)) as [Part, Part, Part];
  const fields = partsOf(der, body);
  // The version stands first, in a box of its own.
  const [, , issuer, validity, subject, key] = (fields[0]?.tag === 0xa0 ? fields.slice(1) : fields) as Part[];
  if (!issuer || !validity || !subject || !key) throw new Error("not a certificate");
  const [from, until] = partsOf(der, validity) as [Part, Part];
  const whole = (part: Part) => der.slice(part.from, part.end);
  return {
    der,
    body: whole(body),
    signature: plainSignature(der.slice(signed.begin + 1, signed.end)),
    key: whole(key),
    issuer: hexOf(whole(issuer)),
    subject: hexOf(whole(subject)),
    from: momentOf(der, from),
    until: momentOf(der, until),
  };
}

/** UTCTime or GeneralizedTime; two digits of a year before 50 are of this century. */
function momentOf(der: Uint8Array, part: Part): number {
  const text = String.fromCharCode(...der.slice(part.begin, part.end));
  const full = part.tag === 0x17 ? `${Number(text.slice(0, 2)) < 50 ? "20" : "19"}${text}` : text;
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(full) ?? [];
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
}

/** r and s of an ECDSA signature one behind the other, out of their DER. */
function plainSignature(der: Uint8Array): Uint8Array<ArrayBuffer> {
  const plain = new Uint8Array(64);
  partsOf(der, partAt(der, 0))
    .slice(0, 2)
    .forEach((part, i) => {
      let { begin } = part;
      while (begin < part.end - 1 && der[begin] === 0) begin++;
      if (part.end - begin > 32) throw new Error("not P-256");
      plain.set(der.slice(begin, part.end), 32 * (i + 1) - (part.end - begin));
    });
  return plain;
}

/** The object identifier of the purpose "signs the record" (`RECORD_SIGNING` of kernel/documents), as it stands in a certificate. */
const PURPOSE = "06146982bedee5eeb3a9e282cbb1ff8a9294b2abb559";

export const isForRecord = (certificate: ReadCertificate): boolean => hexOf(certificate.body).includes(PURPOSE);

/** Whether a key signed a text or bytes. */
export async function isSignedBy(
  key: Uint8Array<ArrayBuffer>,
  content: string | Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const opened = await crypto.subtle.importKey("spki", key, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
  return crypto.subtle.verify(
    { name: "ECDSA", hash: "SHA-256" },
    opened,
    signature,
    typeof content === "string" ? bytesOf(content) : content,
  );
}

/** Whether each certificate was made by the next, the last by itself, and the first to sign the record, at that moment. */
export async function isChain(chain: readonly ReadCertificate[], moment: number): Promise<boolean> {
  const [signer] = chain;
  if (!signer || chain.length < 2 || !isForRecord(signer)) return false;
  for (const [i, each] of chain.entries()) {
    const by = chain[i + 1] ?? each;
    if (each.issuer !== by.subject || moment < each.from || moment > each.until) return false;
    if (!(await isSignedBy(by.key, each.body, each.signature))) return false;
  }
  return true;
}

/** The SHA-256 of a text or bytes, in hexadecimal. */
export async function digest(content: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = typeof content === "string" ? bytesOf(content) : content;
  return hexOf(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
export const fromHex = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
