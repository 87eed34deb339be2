// One position: what it permits today, who holds it, since when and by which decree.

import { formatDay } from "../../../kernel/calendar/index.ts";
import { Button, Details, Notice, Page, type Site, SummaryList, Table } from "../../../kernel/web/components/index.ts";
import type { Words } from "../../../kernel/words/words.ts";
import { DUTIES_APART, holdsOn, isCaseAct, type PermissionRow } from "../../agencies/index.ts";
import { sentenceOf } from "../sentence.ts";
import type { PositionView } from "../view.ts";

type Props = { t: Words; site: Site; flash?: string; view: PositionView; path: string };

export const crumbsOf = (view: PositionView) => [
  { href: `/instansi/${view.agency.code}`, label: view.agency.shortName },
  ...(view.mayEnd
    ? [{ href: `/instansi/${view.agency.code}/jabatan/${view.position.id}`, label: view.position.name }]
    : []),
];

export const PermissionsPage = ({ t, site, flash, view, path }: Props) => {
  const { position, today, holders } = view;
  // What people do every day stands before what is for the whole agency.
  const rows = [...view.rows].sort((a, b) => Number(isCaseAct(b.act)) - Number(isCaseAct(a.act)));
  const now = rows.filter((row) => holdsOn(row, today));
  const later = rows.filter((row) => row.startsOn > today && (row.endsOn === null || row.endsOn >= row.startsOn));
  const past = rows.filter((row) => !now.includes(row) && !later.includes(row));
  return (
    <Page
      t={t}
      site={site}
      title={t("permission.of", { position: position.name })}
      layout="wide"
      private
      crumbs={crumbsOf(view)}
    >
      {flash && <Notice t={t} kind="success" title={t(flash)} />}
      <h1>{t("permission.of", { position: position.name })}</h1>
      <p class="lead">{t("permission.lead")}</p>
      <SummaryList
        t={t}
        rows={[
          [t("agencies.unit"), view.names.units.get(position.unit) ?? ""],
          [
            t("permission.holders"),
            holders.length === 0
              ? t("permission.nobody")
              : holders
                  .map((each) => (each.title === position.name ? each.name : `${each.title}: ${each.name}`))
                  .join("; "),
          ],
        ]}
      />
      {now.length === 0 && !position.maySign ? (
        <Notice t={t} title={t("permission.none")} />
      ) : (
        <List t={t} view={view} rows={now} caption={t("permission.now")} path={path} />
      )}
      {position.maySign && <p>{t("permission.sign")}</p>}
      {later.length > 0 && <List t={t} view={view} rows={later} caption={t("permission.later")} path={path} />}
      {view.mayChange && (
        <p>
          <Button href={`${path}/baru`}>{t("permission.add")}</Button>
        </p>
      )}
      {view.mayEnd && !view.mayChange && <p class="muted">{t("permission.own-note")}</p>}
      <Details summary={t("permission.apart")}>
        <p>{t("permission.apart-lead")}</p>
        <ul>
          {DUTIES_APART.map(([one, other]) => (
            <li key={`${one}/${other}`}>
              {t(`permission.act.${one}`)} – {t(`permission.act.${other}`)}
            </li>
          ))}
        </ul>
      </Details>
      {past.length > 0 && (
        <Details summary={t("permission.past")}>
          <List t={t} view={view} rows={past} caption={t("permission.past")} past />
        </Details>
      )}
    </Page>
  );
};

const List = ({
  t,
  view,
  rows,
  caption,
  path,
  past,
}: {
  t: Words;
  view: PositionView;
  rows: PermissionRow[];
  caption: string;
  path?: string;
  past?: boolean;
}) => (
  <Table
    t={t}
    caption={caption}
    columns={[
      { key: "sentence", head: t("permission.sentence"), main: true },
      { key: "since", head: t("permission.since") },
      { key: "basis", head: t("permission.basis") },
      ...(view.mayEnd && !past ? [{ key: "act", head: t("permission.act") }] : []),
    ]}
    rows={rows.map((row) => {
      const sentence = sentenceOf(t, row, view.position.unit, view.names);
      return {
        key: row.id,
        cells: {
          sentence,
          since: timeText(t, row, past),
          basis: basisText(t, row),
          act: path && (
            <span class="row">
              {view.mayChange && row.endsOn === null && isCaseAct(row.act) && (
                <a href={`${path}/baru?ubah=${row.id}`} aria-label={t("permission.change-label", { sentence })}>
                  {t("permission.change")}
                </a>
              )}
              <a href={`${path}/${row.id}/akhiri`} aria-label={t("permission.end-label", { sentence })}>
                {t("permission.end")}
              </a>
            </span>
          ),
        },
      };
    })}
  />
);

/** Since when, until when, and who ended it. */
export function timeText(t: Words, row: PermissionRow, past = false): string {
  const since = row.startsOn < "1900" ? t("permission.since-always") : formatDay(row.startsOn, t.locale);
  const until = row.endsOn ? `, ${t("permission.until", { day: formatDay(row.endsOn, t.locale) })}` : "";
  const by = past && row.endedName ? `, ${t("permission.ended-by", { name: row.endedName })}` : "";
  return `${since}${until}${by}`;
}

export const basisText = (t: Words, row: Pick<PermissionRow, "decree" | "grantedName">): string =>
  row.grantedName
    ? t("permission.by-decree", { decree: row.decree, name: row.grantedName })
    : row.decree || t("permission.by-nature");
