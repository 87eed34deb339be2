import { closePress } from "../../../kernel/documents/index.ts";
import type { DefinitionFault, ReadResult } from "./model.ts";
import { readService } from "./read-service.ts";
import { runScenarios, type ScenarioReport } from "./run-scenarios.ts";

export type CliAnswer = { exitCode: 0 | 1 | 2; text: string };

/**
 * `pendopo service check <folder>`: reads and proves a definition. Each fault is a line `file:place  message`; warnings say so.
 * Exit codes: 0 it can be published, 1 it has faults, 2 the folder cannot be read.
 */
export async function serviceCheck(folder: string, { json = false } = {}): Promise<CliAnswer> {
  const read = await proved(folder);
  const faults = read.ok ? [] : read.faults;
  const exitCode = read.ok ? 0 : faults.some(({ code }) => code === "service.folder-missing") ? 2 : 1;
  if (json) {
    const found = read.ok
      ? { key: read.definition.key, version: read.definition.version, digest: read.definition.digest }
      : {};
    return { exitCode, text: JSON.stringify({ ok: read.ok, ...found, faults, warnings: read.warnings }, null, 2) };
  }
  const verdict = read.ok
    ? `${read.definition.key} ${read.definition.version}: in order${counted(read.warnings.length, "warning")}`
    : `${folder}: ${faults.length} fault${faults.length === 1 ? "" : "s"}${counted(read.warnings.length, "warning")}; it cannot be published`;
  return { exitCode, text: [...faults.map(line), ...read.warnings.map(line), verdict].join("\n") };
}

/** `pendopo service test <folder>`: checks the definition, then plays its scenarios. Exit codes as above. */
export async function serviceTest(folder: string, { json = false } = {}): Promise<CliAnswer> {
  const read = await proved(folder);
  if (!read.ok) return serviceFaults(folder, read, json);
  const reports = runScenarios(read.definition);
  const failed = reports.filter(({ ok }) => !ok).length;
  const exitCode = failed === 0 ? 0 : 1;
  if (json)
    return {
      exitCode,
      text: JSON.stringify({ ok: failed === 0, key: read.definition.key, scenarios: reports }, null, 2),
    };
  const verdict = `${read.definition.key}: ${reports.length - failed} of ${reports.length} scenarios came out as written`;
  return { exitCode, text: [...reports.flatMap(told), verdict].join("\n") };
}

async function proved(folder: string): Promise<ReadResult> {
  try {
    return await readService(folder);
  } finally {
    // The typesetter's processes would keep a command waiting.
    await closePress();
  }
}

function serviceFaults(folder: string, { faults }: Extract<ReadResult, { ok: false }>, json: boolean): CliAnswer {
  const exitCode = faults.some(({ code }) => code === "service.folder-missing") ? 2 : 1;
  if (json) return { exitCode, text: JSON.stringify({ ok: false, faults, scenarios: [] }, null, 2) };
  return {
    exitCode,
    text: [...faults.map(line), `${folder}: the definition has faults, so its scenarios were not played`].join("\n"),
  };
}

const line = ({ file, place, message, severity }: DefinitionFault): string =>
  `${file}:${place}  ${severity === "warning" ? "warning: " : ""}${message}`;

const told = ({ key, title, ok, difference, path }: ScenarioReport): string[] =>
  ok
    ? [`pass  ${key}  ${title}`]
    : [`FAIL  ${key}  ${title}`, `      ${difference}`, `      it went: ${path.join(" → ") || "nowhere"}`];

const counted = (count: number, what: string): string =>
  count === 0 ? "" : `, ${count} ${what}${count === 1 ? "" : "s"}`;
