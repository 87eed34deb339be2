// The catalogue: search first, what was understood, then who offers what, in what time, for how much.

import {
  Button,
  Card,
  Details,
  Drawing,
  EmptyState,
  type FilterField,
  Icon,
  Page,
  Pagination,
  SearchBox,
  Select,
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
  const fields: FilterField[] = [
    {
      name: "keperluan",
      label: t("services.filter.life-event"),
      value: wish.lifeEvent,
      options: [...events.map((event) => ({ value: event, label: t(`life-event.${event}`) }))],
    },
    {
      name: "untuk",
      label: t("services.filter.audience"),
      value: wish.audience,
      options: [
        ...AUDIENCES.filter((each) => has("audience", each)).map((each) => ({
          value: each,
          label: t(`services.audience.${each}`),
        })),
      ],
    },
    {
      name: "instansi",
      label: t("services.filter.agency"),
      value: wish.agency,
      options: [...agencies.map((agency) => ({ value: agency.slug, label: agency.name }))],
    },
  ].filter((field) => field.options.length > 1 || field.value);
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
      <Filters t={t} wish={wish} fields={fields} active={active} />
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

type Active = { label: string; without: string };

/** Filters wait folded, so that the results come first on a phone; what is set stands open as words that can be taken away. */
const Filters = ({ t, wish, fields, active }: { t: Words; wish: Wish; fields: FilterField[]; active: Active[] }) =>
  fields.length === 0 ? null : (
    <div class="stack-s">
      {active.length > 0 && (
        <ul class="plain row">
          {active.map((filter) => (
            <li key={filter.label}>
              <a href={filter.without} aria-label={t("web.filter-remove", { name: filter.label })}>
                {filter.label} <Icon name="x" />
              </a>
            </li>
          ))}
        </ul>
      )}
      <Details summary={t("web.filter")}>
        <form method="get" action="/layanan" class="stack">
          {wish.text && <input type="hidden" name="cari" value={wish.text} />}
          {fields.map((field) => (
            <Select
              key={field.name}
              t={t}
              name={field.name}
              label={field.label}
              options={field.options}
              value={field.value ?? ""}
            />
          ))}
          <Button kind="secondary" icon="filter">
            {t("web.filter-apply")}
          </Button>
        </form>
      </Details>
    </div>
  );

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
  const shown = named ? [named] : found.places;
  const rest = named ? 0 : found.offerings - found.places.length;
  return (
    <Card
      level={level}
      title={pick(found.name, t.locale)}
      href={href}
      facts={[promiseBounds(t, found.promise), feeBounds(t, found.fee)]}
    >
      <p>{pick(found.summary, t.locale)}</p>
      <p class="small">
        {rest > 0
          ? t("services.by-many", { names: placeNames(shown), count: found.offerings })
          : t("services.by", { names: placeNames(shown) })}
      </p>
    </Card>
  );
}

type PlaceOf = { agency: string; unit: string };

/** People know a kelurahan by its own name; elsewhere they know the government, not its units. */
export const isLocal = ({ unit }: PlaceOf): boolean => /^(Kelurahan|Kecamatan|Desa) /.test(unit);

/** "Kelurahan Opas Indah, Kota Pangkalpinang", or only the agency where its name says enough. */
export const placeName = (place: PlaceOf): string => (isLocal(place) ? `${place.unit}, ${place.agency}` : place.agency);

/** Several places in one line; the agency is said once when all are its own. */
function placeNames(places: PlaceOf[]): string {
  const agencies = new Set(places.map((place) => place.agency));
  if (agencies.size > 1 || !places.every(isLocal)) return [...new Set(places.map(placeName))].join(", ");
  return [...places.map((place) => place.unit), ...agencies].join(", ");
}
