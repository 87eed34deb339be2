// Tracking numbers: short enough to say over a telephone, with a check character, and not to be guessed.

import { randomBytes } from "node:crypto";

// Crockford's alphabet: no I, L, O or U, so nothing is misread for 1, 1, 0 or a rude word.
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Multiplication by the primitive element of the field of 32 elements (x⁵ + x² + 1). */
const shifted = (value: number): number => ((value << 1) ^ (value & 16 ? 0b100101 : 0)) & 31;

/**
 * The check character: a weighted sum in the field of 32 elements, each place with another power. It finds every single wrong
 * character and every swap of two neighbours.
 */
export function checkCharacter(text: string): string {
  let sum = 0;
  for (const character of text) sum = shifted(sum ^ ALPHABET.indexOf(character));
  return ALPHABET[sum] as string;
}

/** A new number: 55 random bits and the check. @example newTracking() // "7K3M-9QXT-2HWC" */
export function newTracking(): string {
  const text = [...randomBytes(11)].map((byte) => ALPHABET[byte & 31]).join("");
  return grouped(text + checkCharacter(text));
}

const grouped = (text: string): string => text.replace(/^(.{4})(.{4})(.{4})$/, "$1-$2-$3");

/**
 * Reads a number as people type it: small letters, spaces, O for 0, I and L for 1. Undefined when it cannot be one, which is
 * known from the check character without asking the database.
 */
export function readTracking(typed: string): string | undefined {
  const text = typed
    .toUpperCase()
    .replace(/[\s.–—_-]/g, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
  if (text.length !== 12 || [...text].some((character) => !ALPHABET.includes(character))) return undefined;
  return checkCharacter(text.slice(0, 11)) === text[11] ? grouped(text) : undefined;
}
