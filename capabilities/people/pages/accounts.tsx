// Officials' accounts for their agency's administrators: the list, one account, the slips that are handed out.

import type { Refused } from "../../../kernel/errors.ts";
import {
  Button,
  ButtonGroup,
  ConfirmPanel,
  EmptyState,
  ErrorSummary,
  FilterBar,
  Form,
  Notice,
  Page,
  Pagination,
  SearchBox,
  type Site,
  SummaryList,
  Table,
  Tag,
  Trusted,
} from "../../../kernel/web/components/index.ts";
import type { Words } from "../../../kernel/words/words.ts";
import type { AccountRow } from "../accounts.sql.ts";

type Shell = { t: Words; site: Site; agency: { code: string; shortName: string }; flash?: string; problem?: Refused };
const KIND = { none: "calm", invited: "act", active: "well", locked: "need" } as const;
const home = ({ agency }: Shell) => ({ href: `/instansi/${agency.code}`, label: agency.shortName });
const stateTag = (t: Words, row: AccountRow) => (
  <Tag kind={KIND[row.state]}>{t(`people.accounts.state.${row.state}`)}</Tag>
);

type ListProps = Shell & {
  rows: AccountRow[];
  text: string;
  state: string;
  waiting: number;
  once: string;
  next?: string;
  first?: string;
};

export const AccountsPage = (props: ListProps) => {
  const { t, site, agency, flash, rows, text, state, waiting, once, next, first } = props;
  const path = `/instansi/${agency.code}/akun`;
  return (
    <Page t={t} site={site} title={t("people.accounts")} layout="wide" private crumbs={[home(props)]}>
      {flash && <Notice t={t} kind="success" title={t(flash)} />}
      <h1>{t("people.accounts")}</h1>
      {waiting > 0 && (
        <Notice t={t} kind="attention" title={t("people.accounts.waiting", { count: waiting })}>
          <p>{t("people.accounts.waiting-lead")}</p>
          <Form t={t} site={site} action={`${path}/undangan`} once={once}>
            <Button>{t("people.accounts.invite-all")}</Button>
          </Form>
        </Notice>
      )}
      <SearchBox
        t={t}
        action={path}
        label={t("agencies.official-search")}
        value={text}
        keep={state ? { keadaan: state } : {}}
      />
      <FilterBar
        t={t}
        action={path}
        keep={text ? { cari: text } : {}}
        fields={[
          {
            name: "keadaan",
            label: t("people.accounts.state"),
            value: state,
            options: ["", "none", "invited", "active", "locked"].map((value) => ({
              value,
              label: t(`people.accounts.state.${value || "all"}`),
            })),
          },
        ]}
      />
      {rows.length === 0 ? (
        <EmptyState title={t("agencies.official-none")}>
          <p>
            <a href={`/instansi/${agency.code}/pegawai`}>{t("agencies.officials-keep")}</a>
          </p>
        </EmptyState>
      ) : (
        <Table
          t={t}
          caption={t("people.accounts")}
          captionHidden
          columns={[
            { key: "name", head: t("agencies.official-name"), main: true },
            { key: "holds", head: t("agencies.position") },
            { key: "state", head: t("people.accounts.state") },
            { key: "second", head: t("people.accounts.second") },
          ]}
          rows={rows.map((row) => ({
            key: row.official,
            cells: {
              name: <a href={`${path}/${row.official}`}>{row.name}</a>,
              holds: row.holds ?? t("agencies.official-unseated"),
              state: stateTag(t, row),
              second:
                row.state === "active"
                  ? t(row.hasSecond ? "people.accounts.second-yes" : "people.accounts.second-no")
                  : "",
            },
          }))}
        />
      )}
      <Pagination t={t} previous={first} next={next} />
    </Page>
  );
};

type OneProps = Shell & {
  row: AccountRow;
  nip: string;
  seen: string;
  expires: string;
  own: boolean;
  way?: { id: string; ready: boolean; readyAt: string; mine: boolean };
  once: () => string;
};

