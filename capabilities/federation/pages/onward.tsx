// Between our door and the application: the browser goes on by itself, and a button is there for the one that does not.

import { Button } from "../../../kernel/web/components/buttons/buttons.tsx";
import { Page } from "../../../kernel/web/components/page/page.tsx";
import type { Site } from "../../../kernel/web/components/page/site.ts";
import type { Words } from "../../../kernel/words/words.ts";

type Props = { t: Words; site: Site; application: string; onward: string };

export const OnwardPage = ({ t, site, application, onward }: Props) => (
  <Page t={t} site={site} title={t("federation.onward.title", { name: application })} onward={onward} private>
    <h1>{t("federation.onward.title", { name: application })}</h1>
    <p>{t("federation.onward.lead")}</p>
    <p>
      <Button href={onward}>{t("federation.onward.button", { name: application })}</Button>
    </p>
  </Page>
);
