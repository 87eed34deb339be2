// The operator's door: `npx pendopo <command>`. Each command is a function; this file reads words and prints answers.

import { findCommand, help, language } from "./commands.ts";

const given = process.argv.slice(2);
const wanted = given.length === 0 || ["--help", "-h"].includes(given[0] as string) ? ["help"] : given;

/** What went wrong, as a person reads it. The dictionaries are many, so they are read only now. */
async function explain(error: unknown, usage: string): Promise<number> {
  const [{ Refused, Unavailable }, { WrongArguments }] = await Promise.all([
    import("../kernel/errors.ts"),
    import("./commands/arguments.ts"),
  ]);
  if (error instanceof WrongArguments) {
    const { commandWords } = await import("./commands/say.ts");
    const t = commandWords();
    console.error(`${t(error.key, error.params)}\n${t("command.usage", { usage })}`);
    return 2;
  }
  if (error instanceof Refused || error instanceof Unavailable) {
    const [{ allWords }, { capabilities }, { sentenceOf }] = await Promise.all([
      import("./open-hall.ts"),
      import("./capabilities.ts"),
      import("../kernel/words/words.ts"),
    ]);
    const t = allWords(capabilities)(language());
    console.error(`\n${t(error.key, error instanceof Refused ? error.params : {})}`);
    for (const fault of error instanceof Refused ? error.faults : [])
      console.error(`  ${fault.field}: ${sentenceOf(t, fault)}`);
    if (error.cause) console.error(String((error.cause as Error).message ?? error.cause));
    return 1;
  }
  const code = (error as NodeJS.ErrnoException).code;
  // What the system refused (no right, no room, no such folder) is the operator's to mend; its own words say what.
  console.error(typeof code === "string" && /^E[A-Z]+$/.test(code) ? `\n${(error as Error).message}` : error);
  return typeof code === "string" && /^E[A-Z]+$/.test(code) ? 1 : 70;
}

const found = findCommand(wanted);
if (!found) {
  const { commandWords } = await import("./commands/say.ts");
  console.error(`${commandWords()("command.unknown", { name: wanted.join(" ") })}\n\n${help()}`);
  process.exitCode = 2;
} else {
  const asked = found.args.some((word) => word === "--help" || word === "-h");
  try {
    if (asked) console.log(help(found.command.name));
    else process.exitCode = await found.command.run(found.args);
  } catch (error) {
    process.exitCode = await explain(error, found.command.usage);
  }
}
