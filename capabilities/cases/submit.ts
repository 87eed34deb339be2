// Sending an application: the whole of it is checked again, then it becomes a case, in one transaction.

import type { Actor } from "../../kernel/actor.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import { ensure, faulty, refuse } from "../../kernel/errors.ts";
import type { Hall } from "../../kernel/hall.ts";
import { once } from "../../kernel/web/once.ts";
import { subjectById } from "../mandates/index.ts";
import { type Answers, checkAnswers, fieldsOf, splitPersonal, startVariables } from "../services/index.ts";
import { begin } from "./carry.ts";
import type { Personal } from "./case.ts";
import { draftById } from "./drafts.ts";
import { ensureReach } from "./for-whom.ts";
import { type Ground, groundOf } from "./ground.ts";
import { lockedBy } from "./known.ts";
import { filesOf, knownRegions } from "./references.ts";
import { territoryOf } from "./territory.ts";
import { today } from "./today.ts";
import { newTracking } from "./tracking.ts";
import { labelOf } from "./work.ts";

export type Submitted = { agency: string; id: string; tracking: string };

/** Sends a draft. Sent twice under one key, it is one case. @throws Refused with every wrong answer and its field. */
export const submitDraft = (tx: Tx, hall: Hall, actor: Actor, draftId: string, key: string): Promise<Submitted> =>
  once(tx, key, ["submit", draftId], async () => {
    const draft = await draftById(tx, hall.vault, draftId, { lock: true });
    const ground = await groundOf(tx, {
      agency_id: draft.agency,
      offering_id: draft.offering,
      version_id: draft.version,
    });
    // Answers to questions that a newer version no longer asks are left behind.
    const asked = new Set(fieldsOf(ground.version.definition.application).map((field) => field.key));
    const answers = Object.fromEntries(Object.entries(draft.answers).filter(([field]) => asked.has(field)));
    const sent = await open(tx, hall, actor, ground, answers);
    tx.later(sql`delete from cases.draft where agency_id = ${draft.agency} and id = ${draft.id}`);
    return sent;
  });

/** Sends answers at once, as programs do. */
export const submitAnswers = (
  tx: Tx,
  hall: Hall,
  actor: Actor,
  offering: { agency: string; id: string },
  answers: Record<string, unknown>,
  key: string,
): Promise<Submitted> =>
  once(tx, key, ["submit", offering, answers], async () => {
    const ground = await groundOf(tx, { agency_id: offering.agency, offering_id: offering.id });
    return open(tx, hall, actor, ground, answers as Answers, "exact");
  });

/** `exact`: an answer that the account settles may be left out, but not differ. Otherwise the account's word replaces it. */
async function open(
  tx: Tx,
  hall: Hall,
  actor: Actor,
  ground: Ground,
  given: Answers,
  locked: "exact" | "replaced" = "replaced",
): Promise<Submitted> {
  ensure(actor.kind === "resident" && actor.person, refuse("cases.only-residents", {}, 403));
  ensure(ground.offering.status === "open", refuse("cases.offering-paused"));
  ensureReach(actor, ground, "apply", tx.now);
  const form = ground.version.definition.application;
  const day = today(ground.calendar, tx.now);
  const [person, files, regionExists] = await Promise.all([
    subjectById(tx, hall.vault, actor.person),
    filesOf(tx, hall, actor, given, { agency: ground.offering.agencyId }),
    knownRegions(tx, given),
  ]);
  const known = person ? lockedBy(form, person) : {};
  const { answers, faults } = checkAnswers(
    form,
    { ...files.answers, ...known },
    {
      today: day,
      parameters: ground.parameters,
      demo: hall.config.PENDOPO_DEMO,
      agencyRegion: ground.offering.region ?? undefined,
      regionExists,
    },
  );
  faults.push(...files.unknown);
  for (const [field, value] of Object.entries(known))
    if (locked === "exact" && given[field] !== undefined && given[field] !== value)
      faults.push({
        field,
        key: "cases.locked",
        message: {
          id: "Diambil dari akun Anda dan tidak dapat diubah di sini.",
          en: "Comes from your account and cannot be changed here.",
        },
      });
  if (faults.length > 0) throw faulty(faults);
  ensure(person, refuse("cases.only-residents", {}, 403));
  const { personal: hidden } = splitPersonal(form, answers);
  const personal: Personal = {
    applicant: {
      name: person.name,
      nik: person.nik,
      email: person.email,
      phone: person.phone,
      ...(person.kind === "organization" ? { kind: "organization" as const, nib: person.nib, npwp: person.npwp } : {}),
    },
    ...(actor.behalf ? { filer: { name: actor.name ?? "", as: actor.behalf.as } } : {}),
    answers: hidden,
  };
  const id = tx.id();
  const tracking = newTracking();
  begin(
    tx,
    hall,
    ground,
    {
      agency_id: ground.offering.agencyId,
      id,
      tracking,
      offering_id: ground.offering.id,
      service_id: ground.version.serviceId,
      version_id: ground.version.id,
      unit_id: ground.offering.unitId,
      applicant_id: actor.person,
      region: territoryOf(form, answers, ground.offering.region),
      status: "running",
      outcome: null,
      personal: hall.vault.seal(JSON.stringify(personal), `cases.case:personal:${id}`),
      correction: null,
      clock: null,
      due_at: null,
      is_paused: false,
      is_late: false,
      open_tasks: 0,
      submitted_at: tx.now,
      filed_by: actor.account ?? null,
      filed_mandate: actor.behalf?.mandate ?? null,
      finished_at: null,
      revision: 1,
    },
    startVariables(ground.version.definition, answers, ground.parameters),
    personal,
    { kind: "submitted", actor, label: labelOf(actor) },
  );
  if (files.ids.length > 0)
    tx.later(
      sql`update cases.attachment set case_id = ${id}, draft_id = null where agency_id = ${ground.offering.agencyId} and id = any(${files.ids}) and case_id is null`,
    );
  return { agency: ground.offering.agencyId, id, tracking };
}
