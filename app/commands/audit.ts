import { readFileSync } from "node:fs";
import { ROOTS_FORMAT } from "../../kernel/audit/check/shape.ts";
import type { RecordFault } from "../../kernel/audit/faults.ts";
import { type Verified, verifyAudit } from "../../kernel/audit/verify.ts";
import type { KeptRoot } from "../../kernel/audit/verify-roots.ts";
import { readConfig } from "../../kernel/config.ts";
import { Refused } from "../../kernel/errors.ts";
import type { Words } from "../../kernel/words/words.ts";
import { openHall } from "../open-hall.ts";
import { readArguments } from "./arguments.ts";
import { commandWords, counter } from "./say.ts";

/** More faults than this are counted, not named: the reader needs to know where to look. */
const NAMED = 200;

/** One fault with its place, as a sentence. */
export function faultText(t: Words, { what, ...params }: RecordFault): string {
  const place =
    params.agency === undefined
      ? params.day === undefined
        ? t("audit.at-all")
        : t("audit.at-day", params)
      : params.seal === undefined
        ? t("audit.at-agency", params)
        : t("audit.at", params);
  return `${place}: ${t(`audit.fault.${what}`, params)}`;
}

/** What the verification found, in sentences. */
export function auditText(t: Words, { faults, ...counts }: Verified): string {
  const late = counts.late > 0 ? [t("audit.late", { count: counts.late })] : [];
  if (faults.length === 0) return [t("audit.whole", counts), ...late].join("\n");
  return [
    t("audit.broken", { count: faults.length }),
    ...faults.slice(0, NAMED).map((fault) => `  ${faultText(t, fault)}`),
    ...(faults.length > NAMED ? [`  ${t("audit.more", { count: faults.length - NAMED })}`] : []),
    ...late,
  ].join("\n");
}

/** Reads a JSON file that an operator names. @throws Refused when there is none, or it is not what was asked for. */
export function readJsonFile(file: string, otherwise: string): Record<string, unknown> {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new Refused("audit.no-file", { params: { file } });
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return value as Record<string, unknown>;
  } catch {
    // Told below, with the name of the file.
  }
  throw new Refused(otherwise, { params: { file } });
}

/** The roots in a kept copy of akar.json. */
export function readKept(file: string): KeptRoot[] {
  const { format, roots } = readJsonFile(file, "audit.not-roots");
  // An extract has roots in it too, but it is what is to be checked, not what it is checked against.
  if (format !== ROOTS_FORMAT || !Array.isArray(roots) || roots.some((root) => typeof root?.statement !== "string"))
    throw new Refused("audit.not-roots", { params: { file } });
  return roots as KeptRoot[];
}

/**
 * `audit verify [--roots <file>]`: the record from its roots down to each entry, and whatever chains of their own capabilities keep.
 * Exit code 1 when something is broken.
 */
export async function auditVerify(args: string[]): Promise<number> {
  const { values } = readArguments(args, { roots: { type: "string" } });
  const t = commandWords();
  const kept = values.roots === undefined ? [] : readKept(values.roots);
  const hall = await openHall(readConfig(), { migrate: false });
  const line = counter();
  try {
    const found = await verifyAudit(hall, { kept, tell: (count) => line.tell(t("audit.progress", { count })) });
    line.done();
    console.log(auditText(t, found));
    let broken = found.faults.length > 0;
    if (values.roots !== undefined && !found.faults.some(({ what }) => what.startsWith("kept")))
      console.log(t("audit.kept", { count: kept.length, file: values.roots }));
    for (const capability of hall.capabilities)
      for (const finding of (await capability.verify?.(hall, hall.words(t.locale), (text) => line.tell(text))) ?? []) {
        line.done();
        console.log(`${finding.ok ? "ok" : "!!"}  ${finding.what}${finding.advice ? `\n    → ${finding.advice}` : ""}`);
        if (!finding.ok) broken = true;
      }
    return broken ? 1 : 0;
  } finally {
    line.done();
    await hall.close();
  }
}
