// Making a document: numbered, typeset, signed in the name of who decided, sealed by the agency, kept; all or nothing.

import { createHash } from "node:crypto";
import { workerActor } from "../../kernel/actor.ts";
import { formatDate } from "../../kernel/calendar/index.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import { qrCode, seal, TemplateError, typeset } from "../../kernel/documents/index.ts";
import { Defect } from "../../kernel/errors.ts";
import type { Hall } from "../../kernel/hall.ts";
import type { JobHandler } from "../../kernel/jobs/jobs.ts";
import { authority, chainOf, sealOf } from "../../kernel/seals/seals.ts";
import { agencyById, unitById } from "../agencies/index.ts";
import { type Answers, amountOf, type DocumentRule, displayAnswers, numberOf } from "../services/index.ts";
import { take } from "./carry.ts";
import { type CaseRow, type Personal, validUntil } from "./case.ts";
import { lockCase, openTasksOf } from "./cases.sql.ts";
import { type DocumentRow, documentById, documentsOf, markIssued, takeSerial } from "./documents.sql.ts";
import { type Ground, groundOf } from "./ground.ts";
import { notify } from "./notices.ts";
import { regionNames } from "./region-names.ts";
import { today } from "./today.ts";
import { note, openPersonal } from "./work.ts";

type Signer = {
  official: string | null;
  position: string | null;
  label: string;
  name: string;
  title: string;
  nip: string;
  acting?: "plt" | "plh";
};

/** The job: makes the document that was ordered. Run twice, it is issued once. */
export const issueDocument =
  (hall: Hall): JobHandler =>
  async ({ payload }) => {
    const {
      agency,
      case: id,
      document,
      invoke,
    } = payload as { agency: string; case: string; document: string; invoke: string | null };
    try {
      await hall.db.transact(worker, (tx) => issue(tx, hall, { agency, id, document, invoke }));
    } catch (error) {
      const fault = error instanceof TemplateError ? error.message : String((error as Error).message ?? error);
      await hall.db
        .transact(worker, (tx) =>
          tx.run(
            sql`update cases.document set fault = ${fault.slice(0, 500)} where agency_id = ${agency} and id = ${document}`,
          ),
        )
        .catch(() => {});
      throw error;
    }
  };

async function issue(
  tx: Tx,
  hall: Hall,
  at: { agency: string; id: string; document: string; invoke: string | null },
): Promise<void> {
  const row = await lockCase(tx, at.agency, at.id);
  const ordered = await documentById(tx, at.agency, at.document);
  if (!row || !ordered) throw new Defect("a document was ordered for a case that is not there");
  const ground = await groundOf(tx, row);
  const personal = openPersonal(hall, row);
  const isNew = ordered.status === "making";
  // Ordered by a step of a case that has ended since (withdrawn, or ended on another branch): what nobody decided is not issued.
  if (isNew && at.invoke && row.status !== "running") {
    await tx.run(sql`delete from cases.document where agency_id = ${row.agency_id} and id = ${ordered.id}`);
    return;
  }
  const number = isNew ? await make(tx, hall, ground, row, personal, ordered) : ordered.number;
  if (at.invoke && row.status === "running") {
    const open = await openTasksOf(tx, row.agency_id, row.id);
    const deed = { kind: "document.issued", actor: workerActor, label: "", data: { document: ordered.key } };
    take(tx, hall, ground, row, open, personal, { type: "completed", key: at.invoke }, deed);
  } else if (isNew) note(tx, { row }, workerActor, "document.issued", undefined, { document: ordered.key });
  // The news of the outcome waited for its last document, so that it can name the number.
  const outcome = ground.service.outcomes.find((each) => each.key === row.outcome);
  if (!isNew || !outcome?.notice || !outcome.documents.includes(ordered.key)) return;
  const waiting = (await documentsOf(tx, row.agency_id, row.id)).filter((each) => each.status === "making");
  if (waiting.length === 0)
    notify(tx, hall, ground, row, personal, outcome.notice, { documentName: ordered.title.id, documentNumber: number });
}

