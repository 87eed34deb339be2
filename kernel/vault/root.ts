// The root secret: what passwords of database roles, names of files, form tokens and seals of backups are derived from. It stays
// the same when the master key changes. Where the master key is a file that was never changed, the file's key is the root.

import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import pg from "pg";
import type { Config } from "../config.ts";
import { Refused } from "../errors.ts";
import { newId } from "../ids.ts";
import { deriveKey, proofOf, sameSecret } from "./cipher.ts";
import { type KeyHolder, openHolder } from "./holder.ts";

/** The root secret wrapped by each holder that may open it. */
export type RootRecord = { id: string; proof: string; wraps: Record<string, string> };
export type Keys = { holder: KeyHolder; identity: string; root: Buffer; record?: RootRecord };

/** Where the record lies when the database comes with the program: its owner's password is needed before any row can be read. */
export const rootFile = (config: Pick<Config, "folder">): string => `${config.folder}/keys/root.json`;

/** What a node needs before it has a database: the holder that its settings name, and the root secret. */
export async function openKeys(config: Config, holder: KeyHolder = openHolder(config)): Promise<Keys> {
  const identity = await holder.identity();
  const record = config.DATABASE_URL ? await recordInDatabase(config.DATABASE_URL) : recordInFile(rootFile(config));
  if (record) return { holder, identity, root: await unwrapRoot(holder, record), record };
  if (holder.master) return { holder, identity, root: holder.master };
  const made = await wrapRoot(randomBytes(32), holder);
  // With a database of one's own the record becomes a row of it as soon as the tables are there.
  if (!config.DATABASE_URL) writeRootFile(rootFile(config), made);
  return { holder, identity, root: await unwrapRoot(holder, made), record: made };
}

/** @throws Refused when this holder never wrapped it, or what it gives is not the root. */
export async function unwrapRoot(holder: KeyHolder, record: RootRecord): Promise<Buffer> {
  const wrapped = record.wraps[await holder.identity()];
  if (!wrapped) throw wrongHolder(holder);
  const root = await holder.unwrap(Buffer.from(wrapped, "hex"), record.id);
  if (!sameSecret(proofOf(root, record.id), Buffer.from(record.proof, "hex"))) throw wrongAnswer(holder);
  return root;
}

export async function wrapRoot(root: Buffer, holder: KeyHolder): Promise<RootRecord> {
  const id = newId();
  const wraps = { [await holder.identity()]: (await holder.wrap(root, id)).toString("hex") };
  return { id, proof: proofOf(root, id).toString("hex"), wraps };
}

export const wrongHolder = (holder: KeyHolder): Refused =>
  holder.kind === "file"
    ? new Refused("error.wrong-key-file")
    : new Refused("key.wrong-holder", { params: { where: holder.where } });
export const wrongAnswer = (holder: KeyHolder): Refused =>
  new Refused("key.wrong-answer", { params: { where: holder.where } });

/** Written beside and renamed, so that a cut never leaves half a record. */
export function writeRootFile(file: string, record: RootRecord): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.new`, `${JSON.stringify(record)}\n`, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}

const recordInFile = (file: string): RootRecord | undefined =>
  existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as RootRecord) : undefined;

async function recordInDatabase(ownerUrl: string): Promise<RootRecord | undefined> {
  const client = new pg.Client({ connectionString: ownerUrl });
  client.on("error", () => {});
  await client.connect();
  try {
    const { rows: there } = await client.query("select to_regclass('kernel.data_key_wrap') is not null as made");
    return there[0].made ? await readRootRecord(client) : undefined;
  } finally {
    await client.end().catch(() => {});
  }
}

/** The record as rows of the database hold it. */
export async function readRootRecord(client: pg.Client): Promise<RootRecord | undefined> {
  const { rows } = await client.query<RootRecord>(
    `select k.id, encode(k.proof, 'hex') as proof, json_object_agg(w.holder, encode(w.wrapped, 'hex')) as wraps
       from kernel.data_key k join kernel.data_key_wrap w on w.key_id = k.id where k.purpose = 'root' group by k.id`,
  );
  return rows[0];
}

/** What a node needs before it has a database: names and passwords of the database's roles, from the root secret. */
export const rolesOf = (root: Buffer) => ({
  appPassword: deriveKey(root, "database:app").toString("hex"),
  workerPassword: deriveKey(root, "database:worker").toString("hex"),
  suffix: createHash("sha256").update(deriveKey(root, "database:name")).digest("hex").slice(0, 8),
});
