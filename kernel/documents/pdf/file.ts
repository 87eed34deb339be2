// A PDF file as its cross-reference says it is: objects by number, the newest revision winning (ISO 32000-1 §7.5).

import { inflateSync } from "node:zlib";
import { BadPdf, Parser } from "./parse.ts";
import { type Dict, isDict, nameOf, Ref, Stream, type Value } from "./value.ts";

/** Where an object stands: at an offset, or inside an object stream. `free` has been deleted. */
export type Entry = { at: number } | { inside: number; index: number } | { free: true };

export type PdfFile = {
  bytes: Uint8Array;
  trailer: Dict;
  /** Where the newest cross-reference stands, and whether it is a stream: an update must continue in the same form. */
  xrefAt: number;
  xrefIsStream: boolean;
  entries: Map<number, Entry>;
  /** Follows references to the value; null for what is not there. */
  resolve(value: Value | undefined): Value;
  dict(value: Value | undefined): Dict | undefined;
  /** The object of that number, or null. */
  object(num: number): Value;
};

const MOST_SECTIONS = 256;
const MOST_OBJECTS = 400_000;
const MOST_INFLATED = 64 * 1024 * 1024;

/** Opens a PDF by its cross-reference. Throws BadPdf when anything in the way is not as it must be. */
export function openPdf(bytes: Uint8Array): PdfFile {
  const entries = new Map<number, Entry>();
  const cache = new Map<number, Value>();
  const streams = new Map<number, Map<number, Value>>();
  const busy = new Set<number>();
  let budget = MOST_INFLATED;

  const object = (num: number): Value => {
    const known = cache.get(num);
    if (known !== undefined) return known;
    const entry = entries.get(num);
    if (!entry || "free" in entry) return null;
    if (busy.has(num)) throw new BadPdf("an object needs itself");
    busy.add(num);
    try {
      let value: Value;
      if ("at" in entry) {
        const found = new Parser(bytes, entry.at).object(lengthOf);
        if (found.num !== num) throw new BadPdf(`object ${num} is not where the cross-reference says`);
        value = found.value;
      } else value = objectStream(entry.inside).get(num) ?? null;
      cache.set(num, value);
      return value;
    } finally {
      busy.delete(num);
    }
  };
  const resolve = (value: Value | undefined): Value => {
    let at = value ?? null;
    for (let i = 0; at instanceof Ref; i++) {
      if (i > 32) throw new BadPdf("references run in a circle");
      at = object(at.num);
    }
    return at;
  };
  const lengthOf = (length: Value | undefined) => {
    const value = resolve(length);
    return typeof value === "number" && Number.isInteger(value) ? value : undefined;
  };
  const inflate = (stream: Stream): Uint8Array => {
    const data = decodeStream(stream, resolve, budget);
    budget -= data.length;
    return data;
  };
  const objectStream = (num: number): Map<number, Value> => {
    const known = streams.get(num);
    if (known) return known;
    const stream = object(num);
    if (!(stream instanceof Stream)) throw new BadPdf("an object stream is missing");
    const data = inflate(stream);
    const count = lengthOf(stream.dict.get("N")) ?? 0;
    const first = lengthOf(stream.dict.get("First")) ?? 0;
    if (count > MOST_OBJECTS) throw new BadPdf("too many objects");
    const head = new Parser(data);
    const places = Array.from({ length: count }, () => [head.integer(), head.integer()] as const);
    const found = new Map<number, Value>();
    for (const [number, offset] of places) found.set(number, new Parser(data, first + offset).value());
    streams.set(num, found);
    return found;
  };

  const section = (at: number): { trailer: Dict; isStream: boolean } => {
    const parser = new Parser(bytes, at);
    if (parser.take("xref")) {
      while (parser.word() !== "trailer") {
        const first = parser.integer();
        const count = parser.integer();
        if (entries.size + count > MOST_OBJECTS) throw new BadPdf("too many objects");
        for (let i = 0; i < count; i++) {
          const offset = parser.integer();
          parser.integer();
          const kind = parser.word();
          parser.at += 1;
          if (kind !== "n" && kind !== "f") throw new BadPdf("the cross-reference table is damaged");
          if (!entries.has(first + i)) entries.set(first + i, kind === "n" ? { at: offset } : { free: true });
        }
      }
      parser.at += "trailer".length;
      const trailer = parser.value();
      if (!isDict(trailer)) throw new BadPdf("the trailer is missing");
      const hybrid = trailer.get("XRefStm");
      if (typeof hybrid === "number") section(hybrid);
      return { trailer, isStream: false };
    }
    const { value } = parser.object((length) => (typeof length === "number" ? length : undefined));
    if (!(value instanceof Stream) || nameOf(value.dict.get("Type")) !== "XRef")
      throw new BadPdf("no cross-reference where one was promised");
    const widths = value.dict.get("W");
    if (!Array.isArray(widths) || widths.length < 3 || widths.some((w) => typeof w !== "number" || w < 0 || w > 7))
      throw new BadPdf("the cross-reference stream is damaged");
    const [a, b, c] = widths as [number, number, number];
    const data = inflate(value);
    const size = value.dict.get("Size");
    const index = value.dict.get("Index") ?? [0, size ?? 0];
    if (!Array.isArray(index)) throw new BadPdf("the cross-reference stream is damaged");
    let p = 0;
    const field = (width: number) => {
      let n = 0;
      for (let i = 0; i < width; i++) n = n * 256 + (data[p++] ?? 0);
      return n;
    };
    for (let i = 0; i + 1 < index.length; i += 2) {
      const [first, count] = [index[i], index[i + 1]];
      if (typeof first !== "number" || typeof count !== "number" || entries.size + count > MOST_OBJECTS)
        throw new BadPdf("too many objects");
      for (let k = 0; k < count && p + a + b + c <= data.length; k++) {
        const kind = a === 0 ? 1 : field(a);
        const second = field(b);
        const third = field(c);
        if (entries.has(first + k)) continue;
        entries.set(
          first + k,
          kind === 1 ? { at: second } : kind === 2 ? { inside: second, index: third } : { free: true },
        );
      }
    }
    return { trailer: value.dict, isStream: true };
  };

  const xrefAt = lastStartxref(bytes);
  const seen = new Set<number>();
  let newest: { trailer: Dict; isStream: boolean } | undefined;
  for (let at: Value | undefined = xrefAt; typeof at === "number"; ) {
    if (seen.has(at) || seen.size > MOST_SECTIONS) throw new BadPdf("the cross-references run in a circle");
    seen.add(at);
    const one = section(at);
    newest ??= one;
    at = one.trailer.get("Prev");
  }
  const { trailer, isStream } = newest!;
  const file: PdfFile = {
    bytes,
    trailer,
    xrefAt,
    xrefIsStream: isStream,
    entries,
    resolve,
    dict: (value) => {
      const found = resolve(value);
      return isDict(found) ? found : found instanceof Stream ? found.dict : undefined;
    },
    object,
  };
  if (!file.dict(trailer.get("Root"))) throw new BadPdf("the file has no catalogue");
  return file;
}

