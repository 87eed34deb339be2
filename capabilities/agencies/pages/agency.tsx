// One agency: where it is, when it is open, which units it has and who heads them today.

import { formatDay, openText, weekLines } from "../../../kernel/calendar/index.ts";
import { SummaryList, type SummaryRow } from "../../../kernel/web/components/lists/summary-list.tsx";
import { Notice } from "../../../kernel/web/components/messages/messages.tsx";
import { Page } from "../../../kernel/web/components/page/page.tsx";
import type { Site } from "../../../kernel/web/components/page/site.ts";
import type { Words } from "../../../kernel/words/words.ts";
import type { AgencyView, HeadView, UnitView } from "../view.ts";

/** `manage` leads its administrators to what they keep. */
type Props = { t: Words; site: Site; view: AgencyView; now: Date; manage?: { alone: boolean } };

export const AgencyPage = ({ t, site, view, now, manage }: Props) => {
  const { agency, calendar, holidays } = view;
  const row = (key: string, value: SummaryRow["value"] | undefined): SummaryRow[] =>
    value ? [{ label: t(key), value }] : [];
  const open = openText(t, calendar, now);
  return (
    <Page
      t={t}
      site={site}
      title={agency.name}
      crumbs={[{ href: "/instansi", label: t("agencies.title") }]}
      description={`${agency.name}. ${agency.address}`}
    >
      <h1>
        {agency.hasCrest && <img src={`/instansi/${agency.code}/lambang.svg`} alt="" width="42" height="48" />}{" "}
        {agency.name}
      </h1>
      {manage && <Manage t={t} code={agency.code} alone={manage.alone} />}
      <SummaryList
        t={t}
        rows={[
          { label: t("agencies.now"), value: open.charAt(0).toUpperCase() + open.slice(1) },
          {
            label: t("agencies.hours"),
            value: (
              <ul class="plain">
                {weekLines(t, calendar).map(({ days, hours }) => (
                  <li key={days}>
                    {days}: {hours} {calendar.zone.label}
                  </li>
                ))}
              </ul>
            ),
          },
          ...row("agencies.address", agency.address),
          ...row("agencies.phone", agency.phone),
          ...row("agencies.email", agency.email && <a href={`mailto:${agency.email}`}>{agency.email}</a>),
          ...row("agencies.region", agency.regionLabel && `${agency.regionLabel} (${agency.region})`),
          ...row("agencies.code", agency.code),
        ]}
      />
      <h2>{t("agencies.days-off")}</h2>
      {holidays.length === 0 ? (
        <p>{t("agencies.days-off-none")}</p>
      ) : (
        <ul>
          {holidays.slice(0, 5).map((day) => (
            <li key={day.day + day.kind}>
              {formatDay(day.day, t.locale)}: {day.name} ({t(`agencies.kind.${day.kind}`)})
            </li>
          ))}
        </ul>
      )}
      <p>
        <a href={`/instansi/${agency.code}/kalender`}>{t("agencies.days-off-all")}</a>
      </p>
      <h2>{t("agencies.units")}</h2>
      <Units t={t} units={view.units} deep={0} />
    </Page>
  );
};

/** Everything that its administrators keep, first on the page for them. */
const Manage = ({ t, code, alone }: { t: Words; code: string; alone: boolean }) => {
  const places = [
    ["profil", "agencies.profile"],
    ["unit", "agencies.units-keep"],
    ["jabatan", "agencies.positions-manage"],
    ["pegawai", "agencies.officials-keep"],
    ["akun", "agencies.manage-accounts"],
    ["layanan", "agencies.manage-offerings"],
    ["impor", "agencies.import"],
    ["kalender", "agencies.calendar"],
  ] as const;
  return (
    <nav aria-labelledby="kelola">
      <h2 id="kelola">{t("agencies.manage")}</h2>
      <ul>
        {places.map(([place, label]) => (
          <li key={place}>
            <a href={`/instansi/${code}/${place}`}>{t(label)}</a>
          </li>
        ))}
      </ul>
      {alone && (
        <Notice t={t} title={t("agencies.sole-administrator")}>
          <p>{t("agencies.sole-administrator-advice", { code })}</p>
          <p>
            <code class="nowrap">npx pendopo admin create --another</code>
          </p>
        </Notice>
      )}
    </nav>
  );
};

/** Two levels stand open; what lies below folds away, because a city has a hundred units and a visitor wants one. */
const Units = ({ t, units, deep }: { t: Words; units: UnitView[]; deep: number }) => (
  <ul>
    {units.map((unit) => (
      <li key={unit.id}>
        <strong>{unit.name}</strong>
        {unit.shortName && ` (${unit.shortName})`}
        {unit.head && (
          <>
            <br />
            <span class="small">{headText(t, unit.head)}</span>
          </>
        )}
        {unit.below.length > 0 &&
          (deep === 0 ? (
            <Units t={t} units={unit.below} deep={deep + 1} />
          ) : (
            <details>
              <summary>{t("agencies.below-count", { n: unit.below.length })}</summary>
              <Units t={t} units={unit.below} deep={deep + 1} />
            </details>
          ))}
      </li>
    ))}
  </ul>
);

function headText(t: Words, { title, name, because }: HeadView): string {
  if (because === "vacant") return `${title}: ${t("agencies.head-vacant")}`;
  return `${title}: ${because === "away" ? t("agencies.head-away", { name: name ?? "" }) : name}`;
}
