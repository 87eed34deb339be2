// What lies before officials: the worklist over all services.

import { formatLongDate } from "../../../kernel/calendar/index.ts";
import {
  Drawing,
  EmptyState,
  FilterBar,
  type LineMapData,
  LineMapSmall,
  Notice,
  Page,
  Pagination,
  type Site,
  Table,
  Tabs,
  Tag,
  TextField,
} from "../../../kernel/web/components/index.ts";
import { pick, type Words } from "../../../kernel/words/words.ts";
import type { WorkRow } from "../lists.sql.ts";

type Shell = { t: Words; site: Site; flash?: string };

export type WorkItem = Omit<WorkRow, "applicant" | "filer" | "ofOrganization" | "version"> & {
  applicant: string;
  filer?: string;
  map?: LineMapData;
};

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
              who: row.filer ? (
                <>
                  {row.applicant} <span class="muted small">{t("work.filed-by", { name: row.filer })}</span>
                </>
              ) : (
                row.applicant
              ),
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
      <p class="small">
        <a href="/kerja/darurat">{t("emergency.link")}</a>
      </p>
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
