// Reads one value from bytes that may be hostile: depth, length and every index are bounded; what is wrong throws BadPdf.

import { type Dict, Name, Ref, Str, Stream, type Value } from "./value.ts";

export class BadPdf extends Error {}

const DEEPEST = 64;
const white = new Set([0, 9, 10, 12, 13, 32]);
const delimiters = new Set([..."()<>[]{}/%"].map((c) => c.charCodeAt(0)));
const regular = (b: number | undefined): b is number => b !== undefined && !white.has(b) && !delimiters.has(b);

export class Parser {
  readonly bytes: Uint8Array;
  at: number;
  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  skip() {
    const { bytes } = this;
    for (;;) {
      const b = bytes[this.at];
      if (b === undefined) return;
      if (white.has(b)) this.at++;
      else if (b === 0x25) while (this.at < bytes.length && bytes[this.at] !== 10 && bytes[this.at] !== 13) this.at++;
      else return;
    }
  }

  /** The next run of regular characters, without taking it. */
  word(): string {
    this.skip();
    let end = this.at;
    while (regular(this.bytes[end]) && end - this.at < 256) end++;
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset + this.at, end - this.at).toString("latin1");
  }

  take(expected: string): boolean {
    this.skip();
    for (let i = 0; i < expected.length; i++) if (this.bytes[this.at + i] !== expected.charCodeAt(i)) return false;
    this.at += expected.length;
    return true;
  }

  integer(): number {
    const word = this.word();
    if (!/^\+?\d{1,15}$/.test(word)) throw new BadPdf(`a number was expected at ${this.at}`);
    this.at += word.length;
    return Number(word);
  }

  value(depth = 0): Value {
    if (depth > DEEPEST) throw new BadPdf("nested too deeply");
    this.skip();
    const b = this.bytes[this.at];
    if (b === undefined) throw new BadPdf("the file ends in the middle of a value");
    if (b === 0x2f) return this.name();
    if (b === 0x28) return this.literal();
    if (b === 0x3c) return this.bytes[this.at + 1] === 0x3c ? this.dict(depth) : this.hex();
    if (b === 0x5b) {
      this.at++;
      const list: Value[] = [];
      while (!this.take("]")) list.push(this.value(depth + 1));
      return list;
    }
    const word = this.word();
    if (word === "") throw new BadPdf(`an unexpected character at ${this.at}`);
    this.at += word.length;
    if (word === "true") return true;
    if (word === "false") return false;
    if (word === "null") return null;
    if (!/^[+-]*\d*\.?\d*-?\d*$/.test(word)) throw new BadPdf(`an unknown word at ${this.at}`);
    if (/^\d{1,10}$/.test(word)) {
      // "12 0 R" is a reference; two numbers side by side are two numbers.
      const here = this.at;
      const gen = this.word();
      if (/^\d{1,5}$/.test(gen)) {
        this.at += gen.length;
        if (this.word() === "R") {
          this.at += 1;
          return new Ref(Number(word), Number(gen));
        }
      }
      this.at = here;
    }
    return Number.parseFloat(word) || 0;
  }

  name(): Name {
    this.at++;
    let name = "";
    for (let b = this.bytes[this.at]; regular(b); b = this.bytes[this.at]) {
      const code =
        b === 0x23
          ? Number.parseInt(
              Buffer.from(this.bytes.subarray(this.at + 1, this.at + 3))
                .toString("latin1")
                .replace(/[^0-9a-f]/gi, "x"),
              16,
            )
          : Number.NaN;
      if (b === 0x23 && Number.isInteger(code)) {
        name += String.fromCharCode(code);
        this.at += 3;
      } else {
        name += String.fromCharCode(b);
        this.at++;
      }
      if (name.length > 1024) throw new BadPdf("a name is too long");
    }
    return new Name(name);
  }

  private dict(depth: number): Dict {
    this.at += 2;
    const found: Dict = new Map();
    while (!this.take(">>")) {
      this.skip();
      if (this.bytes[this.at] !== 0x2f) throw new BadPdf(`a name was expected at ${this.at}`);
      const key = this.name().name;
      // Of a key said twice readers take different ones; that difference is how documents are forged.
      if (found.has(key)) throw new BadPdf(`the key ${key} stands twice in one dictionary`);
      found.set(key, this.value(depth + 1));
    }
    return found;
  }

  private hex(): Str {
    const start = this.at++;
    const digits: number[] = [];
    for (; ; this.at++) {
      const b = this.bytes[this.at];
      if (b === undefined) throw new BadPdf("the file ends inside a string");
      if (b === 0x3e) break;
      if (white.has(b)) continue;
      const digit = b >= 48 && b <= 57 ? b - 48 : b >= 65 && b <= 70 ? b - 55 : b >= 97 && b <= 102 ? b - 87 : -1;
      if (digit < 0) throw new BadPdf(`not a hexadecimal digit at ${this.at}`);
      digits.push(digit);
    }
    this.at++;
    if (digits.length % 2) digits.push(0);
    const bytes = new Uint8Array(digits.length / 2);
    for (let i = 0; i < bytes.length; i++) bytes[i] = digits[2 * i]! * 16 + digits[2 * i + 1]!;
    return new Str(bytes, start, this.at, true);
  }

  private literal(): Str {
    const start = this.at++;
    const out: number[] = [];
    for (let open = 1; ; this.at++) {
      let b = this.bytes[this.at];
      if (b === undefined) throw new BadPdf("the file ends inside a string");
      if (b === 0x28) open++;
      else if (b === 0x29 && --open === 0) break;
      else if (b === 0x5c) {
        b = this.bytes[++this.at];
        if (b === undefined) throw new BadPdf("the file ends inside a string");
        if (b >= 48 && b <= 55) {
          let code = 0;
          for (let i = 0; i < 3 && b !== undefined && b >= 48 && b <= 55; i++, b = this.bytes[++this.at])
            code = code * 8 + b - 48;
          this.at--;
          out.push(code & 255);
          continue;
        }
        if (b === 13 || b === 10) {
          if (b === 13 && this.bytes[this.at + 1] === 10) this.at++;
          continue;
        }
        const control = "nrtbf".indexOf(String.fromCharCode(b));
        out.push(control < 0 ? b : [10, 13, 9, 8, 12][control]!);
        continue;
      }
      out.push(b);
    }
    this.at++;
    return new Str(Uint8Array.from(out), start, this.at);
  }

  /** `12 0 obj … endobj`, with its stream if it has one. `lengthOf` resolves a stream length that is a reference. */
  object(lengthOf: (length: Value | undefined) => number | undefined): { num: number; gen: number; value: Value } {
    const num = this.integer();
    const gen = this.integer();
    if (!this.take("obj")) throw new BadPdf(`no object at ${this.at}`);
    const value = this.value();
    if (!(value instanceof Map)) return { num, gen, value };
    this.skip();
    if (this.word() !== "stream") return { num, gen, value };
    this.at += 6;
    if (this.bytes[this.at] === 13) this.at++;
    if (this.bytes[this.at] === 10) this.at++;
    const length = lengthOf(value.get("Length"));
    if (length === undefined || length < 0 || this.at + length > this.bytes.length)
      throw new BadPdf("a stream's length is wrong");
    const raw = this.bytes.subarray(this.at, this.at + length);
    this.at += length;
    if (!this.take("endstream")) throw new BadPdf("a stream does not end where it says");
    return { num, gen, value: new Stream(value, raw) };
  }
}
