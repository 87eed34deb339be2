// A case as its applicant sees it, and as anybody sees it who holds its number.

import { formatDateTime, formatLongDate } from "../../../kernel/calendar/index.ts";
import type { Refused } from "../../../kernel/errors.ts";
import {
  Button,
  ButtonGroup,
  Clock,
  CommentThread,
  ConfirmPanel,
  Details,
  ErrorSummary,
  Form,
  InsetText,
  LineMap,
  Notice,
  Page,
  type Site,
  SummaryList,
  TextArea,
  TextField,
  Timeline,
} from "../../../kernel/web/components/index.ts";
import { pick, type Words } from "../../../kernel/words/words.ts";
import { type Form as FormDefinition, Questions } from "../../services/index.ts";
import { type CaseView, caseMap, roleName, type ViewDocument, type ViewTask } from "../view.ts";
import { clockOf, Erased, statusTag } from "./parts.tsx";
import { whoActed } from "./who-acted.ts";

type Shell = { t: Words; site: Site; flash?: string };

const clocked = (view: CaseView) => ({
  clock: view.row.clock,
  calendar: view.calendar,
  now: view.now,
  due: view.row.due_at,
  finishedAt: view.row.finished_at,
});
export const serviceName = (view: CaseView, t: Words): string => pick(view.ground.service.name, t.locale);
const outcomeOf = (view: CaseView) => view.ground.service.outcomes.find((each) => each.key === view.row.outcome);
export const taskName = (view: CaseView, t: Words, element: string): string => {
  const node = view.ground.version.definition.process.nodes.find((each) => each.id === element);
  return pick({ id: node?.name ?? element, en: node?.attributes.en }, t.locale);
};

/** One sentence on where it stands: who does what by when. */
export function standing(view: CaseView, t: Words, reader: "applicant" | "other" = "other"): string {
  const { row } = view;
  const outcome = outcomeOf(view);
  if (row.finished_at)
    return t("cases.stands.finished", {
      outcome: outcome ? pick(outcome.name, t.locale) : t(`cases.status.${row.status}`),
      when: formatLongDate(row.finished_at, view.calendar.zone, t.locale),
    });
  const open = view.tasks.filter((task) => task.status === "open");
  const first = open[0];
  if (!first) return t("cases.stands.program");
  return open
    .map((task) =>
      t(
        task.unit_id !== null ? "cases.stands.unit" : reader === "applicant" ? "cases.stands.your" : "cases.stands.you",
        {
          who: task.unit ?? "",
          role: roleName(view, t, task.role),
          what: taskName(view, t, task.element).toLowerCase(),
          when: formatLongDate(task.due_at, view.calendar.zone, t.locale),
        },
      ),
    )
    .join(" ");
}

export const DocumentList = ({ t, view, documents }: { t: Words; view: CaseView; documents: ViewDocument[] }) => (
  <ul class="plain stack">
    {documents.map((document) => (
      <li key={document.id}>
        <strong>{pick(document.title, t.locale)}</strong>
        {document.number && <span class="muted"> {document.number}</span>}
        {document.status === "making" || document.status === "destroyed" ? (
          <p class="muted">{t(`cases.document.${document.status}`)}</p>
        ) : (
          <>
            {(document.status !== "issued" || document.validUntil) && (
              <p class="muted small">
                {document.status !== "issued"
                  ? t(`cases.document.${document.status}`)
                  : t("cases.document.until", {
                      when: formatLongDate(new Date(`${document.validUntil}T12:00:00Z`), view.calendar.zone, t.locale),
                    })}
              </p>
            )}
            <p class="row">
              <Button kind="secondary" small href={`/dokumen/${document.id}`} icon="download">
                {t("cases.document.download")}
              </Button>
              <a href={`/periksa/${document.code}`}>{t("cases.document.verify")}</a>
            </p>
          </>
        )}
      </li>
    ))}
  </ul>
);

const History = ({ t, view, inside }: { t: Words; view: CaseView; inside: boolean }) => (
  <Timeline
    label={t("cases.history")}
    happenings={view.events
      .filter((event) => inside || (!event.kind.startsWith("task.") && event.kind !== "comment.inside"))
      .map((event) => ({
        key: String(event.number),
        what: eventText(view, t, event),
        who:
          event.actorKind === "resident"
            ? whoActed(t, event, inside)
            : event.actorKind === "official"
              ? inside
                ? event.label
                : (event.unit ?? event.label)
              : t("cases.program"),
        when: formatDateTime(event.at, view.calendar.zone, t.locale),
        at: event.at.toISOString(),
      }))}
  />
);

export function eventText(view: CaseView, t: Words, event: CaseView["events"][number]): string {
  const element = typeof event.data.element === "string" ? taskName(view, t, event.data.element) : "";
  const key = `cases.event.${event.kind}`;
  const text = t.has(key) ? t(key, { task: element, to: String(event.data.to ?? "") }) : event.kind;
  return typeof event.data.reason === "string" && event.data.reason ? `${text}: ${event.data.reason}` : text;
}

