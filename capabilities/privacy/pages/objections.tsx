// Objections to looks, as the data protection officer of the agency reads and answers them.

import type { Refused } from "../../../kernel/errors.ts";
import {
  Button,
  Clock,
  EmptyState,
  ErrorSummary,
  Form,
  Page,
  Pagination,
  type Site,
  SummaryList,
  Table,
  TextArea,
} from "../../../kernel/web/components/index.ts";
import type { Words } from "../../../kernel/words/words.ts";

type Shell = { t: Words; site: Site; flash?: string };

/** Objections to the agency's looks, for its data protection officer. */
export const ObjectionsPage = ({
  t,
  site,
  flash,
  answered,
  rows,
  next,
}: Shell & {
  answered: boolean;
  rows: {
    id: string;
    when: string;
    look: string;
    hoursLeft: number;
    late: boolean;
    due: string;
    answeredAt?: string;
  }[];
  next?: string;
}) => (
  <Page
    t={t}
    site={site}
    title={t("privacy.objections")}
    crumbs={[{ href: "/data-pribadi", label: t("privacy.desk") }]}
    layout="wide"
    flash={flash && t(flash)}
    private
  >
    <h1>{t("privacy.objections")}</h1>
    <p>
      <a href={answered ? "/data-pribadi/keberatan" : "/data-pribadi/keberatan?terjawab=ya"}>
        {t(answered ? "privacy.objections.open" : "privacy.objections.answered")}
      </a>
    </p>
    {rows.length === 0 ? (
      <EmptyState title={t("privacy.objections.none")}>
        <p>{t("privacy.objections.none-text")}</p>
      </EmptyState>
    ) : (
      <Table
        t={t}
        caption={t("privacy.objections")}
        captionHidden
        columns={[
          { key: "look", head: t("privacy.look"), main: true },
          { key: "when", head: t("privacy.sent") },
          { key: "due", head: t("privacy.due") },
        ]}
        rows={rows.map((row) => ({
          key: row.id,
          tone: row.late && !row.answeredAt ? "need" : undefined,
          cells: {
            look: <a href={`/data-pribadi/keberatan/${row.id}`}>{row.look}</a>,
            when: row.when,
            due: row.answeredAt ?? (
              <Clock
                t={t}
                small
                state={row.late ? "breached" : row.hoursLeft < 24 ? "warned" : "running"}
                says={t(row.late ? "privacy.hours-late" : "privacy.hours-left", { n: Math.abs(row.hoursLeft) })}
                due={row.due}
              />
            ),
          },
        }))}
      />
    )}
    <Pagination t={t} next={next} />
  </Page>
);

/** One objection: what was seen, what is asked, and the answer. */
export const AnswerPage = ({
  t,
  site,
  id,
  rows,
  text,
  answer,
  once,
  typed,
  problem,
}: Shell & {
  id: string;
  rows: [string, string][];
  text: string;
  answer?: { text: string; by: string; when: string };
  once: string;
  typed?: string;
  problem?: Refused;
}) => (
  <Page
    t={t}
    site={site}
    title={t("privacy.objection.one")}
    crumbs={[
      { href: "/data-pribadi", label: t("privacy.desk") },
      { href: "/data-pribadi/keberatan", label: t("privacy.objections") },
    ]}
    problem={problem !== undefined}
    private
  >
    <ErrorSummary t={t} problem={problem} />
    <h1>{t("privacy.objection.one")}</h1>
    <SummaryList t={t} rows={rows} />
    <h2>{t("privacy.objection.said")}</h2>
    <p>{text}</p>
    {answer ? (
      <>
        <h2>{t("privacy.answer")}</h2>
        <p>{answer.text}</p>
        <p class="muted">{t("privacy.answer.of", { by: answer.by, when: answer.when })}</p>
      </>
    ) : (
      <Form t={t} site={site} action={`/data-pribadi/keberatan/${id}`} once={once}>
        <TextArea
          t={t}
          name="jawaban"
          label={t("privacy.answer")}
          hint={t("privacy.answer.hint")}
          value={typed}
          problem={problem}
          limit={2000}
        />
        <Button>{t("privacy.answer.send")}</Button>
      </Form>
    )}
  </Page>
);
