// Mandates as pages and programs show them: names opened, the sentence made, where it stands today.

import type { Actor } from "../../kernel/actor.ts";
import { formatDateTime, zone } from "../../kernel/calendar/index.ts";
import type { Tx } from "../../kernel/db/database.ts";
import type { Hall } from "../../kernel/hall.ts";
import type { Words } from "../../kernel/words/words.ts";
import { type StoredExtent, standingOf } from "./mandate.ts";
import { eventsOf, type MandateRow } from "./mandates.sql.ts";
import type { MandateLine } from "./pages/list.tsx";
import type { MandateView } from "./pages/one.tsx";
import { places, today } from "./sealed.ts";
import { sentenceFor } from "./sentence.ts";
import { placeNames, serviceNames } from "./services.sql.ts";

/** What sentences need by name, fetched once for many mandates. */
export async function namesFor(tx: Tx, extents: readonly StoredExtent[]) {
  const [services, regions] = await Promise.all([
    serviceNames(tx, [...new Set(extents.flatMap((each) => each.services ?? []))]),
    placeNames(tx, [...new Set(extents.flatMap((each) => each.regions ?? []))]),
  ]);
  return { services, regions };
}
export type Names = Awaited<ReturnType<typeof namesFor>>;

export const openNames = (hall: Pick<Hall, "vault">, row: MandateRow) => ({
  grantor: hall.vault.open(row.grantor_name, places.grantor(row.id)),
  holder: hall.vault.open(row.holder_name, places.holder(row.id)),
});

export function sentenceOfRow(t: Words, hall: Pick<Hall, "vault">, row: MandateRow, names: Names): string {
  return sentenceFor(t, row, {
    ...openNames(hall, row),
    services: names.services.filter((each) => row.services?.includes(each.id)),
    regions: names.regions,
  });
}

export function lineOf(t: Words, hall: Hall, actor: Actor, row: MandateRow, names: Names): MandateLine {
  const standing = standingOf(row, today(hall.time.now()));
  return {
    id: row.id,
    ...openNames(hall, row),
    sentence: sentenceOfRow(t, hall, row, names),
    standing,
    usable: standing === "granted" && row.holder_account === actor.account && actor.actingFor !== row.id,
  };
}

/** One mandate with its history, for either side. */
export async function viewMandate(tx: Tx, hall: Hall, t: Words, actor: Actor, row: MandateRow): Promise<MandateView> {
  const names = await namesFor(tx, [row]);
  const events = await eventsOf(tx, row.id);
  const line = lineOf(t, hall, actor, row, names);
  const isHolder = row.holder_account === actor.account;
  const isOver = ["refused", "revoked", "ended", "lapsed"].includes(line.standing);
  const isDirector = row.grantor_kind === "organization" && row.parent === null;
  return {
    ...line,
    kind: row.kind,
    isDirector,
    ends: isOver
      ? undefined
      : isHolder
        ? row.status === "requested"
          ? "offer"
          : "held"
        : isDirector && row.made_by !== actor.account
          ? undefined
          : row.status === "granted"
            ? "given"
            : "offer",
    code: row.status === "requested" && isHolder ? (row.code ?? undefined) : undefined,
    agreed: row.status === "requested" && row.needed > 1 ? { agreed: row.agreed ?? 0, needed: row.needed } : undefined,
    reason:
      row.kind === "guardian" && row.status === "refused" && row.reason
        ? hall.vault.open(row.reason, places.reason(row.id))
        : undefined,
    happenings: events.map((event) => ({
      key: event.id,
      what: t(`mandates.event.${event.act}`),
      who: hall.vault.open(event.name, places.event(event.id)),
      when: formatDateTime(event.at, zone("Asia/Jakarta"), t.locale),
      at: event.at.toISOString(),
    })),
  };
}
