// The chairs that need somebody, and a search over all of them.

import { SearchBox } from "../../../kernel/web/components/lists/search.tsx";
import { Page } from "../../../kernel/web/components/page/page.tsx";
import type { Site } from "../../../kernel/web/components/page/site.ts";
import { Table } from "../../../kernel/web/components/table/table.tsx";
import type { Words } from "../../../kernel/words/words.ts";
import type { Chair, ChairsView } from "../positions-view.ts";

type Props = { t: Words; site: Site; view: ChairsView; text: string };

export const PositionsPage = ({ t, site, view: { agency, chairs }, text }: Props) => {
  const path = `/instansi/${agency.code}/jabatan`;
  return (
    <Page
      t={t}
      site={site}
      title={t("agencies.positions")}
      layout="wide"
      private
      crumbs={[
        { href: "/instansi", label: t("agencies.title") },
        { href: `/instansi/${agency.code}`, label: agency.shortName },
      ]}
    >
      <h1>{t("agencies.positions")}</h1>
      <SearchBox t={t} action={path} label={t("agencies.positions-search")} value={text} />
      {chairs.length === 0 ? (
        <p>{t(text ? "agencies.positions-none" : "agencies.positions-empty-none")}</p>
      ) : (
        <Table
          t={t}
          caption={t(text ? "agencies.positions-found" : "agencies.positions-empty-chairs")}
          columns={[
            { key: "position", head: t("agencies.position"), main: true },
            { key: "unit", head: t("agencies.unit") },
            { key: "acting", head: t("agencies.acts-today") },
          ]}
          rows={chairs.map((chair) => ({
            key: chair.position.id,
            tone: chair.because ? ("need" as const) : undefined,
            cells: {
              position: <a href={`${path}/${chair.position.id}`}>{chair.position.name}</a>,
              unit: chair.unitName,
              acting: actingText(t, chair),
            },
          }))}
        />
      )}
    </Page>
  );
};

/** "Plh. …: Sri Wahyuni", names one after another where a desk has several, or why nobody acts. */
export const actingText = (t: Words, { acting, because, position }: Chair): string =>
  because
    ? t(`agencies.nobody.${because}`)
    : acting.map(({ name, title }) => (title === position.name ? name : `${title}: ${name}`)).join("; ");
