// Who holds the master key. Everything else in the vault is wrapped by it and by nothing else, so changing who holds it means
// wrapping some dozens of keys again, never the data.

import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Config } from "../config.ts";
import { Refused } from "../errors.ts";
import { decrypt, deriveKey, encrypt, fingerprint } from "./cipher.ts";
import { commandHolder } from "./command-holder.ts";
import { transitHolder } from "./transit-holder.ts";

export interface KeyHolder {
  readonly kind: "file" | "service" | "command";
  /** Where it is, as an operator knows it: in messages. */
  readonly where: string;
  /** Tells this holder's key from another's; stands beside what it wrapped. */
  identity(): Promise<string>;
  /** Wraps one of the vault's keys; `id` says which, and is bound to it where the holder can. */
  wrap(key: Buffer, id: string): Promise<Buffer>;
  /** @throws Refused when it cannot: the wrong key, or a holder that does not answer. */
  unwrap(wrapped: Buffer, id: string): Promise<Buffer>;
  /** Wraps again under the holder's own newest key without showing what is in it; where the holder has versions of its key. */
  rewrap?(wrapped: Buffer, id: string): Promise<Buffer>;
  /** The master key itself, where it is a file's: the only holder that can show it. */
  readonly master?: Buffer;
}

type KeySettings = Pick<
  Config,
  "keyFile" | "PENDOPO_KMS_URL" | "PENDOPO_KMS_KEY" | "PENDOPO_KMS_TOKEN_FILE" | "PENDOPO_KEY_COMMAND"
>;

/** The holder that the settings name: an outside key service, a command, or else the key file. */
export function openHolder(config: KeySettings): KeyHolder {
  if (config.PENDOPO_KMS_URL && config.PENDOPO_KEY_COMMAND) throw new Refused("key.two-holders");
  if (config.PENDOPO_KMS_URL) {
    if (!config.PENDOPO_KMS_TOKEN_FILE) throw new Refused("key.no-token-file");
    return transitHolder({
      url: config.PENDOPO_KMS_URL,
      key: config.PENDOPO_KMS_KEY,
      tokenFile: config.PENDOPO_KMS_TOKEN_FILE,
    });
  }
  if (config.PENDOPO_KEY_COMMAND) return commandHolder(config.PENDOPO_KEY_COMMAND);
  return fileHolder(config.keyFile);
}

/** Reads the master key, or makes it on the first start. @throws Refused when the file is not a key. */
export function masterKey(file: string): Buffer {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600, flag: "wx" });
    chmodSync(file, 0o600);
  }
  const text = readFileSync(file, "utf8").trim();
  if (!/^[0-9a-f]{64}$/.test(text)) throw new Refused("error.key-file-is-not-a-key", { params: { file } });
  return Buffer.from(text, "hex");
}

/** The master key in a file of the installation. */
export const fileHolder = (file: string): KeyHolder => holderOf(masterKey(file), file);

/** The holder of a master key at hand, e.g. one that a backup carries. */
export function holderOf(master: Buffer, where: string): KeyHolder {
  const wrapping = deriveKey(master, "wrap");
  return {
    kind: "file",
    where,
    master,
    identity: async () => fingerprint(master),
    wrap: async (key, id) => encrypt(wrapping, key, `data_key:${id}`),
    unwrap: async (wrapped, id) => {
      try {
        return decrypt(wrapping, wrapped, `data_key:${id}`);
      } catch {
        throw new Refused("error.wrong-key-file");
      }
    },
  };
}
