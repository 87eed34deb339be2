// The data protection officer's pages: the desk, what will be erased, and leave for restricted cases.

import type { Refused } from "../../../kernel/errors.ts";
import {
  Button,
  Card,
  EmptyState,
  ErrorSummary,
  Figures,
  FilterBar,
  Form,
  Page,
  Pagination,
  type Site,
  Table,
  TextArea,
  TextField,
} from "../../../kernel/web/components/index.ts";
import type { Words } from "../../../kernel/words/words.ts";

type Shell = { t: Words; site: Site; flash?: string };
type Typed = { typed?: { tracking: string; reason: string }; problem?: Refused };

export const DeskPage = ({
  t,
  site,
  flash,
  agency,
  open,
  late,
  holds,
  leaves,
}: Shell & { agency: string; open: number; late: number; holds: number; leaves: number }) => (
  <Page t={t} site={site} title={t("privacy.desk")} layout="wide" flash={flash && t(flash)} private>
    <p class="muted">{agency}</p>
    <h1>{t("privacy.desk")}</h1>
    <Figures
      figures={[
        { label: t("privacy.fig.open"), number: String(open), href: "/data-pribadi/keberatan" },
        {
          label: t("privacy.fig.late"),
          number: String(late),
          href: "/data-pribadi/keberatan",
          kind: late > 0 ? "need" : undefined,
        },
        { label: t("privacy.fig.holds"), number: String(holds), href: "/data-pribadi/retensi#penahanan" },
        { label: t("privacy.fig.leaves"), number: String(leaves), href: "/data-pribadi/izin" },
      ]}
    />
    <div class="grid-2">
      {(["keberatan", "retensi", "izin", "daftar", "insiden"] as const).map((part) => (
        <Card key={part} title={t(`privacy.desk.${part}`)} href={`/data-pribadi/${part}`} level={2}>
          {t(`privacy.desk.${part}.text`)}
        </Card>
      ))}
      <Card title={t("privacy.desk.rights")} href="/kerja" level={2}>
        {t("privacy.desk.rights.text")}
      </Card>
    </div>
  </Page>
);

export const RetentionPage = ({
  t,
  site,
  flash,
  once,
  view,
  views,
  rows,
  next,
  query,
  holds,
  typed,
  problem,
}: Shell &
  Typed & {
    once: () => string;
    view: string;
    views: { value: string; label: string }[];
    rows: { tracking: string; service: string; finished: string; ends: string; verdict: string; due: boolean }[];
    next?: string;
    query: string;
    holds: { id: string; tracking: string; reason: string; by: string; since: string }[];
  }) => (
  <Page
    t={t}
    site={site}
    title={t("privacy.retention")}
    crumbs={[{ href: "/data-pribadi", label: t("privacy.desk") }]}
    layout="wide"
    flash={flash && t(flash)}
    problem={problem !== undefined}
    private
  >
    <ErrorSummary t={t} problem={problem} />
    <h1>{t("privacy.retention")}</h1>
    <p class="lead">{t("privacy.retention.lead")}</p>
    <FilterBar
      t={t}
      action="/data-pribadi/retensi"
      fields={[{ name: "keadaan", label: t("privacy.retention.state"), value: view, options: views }]}
    />
    {rows.length === 0 ? (
      <EmptyState title={t("privacy.retention.none")}>
        <p>{t("privacy.retention.none-text")}</p>
      </EmptyState>
    ) : (
      <>
        <Table
          t={t}
          caption={t("privacy.retention")}
          captionHidden
          dense
          columns={[
            { key: "tracking", head: t("privacy.retention.case"), main: true },
            { key: "service", head: t("privacy.retention.service") },
            { key: "finished", head: t("privacy.retention.finished") },
            { key: "ends", head: t("privacy.retention.ends") },
            { key: "verdict", head: t("privacy.retention.verdict") },
          ]}
          rows={rows.map((row) => ({
            key: row.tracking,
            tone: row.due ? "need" : undefined,
            cells: row,
          }))}
        />
        <p>
          <a href={`/data-pribadi/retensi.csv${query}`}>CSV</a> ·{" "}
          <a href={`/data-pribadi/retensi.xlsx${query}`}>XLSX</a>
        </p>
      </>
    )}
    <Pagination t={t} next={next} />
    <section id="penahanan">
      <h2>{t("privacy.holds")}</h2>
      <p>{t("privacy.holds.lead")}</p>
      {holds.length > 0 && (
        <Table
          t={t}
          caption={t("privacy.holds")}
          captionHidden
          columns={[
            { key: "tracking", head: t("privacy.retention.case"), main: true },
            { key: "reason", head: t("privacy.hold.reason") },
            { key: "by", head: t("privacy.hold.by") },
            { key: "end", head: t("privacy.hold.end-head") },
          ]}
          rows={holds.map((hold) => ({
            key: hold.id,
            cells: {
              tracking: hold.tracking,
              reason: hold.reason,
              by: `${hold.by}, ${hold.since}`,
              end: (
                <Form t={t} site={site} action={`/data-pribadi/penahanan/${hold.id}/akhir`} once={once()}>
                  <Button kind="secondary" small>
                    {t("privacy.hold.end")}
                  </Button>
                </Form>
              ),
            },
          }))}
        />
      )}
      <Form t={t} site={site} action="/data-pribadi/penahanan" once={once()}>
        <TextField t={t} name="nomor" label={t("privacy.case")} value={typed?.tracking} problem={problem} width={20} />
        <TextArea
          t={t}
          name="alasan"
          label={t("privacy.hold.reason")}
          hint={t("privacy.hold.reason-hint")}
          value={typed?.reason}
          problem={problem}
          rows={3}
          limit={500}
        />
        <Button>{t("privacy.hold.place")}</Button>
      </Form>
    </section>
  </Page>
);

export const LeavePage = ({
  t,
  site,
  flash,
  once,
  rows,
  typed,
  problem,
}: Shell &
  Typed & {
    once: string;
    rows: { id: string; tracking: string; reason: string; by: string; until: string; over: boolean }[];
  }) => (
  <Page
    t={t}
    site={site}
    title={t("privacy.leave")}
    crumbs={[{ href: "/data-pribadi", label: t("privacy.desk") }]}
    layout="wide"
    flash={flash && t(flash)}
    problem={problem !== undefined}
    private
  >
    <ErrorSummary t={t} problem={problem} />
    <h1>{t("privacy.leave")}</h1>
    <p class="lead">{t("privacy.leave.lead")}</p>
    <Form t={t} site={site} action="/data-pribadi/izin" once={once}>
      <TextField t={t} name="nomor" label={t("privacy.case")} value={typed?.tracking} problem={problem} width={20} />
      <TextArea
        t={t}
        name="alasan"
        label={t("privacy.leave.reason")}
        hint={t("privacy.leave.reason-hint")}
        value={typed?.reason}
        problem={problem}
        rows={3}
        limit={500}
      />
      <Button>{t("privacy.leave.give")}</Button>
    </Form>
    <h2>{t("privacy.leaves")}</h2>
    {rows.length === 0 ? (
      <EmptyState title={t("privacy.leaves.none")} />
    ) : (
      <Table
        t={t}
        caption={t("privacy.leaves")}
        captionHidden
        columns={[
          { key: "tracking", head: t("privacy.case"), main: true },
          { key: "reason", head: t("privacy.leave.reason") },
          { key: "by", head: t("privacy.hold.by") },
          { key: "until", head: t("privacy.leave.until") },
        ]}
        rows={rows.map((row) => ({ key: row.id, tone: row.over ? "quiet" : undefined, cells: row }))}
      />
    )}
  </Page>
);
