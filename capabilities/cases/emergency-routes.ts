// Looks in an emergency: opening one, one's own, and the review of others'.

import { mayAct } from "../../kernel/actor.ts";
import type { Refused } from "../../kernel/errors.ts";
import { forbidden, notFound } from "../../kernel/errors.ts";
import { isUuid } from "../../kernel/ids.ts";
import { page } from "../../kernel/web/answer.ts";
import type { Ask, Form } from "../../kernel/web/ask.ts";
import { command } from "../../kernel/web/command.ts";
import { serve } from "../../kernel/web/serve.ts";
import { calendarOf } from "../agencies/index.ts";
import { type EmergencyRow, emergenciesIn, emergenciesOf, emergencyById } from "./emergency.sql.ts";
import { notePlace, openEmergency, reasonPlace, reviewEmergency } from "./emergency.ts";
import { isOwnAffair } from "./own-affair.ts";
import { EmergenciesPage, EmergencyPage, type EmergencyShown } from "./pages/emergency.tsx";
import { readTracking } from "./tracking.ts";

const shownOf = (ask: Ask, row: EmergencyRow): EmergencyShown => ({
  ...row,
  reason: ask.hall.vault.open(row.reason, reasonPlace(row.id)),
  note: row.note ? ask.hall.vault.open(row.note, notePlace(row.id)) : "",
});

async function list(ask: Ask, problem?: Refused, form?: Form) {
  const { actor } = ask;
  const reviews = mayAct(actor, "review-emergency") || mayAct(actor, "audit");
  const past = ask.query.get("tampil") === "selesai";
  const { own, others, calendar } = await ask.read(async (tx) => ({
    own: await emergenciesOf(tx, actor.account as string),
    others: reviews
      ? await emergenciesIn(tx, actor.agency as string, {
          waiting: !past,
          cursor: ask.query.get("setelah") ?? undefined,
        })
      : undefined,
    calendar: await calendarOf(tx, actor.agency as string),
  }));
  return page(
    EmergenciesPage({
      t: ask.t,
      site: ask.site,
      flash: ask.flash,
      own: own.map((row) => shownOf(ask, row)),
      others: others && { rows: others.rows.map((row) => shownOf(ask, row)), next: others.next, past },
      zone: calendar.zone,
      now: ask.hall.time.now(),
      once: ask.key(),
      minutes: ask.hall.config.PENDOPO_EMERGENCY_MINUTES,
      days: ask.hall.config.PENDOPO_EMERGENCY_REVIEW_DAYS,
      typed: { tracking: form?.text("nomor") ?? ask.query.get("nomor") ?? "", reason: form?.text("alasan") ?? "" },
      problem,
    }),
    { status: problem?.status },
  );
}

async function open(ask: Ask) {
  let tracking = "";
  return command(ask, {
    work: (tx, form) => {
      tracking = readTracking(form.text("nomor")) ?? form.text("nomor").slice(0, 40);
      return openEmergency(tx, ask.hall, ask.actor, { tracking, reason: form.text("alasan") });
    },
    again: (problem, form) => list(ask, problem, form),
    next: () => ({ to: `/kerja/${tracking}`, flash: "emergency.opened-flash" }),
  });
}

async function show(ask: Ask, problem?: Refused, form?: Form) {
  const { actor } = ask;
  const { id = "" } = ask.params;
  if (!isUuid(id)) throw notFound();
  const found = await ask.read(async (tx) => {
    const row = await emergencyById(tx, actor.agency as string, id);
    return (
      row && {
        row,
        calendar: await calendarOf(tx, row.byAgency),
        ownAffair: await isOwnAffair(tx, ask.hall, actor, row),
      }
    );
  });
  if (!found) throw notFound();
  return page(
    EmergencyPage({
      t: ask.t,
      site: ask.site,
      flash: ask.flash,
      row: shownOf(ask, found.row),
      zone: found.calendar.zone,
      now: ask.hall.time.now(),
      ownAffair: found.ownAffair,
      mayReview:
        mayAct(actor, "review-emergency") &&
        found.row.account !== actor.account &&
        !found.ownAffair &&
        found.row.verdict === null,
      once: ask.key(),
      typed: form && { verdict: form.text("putusan"), note: form.text("catatan") },
      problem,
    }),
    { status: problem?.status },
  );
}

async function review(ask: Ask) {
  const { id = "" } = ask.params;
  if (!isUuid(id)) throw notFound();
  if (!mayAct(ask.actor, "review-emergency")) throw forbidden("emergency.not-reviewer");
  return command(ask, {
    work: (tx, form) =>
      reviewEmergency(tx, ask.hall, ask.actor, { id, verdict: form.text("putusan"), note: form.text("catatan") }),
    again: (problem, form) => show(ask, problem, form),
    next: () => ({ to: "/kerja/darurat", flash: "emergency.reviewed-flash" }),
  });
}

export const emergencyRoutes = serve("/kerja/darurat", "official", (on) => {
  on.get("/", (ask) => list(ask));
  on.post("/", open, { fresh: true });
  on.get("/:id", (ask) => show(ask));
  on.post("/:id", review, { fresh: true });
});
