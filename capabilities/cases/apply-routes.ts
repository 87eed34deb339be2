// Applying, step by step: each page is saved as it is sent, so a person may leave at any moment and come back on any device.

import { formatDateTime } from "../../kernel/calendar/index.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import { faulty, notFound, Refused } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { page, seeOther } from "../../kernel/web/answer.ts";
import type { Ask } from "../../kernel/web/ask.ts";
import { FLASH, writeCookie } from "../../kernel/web/cookies.ts";
import { serve } from "../../kernel/web/serve.ts";
import { idFrom } from "../../kernel/web/server.ts";
import { subjectById } from "../mandates/index.ts";
import {
  type Answers,
  context,
  displayAnswer,
  type Field,
  type FileAnswer,
  type Form,
  type FormPage,
  isVisible,
  type Raw,
  rawAnswers,
  rawOf,
  readSubmission,
  removedFiles,
  rowsOf,
  shownFields,
  visiblePages,
} from "../services/index.ts";
import { type Draft, draftById, draftsOf, dropDraft, dropFiles, saveDraft, startDraft } from "./drafts.ts";
import { typedRows } from "./for-whom.ts";
import { type Ground, groundOf } from "./ground.ts";
import { knownOf, lockedBy } from "./known.ts";
import { myCases } from "./lists.sql.ts";
import { ApplicationPage, DiscardPage, MyCasesPage, ReviewPage } from "./pages/apply.tsx";
import { namePlaces, preparePlaces } from "./places.ts";
import { regionNames } from "./region-names.ts";
import { submitDraft } from "./submit.ts";
import { today } from "./today.ts";
import { answerOf, insertAttachment, takeInAll } from "./uploads.ts";

type Here = {
  draft: Draft;
  ground: Ground;
  pages: FormPage[];
  surroundings: { today: string; parameters: Ground["parameters"] };
};

/** A draft with what stands around it, in the asker's name. */
async function openDraft(ask: Ask): Promise<Here> {
  const id = idFrom(ask.params.id);
  return ask.read(async (tx) => {
    const draft = await draftById(tx, ask.hall.vault, id);
    const ground = await groundOf(tx, {
      agency_id: draft.agency,
      offering_id: draft.offering,
      version_id: draft.version,
    });
    const surroundings = { today: today(ground.calendar, tx.now), parameters: ground.parameters };
    return {
      draft,
      ground,
      surroundings,
      pages: visiblePages(ground.version.definition.application, draft.answers, surroundings),
    };
  });
}

const filesIn = (fields: readonly Field[], answers: Answers): Record<string, FileAnswer[]> =>
  Object.fromEntries(
    fields.flatMap((field) =>
      field.type === "file" && answers[field.key] ? [[field.key, answers[field.key] as FileAnswer[]]] : [],
    ),
  );

async function begin(ask: Ask) {
  const form = await ask.form();
  const [agency, id] = form.text("offering").split("/");
  const draft = await ask.transact(async (tx) => {
    const subject = ask.actor.person ? await subjectById(tx, ask.hall.vault, ask.actor.person) : undefined;
    const ground = await groundOf(tx, { agency_id: idFrom(agency), offering_id: idFrom(id) });
    const known = subject ? knownOf(ground.version.definition.application, subject) : {};
    return startDraft(tx, ask.hall.vault, ask.actor, { agency: idFrom(agency), id: idFrom(id) }, known);
  });
  return seeOther(`/permohonan/konsep/${draft.id}${draft.page ? `/${draft.page}` : ""}`);
}

async function resumeDraft(ask: Ask) {
  const here = await openDraft(ask);
  const next = here.pages.find((each) => each.key === here.draft.page) ?? here.pages[0];
  return seeOther(`/permohonan/konsep/${here.draft.id}/${next?.key ?? "periksa"}`);
}

/** What is known of whom the draft is for. */
async function knownHere(ask: Ask, tx: Tx, form: Form): Promise<{ all: Answers; locked: Answers }> {
  const subject = ask.actor.person ? await subjectById(tx, ask.hall.vault, ask.actor.person) : undefined;
  return subject ? { all: knownOf(form, subject), locked: lockedBy(form, subject) } : { all: {}, locked: {} };
}

/** Values that stand as the account has them, with their source; locked ones are shown, not asked. What somebody typed is theirs. */
const sourcesOf = (ask: Ask, known: { all: Answers; locked: Answers }, answers: Answers) => {
  const name = ask.actor.behalf?.name;
  const text = name ? ask.t("cases.from-data-of", { name }) : ask.t("cases.from-account");
  return Object.fromEntries(
    Object.entries(known.all).flatMap(([key, value]) =>
      answers[key] === value || key in known.locked ? [[key, { text, locked: key in known.locked }]] : [],
    ),
  );
};

