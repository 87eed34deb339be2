// What all keys of the installation do: seal bytes for one place, and give birth to keys for other uses.

import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";

// Node looks at plain bytes anew at each use, which takes twice as long as the cipher itself.
const handles = new WeakMap<Buffer, KeyObject>();
function handleOf(key: Buffer): KeyObject {
  const known = handles.get(key);
  if (known) return known;
  const made = createSecretKey(key);
  handles.set(key, made);
  return made;
}

/** AES-256-GCM; the place is bound to it, so that what is sealed cannot be moved. Layout: nonce 12 | content | tag 16. */
export function encrypt(key: Buffer, plain: Buffer, place: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", handleOf(key), nonce).setAAD(Buffer.from(place));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @throws when the bytes are not what was sealed for that place under that key. */
export function decrypt(key: Buffer, sealed: Buffer, place: string): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", handleOf(key), sealed.subarray(0, 12)).setAAD(Buffer.from(place));
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
}

/** A key for one use, from a secret that has many. */
export const deriveKey = (secret: Buffer, name: string): Buffer =>
  Buffer.from(hkdfSync("sha256", secret, "pendopo", name, 32));

/** Tells a key from another one, and nothing else about it. */
export const fingerprint = (secret: Buffer): string =>
  createHash("sha256").update(deriveKey(secret, "check")).digest("hex");

/** What an unwrapped key must show to be the one that it is kept as. */
export const proofOf = (key: Buffer, id: string): Buffer =>
  createHmac("sha256", key).update(`data_key:${id}`).digest().subarray(0, 16);

/** Compares two secrets without telling how far they agree. */
export const sameSecret = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b);
