// Files at rest. Each has a key of its own, wrapped by the installation's key; its name is a keyed hash of its content, so
// the folder tells nothing about what is in it, not even to someone who holds the same file.
//
// Layout of a file:  "PDPF" 2 | size u64 | wrapping key's id 16 | wrap nonce 12 | wrapped key 32 | wrap tag 16 | chunks
// Before keys could be changed it was "PDPF" 1, without the id; such files are read, and become 2 at the next change.
// A chunk is up to 64 KiB of content under AES-256-GCM with its tag; the nonce is its number and whether it is the last.

import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  randomUUID,
} from "node:crypto";
import fs from "node:fs/promises";
import { dirname, join } from "node:path";
import { Defect, notFound, refuse, Unavailable } from "../errors.ts";
import type { FileKeys } from "../vault/vault.ts";

export type Stored = {
  /** The name in the store, 64 hexadecimal digits: the same content always has the same name. */
  id: string;
  size: number;
  /** SHA-256 of the content, hexadecimal, for the record and for programs that ask. */
  sha256: string;
};
export type FileStore = {
  /**
   * Keeps the content and returns when it is safely on disk. Content that is already there is written again, which also heals it.
   * Throws `Refused("file.too-large")` past `maxBytes`, `Unavailable("file.store-full" | "file.store-failed")` when the disk
   * is full or broken; then nothing is left behind.
   */
  put(content: Uint8Array | AsyncIterable<Uint8Array>, options?: { maxBytes?: number; name?: string }): Promise<Stored>;
  /** The whole content. Throws `Refused("file.gone")` (404) when it is not there, `Defect` when it is not what was stored. */
  get(id: string): Promise<Buffer>;
  /** The content part by part, each verified before it is given; throws as `get` does, before the first part where it can. */
  read(id: string): AsyncGenerator<Buffer>;
  size(id: string): Promise<number>;
  has(id: string): Promise<boolean>;
  /** Brings the file's own key under the newest wrapping key; false when it is, or when the file is gone. Its content stays as it lies. */
  rewrap(id: string): Promise<boolean>;
  /** Removes it; no error when it is gone. Equal uploads share one file: ask your own records that nobody refers to it. */
  delete(id: string): Promise<void>;
  /** Every name in the store, for backup and for checking. */
  ids(): AsyncGenerator<string>;
};

/** What the store asks of the file system; a test hands in one that fails. */
export type Disk = Pick<typeof fs, "open" | "rename" | "unlink" | "mkdir" | "readdir" | "stat">;

const FIRST = Buffer.from("PDPF\x01");
const MAGIC = Buffer.from("PDPF\x02");
const KEY_ID = 16;
const CHUNK = 64 * 1024;
const TAG = 16;
const HEADER = MAGIC.length + 8 + KEY_ID + 12 + 32 + TAG;
const FIRST_HEADER = HEADER - KEY_ID;
const HOUR = 3600_000;

/**
 * Opens the store in a folder, which is made when it is missing.
 * @param key 32 bytes of the installation; without it the files are noise
 * @param options.keys what wraps the files' own keys, one after the other as they change
 * @example const files = openFileStore(`${folder}/files`, vault.derive("files"), { keys: vault.fileKeys })
 */