async function showPage(
  ask: Ask,
  given: {
    here?: Here;
    raw?: Raw;
    problem?: Refused;
    places?: Awaited<ReturnType<typeof preparePlaces>>["places"];
    addRow?: string;
    answers?: Answers;
  } = {},
) {
  const here = given.here ?? (await openDraft(ask));
  const { draft, ground, pages } = here;
  const key = ask.params.page;
  const answers = given.answers ?? draft.answers;
  const whole = ground.version.definition.application;
  const found = whole.pages.find((each) => each.key === key);
  if (!found) throw notFound();
  // With the questions that an answer on this same page may bring: without scripts they stand there and say so.
  const current = { ...found, fields: shownFields(found.fields, context(whole, answers, here.surroundings)) };
  const raw = given.raw ?? rawAnswers(current.fields, answers);
  const { places, known } = await ask.read(async (tx) => {
    const prepared = await preparePlaces(tx, current.fields, raw, ground.offering.region, false);
    const all = { ...prepared.places, ...given.places };
    await namePlaces(tx, current.fields, raw, all);
    return { places: all, known: await knownHere(ask, tx, whole) };
  });
  const rows = Object.fromEntries(
    current.fields.flatMap((field) => {
      if (field.type !== "table") return [];
      const there = rowsOf(raw, field.key);
      const next = (there.at(-1) ?? 0) + 1;
      return [
        [
          field.key,
          there.length === 0 && field.min > 0 ? [next] : given.addRow === field.key ? [...there, next] : there,
        ],
      ];
    }),
  );
  const at = pages.findIndex((each) => each.key === key);
  return page(
    ApplicationPage({
      t: ask.t,
      site: ask.site,
      flash: ask.flash,
      draft: draft.id,
      service: ground.service.name,
      form: whole,
      current,
      pages,
      at: Math.max(0, at),
      questions: {
        fields: current.fields,
        raw,
        files: filesIn(current.fields, answers),
        fileHref: (id) => `/berkas/${id}`,
        places,
        problem: given.problem,
        sources: sourcesOf(ask, known, draft.answers),
        rows,
      },
    }),
    { status: given.problem ? 422 : 200 },
  );
}

async function savePage(ask: Ask) {
  const form = await ask.form();
  const here = await openDraft(ask);
  const { draft, ground, surroundings } = here;
  const { vault } = ask.hall;
  const whole = ground.version.definition.application;
  const current = whole.pages.find((each) => each.key === ask.params.page);
  if (!current) throw notFound();
  const raw = rawOf(
    [...form.fields].flatMap(([name, values]) => values.map((value): [string, string] => [name, value])),
  );
  // Which questions of this page show depends on each other's answers, so all of them are read and the hidden ones then fall away.
  const removed = new Set(current.fields.flatMap((field) => removedFiles(raw, field.key)));
  const before = Object.fromEntries(
    Object.entries(filesIn(current.fields, draft.answers)).map(([field, files]) => [
      field,
      files.filter((file) => !removed.has(file.id)),
    ]),
  );
  const { kept, faults: fileFaults } = await takeInAll(ask.hall, current.fields as never, form.files, before, () =>
    newId(),
  );
  const files: Record<string, FileAnswer[]> = { ...before };
  const replaced: string[] = [];
  for (const { field, file } of kept) {
    const only = current.fields.find((each) => each.key === field);
    const isOne = only?.type === "file" && only.max === 1;
    if (isOne) replaced.push(...(files[field] ?? []).map((each) => each.id));
    files[field] = isOne ? [answerOf(file)] : [...(files[field] ?? []), answerOf(file)];
  }
  const { places, faults: placeFaults } = await ask.read((tx) =>
    preparePlaces(tx, current.fields, raw, ground.offering.region, true),
  );
  const known = new Set(
    (
      await ask.read((tx) =>
        tx.many<{ code: string }>(
          sql`select code from agencies.region where code = any(${Object.values(raw)
            .flat()
            .filter((text) => /^\d\d\.[\d.]+$/.test(String(text)))})`,
        ),
      )
    ).map((row) => row.code),
  );
  const others = Object.fromEntries(
    Object.entries(draft.answers).filter(([key]) => !current.fields.some((field) => field.key === key)),
  );
  const { locked: all } = await ask.read((tx) => knownHere(ask, tx, whole));
  const locked = Object.fromEntries(
    current.fields.flatMap((field) => (field.key in all ? [[field.key, all[field.key]]] : [])),
  );
  for (const [key, value] of Object.entries(locked)) raw[key] = String(value);
  const read = readSubmission({ pages: [current] }, raw, files, {
    ...surroundings,
    answers: others,
    whole,
    demo: ask.hall.config.PENDOPO_DEMO,
    agencyRegion: ground.offering.region ?? undefined,
    regionExists: (code) => known.has(code),
  });
  const later = form.has("_nanti");
  const row = form.text("_row");
  const faults = [
    ...fileFaults,
    ...placeFaults,
    ...read.faults.filter((fault) => ![...fileFaults, ...placeFaults].some((each) => each.field === fault.field)),
  ];
  const answers = { ...others, ...read.answers };
  const stays = row !== "" || removed.size > 0 || [...form.fields.keys()].some((name) => /\.\d+\.remove$/.test(name));
  const pagesNow = visiblePages(whole, answers, surroundings);
  const next = pagesNow[pagesNow.findIndex((each) => each.key === current.key) + 1]?.key ?? "periksa";
  await ask.transact(async (tx) => {
    for (const { field, file } of kept)
      insertAttachment(tx, ask.hall, ask.actor, { agency: draft.agency, draft: draft.id, case: null }, field, file);
    await dropFiles(tx, draft, [...removed, ...replaced]);
    // What is wrong is kept too: a draft holds what the person wrote, and sending checks it all again.
    await saveDraft(tx, vault, draft, answers, stays || later || faults.length > 0 ? current.key : next);
  });
  if (stays)
    return showPage(ask, {
      here: { ...here, draft: { ...draft, answers } },
      raw: read.raw,
      places,
      addRow: row,
      answers,
    });
  if (later) return seeOther("/permohonan", [flash(ask, "cases.saved-for-later")]);
  if (faults.length > 0)
    return showPage(ask, {
      here: { ...here, draft: { ...draft, answers } },
      raw: read.raw,
      places,
      problem: faulty(faults),
      answers,
    });
  return seeOther(`/permohonan/konsep/${draft.id}/${form.text("_periksa") ? "periksa" : next}`);
}

