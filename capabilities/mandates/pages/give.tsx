// Giving a mandate or asking for one: the same questions, then the sentence that they make, before anything is done.

import type { ComponentChildren } from "preact";
import type { Refused } from "../../../kernel/errors.ts";
import { Button, ButtonGroup } from "../../../kernel/web/components/buttons/buttons.tsx";
import { Checkbox, Checkboxes, Radios, Select } from "../../../kernel/web/components/fields/choice-field.tsx";
import { DateField, type TypedDate } from "../../../kernel/web/components/fields/date-field.tsx";
import { Form } from "../../../kernel/web/components/fields/form.tsx";
import { RupiahField, TextField } from "../../../kernel/web/components/fields/text-field.tsx";
import { ErrorSummary, InsetText } from "../../../kernel/web/components/messages/messages.tsx";
import { Page } from "../../../kernel/web/components/page/page.tsx";
import type { Site } from "../../../kernel/web/components/page/site.ts";
import { pick, type Words } from "../../../kernel/words/words.ts";
import type { Named, Place } from "../mandate.ts";
import { ACTS, type Act } from "../mandate.ts";
import { NikField } from "./nik-field.tsx";

/** What was typed, as it was typed. */
export type TypedMandate = {
  of: string;
  nik: string;
  nib: string;
  name: string;
  all: boolean;
  services: string[];
  search: string;
  acts: string[];
  ceiling: string;
  region: string;
  from: TypedDate;
  until: TypedDate;
};

type Props = {
  t: Words;
  site: Site;
  /** Giving, or asking. */
  asks: boolean;
  typed: TypedMandate;
  services: readonly Named[];
  places: readonly Place[];
  /** Under a mandate: what of it can be given on at all. */
  acts?: readonly string[];
  allServices: boolean;
  problem?: Refused;
};

const path = (asks: boolean) => (asks ? "/kuasa/minta" : "/kuasa/beri");
const crumbs = (t: Words) => [{ href: "/kuasa", label: t("mandates.title") }];

export const MandateFormPage = (props: Props) => {
  const { t, site, asks, typed, problem } = props;
  const title = t(asks ? "mandates.ask" : "mandates.give");
  return (
    <Page t={t} site={site} title={title} crumbs={crumbs(t)} problem={problem !== undefined} private>
      <ErrorSummary t={t} problem={problem} />
      <h1>{title}</h1>
      <Form t={t} site={site} action={path(asks)}>
        {/* Enter in a field goes on; it does not search. */}
        <button type="submit" tabIndex={-1} class="sr-only" aria-hidden="true">
          {t("mandates.form.next")}
        </button>
        {asks && <From t={t} typed={typed} problem={problem} />}
        {!asks && <h2>{t("mandates.form.to")}</h2>}
        <TextField
          t={t}
          name="nama"
          label={t(asks ? "mandates.form.name-or-company" : "mandates.form.name")}
          hint={t(asks ? "mandates.form.name-or-company-hint" : "mandates.form.name-hint")}
          value={typed.name}
          width={30}
          problem={problem}
        />
        <NikField t={t} value={typed.nik} optional={asks} problem={problem} />
        {asks && (
          <TextField
            t={t}
            name="nib"
            label={t("mandates.form.nib")}
            hint={t("mandates.form.nib-hint")}
            value={typed.nib}
            inputMode="numeric"
            width={16}
            optional
            problem={problem}
          />
        )}
        <Services {...props} />
        <Checkboxes
          t={t}
          name="tindakan"
          label={t("mandates.form.acts")}
          options={ACTS.filter((act) => !props.acts || props.acts.includes(act)).map((act: Act) => ({
            value: act,
            label: t(`mandates.form.act.${act}`),
            hint: act === "mandate" ? t("mandates.form.act.mandate-hint") : undefined,
          }))}
          values={typed.acts}
          problem={problem}
        />
        <RupiahField
          t={t}
          name="batas"
          label={t("mandates.form.ceiling")}
          hint={t("mandates.form.ceiling-hint")}
          value={typed.ceiling}
          optional
          problem={problem}
        />
        <Select
          t={t}
          name="wilayah"
          label={t("mandates.form.region")}
          hint={t("mandates.form.region-any")}
          options={byProvince(props.places)}
          value={typed.region}
          optional
          problem={problem}
        />
        <DateField
          t={t}
          name="mulai"
          label={t("mandates.form.from")}
          hint={t("mandates.form.from-hint")}
          value={typed.from}
          optional
          problem={problem}
        />
        <DateField
          t={t}
          name="sampai"
          label={t("mandates.form.until")}
          hint={t("mandates.form.until-hint")}
          value={typed.until}
          problem={problem}
        />
        <Button>{t("mandates.form.next")}</Button>
      </Form>
    </Page>
  );
};

const From = ({ t, typed, problem }: { t: Words; typed: TypedMandate; problem?: Refused }) => (
  <Radios
    t={t}
    name="dari"
    label={t("mandates.form.of")}
    options={(["person", "organization", "guardian"] as const).map((of) => ({
      value: of,
      label: t(`mandates.form.of-${of}`),
      hint: t(`mandates.form.of-${of}-hint`),
    }))}
    value={typed.of}
    problem={problem}
  />
);

const Services = ({ t, typed, services, allServices, problem }: Props) => (
  <>
    <Checkboxes
      t={t}
      name="layanan"
      label={t("mandates.form.services")}
      options={services.map((each) => ({ value: each.id, label: pick(each.name, t.locale) }))}
      values={typed.services}
      problem={problem}
    />
    {allServices && (
      <Checkbox
        t={t}
        name="semua"
        label={t("mandates.form.services-all")}
        hint={t("mandates.form.services-all-hint")}
        checked={typed.all}
      />
    )}
    <TextField t={t} name="cari" label={t("mandates.form.search")} value={typed.search} width={20} optional />
    <Button kind="secondary" small name="_cari" value="ya">
      {t("mandates.form.search-button")}
    </Button>
  </>
);

function byProvince(places: readonly Place[]) {
  const groups = new Map<string, { value: string; label: string }[]>();
  for (const place of places)
    groups.set(place.province, [...(groups.get(place.province) ?? []), { value: place.code, label: place.name }]);
  return [...groups].map(([label, options]) => ({ label, options }));
}

/** The sentence that the answers make: what is agreed to is read before it is done. */
export const ConfirmMandatePage = ({
  t,
  site,
  asks,
  sentence,
  fields,
  once,
  children,
}: {
  t: Words;
  site: Site;
  asks: boolean;
  sentence: string;
  fields: readonly [string, string][];
  once: string;
  children: ComponentChildren;
}) => {
  const title = t(asks ? "mandates.confirm.ask-title" : "mandates.confirm.title");
  return (
    <Page t={t} site={site} title={title} crumbs={crumbs(t)} private>
      <h1>{title}</h1>
      <InsetText>{sentence}</InsetText>
      {children}
      <Form t={t} site={site} action={path(asks)} once={once}>
        {fields.map(([name, value]) => (
          <input key={`${name}:${value}`} type="hidden" name={name} value={value} />
        ))}
        <ButtonGroup>
          <Button name="_setuju" value="ya">
            {t(asks ? "mandates.ask" : "mandates.give")}
          </Button>
          <Button kind="secondary" name="_ubah" value="ya">
            {t("mandates.confirm.change")}
          </Button>
        </ButtonGroup>
      </Form>
    </Page>
  );
};
