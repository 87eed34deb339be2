// Coming in through an outside provider: what went wrong, and the proof that an account with the same number is one's own.

import { Button, ButtonGroup } from "../../../kernel/web/components/buttons/buttons.tsx";
import { Form } from "../../../kernel/web/components/fields/form.tsx";
import { InsetText } from "../../../kernel/web/components/messages/messages.tsx";
import { Page } from "../../../kernel/web/components/page/page.tsx";
import type { Site } from "../../../kernel/web/components/page/site.ts";
import type { Words } from "../../../kernel/words/words.ts";

type Shell = { t: Words; site: Site; name: string };

export const OutsideProblemPage = ({
  t,
  site,
  name,
  key,
  official,
  again,
  back,
}: Shell & { key: string; official: boolean; again: string; back: string }) => {
  const query = back ? `?kembali=${encodeURIComponent(back)}` : "";
  return (
    <Page t={t} site={site} title={t("federation.outside.problem", { name })} problem private>
      <h1>{t("federation.outside.problem", { name })}</h1>
      <p>{t(key, { name })}</p>
      <ButtonGroup>
        <Button href={`${official ? "/masuk/pegawai" : "/masuk"}${query}`}>{t("federation.outside.otherwise")}</Button>
        <Button kind="secondary" href={`${again}${query}`}>
          {t("federation.outside.again", { name })}
        </Button>
      </ButtonGroup>
    </Page>
  );
};

export const LinkPage = ({
  t,
  site,
  name,
  action,
  signIn,
  isIn,
}: Shell & { action: string; signIn: string; isIn: boolean }) => (
  <Page t={t} site={site} title={t("federation.outside.link", { name })} private>
    <h1>{t("federation.outside.link", { name })}</h1>
    <p>{t(isIn ? "federation.outside.link-now" : "federation.outside.link-first", { name })}</p>
    {isIn ? (
      <Form t={t} site={site} action={action}>
        <Button>{t("federation.outside.link-button", { name })}</Button>
      </Form>
    ) : (
      <>
        <p>
          <Button href={signIn}>{t("federation.outside.link-sign-in")}</Button>
        </p>
        <InsetText>
          <p>{t("federation.outside.not-mine")}</p>
        </InsetText>
      </>
    )}
  </Page>
);
