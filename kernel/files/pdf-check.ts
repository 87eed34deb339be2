// Whether a PDF is whole, open, and free of programs. Every object that stands in the file is read, also those that the
// cross-reference hides: some readers repair a file and run what they find.

import { decodeStream, openPdf } from "../documents/pdf/file.ts";
import { BadPdf, Parser } from "../documents/pdf/parse.ts";
import { type Dict, isDict, nameOf, Stream, type Value } from "../documents/pdf/value.ts";

export class PdfRefused extends Error {
  readonly key: "file.pdf-damaged" | "file.pdf-locked" | "file.pdf-active";
  readonly what: string;
  constructor(key: PdfRefused["key"], what = "") {
    super(`${key} ${what}`);
    this.key = key;
    this.what = what;
  }
}

/** Actions that do something outside the page. Links to the web and within the file are not among them. */
const activeActions = new Set([
  "JavaScript",
  "Launch",
  "ImportData",
  "SubmitForm",
  "RichMediaExecute",
  "GoToE",
  "Rendition",
  "Movie",
  "Sound",
]);
const activeKeys = new Set(["JS", "JavaScript", "XFA", "RichMediaContent", "RichMediaSettings"]);
const activeKinds = new Set(["RichMedia", "3D", "Movie", "Screen", "Sound"]);
const noted: Record<string, string> = {
  EmbeddedFiles: "attachments",
  EF: "attachments",
  AcroForm: "form",
  Collection: "portfolio",
};

/** Bytes read in vain, inside objects that turned out to be none: a sound file has hardly any. */
const MOST_WASTED = 8 * 1024 * 1024;
const MOST_UNPACKED = 100 * 1024 * 1024;

/** Throws PdfRefused, or gives notes: "attachments", "form", "portfolio", "repaired" (the cross-reference is damaged, yet readers open it). */
export function inspectPdf(bytes: Uint8Array): { notes: string[] } {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!/^%PDF-[12]\.\d/.test(file.toString("latin1", 0, 10))) throw new PdfRefused("file.pdf-damaged");
  const end = file.lastIndexOf("%%EOF");
  // A little is left behind the end by mail programs; a second file behind it is not a little.
  if (end < 0 || file.length - end > 1024 + 5) throw new PdfRefused("file.pdf-damaged");
  netForActions(file);
  const notes = new Set<string>();
  const dicts: Dict[] = [];
  try {
    const whole = openPdf(bytes);
    if (whole.trailer.has("Encrypt")) throw new PdfRefused("file.pdf-locked");
    const root = whole.dict(whole.trailer.get("Root"));
    if (!whole.dict(root?.get("Pages"))) throw new BadPdf("no pages");
    for (const num of whole.entries.keys()) {
      const value = whole.object(num);
      const found = value instanceof Stream ? value.dict : value;
      if (isDict(found)) dicts.push(found);
    }
  } catch (error) {
    if (error instanceof PdfRefused) throw error;
    notes.add("repaired");
  }
  const found = everyObject(file, (dict) => dicts.push(dict));
  // Trailers are not objects; an encrypted file with a damaged cross-reference is still locked.
  if (
    notes.has("repaired") &&
    (/\/Encrypt\s+\d+\s+\d+\s+R/.test(file.toString("latin1")) ||
      dicts.some((one) => one.has("Encrypt") && nameOf(one.get("Type")) === "XRef"))
  )
    throw new PdfRefused("file.pdf-locked");
  if (found === 0 || !dicts.some((one) => nameOf(one.get("Type")) === "Page" || nameOf(one.get("Type")) === "Pages"))
    throw new PdfRefused("file.pdf-damaged");
  for (const one of dicts) look(one, notes, 0);
  return { notes: [...notes].sort() };
}

/**
 * A coarse net below the fine one: what our parser refuses to read, a laxer reader may still run. It asks for the key
 * before the name, for the names alone stand in many a web address.
 */
