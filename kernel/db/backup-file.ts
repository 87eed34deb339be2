// The container of a backup: a tar packed with Zstandard, so that an operator can look into it with the tools of any Linux.
//
//   head.json                          what this is: format, program, migrations, tables with their columns
//   key/master.key                     only when asked for
//   tables/<schema>.<table>/000001     rows in PostgreSQL's COPY text, in parts of at most eight megabytes
//   files/<id>                         uploaded files, encrypted as they lie in the store
//   tail.json                          counts, and a seal over every name, size and content before it
//
// The seal is made with the installation's key: a backup that was cut off or altered has none that fits, even if whoever
// altered it counted all hashes again.

import { createHash, createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createZstdCompress, createZstdDecompress } from "node:zlib";
import { extract, pack } from "tar-stream";
import { Refused } from "../errors.ts";
import type { RootRecord } from "../vault/root.ts";

export const FORMAT = 1;

// The last sixteen bytes: a frame that Zstandard's own tools skip. A file that lost even its last byte does not end in it.
const END = Buffer.concat([Buffer.from([0x50, 0x2a, 0x4d, 0x18, 8, 0, 0, 0]), Buffer.from("PENDOPO1")]);

export type TableShape = { name: string; columns: string[] };
export type Head = {
  format: number;
  program: string;
  /** When the snapshot was taken, by the program's clock. */
  at: string;
  postgres: string;
  /** Tells the right key from a wrong one, and nothing else. */
  keyCheck: string;
  /** The root secret, wrapped by whoever holds the master key; left out where the key file is the root itself. */
  root?: RootRecord;
  migrations: { area: string; name: string; hash: string }[];
  schemas: string[];
  tables: TableShape[];
  partitions: { name: string; of: string; bound: string }[];
  sequences: { name: string; value: number | null }[];
};
export type Tail = { entries: number; rows: Record<string, number>; files: number; seal: string };

export const keyCheckOf = (master: Buffer): string =>
  createHash("sha256")
    .update(Buffer.from(hkdfSync("sha256", master, "pendopo", "backup:check", 32)))
    .digest("hex");
const sealingKey = (master: Buffer): Buffer => Buffer.from(hkdfSync("sha256", master, "pendopo", "backup:seal", 32));

/** Gathers name, size and content of every part in order; its result is what the tail seals. */
class Ledger {
  readonly #hmac;
  entries = 0;
  constructor(master: Buffer) {
    this.#hmac = createHmac("sha256", sealingKey(master));
  }
  add(name: string, size: number, content: Buffer): void {
    this.entries++;
    this.#hmac.update(`${JSON.stringify([name, size])}\n`).update(content);
  }
  /** The seal over everything so far and the tail's own counts. */
  seal(tail: Omit<Tail, "seal">): string {
    return this.#hmac.update(JSON.stringify(tail)).digest("hex");
  }
}

export type BackupWriter = {
  put(name: string, content: Buffer): Promise<void>;
  putFile(name: string, path: string): Promise<void>;
  /** Seals and closes; only now does the file stand under its name. Gives its size in bytes. */
  finish(counts: { rows: Record<string, number>; files: number }): Promise<number>;
  abandon(): Promise<void>;
};

/** Begins a backup's file. It is written beside its place and takes its name only when it is whole and on the disk. */
export async function createBackup(file: string, master: Buffer): Promise<BackupWriter> {
  const half = `${file}.partial`;
  const tar = pack();
  const ledger = new Ledger(master);
  const written = pipeline(tar, createZstdCompress(), createWriteStream(half, { mode: 0o600, flags: "w" }));
  // The packer calls back only when what was written before has been taken, so memory stays small whatever the size of a
  // table. A full disk ends the pipeline; whoever waits for room in it must hear of it.
  let failed: unknown;
  let tellWaiting: (error: unknown) => void = () => {};
  written.catch((error) => {
    failed = error;
    tellWaiting(error);
  });
  const put = (name: string, content: Buffer) =>
    new Promise<void>((resolve, reject) => {
      if (failed) return reject(failed);
      tellWaiting = reject;
      ledger.add(name, content.length, content);
      tar.entry({ name, size: content.length, mode: 0o600, mtime: new Date(0) }, content, (error) =>
        error ? reject(error) : resolve(),
      );
    });
  return {
    put,
    putFile: async (name, path) => {
      // Files are at most what a person may upload (some megabytes), and encrypted: read whole, sealed as they lie.
      const handle = await open(path);
      try {
        await put(name, await handle.readFile());
      } finally {
        await handle.close();
      }
    },
    finish: async ({ rows, files }) => {
      const tail = { entries: ledger.entries, rows, files };
      const content = Buffer.from(JSON.stringify({ ...tail, seal: ledger.seal(tail) }));
      tar.entry({ name: "tail.json", size: content.length, mode: 0o600, mtime: new Date(0) }, content);
      tar.finalize();
      await written;
      const handle = await open(half, "a");
      await handle.appendFile(END);
      await handle.sync();
      const { size } = await handle.stat();
      await handle.close();
      await rename(half, file);
      return size;
    },
    abandon: async () => {
      tar.destroy();
      await written.catch(() => {});
      // What is to be told is why the backup failed, not that its rest could not be removed.
      await rm(half, { force: true }).catch(() => {});
    },
  };
}

