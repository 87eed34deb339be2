// The operator's door: `npx pendopo <command>`. Each command is a function; this file reads words and prints answers.

import { Refused, Unavailable } from "../kernel/errors.ts";
import { capabilities } from "./capabilities.ts";
import { commands, help } from "./commands.ts";
import { allWords } from "./open-hall.ts";

const [name = "help", ...rest] = process.argv.slice(2);

async function main(): Promise<number> {
  if (["help", "--help", "-h"].includes(name)) {
    console.log(help(rest[0]));
    return 0;
  }
  const found = commands.find((command) => command.name === name || command.name === `${name} ${rest[0] ?? ""}`);
  if (!found) {
    console.error(`Perintah "${name}" tidak dikenal / unknown command.\n\n${help()}`);
    return 2;
  }
  return found.run(found.name.includes(" ") ? rest.slice(1) : rest);
}

try {
  process.exitCode = await main();
} catch (error) {
  if (error instanceof Refused || error instanceof Unavailable) {
    const t = allWords(capabilities)(process.env.LANG?.startsWith("en") ? "en" : "id");
    console.error(`\n${t(error.key, error instanceof Refused ? error.params : {})}`);
    if (error.cause) console.error(String((error.cause as Error).message ?? error.cause));
    process.exitCode = 1;
  } else {
    console.error(error);
    process.exitCode = 70;
  }
}
