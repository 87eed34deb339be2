// The chairs that need somebody, and all of them with a search.

import { SearchBox } from "../../../kernel/web/components/lists/search.tsx";
import { Pagination } from "../../../kernel/web/components/navigation/pagination.tsx";
import { Page } from "../../../kernel/web/components/page/page.tsx";
import type { Site } from "../../../kernel/web/components/page/site.ts";
import { Table } from "../../../kernel/web/components/table/table.tsx";
import type { Words } from "../../../kernel/words/words.ts";
import type { Chair, ChairsView } from "../positions-view.ts";

type Props = { t: Words; site: Site; view: ChairsView; text: string; after: string };

export const PositionsPage = ({ t, site, view: { agency, chairs, needing, next }, text, after }: Props) => {
  const path = `/instansi/${agency.code}/jabatan`;
  const to = (sesudah: string) =>
    `${path}?${new URLSearchParams({ ...(text ? { cari: text } : {}), ...(sesudah ? { sesudah } : {}) })}`;
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
      {needing.length > 0 && (
        <Chairs t={t} path={path} caption={t("agencies.positions-empty-chairs")} chairs={needing} />
      )}
      {!text && !after && needing.length === 0 && chairs.length > 0 && <p>{t("agencies.positions-empty-none")}</p>}
      {chairs.length === 0 ? (
        <p>{t(text || after ? "agencies.positions-none" : "agencies.positions-not-yet")}</p>
      ) : (
        <Chairs
          t={t}
          path={path}
          caption={t(text ? "agencies.positions-found" : "agencies.positions-all")}
          chairs={chairs}
        />
      )}
      <Pagination t={t} previous={after ? to("") : undefined} next={next && to(next)} />
    </Page>
  );
};

const Chairs = ({ t, path, caption, chairs }: { t: Words; path: string; caption: string; chairs: Chair[] }) => (
  <Table
    t={t}
    caption={caption}
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
);

/** "Plh. …: Sri Wahyuni", names one after another where a desk has several, or why nobody acts. */
export const actingText = (t: Words, { acting, because, position }: Chair): string =>
  because
    ? t(`agencies.nobody.${because}`)
    : acting.map(({ name, title }) => (title === position.name ? name : `${title}: ${name}`)).join("; ");
