// One service in one look: what it is, what it needs, costs and takes, its way, and the button that begins it.

import { formatDay, formatLongDate, zone } from "../../../kernel/calendar/index.ts";
import {
  Button,
  Form,
  Icon,
  InsetText,
  LineMap,
  Notice,
  Page,
  Pagination,
  SearchBox,
  type Site,
  SummaryList,
  type SummaryRow,
  Trusted,
} from "../../../kernel/web/components/index.ts";
import { pick, type Words } from "../../../kernel/words/words.ts";
import type { ParameterValues, Service } from "../definition/model.ts";
import { amountOf } from "../definition/parameters.ts";
import { feeBounds, feeText, promiseBounds, promiseText, spanText } from "../facts.ts";
import type { Figures } from "../figures.ts";
import { serviceMap } from "../service-map.ts";
import type { Bounds, Offering, Place, ServiceRow } from "../services.sql.ts";
import type { LoadedVersion } from "../version.ts";
import { isLocal, placeName } from "./catalogue.tsx";
import { StandardDetails } from "./standard.tsx";
import { structuredData } from "./structured-data.ts";

type Props = {
  t: Words;
  site: Site;
  url: string;
  once: () => string;
  service: ServiceRow;
  version: LoadedVersion;
  /** The place that is shown; without one, the reader chooses. */
  offering?: Offering;
  figures?: Figures;
  count: number;
  /** Between which bounds all places promise and charge. */
  bounds: { promise: Bounds; fee: Bounds };
  places: Place[];
  text: string;
  /** For whom the reader acts, when that mandate does not reach this service. */
  beyond?: string;
  after?: string;
};

export function ServicePage(props: Props) {
  const { t, site, version, offering } = props;
  const { definition } = version;
  const { service } = definition;
  const say = (text: Parameters<typeof pick>[0]) => pick(text, t.locale);
  const parameters = offering?.parameters ?? defaults(service);
  const name = say(service.name);
  const crumbs = [
    { href: "/layanan", label: t("services.catalogue") },
    ...(offering && props.count > 1 ? [{ href: `/layanan/${version.key}`, label: name }] : []),
  ];
  const title =
    offering && props.count > 1
      ? `${name}, ${placeName({ agency: offering.agencyName, unit: offering.unitName })}`
      : name;
  return (
    <Page t={t} site={site} title={title} crumbs={crumbs} description={say(service.summary)}>
      <h1>{name}</h1>
      <p class="lead">{say(service.summary)}</p>
      <SummaryList t={t} rows={inOneLook(props, parameters)} />
      {offering ? (
        <Begin t={t} site={site} once={props.once} offering={offering} beyond={props.beyond} />
      ) : (
        <Choose {...props} />
      )}

      <section>
        <h2 id="syarat">{t("services.need")}</h2>
        <ul class="checklist">
          {service.standard.requirements.map((need) => (
            <li key={need.text.id}>
              <Icon name="check" />
              <span>
                {say(need.text)}
                {need.when && <span class="muted"> ({t("services.need.when")})</span>}
              </span>
            </li>
          ))}
        </ul>
      </section>

      <section>
        <h2 id="jalan">{t("services.way")}</h2>
        <p>{t("services.way.lead")}</p>
        <LineMap
          t={t}
          map={serviceMap(definition, {
            locale: t.locale,
            parameters,
            roleName: (role) =>
              service.roles.find((each) => each.key === role)?.kind === "applicant" ? t("services.way.you") : undefined,
            time: (amount, unit) => t("services.way.time", { time: spanText(t, amount, unit) }),
          })}
        />
      </section>
      {service.silence && (
        <Notice
          t={t}
          kind="info"
          title={t("services.silence", {
            time: spanText(t, amountOf(service.silence.amount, parameters), service.silence.unit),
          })}
        >
          <p>{say(service.silence.note)}</p>
          <p class="small">{service.silence.basis.instrument}</p>
        </Notice>
      )}

      <section>
        <h2 id="pengaduan">{t("services.complaints")}</h2>
        <p>{say(service.standard.complaints)}</p>
      </section>

      <StandardDetails t={t} service={service} />
      <p class="muted small">
        {t("services.version", {
          number: version.number,
          label: service.version,
          date: formatLongDate(props.service.publishedAt, zone("Asia/Jakarta"), t.locale),
        })}
        {" · "}
        <a href={`/api/v1/services/${version.key}/form${offering ? `?place=${offering.slug}` : ""}`}>
          {t("services.form.download")}
        </a>
      </p>
      <Trusted json={structuredData({ service, url: props.url, offering, parameters, locale: t.locale })} />
    </Page>
  );
}

const defaults = (service: Service): ParameterValues =>
  Object.fromEntries(service.parameters.map((parameter) => [parameter.key, parameter.default]));

