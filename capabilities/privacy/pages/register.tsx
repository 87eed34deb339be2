// The register of processing, and one processing with its assessments of risk.

import type { Refused } from "../../../kernel/errors.ts";
import {
  Button,
  Details,
  EmptyState,
  ErrorSummary,
  Form,
  Notice,
  Page,
  Radios,
  type Site,
  SummaryList,
  Table,
  Tag,
  TextArea,
} from "../../../kernel/web/components/index.ts";
import { pick, type Words } from "../../../kernel/words/words.ts";
import type { Processing } from "../register.ts";

type Shell = { t: Words; site: Site; flash?: string };
export type TypedAssessment = { description: string; risks: string; measures: string; conclusion: string };

export const RegisterPage = ({
  t,
  site,
  rows,
}: Shell & {
  rows: {
    key: string;
    name: string;
    data: string;
    purpose: string;
    basis: string;
    kept: string;
    risk: boolean;
    assessed: boolean;
    unfounded: number;
  }[];
}) => (
  <Page
    t={t}
    site={site}
    title={t("privacy.register")}
    crumbs={[{ href: "/data-pribadi", label: t("privacy.desk") }]}
    layout="wide"
    private
  >
    <h1>{t("privacy.register")}</h1>
    <p class="lead">{t("privacy.register.lead")}</p>
    {rows.length === 0 ? (
      <EmptyState title={t("privacy.register.none")}>
        <p>{t("privacy.register.none-text")}</p>
      </EmptyState>
    ) : (
      <>
        <Table
          t={t}
          caption={t("privacy.register")}
          captionHidden
          dense
          columns={[
            { key: "name", head: t("privacy.register.service"), main: true },
            { key: "data", head: t("privacy.register.data") },
            { key: "purpose", head: t("privacy.register.purpose") },
            { key: "basis", head: t("privacy.register.basis") },
            { key: "kept", head: t("privacy.register.kept") },
            { key: "risk", head: t("privacy.register.risk") },
          ]}
          rows={rows.map((row) => ({
            key: row.key,
            tone: row.unfounded > 0 || (row.risk && !row.assessed) ? "need" : undefined,
            cells: {
              ...row,
              name: <a href={`/data-pribadi/daftar/${row.key}`}>{row.name}</a>,
              basis: row.unfounded > 0 ? t("privacy.register.unfounded", { n: row.unfounded }) : row.basis,
              risk: row.risk ? (
                <Tag kind={row.assessed ? "well" : "need"}>
                  {t(row.assessed ? "privacy.risk.assessed" : "privacy.risk.to-assess")}
                </Tag>
              ) : (
                t("privacy.risk.none")
              ),
            },
          }))}
        />
        <p>
          <a href="/data-pribadi/daftar.csv">CSV</a> · <a href="/data-pribadi/daftar.xlsx">XLSX</a> ·{" "}
          <a href="/data-pribadi/daftar.json">JSON</a>
        </p>
      </>
    )}
  </Page>
);

export const ProcessingPage = ({
  t,
  site,
  flash,
  once,
  processing,
  kept,
  assessments,
  typed,
  problem,
}: Shell & {
  once: string;
  processing: Processing;
  kept: string;
  assessments: (TypedAssessment & { id: string; version: string; when: string; by: string })[];
  typed?: TypedAssessment;
  problem?: Refused;
}) => {
  const say = (text: Parameters<typeof pick>[0]) => pick(text, t.locale);
  return (
    <Page
      t={t}
      site={site}
      title={say(processing.name)}
      crumbs={[
        { href: "/data-pribadi", label: t("privacy.desk") },
        { href: "/data-pribadi/daftar", label: t("privacy.register") },
      ]}
      layout="wide"
      flash={flash && t(flash)}
      problem={problem !== undefined}
      private
    >
      <ErrorSummary t={t} problem={problem} />
      <h1>{say(processing.name)}</h1>
      <SummaryList
        t={t}
        rows={[
          [t("privacy.register.version"), processing.version],
          [t("privacy.register.unit"), processing.unit],
          [t("privacy.register.recipients"), processing.recipients.map(say).join(", ")],
          [t("privacy.register.kept"), kept],
        ]}
      />
      <Table
        t={t}
        caption={t("privacy.register.data")}
        columns={[
          { key: "label", head: t("privacy.register.field"), main: true },
          { key: "kind", head: t("privacy.register.kind") },
          { key: "purpose", head: t("privacy.register.purpose") },
          { key: "basis", head: t("privacy.register.basis") },
        ]}
        rows={processing.fields.map((field) => ({
          key: `${field.form}/${field.key}`,
          tone: field.basis === null ? "need" : undefined,
          cells: {
            label: say(field.label),
            kind: t(field.specific ? "privacy.kind.specific" : "privacy.kind.general"),
            purpose: field.purpose ? say(field.purpose) : t("privacy.register.nothing-said"),
            basis: field.basis ?? t("privacy.register.nothing-said"),
          },
        }))}
      />
      <section>
        <h2>{t("privacy.assessment")}</h2>
        {processing.risks.length > 0 ? (
          <Notice t={t} kind="attention" title={t("privacy.assessment.due")}>
            <ul>
              {processing.risks.map((risk) => (
                <li key={risk}>{t(`privacy.risk.${risk}`)}</li>
              ))}
            </ul>
          </Notice>
        ) : (
          <p>{t("privacy.assessment.not-due")}</p>
        )}
        {assessments.map((each) => (
          <Details
            key={each.id}
            summary={t("privacy.assessment.of", { version: each.version, when: each.when, by: each.by })}
          >
            <SummaryList
              t={t}
              rows={[
                [t("privacy.assessment.description"), each.description],
                [t("privacy.assessment.risks"), each.risks],
                [t("privacy.assessment.measures"), each.measures],
                [t("privacy.assessment.conclusion"), t(`privacy.conclusion.${each.conclusion}`)],
              ]}
            />
          </Details>
        ))}
        <h3>{t("privacy.assessment.new")}</h3>
        <Form t={t} site={site} action={`/data-pribadi/daftar/${processing.service}/penilaian`} once={once}>
          {(
            [
              ["uraian", "description"],
              ["risiko", "risks"],
              ["tindakan", "measures"],
            ] as const
          ).map(([name, part]) => (
            <TextArea
              key={name}
              t={t}
              name={name}
              label={t(`privacy.assessment.${part}`)}
              hint={t(`privacy.assessment.${part}-hint`)}
              value={typed?.[part]}
              problem={problem}
              rows={4}
              limit={4000}
            />
          ))}
          <Radios
            t={t}
            name="simpulan"
            label={t("privacy.assessment.conclusion")}
            value={typed?.conclusion}
            problem={problem}
            options={["proceed", "proceed-with-measures", "stop"].map((value) => ({
              value,
              label: t(`privacy.conclusion.${value}`),
            }))}
          />
          <Button>{t("privacy.assessment.keep")}</Button>
        </Form>
      </section>
    </Page>
  );
};
