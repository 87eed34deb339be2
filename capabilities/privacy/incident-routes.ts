// Failures to protect personal data, at the officer's desk: report, whom it touches, notices, the letter to the authority, who was told.

import { record } from "../../kernel/audit/audit.ts";
import { zone } from "../../kernel/calendar/index.ts";
import { type Fault, faulty, notFound, type Refused } from "../../kernel/errors.ts";
import { isUuid } from "../../kernel/ids.ts";
import { bytes, page } from "../../kernel/web/answer.ts";
import type { Ask, Form } from "../../kernel/web/ask.ts";
import { dateParts, readDate, type TypedDate } from "../../kernel/web/components/index.ts";
import { serve } from "../../kernel/web/serve.ts";
import { pick } from "../../kernel/words/words.ts";
import { agencyById, unitById } from "../agencies/index.ts";
import { sheet } from "../cases/index.ts";
import { loadVersion, openOfferings } from "../services/index.ts";
import { when } from "./data-routes.ts";
import { command, officer } from "./desk-routes.ts";
import { incidentLetter } from "./incident-letter.ts";
import { addAffected, affectedOf, countAffected, incidentById, incidentsOf, markIncident } from "./incidents.sql.ts";
import { IncidentPage, IncidentsPage, type TypedAffected, type TypedIncident } from "./pages/incident.tsx";
import { openIncident, reportIncident, tellAffected } from "./report-incident.ts";

const WIB = zone("Asia/Jakarta");
const SHOWN = 200;

async function showIncidents(ask: Ask, given: { typed?: TypedIncident; problem?: Refused } = {}) {
  const agency = officer(ask);
  const { t } = ask;
  const rows = await ask.read((tx) => incidentsOf(tx, agency));
  const now = ask.hall.time.now().getTime();
  return page(
    IncidentsPage({
      t,
      site: ask.site,
      flash: ask.flash,
      once: ask.key(),
      rows: rows.map((row) => ({
        id: row.id,
        title: row.title,
        found: when(t, row.found_at),
        due: when(t, row.due_at),
        hoursLeft: Math.floor((row.due_at.getTime() - now) / 3_600_000),
        people: row.people,
        told: row.told,
        closed: row.closed_at !== null,
        settled: row.people > 0 && row.told === row.people && row.authority_told_at !== null,
      })),
      ...given,
    }),
    { status: given.problem ? 422 : 200 },
  );
}

const dateOf = (form: Form, name: string): TypedDate => {
  const parts = dateParts(name);
  return { day: form.text(parts.day), month: form.text(parts.month), year: form.text(parts.year) };
};

async function takeIncident(ask: Ask) {
  officer(ask);
  const form = await ask.form();
  const typed: TypedIncident = {
    title: form.text("judul"),
    found: dateOf(form, "diketahui"),
    at: form.text("pukul"),
    began: dateOf(form, "mulai"),
    what: form.text("kejadian"),
    kinds: form.text("data"),
    handling: form.text("penanganan"),
    isPublic: form.has("umum"),
  };
  const found = readDate(typed.found);
  const began = readDate(typed.began);
  const time = /^([01]?\d|2[0-3])[.:]([0-5]\d)$/.exec(typed.at);
  const faults: Fault[] = [];
  if ("wrong" in found && found.wrong !== "missing") faults.push({ field: "diketahui", key: "privacy.incident.when" });
  if ("wrong" in began && began.wrong !== "missing") faults.push({ field: "mulai", key: "privacy.incident.began-bad" });
  if (!time) faults.push({ field: "pukul", key: "privacy.incident.time" });
  const foundAt =
    "date" in found && time
      ? new Date(Date.parse(`${found.date}T${time[1]?.padStart(2, "0")}:${time[2]}:00Z`) - WIB.offset)
      : null;
  return command(
    ask,
    form,
    async (tx) => {
      if (faults.length > 0) throw faulty(faults);
      await reportIncident(tx, ask.actor, { ...typed, foundAt, beganOn: "date" in began ? began.date : null });
    },
    "/data-pribadi/insiden",
    "privacy.incident.kept",
    (problem) => showIncidents(ask, { typed, problem }),
  );
}

