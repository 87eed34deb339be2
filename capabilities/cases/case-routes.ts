// A case for its applicant, for whoever holds its number, and the papers that come of it.

import { sql } from "../../kernel/db/sql.ts";
import { faulty, notFound, Refused } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { bytes, page, seeOther } from "../../kernel/web/answer.ts";
import { type Ask, scopeFor } from "../../kernel/web/ask.ts";
import { FLASH, writeCookie } from "../../kernel/web/cookies.ts";
import { wasSent } from "../../kernel/web/once.ts";
import { serve } from "../../kernel/web/serve.ts";
import { idFrom } from "../../kernel/web/server.ts";
import {
  type Answers,
  context,
  type FileAnswer,
  fieldsOf,
  type Raw,
  rawAnswers,
  rawOf,
  readSubmission,
  removedFiles,
  rowsOf,
  shownFields,
} from "../services/index.ts";
import { documentById } from "./documents.sql.ts";
import { typedRows } from "./for-whom.ts";
import { MyCasePage, MyTaskPage, TrackFormPage, TrackPage, WithdrawPage } from "./pages/case.tsx";
import { namePlaces, preparePlaces } from "./places.ts";
import { recordDocumentLook } from "./record-look.ts";
import { showSlip } from "./slip-route.ts";
import { addComment, mayWithdraw, withdrawCase } from "./talk.ts";
import { today } from "./today.ts";
import { trackedCase } from "./tracked.ts";
import { readTracking } from "./tracking.ts";
import { answerOf, attachmentById, insertAttachment, recordOpening, takeInAll } from "./uploads.ts";
import { type CaseView, type ViewTask, viewCase } from "./view.ts";
import { completeTask, formOf, openPersonal } from "./work.ts";

export const flash = (ask: Ask, key: string): string =>
  writeCookie(FLASH, key, { secure: ask.hall.url.startsWith("https://"), maxAge: 30 });

export function trackingOf(ask: Ask): string {
  const tracking = readTracking(ask.params.tracking ?? "");
  if (!tracking) throw notFound("cases.not-found");
  return tracking;
}

async function ownCase(ask: Ask): Promise<CaseView> {
  const tracking = trackingOf(ask);
  const view = await ask.read((tx) => viewCase(tx, ask.hall, tracking));
  if (!view || view.row.applicant_id !== ask.actor.person) throw notFound("cases.not-found");
  return view;
}

async function showMine(ask: Ask, given: { problem?: Refused; message?: string } = {}) {
  const view = await ownCase(ask);
  return page(
    MyCasePage({
      t: ask.t,
      site: ask.site,
      flash: ask.flash,
      view,
      isNew: ask.query.has("baru"),
      once: ask.key(),
      mayWithdraw: mayWithdraw({ row: view.row, ground: view.ground }),
      problem: given.problem,
      message: given.message,
    }),
    { status: given.problem ? 422 : 200 },
  );
}

async function writeMessage(ask: Ask) {
  const form = await ask.form();
  try {
    await ask.transact((tx) =>
      addComment(tx, ask.hall, ask.actor, trackingOf(ask), { text: form.text("pesan"), inside: false }, form.key),
    );
    return seeOther(`/permohonan/${trackingOf(ask)}`, [flash(ask, "cases.message-sent")]);
  } catch (error) {
    if (error instanceof Refused && error.key.startsWith("comment."))
      return showMine(ask, {
        problem: faulty([{ field: "pesan", key: error.key, params: error.params }]),
        message: form.text("pesan"),
      });
    throw error;
  }
}

/** What a form of a task shows before anything is typed: for a correction, the answers as they stand. */
export function currentAnswers(ask: Ask, view: CaseView): Answers {
  return { ...(view.row.variables as Answers), ...openPersonal(ask.hall, view.row).answers };
}

export type Typed = {
  raw?: Raw;
  answers?: Answers;
  asked?: string[];
  note?: string;
  problem?: Refused;
  addRow?: string;
  files?: Record<string, FileAnswer[]>;
  places?: Awaited<ReturnType<typeof preparePlaces>>["places"];
};

