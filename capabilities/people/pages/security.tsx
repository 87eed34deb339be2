// How one signs in, and where one is signed in: everything that opens the account, on one page.

import { Button } from "../../../kernel/web/components/buttons/buttons.tsx";
import { Form } from "../../../kernel/web/components/fields/form.tsx";
import { Notice, Tag } from "../../../kernel/web/components/messages/messages.tsx";
import { Page } from "../../../kernel/web/components/page/page.tsx";
import type { Site } from "../../../kernel/web/components/page/site.ts";
import type { Words } from "../../../kernel/words/words.ts";
import type { Factors } from "../factors.sql.ts";

export type PasskeyLine = {
  id: string;
  name: string;
  added: string;
  used?: string;
  suspended: boolean;
  synced: boolean;
};
export type SessionLine = {
  id: string;
  agent: string;
  network: string;
  how: string;
  since: string;
  seen: string;
  current: boolean;
};

type Props = {
  t: Words;
  site: Site;
  flash?: string;
  official: boolean;
  /** An official who has shown one factor only: nothing else opens until there is a second. */
  mustEnrol: boolean;
  factors: Factors;
  passkeys: PasskeyLine[];
  canPasskey: boolean;
  sessions: SessionLine[];
};

export const SecurityPage = (props: Props) => {
  const { t, site, flash, official, mustEnrol, factors, passkeys, canPasskey, sessions } = props;
  return (
    <Page
      t={t}
      site={site}
      title={t("people.security")}
      crumbs={[{ href: "/akun", label: t("people.account") }]}
      private
    >
      {flash && <Notice t={t} kind="success" title={t(flash)} />}
      {mustEnrol && (
        <Notice t={t} kind="attention" title={t("people.security.must")}>
          <p>{t("people.security.must.text")}</p>
        </Notice>
      )}
      <h1>{t("people.security")}</h1>
      <h2>{t("people.passkeys")}</h2>
      <p>{t("people.passkeys.lead")}</p>
      {passkeys.length > 0 && (
        <ul class="plain rows">
          {passkeys.map((each) => (
            <li key={each.id}>
              <p>
                <strong>{each.name}</strong> {each.suspended && <Tag kind="need">{t("people.passkey.suspended")}</Tag>}
                <br />
                <span class="muted small">
                  {t("people.passkey.added", { time: each.added })}
                  {each.used ? `. ${t("people.passkey.used", { time: each.used })}` : ""}
                  {each.synced ? `. ${t("people.passkey.synced")}` : ""}
                </span>
              </p>
              {each.suspended && <p>{t("people.passkey.suspended.text")}</p>}
              <Form t={t} site={site} action={`/akun/keamanan/kunci/${each.id}/hapus`} class="inline">
                <Button kind="quiet" small label={t("people.passkey.remove-named", { name: each.name })}>
                  {t("people.remove")}
                </Button>
              </Form>
            </li>
          ))}
        </ul>
      )}
      {canPasskey ? (
        <p>
          <Button kind={mustEnrol ? "primary" : "secondary"} href="/akun/keamanan/kunci">
            {t("people.passkey.add")}
          </Button>
        </p>
      ) : (
        <p class="muted">{t("people.passkey.not-here")}</p>
      )}
      <h2>{t("people.totp")}</h2>
      <p>{t(factors.totp ? "people.totp.on" : official ? "people.totp.off-official" : "people.totp.off")}</p>
      <div class="button-group">
        <Button kind="secondary" href="/akun/keamanan/aplikasi">
          {t(factors.totp ? "people.totp.replace" : "people.totp.add")}
        </Button>
        {factors.totp && (
          <Form t={t} site={site} action="/akun/keamanan/aplikasi/hapus" class="inline">
            <Button kind="quiet">{t("people.totp.remove")}</Button>
          </Form>
        )}
      </div>
      {(factors.totp || factors.passkeys > 0 || factors.has_codes) && (
        <>
          <h2>{t("people.codes")}</h2>
          <p>{factors.has_codes ? t("people.codes.left", { n: factors.codes }) : t("people.codes.none")}</p>
          <Form t={t} site={site} action="/akun/keamanan/kode-cadangan" class="inline">
            <Button kind="secondary">{t(factors.has_codes ? "people.codes.renew" : "people.codes.make")}</Button>
          </Form>
        </>
      )}
      <h2>{t("people.password")}</h2>
      <p>{t(factors.password ? "people.password.has" : "people.password.has-none")}</p>
      <p>
        <Button kind="secondary" href="/akun/keamanan/kata-sandi">
          {t(factors.password ? "people.password.change" : "people.password.make")}
        </Button>
      </p>
      <h2 id="perangkat">{t("people.account.sessions")}</h2>
      <ul class="plain rows">
        {sessions.map((each) => (
          <li key={each.id}>
            <p>
              <strong>{each.agent || t("people.session.unknown")}</strong>{" "}
              {each.current && <Tag kind="act">{t("people.account.session-now")}</Tag>}
            </p>
            <p class="muted small">
              {t("people.session.line", { how: t(`people.how.${each.how}`), since: each.since, seen: each.seen })}
              {each.network && ` ${t("people.session.network", { network: each.network })}`}
            </p>
            {!each.current && (
              <Form t={t} site={site} action={`/akun/sesi/${each.id}/keluarkan`} class="inline">
                <Button
                  kind="quiet"
                  small
                  label={t("people.session.end-named", { name: each.agent, time: each.since })}
                >
                  {t("people.session.end")}
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <Form t={t} site={site} action="/akun/keluarkan-lain">
          <Button kind="secondary">{t("people.account.end-others")}</Button>
        </Form>
      )}
    </Page>
  );
};
