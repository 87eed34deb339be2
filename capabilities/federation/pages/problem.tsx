// Something between an application and us went wrong: told to a person who can do little about it, with a code for who can.

import { Details } from "../../../kernel/web/components/messages/messages.tsx";
import { Page } from "../../../kernel/web/components/page/page.tsx";
import type { Site } from "../../../kernel/web/components/page/site.ts";
import type { Words } from "../../../kernel/words/words.ts";

type Props = { t: Words; site: Site; error: string; error_description?: string };

export const ProtocolProblemPage = ({ t, site, error, error_description }: Props) => {
  const late = /expired|not found|mismatch/.test(error_description ?? "") && error === "invalid_request";
  const title = t(late ? "federation.problem.late" : "federation.problem.title");
  return (
    <Page t={t} site={site} title={title} problem private>
      <h1>{title}</h1>
      <p>{t(late ? "federation.problem.late-lead" : "federation.problem.lead")}</p>
      <Details summary={t("federation.problem.details")}>
        <p>
          <code>{error}</code>
        </p>
        {error_description && (
          <p lang="en">
            <code>{error_description}</code>
          </p>
        )}
      </Details>
      <p>
        <a href="/">{t("web.problem.home")}</a>
      </p>
    </Page>
  );
};
