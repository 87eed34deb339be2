// The units of an agency as its administrators keep them: level by level, or found by name.

import type { Refused } from "../../../kernel/errors.ts";
import {
  Button,
  ButtonGroup,
  EmptyState,
  ErrorSummary,
  Form,
  Notice,
  Page,
  Pagination,
  SearchBox,
  Select,
  type Site,
  Table,
  Tabs,
  Tag,
  TextField,
} from "../../../kernel/web/components/index.ts";
import type { Words } from "../../../kernel/words/words.ts";
import type { ListedUnit } from "../administration.sql.ts";
import type { FoundAgency } from "../agencies.sql.ts";
import { unitKinds } from "../agency.ts";
import type { TypedUnit } from "../keep-units.ts";

type Shell = { t: Words; site: Site; agency: FoundAgency; flash?: string; problem?: Refused };
const crumbs = ({ t, agency }: Shell, more: { href: string; label: string }[] = []) => [
  { href: `/instansi/${agency.code}`, label: agency.shortName },
  ...(more.length > 0 ? [{ href: `/instansi/${agency.code}/unit`, label: t("agencies.units-keep") }, ...more] : []),
];

export const UnitsPage = (
  props: Shell & { units: ListedUnit[]; text: string; closed: boolean; next?: string; first?: string },
) => {
  const { t, site, agency, flash, units, text, closed, next, first } = props;
  const path = `/instansi/${agency.code}/unit`;
  return (
    <Page t={t} site={site} title={t("agencies.units-keep")} layout="wide" private crumbs={crumbs(props)}>
      {flash && <Notice t={t} kind="success" title={t(flash)} />}
      <h1>{t("agencies.units-keep")}</h1>
      <ButtonGroup>
        <Button href={`/instansi/${agency.code}/unit-baru`}>{t("agencies.unit-add")}</Button>
        <Button kind="secondary" href={`/instansi/${agency.code}/impor`}>
          {t("agencies.import")}
        </Button>
      </ButtonGroup>
      <SearchBox
        t={t}
        action={path}
        label={t("agencies.unit-search")}
        value={text}
        keep={closed ? { tutup: "ya" } : {}}
      />
      <Tabs
        label={t("agencies.units-keep")}
        tabs={[
          { href: path, label: t("agencies.units-open"), current: !closed },
          { href: `${path}?tutup=ya`, label: t("agencies.units-closed"), current: closed },
        ]}
      />
      {units.length === 0 ? (
        <EmptyState
          title={t(text ? "agencies.unit-none" : closed ? "agencies.units-closed-none" : "agencies.units-none")}
        >
          {!text && !closed && <p>{t("agencies.units-none-advice")}</p>}
        </EmptyState>
      ) : (
        <UnitTable t={t} path={path} units={units} caption={t("agencies.units-keep")} />
      )}
      <Pagination t={t} previous={first} next={next} />
    </Page>
  );
};

const UnitTable = ({ t, path, units, caption }: { t: Words; path: string; units: ListedUnit[]; caption: string }) => (
  <Table
    t={t}
    caption={caption}
    captionHidden
    columns={[
      { key: "name", head: t("agencies.unit"), main: true },
      { key: "above", head: t("agencies.unit-above"), wideOnly: true },
      { key: "below", head: t("agencies.unit-below"), num: true },
      { key: "positions", head: t("agencies.positions-count"), num: true },
    ]}
    rows={units.map((unit) => ({
      key: unit.id,
      tone: unit.closedOn ? ("quiet" as const) : undefined,
      cells: {
        name: (
          <>
            <a href={`${path}/${unit.id}`}>{unit.name}</a> {unit.closedOn && <Tag>{t("agencies.closed")}</Tag>}
          </>
        ),
        above: unit.above ?? "",
        below: unit.below,
        positions: unit.positions,
      },
    }))}
  />
);

const UnitFields = ({ t, typed, problem }: { t: Words; typed: TypedUnit; problem?: Refused }) => {
  const field = (name: string, label: string) => ({ t, name, label, problem });
  return (
    <>
      <TextField {...field("nama", t("agencies.unit-name"))} value={typed.name} width={30} maxLength={200} />
      <TextField
        {...field("singkatan", t("agencies.short"))}
        optional
        value={typed.shortName}
        width={20}
        maxLength={60}
      />
      <Select
        {...field("jenis", t("agencies.unit-kind"))}
        value={typed.kind}
        options={unitKinds.map((kind) => ({ value: kind, label: t(`agencies.unit-kind.${kind}`) }))}
      />
      <TextField
        {...field("atas", t("agencies.unit-above"))}
        hint={t("agencies.unit-above-hint")}
        optional
        value={typed.above}
        width={30}
        maxLength={400}
      />
      <TextField
        {...field("wilayah", t("agencies.unit-region"))}
        hint={t("agencies.unit-region-hint")}
        optional
        value={typed.region}
        width={16}
        maxLength={20}
      />
    </>
  );
};

