// What an agency offers: the list, a new offering, one offering with its state.

import { formatDay } from "../../../kernel/calendar/index.ts";
import type { Refused } from "../../../kernel/errors.ts";
import {
  Button,
  Checkbox,
  DateField,
  EmptyState,
  ErrorSummary,
  Fieldset,
  Form,
  Notice,
  Page,
  Pagination,
  SearchBox,
  Select,
  type Site,
  Table,
  Tag,
  TextArea,
  TextField,
  type TypedDate,
} from "../../../kernel/web/components/index.ts";
import { pick, type Words } from "../../../kernel/words/words.ts";
import type { Parameter, Service } from "../definition/model.ts";
import type { OwnOffering, publishedServices } from "../own-offerings.sql.ts";
import type { TypedOffer } from "../read-offer.ts";
import type { Offering } from "../services.sql.ts";

type Shell = { t: Words; site: Site; agency: { code: string; shortName: string }; flash?: string; problem?: Refused };
const KIND = { open: "well", paused: "need", closed: "calm" } as const;
const crumbs = ({ t, agency }: Shell, deep: boolean) => [
  { href: `/instansi/${agency.code}`, label: agency.shortName },
  ...(deep ? [{ href: `/instansi/${agency.code}/layanan`, label: t("services.offerings") }] : []),
];
const stateText = (t: Words, one: { status: OwnOffering["status"]; pausedUntil: string | null }) =>
  one.pausedUntil
    ? t("services.state.paused-until", { day: formatDay(one.pausedUntil, t.locale) })
    : t(`services.state.${one.status}`);

type ListProps = Shell & {
  offerings: OwnOffering[];
  services: Awaited<ReturnType<typeof publishedServices>>;
  text: string;
  after?: string;
  next?: string;
  administers: boolean;
};