const idOf = (ask: Ask): string => {
  const { incident = "" } = ask.params;
  if (!isUuid(incident)) throw notFound();
  return incident;
};

async function showIncident(ask: Ask, given: { typed?: TypedAffected; problem?: Refused } = {}) {
  const agency = officer(ask);
  const { t } = ask;
  const id = idOf(ask);
  const found = await ask.read(async (tx) => {
    const row = await incidentById(tx, agency, id);
    if (!row) throw notFound();
    const offerings = await openOfferings(tx, { agency, limit: 500 });
    const services = new Map<string, string>();
    for (const offering of offerings)
      if (!services.has(offering.serviceId)) {
        const { service } = (await loadVersion(tx, offering.versionId)).definition;
        services.set(offering.serviceId, pick(service.shortName ?? service.name, t.locale));
      }
    return {
      row,
      counts: await countAffected(tx, agency, id),
      people: await affectedOf(tx, agency, id, SHOWN),
      services: [...services].map(([value, label]) => ({ value, label })),
    };
  });
  const { row, counts } = found;
  return page(
    IncidentPage({
      t,
      site: ask.site,
      flash: ask.flash,
      once: ask.key,
      id,
      title: row.title,
      closed: row.closed_at !== null,
      hoursLeft: Math.floor((row.due_at.getTime() - ask.hall.time.now().getTime()) / 3_600_000),
      due: when(t, row.due_at),
      rows: [
        [t("privacy.incident.found"), when(t, row.found_at)],
        [t("privacy.incident.what"), row.what],
        [t("privacy.incident.kinds"), row.kinds],
        [t("privacy.incident.handling"), row.handling],
        [t("privacy.incident.public"), t(row.is_public ? "privacy.yes" : "privacy.no")],
        [
          t("privacy.incident.authority"),
          row.authority_told_at ? when(t, row.authority_told_at) : t("privacy.not-yet"),
        ],
      ],
      authorityTold: row.authority_told_at !== null,
      counts,
      services: found.services,
      people: found.people.map((each) => ({
        tracking: each.tracking,
        told: each.told_at ? when(t, each.told_at) : t("privacy.not-yet"),
        mailed: t(each.mail_id ? "privacy.yes" : "privacy.no"),
      })),
      ...given,
    }),
    { status: given.problem ? 422 : 200 },
  );
}

async function takeAffected(ask: Ask) {
  officer(ask);
  const id = idOf(ask);
  const form = await ask.form();
  const typed: TypedAffected = {
    service: form.text("layanan"),
    from: dateOf(form, "dari"),
    until: dateOf(form, "sampai"),
    numbers: form.text("nomor"),
    seenBy: form.text("nip"),
  };
  return command(
    ask,
    form,
    async (tx) => {
      await openIncident(tx, ask.actor, id);
      const [from, until] = [readDate(typed.from), readDate(typed.until)];
      const byDays = typed.service !== "" || typed.seenBy !== "";
      const faults: Fault[] = [];
      if (byDays && !("date" in from)) faults.push({ field: "dari", key: "privacy.incident.day" });
      if (byDays && !("date" in until)) faults.push({ field: "sampai", key: "privacy.incident.day" });
      if (typed.service !== "" && !isUuid(typed.service))
        faults.push({ field: "layanan", key: "error.value", params: { detail: "" } });
      const numbers = typed.numbers
        .toUpperCase()
        .split(/[\s,;]+/)
        .filter((each) => /^[A-Z0-9-]{6,40}$/.test(each))
        .slice(0, 5000);
      if (!byDays && numbers.length === 0) faults.push({ field: "nomor", key: "privacy.incident.whom" });
      if (faults.length > 0) throw faulty(faults);
      const dayAt = (read: ReturnType<typeof readDate>, plus: number) =>
        new Date(("date" in read ? Date.parse(`${read.date}T00:00:00Z`) : 0) - WIB.offset + plus * 86_400_000);
      const added = await addAffected(tx, id, {
        services: typed.service === "" ? [] : [typed.service],
        from: dayAt(from, 0),
        until: dayAt(until, 1),
        numbers,
        seenBy: typed.seenBy.replace(/\s/g, ""),
      });
      if (added === 0) throw faulty([{ field: byDays ? "layanan" : "nomor", key: "privacy.incident.none-found" }]);
      record(tx, ask.actor, { act: "incident.people-added", target: id, detail: { added } });
    },
    `/data-pribadi/insiden/${id}`,
    "privacy.incident.added",
    (problem) => showIncident(ask, { typed, problem }),
  );
}

