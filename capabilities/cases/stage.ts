// A scenario of a service at real desks: sent by a demo resident, worked on by the officials who sit there that day, at its own
// time. The demo's story is made of them, and tests hold what designers rehearse against what runs.

import sharp from "sharp";
import type { Actor } from "../../kernel/actor.ts";
import { stillTime } from "../../kernel/clock.ts";
import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import { typeset } from "../../kernel/documents/index.ts";
import type { Hall } from "../../kernel/hall.ts";
import { newId } from "../../kernel/ids.ts";
import { drain } from "../../kernel/jobs/jobs.ts";
import { headOf, holdersInUnit, holdersOf, rightsOf, type StandingRight } from "../agencies/index.ts";
import { DEMO_RESIDENTS } from "../people/index.ts";
import { type Answers, type FileAnswer, type Form, fieldsOf, type Scenario } from "../services/index.ts";
import { behind, type Ground, groundOf } from "./ground.ts";
import { issueDocument } from "./issue-document.ts";
import { mailNotice, serveInvoke } from "./jobs.ts";
import { submitAnswers } from "./submit.ts";
import { withdrawCase } from "./talk.ts";
import { fireTimers } from "./timers.ts";
import { today } from "./today.ts";
import { answerOf, insertAttachment, takeIn } from "./uploads.ts";
import { completeTask } from "./work.ts";

/** Who sends which scenario of which service, and to which offering (a part of its address). */
export type Staging = {
  who: (typeof DEMO_RESIDENTS)[number]["key"];
  service: string;
  at: string;
  scenario: string;
  answers?: Answers;
};

/** A case of a scenario under way, at its own time. */
export type Staged = {
  clock: ReturnType<typeof stillTime>;
  ground: Ground;
  scenario: Scenario;
  tracking: string;
  /** Does what is due now: timers, documents, mail. */
  settle(): Promise<void>;
  /** Plays one step by who sits at its desk. */
  act(step: Scenario["steps"][number]): Promise<void>;
};

export type Papers = { photo: Buffer; letter: Uint8Array };
export const papersFor = async (hall: Hall): Promise<Papers> => ({ photo: await photo(), letter: await letter(hall) });

/** Sends the application of a scenario at a moment, as a demo resident, at an open offering. Undefined when there is none. */
export async function stage(
  hall: Hall,
  play: Staging,
  when: (ground: Ground) => Date,
  papers: Papers,
): Promise<Staged | undefined> {
  const at = await hall.db.read(worker, (tx) =>
    tx.maybe<{
      agency: string;
      id: string;
    }>(sql`select o.agency_id as agency, o.id from services.offering o join services.service s on s.id = o.service_id
      where s.key = ${play.service} and o.status = 'open' and (o.slug like ${`%${play.at}%`} or o.agency_slug like ${`%${play.at}%`}) order by o.slug limit 1`),
  );
  if (!at) return undefined;
  const { ground, applicant } = await hall.db.read(worker, async (tx) => ({
    ground: await groundOf(tx, { agency_id: at.agency, offering_id: at.id }),
    applicant: await residentActor(hall, play.who),
  }));
  const scenario = ground.version.definition.scenarios.find((each) => each.key === play.scenario);
  if (!scenario || !applicant) return undefined;
  const clock = stillTime(when(ground));
  const then: Hall = { ...hall, time: clock, db: hall.db.under(clock) };
  const given = await ownAnswers(then, ground, play.who, { ...(scenario.answers as Answers), ...play.answers });
  const answers = await realFiles(then, ground, applicant, ground.version.definition.application, given, papers, null);
  const sent = await then.db.transact(scopeOf(applicant), (tx) =>
    submitAnswers(tx, then, applicant, { agency: at.agency, id: at.id }, answers, ""),
  );
  return {
    clock,
    ground,
    scenario,
    tracking: sent.tracking,
    settle: async () => {
      await fireTimers(then);
      await drain(then.db, {
        "case.issue": issueDocument(then),
        "case.invoke": serveInvoke(then),
        "case.mail": mailNotice(then),
      });
    },
    act: async (step) => {
      if ("complete" in step) await complete(then, ground, sent.tracking, step, applicant, papers);
      else if ("withdraw" in step)
        await then.db.transact(scopeOf(applicant), (tx) =>
          withdrawCase(tx, then, applicant, sent.tracking, "", newId()),
        );
    },
  };
}

