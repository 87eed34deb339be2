import { readConfig } from "../../kernel/config.ts";
import { openHall } from "../open-hall.ts";
import { readArguments } from "./arguments.ts";
import { commandWords, teller } from "./say.ts";

/** `migrate`: for an upgrade in which one step changes the database and the next starts the nodes. */
export async function migrateCommand(args: string[]): Promise<number> {
  readArguments(args, {});
  const t = commandWords();
  const hall = await openHall(readConfig(), { tell: teller() });
  await hall.close();
  console.log(
    hall.applied.length === 0
      ? t("migrate.none")
      : t("migrate.done", { count: hall.applied.length, names: hall.applied.join(", ") }),
  );
  return 0;
}
