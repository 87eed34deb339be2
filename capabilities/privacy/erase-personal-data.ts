// The act "erase-personal-data": a person's wish goes through the same rule as the calendar. What may go goes now; what must stay is
// named one by one, with its reason (UU 27/2022 art. 8, 43 to 45).

import { workerActor } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Hall, Order, ServiceAct } from "../../kernel/hall.ts";
import { pick } from "../../kernel/words/words.ts";
import { eraseCase, eraseDrafts } from "../cases/index.ts";
import { type Judged, judge, keptText } from "./retention.sql.ts";

/** What keeps an account open: its holder still has something to come back for. */
const AWAITED = new Set(["running", "making", "document-in-force", "right-running", "objection-open"]);

export const erasePersonalData =
  (hall: Hall): ServiceAct =>
  async (tx, order) => {
    const all = await judge(tx, { person: order.person, limit: 1000 }, { asked: true, apart: order.case });
    // An agency answers for its own requests; those of others are asked of them.
    const own = all.filter((each) => each.row.agency_id === order.agency);
    const gone: Judged[] = [];
    for (const each of own)
      if (
        each.verdict.erase &&
        (await eraseCase(tx, hall, {
          agency: each.row.agency_id,
          id: each.row.id,
          why: "request",
          basis: each.schedule.basis,
        }))
      )
        gone.push(each);
    const kept = own.filter((each) => !each.verdict.erase);
    const wanted = order.answers.cakupanHapus === "akun" && order.parameters.menjawabAkun === true;
    const awaited = all.filter((each) => !each.verdict.erase && AWAITED.has(each.verdict.because));
    const drafts = wanted ? await eraseDrafts(tx, order.person) : 0;
    const closed = wanted && awaited.length === 0 && (await closeAccount(tx, hall, order.person));
    record(tx, workerActor, {
      agency: order.agency,
      act: "personal-data.erased",
      target: order.tracking,
      subject: order.person,
      detail: {
        erased: gone.length,
        kept: kept.length,
        drafts,
        account: wanted ? (closed ? "closed" : "kept") : "not-asked",
      },
    });
    order.tell("data-dihapus", (locale) =>
      letter(hall, order, locale, { gone, kept, awaited, drafts, wanted, closed }),
    );
    return {};
  };

/** Closes the account, unless a mandate still stands on either side. */
const closeAccount = async (tx: Tx, hall: Pick<Hall, "vault">, person: string): Promise<boolean> =>
  (
    await tx.one<{ closed: boolean }>(
      sql`select privacy.close_account(${person}, ${hall.vault.seal("", `people.person:name:${person}`)}, ${tx.now}) as closed`,
    )
  ).closed;

type Told = { gone: Judged[]; kept: Judged[]; awaited: Judged[]; drafts: number; wanted: boolean; closed: boolean };

/** Names every request by its number: the mail goes to the person, and carries nothing else of them. */
function letter(hall: Hall, order: Order, locale: "id" | "en", told: Told): { subject: string; body: string } {
  const t = hall.words(locale);
  const line = (each: Judged): string =>
    `- ${each.row.tracking}, ${pick(each.service, locale)}${each.verdict.erase ? "" : `: ${keptText(t, each)}`}`;
  const parts = [
    told.gone.length > 0
      ? `${t("privacy.erased.list")}\n${told.gone.map(line).join("\n")}`
      : t("privacy.erased.nothing"),
    told.drafts > 0 ? t("privacy.erased.drafts", { n: told.drafts }) : "",
    told.kept.length > 0 ? `${t("privacy.erased.kept")}\n${told.kept.map(line).join("\n")}` : "",
    told.wanted
      ? told.closed
        ? t("privacy.erased.account")
        : told.awaited.length > 0
          ? `${t("privacy.erased.account-kept")}\n${told.awaited.map(line).join("\n")}`
          : t("privacy.erased.account-mandate")
      : "",
    t("privacy.erased.backups"),
  ];
  return {
    subject: t("privacy.erased.subject", { tracking: order.tracking }),
    body: parts.filter(Boolean).join("\n\n"),
  };
}
