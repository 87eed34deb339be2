// Applying: the list of one's requests, a page of questions, the check before sending, throwing a draft away.

import type { Refused } from "../../../kernel/errors.ts";
import {
  Button,
  ButtonGroup,
  Card,
  Clock,
  Drawing,
  EmptyState,
  ErrorSummary,
  Form,
  InsetText,
  Notice,
  Page,
  Pagination,
  type Site,
  Steps,
  SummaryList,
  Tag,
} from "../../../kernel/web/components/index.ts";
import { type Bilingual, pick, type Words } from "../../../kernel/words/words.ts";
import { type Form as FormDefinition, type FormPage, Questions } from "../../services/index.ts";
import type { CaseSummary } from "../lists.sql.ts";
import { clockOf, statusTag } from "./parts.tsx";

type Shell = { t: Words; site: Site; flash?: string };

export const ApplicationPage = (
  props: Shell & {
    draft: string;
    service: Bilingual;
    form: FormDefinition;
    current: FormPage;
    pages: FormPage[];
    at: number;
    questions: Omit<Parameters<typeof Questions>[0], "t">;
  },
) => {
  const { t, site, draft, current, pages, at, form } = props;
  const say = (text: Bilingual | undefined) => (text ? pick(text, t.locale) : "");
  const problem: Refused | undefined = props.questions.problem;
  const personal = current.fields.some((field) => field.personal !== false);
  const privacy = current.privacy ?? form.privacy;
  return (
    <Page
      t={t}
      site={site}
      title={`${say(current.title)}: ${say(props.service)}`}
      problem={problem !== undefined}
      private
      crumbs={[{ href: "/permohonan", label: t("cases.mine") }]}
    >
      {props.flash && <Notice t={t} kind="success" title={t(props.flash)} />}
      <ErrorSummary t={t} problem={problem} />
      <p class="muted">{say(props.service)}</p>
      <Steps
        t={t}
        steps={[
          ...pages.map((each, i) => ({
            label: say(each.title),
            href: `/permohonan/konsep/${draft}/${each.key}`,
            state: i < at ? ("done" as const) : i === at ? ("now" as const) : ("ahead" as const),
          })),
          { label: t("cases.review"), state: "ahead" as const },
        ]}
      />
      <h1>{say(current.title)}</h1>
      {at === 0 && form.intro && <p>{say(form.intro)}</p>}
      {current.intro && <p>{say(current.intro)}</p>}
      <Form
        t={t}
        site={site}
        action={`/permohonan/konsep/${draft}/${current.key}`}
        files={current.fields.some((field) => field.type === "file")}
        guard
      >
        {/* The first button of a form is the one that Enter presses: going on, not adding a row. */}
        <button class="sr-only" type="submit" tabIndex={-1} aria-hidden="true">
          {t("cases.next")}
        </button>
        <Questions t={t} {...props.questions} />
        <ButtonGroup>
          <Button>{t("cases.next")}</Button>
          <Button kind="secondary" name="_nanti" value="ya">
            {t("cases.later")}
          </Button>
        </ButtonGroup>
      </Form>
      {personal && privacy && (
        <InsetText>
          <p class="small">{t("cases.privacy", { purpose: say(privacy.purpose), basis: privacy.basis })}</p>
        </InsetText>
      )}
      <p class="small">
        <a href={`/permohonan/konsep/${draft}/hapus`}>{t("cases.discard")}</a>
      </p>
    </Page>
  );
};

type Part = { key: string; title: Bilingual; rows: { label: Bilingual; value: string; missing: boolean }[] };

