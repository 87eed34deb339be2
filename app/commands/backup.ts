import { resolve } from "node:path";
import { readConfig } from "../../kernel/config.ts";
import { backup } from "../../kernel/db/backup.ts";
import { Refused } from "../../kernel/errors.ts";
import { openHall } from "../open-hall.ts";
import { version } from "../version.ts";
import { readArguments } from "./arguments.ts";
import { commandWords, counter, sizeText, teller } from "./say.ts";

/** `backup <file> [--with-key]`: while the server works, or while it does not. */
export async function backupCommand(args: string[]): Promise<number> {
  const { values, given } = readArguments(args, { "with-key": { type: "boolean" } }, ["file"]);
  const file = resolve(given[0] as string);
  const t = commandWords();
  const config = readConfig();
  // The database is copied as it stands: a backup is what one makes before an upgrade, not in the middle of one.
  const hall = await openHall(config, { tell: teller(), migrate: false });
  const line = counter();
  try {
    const { holder, root, record } = hall.keys;
    if (values["with-key"] && !holder.master) throw new Refused("key.no-key-to-give");
    const report = await backup(file, {
      ownerUrl: hall.ownerUrl,
      filesFolder: `${config.folder}/files`,
      master: root,
      root: record,
      program: version(),
      at: hall.time.now(),
      withKey: values["with-key"] && holder.master ? { key: holder.master } : false,
      tell: ({ table, rows, files }) =>
        line.tell(
          files === undefined ? t("backup.table", { count: rows, table }) : t("backup.files", { count: files }),
        ),
    });
    line.done();
    console.log(
      t("backup.done", {
        file,
        rows: report.rows,
        tables: report.tables,
        files: report.files,
        size: sizeText(report.bytes, t.locale),
      }),
    );
    console.error(`\n${values["with-key"] ? t("backup.guard") : t("backup.keep-key", { file: holder.where })}`);
  } finally {
    line.done();
    await hall.close();
  }
  return 0;
}
