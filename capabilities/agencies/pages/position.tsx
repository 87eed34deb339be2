// One chair: who acts, who held it, and what its administrators may do about it.

import { formatDay } from "../../../kernel/calendar/index.ts";
import type { Refused } from "../../../kernel/errors.ts";
import { Button } from "../../../kernel/web/components/buttons/buttons.tsx";
import { Radios, Select } from "../../../kernel/web/components/fields/choice-field.tsx";
import { DateField, type TypedDate } from "../../../kernel/web/components/fields/date-field.tsx";
import { Form } from "../../../kernel/web/components/fields/form.tsx";
import { TextField } from "../../../kernel/web/components/fields/text-field.tsx";
import { SummaryList } from "../../../kernel/web/components/lists/summary-list.tsx";
import { ErrorSummary, Notice } from "../../../kernel/web/components/messages/messages.tsx";
import { Page } from "../../../kernel/web/components/page/page.tsx";
import type { Site } from "../../../kernel/web/components/page/site.ts";
import { Table } from "../../../kernel/web/components/table/table.tsx";
import type { Words } from "../../../kernel/words/words.ts";
import type { HoldingHistory } from "../agencies.sql.ts";
import type { ChairView } from "../positions-view.ts";
import { actingText } from "./positions.tsx";

/** What was typed into one of the forms; dates under the names of their fields. */
export type TypedAppointment = { text: (name: string) => string; date: (name: string) => TypedDate };
type Props = {
  t: Words;
  site: Site;
  view: ChairView;
  flash?: string;
  problem?: Refused;
  typed?: TypedAppointment;
  once: () => string;
};

export const PositionPage = ({ t, site, view, flash, problem, typed, once }: Props) => {
  const { agency, chair, history, today } = view;
  const path = `/instansi/${agency.code}/jabatan/${chair.position.id}`;
  const field = (name: string) => ({ t, name, problem });
  const date = (name: string, label: string, hint?: string) => (
    <DateField {...field(name)} label={label} hint={hint} value={typed?.date(name) ?? {}} />
  );
  const current = history.filter(({ endsOn }) => endsOn === null || endsOn >= today);
  const whom = (value: (one: HoldingHistory) => string) =>
    current.map((one) => ({ value: value(one), label: `${one.name} (${t(`agencies.holding-kind.${one.kind}`)})` }));
  return (
    <Page
      t={t}
      site={site}
      title={chair.position.name}
      private
      problem={problem !== undefined}
      crumbs={[
        { href: `/instansi/${agency.code}`, label: agency.shortName },
        { href: `/instansi/${agency.code}/jabatan`, label: t("agencies.positions") },
      ]}
    >
      {flash && <Notice t={t} kind="success" title={t(flash)} />}
      <ErrorSummary t={t} problem={problem} />
      <h1>{chair.position.name}</h1>
      <SummaryList
        t={t}
        rows={[
          [t("agencies.unit"), chair.unitName],
          [t("agencies.acts-today"), actingText(t, chair)],
        ]}
      />
      <p>
        <a href={`${path}/izin`}>{t("agencies.position-permits")}</a>
      </p>
      {history.length > 0 && <History t={t} history={history} />}

      <h2>{t("agencies.appoint")}</h2>
      <Form t={t} site={site} id="penunjukan" action={`${path}/penunjukan`} once={once()}>
        <TextField
          {...field("nip")}
          label={t("agencies.appoint-nip")}
          hint={t("agencies.appoint-nip-hint")}
          value={typed?.text("nip") ?? ""}
          inputMode="numeric"
          width={20}
          maxLength={30}
        />
        <Radios
          {...field("jenis")}
          label={t("agencies.holding-kind")}
          value={typed?.text("jenis")}
          options={["definitif", "plt", "plh"].map((kind) => ({
            value: kind,
            label: t(`agencies.holding-kind.${kind}`),
          }))}
        />
        {date("mulai", t("agencies.appoint-from"))}
        {date("selesai", t("agencies.appoint-to"), t("agencies.appoint-to-hint"))}
        <TextField
          {...field("keputusan")}
          label={t("agencies.appoint-decree")}
          optional
          value={typed?.text("keputusan") ?? ""}
          maxLength={200}
        />
        <Button>{t("agencies.appoint-button")}</Button>
      </Form>

      {current.length > 0 && (
        <>
          <h2>{t("agencies.away")}</h2>
          <p>{t("agencies.away-lead")}</p>
          <Form t={t} site={site} id="ketidakhadiran" action={`${path}/ketidakhadiran`} once={once()}>
            <Select
              {...field("pegawai")}
              label={t("agencies.away-whom")}
              options={whom(({ official }) => official)}
              value={typed?.text("pegawai")}
            />
            {date("pergi", t("agencies.appoint-from"))}
            {date("hadir", t("agencies.appoint-to"))}
            <Button kind="secondary">{t("agencies.away-button")}</Button>
          </Form>
          <h2>{t("agencies.end")}</h2>
          <Form t={t} site={site} id="pengakhiran" action={`${path}/pengakhiran`} once={once()}>
            <Select
              {...field("masa")}
              label={t("agencies.end-whom")}
              options={whom(({ id }) => id)}
              value={typed?.text("masa")}
            />
            {date("akhir", t("agencies.appoint-to"))}
            <Button kind="secondary">{t("agencies.end-button")}</Button>
          </Form>
        </>
      )}
    </Page>
  );
};

const History = ({ t, history }: { t: Words; history: HoldingHistory[] }) => (
  <Table
    t={t}
    caption={t("agencies.history")}
    columns={[
      { key: "name", head: t("agencies.holder"), main: true },
      { key: "kind", head: t("agencies.holding-kind") },
      { key: "time", head: t("agencies.from-to") },
    ]}
    rows={history.map((one) => ({
      key: one.id,
      cells: {
        name: one.name,
        kind: t(`agencies.holding-kind.${one.kind}`),
        time: one.endsOn
          ? t("agencies.until", { from: formatDay(one.startsOn, t.locale), to: formatDay(one.endsOn, t.locale) })
          : t("agencies.since", { from: formatDay(one.startsOn, t.locale) }),
      },
    }))}
  />
);
