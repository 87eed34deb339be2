// mandates: who may act for whom, how far, how long; and the organizations that act through people.

import { fileURLToPath } from "node:url";
import { mayAct } from "../../kernel/actor.ts";
import type { Extent } from "../../kernel/authority.ts";
import type { Tx } from "../../kernel/db/database.ts";
import type { Capability } from "../../kernel/hall.ts";
import { bytes } from "./bytes.ts";
import { counterRoutes } from "./counter-routes.ts";
import { counterWords } from "./counter-words.ts";
import { tellMandates } from "./demo.ts";
import { emptied } from "./emptied.ts";
import { endpoints } from "./endpoints.ts";
import { actingChain } from "./mandates.sql.ts";
import { routes } from "./routes.ts";
import { today } from "./sealed.ts";
import { reachOfRows, stand } from "./stand.ts";
import { tellSides } from "./told.ts";
import { pageWords } from "./words.ts";

export { standsInAll } from "./mandate.ts";
export { type Subject, subjectById } from "./subjects.ts";

/**
 * How far an account may act under a mandate today; undefined when it may not. For work that goes on after the request, such as a
 * letter to who filed.
 * @example const reach = await reachToday(tx, row.filed_mandate, row.filed_by)
 */
export const reachToday = async (tx: Tx, mandate: string, account: string): Promise<Extent | undefined> =>
  reachOfRows(await actingChain(tx, mandate, account, today(tx.now)));

export const mandates: Capability = {
  name: "mandates",
  bytes,
  migrations: fileURLToPath(new URL("migrations", import.meta.url)),
  words: { ...pageWords, ...counterWords },
  routes: [...routes, ...counterRoutes],
  endpoints,
  stand,
  jobs: { "mandate.mail": tellSides },
  reactions: { "account.emptied": emptied },
  nav: (actor, t) =>
    actor.kind === "resident"
      ? [{ href: "/kuasa", label: t("mandates.nav") }]
      : [
          // Who acts in a position finds until when; the title says so with its first word.
          ...(/^Pl[th][.] /.test(actor.title ?? "") ? [{ href: "/kuasa", label: t("mandates.acting.nav") }] : []),
          ...(mayAct(actor, "file-for") ? [{ href: "/loket/bantuan", label: t("mandates.desk.nav") }] : []),
          ...(mayAct(actor, "verify-identity")
            ? [{ href: "/loket/badan-usaha", label: t("mandates.counter.nav") }]
            : []),
        ],
  story: tellMandates,
};
