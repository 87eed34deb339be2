// An application asks for a person's data: who asks, what for, on which ground, exactly what, and for how long.

import { Button, ButtonGroup } from "../../../kernel/web/components/buttons/buttons.tsx";
import { Form } from "../../../kernel/web/components/fields/form.tsx";
import { SummaryList } from "../../../kernel/web/components/lists/summary-list.tsx";
import { InsetText, Notice } from "../../../kernel/web/components/messages/messages.tsx";
import { Page } from "../../../kernel/web/components/page/page.tsx";
import type { Site } from "../../../kernel/web/components/page/site.ts";
import type { Words } from "../../../kernel/words/words.ts";
import { scopeName } from "./scope-name.ts";

type Props = {
  t: Words;
  site: Site;
  uid: string;
  application: string;
  agency: string;
  purpose: string;
  legalBasis: string;
  contact: string;
  name: string;
  /** Acts for another, before an application that knows nothing of it: signs in as oneself. */
  as?: { own: string; other: string };
  behalf?: string;
  facts: { claim: string; value: string }[];
  api: string[];
  stays: boolean;
  key: string;
};

export const ConsentPage = (props: Props) => {
  const { t, site, uid, application, facts, api, key } = props;
  const title = t("federation.consent.title", { name: application });
  const at = `/masuk-aplikasi/${uid}`;
  return (
    <Page t={t} site={site} title={title} private>
      <h1>{title}</h1>
      {props.as && (
        <Notice t={t} kind="attention" title={t("federation.consent.as-self", { name: props.as.own })}>
          <p>{t("federation.consent.as-self-lead", { other: props.as.other, name: application })}</p>
        </Notice>
      )}
      {props.behalf && (
        <Notice t={t} kind="attention" title={t("federation.consent.behalf", { name: props.behalf })}>
          <p>{t("federation.consent.behalf-lead", { own: props.name, other: props.behalf })}</p>
        </Notice>
      )}
      <SummaryList
        t={t}
        rows={[
          { label: t("federation.consent.who"), value: props.agency },
          { label: t("federation.consent.why"), value: props.purpose },
          { label: t("federation.consent.basis"), value: props.legalBasis },
        ]}
      />
      <h2>{t("federation.consent.what")}</h2>
      {facts.length > 0 ? (
        <SummaryList t={t} rows={facts.map(({ claim, value }) => ({ label: t(`federation.claim.${claim}`), value }))} />
      ) : (
        <p>{t("federation.consent.nothing")}</p>
      )}
      <p>{t("federation.consent.pairwise")}</p>
      {api.length > 0 && (
        <>
          <h2>{t("federation.consent.may")}</h2>
          <ul>
            {api.map((scope) => (
              <li key={scope}>{scopeName(t, scope)}</li>
            ))}
          </ul>
        </>
      )}
      <InsetText>
        <p>{t(props.stays ? "federation.consent.long-offline" : "federation.consent.long")}</p>
        <p>{t("federation.consent.contact", { contact: props.contact })}</p>
      </InsetText>
      <Form t={t} site={site} action={`${at}/izin`} once={key}>
        <ButtonGroup>
          <Button>{t("federation.consent.accept")}</Button>
          <Button kind="secondary" formAction={`${at}/penolakan`}>
            {t("federation.consent.decline")}
          </Button>
        </ButtonGroup>
      </Form>
    </Page>
  );
};
