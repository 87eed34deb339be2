// What an operator can ask of Pendopo.

import { clockDue } from "../kernel/calendar/cli.ts";
import { start } from "./start.ts";

export type Command = { name: string; usage: string; sentence: string; run(args: string[]): Promise<number> };

/** Prints what a pure command answers. */
const say = ({ exitCode, text }: { exitCode: number; text: string }): number => {
  (exitCode === 0 ? process.stdout : process.stderr).write(text.endsWith("\n") ? text : `${text}\n`);
  return exitCode;
};

export const commands: readonly Command[] = [
  {
    name: "start",
    usage: "start [--demo]",
    sentence: "Starts everything: database, migrations, server and workers.",
    run: start,
  },
];

void clockDue;
void say;

export function help(_about?: string): string {
  return ["Pendopo", "", ...commands.map((command) => `  ${command.usage.padEnd(70)} ${command.sentence}`)].join("\n");
}