export function openFileStore(
  folder: string,
  key: Uint8Array,
  options: { disk?: Disk; keys?: FileKeys } = {},
): FileStore {
  if (key.length !== 32) throw new Defect("the key of a file store has 32 bytes");
  const disk = options.disk ?? fs;
  const wrapKey = derive(key, "wrap");
  // Without keys of its own, as in a tool or a test, the installation's key wraps.
  const keys: FileKeys = options.keys ?? {
    current: () => ({ id: NO_KEY, key: wrapKey }),
    of: (id) => (id === NO_KEY ? wrapKey : undefined),
  };
  const nameKey = derive(key, "name");
  const temporary = join(folder, "tmp");
  const pathOf = (id: string) => {
    if (!/^[0-9a-f]{64}$/.test(id)) throw notFound("file.gone");
    return join(folder, id.slice(0, 2), id.slice(2, 4), id);
  };
  let swept: Promise<void> | undefined;

  const put: FileStore["put"] = async (content, { maxBytes = Number.POSITIVE_INFINITY, name = "" } = {}) => {
    let path: string | undefined;
    let file: fs.FileHandle | undefined;
    try {
      await disk.mkdir(temporary, { recursive: true, mode: 0o700 });
      swept ??= sweep(disk, temporary);
      await swept;
      path = join(temporary, `${randomUUID()}.part`);
      file = await disk.open(path, "wx", 0o600);
      const dataKey = randomBytes(32);
      const hash = createHash("sha256");
      let size = 0;
      let number = 0;
      let position = HEADER;
      const write = async (part: Buffer, last: boolean) => {
        const cipher = createCipheriv("aes-256-gcm", dataKey, nonce(number++, last));
        const sealed = Buffer.concat([cipher.update(part), cipher.final(), cipher.getAuthTag()]);
        await writeAll(file!, sealed, position);
        position += sealed.length;
      };
      for await (const part of inChunks(content)) {
        size += part.bytes.length;
        if (size > maxBytes) throw refuse("file.too-large", { limit: `${Math.round(maxBytes / 1024)} kB`, name });
        hash.update(part.bytes);
        await write(part.bytes, part.last);
      }
      const digest = hash.digest();
      const id = createHmac("sha256", nameKey).update(digest).digest("hex");
      // The header goes in last, for it binds the key to the name and the size, which are known only now.
      await writeAll(file, header(keys.current(), dataKey, id, size), 0);
      await file.sync();
      await file.close();
      file = undefined;
      const target = pathOf(id);
      await makeFolders(disk, folder, dirname(target));
      await disk.rename(path, target);
      path = undefined;
      await syncFolder(disk, dirname(target));
      return { id, size, sha256: digest.toString("hex") };
    } catch (error) {
      await file?.close().catch(() => {});
      if (path) await disk.unlink(path).catch(() => {});
      throw asUnavailable(error);
    }
  };

  async function* read(id: string): AsyncGenerator<Buffer> {
    const file = await openOrGone(disk, pathOf(id));
    try {
      const { dataKey, size, length: start } = await headOf(file, wrapKey, keys, id);
      const chunks = Math.max(1, Math.ceil(size / CHUNK));
      const expected = start + size + chunks * TAG;
      if ((await file.stat()).size !== expected) throw damaged(id);
      const hash = createHash("sha256");
      for (let number = 0; number < chunks; number++) {
        const length = Math.min(CHUNK, size - number * CHUNK);
        const sealed = await readExactly(file, length + TAG, start + number * (CHUNK + TAG));
        const decipher = createDecipheriv("aes-256-gcm", dataKey, nonce(number, number === chunks - 1));
        decipher.setAuthTag(sealed.subarray(length));
        let part: Buffer;
        try {
          part = Buffer.concat([decipher.update(sealed.subarray(0, length)), decipher.final()]);
        } catch {
          throw damaged(id);
        }
        hash.update(part);
        if (part.length) yield part;
      }
      if (createHmac("sha256", nameKey).update(hash.digest()).digest("hex") !== id) throw damaged(id);
    } finally {
      await file.close();
    }
  }

  return {
    put,
    read,
    async get(id) {
      const parts: Buffer[] = [];
      for await (const part of read(id)) parts.push(part);
      return Buffer.concat(parts);
    },
    async size(id) {
      const file = await openOrGone(disk, pathOf(id));
      try {
        return (await headOf(file, wrapKey, keys, id)).size;
      } finally {
        await file.close();
      }
    },
    async has(id) {
      return disk.stat(pathOf(id)).then(
        () => true,
        () => false,
      );
    },
    async rewrap(id) {
      const target = pathOf(id);
      const file = await disk.open(target, "r").catch((error) => {
        if (error.code === "ENOENT") return undefined;
        throw asUnavailable(error);
      });
      if (!file) return false;
      let path: string | undefined = join(temporary, `${randomUUID()}.part`);
      let made: fs.FileHandle | undefined;
      try {
        const { dataKey, size, length, keyId } = await headOf(file, wrapKey, keys, id);
        const current = keys.current();
        if (keyId === current.id) return false;
        await disk.mkdir(temporary, { recursive: true, mode: 0o700 });
        made = await disk.open(path, "wx", 0o600);
        await writeAll(made, header(current, dataKey, id, size), 0);
        const end = (await file.stat()).size;
        for (let at = length; at < end; at += CHUNK)
          await writeAll(made, await readExactly(file, Math.min(CHUNK, end - at), at), HEADER + at - length);
        await made.sync();
        await made.close();
        made = undefined;
        // Removed meanwhile: then it stays removed.
        if (!(await disk.stat(target).catch(() => undefined))) return false;
        await disk.rename(path, target);
        path = undefined;
        await syncFolder(disk, dirname(target));
        return true;
      } catch (error) {
        throw asUnavailable(error);
      } finally {
        await made?.close().catch(() => {});
        await file.close();
        if (path) await disk.unlink(path).catch(() => {});
      }
    },
    async delete(id) {
      const path = pathOf(id);
      await disk.unlink(path).catch((error) => {
        if (error.code !== "ENOENT") throw asUnavailable(error);
      });
      await syncFolder(disk, dirname(path)).catch(() => {});
    },
    async *ids() {
      for (const outer of await names(disk, folder))
        if (/^[0-9a-f]{2}$/.test(outer))
          for (const inner of await names(disk, join(folder, outer)))
            for (const id of await names(disk, join(folder, outer, inner))) if (/^[0-9a-f]{64}$/.test(id)) yield id;
    },
  };
}

const derive = (key: Uint8Array, use: string) => Buffer.from(hkdfSync("sha256", key, "pendopo-files", use, 32));

/** The number of the chunk and, in the last byte, whether it is the last: chunks can be neither moved, repeated nor cut off. */
function nonce(number: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(number, 7);
  bytes[11] = last ? 1 : 0;
  return bytes;
}

