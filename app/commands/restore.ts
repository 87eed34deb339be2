import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { verifyAudit } from "../../kernel/audit/verify.ts";
import { type Config, readConfig } from "../../kernel/config.ts";
import { keyCheckOf, readHead } from "../../kernel/db/backup-file.ts";
import { startEmbedded } from "../../kernel/db/embedded.ts";
import { restore } from "../../kernel/db/restore.ts";
import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import { Refused } from "../../kernel/errors.ts";
import { holderOf, type KeyHolder, masterKey, openHolder } from "../../kernel/vault/holder.ts";
import { rolesOf, rootFile, unwrapRoot, writeRootFile } from "../../kernel/vault/root.ts";
import { capabilities } from "../capabilities.ts";
import { migrationFolders, openHall } from "../open-hall.ts";
import { readArguments } from "./arguments.ts";
import { auditText } from "./audit.ts";
import { commandWords, counter, teller } from "./say.ts";

/** `restore <file> [--into <folder or address>] [--key <file>]`: into something empty, then brought to this program and verified. */
export async function restoreCommand(args: string[]): Promise<number> {
  const { values, given } = readArguments(args, { into: { type: "string" }, key: { type: "string" } }, ["file"]);
  const file = resolve(given[0] as string);
  const t = commandWords();
  const tell = teller();
  const into = values.into;
  const address = into !== undefined && /^postgres(ql)?:/.test(into);
  const config = readConfig({
    ...process.env,
    ...(into === undefined
      ? {}
      : address
        ? { DATABASE_URL: into }
        : { DATABASE_URL: undefined, PENDOPO_DATA: into, PENDOPO_KEY_FILE: undefined }),
  });
  const { head, key } = await readHead(file);
  const holder = takeKey(config, key, values.key);
  const master = head.root ? await unwrapRoot(holder, head.root) : holder.master;
  if (!master || keyCheckOf(master) !== head.keyCheck) throw new Refused("backup.wrong-key");
  // An embedded database that serves somebody is not empty, and starting one where it was would only find that out later.
  if (!config.DATABASE_URL && existsSync(`${config.folder}/pg`) && readdirSync(`${config.folder}/pg`).length > 0)
    throw new Refused("restore.not-empty", { params: { names: config.folder } });

  const roles = rolesOf(master);
  const embedded = config.DATABASE_URL
    ? undefined
    : await startEmbedded(config.folder, roles.appPassword.slice(0, 32), tell);
  const line = counter();
  try {
    const report = await restore(file, {
      ownerUrl: config.DATABASE_URL ?? (embedded?.url as string),
      filesFolder: `${config.folder}/files`,
      master,
      roles,
      folders: migrationFolders(capabilities),
      tell: ({ step, table, count }) => {
        if (step === "verify" || step === "tables") tell(t(`restore.${step}`));
        else line.tell(step === "files" ? t("backup.files", { count }) : t("restore.rows", { table }));
      },
    });
    line.done();
    if (head.root && !config.DATABASE_URL) writeRootFile(rootFile(config), head.root);
    if (holder.master && !existsSync(config.keyFile)) {
      mkdirSync(dirname(config.keyFile), { recursive: true, mode: 0o700 });
      writeFileSync(config.keyFile, `${holder.master.toString("hex")}\n`, { mode: 0o600, flag: "wx" });
      console.log(t("restore.key-kept", { file: config.keyFile }));
    }
    tell(t("restore.migrating"));
    const hall = await openHall(config, { tell });
    try {
      console.log(
        t("restore.done", {
          at: head.at,
          program: head.program,
          rows: report.rows,
          files: report.files,
          applied: hall.applied.length,
        }),
      );
      tell(t("restore.auditing"));
      const verified = await verifyAudit(hall);
      console.log(auditText(t, verified));
      if (into !== undefined) {
        const kind = await hall.db.read(worker, (tx) =>
          tx.maybe<{ value: { demo: boolean } }>(sql`select value from kernel.setting where name = 'installation'`),
        );
        const where = address ? "DATABASE_URL=…" : `PENDOPO_DATA=${into}`;
        console.log(
          t("restore.start-hint", { command: `${where} npx pendopo start${kind?.value.demo ? " --demo" : ""}` }),
        );
      }
      return verified.faults.length === 0 ? 0 : 1;
    } finally {
      await hall.close();
    }
  } finally {
    line.done();
    if (embedded?.started) await embedded.stop();
  }
}

/** The key: given by name, or with the service or command that the settings name, or lying where the installation keeps it, or carried by the backup. Never a new one. */
function takeKey(config: Config, carried: string | undefined, given: string | undefined): KeyHolder {
  if (given !== undefined) {
    if (!existsSync(given)) throw new Refused("backup.no-file", { params: { file: given } });
    return holderOf(masterKey(resolve(given)), given);
  }
  if (config.PENDOPO_KMS_URL || config.PENDOPO_KEY_COMMAND || existsSync(config.keyFile)) return openHolder(config);
  if (carried !== undefined && /^[0-9a-f]{64}$/.test(carried))
    return holderOf(Buffer.from(carried, "hex"), config.keyFile);
  throw new Refused("backup.key-missing", { params: { file: config.keyFile } });
}
