// Organizations that somebody declared, and the form for another one.

import type { Refused } from "../../../kernel/errors.ts";
import { Button } from "../../../kernel/web/components/buttons/buttons.tsx";
import { Select } from "../../../kernel/web/components/fields/choice-field.tsx";
import { Form } from "../../../kernel/web/components/fields/form.tsx";
import { TextField } from "../../../kernel/web/components/fields/text-field.tsx";
import { SummaryList } from "../../../kernel/web/components/lists/summary-list.tsx";
import { ErrorSummary } from "../../../kernel/web/components/messages/messages.tsx";
import { Page } from "../../../kernel/web/components/page/page.tsx";
import type { Site } from "../../../kernel/web/components/page/site.ts";
import type { Words } from "../../../kernel/words/words.ts";
import { type GivenOrganization, ORGANIZATION_KINDS } from "../organization.ts";

export type OrganizationLine = {
  id: string;
  name: string;
  kind: string;
  nib: string;
  npwp: string;
  status: string;
  code?: string;
  reason?: string;
};

type Props = {
  t: Words;
  site: Site;
  flash?: string;
  lines: OrganizationLine[];
  typed: GivenOrganization;
  once: string;
  problem?: Refused;
};

export const OrganizationsPage = ({ t, site, flash, lines, typed, once, problem }: Props) => (
  <Page
    t={t}
    site={site}
    title={t("mandates.organizations")}
    crumbs={[{ href: "/kuasa", label: t("mandates.title") }]}
    flash={flash && t(flash)}
    problem={problem !== undefined}
    private
  >
    <ErrorSummary t={t} problem={problem} />
    <h1>{t("mandates.organizations")}</h1>
    <p class="lead">{t("mandates.organization.lead")}</p>
    <h2>{t("mandates.organization.yours")}</h2>
    {lines.length === 0 ? (
      <p>{t("mandates.organization.none")}</p>
    ) : (
      lines.map((line) => (
        <article key={line.id} class="card">
          <h3 class="card-title">{line.name}</h3>
          <SummaryList
            t={t}
            rows={[
              [t("mandates.state"), t(`mandates.organization.status.${line.status}`)],
              [t("mandates.organization.kind"), t(`mandates.organization.kind.${line.kind}`)],
              ...(line.nib ? [[t("mandates.form.nib"), line.nib] as const] : []),
              ...(line.npwp ? [[t("mandates.organization.npwp"), line.npwp] as const] : []),
              ...(line.code
                ? [
                    [
                      t("mandates.counter-code"),
                      <span key="c" class="code">
                        {line.code}
                      </span>,
                    ] as const,
                  ]
                : []),
              ...(line.reason ? [[t("mandates.organization.reason"), line.reason] as const] : []),
            ]}
          />
        </article>
      ))
    )}
    <h2>{t("mandates.organization.new")}</h2>
    <Form t={t} site={site} action="/kuasa/badan-usaha" once={once}>
      <Select
        t={t}
        name="jenis"
        label={t("mandates.organization.kind")}
        options={ORGANIZATION_KINDS.map((kind) => ({ value: kind, label: t(`mandates.organization.kind.${kind}`) }))}
        value={typed.kind}
        problem={problem}
      />
      <TextField
        t={t}
        name="nama"
        label={t("mandates.organization.name")}
        hint={t("mandates.organization.name-hint")}
        value={typed.name}
        width={30}
        problem={problem}
      />
      <TextField
        t={t}
        name="nib"
        label={t("mandates.form.nib")}
        hint={t("mandates.organization.nib-hint")}
        value={typed.nib}
        inputMode="numeric"
        width={16}
        problem={problem}
      />
      <TextField
        t={t}
        name="npwp"
        label={t("mandates.organization.npwp")}
        hint={t("mandates.organization.npwp-hint")}
        value={typed.npwp}
        inputMode="numeric"
        width={20}
        optional
        problem={problem}
      />
      <TextField
        t={t}
        name="email"
        label={t("mandates.organization.email")}
        value={typed.email}
        type="email"
        inputMode="email"
        width={30}
        optional
        problem={problem}
      />
      <TextField
        t={t}
        name="telepon"
        label={t("mandates.organization.phone")}
        value={typed.phone}
        type="tel"
        inputMode="tel"
        width={20}
        optional
        problem={problem}
      />
      <Button>{t("mandates.organization.declare")}</Button>
    </Form>
  </Page>
);