/** The page of the applicant: where it stands, what to do, what was said, what was issued. */
export const MyCasePage = ({
  t,
  site,
  flash,
  view,
  isNew,
  once,
  mayWithdraw,
  problem,
  message,
}: Shell & {
  view: CaseView;
  isNew: boolean;
  once: string;
  mayWithdraw: boolean;
  problem?: Refused;
  message?: string;
}) => {
  const { row } = view;
  const mine = view.tasks.find((task) => task.status === "open" && task.unit_id === null);
  const documents = view.documents;
  return (
    <Page
      t={t}
      site={site}
      title={`${serviceName(view, t)}, ${row.tracking}`}
      private
      refresh={row.finished_at ? undefined : 60}
      problem={problem !== undefined}
      crumbs={[{ href: "/permohonan", label: t("cases.mine") }]}
    >
      {flash && <Notice t={t} kind="success" title={t(flash)} />}
      <ErrorSummary t={t} problem={problem} />
      {isNew && (
        <ConfirmPanel title={t("cases.sent")} label={t("cases.your-number")} code={row.tracking}>
          <p>{t("cases.sent-lead")}</p>
          <p>
            <a href={`/permohonan/${row.tracking}/tanda-terima`}>{t("slip.link")}</a>
          </p>
        </ConfirmPanel>
      )}
      {!isNew && <p class="muted">{row.tracking}</p>}
      {isNew ? <h2>{serviceName(view, t)}</h2> : <h1>{serviceName(view, t)}</h1>}
      <p>{statusTag(t, { status: row.status, outcomeName: outcomeOf(view)?.name, isPaused: row.is_paused })}</p>
      <p>{standing(view, t, "applicant")}</p>
      <Erased t={t} view={view} />
      {mine && (
        <Notice t={t} kind="attention" title={t("cases.your-turn", { task: taskName(view, t, mine.element) })}>
          <p>{t("cases.your-turn-until", { when: formatLongDate(mine.due_at, view.calendar.zone, t.locale) })}</p>
          <Button href={`/permohonan/${row.tracking}/tugas/${mine.id}`}>{taskName(view, t, mine.element)}</Button>
        </Notice>
      )}
      {documents.length > 0 && (
        <section>
          <h2>{t("cases.documents")}</h2>
          <DocumentList t={t} view={view} documents={documents} />
        </section>
      )}
      <Clock {...clockOf(t, clocked(view))} />
      <LineMap t={t} map={caseMap(view, t, "applicant")} here={mine ? "you" : "case"} />
      <section>
        <h2>{t("cases.messages")}</h2>
        {view.comments.length > 0 && (
          <CommentThread
            t={t}
            label={t("cases.messages")}
            audienceShown={false}
            comments={view.comments.map((comment) => ({
              key: comment.id,
              by: !comment.fromApplicant
                ? comment.label
                : comment.actorName
                  ? whoActed(t, comment, false)
                  : t("cases.you"),
              when: formatDateTime(comment.at, view.calendar.zone, t.locale),
              at: comment.at.toISOString(),
              text: comment.text,
            }))}
          />
        )}
        <Form t={t} site={site} action={`/permohonan/${row.tracking}/pesan`} once={once}>
          <TextArea
            t={t}
            name="pesan"
            label={t("cases.write-to-office")}
            rows={3}
            limit={4000}
            value={message}
            problem={problem}
          />
          <Button kind="secondary">{t("cases.send-message")}</Button>
        </Form>
      </section>
      <Details summary={t("cases.told")}>
        <NoticeList t={t} view={view} only="applicant" />
      </Details>
      <Details summary={t("cases.history")}>
        <History t={t} view={view} inside={false} />
      </Details>
      {mayWithdraw && (
        <p class="small">
          <a href={`/permohonan/${row.tracking}/penarikan`}>{t("cases.withdraw")}</a>
        </p>
      )}
    </Page>
  );
};

export const NoticeList = ({ t, view, only }: { t: Words; view: CaseView; only?: string }) => {
  const notices = view.notices.filter((notice) => !only || notice.to === only);
  if (notices.length === 0) return <p class="muted">{t("cases.told-none")}</p>;
  return (
    <Timeline
      label={t("cases.told")}
      happenings={notices.map((notice) => ({
        key: notice.id,
        what: notice.body[t.locale].subject,
        who: notice.to === "applicant" ? t("cases.applicant") : (notice.unit ?? roleName(view, t, notice.to)),
        when: `${formatDateTime(notice.at, view.calendar.zone, t.locale)} · ${t(`cases.mail.${notice.mail ?? "here"}`)}`,
        at: notice.at.toISOString(),
        more: <p>{notice.body[t.locale].body}</p>,
      }))}
    />
  );
};

