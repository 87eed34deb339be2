// The front page: search first, then by need, then the two things people come back for.

import {
  Button,
  Card,
  Drawing,
  EmptyState,
  Kawung,
  Notice,
  Page,
  SearchBox,
  type Site,
} from "../../../kernel/web/components/index.ts";
import type { Words } from "../../../kernel/words/words.ts";
import { type Found, FoundCard } from "../../services/index.ts";

export type Facet = { kind: "audience" | "life-event"; value: string; count: number };

type Props = { t: Words; site: Site; flash?: string; popular: Found[]; facets: Facet[]; empty: boolean };

export const HomePage = ({ t, site, flash, popular, facets, empty }: Props) => {
  const events = facets
    .filter((facet) => facet.kind === "life-event")
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, 12);
  const audiences = facets
    .filter((facet) => facet.kind === "audience")
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  return (
    <Page t={t} site={site} title={t("portal.title")} description={t("portal.description")} layout="wide">
      {flash && (
        <Notice t={t} kind="success">
          <p>{t(flash)}</p>
        </Notice>
      )}
      <div class="hall">
        <div>
          <h1>{t("portal.h1")}</h1>
          <p class="lead">{t("portal.lead")}</p>
          <SearchBox t={t} action="/layanan" label={t("portal.search")} hint={t("portal.search.hint")} large />
        </div>
        <Drawing name="hall" />
      </div>
      <Kawung />
      {popular.length > 0 ? (
        <section>
          <h2>{t("portal.popular")}</h2>
          <div class="grid-3">
            {popular.map((found) => (
              <FoundCard key={found.id} t={t} found={found} level={3} />
            ))}
          </div>
          <p>
            <a href="/layanan">{t("services.all")}</a>
          </p>
        </section>
      ) : (
        <EmptyState title={t(empty ? "portal.first" : "portal.none")}>
          <p>{t(empty ? "portal.first.text" : "portal.none.text")}</p>
          {empty && (
            <p>
              <code>npx pendopo admin create</code>
            </p>
          )}
        </EmptyState>
      )}
      {events.length > 0 && (
        <section>
          <h2>{t("portal.events")}</h2>
          <div class="tiles">
            {events.map((facet) => (
              <Card key={facet.value} title={t(`life-event.${facet.value}`)} href={`/layanan?keperluan=${facet.value}`}>
                {countText(t, facet.count)}
              </Card>
            ))}
          </div>
        </section>
      )}
      {audiences.length > 1 && (
        <section>
          <h2>{t("portal.audiences")}</h2>
          <div class="tiles">
            {audiences.map((facet) => (
              <Card
                key={facet.value}
                title={t(`services.audience.${facet.value}`)}
                href={`/layanan?untuk=${facet.value}`}
              >
                {countText(t, facet.count)}
              </Card>
            ))}
          </div>
        </section>
      )}
      <div class="grid-2">
        <section>
          <h2>{t("portal.track")}</h2>
          <Ask t={t} action="/lacak" name="nomor" words="portal.track" />
        </section>
        <section>
          <h2>{t("portal.verify")}</h2>
          <Ask t={t} action="/periksa" name="kode" words="portal.verify" />
        </section>
      </div>
      <section>
        {site.who?.kind === "official" ? (
          <p>
            <a href="/kerja">{t("portal.officials.work")}</a>
          </p>
        ) : site.who ? (
          <p>
            <a href="/permohonan">{t("portal.mine")}</a>
          </p>
        ) : (
          <>
            <h2>{t("portal.officials")}</h2>
            <p>
              {t("portal.officials.text")} <a href="/masuk/pegawai">{t("portal.officials.door")}</a>
            </p>
          </>
        )}
      </section>
    </Page>
  );
};

const countText = (t: Words, count: number): string =>
  count === 1 ? t("portal.count.one") : t("portal.count", { count });

/** One question that leads to an address: a number, a code. */
const Ask = ({ t, action, name, words }: { t: Words; action: string; name: string; words: string }) => (
  <form class="search" method="get" action={action}>
    <label class="field-label" for={`f-${name}`}>
      {t(`${words}.label`)}
    </label>
    <p class="field-hint" id={`f-${name}-hint`}>
      {t(`${words}.hint`)}
    </p>
    <div class="search-row">
      <input
        class="ds-input"
        id={`f-${name}`}
        name={name}
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        aria-describedby={`f-${name}-hint`}
      />
      <Button kind="secondary">{t(`${words}.button`)}</Button>
    </div>
  </form>
);
