// Looks in an emergency: the form that opens one, one's own, those that wait for a review, and one with its review.

import { formatDateTime, type Zone } from "../../../kernel/calendar/index.ts";
import type { Refused } from "../../../kernel/errors.ts";
import {
  Button,
  EmptyState,
  ErrorSummary,
  Form,
  InsetText,
  Notice,
  Page,
  Pagination,
  Radios,
  type Site,
  SummaryList,
  Table,
  Tabs,
  Tag,
  TextArea,
  TextField,
} from "../../../kernel/web/components/index.ts";
import type { Words } from "../../../kernel/words/words.ts";
import type { EmergencyRow } from "../emergency.sql.ts";

export type EmergencyShown = Omit<EmergencyRow, "reason" | "note"> & { reason: string; note: string };
type Shell = { t: Words; site: Site; flash?: string; zone: Zone; now: Date; once: string; problem?: Refused };

type ListProps = Shell & {
  own: EmergencyShown[];
  others?: { rows: EmergencyShown[]; next?: string; past: boolean };
  typed: { tracking: string; reason: string };
  /** How long a case stays open, and within how many working days the look is reviewed. */
  minutes: number;
  days: number;
};

export const EmergenciesPage = (props: ListProps) => {
  const { t, site, own, others, typed, problem } = props;
  return (
    <Page
      t={t}
      site={site}
      title={t("emergency.title")}
      layout="wide"
      private
      problem={problem !== undefined}
      crumbs={[{ href: "/kerja", label: t("work.list") }]}
    >
      {props.flash && <Notice t={t} kind="success" title={t(props.flash)} />}
      <ErrorSummary t={t} problem={problem} />
      <h1>{t("emergency.title")}</h1>
      {others && <Waiting {...props} others={others} />}
      <h2>{t("emergency.open")}</h2>
      <p>{t("emergency.lead", { minutes: props.minutes, days: props.days })}</p>
      <Form t={t} site={site} action="/kerja/darurat" once={props.once}>
        <TextField t={t} name="nomor" label={t("cases.number")} value={typed.tracking} width={20} problem={problem} />
        <TextArea
          t={t}
          name="alasan"
          label={t("emergency.reason")}
          hint={t("emergency.reason-hint")}
          rows={4}
          limit={1000}
          value={typed.reason}
          problem={problem}
        />
        <Button kind="warning">{t("emergency.open-button")}</Button>
      </Form>
      {own.length > 0 && (
        <>
          <h2>{t("emergency.own")}</h2>
          <List {...props} rows={own} caption={t("emergency.own")} mine />
        </>
      )}
    </Page>
  );
};

const Waiting = (props: ListProps & { others: NonNullable<ListProps["others"]> }) => {
  const { t, others } = props;
  return (
    <>
      <Tabs
        label={t("emergency.review")}
        tabs={[
          { href: "/kerja/darurat", label: t("emergency.waiting"), current: !others.past },
          { href: "/kerja/darurat?tampil=selesai", label: t("emergency.done"), current: others.past },
        ]}
      />
      {others.rows.length === 0 ? (
        <EmptyState title={t(others.past ? "emergency.none-done" : "emergency.none-waiting")} />
      ) : (
        <List {...props} rows={others.rows} caption={t(others.past ? "emergency.done" : "emergency.waiting")} />
      )}
      <Pagination
        t={t}
        next={
          others.next &&
          `/kerja/darurat?${new URLSearchParams({ ...(others.past ? { tampil: "selesai" } : {}), setelah: others.next })}`
        }
      />
    </>
  );
};

const stateOf = (t: Words, row: EmergencyShown, now: Date, zone: Zone) =>
  row.verdict ? (
    <Tag kind={row.verdict === "accepted" ? "well" : "need"}>{t(`emergency.${row.verdict}`)}</Tag>
  ) : row.reviewDue < now ? (
    <Tag kind="need">{t("emergency.late", { when: formatDateTime(row.reviewDue, zone, t.locale) })}</Tag>
  ) : (
    t("emergency.due", { when: formatDateTime(row.reviewDue, zone, t.locale) })
  );

