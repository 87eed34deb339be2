// The desk of the data protection officer: objections to answer, what will be erased and what holds it back, holds, leave.

import type { Tx } from "../../kernel/db/database.ts";
import { ensure, forbidden, notFound, Refused } from "../../kernel/errors.ts";
import { isUuid } from "../../kernel/ids.ts";
import { page, seeOther } from "../../kernel/web/answer.ts";
import type { Ask, Form } from "../../kernel/web/ask.ts";
import { once } from "../../kernel/web/once.ts";
import { serve } from "../../kernel/web/serve.ts";
import { pick } from "../../kernel/words/words.ts";
import { type SheetKind, sheet } from "../cases/index.ts";
import { actName, flashed, when } from "./data-routes.ts";
import { giveLeave, holdCase, leavesOf, liftHold } from "./hold-case.ts";
import { answerObjection, objectionPlace, protectsData } from "./object-to-look.ts";
import { objectionById, objectionsTo } from "./objections.sql.ts";
import { DeskPage, LeavePage, RetentionPage } from "./pages/desk.tsx";
import { AnswerPage, ObjectionsPage } from "./pages/objections.tsx";
import { dayText, holdsOf, type Judged, judge, keptText } from "./retention.sql.ts";
import { REASONS } from "./retention.ts";

/** Everything here is the officer's alone. */
export function officer(ask: Ask): string {
  ensure(protectsData(ask.actor) && ask.actor.agency, forbidden("privacy.not-officer"));
  return ask.actor.agency;
}

async function showDesk(ask: Ask) {
  const agency = officer(ask);
  const found = await ask.read(async (tx) => ({
    open: await objectionsTo(tx, agency, false),
    holds: await holdsOf(tx, agency),
    leaves: await leavesOf(tx, agency),
  }));
  const now = ask.hall.time.now();
  return page(
    DeskPage({
      t: ask.t,
      site: ask.site,
      flash: ask.flash,
      agency: ask.actor.agencyName ?? "",
      open: found.open.rows.length,
      late: found.open.rows.filter((row) => row.due_at < now).length,
      holds: found.holds.length,
      leaves: found.leaves.filter((leave) => leave.until > now).length,
    }),
  );
}

const hoursLeft = (ask: Ask, due: Date) => Math.floor((due.getTime() - ask.hall.time.now().getTime()) / 3_600_000);

async function showObjections(ask: Ask) {
  const agency = officer(ask);
  const answered = ask.query.get("terjawab") === "ya";
  const { t } = ask;
  const found = await ask.read((tx) => objectionsTo(tx, agency, answered, ask.query.get("setelah") ?? undefined));
  const next =
    found.next &&
    `/data-pribadi/keberatan?${new URLSearchParams({ ...(answered ? { terjawab: "ya" } : {}), setelah: found.next })}`;
  return page(
    ObjectionsPage({
      t,
      site: ask.site,
      flash: ask.flash,
      answered,
      next,
      rows: found.rows.map((row) => ({
        id: row.id,
        when: when(t, row.at),
        look: `${actName(t, row.look.act)}, ${row.look.who}, ${row.look.tracking}`,
        hoursLeft: hoursLeft(ask, row.due_at),
        late: row.due_at < ask.hall.time.now(),
        due: when(t, row.due_at),
        answeredAt: row.answered_at ? when(t, row.answered_at) : undefined,
      })),
    }),
  );
}

async function showObjection(ask: Ask, given: { typed?: string; problem?: Refused } = {}) {
  const agency = officer(ask);
  const { objection = "" } = ask.params;
  const row = isUuid(objection) ? await ask.read((tx) => objectionById(tx, objection)) : undefined;
  if (!row || row.agency_id !== agency) throw notFound();
  const { t, hall } = ask;
  return page(
    AnswerPage({
      t,
      site: ask.site,
      id: row.id,
      once: ask.key(),
      ...given,
      rows: [
        [t("privacy.when"), when(t, new Date(row.look.at))],
        [t("privacy.who"), row.look.who],
        [t("privacy.what"), actName(t, row.look.act)],
        [t("privacy.why"), row.look.purpose],
        [t("privacy.case"), row.look.tracking || "–"],
        [t("privacy.due"), when(t, row.due_at)],
      ],
      text: hall.vault.open(row.body, objectionPlace(row.id, "body")),
      answer:
        row.answer && row.answered_at
          ? {
              text: hall.vault.open(row.answer, objectionPlace(row.id, "answer")),
              by: row.answered_label ?? "",
              when: when(t, row.answered_at),
            }
          : undefined,
    }),
    { status: given.problem ? 422 : 200 },
  );
}

async function takeAnswer(ask: Ask) {
  officer(ask);
  const form = await ask.form();
  const { objection = "" } = ask.params;
  if (!isUuid(objection)) throw notFound();
  const text = form.text("jawaban");
  return command(
    ask,
    form,
    (tx) => answerObjection(tx, ask.hall, ask.actor, objection, text),
    "/data-pribadi/keberatan",
    "privacy.answer.sent",
    (problem) => showObjection(ask, { typed: text, problem }),
  );
}

/** Done once, told, and back with everything typed when something is wrong. */
export async function command(
  ask: Ask,
  form: Form,
  work: (tx: Tx) => Promise<unknown>,
  to: string,
  flash: string,
  again: (problem: Refused) => ReturnType<typeof showDesk>,
) {
  try {
    await ask.transact((tx) => once(tx, form.key, [ask.path, form.record()], async () => void (await work(tx))));
  } catch (error) {
    if (error instanceof Refused && error.faults.length > 0) return again(error);
    throw error;
  }
  return seeOther(to, [flashed(ask, flash)]);
}

