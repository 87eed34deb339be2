// The desk of one case: what to do now beside what is known.

import { formatDateTime, formatLongDate } from "../../../kernel/calendar/index.ts";
import type { Refused } from "../../../kernel/errors.ts";
import {
  Button,
  Clock,
  CommentThread,
  Details,
  ErrorSummary,
  Form,
  LineMap,
  Notice,
  Page,
  Radios,
  type Site,
  SummaryList,
  TextArea,
  Timeline,
} from "../../../kernel/web/components/index.ts";
import type { Bilingual, Words } from "../../../kernel/words/words.ts";
import type { Questions } from "../../services/index.ts";
import type { StandingOn } from "../standing-on.ts";
import { type CaseView, caseMap, type ViewTask } from "../view.ts";
import { DocumentList, eventText, NoticeList, serviceName, standing, taskName } from "./case.tsx";
import { ProcessDiagram } from "./diagram.tsx";
import { clockOf, Erased, statusTag } from "./parts.tsx";
import { TaskPane } from "./task-pane.tsx";
import { whoActed } from "./who-acted.ts";

type Shell = { t: Words; site: Site; flash?: string };

export type Answered = {
  title: string;
  rows: { label: string; value: string; personal: boolean; files: { id: string; name: string; picture: boolean }[] }[];
};

export type DeskProps = Shell & {
  view: CaseView;
  /** What the asker may work on, with its form ready. */
  task?: {
    task: ViewTask;
    submit?: Bilingual;
    questions?: Omit<Parameters<typeof Questions>[0], "t">;
    mine: boolean;
    claimable: boolean;
    /** Questions of the application that may be opened again, where this task can send the case back. */
    correctable?: { value: string; label: string }[];
    asked?: string[];
    note?: string;
    colleagues: { id: string; name: string; title: string }[];
    once: string;
  };
  answered: Answered[];
  applicant: [string, string][];
  shown: boolean;
  /** Whether the asker works on it or only reads, and until when in an emergency. */
  standing: StandingOn;
  /** The asker may take a document of this case out of force. */
  mayEnd: boolean;
  once: string;
  problem?: Refused;
  comment?: { text: string; inside: boolean };
  commentProblem?: Refused;
};

