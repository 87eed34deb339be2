// Personal data at rest: envelope encryption and blind indexes. The master key is with its holder (a file, a key service, a
// hardware module), the data keys in the database, wrapped by it; who has only one of the two has nothing. Keys follow one another
// while the program works: whatever is sealed names its key, and a new key is announced to every node before it is used.

import { createHmac } from "node:crypto";
import { Defect, Unavailable } from "../errors.ts";
import { decrypt, deriveKey, encrypt } from "./cipher.ts";
import { type DataKey, inTurn, type Purpose, readKeys, settleKeys } from "./data-keys.ts";
import type { Keys } from "./root.ts";

export { sameSecret } from "./cipher.ts";
export { masterKey } from "./holder.ts";
export { rolesOf } from "./root.ts";

export interface Vault {
  /** Encrypts a text for one place; the place (e.g. "people.person:name:<id>") is bound to it, so it cannot be moved. */
  seal(text: string, place: string): Buffer;
  /** @throws Defect when the bytes are not what was sealed for that place. */
  open(sealed: Uint8Array, place: string): string;
  /** A searchable trace of a value, useless without the key, for writing. The field's name keeps equal values of two fields apart. */
  blind(field: string, value: string): Buffer;
  /** Every trace under which a value may be kept, for looking: two while the index key changes. @example = any(${vault.blinds("person:nik", nik)}) */
  blinds(field: string, value: string): Buffer[];
  /** A key for another use (cookies, tokens, files), derived from the root secret by name. */
  derive(name: string): Buffer;
  readonly fileKeys: FileKeys;
}

/** The keys that wrap the keys of stored files. */
export type FileKeys = { current(): { id: string; key: Buffer }; of(id: string): Buffer | undefined };

/** The vault as those who change keys see it. */
export interface OpenVault extends Vault {
  /** Reads the keys again; a node does when it hears that they have changed. */
  refresh(): Promise<void>;
  /** The key that is written with now. */
  current(purpose: Purpose): { id: string; key: Buffer };
  /** What a kept trace becomes under the newest index key; undefined when it is already. */
  reblind(kept: Uint8Array): Buffer | undefined;
  /** How many index keys are in use for writing. */
  readonly indexGeneration: number;
  /** Milliseconds until the newest key is written with; nought when all are. */
  newestIn(): number;
  /** Whether something may still lie under a key that was followed by another. */
  readonly isChanging: boolean;
}

/**
 * Looks under each trace until something is found: while an index key changes, a row lies under the old or the new one.
 * @example await underAny(vault.blinds("person:nik", nik), (trace) => personByTrace(tx, trace))
 */
export async function underAny<T>(
  traces: readonly Buffer[],
  look: (trace: Buffer) => Promise<T | undefined>,
): Promise<T | undefined> {
  for (const trace of traces) {
    const found = await look(trace);
    if (found) return found;
  }
  return undefined;
}

const HEAD = 17;
const TRACE = 24;
const READ_AGAIN_MS = 2000;

