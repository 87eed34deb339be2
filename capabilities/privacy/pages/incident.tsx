// Failures to protect personal data: the list with its clocks, and one of them with everything that is to be done.

import type { Refused } from "../../../kernel/errors.ts";
import {
  Button,
  Checkbox,
  Clock,
  DateField,
  EmptyState,
  ErrorSummary,
  Form,
  Page,
  Select,
  type Site,
  SummaryList,
  Table,
  Tag,
  TextArea,
  TextField,
  type TypedDate,
} from "../../../kernel/web/components/index.ts";
import type { Words } from "../../../kernel/words/words.ts";

type Shell = { t: Words; site: Site; flash?: string };
export type TypedIncident = {
  title: string;
  found: TypedDate;
  at: string;
  began: TypedDate;
  what: string;
  kinds: string;
  handling: string;
  isPublic: boolean;
};
export type TypedAffected = { service: string; from: TypedDate; until: TypedDate; numbers: string; seenBy: string };

const Hours = ({ t, left, due }: { t: Words; left: number; due: string }) => (
  <Clock
    t={t}
    state={left < 0 ? "breached" : left < 24 ? "warned" : "running"}
    says={t(left < 0 ? "privacy.hours-late" : "privacy.hours-left", { n: Math.abs(left) })}
    due={due}
    used={Math.min(1, Math.max(0, 1 - left / 72))}
  />
);

export const IncidentsPage = ({
  t,
  site,
  flash,
  once,
  rows,
  typed,
  problem,
}: Shell & {
  once: string;
  rows: {
    id: string;
    title: string;
    found: string;
    due: string;
    hoursLeft: number;
    people: number;
    told: number;
    closed: boolean;
    settled: boolean;
  }[];
  typed?: TypedIncident;
  problem?: Refused;
}) => (
  <Page
    t={t}
    site={site}
    title={t("privacy.incidents")}
    crumbs={[{ href: "/data-pribadi", label: t("privacy.desk") }]}
    layout="wide"
    flash={flash && t(flash)}
    problem={problem !== undefined}
    private
  >
    <ErrorSummary t={t} problem={problem} />
    <h1>{t("privacy.incidents")}</h1>
    <p class="lead">{t("privacy.incidents.lead")}</p>
    {rows.length === 0 ? (
      <EmptyState title={t("privacy.incidents.none")}>
        <p>{t("privacy.incidents.none-text")}</p>
      </EmptyState>
    ) : (
      <Table
        t={t}
        caption={t("privacy.incidents")}
        captionHidden
        columns={[
          { key: "title", head: t("privacy.incident.title"), main: true },
          { key: "found", head: t("privacy.incident.found") },
          { key: "clock", head: t("privacy.due") },
          { key: "people", head: t("privacy.incident.people"), num: true },
          { key: "told", head: t("privacy.incident.told"), num: true },
        ]}
        rows={rows.map((row) => ({
          key: row.id,
          tone: row.closed ? "quiet" : undefined,
          cells: {
            title: <a href={`/data-pribadi/insiden/${row.id}`}>{row.title}</a>,
            found: row.found,
            clock: row.closed ? (
              <Tag kind="calm">{t("privacy.incident.is-closed")}</Tag>
            ) : row.settled ? (
              <Tag kind="well">{t("privacy.incident.all-told-tag")}</Tag>
            ) : (
              <Hours t={t} left={row.hoursLeft} due={row.due} />
            ),
            people: String(row.people),
            told: String(row.told),
          },
        }))}
      />
    )}
    <h2>{t("privacy.incident.new")}</h2>
    <Form t={t} site={site} action="/data-pribadi/insiden" once={once}>
      <TextField t={t} name="judul" label={t("privacy.incident.title")} value={typed?.title} problem={problem} />
      <DateField
        t={t}
        name="diketahui"
        label={t("privacy.incident.found-on")}
        hint={t("privacy.incident.day-hint")}
        value={typed?.found}
        problem={problem}
      />
      <TextField
        t={t}
        name="pukul"
        label={t("privacy.incident.at")}
        hint={t("privacy.incident.at-hint")}
        value={typed?.at}
        problem={problem}
        width={8}
      />
      <DateField
        t={t}
        name="mulai"
        label={t("privacy.incident.began")}
        hint={t("privacy.incident.day-hint")}
        value={typed?.began}
        problem={problem}
        optional
      />
      <TextArea
        t={t}
        name="kejadian"
        label={t("privacy.incident.what")}
        hint={t("privacy.incident.what-hint")}
        value={typed?.what}
        problem={problem}
        limit={4000}
      />
      <TextArea
        t={t}
        name="data"
        label={t("privacy.incident.kinds")}
        hint={t("privacy.incident.kinds-hint")}
        value={typed?.kinds}
        problem={problem}
        rows={3}
        limit={1000}
      />
      <TextArea
        t={t}
        name="penanganan"
        label={t("privacy.incident.handling")}
        hint={t("privacy.incident.handling-hint")}
        value={typed?.handling}
        problem={problem}
        limit={4000}
      />
      <Checkbox t={t} name="umum" label={t("privacy.incident.make-public")} checked={typed?.isPublic} value="ya" />
      <Button>{t("privacy.incident.keep")}</Button>
    </Form>
  </Page>
);