/** The desk of one case: what to do now beside what is known. */
export const DeskPage = (props: DeskProps) => {
  const { t, site, view, task } = props;
  const { row } = view;
  const outcome = view.ground.service.outcomes.find((each) => each.key === row.outcome);
  return (
    <Page
      t={t}
      site={site}
      title={`${row.tracking}, ${serviceName(view, t)}`}
      layout="desk"
      private
      problem={props.problem !== undefined || props.commentProblem !== undefined}
      crumbs={[{ href: "/kerja", label: t("work.list") }]}
    >
      {props.flash && <Notice t={t} kind="success" title={t(props.flash)} />}
      <ErrorSummary t={t} problem={props.problem ?? props.commentProblem} />
      {props.standing.emergency && (
        <Notice
          t={t}
          kind="attention"
          title={t("emergency.banner", {
            when: formatDateTime(props.standing.emergency, view.calendar.zone, t.locale),
          })}
        />
      )}
      {props.standing.ownAffair && <Notice t={t} title={t("task.own-affair")} />}
      <p class="muted">{row.tracking}</p>
      <h1>{serviceName(view, t)}</h1>
      <p>{statusTag(t, { status: row.status, outcomeName: outcome?.name, isPaused: row.is_paused })}</p>
      <p>{standing(view, t)}</p>
      <Erased t={t} view={view} />
      {/* On a phone the act comes first, then the way, then what is known; on a desk it stands beside them. */}
      <div class="panes act-first">
        <aside class="stack" aria-label={t("work.now")}>
          {task && <TaskPane {...props} task={task} />}
          <section class="pane">
            <h2>{t("work.clock")}</h2>
            <Clock
              {...clockOf(t, {
                clock: row.clock,
                calendar: view.calendar,
                now: view.now,
                due: row.due_at,
                finishedAt: row.finished_at,
              })}
            />
            {!row.finished_at && <OpenTasks t={t} view={view} own={task?.task.id} />}
          </section>
          {view.documents.length > 0 && (
            <section class="pane">
              <h2>{t("cases.documents")}</h2>
              <DocumentList t={t} view={view} documents={view.documents} />
              {props.mayEnd && (
                <p class="small">
                  <a href={`/kerja/${row.tracking}/dokumen`}>{t("work.document.end")}</a>
                </p>
              )}
            </section>
          )}
        </aside>
        <div class="stack">
          <LineMap t={t} map={caseMap(view, t, "official")} here="case" />
          <section class="pane">
            <h2>{t("work.application")}</h2>
            <SummaryList t={t} rows={props.applicant} />
            {!props.shown && (
              <Form t={t} site={site} action={`/kerja/${row.tracking}/data-pribadi`} class="stack-s">
                <p class="small muted">{t("work.masked")}</p>
                <Button kind="secondary" small>
                  {t("work.show-personal")}
                </Button>
              </Form>
            )}
            {props.answered.map((part) => (
              <section key={part.title}>
                <h3>{part.title}</h3>
                <SummaryList
                  t={t}
                  rows={part.rows.map((each) => ({
                    label: each.label,
                    value: each.files.length > 0 ? <Files files={each.files} /> : each.value || "–",
                  }))}
                />
              </section>
            ))}
          </section>
          {(props.standing.mayWrite || view.comments.length > 0) && (
            <section class="pane">
              <h2>{t("work.talk")}</h2>
              {view.comments.length > 0 && (
                <CommentThread
                  t={t}
                  label={t("work.talk")}
                  comments={view.comments.map((comment) => ({
                    key: comment.id,
                    by: comment.fromApplicant ? whoActed(t, comment, true) : comment.label,
                    when: formatDateTime(comment.at, view.calendar.zone, t.locale),
                    at: comment.at.toISOString(),
                    text: comment.text,
                    audience: comment.inside ? ("inside" as const) : ("applicant" as const),
                  }))}
                />
              )}
              {props.standing.mayWrite && (
                <Form t={t} site={site} action={`/kerja/${row.tracking}/pesan`} once={props.once}>
                  <TextArea
                    t={t}
                    name="pesan"
                    label={t("work.write")}
                    rows={3}
                    limit={4000}
                    value={props.comment?.text}
                    problem={props.commentProblem}
                  />
                  <Radios
                    t={t}
                    name="kepada"
                    label={t("work.for")}
                    value={props.comment?.inside === false ? "pemohon" : "dalam"}
                    options={[
                      { value: "dalam", label: t("work.for-inside"), hint: t("work.for-inside-hint") },
                      { value: "pemohon", label: t("work.for-applicant") },
                    ]}
                  />
                  <Button kind="secondary">{t("cases.send-message")}</Button>
                </Form>
              )}
            </section>
          )}
          <div>
            <Details summary={t("cases.told")}>
              <NoticeList t={t} view={view} />
            </Details>
            <Details summary={t("cases.history")}>
              <Timeline
                label={t("cases.history")}
                happenings={view.events.map((event) => ({
                  key: String(event.number),
                  what: eventText(view, t, event),
                  who:
                    event.actorKind === "official"
                      ? event.label
                      : event.actorKind === "resident"
                        ? t("cases.applicant")
                        : t("cases.program"),
                  when: formatDateTime(event.at, view.calendar.zone, t.locale),
                  at: event.at.toISOString(),
                }))}
              />
            </Details>
            <Details summary={t("work.diagram")}>
              <ProcessDiagram t={t} view={view} />
            </Details>
          </div>
          <p class="small">
            <a href={`/kerja/${row.tracking}/mengapa`}>{t("why.link")}</a>
          </p>
        </div>
      </div>
    </Page>
  );
};

const Files = ({ files }: { files: { id: string; name: string; picture: boolean }[] }) => (
  <ul class="plain row">
    {files.map((file) => (
      <li key={file.id}>
        <a href={`/berkas/${file.id}`}>
          {file.picture && (
            <>
              <img src={`/berkas/${file.id}?kecil`} alt="" loading="lazy" width="120" />
              <br />
            </>
          )}
          {file.name}
        </a>
      </li>
    ))}
  </ul>
);

/** Everybody else's open work on the case: who has it, and until when. */
function OpenTasks({ t, view, own }: { t: Words; view: CaseView; own?: string }) {
  const open = view.tasks.filter((each) => each.status === "open" && each.id !== own);
  if (open.length === 0) return own ? null : <p class="muted">{t("work.no-open")}</p>;
  return (
    <>
      <h3>{t(own ? "work.open-beside" : "work.open-tasks")}</h3>
      <ul class="plain stack-s">
        {open.map((each) => (
          <li key={each.id}>
            <strong>{taskName(view, t, each.element)}</strong>
            <br />
            {each.unit ?? t("cases.applicant")}
            {each.claimedName && `, ${each.claimedName}`}
            <br />
            <span class="muted small">
              {t("work.until", { when: formatLongDate(each.due_at, view.calendar.zone, t.locale) })}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
