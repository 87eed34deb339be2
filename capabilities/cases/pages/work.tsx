// What officials see: the worklist over all services, the case desk, the dashboard.

import { formatDateTime, formatLongDate, formatShortDate } from "../../../kernel/calendar/index.ts";
import type { Refused } from "../../../kernel/errors.ts";
import {
  Button,
  ButtonGroup,
  Checkboxes,
  Clock,
  CommentThread,
  Details,
  Drawing,
  EmptyState,
  ErrorSummary,
  Figures as FigureRow,
  FilterBar,
  Form,
  LineChart,
  LineMap,
  type LineMapData,
  LineMapSmall,
  Notice,
  Page,
  Pagination,
  Radios,
  Select,
  type Site,
  SummaryList,
  Table,
  Tabs,
  Tag,
  TextArea,
  TextField,
  Timeline,
} from "../../../kernel/web/components/index.ts";
import { type Bilingual, pick, type Words } from "../../../kernel/words/words.ts";
import { Questions } from "../../services/index.ts";
import type { CaseSummary, Figures, WorkRow } from "../lists.sql.ts";
import { type CaseView, caseMap, roleName, type ViewTask } from "../view.ts";
import { DocumentList, eventText, NoticeList, serviceName, standing, taskName } from "./case.tsx";
import { ProcessDiagram } from "./diagram.tsx";
import { clockOf, statusTag } from "./parts.tsx";

type Shell = { t: Words; site: Site; flash?: string };

export type WorkItem = Omit<WorkRow, "applicant" | "version"> & { applicant: string; map?: LineMapData };

/** The worklist: what is due first stands first, over all services. */
export const WorklistPage = (
  props: Shell & {
    rows: WorkItem[];
    next?: string;
    counts: { open: number; late: number; mine: number };
    filter: { view: "semua" | "saya" | "lewat"; service: string; search: string };
    services: { id: string; name: string }[];
    now: Date;
    you: string;
  },
) => {
  const { t, site, rows, counts, filter, now } = props;
  const exported = new URLSearchParams({
    ...(filter.view === "semua" ? {} : { tampil: filter.view }),
    ...(filter.service ? { layanan: filter.service } : {}),
  });
  const count = (n: number) => (n >= 1000 ? "1000+" : String(n));
  const due = (row: WorkItem) => {
    const late = row.due < now;
    const text = formatLongDate(row.due, row.calendar.zone, t.locale);
    return late ? <Tag kind="need">{t("work.late", { when: text })}</Tag> : text;
  };
  return (
    <Page t={t} site={site} title={t("work.list")} layout="wide" private>
      {props.flash && <Notice t={t} kind="success" title={t(props.flash)} />}
      <h1>{t("work.list")}</h1>
      <Tabs
        label={t("work.list")}
        tabs={[
          { href: "/kerja", label: `${t("work.all")} (${count(counts.open)})`, current: filter.view === "semua" },
          {
            href: "/kerja?tampil=saya",
            label: `${t("work.mine")} (${count(counts.mine)})`,
            current: filter.view === "saya",
          },
          {
            href: "/kerja?tampil=lewat",
            label: `${t("work.overdue")} (${count(counts.late)})`,
            current: filter.view === "lewat",
          },
        ]}
      />
      <FilterBar
        t={t}
        action="/kerja"
        fields={[
          {
            name: "layanan",
            label: t("work.service"),
            value: filter.service,
            options: [
              { value: "", label: t("work.all-services") },
              ...props.services.map((each) => ({ value: each.id, label: each.name })),
            ],
          },
        ]}
        keep={filter.view === "semua" ? {} : { tampil: filter.view }}
        clear="/kerja"
      >
        <TextField t={t} name="nomor" label={t("cases.number")} value={filter.search} width={16} />
      </FilterBar>
      {rows.length === 0 ? (
        <EmptyState
          title={t(filter.search || filter.service || filter.view !== "semua" ? "work.none-filtered" : "work.none")}
          drawing={<Drawing name="counter" />}
        >
          <p>{t("work.none-lead")}</p>
        </EmptyState>
      ) : (
        <Table
          t={t}
          caption={t("work.caption")}
          captionHidden
          columns={[
            { key: "task", head: t("work.task"), main: true },
            { key: "way", head: t("work.way"), wideOnly: true },
            { key: "service", head: t("work.service") },
            { key: "who", head: t("work.applicant") },
            { key: "due", head: t("work.due") },
            { key: "hand", head: t("work.hand") },
          ]}
          rows={rows.map((row) => ({
            key: `${row.tracking}/${row.element}`,
            tone: row.due < now ? ("need" as const) : undefined,
            cells: {
              task: (
                <>
                  <a href={`/kerja/${row.tracking}`}>{pick(row.task, t.locale)}</a>
                  <br />
                  <span class="muted small">{row.tracking}</span>
                </>
              ),
              way: row.map && <LineMapSmall t={t} map={row.map} />,
              // One box, because on a phone the cell's heading stands at its side.
              service: (
                <span>
                  {pick(row.service, t.locale)}
                  <br />
                  <span class="muted small">{row.agency}</span>
                </span>
              ),
              who: row.applicant,
              due: due(row),
              hand:
                row.claimedBy === null ? (
                  <span class="muted">{t("work.free")}</span>
                ) : row.claimedBy === props.you ? (
                  <Tag kind="act">{t("work.yours")}</Tag>
                ) : (
                  row.claimedName
                ),
            },
          }))}
        />
      )}
      {rows.length > 0 && (
        <p class="row">
          {(["xlsx", "csv"] as const).map((kind) => (
            <a key={kind} href={`/kerja.${kind}?${exported}`}>
              {t(kind === "csv" ? "work.export" : "work.export-xlsx")}
            </a>
          ))}
        </p>
      )}
      <Pagination
        t={t}
        next={
          props.next &&
          `/kerja?${new URLSearchParams({ tampil: filter.view, layanan: filter.service, setelah: props.next })}`
        }
      />
    </Page>
  );
};

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
      <p class="muted">{row.tracking}</p>
      <h1>{serviceName(view, t)}</h1>
      <p>{statusTag(t, { status: row.status, outcomeName: outcome?.name, isPaused: row.is_paused })}</p>
      <p>{standing(view, t)}</p>
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
          <section class="pane">
            <h2>{t("work.talk")}</h2>
            {view.comments.length > 0 && (
              <CommentThread
                t={t}
                label={t("work.talk")}
                comments={view.comments.map((comment) => ({
                  key: comment.id,
                  by: comment.fromApplicant ? t("cases.applicant") : comment.label,
                  when: formatDateTime(comment.at, view.calendar.zone, t.locale),
                  at: comment.at.toISOString(),
                  text: comment.text,
                  audience: comment.inside ? ("inside" as const) : ("applicant" as const),
                }))}
              />
            )}
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
          </section>
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

