// Where an official takes up the account that their agency prepared.

import type { Refused } from "../../../kernel/errors.ts";
import { Button, ErrorSummary, Form, Page, type Site, TextField } from "../../../kernel/web/components/index.ts";
import type { Words } from "../../../kernel/words/words.ts";

type Props = { t: Words; site: Site; code: string; number: string; problem?: Refused };

export const ActivatePage = ({ t, site, code, number, problem }: Props) => (
  <Page t={t} site={site} title={t("people.activate")} problem={problem !== undefined} private>
    <ErrorSummary t={t} problem={problem} />
    <h1>{t("people.activate")}</h1>
    <p>{t("people.activate.lead")}</p>
    <Form t={t} site={site} action="/aktivasi">
      <TextField
        t={t}
        name="kode"
        label={t("people.activate.code")}
        hint={t("people.activate.code-hint")}
        value={code}
        autoComplete="off"
        width={20}
        maxLength={40}
        problem={problem}
      />
      <TextField
        t={t}
        name="number"
        label={t("people.activate.number")}
        hint={t("people.activate.number-hint")}
        value={number}
        inputMode="numeric"
        autoComplete="username"
        width={20}
        maxLength={40}
        problem={problem}
      />
      <TextField
        t={t}
        name="password"
        label={t("people.activate.password")}
        hint={t("people.password.new-hint")}
        type="password"
        autoComplete="new-password"
        width={30}
        problem={problem}
      />
      <Button>{t("people.activate.button")}</Button>
    </Form>
  </Page>
);