/** The questions of a task, ready for its page; for the applicant's corrections and for officials' forms alike. */
export async function taskQuestions(ask: Ask, view: CaseView, task: ViewTask, typed: Typed) {
  const form = formOf(view.ground, task, view.row);
  const known = currentAnswers(ask, view);
  const answers = task.unit_id === null && task.form === "permohonan" ? known : {};
  const typedAnswers = typed.answers ?? answers;
  const fields = form
    ? shownFields(
        fieldsOf(form),
        context(form, typedAnswers, {
          today: today(view.calendar, view.now),
          parameters: view.ground.parameters,
          answers: known,
        }),
      )
    : [];
  const raw = typed.raw ?? rawAnswers(fields, answers);
  const files =
    typed.files ??
    Object.fromEntries(
      fields.flatMap((field) =>
        field.type === "file" && Array.isArray(answers[field.key])
          ? [[field.key, answers[field.key] as FileAnswer[]]]
          : [],
      ),
    );
  const places = await ask.read(async (tx) => {
    const prepared = await preparePlaces(tx, fields, raw, view.ground.offering.region, false);
    const all = { ...prepared.places, ...typed.places };
    await namePlaces(tx, fields, raw, all);
    return all;
  });
  const rows = Object.fromEntries(
    fields.flatMap((field) => {
      if (field.type !== "table") return [];
      const there = rowsOf(raw, field.key);
      const next = (there.at(-1) ?? 0) + 1;
      return [
        [
          field.key,
          there.length === 0 && field.min > 0 ? [next] : typed.addRow === field.key ? [...there, next] : there,
        ],
      ];
    }),
  );
  return {
    form,
    questions: { fields, raw, files, fileHref: (id: string) => `/berkas/${id}`, places, problem: typed.problem, rows },
  };
}

/** Files that a page has already taken in travel in its hidden fields, so that a fault elsewhere does not lose them. */
const carried = (raw: Raw): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(raw).flatMap(([name, value]) =>
      name.endsWith("._kept") ? [[name.slice(0, -6), Array.isArray(value) ? value : [String(value)]]] : [],
    ),
  );

/**
 * Takes what was posted for a task: files first, then the answers, then the act. Gives the answer of `done` or the page again with
 * what was typed.
 */
