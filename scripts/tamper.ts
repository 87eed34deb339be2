// Writes past the program into a throw-away database, in every way that we could think of, with the owner's hand and every guard
// switched off; and prints what the verifier says of each. `node bin/run.js scripts/tamper.ts`; the same as a test in tests/security.

import { auditText } from "../app/commands/audit.ts";
import { commandWords } from "../app/commands/say.ts";
import { verifyAudit } from "../kernel/audit/verify.ts";
import { openTestHall } from "../tests/hall.ts";
import { bringBack, keepAside, TAMPERINGS, threeDays, withHand } from "../tests/security/tampering.ts";

const hall = await openTestHall();
const t = commandWords();
try {
  await threeDays(hall);
  const kept = (await hall.rows("select statement from kernel.audit_root order by number")) as { statement: string }[];
  await withHand(hall.ownerUrl, keepAside);
  console.log(`${auditText(t, await verifyAudit(hall, { kept }))}\n`);
  for (const [i, { what, do: tamper, found }] of TAMPERINGS.entries())
    await withHand(hall.ownerUrl, async (hand) => {
      await tamper(hand);
      const verified = await verifyAudit(hall, { kept });
      await bringBack(hand);
      const isFound = verified.faults.some((fault) => fault.what === found);
      console.log(`${i + 1}. ${what}\n${isFound ? "" : "NOT FOUND "}${auditText(t, verified)}\n`);
      if (!isFound) process.exitCode = 1;
    });
  const whole = await verifyAudit(hall, { kept });
  console.log(auditText(t, whole));
} finally {
  await hall.close();
}
// The tests' hall waits for a report of tests; there are none here.
process.exit();
