// The register of processing for the data protection officer, as page, table and JSON; and assessments of high risk.

import { record } from "../../kernel/audit/audit.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import { type Fault, faulty, notFound, type Refused } from "../../kernel/errors.ts";
import { bytes, page } from "../../kernel/web/answer.ts";
import type { Ask } from "../../kernel/web/ask.ts";
import { serve } from "../../kernel/web/serve.ts";
import { pick, type Words } from "../../kernel/words/words.ts";
import { type SheetKind, sheet } from "../cases/index.ts";
import { loadVersion, openOfferings } from "../services/index.ts";
import { when } from "./data-routes.ts";
import { command, officer } from "./desk-routes.ts";
import { ProcessingPage, RegisterPage, type TypedAssessment } from "./pages/register.tsx";
import { type Processing, processingOf, unfounded } from "./register.ts";
import type { Schedule } from "./retention.ts";

/** Every service that the agency offers and that asks for personal data; a service of several units stands once. */
export async function registerOf(tx: Tx, agency: string): Promise<Processing[]> {
  const found = new Map<string, Processing>();
  for (let after: [string, string] | undefined; ; ) {
    const offerings = await openOfferings(tx, { agency, after, limit: 200 });
    for (const offering of offerings) {
      const made = processingOf((await loadVersion(tx, offering.versionId)).definition, offering);
      const known = found.get(made.service);
      if (known) known.unit = `${known.unit}; ${made.unit}`;
      else if (made.fields.length > 0) found.set(made.service, made);
    }
    const last = offerings.at(-1);
    if (offerings.length < 200 || !last) break;
    after = [last.serviceKey, last.slug];
  }
  return [...found.values()].sort((a, b) => a.name.id.localeCompare(b.name.id));
}

export const scheduleText = (t: Words, { months, days, disposal, basis }: Schedule): string =>
  t(`privacy.schedule.${disposal}`, {
    length:
      months % 12 === 0 && days === 0
        ? t("privacy.years", { n: months / 12 })
        : months > 0
          ? t("privacy.months", { n: months })
          : t("privacy.days", { n: days }),
    basis,
  });

const unique = (texts: (string | null)[]): string =>
  [...new Set(texts.filter((text) => text !== null))].map((text) => text.replace(/[.]$/, "")).join("; ");

async function showRegister(ask: Ask) {
  const agency = officer(ask);
  const { t } = ask;
  const { all, assessed } = await ask.read(async (tx) => ({
    all: await registerOf(tx, agency),
    assessed: await tx.many<{ service_key: string; version: string }>(
      sql`select distinct service_key, version from privacy.assessment where agency_id = ${agency}`,
    ),
  }));
  const done = new Set(assessed.map((each) => `${each.service_key}/${each.version}`));
  return page(
    RegisterPage({
      t,
      site: ask.site,
      rows: all.map((each) => ({
        key: each.service,
        name: pick(each.name, t.locale),
        data: each.fields.map((field) => pick(field.label, t.locale)).join(", "),
        purpose: unique(each.fields.map((field) => field.purpose && pick(field.purpose, t.locale))),
        basis: unique(each.fields.map((field) => field.basis)),
        kept: scheduleText(t, each.schedule),
        risk: each.risks.length > 0,
        assessed: done.has(`${each.service}/${each.version}`),
        unfounded: unfounded(each).length,
      })),
    }),
  );
}

const takeRegister = (kind: SheetKind) => async (ask: Ask) => {
  const agency = officer(ask);
  const { t } = ask;
  const all = await ask.read((tx) => registerOf(tx, agency));
  return sheet(
    kind,
    "daftar-pemrosesan-data-pribadi",
    ["service", "version", "unit", "field", "kind", "purpose", "basis", "recipients", "kept", "risk"].map((key) =>
      t(`privacy.register.${key}`),
    ),
    all.flatMap((each) =>
      each.fields.map((field) => [
        pick(each.name, t.locale),
        each.version,
        each.unit,
        pick(field.label, t.locale),
        t(field.specific ? "privacy.kind.specific" : "privacy.kind.general"),
        field.purpose ? pick(field.purpose, t.locale) : "",
        field.basis ?? "",
        each.recipients.map((role) => pick(role, t.locale)).join("; "),
        scheduleText(t, each.schedule),
        each.risks.map((risk) => t(`privacy.risk.${risk}`)).join("; "),
      ]),
    ),
  );
};

