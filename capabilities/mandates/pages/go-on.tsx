// A new mandate holds: one press sends what was typed under the one that ended.

import { Button } from "../../../kernel/web/components/buttons/buttons.tsx";
import { Form } from "../../../kernel/web/components/fields/form.tsx";
import { Page } from "../../../kernel/web/components/page/page.tsx";
import type { Site } from "../../../kernel/web/components/page/site.ts";
import type { Words } from "../../../kernel/words/words.ts";

type Props = { t: Words; site: Site; path: string; fields: [string, string[]][] };

export const GoOnPage = ({ t, site, path, fields }: Props) => (
  <Page t={t} site={site} title={t("mandates.go-on.title")} private>
    <h1>{t("mandates.go-on.title")}</h1>
    <p>{t("mandates.go-on.lead")}</p>
    <Form t={t} site={site} action={path}>
      {fields.flatMap(([name, values]) =>
        values.map((value) => <input key={`${name}:${value}`} type="hidden" name={name} value={value} />),
      )}
      <Button>{t("mandates.go-on.button")}</Button>
    </Form>
  </Page>
);