/** A button of the page: done once, then back. */
const step =
  (
    flash: string,
    work: (ask: Ask, tx: Parameters<Parameters<Ask["transact"]>[0]>[0], id: string) => Promise<unknown>,
  ) =>
  async (ask: Ask) => {
    officer(ask);
    const id = idOf(ask);
    const form = await ask.form();
    return command(
      ask,
      form,
      (tx) => work(ask, tx, id),
      `/data-pribadi/insiden/${id}`,
      flash,
      (problem) => showIncident(ask, { problem }),
    );
  };

async function takeLetter(ask: Ask) {
  const agency = officer(ask);
  const id = idOf(ask);
  const { row, house, unit, counts } = await ask.read(async (tx) => ({
    row: await incidentById(tx, agency, id),
    house: await agencyById(tx, agency),
    unit: ask.actor.unit ? await unitById(tx, ask.actor.unit) : undefined,
    counts: await countAffected(tx, agency, id),
  }));
  if (!row || !house) throw notFound();
  return bytes(await incidentLetter(row, house, unit?.name ?? house.name, counts, ask.hall.time.now()), {
    type: "application/pdf",
    name: "pemberitahuan-kegagalan-pelindungan-data.pdf",
  });
}

async function takeTold(ask: Ask) {
  const agency = officer(ask);
  const id = idOf(ask);
  const { t } = ask;
  const rows = await ask.read(async (tx) => {
    if (!(await incidentById(tx, agency, id))) throw notFound();
    return affectedOf(tx, agency, id, 100_000);
  });
  return sheet(
    "csv",
    "pemberitahuan",
    [t("privacy.case"), t("privacy.incident.told"), t("privacy.incident.mailed")],
    rows.map((row) => [
      row.tracking,
      row.told_at && { at: row.told_at, zone: WIB },
      row.mail_id ? t("privacy.yes") : t("privacy.no"),
    ]),
  );
}

export const incidentRoutes = serve("/data-pribadi/insiden", "official", (on) => {
  on.get("/", (ask) => showIncidents(ask));
  on.post("/", takeIncident);
  on.get("/:incident", (ask) => showIncident(ask));
  on.post("/:incident/pemilik", takeAffected);
  on.post(
    "/:incident/pemberitahuan",
    step("privacy.incident.telling", (ask, tx, id) => tellAffected(tx, ask.actor, id)),
    { fresh: true },
  );
  on.get("/:incident/surat.pdf", takeLetter);
  on.get("/:incident/pemberitahuan.csv", takeTold);
  on.post(
    "/:incident/lembaga",
    step("privacy.incident.authority-told", async (ask, tx, id) => {
      const row = await openIncident(tx, ask.actor, id);
      await markIncident(tx, row.agency_id, id, "authority");
      record(tx, ask.actor, { act: "incident.authority-told", target: id });
    }),
  );
  on.post(
    "/:incident/penutupan",
    step("privacy.incident.closed", async (ask, tx, id) => {
      const row = await openIncident(tx, ask.actor, id);
      await markIncident(tx, row.agency_id, id, "closed");
      record(tx, ask.actor, { act: "incident.closed", target: id });
    }),
  );
});