export const IncidentPage = ({
  t,
  site,
  flash,
  once,
  id,
  title,
  closed,
  hoursLeft,
  due,
  rows,
  authorityTold,
  counts,
  services,
  people,
  typed,
  problem,
}: Shell & {
  once: () => string;
  id: string;
  title: string;
  closed: boolean;
  hoursLeft: number;
  due: string;
  rows: [string, string][];
  authorityTold: boolean;
  counts: { people: number; told: number; mailed: number };
  services: { value: string; label: string }[];
  people: { tracking: string; told: string; mailed: string }[];
  typed?: TypedAffected;
  problem?: Refused;
}) => {
  const path = `/data-pribadi/insiden/${id}`;
  return (
    <Page
      t={t}
      site={site}
      title={title}
      crumbs={[
        { href: "/data-pribadi", label: t("privacy.desk") },
        { href: "/data-pribadi/insiden", label: t("privacy.incidents") },
      ]}
      layout="wide"
      flash={flash && t(flash)}
      problem={problem !== undefined}
      private
    >
      <ErrorSummary t={t} problem={problem} />
      <h1>{title}</h1>
      {closed ? <Tag kind="calm">{t("privacy.incident.is-closed")}</Tag> : <Hours t={t} left={hoursLeft} due={due} />}
      <SummaryList t={t} rows={rows} />
      <p>
        <a href={`${path}/surat.pdf`}>{t("privacy.incident.letter")}</a>
      </p>
      {!closed && !authorityTold && (
        <Form t={t} site={site} action={`${path}/lembaga`} once={once()}>
          <Button kind="secondary">{t("privacy.incident.tell-authority")}</Button>
        </Form>
      )}
      <h2>{t("privacy.incident.people")}</h2>
      <p>
        {t("privacy.incident.counts", { people: counts.people, told: counts.told, mailed: counts.mailed })}{" "}
        {counts.people > 0 && <a href={`${path}/pemberitahuan.csv`}>CSV</a>}
      </p>
      {people.length > 0 && (
        <Table
          t={t}
          caption={t("privacy.incident.people")}
          captionHidden
          dense
          columns={[
            { key: "tracking", head: t("privacy.case"), main: true },
            { key: "told", head: t("privacy.incident.told") },
            { key: "mailed", head: t("privacy.incident.mailed") },
          ]}
          rows={people.map((each) => ({ key: each.tracking, cells: each }))}
        />
      )}
      {!closed && counts.people > counts.told && (
        <Form t={t} site={site} action={`${path}/pemberitahuan`} once={once()}>
          <Button>{t("privacy.incident.tell", { n: counts.people - counts.told })}</Button>
        </Form>
      )}
      {!closed && (
        <>
          <h3>{t("privacy.incident.add")}</h3>
          <p>{t("privacy.incident.add-lead")}</p>
          <Form t={t} site={site} action={`${path}/pemilik`} once={once()}>
            <Select
              t={t}
              name="layanan"
              label={t("privacy.register.service")}
              value={typed?.service}
              problem={problem}
              optional
              options={[{ value: "", label: t("web.choose") }, ...services]}
            />
            <TextField
              t={t}
              name="nip"
              label={t("privacy.incident.seen-by")}
              hint={t("privacy.incident.seen-by-hint")}
              value={typed?.seenBy}
              problem={problem}
              width={20}
              optional
            />
            <DateField
              t={t}
              name="dari"
              label={t("privacy.incident.from")}
              hint={t("privacy.incident.day-hint")}
              value={typed?.from}
              problem={problem}
              optional
            />
            <DateField
              t={t}
              name="sampai"
              label={t("privacy.incident.until")}
              hint={t("privacy.incident.day-hint")}
              value={typed?.until}
              problem={problem}
              optional
            />
            <TextArea
              t={t}
              name="nomor"
              label={t("privacy.incident.numbers")}
              hint={t("privacy.incident.numbers-hint")}
              value={typed?.numbers}
              problem={problem}
              rows={3}
              optional
            />
            <Button kind="secondary">{t("privacy.incident.add-button")}</Button>
          </Form>
          <Form t={t} site={site} action={`${path}/penutupan`} once={once()}>
            <Button kind="secondary">{t("privacy.incident.close")}</Button>
          </Form>
        </>
      )}
    </Page>
  );
};