function netForActions(file: Buffer) {
  const text = file
    .toString("latin1")
    .replace(/#([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  const hit =
    /\/S(?:\s|%[^\r\n]*[\r\n])*\/(JavaScript|Launch|SubmitForm|ImportData|GoToE|RichMediaExecute)(?![A-Za-z])/.exec(
      text,
    );
  if (hit) throw new PdfRefused("file.pdf-active", hit[1]);
}

function look(value: Value | undefined, notes: Set<string>, depth: number) {
  if (depth > 64) return;
  if (Array.isArray(value)) for (const one of value) look(one, notes, depth + 1);
  if (!isDict(value)) return;
  const action = nameOf(value.get("S"));
  if (action && activeActions.has(action)) throw new PdfRefused("file.pdf-active", action);
  const kind = nameOf(value.get("Subtype"));
  if (kind && activeKinds.has(kind) && (value.has("Rect") || nameOf(value.get("Type")) === "Annot"))
    throw new PdfRefused("file.pdf-active", kind);
  for (const [key, one] of value) {
    if (activeKeys.has(key) && one !== null) throw new PdfRefused("file.pdf-active", key === "JS" ? "JavaScript" : key);
    const note = noted[key];
    if (note) notes.add(note);
    look(one, notes, depth + 1);
  }
}

/** Calls `see` with the dictionary of every object in the file and in its object streams; gives the number of objects. */
function everyObject(file: Buffer, see: (dict: Dict) => void): number {
  let count = 0;
  let wasted = 0;
  let budget = MOST_UNPACKED;
  for (let at = file.indexOf("obj"); at >= 0; at = file.indexOf("obj", at)) {
    const here = at;
    at += 3;
    // "endobj" and words in pictures are not the beginning of an object: two numbers must stand before it.
    if (!/\d\s+\d{1,5}\s*$/.test(file.toString("latin1", Math.max(0, here - 24), here))) continue;
    const parser = new Parser(file, here + 3);
    let value: Value;
    try {
      value = parser.value();
    } catch (error) {
      if (!(error instanceof BadPdf)) throw error;
      wasted += parser.at - here;
      if (wasted > MOST_WASTED) throw new PdfRefused("file.pdf-damaged");
      continue;
    }
    count++;
    at = Math.max(at, parser.at);
    if (!isDict(value)) continue;
    see(value);
    parser.skip();
    if (parser.word() !== "stream") continue;
    const stream = streamBehind(file, parser.at + 6, value);
    if (nameOf(value.get("Type")) === "ObjStm") budget -= objectStream(new Stream(value, stream.raw), see, budget);
    at = Math.max(at, stream.end);
  }
  return count;
}

/** The bytes of a stream: by its length when that is right, otherwise up to `endstream`, as readers do. */
function streamBehind(file: Buffer, from: number, dict: Dict): { raw: Uint8Array; end: number } {
  let start = from;
  if (file[start] === 13) start++;
  if (file[start] === 10) start++;
  const length = dict.get("Length");
  if (
    typeof length === "number" &&
    length >= 0 &&
    /^\s*endstream/.test(file.toString("latin1", start + length, start + length + 16))
  )
    return { raw: file.subarray(start, start + length), end: start + length };
  const end = file.indexOf("endstream", start);
  return { raw: file.subarray(start, end < 0 ? file.length : end), end: end < 0 ? start : end };
}

function objectStream(stream: Stream, see: (dict: Dict) => void, budget: number): number {
  const first = stream.dict.get("First");
  const count = stream.dict.get("N");
  let data: Uint8Array;
  try {
    data = decodeStream(stream, (value) => value ?? null, budget);
  } catch {
    // What we cannot unpack we cannot vouch for.
    throw new PdfRefused("file.pdf-damaged");
  }
  if (typeof first !== "number" || typeof count !== "number") throw new PdfRefused("file.pdf-damaged");
  try {
    const head = new Parser(data);
    for (let i = 0; i < count; i++) {
      head.integer();
      const value = new Parser(data, first + head.integer()).value();
      if (isDict(value)) see(value);
    }
  } catch (error) {
    if (error instanceof BadPdf) throw new PdfRefused("file.pdf-damaged");
    throw error;
  }
  return data.length;
}