const List = ({
  t,
  rows,
  caption,
  zone,
  now,
  mine,
}: Shell & { rows: EmergencyShown[]; caption: string; mine?: boolean }) => (
  <Table
    t={t}
    caption={caption}
    captionHidden
    columns={[
      { key: "case", head: t("cases.number"), main: true },
      ...(mine ? [] : [{ key: "who", head: t("emergency.who") }]),
      { key: "when", head: t("emergency.when") },
      { key: "state", head: t("emergency.state") },
    ]}
    rows={rows.map((row) => ({
      key: row.id,
      tone: row.verdict === null && row.reviewDue < now && !mine ? ("need" as const) : undefined,
      cells: {
        case: (
          <a href={mine && row.until > now ? `/kerja/${row.tracking}` : `/kerja/darurat/${row.id}`}>{row.tracking}</a>
        ),
        who: row.label,
        when: formatDateTime(row.openedAt, zone, t.locale),
        state:
          mine && row.until > now
            ? t("emergency.open-until", { when: formatDateTime(row.until, zone, t.locale) })
            : stateOf(t, row, now, zone),
      },
    }))}
  />
);

type OneProps = Shell & {
  row: EmergencyShown;
  mayReview: boolean;
  /** The look was into a case of the reader's own. */
  ownAffair: boolean;
  typed?: { verdict: string; note: string };
};

export const EmergencyPage = ({
  t,
  site,
  flash,
  row,
  zone,
  now,
  mayReview,
  ownAffair,
  once,
  typed,
  problem,
}: OneProps) => (
  <Page
    t={t}
    site={site}
    title={t("emergency.one", { tracking: row.tracking })}
    private
    problem={problem !== undefined}
    crumbs={[
      { href: "/kerja", label: t("work.list") },
      { href: "/kerja/darurat", label: t("emergency.title") },
    ]}
  >
    {flash && <Notice t={t} kind="success" title={t(flash)} />}
    <ErrorSummary t={t} problem={problem} />
    <h1>{t("emergency.one", { tracking: row.tracking })}</h1>
    <SummaryList
      t={t}
      rows={[
        [t("emergency.who"), row.label],
        [t("work.unit"), row.unitName ?? ""],
        [t("emergency.when"), formatDateTime(row.openedAt, zone, t.locale)],
        [t("emergency.until"), formatDateTime(row.until, zone, t.locale)],
        [t("emergency.state"), stateOf(t, row, now, zone)],
        ...(row.reviewedLabel ? [[t("emergency.reviewer"), row.reviewedLabel] as const] : []),
      ]}
    />
    <h2>{t("emergency.reason-given")}</h2>
    <InsetText>
      <p>{row.reason}</p>
    </InsetText>
    {row.note && (
      <>
        <h2>{t("emergency.note")}</h2>
        <InsetText>
          <p>{row.note}</p>
        </InsetText>
      </>
    )}
    {ownAffair && row.verdict === null && <Notice t={t} title={t("emergency.own-affair-review")} />}
    {mayReview && (
      <>
        <h2>{t("emergency.judge")}</h2>
        <p>{t("emergency.judge-lead")}</p>
        <Form t={t} site={site} action={`/kerja/darurat/${row.id}`} once={once}>
          <Radios
            t={t}
            name="putusan"
            label={t("emergency.verdict")}
            value={typed?.verdict}
            problem={problem}
            options={[
              { value: "accepted", label: t("emergency.accept") },
              { value: "objected", label: t("emergency.object") },
            ]}
          />
          <TextArea
            t={t}
            name="catatan"
            label={t("emergency.note")}
            hint={t("emergency.note-hint")}
            rows={4}
            limit={2000}
            value={typed?.note}
            problem={problem}
          />
          <Button>{t("emergency.judge-button")}</Button>
        </Form>
      </>
    )}
  </Page>
);