const VIEWS = ["", "hapus", ...REASONS] as const;
const isShown = (view: string) => (each: Judged) =>
  view === "" || (each.verdict.erase ? view === "hapus" : each.verdict.because === view);

async function judgedOf(ask: Ask, limit: number) {
  const agency = officer(ask);
  const view = VIEWS.find((each) => each === ask.query.get("keadaan")) ?? "";
  const place = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)~([0-9a-f-]{36})$/.exec(ask.query.get("setelah") ?? "");
  const after: [Date, string] | undefined = place ? [new Date(place[1] as string), place[2] as string] : undefined;
  if (after && (Number.isNaN(after[0].getTime()) || !isUuid(after[1])))
    throw new Refused("error.cursor", { status: 400 });
  const all = await ask.read((tx) => judge(tx, { agency, after, limit }));
  const last = all.length === limit ? all.at(-1)?.row : undefined;
  return {
    view,
    rows: all.filter(isShown(view)),
    next: last?.finished_at ? `${last.finished_at.toISOString()}~${last.id}` : undefined,
  };
}

async function showRetention(
  ask: Ask,
  given: { typed?: { tracking: string; reason: string }; problem?: Refused } = {},
) {
  const agency = officer(ask);
  const { t } = ask;
  const { view, rows, next } = await judgedOf(ask, 100);
  const holds = await ask.read((tx) => holdsOf(tx, agency));
  const query = (more: Record<string, string>) =>
    new URLSearchParams({ ...(view ? { keadaan: view } : {}), ...more }).toString();
  return page(
    RetentionPage({
      t,
      site: ask.site,
      flash: ask.flash,
      once: ask.key,
      view,
      views: VIEWS.map((value) => ({ value, label: t(`privacy.retention.view.${value || "all"}`) })),
      rows: rows.map((each) => ({
        tracking: each.row.tracking,
        service: pick(each.service, t.locale),
        finished: each.row.finished_at ? when(t, each.row.finished_at) : "–",
        ends: each.ends ? dayText(each.ends, t.locale) : "–",
        verdict: keptText(ask.t, each),
        due: each.verdict.erase,
      })),
      next: next && `/data-pribadi/retensi?${query({ setelah: next })}`,
      query: view ? `?keadaan=${view}` : "",
      holds: holds.map((hold) => ({
        id: hold.id,
        tracking: hold.tracking,
        reason: hold.reason,
        by: hold.placed_label,
        since: when(t, hold.placed_at),
      })),
      ...given,
    }),
    { status: given.problem ? 422 : 200 },
  );
}

const takeRetention = (kind: SheetKind) => async (ask: Ask) => {
  const { t } = ask;
  const { rows } = await judgedOf(ask, 2000);
  return sheet(
    kind,
    "retensi-data-pribadi",
    ["case", "service", "finished", "ends", "verdict"].map((key) => t(`privacy.retention.${key}`)),
    rows.map((each) => [
      each.row.tracking,
      pick(each.service, t.locale),
      each.row.finished_at ? each.row.finished_at.toISOString().slice(0, 10) : "",
      each.ends ?? "",
      keptText(ask.t, each),
    ]),
  );
};

async function takeHold(ask: Ask) {
  officer(ask);
  const form = await ask.form();
  const typed = { tracking: form.text("nomor"), reason: form.text("alasan") };
  return command(
    ask,
    form,
    (tx) => holdCase(tx, ask.actor, typed),
    "/data-pribadi/retensi#penahanan",
    "privacy.hold.placed",
    (problem) => showRetention(ask, { typed, problem }),
  );
}

async function endHold(ask: Ask) {
  officer(ask);
  const form = await ask.form();
  const { hold = "" } = ask.params;
  if (!isUuid(hold)) throw notFound();
  await ask.transact((tx) => once(tx, form.key, ["lift", hold], () => liftHold(tx, ask.actor, hold)));
  return seeOther("/data-pribadi/retensi#penahanan", [flashed(ask, "privacy.hold.lifted")]);
}

async function showLeave(ask: Ask, given: { typed?: { tracking: string; reason: string }; problem?: Refused } = {}) {
  const agency = officer(ask);
  const { t } = ask;
  const leaves = await ask.read((tx) => leavesOf(tx, agency));
  return page(
    LeavePage({
      t,
      site: ask.site,
      flash: ask.flash,
      once: ask.key(),
      rows: leaves.map((leave) => ({
        id: leave.id,
        tracking: leave.tracking,
        reason: leave.reason,
        by: leave.given_label,
        until: when(t, leave.until),
        over: leave.until <= ask.hall.time.now(),
      })),
      ...given,
    }),
    { status: given.problem ? 422 : 200 },
  );
}

async function takeLeave(ask: Ask) {
  officer(ask);
  const form = await ask.form();
  const typed = { tracking: form.text("nomor"), reason: form.text("alasan") };
  return command(
    ask,
    form,
    (tx) => giveLeave(tx, ask.actor, typed),
    "/data-pribadi/izin",
    "privacy.leave.given",
    (problem) => showLeave(ask, { typed, problem }),
  );
}

export const deskRoutes = serve("/data-pribadi", "official", (on) => {
  on.get("/", showDesk);
  on.get("/keberatan", showObjections);
  on.get("/keberatan/:objection", (ask) => showObjection(ask));
  on.post("/keberatan/:objection", takeAnswer);
  on.get("/retensi", (ask) => showRetention(ask));
  on.get("/retensi.csv", takeRetention("csv"));
  on.get("/retensi.xlsx", takeRetention("xlsx"));
  on.post("/penahanan", takeHold);
  on.post("/penahanan/:hold/akhir", endHold);
  on.get("/izin", (ask) => showLeave(ask));
  on.post("/izin", takeLeave);
});
