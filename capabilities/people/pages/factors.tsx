// Setting up what opens an account: a passkey, an application with codes, recovery codes, a password.

import type { Refused } from "../../../kernel/errors.ts";
import { Button } from "../../../kernel/web/components/buttons/buttons.tsx";
import { Form } from "../../../kernel/web/components/fields/form.tsx";
import { TextField } from "../../../kernel/web/components/fields/text-field.tsx";
import { ErrorSummary, InsetText, Notice } from "../../../kernel/web/components/messages/messages.tsx";
import { Page } from "../../../kernel/web/components/page/page.tsx";
import type { Site } from "../../../kernel/web/components/page/site.ts";
import type { Words } from "../../../kernel/words/words.ts";
import type { Challenge } from "../passkey.ts";
import { PasskeyForm } from "./passkey-form.tsx";

type Shell = { t: Words; site: Site; problem?: Refused };

const crumbs = (t: Words) => [
  { href: "/akun", label: t("people.account") },
  { href: "/akun/keamanan", label: t("people.security") },
];

export const NewPasskeyPage = ({
  t,
  site,
  problem,
  challenge,
  name,
}: Shell & { challenge: Challenge; name: string }) => (
  <Page t={t} site={site} title={t("people.passkey.add")} crumbs={crumbs(t)} problem={problem !== undefined} private>
    <ErrorSummary t={t} problem={problem} />
    <h1>{t("people.passkey.add")}</h1>
    <p>{t("people.passkey.add.lead")}</p>
    <PasskeyForm
      t={t}
      site={site}
      action="/akun/keamanan/kunci"
      challenge={challenge}
      passkey="new"
      kind="primary"
      button={t("people.passkey.make")}
    >
      <TextField
        t={t}
        name="name"
        label={t("people.passkey.name")}
        hint={t("people.passkey.name.hint")}
        value={name}
        width={30}
        maxLength={60}
        problem={problem}
      />
    </PasskeyForm>
    <p>
      <a href="/akun/keamanan">{t("people.back-to-security")}</a>
    </p>
  </Page>
);

/** Draws the squares of a QR code as one path; no markup comes from outside. */
const QrCode = ({ modules, label }: { modules: { size: number; path: string }; label: string }) => (
  <svg
    class="qr"
    viewBox={`-4 -4 ${modules.size + 8} ${modules.size + 8}`}
    width="240"
    height="240"
    role="img"
    aria-label={label}
  >
    <path d={`M-4-4h${modules.size + 8}v${modules.size + 8}h-${modules.size + 8}z`} fill="#fff" />
    <path d={modules.path} fill="#000" />
  </svg>
);

export const ApplicationPage = ({
  t,
  site,
  problem,
  sealed,
  address,
  secret,
  qr,
}: Shell & { sealed: string; address: string; secret: string; qr: { size: number; path: string } }) => (
  <Page t={t} site={site} title={t("people.totp.add")} crumbs={crumbs(t)} problem={problem !== undefined} private>
    <ErrorSummary t={t} problem={problem} />
    <h1>{t("people.totp.add")}</h1>
    <ol>
      <li>{t("people.totp.step-install")}</li>
      <li>
        {t("people.totp.step-scan")} <QrCode modules={qr} label={t("people.totp.qr")} />
        <p>
          <a href={address}>{t("people.totp.open")}</a>
        </p>
        <p>
          {t("people.totp.by-hand")} <code class="secret">{secret}</code>
        </p>
      </li>
      <li>{t("people.totp.step-code")}</li>
    </ol>
    <Form t={t} site={site} action="/akun/keamanan/aplikasi">
      <input type="hidden" name="rahasia" value={sealed} />
      <TextField
        t={t}
        name="code"
        label={t("people.totp.code")}
        inputMode="numeric"
        autoComplete="one-time-code"
        width={8}
        problem={problem}
      />
      <Button>{t("people.totp.confirm")}</Button>
    </Form>
    <p>
      <a href="/akun/keamanan">{t("people.back-to-security")}</a>
    </p>
  </Page>
);

export const CodesPage = ({ t, site, flash, codes }: Shell & { flash?: string; codes: string[] }) => (
  <Page t={t} site={site} title={t("people.codes")} crumbs={crumbs(t)} private>
    {flash && <Notice t={t} kind="success" title={t(flash)} />}
    <h1>{t("people.codes.title")}</h1>
    <p>{t("people.codes.lead")}</p>
    <InsetText>
      <ol class="codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
    </InsetText>
    <p>{t("people.codes.once")}</p>
    <p>
      <Button href="/akun/keamanan">{t("people.codes.kept")}</Button>
    </p>
  </Page>
);

export const PasswordPage = ({ t, site, problem, has }: Shell & { has: boolean }) => {
  const title = t(has ? "people.password.change" : "people.password.make");
  return (
    <Page t={t} site={site} title={title} crumbs={crumbs(t)} problem={problem !== undefined} private>
      <ErrorSummary t={t} problem={problem} />
      <h1>{title}</h1>
      <p>{t("people.password.others-end")}</p>
      <Form t={t} site={site} action="/akun/keamanan/kata-sandi">
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
        <Button>{title}</Button>
      </Form>
      <p>
        <a href="/akun/keamanan">{t("people.back-to-security")}</a>
      </p>
    </Page>
  );
};
