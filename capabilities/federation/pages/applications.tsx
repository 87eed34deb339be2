// Applications that a person let sign them in: what each may know, since when, and the way to take it back.

import { Button } from "../../../kernel/web/components/buttons/buttons.tsx";
import { Form } from "../../../kernel/web/components/fields/form.tsx";
import { EmptyState } from "../../../kernel/web/components/lists/card.tsx";
import { SummaryList } from "../../../kernel/web/components/lists/summary-list.tsx";
import { Notice } from "../../../kernel/web/components/messages/messages.tsx";
import { Page } from "../../../kernel/web/components/page/page.tsx";
import type { Site } from "../../../kernel/web/components/page/site.ts";
import type { Words } from "../../../kernel/words/words.ts";
import { scopeName } from "./scope-name.ts";

export type Allowed = {
  client: string;
  mandate: string;
  behalf?: string;
  name: string;
  agency: string;
  purpose: string;
  contact: string;
  home: string;
  scopes: string[];
  since: string;
  until: string;
};
export type Linked = { provider: string; name: string; since: string };
type Props = { t: Words; site: Site; flash?: string; allowed: Allowed[]; linked: Linked[]; keys: string[] };

export const ApplicationsPage = ({ t, site, flash, allowed, linked, keys }: Props) => (
  <Page
    t={t}
    site={site}
    title={t("federation.applications")}
    crumbs={[{ href: "/akun", label: t("federation.account") }]}
    private
  >
    {flash && <Notice t={t} kind="success" title={t(flash)} />}
    <h1>{t("federation.applications")}</h1>
    <p>{t("federation.applications.lead")}</p>
    {allowed.length === 0 && (
      <EmptyState title={t("federation.applications.none")}>
        <p>{t("federation.applications.none-lead")}</p>
      </EmptyState>
    )}
    {allowed.map((each, at) => (
      <section key={`${each.client}:${each.mandate}`}>
        <h2>{each.home ? <a href={each.home}>{each.name}</a> : each.name}</h2>
        <SummaryList
          t={t}
          rows={[
            { label: t("federation.consent.who"), value: each.agency },
            { label: t("federation.consent.why"), value: each.purpose },
            ...(each.behalf ? [{ label: t("federation.applications.behalf"), value: each.behalf }] : []),
            {
              label: t("federation.applications.may"),
              value: each.scopes.map((scope) => scopeName(t, scope)).join("; ") || t("federation.consent.nothing"),
            },
            { label: t("federation.applications.since"), value: each.since },
            { label: t("federation.applications.until"), value: each.until },
            { label: t("federation.kontak"), value: each.contact },
          ]}
        />
        <Form t={t} site={site} action={`/akun/aplikasi/${each.client}/penarikan`} once={keys[at]}>
          <input type="hidden" name="kuasa" value={each.mandate} />
          <Button kind="warning" label={t("federation.applications.withdraw-of", { name: each.name })}>
            {t("federation.applications.withdraw")}
          </Button>
        </Form>
      </section>
    ))}
    {linked.length > 0 && (
      <>
        <h2>{t("federation.linked")}</h2>
        <p>{t("federation.linked.lead")}</p>
        {linked.map((each) => (
          <section key={each.provider}>
            <SummaryList
              t={t}
              rows={[{ label: each.name, value: t("federation.linked.since", { day: each.since }) }]}
            />
            <Form t={t} site={site} action={`/akun/tautan/${each.provider}/pelepasan`}>
              <Button kind="secondary" label={t("federation.linked.end-of", { name: each.name })}>
                {t("federation.linked.end")}
              </Button>
            </Form>
          </section>
        ))}
      </>
    )}
  </Page>
);