async function complete(
  hall: Hall,
  ground: Ground,
  tracking: string,
  step: Extract<Scenario["steps"][number], { complete: string }>,
  applicant: Actor,
  papers: Papers,
): Promise<void> {
  const task = await hall.db.read(worker, (tx) =>
    tx.maybe<{
      id: string;
      role: string;
      form: string | null;
      unit_id: string | null;
    }>(sql`select id, role, form, unit_id from cases.task
      where tracking = ${tracking} and element = ${step.complete} and status = 'open'`),
  );
  if (!task) return;
  const actor = task.unit_id === null ? applicant : await officialFor(hall, ground, task.role);
  if (!actor) return;
  const form = task.form ? ground.version.definition.forms[task.form] : undefined;
  const caseAt = await hall.db.read(worker, (tx) =>
    tx.one<{ id: string }>(sql`select id from cases.case where tracking = ${tracking}`),
  );
  const answers = form ? await realFiles(hall, ground, actor, form, step.answers as Answers, papers, caseAt.id) : {};
  await hall.db.transact(scopeOf(actor), (tx) =>
    completeTask(
      tx,
      hall,
      actor,
      tracking,
      task.id,
      {
        answers,
        asked: step.asked,
        note: step.asked
          ? "Dokumennya belum terbaca jelas. Kirim sekali lagi dengan pencahayaan yang cukup."
          : undefined,
      },
      "",
    ),
  );
}

/** Addresses within the region that serves, and the applicant as the account knows them. */
async function ownAnswers(hall: Hall, ground: Ground, who: Staging["who"], given: Answers): Promise<Answers> {
  const resident = DEMO_RESIDENTS.find((each) => each.key === who);
  const village = await hall.db.read(worker, (tx) =>
    tx.maybe<{
      code: string;
    }>(sql`select code from agencies.region where starts_with(code, ${ground.offering.region ?? "19.71"}) and kind in ('kelurahan', 'desa')
      order by code limit 1`),
  );
  const placed = Object.fromEntries(
    // Null in a scenario takes back what all scenarios of the service answer.
    Object.entries(given)
      .filter(([, value]) => value !== null)
      .map(([key, value]) =>
        typeof value === "object" && value !== null && "village" in value
          ? [key, { ...value, village: village?.code }]
          : [key, value],
      ),
  );
  return { ...placed, nikPemohon: resident?.nik, namaPemohon: resident?.name } as Answers;
}

/** Puts real files in the place of the names that a scenario gives, and the day of the story in the place of its dates. */
async function realFiles(
  hall: Hall,
  ground: Ground,
  actor: Actor,
  form: Form,
  given: Answers,
  papers: Papers,
  caseId: string | null,
): Promise<Answers> {
  const answers: Answers = { ...given };
  for (const field of fieldsOf(form)) {
    if (field.type === "date" && answers[field.key] !== undefined)
      answers[field.key] = today(ground.calendar, hall.time.now());
    const names = answers[field.key];
    if (field.type !== "file" || !Array.isArray(names)) continue;
    const files: FileAnswer[] = [];
    for (const name of names as unknown as string[]) {
      const isPdf = field.kinds.includes("pdf") && !/\.(jpe?g|png)$/.test(String(name));
      const kept = await takeIn(
        hall,
        field,
        {
          name: String(name),
          type: isPdf ? "application/pdf" : "image/jpeg",
          bytes: isPdf ? papers.letter : papers.photo,
        },
        newId(),
      );
      await hall.db.transact(scopeOf(actor), async (tx) =>
        insertAttachment(
          tx,
          hall,
          actor,
          { agency: ground.offering.agencyId, draft: null, case: caseId },
          field.key,
          kept,
        ),
      );
      files.push(answerOf(kept));
    }
    answers[field.key] = files;
  }
  return answers;
}

