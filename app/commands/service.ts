// The commands for services as folders of data. Checking and testing need no database; publishing needs the installation.

import { resolve } from "node:path";
import { language } from "../commands.ts";
import { readArguments } from "./arguments.ts";
import { say } from "./say.ts";

export async function serviceCheck(args: string[]): Promise<number> {
  const { values, given } = readArguments(args, { json: { type: "boolean" } }, ["folder"]);
  const { serviceCheck: check } = await import("../../capabilities/services/definition/cli.ts");
  return answer(await check(given[0] as string, { json: values.json }), values.json);
}

export async function serviceTest(args: string[]): Promise<number> {
  const { values, given } = readArguments(args, { json: { type: "boolean" } }, ["folder"]);
  const { serviceTest: run } = await import("../../capabilities/services/definition/cli.ts");
  return answer(await run(given[0] as string, { json: values.json }), values.json);
}

export async function servicePublish(args: string[]): Promise<number> {
  const { given } = readArguments(args, {}, ["folder"]);
  const [{ publishCommand }, { openHall }, { readConfig }] = await Promise.all([
    import("../../capabilities/services/index.ts"),
    import("../open-hall.ts"),
    import("../../kernel/config.ts"),
  ]);
  const hall = await openHall(readConfig());
  try {
    return say(await publishCommand(hall, hall.words(language()), resolve(given[0] as string)));
  } finally {
    await hall.close();
  }
}

/** JSON goes to standard output even when it tells of faults: a program reads it there. */
function answer(found: { exitCode: number; text: string }, json: boolean | undefined): number {
  if (!json) return say(found);
  process.stdout.write(`${found.text.trimEnd()}\n`);
  return found.exitCode;
}
