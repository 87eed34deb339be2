// Personal data at rest: envelope encryption and blind indexes. The master key lives in a file of the installation, the data
// keys in the database, wrapped by it; who has only one of the two has nothing.

import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import pg from "pg";
import { Defect, Refused } from "../errors.ts";
import { isUuid, newId } from "../ids.ts";

export interface Vault {
  /** Encrypts a text for one place; the place (e.g. "people.person:name:<id>") is bound to it, so it cannot be moved. */
  seal(text: string, place: string): Buffer;
  /** @throws Defect when the bytes are not what was sealed for that place. */
  open(sealed: Uint8Array, place: string): string;
  /** A searchable trace of a value, useless without the key. The field's name keeps equal values of two fields apart. */
  blind(field: string, value: string): Buffer;
  /** A key for another use (cookies, tokens, files), derived from the master key by name. */
  derive(name: string): Buffer;
}

const derive = (master: Buffer, name: string): Buffer => Buffer.from(hkdfSync("sha256", master, "pendopo", name, 32));

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

/** What a node needs before it has a database: passwords of the database's roles, from the master key. */
export const rolesOf = (master: Buffer) => ({
  appPassword: derive(master, "database:app").toString("hex"),
  workerPassword: derive(master, "database:worker").toString("hex"),
  suffix: createHash("sha256").update(derive(master, "database:name")).digest("hex").slice(0, 8),
});

function encrypt(key: Buffer, plain: Buffer, place: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(place));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, sealed: Buffer, place: string): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12)).setAAD(Buffer.from(place));
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
}

/**
 * Opens the vault on a migrated database: checks that this master key belongs to it, and unwraps the data keys.
 * On an empty database it makes them. `url` is the owner's connection.
 */
export async function openVault(url: string, master: Buffer): Promise<Vault> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("begin; select pg_advisory_xact_lock(736504)");
    const check = createHash("sha256").update(derive(master, "check")).digest("hex");
    const {
      rows: [known],
    } = await client.query("select value from kernel.setting where name = 'key-check'");
    if (known && known.value !== check) throw new Refused("error.wrong-key-file");
    if (!known)
      await client.query("insert into kernel.setting (name, value) values ('key-check', $1)", [JSON.stringify(check)]);
    const wrapping = derive(master, "wrap");
    const { rows } = await client.query<{ id: string; purpose: string; wrapped: Buffer }>(
      "select id, purpose, wrapped from kernel.data_key order by created_at",
    );
    for (const purpose of ["data", "index"]) {
      if (rows.some((row) => row.purpose === purpose)) continue;
      const id = newId();
      const wrapped = encrypt(wrapping, randomBytes(32), `data_key:${id}`);
      await client.query("insert into kernel.data_key (id, purpose, wrapped, created_at) values ($1, $2, $3, now())", [
        id,
        purpose,
        wrapped,
      ]);
      rows.push({ id, purpose, wrapped });
    }
    await client.query("commit");
    const keys = new Map(
      rows.map((row) => [row.id, { purpose: row.purpose, key: decrypt(wrapping, row.wrapped, `data_key:${row.id}`) }]),
    );
    return vaultOf(master, keys);
  } finally {
    await client.end().catch(() => {});
  }
}

function vaultOf(master: Buffer, keys: Map<string, { purpose: string; key: Buffer }>): Vault {
  const newest = (purpose: string) => {
    const found = [...keys].filter(([, value]) => value.purpose === purpose).at(-1);
    if (!found) throw new Defect(`no ${purpose} key`);
    return { id: found[0], key: found[1].key };
  };
  const data = newest("data");
  const index = newest("index");
  const head = Buffer.from(data.id.replaceAll("-", ""), "hex");
  return {
    seal: (text, place) => Buffer.concat([Buffer.from([1]), head, encrypt(data.key, Buffer.from(text, "utf8"), place)]),
    open: (bytes, place) => {
      const sealed = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const hex = sealed.subarray(1, 17).toString("hex");
      const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
      const key = sealed[0] === 1 && isUuid(id) ? keys.get(id)?.key : undefined;
      if (!key) throw new Defect("sealed by a key that this vault does not hold");
      try {
        return decrypt(key, sealed.subarray(17), place).toString("utf8");
      } catch (cause) {
        throw new Defect(`not what was sealed for ${place}`, { cause });
      }
    },
    blind: (field, value) => createHmac("sha256", index.key).update(`${field}\0${value}`).digest().subarray(0, 24),
    derive: (name) => derive(master, `use:${name}`),
  };
}

/** Compares two secrets without telling how far they agree. */
export const sameSecret = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b);
