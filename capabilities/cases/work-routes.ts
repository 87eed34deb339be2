// The officials' side: the worklist, the desk, the dashboard.

import { faulty, notFound, Refused } from "../../kernel/errors.ts";
import { page, seeOther } from "../../kernel/web/answer.ts";
import type { Ask } from "../../kernel/web/ask.ts";
import { serve } from "../../kernel/web/serve.ts";
import { idFrom } from "../../kernel/web/server.ts";
import { pick } from "../../kernel/words/words.ts";
import { holdersInUnit, holdersOf } from "../agencies/index.ts";
import { context, displayAnswer, fieldsOf, isPersonal, isVisible, loadVersion, maskAnswer } from "../services/index.ts";
import { currentAnswers, flash, type Typed, takeTask, taskQuestions, trackingOf, unlessSent } from "./case-routes.ts";
import { type Ending, endDocument, mayEndDocuments } from "./end-document.ts";
import { figuresOf, isSeen, unitCases, type WorkFilter, workCounts, worklist, workServices } from "./lists.sql.ts";
import { maskName } from "./mask-name.ts";
import { DashboardPage, UnitCasesPage } from "./pages/dashboard.tsx";
import { type Answered, DeskPage, type DeskProps } from "./pages/desk.tsx";
import { EndDocumentPage } from "./pages/end-document.tsx";
import { WorklistPage } from "./pages/worklist.tsx";
import { recordLook } from "./record-look.ts";
import { regionNames } from "./region-names.ts";
import { type Kind, sheet } from "./sheet.ts";
import { filedBy, shownName } from "./shown-name.ts";
import { standingOn, tasksFor } from "./standing-on.ts";
import { addComment } from "./talk.ts";
import { today } from "./today.ts";
import { readTracking } from "./tracking.ts";
import { type CaseView, taskMap, viewCase } from "./view.ts";
import { claimTask, handOver, isMine, leadsToCorrection, openPersonal, releaseTask } from "./work.ts";

const VIEWS = ["saya", "lewat"] as const;

function filterOf(ask: Ask): { filter: WorkFilter; view: "semua" | "saya" | "lewat"; service: string; search: string } {
  const view = VIEWS.find((each) => each === ask.query.get("tampil")) ?? "semua";
  const service = /^[0-9a-f-]{36}$/.test(ask.query.get("layanan") ?? "") ? (ask.query.get("layanan") as string) : "";
  const search = ask.query.get("nomor")?.trim() ?? "";
  const { actor } = ask;
  return {
    view,
    service,
    search,
    filter: {
      units: actor.units,
      positions: actor.positions,
      official: actor.official as string,
      mine: view === "saya",
      late: view === "lewat",
      service: service || undefined,
      search: search === "" ? undefined : (readTracking(search) ?? search.slice(0, 20)),
      cursor: ask.query.get("setelah") ?? undefined,
    },
  };
}

async function showWorklist(ask: Ask) {
  const { filter, view, service, search } = filterOf(ask);
  const { list, counts, services, elsewhere } = await ask.read(async (tx) => {
    const [found, numbers, offered] = await Promise.all([
      worklist(tx, filter),
      workCounts(tx, filter),
      workServices(tx, filter.units),
    ]);
    const tracking = found.rows.length === 0 ? readTracking(search) : undefined;
    return {
      list: found,
      counts: numbers,
      services: offered,
      elsewhere: tracking && (await isSeen(tx, tracking)) ? tracking : undefined,
    };
  });
  // A whole number that is not among the waiting tasks, of a case that the asker may see: there they want to go.
  if (elsewhere) return seeOther(`/kerja/${elsewhere}`);
  return page(
    WorklistPage({
      t: ask.t,
      site: ask.site,
      flash: ask.flash,
      rows: list.rows.map(({ applicant, filer, ofOrganization, version, ...row }) => ({
        ...row,
        applicant: shownName(ask.hall.vault.open(applicant, `cases.task:applicant:${row.taskId}`), ofOrganization),
        filer: filer ? maskName(ask.hall.vault.open(filer, `cases.task:filer:${row.taskId}`)) : undefined,
        map: taskMap(version, row.element, ask.t.locale),
      })),
      next: list.next,
      counts,
      filter: { view, service, search },
      services: services.map((each) => ({ id: each.id, name: pick(each.name, ask.t.locale) })),
      now: ask.hall.time.now(),
      you: ask.actor.official as string,
    }),
  );
}