/** Time, cost, result, who: what people look for first, each in a few words. */
function inOneLook({ t, version, offering, figures, bounds, count }: Props, parameters: ParameterValues): SummaryRow[] {
  const { service } = version.definition;
  const say = (text: Parameters<typeof pick>[0]) => pick(text, t.locale);
  const documents = new Set(
    service.outcomes
      .filter((outcome) => outcome.kind === "granted" && !outcome.bySilence)
      .flatMap((outcome) => outcome.documents),
  );
  const results = service.documents
    .filter((document) => documents.has(document.key))
    .map((document) => {
      const valid =
        document.validity &&
        t("services.valid", {
          time: spanText(t, amountOf(document.validity.amount, parameters), document.validity.unit),
        });
      return valid ? `${say(document.name)}, ${valid}` : say(document.name);
    });
  return [
    {
      label: t("services.time"),
      value: (
        <>
          <strong>{offering ? promiseText(t, service, parameters) : promiseBounds(t, bounds.promise)}</strong>{" "}
          {t(service.promise.starts === "submission" ? "services.time.since-sent" : "services.time.since-complete")}
          {figures && (
            <span class="muted small">
              {" "}
              {t("services.time.actual", {
                median: spanText(t, figures.median, service.promise.unit),
                count: figures.sample,
              })}
            </span>
          )}
        </>
      ),
    },
    {
      label: t("services.cost"),
      value: <strong>{offering ? feeText(t, service, parameters) : feeBounds(t, bounds.fee)}</strong>,
    },
    { label: t("services.result"), value: results.length > 0 ? results.join("; ") : say(service.standard.product) },
    ...(offering
      ? [
          {
            label: t("services.who"),
            value: (
              <>
                {offering.unitName}, {offering.agencyName}
                {count > 1 && (
                  <>
                    {" "}
                    <a href={`/layanan/${version.key}#tempat`}>{t("services.other-places")}</a>
                  </>
                )}
              </>
            ),
          },
        ]
      : []),
    {
      label: t("services.channels"),
      value: service.channels.map((channel) => t(`services.channel.${channel}`)).join(", "),
    },
  ];
}

/** Residents begin at once; who is not signed in goes by the door and comes back here; officials do not apply. */
const Begin = ({
  t,
  site,
  once,
  offering,
  beyond,
}: Pick<Props, "t" | "site" | "once" | "beyond"> & { offering: Offering }) => {
  if (offering.status !== "open")
    return (
      <Notice t={t} kind="info" title={t(offering.status === "closed" ? "services.closed-why" : "services.paused-why")}>
        {offering.statusReason && <p>{offering.statusReason}</p>}
        {offering.pausedUntil && (
          <p>{t("services.paused-opens", { day: formatDay(offering.pausedUntil, t.locale) })}</p>
        )}
      </Notice>
    );
  if (!site.who)
    return (
      <div class="stack-s">
        <p>
          <Button href={`/masuk?kembali=${encodeURIComponent(site.path)}`} icon="send">
            {t("services.apply")}
          </Button>
        </p>
        <p class="muted small">{t("services.apply.sign-in")}</p>
      </div>
    );
  if (beyond)
    return (
      <Notice t={t} kind="info" title={t("services.apply.beyond", { name: beyond })}>
        <p>
          <a href="/kuasa">{t("services.apply.beyond-way")}</a>
        </p>
      </Notice>
    );
  if (site.who.kind === "official") return <p class="muted">{t("services.apply.as-resident")}</p>;
  return (
    <Form t={t} site={site} action="/permohonan" once={once()} class="stack-s">
      <input type="hidden" name="offering" value={`${offering.agencyId}/${offering.id}`} />
      <Button icon="send">{t("services.apply")}</Button>
    </Form>
  );
};

/** Several places offer it: the reader's own is one step away. */
function Choose({ t, version, places, count, text, after }: Props) {
  const shown = places.slice(0, 20);
  // Where all stand within one agency, its name forty times over only hides theirs.
  const oneAgency = shown.length > 1 && shown.every((place) => isLocal(place) && place.agency === shown[0]?.agency);
  const base = `/layanan/${version.key}`;
  const next =
    places.length > 20
      ? `${base}?${new URLSearchParams({ ...(text ? { tempat: text } : {}), sesudah: shown.at(-1)?.slug ?? "" })}#tempat`
      : undefined;
  return (
    <section aria-labelledby="tempat">
      <h2 id="tempat">{t("services.choose")}</h2>
      <p>{t("services.choose.lead", { count })}</p>
      {(count > 8 || text) && (
        <SearchBox t={t} action={base} label={t("services.choose.search")} name="tempat" value={text} />
      )}
      {shown.length > 0 ? (
        <ul class="plain stack-s">
          {shown.map((place) => (
            <li key={place.slug}>
              <a href={`${base}/${place.slug}`}>{oneAgency ? place.unit : placeName(place)}</a>
            </li>
          ))}
        </ul>
      ) : (
        <InsetText>
          <p>
            {t("services.choose.none", { text })} <a href={base}>{t("services.choose.all")}</a>
          </p>
        </InsetText>
      )}
      <Pagination
        t={t}
        previous={after ? `${base}${text ? `?${new URLSearchParams({ tempat: text })}` : ""}#tempat` : undefined}
        next={next}
      />
    </section>
  );
}
