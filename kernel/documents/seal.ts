// Sealing a PDF: PAdES B-B, or B-T with a time-stamp (ETSI EN 319 142-1), as a new revision behind what stands.
//
// The placeholder is our own and not a library's: the ones at hand find objects by text search, rewrite the file's end,
// and leave a field name and an annotation that PDF/A does not allow.

import { createHash } from "node:crypto";
import { Refused } from "../errors.ts";
import { signCms } from "./cms.ts";
import { openPdf, type PdfFile } from "./pdf/file.ts";
import { BadPdf } from "./pdf/parse.ts";
import { appendRevision, type Change, nextNumber, numberOf } from "./pdf/update.ts";
import { type Dict, dict, isDict, Name, nameOf, Ref, source, text, textOf, type Value } from "./pdf/value.ts";

export type SealOrder = {
  certificate: Uint8Array;
  /** The certificates above it, nearest first. */
  chain: readonly Uint8Array[];
  /** PKCS #8. */
  key: Uint8Array;
  /** Who signs, as shown by readers. */
  name: string;
  reason?: string;
  location?: string;
  time: Date;
  /** Unique in the file; a number is put behind it when it is taken. "Segel" unless told. */
  fieldName?: string;
  /** Given the SHA-256 of the signature value, returns an RFC 3161 token; makes the seal B-T. See `requestTimestamp`. */
  timestamp?: (digest: Uint8Array) => Promise<Uint8Array>;
};

/**
 * Seals the file and returns the sealed bytes; the given bytes stay their unchanged beginning. A file that already
 * carries signatures gets one more, and the earlier ones stay valid.
 * Throws `Refused("signature.not-a-pdf")` for what cannot be sealed: no PDF, encrypted, or closed to further signatures.
 * @example const sealed = await seal(pdf, { ...credential, chain: chainOf(authority), name: "Dinas Kesehatan", time: tx.now })
 */
export async function seal(pdf: Uint8Array, order: SealOrder): Promise<Uint8Array> {
  let prepared: { bytes: Uint8Array; sigAt: number };
  // DER certificates, the fixed attributes and the largest RSA signature; a token with its own chain may need twelve thousand more.
  const room =
    3072 +
    order.certificate.length +
    order.chain.reduce((sum, one) => sum + one.length, 0) +
    (order.timestamp ? 12_288 : 0);
  try {
    prepared = placeholder(openPdf(pdf), order, room);
  } catch (error) {
    if (error instanceof BadPdf) throw new Refused("signature.not-a-pdf");
    throw error;
  }
  const bytes = Buffer.from(prepared.bytes.buffer, prepared.bytes.byteOffset, prepared.bytes.byteLength);
  const open = bytes.indexOf("/Contents <", prepared.sigAt) + "/Contents ".length;
  const close = open + room * 2 + 2;
  const range = `[0 ${open} ${close} ${bytes.length - close}]`;
  const rangeAt = bytes.indexOf("/ByteRange ", prepared.sigAt) + "/ByteRange ".length;
  bytes.write(range.padEnd(RANGE.length), rangeAt, "latin1");
  const digest = createHash("sha256").update(bytes.subarray(0, open)).update(bytes.subarray(close)).digest();
  const cms = await signCms({
    digest,
    certificate: order.certificate,
    chain: order.chain,
    key: order.key,
    timestamp: order.timestamp,
  });
  if (cms.length > room) throw new Error(`the signature needs ${cms.length} bytes, more than the ${room} kept for it`);
  bytes.write(Buffer.from(cms).toString("hex"), open + 1, "latin1");
  return bytes;
}

const RANGE = `[0 ${"0".repeat(10)} ${"0".repeat(10)} ${"0".repeat(10)}]`;