/** For whoever holds the number, without an account: the state, the path and the clock; nothing of the answers. */
export const TrackPage = ({ t, site, view, isMine }: Shell & { view: CaseView; isMine: boolean }) => (
  <Page
    t={t}
    site={site}
    title={`${serviceName(view, t)}, ${view.row.tracking}`}
    private
    refresh={view.row.finished_at ? undefined : 60}
    crumbs={[{ href: "/lacak", label: t("cases.track") }]}
  >
    <p class="muted">{view.row.tracking}</p>
    <h1>{serviceName(view, t)}</h1>
    <p>{statusTag(t, { status: view.row.status, outcomeName: outcomeOf(view)?.name, isPaused: view.row.is_paused })}</p>
    <p>{standing(view, t)}</p>
    {view.tasks.some((task) => task.status === "open" && task.unit_id === null) && (
      <Notice t={t} kind="attention" title={t("cases.applicant-turn")}>
        <Button href={`/permohonan/${view.row.tracking}`}>{t("cases.open-mine")}</Button>
      </Notice>
    )}
    {view.documents.some((document) => document.status === "issued") && (
      <Notice t={t} kind="success" title={t("cases.document-ready")}>
        <Button href={`/permohonan/${view.row.tracking}`} kind={isMine ? "primary" : "secondary"}>
          {t(isMine ? "cases.open-mine" : "cases.sign-in-download")}
        </Button>
      </Notice>
    )}
    <Clock {...clockOf(t, clocked(view))} />
    <LineMap t={t} map={caseMap(view, t, "applicant")} here="case" />
    <SummaryList
      t={t}
      rows={[
        [t("cases.submitted-at"), formatDateTime(view.row.submitted_at, view.calendar.zone, t.locale)],
        [t("cases.agency"), view.ground.offering.agencyName],
        [t("cases.unit"), view.ground.offering.unitName],
      ]}
    />
  </Page>
);

export const TrackFormPage = ({ t, site, typed, problem }: Shell & { typed: string; problem?: Refused }) => (
  <Page t={t} site={site} title={t("cases.track")} problem={problem !== undefined}>
    <ErrorSummary t={t} problem={problem} />
    <h1>{t("cases.track")}</h1>
    <p>{t("cases.track-lead")}</p>
    <form method="get" action="/lacak" class="form">
      <TextField
        t={t}
        name="nomor"
        label={t("cases.number")}
        hint={t("cases.number-hint")}
        value={typed}
        width={20}
        autoComplete="off"
        spellCheck={false}
        problem={problem}
      />
      <Button>{t("cases.track-button")}</Button>
    </form>
  </Page>
);

/** A task of the applicant: a correction with only the asked fields open, or another form of the process. */
export const MyTaskPage = (
  props: Shell & {
    view: CaseView;
    task: ViewTask;
    form?: FormDefinition;
    once: string;
    reason?: string;
    problem?: Refused;
    questions: Omit<Parameters<typeof Questions>[0], "t">;
  },
) => {
  const { t, site, view, task, form } = props;
  const name = taskName(view, t, task.element);
  return (
    <Page
      t={t}
      site={site}
      title={name}
      problem={props.problem !== undefined}
      private
      crumbs={[{ href: `/permohonan/${view.row.tracking}`, label: view.row.tracking }]}
    >
      <ErrorSummary t={t} problem={props.problem} />
      <h1>{name}</h1>
      {props.reason && <InsetText>{props.reason}</InsetText>}
      <p>{t("cases.correct-lead", { when: formatLongDate(task.due_at, view.calendar.zone, t.locale) })}</p>
      <Form
        t={t}
        site={site}
        action={`/permohonan/${view.row.tracking}/tugas/${task.id}`}
        once={props.once}
        files
        guard
      >
        <button class="sr-only" type="submit" tabIndex={-1} aria-hidden="true">
          {t("cases.send-correction")}
        </button>
        <Questions t={t} {...props.questions} />
        <Button>
          {form?.submit && task.form !== "permohonan" ? pick(form.submit, t.locale) : t("cases.send-correction")}
        </Button>
      </Form>
    </Page>
  );
};

export const WithdrawPage = ({ t, site, view, once }: Shell & { view: CaseView; once: string }) => (
  <Page
    t={t}
    site={site}
    title={t("cases.withdraw")}
    private
    crumbs={[{ href: `/permohonan/${view.row.tracking}`, label: view.row.tracking }]}
  >
    <h1>{t("cases.withdraw")}</h1>
    <p>{t("cases.withdraw-lead", { service: serviceName(view, t) })}</p>
    <Form t={t} site={site} action={`/permohonan/${view.row.tracking}/penarikan`} once={once}>
      <TextArea t={t} name="alasan" label={t("cases.withdraw-why")} optional rows={3} limit={500} />
      <ButtonGroup>
        <Button kind="warning">{t("cases.withdraw-button")}</Button>
        <Button kind="quiet" href={`/permohonan/${view.row.tracking}`}>
          {t("cases.withdraw-not")}
        </Button>
      </ButtonGroup>
    </Form>
  </Page>
);
