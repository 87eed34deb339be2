import { verifyAudit } from "../../kernel/audit/audit.ts";
import { readConfig } from "../../kernel/config.ts";
import type { Words } from "../../kernel/words/words.ts";
import { openHall } from "../open-hall.ts";
import { readArguments } from "./arguments.ts";
import { commandWords, counter } from "./say.ts";

/** What the verification found, in sentences. */
export function auditText(
  t: Words,
  { entries, unsealed, seals, faults }: Awaited<ReturnType<typeof verifyAudit>>,
): string {
  if (faults.length === 0) return t("audit.whole", { entries, seals, unsealed });
  return [
    t("audit.broken", { count: faults.length }),
    ...faults.map((fault) => `  ${t(`audit.fault.${fault.what}`, { agency: fault.agency, seal: fault.seal })}`),
  ].join("\n");
}

/** `audit verify`: the record's chains, and whatever chains of their own capabilities keep. Exit code 1 when one is broken. */
export async function auditVerify(args: string[]): Promise<number> {
  readArguments(args, {});
  const t = commandWords();
  const hall = await openHall(readConfig(), { migrate: false });
  const line = counter();
  try {
    const found = await verifyAudit(hall.db, (count) => line.tell(t("audit.progress", { count })));
    line.done();
    console.log(auditText(t, found));
    let broken = found.faults.length > 0;
    for (const capability of hall.capabilities)
      for (const finding of (await capability.verify?.(hall, (text) => line.tell(text))) ?? []) {
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
