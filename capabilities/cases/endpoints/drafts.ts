// Applying by program: a draft that is filled in step by step, or everything at once.

import { z } from "zod";
import type { Tx } from "../../../kernel/db/database.ts";
import { endpoint } from "../../../kernel/web/api.ts";
import type { Ask } from "../../../kernel/web/ask.ts";
import { once } from "../../../kernel/web/once.ts";
import { subjectById } from "../../mandates/index.ts";
import { type Answers, checkAnswers, type FieldFault, type FileAnswer as Told } from "../../services/index.ts";
import { type Draft, draftById, draftsOf, dropDraft, dropFiles, saveDraft, startDraft } from "../drafts.ts";
import { type Ground, groundOf } from "../ground.ts";
import { knownOf, lockedBy } from "../known.ts";
import { filesOf, knownRegions } from "../references.ts";
import { type Submitted, submitAnswers, submitDraft } from "../submit.ts";
import { today } from "../today.ts";
import { FileQuery, receive } from "./files.ts";
import {
  AnswersGiven,
  Bilingual,
  FaultAnswer,
  FileAnswer,
  faultAnswer,
  idIn,
  linksOf,
  OfferingId,
  offeringIn,
  pointing,
  Time,
} from "./shapes.ts";

const DraftAnswer = z.object({
  id: z.uuid(),
  offering: OfferingId,
  service: z.object({ key: z.string(), name: Bilingual }),
  agency: z.string(),
  version: z.uuid(),
  answers: z.record(z.string(), z.unknown()),
  faults: z.array(FaultAnswer).describe("What would be refused if it were sent now."),
  startedAt: Time,
  savedAt: Time,
  links: z.object({ self: z.string(), form: z.string() }),
});

const SentAnswer = z.object({ tracking: z.string(), links: z.object({ self: z.string(), page: z.string() }) });

const DraftId = z.object({ id: z.string().max(60) });

const groundFor = (tx: Tx, draft: Draft) =>
  groundOf(tx, { agency_id: draft.agency, offering_id: draft.offering, version_id: draft.version });

/** What is wrong with answers as they stand, and what of them has its right shape. */
async function examined(
  tx: Tx,
  ask: Ask,
  ground: Ground,
  given: Record<string, unknown>,
): Promise<{ answers: Answers; faults: FieldFault[] }> {
  const [files, regionExists] = await Promise.all([
    filesOf(tx, ask.hall, ask.actor, given, { agency: ground.offering.agencyId }),
    knownRegions(tx, given),
  ]);
  const { answers, faults } = checkAnswers(ground.version.definition.application, files.answers, {
    today: today(ground.calendar, tx.now),
    parameters: ground.parameters,
    demo: ask.hall.config.PENDOPO_DEMO,
    agencyRegion: ground.offering.region ?? undefined,
    regionExists,
  });
  return { answers, faults: [...faults, ...files.unknown] };
}

const draftAnswer = (ask: Ask, draft: Draft, ground: Ground, faults: FieldFault[]): z.infer<typeof DraftAnswer> => ({
  id: draft.id,
  offering: `${draft.agency}/${draft.offering}`,
  service: { key: ground.service.key, name: ground.service.name },
  agency: ground.offering.agencyName,
  version: draft.version,
  answers: draft.answers,
  faults: faults.map((fault) => faultAnswer(ask, fault)),
  startedAt: draft.startedAt.toISOString(),
  savedAt: draft.savedAt.toISOString(),
  links: {
    self: `${ask.hall.url}/api/v1/drafts/${draft.id}`,
    form: `${ask.hall.url}/api/v1/services/${ground.service.key}/form?place=${ground.offering.slug}`,
  },
});

async function told(tx: Tx, ask: Ask, draft: Draft) {
  const ground = await groundFor(tx, draft);
  return draftAnswer(ask, draft, ground, (await examined(tx, ask, ground, draft.answers)).faults);
}