export async function takeTask(
  ask: Ask,
  view: CaseView,
  task: ViewTask,
  again: (typed: Typed) => Promise<ReturnType<typeof page>>,
  done: () => ReturnType<typeof seeOther>,
) {
  if (task.claimed_by !== null && task.claimed_by !== ask.actor.official)
    throw new Refused("task.claimed", { status: 409 });
  const form = await ask.form();
  const raw = rawOf(
    [...form.fields].flatMap(([name, values]) => values.map((value): [string, string] => [name, value])),
  );
  const definition = formOf(view.ground, task, view.row);
  const fields = definition ? fieldsOf(definition) : [];
  const correcting = task.unit_id === null && task.form === "permohonan";
  const before = correcting ? currentAnswers(ask, view) : {};
  const removed = new Set(fields.flatMap((field) => removedFiles(raw, field.key)));
  const known = view.files.map(
    (file): FileAnswer => ({ id: file.id, name: file.name, type: file.type, size: file.size }),
  );
  const keptBefore = carried(raw);
  const files: Record<string, FileAnswer[]> = Object.fromEntries(
    fields.flatMap((field) => {
      if (field.type !== "file") return [];
      const there = [
        ...((before[field.key] as FileAnswer[] | undefined) ?? []),
        ...known.filter((file) => keptBefore[field.key]?.includes(file.id)),
      ];
      return [
        [
          field.key,
          there.filter((file, i) => !removed.has(file.id) && there.findIndex((each) => each.id === file.id) === i),
        ],
      ];
    }),
  );
  const { kept, faults: fileFaults } = await takeInAll(ask.hall, fields as never, form.files, files, () => newId());
  if (kept.length > 0)
    await ask.transact(async (tx) => {
      for (const { field, file } of kept)
        insertAttachment(
          tx,
          ask.hall,
          ask.actor,
          { agency: view.row.agency_id, draft: null, case: view.row.id },
          field,
          file,
        );
    });
  for (const { field, file } of kept) {
    const only = fields.find((each) => each.key === field);
    files[field] =
      only?.type === "file" && only.max === 1 ? [answerOf(file)] : [...(files[field] ?? []), answerOf(file)];
  }
  const { places, faults: placeFaults } = await ask.read((tx) =>
    preparePlaces(tx, fields, raw, view.ground.offering.region, true),
  );
  const read = readSubmission(definition ?? { pages: [] }, raw, files, {
    today: today(view.calendar, view.now),
    parameters: view.ground.parameters,
    answers: currentAnswers(ask, view),
    demo: ask.hall.config.PENDOPO_DEMO,
    agencyRegion: view.ground.offering.region ?? undefined,
    regionExists: () => true,
    ...(correcting ? { whole: view.ground.version.definition.application } : {}),
  });
  const addRow = form.text("_row");
  const stays =
    addRow !== "" || removed.size > 0 || [...form.fields.keys()].some((name) => /\.\d+\.remove$/.test(name));
  const faults = [
    ...fileFaults,
    ...placeFaults,
    ...read.faults.filter((fault) => ![...fileFaults, ...placeFaults].some((each) => each.field === fault.field)),
  ];
  if (stays || faults.length > 0)
    return again({
      raw: read.raw,
      answers: read.answers,
      asked: form.all("_asked"),
      note: form.text("_note"),
      files,
      places,
      addRow,
      problem: stays ? undefined : faulty(faults),
    });
  try {
    await ask.transact((tx) =>
      completeTask(
        tx,
        ask.hall,
        ask.actor,
        view.row.tracking,
        task.id,
        { answers: read.answers, asked: form.all("_asked"), note: form.text("_note") },
        form.key,
      ),
    );
  } catch (error) {
    // The same form with its files, twice at once: what was sent first is done, and the second copy of the files tells nothing new.
    if (error instanceof Refused && error.key === "command.key-reused") return done();
    if (error instanceof Refused && error.faults.length > 0)
      return again({
        raw: read.raw,
        answers: read.answers,
        asked: form.all("_asked"),
        note: form.text("_note"),
        files,
        places,
        problem: error,
      });
    throw error;
  }
  return done();
}

async function ownTask(ask: Ask) {
  const view = await ownCase(ask);
  const task = view.tasks.find((each) => each.id === ask.params.task && each.unit_id === null);
  if (!task) throw notFound();
  if (task.status !== "open") throw new Refused("task.done-already", { status: 409 });
  return { view, task };
}

/** What `find` gives; undefined when the task is done already, and by this very form, which came twice. */
export async function unlessSent<T>(ask: Ask, find: () => Promise<T>): Promise<T | undefined> {
  try {
    return await find();
  } catch (error) {
    if (!(error instanceof Refused) || error.key !== "task.done-already") throw error;
    const { key } = await ask.form();
    if (await ask.read((tx) => wasSent(tx, key))) return undefined;
    throw error;
  }
}

async function showTask(ask: Ask, found: { view: CaseView; task: ViewTask }, typed: Typed = {}) {
  const { view, task } = found;
  const { form, questions } = await taskQuestions(ask, view, task, typed);
  const asked = view.notices.findLast(
    (notice) =>
      notice.to === "applicant" &&
      view.ground.version.definition.process.nodes.find((node) => node.id === task.element)?.attributes.notice ===
        notice.key,
  );
  return page(
    MyTaskPage({
      t: ask.t,
      site: ask.site,
      view,
      task,
      form,
      once: ask.key(),
      reason: asked?.body[ask.t.locale].body,
      problem: typed.problem,
      questions,
    }),
    { status: typed.problem ? 422 : 200 },
  );
}

async function track(ask: Ask) {
  const tracking = trackingOf(ask);
  const view = await ask.hall.db.read(scopeFor(ask, { tracking }), (tx) => trackedCase(tx, tracking));
  if (!view) throw notFound("cases.not-found");
  return page(TrackPage({ t: ask.t, site: ask.site, view, isMine: ask.actor.person === view.row.applicant_id }));
}

