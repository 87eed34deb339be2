// `pendopo service publish <folder>`: the operator's word on what happened, and every fault with its place.

import type { Hall } from "../../kernel/hall.ts";
import type { Words } from "../../kernel/words/words.ts";
import type { DefinitionFault } from "./definition/model.ts";
import { FaultyDefinition, publishFolder } from "./publish.ts";

export type FolderAnswer = { exitCode: 0 | 1; text: string };

const line = (fault: DefinitionFault) =>
  `${fault.file}:${fault.place}  ${fault.severity === "warning" ? "warning: " : ""}${fault.message}`;

export async function publishCommand(hall: Hall, t: Words, folder: string): Promise<FolderAnswer> {
  try {
    const published = await publishFolder(hall, folder);
    const what = published.isNew
      ? t("services.publish.done", { key: published.key, number: published.number })
      : t("services.publish.known", { key: published.key, number: published.number });
    return { exitCode: 0, text: [...published.warnings.map(line), what].join("\n") };
  } catch (error) {
    if (!(error instanceof FaultyDefinition)) throw error;
    return {
      exitCode: 1,
      text: [...error.found.map(line), t("services.publish.faults", { count: error.found.length })].join("\n"),
    };
  }
}