async function make(
  tx: Tx,
  hall: Hall,
  ground: Ground,
  row: CaseRow,
  personal: Personal,
  ordered: DocumentRow,
): Promise<string> {
  const { definition } = ground.version;
  const rule = ground.service.documents.find((each) => each.key === ordered.key);
  const template = definition.templates[ordered.key];
  if (!rule || template === undefined) throw new Defect(`no template for "${ordered.key}"`);
  const day = today(ground.calendar, tx.now);
  const year = Number(day.slice(0, 4));
  const [unit, agency, signer] = await Promise.all([
    unitById(tx, row.unit_id),
    agencyById(tx, row.agency_id),
    signerOf(tx, ground, row, rule, day),
  ]);
  if (!unit || !agency) throw new Defect("the unit of a case is gone");
  const unitCode = unit.shortName || unit.name;
  const serial = await takeSerial(tx, row.agency_id, `${row.unit_id}/${ordered.key}`, year);
  const number = numberOf(rule.number, {
    serial,
    date: day,
    unitCode,
    agencyCode: agency.shortName,
    parameters: ground.parameters,
  });
  const until = rule.validity
    ? validUntil(day, amountOf(rule.validity.amount, ground.parameters), rule.validity.unit)
    : null;
  const verifyUrl = `${hall.url}/periksa/${ordered.code}`;
  const crest = await crestOf(tx, row.agency_id);
  const data = await dataOf(tx, ground, row, personal, {
    signer,
    agencyName: agency.name,
    unitName: unit.name,
    address: agency.address,
    phone: agency.phone,
    crest: crest !== null,
  });
  data.document = { number, date: day, place: placeOf(agency.name), validUntil: until, verifyUrl, code: ordered.code };
  data.qr = (await qrCode(verifyUrl)).svg;
  const made = await typeset({
    template,
    data,
    assets: crest ? { "crest.svg": Buffer.from(crest) } : {},
    locale: "id",
    now: tx.now,
  });
  let pdf: Uint8Array = made.pdf;
  if (rule.seal) {
    const by = await authority(tx, hall.vault, "Pendopo");
    const chain = chainOf(by);
    const location = placeOf(agency.name);
    if (signer.official) {
      const signature = await sealOf(tx, hall.vault, by, {
        agency: row.agency_id,
        agencyName: unit.name,
        official: { id: signer.official, name: signer.name, position: signer.title, nip: signer.nip },
      });
      pdf = await seal(pdf, {
        ...signature,
        chain,
        name: signer.name,
        reason: "Menetapkan",
        location,
        time: tx.now,
        fieldName: "Pejabat",
      });
    }
    const agencySeal = await sealOf(tx, hall.vault, by, {
      agency: row.agency_id,
      agencyName: agency.name,
      unit: unit.name,
    });
    pdf = await seal(pdf, {
      ...agencySeal,
      chain,
      name: agency.name,
      reason: "Segel elektronik instansi",
      location,
      time: tx.now,
      fieldName: "Segel",
    });
  }
  const stored = await hall.files.put(pdf);
  await markIssued(tx, ordered, {
    number,
    store: stored.id,
    digest: createHash("sha256").update(pdf).digest(),
    size: pdf.length,
    until,
    signer: { name: signer.name, title: signer.label },
    holder: hall.vault.seal(personal.applicant.name, `cases.document:holder:${ordered.id}`),
  });
  return number;
}

/** "Kota Pangkalpinang" of "Pemerintah Kota Pangkalpinang": where a letter says it was made. */
const placeOf = (agencyName: string): string =>
  agencyName.replace(/^Pemerintah\s+/, "").replace(/^(Kota|Kabupaten|Provinsi)\s+/, "");

const crestOf = async (tx: Tx, agency: string): Promise<string | null> =>
  (await tx.maybe<{ crest: string | null }>(sql`select crest from agencies.agency where id = ${agency}`))?.crest ??
  null;

/** What every template may use (kernel/documents/README.md). */
async function dataOf(
  tx: Tx,
  ground: Ground,
  row: CaseRow,
  personal: Personal,
  house: { signer: Signer; agencyName: string; unitName: string; address: string; phone: string; crest: boolean },
): Promise<Record<string, unknown>> {
  const all: Answers = { ...(row.variables as Answers), ...personal.answers };
  const regionName = await regionNames(tx, all);
  const answers = Object.assign(
    {},
    ...Object.values(ground.version.definition.forms).map((form) =>
      displayAnswers(form, all, { locale: "id", regionName }),
    ),
  );
  const { letterhead } = ground.offering;
  return {
    case: {
      tracking: row.tracking,
      submittedAt: today(ground.calendar, row.submitted_at),
      submittedOn: formatDate(row.submitted_at, ground.calendar.zone, "id"),
    },
    applicant: { name: personal.applicant.name, nik: personal.applicant.nik },
    answers,
    variables: row.variables,
    parameters: ground.parameters,
    agency: {
      government: letterhead.government ?? house.agencyName,
      name: letterhead.name ?? house.unitName,
      address: letterhead.address ?? house.address,
      phone: letterhead.phone ?? house.phone,
      email: letterhead.email ?? null,
      website: letterhead.website ?? null,
      crest: house.crest ? "crest.svg" : null,
    },
    signer: {
      name: house.signer.name,
      position: house.signer.title,
      nip: house.signer.nip,
      acting: house.signer.acting ?? null,
      rank: null,
    },
  };
}

/** Who decided: the official that completed the last task of the signing role; by silence, the office itself. */
async function signerOf(tx: Tx, ground: Ground, row: CaseRow, rule: DocumentRule, day: string): Promise<Signer> {
  const done = await tx.maybe<{
    done_by: string;
    done_position: string | null;
    done_label: string;
  }>(sql`select done_by, done_position, done_label from cases.task
    where agency_id = ${row.agency_id} and case_id = ${row.id} and role = ${rule.signedBy ?? ""} and status = 'done' and done_by is not null
    order by done_at desc limit 1`);
  if (!done)
    return {
      official: null,
      position: null,
      label: ground.offering.unitName,
      name: ground.offering.unitName,
      title: ground.offering.unitName,
      nip: "",
    };
  const known = await tx.one<{
    name: string;
    nip: string;
    position: string | null;
    kind: "definitif" | "plt" | "plh" | null;
  }>(
    sql`select o.name, o.nip, p.name as position, h.kind from agencies.official o
      left join agencies.holding h on h.official_id = o.id and h.position_id = ${done.done_position} and h.starts_on <= ${day} and coalesce(h.ends_on, 'infinity') >= ${day}
      left join agencies.position p on p.id = ${done.done_position}
      where o.id = ${done.done_by} order by h.starts_on desc nulls last limit 1`,
  );
  return {
    official: done.done_by,
    position: done.done_position,
    label: done.done_label,
    name: known.name,
    title: known.position ?? "",
    nip: known.nip,
    acting: known.kind === "plt" || known.kind === "plh" ? known.kind : undefined,
  };
}
