// The catalogue: search first, what was understood, then who offers what, in what time, for how much.

import {
  Card,
  Drawing,
  EmptyState,
  FilterBar,
  Page,
  Pagination,
  SearchBox,
  type Site,
} from "../../../kernel/web/components/index.ts";
import { pick, type Words } from "../../../kernel/words/words.ts";
import { AUDIENCES, LIFE_EVENTS } from "../definition/service-schema.ts";
import { feeBounds, promiseBounds } from "../facts.ts";
import type { Found, Result, Wish } from "../search.ts";

type Props = {
  t: Words;
  site: Site;
  wish: Wish;
  result: Result;
  agencies: { slug: string; name: string }[];
  facets: { kind: string; value: string; count: number }[];
  next?: string;
  first?: string;
};

/** The catalogue's address for a wish, with one part changed or taken away. */
export function catalogueAddress(wish: Wish, change: Record<string, string | undefined> = {}): string {
  const parts = { cari: wish.text, untuk: wish.audience, keperluan: wish.lifeEvent, instansi: wish.agency, ...change };
  const query = new URLSearchParams(Object.entries(parts).filter((part): part is [string, string] => Boolean(part[1])));
  return query.size > 0 ? `/layanan?${query}` : "/layanan";
}

export function CataloguePage({ t, site, wish, result, agencies, facets, next, first }: Props) {
  const has = (kind: string, value: string) => facets.some((facet) => facet.kind === kind && facet.value === value);
  const events = LIFE_EVENTS.filter((event) => has("life-event", event));
  const any = { value: "", label: t("services.filter.any") };
  const filtered = wish.audience || wish.lifeEvent || wish.agency;
  const active = [
    ...(wish.audience
      ? [{ label: t(`services.audience.${wish.audience}`), without: catalogueAddress(wish, { untuk: undefined }) }]
      : []),
    ...(wish.lifeEvent
      ? [{ label: t(`life-event.${wish.lifeEvent}`), without: catalogueAddress(wish, { keperluan: undefined }) }]
      : []),
    ...(wish.agency
      ? [
          {
            label: agencies.find((agency) => agency.slug === wish.agency)?.name ?? wish.agency,
            without: catalogueAddress(wish, { instansi: undefined }),
          },
        ]
      : []),
  ];
  const keep = Object.fromEntries(
    Object.entries({ untuk: wish.audience, keperluan: wish.lifeEvent, instansi: wish.agency }).filter(
      (part): part is [string, string] => Boolean(part[1]),
    ),
  );
  const title = wish.text ? t("services.results.for", { text: wish.text }) : t("services.catalogue");
  return (
    <Page t={t} site={site} title={title} description={t("services.catalogue.description")}>
      <h1>{title}</h1>
      {!wish.text && <p class="lead">{t("services.catalogue.lead")}</p>}
      <SearchBox
        t={t}
        action="/layanan"
        label={t("services.search")}
        hint={t("services.search.hint")}
        value={wish.text}
        keep={keep}
        large
      />
      <FilterBar
        t={t}
        action="/layanan"
        keep={wish.text ? { cari: wish.text } : undefined}
        fields={[
          {
            name: "keperluan",
            label: t("services.filter.life-event"),
            value: wish.lifeEvent,
            options: [any, ...events.map((event) => ({ value: event, label: t(`life-event.${event}`) }))],
          },
          {
            name: "untuk",
            label: t("services.filter.audience"),
            value: wish.audience,
            options: [
              any,
              ...AUDIENCES.filter((each) => has("audience", each)).map((each) => ({
                value: each,
                label: t(`services.audience.${each}`),
              })),
            ],
          },
          ...(agencies.length > 1
            ? [
                {
                  name: "instansi",
                  label: t("services.filter.agency"),
                  value: wish.agency,
                  options: [any, ...agencies.map((agency) => ({ value: agency.slug, label: agency.name }))],
                },
              ]
            : []),
        ]}
        active={active}
        clear={active.length > 1 ? catalogueAddress({ text: wish.text }) : undefined}
      />
      <Understood t={t} result={result} />
      {result.found.length > 0 ? (
        <section aria-label={t("services.results.list")}>
          <ul class="plain stack">
            {result.found.map((found) => (
              <li key={found.id}>
                <FoundCard t={t} found={found} level={2} />
              </li>
            ))}
          </ul>
          <Pagination t={t} previous={first} next={next} />
        </section>
      ) : facets.length === 0 ? (
        <EmptyState title={t("services.none")} drawing={<Drawing name="hall" />}>
          <p>{t("services.none.text")}</p>
        </EmptyState>
      ) : (
        <EmptyState title={t("services.empty")} drawing={<Drawing name="counter" />}>
          <p>{t(filtered ? "services.empty.filter" : "services.empty.words")}</p>
          <p>
            <a href="/layanan">{t("services.empty.all")}</a>
          </p>
          <p>{t("services.empty.events")}</p>
          <ul class="plain stack stack-s">
            {events.slice(0, 8).map((event) => (
              <li key={event}>
                <a href={catalogueAddress({ lifeEvent: event })}>{t(`life-event.${event}`)}</a>
              </li>
            ))}
          </ul>
        </EmptyState>
      )}
    </Page>
  );
}

/** How the question was read, where that is not as it was typed: nobody should wonder why something was found. */
const Understood = ({ t, result }: { t: Words; result: Result }) => {
  if (result.readAs.length === 0 && result.unknown.length === 0) return null;
  return (
    <p class="muted" role="status">
      {[
        ...result.readAs.map((read) => t("services.results.read-as", read)),
        ...(result.unknown.length > 0 ? [t("services.results.unknown", { words: result.unknown.join("”, “") })] : []),
      ].join(" ")}
    </p>
  );
};

/** One service of a list. A place that the question named leads straight to that place. */
export function FoundCard({ t, found, level }: { t: Words; found: Found; level: 2 | 3 }) {
  const [named] = found.places.filter((place) => place.named);
  const href = named ? `/layanan/${found.key}/${named.slug}` : `/layanan/${found.key}`;
  const names = [...new Set((named ? [named] : found.places).map((place) => placeName(place)))];
  const rest = named ? 0 : found.offerings - found.places.length;
  return (
    <Card
      level={level}
      title={pick(found.name, t.locale)}
      href={href}
      facts={[
        promiseBounds(t, found.promise),
        feeBounds(t, found.fee),
        rest > 0
          ? t("services.by-more", { names: names.join(", "), count: rest })
          : t("services.by", { names: names.join(", ") }),
      ]}
    >
      {pick(found.summary, t.locale)}
    </Card>
  );
}

/** "Kelurahan Opas Indah, Kota Pangkalpinang", or only the agency where its name says enough. */
export const placeName = ({ agency, unit }: { agency: string; unit: string }): string =>
  /^(Kelurahan|Kecamatan|Desa) /.test(unit) ? `${unit}, ${agency}` : agency;