export const scopeOf = (actor: Actor) => ({
  role: "app" as const,
  account: actor.account,
  person: actor.person,
  agency: actor.agency,
  units: actor.units,
});

export async function residentActor(hall: Hall, key: string): Promise<Actor | undefined> {
  const nik = DEMO_RESIDENTS.find((resident) => resident.key === key)?.nik;
  const row = await hall.db.read(worker, (tx) =>
    tx.maybe<{
      account: string;
      person: string;
    }>(sql`select a.id as account, a.person_id as person from people.account a join people.person p on p.id = a.person_id
      where p.nik_blind = ${hall.vault.blind("person:nik", nik ?? "")}`),
  );
  return row && { kind: "resident", account: row.account, person: row.person, units: [], positions: [] };
}

/** Who sat at the desk that day: the head or who acted for them, a holder of the position, or anybody of the unit. */
async function officialFor(hall: Hall, ground: Ground, role: string): Promise<Actor | undefined> {
  const who = behind(ground, role);
  if (who.applicant) return undefined;
  const day = today(ground.calendar, hall.time.now());
  const kind = ground.service.roles.find((each) => each.key === role)?.kind;
  return hall.db.read(worker, async (tx) => {
    const holders =
      kind === "head"
        ? [await headOf(tx, who.unit, day)]
        : who.position
          ? await holdersOf(tx, who.position, day)
          : await holdersInUnit(tx, who.unit, day);
    for (const holder of holders) {
      if (!holder) continue;
      const row = await tx.maybe<{
        account: string;
        standing: {
          name: string;
          title: string;
          agency: string;
          unit: string;
          position: string;
          units: string[];
          positions: string[];
          rights: StandingRight[];
        } | null;
      }>(
        sql`select a.id as account, agencies.standing_of(a.official_id, ${day}::date) as standing from people.account a where a.official_id = ${holder.official}`,
      );
      if (row?.standing?.units.includes(who.unit))
        return {
          kind: "official",
          account: row.account,
          official: holder.official,
          name: row.standing.name,
          title: row.standing.title,
          agency: row.standing.agency,
          unit: row.standing.unit,
          position: row.standing.position,
          units: row.standing.units,
          positions: row.standing.positions,
          rights: rightsOf(row.standing.rights),
        } satisfies Actor;
    }
    return undefined;
  });
}

/** A drawn picture of a stall: nobody's photograph. */
const photo = (): Promise<Buffer> =>
  sharp(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="960" height="720"><rect width="960" height="720" fill="#dfe9e6"/><rect y="520" width="960" height="200" fill="#c9b79a"/>
    <path d="M180 300h600l60 90H120z" fill="#b4532f"/><rect x="180" y="390" width="600" height="190" fill="#f6efe1"/><rect x="180" y="470" width="600" height="24" fill="#8a6b45"/>
    <circle cx="330" cy="450" r="34" fill="#d9a441"/><circle cx="430" cy="450" r="34" fill="#d9a441"/><rect x="560" y="405" width="150" height="60" fill="#0b5a5e"/></svg>`),
  )
    .jpeg({ quality: 80 })
    .toBuffer();

/** A page that says it is an example. */
const letter = async (hall: Hall): Promise<Uint8Array> =>
  (
    await typeset({
      template: '#set document(title: "Contoh")\n= Contoh dokumen\nDibuat untuk percobaan.',
      data: {},
      now: hall.time.now(),
    })
  ).pdf;
