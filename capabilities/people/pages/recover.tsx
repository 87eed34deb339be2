// The way back in: asking for a link, and setting a new password with a link or a code from a counter.

import type { Refused } from "../../../kernel/errors.ts";
import { Button } from "../../../kernel/web/components/buttons/buttons.tsx";
import { Form } from "../../../kernel/web/components/fields/form.tsx";
import { TextField } from "../../../kernel/web/components/fields/text-field.tsx";
import { ErrorSummary } from "../../../kernel/web/components/messages/messages.tsx";
import { Page } from "../../../kernel/web/components/page/page.tsx";
import type { Site } from "../../../kernel/web/components/page/site.ts";
import type { Words } from "../../../kernel/words/words.ts";

type Shell = { t: Words; site: Site; problem?: Refused };

export const ForgotPage = ({ t, site, problem, number }: Shell & { number: string }) => (
  <Page t={t} site={site} title={t("people.forgot")} problem={problem !== undefined} private>
    <ErrorSummary t={t} problem={problem} />
    <h1>{t("people.forgot")}</h1>
    <h2>{t("people.forgot.by-mail")}</h2>
    <p>{t("people.forgot.by-mail.text")}</p>
    <Form t={t} site={site} action="/masuk/lupa">
      <TextField
        t={t}
        name="number"
        label={t("people.nik")}
        hint={t("people.nik.hint")}
        value={number}
        inputMode="numeric"
        autoComplete="username"
        width={20}
        problem={problem}
      />
      <Button>{t("people.forgot.button")}</Button>
    </Form>
    <h2>{t("people.forgot.at-counter")}</h2>
    <p>{t("people.forgot.at-counter.text")}</p>
    <p>
      <a href="/masuk/pulih">{t("people.forgot.have-code")}</a>
    </p>
    <h2>{t("people.forgot.officials")}</h2>
    <p>{t("people.forgot.officials.text")}</p>
    <p class="muted">{t("people.forgot.never")}</p>
  </Page>
);

export const ForgotSentPage = ({ t, site }: Shell) => (
  <Page t={t} site={site} title={t("people.forgot.sent")} private>
    <h1>{t("people.forgot.sent")}</h1>
    <p>{t("people.forgot.sent.text")}</p>
    <p>{t("people.forgot.sent.none")}</p>
    <p>
      <a href="/masuk">{t("people.code.start-over")}</a>
    </p>
  </Page>
);

export const RecoverPage = ({
  t,
  site,
  problem,
  kode,
  fromLink,
  asksCode,
}: Shell & { kode: string; fromLink: boolean; asksCode: boolean }) => (
  <Page t={t} site={site} title={t("people.recover")} problem={problem !== undefined} private>
    <ErrorSummary t={t} problem={problem} />
    <h1>{t("people.recover")}</h1>
    <Form t={t} site={site} action="/masuk/pulih">
      {fromLink ? (
        <input type="hidden" name="kode" value={kode} />
      ) : (
        <TextField
          t={t}
          name="kode"
          label={t("people.recover.code")}
          hint={t("people.recover.code.hint")}
          value={kode}
          autoComplete="off"
          spellCheck={false}
          width={20}
          problem={problem}
        />
      )}
      {asksCode && (
        <TextField
          t={t}
          name="code"
          label={t("people.recover.second")}
          hint={t("people.code.hint")}
          autoComplete="one-time-code"
          spellCheck={false}
          width={16}
          problem={problem}
        />
      )}
      <TextField
        t={t}
        name="password"
        label={t("people.password.new")}
        hint={t("people.password.new-hint")}
        type="password"
        autoComplete="new-password"
        width={30}
        problem={problem}
      />
      <Button>{t("people.recover.button")}</Button>
    </Form>
    <p class="muted">{t("people.recover.after")}</p>
  </Page>
);