/** Ending a document: one form each, the reason as everybody will read it. */
export const EndDocumentPage = ({
  t,
  site,
  view,
  documents,
  once,
  typed,
  problem,
}: Shell & {
  view: CaseView;
  documents: CaseView["documents"];
  once: () => string;
  typed?: { document: string; how: string; reason: string };
  problem?: Refused;
}) => {
  const { tracking } = view.row;
  return (
    <Page
      t={t}
      site={site}
      title={t("document.end-title")}
      problem={problem !== undefined}
      private
      crumbs={[
        { href: "/kerja", label: t("work.list") },
        { href: `/kerja/${tracking}`, label: tracking },
      ]}
    >
      <ErrorSummary t={t} problem={problem} />
      <h1>{t("document.end-title")}</h1>
      <p>{t("document.end-lead")}</p>
      {documents.map((document) => {
        const mine = typed?.document === document.id || documents.length === 1;
        return (
          <section key={document.id}>
            <h2>
              {pick(document.title, t.locale)}, {document.number}
            </h2>
            <Form t={t} site={site} action={`/kerja/${tracking}/dokumen`} once={once()}>
              <input type="hidden" name="dokumen" value={document.id} />
              <Radios
                t={t}
                name="cara"
                label={t("document.how")}
                value={mine ? typed?.how : undefined}
                problem={mine ? problem : undefined}
                options={[
                  { value: "reissue", label: t("document.how.reissue"), hint: t("document.how.reissue-hint") },
                  { value: "revoke", label: t("document.how.revoke"), hint: t("document.how.revoke-hint") },
                ]}
              />
              <TextArea
                t={t}
                name="alasan"
                label={t("document.why")}
                hint={t("document.why-hint")}
                rows={3}
                limit={500}
                value={mine ? typed?.reason : undefined}
                problem={mine ? problem : undefined}
              />
              <ButtonGroup>
                <Button kind="warning">{t("document.end-button")}</Button>
                <Button kind="quiet" href={`/kerja/${tracking}`}>
                  {t("cases.withdraw-not")}
                </Button>
              </ButtonGroup>
            </Form>
          </section>
        );
      })}
    </Page>
  );
};