export const NewUnitPage = (props: Shell & { typed: TypedUnit; once: string }) => {
  const { t, site, agency, problem, typed, once } = props;
  return (
    <Page
      t={t}
      site={site}
      title={t("agencies.unit-add")}
      private
      problem={problem !== undefined}
      crumbs={crumbs(props, [{ href: `/instansi/${agency.code}/unit-baru`, label: t("agencies.unit-add") }]).slice(
        0,
        -1,
      )}
    >
      <ErrorSummary t={t} problem={problem} />
      <h1>{t("agencies.unit-add")}</h1>
      <Form t={t} site={site} action={`/instansi/${agency.code}/unit-baru`} once={once} guard>
        <UnitFields t={t} typed={typed} problem={problem} />
        <Button>{t("agencies.unit-add")}</Button>
      </Form>
    </Page>
  );
};

type UnitProps = Shell & {
  unit: { id: string; name: string; closedOn: string | null; above: { id: string; name: string }[] };
  below: ListedUnit[];
  positions: { id: string; name: string; isHead: boolean; seats: number }[];
  typed: TypedUnit;
  once: () => string;
};

export const UnitPage = (props: UnitProps) => {
  const { t, site, agency, flash, problem, unit, below, positions, typed, once } = props;
  const path = `/instansi/${agency.code}/unit`;
  return (
    <Page
      t={t}
      site={site}
      title={unit.name}
      private
      problem={problem !== undefined}
      crumbs={[
        ...crumbs(props),
        { href: path, label: t("agencies.units-keep") },
        ...unit.above.map(({ id, name }) => ({ href: `${path}/${id}`, label: name })),
      ]}
    >
      {flash && <Notice t={t} kind="success" title={t(flash)} />}
      <ErrorSummary t={t} problem={problem} />
      <h1>{unit.name}</h1>
      {unit.closedOn ? (
        <Notice t={t} title={t("agencies.unit-is-closed")}>
          <Form t={t} site={site} action={`${path}/${unit.id}/pembukaan`} once={once()}>
            <Button kind="secondary">{t("agencies.unit-reopen")}</Button>
          </Form>
        </Notice>
      ) : (
        <>
          <h2>{t("agencies.unit-positions")}</h2>
          {positions.length === 0 ? (
            <p>{t("agencies.unit-positions-none")}</p>
          ) : (
            <ul>
              {positions.map((one) => (
                <li key={one.id}>
                  <a href={`/instansi/${agency.code}/jabatan/${one.id}`}>{one.name}</a>{" "}
                  {one.isHead && <Tag kind="act">{t("agencies.head")}</Tag>}
                  {one.seats > 1 && ` (${t("agencies.seats", { n: one.seats })})`} ·{" "}
                  <a
                    href={`/instansi/${agency.code}/jabatan/${one.id}/ubah`}
                    aria-label={t("agencies.position-change-of", { name: one.name })}
                  >
                    {t("agencies.change")}
                  </a>
                </li>
              ))}
            </ul>
          )}
          <ButtonGroup>
            <Button kind="secondary" href={`${path}/${unit.id}/jabatan`}>
              {t("agencies.position-add")}
            </Button>
            <Button kind="secondary" href={`/instansi/${agency.code}/unit-baru?di=${unit.id}`}>
              {t("agencies.unit-add-below")}
            </Button>
          </ButtonGroup>
          {below.length > 0 && (
            <>
              <h2>{t("agencies.unit-below")}</h2>
              <UnitTable t={t} path={path} units={below} caption={t("agencies.unit-below")} />
            </>
          )}
          <h2>{t("agencies.unit-change")}</h2>
          <Form t={t} site={site} action={`${path}/${unit.id}`} once={once()} guard>
            <UnitFields t={t} typed={typed} problem={problem} />
            <Button>{t("agencies.save")}</Button>
          </Form>
          <h2>{t("agencies.unit-close")}</h2>
          <p>{t("agencies.unit-close-lead")}</p>
          <Form t={t} site={site} id="f-tutup" action={`${path}/${unit.id}/penutupan`} once={once()}>
            <Button kind="warning">{t("agencies.unit-close")}</Button>
          </Form>
        </>
      )}
    </Page>
  );
};
