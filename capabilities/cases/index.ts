// cases: what happens. A request from its first question to its outcome, on one clock, whoever works on it.

import { fileURLToPath } from "node:url";
import type { Capability } from "../../kernel/hall.ts";
import { issueDocument } from "./issue-document.ts";
import { mailNotice, serveInvoke } from "./jobs.ts";
import { fireTimers } from "./timers.ts";
import { words } from "./words.ts";

export const cases: Capability = {
  name: "cases",
  migrations: fileURLToPath(new URL("migrations", import.meta.url)),
  words,
  jobs: { "case.mail": mailNotice, "case.issue": issueDocument, "case.invoke": serveInvoke },
  rounds: (hall) => [{ name: "timers", everySeconds: 1, work: () => fireTimers(hall) }],
};
