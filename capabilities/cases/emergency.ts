// Akses darurat: an official without a ground reads one case, because somebody must, now. It is told to the applicant, and reviewed.

import { type Actor, mayAct } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import { due, formatDateTime, startClock } from "../../kernel/calendar/index.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { worker } from "../../kernel/db/scope.ts";
import { ensure, faulty, forbidden, notFound, refuse } from "../../kernel/errors.ts";
import type { Hall } from "../../kernel/hall.ts";
import { post } from "../../kernel/mail/mail.ts";
import { calendarOf, headOf } from "../agencies/index.ts";
import {
  emergencyById,
  emergencyTarget,
  insertEmergency,
  judgeEmergency,
  noteToldLate,
  overdueEmergencies,
} from "./emergency.sql.ts";
import { isSeen } from "./lists.sql.ts";
import { isOwnAffair } from "./own-affair.ts";
import { isRestricted } from "./restriction.ts";
import { today } from "./today.ts";
import { labelOf } from "./work.ts";

const LEAST_LETTERS = 20;

export const reasonPlace = (id: string): string => `cases.emergency:reason:${id}`;
export const notePlace = (id: string): string => `cases.emergency:note:${id}`;

/**
 * Opens a case to read, for as long as the installation says (an hour). The official's agency must answer for the case or work on it; a reason is given that the
 * applicant will read. @throws Refused with faults, 404 when no such case is near, 409 when it is open to them anyway.
 */
export async function openEmergency(
  tx: Tx,
  hall: Pick<Hall, "vault" | "config">,
  actor: Actor,
  given: { tracking: string; reason: string },
): Promise<{ until: string }> {
  ensure(actor.kind === "official" && actor.agency && actor.unit && actor.official, () => forbidden());
  const reason = given.reason.trim();
  const letters = reason.match(/\p{L}/gu)?.length ?? 0;
  if (letters < LEAST_LETTERS) throw faulty([{ field: "alasan", key: "emergency.reason-short" }]);
  if (reason.length > 1000) throw faulty([{ field: "alasan", key: "emergency.reason-long" }]);
  const target = await emergencyTarget(tx, given.tracking);
  // Who sees the case needs no emergency, unless its owner had the data closed: then this is the quick way, and the officer's leave the slow one.
  const restricted = target !== undefined && (await isRestricted(tx, target));
  if (!restricted && (await isSeen(tx, given.tracking)))
    throw faulty([{ field: "nomor", key: "emergency.seen-anyway" }]);
  if (!target) throw faulty([{ field: "nomor", key: "emergency.no-case" }]);
  if (await isOwnAffair(tx, hall, actor, target)) throw faulty([{ field: "nomor", key: "emergency.own-affair" }]);
  const { PENDOPO_EMERGENCY_MINUTES: minutes, PENDOPO_EMERGENCY_REVIEW_DAYS: workingDays } = hall.config;
  const calendar = await calendarOf(tx, actor.agency);
  const id = tx.id();
  const until = new Date(tx.now.getTime() + minutes * 60_000);
  await insertEmergency(tx, {
    ...target,
    id,
    tracking: given.tracking,
    account: actor.account as string,
    official: actor.official,
    unit: actor.unit,
    byAgency: actor.agency,
    label: labelOf(actor),
    reason: hall.vault.seal(reason, reasonPlace(id)),
    openedAt: tx.now,
    until,
    reviewDue: due(calendar, startClock({ workingDays }, tx.now), tx.now),
  });
  record(tx, actor, {
    agency: target.agency,
    act: "emergency.opened",
    target: given.tracking,
    subject: target.applicant,
    purpose: `Akses darurat: ${reason}`,
    detail: {
      who: labelOf(actor),
      tracking: given.tracking,
      kinds: ["identity", "answers", "documents"],
      ...(restricted ? { restricted } : {}),
    },
  });
  return { until: until.toISOString() };
}

/** A reviewer accepts a look or objects to it, with a note; never to their own. @throws Refused 403, 409 when it was reviewed. */
export async function reviewEmergency(
  tx: Tx,
  hall: Pick<Hall, "vault">,
  actor: Actor,
  given: { id: string; verdict: string; note: string },
): Promise<{ id: string }> {
  ensure(mayAct(actor, "review-emergency") && actor.agency, () => forbidden("emergency.not-reviewer"));
  const row = await emergencyById(tx, actor.agency, given.id);
  if (!row) throw notFound();
  ensure(row.account !== actor.account, () => forbidden("emergency.own-refused"));
  ensure(!(await isOwnAffair(tx, hall, actor, row)), () => forbidden("emergency.own-affair-review"));
  ensure(row.verdict === null, refuse("emergency.reviewed", {}, 409));
  const note = given.note.trim();
  const { verdict } = given;
  const faults = [
    ...(verdict === "accepted" || verdict === "objected" ? [] : [{ field: "putusan", key: "emergency.say-verdict" }]),
    ...(verdict === "objected" && note.length < 10 ? [{ field: "catatan", key: "emergency.say-why" }] : []),
    ...(note.length > 2000 ? [{ field: "catatan", key: "emergency.note-long" }] : []),
  ];
  if (faults.length > 0) throw faulty(faults);
  const judged = await judgeEmergency(tx, row, {
    verdict: verdict as "accepted" | "objected",
    by: actor.account as string,
    label: labelOf(actor),
    note: hall.vault.seal(note, notePlace(row.id)),
  });
  ensure(judged === 1, refuse("emergency.reviewed", {}, 409));
  record(tx, actor, {
    act: `emergency.${verdict}`,
    target: row.tracking,
    detail: { emergency: row.id },
  });
  return { id: row.id };
}

/** Tells the head of the unit of each look that nobody reviewed in time; once each. */
export async function tellOverdue(hall: Hall): Promise<void> {
  await hall.db.transact(worker, async (tx) => {
    for (const row of await overdueEmergencies(tx)) {
      const calendar = await calendarOf(tx, row.byAgency);
      const head = await headOf(tx, row.unit, today(calendar, tx.now));
      await noteToldLate(tx, row);
      if (!head?.email) continue;
      const text = (locale: "id" | "en") => {
        const when = (at: Date) => formatDateTime(at, calendar.zone, locale);
        const params = {
          who: row.label,
          tracking: row.tracking,
          opened: when(row.openedAt),
          due: when(row.reviewDue),
          url: `${hall.url}/kerja/darurat/${row.id}`,
        };
        return {
          subject: hall.words(locale)("emergency.late-subject", params),
          body: hall.words(locale)("emergency.late-body", params),
        };
      };
      const [id, en] = [text("id"), text("en")];
      post(tx, hall, row.id, {
        agency: row.byAgency,
        to: head.email,
        subject: id.subject,
        body: `${id.body}\n\n—\n${en.body}\n`,
      });
    }
  });
}