function TaskPane(props: DeskProps & { task: NonNullable<DeskProps["task"]> }) {
  const { t, site, view, task } = props;
  const at = `/kerja/${view.row.tracking}/tugas/${task.task.id}`;
  return (
    <section class="pane act" id="tugas">
      <h2>{taskName(view, t, task.task.element)}</h2>
      <p>
        {t("work.task-of", {
          unit: task.task.unit ?? roleName(view, t, task.task.role),
          when: formatDateTime(task.task.due_at, view.calendar.zone, t.locale),
        })}
        {task.task.claimedName && (
          <> {t(task.mine ? "work.claimed-by-you" : "work.claimed-by", { name: task.task.claimedName })}</>
        )}
      </p>
      {task.claimable && (
        <Form t={t} site={site} action={`${at}/ambil`} class="stack-s">
          <Button kind="secondary">{t("work.claim")}</Button>
        </Form>
      )}
      {task.questions && (
        <Form t={t} site={site} action={at} once={task.once} files guard>
          <button class="sr-only" type="submit" tabIndex={-1} aria-hidden="true">
            {t("work.complete")}
          </button>
          <Questions t={t} {...task.questions} />
          {task.correctable && (
            <Details
              summary={t("work.ask-correction")}
              open={props.problem !== undefined || (task.asked?.length ?? 0) > 0}
            >
              <div class="stack">
                <Checkboxes
                  t={t}
                  name="_asked"
                  label={t("work.asked")}
                  hint={t("work.asked-hint")}
                  options={task.correctable}
                  values={task.asked}
                  optional
                  problem={props.problem}
                />
                <TextArea
                  t={t}
                  name="_note"
                  label={t("work.asked-note")}
                  hint={t("work.asked-note-hint")}
                  value={task.note}
                  rows={4}
                  limit={2000}
                  optional
                  problem={props.problem}
                />
              </div>
            </Details>
          )}
          <Button>{task.submit ? pick(task.submit, t.locale) : t("work.complete")}</Button>
        </Form>
      )}
      {(task.mine || task.colleagues.length > 0) && (
        <Details summary={t("work.hand-over-or-release")}>
          {task.mine && (
            <Form t={t} site={site} action={`${at}/lepas`} class="stack-s">
              <Button kind="quiet">{t("work.release")}</Button>
            </Form>
          )}
          {task.colleagues.length > 0 && (
            <Form t={t} site={site} action={`${at}/serahkan`}>
              <Select
                t={t}
                name="rekan"
                label={t("work.hand-over-to")}
                options={task.colleagues.map((each) => ({ value: each.id, label: `${each.name}, ${each.title}` }))}
              />
              <Button kind="secondary">{t("work.hand-over")}</Button>
            </Form>
          )}
        </Details>
      )}
    </section>
  );
}