export const OfficialAccountPage = (props: OneProps) => {
  const { t, site, agency, flash, problem, row, nip, seen, expires, own, way, once } = props;
  const path = `/instansi/${agency.code}/akun/${row.official}`;
  const press = (act: string, label: string, kind: "secondary" | "warning" | undefined = "secondary") => (
    <Form t={t} site={site} action={`${path}/${act}`} once={once()}>
      <Button kind={kind}>{t(label)}</Button>
    </Form>
  );
  return (
    <Page
      t={t}
      site={site}
      title={t("people.accounts.of", { name: row.name })}
      private
      problem={problem !== undefined}
      crumbs={[home(props), { href: `/instansi/${agency.code}/akun`, label: t("people.accounts") }]}
    >
      {flash && <Notice t={t} kind="success" title={t(flash)} />}
      <ErrorSummary t={t} problem={problem} />
      <h1>{t("people.accounts.of", { name: row.name })}</h1>
      <SummaryList
        t={t}
        rows={[
          { label: t("people.accounts.state"), value: stateTag(t, row) },
          { label: t("agencies.nip"), value: nip },
          { label: t("agencies.position"), value: row.holds ?? t("agencies.official-unseated") },
          { label: t("agencies.email"), value: row.email ?? t("people.accounts.no-email") },
          ...(row.state === "active"
            ? [
                {
                  label: t("people.accounts.second"),
                  value: t(row.hasSecond ? "people.accounts.second-yes" : "people.accounts.second-no"),
                },
                { label: t("people.accounts.seen"), value: seen || t("people.accounts.seen-not") },
              ]
            : []),
          ...(row.state === "invited" ? [{ label: t("people.accounts.expires"), value: expires }] : []),
        ]}
      />
      <p>
        <a href={`/instansi/${agency.code}/pegawai/${row.official}`}>{t("people.accounts.data")}</a>
      </p>
      {(row.state === "none" || row.state === "invited") && (
        <>
          <h2>{t("people.accounts.invite")}</h2>
          <p>{t(row.email ? "people.accounts.invite-mail" : "people.accounts.invite-paper")}</p>
          {press(
            "undangan",
            row.state === "none" ? "people.accounts.invite" : "people.accounts.invite-again",
            undefined,
          )}
          {row.state === "invited" && press("pencabutan", "people.accounts.withdraw")}
        </>
      )}
      {own && <Notice t={t} title={t("people.accounts.own")} />}
      {row.state === "active" && !own && (
        <>
          {row.hasSecond && (
            <>
              <h2>{t("people.forgot")}</h2>
              <p>{t("people.office-code.lead")}</p>
              {press("kata-sandi", "people.office-code.give")}
            </>
          )}
          <h2>{t("people.way-back")}</h2>
          {way ? (
            <>
              <p>{t(way.ready ? "people.way-back.ready" : "people.way-back.wait", { time: way.readyAt })}</p>
              {way.ready
                ? press("pemulihan-kode", "people.way-back.take", undefined)
                : !way.mine && press("pemulihan-persetujuan", "people.way-back.confirm", undefined)}
            </>
          ) : (
            <>
              <p>{t("people.way-back.official-lead")}</p>
              {press("pemulihan", "people.way-back.ask")}
            </>
          )}
          <h2>{t("people.accounts.hold")}</h2>
          <p>{t("people.accounts.hold-lead")}</p>
          <ButtonGroup>
            {press("sesi", "people.accounts.end-sessions")}
            {press("kunci", "people.accounts.lock", "warning")}
          </ButtonGroup>
        </>
      )}
      {row.state === "locked" && !own && (
        <>
          <h2>{t("people.accounts.hold")}</h2>
          {press("buka", "people.accounts.unlock")}
        </>
      )}
    </Page>
  );
};

/** A code for somebody who stands here: shown once, and worth nothing without the second factor they have. */
export const RecoveryCodePage = (props: Shell & { code: string; address: string; back: string }) => {
  const { t, site, agency, code, address, back } = props;
  return (
    <Page
      t={t}
      site={site}
      title={t("people.office-code")}
      private
      crumbs={[home(props), { href: `/instansi/${agency.code}/akun`, label: t("people.accounts") }]}
    >
      <ConfirmPanel title={t("people.office-code")} label={t("people.recover.code")} code={code}>
        <p>{t("people.office-code.how", { address })}</p>
        <p>{t("people.codes.once")}</p>
        <p>
          <a href={back}>{t("people.office-code.back")}</a>
        </p>
      </ConfirmPanel>
    </Page>
  );
};

export type PrintedSlip = { name: string; nip: string; code: string; qr: string; mailed: boolean; expires: string };

/** Shown once, for print: each slip goes to one person, by hand. */
export const SlipsPage = (props: Shell & { slips: PrintedSlip[]; address: string; back: string }) => {
  const { t, site, slips, address, back } = props;
  return (
    <Page
      t={t}
      site={site}
      title={t("people.slips")}
      private
      crumbs={[home(props), { href: back, label: t("people.accounts") }]}
    >
      <h1>{t("people.slips")}</h1>
      <div class="no-print">
        <Notice t={t} kind="attention" title={t("people.slips.once")}>
          <p>{t("people.slips.lead", { count: slips.length, mailed: slips.filter(({ mailed }) => mailed).length })}</p>
        </Notice>
        <p>
          <a href={back}>{t("people.slips.back")}</a>
        </p>
      </div>
      {slips.map((slip) => (
        <section key={slip.code} class="card" aria-label={slip.name}>
          <h2>{slip.name}</h2>
          <p>
            {slip.nip && `${t("agencies.nip")} ${slip.nip}. `}
            {t("people.slips.how", { address, expires: slip.expires })}
          </p>
          <p class="code">
            <strong>{slip.code}</strong>
          </p>
          <Trusted html={slip.qr} />
          {slip.mailed && <p class="small">{t("people.slips.mailed")}</p>}
        </section>
      ))}
    </Page>
  );
};