const bound = (magic: Buffer, id: string, size: Buffer) => Buffer.concat([magic, size, Buffer.from(id, "hex")]);
const NO_KEY = "00000000-0000-0000-0000-000000000000";
const asBytes = (id: string) => Buffer.from(id.replaceAll("-", ""), "hex");
const asId = (bytes: Buffer) => bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

function header(wrapping: { id: string; key: Buffer }, dataKey: Buffer, id: string, size: number): Buffer {
  const sized = Buffer.alloc(8);
  sized.writeBigUInt64BE(BigInt(size));
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", wrapping.key, iv).setAAD(bound(MAGIC, id, sized));
  return Buffer.concat([
    MAGIC,
    sized,
    asBytes(wrapping.id),
    iv,
    cipher.update(dataKey),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
}

/** The head of a file: its own key, its size, which key wraps it, and where the content begins. */
async function headOf(
  file: fs.FileHandle,
  first: Buffer,
  keys: FileKeys,
  id: string,
): Promise<{ dataKey: Buffer; size: number; length: number; keyId: string | undefined }> {
  const magic = await readExactly(file, MAGIC.length, 0);
  const isFirst = magic.equals(FIRST);
  if (!isFirst && !magic.equals(MAGIC)) throw damaged(id);
  const length = isFirst ? FIRST_HEADER : HEADER;
  const head = await readExactly(file, length, 0);
  const sized = head.subarray(MAGIC.length, MAGIC.length + 8);
  const keyId = isFirst ? undefined : asId(head.subarray(MAGIC.length + 8, MAGIC.length + 8 + KEY_ID));
  const wrapping = keyId === undefined ? first : keys.of(keyId);
  if (!wrapping) throw damaged(id);
  const rest = head.subarray(length - 12 - 32 - TAG);
  const decipher = createDecipheriv("aes-256-gcm", wrapping, rest.subarray(0, 12)).setAAD(bound(magic, id, sized));
  decipher.setAuthTag(rest.subarray(-TAG));
  try {
    const dataKey = Buffer.concat([decipher.update(rest.subarray(12, 44)), decipher.final()]);
    return { dataKey, size: Number(sized.readBigUInt64BE()), length, keyId };
  } catch {
    throw damaged(id);
  }
}

/** Cuts any content into chunks of equal size and says which is the last; nothing at all is one empty chunk. */
async function* inChunks(
  content: Uint8Array | AsyncIterable<Uint8Array>,
): AsyncGenerator<{ bytes: Buffer; last: boolean }> {
  let held: Buffer = Buffer.alloc(0);
  const source = content instanceof Uint8Array ? [content] : content;
  for await (const part of source) {
    held = held.length ? Buffer.concat([held, part]) : Buffer.from(part.buffer, part.byteOffset, part.byteLength);
    let at = 0;
    for (; held.length - at > CHUNK; at += CHUNK) yield { bytes: held.subarray(at, at + CHUNK), last: false };
    // A copy of the rest: a stream may use its buffer again.
    held = Buffer.from(held.subarray(at));
  }
  yield { bytes: held, last: true };
}

async function writeAll(file: fs.FileHandle, bytes: Buffer, position: number) {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    if (bytesWritten === 0) throw Object.assign(new Error("nothing was written"), { code: "ENOSPC" });
    done += bytesWritten;
  }
}

async function readExactly(file: fs.FileHandle, length: number, position: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(bytes, done, length - done, position + done);
    if (bytesRead === 0) throw new Defect("a stored file ends too early");
    done += bytesRead;
  }
  return bytes;
}

const openOrGone = (disk: Disk, path: string) =>
  disk.open(path, "r").catch((error) => {
    throw error.code === "ENOENT" ? notFound("file.gone") : asUnavailable(error);
  });

const damaged = (id: string) => new Defect(`the stored file ${id} is not what was stored, or the key is another`);

/** Makes the folders and syncs their parents, so that a power cut does not lose a file whose folder was new. */
async function makeFolders(disk: Disk, root: string, path: string) {
  const made = await disk.mkdir(path, { recursive: true, mode: 0o700 });
  if (made) for (let at = dirname(path); at.length >= root.length; at = dirname(at)) await syncFolder(disk, at);
}

async function syncFolder(disk: Disk, path: string) {
  // Windows has no folder to sync.
  if (process.platform === "win32") return;
  const folder = await disk.open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Removes what a crash left in the middle of writing; an hour old, so that nobody else's writing is touched. */
async function sweep(disk: Disk, temporary: string) {
  for (const name of await names(disk, temporary)) {
    const path = join(temporary, name);
    const found = await disk.stat(path).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > HOUR) await disk.unlink(path).catch(() => {});
  }
}

const names = (disk: Disk, path: string): Promise<string[]> => disk.readdir(path).catch(() => []);

/** Errors of the disk as what they mean; all others unchanged. */
function asUnavailable(cause: unknown): unknown {
  const code = (cause as NodeJS.ErrnoException).code;
  if (code === "ENOSPC" || code === "EDQUOT" || code === "EFBIG") return new Unavailable("file.store-full", { cause });
  if (typeof code === "string" && /^E[A-Z]+$/.test(code)) return new Unavailable("file.store-failed", { cause });
  return cause;
}