/** The content of a stream. Only Flate is read: it is what structure is packed with; pictures are not our business. */
export function decodeStream(stream: Stream, resolve: (value: Value | undefined) => Value, most: number): Uint8Array {
  const filter = resolve(stream.dict.get("Filter"));
  const filters = Array.isArray(filter) ? filter : filter === null ? [] : [filter];
  if (filters.length === 0) return stream.raw;
  if (filters.length > 1 || nameOf(resolve(filters[0])) !== "FlateDecode")
    throw new BadPdf("a structure stream is packed in an unknown way");
  let data: Uint8Array;
  try {
    data = inflateSync(stream.raw, { maxOutputLength: Math.max(1, most) });
  } catch {
    throw new BadPdf("a stream cannot be unpacked, or is too large");
  }
  let parms = resolve(stream.dict.get("DecodeParms"));
  if (Array.isArray(parms)) parms = resolve(parms[0]);
  if (!isDict(parms)) return data;
  const number = (key: string, otherwise: number) => {
    const value = resolve((parms as Dict).get(key));
    return typeof value === "number" ? value : otherwise;
  };
  const predictor = number("Predictor", 1);
  if (predictor === 1) return data;
  if (predictor < 10 || number("Colors", 1) !== 1 || number("BitsPerComponent", 8) !== 8)
    throw new BadPdf("a structure stream is packed in an unknown way");
  return unpredict(data, number("Columns", 1));
}

/** Undoes the PNG predictors (RFC 2083 §6) with one byte a pixel. */
function unpredict(data: Uint8Array, columns: number): Uint8Array {
  if (!Number.isInteger(columns) || columns < 1 || columns > 65_536) throw new BadPdf("a stream's columns are wrong");
  const rows = Math.floor(data.length / (columns + 1));
  const out = new Uint8Array(rows * columns);
  for (let r = 0; r < rows; r++) {
    const kind = data[r * (columns + 1)];
    for (let i = 0; i < columns; i++) {
      const raw = data[r * (columns + 1) + 1 + i]!;
      const left = i ? out[r * columns + i - 1]! : 0;
      const up = r ? out[(r - 1) * columns + i]! : 0;
      const corner = r && i ? out[(r - 1) * columns + i - 1]! : 0;
      const guess =
        kind === 1 ? left : kind === 2 ? up : kind === 3 ? (left + up) >> 1 : kind === 4 ? paeth(left, up, corner) : 0;
      out[r * columns + i] = raw + guess;
    }
  }
  return out;
}

function paeth(a: number, b: number, c: number): number {
  const p = a + b - c;
  const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

/** The last `startxref` in the last 2,048 bytes, as readers look for it. */
function lastStartxref(bytes: Uint8Array): number {
  const from = Math.max(0, bytes.length - 2048);
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset + from, bytes.length - from);
  const at = tail.lastIndexOf("startxref");
  if (at < 0) throw new BadPdf("the end of the file is missing");
  const offset = new Parser(bytes, from + at + 9).integer();
  if (offset >= bytes.length) throw new BadPdf("the cross-reference lies beyond the end of the file");
  return offset;
}
