// The officials whom an agency keeps: the list, a new one, one by name.

import { formatDay } from "../../../kernel/calendar/index.ts";
import type { Refused } from "../../../kernel/errors.ts";
import {
  Button,
  ButtonGroup,
  EmptyState,
  ErrorSummary,
  FilterBar,
  Form,
  Notice,
  Page,
  Pagination,
  Radios,
  SearchBox,
  type Site,
  SummaryList,
  Table,
  TextField,
} from "../../../kernel/web/components/index.ts";
import type { Words } from "../../../kernel/words/words.ts";
import type { holdingsOfOfficial, KeptOfficial, ListedOfficial } from "../administration.sql.ts";
import type { FoundAgency } from "../agencies.sql.ts";
import type { TypedOfficial } from "../keep-officials.ts";
import { formatNip } from "../nip.ts";

type Shell = { t: Words; site: Site; agency: FoundAgency; flash?: string; problem?: Refused };
const crumbs = ({ t, agency }: Shell, deep: boolean) => [
  { href: `/instansi/${agency.code}`, label: agency.shortName },
  ...(deep ? [{ href: `/instansi/${agency.code}/pegawai`, label: t("agencies.officials") }] : []),
];

export const OfficialsPage = (
  props: Shell & { officials: ListedOfficial[]; text: string; where: string; next?: string; first?: string },
) => {
  const { t, site, agency, flash, officials, text, where, next, first } = props;
  const path = `/instansi/${agency.code}/pegawai`;
  return (
    <Page t={t} site={site} title={t("agencies.officials")} layout="wide" private crumbs={crumbs(props, false)}>
      {flash && <Notice t={t} kind="success" title={t(flash)} />}
      <h1>{t("agencies.officials")}</h1>
      <ButtonGroup>
        <Button href={`/instansi/${agency.code}/pegawai-baru`}>{t("agencies.official-add")}</Button>
        <Button kind="secondary" href={`/instansi/${agency.code}/impor`}>
          {t("agencies.import")}
        </Button>
        <Button kind="secondary" href={`/instansi/${agency.code}/pegawai-nik`}>
          {t("agencies.niks")}
        </Button>
      </ButtonGroup>
      <SearchBox
        t={t}
        action={path}
        label={t("agencies.official-search")}
        value={text}
        keep={where ? { yang: where } : {}}
      />
      <FilterBar
        t={t}
        action={path}
        keep={text ? { cari: text } : {}}
        fields={[
          {
            name: "yang",
            label: t("agencies.official-which"),
            value: where,
            options: ["", "seated", "unseated", "left"].map((value) => ({
              value,
              label: t(`agencies.official-which.${value || "all"}`),
            })),
          },
        ]}
      />
      {officials.length === 0 ? (
        <EmptyState title={t(text || where ? "agencies.official-none" : "agencies.officials-none")}>
          {!text && !where && <p>{t("agencies.officials-none-advice")}</p>}
        </EmptyState>
      ) : (
        <Table
          t={t}
          caption={t("agencies.officials")}
          captionHidden
          columns={[
            { key: "name", head: t("agencies.official-name"), main: true },
            { key: "nip", head: t("agencies.nip") },
            { key: "holds", head: t("agencies.position") },
          ]}
          rows={officials.map((one) => ({
            key: one.id,
            tone: one.leftOn ? ("quiet" as const) : undefined,
            cells: {
              name: <a href={`${path}/${one.id}`}>{one.name}</a>,
              nip: one.nip ? <span class="nowrap num">{formatNip(one.nip)}</span> : t("agencies.official-kind.elected"),
              holds: one.holds ?? t(one.leftOn ? "agencies.official-left" : "agencies.official-unseated"),
            },
          }))}
        />
      )}
      <Pagination t={t} previous={first} next={next} />
    </Page>
  );
};

const OfficialFields = ({ t, typed, problem }: { t: Words; typed: TypedOfficial; problem?: Refused }) => {
  const field = (name: string, label: string) => ({ t, name, label, problem });
  return (
    <>
      <TextField
        {...field("nama", t("agencies.official-name"))}
        hint={t("agencies.official-name-hint")}
        value={typed.name}
        width={30}
        maxLength={150}
      />
      <Radios
        {...field("jenis", t("agencies.official-kind"))}
        value={typed.kind}
        options={["pns", "pppk", "elected"].map((kind) => ({
          value: kind,
          label: t(`agencies.official-kind.${kind}`),
        }))}
      />
      <TextField
        {...field("nip", t("agencies.nip"))}
        hint={t("agencies.nip-hint")}
        value={typed.nip}
        inputMode="numeric"
        width={20}
        maxLength={30}
      />
      <TextField
        {...field("surel", t("agencies.email"))}
        hint={t("agencies.official-email-hint")}
        optional
        value={typed.email}
        type="email"
        width={30}
        maxLength={200}
      />
    </>
  );
};

