// Opens an installation: settings, key, database, migrations, vault, files; what every command of the operator begins with.

import { existsSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { calendarWords } from "../kernel/calendar/words.ts";
import { systemTime, type TimeSource } from "../kernel/clock.ts";
import type { Config } from "../kernel/config.ts";
import { openDatabase } from "../kernel/db/database.ts";
import { type Embedded, hasEmbedded, startEmbedded } from "../kernel/db/embedded.ts";
import { type MigrationFolder, migrate } from "../kernel/db/migrate.ts";
import { words as databaseWords } from "../kernel/db/words.ts";
import { documentWords } from "../kernel/documents/words.ts";
import { Refused } from "../kernel/errors.ts";
import { openFileStore } from "../kernel/files/store.ts";
import { words as fileWords } from "../kernel/files/words.ts";
import type { Capability, Hall } from "../kernel/hall.ts";
import { makeLog } from "../kernel/telemetry.ts";
import { type Keys, openKeys, rolesOf } from "../kernel/vault/root.ts";
import { type OpenVault, openVault } from "../kernel/vault/vault.ts";
import { watchKeys } from "../kernel/vault/watch.ts";
import { words as vaultWords } from "../kernel/vault/words.ts";
import { words as webWords } from "../kernel/web/words.ts";
import { type Dictionary, type Locale, translator, type Words } from "../kernel/words/words.ts";
import { words as kernelWords } from "../kernel/words.ts";
import { capabilities as all } from "./capabilities.ts";
import { heldByAnother } from "./running.ts";
import { words as commandWords } from "./words.ts";

export type OpenOptions = {
  tell?: (text: string) => void;
  time?: TimeSource;
  capabilities?: readonly Capability[];
  /** Leaves the database as it is: for commands that must not migrate (doctor, restore). */
  migrate?: boolean;
};

export type OpenHall = Hall & {
  close(): Promise<void>;
  readonly embedded?: Embedded;
  readonly applied: string[];
  readonly vault: OpenVault;
  readonly keys: Keys;
};

export const migrationFolders = (capabilities: readonly Capability[]): MigrationFolder[] => [
  { area: "kernel", folder: fileURLToPath(new URL("../kernel/migrations", import.meta.url)) },
  ...capabilities.flatMap((each) => (each.migrations ? [{ area: each.name, folder: each.migrations }] : [])),
];

/** The dictionaries of the kernel and of all capabilities, one reader a language. */
export function allWords(capabilities: readonly Capability[]): (locale: Locale) => Words {
  const dictionaries: Dictionary[] = [
    kernelWords,
    databaseWords,
    commandWords,
    webWords,
    calendarWords,
    documentWords,
    fileWords,
    vaultWords,
    ...capabilities.flatMap((each) => (each.words ? [each.words] : [])),
  ];
  const readers = { id: translator("id", ...dictionaries), en: translator("en", ...dictionaries) };
  return (locale) => readers[locale];
}

/** The address given for a role, or the owner's; with the role's own name and password unless the address names a user itself. */
function connectAs(given: string | undefined, ownerUrl: string, user: string, password: string): string {
  if (given !== undefined && /^\w+:\/\/[^/]+@/.test(given)) return given;
  return (given ?? ownerUrl).replace(/^(postgres(?:ql)?:\/\/)(?:[^@/]*@)?/, `$1${user}:${password}@`);
}

export async function openHall(config: Config, options: OpenOptions = {}): Promise<OpenHall> {
  const tell = options.tell ?? (() => {});
  const capabilities = options.capabilities ?? all;
  mkdirSync(config.folder, { recursive: true });
  // A key that is made now would open nothing of what is there; and who finds a fresh key in its place stops looking for the lost one.
  const byFile = !config.PENDOPO_KMS_URL && !config.PENDOPO_KEY_COMMAND;
  if (byFile && !config.DATABASE_URL && !existsSync(config.keyFile) && hasEmbedded(config.folder))
    throw new Refused("error.key-file-missing", { params: { file: config.keyFile } });
  const keys = await openKeys(config);
  const roles = rolesOf(keys.root);
  let embedded: Embedded | undefined;
  let ownerUrl = config.DATABASE_URL;
  if (!ownerUrl) {
    embedded = await startEmbedded(config.folder, roles.appPassword.slice(0, 32), tell);
    ownerUrl = embedded.url;
  }
  try {
    const applied =
      options.migrate === false
        ? []
        : await migrate(ownerUrl, migrationFolders(capabilities), roles, (name) => tell(`migrasi ${name}`));
    const vault = await openVault(ownerUrl, keys);
    const db = openDatabase({
      connectionString: connectAs(config.DATABASE_APP_URL, ownerUrl, `pendopo_app_${roles.suffix}`, roles.appPassword),
      workerConnectionString: connectAs(
        config.DATABASE_WORKER_URL,
        ownerUrl,
        `pendopo_worker_${roles.suffix}`,
        roles.workerPassword,
      ),
      time: options.time,
      max: config.PENDOPO_POOL,
      prepared: config.PENDOPO_PREPARED,
    });
    const words = allWords(capabilities);
    const watching = watchKeys(db, vault);
    return {
      config,
      db,
      vault,
      keys,
      capabilities,
      words,
      ownerUrl,
      embedded,
      applied,
      files: openFileStore(`${config.folder}/files`, vault.derive("files"), { keys: vault.fileKeys }),
      time: options.time ?? systemTime,
      log: makeLog(config),
      url: (config.PENDOPO_URL ?? `http://localhost:${config.PORT}`).replace(/\/$/, ""),
      close: async () => {
        watching.stop();
        await db.close();
        // A command that started the database leaves it to a server that began meanwhile.
        if (embedded?.started && !heldByAnother(config.folder)) await embedded.stop();
      },
    };
  } catch (error) {
    if (embedded?.started) await embedded.stop();
    throw error;
  }
}
