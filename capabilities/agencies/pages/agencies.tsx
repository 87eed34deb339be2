// The list of agencies: a search, and a card each.

import { Card, EmptyState } from "../../../kernel/web/components/lists/card.tsx";
import { SearchBox } from "../../../kernel/web/components/lists/search.tsx";
import { Pagination } from "../../../kernel/web/components/navigation/pagination.tsx";
import { Page } from "../../../kernel/web/components/page/page.tsx";
import type { Site } from "../../../kernel/web/components/page/site.ts";
import type { Words } from "../../../kernel/words/words.ts";

export type AgencyCard = { code: string; name: string; region: string; units: number };
type Props = { t: Words; site: Site; text: string; agencies: AgencyCard[]; next?: string; first?: string };

export const AgenciesPage = ({ t, site, text, agencies, next, first }: Props) => (
  <Page t={t} site={site} title={t("agencies.title")} layout="wide" description={t("agencies.lead")}>
    <h1>{t("agencies.title")}</h1>
    <p class="lead">{t("agencies.lead")}</p>
    <SearchBox t={t} action="/instansi" label={t("agencies.search")} value={text} />
    {agencies.length === 0 ? (
      <EmptyState title={text ? t("agencies.none", { text }) : t("agencies.empty")}>
        {text && <p>{t("agencies.none-advice")}</p>}
      </EmptyState>
    ) : (
      <div class="grid-2">
        {agencies.map((agency) => (
          <Card
            key={agency.code}
            title={agency.name}
            href={`/instansi/${agency.code}`}
            icon="landmark"
            level={2}
            facts={[t("agencies.units-count", { n: agency.units })]}
          >
            {agency.region}
          </Card>
        ))}
      </div>
    )}
    <Pagination t={t} previous={first} next={next} />
  </Page>
);