const exportWorklist = (kind: Kind) => async (ask: Ask) => {
  const { filter } = filterOf(ask);
  const { t } = ask;
  const list = await ask.read((tx) => worklist(tx, { ...filter, limit: 1000 }));
  return sheet(
    kind,
    "daftar-kerja",
    [t("cases.number"), t("work.task"), t("work.service"), t("work.unit"), t("work.due"), t("work.hand")],
    list.rows.map((row) => [
      row.tracking,
      pick(row.task, t.locale),
      pick(row.service, t.locale),
      row.unit ?? "",
      { at: row.due, zone: row.calendar.zone },
      row.claimedName ?? "",
    ]),
  );
};

function unitFilterOf(ask: Ask) {
  const service = ask.query.get("layanan") ?? "";
  return {
    status: ask.query.get("keadaan") ?? undefined,
    late: ask.query.has("lewat"),
    service: /^[0-9a-f-]{36}$/.test(service) ? service : undefined,
    cursor: ask.query.get("setelah") ?? undefined,
  };
}

const exportCases = (kind: Kind) => async (ask: Ask) => {
  const { t } = ask;
  const list = await ask.read((tx) => unitCases(tx, ask.actor.units, { ...unitFilterOf(ask), limit: 1000 }));
  return sheet(
    kind,
    "permohonan",
    [t("cases.number"), t("work.service"), t("work.state"), t("work.due"), t("cases.submitted-at"), t("work.finished")],
    list.rows.map((row) => [
      row.tracking,
      pick(row.service, t.locale),
      row.outcomeName && row.status !== "running" ? pick(row.outcomeName, t.locale) : t(`cases.status.${row.status}`),
      row.due && { at: row.due, zone: row.calendar.zone },
      { at: row.submittedAt, zone: row.calendar.zone },
      row.finishedAt && { at: row.finishedAt, zone: row.calendar.zone },
    ]),
  );
};

async function caseFor(ask: Ask, options?: { brief: boolean }): Promise<CaseView> {
  const tracking = trackingOf(ask);
  const view = await ask.read((tx) => viewCase(tx, ask.hall, tracking, options));
  if (!view) throw notFound("cases.not-found");
  return view;
}

async function showDesk(
  ask: Ask,
  given: {
    view?: CaseView;
    typed?: Typed;
    shown?: boolean;
    comment?: DeskProps["comment"];
    commentProblem?: Refused;
  } = {},
) {
  const view = given.view ?? (await caseFor(ask));
  const { t, actor } = ask;
  const own = tasksFor(actor, view);
  const task =
    own.find((each) => each.claimed_by === actor.official) ?? own.find((each) => each.claimed_by === null) ?? own[0];
  const day = today(view.calendar, view.now);
  const personal = openPersonal(ask.hall, view.row);
  const answers = currentAnswers(ask, view);
  const issued = view.documents.some((document) => document.status === "issued");
  const { regionName, colleagues, mayEnd, standing } = await ask.read(async (tx) => ({
    standing: await standingOn(tx, actor, view),
    mayEnd: issued && !view.ownAffair && (await mayEndDocuments(tx, actor, view, signersIn(view))),
    regionName: await regionNames(tx, answers),
    colleagues: task
      ? task.position_id
        ? await holdersOf(tx, task.position_id, day)
        : await holdersInUnit(tx, task.unit_id as string, day)
      : [],
  }));
  const ready =
    task && (task.claimed_by === null || task.claimed_by === actor.official)
      ? await taskQuestions(ask, view, task, given.typed ?? {})
      : undefined;
  const application = view.ground.version.definition.application;
  const names = context(application, answers, { today: day, parameters: view.ground.parameters });
  const other = Object.entries(view.ground.version.definition.forms).filter(
    ([key]) => key !== "permohonan" && key !== task?.form,
  );
  const part = (title: string, fields: ReturnType<typeof fieldsOf>, always: boolean): Answered => ({
    title,
    rows: fields
      .filter((field) =>
        always ? answers[field.key] !== undefined && answers[field.key] !== null : isVisible(field, names),
      )
      .map((field) => ({
        label: pick(field.label, t.locale),
        personal: isPersonal(field),
        value:
          isPersonal(field) && !given.shown
            ? maskAnswer(field, answers[field.key]).replace(/\d\d(?:\.\d+)+$/, (code) => regionName(code) ?? "•••")
            : displayAnswer(field, answers[field.key], { locale: t.locale, regionName }),
        files:
          field.type === "file" && (!isPersonal(field) || given.shown)
            ? view.files
                .filter((file) =>
                  (answers[field.key] as { id: string }[] | undefined)?.some((each) => each.id === file.id),
                )
                .map((file) => ({ id: file.id, name: file.name, picture: file.hasThumbnail }))
            : [],
      })),
  });
  return page(
    DeskPage({
      t,
      site: ask.site,
      flash: ask.flash,
      view,
      once: ask.key(),
      shown: given.shown ?? false,
      mayEnd,
      standing,
      problem: given.typed?.problem,
      comment: given.comment,
      commentProblem: given.commentProblem,
      task: task && {
        task,
        submit: ready?.form?.submit,
        questions: ready?.questions,
        mine: task.claimed_by === actor.official,
        claimable: task.claimed_by === null,
        correctable: leadsToCorrection(view.ground, task.element)
          ? fieldsOf(application)
              .filter((field) => field.type !== "statement")
              .map((field) => ({ value: field.key, label: pick(field.label, t.locale) }))
          : undefined,
        asked: given.typed?.asked,
        note: given.typed?.note,
        colleagues: colleagues
          .filter((each) => each.official !== actor.official)
          .map((each) => ({ id: each.official, name: each.name, title: each.title })),
        once: ask.key(),
      },
      applicant: given.shown
        ? [
            [t("people.name"), personal.applicant.name],
            [t("people.nik"), personal.applicant.nik],
            [t("people.phone"), personal.applicant.phone || "–"],
            ...filedBy(t, personal, true),
          ]
        : [
            [t("people.name"), shownName(personal.applicant.name, personal.applicant.kind === "organization")],
            ...filedBy(t, personal, false),
          ],
      answered: [
        ...application.pages
          .map((each) => part(pick(each.title, t.locale), each.fields, false))
          .filter((each) => each.rows.length > 0),
        ...other
          .map(([, form]) => part(pick(form.title, t.locale), fieldsOf(form), true))
          .filter((each) => each.rows.length > 0),
      ],
    }),
    { status: given.typed?.problem || given.commentProblem ? 422 : 200 },
  );
}

