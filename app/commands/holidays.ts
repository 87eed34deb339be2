import { resolve } from "node:path";
import { translator } from "../../kernel/words/words.ts";
import { language } from "../commands.ts";
import { readArguments } from "./arguments.ts";
import { say } from "./say.ts";

/** `holidays load <file>`: the joint decree on national holidays of a year, for all agencies of the installation. */
export async function loadHolidaysCommand(args: string[]): Promise<number> {
  const { given } = readArguments(args, {}, ["file"]);
  const [{ agencies, loadHolidays }, { calendarWords }, { openHall }, { readConfig }] = await Promise.all([
    import("../../capabilities/agencies/index.ts"),
    import("../../kernel/calendar/index.ts"),
    import("../open-hall.ts"),
    import("../../kernel/config.ts"),
  ]);
  const hall = await openHall(readConfig());
  try {
    const t = translator(language(), calendarWords, agencies.words ?? {});
    return say(await loadHolidays(hall, t, resolve(given[0] as string)));
  } finally {
    await hall.close();
  }
}
