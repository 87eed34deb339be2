// Reading a command's arguments: a wrong one is named, with the usage, before anything is done.

import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { Refused } from "../../kernel/errors.ts";

/** The arguments cannot be used: exit code 2, with the sentence and the usage. */
export class WrongArguments extends Refused {}

type Values<Options extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: Options; allowPositionals: true }>
>["values"];

/**
 * Options and the named positional arguments; those whose name ends in "?" may be left out.
 * @example readArguments(args, { json: { type: "boolean" } }, ["file"]) // { values: { json: true }, file: "a.bpmn" }
 */
export function readArguments<Options extends ParseArgsOptionsConfig>(
  args: string[],
  options: Options,
  names: readonly string[] = [],
): { values: Values<Options>; given: string[] } {
  let parsed: { values: Values<Options>; positionals: string[] };
  try {
    parsed = parseArgs({ args, options, allowPositionals: true, strict: true }) as never;
  } catch (error) {
    const value = /'([^']+)'/.exec((error as Error).message)?.[1] ?? args.join(" ");
    throw new WrongArguments("command.too-many", { params: { value } });
  }
  const { values, positionals } = parsed;
  names.forEach((name, i) => {
    if (positionals[i] === undefined && !name.endsWith("?"))
      throw new WrongArguments("command.missing", { params: { name: `<${name}>` } });
  });
  const extra = positionals[names.length];
  if (extra !== undefined) throw new WrongArguments("command.too-many", { params: { value: extra } });
  return { values, given: positionals };
}
