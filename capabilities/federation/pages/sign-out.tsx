// An application asks us to end the person's session; they say how far that goes.

import { Button, ButtonGroup } from "../../../kernel/web/components/buttons/buttons.tsx";
import { Page } from "../../../kernel/web/components/page/page.tsx";
import type { Site } from "../../../kernel/web/components/page/site.ts";
import type { Words } from "../../../kernel/words/words.ts";

type Shell = { t: Words; site: Site; application?: string };

/** Our form token is of no use here: the protocol checks one of its own. */
export const SignOutPage = ({
  t,
  site,
  application,
  action,
  secret,
  signedIn,
}: Shell & { action: string; secret: string; signedIn: boolean }) => {
  const title = signedIn ? t("federation.out.title") : t("federation.out.done");
  const name = application ?? t("federation.out.an-application");
  return (
    <Page t={t} site={site} title={title} private>
      <h1>{title}</h1>
      <p>{t(signedIn ? "federation.out.lead" : "federation.out.back-lead", { name })}</p>
      <form class="form" method="post" action={action}>
        <input type="hidden" name="xsrf" value={secret} />
        <ButtonGroup>
          <Button name="logout" value="yes">
            {t(signedIn ? "federation.out.everywhere" : "federation.out.back")}
          </Button>
        </ButtonGroup>
      </form>
      {signedIn && (
        <form class="form" method="post" action={action}>
          <input type="hidden" name="xsrf" value={secret} />
          <Button kind="secondary">{t("federation.out.only", { name })}</Button>
        </form>
      )}
    </Page>
  );
};

export const SignedOutPage = ({ t, site, application, home }: Shell & { home?: string }) => (
  <Page t={t} site={site} title={t("federation.out.done")} private>
    <h1>{t("federation.out.done")}</h1>
    <p>
      {application && home ? (
        <a href={home}>{t("federation.out.to", { name: application })}</a>
      ) : (
        <a href="/">{t("web.problem.home")}</a>
      )}
    </p>
  </Page>
);