async function trackForm(ask: Ask) {
  const typed = ask.query.get("nomor") ?? "";
  if (typed.trim() === "") return page(TrackFormPage({ t: ask.t, site: ask.site, typed }));
  const tracking = readTracking(typed);
  if (tracking) return seeOther(`/lacak/${tracking}`);
  return page(
    TrackFormPage({
      t: ask.t,
      site: ask.site,
      typed,
      problem: faulty([{ field: "nomor", key: "cases.number-wrong" }]),
    }),
    { status: 422 },
  );
}

async function download(ask: Ask) {
  const id = idFrom(ask.params.id);
  const found = await ask.read((tx) => attachmentById(tx, ask.hall, id));
  const thumbnail = ask.query.has("kecil") && found.thumbnail;
  await recordOpening(ask, found);
  return bytes(await ask.hall.files.get(thumbnail || found.store_id), {
    type: thumbnail ? "image/jpeg" : found.type,
    name: found.name,
    inline: /^(image\/(jpeg|png|webp)|application\/pdf)$/.test(found.type),
  });
}

async function downloadDocument(ask: Ask) {
  const id = idFrom(ask.params.id);
  const document = await ask.read(async (tx) => {
    const at = await tx.maybe<{ agency_id: string }>(sql`select agency_id from cases.document where id = ${id}`);
    return at && documentById(tx, at.agency_id, id);
  });
  if (!document?.store_id) throw notFound();
  await recordDocumentLook(ask, document);
  return bytes(await ask.hall.files.get(document.store_id), {
    type: "application/pdf",
    name: `${document.number.replaceAll("/", "-") || document.key}.pdf`,
    inline: false,
  });
}

export const caseRoutes = [
  ...serve("/permohonan", "resident", (on) => {
    on.get("/:tracking", (ask) => showMine(ask), { behalf: "see" });
    on.get("/:tracking/tanda-terima", async (ask) => showSlip(ask, await ownCase(ask)), { behalf: "see" });
    on.post("/:tracking/pesan", writeMessage, { behalf: "answer", typed: typedRows });
    on.get("/:tracking/tugas/:task", async (ask) => showTask(ask, await ownTask(ask)), { behalf: "answer" });
    on.post(
      "/:tracking/tugas/:task",
      async (ask) => {
        const found = await unlessSent(ask, () => ownTask(ask));
        if (!found) return seeOther(`/permohonan/${trackingOf(ask)}`);
        return takeTask(
          ask,
          found.view,
          found.task,
          (typed) => showTask(ask, found, typed),
          () => seeOther(`/permohonan/${found.view.row.tracking}`, [flash(ask, "cases.correction-sent")]),
        );
      },
      { uploads: true, behalf: "answer", typed: typedRows },
    );
    on.get(
      "/:tracking/penarikan",
      async (ask) => {
        const view = await ownCase(ask);
        if (!mayWithdraw({ row: view.row, ground: view.ground }))
          throw new Refused("cases.cannot-withdraw", { status: 409 });
        return page(WithdrawPage({ t: ask.t, site: ask.site, view, once: ask.key() }));
      },
      { behalf: "withdraw" },
    );
    on.post(
      "/:tracking/penarikan",
      async (ask) => {
        const form = await ask.form();
        await ask.transact((tx) =>
          withdrawCase(tx, ask.hall, ask.actor, trackingOf(ask), form.text("alasan"), form.key),
        );
        return seeOther(`/permohonan/${trackingOf(ask)}`, [flash(ask, "cases.withdrawn")]);
      },
      { behalf: "withdraw" },
    );
  }),
  ...serve("/lacak", "public", (on) => {
    on.get("/", trackForm);
    on.get("/:tracking", track, { lookup: true });
  }),
  ...serve("", "signed-in", (on) => {
    on.get("/berkas/:id", download, { behalf: "see" });
    on.get("/dokumen/:id", downloadDocument, { behalf: "collect" });
  }),
];
