// JSON from outside: exact UTF-8, of bounded depth and size, with nothing in it that PostgreSQL cannot keep.

import { Refused } from "../errors.ts";

const MOST_DEPTH = 40;
const MOST_VALUES = 8000;

/** Reads a body. @throws Refused 400 when it is not JSON, 413 when it has too many values, 422 with the pointer of a bad text or number. */
export function readJson(bytes: Uint8Array): unknown {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw new Refused("error.broken-json", { status: 400, params: { detail: (error as Error).message.slice(0, 200) } });
  }
  examine(value);
  return value;
}

/** Walks without recursion: a thousand brackets deep must not end the walk before it can refuse them. */
function examine(whole: unknown): void {
  const waiting: { value: unknown; at: string; depth: number }[] = [{ value: whole, at: "", depth: 0 }];
  let seen = 0;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, at, depth } = next;
    if (++seen > MOST_VALUES) throw new Refused("error.too-many-fields", { status: 413 });
    if (depth > MOST_DEPTH) throw new Refused("error.too-deep", { status: 422, params: { most: MOST_DEPTH } });
    if (typeof value === "string" && !isCleanText(value)) throw unfit(at);
    if (typeof value === "number" && !Number.isFinite(value)) throw unfit(at);
    if (typeof value !== "object" || value === null) continue;
    const entries = Object.entries(value);
    if (seen + entries.length > MOST_VALUES) throw new Refused("error.too-many-fields", { status: 413 });
    for (const [key, inner] of entries) {
      if (!isCleanText(key)) throw unfit(at);
      waiting.push({ value: inner, at: `${at}/${pointerPart(key)}`, depth: depth + 1 });
    }
  }
}

/** Text that every part of the program can keep: no NUL, which PostgreSQL refuses, and no half of a surrogate pair. */
export const isCleanText = (text: string): boolean => !text.includes("\0") && text.isWellFormed();

/** One name of a JSON pointer (RFC 6901). */
export const pointerPart = (name: string): string => name.slice(0, 100).replaceAll("~", "~0").replaceAll("/", "~1");

const unfit = (at: string): Refused =>
  new Refused("error.faults", { status: 422, faults: [{ field: at === "" ? "/" : at, key: "error.text" }] });
