// The agency's dashboard, and the cases behind its numbers.

import { formatShortDate } from "../../../kernel/calendar/index.ts";
import {
  Clock,
  Drawing,
  EmptyState,
  Figures as FigureRow,
  LineChart,
  Page,
  Pagination,
  type Site,
  Table,
} from "../../../kernel/web/components/index.ts";
import { type Bilingual, pick, type Words } from "../../../kernel/words/words.ts";
import type { CaseSummary, Figures } from "../lists.sql.ts";
import { clockOf, statusTag } from "./parts.tsx";

type Shell = { t: Words; site: Site; flash?: string };

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