function placeholder(file: PdfFile, order: SealOrder, room: number): { bytes: Uint8Array; sigAt: number } {
  if (file.trailer.has("Encrypt")) throw new BadPdf("the file is encrypted");
  const rootRef = file.trailer.get("Root");
  const root = file.dict(rootRef)!;
  const perms = file.dict(root.get("Perms"));
  if (perms?.has("DocMDP") && permission(file, perms) === 1)
    throw new BadPdf("the file is closed to further signatures");
  const pageRef = firstPage(file, root);
  const page = file.dict(pageRef)!;
  const acroRef = root.get("AcroForm");
  const acro = file.dict(acroRef) ?? dict({});
  if (acro.has("XFA")) throw new BadPdf("the file has an XFA form");

  const oldFields = file.resolve(acro.get("Fields"));
  const fields: Value[] = Array.isArray(oldFields) ? [...oldFields] : [];
  const taken = new Set(fields.map((field) => textOf(file.dict(field)?.get("T"))));
  let fieldName = (order.fieldName ?? "Segel").replaceAll(".", " ");
  for (let i = 2; taken.has(fieldName); i++) fieldName = `${order.fieldName ?? "Segel"} ${i}`;

  const num = nextNumber(file);
  const [sigNum, widgetNum, formNum] = [num, num + 1, num + 2];
  const sig = dict({
    Type: new Name("Sig"),
    Filter: new Name("Adobe.PPKLite"),
    SubFilter: new Name("ETSI.CAdES.detached"),
    M: text(pdfDate(order.time)),
    Name: text(order.name),
    Reason: order.reason ? text(order.reason) : undefined,
    Location: order.location ? text(order.location) : undefined,
  });
  const widget = dict({
    Type: new Name("Annot"),
    Subtype: new Name("Widget"),
    FT: new Name("Sig"),
    T: text(fieldName),
    TU: text(order.reason ?? order.name),
    V: new Ref(sigNum, 0),
    // Nothing is drawn: the page already shows who signed. An empty rectangle needs no appearance in PDF/A (ISO 19005-2 §6.3.3).
    Rect: [0, 0, 0, 0],
    // Print and Locked; PDF/A asks for the first.
    F: 132,
    P: pageRef,
  });
  const raw = `${source(sig).slice(0, -2)}/ByteRange ${RANGE}/Contents <${"0".repeat(room * 2)}>>>`;
  const changes: Change[] = [
    { num: sigNum, value: { raw } },
    { num: widgetNum, value: widget },
  ];

  const form: Dict = new Map(acro);
  form.set("Fields", [...fields, new Ref(widgetNum, 0)]);
  form.set("SigFlags", 3);
  let size = num + 2;
  if (acroRef instanceof Ref) changes.push({ num: acroRef.num, gen: acroRef.gen, value: form });
  else {
    size = num + 3;
    changes.push({ num: formNum, value: form });
    const newRoot: Dict = new Map(root);
    newRoot.set("AcroForm", new Ref(formNum, 0));
    changes.push({ num: numberOf(rootRef)!, gen: (rootRef as Ref).gen, value: newRoot });
  }
  const annotsRef = page.get("Annots");
  const oldAnnots = file.resolve(annotsRef);
  const annots: Value[] = [...(Array.isArray(oldAnnots) ? oldAnnots : []), new Ref(widgetNum, 0)];
  if (annotsRef instanceof Ref && Array.isArray(oldAnnots))
    changes.push({ num: annotsRef.num, gen: annotsRef.gen, value: annots });
  else {
    const newPage: Dict = new Map(page);
    newPage.set("Annots", annots);
    changes.push({ num: pageRef.num, gen: pageRef.gen, value: newPage });
  }
  const id = createHash("sha256").update(file.bytes).update(String(order.time.getTime())).digest().subarray(0, 16);
  const { bytes, starts } = appendRevision(file, changes, size, id);
  return { bytes, sigAt: starts.get(sigNum)! };
}

function permission(file: PdfFile, perms: Dict): number {
  const reference = file.resolve(file.dict(perms.get("DocMDP"))?.get("Reference"));
  const params = Array.isArray(reference) ? file.dict(file.dict(reference[0])?.get("TransformParams")) : undefined;
  const level = params?.get("P");
  return typeof level === "number" ? level : 2;
}

/** The first page's reference, by walking down the page tree. */
function firstPage(file: PdfFile, root: Dict): Ref {
  let at = root.get("Pages");
  for (let depth = 0; depth < 64; depth++) {
    const node = file.dict(at);
    if (!(at instanceof Ref) || !isDict(node)) break;
    if (nameOf(node.get("Type")) === "Page" || !node.has("Kids")) return at;
    const kids = file.resolve(node.get("Kids"));
    at = Array.isArray(kids) ? kids[0] : undefined;
  }
  throw new BadPdf("the file has no page");
}

/** A PDF date, in universal time: D:20261122050000Z. */
const pdfDate = (time: Date) => `D:${time.toISOString().replace(/[-:T]/g, "").slice(0, 14)}Z`;
