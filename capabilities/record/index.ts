// record: who did what, provably. Closes each day with a signed root, publishes it, and lets auditors and residents read.

import { mayAct } from "../../kernel/actor.ts";
import { closeDay, stampRoots } from "../../kernel/audit/daily-root.ts";
import { sealAudit } from "../../kernel/audit/seal.ts";
import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Capability, Finding, Hall } from "../../kernel/hall.ts";
import type { Words } from "../../kernel/words/words.ts";
import { actWords } from "./act-words.ts";
import { examineRoutes } from "./examine-routes.ts";
import { publicRoutes } from "./public-routes.ts";
import { words } from "./words.ts";

export { extractFor, extractWords } from "./take-extract.ts";

const DAY = 86_400_000;

/** Whether days are closed and entries sealed, as they must be where a worker runs. */
async function examine(hall: Hall, t: Words): Promise<Finding[]> {
  const { day, begun, unsealed } = await hall.db.read(worker, (tx) =>
    tx.one<{
      day: string | null;
      begun: Date | null;
      unsealed: number;
    }>(sql`select (select max(day) from kernel.audit_root) as day,
      (select min(since) from kernel.audit_chain) as begun,
      (select count(*) from kernel.audit_entry where seal is null and at < ${new Date(tx.now.getTime() - DAY / 24)}) as unsealed`),
  );
  const now = hall.time.now().getTime();
  // A root is due two days after the last, or after the first entry; a little later it is missed.
  const since = day ? Date.parse(`${day}T17:00:00Z`) : begun?.getTime();
  const isLate = since !== undefined && now - since > 2 * DAY;
  const roots: Finding = isLate
    ? { ok: false, what: t("record.doctor.late", { day: day ?? "—" }), advice: t("record.doctor.late-advice") }
    : { ok: true, what: day ? t("record.doctor.roots", { day }) : t("record.doctor.none") };
  const seals: Finding =
    unsealed > 0
      ? {
          ok: false,
          what: t("record.doctor.unsealed-bad", { count: unsealed }),
          advice: t("record.doctor.late-advice"),
        }
      : { ok: true, what: t("record.doctor.unsealed") };
  return [roots, seals];
}

export const record: Capability = {
  name: "record",
  words: { ...words, ...actWords },
  routes: [...publicRoutes, ...examineRoutes],
  nav: (actor, t) => (mayAct(actor, "audit") ? [{ href: "/catatan/pemeriksaan", label: t("record.examine") }] : []),
  foot: (t) => [{ href: "/catatan", label: t("record.nav") }],
  // What a demonstration tells lies in the past: its days are closed at once, so that there are roots to look at.
  story: async (hall) => {
    await sealAudit(hall);
    await closeDay(hall);
  },
  rounds: (hall) => [
    { name: "close the day", everySeconds: 60, work: () => closeDay(hall) },
    {
      name: "stamp daily roots",
      everySeconds: 300,
      work: () => stampRoots({ db: hall.db, tsa: hall.config.PENDOPO_TSA_URL }),
    },
  ],
  doctor: examine,
};
