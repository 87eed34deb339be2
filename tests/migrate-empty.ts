import { capabilities } from "../app/capabilities.ts";
import { migrationFolders } from "../app/open-hall.ts";
import { migrate } from "../kernel/db/migrate.ts";
import { masterKey, rolesOf } from "../kernel/vault/vault.ts";
import { findCluster } from "./cluster.ts";

/** Runs every migration on an empty database, and nothing else. */
export async function migrateEmpty(url: string): Promise<string[]> {
  const { keyFile } = await findCluster();
  const master = masterKey(keyFile);
  return migrate(url, migrationFolders(capabilities), rolesOf(master));
}
