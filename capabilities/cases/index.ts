// cases: what happens. A request from its first question to its outcome, on one clock, whoever works on it.

import { fileURLToPath } from "node:url";
import type { Capability } from "../../kernel/hall.ts";
import { applyRoutes } from "./apply-routes.ts";
import { bytes } from "./bytes.ts";
import { calendarChanged } from "./calendar-changed.ts";
import { caseRoutes } from "./case-routes.ts";
import { tellOverdue } from "./emergency.ts";
import { emergencyRoutes } from "./emergency-routes.ts";
import { emergencyWords } from "./emergency-words.ts";
import { endpoints } from "./endpoints.ts";
import { tellAllFigures } from "./figures.ts";
import { forgetDrafts, forgetFilesJob, forgetLooseFiles } from "./forget.ts";
import { issueDocument } from "./issue-document.ts";
import { mailNotice, serveInvoke } from "./jobs.ts";
import { rightsWords } from "./rights-words.ts";
import { slipWords } from "./slip-route.ts";
import { tellStory } from "./story.ts";
import { fireTimers } from "./timers.ts";
import { verifyCases } from "./verify.ts";
import { verifyHeads } from "./verify-heads.ts";
import { verifyRoutes } from "./verify-routes.ts";
import { verifyWords } from "./verify-words.ts";
import { whyRoutes } from "./why-routes.ts";
import { whyWords } from "./why-words.ts";
import { words } from "./words.ts";
import { workRoutes } from "./work-routes.ts";

export {
  type ErasureFacts,
  emptyMail,
  eraseCase,
  eraseDrafts,
  erasureFacts,
} from "./erase-case.ts";
export { casesOfPerson, draftsOfPerson, type PersonCase } from "./personal-data.ts";
export { endRestriction, restrict, restrictionOf } from "./restriction.ts";
export { type Cell, type Kind as SheetKind, sheet } from "./sheet.ts";

export const cases: Capability = {
  name: "cases",
  bytes,
  migrations: fileURLToPath(new URL("migrations", import.meta.url)),
  words: { ...words, ...rightsWords, ...emergencyWords, ...slipWords, ...whyWords, ...verifyWords },
  routes: [...applyRoutes, ...caseRoutes, ...emergencyRoutes, ...whyRoutes, ...workRoutes, ...verifyRoutes],
  endpoints,
  nav: (actor, t) =>
    actor.kind === "official"
      ? [
          { href: "/kerja", label: t("work.nav") },
          { href: "/dasbor", label: t("work.dashboard") },
        ]
      : [
          ...(actor.kind === "resident" ? [{ href: "/permohonan", label: t("cases.mine") }] : []),
          { href: "/lacak", label: t("cases.track-nav") },
          { href: "/periksa", label: t("verify.nav") },
        ],
  jobs: {
    "case.mail": mailNotice,
    "case.issue": issueDocument,
    "case.invoke": serveInvoke,
    "case.forget-files": forgetFilesJob,
  },
  reactions: { "calendar.changed": calendarChanged },
  story: tellStory,
  rounds: (hall) => [
    { name: "timers", everySeconds: 1, work: () => fireTimers(hall) },
    { name: "forget drafts", everySeconds: 86_400, work: () => forgetDrafts(hall) },
    { name: "forget loose files", everySeconds: 86_400, work: () => forgetLooseFiles(hall) },
    { name: "emergencies overdue", everySeconds: 3600, work: () => tellOverdue(hall) },
    { name: "figures", everySeconds: 600, work: () => tellAllFigures(hall) },
  ],
  verify: async (hall, t, tell) => [...(await verifyCases(hall, t, tell)), ...(await verifyHeads(hall, t))],
};