export const ReviewPage = ({
  t,
  site,
  draft,
  once,
  service,
  form,
  parts,
  problem,
}: Shell & {
  draft: string;
  once: string;
  service: Bilingual;
  form: FormDefinition;
  parts: Part[];
  problem?: Refused;
}) => {
  const say = (text: Bilingual | undefined) => (text ? pick(text, t.locale) : "");
  const pageOf = (field: string) =>
    parts.find((part) =>
      form.pages
        .find((each) => each.key === part.key)
        ?.fields.some((each) => field === each.key || field.startsWith(`${each.key}.`)),
    )?.key;
  return (
    <Page
      t={t}
      site={site}
      title={t("cases.review")}
      problem={problem !== undefined}
      private
      crumbs={[{ href: "/permohonan", label: t("cases.mine") }]}
    >
      {problem && (
        <Notice t={t} kind="attention" title={t("cases.not-complete")}>
          <ul>
            {problem.faults.map((fault) => {
              const text = fault.message ? pick(fault.message, t.locale) : t(fault.key, fault.params);
              const at = pageOf(fault.field);
              return <li key={fault.field}>{at ? <a href={`/permohonan/konsep/${draft}/${at}`}>{text}</a> : text}</li>;
            })}
          </ul>
        </Notice>
      )}
      <p class="muted">{say(service)}</p>
      <h1>{t("cases.review")}</h1>
      <p>{t("cases.review-lead")}</p>
      {parts.map((part) => (
        <section key={part.key}>
          <h2>{say(part.title)}</h2>
          <SummaryList
            t={t}
            rows={part.rows.map((row) => ({
              label: say(row.label),
              value: row.missing ? <Tag kind="need">{t("cases.missing")}</Tag> : row.value || "–",
              change: `/permohonan/konsep/${draft}/${part.key}`,
            }))}
          />
        </section>
      ))}
      <Form t={t} site={site} action={`/permohonan/konsep/${draft}/kirim`} once={once}>
        <p>{t("cases.declare")}</p>
        <Button>{say(form.submit) || t("cases.send")}</Button>
      </Form>
    </Page>
  );
};

export const DiscardPage = ({ t, site, draft, service }: Shell & { draft: string; service: Bilingual }) => (
  <Page t={t} site={site} title={t("cases.discard-title")} private>
    <h1>{t("cases.discard-title")}</h1>
    <p>{t("cases.discard-lead", { service: pick(service, t.locale) })}</p>
    <Form t={t} site={site} action={`/permohonan/konsep/${draft}/hapus`}>
      <ButtonGroup>
        <Button kind="warning">{t("cases.discard-button")}</Button>
        <Button kind="quiet" href={`/permohonan/konsep/${draft}`}>
          {t("cases.keep")}
        </Button>
      </ButtonGroup>
    </Form>
  </Page>
);

export const MyCasesPage = ({
  t,
  site,
  flash,
  drafts,
  cases,
  next,
}: Shell & {
  drafts: { id: string; service: Bilingual; agency: string; saved: string }[];
  cases: CaseSummary[];
  next?: string;
}) => (
  <Page t={t} site={site} title={t("cases.mine")} private>
    {flash && <Notice t={t} kind="success" title={t(flash)} />}
    <h1>{t("cases.mine")}</h1>
    {drafts.length > 0 && (
      <section>
        <h2>{t("cases.drafts")}</h2>
        {drafts.map((draft) => (
          <Card
            key={draft.id}
            title={pick(draft.service, t.locale)}
            href={`/permohonan/konsep/${draft.id}`}
            facts={[draft.agency, t("cases.saved-at", { when: draft.saved })]}
          >
            <p>{t("cases.draft-go-on")}</p>
          </Card>
        ))}
      </section>
    )}
    {cases.length === 0 && drafts.length === 0 ? (
      <EmptyState title={t("cases.none")} drawing={<Drawing name="hall" />}>
        <p>{t("cases.none-lead")}</p>
        <Button href="/layanan">{t("cases.find-service")}</Button>
      </EmptyState>
    ) : (
      <section class="stack">
        {cases.length > 0 && <h2>{t("cases.sent-list")}</h2>}
        {cases.map((each) => (
          <Card
            key={each.tracking}
            title={pick(each.service, t.locale)}
            href={`/permohonan/${each.tracking}`}
            facts={[each.tracking, each.agency]}
          >
            <p>
              {statusTag(t, each)} {each.needsYou && <Tag kind="need">{t("cases.needs-you")}</Tag>}
            </p>
            {each.status === "running" && <Clock small {...clockOf(t, each)} />}
          </Card>
        ))}
      </section>
    )}
    <Pagination t={t} next={next && `/permohonan?setelah=${next}`} />
  </Page>
);
