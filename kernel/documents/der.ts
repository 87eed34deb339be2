// Writes DER (X.690). Signing writes the same few structures for every document; put together by hand they cost a tenth
// of what a general ASN.1 library asks. Reading what strangers wrote stays with the library.

/** One value: its tag, its length, its parts behind each other. @example der(0x30, first, second) */
export function der(tag: number, ...parts: Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const head =
    length < 0x80
      ? [tag, length]
      : length < 0x100
        ? [tag, 0x81, length]
        : length < 0x10000
          ? [tag, 0x82, length >> 8, length & 255]
          : [tag, 0x83, length >> 16, (length >> 8) & 255, length & 255];
  return Buffer.concat([Buffer.from(head), ...parts]);
}

export const sequence = (...parts: Uint8Array[]) => der(0x30, ...parts);
/** SET OF: its members in the order of their encoding, as DER asks. */
export const setOf = (...parts: Uint8Array[]) => der(0x31, ...parts.toSorted((a, b) => Buffer.compare(a, b)));
export const octets = (bytes: Uint8Array) => der(0x04, bytes);
export const nothing = Buffer.from([0x05, 0x00]);

export function objectId(dotted: string): Buffer {
  const [a = 0, b = 0, ...rest] = dotted.split(".").map(Number);
  const bytes: number[] = [];
  for (const arc of [a * 40 + b, ...rest]) {
    const digits = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) digits.unshift((left % 128) + 128);
    bytes.push(...digits);
  }
  return der(0x06, Buffer.from(bytes));
}

/** The values inside a constructed one, as they stand. Only for DER that was read by a stricter reader before. */
export function inside(value: Uint8Array): Buffer[] {
  const found: Buffer[] = [];
  const { start, end } = span(value, 0);
  for (let at = start; at < end; ) {
    const next = span(value, at).end;
    found.push(Buffer.from(value.subarray(at, next)));
    at = next;
  }
  return found;
}

function span(bytes: Uint8Array, at: number): { start: number; end: number } {
  const first = bytes[at + 1] ?? 0;
  const more = first > 0x80 ? first & 0x7f : 0;
  const length = more ? bytes.subarray(at + 2, at + 2 + more).reduce((sum, byte) => sum * 256 + byte, 0) : first;
  const start = at + 2 + more;
  if (more > 4 || start + length > bytes.length) throw new Error("a DER value is cut off");
  return { start, end: start + length };
}
