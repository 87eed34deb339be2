// The slip that a person takes home: number, address and a code to scan, for whoever was helped at a desk and has no account at hand.

import { formatDateTime } from "../../../kernel/calendar/index.ts";
import { SummaryList } from "../../../kernel/web/components/lists/summary-list.tsx";
import { Page } from "../../../kernel/web/components/page/page.tsx";
import type { Site } from "../../../kernel/web/components/page/site.ts";
import { Trusted } from "../../../kernel/web/components/trusted/trusted.tsx";
import { pick, type Words } from "../../../kernel/words/words.ts";
import type { CaseView } from "../view.ts";

type Props = {
  t: Words;
  site: Site;
  view: CaseView;
  applicant: string;
  /** Who filed for them, when they did not themselves. */
  filer?: string;
  address: string;
  qr: string;
};

export const SlipPage = ({ t, site, view, applicant, filer, address, qr }: Props) => {
  const { row, ground, calendar } = view;
  return (
    <Page
      t={t}
      site={site}
      title={`${t("slip.title")} ${row.tracking}`}
      crumbs={[{ href: `/permohonan/${row.tracking}`, label: row.tracking }]}
      private
    >
      <h1>{t("slip.title")}</h1>
      <p class="lead code">{row.tracking}</p>
      <SummaryList
        t={t}
        rows={[
          [t("slip.service"), pick(ground.service.name, t.locale)],
          [t("slip.office"), `${ground.offering.unitName}, ${ground.offering.agencyName}`],
          [t("slip.applicant"), applicant],
          ...(filer ? [[t("mandates.filed-by"), filer] as const] : []),
          [t("slip.sent"), formatDateTime(row.submitted_at, calendar.zone, t.locale)],
          ...(row.due_at ? [[t("slip.due"), formatDateTime(row.due_at, calendar.zone, t.locale)] as const] : []),
        ]}
      />
      <h2>{t("slip.follow")}</h2>
      <p>{t("slip.follow-lead")}</p>
      <p>
        <strong>{address}</strong>
      </p>
      <Trusted html={qr} />
      <p class="no-print muted">{t("slip.print")}</p>
    </Page>
  );
};
