// The second step of signing in, and proving again in the middle of a session.

import type { Refused } from "../../../kernel/errors.ts";
import { Button } from "../../../kernel/web/components/buttons/buttons.tsx";
import { Form } from "../../../kernel/web/components/fields/form.tsx";
import { TextField } from "../../../kernel/web/components/fields/text-field.tsx";
import { ErrorSummary, InsetText } from "../../../kernel/web/components/messages/messages.tsx";
import { Page } from "../../../kernel/web/components/page/page.tsx";
import type { Site } from "../../../kernel/web/components/page/site.ts";
import type { Words } from "../../../kernel/words/words.ts";
import type { Challenge } from "../passkey.ts";
import { PasskeyForm } from "./passkey-form.tsx";

type Shell = { t: Words; site: Site; problem?: Refused };

const CodeField = ({ t, problem }: { t: Words; problem?: Refused }) => (
  <TextField
    t={t}
    name="code"
    label={t("people.code")}
    hint={t("people.code.hint")}
    autoComplete="one-time-code"
    spellCheck={false}
    width={16}
    problem={problem}
  />
);

const DemoCode = ({ t, code }: { t: Words; code?: string }) =>
  code ? (
    <InsetText>
      <p>{t("people.code.demo")}</p>
      <p>
        <strong class="demo-code">{code}</strong>
      </p>
    </InsetText>
  ) : null;

export const CodePage = ({
  t,
  site,
  problem,
  half,
  back,
  kept,
  official,
  passkey,
  hasApplication,
  demoCode,
}: Shell & {
  half: string;
  back: string;
  kept: string;
  official: boolean;
  passkey?: Challenge;
  hasApplication: boolean;
  demoCode?: string;
}) => (
  <Page t={t} site={site} title={t("people.code.title")} problem={problem !== undefined} private>
    <ErrorSummary t={t} problem={problem} />
    <h1>{t("people.code.title")}</h1>
    <p>{t(hasApplication ? "people.code.lead" : "people.code.lead-recovery")}</p>
    <DemoCode t={t} code={demoCode} />
    <Form t={t} site={site} action="/masuk/kode">
      <input type="hidden" name="half" value={half} />
      <input type="hidden" name="kembali" value={back} />
      {kept !== "" && <input type="hidden" name="kept" value={kept} />}
      <CodeField t={t} problem={problem} />
      <Button>{t("people.sign-in")}</Button>
    </Form>
    {passkey && (
      <PasskeyForm
        t={t}
        site={site}
        action="/masuk/kunci"
        challenge={passkey}
        passkey="known"
        button={t("people.passkey.sign-in")}
        hidden={{ kembali: back, kept }}
      />
    )}
    <ul class="plain">
      <li>{t(official ? "people.code.lost-official" : "people.code.lost")}</li>
      <li>
        <a href={official ? "/masuk/pegawai" : "/masuk"}>{t("people.code.start-over")}</a>
      </li>
    </ul>
  </Page>
);

export const AgainPage = ({
  t,
  site,
  problem,
  back,
  kept,
  passkey,
  hasPassword,
  asksCode,
  demoCode,
}: Shell & {
  back: string;
  kept: string;
  passkey?: Challenge;
  hasPassword: boolean;
  asksCode: boolean;
  demoCode?: string;
}) => (
  <Page t={t} site={site} title={t("people.again.title")} problem={problem !== undefined} private>
    <ErrorSummary t={t} problem={problem} />
    <h1>{t("people.again.title")}</h1>
    <p>{t("people.again.lead")}</p>
    {passkey && (
      <PasskeyForm
        t={t}
        site={site}
        action="/masuk/ulang/kunci"
        challenge={passkey}
        passkey="known"
        button={t("people.passkey.prove")}
        hidden={{ kembali: back, kept }}
      />
    )}
    {hasPassword ? (
      <Form t={t} site={site} action="/masuk/ulang">
        <input type="hidden" name="kembali" value={back} />
        {kept !== "" && <input type="hidden" name="kept" value={kept} />}
        <TextField
          t={t}
          name="password"
          label={t("people.password")}
          type="password"
          autoComplete="current-password"
          width={30}
          problem={problem}
        />
        {asksCode && <CodeField t={t} problem={problem} />}
        {asksCode && <DemoCode t={t} code={demoCode} />}
        <Button>{t("people.again.button")}</Button>
      </Form>
    ) : (
      <p>{t("people.again.no-password")}</p>
    )}
    <p>
      <a href="/akun/keamanan">{t("people.again.not-now")}</a>
    </p>
  </Page>
);