/** The officials who completed the signing tasks. */
const signersIn = (view: CaseView): (string | null)[] => {
  const roles = new Set(view.ground.service.documents.map((each) => each.signedBy));
  return view.tasks.filter((task) => task.status === "done" && roles.has(task.role)).map((task) => task.done_by);
};

async function showEnding(ask: Ask, given: { typed?: Ending; problem?: Refused } = {}) {
  const view = await caseFor(ask);
  if (!(await ask.read((tx) => mayEndDocuments(tx, ask.actor, view, signersIn(view)))))
    throw new Refused("document.not-yours", { status: 403 });
  const documents = view.documents.filter((document) => document.status === "issued");
  if (documents.length === 0) throw new Refused("document.not-in-force", { status: 409 });
  return page(
    EndDocumentPage({
      t: ask.t,
      site: ask.site,
      view,
      documents,
      once: ask.key,
      typed: given.typed,
      problem: given.problem,
    }),
    { status: given.problem ? 422 : 200 },
  );
}

async function takeEnding(ask: Ask) {
  const form = await ask.form();
  const how = form.text("cara");
  const typed: Ending = {
    document: form.text("dokumen"),
    how: how === "revoke" ? "revoke" : "reissue",
    reason: form.text("alasan"),
  };
  if (how !== "revoke" && how !== "reissue")
    return showEnding(ask, {
      typed: { ...typed, how: "" as never },
      problem: faulty([{ field: "cara", key: "document.say-how" }]),
    });
  try {
    const ended = await ask.transact((tx) =>
      endDocument(tx, ask.hall, ask.actor, trackingOf(ask), { ...typed, document: idFrom(typed.document) }, form.key),
    );
    const said = ended.status === "revoked" ? "document.revoked-flash" : "document.reissued-flash";
    return seeOther(`/kerja/${trackingOf(ask)}`, [flash(ask, said)]);
  } catch (error) {
    if (error instanceof Refused && error.faults.length > 0) return showEnding(ask, { typed, problem: error });
    throw error;
  }
}

/** Opens the personal data of a case to an official: recorded with its purpose, for the person to see. */
async function showPersonal(ask: Ask) {
  await ask.form();
  const view = await caseFor(ask);
  await ask.transact(async (tx) => {
    await recordLook(tx, ask.actor, {
      act: "personal-data.viewed",
      agency: view.row.agency_id,
      case: view.row.id,
      applicant: view.row.applicant_id,
      tracking: view.row.tracking,
      purpose: `${view.ground.service.name.id}, ${view.row.tracking}`,
      kinds: ["identity", "contact", "answers"],
    });
  });
  return showDesk(ask, { view, shown: true });
}