const flash = (ask: Ask, key: string) =>
  writeCookie(FLASH, key, { secure: ask.hall.url.startsWith("https://"), maxAge: 30 });

async function review(ask: Ask, problem?: Refused) {
  const here = await openDraft(ask);
  const { draft, ground, pages, surroundings } = here;
  const regionName = await ask.read((tx) => regionNames(tx, draft.answers));
  const names = context(ground.version.definition.application, draft.answers, surroundings);
  return page(
    ReviewPage({
      t: ask.t,
      site: ask.site,
      draft: draft.id,
      once: ask.key(),
      service: ground.service.name,
      form: ground.version.definition.application,
      problem,
      parts: pages.map((each) => ({
        key: each.key,
        title: each.title,
        rows: each.fields
          .filter((field) => isVisible(field, names))
          .map((field) => ({
            label: field.label,
            value: displayAnswer(field, draft.answers[field.key], { locale: ask.t.locale, regionName }),
            missing: draft.answers[field.key] === undefined && field.required === true,
          })),
      })),
    }),
    { status: problem ? 422 : 200 },
  );
}

async function send(ask: Ask) {
  const form = await ask.form();
  try {
    const sent = await ask.transact((tx) => submitDraft(tx, ask.hall, ask.actor, idFrom(ask.params.id), form.key));
    return seeOther(`/permohonan/${sent.tracking}?baru=1`);
  } catch (error) {
    if (error instanceof Refused && error.faults.length > 0) return review(ask, error);
    throw error;
  }
}

async function mine(ask: Ask) {
  const { t, actor, hall } = ask;
  const { drafts, list } = await ask.read(async (tx) => {
    const found = await draftsOf(tx, hall.vault, actor);
    return {
      drafts: await Promise.all(
        found.map(async (draft) => ({
          draft,
          ground: await groundOf(tx, {
            agency_id: draft.agency,
            offering_id: draft.offering,
            version_id: draft.version,
          }),
        })),
      ),
      list: await myCases(tx, actor.person as string, ask.query.get("setelah") ?? undefined),
    };
  });
  return page(
    MyCasesPage({
      t,
      site: ask.site,
      flash: ask.flash,
      drafts: drafts.map(({ draft, ground }) => ({
        id: draft.id,
        service: ground.service.name,
        agency: ground.offering.agencyName,
        saved: formatDateTime(draft.savedAt, ground.calendar.zone, t.locale),
      })),
      cases: list.rows,
      next: list.next,
    }),
  );
}

async function discard(ask: Ask) {
  await ask.form();
  await ask.transact(async (tx) => {
    const draft = await draftById(tx, ask.hall.vault, idFrom(ask.params.id), { lock: true });
    return dropDraft(tx, draft);
  });
  return seeOther("/permohonan", [flash(ask, "cases.draft-dropped")]);
}

export const applyRoutes = serve("/permohonan", "resident", (on) => {
  on.get("/", mine, { behalf: "see" });
  on.post("/", begin, { behalf: "apply" });
  on.get("/konsep/:id", resumeDraft, { behalf: "apply" });
  on.get("/konsep/:id/periksa", (ask) => review(ask), { behalf: "apply" });
  on.get(
    "/konsep/:id/hapus",
    async (ask) => {
      const { draft, ground } = await openDraft(ask);
      return page(DiscardPage({ t: ask.t, site: ask.site, draft: draft.id, service: ground.service.name }));
    },
    { behalf: "apply" },
  );
  on.post("/konsep/:id/kirim", send, { behalf: "apply" });
  on.post("/konsep/:id/hapus", discard, { behalf: "apply" });
  on.get("/konsep/:id/:page", (ask) => showPage(ask), { behalf: "apply" });
  on.post("/konsep/:id/:page", savePage, { uploads: true, behalf: "apply", typed: typedRows });
});
