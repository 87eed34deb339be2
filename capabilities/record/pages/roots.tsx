// The public page of the record: what it promises, how to hold us to it, and the root of every day.

import { Button } from "../../../kernel/web/components/buttons/buttons.tsx";
import { EmptyState } from "../../../kernel/web/components/lists/card.tsx";
import { Pagination } from "../../../kernel/web/components/navigation/pagination.tsx";
import { Page } from "../../../kernel/web/components/page/page.tsx";
import type { Site } from "../../../kernel/web/components/page/site.ts";
import { Table } from "../../../kernel/web/components/table/table.tsx";
import type { Words } from "../../../kernel/words/words.ts";

export type DayView = { number: number; day: string; entries: string; root: string; stamp: string };
type Props = {
  t: Words;
  site: Site;
  days: DayView[];
  fingerprint?: string;
  first?: string;
  next?: string;
  /** Shown to residents: what is recorded about themselves. */
  own?: boolean;
};

/** In groups, so that it breaks on a phone and two can be compared by eye. */
const Fingerprint = ({ hex }: { hex: string }) => (
  <span>
    {(hex.match(/.{8}/g) ?? []).map((group, i) => (
      <span key={i}>
        <span class="code">{group}</span>{" "}
      </span>
    ))}
  </span>
);

export const RootsPage = ({ t, site, days, fingerprint, first, next, own }: Props) => (
  <Page t={t} site={site} title={t("record.title")} description={t("record.why-text")}>
    <h1>{t("record.title")}</h1>
    <p class="lead">{t("record.lead")}</p>
    <h2>{t("record.why")}</h2>
    <p>{t("record.why-text")}</p>
    <h2>{t("record.keep")}</h2>
    <p>{t("record.keep-text")}</p>
    <p>
      <Button href="/catatan/akar.json" icon="download">
        {t("record.all")}
      </Button>
    </p>
    <ul>
      <li>
        <a href="/catatan/akar.atom">{t("record.feed")}</a>
      </li>
      <li>
        <a href="/catatan/periksa">{t("record.check-link")}</a>
      </li>
      {own && (
        <li>
          <a href="/akun/data/bukti.json">{t("record.own-link")}</a>
        </li>
      )}
    </ul>
    {fingerprint && (
      <>
        <h2>{t("record.authority")}</h2>
        <p>{t("record.authority-hint")}</p>
        <p>
          <Fingerprint hex={fingerprint} />
        </p>
      </>
    )}
    <h2>{t("record.days")}</h2>
    {days.length === 0 ? (
      <EmptyState title={t("record.none")}>
        <p>{t("record.none-text")}</p>
      </EmptyState>
    ) : (
      <Table
        t={t}
        caption={t("record.days")}
        captionHidden
        columns={[
          { key: "day", head: t("record.day"), main: true },
          { key: "entries", head: t("record.entries"), num: true },
          { key: "root", head: t("record.root") },
          { key: "stamp", head: t("record.stamp") },
        ]}
        rows={days.map((day) => ({
          key: String(day.number),
          cells: {
            day: <span id={`akar-${day.number}`}>{day.day}</span>,
            entries: day.entries,
            root: <Fingerprint hex={day.root} />,
            stamp: day.stamp,
          },
        }))}
        dense
      />
    )}
    <Pagination t={t} previous={first} next={next} />
  </Page>
);
