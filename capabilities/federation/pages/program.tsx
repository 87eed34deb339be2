// One application of the register, and the page on which its secret is shown, once.

import { Button, ButtonGroup } from "../../../kernel/web/components/buttons/buttons.tsx";
import { Checkbox } from "../../../kernel/web/components/fields/choice-field.tsx";
import { Form } from "../../../kernel/web/components/fields/form.tsx";
import { SummaryList } from "../../../kernel/web/components/lists/summary-list.tsx";
import { Details, Notice } from "../../../kernel/web/components/messages/messages.tsx";
import { Page } from "../../../kernel/web/components/page/page.tsx";
import type { Site } from "../../../kernel/web/components/page/site.ts";
import type { Words } from "../../../kernel/words/words.ts";
import type { Client } from "../client.ts";
import { scopeName } from "./scope-name.ts";

type Props = {
  t: Words;
  site: Site;
  flash?: string;
  client: Client;
  units: string[];
  issuer: string;
  since: string;
  suspended?: string;
  oldUntil?: string;
  keys: [string, string];
};

const Lines = ({ lines }: { lines: string[] }) => (
  <ul class="plain">
    {lines.map((line) => (
      <li key={line}>
        <code>{line}</code>
      </li>
    ))}
  </ul>
);

export const ProgramPage = ({ t, site, flash, client, units, issuer, since, suspended, oldUntil, keys }: Props) => {
  const machine = client.kind === "machine";
  const at = `/aplikasi/${client.id}`;
  return (
    <Page
      t={t}
      site={site}
      title={client.name}
      crumbs={[{ href: "/aplikasi", label: t("federation.registry") }]}
      private
    >
      {flash && <Notice t={t} kind="success" title={t(flash)} />}
      <h1>{client.name}</h1>
      {suspended && <Notice t={t} kind="attention" title={t("federation.suspended-since", { at: suspended })} />}
      {oldUntil && (
        <Notice t={t}>
          <p>{t("federation.old-until", { at: oldUntil })}</p>
        </Notice>
      )}
      <SummaryList
        t={t}
        rows={[
          { label: t("federation.jenis"), value: t(`federation.kind.${client.kind}`) },
          { label: t("federation.keperluan"), value: client.purpose },
          { label: t("federation.dasar"), value: client.legal_basis },
          { label: t("federation.kontak"), value: client.contact },
          {
            label: t("federation.lingkup"),
            value: client.scopes.map((scope) => scopeName(t, scope)).join("; ") || t("federation.consent.nothing"),
          },
          ...(machine
            ? [{ label: t("federation.unit"), value: units.join("; ") }]
            : [
                { label: t("federation.orang"), value: t(`federation.audience.${client.audience}`) },
                { label: t("federation.kuasa"), value: t(client.knows_act ? "federation.yes" : "federation.no") },
              ]),
          { label: t("federation.since"), value: since },
        ]}
      />
      <p>
        <Button kind="secondary" href={`${at}/ubah`}>
          {t("federation.change")}
        </Button>
      </p>
      <h2>{t("federation.technical")}</h2>
      <SummaryList
        t={t}
        rows={[
          { label: t("federation.issuer"), value: <code>{issuer}</code> },
          { label: t("federation.client-id"), value: <code>{client.id}</code> },
          { label: t("federation.cara"), value: t(`federation.method.${client.auth_method}`) },
          ...(machine
            ? []
            : [
                { label: t("federation.balik"), value: <Lines lines={client.redirect_uris} /> },
                ...(client.logout_uris.length > 0
                  ? [{ label: t("federation.keluar"), value: <Lines lines={client.logout_uris} /> }]
                  : []),
                ...(client.backchannel_uri
                  ? [{ label: t("federation.kabar"), value: <code>{client.backchannel_uri}</code> }]
                  : []),
                { label: t("federation.tanda"), value: client.signing },
              ]),
        ]}
      />
      {client.auth_method === "client_secret_basic" && (
        <Details summary={t("federation.secret.new")}>
          <p>{t("federation.secret.new-lead")}</p>
          <Form t={t} site={site} action={`${at}/rahasia`} once={keys[0]}>
            <Checkbox t={t} name="hilang" label={t("federation.secret.lost")} />
            <Button kind="secondary">{t("federation.secret.new")}</Button>
          </Form>
        </Details>
      )}
      {suspended ? (
        <Form t={t} site={site} action={`${at}/pemulihan`} once={keys[1]}>
          <ButtonGroup>
            <Button kind="secondary">{t("federation.resume")}</Button>
          </ButtonGroup>
        </Form>
      ) : (
        <Details summary={t("federation.suspend")}>
          <p>{t("federation.suspend-lead")}</p>
          <Form t={t} site={site} action={`${at}/penangguhan`} once={keys[1]}>
            <Button kind="warning">{t("federation.suspend")}</Button>
          </Form>
        </Details>
      )}
    </Page>
  );
};

export const SecretPage = ({
  t,
  site,
  id,
  name,
  secret,
}: {
  t: Words;
  site: Site;
  id: string;
  name: string;
  secret: string;
}) => (
  <Page t={t} site={site} title={t("federation.secret.title", { name })} private>
    <h1>{t("federation.secret.title", { name })}</h1>
    <Notice t={t} kind="attention" title={t("federation.secret.once")}>
      <p>{t("federation.secret.once-lead")}</p>
    </Notice>
    <SummaryList
      t={t}
      rows={[
        { label: t("federation.client-id"), value: <code>{id}</code> },
        { label: t("federation.secret"), value: <code id="rahasia">{secret}</code> },
      ]}
    />
    <p>
      <Button href={`/aplikasi/${id}`}>{t("federation.secret.kept")}</Button>
    </p>
  </Page>
);
