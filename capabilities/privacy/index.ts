// privacy: personal data and the rights of UU 27/2022. Who looked, what is kept and for how long, what a person may ask for.

import { fileURLToPath } from "node:url";
import type { Capability } from "../../kernel/hall.ts";
import { standsInAll } from "../mandates/index.ts";
import { bytes } from "./bytes.ts";
import { expireCopies } from "./copies.ts";
import { correctPersonalData } from "./correct-personal-data.ts";
import { dataRoutes } from "./data-routes.ts";
import { deskRoutes } from "./desk-routes.ts";
import { deskWords } from "./desk-words.ts";
import { eraseDue } from "./erase-due.ts";
import { erasePersonalData } from "./erase-personal-data.ts";
import { exportPersonalData } from "./export-personal-data.ts";
import { incidentRoutes } from "./incident-routes.ts";
import { protectsData } from "./object-to-look.ts";
import { registerRoutes } from "./register-routes.ts";
import { registerWords } from "./register-words.ts";
import { tellAffectedJob } from "./report-incident.ts";
import { restrictProcessing } from "./restrict-processing.ts";
import { words } from "./words.ts";

export { publicIncidents } from "./incidents.sql.ts";

export const privacy: Capability = {
  name: "privacy",
  migrations: fileURLToPath(new URL("migrations", import.meta.url)),
  words: { ...words, ...deskWords, ...registerWords },
  bytes,
  routes: [...dataRoutes, ...deskRoutes, ...registerRoutes, ...incidentRoutes],
  nav: (actor, t) => [
    ...(protectsData(actor) ? [{ href: "/data-pribadi", label: t("privacy.desk.nav") }] : []),
    // One's own account, where this page is otherwise found, is closed to who acts for another.
    ...(actor.behalf && standsInAll(actor.behalf) ? [{ href: "/akun/data", label: t("privacy.ward.nav") }] : []),
  ],
  jobs: { "privacy.tell-affected": tellAffectedJob },
  acts: {
    "export-personal-data": exportPersonalData,
    "correct-personal-data": correctPersonalData,
    "erase-personal-data": erasePersonalData,
    "restrict-processing": restrictProcessing,
  },
  rounds: (hall) => [
    { name: "erase what is due", everySeconds: 21_600, work: () => eraseDue(hall) },
    { name: "copies that ended", everySeconds: 3_600, work: () => expireCopies(hall) },
  ],
};