async function takeJson(ask: Ask) {
  const agency = officer(ask);
  const processings = await ask.read((tx) => registerOf(tx, agency));
  const body = { agency: ask.actor.agencyName, madeAt: ask.hall.time.now().toISOString(), processings };
  return bytes(Buffer.from(JSON.stringify(body, null, 2)), {
    type: "application/json",
    name: "daftar-pemrosesan-data-pribadi.json",
  });
}

type AssessmentRow = TypedAssessment & { id: string; version: string; made_at: Date; made_label: string };

async function showProcessing(ask: Ask, given: { typed?: TypedAssessment; problem?: Refused } = {}) {
  const agency = officer(ask);
  const { t } = ask;
  const { processing, assessments } = await ask.read(async (tx) => ({
    processing: (await registerOf(tx, agency)).find((each) => each.service === ask.params.service),
    assessments: await tx.many<AssessmentRow>(
      sql`select id, version, description, risks, measures, conclusion, made_at, made_label from privacy.assessment
        where agency_id = ${agency} and service_key = ${ask.params.service ?? ""} order by made_at desc limit 50`,
    ),
  }));
  if (!processing) throw notFound();
  return page(
    ProcessingPage({
      t,
      site: ask.site,
      flash: ask.flash,
      once: ask.key(),
      processing,
      kept: scheduleText(t, processing.schedule),
      assessments: assessments.map(({ made_at, made_label, ...row }) => ({
        ...row,
        when: when(t, made_at),
        by: made_label,
      })),
      ...given,
    }),
    { status: given.problem ? 422 : 200 },
  );
}

const CONCLUSIONS = ["proceed", "proceed-with-measures", "stop"];

async function takeAssessment(ask: Ask) {
  const agency = officer(ask);
  const form = await ask.form();
  const typed: TypedAssessment = {
    description: form.text("uraian"),
    risks: form.text("risiko"),
    measures: form.text("tindakan"),
    conclusion: form.text("simpulan"),
  };
  const service = ask.params.service ?? "";
  return command(
    ask,
    form,
    async (tx) => {
      const processing = (await registerOf(tx, agency)).find((each) => each.service === service);
      if (!processing) throw notFound();
      const faults: Fault[] = (["uraian", "risiko", "tindakan"] as const)
        .map((field, i) => ({ field, text: [typed.description, typed.risks, typed.measures][i] as string }))
        .flatMap(({ field, text }) =>
          text.length < 20
            ? [{ field, key: "privacy.assessment.say-more" }]
            : text.length > 4000
              ? [{ field, key: "privacy.too-long", params: { most: 4000 } }]
              : [],
        );
      if (!CONCLUSIONS.includes(typed.conclusion))
        faults.push({ field: "simpulan", key: "privacy.assessment.conclude" });
      if (faults.length > 0) throw faulty(faults);
      await tx.run(sql`insert into privacy.assessment (agency_id, id, service_key, version, description, risks, measures, conclusion, made_at, made_by, made_label)
        values (${agency}, ${tx.id()}, ${service}, ${processing.version}, ${typed.description}, ${typed.risks}, ${typed.measures},
          ${typed.conclusion}, ${tx.now}, ${ask.actor.account}, ${`${ask.actor.title}, ${ask.actor.name}`})`);
      record(tx, ask.actor, {
        act: "processing.assessed",
        target: service,
        detail: { version: processing.version, conclusion: typed.conclusion },
      });
    },
    `/data-pribadi/daftar/${service}`,
    "privacy.assessment.kept",
    (problem) => showProcessing(ask, { typed, problem }),
  );
}

export const registerRoutes = serve("/data-pribadi", "official", (on) => {
  on.get("/daftar", showRegister);
  on.get("/daftar.csv", takeRegister("csv"));
  on.get("/daftar.xlsx", takeRegister("xlsx"));
  on.get("/daftar.json", takeJson);
  on.get("/daftar/:service", (ask) => showProcessing(ask));
  on.post("/daftar/:service/penilaian", takeAssessment);
});