/** The agency's dashboard: promised against actual, what is late, and with whom. Every number leads to its rows. */
export const DashboardPage = ({
  t,
  site,
  figures,
  services,
  name,
}: Shell & { figures: Figures; services: Record<string, Bilingual>; name: string }) => {
  const share = figures.finished === 0 ? undefined : Math.round((100 * figures.inTime) / figures.finished);
  /** So many of the unit in which the service promises. */
  const inUnits = (promise: unknown, own?: number): string => {
    const [[unit, amount] = [undefined, 0]] = Object.entries((promise ?? {}) as Record<string, number>);
    const keys: Record<string, string> = {
      workingDays: "working-days",
      calendarDays: "days",
      workingMinutes: "minutes",
      hours: "hours",
    };
    const n = (own ?? amount).toLocaleString(t.locale === "id" ? "id-ID" : "en-GB", { maximumFractionDigits: 1 });
    return unit && keys[unit] ? t(`work.promise.${keys[unit]}`, { n }) : "–";
  };
  const label = (id: string) => (services[id] ? pick(services[id], t.locale) : id);
  return (
    <Page t={t} site={site} title={t("work.dashboard")} layout="wide" private>
      <p class="muted">{name}</p>
      <h1>{t("work.dashboard")}</h1>
      <FigureRow
        figures={[
          { label: t("work.fig.running"), number: String(figures.running), href: "/dasbor/berkas?keadaan=running" },
          {
            label: t("work.fig.late"),
            number: String(figures.late),
            href: "/dasbor/berkas?lewat=ya",
            kind: figures.late > 0 ? "need" : undefined,
          },
          { label: t("work.fig.paused"), number: String(figures.paused), href: "/dasbor/berkas?keadaan=running" },
          {
            label: t("work.fig.in-time"),
            number: share === undefined ? "–" : `${share}%`,
            href: "/dasbor/berkas",
            kind: share !== undefined && share >= 95 ? "well" : undefined,
          },
        ]}
      />
      {figures.services.length === 0 ? (
        <EmptyState title={t("work.no-figures")} drawing={<Drawing name="hall" />}>
          <p>{t("work.no-figures-lead")}</p>
        </EmptyState>
      ) : (
        <>
          <Table
            t={t}
            caption={t("work.promised-actual")}
            columns={[
              { key: "service", head: t("work.service"), main: true },
              { key: "promise", head: t("work.promised") },
              { key: "median", head: t("work.median"), num: true },
              { key: "running", head: t("work.fig.running"), num: true },
              { key: "late", head: t("work.fig.late"), num: true },
              { key: "finished", head: t("work.finished"), num: true },
              { key: "inTime", head: t("work.fig.in-time"), num: true },
            ]}
            rows={figures.services.map((each) => ({
              key: each.serviceId,
              tone: each.late > 0 ? ("need" as const) : undefined,
              cells: {
                service: <a href={`/dasbor/berkas?layanan=${each.serviceId}`}>{label(each.serviceId)}</a>,
                promise: inUnits(each.promise),
                median: each.median === null ? "–" : inUnits(each.promise, each.median),
                running: <a href={`/dasbor/berkas?layanan=${each.serviceId}&keadaan=running`}>{each.running}</a>,
                late: <a href={`/dasbor/berkas?layanan=${each.serviceId}&lewat=ya`}>{each.late}</a>,
                finished: each.finished,
                inTime: each.finished === 0 ? "–" : `${Math.round((100 * each.inTime) / each.finished)}%`,
              },
            }))}
          />
          <Table
            t={t}
            caption={t("work.with-whom")}
            columns={[
              { key: "unit", head: t("work.unit"), main: true },
              { key: "open", head: t("work.open"), num: true },
              { key: "late", head: t("work.fig.late"), num: true },
              { key: "oldest", head: t("work.oldest") },
            ]}
            rows={figures.holders.map((each) => ({
              key: each.unitId ?? "pemohon",
              tone: each.late > 0 ? ("need" as const) : undefined,
              cells: {
                unit: each.unit || t("cases.applicant"),
                open: each.open,
                late: each.late,
                oldest: each.oldest
                  ? formatShortDate(each.oldest, { name: "Asia/Jakarta", label: "WIB", offset: 25_200_000 }, t.locale)
                  : "–",
              },
            }))}
          />
          <LineChart
            t={t}
            title={t("work.weeks")}
            unit={t("work.cases-unit")}
            measures={[t("work.submitted")]}
            points={figures.weeks.map((week) => ({ label: week.week.slice(5), value: week.submitted }))}
          />
        </>
      )}
    </Page>
  );
};

export const UnitCasesPage = ({
  t,
  site,
  rows,
  next,
  query,
}: Shell & { rows: CaseSummary[]; next?: string; query: URLSearchParams }) => (
  <Page
    t={t}
    site={site}
    title={t("work.cases")}
    layout="wide"
    private
    crumbs={[{ href: "/dasbor", label: t("work.dashboard") }]}
  >
    <h1>{t("work.cases")}</h1>
    {rows.length === 0 ? (
      <EmptyState title={t("work.none-filtered")} drawing={<Drawing name="counter" />} />
    ) : (
      <Table
        t={t}
        caption={t("work.cases")}
        captionHidden
        columns={[
          { key: "number", head: t("cases.number"), main: true },
          { key: "service", head: t("work.service") },
          { key: "state", head: t("work.state") },
          { key: "clock", head: t("work.clock") },
          { key: "sent", head: t("cases.submitted-at") },
        ]}
        rows={rows.map((row) => ({
          key: row.tracking,
          cells: {
            number: <a href={`/kerja/${row.tracking}`}>{row.tracking}</a>,
            service: pick(row.service, t.locale),
            state: statusTag(t, row),
            clock: <Clock small {...clockOf(t, row)} />,
            sent: formatShortDate(row.submittedAt, row.calendar.zone, t.locale),
          },
        }))}
      />
    )}
    {rows.length > 0 && (
      <p class="row">
        {(["xlsx", "csv"] as const).map((kind) => (
          <a
            key={kind}
            href={`/dasbor/berkas.${kind}?${new URLSearchParams([...query].filter(([key]) => key !== "setelah"))}`}
          >
            {t(kind === "csv" ? "work.export" : "work.export-xlsx")}
          </a>
        ))}
      </p>
    )}
    <Pagination
      t={t}
      next={
        next &&
        `/dasbor/berkas?${new URLSearchParams([...[...query].filter(([key]) => key !== "setelah"), ["setelah", next]])}`
      }
    />
  </Page>
);
