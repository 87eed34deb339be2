// What a PDF is made of (ISO 32000-1 §7.3), as plain values; and back to bytes.

export class Name {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}
export class Ref {
  readonly num: number;
  readonly gen: number;
  constructor(num: number, gen: number) {
    this.num = num;
    this.gen = gen;
  }
}
/** A string, with its place in the file: a signature must know where its own contents stand. */
export class Str {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly hex: boolean;
  constructor(bytes: Uint8Array, start = -1, end = -1, hex = false) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.hex = hex;
  }
}
export type Dict = Map<string, Value>;
export class Stream {
  readonly dict: Dict;
  readonly raw: Uint8Array;
  constructor(dict: Dict, raw: Uint8Array) {
    this.dict = dict;
    this.raw = raw;
  }
}
export type Value = null | boolean | number | Name | Ref | Str | Stream | Value[] | Dict;

export const isDict = (value: unknown): value is Dict => value instanceof Map;
export const nameOf = (value: Value | undefined) => (value instanceof Name ? value.name : undefined);
export const dict = (entries: Record<string, Value | undefined>): Dict =>
  new Map(Object.entries(entries).filter((entry): entry is [string, Value] => entry[1] !== undefined));

/** Text of a string: UTF-16 or UTF-8 with its mark, otherwise PDFDocEncoding taken as Latin-1, which it is for letters. */
export function textOf(value: Value | undefined): string | undefined {
  if (!(value instanceof Str)) return undefined;
  const b = Buffer.from(value.bytes);
  if (b[0] === 0xfe && b[1] === 0xff)
    return Buffer.from(b.subarray(2, b.length - (b.length % 2)))
      .swap16()
      .toString("utf16le");
  if (b[0] === 0xef && b[1] === 0xbb && b[2] === 0xbf) return b.subarray(3).toString("utf8");
  return b.toString("latin1");
}

/** A text string: ASCII as it is, anything else as UTF-16BE with its mark. */
export function text(content: string): Str {
  if (/^[\x20-\x7e]*$/.test(content)) return new Str(Buffer.from(content, "latin1"));
  return new Str(Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(content, "utf16le").swap16()]));
}

/** A value as PDF source (streams are written by the caller, for they need `stream` and `endstream`). */
export function source(value: Value): string {
  if (value === null) return "null";
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number")
    return Number.isInteger(value) ? String(value) : value.toFixed(6).replace(/\.?0+$/, "");
  if (value instanceof Name)
    return `/${value.name.replace(/[^A-Za-z0-9_.+:@*-]/g, (c) => [...Buffer.from(c, "latin1")].map((b) => `#${b.toString(16).padStart(2, "0")}`).join(""))}`;
  if (value instanceof Ref) return `${value.num} ${value.gen} R`;
  if (value instanceof Str) return stringSource(value);
  if (Array.isArray(value)) return `[${value.map(source).join(" ")}]`;
  if (value instanceof Stream) return `${source(value.dict)} stream`;
  return `<<${[...value].map(([key, one]) => `${source(new Name(key))} ${source(one)}`).join(" ")}>>`;
}

function stringSource(value: Str): string {
  const latin = Buffer.from(value.bytes).toString("latin1");
  if (!value.hex && /^[\x20-\x7e]*$/.test(latin)) return `(${latin.replace(/[\\()]/g, "\\$&")})`;
  return `<${Buffer.from(value.bytes).toString("hex")}>`;
}