export const NewOfficialPage = (props: Shell & { typed: TypedOfficial; once: string }) => {
  const { t, site, agency, problem, typed, once } = props;
  return (
    <Page
      t={t}
      site={site}
      title={t("agencies.official-add")}
      private
      problem={problem !== undefined}
      crumbs={crumbs(props, true)}
    >
      <ErrorSummary t={t} problem={problem} />
      <h1>{t("agencies.official-add")}</h1>
      <Form t={t} site={site} action={`/instansi/${agency.code}/pegawai-baru`} once={once} guard>
        <OfficialFields t={t} typed={typed} problem={problem} />
        <Button>{t("agencies.official-add")}</Button>
      </Form>
    </Page>
  );
};

type OfficialProps = Shell & {
  official: KeptOfficial;
  holdings: Awaited<ReturnType<typeof holdingsOfOfficial>>;
  typed: TypedOfficial;
  /** The noted NIK, masked; empty when none is. */
  nik: string;
  typedNik: string;
  /** Whether it is the reader themselves. */
  own: boolean;
  to: string;
  once: () => string;
};

export const OfficialPage = (props: OfficialProps) => {
  const { t, site, agency, flash, problem, official, holdings, typed, to, once } = props;
  const path = `/instansi/${agency.code}/pegawai/${official.id}`;
  const when = (one: { startsOn: string; endsOn: string | null }) =>
    one.endsOn
      ? t("agencies.until", { from: formatDay(one.startsOn, t.locale), to: formatDay(one.endsOn, t.locale) })
      : t("agencies.since", { from: formatDay(one.startsOn, t.locale) });
  return (
    <Page t={t} site={site} title={official.name} private problem={problem !== undefined} crumbs={crumbs(props, true)}>
      {flash && <Notice t={t} kind="success" title={t(flash)} />}
      <ErrorSummary t={t} problem={problem} />
      <h1>{official.name}</h1>
      <SummaryList
        t={t}
        rows={[
          [t("agencies.official-kind"), t(`agencies.official-kind.${official.kind}`)],
          [t("agencies.nip"), official.nip ? formatNip(official.nip) : "—"],
          [t("agencies.official-nik"), props.nik || t("agencies.official-nik-none")],
          [t("agencies.email"), official.email ?? "—"],
        ]}
      />
      <p>
        <a href={`/instansi/${agency.code}/akun/${official.id}`}>{t("agencies.official-account")}</a>
      </p>
      <h2>{t("agencies.official-holdings")}</h2>
      {holdings.length === 0 ? (
        <p>
          {t("agencies.official-holdings-none")}{" "}
          <a href={`/instansi/${agency.code}/jabatan`}>{t("agencies.positions-manage")}</a>
        </p>
      ) : (
        <ul>
          {holdings.map((one) => (
            <li key={one.id}>
              {one.agency === agency.id ? (
                <a href={`/instansi/${agency.code}/jabatan/${one.position}`}>{one.positionName}</a>
              ) : (
                one.positionName
              )}
              , {one.unitName}, {one.agencyName} ({t(`agencies.holding-kind.${one.kind}`)}), {when(one)}
            </li>
          ))}
        </ul>
      )}
      <h2>{t("agencies.official-change")}</h2>
      <Form t={t} site={site} action={path} once={once()} guard>
        <OfficialFields t={t} typed={typed} problem={problem} />
        <Button>{t("agencies.save")}</Button>
      </Form>
      <h2>{t("agencies.official-nik")}</h2>
      <p>{t("agencies.official-nik-lead")}</p>
      {props.own && props.nik ? (
        <p>{t("agencies.nik-own")}</p>
      ) : (
        <Form t={t} site={site} id="f-nik" action={`${path}/nik`} once={once()}>
          <TextField
            t={t}
            name="nik"
            label={t("agencies.official-nik")}
            hint={t("agencies.official-nik-hint")}
            value={props.typedNik}
            inputMode="numeric"
            width={20}
            maxLength={30}
            problem={problem}
          />
          <Button kind="secondary">
            {t(props.nik ? "agencies.official-nik-change" : "agencies.official-nik-note")}
          </Button>
        </Form>
      )}
      <h2>{t("agencies.official-leaving")}</h2>
      <p>{t(official.leftOn ? "agencies.official-left-lead" : "agencies.official-leaving-lead")}</p>
      <Form t={t} site={site} id="f-henti" action={`${path}/${official.leftOn ? "kembali" : "berhenti"}`} once={once()}>
        <Button kind="secondary">{t(official.leftOn ? "agencies.official-return" : "agencies.official-leave")}</Button>
      </Form>
      <h2>{t("agencies.hand-over")}</h2>
      <p>{t("agencies.hand-over-lead")}</p>
      <Form t={t} site={site} id="serah" action={`${path}/serah-terima`} once={once()}>
        <TextField
          t={t}
          name="instansi"
          label={t("agencies.hand-over-code")}
          value={to}
          width={16}
          maxLength={40}
          problem={problem}
        />
        <Button kind="secondary">{t("agencies.hand-over-button")}</Button>
      </Form>
    </Page>
  );
};