/** A file becomes the answer to its question: in place of the one before, or after those there are. */
async function putInto(tx: Tx, ask: Ask, id: string, field: { key: string; max: number }, file: Told): Promise<void> {
  const draft = await draftById(tx, ask.hall.vault, id, { lock: true });
  const before = (draft.answers[field.key] as Told[] | undefined) ?? [];
  const next = field.max === 1 ? [file] : [...before, file].slice(-field.max);
  const gone = before.filter((each) => !next.includes(each)).map((each) => each.id);
  await dropFiles(tx, draft, gone);
  await saveDraft(tx, ask.hall.vault, draft, { ...draft.answers, [field.key]: next }, draft.page);
}

const sent = (ask: Ask, { tracking }: Submitted): z.infer<typeof SentAnswer> => ({
  tracking,
  links: linksOf(ask.hall.url, tracking, false),
});

export const draftEndpoints = [
  endpoint({
    method: "GET",
    path: "/drafts",
    tag: "drafts",
    access: "resident",
    behalf: "apply",
    summary: "Your applications that are not sent yet",
    answer: z.object({ items: z.array(DraftAnswer) }),
    handler: async (ask) =>
      ask.read(async (tx) => ({
        items: await Promise.all((await draftsOf(tx, ask.hall.vault, ask.actor)).map((draft) => told(tx, ask, draft))),
      })),
  }),
  endpoint({
    method: "POST",
    path: "/drafts",
    tag: "drafts",
    access: "resident",
    behalf: "apply",
    status: 201,
    summary: "Begin an application",
    description: "Filled with what the account knows. The draft begun before for the same offering is given again.",
    body: z.strictObject({ offering: OfferingId }),
    answer: DraftAnswer,
    handler: async (ask, { body, key }) => {
      const at = offeringIn(body.offering);
      return ask.transact(async (tx) => {
        const { id } = await once(tx, key, ["draft", body.offering], async () => {
          const ground = await groundOf(tx, { agency_id: at.agency, offering_id: at.id });
          const person = ask.actor.person ? await subjectById(tx, ask.hall.vault, ask.actor.person) : undefined;
          const known = person ? knownOf(ground.version.definition.application, person) : {};
          return { id: (await startDraft(tx, ask.hall.vault, ask.actor, at, known)).id };
        });
        return told(tx, ask, await draftById(tx, ask.hall.vault, id));
      });
    },
  }),
  endpoint({
    method: "GET",
    path: "/drafts/{id}",
    tag: "drafts",
    access: "resident",
    behalf: "apply",
    summary: "A draft, with what is still wrong in it",
    params: DraftId,
    answer: DraftAnswer,
    handler: async (ask, { params }) =>
      ask.read(async (tx) => told(tx, ask, await draftById(tx, ask.hall.vault, idIn(params.id)))),
  }),
  endpoint({
    method: "PUT",
    path: "/drafts/{id}",
    tag: "drafts",
    access: "resident",
    behalf: "apply",
    summary: "Save the answers",
    description:
      "All answers, in place of those before. What has not the shape of its question is not kept and stands among the faults; a draft with faults is saved all the same.",
    params: DraftId,
    body: z.strictObject({ answers: AnswersGiven }),
    answer: DraftAnswer,
    handler: async (ask, { params, body, key }) =>
      ask.transact(async (tx) => {
        const draft = await draftById(tx, ask.hall.vault, idIn(params.id), { lock: true });
        const ground = await groundFor(tx, draft);
        const person = ask.actor.person ? await subjectById(tx, ask.hall.vault, ask.actor.person) : undefined;
        const locked = person ? lockedBy(ground.version.definition.application, person) : {};
        const { answers, faults } = await examined(tx, ask, ground, { ...body.answers, ...locked });
        let isNew = false;
        await once(tx, key, ["save", draft.id, body.answers], async () => {
          isNew = true;
          await saveDraft(tx, ask.hall.vault, draft, answers, draft.page);
          return null;
        });
        // Sent again after something newer was saved: what stands is told, and stays.
        return isNew
          ? draftAnswer(ask, { ...draft, answers, savedAt: tx.now }, ground, faults)
          : told(tx, ask, await draftById(tx, ask.hall.vault, draft.id));
      }),
  }),
  endpoint({
    method: "POST",
    path: "/drafts/{id}/files",
    tag: "drafts",
    access: "resident",
    behalf: "apply",
    status: 201,
    summary: "Send a file for a question of the draft",
    description:
      "The bytes as they are. The file is examined, and put into the draft's answers: in place of the one before where the question takes one file only. Files of a table's cells are put there by you.",
    params: DraftId,
    query: FileQuery,
    upload: true,
    answer: FileAnswer,
    handler: async (ask, { params, query, body, key }) => {
      const id = idIn(params.id);
      const found = await ask.read(async (tx) => {
        const draft = await draftById(tx, ask.hall.vault, id);
        return { draft, ground: await groundFor(tx, draft) };
      });
      const { draft, ground } = found;
      return receive(
        ask,
        { agency: draft.agency, draft: draft.id, case: null },
        ground.version.definition.application,
        { ...query, bytes: body as unknown as Uint8Array, key },
        async (tx, field, file) => {
          if (!query.field.includes(".")) await putInto(tx, ask, id, field, file);
        },
      );
    },
  }),
  endpoint({
    method: "DELETE",
    path: "/drafts/{id}",
    tag: "drafts",
    access: "resident",
    behalf: "apply",
    summary: "Throw a draft away, with its files",
    params: DraftId,
    answer: z.object({ deleted: z.literal(true) }),
    handler: async (ask, { params }) =>
      ask.transact(async (tx) => {
        await dropDraft(tx, await draftById(tx, ask.hall.vault, idIn(params.id), { lock: true }));
        return { deleted: true };
      }),
  }),
  endpoint({
    method: "POST",
    path: "/drafts/{id}/submission",
    tag: "drafts",
    access: "resident",
    behalf: "apply",
    status: 201,
    summary: "Send the draft",
    description: "It is checked whole once more and becomes a case.",
    params: DraftId,
    answer: SentAnswer,
    handler: async (ask, { params, key }) =>
      sent(ask, await pointing(ask.transact((tx) => submitDraft(tx, ask.hall, ask.actor, idIn(params.id), key)))),
  }),
  endpoint({
    method: "POST",
    path: "/cases",
    tag: "cases",
    access: "resident",
    behalf: "apply",
    status: 201,
    summary: "Apply with all answers at once",
    description: "Send its files first, by POST /offerings/{agency}/{offering}/files.",
    body: z.strictObject({ offering: OfferingId, answers: AnswersGiven }),
    answer: SentAnswer,
    handler: async (ask, { body, key }) =>
      sent(
        ask,
        await pointing(
          ask.transact((tx) => submitAnswers(tx, ask.hall, ask.actor, offeringIn(body.offering), body.answers, key)),
        ),
      ),
  }),
  endpoint({
    method: "POST",
    path: "/offerings/{agency}/{offering}/files",
    tag: "cases",
    access: "resident",
    behalf: "apply",
    status: 201,
    summary: "Send a file for an application without a draft",
    params: z.object({ agency: z.string().max(60), offering: z.string().max(60) }),
    query: FileQuery,
    upload: true,
    answer: FileAnswer,
    handler: async (ask, { params, query, body, key }) => {
      const agency = idIn(params.agency);
      const ground = await ask.read((tx) => groundOf(tx, { agency_id: agency, offering_id: idIn(params.offering) }));
      return receive(ask, { agency, draft: null, case: null }, ground.version.definition.application, {
        ...query,
        bytes: body as unknown as Uint8Array,
        key,
      });
    },
  }),
];
