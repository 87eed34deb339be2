// Checking who somebody is: the code on the resident's own page, and the official's side of the counter.

import type { Refused } from "../../../kernel/errors.ts";
import {
  Button,
  Checkboxes,
  ConfirmPanel,
  ErrorSummary,
  Form,
  Notice,
  Page,
  type Site,
  SummaryList,
  Tabs,
  TextField,
} from "../../../kernel/web/components/index.ts";
import type { Words } from "../../../kernel/words/words.ts";

type Shell = { t: Words; site: Site; flash?: string; problem?: Refused };

type OwnProps = Shell & {
  assurance: string;
  code?: string;
  until?: string;
  resident: boolean;
  pending?: string;
  once: () => string;
};

/** The resident's side. */
export const VerificationPage = ({ t, site, flash, assurance, code, until, resident, pending, once }: OwnProps) => (
  <Page
    t={t}
    site={site}
    title={t("people.verification")}
    private
    crumbs={[{ href: "/akun", label: t("people.account") }]}
  >
    {flash && <Notice t={t} kind="success" title={t(flash)} />}
    {pending && (
      <Notice t={t} kind="attention" title={t("people.way-back.pending")}>
        <p>{t("people.way-back.pending-lead", { time: pending })}</p>
        <Form t={t} site={site} action="/akun/verifikasi/hentikan" once={once()}>
          <Button kind="warning">{t("people.way-back.stop")}</Button>
        </Form>
      </Notice>
    )}
    {code ? (
      <ConfirmPanel title={t("people.verification.code-title")} label={t("people.verification.code")} code={code}>
        <p>{t("people.verification.code-lead", { until: until ?? "" })}</p>
      </ConfirmPanel>
    ) : (
      <h1>{t("people.verification")}</h1>
    )}
    {resident && (
      <>
        <p>{t(`people.verification.state.${assurance}`)}</p>
        {!code && (
          <p>{t(assurance === "self-declared" ? "people.verification.lead" : "people.verification.again-lead")}</p>
        )}
        <Form t={t} site={site} action="/akun/verifikasi" once={once()}>
          <Button kind={code || assurance !== "self-declared" ? "secondary" : undefined}>
            {t(code ? "people.verification.again" : "people.verification.show")}
          </Button>
        </Form>
      </>
    )}
  </Page>
);

const CounterTabs = ({ t, now }: { t: Words; now: "check" | "new" }) => (
  <Tabs
    label={t("people.counter")}
    tabs={[
      { href: "/loket/identitas", label: t("people.counter.check"), current: now === "check" },
      { href: "/loket/identitas/baru", label: t("people.counter.new"), current: now === "new" },
    ]}
  />
);

const Seen = ({ t, seen, problem }: { t: Words; seen: string[]; problem?: Refused }) => (
  <Checkboxes
    t={t}
    name="dilihat"
    label={t("people.counter.seen")}
    problem={problem}
    values={seen}
    options={[
      { value: "ktp", label: t("people.counter.seen-card") },
      { value: "wajah", label: t("people.counter.seen-face") },
    ]}
  />
);

type CheckProps = Shell & {
  code: string;
  found?: { name: string; nikMasked: string; assurance: string };
  typed: { nik: string; name: string; seen: string[] };
  once: () => string;
};

