import { readConfig } from "../../kernel/config.ts";
import { settleKind } from "../kind.ts";
import { openHall } from "../open-hall.ts";
import { readArguments } from "./arguments.ts";
import { commandWords, teller } from "./say.ts";

/** `demo`: fills a demo installation without serving it; a second time is harmless. */
export async function demo(args: string[]): Promise<number> {
  readArguments(args, {});
  const t = commandWords();
  const tell = teller();
  const hall = await openHall(readConfig({ ...process.env, PENDOPO_DEMO: "on" }), { tell });
  try {
    await settleKind(hall.ownerUrl, true);
    for (const capability of hall.capabilities) await capability.seed?.(hall, tell);
    const accounts: string[] = [];
    for (const capability of hall.capabilities) accounts.push(...((await capability.demo?.(hall, tell)) ?? []));
    for (const capability of hall.capabilities) await capability.story?.(hall, tell);
    console.log(
      [
        t("demo.done"),
        ...(accounts.length > 0 ? ["", t("start.accounts"), ...accounts.map((line) => `  ${line}`)] : []),
      ].join("\n"),
    );
  } finally {
    await hall.close();
  }
  return 0;
}