export const OfferingsPage = (props: ListProps) => {
  const { t, site, agency, flash, offerings, services, text, after, next, administers } = props;
  const path = `/instansi/${agency.code}/layanan`;
  const to = (sesudah: string) =>
    `${path}?${new URLSearchParams({ ...(text ? { cari: text } : {}), ...(sesudah ? { sesudah } : {}) })}`;
  return (
    <Page t={t} site={site} title={t("services.offerings")} layout="wide" private crumbs={crumbs(props, false)}>
      {flash && <Notice t={t} kind="success" title={t(flash)} />}
      <h1>{t("services.offerings")}</h1>
      <SearchBox t={t} action={path} label={t("services.offerings-search")} value={text} />
      {offerings.length === 0 ? (
        <EmptyState title={t(text ? "services.offerings-none-found" : "services.offerings-none")}>
          <p>{t("services.offerings-none-advice")}</p>
        </EmptyState>
      ) : (
        <Table
          t={t}
          caption={t("services.offerings")}
          captionHidden
          columns={[
            { key: "name", head: t("services.offering-service"), main: true },
            { key: "unit", head: t("agencies.unit") },
            { key: "state", head: t("services.offering-state") },
            { key: "note", head: t("services.offering-note") },
          ]}
          rows={offerings.map((one) => ({
            key: one.id,
            tone: one.status === "closed" ? ("quiet" as const) : undefined,
            cells: {
              name: <a href={`${path}/${one.id}`}>{pick(one.name, t.locale)}</a>,
              unit: one.unitName,
              state: <Tag kind={KIND[one.status]}>{stateText(t, one)}</Tag>,
              note: [
                one.orphaned > 0 ? t("services.offering-orphaned", { count: one.orphaned }) : "",
                one.number < one.newest ? t("services.offering-older", { number: one.newest }) : "",
              ]
                .filter(Boolean)
                .join(" "),
            },
          }))}
        />
      )}
      <Pagination t={t} previous={after ? to("") : undefined} next={next && to(next)} />
      {administers && !after && (
        <section>
          <h2>{t("services.offer")}</h2>
          {services.length === 0 ? (
            <p>{t("services.offer-none")}</p>
          ) : (
            <ul class="plain stack-s">
              {services.map((service) => (
                <li key={service.key}>
                  <a href={`/instansi/${agency.code}/layanan-baru?layanan=${service.key}`}>
                    {pick(service.name, t.locale)}
                  </a>
                  <br />
                  <span class="small muted">{pick(service.summary, t.locale)}</span>
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
    </Page>
  );
};

type FieldsProps = { t: Words; service: Service; typed: TypedOffer; problem?: Refused; fixedUnit: boolean };

/** Who answers, who plays each role, and what the definition leaves to the agency. */
const OfferFields = ({ t, service, typed, problem, fixedUnit }: FieldsProps) => {
  const say = (text: Parameters<typeof pick>[0]) => pick(text, t.locale);
  return (
    <>
      {!fixedUnit && (
        <TextField
          t={t}
          name="unit"
          label={t("services.offer-unit")}
          hint={t("services.offer-unit-hint")}
          value={typed.unit}
          width={30}
          maxLength={400}
          problem={problem}
        />
      )}
      <Fieldset legend={t("services.offer-roles")} hint={t("services.offer-roles-hint")}>
        <input type="hidden" name="peran" value="ada" />
        {service.roles
          .filter((role) => role.kind !== "applicant")
          .map((role) => (
            <div key={role.key}>
              <TextField
                t={t}
                name={`roles.${role.key}`}
                label={t("services.offer-role", { role: say(role.name) })}
                hint={role.hint && say(role.hint)}
                value={typed.roles[role.key]?.unit ?? ""}
                width={30}
                maxLength={400}
                optional={!fixedUnit}
                problem={problem}
              />
              {role.kind !== "head" && (
                <TextField
                  t={t}
                  name={`roles.${role.key}.jabatan`}
                  label={t("services.offer-role-position", { role: say(role.name) })}
                  value={typed.roles[role.key]?.position ?? ""}
                  width={30}
                  maxLength={200}
                  optional={role.kind !== "position"}
                  problem={problem}
                />
              )}
            </div>
          ))}
      </Fieldset>
      {service.parameters.length > 0 && (
        <Fieldset legend={t("services.offer-parameters")}>
          {service.parameters.map((parameter) => (
            <ParameterField
              key={parameter.key}
              t={t}
              parameter={parameter}
              text={typed.texts[parameter.key] ?? ""}
              problem={problem}
            />
          ))}
        </Fieldset>
      )}
    </>
  );
};

const ParameterField = ({
  t,
  parameter,
  text,
  problem,
}: {
  t: Words;
  parameter: Parameter;
  text: string;
  problem?: Refused;
}) => {
  const say = (value: Parameters<typeof pick>[0]) => pick(value, t.locale);
  const hint = [parameter.hint ? say(parameter.hint) : "", boundsText(t, parameter), parameter.source]
    .filter(Boolean)
    .join(" · ");
  const field = { t, name: `parameters.${parameter.key}`, label: say(parameter.label), hint, problem };
  if (parameter.type === "yes-no") return <Checkbox {...field} checked={text === "ya"} />;
  if (parameter.type === "choice")
    return (
      <Select
        {...field}
        value={text}
        options={parameter.options.map(({ value, label }) => ({ value, label: say(label) }))}
      />
    );
  const isNumber = parameter.type === "number" || parameter.type === "rupiah";
  return (
    <TextField
      {...field}
      value={text}
      inputMode={isNumber ? "numeric" : undefined}
      width={isNumber ? 8 : 30}
      prefix={parameter.type === "rupiah" ? "Rp" : undefined}
      suffix={
        parameter.type === "number" && parameter.unit
          ? t(`services.unit.${parameter.unit}`, { n: "" }).trim()
          : undefined
      }
    />
  );
};

const boundsText = (t: Words, parameter: Parameter): string =>
  parameter.type === "number" || parameter.type === "rupiah"
    ? t("services.offer-bounds", { min: parameter.min, max: parameter.max })
    : "";

type OfferProps = Shell & { serviceKey: string; service: Service; number: number; typed: TypedOffer; once: string };

export const OfferPage = (props: OfferProps) => {
  const { t, site, agency, problem, serviceKey, service, number, typed, once } = props;
  const name = pick(service.name, t.locale);
  return (
    <Page
      t={t}
      site={site}
      title={t("services.offer-this", { name })}
      private
      problem={problem !== undefined}
      crumbs={crumbs(props, true)}
    >
      <ErrorSummary t={t} problem={problem} />
      <h1>{t("services.offer-this", { name })}</h1>
      <p class="lead">{t("services.offer-lead", { number })}</p>
      <Form t={t} site={site} action={`/instansi/${agency.code}/layanan-baru?layanan=${serviceKey}`} once={once} guard>
        <OfferFields t={t} service={service} typed={typed} problem={problem} fixedUnit={false} />
        <Button>{t("services.offer-button")}</Button>
      </Form>
    </Page>
  );
};

type OneProps = Shell & {
  offering: Offering;
  service: Service;
  number: number;
  newest: number;
  typed: TypedOffer;
  administers: boolean;
  reason: string;
  until: TypedDate;
  once: () => string;
};

export const OfferingPage = (props: OneProps) => {
  const {
    t,
    site,
    agency,
    flash,
    problem,
    offering,
    service,
    number,
    newest,
    typed,
    administers,
    reason,
    until,
    once,
  } = props;
  const path = `/instansi/${agency.code}/layanan/${offering.id}`;
  const name = pick(service.name, t.locale);
  return (
    <Page t={t} site={site} title={name} private problem={problem !== undefined} crumbs={crumbs(props, true)}>
      {flash && <Notice t={t} kind="success" title={t(flash)} />}
      <ErrorSummary t={t} problem={problem} />
      <h1>{name}</h1>
      <p>
        {offering.unitName} <Tag kind={KIND[offering.status]}>{stateText(t, offering)}</Tag>
      </p>
      {offering.statusReason && <p>{t("services.offering-reason", { reason: offering.statusReason })}</p>}
      <p>
        <a href={`/layanan/${offering.serviceKey}/${offering.slug}`}>{t("services.offering-public")}</a>
      </p>
      <h2>{t("services.turn")}</h2>
      {offering.status !== "open" && (
        <Form t={t} site={site} action={`${path}/buka`} once={once()}>
          <Button>{t("services.turn.open")}</Button>
        </Form>
      )}
      {offering.status !== "closed" && (
        <Form t={t} site={site} id="jeda" action={`${path}/jeda`} once={once()}>
          <p>{t("services.turn-lead")}</p>
          <TextArea
            t={t}
            name="alasan"
            label={t("services.turn.reason")}
            hint={t("services.turn.reason-hint")}
            value={reason}
            limit={500}
            problem={problem}
          />
          <DateField
            t={t}
            name="sampai"
            label={t("services.turn.until")}
            hint={t("services.turn.until-hint")}
            value={until}
            optional
            problem={problem}
          />
          <Button kind="secondary">
            {t(offering.status === "paused" ? "services.turn.change" : "services.turn.pause")}
          </Button>
          {administers && (
            <Button kind="warning" formAction={`${path}/tutup`}>
              {t("services.turn.close")}
            </Button>
          )}
        </Form>
      )}
      {administers && (
        <>
          <h2>{t("services.offering-change")}</h2>
          {number < newest && <Notice t={t} title={t("services.offering-newer", { number, newest })} />}
          <Form t={t} site={site} action={path} once={once()} guard>
            <OfferFields t={t} service={service} typed={typed} problem={problem} fixedUnit />
            <Button>{t("agencies.save")}</Button>
          </Form>
        </>
      )}
    </Page>
  );
};