export type Part = { name: string; content: Buffer };

/** The parts of a backup, one after the other. @throws Refused "backup.broken" when it is no backup or is cut off. */
export async function* partsOf(file: string): AsyncGenerator<Part> {
  const length = await wholeLength(file);
  const entries = extract();
  const reading = pipeline(createReadStream(file, { end: length - 1 }), createZstdDecompress(), entries);
  reading.catch(() => {});
  try {
    for await (const entry of entries) {
      const pieces: Buffer[] = [];
      for await (const piece of entry) pieces.push(piece as Buffer);
      yield { name: entry.header.name, content: Buffer.concat(pieces) };
    }
    await reading;
  } catch (cause) {
    if (cause instanceof Refused) throw cause;
    throw new Refused("backup.broken", { params: { file } });
  }
}

/** How many bytes stand before the end mark. */
async function wholeLength(file: string): Promise<number> {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    throw error.code === "ENOENT" ? new Refused("backup.no-file", { params: { file } }) : error;
  });
  try {
    const { size } = await handle.stat();
    const last = Buffer.alloc(END.length);
    if (size <= END.length) return broken(file);
    await handle.read(last, 0, END.length, size - END.length);
    return last.equals(END) ? size - END.length : broken(file);
  } finally {
    await handle.close();
  }
}

/** Only the head, and the key when the backup carries one: enough to tell what it is, before trusting anything in it. */
export async function readHead(file: string): Promise<{ head: Head; key?: string }> {
  let head: Head | undefined;
  for await (const { name, content } of partsOf(file)) {
    if (name === "head.json" && !head) head = parseHead(content, file);
    else
      return {
        head: head ?? broken(file),
        key: name === "key/master.key" ? content.toString("utf8").trim() : undefined,
      };
  }
  return { head: head ?? broken(file) };
}

/**
 * Reads the whole backup and compares it with its seal, changing nothing.
 * @throws Refused "backup.wrong-key" or "backup.broken"
 */
export async function verifyBackup(
  file: string,
  master: Buffer,
  tell: (bytes: number) => void = () => {},
): Promise<{ head: Head; tail: Tail }> {
  const ledger = new Ledger(master);
  let head: Head | undefined;
  let tail: Tail | undefined;
  let bytes = 0;
  for await (const { name, content } of partsOf(file)) {
    if (tail) broken(file);
    if (!head) {
      if (name !== "head.json") broken(file);
      head = parseHead(content, file);
      if (head.keyCheck !== keyCheckOf(master)) throw new Refused("backup.wrong-key");
    }
    if (name === "tail.json") tail = JSON.parse(content.toString("utf8")) as Tail;
    else ledger.add(name, content.length, content);
    bytes += content.length;
    tell(bytes);
  }
  if (!head || !tail) return broken(file);
  const { seal, ...counts } = tail;
  const ours = Buffer.from(ledger.seal({ entries: ledger.entries, rows: counts.rows, files: counts.files }), "hex");
  const theirs = Buffer.from(String(seal), "hex");
  if (counts.entries !== ledger.entries || ours.length !== theirs.length || !timingSafeEqual(ours, theirs))
    broken(file);
  return { head, tail };
}

function parseHead(content: Buffer, file: string): Head {
  let head: Head;
  try {
    head = JSON.parse(content.toString("utf8")) as Head;
  } catch {
    return broken(file);
  }
  if (typeof head.format !== "number" || !Array.isArray(head.tables)) return broken(file);
  if (head.format > FORMAT) throw new Refused("backup.newer-format", { params: { program: head.program } });
  return head;
}

function broken(file: string): never {
  throw new Refused("backup.broken", { params: { file } });
}