async function writeComment(ask: Ask) {
  const form = await ask.form();
  const comment = { text: form.text("pesan"), inside: form.text("kepada") !== "pemohon" };
  try {
    await ask.transact((tx) => addComment(tx, ask.hall, ask.actor, trackingOf(ask), comment, form.key));
    return seeOther(`/kerja/${trackingOf(ask)}`, [flash(ask, "cases.message-sent")]);
  } catch (error) {
    if (error instanceof Refused && error.key.startsWith("comment."))
      return showDesk(ask, {
        comment,
        commentProblem: faulty([{ field: "pesan", key: error.key, params: error.params }]),
      });
    throw error;
  }
}

async function complete(ask: Ask) {
  const view = await caseFor(ask, { brief: true });
  const task = await unlessSent(ask, async () => {
    const found = view.tasks.find((each) => each.id === ask.params.task);
    if (!found) throw notFound();
    if (found.status !== "open") throw new Refused("task.done-already", { status: 409 });
    return found;
  });
  if (!task) return seeOther(`/kerja/${view.row.tracking}`);
  if (!isMine(ask.actor, task)) throw new Refused("task.not-yours", { status: 403 });
  return takeTask(
    ask,
    view,
    task,
    (typed) => showDesk(ask, { typed }),
    () => seeOther("/kerja", [flash(ask, "work.completed")]),
  );
}

const simple = (act: (ask: Ask) => Promise<void>, key: string) => async (ask: Ask) => {
  await ask.form();
  await act(ask);
  return seeOther(`/kerja/${trackingOf(ask)}`, [flash(ask, key)]);
};

async function dashboard(ask: Ask) {
  const { figures, services } = await ask.read(async (tx) => {
    const found = await figuresOf(tx, ask.actor.units);
    const names = await Promise.all(
      found.services.map(
        async (each) => [each.serviceId, (await loadVersion(tx, each.versionId)).definition.service.name] as const,
      ),
    );
    return { figures: found, services: Object.fromEntries(names) };
  });
  return page(
    DashboardPage({ t: ask.t, site: ask.site, figures, services, name: `${ask.actor.title}, ${ask.actor.agencyName}` }),
  );
}

export const workRoutes = [
  ...serve("", "official", (on) => {
    on.get("/kerja", showWorklist);
    on.get("/kerja.csv", exportWorklist("csv"));
    on.get("/kerja.xlsx", exportWorklist("xlsx"));
    on.get("/dasbor", dashboard);
    on.get("/dasbor/berkas.csv", exportCases("csv"));
    on.get("/dasbor/berkas.xlsx", exportCases("xlsx"));
    on.get("/dasbor/berkas", async (ask) => {
      const list = await ask.read((tx) => unitCases(tx, ask.actor.units, unitFilterOf(ask)));
      return page(UnitCasesPage({ t: ask.t, site: ask.site, rows: list.rows, next: list.next, query: ask.query }));
    });
  }),
  ...serve("/kerja", "official", (on) => {
    on.get("/:tracking", (ask) => showDesk(ask));
    on.post("/:tracking/data-pribadi", showPersonal);
    on.get("/:tracking/dokumen", (ask) => showEnding(ask));
    on.post("/:tracking/dokumen", takeEnding);
    on.post("/:tracking/pesan", writeComment);
    on.post("/:tracking/tugas/:task", complete, { uploads: true });
    on.post(
      "/:tracking/tugas/:task/ambil",
      simple(
        (ask) => ask.transact((tx) => claimTask(tx, ask.hall, ask.actor, trackingOf(ask), ask.params.task as string)),
        "work.claimed",
      ),
    );
    on.post(
      "/:tracking/tugas/:task/lepas",
      simple(
        (ask) => ask.transact((tx) => releaseTask(tx, ask.actor, trackingOf(ask), ask.params.task as string)),
        "work.released",
      ),
    );
    on.post("/:tracking/tugas/:task/serahkan", async (ask) => {
      const form = await ask.form();
      await ask.transact((tx) =>
        handOver(tx, ask.hall, ask.actor, {
          tracking: trackingOf(ask),
          task: ask.params.task as string,
          to: form.text("rekan"),
        }),
      );
      return seeOther(`/kerja/${trackingOf(ask)}`, [flash(ask, "work.handed-over")]);
    });
  }),
];