/** The id of the key that sealed it. */
export const sealedBy = (sealed: Uint8Array): string =>
  Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
    .subarray(1, HEAD)
    .toString("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

/**
 * Opens the vault on a migrated database: checks that these keys belong to it, and unwraps the data keys. On an empty database it
 * makes them. `url` is the owner's connection.
 */
export async function openVault(url: string, keys: Keys): Promise<OpenVault> {
  const read = (settle: boolean) =>
    inTurn(url, async (client) => {
      if (settle) await settleKeys(client, keys);
      return { all: await readKeys(client, keys), at: performance.now() };
    });
  return vaultOf(keys.root, await read(true), () => read(false));
}

type Ring = { all: DataKey[]; at: number };

export function vaultOf(root: Buffer, first: Ring, again: () => Promise<Ring>): OpenVault {
  let ring = first;
  let byId = new Map(first.all.map((each) => [each.id, each]));
  let reading: Promise<void> | undefined;
  const refresh = () => {
    reading ??= again()
      .then((read) => {
        ring = read;
        byId = new Map(read.all.map((each) => [each.id, each]));
      })
      .finally(() => {
        reading = undefined;
      });
    return reading;
  };
  /** Those of a purpose that are written with by now, the newest last. */
  const inUse = (purpose: Purpose) => {
    const passed = performance.now() - ring.at;
    return ring.all.filter((each) => each.purpose === purpose && each.writesIn <= passed);
  };
  const current = (purpose: Purpose) => {
    const newest = inUse(purpose).at(-1);
    if (!newest) throw new Defect(`no ${purpose} key`);
    return newest;
  };
  const mac = (key: Buffer, content: string | Uint8Array) =>
    createHmac("sha256", key).update(content).digest().subarray(0, TRACE);
  // Each index key is laid over those before it: a kept trace comes under a new key without anybody knowing its value. From the
  // second on, a trace ends in how many keys lie over it.
  const marked = (trace: Buffer, generation: number) =>
    generation === 1 ? trace : Buffer.concat([trace, Buffer.from([generation])]);
  const generationOf = (kept: Uint8Array) => (kept.length > TRACE ? (kept[TRACE] as number) : 1);
  const trace = (field: string, value: string, keys: DataKey[]) => {
    let made = mac(keys[0]?.key as Buffer, `${field}\0${value}`);
    for (const { key } of keys.slice(1)) made = mac(key, made);
    return marked(made, keys.length);
  };
  return {
    seal: (text, place) => {
      const { id, key } = current("data");
      const head = Buffer.from(`01${id.replaceAll("-", "")}`, "hex");
      return Buffer.concat([head, encrypt(key, Buffer.from(text, "utf8"), place)]);
    },
    open: (bytes, place) => {
      const sealed = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      if (sealed[0] !== 1 || sealed.length < HEAD + 28) throw new Defect(`not what was sealed for ${place}`);
      const key = byId.get(sealedBy(sealed))?.key;
      if (!key) {
        const strange = new Defect("sealed by a key that this vault does not hold");
        // What a stranger made up names no key either: keys that were read just now are not read again for it.
        if (performance.now() - ring.at < READ_AGAIN_MS) throw strange;
        // Another node may write with a key that this one has yet to read; asked again, it will have.
        void refresh().catch(() => {});
        throw new Unavailable("key.not-here", { cause: strange });
      }
      try {
        return decrypt(key, sealed.subarray(HEAD), place).toString("utf8");
      } catch (cause) {
        throw new Defect(`not what was sealed for ${place}`, { cause });
      }
    },
    blind: (field, value) => trace(field, value, inUse("index")),
    blinds: (field, value) => {
      const all = ring.all.filter((each) => each.purpose === "index");
      // What is kept may be behind the newest key until all of it has come under it, and ahead of it on another node.
      const settled = all.findLastIndex((each) => each.isRetired) + 1;
      return all.slice(settled).map((_, i) => trace(field, value, all.slice(0, settled + i + 1)));
    },
    reblind: (kept) => {
      const keys = inUse("index");
      const from = generationOf(kept);
      if (from >= keys.length) return undefined;
      let made = Buffer.from(kept.subarray(0, TRACE));
      for (const { key } of keys.slice(from)) made = mac(key, made);
      return marked(made, keys.length);
    },
    derive: (name) => deriveKey(root, `use:${name}`),
    fileKeys: { current: () => current("file"), of: (id) => byId.get(id)?.key },
    refresh,
    current,
    get indexGeneration() {
      return inUse("index").length;
    },
    newestIn: () => Math.max(0, ...ring.all.map((each) => each.writesIn - (performance.now() - ring.at))),
    get isChanging() {
      return (["data", "index"] as const).some(
        (purpose) => inUse(purpose).filter((each) => !each.isRetired).length > 1,
      );
    },
  };
}