/** The official's side: first the code, then the card. */
export const CounterPage = ({ t, site, flash, problem, code, found, typed, once }: CheckProps) => (
  <Page t={t} site={site} title={t("people.counter")} private problem={problem !== undefined}>
    {flash && <Notice t={t} kind="success" title={t(flash)} />}
    <ErrorSummary t={t} problem={problem} />
    <h1>{t("people.counter")}</h1>
    <CounterTabs t={t} now="check" />
    {found ? (
      <>
        <SummaryList
          t={t}
          rows={[
            [t("people.name"), found.name],
            [t("people.nik"), found.nikMasked],
            [t("people.counter.known"), t(`people.counter.known.${found.assurance}`)],
          ]}
        />
        <Form t={t} site={site} action="/loket/identitas/periksa" once={once()}>
          <input type="hidden" name="kode" value={code} />
          <TextField
            t={t}
            name="nik"
            label={t("people.counter.nik")}
            hint={t("people.counter.nik-hint")}
            value={typed.nik}
            inputMode="numeric"
            autoComplete="off"
            width={20}
            maxLength={30}
            problem={problem}
          />
          <TextField
            t={t}
            name="nama"
            label={t("people.counter.name")}
            hint={t("people.counter.name-hint")}
            value={typed.name}
            autoComplete="off"
            width={30}
            maxLength={150}
            problem={problem}
          />
          <Seen t={t} seen={typed.seen} problem={problem} />
          <Button>{t("people.counter.confirm")}</Button>
        </Form>
        <p>
          <a href="/loket/identitas">{t("people.counter.other")}</a>
        </p>
      </>
    ) : (
      <Form t={t} site={site} action="/loket/identitas" once={once()}>
        <p>{t("people.counter.lead")}</p>
        <TextField
          t={t}
          name="kode"
          label={t("people.counter.code")}
          hint={t("people.counter.code-hint")}
          value={code}
          autoComplete="off"
          width={12}
          maxLength={20}
          problem={problem}
        />
        <Button>{t("people.counter.look")}</Button>
      </Form>
    )}
  </Page>
);

type NewProps = Shell & {
  typed: { nik: string; name: string; phone: string; seen: string[] };
  lost: boolean;
  once: () => string;
};

/** For who has no account or no telephone, and for who lost everything. */
export const NewcomerPage = ({ t, site, flash, problem, typed, lost, once }: NewProps) => (
  <Page t={t} site={site} title={t("people.counter.new")} private problem={problem !== undefined}>
    {flash && <Notice t={t} kind="success" title={t(flash)} />}
    <ErrorSummary t={t} problem={problem} />
    <h1>{t("people.counter.new")}</h1>
    <CounterTabs t={t} now="new" />
    <p>{t("people.counter.new-lead")}</p>
    {lost && (
      <Notice t={t} kind="attention" title={t("people.counter.lost")}>
        <p>{t("people.counter.lost-lead")}</p>
        <Form t={t} site={site} action="/loket/identitas/pemulihan" once={once()}>
          <input type="hidden" name="nik" value={typed.nik} />
          {typed.seen.map((seen) => (
            <input key={seen} type="hidden" name="dilihat" value={seen} />
          ))}
          <Button>{t("people.counter.lost-go")}</Button>
        </Form>
      </Notice>
    )}
    <Form t={t} site={site} action="/loket/identitas/baru" once={once()}>
      <TextField
        t={t}
        name="nik"
        label={t("people.counter.nik")}
        value={typed.nik}
        inputMode="numeric"
        autoComplete="off"
        width={20}
        maxLength={30}
        problem={problem}
      />
      <TextField
        t={t}
        name="nama"
        label={t("people.counter.name")}
        value={typed.name}
        autoComplete="off"
        width={30}
        maxLength={150}
        problem={problem}
      />
      <TextField
        t={t}
        name="phone"
        label={t("people.phone")}
        optional
        value={typed.phone}
        type="tel"
        inputMode="tel"
        autoComplete="off"
        width={20}
        maxLength={20}
        problem={problem}
      />
      <Seen t={t} seen={typed.seen} problem={problem} />
      <Button kind={lost ? "secondary" : undefined}>{t("people.counter.make")}</Button>
    </Form>
  </Page>
);

/** The code that a resident takes home: shown once. */
export const HandedPage = ({ t, site, code, address }: Shell & { code: string; address: string }) => (
  <Page t={t} site={site} title={t("people.counter.handed")} private>
    <ConfirmPanel title={t("people.counter.handed")} label={t("people.counter.handed-code")} code={code}>
      <p>{t("people.counter.handed-lead", { address })}</p>
    </ConfirmPanel>
    <p class="no-print">
      <a href="/loket/identitas">{t("people.counter.next")}</a>
    </p>
  </Page>
);
