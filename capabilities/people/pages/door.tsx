// The doors: signing in, making an account, going on after a session ended.

import type { Refused } from "../../../kernel/errors.ts";
import { Button } from "../../../kernel/web/components/buttons/buttons.tsx";
import { Form } from "../../../kernel/web/components/fields/form.tsx";
import { TextField } from "../../../kernel/web/components/fields/text-field.tsx";
import { ErrorSummary } from "../../../kernel/web/components/messages/messages.tsx";
import { Page } from "../../../kernel/web/components/page/page.tsx";
import type { NavItem, Site } from "../../../kernel/web/components/page/site.ts";
import type { Words } from "../../../kernel/words/words.ts";
import type { Challenge } from "../passkey.ts";
import { PasskeyForm } from "./passkey-form.tsx";

type Shell = { t: Words; site: Site; problem?: Refused };

export const SignInPage = ({
  t,
  site,
  problem,
  official,
  number,
  back,
  kept,
  passkey,
  doors,
}: Shell & {
  official: boolean;
  number: string;
  back: string;
  kept: string;
  passkey?: Challenge;
  /** Other ways in, which capabilities bring. */
  doors: NavItem[];
}) => {
  const title = t(official ? "people.sign-in.officials" : "people.sign-in.residents");
  const other = `${official ? "/masuk" : "/masuk/pegawai"}?kembali=${encodeURIComponent(back)}`;
  return (
    <Page t={t} site={site} title={title} problem={problem !== undefined} private>
      <ErrorSummary t={t} problem={problem} />
      <h1>{title}</h1>
      {!official && <p>{t("people.sign-in.lead")}</p>}
      <Form t={t} site={site} action={official ? "/masuk/pegawai" : "/masuk"}>
        <input type="hidden" name="kembali" value={back} />
        {kept !== "" && <input type="hidden" name="kept" value={kept} />}
        <TextField
          t={t}
          name="number"
          label={t(official ? "people.nip" : "people.nik")}
          hint={t(official ? "people.nip.hint" : "people.nik.hint")}
          value={number}
          inputMode="numeric"
          autoComplete={passkey ? "username webauthn" : "username"}
          width={20}
          problem={problem}
        />
        <TextField
          t={t}
          name="password"
          label={t("people.password")}
          type="password"
          autoComplete="current-password"
          width={30}
          problem={problem}
        />
        <Button>{t("people.sign-in")}</Button>
      </Form>
      {passkey && (
        <PasskeyForm
          t={t}
          site={site}
          action="/masuk/kunci"
          challenge={passkey}
          passkey="known"
          whileTyping
          button={t("people.passkey.sign-in")}
          hidden={{ kembali: back, kept, pintu: official ? "pegawai" : "" }}
        />
      )}
      {doors.map((each) => (
        <p key={each.href}>
          <Button kind="secondary" href={each.href}>
            {each.label}
          </Button>
        </p>
      ))}
      <ul class="plain">
        <li>
          <a href="/masuk/lupa">{t("people.forgot")}</a>
        </li>
        {!official && (
          <li>
            <a href={`/daftar?kembali=${encodeURIComponent(back)}`}>{t("people.sign-in.no-account")}</a>
          </li>
        )}
        {!official && (
          <li>
            <a href="/lacak">{t("people.sign-in.follow")}</a>
          </li>
        )}
        <li>
          <a href={other}>{t(official ? "people.sign-in.for-residents" : "people.sign-in.for-officials")}</a>
        </li>
      </ul>
    </Page>
  );
};

export type SignUpValues = { name: string; nik: string; email: string; phone: string };

export const SignUpPage = ({ t, site, problem, values, back }: Shell & { values: SignUpValues; back: string }) => (
  <Page t={t} site={site} title={t("people.sign-up")} problem={problem !== undefined} private>
    <ErrorSummary t={t} problem={problem} />
    <h1>{t("people.sign-up")}</h1>
    <p>{t("people.sign-up.lead")}</p>
    <Form t={t} site={site} action="/daftar">
      <input type="hidden" name="kembali" value={back} />
      <TextField
        t={t}
        name="name"
        label={t("people.name")}
        hint={t("people.name.hint")}
        value={values.name}
        autoComplete="name"
        width={30}
        problem={problem}
      />
      <TextField
        t={t}
        name="nik"
        label={t("people.nik")}
        hint={t("people.nik.hint")}
        value={values.nik}
        inputMode="numeric"
        width={20}
        problem={problem}
      />
      <TextField
        t={t}
        name="phone"
        label={t("people.phone")}
        value={values.phone}
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        width={20}
        optional
        problem={problem}
      />
      <TextField
        t={t}
        name="email"
        label={t("people.email")}
        hint={t("people.email.hint")}
        value={values.email}
        type="email"
        inputMode="email"
        autoComplete="email"
        width={30}
        optional
        problem={problem}
      />
      <TextField
        t={t}
        name="password"
        label={t("people.password")}
        hint={t("people.password.new-hint")}
        type="password"
        autoComplete="new-password"
        width={30}
        problem={problem}
      />
      <Button>{t("people.sign-up.button")}</Button>
    </Form>
  </Page>
);

/** After making an account: the same page whether the NIK was new or not. Who is new has the session already. */
export const SignUpDonePage = ({ t, site, back }: Shell & { back: string }) => (
  <Page t={t} site={site} title={t("people.sign-up.done")} private>
    <h1>{t("people.sign-up.done")}</h1>
    <p>{t("people.sign-up.done.new")}</p>
    <p>
      <Button href={back}>{t("people.sign-up.done.go")}</Button>
    </p>
    <p>{t("people.sign-up.done.known")}</p>
    <ul class="plain">
      <li>
        <a href="/masuk">{t("people.sign-in")}</a>
      </li>
      <li>
        <a href="/masuk/lupa">{t("people.forgot")}</a>
      </li>
    </ul>
  </Page>
);

/** Signed in again: one press sends what was typed before the session ended. */
export const GoOnPage = ({ t, site, path, fields }: Shell & { path: string; fields: [string, string[]][] }) => (
  <Page t={t} site={site} title={t("people.resume.title")} private>
    <h1>{t("people.resume.title")}</h1>
    <p>{t("people.resume.lead")}</p>
    <Form t={t} site={site} action={path}>
      {fields.flatMap(([name, values]) =>
        values.map((value) => <input key={`${name}:${value}`} type="hidden" name={name} value={value} />),
      )}
      <Button>{t("people.resume.button")}</Button>
    </Form>
  </Page>
);
