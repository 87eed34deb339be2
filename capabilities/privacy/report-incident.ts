// A failure to protect personal data is written down, and everybody it touches is told within 3 × 24 hours (UU 27/2022 art. 46).

import type { Actor } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import { formatDateTime, zone } from "../../kernel/calendar/index.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import { ensure, type Fault, faulty, forbidden, notFound, refuse } from "../../kernel/errors.ts";
import type { Hall } from "../../kernel/hall.ts";
import { enqueue, type JobHandler } from "../../kernel/jobs/jobs.ts";
import { post } from "../../kernel/mail/mail.ts";
import { agencyById } from "../agencies/index.ts";
import { personById } from "../people/index.ts";
import { countAffected, type IncidentRow, incidentById, insertIncident, markIncident } from "./incidents.sql.ts";
import { protectsData } from "./object-to-look.ts";

export const NOTICE_HOURS = 72;
const BATCH = 100;

export type Report = {
  title: string;
  foundAt: Date | null;
  beganOn: string | null;
  what: string;
  kinds: string;
  handling: string;
  isPublic: boolean;
};

/** Writes a failure down; its clock runs from the moment it was found. Gives its id. */
export async function reportIncident(tx: Tx, actor: Actor, report: Report): Promise<string> {
  ensure(protectsData(actor), forbidden("privacy.not-officer"));
  const faults: Fault[] = (
    [
      ["judul", report.title, 5, 150],
      ["kejadian", report.what, 20, 4000],
      ["data", report.kinds, 5, 1000],
      ["penanganan", report.handling, 20, 4000],
    ] as const
  ).flatMap(([field, text, least, most]): Fault[] =>
    text.length < least
      ? [{ field, key: "privacy.incident.say", params: { least } }]
      : text.length > most
        ? [{ field, key: "privacy.too-long", params: { most } }]
        : [],
  );
  if (!report.foundAt) faults.push({ field: "diketahui", key: "privacy.incident.when" });
  else if (report.foundAt > tx.now) faults.push({ field: "diketahui", key: "privacy.incident.not-yet" });
  if (faults.length > 0 || !report.foundAt) throw faulty(faults);
  const id = tx.id();
  await insertIncident(tx, {
    agency_id: actor.agency as string,
    id,
    title: report.title,
    found_at: report.foundAt,
    due_at: new Date(report.foundAt.getTime() + NOTICE_HOURS * 3_600_000),
    began_on: report.beganOn,
    what: report.what,
    kinds: report.kinds,
    handling: report.handling,
    is_public: report.isPublic,
    made_by: actor.account as string,
    made_label: `${actor.title}, ${actor.name}`,
  });
  record(tx, actor, { act: "incident.reported", target: id });
  return id;
}

/** An open failure of the officer's agency. */
export async function openIncident(tx: Tx, actor: Actor, id: string): Promise<IncidentRow> {
  ensure(protectsData(actor), forbidden("privacy.not-officer"));
  const row = await incidentById(tx, actor.agency as string, id);
  if (!row) throw notFound();
  ensure(row.closed_at === null, refuse("privacy.incident.closed-already", {}, 409));
  return row;
}

/** Has everybody told who was added and not told yet: on their own page, and by mail where an address is known. */
export async function tellAffected(tx: Tx, actor: Actor, id: string): Promise<void> {
  const row = await openIncident(tx, actor, id);
  const { people, told } = await countAffected(tx, row.agency_id, id);
  ensure(people > 0, refuse("privacy.incident.nobody"));
  ensure(told < people, refuse("privacy.incident.all-told", {}, 409));
  await markIncident(tx, row.agency_id, id, "notices");
  enqueue(tx, "privacy.tell-affected", { agency: row.agency_id, incident: id }, { key: `tell-affected:${id}:${told}` });
  record(tx, actor, { act: "incident.notices-ordered", target: id, detail: { people } });
}

/** Tells a batch, and orders the next. A person is marked as told in the transaction that writes their mail, so nobody hears twice. */
export const tellAffectedJob =
  (hall: Hall): JobHandler =>
  async ({ payload }) => {
    const { agency, incident } = payload as { agency: string; incident: string };
    await hall.db.transact(worker, async (tx) => {
      const row = await incidentById(tx, agency, incident);
      if (!row) return;
      const house = await agencyById(tx, agency);
      const next = await tx.many<{ person_id: string }>(
        sql`select person_id from privacy.incident_person where agency_id = ${agency} and incident_id = ${incident} and told_at is null
          order by person_id limit ${BATCH} for update skip locked`,
      );
      for (const { person_id } of next) {
        const person = await personById(tx, hall.vault, person_id);
        const mail = person?.email ? tx.id() : null;
        if (mail && person)
          post(tx, hall, mail, { agency, to: person.email, ...letterTo(hall, row, house?.name ?? "") });
        await tx.run(sql`update privacy.incident_person set told_at = ${tx.now}, mail_id = ${mail}
          where agency_id = ${agency} and incident_id = ${incident} and person_id = ${person_id}`);
      }
      if (next.length === BATCH)
        enqueue(
          tx,
          "privacy.tell-affected",
          { agency, incident },
          { key: `tell-affected:${incident}:${next.at(-1)?.person_id}` },
        );
    });
  };

/** What art. 46(2) asks to be said: which data, when and how, and what is done about it. */
function letterTo(hall: Hall, row: IncidentRow, agency: string): { subject: string; body: string } {
  const inOne = (locale: "id" | "en") => {
    const t = hall.words(locale);
    return {
      subject: t("privacy.incident.mail.subject", { agency }),
      body: t("privacy.incident.mail.body", {
        agency,
        what: row.what,
        kinds: row.kinds,
        handling: row.handling,
        found: formatDateTime(row.found_at, zone("Asia/Jakarta"), locale),
        url: `${hall.url}/akun/data`,
      }),
    };
  };
  const [id, en] = [inOne("id"), inOne("en")];
  return { subject: id.subject, body: `${id.body}\n\n—\n${en.body}\n` };
}
